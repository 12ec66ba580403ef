defmodule ExTextFormats do
  @moduledoc "Base, URI, Version, OptionParser, Path: encodings and parsers with their options and errors."
  require Shared.Show
  import Shared.Show, only: [t: 1]

  def main do
    base(); uri(); version(); options(); paths()
  end

  defp base do
    data = ["", "f", "fo", "foo", "foob", "fooba", "foobar", <<0>>, <<255, 254, 253>>, <<0, 16, 131, 16, 81, 135, 32, 146, 139, 48>>]
    for d <- data do
      all = [Base.encode16(d), Base.encode16(d, case: :lower), Base.encode32(d), Base.encode32(d, case: :lower, padding: false), Base.hex_encode32(d), Base.encode64(d), Base.encode64(d, padding: false), Base.url_encode64(d), Base.url_encode64(d, padding: false)]
      IO.inspect(all)
      [a, b, c, e, f, g, h, i, j] = all
      true = d == Base.decode16!(a) and d == Base.decode16!(b, case: :lower) and d == Base.decode16!(a, case: :mixed) and d == Base.decode32!(c) and d == Base.decode32!(e, case: :lower, padding: false) and d == Base.hex_decode32!(f) and d == Base.decode64!(g) and d == Base.decode64!(h, padding: false) and d == Base.url_decode64!(i) and d == Base.url_decode64!(j, padding: false)
    end
    t(Base.decode16("aB")); t(Base.decode16("aB", case: :mixed)); t(Base.decode16("A")); t(Base.decode16!("0G")); t(Base.decode64("Zg")); t(Base.decode64("Zg=")); t(Base.decode64("Zg==\n")); t(Base.decode64(" Z g = =\n", ignore: :whitespace)); t(Base.decode64!("Z*==")); t(Base.decode64("Zg=A")); t(Base.decode32("MY")); t(Base.decode32("MY======")); t(Base.decode32("my======", case: :mixed)); t(Base.decode32!("1Y======")); t(Base.hex_decode32("cpng====", case: :lower)); t(Base.url_decode64("_-==")); t(Base.decode16!(:a)); t(Base.encode64([1])); t(Base.decode32("MZXW6YQ=", padding: false)); t(Base.encode16("a", case: :x))
  end

  defp uri do
    for u <- ["http://user:pw@host.com:8080/a/b;c?q=1&r[]=2#frag", "https://h", "//h/p", "/abs?x", "rel/../p", "mailto:a@b.c", "urn:isbn:123", "?q", "#f", "", "http://[::1]:80/", "http://h:99999/", "http://h:/", "HTTP://EXAMPLE.com/%7Efoo", "ftp://h/a b", "http://h/é", "http://h?a=%zz", "s+c.h-1:x", "1s:x", "http://a@b@c/", "file:///etc", "http://ho st/", "ldap://h/dc=x?y"] do
      t({u, URI.parse(u)}); t(URI.new(u)); t(URI.parse(u) |> to_string())
    end
    base = "http://a/b/c/d;p?q"
    for r <- ["g:h", "g", "./g", "g/", "/g", "//g", "?y", "g?y", "#s", "g#s", "g?y#s", ";x", "g;x", "", ".", "./", "..", "../", "../g", "../..", "../../", "../../g", "../../../g", "/./g", "/../g", "g.", ".g", "g..", "..g", "./../g", "./g/.", "g/./h", "g/../h", "g;x=1/./y", "http:g"], do: IO.puts([inspect(r), " ", try do to_string(URI.merge(base, r)) rescue e -> Exception.message(e) end])
    t(URI.merge("rel", "x")); t(URI.encode("a b/é?&=#%~", &URI.char_unreserved?/1)); t(URI.encode("a b/é?")); t(URI.encode_www_form("a b&é~")); t(URI.decode_www_form("a+b%26%C3%A9")); t(URI.decode("%41%zz")); t(URI.decode_www_form("%")); t(URI.encode_query([a: 1, b: "x y", c: :at])); t(URI.encode_query(%{"k" => "v&"}, :rfc3986)); t(URI.encode_query([{"a", [1]}])); t(URI.decode_query("a=1&b=%20+&c&=d&a=2")); t(URI.decode_query("a=b%2B+", %{"z" => "1"}, :rfc3986)); t(URI.decode_query("%")); t(URI.query_decoder("a=1&b") |> Enum.to_list()); t(URI.query_decoder("") |> Enum.to_list()); t(URI.append_query(URI.parse("http://h/?a=1"), "b=2") |> to_string()); t(URI.append_query(URI.parse("http://h"), "b=2") |> to_string()); t(URI.default_port("https")); t(URI.default_port("nope")); t(URI.default_port("ex_own", 7)); t(URI.parse("ex_own://h").port); t(URI.char_reserved?(?:)); t(URI.char_unescaped?(?{)); t(URI.new!("http://[")); t(%URI{scheme: "s", host: "h", path: "/p"} |> to_string()); t(%URI{host: "h", path: "p"} |> to_string()); t(%URI{authority: "a:1", scheme: "x"} |> to_string())
  end

  defp version do
    for v <- ["1.2.3", "1.2.3-rc.1", "1.2.3+build.5", "1.2.3-a-b.1.x+y", "01.2.3", "1.2", "1", "1.2.3.4", "1.2.x", "v1.2.3", "1.2.3-", "1.2.3-01", "1.2.3-a..b", "", "1.2.3 ", "-1.0.0"], do: t({v, Version.parse(v)})
    for {v, r} <- [{"2.0.0", "> 1.0.0"}, {"1.0.0", ">= 1.0.0 and < 2.0.0"}, {"1.5.9", "~> 1.4"}, {"2.0.0", "~> 1.4"}, {"1.4.9", "~> 1.4.2"}, {"1.5.0", "~> 1.4.2"}, {"1.0.0-dev", "~> 1.0"}, {"1.1.0-dev", "> 1.0.0"}, {"1.0.0", "!= 1.0.0"}, {"1.0.0", "== 1.0.0 or == 2.0.0"}, {"1.0.0", "1.0.0"}, {"1.0.1", "!1.0.0"}, {"1.0.0", ">= 1.0"}, {"1.0.0", "~> 1"}, {"1.0.0", "foo"}, {"1.0.0", "> 1.0.0 and"}, {"1.0.0", ""}, {"bad", ">= 0.0.0"}, {"1.2.3-alpha", ">= 1.2.3-alpha"}, {"1.2.3", "~> 1.2.3-beta"}], do: t({v, r, Version.match?(v, r)})
    t(Enum.sort(["1.10.0", "1.2.0", "1.2.0-rc.2", "1.2.0-rc.10", "1.2.0-alpha", "1.2.0-1", "1.2.0+b"], &(Version.compare(&1, &2) != :gt))); t(Version.compare("1.0.0", "1.0.0+x")); t(Version.compare("1.0", "1.0.0")); t(Version.match?("1.1.0-dev", "~> 1.0", allow_pre: false)); t(Version.parse_requirement("~> 1.0 or > 3.0.0")); t(Version.parse_requirement("x")); t(Version.parse_requirement!("x")); t(Version.parse!("x")); t(to_string(%Version{major: 1, minor: 2, patch: 3, pre: ["a", 1], build: "b"})); t(inspect(Version.parse!("1.2.3"))); t(Version.to_string(Version.parse!("1.2.3-a+b"))); t(Version.compile_requirement(Version.parse_requirement!("> 1.0.0")) |> then(&Version.match?("2.0.0", &1)))
  end

  defp options do
    p = &OptionParser.parse/2
    t(p.(["--debug"], strict: [debug: :boolean])); t(p.(["--no-debug", "x"], strict: [debug: :boolean])); t(p.(["--count", "3", "--name=é", "-v"], strict: [count: :integer, name: :string], aliases: [v: :verbose])); t(p.(["--count", "x"], strict: [count: :integer])); t(p.(["--unknown", "a", "b"], strict: [])); t(p.(["--unknown", "a", "--other=1", "-abc"], switches: [])); t(p.(["-abc"], strict: [a: :boolean, b: :boolean, c: :boolean], aliases: [a: :a, b: :b, c: :c])); t(p.(["-vv", "-v"], strict: [verbose: :count], aliases: [v: :verbose])); t(p.(["--n", "1", "--n", "2"], strict: [n: :keep])); t(p.(["--n", "1", "--n", "2"], strict: [n: [:integer, :keep]])); t(p.(["--f", "1.5", "--", "--g", "x"], strict: [f: :float, g: :string])); t(p.(["--source-dir", "d", "--source_dir", "e"], strict: [source_dir: :string])); t(p.(["-p=1", "-q", "2"], aliases: [p: :port, q: :quit], switches: [port: :integer, quit: :integer])); t(p.(["--s"], strict: [s: :string])); t(p.(["--s", "--t"], strict: [s: :string, t: :boolean])); t(p.(["--n", "-5"], strict: [n: :integer])); t(p.(["a", "--b", "c", "d"], strict: [b: :boolean])); t(p.(["--no-such-option-ex"], allow_nonexistent_atoms: true, switches: [])); t(p.([], strict: [a: :boolean])); t(p.(["--a"], [])); t(p.(["--bool=false", "--bool=x"], strict: [bool: :boolean])); t(p.(["-", "--"], strict: []))
    t(OptionParser.parse_head(["--a", "x", "--b"], strict: [a: :boolean, b: :boolean])); t(OptionParser.parse!(["--x"], strict: [a: :boolean])); t(OptionParser.parse!(["--verbos"], strict: [verbose: :boolean])); t(OptionParser.parse!(["--a", "x"], strict: [a: :integer])); t(OptionParser.parse_head!(["--a=1", "y"], strict: [a: :integer])); t(OptionParser.next(["--a", "1", "b"], strict: [a: :integer])); t(OptionParser.next(["b"], strict: [])); t(OptionParser.next(["--x", "1"], strict: [])); t(OptionParser.next([], strict: [])); t(OptionParser.to_argv(a: true, b: false, c: 1, d_e: "x y", f: nil)); t(OptionParser.to_argv([v: 3], switches: [v: :count])); t(OptionParser.split("a 'b c' \"d \\\"e\" f\\ g")); t(OptionParser.split("a 'b")); t(OptionParser.split("")); t(p.(["--a"], strict: [a: :boolean], switches: [])); t(p.(["--a"], strict: [a: :nonsense]))
  end

  defp paths do
    for x <- ["/a/b.ex", "a/b/../c", "/", "", "a//b/", "~/x", "./a", "../a", "/a/../../b", "a.tar.gz", ".hidden", "a/.", "/a/b/c/", "a b/c", "é/ü.ex"], do: t({x, Path.basename(x), Path.basename(x, ".ex"), Path.dirname(x), Path.extname(x), Path.rootname(x), Path.split(x), Path.type(x), Path.expand(x, "/base"), Path.absname(x, "/base")})
    t(Path.join(["a", "b/", "/c"])); t(Path.join("a", "")); t(Path.join("", "b")); t(Path.join("/", "b")); t(Path.relative_to("/a/b/c", "/a")); t(Path.relative_to("/x", "/a")); t(Path.relative_to("/a", "/a")); t(Path.relative("/a/b")); t(Path.rootname("a.b.c", ".c")); t(Path.rootname("a.b", ".x")); t(Path.join([])); t(Path.safe_relative_to("a/../b", "/c")); t(Path.safe_relative_to("../b", "/c")); t(Path.safe_relative("a/b/../../c")); t(Path.safe_relative("/a")); t(Path.wildcard("/no/such/dir/*")); t(Path.basename('charlist/x')); t(Path.basename(:atom)); t(Path.join([1]))
  end
end
