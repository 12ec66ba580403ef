%% erlang:decode_packet/3, which the runtime goes on as. Formats, limits and results are those of OTP's emulator.
-module(seabeam_packet).
-export([decode/3]).

-define(MAX_NAME, 50).

decode(Type, Bin, Options) ->
    case kind(Type) of
        unknown -> fail(Type, Bin, Options, #{cause => badopt, module => erl_erts_errors});
        Kind when is_bitstring(Bin), is_list(Options) ->
            not is_binary(Bin) andalso are_bytes_wanted() andalso fail(Type, Bin, Options, #{module => erl_erts_errors}),
            case options(Options, Kind, #{max => 0, line => 0, delimiter => $\n}) of
                error -> fail(Type, Bin, Options, #{module => erl_erts_errors});
                Limits -> packet(Kind, Bin, Limits)
            end;
        _ -> fail(Type, Bin, Options, #{module => erl_erts_errors})
    end.

%% Since OTP 27 a packet may not begin in a bitstring that is no binary.
are_bytes_wanted() -> list_to_integer(erlang:system_info(otp_release)) >= 27.

%% As if the native function had raised it.
fail(Type, Bin, Options, Info) ->
    {current_stacktrace, Stack} = process_info(self(), current_stacktrace),
    erlang:raise(error, badarg, [{erlang, decode_packet, [Type, Bin, Options], [{error_info, Info}]} | callers(Stack)]).

callers([{?MODULE, _, _, _} | Rest]) -> callers(Rest);
callers(Stack) -> Stack.

kind(0) -> raw;
kind(raw) -> raw;
kind(1) -> {size, 1};
kind(2) -> {size, 2};
kind(4) -> {size, 4};
kind(T) when T =:= asn1; T =:= sunrm; T =:= cdr; T =:= fcgi; T =:= line; T =:= tpkt; T =:= ssl_tls -> T;
kind(http) -> {http, start, string};
kind(httph) -> {http, header, string};
kind(http_bin) -> {http, start, binary};
kind(httph_bin) -> {http, header, binary};
kind(_) -> unknown.

options([], _, L) -> L;
options([{Name, N} | Rest], Kind, L) when is_integer(N), N >= 0, N < 1 bsl 32 ->
    case Name of
        packet_size -> options(Rest, Kind, L#{max := N});
        line_length -> options(Rest, Kind, L#{line := N});
        line_delimiter when Kind =:= line, N < 256 -> options(Rest, Kind, L#{delimiter := N});
        _ -> error
    end;
options(_, _, _) -> error.

packet(Kind, Bits, Limits) ->
    Whole = bit_size(Bits) div 8,
    <<Bin:Whole/binary, _/bitstring>> = Bits,
    case size(Kind, Bin, Limits) of
        invalid -> {error, invalid};
        more -> {more, undefined};
        N when N > Whole -> {more, N};
        N ->
            <<Packet:N/binary, Rest/bitstring>> = Bits,
            case body(Kind, Packet) of
                invalid -> {error, invalid};
                Body -> {ok, Body, Rest}
            end
    end.

%% Bytes of the first packet: known, `more` to know it, or `invalid`.
size(raw, <<>>, _) -> more;
size(raw, Bin, _) -> byte_size(Bin);
size({size, H}, Bin, L) ->
    Bits = 8 * H,
    case Bin of
        <<N:Bits, _/binary>> -> total(H, N, L);
        _ -> more
    end;
size(sunrm, <<_:1, N:31, _/binary>>, L) -> total(4, N, L);
size(line, Bin, #{max := Max, line := Line, delimiter := D}) ->
    case binary:match(Bin, <<D>>) of
        nomatch when Max =/= 0, byte_size(Bin) > Max -> invalid;
        nomatch when Line =/= 0, byte_size(Bin) >= Line -> Line;
        nomatch -> more;
        {At, 1} when Max =/= 0, At + 1 > Max -> invalid;
        {At, 1} when Line =/= 0, At + 1 > Line -> Line;
        {At, 1} -> At + 1
    end;
size(asn1, <<T, Rest/binary>> = Bin, L) when Rest =/= <<>> ->
    case T band 16#1F of
        16#1F -> asn1_tag(Rest, Bin, L);
        _ -> asn1_length(Rest, Bin, L)
    end;
size(cdr, <<"GIOP", _, _, Flags, _, Size:4/binary, _/binary>>, L) ->
    <<N:32>> = case Flags band 1 of 1 -> <<(binary:decode_unsigned(Size, little)):32>>; 0 -> Size end,
    total(12, N, L);
size(cdr, Bin, _) when byte_size(Bin) >= 12 -> invalid;
size(fcgi, <<1, _, _:16, N:16, Padding, _, _/binary>>, L) -> total(8, N + Padding, L);
size(fcgi, Bin, _) when byte_size(Bin) >= 8 -> invalid;
size(tpkt, <<3, _, N:16, _/binary>>, L) -> total(4, (N - 4) band 16#FFFFFFFF, L);
size(tpkt, Bin, _) when byte_size(Bin) >= 4 -> invalid;
size(ssl_tls, <<1:1, N:15, 1, _:16, _/binary>>, L) -> total(5, (N - 3) band 16#FFFFFFFF, L);
size(ssl_tls, <<_, _:16, N:16, _/binary>>, L) -> total(5, N, L);
size({http, _, _}, <<"\n">>, _) -> 1;
size({http, _, _}, <<"\r\n">>, _) -> 2;
size({http, State, _}, Bin, #{max := Max, line := Line}) ->
    http_size(State, Bin, 0, if Max =:= 0 -> Line; true -> Max end);
size(_, _, _) -> more.

%% A size of 2^31 and more is a negative number there.
total(Head, N, #{max := Max}) ->
    if
        Max =/= 0, N > Max -> invalid;
        (Head + N) band 16#FFFFFFFF >= 1 bsl 31 -> invalid;
        (Head + N) band 16#FFFFFFFF < Head -> invalid;
        true -> Head + N
    end.

asn1_tag(<<1:1, _:7, Rest/binary>>, Bin, L) -> asn1_tag(Rest, Bin, L);
asn1_tag(<<_, Rest/binary>>, Bin, L) when Rest =/= <<>> -> asn1_length(Rest, Bin, L);
asn1_tag(_, _, _) -> more.

asn1_length(<<0:1, N:7, Rest/binary>>, Bin, L) -> total(byte_size(Bin) - byte_size(Rest), N, L);
asn1_length(<<1:1, H:7, Rest/binary>>, _, _) when byte_size(Rest) < H -> more;
asn1_length(<<1:1, H:7, Rest/binary>>, Bin, L) when H =< 4 ->
    Bits = 8 * H,
    <<N:Bits, _/binary>> = Rest,
    total(byte_size(Bin) - byte_size(Rest) + H, N, L);
asn1_length(_, _, _) -> invalid.

http_size(State, Bin, From, Max) ->
    All = byte_size(Bin),
    case binary:match(Bin, <<"\n">>, [{scope, {From, All - From}}]) of
        nomatch when Max =/= 0, All >= Max -> invalid;
        nomatch -> more;
        {At, 1} ->
            N = At + 1,
            if
                State =:= start -> within(N, Max, N);
                N < All ->
                    %% A line that begins with white space goes on with the header's value.
                    case binary:at(Bin, N) of
                        C when (C =:= $\s orelse C =:= $\t), N > 2 -> http_size(State, Bin, N, Max);
                        _ -> within(N, Max, N)
                    end;
                true -> within(N, Max, more)
            end
    end.

within(N, Max, _) when Max =/= 0, N > Max -> invalid;
within(_, _, Result) -> Result.

body({size, H}, Packet) -> binary:part(Packet, H, byte_size(Packet) - H);
body(fcgi, Packet) -> binary:part(Packet, 0, byte_size(Packet) - binary:at(Packet, 6));
body(ssl_tls, <<1:1, _:15, 1, Major, Minor, _/binary>> = Packet) ->
    <<_:24, Data/binary>> = Packet,
    {ssl_tls, [], 22, {Major, Minor}, <<1, (byte_size(Data)):24, Data/binary>>};
body(ssl_tls, <<Type, Major, Minor, _:16, Data/binary>>) -> {ssl_tls, [], Type, {Major, Minor}, Data};
body({http, State, Form}, Packet) ->
    Line = strip(Packet),
    case http(State, Line, Form) of
        error -> {http_error, text(Packet, Form)};
        Result -> Result
    end;
body(_, Packet) -> Packet.

strip(P) ->
    N = byte_size(P),
    Cut = if
              N >= 2 -> case binary:at(P, N - 2) of $\r -> 2; _ -> newline(P, N) end;
              true -> newline(P, N)
          end,
    binary:part(P, 0, N - Cut).

newline(P, N) ->
    case N >= 1 andalso binary:at(P, N - 1) =:= $\n of
        true -> 1;
        false -> 0
    end.

text(B, binary) -> B;
text(B, string) -> binary_to_list(B).

http(start, <<"HTTP/", Rest/binary>>, Form) ->
    case version(Rest) of
        {Version, After} ->
            case spaces(After) of
                After -> error;
                S ->
                    {Status, Rest1} = number(S, 0),
                    case spaces(Rest1) of
                        Rest1 when Rest1 =/= <<>> -> error;
                        Phrase -> {http_response, Version, Status, text(Phrase, Form)}
                    end
            end;
        error -> error
    end;
http(start, Line, Form) ->
    case token(Line) of
        {<<>>, _} -> error;
        {Method, <<C, _/binary>> = Rest} when C =:= $\s; C =:= $\t ->
            {Uri, Rest1} = word(spaces(Rest), <<>>),
            case spaces(Rest1) of
                _ when Uri =:= <<>> -> error;
                <<>> -> {http_request, method(Method, Form), uri(Uri, Form), {0, 9}};
                <<"HTTP/", V/binary>> when byte_size(V) >= 3 ->
                    case version(V) of
                        {Version, _} -> {http_request, method(Method, Form), uri(Uri, Form), Version};
                        error -> error
                    end;
                _ -> error
            end;
        _ -> error
    end;
http(header, <<>>, _) -> http_eoh;
http(header, Line, Form) ->
    case token(Line) of
        {Name, <<":", Rest/binary>>} ->
            Value = text(spaces(Rest), Form),
            Raw = text(Name, Form),
            {Number, Field} = if
                                  byte_size(Name) > ?MAX_NAME -> {0, Raw};
                                  true -> field(capitals(Name, true, <<>>), Form)
                              end,
            {http_header, Number, Field, Raw, Value};
        _ -> error
    end.

%% Digits, a dot, digits.
version(B) ->
    case number(B, 0) of
        {Major, <<".", Rest/binary>>} when Rest =/= <<>>, byte_size(B) > byte_size(Rest) + 1 ->
            case number(Rest, 0) of
                {_, Rest} -> error;
                {Minor, After} -> {{Major, Minor}, After}
            end;
        _ -> error
    end.

number(<<D, Rest/binary>>, N) when D >= $0, D =< $9 -> number(Rest, 10 * N + D - $0);
number(Rest, N) -> {N, Rest}.

spaces(<<C, Rest/binary>>) when C =:= $\s; C =:= $\t -> spaces(Rest);
spaces(Rest) -> Rest.

word(<<C, _/binary>> = Rest, W) when C =:= $\s; C =:= $\t -> {W, Rest};
word(<<C, Rest/binary>>, W) -> word(Rest, <<W/binary, C>>);
word(<<>>, W) -> {W, <<>>}.

token(Line) -> token(Line, <<>>).
token(<<C, Rest/binary>> = All, T) ->
    case special(C) of
        true -> {T, All};
        false -> token(Rest, <<T/binary, C>>)
    end;
token(<<>>, T) -> {T, <<>>}.

special(C) -> C =< 32 orelse C >= 127 orelse lists:member(C, "()<>@,;:\\\"/[]?={}").

capitals(<<C, Rest/binary>>, true, Done) -> capitals(Rest, false, <<Done/binary, (upper(C))>>);
capitals(<<$-, Rest/binary>>, false, Done) -> capitals(Rest, true, <<Done/binary, $->>);
capitals(<<C, Rest/binary>>, false, Done) -> capitals(Rest, false, <<Done/binary, (lower(C))>>);
capitals(<<>>, _, Done) -> Done.

upper(C) when C >= $a, C =< $z -> C - 32;
upper(C) -> C.
lower(C) when C >= $A, C =< $Z -> C + 32;
lower(C) -> C.

method(M, Form) ->
    case lists:member(M, [<<"OPTIONS">>, <<"GET">>, <<"HEAD">>, <<"POST">>, <<"PUT">>, <<"DELETE">>, <<"TRACE">>]) of
        true -> binary_to_atom(M);
        false -> text(M, Form)
    end.

uri(<<"*">>, _) -> '*';
uri(<<_>> = U, Form) -> {abs_path, text(U, Form)};
uri(<<"/", _/binary>> = U, Form) -> {abs_path, text(U, Form)};
uri(U, Form) ->
    case binary:match(U, <<":">>) of
        {At, 1} ->
            <<Scheme:At/binary, _, Rest/binary>> = U,
            case {capitals(Scheme, false, <<>>), Rest} of
                {<<"http">>, <<"//", Host/binary>>} -> absolute(http, Host, Form);
                {<<"https">>, <<"//", Host/binary>>} -> absolute(https, Host, Form);
                _ -> {scheme, text(Scheme, Form), text(Rest, Form)}
            end;
        nomatch -> text(U, Form)
    end.

absolute(Scheme, Rest, Form) ->
    {Place, Path} = case binary:match(Rest, <<"/">>) of
                        {At, 1} -> {binary:part(Rest, 0, At), binary:part(Rest, At, byte_size(Rest) - At)};
                        nomatch -> {Rest, <<"/">>}
                    end,
    {Host, Port} = case binary:match(Place, <<":">>) of
                       {At2, 1} ->
                           <<H:At2/binary, _, Digits/binary>> = Place,
                           case number(Digits, 0) of
                               {N, <<>>} when N =/= 0 -> {H, N};
                               _ -> {H, undefined}
                           end;
                       nomatch -> {Place, undefined}
                   end,
    {absoluteURI, Scheme, text(Host, Form), Port, text(Path, Form)}.

field(Name, Form) ->
    case number_of(Name, fields(), 1) of
        0 -> {0, text(Name, Form)};
        N -> {N, binary_to_atom(Name)}
    end.

number_of(_, [], _) -> 0;
number_of(Name, [Name | _], N) -> N;
number_of(Name, [_ | Rest], N) -> number_of(Name, Rest, N + 1).

fields() ->
    [<<"Cache-Control">>, <<"Connection">>, <<"Date">>, <<"Pragma">>, <<"Transfer-Encoding">>, <<"Upgrade">>, <<"Via">>,
     <<"Accept">>, <<"Accept-Charset">>, <<"Accept-Encoding">>, <<"Accept-Language">>, <<"Authorization">>, <<"From">>,
     <<"Host">>, <<"If-Modified-Since">>, <<"If-Match">>, <<"If-None-Match">>, <<"If-Range">>, <<"If-Unmodified-Since">>,
     <<"Max-Forwards">>, <<"Proxy-Authorization">>, <<"Range">>, <<"Referer">>, <<"User-Agent">>, <<"Age">>,
     <<"Location">>, <<"Proxy-Authenticate">>, <<"Public">>, <<"Retry-After">>, <<"Server">>, <<"Vary">>, <<"Warning">>,
     <<"Www-Authenticate">>, <<"Allow">>, <<"Content-Base">>, <<"Content-Encoding">>, <<"Content-Language">>,
     <<"Content-Length">>, <<"Content-Location">>, <<"Content-Md5">>, <<"Content-Range">>, <<"Content-Type">>, <<"Etag">>,
     <<"Expires">>, <<"Last-Modified">>, <<"Accept-Ranges">>, <<"Set-Cookie">>, <<"Set-Cookie2">>, <<"X-Forwarded-For">>,
     <<"Cookie">>, <<"Keep-Alive">>, <<"Proxy-Connection">>].
