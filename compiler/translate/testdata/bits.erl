-module(bits).
-export([fixed/1, dynamic/1, strings/1, utf/1, floats/1, builds/3, appends/2, comprehension/1, tails/1]).

%% GRAPH: fixed/1
%% CHECK: bs_start_match
%% CHECK: bs_get_integer\[
fixed(<<A:8, B:16/little-signed, _:4, C:4>>) -> {A, B, C}; fixed(_) -> none.

%% A size that is no size fails the match.
%% GRAPH: dynamic/1
%% CHECK: bs_size_bits\[8\]
%% CHECK: i32_less
%% CHECK: bs_get_binary
dynamic(<<N, X:N/binary, R/bits>>) -> {X, R}; dynamic(_) -> none.

%% GRAPH: strings/1
%% CHECK: bs_match_string|bs_get_integer
strings(<<"abcdefghijkl", R/binary>>) -> R; strings(_) -> none.

%% GRAPH: utf/1
%% CHECK: bs_get_utf8
utf(<<C/utf8, D/utf16, E/utf32-little, _/utf8, _/utf16, _/utf32>>) -> {C, D, E}; utf(_) -> none.

%% GRAPH: floats/1
%% CHECK: bs_get_float
floats(<<F:64/float, G:32/float-little>>) -> {F, G}; floats(_) -> none.

%% GRAPH: builds/3
%% CHECK: bs_create\[
%% CHECK: fail_pending
builds(A, B, N) -> <<A:8, "abc", B:N/binary, (A + 1):16/little, A:64/float, A/utf8, A/utf16, A/utf32, B/bits>>.

%% GRAPH: appends/2
%% CHECK: bs_create\[1050631, -1, 
appends(Acc, X) when is_binary(Acc) -> <<Acc/binary, X:8>>.

%% GRAPH: comprehension/1
%% CHECK: bs_create
comprehension(L) -> << <<X:16>> || X <- L, X > 3 >>.

%% GRAPH: tails/1
%% CHECK: bs_test_unit|bs_get_tail
tails(<<_, R/binary>>) -> R; tails(<<_:1, R/bits>>) -> R; tails(<<>>) -> empty.
