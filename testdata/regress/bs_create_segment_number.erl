%% Errors in construction name the segment of the source, not of the instruction, which merges constant ones.
-module(bs_create_segment_number).
-export([main/0]).

main() ->
    io:format("~p~n", [cause(fun() -> made(1, a) end)]),
    io:format("~p~n", [cause(fun() -> made(b, <<>>) end)]),
    io:format("~p~n", [cause(fun() -> made(2, <<1:3>>) end)]).

cause(F) ->
    try F()
    catch
        error:R:S ->
            [{_, N, A, Info} | _] = S,
            {error_info, #{cause := Cause}} = lists:keyfind(error_info, 1, Info),
            {R, N, A, Cause}
    end.

made(A, B) -> <<1:8, A:8, "text", 1:16, B/binary>>.
