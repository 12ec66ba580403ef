%% proc_lib: starts with acknowledgements, failing and late ones, what processes know of their start, ends, hibernation, stop.
-module(otp_proc_lib_starts).
-export([main/0, acked/2, nested/1, woken/2, loop/0, log/2]).
-include("shared/show.hrl").

acked(Parent, What) ->
    case What of
        {ack, Return} -> proc_lib:init_ack(Parent, Return), receive stop -> ok end;
        ack_me -> proc_lib:init_ack(mine), loop();
        {exit, Why} -> exit(Why);
        {error, Why} -> error(Why);
        {throw, Why} -> throw(Why);
        {late, Ms} -> timer:sleep(Ms), proc_lib:init_ack(Parent, too_late);
        {twice, A, B} -> proc_lib:init_ack(Parent, A), proc_lib:init_ack(Parent, B), loop();
        return -> returned
    end.

nested(To) -> To ! {nested, get('$ancestors'), get('$initial_call')}.
loop() -> receive {ask, To} -> To ! {here, get('$initial_call')}, loop(); {exit, Why} -> exit(Why); {system, From, {terminate, R}} -> gen:reply(From, ok), exit(R) end.
woken(To, State) -> receive X -> To ! {woken, State, X, proc_lib:initial_call(self())} end, proc_lib:hibernate(?MODULE, woken, [To, {again, State}]).

