%% Binaries that are put together of whole ones and texts only, as a module that does nothing else has it.
-module(texts).
-export([start/0]).

start() ->
    A = id(<<"name">>), B = id(<<"a longer text than what is kept in the heap">>),
    <<"hello, name!">> = greet(A),
    <<"hello, a longer text than what is kept in the heap!">> = greet(B),
    <<"namename">> = <<A/binary, A/binary>>, 88 = byte_size(<<B/binary, A/bitstring, B/binary, "">>) + id(-2),
    C = join([A, B, A], <<>>), <<"name; a longer text than what is kept in the heap; name; ">> = C,
    badarg = try greet(id(7)) catch error:E -> E end,
    L = lists_seq(500), D = join(L, <<>>), 3000 = byte_size(D), D = join(L, id(<<>>)),
    ok.

greet(X) -> <<"hello, ", X/binary, "!">>.

join([X | T], A) -> join(T, <<A/binary, X/binary, "; ">>);
join([], A) -> A.

lists_seq(0) -> [];
lists_seq(N) -> [id(<<"abcd">>) | lists_seq(N - 1)].

id(X) -> X.
