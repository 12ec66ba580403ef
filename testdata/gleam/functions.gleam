// Functions as values: captures, pipes, `use`, closures over loops, records with functions, labelled arguments.

@external(erlang, "io", "format")
fn io_format(format: String, args: List(a)) -> Nil

@external(erlang, "lists", "map")
fn erl_map(f: fn(a) -> b, list: List(a)) -> List(b)

@external(erlang, "maps", "from_list")
fn from_list(list: List(#(k, v))) -> Dict(k, v)

@external(erlang, "maps", "get")
fn get(key: k, dict: Dict(k, v), default: v) -> v

pub type Dict(k, v)

pub opaque type Counter {
  Counter(step: Int, value: Int)
}

pub type Parser(a) {
  Parser(run: fn(List(Int)) -> Result(#(a, List(Int)), String))
}

fn show(x: a) -> Nil {
  io_format("~p~n", [x])
}

pub fn map(list: List(a), with f: fn(a) -> b) -> List(b) {
  case list {
    [] -> []
    [x, ..rest] -> [f(x), ..map(rest, f)]
  }
}

pub fn filter(list: List(a), keeping p: fn(a) -> Bool) -> List(a) {
  case list {
    [] -> []
    [x, ..rest] ->
      case p(x) {
        True -> [x, ..filter(rest, p)]
        False -> filter(rest, p)
      }
  }
}

pub fn fold(over list: List(a), from acc: b, with f: fn(b, a) -> b) -> b {
  case list {
    [] -> acc
    [x, ..rest] -> fold(rest, f(acc, x), f)
  }
}

pub fn range(from: Int, to: Int) -> List(Int) {
  case from > to {
    True -> []
    False -> [from, ..range(from + 1, to)]
  }
}

fn compose(f: fn(a) -> b, g: fn(b) -> c) -> fn(a) -> c {
  fn(x) { g(f(x)) }
}

fn step(c: Counter) -> Counter {
  Counter(..c, value: c.value + c.step)
}

fn times(n: Int, x: a, f: fn(a) -> a) -> a {
  case n {
    0 -> x
    _ -> times(n - 1, f(x), f)
  }
}

fn item(p: fn(Int) -> Bool) -> Parser(Int) {
  Parser(fn(input) {
    case input {
      [x, ..rest] ->
        case p(x) {
          True -> Ok(#(x, rest))
          False -> Error("unexpected")
        }
      [] -> Error("end of input")
    }
  })
}

fn then(p: Parser(a), f: fn(a) -> Parser(b)) -> Parser(b) {
  Parser(fn(input) {
    case p.run(input) {
      Ok(#(x, rest)) -> f(x).run(rest)
      Error(e) -> Error(e)
    }
  })
}

fn many(p: Parser(a)) -> Parser(List(a)) {
  Parser(fn(input) {
    case p.run(input) {
      Ok(#(x, rest)) ->
        case many(p).run(rest) {
          Ok(#(xs, rest)) -> Ok(#([x, ..xs], rest))
          Error(e) -> Error(e)
        }
      Error(_) -> Ok(#([], input))
    }
  })
}

fn pair() -> Parser(#(Int, List(Int), Int)) {
  use a <- then(item(fn(c) { c == 40 }))
  use inner <- then(many(item(fn(c) { c >= 48 && c <= 57 })))
  use b <- then(item(fn(c) { c == 41 }))
  Parser(fn(rest) { Ok(#(#(a, inner, b), rest)) })
}

pub fn main() {
  let numbers = range(1, 10)
  numbers |> map(fn(x) { x * x }) |> filter(fn(x) { x % 2 == 0 }) |> show
  numbers |> fold(from: 0, with: fn(a, b) { a + b }) |> show
  erl_map(fn(x) { #(x, x * 3) }, numbers) |> from_list |> get(7, _, 0) |> show
  let twice_then_show = compose(fn(x) { x * 2 }, fn(x) { #("got", x) })
  show(twice_then_show(21))
  show(times(5, Counter(step: 3, value: 100), step))
  let adders = map(range(1, 3), fn(n) { fn(x) { x + n } })
  show(map(adders, fn(f) { f(10) }))
  show(pair().run([40, 49, 50, 41, 99]))
  show(pair().run([40, 49, 50]))
  show(pair().run([41]))
  let #(a, #(b, [c, ..])) = #(1, #(2.5, ["x", "y"])) |> same
  show(#(c, b, a))
  let nested = {
    let x = 4
    let y = { x + 1 } * 2
    x * y
  }
  show(nested)
  show(#(1, "two", 3.0).1)
}

fn same(x: #(Int, #(Float, List(String)))) -> #(Int, #(Float, List(String))) {
  case x {
    #(_, #(_, [])) -> panic
    other -> other
  }
}
