%% Lines that the loader does not keep, and what erlang:error/3 makes of options that are none.
-module(exc_odd_locations).
-export([main/0]).
-include("shared/show.hrl").

show(Name, F) -> show_call(io_lib:format("~0tp", [Name]), F).

main() ->
    locations(),
    [show(Options, fun() -> options(Options) end) ||
        Options <- [[], [{error_info, #{}}], [{error_info, #{cause => why}}], [{error_info, no_map}], [{what, #{}}], [what]]].

locations() ->
    [try F(x)
     catch error:Reason:Stack -> io:format("~p ~0p~n", [Reason, element(4, hd(Stack))])
     end || F <- [fun last_line/1, fun first_too_large/1, fun huge_line/1]].

options(Options) ->
    try
        erlang:error(reason, [Options], Options)
    catch
        error:reason:Stack ->
            {?MODULE, options, [Options], Location} = hd(Stack),
            lists:keydelete(file, 1, lists:keydelete(line, 1, Location))
    end.

-file("large.erl", 16777213).
last_line(X) -> error(X).
first_too_large(X) -> error(X).

-file("huge.erl", 100000000).
huge_line(X) ->
    error(X).
