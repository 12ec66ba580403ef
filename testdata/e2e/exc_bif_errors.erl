-module(exc_bif_errors).
-export([main/0]).

main() ->
    A = id(a), L = id([1 | 2]), N = id(-1),
    Fs = [fun() -> abs(A) end, fun() -> apply(A, A, A) end, fun() -> atom_to_binary(N) end, fun() -> binary_part(<<1, 2, 3>>, N, 5) end,
          fun() -> binary_to_list(A) end, fun() -> binary_to_term(<<1, 2, 3>>) end, fun() -> bit_size(A) end, fun() -> byte_size(A) end,
          fun() -> element(N, {}) end, fun() -> float_to_list(A) end,
          fun() -> hd(A) end, fun() -> integer_to_list(A) end, fun() -> integer_to_list(1, N) end, fun() -> iolist_size(A) end,
          fun() -> iolist_to_binary([A]) end, fun() -> length(L) end, fun() -> list_to_atom([N]) end, fun() -> list_to_binary([256]) end,
          fun() -> list_to_float("x") end, fun() -> list_to_integer("x") end, fun() -> list_to_pid("x") end, fun() -> list_to_tuple(L) end,
          fun() -> map_size(A) end, fun() -> node(A) end, fun() -> register(A, A) end, fun() -> round(A) end, fun() -> send(A) end,
          fun() -> setelement(1, A, A) end, fun() -> spawn(A) end, fun() -> split_binary(<<1>>, 5) end, fun() -> tl(A) end,
          fun() -> tuple_size(A) end, fun() -> tuple_to_list(A) end, fun() -> unregister(not_registered) end, fun() -> whereis(N) end,
          fun() -> link(A) end, fun() -> monitor(process, {}) end, fun() -> process_flag(A, A) end, fun() -> erlang:send_after(N, self(), x) end,
          fun() -> erlang:phash2(A, 0) end, fun() -> binary:at(<<1>>, 5) end, fun() -> maps:from_list([A]) end, fun() -> put_chars(A) end,
          fun() -> erlang:make_tuple(A, 1) end, fun() -> bnot A end, fun() -> A + 1 end, fun() -> -A end, fun() -> ceil(A) end],
    lists:foldl(fun(F, I) -> io:format("~p: ~p~n", [I, try F() catch C:R -> {C, R} end]), I + 1 end, 1, Fs).

send(A) -> A ! message.
put_chars(A) -> io:put_chars(A).
id(X) -> X.
