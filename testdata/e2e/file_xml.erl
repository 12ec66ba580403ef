%% XML from a file.
-module(file_xml).
-export([main/0]).

main() ->
    File = "/tmp/seabeam_file_xml_" ++ os:getpid() ++ "_" ++ integer_to_list(erlang:unique_integer([positive])),
    xml(File),
    show(error, element(1, element(2, catch xmerl_scan:string("<a><b></a>", [{quiet, true}])))),
    ok = file:delete(File).

xml(File) ->
    file:write_file(File, "<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY e \"ent\">]><r a='1'><b>text &amp; &e;</b><c/><!-- c --></r>"),
    {Doc, Rest} = xmerl_scan:file(File),
    show(rest, Rest),
    show(export, lists:flatten(xmerl:export([Doc], xmerl_xml))),
    show(xpath, [element(9, T) || T <- xmerl_xpath:string("//b/text()", Doc)]),
    show(sax, xmerl_sax_parser:stream(<<"<a x='1'>t<b/></a>">>, [{event_fun, fun(E, _, S) -> [E | S] end}, {event_state, []}])).

show(What, Value) -> io:format("~w: ~tp~n", [What, Value]).
