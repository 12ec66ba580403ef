%% Parser combinators: arithmetic, an INI file, XML without attributes, error positions, many and separated lists.
-module(prog_combinators).
-export([main/0]).

main() ->
    [show(P, T) || {P, T} <- [{expression(), "1+2*3"}, {expression(), "(1+2)*3-4/2"}, {expression(), "2*(3"}, {expression(), ""}, {expression(), "12a"},
                              {ini(), "[a]\nx=1\ny=two words\n\n[b]\n[c]\nz=\n"}, {ini(), "x=1\n"}, {xml(), "<a><b>text</b><c></c><b>more</b></a>"}, {xml(), "<a><b></a></b>"},
                              {xml(), "<a>"}, {list(), "[1, 2,3 ]"}, {list(), "[]"}, {list(), "[1 2]"}]].

show(P, Text) ->
    case (all(P))({Text, 1}) of
        {ok, V, _} -> io:format("~p -> ~p~n", [Text, V]);
        {error, At, What} -> io:format("~p: ~s expected at ~p~n", [Text, What, At])
    end.

char(Test, What) ->
    fun({[C | T], N}) -> case Test(C) of true -> {ok, C, {T, N + 1}}; false -> {error, N, What} end;
       ({[], N}) -> {error, N, What}
    end.
char(C) -> char(fun(X) -> X =:= C end, [$', C, $']).
text(S) -> map(sequence([char(C) || C <- S]), fun(_) -> S end).

return(V) -> fun(S) -> {ok, V, S} end.
bind(P, F) -> fun(S) -> case P(S) of {ok, V, S2} -> (F(V))(S2); E -> E end end.
map(P, F) -> bind(P, fun(V) -> return(F(V)) end).
sequence([]) -> return([]);
sequence([P | Ps]) -> bind(P, fun(V) -> map(sequence(Ps), fun(Vs) -> [V | Vs] end) end).
choice([P]) -> P;
choice([P | Ps]) -> fun({_, N} = S) -> case P(S) of {error, N, _} -> (choice(Ps))(S); R -> R end end.
many(P) -> fun({_, N} = S) -> case P(S) of {ok, V, S2} -> (map(many(P), fun(Vs) -> [V | Vs] end))(S2); {error, N, _} -> {ok, [], S}; E -> E end end.
many1(P) -> bind(P, fun(V) -> map(many(P), fun(Vs) -> [V | Vs] end) end).
lazy(F) -> fun(S) -> (F())(S) end.
between(A, P, B) -> bind(A, fun(_) -> bind(P, fun(V) -> map(B, fun(_) -> V end) end) end).
separated(P, S) -> choice([bind(P, fun(V) -> map(many(bind(S, fun(_) -> P end)), fun(Vs) -> [V | Vs] end) end), return([])]).
all(P) -> bind(P, fun(V) -> fun({[], _} = S) -> {ok, V, S}; ({_, N}) -> {error, N, "end"} end end).

digit() -> char(fun(C) -> C >= $0 andalso C =< $9 end, "digit").
number() -> map(many1(digit()), fun list_to_integer/1).

chain(P, Ops) ->
    bind(P, fun(First) -> map(many(sequence([choice([char(C) || {C, _} <- Ops]), P])), fun(Rest) ->
        lists:foldl(fun([C, V], A) -> {_, F} = lists:keyfind(C, 1, Ops), F(A, V) end, First, Rest) end) end).

expression() -> chain(lazy(fun term/0), [{$+, fun(A, B) -> A + B end}, {$-, fun(A, B) -> A - B end}]).
term() -> chain(lazy(fun factor/0), [{$*, fun(A, B) -> A * B end}, {$/, fun(A, B) -> A div B end}]).
factor() -> choice([number(), between(char($(), lazy(fun expression/0), char($)))]).

spaces() -> many(char($\s)).
token(P) -> bind(P, fun(V) -> map(spaces(), fun(_) -> V end) end).
list() -> between(token(char($[)), separated(token(number()), token(char($,))), token(char($]))).

word() -> many1(char(fun(C) -> C >= $a andalso C =< $z end, "letter")).
rest() -> many(char(fun(C) -> C =/= $\n end, "text")).
newline() -> many1(char($\n)).
ini() -> many1(section()).
section() -> bind(between(char($[), word(), char($])), fun(Name) -> bind(newline(), fun(_) -> map(many(entry()), fun(Es) -> {Name, Es} end) end) end).
entry() -> bind(word(), fun(K) -> bind(char($=), fun(_) -> bind(rest(), fun(V) -> map(newline(), fun(_) -> {K, V} end) end) end) end).

xml() ->
    bind(between(char($<), word(), char($>)), fun(Name) ->
        bind(many(choice([many1(char(fun(C) -> C =/= $< end, "text")), element_()])), fun(Children) ->
            map(text("</" ++ Name ++ ">"), fun(_) -> {Name, Children} end) end) end).
element_() -> fun({[$<, C | _], _} = S) when C =/= $/ -> (xml())(S); ({_, N}) -> {error, N, "element"} end.
