%% Compiles Erlang modules with OTP's compiler and says what came out: main([Include, ..., "--", Source, ...]).
-module(compile_otp).
-export([main/1]).

main(Args) ->
    {Includes, ["--" | Sources]} = lists:splitwith(fun(Arg) -> Arg =/= "--" end, Args),
    lists:foreach(fun(Source) -> compile(Source, Includes) end, Sources).

compile(Source, Includes) ->
    Folder = filename:dirname(Source),
    Options = [binary, debug_info, return_errors, {d, 'COMPILER_VSN', "0"}, {i, Folder}, {i, filename:join(Folder, "../include")}
               | [{i, Include} || Include <- Includes]],
    case compile:file(Source, Options) of
        {ok, Module, Code} -> io:format("~s: ~w bytes, md5 ~s~n", [Module, byte_size(Code), hex(erlang:md5(Code))]);
        Error -> io:format("~s: ~p~n", [filename:basename(Source), Error])
    end.

hex(Bytes) -> [io_lib:format("~2.16.0b", [B]) || <<B>> <= Bytes].
