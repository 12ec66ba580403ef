%% An io server (the protocol of stdlib's io) on a file descriptor of the host:
%% standard input and output for `user', standard error for `standard_error'.
-module(seabeam_user).
-export([start/2, init/3, sync/1, write/2]).

-record(state, {
    fd,
    buffer = <<>>,        % bytes of input that nobody asked for yet
    eof = false,
    binary = false,
    encoding = unicode
}).

start(Name, Fd) ->
    Parent = self(),
    Pid = spawn(?MODULE, init, [Parent, Name, Fd]),
    receive
        {Pid, ready} -> Pid
    end.

init(Parent, Name, Fd) ->
    register(Name, self()),
    process_flag(trap_exit, true),
    Parent ! {self(), ready},
    loop(#state{fd = Fd}).

%% Returns when everything sent to the server before has been written.
sync(Name) ->
    case whereis(Name) of
        undefined ->
            ok;
        Pid ->
            Ref = erlang:monitor(process, Pid),
            Pid ! {io_request, self(), Ref, getopts},
            receive
                {io_reply, Ref, _} -> erlang:demonitor(Ref, [flush]), ok;
                {'DOWN', Ref, process, Pid, _} -> ok
            end
    end.

write(Fd, Chars) ->
    case to_bytes(unicode, Chars) of
        error -> {error, put_chars};
        Bytes -> seabeam:write(Fd, Bytes)
    end.

loop(State) ->
    receive
        {io_request, From, ReplyAs, Request} when is_pid(From) ->
            {Reply, State1} = request(Request, State),
            From ! {io_reply, ReplyAs, Reply},
            loop(State1);
        _ ->
            loop(State)
    end.

request({put_chars, Encoding, Chars}, State) ->
    {put_chars(Encoding, Chars, State), State};
request({put_chars, Encoding, M, F, A}, State) ->
    {put_result(Encoding, M, F, A, State), State};
request({put_chars, Chars}, State) ->
    {put_chars(latin1, Chars, State), State};
request({put_chars, M, F, A}, State) when is_atom(M) ->
    {put_result(latin1, M, F, A, State), State};
request({get_line, Encoding, Prompt}, State) ->
    prompt(Prompt, State),
    get_line(Encoding, State);
request({get_line, Prompt}, State) ->
    request({get_line, latin1, Prompt}, State);
request({get_chars, Encoding, Prompt, N}, State) when is_integer(N), N >= 0 ->
    prompt(Prompt, State),
    get_chars(Encoding, N, State);
request({get_chars, Prompt, N}, State) ->
    request({get_chars, latin1, Prompt, N}, State);
request({get_until, Encoding, Prompt, M, F, A}, State) ->
    prompt(Prompt, State),
    get_until(Encoding, M, F, A, [], State);
request({get_until, Prompt, M, F, A}, State) ->
    request({get_until, latin1, Prompt, M, F, A}, State);
request({setopts, Options}, State) when is_list(Options) ->
    setopts(Options, State);
request(getopts, State) ->
    {[{binary, State#state.binary}, {encoding, State#state.encoding}, {echo, false}], State};
request({get_geometry, _}, State) ->
    {{error, enotsup}, State};
request({requests, Requests}, State) ->
    requests(Requests, {ok, State});
request(_, State) ->
    {{error, request}, State}.

requests([Request | Rest], {ok, State}) ->
    requests(Rest, request(Request, State));
requests([Request | Rest], {Reply, State}) when element(1, Reply) =/= error ->
    requests(Rest, request(Request, State));
requests(_, Result) ->
    Result.

%% ---- Output ----

put_result(Encoding, M, F, A, State) ->
    try apply(M, F, A) of
        Chars -> put_chars(Encoding, Chars, State)
    catch
        _:_ -> {error, F}
    end.

put_chars(Encoding, Chars, #state{fd = Fd}) ->
    case to_bytes(Encoding, Chars) of
        error -> {error, {put_chars, Encoding, Chars}};
        Bytes -> seabeam:write(Fd, Bytes)
    end.

to_bytes(Encoding, Chars) ->
    try unicode:characters_to_binary(Chars, Encoding, utf8) of
        Bytes when is_binary(Bytes) -> Bytes;
        _ -> error
    catch
        _:_ -> error
    end.

prompt('', _State) -> ok;
prompt("", _State) -> ok;
prompt({format, Format, Args}, State) ->
    prompt(try io_lib:format(Format, Args) catch _:_ -> "???" end, State);
prompt(Prompt, State) when is_atom(Prompt) -> put_chars(unicode, atom_to_list(Prompt), State);
prompt(Prompt, State) -> put_chars(unicode, Prompt, State).

%% ---- Input ----

%% More bytes in the buffer, or eof = true.
fill(#state{buffer = Buffer} = State) ->
    case seabeam:read(16384) of
        eof -> State#state{eof = true};
        wait ->
            receive
                seabeam_input -> fill(State)
            end;
        Bytes -> State#state{buffer = <<Buffer/binary, Bytes/binary>>}
    end.

get_line(Encoding, State) -> get_line(Encoding, 0, State).

get_line(Encoding, From, #state{buffer = Buffer, eof = Eof} = State) ->
    Size = byte_size(Buffer),
    case binary:match(Buffer, <<"\n">>, [{scope, {From, Size - From}}]) of
        {Position, 1} ->
            take(Encoding, Position + 1, State);
        nomatch when Eof, Buffer =:= <<>> ->
            {eof, State#state{eof = false}};
        nomatch when Eof ->
            take(Encoding, Size, State);
        nomatch ->
            get_line(Encoding, Size, fill(State))
    end.

get_chars(_Encoding, 0, State) ->
    {give(<<>>, unicode, State), State};
get_chars(Encoding, N, #state{buffer = Buffer, eof = Eof} = State) ->
    case chars_size(State#state.encoding, Buffer, N, 0) of
        {ok, Size} -> take(Encoding, Size, State);
        more when Eof, Buffer =:= <<>> -> {eof, State#state{eof = false}};
        more when Eof -> take(Encoding, byte_size(Buffer), State);
        more -> get_chars(Encoding, N, fill(State))
    end.

%% Bytes that the first N characters take.
chars_size(latin1, Buffer, N, _) when byte_size(Buffer) >= N -> {ok, N};
chars_size(latin1, _, _, _) -> more;
chars_size(_, _, 0, Size) -> {ok, Size};
chars_size(Encoding, Buffer, N, Size) ->
    case Buffer of
        <<_:Size/binary, C/utf8, _/binary>> -> chars_size(Encoding, Buffer, N - 1, Size + utf8_size(C));
        <<_:Size/binary, B, Rest/binary>> when B < 128; byte_size(Rest) >= 3 -> chars_size(Encoding, Buffer, N - 1, Size + 1);
        _ -> more
    end.

utf8_size(C) when C < 16#80 -> 1;
utf8_size(C) when C < 16#800 -> 2;
utf8_size(C) when C < 16#10000 -> 3;
utf8_size(_) -> 4.

take(Encoding, Size, #state{buffer = Buffer} = State) ->
    <<Bytes:Size/binary, Rest/binary>> = Buffer,
    {give(Bytes, Encoding, State), State#state{buffer = Rest}}.

%% Input bytes as the caller wants them: characters or a binary in its encoding.
give(Bytes, Encoding, #state{binary = Binary, encoding = Own}) ->
    Chars = unicode:characters_to_list(Bytes, own_encoding(Own)),
    case {Chars, Binary} of
        {Chars, false} when is_list(Chars) -> Chars;
        {Chars, true} when is_list(Chars) -> unicode:characters_to_binary(Chars, unicode, Encoding);
        {_, false} -> binary_to_list(Bytes);
        {_, true} -> Bytes
    end.

own_encoding(latin1) -> latin1;
own_encoding(_) -> utf8.

get_until(Encoding, M, F, A, Continuation, State) ->
    {Line, State1} = get_line(unicode, State#state{binary = false}),
    State2 = State1#state{binary = State#state.binary},
    try apply(M, F, [Continuation, Line | A]) of
        {done, Result, Rest} ->
            Result1 = case Result of
                _ when State2#state.binary, is_list(Result) -> unicode:characters_to_binary(Result, unicode, Encoding);
                _ -> Result
            end,
            {Result1, push_back(Rest, State2)};
        {more, Continuation1} when Line =:= eof ->
            {eof_result(M, F, A, Continuation1), State2};
        {more, Continuation1} ->
            get_until(Encoding, M, F, A, Continuation1, State2);
        _ ->
            {{error, F}, State2}
    catch
        _:_ -> {{error, F}, State2}
    end.

eof_result(M, F, A, Continuation) ->
    case apply(M, F, [Continuation, eof | A]) of
        {done, Result, _} -> Result;
        _ -> eof
    end.

push_back(Rest, State) when Rest =:= eof; Rest =:= [] -> State;
push_back(Rest, #state{buffer = Buffer} = State) ->
    Bytes = unicode:characters_to_binary(Rest, unicode, utf8),
    State#state{buffer = <<Bytes/binary, Buffer/binary>>}.

setopts([], State) -> {ok, State};
setopts([binary | Rest], State) -> setopts(Rest, State#state{binary = true});
setopts([list | Rest], State) -> setopts(Rest, State#state{binary = false});
setopts([{binary, B} | Rest], State) when is_boolean(B) -> setopts(Rest, State#state{binary = B});
setopts([{encoding, E} | Rest], State) when E =:= latin1; E =:= unicode; E =:= utf8 ->
    setopts(Rest, State#state{encoding = case E of utf8 -> unicode; _ -> E end});
setopts([{echo, _} | Rest], State) -> setopts(Rest, State);
setopts([{expand_fun, _} | Rest], State) -> setopts(Rest, State);
setopts(_, State) -> {{error, enotsup}, State}.
