%% Generator of random Erlang modules that terminate.
%%
%% Functions call only functions generated before them, and recursion counts a
%% fuel argument down, so every program ends. What a program prints is
%% deterministic: no pids, references or orders that depend on hashing of atoms.
%%
%%   fuzz_gen:module(Seed, Name) -> source text (iolist) of module Name with
%%   main/0, which runs every function on a set of arguments and prints values and
%%   exceptions (class, reason, and the module's own part of the stack trace).
-module(fuzz_gen).
-export([module/2]).

-record(st, {funs = [] :: [{atom(), arity()}],  % callable from here
             vars = [] :: [string()],           % bound and safe here
             depth = 4 :: integer()}).

module(Seed, Name) ->
    rand:seed(exsss, {Seed, 7919, Seed * 31 + 1}),
    put(next_var, 0),
    Count = 3 + r(5),
    {Bodies, Funs} = functions(Count, [], []),
    ["-module(", atom_to_list(Name), ").\n-export([main/0]).\n\n",
     lists:reverse(Bodies), main(lists:reverse(Funs)), epilogue()].

functions(0, Bodies, Funs) -> {Bodies, Funs};
functions(N, Bodies, Funs) ->
    Arity = r(4),
    put(kinds, [kind() || _ <- lists:seq(1, Arity)]),
    Name = list_to_atom("f" ++ integer_to_list(length(Funs))),
    St = #st{funs = Funs, depth = 3 + r(3)},
    Text = case r(3) of
               0 -> recursive(Name, Arity, St);
               1 -> clauses(Name, Arity, St);
               2 -> plain(Name, Arity, St)
           end,
    functions(N - 1, [Text | Bodies], [{Name, get(kinds)} | Funs]).

plain(Name, _, St) ->
    Args = params(),
    [atom_to_list(Name), "(", commas(Args), ") ->\n    ",
     body(St#st{vars = Args}), ".\n\n"].

clauses(Name, Arity, St) ->
    N = 1 + r(4),
    Clauses = [begin
                   {Pats, Vars} = patterns(Arity, St),
                   [atom_to_list(Name), "(", commas(Pats), ")",
                    guard_opt(St#st{vars = Vars}), " ->\n    ",
                    body(St#st{vars = Vars})]
               end || _ <- lists:seq(1, N)],
    Last = case r(3) of
               0 -> [];
               _ -> Args = params(),
                    [[atom_to_list(Name), "(", commas(Args), ") ->\n    ",
                      body(St#st{vars = Args})]]
           end,
    [lists:join(";\n", Clauses ++ Last), ".\n\n"].

%% name(Args) -> name_loop(Fuel, Args..., Acc): tail or body recursive.
recursive(Name, _, St) ->
    Args = params(),
    Loop = atom_to_list(Name) ++ "_loop",
    Fuel = integer_to_list(1 + r(6)),  % what doubles in each round stays small
    Params = params(),
    Kind = kind(),
    Acc = new_var(Kind),
    St1 = St#st{vars = [Acc | Params]},
    Next = [of_kind(kind_of(P), St1#st{depth = 2}) || P <- Params],
    Step = case r(3) of
               0 -> [Loop, "(N - 1", [[", ", E] || E <- Next], ", ", of_kind(Kind, St1), ")"];
               1 -> V = new_var(Kind),
                    [V, " = ", Loop, "(N - 1", [[", ", E] || E <- Next], ", ", Acc, "),\n    ",
                     expr(St1#st{vars = [V, Acc | Params]})];
               2 -> ["[", expr(St1#st{depth = 2}), " | ", Loop, "(N - 1", [[", ", E] || E <- Next],
                     ", ", Acc, ")]"]
           end,
    [atom_to_list(Name), "(", commas(Args), ") ->\n    ", Loop, "(", commas([Fuel | Args] ++ [of_kind(Kind, St#st{vars = [], depth = 1})]), ").\n\n",
     Loop, "(0", [", _" || _ <- Params], ", ", Acc, ") -> ", Acc, ";\n",
     Loop, "(N", [[", ", P] || P <- Params], ", ", Acc, ") ->\n    ", used(["N" | [Acc | Params]]), Step, ".\n\n"].

used(Vars) -> [["_ = ", V, ", "] || V <- Vars].

body(#st{} = St) ->
    case r(3) of
        0 -> expr(St);
        _ -> {Text, St1} = binding(St), [Text, ",\n    ", body_n(r(3), St1)]
    end.

body_n(0, St) -> expr(St);
body_n(N, St) -> {Text, St1} = binding(St), [Text, ",\n    ", body_n(N - 1, St1)].

binding(St) ->
    Kind = kind(),
    V = new_var(Kind),
    E = guarded(of_kind(Kind, St), Kind),
    {[V, " = ", E], St#st{vars = [V | St#st.vars]}}.

%% ---- expressions -------------------------------------------------------

expr(#st{depth = D} = St) when D =< 0 -> leaf(St);
expr(St0) ->
    St = St0#st{depth = St0#st.depth - 1},
    case r(40) of
        0 -> leaf(St);
        1 -> leaf(St);
        2 -> arith(St); 3 -> arith(St); 4 -> arith(St); 5 -> arith(St);
        6 -> bitop(St);
        7 -> compare(St);
        8 -> logic(St);
        9 -> tuple(St); 10 -> list(St); 11 -> list(St);
        12 -> call(St); 13 -> call(St); 14 -> call(St);
        15 -> case_of(St); 16 -> case_of(St); 17 -> case_of(St);
        18 -> if_of(St);
        19 -> try_of(St); 20 -> catch_of(St);
        21 -> lc(St); 22 -> bc(St);
        23 -> fun_of(St); 24 -> fun_of(St);
        25 -> map_of(St); 26 -> map_of(St);
        27 -> binary(St); 28 -> binary_match(St); 29 -> binary_match(St);
        30 -> bif(St); 31 -> bif(St); 32 -> bif(St);
        33 -> library(St); 34 -> library(St);
        35 -> process(St);
        36 -> guarded(raise(St), any);
        37 -> float_of(St);
        38 -> receive_of(St);
        39 -> ["begin ", body_inner(St), " end"]
    end.

%% Most of what can raise is caught where it stands: otherwise no function would get further than its first error.
guarded(E, Kind) ->
    V = new_var(),
    case r(5) of
        0 -> E;
        N when N < 3, Kind =/= any -> ["(try ", E, " catch _:_ -> ", of_kind(Kind, #st{depth = -1}), " end)"];
        _ -> ["(try ", E, " catch _:", V, " -> ", case Kind of any -> V; _ -> of_kind(Kind, #st{depth = -1}) end, " end)"]
    end.

body_inner(St) ->
    {Text, St1} = binding(St),
    [Text, ", ", expr(St1)].

leaf(#st{vars = []}) -> literal(2);
leaf(#st{vars = Vars}) ->
    case r(3) of
        0 -> literal(2);
        _ -> pick(Vars)
    end.

integer() ->
    pick(["0", "1", "2", "3", "7", "-1", "-5", "10", "15", "16", "63", "64", "100", "255", "256", "-128",
          "1000", "65535", "134217727", "134217728", "-134217728", "-134217729", "2147483647",
          "-2147483648", "4294967296", "1152921504606846975", "576460752303423488", "-576460752303423489",
          "9223372036854775807", "-9223372036854775808", "18446744073709551616",
          "123456789012345678901234567890", "-98765432109876543210987654321", integer_to_list(r(100000))]).

small() -> integer_to_list(r(9)).

atom() -> pick(["a", "b", "ok", "error", "true", "false", "undefined", "'hello world'", "foo_bar"]).

literal(D) when D =< 0 -> pick([integer(), atom(), "[]"]);
literal(D) ->
    case r(12) of
        0 -> atom(); 1 -> integer(); 2 -> integer(); 3 -> integer(); 4 -> small();
        5 -> float_lit();
        6 -> ["{", commas([literal(D - 1) || _ <- lists:seq(1, r(4))]), "}"];
        7 -> ["[", commas([literal(D - 1) || _ <- lists:seq(1, r(4))]), "]"];
        8 -> pick(["\"abc\"", "\"\"", "<<>>", "<<\"binary\">>", "<<1,2,3>>", "<<5:3>>", "<<255:12>>"]);
        9 -> ["#{", commas([[literal(0), " => ", literal(D - 1)] || _ <- lists:seq(1, r(4))]), "}"];
        10 -> small();
        11 -> "[]"
    end.

float_lit() -> pick(["0.0", "1.0", "-2.5", "3.141592653589793", "1.0e10", "1.0e-5", "1.0e308", "123456.789", "0.1"]).

arith(St) ->
    K = pick([int, int, int, int, int, int, float, float, float, any]),
    ["(", of_kind(K, St), pick([" + ", " - ", " * ", " + ", " - ", " div ", " rem ", " / "]), of_kind(K, St), ")"].

bitop(St) ->
    case r(5) of
        0 -> ["(", of_kind(int, St), " bsl ", small(), ")"];
        1 -> ["(", of_kind(int, St), " bsr ", small(), ")"];
        2 -> ["(bnot ", of_kind(int, St), ")"];
        _ -> ["(", of_kind(int, St), pick([" band ", " bor ", " bxor "]), of_kind(int, St), ")"]
    end.

compare(St) ->
    ["(", expr(St), pick([" == ", " /= ", " =:= ", " =/= ", " < ", " > ", " =< ", " >= "]), expr(St), ")"].

logic(St) ->
    case r(3) of
        0 -> ["(not ", compare(St), ")"];
        1 -> ["(", compare(St), pick([" andalso ", " orelse "]), compare(St), ")"];
        2 -> ["(", compare(St), pick([" and ", " or ", " xor "]), compare(St), ")"]
    end.

tuple(St) -> ["{", commas([expr(St) || _ <- lists:seq(1, r(4))]), "}"].

list(St) ->
    Elems = [expr(St) || _ <- lists:seq(1, 1 + r(3))],
    case r(3) of
        0 -> ["[", commas(Elems), " | ", expr(St), "]"];
        _ -> ["[", commas(Elems), "]"]
    end.

call(#st{funs = []} = St) -> arith(St);
call(#st{funs = Funs} = St) ->
    {Name, Kinds} = pick(Funs),
    guarded([atom_to_list(Name), "(", commas([of_kind(K, St) || K <- Kinds]), ")"], any).

%% ---- expressions of a kind, most of the time ---------------------------

%% What a variable holds, as far as it is known, is the first letter of its name.
kind() -> pick([any, any, int, int, list, bin, float]).

kind_of("I" ++ _) -> int;
kind_of("L" ++ _) -> list;
kind_of("B" ++ _) -> bin;
kind_of("F" ++ _) -> float;
kind_of(_) -> any.

params() -> [new_var(K) || K <- get(kinds)].

of_kind(any, St) -> expr(St);
of_kind(Kind, #st{depth = D, vars = Vars} = St0) ->
    St = St0#st{depth = D - 1},
    Known = [V || V <- Vars, kind_of(V) =:= Kind],
    case r(25) of
        0 -> expr(St);
        1 when D > 0 -> ["(case ", expr(St), " of ", lists:join("; ", [begin {P, Vs} = pattern(2, St), [P, " -> ", of_kind(Kind, St#st{vars = Vs ++ Vars})] end || _ <- [1, 2]]), "; _ -> ", of_kind(Kind, St), " end)"];
        2 when D > 0 -> ["(if ", guard(St), " -> ", of_kind(Kind, St), "; true -> ", of_kind(Kind, St), " end)"];
        N when N < 9, Known =/= [] -> pick(Known);
        _ -> make(Kind, St)
    end.

make(int, #st{depth = D}) when D < 0 -> integer();
make(int, St) ->
    I = fun() -> of_kind(int, St) end,
    case r(14) of
        0 -> integer(); 1 -> small();
        2 -> ["(", I(), " + ", I(), ")"]; 3 -> ["(", I(), " - ", I(), ")"]; 4 -> ["((", I(), " * ", I(), ") rem (1 bsl 200))"];  % loops must not make numbers that take for ever
        5 -> ["(", I(), " div ", integer(), ")"]; 6 -> ["(", I(), " rem ", integer(), ")"];
        7 -> ["(", I(), pick([" band ", " bor ", " bxor "]), I(), ")"];
        8 -> ["(", I(), pick([" bsl ", " bsr "]), small(), ")"];
        9 -> ["length(", of_kind(list, St), ")"]; 10 -> [pick(["byte_size(", "bit_size("]), of_kind(bin, St), ")"];
        11 -> ["trunc(", of_kind(float, St), ")"];
        12 -> V = new_var(int), A = new_var(int),
              ["lists:foldl(fun(", V, ", ", A, ") -> ", of_kind(int, St#st{vars = [V, A | St#st.vars]}), " end, ", I(), ", lists:seq(1, ", small(), "))"];
        13 -> [pick(["-", "bnot ", "abs"]), "(", I(), ")"]
    end;
make(float, #st{depth = D}) when D < 0 -> float_lit();
make(float, St) ->
    F = fun() -> of_kind(float, St) end,
    case r(6) of
        0 -> float_lit(); 1 -> ["(", F(), " + ", F(), ")"]; 2 -> ["(", F(), " - ", F(), ")"];
        3 -> ["(", F(), " * ", F(), ")"]; 4 -> ["(", F(), " / ", float_lit(), ")"];
        5 -> ["(", F(), " * ", of_kind(int, St), ")"]
    end;
make(list, #st{depth = D}) when D < 0 -> ["[", commas([literal(1) || _ <- lists:seq(1, r(4))]), "]"];
make(list, St) ->
    L = fun() -> of_kind(list, St) end,
    case r(9) of
        0 -> ["[", commas([expr(St) || _ <- lists:seq(1, r(4))]), "]"];
        1 -> ["[", expr(St), " | ", L(), "]"];
        2 -> ["lists:reverse(", L(), ")"]; 3 -> ["(", L(), " ++ ", L(), ")"]; 4 -> ["lists:sort(", L(), ")"];
        5 -> V = new_var(), ["[", expr(St#st{vars = [V | St#st.vars]}), " || ", V, " <- ", L(), "]"];
        6 -> V = new_var(int), ["[", expr(St#st{vars = [V | St#st.vars]}), " || ", V, " <- lists:seq(1, ", small(), "), ", compare(St#st{vars = [V | St#st.vars]}), "]"];
        7 -> ["binary_to_list(", of_kind(bin, St), ")"];
        8 -> ["tuple_to_list({", commas([expr(St) || _ <- lists:seq(1, r(4))]), "})"]
    end;
make(bin, #st{depth = D}) when D < 0 -> pick(["<<>>", "<<\"binary\">>", "<<1,2,3>>", "<<\"abcdefgh\">>", "<<0:64>>"]);
make(bin, St) ->
    B = fun() -> of_kind(bin, St) end,
    case r(6) of
        0 -> ["<<(", of_kind(int, St), "):", pick(["8", "16", "24", "32", "64"]), pick(["", "/little", "/signed"]), ">>"];
        1 -> ["<<(", B(), ")/binary, (", B(), ")/binary>>"];
        2 -> V = new_var(int), ["<< <<(", of_kind(int, St#st{vars = [V | St#st.vars]}), "):8>> || <<", V, ":", pick(["8", "4", "3/signed"]), ">> <= ", B(), " >>"];
        3 -> V = new_var(bin), ["(case ", B(), " of <<_, ", V, "/binary>> -> ", of_kind(bin, St#st{vars = [V | St#st.vars]}), "; ", V, "_ -> ", V, "_ end)"];
        4 -> ["integer_to_binary(", of_kind(int, St), ")"];
        5 -> ["<<(", of_kind(int, St), ")/utf8, (", of_kind(float, St), ")/float>>"]
    end.


case_of(St) ->
    N = 1 + r(4),
    Clauses = [begin
                   {Pat, Vars} = pattern(2, St),
                   [Pat, guard_opt(St#st{vars = Vars ++ St#st.vars}), " -> ",
                    expr(St#st{vars = Vars ++ St#st.vars})]
               end || _ <- lists:seq(1, N)],
    Last = case r(4) of
               0 -> [];
               _ -> [["_ -> ", expr(St)]]
           end,
    ["(case ", expr(St), " of ", lists:join("; ", Clauses ++ Last), " end)"].

if_of(St) ->
    ["(if ", guard(St), " -> ", expr(St), "; ", guard(St), " -> ", expr(St),
     case r(4) of 0 -> []; _ -> ["; true -> ", expr(St)] end, " end)"].

try_of(St) ->
    C = new_var(), R = new_var(), V = new_var(),
    Vars = [R | St#st.vars],
    ["(try ", expr(St),
     case r(2) of
         0 -> [" of ", V, " -> ", expr(St#st{vars = [V | St#st.vars]})];
         1 -> []
     end,
     " catch ",
     case r(3) of
         0 -> ["throw:", R, " -> {caught, ", expr(St#st{vars = Vars}), "}"];
         1 -> [C, ":", R, " -> {", C, ", ", R, "}"];
         2 -> ["error:", R, " when ", guard(St#st{vars = Vars}), " -> {e, ", R, "}; _:", new_var(), "_ -> other"]
     end,
     case r(4) of 0 -> [" after put(fuzz_after, ", literal(1), ")"]; _ -> [] end,
     " end)"].

catch_of(St) ->
    V = new_var(),
    ["(case (catch ", expr(St), ") of {'EXIT', {", V, ", _}} -> {exit, ", V, "}; {'EXIT', ", V, "_} -> {exit1, ", V,
     "_}; ", V, "__ -> ", V, "__ end)"].

lc(St) ->
    V = new_var(),
    In = St#st{vars = [V | St#st.vars]},
    ["[", expr(In), " || ", V, " <- ", pick([expr(St), "lists:seq(1, " ++ small() ++ ")"]),
     case r(2) of 0 -> []; 1 -> [", ", compare(In)] end, "]"].

bc(St) ->
    V = new_var(),
    ["<< <<(", arith_int(St#st{vars = [V | St#st.vars]}), "):", pick(["8", "4", "16", "13", "32"]), ">> || ", V, " <- lists:seq(1, ", small(), ") >>"].

arith_int(St) -> ["(erlang:phash2(", expr(St), ") band 16#ffff)"].

fun_of(St) ->
    N = r(3),
    Vars = new_vars(N),
    In = St#st{vars = Vars ++ St#st.vars},
    Call = ["(", commas([expr(St) || _ <- Vars]), ")"],
    case r(4) of
        0 -> ["(fun(", commas(Vars), ") -> ", expr(In), " end)", Call];
        1 -> ["apply(fun(", commas(Vars), ") -> ", expr(In), " end, [", commas([expr(St) || _ <- Vars]), "])"];
        2 -> V = new_var(),
             ["lists:map(fun(", V, ") -> ", expr(St#st{vars = [V | St#st.vars]}), " end, ", expr(St), ")"];
        3 -> V = new_var(), A = new_var(),
             ["lists:foldl(fun(", V, ", ", A, ") -> ", expr(St#st{vars = [V, A | St#st.vars]}), " end, ",
              expr(St), ", lists:seq(1, ", small(), "))"]
    end.

map_of(St) ->
    case r(7) of
        0 -> ["#{", commas([[expr(St), " => ", expr(St)] || _ <- lists:seq(1, r(4))]), "}"];
        1 -> ["(", map_of(St), ")#{", literal(1), " => ", expr(St), "}"];
        2 -> ["(#{a => ", expr(St), ", b => ", expr(St), "})#{a := ", expr(St), "}"];
        3 -> V = new_var(),
             ["(case ", expr(St), " of #{a := ", V, "} -> ", expr(St#st{vars = [V | St#st.vars]}),
              "; #{} -> nokey; _ -> nomap end)"];
        4 -> ["maps:get(", literal(1), ", ", expr(St), ", ", expr(St), ")"];
        5 -> ["maps:to_list(maps:from_list([{", expr(St), ", ", expr(St), "}, {", literal(1), ", ", expr(St), "}]))"];
        6 -> ["maps:fold(fun(K, V, A) -> {K, V, A} end, [], #{", literal(1), " => ", expr(St), "})"]
    end.

binary(St) ->
    Seg = fun() ->
                  case r(9) of
                      0 -> [integer(), ":", pick(["8", "16", "3", "13", "32", "64", "70"]), pick(["", "/little", "/signed", "/little-signed"])];
                      1 -> ["(", arith_int(St), "):", pick(["8", "16", "5"])];
                      2 -> ["(", of_kind(bin, St), ")/binary"];
                      3 -> ["(", of_kind(bin, St), ")/bitstring"];
                      4 -> ["(", float_of(St), "):", pick(["32", "64"]), "/float", pick(["", "-little"])];
                      5 -> pick(["\"str\"", "\"x\"/utf8", "16#20ac/utf8", "16#1f600/utf16", "16#41/utf32"]);
                      6 -> ["(", of_kind(int, St), "):(", small(), ")"];
                      7 -> ["<<", integer(), ":", small(), ">>/bitstring"];
                      8 -> ["(", of_kind(int, St), ")"]
                  end
          end,
    ["<<", commas([Seg() || _ <- lists:seq(1, 1 + r(3))]), ">>"].

binary_match(St) ->
    A = new_var(), B = new_var(), C = new_var(), L = new_var(),
    Pats = ["<<" ++ A ++ ":8, " ++ B ++ "/binary>>",
            "<<" ++ A ++ ":4, " ++ B ++ ":4, " ++ C ++ "/bitstring>>",
            "<<" ++ A ++ ":16/little-signed, " ++ B ++ "/bitstring>>",
            "<<" ++ A ++ ":3, " ++ B ++ ":7/signed, " ++ C ++ "/bits>>",
            "<<" ++ A ++ "/utf8, " ++ B ++ "/binary>>",
            "<<" ++ A ++ ":2/binary, " ++ B ++ "/binary>>",
            "<<_:1, " ++ A ++ ":" ++ small() ++ ", _/bits>>",
            "<<" ++ A ++ ":32/float, " ++ B ++ "/binary>>",
            "<<" ++ L ++ ":8, " ++ A ++ ":" ++ L ++ ", " ++ B ++ "/bits>>",
            "<<\"ab\", " ++ A ++ "/binary>>"],
    Clause = fun(P) ->
                     Vs = [V || V <- [A, B, C], string:find(P, V) =/= nomatch],
                     [P, guard_opt(St#st{vars = Vs ++ St#st.vars}), " -> {", commas(Vs), ", ", expr(St#st{vars = Vs ++ St#st.vars}), "}"]
             end,
    ["(case ", pick([binary(St), of_kind(bin, St), expr(St)]), " of ", Clause(pick(Pats)), "; ", Clause(pick(Pats)), "; _ -> nomatch end)"].

bif(St) ->
    E = fun() -> expr(St) end,
    case r(26) of
        0 -> ["length(", of_kind(list, St), ")"]; 1 -> ["hd(", of_kind(list, St), ")"]; 2 -> ["tl(", of_kind(list, St), ")"];
        3 -> ["element(", small(), ", ", E(), ")"]; 4 -> ["setelement(", small(), ", ", E(), ", ", E(), ")"];
        5 -> ["tuple_size(", E(), ")"]; 6 -> ["byte_size(", of_kind(bin, St), ")"]; 7 -> ["bit_size(", of_kind(bin, St), ")"];
        8 -> ["map_size(", E(), ")"]; 9 -> ["abs(", of_kind(int, St), ")"]; 10 -> ["is_integer(", E(), ")"];
        11 -> ["is_list(", E(), ")"]; 12 -> ["is_function(", E(), ", ", small(), ")"];
        13 -> ["integer_to_list(", of_kind(int, St), ")"]; 14 -> ["list_to_integer(", E(), ")"];
        15 -> ["atom_to_list(", E(), ")"]; 16 -> ["list_to_tuple(", of_kind(list, St), ")"]; 17 -> ["tuple_to_list(", E(), ")"];
        18 -> ["max(", E(), ", ", E(), ")"]; 19 -> ["min(", E(), ", ", E(), ")"];
        20 -> ["list_to_binary(", E(), ")"]; 21 -> ["binary_to_list(", of_kind(bin, St), ")"];
        22 -> ["(", of_kind(list, St), " ++ ", E(), ")"]; 23 -> ["(", of_kind(list, St), " -- ", of_kind(list, St), ")"];
        24 -> ["integer_to_binary(", of_kind(int, St), ", ", pick(["2", "10", "16", "36"]), ")"];
        25 -> ["binary_to_term(term_to_binary(", E(), "))"]
    end.

library(St) ->
    E = fun() -> expr(St) end,
    case r(16) of
        0 -> ["lists:reverse(", of_kind(list, St), ")"]; 1 -> ["lists:sort(", of_kind(list, St), ")"]; 2 -> ["lists:sum(", E(), ")"];
        3 -> ["lists:keyfind(", literal(1), ", 1, ", E(), ")"]; 4 -> ["lists:member(", literal(1), ", ", E(), ")"];
        5 -> ["lists:flatten(", of_kind(list, St), ")"]; 6 -> ["lists:zip(", of_kind(list, St), ", ", of_kind(list, St), ")"];
        7 -> ["lists:usort(", of_kind(list, St), ")"]; 8 -> ["lists:nth(", small(), ", ", of_kind(list, St), ")"];
        9 -> ["lists:append(", E(), ", ", E(), ")"]; 10 -> ["lists:max(", of_kind(list, St), ")"];
        11 -> ["lists:duplicate(", small(), ", ", E(), ")"]; 12 -> ["erlang:phash2(", E(), ")"];
        13 -> ["lists:flatten(io_lib:format(\"~p\", [", E(), "]))"];
        14 -> ["lists:flatten(io_lib:format(\"~w\", [", E(), "]))"];
        15 -> ["maps:keys(maps:from_list([{", literal(0), ", ", E(), "}]))"]
    end.

process(St) ->
    V = new_var(), P = new_var(),
    case r(2) of
        0 -> ["begin ", P, " = self(), spawn(fun() -> ", P, " ! {fuzz, catch_all(fun() -> ", expr(St),
              " end)} end), receive {fuzz, ", V, "} -> ", V, " after 5000 -> timeout end end"];
        1 -> ["begin {_, ", P, "} = spawn_monitor(fun() -> exit(", expr(St),
              ") end), receive {'DOWN', ", P, ", process, _, ", V, "} -> clean(", V, ") after 5000 -> timeout end end"]
    end.

receive_of(St) ->
    {Pat, Vars} = pattern(1, St),
    V = new_var(),
    ["begin self() ! {msg, ", expr(St), "}, self() ! {other, ", literal(1), "}, ",
     "X", V, " = receive {msg, ", Pat, "} -> ", expr(St#st{vars = Vars ++ St#st.vars}), " after 0 -> none end, ",
     "drain(), X", V, " end"].

raise(St) ->
    case r(6) of
        0 -> ["error(", expr(St), ")"]; 1 -> ["throw(", expr(St), ")"]; 2 -> ["exit(", expr(St), ")"];
        3 -> ["({ok, _} = ", expr(St), ")"];
        4 -> ["error(", expr(St), ", [", expr(St), "])"];
        5 -> expr(St)
    end.

float_of(St) ->
    case r(8) of
        0 -> float_lit(); 1 -> float_lit();
        2 -> ["(", float_lit(), pick([" + ", " * ", " - ", " / "]), float_lit(), ")"];
        3 -> ["float(", small(), ")"];
        4 -> ["(", expr(St), " * ", float_lit(), ")"];
        5 -> ["trunc(", expr(St), " + 0.5)"]; 6 -> ["round(", expr(St), " * 1.5)"];
        7 -> ["math:sqrt(", pick(["2", "16.0", "-1"]), ")"]
    end.

%% ---- patterns and guards -------------------------------------------------

patterns(N, St) ->
    lists:foldr(fun(_, {Ps, Vs}) -> {P, V} = pattern(2, St), {[P | Ps], V ++ Vs} end, {[], []}, lists:seq(1, N)).

pattern(D, St) ->
    case r(if D =< 0 -> 4; true -> 11 end) of
        0 -> V = new_var(), {V, [V]};
        1 -> {"_", []};
        2 -> {pick([integer(), atom(), "[]", float_lit()]), []};
        3 -> V = new_var(), {V, [V]};
        4 -> sub(D, St, 1 + r(3), fun(Ps) -> ["{", commas(Ps), "}"] end);
        5 -> sub(D, St, 2, fun([H, T]) -> ["[", H, " | ", T, "]"] end);
        6 -> sub(D, St, 1 + r(3), fun(Ps) -> ["[", commas(Ps), "]"] end);
        7 -> sub(D, St, 1, fun([P]) -> ["#{a := ", P, "}"] end);
        8 -> V = new_var(), {P, Vs} = pattern(D - 1, St), {[V, " = ", P], [V | Vs]};
        9 -> sub(D, St, 1, fun([P]) -> ["{", atom(), ", ", P, "}"] end);
        10 -> V = new_var(), {["<<", V, ":8, _/bits>>"], [V]}
    end.

sub(D, St, N, Wrap) ->
    {Ps, Vs} = lists:foldr(fun(_, {Ps, Vs}) -> {P, V} = pattern(D - 1, St), {[P | Ps], V ++ Vs} end, {[], []}, lists:seq(1, N)),
    {Wrap(Ps), Vs}.

guard_opt(St) ->
    case r(3) of 0 -> [" when ", guard(St)]; _ -> [] end.

guard(St) ->
    case r(4) of
        0 -> [guard1(St), pick([", ", "; ", " andalso ", " orelse "]), guard1(St)];
        _ -> guard1(St)
    end.

guard1(St) ->
    L = fun() -> leaf(St) end,
    case r(18) of
        0 -> [L(), " > ", L()]; 1 -> [L(), " < ", integer()]; 2 -> [L(), " =:= ", L()]; 3 -> [L(), " == ", L()];
        4 -> ["is_integer(", L(), ")"]; 5 -> ["is_list(", L(), ")"]; 6 -> ["is_tuple(", L(), ")"];
        7 -> ["is_atom(", L(), ")"]; 8 -> ["is_map(", L(), ")"]; 9 -> ["is_binary(", L(), ")"];
        10 -> ["is_float(", L(), ")"]; 11 -> ["length(", L(), ") > ", small()];
        12 -> ["hd(", L(), ") =:= ", L()]; 13 -> ["element(1, ", L(), ") =:= ", L()];
        14 -> [L(), " + ", L(), " > ", L()]; 15 -> ["is_number(", L(), "), ", L(), " rem 2 =:= 0"];
        16 -> ["map_size(", L(), ") > 0"]; 17 -> ["tuple_size(", L(), ") =:= ", small()]
    end.

%% ---- main ------------------------------------------------------------------

main(Funs) ->
    ["main() ->\n",
     [["    show(", integer_to_list(I), ", fun() -> ", atom_to_list(F), "(",
       commas([case K of any -> literal(3); _ -> of_kind(K, #st{depth = -1}) end || K <- A]), ") end),\n"]
      || {F, A} <- Funs, I <- lists:seq(1, case A of [] -> 1; _ -> 6 end)],
     "    ok.\n\n"].

epilogue() ->
    "show(I, F) ->\n"
    "    R = try {value, clean(F())} catch C:E:S -> {C, clean(E), trace(S)} end,\n"
    "    drain(),\n"
    "    io:format(\"~w ~w~n\", [I, R]).\n\n"
    "catch_all(F) -> try F() catch C:E -> {C, E} end.\n\n"
    "drain() -> receive _ -> drain() after 0 -> ok end.\n\n"
    "trace(S) -> [{M, F, arity(A), line(L)} || {M, F, A, L} <- S, M =:= ?MODULE].\n"
    "arity(A) when is_list(A) -> length(A);\n"
    "arity(A) -> A.\n"
    "line(L) -> case lists:keyfind(line, 1, L) of {line, N} -> N; false -> none end.\n\n"
    "clean(F) when is_function(F) -> {function, erlang:fun_info(F, arity)};\n"
    "clean(P) when is_pid(P); is_reference(P) -> id;\n"
    "clean([H | T]) -> [clean(H) | clean(T)];\n"
    "clean(T) when is_tuple(T) -> case T of\n"
    "    {R, [{_, _, _, _} | _] = S} when is_list(S) -> {clean(R), stack(S)};\n"
    "    _ -> list_to_tuple(clean(tuple_to_list(T))) end;\n"
    "clean(M) when is_map(M) -> [{clean(K), clean(V)} || {K, V} <- lists:sort(maps:to_list(M))];\n"
    "clean(X) -> X.\n"
    "stack(S) -> try trace(S) catch _:_ -> clean(S) end.\n".

%% ---- helpers ----------------------------------------------------------------

r(N) -> rand:uniform(N) - 1.
pick(L) -> lists:nth(rand:uniform(length(L)), L).
commas(L) -> lists:join(", ", L).
new_var() -> new_var(any).
new_var(Kind) ->
    N = get(next_var), put(next_var, N + 1),
    [case Kind of int -> $I; list -> $L; bin -> $B; float -> $F; any -> $V end | integer_to_list(N)].
new_vars(N) -> [new_var() || _ <- lists:seq(1, N)].
