%% Writes reports (crashed processes, logger events) on standard error, in order.
-module(seabeam_log).
-export([start/0, init/1, sync/0, event/1]).

start() ->
    Parent = self(),
    Pid = spawn(?MODULE, init, [Parent]),
    receive
        {Pid, ready} -> Pid
    end.

init(Parent) ->
    register(seabeam_log, self()),
    Parent ! {self(), ready},
    loop().

sync() ->
    case whereis(seabeam_log) of
        undefined -> ok;
        Pid ->
            Ref = erlang:monitor(process, Pid),
            Pid ! {sync, self(), Ref},
            receive
                {Ref, ok} -> erlang:demonitor(Ref, [flush]), ok;
                {'DOWN', Ref, process, Pid, _} -> ok
            end
    end.

event(Event) ->
    seabeam_log ! {event, Event},
    ok.

loop() ->
    receive
        {crash, Pid, Name, Reason} ->
            safely(fun() -> crash(Pid, Name, Reason) end),
            loop();
        {max_heap, Pid, Limit, Words, Killed} ->
            safely(fun() -> max_heap(Pid, Limit, Words, Killed) end),
            loop();
        {event, #{level := Level} = Event} ->
            safely(fun() -> print(Level, text(Event)) end),
            loop();
        {sync, From, Ref} ->
            From ! {Ref, ok},
            loop();
        _ ->
            loop()
    end.

safely(Fun) ->
    try
        Fun()
    catch
        Class:Reason:_ ->
            seabeam:write(2, <<"seabeam: a report could not be formatted\n">>),
            {Class, Reason}
    end.

crash(Pid, undefined, Reason) ->
    print(error, io_lib:format("Error in process ~p with exit value:~n~tp~n", [Pid, Reason]));
crash(Pid, Name, Reason) ->
    print(error, io_lib:format("Error in process ~p (~p) with exit value:~n~tp~n", [Pid, Name, Reason])).

max_heap(Pid, Limit, Words, Killed) ->
    print(error, io_lib:format("     Process:            ~p~n     Context:            maximum heap size reached~n"
                               "     Max Heap Size:      ~p~n     Total Heap Size:    ~p~n     Kill:               ~p~n",
                               [Pid, Limit, Words, Killed])).

print(Level, Text) ->
    seabeam_user:write(2, ["=", header(Level), " REPORT==== ", date_time(), " ===\n", Text, $\n]).

header(error) -> "ERROR";
header(critical) -> "ERROR";
header(alert) -> "ERROR";
header(emergency) -> "ERROR";
header(warning) -> "WARNING";
header(Level) -> string:uppercase(atom_to_list(Level)).

date_time() ->
    {{Year, Month, Day}, {Hour, Minute, Second}} = erlang:localtime(),
    Name = element(Month, {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}),
    io_lib:format("~w-~s-~w::~2..0w:~2..0w:~2..0w", [Day, Name, Year, Hour, Minute, Second]).

text(#{msg := {string, Text}}) -> [Text, $\n];
text(#{msg := {report, Report}, meta := #{report_cb := F}}) when is_function(F, 1) ->
    {Format, Args} = F(Report),
    [io_lib:format(Format, Args), $\n];
text(#{msg := {report, Report}, meta := #{report_cb := F}}) when is_function(F, 2) ->
    [F(Report, #{depth => unlimited, chars_limit => unlimited, single_line => false}), $\n];
text(#{msg := {report, Report}}) when is_map(Report) ->
    report(maps:to_list(Report));
text(#{msg := {report, Report}}) when is_list(Report) ->
    report(Report);
text(#{msg := {Format, Args}}) ->
    [io_lib:format(Format, Args), $\n].

report([{Key, Value} | Rest]) -> [io_lib:format("    ~tp: ~tp~n", [Key, Value]) | report(Rest)];
report([Other | Rest]) -> [io_lib:format("    ~tp~n", [Other]) | report(Rest)];
report([]) -> [];
report(Other) -> io_lib:format("    ~tp~n", [Other]).
