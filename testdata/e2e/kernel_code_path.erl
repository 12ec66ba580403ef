%% Where applications lie: code:lib_dir/1 and others, relative to OTP's root, and changes of the path.
-module(kernel_code_path).
-export([main/0]).

main() ->
    Lib = code:lib_dir(),
    show(Lib =:= filename:join(code:root_dir(), "lib")),
    [show(under(Lib, code:lib_dir(Name))) || Name <- [kernel, stdlib]],
    show(filename:basename(code:lib_dir(stdlib, ebin))),
    show(under(code:lib_dir(stdlib), code:priv_dir(stdlib))),
    show(code:lib_dir(no_such_application)),
    show(code:priv_dir(no_such_application)),
    show(code:lib_dir(no_such_application, ebin)),
    show(lists:member(filename:join(code:lib_dir(stdlib), "ebin"), code:get_path())),
    show(filename:basename(code:where_is_file("kernel.app"))),
    show(code:where_is_file("no_such.app")),
    show(code:where_is_file("no_such.beam")),
    show(code:add_patha("/no/such/folder")),
    ok = file:make_dir("mine-1.2"),
    show(code:add_patha("mine-1.2")),
    show(code:add_pathz(".")),
    show(code:lib_dir(mine)),
    show(code:priv_dir(mine)),
    show(hd(code:get_path())),
    show(code:del_path("mine-1.2")),
    show(code:del_path("mine-1.2")),
    show(code:lib_dir(mine)),
    show(code:is_loaded(?MODULE) =/= false),
    show(code:is_loaded(no_such_module)),
    show(code:ensure_loaded(no_such_module)),
    show(code:ensure_loaded(ordsets)),
    show(code:ensure_modules_loaded([lists, no_such_module, orddict])),
    show(lists:keymember(?MODULE, 1, code:all_loaded())),
    show(filename:basename(code:which(?MODULE))),
    show(code:which(no_such_module)),
    show(code:get_mode()),
    show(code:objfile_extension()).

under(Folder, Path) -> string:prefix(filename:rootname(Path), Folder) =/= nomatch andalso filename:basename(Path).

show(Term) -> io:format("~p~n", [Term]).
