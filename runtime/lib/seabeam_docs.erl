%% The documentation of a module, as code:get_doc/1 gives it: its chunk Docs, a file MODULE.chunk in a folder doc/chunks above the
%% module's, or what its functions' specifications say.
-module(seabeam_docs).
-export([get/1]).

-include_lib("kernel/include/eep48.hrl").

get(Module) when is_atom(Module) ->
    case code:which(Module) of
        Error when is_atom(Error), Error =/= preloaded -> {error, Error};
        Found -> of_file(file_name(Module, Found), Module)
    end.

file_name(Module, preloaded) -> filename:join([code:lib_dir(erts), "ebin", atom_to_list(Module) ++ ".beam"]);
file_name(_, File) -> File.

of_file(File, Module) ->
    Code = object_code(File, Module),
    case beam_lib:chunks(Code, ["Docs"]) of
        {ok, {_, [{_, Chunk}]}} ->
            {ok, binary_to_term(Chunk)};
        {error, beam_lib, {missing_chunk, _, _}} ->
            case of_chunk_file(filename:dirname(File), Module) of
                {error, missing} -> of_forms(beam_lib:chunks(Code, [abstract_code]));
                Result -> Result
            end;
        {error, beam_lib, _} ->
            of_chunk_file(filename:dirname(File), Module)
    end.

%% The host may have modules that are no files.
object_code(File, Module) ->
    case code:get_object_code(Module) of
        {_, Code, _} -> Code;
        error -> File
    end.

of_chunk_file(Folder, Module) ->
    case file:read_file(filename:join([Folder, "doc", "chunks", atom_to_list(Module) ++ ".chunk"])) of
        {ok, Chunk} ->
            {ok, binary_to_term(Chunk)};
        {error, enoent} ->
            case filename:dirname(Folder) of
                Folder -> {error, missing};
                Above -> of_chunk_file(Above, Module)
            end;
        {error, Reason} ->
            {error, Reason}
    end.

of_forms({ok, {_, [{abstract_code, {raw_abstract_v1, Forms}}]}}) ->
    Specs = maps:from_list([{local_name(Of), Spec} || {attribute, _, spec, {Of, _}} = Spec <- Forms]),
    {ok, #docs_v1{anno = 0, beam_language = erlang, module_doc = none,
                  metadata = #{generated => true, otp_doc_vsn => ?CURR_DOC_VERSION},
                  docs = [function_doc(Form, Specs) || {function, _, _, _, _} = Form <- Forms]}};
of_forms({ok, {_, [{abstract_code, no_abstract_code}]}}) ->
    {error, missing};
of_forms({error, beam_lib, {missing_chunk, _, _}}) ->
    {error, missing};
of_forms(Error) ->
    Error.

function_doc({function, Anno, Name, Arity, _}, Specs) ->
    Metadata = case Specs of
                   #{{Name, Arity} := Spec} -> #{signature => [Spec]};
                   #{} -> #{}
               end,
    {{function, Name, Arity}, Anno, [unicode:characters_to_binary(io_lib:format("~p/~p", [Name, Arity]))], none, Metadata}.

local_name({_, Name, Arity}) -> {Name, Arity};
local_name(Name) -> Name.
