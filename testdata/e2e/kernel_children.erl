%% The tree of kernel's supervisor and what its children say, when a program names them.
-module(kernel_children).
-export([main/0]).
-include("shared/show.hrl").

main() ->
    Children = supervisor:which_children(kernel_sup),
    ?T([{Id, is_pid(Pid), Type, Modules} || {Id, Pid, Type, Modules} <- Children]), ?T(supervisor:count_children(kernel_sup)), ?T(supervisor:which_children(kernel_safe_sup)), ?T([Id || {Id, _, _, _} <- supervisor:which_children(logger_sup)]),
    [?T({Name, is_pid(whereis(Name)), lists:member(Name, registered())}) || Name <- [rex, global_name_server, global_group, inet_db, net_sup, net_kernel, auth, erl_epmd, erl_signal_server, kernel_refc, kernel_safe_sup, kernel_sup, socket_registry, code_server, file_server_2, user, init, logger, application_controller, nobody]],
    [?T(element(2, supervisor:get_childspec(kernel_sup, Id))) || Id <- [rex, global_name_server, global_group, inet_db, net_sup, erl_signal_server, file_server_2, kernel_refc, kernel_safe_sup]],
    ?T(gen_event:which_handlers(erl_signal_server)), ?T(ets:info(global_names, protection)), ?T(ets:info(inet_db, named_table)), ?T(lists:sort([N || {N, _, _} <- application:which_applications()])), ?T(application:get_application(whereis(rex))), ?T(application:get_application(global)), ?T(process_info(whereis(global_name_server), registered_name)), ?T(sys:get_status(rex) =/= x), ?T(init:get_argument(mode)), ?T(proplists:get_keys(init:get_arguments()) -- [kernel, root, progname, home, noshell, noinput, pa, pz, s, run, eval, fnu, bindir, 'bindir', config, noshell]),
    ?T(supervisor:terminate_child(kernel_sup, nobody)), ?T(global:whereis_name(nobody)), ?T([element(1, process_info(whereis(P), links)) || P <- [rex, inet_db]]), {ok, G} = application:get_env(kernel, logger_level), ?T(G), ?T(timer:apply_after(1, erlang, self, []) =/= x), ?T(lists:sort([Id || {Id, _, _, _} <- supervisor:which_children(kernel_safe_sup)])).
