-module(receives).
-export([simple/0, selective/1, timed/1, poll/0, sleep/1, forever/0, in_try/1]).

%% GRAPH: simple/0
%% CHECK: recv_sync\[0\]
%% CHECK: recv_entry
%% CHECK: recv_peek
%% CHECK: recv_wait\[0\]
%% CHECK: recv_remove
simple() -> receive X -> X end.

%% The scan of the messages is a loop; nothing in the frame changes in it, so it has no phis.
%% GRAPH: selective/1
%% CHECK: recv_sync\[1\]
%% CHECK: recv_entry
%% CHECK: = loop\(
%% CHECK-NOT: phi
%% CHECK: recv_peek
%% CHECK-NOT: phi
%% CHECK: recv_next
selective(R) -> receive {R, X} -> X; {stop, R} -> stop end.

%% GRAPH: timed/1
%% CHECK: recv_wait_timeout\[1, 1\]
%% CHECK: timeout_cont
%% CHECK: recv_timeout
timed(T) -> receive a -> 1; b -> 2 after T -> timeout end.

%% GRAPH: poll/0
%% CHECK-NOT: recv_sync
%% CHECK: recv_peek
%% CHECK-NOT: recv_wait
%% CHECK: recv_timeout
poll() -> receive a -> 1 after 0 -> none end.

%% The timeout is in an x register at the top of the receive; it is kept in a slot of its own.
%% GRAPH: sleep/1
%% CHECK: frame_alloc\[\d+\]
%% CHECK: recv_sync\[\d+\]\(n\d+, n1
%% CHECK: recv_entry
%% CHECK: (n\d+) = frame_load\[0\]
%% CHECK: recv_wait_timeout
sleep(T) -> receive after T -> ok end.

%% GRAPH: forever/0
%% CHECK: recv_sync
%% CHECK: recv_wait\[
forever() -> receive after infinity -> ok end.

%% GRAPH: in_try/1
%% CHECK: try_begin
%% CHECK: recv_sync\[(\d+)\]
in_try(X) -> try receive {X, Y} -> Y after X -> late end catch error:timeout_value -> bad end.
