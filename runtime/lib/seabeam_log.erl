%% Prints reports of crashed processes on standard error, as kernel's default handler does, until kernel is started.
-module(seabeam_log).
-export([start/0, init/1, sync/0]).

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

loop() ->
    receive
        {log, error, Format, Arguments, #{time := Time}} ->
            try
                print(Format, Arguments, Time)
            catch
                _:_ -> seabeam:write(2, <<"seabeam: a report could not be formatted\n">>)
            end,
            loop();
        {sync, From, Ref} ->
            From ! {Ref, ok},
            loop();
        _ ->
            loop()
    end.

print(Format, Arguments, Time) ->
    seabeam_user:write(2, ["=ERROR REPORT==== ", date_time(Time), " ===\n", io_lib:format(Format, Arguments), $\n]).

date_time(Time) ->
    Seconds = Time div 1000000,
    {{Year, Month, Day}, {Hour, Minute, Second}} =
        erlang:universaltime_to_localtime(erlang:posixtime_to_universaltime(Seconds)),
    Name = element(Month, {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}),
    io_lib:format("~w-~s-~w::~2..0w:~2..0w:~2..0w.~6..0w", [Day, Name, Year, Hour, Minute, Second, Time rem 1000000]).
