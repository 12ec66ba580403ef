-module(shop_app).
-behaviour(application).
-export([start/2, start_phase/3, prep_stop/1, stop/1]).

start(Type, Arguments) ->
    io:format("shop starts: ~p ~p~n", [Type, Arguments]),
    case application:get_env(fail) of
        {ok, true} -> {error, told_to};
        {ok, crash} -> error(told_to_crash);
        _ ->
            {ok, Pid} = supervisor:start_link({local, shop_sup}, shop_sup, []),
            {ok, Pid, state}
    end.

start_phase(Phase, Type, Arguments) ->
    io:format("shop is in phase ~p: ~p ~p~n", [Phase, Type, Arguments]),
    ok.

prep_stop(State) ->
    io:format("shop is about to stop: ~p, ~p~n", [State, is_pid(whereis(shop_server))]),
    {prepared, State}.

stop(State) -> io:format("shop has stopped: ~p, ~p~n", [State, whereis(shop_server)]).
