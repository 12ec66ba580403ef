-module(calls).
-export([local/1, tail/2, external/1, bif/1, guard_bif/1, applies/3, apply_tail/3, fun_call/1,
         fun_tail/1, make/2, fails/1, sends/2]).

%% GRAPH: local/1
%% CHECK: frame_alloc\[1\]
%% CHECK: call_local\[\d+, 1, 1\]
%% CHECK: call_cont
%% CHECK: call_result
%% CHECK: frame_load\[0\]
%% CHECK: frame_free\[1\]
%% CHECK: return
local(X) -> Y = g(X), {X, Y}.

%% GRAPH: tail/2
%% CHECK: = start
%% CHECK: reduction_check
%% CHECK-NOT: frame_
%% CHECK: tail_local\[\d+, 2, 0\]
tail(X, Y) -> tail(Y, X).

%% GRAPH: external/1
%% CHECK: tail_external\[\d+, 1, 0\]
external(X) -> no_such_module:f(X).

%% GRAPH: bif/1
%% CHECK: call_bif\[\d+\]
%% CHECK: if\[-1\]
%% CHECK: fail_pending\[-1, -1\]
%% CHECK: return
bif(X) -> atom_to_list(X).

%% GRAPH: guard_bif/1
%% CHECK: guard_bif\[\d+\]
%% CHECK: is_none
%% CHECK: raise_guard\[\d+, 1, -1, -1\]
guard_bif(X) -> length(X).

%% GRAPH: applies/3
%% CHECK: call_apply\[0, 3, 0\]
applies(M, F, X) -> [M:F(X)].

%% GRAPH: apply_tail/3
%% CHECK: frame_free\[0\]
%% CHECK: tail_apply\[0, 3, 0\]
apply_tail(M, F, X) -> M:F(X).

%% GRAPH: fun_call/1
%% CHECK: call_fun\[0, 2, 0\]
fun_call(F) -> [F(1)].

%% GRAPH: fun_tail/1
%% CHECK: frame_free\[0\]
%% CHECK: tail_fun\[0, 2, 0\]
fun_tail(F) -> F(1).

%% GRAPH: make/2
%% CHECK: make_fun\[0\]\(n1, n2\)
make(X, Y) -> fun(Z) -> {X, Y, Z} end.

%% GRAPH: fails/1
%% CHECK-NOT: return
%% CHECK: erlang:error/1|fail_pending
fails(X) -> erlang:error({bad, X}).

%% GRAPH: sends/2
%% CHECK: = send\(
%% CHECK: fail_pending
%% CHECK: return\(n\d+, n2\)
sends(P, M) -> P ! M.

g(X) -> no_such_module:g(X).
