defmodule ExBits do
  @moduledoc "Binaries and bitstrings: every segment type with every size and endianness, matches that fail, comprehensions, parsers, Bitwise on large numbers."
  require Shared.Show
  import Shared.Show, only: [t: 1]
  import Bitwise

  defp id(x), do: x

  def main do
    segments(); matches(); parsers(); bitwise(); randomly()
  end

  defp segments do
    for n <- [0, 1, -1, 255, 256, 65_535, 1 <<< 40, -(1 <<< 33)] do
      IO.inspect({n, <<n>>, <<n::16>>, <<n::16-little>>, <<n::12>>, <<n::5>>, <<n::40-little>>, <<n::size(3)-unit(8)>>, <<n::64-native>> |> byte_size(), <<n::1>>, <<n::0>>, <<n::77>>}, limit: :infinity)
    end
    for f <- [0.0, -0.0, 1.5, -2.75e10, 1.0e-300, 3, 1 <<< 60], do: IO.inspect({f, <<f::float>>, <<f::float-32>>, <<f::float-16>>, <<f::float-little>>, <<f::32-float-little>>}, limit: :infinity)
    for c <- [?a, 0xE9, 0x65E5, 0x1F600], do: IO.inspect({c, <<c::utf8>>, <<c::utf16>>, <<c::utf16-little>>, <<c::utf32>>, <<c::utf32-little>>}, limit: :infinity)
    t(<<id(0xD800)::utf8>>); t(<<id(0x110000)::utf16>>); t(<<id(-1)::utf32>>); t(<<id("é")::binary-1>>); t(<<id("abc")::binary-size(2)>>); t(<<id("ab")::binary-size(5)>>); t(<<id(<<1::3>>)::bits, 1::5>>); t(<<id(<<1::3>>)::binary>>); t(<<1::3, 2::7>>); t(<<"abc"::utf16>>); t(<<"é", 0>>); t(<<id(:x)::8>>); t(<<id(1.5)::8>>); t(<<id("x")::8>>); t(<<1::size(id(-1))>>); t(<<1::size(id(:a))>>); t(byte_size(<<1::9>>)); t(bit_size(<<1::9>>)); t(is_binary(<<1::9>>)); t(<<1::9>> == <<0, 1::1>>); t(<<1>> < <<1, 0::1>>); t([<<2::2>>, <<1>>, <<>>, <<1::7>>] |> Enum.sort()); t(inspect(<<5::3>>, base: :binary)); t(<<0::64>> |> :binary.copy(2) |> byte_size())
  end

  defp matches do
    t((fn <<a, b::16, r::binary>> -> {a, b, r} end).(<<1, 2, 3, 4, 5>>)); t((fn <<a::4, b::4>> -> {a, b} end).(<<0xAB>>)); t((fn <<a::signed>> -> a end).(<<200>>)); t((fn <<a::16-signed-little>> -> a end).(<<0, 128>>)); t((fn <<n, s::binary-size(n), t::bits>> -> {s, t} end).(<<3, "abcd", 1::2>>)); t((fn <<n, s::binary-size(n * 2)>> -> s end).(<<2, "abcd">>)); t((fn <<n::8, x::size(n)>> -> x end).(<<12, 0xAB, 0xC::4>>)); t((fn <<f::float-32>> -> f end).(<<127, 192, 0, 0>>)); t((fn <<f::float-16>> -> f end).(<<60, 0>>)); t((fn <<c::utf8, r::binary>> -> {c, r} end).(<<0xFF>>)); t((fn <<c::utf8, r::binary>> -> {c, r} end).("日x")); t((fn <<c::utf16-little>> -> c end).(<<61, 216, 0, 222>>)); t((fn <<"ab", r::binary>> -> r end).("abc")); t((fn "ab" <> r -> r end).("xbc")); t((fn <<_::binary-size(2), x, _::binary>> -> x end).("abcd")); t((fn <<x::binary-size(9)>> -> x end).("abc")); t((fn <<x::bits>> -> x end).(:a)); t((fn <<a::8, b::8>> when a > b -> :gt; <<_::16>> -> :le; <<_::bits>> -> :other end).(<<2, 1>>)); t((fn <<a, a2>> when a == a2 -> :same; _ -> :diff end).(<<7, 7>>)); x = 5; t((fn <<^x, r::binary>> -> r; _ -> :no end).(<<5, 6>>)); t((fn <<s::binary-size(x), _::binary>> -> s end).("abcdefg")); t(match?(<<_, _::binary>>, "")); t(match?(<<1::1, _::bits>>, <<255>>)); t(case <<1, 2, 3>> do <<a, b::binary-size(a), c>> -> {a, b, c} end); t((fn <<h::bitstring-size(3), r::bitstring>> -> {h, r} end).(<<0b10110101>>)); t((fn <<>> -> :empty; <<x, r::binary>> -> {x, r} end).(<<>>)); t((fn <<len::32-big, body::binary-size(len), crc::32>> -> {len, body, crc} end).(<<3::32, "xyz", 77::32>>))
    t(for <<x <- "abc">>, do: x + 1); t(for <<a::2, b::6 <- <<1, 200>> >>, do: {a, b}); t(for <<x::3 <- <<0xABCD::16>> >>, do: x); t(for <<x::16 <- <<1, 2, 3>> >>, do: x); t(for <<c::utf8 <- "aé日">>, into: "", do: <<c + 1::utf8>>); t(for <<x::1 <- <<0xA5>> >>, into: <<>>, do: <<1 - x::1>>); t(for <<n, s::binary-size(n) <- <<1, "a", 2, "bc", 9, "z">> >>, do: s); t(for x <- 1..3, into: <<>>, do: <<x::4>>); t(for <<x <- <<1, 2>> >>, y <- [x, x * 2], into: %{}, do: {y, x}); t(for <<x <- "a1b2">>, x in ?0..?9, into: "", do: <<x>>); t(for(<<x <- "aab">>, uniq: true, do: x)); t(for(<<x <- <<1, 2, 3>> >>, reduce: 0, do: (acc -> acc * 10 + x)))
  end

  # A small format: tag, length as in protobuf, value.
  defp encode(v) when is_integer(v), do: [1, varint(if v >= 0, do: v <<< 1, else: (-v <<< 1) - 1)]
  defp encode(v) when is_binary(v), do: [2, varint(byte_size(v)), v]
  defp encode(v) when is_list(v), do: [3, varint(length(v)), Enum.map(v, &encode/1)]
  defp encode(v) when is_float(v), do: [4, <<v::float>>]
  defp encode(v) when is_map(v), do: [5, encode(v |> Enum.sort() |> Enum.flat_map(&Tuple.to_list/1))]
  defp varint(n) when n < 128, do: <<n>>
  defp varint(n), do: <<1::1, n &&& 127::7, varint(n >>> 7)::binary>>
  defp decode(<<1, r::binary>>), do: (with {n, r} <- unvarint(r), do: {if((n &&& 1) == 0, do: n >>> 1, else: -((n + 1) >>> 1)), r})
  defp decode(<<2, r::binary>>), do: (with {n, r} <- unvarint(r), <<s::binary-size(n), r::binary>> <- r, do: {s, r}, else: (_ -> :error))
  defp decode(<<3, r::binary>>), do: (with {n, r} <- unvarint(r), do: items(n, r, []))
  defp decode(<<4, f::float, r::binary>>), do: {f, r}
  defp decode(<<5, r::binary>>), do: (with {l, r} when is_list(l) <- decode(r), do: {Map.new(Enum.chunk_every(l, 2), &List.to_tuple/1), r})
  defp decode(_), do: :error
  defp items(0, r, acc), do: {Enum.reverse(acc), r}
  defp items(n, r, acc), do: (with {v, r} <- decode(r), do: items(n - 1, r, [v | acc]))
  defp unvarint(b, s \\ 0, n \\ 0)
  defp unvarint(<<0::1, x::7, r::binary>>, s, n), do: {n ||| x <<< s, r}
  defp unvarint(<<1::1, x::7, r::binary>>, s, n), do: unvarint(r, s + 7, n ||| x <<< s)
  defp unvarint(_, _, _), do: :error

  defp parsers do
    data = [1, -1, 300, 1 <<< 70, "text é", [], [1, ["a", 2.5]], %{"k" => [1], "a" => %{}}, ""]
    bin = data |> encode() |> IO.iodata_to_binary()
    t(bin); t(decode(bin) == {data, ""}); t(for(n <- 0..byte_size(bin), do: decode(binary_part(bin, 0, n)) == :error) |> Enum.count(& &1)); t(decode(<<9>>)); t(decode(bin <> "rest") |> elem(1))
    utf = "aé日😀"; t(for(n <- 0..byte_size(utf), do: String.valid?(binary_part(utf, 0, n)))); t(:unicode.characters_to_list(binary_part(utf, 0, 2))); t(:binary.split("a--b--c", "--", [:global])); t(:binary.matches("abab", "ab")); t(:binary.match("abc", ["c", "bc"])); t(:binary.replace("aXbX", "X", "--", [:global])); t(:binary.encode_unsigned(1 <<< 65)); t(:binary.decode_unsigned(<<1, 0, 0>>, :little)); t(:binary.longest_common_prefix(["abc", "abd"])); t(:binary.bin_to_list("abc", 1, 2)); t(:binary.part("abc", 3, -2)); t(:erlang.crc32(bin)); t(:erlang.adler32(bin)); t(:crypto.hash(:sha256, bin) |> Base.encode16()); t(:erlang.term_to_binary({1, "a", [%{}]}) |> :erlang.binary_to_term()); t(Enum.reduce(1..2000, <<>>, fn x, acc -> <<acc::bits, x::11>> end) |> :erlang.phash2())
  end

  defp bitwise do
    for a <- [0, 5, -5, 1 <<< 64, -(1 <<< 64), 0xFFFF_FFFF_FFFF_FFFF], b <- [0, 3, -3, 70, (1 <<< 65) - 1], do: IO.inspect({a &&& b, a ||| b, bxor(a, b), bnot(a), if(abs(b) < 100, do: {a <<< b, a >>> b}), band(a, b) + bor(a, b) == a + b})
    t(1 <<< id(:a)); t(id(1.0) &&& 1); t(bnot(id("x"))); t(Integer.digits(bxor(0xF0F0, 0x0FF0), 2)); t(Enum.reduce(1..100, 0, &bxor(&1 <<< &1, &2))); t(0b1010 |> band(0b0110) |> bor(1)); t(Integer.to_string(1 <<< 100, 36)); t(Integer.parse("zz", 36)); t(bsl(1, -1)); t(bsr(-1, 1000))
  end

  defp randomly do
    :rand.seed(:exsss, {3, 1, 4})
    t(Enum.reduce(1..300, 0, fn _, h ->
      a = :rand.uniform(40) - 1
      b = :rand.uniform(90)
      n = :rand.uniform(1 <<< 80) - (1 <<< 79)
      bits = <<0::size(a), n::size(b), -1::7>>
      <<_::size(a), u::size(b), rest::bits>> = bits
      <<_::size(a), s::signed-size(b), 127::7>> = bits
      true = u == (n &&& (1 <<< b) - 1) and rest == <<127::7>> and (s - u) in [0, -(1 <<< b)]
      <<l::little-size(b)>> = <<n::little-size(b)>>
      true = l == u
      :erlang.phash2({h, bits, s})
    end))
  end
end
