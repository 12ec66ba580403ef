%% Counts code points, words and lines of UTF-8 text, mostly ASCII.
-module(utf8_scan).
-include("bench.hrl").
run() -> scan(text(), {0, 0, 0}, false).

text() -> binary:copy(<<"The quick brown fox jumps over the lazy dog. Größe, café, 日本語.\n"/utf8>>, 6000).

scan(<<$\n, R/binary>>, {C, W, L}, _) -> scan(R, {C + 1, W, L + 1}, false);
scan(<<C/utf8, R/binary>>, {N, W, L}, _) when C =:= $\s; C =:= $,; C =:= $. -> scan(R, {N + 1, W, L}, false);
scan(<<_/utf8, R/binary>>, {C, W, L}, false) -> scan(R, {C + 1, W + 1, L}, true);
scan(<<_/utf8, R/binary>>, {C, W, L}, true) -> scan(R, {C + 1, W, L}, true);
scan(<<>>, Counts, _) -> Counts.
