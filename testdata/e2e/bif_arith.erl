-module(bif_arith).
-export([main/0]).
-include("shared/show.hrl").

main() ->
    Numbers = [0, -0.0, 1, -1, 3.7, -3.5, 2.5, 1 bsl 59, -(1 bsl 59), 1 bsl 64, -(1 bsl 200), 1.0e22, 1.0e300, 4503599627370497.5],
    Wrong = [a, [], {}, <<1>>, "1", self()],
    [calls(erlang, F, [[X] || X <- Numbers ++ Wrong]) || F <- [abs, trunc, round, ceil, floor, float, '-', '+']],
    calls(erlang, 'bnot', [[X] || X <- [0, -1, 1 bsl 64, 1.0, a]]),
    Pairs = [[7, 2], [-7, 2], [7, -2], [-7, -2], [0, 5], [5, 0], [1 bsl 100, 3], [3, 1 bsl 100], [-(1 bsl 59), -1], [1.0, 2], [7, 0.0], [a, 1], [1, a]],
    [calls(erlang, F, Pairs) || F <- ['div', 'rem', '+', '-', '*', '/', 'band', 'bor', 'bxor', min, max]],
    Shifts = [[1, 0], [1, 59], [1, 60], [1, -1], [-1, -100], [-1, 64], [1 bsl 70, -69], [-(1 bsl 70), -71], [0, 1 bsl 70], [5, -(1 bsl 70)], [1, a], [1.0, 1]],
    [calls(erlang, F, Shifts) || F <- ['bsl', 'bsr']],
    [calls(erlang, F, [[1, 1.0], [1, 2], [a, "a"], [{}, []], [1 bsl 64, 1.8446744073709552e19], [0.0, -0.0], [#{}, #{a => 1}]])
     || F <- ['==', '=:=', '/=', '=/=', '<', '>', '=<', '>=']],
    [calls(erlang, F, [[true, false], [true, true], [true, a], [a, true], [1, 2]]) || F <- ['and', 'or', 'xor']],
    calls(erlang, 'not', [[true], [false], [a], [1]]),
    calls(erlang, '++', [[[1], [2]], [[1], a], [[], a], [a, [1]], [[1 | 2], [3]], [[], []]]),
    calls(erlang, '--', [[[1, 2, 1], [1]], [[1, 2], [3]], [[1], a], [a, [1]], [[1 | 2], [3]], [[1.0, 1], [1]]]).
