%% Making binaries: every kind of segment at every place, what goes wrong, accumulators.
-module(bits_make).
-export([start/0]).

start() ->
    ok = integers(), ok = large(), ok = floats(), ok = texts(), ok = binaries(), ok = wrong(),
    ok = comprehensions(), ok = accumulators(), ok = known(),
    ok.

integers() ->
    <<1, 2, 3>> = <<(id(1)), (id(2)), (id(3))>>,
    <<255, 254>> = <<(id(-1)), (id(-2))>>, <<0>> = <<(id(256))>>,
    <<1, 0, 0, 1>> = <<(id(256)):16, (id(256)):16/little>>,
    <<16#AB, 16#CD>> = <<(id(16#A)):4, (id(16#BC)):8, (id(16#D)):4>>,
    <<16#5F, 16#80>> = <<(id(2)):3, (id(-1)):6, (id(0)):7>>,
    <<1, 2, 3, 4, 5, 6, 7, 8>> = <<(id(16#0102030405060708)):64>>,
    <<8, 7, 6, 5, 4, 3, 2, 1>> = <<(id(16#0102030405060708)):64/little>>,
    <<255, 255, 255, 255, 128, 0, 0, 0>> = <<(id(-2147483648)):64>>,
    <<3:3, 5:13/little, 0:8>> = <<(id(3)):3, (id(5)):13/little, (id(0)):8>>,
    N = id(3), <<0, 0, 7>> = <<7:N/unit:8>>, <<>> = <<(id(7)):0>>,
    <<0:40, 1:8>> = <<(id(1)):48>>, <<254, 255, 255, 255, 255>> = <<(id(-2)):40/little>>,
    ok.

large() ->
    A = id(1 bsl 100 + 16#0102030405),
    <<16:8, 0:56, 1, 2, 3, 4, 5>> = <<A:104>>,
    <<5, 4, 3, 2, 1, 0:56, 16>> = <<A:104/little>>,
    <<1, 2, 3, 4, 5>> = <<A:40>>, <<5, 4, 3>> = <<A:24/little>>,
    <<0:4, 1, 0:68, 2, 3, 4, 5, 0:8, 0:8>> =
        <<0:4, 1, (id(0)):64, (id(16)):4, (id(16#02030405)):32, 0:8, 0:8>>,
    B = id(-(1 bsl 100)),
    <<255, 240, 0:96>> = <<B:112>>, <<0:96, 240, 255>> = <<B:112/little>>,
    <<C:112/signed>> = <<B:112>>, B = C,
    <<D:256>> = <<A:256>>, A = D,
    <<_:3, E:120, _:5>> = <<5:3, A:120, 1:5>>, A = E,
    <<F:120/little, _/binary>> = <<A:120/little, 1>>, A = F,
    <<0, 0, 0, 0, 0, 0, 0, 0, 5>> = <<(id(5)):72>>, <<255:72/signed-little>> = <<(id(255)):72/little>>,
    <<G:80/signed>> = <<(id(-7)):80>>, -7 = G,
    <<0:44, H:256, _:4>> = id(<<(id(77)):300, 0:4>>), 77 = H,
    ok.

floats() ->
    <<64, 9, 33, 251, 84, 68, 45, 24>> = <<(id(3.141592653589793))/float>>,
    <<63, 192, 0, 0>> = <<(id(1.5)):32/float>>, <<0, 0, 192, 63>> = <<(id(1.5)):32/float-little>>,
    <<64, 20, 0:48>> = <<(id(5))/float>>, <<0:48, 20, 64>> = <<(id(5))/float-little>>,
    <<60, 0>> = <<(id(1.0)):16/float>>, <<0, 1>> = <<(id(5.960464477539063e-8)):16/float>>,
    <<4, 0>> = <<(id(6.103515625e-5)):16/float>>, <<123, 255>> = <<(id(65504.0)):16/float>>,
    <<46, 102>> = <<(id(0.1)):16/float>>, <<102, 46>> = <<(id(0.1)):16/float-little>>,
    <<192, 0>> = <<(id(-2.0)):16/float>>, <<124, 0>> = <<(id(1.0e10)):16/float>>, <<128, 0>> = <<(id(-1.0e-10)):16/float>>,
    <<3, 255>> = <<(id(6.097555160522461e-5)):16/float>>, <<3, 255>> = <<(id(6.1e-5)):16/float>>, <<4, 0>> = <<(id(6.103e-5)):16/float>>,
    <<127, 128, 0, 0>> = <<(id(1.0e300)):32/float>>,
    <<_:4, F:64/float, _:4>> = <<1:4, (id(-0.75))/float, 2:4>>, -0.75 = F,
    <<72, 176, 0, 0, 0, 0, 0, 0>> = <<(id((1 bsl 140))):64/float>>,
    ok.

texts() ->
    <<97, 195, 164, 226, 130, 172, 240, 159, 152, 128>> =
        <<(id($a))/utf8, (id(16#E4))/utf8, (id(16#20AC))/utf8, (id(16#1F600))/utf8>>,
    <<0, 97, 216, 61, 222, 0>> = <<(id($a))/utf16, (id(16#1F600))/utf16>>,
    <<97, 0, 61, 216, 0, 222>> = <<(id($a))/utf16-little, (id(16#1F600))/utf16-little>>,
    <<0, 1, 246, 0, 0, 246, 1, 0>> = <<(id(16#1F600))/utf32, (id(16#1F600))/utf32-little>>,
    <<6, 30, 42:8, 5:4, 0:4>> = <<0:4, (id($a))/utf8, 16#E2:8, 16#A5:8, 0:4>>,
    <<C/utf8, D/utf8>> = <<(id(16#7FF))/utf8, (id(16#FFFF))/utf8>>, 16#7FF = C, 16#FFFF = D,
    ok.

binaries() ->
    A = id(<<"abc">>), B = id(list_to_binary(lists_seq(1, 60))),
    <<"abcabc">> = <<A/binary, A/binary>>, <<"ab!">> = <<A:2/binary, "!">>,
    <<1, B:60/binary, 2>> = C = <<1, B/binary, 2>>, 62 = byte_size(C),
    N = id(10), <<1, 2, 3, 4, 5, 6, 7, 8, 9, 10>> = <<B:N/binary>>,
    <<_:20/binary, P:20/binary, _/binary>> = B, <<21, 22, _/binary>> = Q = <<P/binary, P/binary>>, 40 = byte_size(Q),
    <<16#16, 16#16, 16#26, 16#30>> = <<1:4, A/binary, 0:4>>,
    <<"a text of the module, ", "abc">> = <<"a text of the module, ", A/binary>>,
    <<>> = <<(id(<<>>))/binary>>,
    ok.

wrong() ->
    [badarg, badarg, badarg, badarg, badarg, badarg, badarg, badarg, badarg] =
        [r(fun() -> <<(id(a))>> end), r(fun() -> <<(id(a))/binary>> end), r(fun() -> <<(id(a))/float>> end),
         r(fun() -> <<1:(id(-8))>> end), r(fun() -> <<(id(16#D800))/utf8>> end), r(fun() -> <<(id(16#110000))/utf16>> end),
         r(fun() -> <<(id(<<1>>)):2/binary>> end), r(fun() -> <<1.0:(id(24))/float>> end), r(fun() -> <<(id(-1))/utf32>> end)],
    ok.

r(F) -> try F() catch error:E -> E end.

comprehensions() ->
    <<2, 4, 6>> = << <<(X * 2)>> || X <- id([1, 2, 3]) >>,
    <<3, 2, 1>> = << <<X>> || <<X:16>> <= id(<<0, 3, 0, 2, 0, 1>>) >>,
    [3, 2] = [X || <<X, _>> <= id(<<3, 9, 2, 9>>)],
    "66" ++ _ = [hex(N) || <<N:4>> <= id(<<"foo">>)],
    <<"foo">> = << <<N:8>> || <<N:8>> <= id(<<"foo">>) >>,
    ok.

hex(N) when N < 10 -> $0 + N;
hex(N) -> $a + N - 10.

accumulators() ->
    A = grow(<<>>, 0), 2000 = byte_size(A), <<0, 1, 2, _/binary>> = A,
    B = id(<<"start">>), C = <<B/binary, 1>>, D = <<B/binary, 2>>, <<"start", 1>> = C, <<"start", 2>> = D,
    E = words(<<>>, 300), 1200 = byte_size(E),
    ok.

grow(A, 2000) -> A;
grow(A, N) -> grow(<<A/binary, N>>, N + 1).
words(A, 0) -> A;
words(A, N) -> words(<<A/binary, N:16, (id(N)):16/little>>, N - 1).

%% Numbers of known ranges and texts, of few bytes.
known() ->
    B = id(<<16#81, 16#8283:16, -2:24, 16#0102030:28, 5:4>>),
    {<<16#83, 16#82, "xyz", 16#81, 16#FFFFFE:24>>, <<"a longer text!", 16#81>>, <<16#30, 16#20, 16#10, 0>>,
     <<16#81, 16#81, 0, 0, 0>>, <<16#FE, 16#FF, 16#FF, 16#FF>>, <<0, 16#10, 16#20, 16#30, 5>>} = swap(B),
    ok.

swap(<<A, B:16, C:24/signed, D:28, E:4>>) ->
    {<<B:16/little, "xyz", A, C:24>>, <<"a longer text!", A>>, <<D:32/little>>, <<A:8, A:32/little>>,
     <<C:32/little>>, <<D:32, E>>}.

lists_seq(N, N) -> [N];
lists_seq(A, B) -> [A | lists_seq(A + 1, B)].

id(X) -> X.
