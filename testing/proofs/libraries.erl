%% Libraries of other people, as Debian packages them: each does a little of what it is for.
-module(libraries).
-compile([{parse_transform, lager_transform}, nowarn_export_all, export_all]).
-behaviour(gen_server).
-include_lib("proper/include/proper.hrl").
-include_lib("stdlib/include/qlc.hrl").
-record(person, {name, age}).

main([Folder]) ->
    ok = file:make_dir(Folder),
    [step(Name, Step) || {Name, Step} <-
        [{luerl, fun lua/0}, {bbmustache, fun mustache/0}, {mochiweb, fun mochi/0}, {cowlib, fun cow/0},
         {idna, fun names/0}, {getopt, fun options/0}, {bear, fun statistics/0}, {proper, fun properties/0},
         {meck, fun mocks/0}, {poolboy, fun pool/0}, {neotoma, fun() -> peg(Folder) end}, {lager, fun log/0},
         {mnesia, fun database/0}, {asn1, fun() -> asn1(Folder) end}, {edoc, fun() -> doc(Folder) end},
         {cover, fun() -> coverage(Folder) end}, {xref, fun() -> references(Folder) end},
         {rebar, fun() -> build(Folder) end}]],
    ok = file:del_dir_r(Folder).

step(Name, Step) ->
    io:format("---- ~s~n", [Name]),
    try Step()
    catch Class:Reason:Trace -> io:format("~p ~p~n~p~n", [Class, Reason, hd(Trace)])
    end.

show(Term) -> io:format("~p~n", [Term]).

write(Folder, Name, Text) ->
    File = filename:join(Folder, Name),
    ok = file:write_file(File, Text),
    File.

%% Lua in Erlang.
lua() ->
    Lua = luerl:init(),
    {Result, _} = luerl:do(
        "function fib(n) if n < 2 then return n end return fib(n - 1) + fib(n - 2) end\n"
        "local t = {}\nfor i = 1, 10 do t[i] = fib(i) end\n"
        "print(table.concat(t, ','))\nprint(string.format('%5.2f|%s|%d', 3.14159, 'hi', 42))\n"
        "print(string.gsub('hello world', 'o', '0'))\nprint(#t, t[10], math.floor(3.7), 10 / 3, 2 ^ 10)\n"
        "local mt = setmetatable({}, {__index = function(t, k) return k .. '!' end})\nprint(mt.foo)\n"
        "local ok, e = pcall(function() error({code = 5}) end)\nprint(ok, e.code)\n"
        "return fib(18), 'done'", Lua),
    show(Result),
    show(element(1, catch luerl:do("return nil + 1", Lua))).

