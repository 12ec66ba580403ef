%% A running gen_server gets new code: suspended, changed, resumed; and a module that is replaced over and over.
-module(code_upgrade).
-export([main/0]).

main() ->
    {module, zz_server} = code:load_binary(zz_server, "1", server("N", "code_change(_, N, _) -> {ok, N}.", "N + 1")),
    {ok, Pid} = gen_server:start_link({local, counter}, zz_server, 10, []),
    p([gen_server:call(counter, next) || _ <- lists:seq(1, 3)]),
    {module, zz_server} = code:load_binary(zz_server, "2",
        server("{N, Step}", "code_change(Old, N, Extra) -> {ok, {N, element(2, {Old, Extra})}}.", "{N + Step, Step}")),
    sys:suspend(counter),
    p(element(1, sys:get_status(counter))),
    p(sys:change_code(counter, zz_server, undefined, 100)),
    sys:resume(counter),
    p([gen_server:call(counter, next) || _ <- lists:seq(1, 3)]),
    p(code:soft_purge(zz_server)),
    p(sys:get_state(counter)),
    p(is_process_alive(Pid)),
    gen_server:stop(counter),
    V = [beam(zz_again, "f(X) -> [X | " ++ [$a + I] ++ "].") || I <- [0, 1, 2]],
    p(again(300, V, [])),
    p(length([M || M <- erlang:loaded(), M =:= zz_again])).

again(0, _, Seen) -> lists:usort(Seen);
again(N, [B | Rest], Seen) ->
    {module, _} = code:load_binary(zz_again, "again", B),
    Fun = fun zz_again:f/1,
    Result = Fun(N rem 3),
    true = code:soft_purge(zz_again),
    again(N - 1, Rest ++ [B], [Result | Seen]).

server(State, Change, Next) ->
    beam(zz_server, "init(N) -> {ok, N}. handle_cast(_, S) -> {noreply, S}. " ++ Change ++ " " ++
                    "handle_call(next, _, " ++ State ++ ") -> S = " ++ Next ++ ", {reply, S, S}.").

p(X) -> io:format("~p~n", [X]).

beam(Name, Functions) ->
    Text = "-module(" ++ atom_to_list(Name) ++ "). -compile([export_all, nowarn_export_all]). " ++ Functions,
    {ok, Tokens, _} = erl_scan:string(Text),
    {ok, Name, Beam} = compile:forms(forms(Tokens, []), []),
    Beam.

forms([], []) -> [];
forms([{dot, _} = Dot | Rest], Form) ->
    {ok, Parsed} = erl_parse:parse_form(lists:reverse([Dot | Form])),
    [Parsed | forms(Rest, [])];
forms([Token | Rest], Form) -> forms(Rest, [Token | Form]).
