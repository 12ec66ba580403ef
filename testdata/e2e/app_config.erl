%% Environments from a configuration file (-config, --config): kernel's, and those of applications loaded later.
-module(app_config).
-export([main/0]).

main() ->
    show(application:get_env(kernel, logger_level)),
    show(maps:get(level, logger:get_primary_config())),
    show(application:get_env(mine, a)),
    ok = application:load({application, mine, [{vsn, "1"}, {env, [{a, 1}, {b, 2}]}]}),
    show(lists:sort(application:get_all_env(mine))),
    show(application:get_env(kernel, net_ticktime)),
    show([length(Files) || {config, Files} <- init:get_arguments()]).

show(Term) -> io:format("~p~n", [Term]).
