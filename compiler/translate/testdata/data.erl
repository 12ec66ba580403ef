-module(data).
-export([lists/1, tuples/1, maps_read/1, maps_put/2, exact/2, many/1, keys/1, builds/2]).

%% GRAPH: lists/1
%% CHECK: = (head|tail)\(
%% CHECK: = (head|tail)\(
lists([H | T]) -> {T, H}.

%% GRAPH: tuples/1
%% CHECK: make_tuple
tuples(X) -> {X, {a, X}}.

%% GRAPH: maps_read/1
%% CHECK: is_type\[map\]
%% CHECK: map_get
%% CHECK: raise_function_clause
maps_read(#{a := X, b := Y}) -> {X, Y}.

%% GRAPH: maps_put/2
%% CHECK: is_type\[map\]
%% CHECK: map_put_assoc\(n\d+, n\d+, n2\) : map\|none
%% CHECK: erlang:error/1
maps_put(M, X) -> M#{a => X}.

%% GRAPH: exact/2
%% CHECK: map_put_exact
%% CHECK: raise_error\[9, -1, -1\]
exact(M, X) -> M#{a := X}.

%% Which key is missing is found where it is needed.
%% GRAPH: many/1
%% CHECK: select\(
%% CHECK: raise_error\[9, -1, -1\]
many(M) -> M#{a := 1, b := 2, c := 3}.

%% GRAPH: keys/1
%% CHECK: map_get
keys(M) -> case M of #{a := _, b := _} -> yes; _ -> no end.

%% GRAPH: builds/2
%% CHECK: cons\(
builds(X, Y) -> [X, Y | [a, b]].
