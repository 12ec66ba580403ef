%% Fourier transforms, complex numbers as tuples, convolution, Horner, Newton, Simpson; results rounded.
-module(prog_fft).
-export([main/0]).

main() ->
    X = [{float(N rem 5), 0.0} || N <- lists:seq(0, 15)],
    io:format("~w~n", [[rounded(C) || C <- fft(X)]]),
    io:format("~w~n", [[rounded(C) || C <- ifft(fft(X))]]),
    io:format("~w~n", [multiply([1, 2, 3, 4], [5, 6, 7])]),
    io:format("~w~n", [[horner([2, -6, 2, -1], V) || V <- [3, 0, -1, 1 bsl 40]]]),
    io:format("~.10f ~.10f~n", [newton(fun(V) -> V * V - 2 end, fun(V) -> 2 * V end, 1.0), newton(fun(V) -> math:cos(V) - V end, fun(V) -> -math:sin(V) - 1 end, 1.0)]),
    io:format("~.8f ~.8f~n", [simpson(fun math:sin/1, 0, math:pi(), 100), simpson(fun(V) -> math:exp(-V * V) end, -3, 3, 200)]),
    io:format("~w~n", [[rounded(R) || R <- roots(1, 2, 5) ++ roots(1, -3, 2)]]),
    io:format("~s", [mandelbrot()]).

rounded({A, B}) -> {round(A * 1.0e6), round(B * 1.0e6)}.
add({A, B}, {C, D}) -> {A + C, B + D}.
sub({A, B}, {C, D}) -> {A - C, B - D}.
mul({A, B}, {C, D}) -> {A * C - B * D, A * D + B * C}.

fft(X) -> fft(X, -1).
ifft(X) -> N = length(X), [{A / N, B / N} || {A, B} <- fft(X, 1)].

fft([X], _) -> [X];
fft(X, S) ->
    {Even, Odd} = split(X), N = length(X),
    E = fft(Even, S), O = fft(Odd, S),
    T = [begin A = S * 2 * math:pi() * K / N, mul({math:cos(A), math:sin(A)}, V) end || {K, V} <- lists:zip(lists:seq(0, N div 2 - 1), O)],
    [add(A, B) || {A, B} <- lists:zip(E, T)] ++ [sub(A, B) || {A, B} <- lists:zip(E, T)].

split([A, B | T]) -> {E, O} = split(T), {[A | E], [B | O]};
split([]) -> {[], []}.

multiply(P, Q) ->
    N = 8, Pad = fun(L) -> [{float(C), 0.0} || C <- L ++ lists:duplicate(N - length(L), 0)] end,
    lists:sublist([round(A) || {A, _} <- ifft([mul(A, B) || {A, B} <- lists:zip(fft(Pad(P)), fft(Pad(Q)))])], length(P) + length(Q) - 1).

horner(Cs, X) -> lists:foldl(fun(C, A) -> A * X + C end, 0, Cs).
newton(F, D, X) -> case X - F(X) / D(X) of Y when abs(X - Y) < 1.0e-12 -> Y; Y -> newton(F, D, Y) end.
simpson(F, A, B, N) -> H = (B - A) / N, H / 3 * lists:sum([F(A + I * H) * (if I =:= 0; I =:= N -> 1; I rem 2 =:= 1 -> 4; true -> 2 end) || I <- lists:seq(0, N)]).

roots(A, B, C) ->
    case B * B - 4 * A * C of
        D when D >= 0 -> S = math:sqrt(D), [{(-B + S) / (2 * A), 0.0}, {(-B - S) / (2 * A), 0.0}];
        D -> S = math:sqrt(-D) / (2 * A), [{-B / (2 * A), S}, {-B / (2 * A), -S}]
    end.

mandelbrot() -> [[[pixel({X / 12 - 2.0, Y / 6 - 1.0}, {0.0, 0.0}, 0) || X <- lists:seq(0, 35)], $\n] || Y <- lists:seq(0, 12)].
pixel(_, _, 40) -> $#;
pixel(C, {A, B} = Z, N) when A * A + B * B =< 4.0 -> pixel(C, add(mul(Z, Z), C), N + 1);
pixel(_, _, N) -> lists:nth(N rem 4 + 1, " .:-").
