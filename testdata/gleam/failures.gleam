// Integers of any size, floats at their ends, division by zero, deep recursion, and a `let assert` that fails.

@external(erlang, "io", "format")
fn io_format(format: String, args: List(a)) -> Nil

@external(erlang, "erlang", "binary_to_integer")
fn parse(text: String) -> Int

@external(erlang, "erlang", "element")
fn element(n: Int, tuple: a) -> b

fn show(x: a) -> Nil {
  io_format("~p~n", [x])
}

fn digits(text: String) -> Result(Int, String) {
  case text {
    "" -> Error("empty")
    "0" <> _ -> Error("leading zero")
    _ -> Ok(parse(text))
  }
}

fn depth(n: Int) -> Int {
  case n {
    0 -> 0
    _ -> 1 + depth(n - 1)
  }
}

fn collatz(n: Int, steps: Int) -> Int {
  case n {
    1 -> steps
    _ ->
      case n % 2 {
        0 -> collatz(n / 2, steps + 1)
        _ -> collatz(3 * n + 1, steps + 1)
      }
  }
}

pub fn main() {
  show([digits(""), digits("012"), digits("42"), digits("123456789012345678901234567890")])
  show(depth(200_000))
  show(collatz(837_799, 0))
  show([0x7FFFFFFF * 2, 1_000_000_000_000 * 1_000_000_000_000, 0b1010, 0o17])
  show([7 % -3, -7 % 3, -7 / 2, 7 / 0, 7 % 0])
  show([7.5 /. 0.0, 1.0e300 *. 10.0, 0.1 +. 0.2, 1.0 -. 0.9])
  let assert Ok(n) = digits("7")
  show(n)
  let assert [first, ..] = [Ok(1), Error("e")]
  show(first)
  show(element(2, #("a", "b")))
  let assert #("expected", _) = #("found" <> "!", digits("99"))
  show("not reached")
}
