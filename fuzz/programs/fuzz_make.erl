%% fuzz_make:main(Dir, First, Count): writes and compiles the generated modules
%% fz_First .. fz_(First+Count-1) into Dir, and fuzz_batch beside them.
-module(fuzz_make).
-export([main/3, compile/2]).

main(Dir, First, Count) ->
    lists:foreach(
      fun(Seed) ->
              Name = list_to_atom("fz_" ++ integer_to_list(Seed)),
              File = filename:join(Dir, atom_to_list(Name) ++ ".erl"),
              ok = file:write_file(File, fuzz_gen:module(Seed, Name)),
              case compile(File, Dir) of
                  ok -> ok;
                  {error, [{_, [{none, compile, {crash, _, _, _}} | _]} | _]} ->
                      %% OTP's compiler has its own faults.
                      io:format("erlc crashes: seed ~w~n", [Seed]),
                      ok = file:write_file(File, io_lib:format("-module(~w).\n-export([main/0]).\nmain() -> ok.\n", [Name])),
                      ok = compile(File, Dir)
              end
      end, lists:seq(First, First + Count - 1)).

compile(File, Dir) ->
    case compile:file(File, [return_errors, nowarn, {outdir, Dir}]) of
        {ok, _} -> ok;
        {error, Errors, _} -> {error, Errors}
    end.
