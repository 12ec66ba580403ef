%% The modules that are part of the emulator: they have no file, are always loaded, and are without lines in stack traces.
-module(code_preloaded).
-export([main/0]).
-include("shared/show.hrl").

show(Name, F) -> show_call(io_lib:format("~0tp", [Name]), F).

main() ->
    Preloaded = [atomics, counters, erlang, erts_internal, init, persistent_term, prim_file, zlib],
    [show(M, fun() -> {code:which(M), code:is_loaded(M), code:module_status(M), code:is_sticky(M)} end) || M <- Preloaded],
    show(pre_loaded, fun() -> Preloaded -- erlang:pre_loaded() end),
    show(all_loaded, fun() -> [lists:keyfind(M, 1, code:all_loaded()) || M <- Preloaded] end),
    show(object_code, fun() ->
        {zlib, Code, File} = code:get_object_code(zlib),
        {ok, {Module, _}} = beam_lib:md5(Code),
        {Module, filename:basename(File)}
    end),
    traces(),
    documentation().

traces() ->
    [trace(Name, F) ||
        {Name, F} <- [{uncompress, fun() -> zlib:uncompress(<<"no such data">>) end},
                      {gunzip, fun() -> zlib:gunzip(<<"no such data">>) end},
                      {inflate, fun() -> zlib:inflate(zlib, <<>>) end},
                      {level, fun() -> zlib:deflateInit(zlib:open(), 100) end},
                      {atomics_size, fun() -> atomics:new(0, []) end},
                      {atomics_option, fun() -> atomics:new(2, [what]) end},
                      {counters_option, fun() -> counters:new(2, [what]) end},
                      {counters_index, fun() -> counters:get(counters:new(2, []), 3) end},
                      {suspend, fun() -> erlang:suspend_process(self()) end},
                      {memory, fun() -> erlang:memory(what) end}]].

%% What the functions of the emulator's modules tell about themselves.
trace(Name, F) ->
    try F()
    catch
        Class:Reason:Stack ->
            Inner = lists:takewhile(fun({M, _, _, _}) -> M =/= ?MODULE end, Stack),
            io:format("~p: ~p ~0p~n", [Name, Class, Reason]),
            [io:format("  ~p:~p/~p ~0p~n", [M, Called, arity(A), Location]) || {M, Called, A, Location} <- Inner]
    end.

arity(Arguments) when is_list(Arguments) -> length(Arguments);
arity(Arity) -> Arity.

documentation() ->
    show(own, fun() ->
        {ok, {docs_v1, 0, erlang, Format, none, #{generated := true}, Docs}} = code:get_doc(zlib),
        {_, Anno, Signature, none, Metadata} = lists:keyfind({function, inflate, 2}, 1, Docs),
        {Format, Anno, Signature, Metadata}
    end),
    show(without_spec, fun() ->
        {ok, {docs_v1, _, _, _, _, _, Docs}} = code:get_doc(zlib),
        [D || {{function, arg_level, _}, _, _, _, _} = D <- Docs]
    end),
    show(missing, fun() -> code:get_doc(there_is_no_such_module) end),
    show(printed, fun() -> c:h(lists, map, 2) end),
    show(no_function, fun() -> c:h(lists, there_is_no_such_function) end),
    show(types, fun() -> c:ht(lists) end).
