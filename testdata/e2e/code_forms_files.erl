%% The file that traces name for modules compiled from forms, with and without a file attribute.
-module(code_forms_files).
-export([main/0]).

main() ->
    Forms = [form(Line) || Line <- ["-module(made).", "-export([a/0, b/1]).", "a() -> error(boom).", "b(X) -> {X + a}."]],
    [begin
         {ok, made, Code} = compile:forms(Given, Options),
         {module, made} = code:load_binary(made, "elsewhere/other.erl", Code),
         io:format("~p~n", [[where(fun made:a/0), where(fun() -> made:b(1) end), code:get_object_code(made), code:which(made)]]),
         code:purge(made)
     end || {Given, Options} <- [{Forms, []}, {Forms, [{source, "folder/source.erl"}]}, {with_file("given.erl", Forms), []},
                                 {with_file("", Forms), []}, {Forms, [no_line_info]}]].

form(Text) ->
    {ok, Tokens, _} = erl_scan:string(Text),
    {ok, Form} = erl_parse:parse_form(Tokens),
    Form.

with_file(Name, Forms) -> [{attribute, 1, file, {Name, 1}} | Forms].

where(F) ->
    try F() catch error:_:Stack -> [Frame || {made, _, _, _} = Frame <- Stack] end.
