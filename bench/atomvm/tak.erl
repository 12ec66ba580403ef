-module(tak).
-include("bench.hrl").
run() -> tak(18, 12, 6) + tak(16, 10, 4).
tak(X, Y, Z) when Y < X -> tak(tak(X - 1, Y, Z), tak(Y - 1, Z, X), tak(Z - 1, X, Y));
tak(_, _, Z) -> Z.
