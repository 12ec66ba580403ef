-module(std_filename).
-export([main/0]).

main() ->
    p(filename:join(["a", "b", "c"])), p(filename:join("a", "/b")), p(filename:basename("/x/y.erl")), p(filename:basename("/x/y.erl", ".erl")), p(filename:dirname("/x/y/z")), p(filename:extension("a.tar.gz")), p(filename:rootname("a/b.erl")), p(filename:split("/a/b//c")), p(filename:absname("x", "/base")), p(filename:pathtype("/a")), p(filename:pathtype("a")), p(filename:flatten(["a", b, "c"])), p(filename:join(<<"a">>, "b")), p(filename:nativename("a/b")), p(filename:basename(<<"x/y">>)), p(filename:validate("abc")), p(lists:flatten(lists:join("/", ["a", "b"]))).

p(X) -> io:format("~p~n", [X]).
