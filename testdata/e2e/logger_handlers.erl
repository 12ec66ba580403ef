%% Handlers and filters of one's own: callbacks, configuration, errors.
-module(logger_handlers).
-export([main/0, log/2, adding_handler/1, removing_handler/1, changing_config/3, filter/2]).
log(#{level:=L,msg:=M,meta:=Meta}, #{id:=Id}) -> io:format("~p ~p ~p ~p~n", [Id, L, M, maps:without([pid,gl,time,file,line],Meta)]).
adding_handler(C) -> io:format("adding ~p~n", [C]), {ok, C#{added=>true}}.
removing_handler(C) -> io:format("removing ~p~n", [maps:get(id,C)]), ok.
changing_config(Op, _Old, New) -> io:format("changing ~p ~p~n", [Op, New]), {ok, New}.
filter(#{msg:={string,"drop"}}, _) -> stop;
filter(#{msg:={string,"crash"}}, _) -> error(oops);
filter(E=#{meta:=M}, X) -> E#{meta=>M#{filtered=>X}}.
main() ->
  io:format("~p~n", [logger:add_handler(mine, ?MODULE, #{level=>notice, config=>#{a=>1}})]),
  io:format("~p~n", [logger:add_handler(mine, ?MODULE, #{})]),
  io:format("~p~n", [logger:add_handler(mine2, no_module, #{})]),
  io:format("~p~n", [logger:add_handler(mine3, ?MODULE, #{level=>bad})]),
  io:format("~p~n", [logger:get_handler_ids()]),
  io:format("~p~n", [logger:get_handler_config(mine)]),
  io:format("~p~n", [logger:add_handler_filter(mine, f, {fun ?MODULE:filter/2, here})]),
  io:format("~p~n", [logger:add_handler_filter(mine, f, {fun ?MODULE:filter/2, here})]),
  logger:notice("hello"), logger:notice("drop"), logger:notice("after"),
  io:format("~p~n", [logger:set_handler_config(mine, level, debug)]),
  io:format("~p~n", [logger:update_handler_config(mine, config, #{b=>2})]),
  io:format("~p~n", [logger:set_handler_config(mine, #{filters=>[]})]),
  io:format("~p~n", [logger:add_primary_filter(p, {fun logger_filters:level/2, {stop, lt, error}})]),
  logger:warning("not"), logger:error("yes ~p", [1]),
  io:format("~p~n", [logger:remove_primary_filter(p)]),
  io:format("~p~n", [logger:remove_primary_filter(p)]),
  io:format("~p~n", [logger:set_module_level(?MODULE, debug)]),
  logger:debug("dbg"), logger:log(debug, "dbg2", #{mfa=>{?MODULE,x,0}}),
  io:format("~p~n", [logger:get_module_level()]),
  io:format("~p~n", [logger:unset_module_level(?MODULE)]),
  io:format("~p~n", [logger:get_primary_config()]),
  io:format("~p~n", [logger:set_primary_config(#{level=>error, metadata=>#{global=>1}})]),
  logger:error(#{report=>1}),
  logger:error(#{report=>1}, #{report_cb=>fun(R) -> {"cb ~p",[R]} end}),
  io:format("~p~n", [logger:set_primary_config(nonsense, 1)]),
  io:format("~p~n", [logger:remove_handler(mine)]),
  io:format("~p~n", [logger:remove_handler(mine)]),
  io:format("~p~n", [logger:remove_handler(default)]),
  logger:error("nobody"),
  io:format("~p~n", [logger:get_config()]),
  timer:sleep(100).
