%% Applications of one's own, from .app files: dependencies, start phases, stopping, environments, group leaders.
-module(app_start).
-export([main/0]).

main() ->
    show(application:load(shop)),
    show(application:get_env(shop, size)),
    show(application:get_key(shop, applications)),
    show(application:start(shop)),
    show(application:ensure_all_started(shop)),
    show(running()),
    show(application:ensure_all_started(shop)),
    show(application:start(shop)),
    show(shop_server:ask(environment)),
    show(shop_server:ask(application)),
    show(shop_server:ask({print, "through the group leader"})),
    show(application:get_application(whereis(shop_server))),
    show(application:get_application(shop_server)),
    show(application:get_env(shop, size)),
    show(application:get_supervisor(shop) =:= {ok, whereis(shop_sup)}),
    show(supervisor:count_children(shop_sup)),
    show(application:stop(store)),
    show(running()),
    show(application:stop(shop)),
    show(whereis(shop_server)),
    show(running()),
    show(application:stop(shop)),
    show(application:set_env(shop, fail, true)),
    show(application:ensure_all_started(shop)),
    show(running()),
    show(application:set_env(shop, fail, crash)),
    show(reason(application:start(shop))),
    show(application:ensure_started(store)),
    show(application:ensure_started(store)),
    show(application:start(lonely)),
    show(application:ensure_all_started(lonely)),
    show(application:start_type()),
    show(application:unload(store)),
    show(application:stop(store)),
    show(application:unload(store)),
    show(application:start(store, temporary)).

running() -> [Name || {Name, _, _} <- application:which_applications()] -- [kernel, stdlib].

reason({error, {Reason, {shop_app, start, Arguments}}}) when is_tuple(Reason) -> {element(1, Reason), Arguments};
reason(Other) -> Other.

show(Term) -> io:format("~p~n", [Term]).
