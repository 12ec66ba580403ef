%% Loading applications from specifications, and their environments.
-module(app_environment).
-export([main/0]).

main() ->
    show(application:get_env(kernel, logger_level)),
    show(application:get_env(kernel, net_ticktime)),
    show(application:get_env(stdlib, nothing)),
    show(application:get_env(nobody, nothing, default)),
    show(application:get_all_env(nobody)),
    show(application:get_key(nobody, vsn)),
    show(application:get_all_key(nobody)),
    show(loaded()),
    Specification = {application, mine,
                     [{description, "Mine"}, {vsn, "1.2"}, {id, "x"}, {modules, [app_environment]}, {registered, [mine_sup]},
                      {applications, [kernel, stdlib]}, {env, [{a, 1}, {b, [{colour, "text"}]}]}, {maxP, 5}, {maxT, infinity}]},
    show(application:load(Specification)),
    show(application:load(Specification)),
    show(loaded()),
    show(lists:sort(application:get_all_env(mine))),
    show(application:get_env(mine, b)),
    show(application:set_env(mine, a, 2)),
    show(application:set_env(mine, d, new)),
    show(application:set_env([{mine, [{a, 3}, {e, 4}]}])),
    show(application:get_env(mine, a)),
    show(application:unset_env(mine, b)),
    show(lists:sort(application:get_all_env(mine))),
    [show({Key, application:get_key(mine, Key)})
     || Key <- [description, vsn, id, modules, registered, applications, included_applications, optional_applications, maxP,
                maxT, mod, start_phases, nonsense]],
    show(element(1, application:get_all_key(mine))),
    show(application:get_application(?MODULE)),
    show(application:get_application(lists)),
    show(application:get_application(no_such_module)),
    show(application:get_application(self())),
    show(application:get_application(whereis(kernel_sup))),
    show(application:get_env(a)),
    show(application:set_env(other, k, v)),
    show(application:get_env(other, k)),
    show(application:unload(mine)),
    show(application:unload(mine)),
    show(application:get_env(mine, a)),
    show(loaded()),
    show(application:load(no_such_application)),
    show(catch application:load({application, bad})),
    show(catch application:load({application, bad, [{vsn, 7}, {applications, kernel}]})),
    show(catch_reason(fun() -> application:set_env([{twice, [{k, 1}]}, {twice, [{k, 2}]}]) end)),
    show([{Name, is_list(Vsn)} || {Name, _, Vsn} <- application:which_applications()]),
    show(element(2, application:get_key(kernel, mod))),
    show(lists:member(application, element(2, application:get_key(kernel, modules)))).

catch_reason(Fun) -> try Fun() catch Class:Reason -> {Class, Reason} end.

loaded() -> lists:sort([Name || {Name, _, _} <- application:loaded_applications()]).

show(Term) -> io:format("~p~n", [Term]).
