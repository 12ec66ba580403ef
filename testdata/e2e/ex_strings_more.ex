defmodule ExStringsMore do
  @moduledoc "String: graphemes, Unicode, case, padding, splitting, distances, normalization, validity, conversions; charlists and sigils."
  require Shared.Show
  import Shared.Show, only: [t: 1]

  def main do
    strings = ["", "a", "Hello, World", "élan", "e\u0301", "日本語", "👨‍👩‍👧‍👦🇩🇪", "ǅ ß ﬁ İ ı Σίσυφος", "a\r\nb\tc\u2028d", " \u00a0x ", "%{}", <<255, 97>>, "ก็", "각"]
    for s <- strings do
      IO.inspect(s)
      t(for(f <- [:length, :graphemes, :codepoints, :reverse, :upcase, :downcase, :capitalize, :trim, :first, :last, :next_grapheme, :next_codepoint, :to_charlist, :valid?, :printable?, :split], do: {f, try do apply(String, f, [s]) rescue e -> e.__struct__ end}))
      t(for(m <- [:default, :ascii, :greek, :turkic], do: {String.upcase(s, m), String.downcase(s, m), String.capitalize(s, m)}))
      t(for(n <- [:nfc, :nfd, :nfkc, :nfkd], do: String.normalize(s, n)))
      t({String.at(s, 1), String.at(s, -1), String.at(s, 99), String.slice(s, 1, 2), String.slice(s, -2, 2), String.slice(s, 1..-1//1), String.slice(s, 0..-2//1), String.pad_leading(s, 6, "*"), String.pad_trailing(s, 6, ["a", "b"]), String.duplicate(s, 2), String.length(s), byte_size(s)})
      t({String.contains?(s, "l"), String.contains?(s, ["x", "a"]), String.starts_with?(s, ["He", "é"]), String.ends_with?(s, "d"), String.replace(s, "l", "L"), String.replace(s, "l", "L", global: false), String.split(s, "l"), String.split(s, ["o", "l"], trim: true), String.split_at(s, 2), String.split_at(s, -1)})
    end
    t(String.replace("a.b.c", ".", fn m -> "<#{m}>" end)); t(String.replace("abc", ["a", "c"], fn x -> String.upcase(x) end)); t(String.replace("aXbX", "X", "[]", insert_replaced: 1)); t(String.replace("aXb", "X", "--", insert_replaced: [0, 2])); t(String.replace("abc", "", "-")); t(String.replace_leading("aab", "a", "x")); t(String.replace_trailing("baa", "a", "x")); t(String.replace_prefix("abab", "ab", "")); t(String.replace_suffix("abab", "ab", "")); t(String.replace("a", ~r/(.)/, "\\1\\1")); t(String.replace("a", "", "x", bad: 1)); t(String.replace("abc", 1, "x"))
    t(String.split("a b  c")); t(String.split("a,b,c", ",", parts: 2)); t(String.split(",a,,b,", ",", trim: true)); t(String.split("abc", "")); t(String.split("", "")); t(String.split("", ",")); t(String.split("a1b2", ~r/\d/, include_captures: true)); t(String.split("abc", [])); t(String.splitter("a,b,c", ",") |> Enum.take(2)); t(String.splitter(",a,", ",", trim: true) |> Enum.to_list()); t(String.split("a b", " ", parts: 0)); t(String.split("a b", :x))
    t(String.trim("xxaxx", "x")); t(String.trim_leading("  a ")); t(String.trim_trailing("a\n\n")); t(String.trim_leading("ababx", "ab")); t(String.trim("\u200ba")); t(String.jaro_distance("Dwayne", "Duane")); t(String.jaro_distance("", "a")); t(String.myers_difference("abcdef", "abxdef")); t(String.equivalent?("é", "e\u0301")); t("é" == "e\u0301"); t(String.match?("foo1", ~r/\d/)); t(String.printable?("a\0")); t(String.printable?("abc\a", 2)); t(String.valid?("a\xff")); t(String.chunk("a\xffb", :valid)); t(String.chunk("a\u0007b", :printable))
    t(String.to_integer("12")); t(String.to_integer("-ff", 16)); t(String.to_integer("1.0")); t(String.to_integer("")); t(String.to_float("1.5e3")); t(String.to_float("1")); t(String.to_atom("a b")); t(String.to_existing_atom("not_existing_atom_ex_1")); t(String.to_charlist("é")); t(String.to_charlist(<<255>>)); t(String.duplicate("a", -1)); t(String.pad_leading("a", -1)); t(String.pad_leading("a", 5, "")); t(String.pad_leading("a", 5, [])); t(String.slice("abc", -5, 2)); t(String.slice("abc", 5..6)); t(String.slice("abcdef", 4..1//-1)); t(String.slice("abcdef", 0..5//2)); t(String.slice("abc", 1, -1)); t(String.at(:a, 1)); t(String.length(1)); t(String.upcase('a')); t(String.graphemes(nil)); t(String.codepoints(<<0xD8, 0>>)); t(String.next_codepoint("")); t(String.first(""))
    t("a" <> "b" <> <<99>>); t("abc" =~ "bc"); t("#{1}#{:a}#{[?b]}#{nil}#{1.0}"); t(~s{a"b#{1}}); t(~S(a#{b}\n)); t(~s"""
    heredoc #{1 + 1}
      indented\tx
    """); t(~c(a#{1})); t(~w(a b#{1} c)); t(~w[a b]a); t(~w(x y)c); t(~W(a#{b} c)s); t('abc' ++ 'd'); t('é'); t(?é); t(?\s); t("\x41\u{1F600}\e\0\a\b\d\f\v\\"); t("a\
b"); t("""
  two
    spaces
  """); t(for <<c::utf8 <- "aé日">>, do: c); t(for <<c <- "aé">>, into: "", do: <<c + 0>>); t(<<"é"::utf16>>); t(<<"a"::utf32>>); t(<<"é"::utf16-little>>); t((fn <<a::binary-size(1), b::binary>> -> {a, b} end).("xyz")); t((fn "pre" <> rest -> rest end).("prefix")); t(inspect("a\u0301\u200b\x7f\xff")); t(inspect("日本", binaries: :as_binaries)); t(inspect('a\n\'')); t(inspect("q\"\#{x}")); t(List.to_string([97, [98, "c"]])); t(List.to_charlist(["ab", ?c])); t(to_charlist("é")); t(to_string('é')); t(Kernel.inspect(<<1::4>>)); t(String.Chars.to_string(:a))
  end
end
