%% What is no name of a table, what was one, and what is none yet.
-module(ets_table_names).
-export([main/0]).
-include("shared/show.hrl").

main() ->
    Gone = ets:new(gone, []),
    ets:delete(Gone),
    There = ets:new(there, [public]),
    Named = ets:new(named, [named_table]),
    [begin
         io:format("~p~n", [Kind]),
         [calls(ets, F, [[Name | More]]) ||
             {F, More} <- [{lookup, [1]}, {insert, [{1}]}, {info, [size]}, {info, [owner]}, {info, [no_item]}, {first, []}, {member, [1]},
                           {select, [[]]}, {update_counter, [1, 1]}, {whereis, []}, {setopts, [[]]}, {tab2list, []}, {delete, []}]]
     end || {Kind, Name} <- [{reference, make_ref()}, {gone, Gone}, {nobody, nobody}, {integer, 1}, {string, "name"}, {there, There},
                             {named, Named}]],
    io:format("~p~n", [binary_to_term(term_to_binary(Gone)) =:= Gone]),
    io:format("~p~n", [ets:info(binary_to_term(term_to_binary(Gone)))]).
