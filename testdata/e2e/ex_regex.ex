defmodule ExRegex do
  require Shared.Show
  import Shared.Show, only: [t: 1]

  def main do
    t(Regex.run(~r/a(b)?(c)/, "xac")); t(Regex.run(~r/a(?<n>b)/, "ab", capture: :all_names)); t(Regex.run(~r/c(d)/, "abcd", return: :index)); t(Regex.run(~r/z/, "abc")); t(Regex.named_captures(~r/(?<y>\d+)-(?<m>\d+)/, "2020-12")); t(Regex.named_captures(~r/(?<a>x)/, "y")); t(Regex.names(~r/(?<b>x)(?<a>y)/)); t(Regex.scan(~r/c(d|e)/, "abcd abce")); t(Regex.scan(~r/\w/u, "éa")); t(Regex.scan(~r//, "ab")); t(Regex.scan(~r/e/, "abcd abce", return: :index)); t(Regex.split(~r/-/, "a-b-c")); t(Regex.split(~r/-/, "a-b-c", parts: 2)); t(Regex.split(~r/(-)/, "a-b", include_captures: true)); t(Regex.split(~r//, "abc", trim: true)); t(Regex.split(~r/(?<x>b)/, "abc", on: [:x])); t(Regex.replace(~r/(b)/, "abc", "[\\1]")); t(Regex.replace(~r/b/, "abcb", "x", global: false)); t(Regex.replace(~r/(a)(b)?/, "a ab", fn w, x, y -> "<#{w}|#{x}|#{y}>" end)); t(Regex.replace(~r/b/, "abc", "[\\0]")); t(Regex.replace(~r/(?<n>b)/, "abc", "\\g{1}")); t(Regex.match?(~r/foo/i, "FOO")); t(~r/a.c/s |> Regex.run("a\nc")); t(~r/^b$/m |> Regex.run("a\nb\nc")); t(~r/ a b # c
/x |> Regex.run("ab")); t(~r/a+/U |> Regex.run("aaa")); t(~r/b/f |> Regex.run("a\nb"))
    t(Regex.compile("(")); t(Regex.compile("*a")); t(Regex.compile("[z-a]")); t(Regex.compile!("a(")); t(Regex.compile("a", "y")); t(Regex.compile("a", [:caseless])); t(Regex.escape("a.b*[c]\\ #")); t(Regex.source(~r/a\/b/)); t(Regex.opts(~r/a/imu)); t(Regex.regex?(1)); t(inspect(~r/a"b/i)); t(inspect(Regex.compile!("a/b"))); t(Regex.recompile!(~r/a/) == ~r/a/); t("abc" =~ ~r/b/); t("abc" =~ "b"); t("abc" =~ ""); t(String.replace("a1b22", ~r/\d+/, "<\\0>")); t(String.split("a1b", ~r{\d})); t(~r{a#{1 + 1}b} |> Regex.run("a2b")); t(~R/a#{x}/ |> Regex.source()); t(Regex.run(~r/\p{L}+/u, "日本 x")); t(Regex.run(~r/a/, :b)); t(Regex.run(:x, "a")); t(Regex.replace(~r/a/, "b", 1)); t(Regex.version() |> String.slice(0, 1))
  end
end
