-module(arithmetic).
-export([add/2, guard/2, all/2, float/2, negate/1, big/0, mixed/1]).

%% GRAPH: add/2
%% CHECK: = add\(n1, n2\)
%% CHECK: is_none
%% CHECK: raise_guard\[\d+, 2, -1, -1\]\(n\d+, n1, n2\)
%% CHECK: cast\(.*\) : .*int
%% CHECK: return
add(A, B) -> A + B.

%% A guard that fails goes on with the next clause and raises nothing.
%% GRAPH: guard/2
%% CHECK-NOT: raise_guard
%% CHECK: = add\(
%% CHECK-NOT: raise_guard
%% CHECK: return
guard(A, B) when A + B > 3 -> yes;
guard(_, _) -> no.

%% GRAPH: all/2
%% CHECK: = (sub|mul|divide|int_div|rem|band|bor|bxor|bsl|bsr|neg|bnot)\(
all(A, B) -> [A - B, A * B, A / B, A div B, A rem B, A band B, A bor B, A bxor B, A bsl B, A bsr B, -A, bnot B].

%% GRAPH: float/2
%% CHECK: term_to_f64
%% CHECK: f64_is_finite
%% CHECK: raise_error\[6, -1, -1\]
float(A, B) -> (A * 2.0 + B) / 3.0 - 1.0.

%% GRAPH: float/2
%% CHECK: f64_to_term\(

%% GRAPH: negate/1
%% CHECK: neg|f64_neg
negate(X) -> -(X + 1.0).

%% GRAPH: big/0
%% CHECK: literal\[\d+\]
big() -> [134217727, 134217728, -134217729, 123456789012345678901234567890].

%% GRAPH: mixed/1
%% CHECK: guard_bif
mixed(X) -> {abs(X), round(X), trunc(X), float(X)}.
