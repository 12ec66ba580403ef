-module(proc_dictionary).
-export([main/0]).

main() ->
    p(erase()), p(get(k)), p(put(k, 1)), p(put(k, 2)), p(get(k)), p(put({a, [1]}, "v")), p(get({a, [1]})), p(lists:sort(get())), p(lists:sort(get_keys())),
    p(get_keys(2)), p(erase(k)), p(erase(k)), p(get(k)), p(get_keys("v")), [put(N, N * N) || N <- lists:seq(1, 200)], p(lists:sum([get(N) || N <- lists:seq(1, 200)])), p(length(get())),
    S = self(), spawn(fun() -> put(own, 1), S ! {child, lists:sort(get())} end), p(receive {child, L} -> L end), p(get(own)),
    p(length(erase())), p(get()), put(1, int), put(1.0, float), p({get(1), get(1.0)}), p(counter(1000)), p([put(x, V) || V <- [a, b, c]]).

counter(0) -> get(count);
counter(N) -> put(count, case get(count) of undefined -> 1; V -> V + 1 end), counter(N - 1).

p(X) -> io:format("~p~n", [X]).
