-module(arithmetic).
-export([start/0]).

start() ->
    A = id(134217727), 134217728 = A + 1, B = A * A, 18014398241046529 = B,
    -134217729 = -id(134217729), 268435456 = id(1) bsl 28, 4294967296 = id(1) bsl 32 ,
    2.5 = id(5) / 2, 3.5 = id(1.5) + 2, 1 = id(7) rem 3, 2 = id(7) div 3, 18014398241046530 = B + id(1),
    true = B > A, true = id(1) == 1.0, false = id(1) =:= 1.0, 7 = id(5) bor 3, 
    badarith = try id(a) + 1 catch error:R -> R end,
    badarith = try id(1) div id(0) catch error:R2 -> R2 end,
    ok.

id(X) -> X.
