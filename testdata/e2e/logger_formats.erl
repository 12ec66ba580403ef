%% logger_formatter under many configurations, logger's filters.
-module(logger_formats).
-export([main/0]).
main() ->
  F = fun(E, C) -> io:format("~ts|~n", [logger_formatter:format(E, C)]) end,
  E0 = #{level=>error, msg=>{"hello ~p~nsecond", [world]}, meta=>#{time=>1000000, pid=>list_to_pid("<0.1.0>"), mfa=>{m,f,1}, line=>3, file=>"x.erl", domain=>[a,b]}},
  [catch F(E0, maps:merge(#{time_offset=>"Z"},C)) || C <- [#{}, #{legacy_header=>true}, #{single_line=>false}, #{max_size=>10}, #{depth=>3}, #{chars_limit=>8},
     #{template=>[time," ",level," ",pid," ",mfa,":",line," ",{domain,["d=",domain],[]},{nope,[nope],["-"]},msg]}, #{time_designator=>$\s, single_line=>true},#{time_offset=>"+01:00"},#{time_offset=>3600000000}]],
  R = E0#{msg=>{report, #{a=>lists:seq(1,50), b=>"text", 'C'=><<"bin">>}}},
  [catch F(R, maps:merge(#{time_offset=>"Z"},C)) || C <- [#{}, #{single_line=>false}, #{legacy_header=>true,single_line=>false}, #{depth=>5}, #{chars_limit=>30}, #{max_size=>40}]],
  S = E0#{msg=>{string, ["io", $l, <<"ist">>, 1024]}},
  [F(S, maps:merge(#{time_offset=>"Z"},C)) || C <- [#{}, #{legacy_header=>true}]],
  CB = E0#{msg=>{report, #{x=>1}}, meta=>#{time=>0, report_cb=>fun(Rep, Cfg) -> io_lib:format("~p ~p", [Rep, Cfg]) end}},
  F(CB, #{time_offset=>"Z"}),
  F(E0#{msg=>{"bad ~p ~p", [1]}}, #{time_offset=>"Z"}),
  io:format("~p~n", [logger_formatter:check_config(#{depth=>x})]),
  io:format("~p~n", [logger_formatter:check_config(#{nope=>x})]),
  io:format("~p~n", [logger:format_report(#{a=>1,b=>2})]),
  io:format("~p~n", [logger:format_report([{a,1},b])]),
  io:format("~p~n", [logger:format_otp_report(#{label=>{x,y}, report=>[{a,1}]})]),
  io:format("~p~n", [catch logger_filters:domain(E0, {log, sub, [a]})]),
  io:format("~p~n", [logger_filters:level(E0, {stop, gteq, error})]),
  io:format("~p~n", [element(1,{logger_filters:progress(E0, stop)})]),
  io:format("~p~n", [logger_filters:remote_gl(E0#{meta=>#{gl=>self()}}, stop)]).
