-module(proc_dictionary_errors).
-export([main/0]).
-include("shared/show.hrl").

main() ->
    ?T(put(a, 1)), ?T(put(a, 2)), ?T(get(a)), ?T(get(none)), ?T(erase(none)), ?T(erase(a)), ?T(get(a)), ?T(put(1, int)), ?T(put(1.0, float)), ?T(get(1)), ?T(get(1.0)), ?T(lists:sort(fun exact/2, get_keys())), ?T(lists:sort(get_keys(int))), ?T(get_keys(zip)), ?T(lists:sort(fun exact/2, get())), ?T(lists:sort(fun exact/2, erase())), ?T(get()), ?T(erase()), ?T(get_keys()),
    [put({k, I}, I rem 3) || I <- lists:seq(1, 50)], ?T(lists:sort(get_keys(1))), ?T(length(get())), ?T([erase({k, I}) || I <- lists:seq(1, 50, 7)]), ?T(length(get_keys())), ?T(lists:sum([V || {_, V} <- get()])),
    Keys = [[], {}, #{}, <<>>, "s", -0.0, 0.0, 0, 1 bsl 80, fun main/0, [a | b]], [put(K, K) || K <- Keys], ?T([get(K) =:= K || K <- Keys]), ?T([erase(K) =:= K || K <- Keys]),
    put(big, lists:seq(1, 1000)), ?T(length(get(big))), erlang:garbage_collect(), ?T(lists:sum(get(big))), P = self(), spawn(fun() -> P ! {theirs, get()} end), ?T(receive M -> M after 500 -> none end), ?T(element(1, process_info(self(), dictionary))), ?T(process_info(self(), {dictionary, big})).

%% The dictionary is in no order that would mean anything: equal numbers by their kind.
exact(A, B) when A == B -> term_to_binary(A) =< term_to_binary(B);
exact(A, B) -> A < B.
