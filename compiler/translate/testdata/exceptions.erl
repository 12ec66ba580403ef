-module(exceptions).
-export([catches/1, tries/1, nested/1, trace/1, reraise/1, badmatch/1, iff/1, after_it/1, in_try/2]).

%% The body's value and the exception's meet behind catch_end.
%% GRAPH: catches/1
%% CHECK: catch_mark
%% CHECK: try_begin
%% CHECK: try_body
%% CHECK: call_local\[\d+, 1, 1\]
%% CHECK: try_handler\[1\]
%% CHECK: handler_param\[0\]
%% CHECK: catch_end_value
%% CHECK: region
%% CHECK: phi
catches(X) -> {(catch g(X))}.

%% GRAPH: tries/1
%% CHECK: try_begin
%% CHECK: try_handler\[\d+\]
%% CHECK: handler_param\[0\]
tries(X) -> try g(X) of Y -> {ok, Y} catch throw:T -> {throw, T}; error:E -> {error, E} end.

%% GRAPH: nested/1
%% CHECK: try_begin
%% CHECK: try_begin
nested(X) -> try try g(X) catch throw:a -> b end catch error:c -> d end.

%% GRAPH: trace/1
%% CHECK: handler_param\[2\]
%% CHECK: build_stacktrace
trace(X) -> try g(X) catch _:R:S -> {R, S} end.

%% GRAPH: reraise/1
%% CHECK: raise_class\[-1, |tail_external.*erlang:raise/3|call_external.*erlang:raise/3
reraise(X) -> try g(X) catch C:R:S -> erlang:raise(C, {again, R}, S) end.

%% GRAPH: badmatch/1
%% CHECK: raise_error\[0, -1, -1\]
badmatch(X) -> {ok, Y} = X, Y.

%% GRAPH: iff/1
%% CHECK: raise_error\[3, -1, -1\]
iff(X) -> if X > 1 -> a; X < 0 -> b end.

%% GRAPH: after_it/1
%% CHECK: reraise\[-1, \d+\]
after_it(X) -> try g(X) after h(X) end.

%% With a catch active a raise lists the frame, and the mark is among the slots.
%% GRAPH: in_try/2
%% CHECK: (n\d+) = catch_mark
%% CHECK: raise_guard\[\d+, 2, (\d+), (\d+)\]
in_try(X, Y) -> try g(X), X + Y catch error:badarith -> {X, Y} end.

g(X) -> no_such_module:g(X).
h(X) -> no_such_module:h(X).