log(#{msg := {report, #{label := Label, report := [Own, Linked]}}}, #{config := To}) ->
    To ! {logged, Label, [case K of
                              error_info -> {_, R, Trace} = V, {K, R, [{M, F, if is_list(A) -> length(A); true -> A end} || {M, F, A, _} <- Trace, M =:= ?MODULE]};
                              _ -> {K, show_term(V)}
                          end || {K, V} <- Own, lists:member(K, [initial_call, registered_name, error_info, messages, links, dictionary, trap_exit, status])], length(Linked)};
log(_, _) -> ok.

all() -> timer:sleep(6), show_settle(), taken().
taken() -> receive M -> [show_term(M) | taken()] after 0 -> [] end.

main() ->
    process_flag(trap_exit, true),
    ok = logger:add_handler(own, ?MODULE, #{config => self()}),
    ok = logger:remove_handler(default),
    [begin
         io:format("~p~n", [W]),
         ?T(show_term(proc_lib:start(?MODULE, acked, [self(), W]))), ?T(all()),
         ?T(show_term(proc_lib:start_link(?MODULE, acked, [self(), W]))), ?T(all()),
         ?T(show_term(proc_lib:start_monitor(?MODULE, acked, [self(), W]))), ?T(all())
     end || W <- [{ack, {ok, done}}, ack_me, {exit, normal}, {exit, why}, {error, badly}, {throw, ball}, {twice, first, second}, return]],
    ?T(proc_lib:start(?MODULE, acked, [self(), {late, 50}], 5)), ?T(all()),
    ?T(proc_lib:start_link(?MODULE, acked, [self(), {late, 50}], 5)), ?T(all()),
    ?T(show_term(proc_lib:start_monitor(?MODULE, acked, [self(), {late, 50}], 5))), ?T(all()),
    ?T(proc_lib:start(?MODULE, acked, [self(), {late, 1}], infinity)),
    ?T(proc_lib:start(?MODULE, acked, [self(), {ack, x}], infinity, [{priority, high}])),
    ?T(proc_lib:start(?MODULE, acked, [self(), {ack, x}], 10, [monitor])),
    ?T(proc_lib:start(?MODULE, acked, [self(), {ack, x}], 10, [nonsense])),
    ?T(proc_lib:start(no_such_module, f, [])), ?T(all()),
    ?T(proc_lib:init_ack(x, y)),
    calls(), reports(), ends(), hibernating(), formats().

calls() ->
    P = proc_lib:spawn(?MODULE, loop, []),
    ?T(proc_lib:initial_call(P)), ?T(proc_lib:translate_initial_call(P)),
    F = proc_lib:spawn(fun loop/0),
    ?T(proc_lib:initial_call(F)), ?T(proc_lib:translate_initial_call(F)),
    ?T(proc_lib:initial_call(spawn(fun loop/0))), ?T(proc_lib:translate_initial_call(spawn(fun loop/0))),
    Q = spawn(?MODULE, loop, []), ?T(proc_lib:translate_initial_call(Q)), exit(Q, kill),
    R = proc_lib:spawn(fun() -> ok end), timer:sleep(5), ?T(proc_lib:initial_call(R)), ?T(proc_lib:translate_initial_call(R)),
    {ok, T} = gen_event:start(), ?T(proc_lib:initial_call(T)), ?T(proc_lib:translate_initial_call(T)),
    Me = self(),
    proc_lib:spawn(fun() -> register(grandparent, self()), proc_lib:spawn(?MODULE, nested, [Me]), timer:sleep(10) end), ?T(all()),
    proc_lib:spawn_link(?MODULE, nested, [Me]), ?T(all()),
    ?T([begin {Pid, Ref} = proc_lib:spawn_opt(?MODULE, nested, [Me], [monitor, link]), is_pid(Pid) and is_reference(Ref) end]), ?T(all()),
    ?T(element(1, catch proc_lib:spawn_opt(?MODULE, nested, [Me], [bad]))),
    ?T(proc_lib:spawn(a)), ?T(proc_lib:spawn(1, f, [])).

reports() ->
    [begin
         {P, M} = proc_lib:spawn_opt(fun() -> put(key, Why), proc_lib:spawn_link(fun() -> process_flag(trap_exit, true), receive {'EXIT', _, _} -> ok end end),
                                              self() ! message, timer:sleep(5), exit(Why) end, [monitor]),
         ?T(receive {'DOWN', M, _, P, R} -> R end), ?T(all())
     end || Why <- [normal, shutdown, {shutdown, x}, crash, {crash, [1, 2]}]],
    proc_lib:spawn(fun() -> erlang:raise(error, raised, []) end), ?T(all()),
    proc_lib:spawn(fun() -> register(reporting, self()), 1 + element(1, {a}) end), ?T(all()).

ends() ->
    [begin {ok, P} = gen_event:start(), ?T(proc_lib:stop(P, Why, 500)) end || Why <- [normal, shutdown, {shutdown, x}, other]], all(),
    P = proc_lib:spawn(fun() -> receive nothing -> ok end end),
    ?T(proc_lib:stop(P, normal, 5)), exit(P, kill),
    ?T(proc_lib:stop(P)), ?T(proc_lib:stop(no_such_name)), ?T(proc_lib:stop(no_such_name, x, 10)),
    L = proc_lib:spawn(fun loop/0),
    ?T(proc_lib:stop(L, because, 500)), ?T(all()),
    L2 = proc_lib:spawn(fun() -> receive {exit, Why} -> exit(Why) end end), spawn(fun() -> timer:sleep(5), L2 ! {exit, earlier} end),
    ?T(proc_lib:stop(L2, later, 500)), ?T(all()).

hibernating() ->
    Me = self(),
    P = proc_lib:spawn(fun() -> proc_lib:hibernate(?MODULE, woken, [Me, 0]) end),
    timer:sleep(5),
    ?T(process_info(P, current_function)),
    P ! one, P ! two, ?T(all()),
    ?T(process_info(P, current_function)),
    exit(P, kill).

formats() ->
    Report = [[{initial_call, {m, f, ['Argument__1']}}, {pid, list_to_pid("<0.1.0>")}, {registered_name, []}, {error_info, {error, {badmatch, x}, [{m, f, 1, [{file, "m.erl"}, {line, 3}]}]}},
               {ancestors, [a, b]}, {message_queue_len, 0}, {messages, []}, {links, []}, {dictionary, [{k, lists:seq(1, 60)}]}, {trap_exit, false}, {status, running}, {heap_size, 10},
               {stack_size, 1}, {reductions, 2}], []],
    io:format("~ts~n", [proc_lib:format(Report)]), io:format("~ts~n", [proc_lib:format(Report, latin1)]), io:format("~ts~n", [proc_lib:format(Report, unicode, 10)]),
    [io:format("~ts~n", [proc_lib:report_cb(#{label => {proc_lib, crash}, report => Report}, Extra)]) ||
        Extra <- [#{chars_limit => 200, depth => 20, single_line => false}, #{chars_limit => unlimited, depth => unlimited, single_line => true}, #{chars_limit => 100, depth => 5, single_line => true}]].
