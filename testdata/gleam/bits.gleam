// Bit strings: every segment type, matches that fail, sizes taken from the match.

@external(erlang, "io", "format")
fn io_format(format: String, args: List(a)) -> Nil

@external(erlang, "erlang", "byte_size")
fn byte_size(bits: BitString) -> Int

fn show(x: a) -> Nil {
  io_format("~p~n", [x])
}

pub type Packet {
  Packet(version: Int, flags: Int, payload: BitString)
  Truncated(missing: Int)
  Unknown
}

pub fn encode(p: Packet) -> BitString {
  case p {
    Packet(version, flags, payload) -> {
      let size = byte_size(payload)
      <<version:4, flags:4, size:16, payload:bit_string>>
    }
    Truncated(n) -> <<0:4, n:4>>
    Unknown -> <<>>
  }
}

pub fn decode(bits: BitString) -> Packet {
  case bits {
    <<version:4, flags:4, size:16, payload:binary-size(size)>> ->
      Packet(version, flags, payload)
    <<_:4, _:4, size:16, rest:binary>> -> Truncated(size - byte_size(rest))
    _ -> Unknown
  }
}

pub fn checksum(bits: BitString, acc: Int) -> Int {
  case bits {
    <<a:16-big, rest:binary>> -> checksum(rest, acc + a)
    <<a>> -> acc + a * 256
    _ -> acc % 65_535
  }
}

pub fn runes(bits: BitString) -> List(Int) {
  case bits {
    <<>> -> []
    <<c:utf8_codepoint, rest:binary>> -> [codepoint(c), ..runes(rest)]
    <<_, rest:binary>> -> [-1, ..runes(rest)]
  }
}

@external(erlang, "erlang", "abs")
fn codepoint(c: UtfCodepoint) -> Int

fn halves(bits: BitString) -> List(Int) {
  case bits {
    <<a:4, rest:bit_string>> -> [a, ..halves(rest)]
    _ -> []
  }
}

fn floats(bits: BitString) -> #(Float, Float) {
  case bits {
    <<a:float, b:float-32-little>> -> #(a, b)
    _ -> #(0.0, 0.0)
  }
}

fn signed(bits: BitString) -> List(Int) {
  case bits {
    <<a:signed, rest:binary>> -> [a, ..signed(rest)]
    _ -> []
  }
}

pub fn main() {
  let p = Packet(4, 9, <<"hello":utf8>>)
  show(encode(p))
  show(decode(encode(p)))
  show(decode(<<1, 0, 9, 1, 2>>))
  show([decode(<<>>), decode(<<1>>), decode(<<1, 2>>)])
  show(checksum(<<"The quick brown fox":utf8>>, 0))
  show(runes(<<"aé€😀":utf8>>))
  show(runes(<<97, 255, 98, 0xC3>>))
  show(halves(<<0xDE, 0xAD, 5:4>>))
  show(floats(<<1.5:float, 2.25:float-size(32)-little>>))
  show(signed(<<255, 127, 128, 0>>))
  show(<<1:1, 0:2, 5:3>>)
  show(<<300:16-little, 300:16-big, 300:8>>)
  show(<<<<1, 2>>:bit_string, <<3:4>>:bit_string>>)
  show(<<"aé":utf16>>)
  show(<<"aé":utf32>>)
}
