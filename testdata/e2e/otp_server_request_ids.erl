%% gen_server and gen_statem: requests without waiting, one by one and in collections.
-module(otp_server_request_ids).
-export([main/0, init/1, callback_mode/0, handle_call/3, handle_cast/2, handle_info/2, handle_event/4]).
-include("shared/show.hrl").

init({statem, Data}) -> {ok, only, Data};
init(State) -> {ok, State}.
callback_mode() -> handle_event_function.

handle_call({echo, X}, _, S) -> {reply, {echo, X}, S};
handle_call({after_ms, Ms, X}, From, S) -> erlang:send_after(Ms, self(), {reply, From, X}), {noreply, S};
handle_call({keep, X}, From, S) -> {noreply, [{From, X} | S]};
handle_call(release, _, S) -> [gen_server:reply(F, X) || {F, X} <- lists:reverse(S)], {reply, length(S), []};
handle_call(from, {Pid, Tag}, S) -> {reply, {is_pid(Pid), show_term(Tag)}, S};
handle_call({stop, Why}, _, S) -> {stop, Why, S};
handle_call(crash, _, _) -> error(crashed).
handle_cast(_, S) -> {noreply, S}.
handle_info({reply, From, X}, S) -> gen_server:reply(From, X), {noreply, S}.

handle_event({call, From}, {echo, X}, _, _) -> {keep_state_and_data, {reply, From, {statem, X}}};
handle_event({call, _}, {stop, Why}, _, _) -> {stop, Why};
handle_event({call, From}, {after_ms, Ms, X}, _, _) -> {keep_state_and_data, {{timeout, From}, Ms, X}};
handle_event({timeout, From}, X, _, _) -> {keep_state_and_data, {reply, From, X}}.

server() -> {ok, P} = gen_server:start(?MODULE, [], []), P.

%% What a collection's answer is, without the collection.
answer({Response, Label, Ids}) -> {short(Response), Label, gen_server:reqids_size(Ids)};
answer(Other) -> Other.

short({error, {Reason, Server}}) when is_pid(Server) -> {error, short_reason(Reason), 'a server'};
short(Other) -> Other.
short_reason({Reason, [_ | _]}) -> {Reason, 'a trace'};
short_reason(Reason) -> Reason.

main() ->
    logger:set_primary_config(level, none),
    single(), errors(), collection(), statem(), misuse().

single() ->
    S = server(),
    R1 = gen_server:send_request(S, {echo, 1}),
    ?T(gen_server:receive_response(R1, 1000)),
    ?T(gen_server:receive_response(R1, 0)),
    R2 = gen_server:send_request(S, {after_ms, 30, late}),
    ?T(gen_server:wait_response(R2, 0)),
    ?T(gen_server:wait_response(R2, 1000)),
    R3 = gen_server:send_request(S, {after_ms, 20, abandoned}),
    ?T(gen_server:receive_response(R3, 1)),
    ?T(receive M -> M after 60 -> 'nothing came' end),
    R4 = gen_server:send_request(S, from),
    ?T(receive Msg -> {gen_server:check_response(unrelated, R4), gen_server:check_response(Msg, R4)} end),
    R5 = gen_server:send_request(S, {echo, 5}),
    ?T(gen_server:receive_response(R5, {abs, erlang:monotonic_time(millisecond) + 1000})),
    R6 = gen_server:send_request(S, {echo, 6}),
    ?T(gen_server:wait_response(R6, infinity)),
    gen_server:stop(S).

errors() ->
    ?T(gen_server:receive_response(gen_server:send_request(no_such_server, x), 100)),
    Gone = server(), gen_server:stop(Gone),
    ?T(short(gen_server:receive_response(gen_server:send_request(Gone, x), 100))),
    [begin
         R = gen_server:send_request(server(), Request),
         ?T(short(gen_server:wait_response(R, 500)))
     end || Request <- [{stop, normal}, {stop, {shutdown, x}}, {stop, why}, crash]],
    ?T(gen_server:send_request({via, no_module, n}, x)),
    ?T(gen_server:wait_response(gen_server:send_request({global_typo, n}, x), 500)).

