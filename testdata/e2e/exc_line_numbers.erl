%% Lines and functions in stack traces, for errors in odd places: in the middle of long expressions, in macros, comprehensions, funs,
%% guards' bodies, record updates, binaries, after blocks, receives.
-module(exc_line_numbers).
-export([main/0]).

-record(r, {a, b = 2}).
-define(FAIL(X), begin
                     X,
                     error({macro, X})
                 end).

main() ->
    Cases = [fun sum/1, fun args/1, fun macro/1, fun comp/1, fun filter/1, fun generator/1, fun bincomp/1, fun in_fun/1, fun named/1, fun rec_update/1, fun rec_read/1, fun binary/1, fun bin_size/1,
             fun case_expr/1, fun case_body/1, fun if_body/1, fun no_clause/1, fun match/1, fun after_block/1, fun catch_body/1, fun of_body/1, fun in_receive/1, fun in_timeout/1, fun map_update/1,
             fun map_key/1, fun apply_bad/1, fun call_bad/1, fun undef/1, fun undef_local_module/1, fun bif_in_args/1, fun logical/1, fun negation/1, fun list_tail/1, fun tuple/1, fun tail_bif/1, fun tail_call/1,
             fun deep/1, fun rethrow/1, fun raise_here/1, fun nested_try/1, fun guard_bif_body/1, fun string_concat/1, fun send_bad/1, fun float_div/1, fun bsl_limit/1, fun multi/1],
    [run(F) || F <- Cases].

run(F) ->
    {name, Name} = erlang:fun_info(F, name),
    try {ok, F(id(x))} of
        R -> io:format("~w ~0tp~n", [Name, R])
    catch
        C:R:S ->
            Here = [{M, Fun, A, proplists:get_value(line, I)} || {M, Fun, A, I} <- S, M =:= ?MODULE, Fun =/= run, Fun =/= main, not lists:prefix("-main", atom_to_list(Fun))],
            Top = case S of [{M1, F1, A1, _} | _] when is_list(A1) -> {M1, F1, length(A1), args}; [{M1, F1, A1, _} | _] -> {M1, F1, A1} end,
            io:format("~w ~w ~0tp~n  ~0tp~n  ~0tp~n", [Name, C, R, Top, [case A of _ when is_list(A) -> {Fu, length(A), args, L}; _ -> {Fu, A, L} end || {_, Fu, A, L} <- Here]])
    end.

id(X) -> X.
sum(X) ->
    A = 1,
    id(A)
        + id(2)
        + id(X)
        + id(4).
args(X) ->
    id({id(1),
        id(2) +
            X,
        id(3)}).
macro(X) ->
    id(1),
    ?FAIL(X).
comp(X) ->
    [Y +
         X
     || Y <- [1, 2]].
filter(X) ->
    [Y || Y <- [1, 2],
          Y > 0,
          id(X)].
generator(X) ->
    [Y || Z <- [[1], [2]],
          _ <- Z,
          Y <- X].
bincomp(X) ->
    << <<(Y + 1),
         (id(X))>>
       || <<Y>> <= <<1, 2>> >>.
in_fun(X) ->
    F = fun(Y) ->
            Z = id(Y),
            Z * X
        end,
    {F(2),
     1}.
named(X) ->
    F = fun Loop(0) -> hd(X);
            Loop(N) -> [N
                        | Loop(N - 1)]
        end,
    F(2).
rec_update(X) ->
    id(1),
    X#r{a = 1,
        b = 2}.
rec_read(X) ->
    {1,
     X#r.b}.
binary(X) ->
    <<1,
      2,
      X/binary,
      3>>.
bin_size(X) ->
    <<1,
      2:X>>.
case_expr(X) ->
    case X
        + 1 of
        1 -> one;
        _ -> other
    end.
case_body(X) ->
    case id(X) of
        x ->
            id(1),
            X + 1;
        _ -> other
    end.
if_body(X) ->
    if X =:= x ->
           element(5,
                   {X});
       true -> 1
    end.
no_clause(X) ->
    id(0),
    case X of
        1 -> 1;
        2 -> 2
    end.
match(X) ->
    A = id(X),
    {A,
     _} = id({1, 2}),
    A.
after_block(X) ->
    try
        id(X)
    after
        id(1),
        X + 1
    end.
catch_body(X) ->
    try
        throw(X)
    catch
        x ->
            length(X)
    end.
of_body(X) ->
    try id(X) of
        x -> tl(X);
        _ -> 1
    catch
        _:_ -> never
    end.
in_receive(X) ->
    self() ! X,
    receive
        x ->
            X - 1
    end.
in_timeout(X) ->
    receive
        never -> ok
    after
        0 ->
            X / 2
    end.
map_update(X) ->
    M = #{a => 1},
    M#{
       a := 2,
       X := 3}.
map_key(X) ->
    map_get(y,
            #{X => 1}).
apply_bad(X) ->
    apply(X,
          [1, 2]).
call_bad(X) ->
    {X:f(1),
     2}.
undef(_) ->
    {nothing:here(1,
                  2)}.
undef_local_module(_) ->
    {?MODULE:not_there()}.
bif_in_args(X) ->
    id(list_to_integer(
         atom_to_list(X))).
logical(X) ->
    id(true) andalso
        id(X) andalso
        id(false).
negation(X) ->
    [1, not
        X].
list_tail(X) ->
    [1,
     2 | hd(X)].
tuple(X) ->
    {1,
     {2,
      abs(X)}}.
tail_bif(X) ->
    id(1),
    atom_to_binary({X}).
tail_call(X) ->
    id(1),
    sum(X).
deep(X) ->
    Y = [deep1(X, 3)],
    Y.
deep1(X, 0) -> X + 0;
deep1(X, N) ->
    [N |
     deep1(X, N - 1)].
rethrow(X) ->
    try sum(X)
    catch
        error:R ->
            error({again, R})
    end.
raise_here(X) ->
    try args(X)
    catch
        C:_:S ->
            erlang:raise(C, other, S)
    end.
nested_try(X) ->
    try
        try id(X) + 1
        catch error:badarith -> id(X) + 2
        end
    catch error:badarith ->
            id(X) +
                3
    end.
guard_bif_body(X) ->
    Y = tuple_size(X),
    Y.
string_concat(X) ->
    "abc" ++
        (X ++
             "def").
send_bad(X) ->
    {X,
     {X} ! hello}.
float_div(X) ->
    Y = case X of x -> 0; _ -> 1 end,
    Z = 1.5,
    Z / Y.
bsl_limit(X) ->
    Y = case X of x -> 1 bsl 70; _ -> 1 end,
    1 bsl
        Y.
multi(X) -> id(1), id(2),  begin id(3), X + 1 end.
