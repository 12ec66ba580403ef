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
    Name = list_to_atom("f" ++ integer_to_list(length(Funs))),
    St = #st{funs = Funs, depth = 3 + r(3)},
    Text = case r(3) of
               0 -> recursive(Name, Arity, St);
               1 -> clauses(Name, Arity, St);
               2 -> plain(Name, Arity, St)
           end,
    functions(N - 1, [Text | Bodies], [{Name, Arity} | Funs]).

plain(Name, Arity, St) ->
    Args = new_vars(Arity),
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
               _ -> Args = new_vars(Arity),
                    [[atom_to_list(Name), "(", commas(Args), ") ->\n    ",
                      body(St#st{vars = Args})]]
           end,
    [lists:join(";\n", Clauses ++ Last), ".\n\n"].

%% name(Args) -> name_loop(Fuel, Args..., Acc): tail or body recursive.
recursive(Name, Arity, St) ->
    Args = new_vars(Arity),
    Loop = atom_to_list(Name) ++ "_loop",
    Fuel = integer_to_list(1 + r(20)),
    Params = new_vars(Arity),
    Acc = new_var(),
    St1 = St#st{vars = [Acc | Params]},
    Next = [expr(St1#st{depth = 2}) || _ <- Params],
    Step = case r(3) of
               0 -> [Loop, "(N - 1", [[", ", E] || E <- Next], ", ", expr(St1), ")"];
               1 -> V = new_var(),
                    [V, " = ", Loop, "(N - 1", [[", ", E] || E <- Next], ", ", Acc, "),\n    ",
                     expr(St1#st{vars = [V, Acc | Params]})];
               2 -> ["[", expr(St1#st{depth = 2}), " | ", Loop, "(N - 1", [[", ", E] || E <- Next],
                     ", ", Acc, ")]"]
           end,
    [atom_to_list(Name), "(", commas(Args), ") ->\n    ", Loop, "(", commas([Fuel | Args] ++ [literal(2)]), ").\n\n",
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
    V = new_var(),
    E = expr(St),
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
        36 -> raise(St);
        37 -> float_of(St);
        38 -> receive_of(St);
        39 -> ["begin ", body_inner(St), " end"]
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

arith(St) -> ["(", expr(St), pick([" + ", " - ", " * ", " + ", " - ", " div ", " rem ", " / "]), expr(St), ")"].

bitop(St) ->
    case r(5) of
        0 -> ["(", expr(St), " bsl ", small(), ")"];
        1 -> ["(", expr(St), " bsr ", small(), ")"];
        2 -> ["(bnot ", expr(St), ")"];
        _ -> ["(", expr(St), pick([" band ", " bor ", " bxor "]), expr(St), ")"]
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
    {Name, Arity} = pick(Funs),
    [atom_to_list(Name), "(", commas([expr(St) || _ <- lists:seq(1, Arity)]), ")"].

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
                      2 -> ["(", expr(St), ")/binary"];
                      3 -> ["(", expr(St), ")/bitstring"];
                      4 -> ["(", float_of(St), "):", pick(["32", "64"]), "/float", pick(["", "-little"])];
                      5 -> pick(["\"str\"", "\"x\"/utf8", "16#20ac/utf8", "16#1f600/utf16", "16#41/utf32"]);
                      6 -> ["(", expr(St), "):(", small(), ")"];
                      7 -> ["<<", integer(), ":", small(), ">>/bitstring"];
                      8 -> ["(", expr(St), ")"]
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
    ["(case ", pick([binary(St), expr(St)]), " of ", Clause(pick(Pats)), "; ", Clause(pick(Pats)), "; _ -> nomatch end)"].

bif(St) ->
    E = fun() -> expr(St) end,
    case r(26) of
        0 -> ["length(", E(), ")"]; 1 -> ["hd(", E(), ")"]; 2 -> ["tl(", E(), ")"];
        3 -> ["element(", small(), ", ", E(), ")"]; 4 -> ["setelement(", small(), ", ", E(), ", ", E(), ")"];
        5 -> ["tuple_size(", E(), ")"]; 6 -> ["byte_size(", E(), ")"]; 7 -> ["bit_size(", E(), ")"];
        8 -> ["map_size(", E(), ")"]; 9 -> ["abs(", E(), ")"]; 10 -> ["is_integer(", E(), ")"];
        11 -> ["is_list(", E(), ")"]; 12 -> ["is_function(", E(), ", ", small(), ")"];
        13 -> ["integer_to_list(", E(), ")"]; 14 -> ["list_to_integer(", E(), ")"];
        15 -> ["atom_to_list(", E(), ")"]; 16 -> ["list_to_tuple(", E(), ")"]; 17 -> ["tuple_to_list(", E(), ")"];
        18 -> ["max(", E(), ", ", E(), ")"]; 19 -> ["min(", E(), ", ", E(), ")"];
        20 -> ["list_to_binary(", E(), ")"]; 21 -> ["binary_to_list(", E(), ")"];
        22 -> ["(", E(), " ++ ", E(), ")"]; 23 -> ["(", E(), " -- ", E(), ")"];
        24 -> ["integer_to_binary(", E(), ", ", pick(["2", "10", "16", "36"]), ")"];
        25 -> ["binary_to_term(term_to_binary(", E(), "))"]
    end.

library(St) ->
    E = fun() -> expr(St) end,
    case r(16) of
        0 -> ["lists:reverse(", E(), ")"]; 1 -> ["lists:sort(", E(), ")"]; 2 -> ["lists:sum(", E(), ")"];
        3 -> ["lists:keyfind(", literal(1), ", 1, ", E(), ")"]; 4 -> ["lists:member(", literal(1), ", ", E(), ")"];
        5 -> ["lists:flatten(", E(), ")"]; 6 -> ["lists:zip(", E(), ", ", E(), ")"];
        7 -> ["lists:usort(", E(), ")"]; 8 -> ["lists:nth(", small(), ", ", E(), ")"];
        9 -> ["lists:append(", E(), ", ", E(), ")"]; 10 -> ["lists:max(", E(), ")"];
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
       commas([literal(3) || _ <- lists:seq(1, A)]), ") end),\n"]
      || {F, A} <- Funs, I <- lists:seq(1, case A of 0 -> 1; _ -> 6 end)],
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
new_var() ->
    N = get(next_var), put(next_var, N + 1),
    "V" ++ integer_to_list(N).
new_vars(N) -> [new_var() || _ <- lists:seq(1, N)].