mustache() ->
    Template = <<"Hello {{name}}\n{{#items}}- {{x}} {{{raw}}}\n{{/items}}{{^none}}nothing{{/none}}\n">>,
    io:format("~ts~n", [bbmustache:render(Template, #{"name" => "A & B", "items" => [#{"x" => 1, "raw" => "<b>"},
                                                                                         #{"x" => 2.5, "raw" => "<i>"}]})]).

mochi() ->
    io:format("~s~n", [mochijson2:encode({struct, [{a, [1, 2.5, null, true]}, {<<"b">>, <<"\x{e9}"/utf8>>}]})]),
    show(mochijson2:decode("{\"k\":[1,2,{\"z\":\"e\"}]}")),
    show(mochiweb_html:parse("<html><body><p class=x>hi<br>there</p></body></html>")).

cow() ->
    show(cow_http_hd:parse_accept(<<"text/html;q=0.8, application/json">>)),
    show(cow_qs:parse_qs(<<"a=b&c=d%20e">>)).

names() ->
    show(idna:encode("b\x{fc}cher.example")),
    show(catch idna:utf8_to_ascii(<<"fa\x{df}.de"/utf8>>)),
    show(mimerl:filename(<<"a.html">>)).

options() ->
    show(getopt:parse([{verbose, $v, "verbose", integer, "V"}, {file, $f, "file", string, "F"}], "-v -v --file=x rest")).

statistics() -> show(bear:get_statistics([1, 2, 3, 4, 5, 10])).

prop_reverse() -> ?FORALL(L, list(integer()), lists:reverse(lists:reverse(L)) =:= L).
prop_short() -> ?FORALL(L, list(integer()), length(L) < 5).

properties() ->
    show(proper:quickcheck(prop_reverse(), [quiet, {numtests, 100}])),
    show(proper:quickcheck(prop_short(), [quiet])),
    show(length(hd(proper:counterexample()))).

%% Modules compiled, replaced and purged at run time.
mocks() ->
    ok = meck:new(foo, [non_strict]),
    ok = meck:expect(foo, bar, fun(X) -> X * 2 end),
    show(foo:bar(21)),
    ok = meck:expect(foo, seq, [], meck:seq([1, 2, 3])),
    show([foo:seq() || _ <- lists:seq(1, 4)]),
    show({meck:num_calls(foo, bar, '_'), meck:called(foo, bar, [21])}),
    ok = meck:new(calendar, [passthrough, unstick]),
    ok = meck:expect(calendar, is_leap_year, fun(2023) -> true; (Y) -> meck:passthrough([Y]) end),
    Years = [2023, 2024, 2025],
    show([calendar:is_leap_year(Y) || Y <- Years]),
    meck:unload(),
    show([calendar:is_leap_year(Y) || Y <- Years]),
    show(try foo:bar(1) catch error:undef -> undef end).

start_link(Args) -> gen_server:start_link(?MODULE, Args, []).
init(Args) -> {ok, Args}.
handle_call({square, N}, _, State) -> {reply, N * N, State}.
handle_cast(_, State) -> {noreply, State}.

pool() ->
    {ok, Pool} = poolboy:start([{name, {local, pool}}, {worker_module, ?MODULE}, {size, 3}, {max_overflow, 2}], []),
    show([poolboy:transaction(Pool, fun(W) -> gen_server:call(W, {square, N}) end) || N <- lists:seq(1, 10)]),
    show(poolboy:status(Pool)),
    Workers = [poolboy:checkout(Pool, false) || _ <- lists:seq(1, 6)],
    show({lists:last(Workers), poolboy:status(Pool)}),
    [poolboy:checkin(Pool, W) || W <- Workers, is_pid(W)],
    poolboy:stop(Pool).

%% A parser generator.
peg(Folder) ->
    File = write(Folder, "arith.peg",
                 "additive <- multitive '+' additive / multitive ~;\nmultitive <- primary '*' multitive / primary ~;\n"
                 "primary <- '(' additive ')' / decimal ~;\ndecimal <- [0-9]+ ~;\n"),
    show(neotoma:file(File, [{output, Folder}])),
    {ok, arith, Code} = compile:file(filename:join(Folder, "arith"), [binary]),
    {module, arith} = code:load_binary(arith, "arith", Code),
    show(arith:parse("1+2*(3+4)")),
    show(arith:parse("1+")).

log() ->
    application:load(lager),
    application:set_env(lager, handlers, [{lager_console_backend, [{level, info}, {formatter, lager_default_formatter},
                                                                   {formatter_config, [severity, " ", message, "\n"]}]}]),
    application:set_env(lager, crash_log, false),
    application:set_env(lager, error_logger_redirect, false),
    show(application:ensure_all_started(lager)),
    lager:info("hello ~p", [world]),
    lager:debug("not shown"),
    lager:error("bad ~s", ["thing"]),
    timer:sleep(200),
    show(application:stop(lager)).

database() ->
    show(mnesia:start()),
    show(mnesia:create_table(person, [{attributes, record_info(fields, person)}, {index, [age]}])),
    show(mnesia:transaction(fun() -> [mnesia:write(#person{name = N, age = A}) || {N, A} <- [{a, 1}, {b, 2}, {c, 2}]] end)),
    show(mnesia:transaction(fun() -> lists:sort(mnesia:index_read(person, 2, #person.age)) end)),
    show(mnesia:transaction(fun() -> qlc:e(qlc:q([P#person.name || P <- mnesia:table(person), P#person.age < 2])) end)),
    show(mnesia:transaction(fun() -> mnesia:write(#person{name = z}), mnesia:abort(no) end)),
    show({mnesia:dirty_read(person, z), mnesia:table_info(person, size)}),
    show(mnesia:stop()).

asn1(Folder) ->
    File = write(Folder, "P.asn1", "P DEFINITIONS AUTOMATIC TAGS ::= BEGIN\n"
                                   "A ::= SEQUENCE { n INTEGER, s UTF8String OPTIONAL, l SEQUENCE OF BOOLEAN }\nEND\n"),
    show(asn1ct:compile(File, [per, {outdir, Folder}, noobj])),
    {ok, 'P', Code} = compile:file(filename:join(Folder, "P"), [binary]),
    {module, 'P'} = code:load_binary('P', "P", Code),
    {ok, Encoded} = 'P':encode('A', {'A', 300, <<"hi">>, [true, false, true]}),
    show({Encoded, 'P':decode('A', Encoded)}).

covered(Folder) ->
    write(Folder, "covered.erl",
          "%% @doc A module.\n-module(covered).\n-export([f/1, g/0]).\n%% @doc Tells how many.\n-spec f(integer()) -> atom().\n"
          "f(1) -> one;\nf(2) ->\n    two;\nf(N) ->\n    case N > 5 of\n        true -> lots;\n        false -> many\n    end.\n"
          "g() -> lists:nowhere(missing:function()).\n").

doc(Folder) ->
    {Module, Doc} = edoc:get_doc(covered(Folder), []),
    show(Module),
    io:format("~ts~n", [edoc:layout(Doc)]).

coverage(Folder) ->
    cover:start(),  % meck may have done so
    show(cover:compile(covered(Folder), [{outdir, Folder}])),
    show([covered:f(N) || N <- [1, 3, 3]]),
    show(cover:analyse(covered, coverage, line)),
    show(cover:analyse(covered, calls, function)),
    show(cover:stop()).

references(Folder) ->
    {ok, covered} = compile:file(covered(Folder), [debug_info, {outdir, Folder}]),
    {ok, _} = xref:start(s, [{xref_mode, functions}]),
    {ok, _} = xref:add_module(s, filename:join(Folder, "covered.beam"), []),
    show(xref:q(s, "X")),
    show(xref:q(s, "XC")),
    show(xref:analyze(s, undefined_functions)).

%% The build tool, on a project.
build(Folder) ->
    Project = filename:join(Folder, "project"),
    ok = filelib:ensure_dir(filename:join([Project, "src", "x"])),
    write(Project, "rebar.config", "{erl_opts, [debug_info]}. {deps, []}.\n"),
    write(Project, "src/project.app.src", "{application, project, [{description, \"x\"}, {vsn, \"0.1\"}, "
                                          "{applications, [kernel, stdlib]}, {modules, []}]}.\n"),
    write(Project, "src/project.erl", "-module(project).\n-export([f/1]).\nf(X) -> X + 1.\n"),
    {ok, Here} = file:get_cwd(),
    ok = file:set_cwd(Project),
    show(element(1, rebar3:run(["compile"]))),
    true = code:add_patha("_build/default/lib/project/ebin"),
    show({project:f(1), element(1, file:consult("_build/default/lib/project/ebin/project.app"))}),
    ok = file:set_cwd(Here).
