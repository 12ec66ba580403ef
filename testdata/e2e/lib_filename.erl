-module(lib_filename).
-export([main/0]).
-include("shared/show.hrl").

main() ->
    calls(filename, join, [[["a", "b"]], [["a", "/b"]], [["a//", "b/"]], [[]], [[a, b]], [[<<"a">>, "b"]]]), calls(filename, join, [["a", "b"], ["", "b"], [a, "b"]]), [calls(filename, F, [["/a/b.c"], ["a"], ["/"], [""], ["a/"], [<<"x/y.z">>], [a], ["a.b.c"], [".x"], ["a/.."]]) || F <- [basename, dirname, extension, rootname, split, flatten, nativename, pathtype]], calls(filename, basename, [["a/b.c", ".c"], ["b.c", ".d"]]), calls(filename, rootname, [["a.b", ".b"], ["a.b", ".c"]]), calls(filename, absname, [["a", "/x"], ["/a", "/x"], ["", "/x"]]), calls(filename, safe_relative_path, [["a/../b"], ["../b"], ["/a"]]).
