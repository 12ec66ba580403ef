-module(tests).
-export([compare/2, types/1, tagged/1, record/1, exact/1, choose/1, sizes/1, integers/1, joins/1]).
-export([booleans/2, minmax/2, guards/2, more/2, unequal/2]).

%% GRAPH: compare/2
%% CHECK: = less\(n1, n2\)
%% CHECK: eq_numeric
compare(A, B) when A < B -> lt; compare(A, B) when A == B -> eq; compare(_, _) -> gt.

%% GRAPH: types/1
%% CHECK: is_type\[(atom|nil|float|map|pid)
types(X) when is_atom(X) -> atom; types(X) when is_float(X) -> float; types(X) when is_map(X) -> map;
types(X) when is_pid(X) -> pid; types(X) when is_port(X) -> port; types(X) when is_reference(X) -> ref;
types(X) when is_binary(X) -> binary; types(X) when is_bitstring(X) -> bits;
types(X) when is_number(X) -> number; types(X) when is_function(X, 2) -> fun2;
types(X) when is_function(X) -> function; types(X) when is_list(X) -> list; types([]) -> nil.

%% GRAPH: tagged/1
%% CHECK: is_type\[tuple\]
%% CHECK: tuple_size
%% CHECK: i32_eq
%% CHECK: cast\(.*\) : tuple/2
%% CHECK: tuple_element\[0\]
%% CHECK: raise_function_clause\[1, -1, -1\]
tagged({ok, X}) -> X.

%% GRAPH: record/1
%% CHECK: update_tuple\[\d+, 1(, 2)?\]|make_tuple|call_bif
record(R) -> setelement(2, setelement(3, R, a), b).

%% GRAPH: exact/1
%% CHECK: eq_exact
%% CHECK: cast\(.*\) : atom:\d+
exact(X) -> case X of one -> {X, 1}; _ -> {X, 2} end.

%% GRAPH: choose/1
%% CHECK: switch\[
%% CHECK: switch_case\[0\]
%% CHECK: raise_error\[1, -1, -1\]
choose(X) -> case X of a -> 1; b -> 2; c -> 3 end.

%% GRAPH: sizes/1
%% CHECK: tuple_size
%% CHECK: tag\(
%% CHECK: switch\[
%% CHECK: cast\(.*\) : tuple/
sizes({A}) -> A; sizes({_, B}) -> B; sizes({_, _, C}) -> C; sizes(_) -> none.

%% GRAPH: integers/1
%% CHECK: literal\[\d+\]
%% CHECK: switch\[
integers(1) -> a; integers(2) -> b; integers(1000000000000) -> c; integers(_) -> d.

%% GRAPH: joins/1
%% CHECK: region
%% CHECK: phi
joins(X) -> Y = if X > 3 -> a; true -> b end, no_such_module:f(Y, X).

%% GRAPH: booleans/2
%% CHECK: bool_to_term|select|guard_bif
booleans(A, B) -> (A > 3) xor (B > 4).

%% GRAPH: minmax/2
%% CHECK: less|call_external
minmax(A, B) -> {min(A, B), max(A, B)}.

%% GRAPH: guards/2
%% CHECK: is_type\[tuple\]
%% CHECK: i32_less
%% CHECK: tuple_element\[1\]|is_type\[cons\]
%% CHECK: return
guards(T, M) when element(2, T) > 3, map_size(M) > 2; hd(T) =/= 1; is_map_key(a, M) -> yes;
guards(_, M) when map_get(b, M) =:= 1 -> b;
guards(T, _) when tuple_size(T) > 4 -> big;
guards(_, _) -> no.

%% GRAPH: more/2
%% CHECK: is_type\[(int|bool)\]
more(X, Y) when is_integer(X), is_boolean(Y) -> {self(), node(), X};
more(X, Y) when is_integer(X); is_boolean(Y) -> X;
more(_, _) -> none.

%% GRAPH: unequal/2
%% CHECK: eq_(numeric|exact)
unequal(X, Y) when X /= Y -> a; unequal(X, Y) when X =/= Y -> b; unequal(_, _) -> c.
