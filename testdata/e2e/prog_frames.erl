%% A framed protocol over processes: checksums, fragments, reordering, retransmission, windows.
-module(prog_frames).
-export([main/0]).

main() ->
    Messages = [list_to_binary(io_lib:format("message ~p: ~s", [I, lists:duplicate(I * 3, $a + I)])) || I <- lists:seq(0, 12)],
    [io:format("~p ~p~n", [Loss, exchange(Messages, Loss)]) || Loss <- [0, 3, 5]],
    Frame = encode(7, 3, <<"payload">>),
    io:format("~p~n~p~n", [Frame, decode(Frame)]),
    io:format("~p~n", [[decode(damage(Frame, I)) || I <- [0, 1, 4, byte_size(Frame) - 1]]]),
    io:format("~p~n", [stream(<<(encode(1, 1, <<"a">>))/binary, (encode(2, 1, <<>>))/binary, 0, 1>>, [])]).

encode(Seq, Kind, Payload) ->
    Body = <<Kind:4, Seq:12, (byte_size(Payload)):16/little, Payload/binary>>,
    <<16#7E, Body/binary, (erlang:crc32(Body)):32>>.

decode(<<16#7E, Kind:4, Seq:12, Size:16/little, Payload:Size/binary, Crc:32, Rest/binary>> = All) ->
    Body = binary:part(All, 1, 4 + Size),
    case erlang:crc32(Body) of
        Crc -> {ok, {Kind, Seq, Payload}, Rest};
        _ -> {error, checksum}
    end;
decode(<<16#7E, _/binary>>) -> more;
decode(<<C, _/binary>>) -> {error, {start, C}};
decode(<<>>) -> more.

damage(Frame, I) -> <<A:I/binary, C, B/binary>> = Frame, <<A/binary, (C bxor 1), B/binary>>.

stream(B, Acc) ->
    case decode(B) of
        {ok, F, Rest} -> stream(Rest, [F | Acc]);
        Other -> {lists:reverse(Acc), Other, byte_size(B)}
    end.

exchange(Messages, Loss) ->
    Self = self(),
    Receiver = spawn_link(fun() -> receiver(Self, 0, [], length(Messages)) end),
    Link = spawn_link(fun() -> lossy(Receiver, Loss, 1, 0) end),
    Sent = sender(Link, Messages, 0, 4, 0),
    receive {received, L} -> Link ! stop, {L =:= Messages, Sent >= length(Messages)} after 3000 -> timeout end.

lossy(To, Loss, N, Lost) ->
    receive
        {frame, From, F} ->
            case Loss =/= 0 andalso N rem Loss =:= 0 of
                true -> From ! {again, element(2, element(2, decode(F)))}, lossy(To, Loss, N + 1, Lost + 1);
                false -> To ! {frame, From, if Loss =/= 0, N rem 7 =:= 1 -> damage(F, byte_size(F) - 2); true -> F end}, lossy(To, Loss, N + 1, Lost)
            end;
        stop -> Lost
    end.

receiver(Boss, Next, Acc, Total) when Next =:= Total -> Boss ! {received, lists:reverse(Acc)};
receiver(Boss, Next, Acc, Total) ->
    receive
        {frame, From, F} ->
            case decode(F) of
                {ok, {1, Next, Payload}, <<>>} -> From ! {ack, Next}, receiver(Boss, Next + 1, [Payload | Acc], Total);
                {ok, {1, Seq, _}, <<>>} when Seq < Next -> From ! {ack, Seq}, receiver(Boss, Next, Acc, Total);
                _ -> From ! {again, Next}, receiver(Boss, Next, Acc, Total)
            end
    end.

sender(_, Messages, Base, _, Count) when Base >= length(Messages) -> Count;
sender(Link, Messages, Base, Window, Count) ->
    Last = min(Base + Window, length(Messages)) - 1,
    [Link ! {frame, self(), encode(S, 1, lists:nth(S + 1, Messages))} || S <- lists:seq(Base, Last)],
    New = acks(Base, Last - Base + 1),
    sender(Link, Messages, New, Window, Count + Last - Base + 1).

acks(Base, 0) -> Base;
acks(Base, N) ->
    receive
        {ack, S} -> acks(max(Base, S + 1), N - 1);
        {again, _} -> acks(Base, N - 1)
    end.
