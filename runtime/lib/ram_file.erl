%% Files opened with mode `ram`. OTP's are a driver's; here they are files in memory as all others are, without a name.
-module(ram_file).
-export([open/2, close/1, read/2, write/2, position/2, pread/2, pread/3, pwrite/2, pwrite/3, copy/3, truncate/1, sync/1,
         datasync/1, advise/4, allocate/3, ipread_s32bu_p32bu/3, get_size/1, get_file/1]).

%% What raw files are to module file.
-record(file_descriptor, {module, data}).
%% `file`: prim_file's own; with `read` or `write`, or both, in `modes`.
-record(ram, {file, modes, type}).

-define(IS_RAM(File), #file_descriptor{module = ?MODULE, data = #ram{} = File}).

open(Contents, Modes) ->
    case lists:usort(Modes) -- [binary, ram, read, write] of
        [] ->
            case contents(Contents) of
                {ok, Bytes} -> open_bytes(Bytes, Modes);
                Error -> Error
            end;
        _ ->
            {error, badarg}
    end.

contents(Contents) ->
    try {ok, iolist_to_binary(Contents)} catch error:Reason -> {error, Reason} end.

open_bytes(Bytes, Modes) ->
    Name = "/.ram" ++ integer_to_list(erlang:unique_integer([positive])),
    case prim_file:open(Name, [read, write]) of
        {ok, File} ->
            prim_file:delete(Name),
            prim_file:write(File, Bytes),
            prim_file:position(File, bof),
            Used = case [M || M <- [read, write], lists:member(M, Modes)] of [] -> [read]; Given -> Given end,
            Type = case lists:member(binary, Modes) of true -> binary; false -> list end,
            {ok, #file_descriptor{module = ?MODULE, data = #ram{file = File, modes = Used, type = Type}}};
        Error ->
            Error
    end.

close(?IS_RAM(#ram{file = File})) ->
    prim_file:close(File),
    ok.

read(?IS_RAM(Ram), Size) when is_integer(Size), Size >= 0 ->
    case may(read, Ram) of
        ok -> typed(prim_file:read(Ram#ram.file, Size), Size, Ram);
        Error -> Error
    end.

pread(?IS_RAM(Ram), At, Size) when is_integer(At), is_integer(Size), Size >= 0 ->
    case may(read, Ram) of
        ok -> typed(prim_file:pread(Ram#ram.file, At, Size), Size, Ram);
        Error -> Error
    end;
pread(?IS_RAM(_), _, _) ->
    {error, badarg}.

pread(Descriptor, Places) when is_list(Places) -> pread_all(Descriptor, Places, []).

pread_all(_, [], Read) ->
    {ok, lists:reverse(Read)};
pread_all(Descriptor, [{At, Size} | Rest], Read) ->
    case pread(Descriptor, At, Size) of
        {ok, Data} -> pread_all(Descriptor, Rest, [Data | Read]);
        eof -> pread_all(Descriptor, Rest, [eof | Read]);
        Error -> Error
    end;
pread_all(_, _, _) ->
    {error, badarg}.

write(?IS_RAM(Ram), Bytes) -> writing(Ram, fun(File) -> prim_file:write(File, Bytes) end).

pwrite(?IS_RAM(Ram), At, Bytes) when is_integer(At) -> writing(Ram, fun(File) -> prim_file:pwrite(File, At, Bytes) end);
pwrite(?IS_RAM(_), _, _) -> {error, badarg}.

pwrite(?IS_RAM(Ram), Places) when is_list(Places) -> writing(Ram, fun(File) -> prim_file:pwrite(File, Places) end).

truncate(?IS_RAM(Ram)) ->
    case may(write, Ram) of
        ok -> prim_file:truncate(Ram#ram.file);
        _ -> {error, eacces}
    end.

position(?IS_RAM(#ram{file = File}), To) -> prim_file:position(File, To).

copy(#file_descriptor{module = ?MODULE} = Source, #file_descriptor{module = ?MODULE} = Destination, Length) ->
    file:copy_opened(Source, Destination, Length).

sync(?IS_RAM(#ram{file = File})) -> prim_file:sync(File).
datasync(?IS_RAM(#ram{file = File})) -> prim_file:datasync(File).
advise(?IS_RAM(#ram{file = File}), Offset, Length, Advice) -> prim_file:advise(File, Offset, Length, Advice);
advise(#file_descriptor{}, _, _, _) -> {error, enotsup}.
allocate(?IS_RAM(Ram), Offset, Length) -> writing(Ram, fun(File) -> prim_file:allocate(File, Offset, Length) end);
allocate(#file_descriptor{}, _, _) -> {error, enotsup}.

ipread_s32bu_p32bu(#file_descriptor{module = ?MODULE} = Descriptor, At, Max) ->
    file:ipread_s32bu_p32bu_int(Descriptor, At, Max).

get_size(?IS_RAM(#ram{file = File})) ->
    {ok, Here} = prim_file:position(File, cur),
    {ok, Size} = prim_file:position(File, eof),
    {ok, _} = prim_file:position(File, Here),
    {ok, Size};
get_size(#file_descriptor{}) ->
    {error, enotsup}.

get_file(?IS_RAM(Ram) = Descriptor) ->
    {ok, Size} = get_size(Descriptor),
    typed(prim_file:pread(Ram#ram.file, 0, Size), 0, Ram);
get_file(#file_descriptor{}) ->
    {error, enotsup}.

may(Mode, #ram{modes = Modes}) ->
    case lists:member(Mode, Modes) of
        true -> ok;
        false -> {error, ebadf}
    end.

writing(Ram, Do) ->
    case may(write, Ram) of
        ok -> Do(Ram#ram.file);
        Error -> Error
    end.

typed(eof, 0, Ram) -> typed({ok, <<>>}, 0, Ram);
typed({ok, Bytes}, _, #ram{type = list}) -> {ok, binary_to_list(Bytes)};
typed(Result, _, _) -> Result.
