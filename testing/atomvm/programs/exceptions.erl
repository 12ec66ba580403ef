-module(exceptions).
-export([start/0, g/2]).

start() ->
    {caught, {badmatch, 3}} = try {ok, _} = id(3), no catch error:X -> {caught, X} end,
    {thrown, foo} = try throw(foo) catch throw:Y -> {thrown, Y} end,
    {fc, function_clause} = try g(id(1), 2) catch error:Z -> {fc, Z} end,
    undef = try nomod:nofun(1) catch error:U -> U end,
    case_clause = try case id(5) of 6 -> ok end catch error:{C, 5} -> C end,
    done = deep(200),
    ok.

deep(0) -> try error(bottom) catch error:bottom -> done end;
deep(N) -> R = deep(N - 1), id(R).

g(x, _) -> ok.

id(X) -> X.
