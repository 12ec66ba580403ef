%% What the end of an application means: temporary and transient ones are reported, the end of a permanent one ends the node.
-module(app_terminate).
-behaviour(application).
-export([main/0, start/2, stop/1, init/1, log/2]).

log(#{msg := {report, #{report := Report}}}, _) -> io:format("report ~p~n", [Report]);
log(#{msg := Message}, _) -> io:format("other ~p~n", [Message]).

start(_, Name) -> supervisor:start_link({local, Name}, ?MODULE, []).
stop(_) -> io:format("stopped~n").
init([]) -> {ok, {#{intensity => 0}, [#{id => child, start => {gen_event, start_link, []}}]}}.

main() ->
    ok = logger:add_handler(here, ?MODULE, #{filters => [{app, {fun application/2, []}}]}),
    ok = logger:remove_handler(default),
    [ok = application:load({application, Name, [{vsn, "1"}, {applications, [kernel, stdlib]}, {modules, [?MODULE]},
                                                {registered, [Name]}, {mod, {?MODULE, Name}}]})
     || Name <- [first_app, second_app, third_app]],
    show(application:start(first_app, temporary)),
    show(application:start(second_app, transient)),
    end_of(first_app, shutdown),
    show(running()),
    end_of(second_app, normal),
    show(running()),
    show(application:start(first_app)),
    show(application:permit(first_app, false)),
    show(running()),
    show(application:permit(first_app, true)),
    show(running()),
    show(application:start(third_app, permanent)),
    end_of(third_app, shutdown),
    timer:sleep(3000),
    io:format("still here~n").

%% Reports of the application controller alone.
application(#{msg := {report, #{label := {application_controller, _}}}} = Event, _) -> Event;
application(_, _) -> stop.

end_of(Name, normal) ->
    exit(whereis(Name), normal),
    ok = application:stop(Name);
end_of(Name, _) ->
    Ref = monitor(process, Name),
    [{_, Child, _, _}] = supervisor:which_children(Name),
    exit(Child, kill),
    receive {'DOWN', Ref, process, _, Reason} -> show(Reason) end,
    timer:sleep(50).

running() -> [Name || {Name, _, _} <- application:which_applications()] -- [kernel, stdlib].
show(Term) -> io:format("~p~n", [Term]).
