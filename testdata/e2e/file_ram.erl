%% Files opened with mode ram.
-module(file_ram). -export([main/0]).
main() ->
  {ok, F} = file:open("hello world", [ram, read, write]),
  io:format("~p~n", [[file:read(F, 5), file:position(F, {cur, 1}), file:read(F, 100), file:read(F, 1), file:read(F, 0), file:pread(F, [{0,2},{50,1}]), file:pread(F, 3, 0), file:pread(F, -1, 2)]]),
  io:format("~p~n", [[file:position(F, {eof, -3}), file:truncate(F), file:write(F, ["ab", <<"c">>]), ram_file:get_size(F), ram_file:get_file(F), file:pwrite(F, 20, "z"), ram_file:get_file(F), file:pwrite(F, [{0, "A"}, {1, <<"B">>}]), file:sync(F), file:advise(F, 0, 1, normal), file:advise(F, 0, 1, x)]]),
  io:format("~p~n", [[file:close(F), file:read(F, 1), file:close(F)]]),
  {ok, G} = file:open(<<"xyz">>, [ram, binary]),
  io:format("~p~n", [[file:read(G, 2), file:write(G, "q"), file:truncate(G), ram_file:get_file(G), file:position(G, -1), file:position(G, foo)]]),
  {ok, W} = file:open(<<"xyz">>, [ram, write]),
  io:format("~p~n", [[file:read(W, 2), file:write(W, "q"), ram_file:get_file(W)]]),
  io:format("~p~n", [[file:open(M, [ram | O]) || {M, O} <- [{foo, [read]}, {[a], [read]}, {"x", [append]}]]]),
  {ok, S1} = file:open("source", [ram, read]), {ok, D1} = file:open("", [ram, read, write]),
  io:format("~p~n", [[file:copy(S1, D1), ram_file:get_file(D1)]]).
