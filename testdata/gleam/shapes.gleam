pub type Shape {
  Circle(radius: Float)
  Rect(width: Float, height: Float)
  Point
}

pub type Tree(a) {
  Leaf
  Node(left: Tree(a), value: a, right: Tree(a))
}

pub type Error {
  NotFound(name: String)
  Bad(code: Int)
}

@external(erlang, "io", "format")
fn io_format(format: String, args: List(a)) -> Nil

fn show(x: a) -> Nil {
  io_format("~p~n", [x])
}

pub fn area(s: Shape) -> Float {
  case s {
    Circle(r) -> r *. r *. 3.0
    Rect(w, h) -> w *. h
    Point -> 0.0
  }
}

pub fn insert(t: Tree(Int), v: Int) -> Tree(Int) {
  case t {
    Leaf -> Node(Leaf, v, Leaf)
    Node(l, x, r) if v < x -> Node(insert(l, v), x, r)
    Node(l, x, r) -> Node(l, x, insert(r, v))
  }
}

pub fn fold(list: List(a), acc: b, f: fn(b, a) -> b) -> b {
  case list {
    [] -> acc
    [x, ..rest] -> fold(rest, f(acc, x), f)
  }
}

pub fn to_list(t: Tree(a), tail: List(a)) -> List(a) {
  case t {
    Leaf -> tail
    Node(l, v, r) -> to_list(l, [v, ..to_list(r, tail)])
  }
}

fn try(r: Result(a, e), f: fn(a) -> Result(b, e)) -> Result(b, e) {
  case r {
    Ok(x) -> f(x)
    Error(e) -> Error(e)
  }
}

fn find(name: String) -> Result(Int, Error) {
  case name {
    "one" -> Ok(1)
    "two" -> Ok(2)
    "bad" -> Error(Bad(7))
    _ -> Error(NotFound(name))
  }
}

fn sum(a: String, b: String) -> Result(Int, Error) {
  use x <- try(find(a))
  use y <- try(find(b))
  Ok(x + y)
}

fn bits(n: Int) -> BitString {
  <<n:size(16), n:size(8)-little, "hé":utf8, 1:size(1), 5:7>>
}

fn parse(b: BitString) -> #(Int, Int, Int) {
  case b {
    <<a:size(16), b:size(8), _:binary-size(3), c:size(8)>> -> #(a, b, c)
    <<a, _:binary>> -> #(a, 0, 0)
    _ -> #(0, 0, 0)
  }
}

fn prefix(s: String) -> String {
  case s {
    "hello, " <> who -> who
    _ -> "nobody"
  }
}

const limit = 10

pub fn main() {
  show([area(Circle(2.0)), area(Rect(1.5, 2.0)), area(Point)])
  let t = fold([5, 2, 8, 1, 9, 3], Leaf, insert)
  show(t)
  show(to_list(t, []))
  show([sum("one", "two"), sum("one", "x"), sum("bad", "x")])
  show(bits(300))
  show([parse(bits(300)), parse(<<1, 2>>), parse(<<>>)])
  show([prefix("hello, Joe"), prefix("bye")])
  let r = Rect(width: 1.0, height: 2.0)
  show(#(r, area(r)))
  show([10 / 3, 10 % 3, 10 / 0, -7 / 2, -7 % 3, limit * limit])
  show([1.0 /. 0.0, 7.0 /. 2.0])
  show([1 < 2 && 2 < 3, True || False, !True, "a" == "b"])
  let add = fn(a, b) { a + b }
  show([1, 2, 3] |> fold(0, add))
  let inc = add(_, 1)
  show(inc(41))
  let assert Ok(n) = sum("two", "two")
  show(n)
  case n, prefix("hello, x") {
    4, "x" | 5, "y" -> show("both")
    _, _ -> show("none")
  }
  let assert Ok(m) = sum("two", "three")
  show(m)
}
