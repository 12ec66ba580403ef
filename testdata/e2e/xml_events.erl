%% xmerl: events of the SAX parser, errors with their places, simple forms, XPath over a document, exports, namespaces, entities, hooks.
-module(xml_events).
-export([main/0]).
-include("shared/show.hrl").
-include_lib("xmerl/include/xmerl.hrl").

doc() ->
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE library [<!ENTITY pub \"A &amp; B\"><!ELEMENT library (book*)>]>\n<!-- top -->\n<library xmlns=\"urn:l\" xmlns:x=\"urn:x\" name='main \"one\"'>\n  <book id=\"1\" x:lang=\"en\"><title>One &lt;1&gt;</title><price cur=\"eur\">10.5</price></book>\n  <book id=\"2\"><title><![CDATA[Two <raw> & co]]></title><author>&pub;</author><author>C &#233;&#x4e9;</author></book>\n  <?pi some data?><empty/><x:book id=\"3\"><title/></x:book>text\n</library>\n".

main() ->
    sax(), errors(), trees(), xpath(), exports().

sax() ->
    {ok, Events, Rest} = xmerl_sax_parser:stream(unicode:characters_to_binary(doc()), [{event_fun, fun(E, L, S) -> [case L of {_, _, Line} -> {Line, E}; _ -> E end | S] end}, {event_state, []}]),
    [io:format("~tp~n", [E]) || E <- lists:reverse(Events)], ?T(Rest),
    ?T(xmerl_sax_parser:stream("<a><b>c</b></a>tail", [{event_fun, fun({characters, C}, _, S) -> [C | S]; (_, _, S) -> S end}, {event_state, []}])), ?T(xmerl_sax_parser:stream("<a/>", [{event_fun, fun(_, _, S) -> S + 1 end}, {event_state, 0}])), ?T(element(2, xmerl_sax_parser:stream("<a>x &amp; y</a>", [{event_fun, fun(E, _, S) -> [E | S] end}, {event_state, []}, {encoding, utf8}]))),
    ?T(catch xmerl_sax_parser:stream("<a><b/></a>", [{event_fun, fun({startElement, _, "b", _, _}, _, S) -> throw({stopped, S}); (_, _, S) -> S end}, {event_state, s}])), ?T(case xmerl_sax_parser:stream("<a><b/></a>", [{event_fun, fun({startElement, _, "b", _, _}, _, _) -> throw({event_receiver_error, s, stop}); (_, _, S) -> S end}, {event_state, s}]) of {T, _, R, _, S2} -> {T, R, S2}; O -> O end),
    ?T(chunks([<<"<a><b>te">>, <<"xt</b">>, <<"><c/></a>">>])), ?T(chunks([<<"<a>", 195>>, <<169, "</a>">>])), ?T(chunks([<<"<a>">>])).
chunks([First | More]) ->
    case xmerl_sax_parser:stream(First, [{event_fun, fun({ignorableWhitespace, _}, _, S) -> S; (E, _, S) -> [E | S] end}, {event_state, []}, {continuation_fun, fun([H | T]) -> {H, T}; ([]) -> {<<>>, []} end}, {continuation_state, More}]) of {ok, S, R} -> {ok, lists:reverse(S), R}; {Tag, _, Why, Tags, _} -> {Tag, Why, Tags} end.

errors() ->
    [?T({X, case xmerl_sax_parser:stream(X, []) of {fatal_error, {_, _, L}, Why, Tags, _} -> {L, lists:flatten(Why), Tags}; Other -> Other end}) || X <- ["", "<a>", "<a></b>", "<a b></a>", "<a b=c/>", "<a b='1' b='2'/>", "<a>&nope;</a>", "<a>&#xZZ;</a>", "<a><!-- -- --></a>", "<a>]]></a>", "text", "<a/><b/>", "<1/>", "<a\n\n<", "<?xml version='2.0'?><a/>", "<a xmlns:x=''/>", "<x:a/>", "<a><![CDATA[x</a>", "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "<a>\0</a>", "<a b='<'/>"]],
    [?T({X, try xmerl_scan:string(X, [{quiet, true}]) of {E, R} -> {E#xmlElement.name, R} catch exit:{fatal, {Why, _, {line, L}, {col, C}}} -> {Why, L, C}; C2:R2 -> {C2, R2} end}) || X <- ["<a>", "<a></b>", "<a b></a>", "<a b='1' b='2'/>", "<a>&nope;</a>", "", "x", "<a/>rest", "<a>&lt;&#65;</a>", "<!DOCTYPE a [<!ELEMENT a (b)>]><a/>"]].

trees() ->
    ?T(xmerl_sax_simple(unicode:characters_to_binary(doc()))),
    {E, _} = xmerl_scan:string(doc(), [{namespace_conformant, true}, {space, normalize}, {quiet, true}]),
    ?T(xmerl_lib:simplify_element(E)), ?T({E#xmlElement.name, E#xmlElement.expanded_name, (E#xmlElement.namespace)#xmlNamespace.default, [A#xmlAttribute.value || A <- E#xmlElement.attributes]}),
    {F, _} = xmerl_scan:string("<r><a>1</a><a>2</a></r>", [{hook_fun, fun(#xmlElement{name = a, content = [#xmlText{value = V}]}, S) -> {{number, list_to_integer(V)}, S}; (X, S) -> {X, S} end}]), ?T(F#xmlElement.content), {G, _} = xmerl_scan:string("<r>  <a/>  x </r>", [{acc_fun, fun(#xmlText{value = [$\s | _]}, Acc, S) -> {Acc, S}; (X, Acc, S) -> {[X | Acc], S} end}]), ?T(length(G#xmlElement.content)), {H, _} = xmerl_scan:string("<r a='1'><!-- c --><?p d?></r>", [{comments, false}]), ?T([element(1, C) || C <- H#xmlElement.content]), ?T(xmerl_scan:string("<r>" ++ lists:duplicate(2000, $x) ++ "</r>") =/= x), ?T(length((element(1, xmerl_scan:string(lists:append(lists:duplicate(200, "<n>")) ++ "x" ++ lists:append(lists:duplicate(200, "</n>"))) ))#xmlElement.content) =:= 1).

xmerl_sax_simple(Xml) ->
    {ok, [Tree], _} = xmerl_sax_parser:stream(Xml, [{event_state, []}, {event_fun, fun({startElement, _, L, _, As}, _, S) -> [{L, [{N, V} || {_, _, N, V} <- As], []} | S]; ({characters, C}, _, [{N, A, Cs} | S]) -> [{N, A, [C | Cs]} | S]; ({endElement, _, _, _}, _, [{N, A, Cs}, {PN, PA, PCs} | S]) -> [{PN, PA, [{N, A, lists:reverse(Cs)} | PCs]} | S]; ({endElement, _, _, _}, _, [{N, A, Cs}]) -> [{N, A, lists:reverse(Cs)}]; (_, _, S) -> S end}]), Tree.

xpath() ->
    {E, _} = xmerl_scan:string("<lib><book id='1' y='99'><t>One</t><p>10</p></book><book id='2'><t>Two</t><p>7.5</p><a>X</a><a>Y</a></book><mag id='3'><t>Three</t></mag><!--c-->tail</lib>"),
    Show = fun(#xmlElement{name = N, pos = P}) -> {N, P}; (#xmlAttribute{name = N, value = V}) -> {N, V}; (#xmlText{value = V}) -> V; (#xmlComment{value = V}) -> {comment, V}; (#xmlObj{type = T, value = V}) -> {T, V}; (#xmlDocument{}) -> document; (X) -> X end,
    [?T({P, try xmerl_xpath:string(P, E) of L when is_list(L) -> [Show(X) || X <- L]; X -> Show(X) catch C:R -> {C, element(1, if is_tuple(R) -> R; true -> {R} end)} end}) || P <- ["/lib", "/lib/book", "//t", "//t/text()", "book", "book[1]", "book[last()]", "book[position()=2]/t", "book[@id='2']", "book[@y]", "//@id", "book/@id", "book[t='Two']/p", "book[p > 8]", "book[count(a) = 2]/@id", "count(//book)", "sum(//p)", "string(//t)", "name(/*)", "concat('a', 'b', //book[1]/@id)", "contains('abc', 'bc')", "starts-with(//t[1], 'O')", "substring('hello', 2, 3)", "string-length('abc')", "normalize-space('  a  b ')", "translate('abc', 'ab', 'AB')", "not(//zzz)", "true()", "boolean(//book)", "number('12')", "floor(2.6)", "ceiling(2.1)", "round(2.5)", "1 + 2 * 3", "10 div 4", "10 mod 4", "-1", "'a' = 'a'", "1 < 2 and 2 < 1", "1 = 1 or 1 = 2", "//book/following-sibling::*", "//mag/preceding-sibling::book", "//a/parent::*", "//a/ancestor::*", "//p/..", "descendant::t", "self::lib", "child::*", "//book[2]/child::node()", "comment()", "text()", "//book | //mag", "//*[@id > 1]", "*[self::mag]", "//t[../@id='3']", "id('1')", "//book[", "nosuchfunction()", "/", ".", "local-name(//mag)", "//book[t][p][1]/@id", "//*[name()='mag']", "substring-before('a-b', '-')", "substring-after('a-b', '-')", "lang('en')"]].

exports() ->
    S = [{html, [{lang, "en"}], [{head, [{title, ["T & t"]}]}, {body, [{class, "c\"q"}], [{p, ["text <", {b, ["bold"]}, {br, []}]}, "é"]}]}],
    [?T(try lists:flatten(xmerl:export_simple(S, M)) catch C:R -> {C, element(1, if is_tuple(R) -> R; true -> {R} end)} end) || M <- [xmerl_xml, xmerl_html, xmerl_text, xmerl_xs, no_such_export]], ?T(lists:flatten(xmerl:export_simple(S, xmerl_xml, [{prolog, "<!-- p -->"}]))), ?T(lists:flatten(xmerl:export_simple_content([{a, [{b, 1}], ["x", 65]}], xmerl_xml))), {E, _} = xmerl_scan:string(doc(), [{quiet, true}]), ?T(lists:flatten(xmerl:export([E], xmerl_xml))), ?T(lists:flatten(xmerl:export_element(E, xmerl_text))), ?T(lists:flatten(xmerl:export_simple([bad], xmerl_xml))), ?T(lists:flatten(xmerl_lib:export_text("<&>\"'"))), ?T(lists:flatten(xmerl_lib:export_attribute("<&>\"'"))), ?T(xmerl_lib:mapxml(fun(X) -> X end, E) =:= E), ?T(xmerl_lib:foldxml(fun(#xmlElement{name = N}, A) -> [N | A]; (_, A) -> A end, [], E)), ?T(element(2, xmerl_lib:mapfoldxml(fun(X, N) -> {X, N + 1} end, 0, E))), ?T(xmerl_lib:is_name("a:b")), ?T(xmerl_lib:is_name("1a")), ?T(xmerl_lib:to_lower("AB")), ?T(xmerl_lib:is_xml_char(0)), ?T(xmerl_lib:detect_charset([254, 255, 0, $<])), ?T(xmerl_lib:normalize_content([{a, ["x"]}, 65, "s"])).