collection() ->
    S = server(), T = server(),
    E = gen_server:reqids_new(),
    ?T(gen_server:reqids_size(E)),
    ?T(gen_server:receive_response(E, 10, true)),
    ?T(gen_server:wait_response(E, 10, false)),
    ?T(gen_server:check_response(m, E, true)),
    Ids = lists:foldl(fun(N, Acc) -> gen_server:send_request(S, {keep, N * N}, {label, N}, Acc) end, E, [1, 2, 3, 4]),
    ?T(gen_server:reqids_size(Ids)),
    ?T(lists:sort([L || {_, L} <- gen_server:reqids_to_list(Ids)])),
    ?T(answer(gen_server:wait_response(Ids, 5, true))),
    ?T(gen_server:call(S, release)),
    ?T(answer(gen_server:receive_response(Ids, 100, true))),
    ?T(answer(gen_server:receive_response(Ids, 100, true))),
    ?T(answer(gen_server:receive_response(Ids, 100, false))),
    Left = drain(Ids, []),
    ?T(Left),
    %% One collection of requests to two servers, one of which dies.
    Both = gen_server:reqids_add(gen_server:send_request(T, {stop, gone}), t,
                                 gen_server:send_request(S, {after_ms, 20, fine}, s, gen_server:reqids_new())),
    {_, _, Both1} = A1 = gen_server:receive_response(Both, 500, true),
    ?T(answer(A1)),
    ?T(answer(gen_server:receive_response(Both1, 500, true))),
    %% A time limit cancels everything in the collection.
    Slow = gen_server:send_request(S, {after_ms, 30, slow}, slow, gen_server:send_request(S, {after_ms, 40, slower}, slower, E)),
    ?T(gen_server:receive_response(Slow, 5, true)),
    ?T(receive M -> M after 70 -> 'nothing came' end),
    Checked = gen_server:send_request(S, {echo, x}, l, E),
    ?T(receive M -> {gen_server:check_response({no, reply}, Checked, true), answer(gen_server:check_response(M, Checked, true))} end),
    ?T(gen_server:reqids_add(gen_server:send_request(S, {echo, 1}), again, not_a_collection)),
    R = gen_server:send_request(S, {echo, 1}),
    ?T(element(2, show_outcome(fun() -> gen_server:reqids_add(R, b, gen_server:reqids_add(R, a, E)) end))).

drain(Ids, Acc) ->
    case gen_server:receive_response(Ids, 20, true) of
        {Response, Label, Rest} -> drain(Rest, [{Response, Label} | Acc]);
        Other -> {Other, lists:reverse(Acc)}
    end.

statem() ->
    {ok, S} = gen_statem:start(?MODULE, {statem, x}, []),
    ?T(gen_statem:receive_response(gen_statem:send_request(S, {echo, 1}), 500)),
    Ids = gen_statem:send_request(S, {after_ms, 1, b}, two, gen_statem:send_request(S, {echo, a}, one, gen_statem:reqids_new())),
    {R1, L1, Ids1} = gen_statem:receive_response(Ids, 500, true),
    {R2, L2, Ids2} = gen_statem:receive_response(Ids1, 500, true),
    ?T({R1, L1, R2, L2, gen_statem:reqids_size(Ids2), gen_statem:receive_response(Ids2, 0, true)}),
    ?T(short(gen_statem:wait_response(gen_statem:send_request(S, {stop, done}), 500))),
    ?T(gen_statem:wait_response(gen_statem:send_request(gone_statem, x), 500)).

misuse() ->
    calls(gen_server, receive_response, [[x, 10], [make_ref(), 10], [#{}, 10, true]]),
    ?T(gen_server:wait_response(gen_server:send_request(nobody, x), -1)),
    ?T(gen_server:receive_response(gen_server:send_request(nobody, x), soon)),
    calls(gen_server, reqids_size, [[x], [#{}]]),
    calls(gen_server, reqids_to_list, [[x], [#{}]]),
    calls(gen_server, check_response, [[m, x], [m, x, true]]).
