"""Rules that compile C++17 for wasm32 with clang and link it with wasm-ld.

    wasm_library(name = "heap", srcs = ["heap.cc"], hdrs = ["heap.h"], deps = ["//abi"])
    wasm_binary(name = "runtime", deps = [":heap"], exports = ["seabeam_start"], opt = "-O2")

One action per source, so a change compiles what it touches and both cores work. `deps` takes
wasm_library and wasm_import targets, and cc_library targets for their headers (only those: their
sources are compiled for the machine, not for wasm32). Headers and sources may be generated.

The result is single-threaded. A threaded build is the same rule with
copts = THREADS_COPTS, linkopts = THREADS_LINKOPTS on every library of it.
"""

load("@wasm_tools//:paths.bzl", "CLANG", "CLANGXX", "MISSING", "WASM_LD")

WasmInfo = provider(
    doc = "Objects and headers of wasm32 code.",
    fields = {
        "objects": "depset of object files",
        "archives": "depset of static libraries",
        "headers": "depset of headers, own and of deps",
        "system_includes": "depset of include folders (strings)",
        "defines": "depset of NAME or NAME=VALUE",
        "linkopts": "depset of link options that users of this library need",
    },
)

# What the target machine has: Node 20, Chrome 112, Firefox 121, Safari 18.2.
_FEATURES = [
    "-mbulk-memory",
    "-mmutable-globals",
    "-mnontrapping-fptoint",
    "-msign-ext",
    "-mtail-call",
]

# clang prefers the name wasm32-wasip1, but Debian's headers and libraries are
# under wasm32-wasi.
_TARGET = ["--target=wasm32-wasi", "-Wno-deprecated"]

_COMPILE = _TARGET + _FEATURES + [
    "-fno-exceptions",
    "-ffunction-sections",
    "-fdata-sections",
    "-fvisibility=hidden",
    "-fno-ident",
    "-Wall",
    "-Wextra",
    "-Wno-unused-parameter",
    "-Werror=switch",
    "-Werror=return-type",
    "-Werror=uninitialized",
    # An empty path for the folder of the build, so that objects do not depend on it.
    "-ffile-prefix-map=.=",
]

_CXX = ["-std=c++17", "-fno-rtti", "-fno-threadsafe-statics"]

_LINK = _TARGET + [
    "-fuse-ld=" + WASM_LD,
    # clang would run wasm-opt when one is on PATH, and the result would depend on it.
    "--no-wasm-opt",
    "-nostartfiles",
    "-Wl,--no-entry",
    "-Wl,--fatal-warnings",
    # Exported by name, so that the linker does not wrap every export in a call of it. The host calls
    # it once, before anything else.
    "-Wl,--export=__wasm_call_ctors",
]

TABLE_LINKOPTS = [
    "-Wl,--export-table",
    "-Wl,--growable-table",
]

THREADS_COPTS = ["-matomics"]

THREADS_LINKOPTS = [
    "-Wl,--shared-memory",
    "-Wl,--import-memory",
    "-Wl,--no-check-features",
    "-Wl,--max-memory=4294967296",
]

def _headers_of_deps(deps):
    headers = []
    quotes = []
    for dep in deps:
        if WasmInfo in dep:
            headers.append(dep[WasmInfo].headers)
        elif CcInfo in dep:
            context = dep[CcInfo].compilation_context
            headers.append(context.headers)
            quotes.append(context.quote_includes)
    return headers, quotes

def _wasm_deps(deps):
    return [dep[WasmInfo] for dep in deps if WasmInfo in dep]

def _compile(ctx, source, headers, quotes, system_includes, defines):
    c = source.extension == "c"
    obj = ctx.actions.declare_file("_objs/%s/%s.o" % (
        ctx.label.name,
        source.short_path.replace("../", "").replace("/", "_")[:-len(source.extension) - 1],
    ))
    args = ctx.actions.args()
    args.add_all(_COMPILE)
    if not c:
        args.add_all(_CXX)
    args.add(ctx.attr.opt)
    args.add_all(["-iquote", "."])
    args.add_all(["-iquote", ctx.bin_dir.path])
    if ctx.genfiles_dir.path != ctx.bin_dir.path:
        args.add_all(["-iquote", ctx.genfiles_dir.path])
    args.add_all(quotes, before_each = "-iquote", uniquify = True)
    args.add_all(system_includes, before_each = "-isystem", uniquify = True)
    args.add_all(defines, format_each = "-D%s")
    args.add_all(ctx.attr.copts)
    args.add("-c")
    args.add(source)
    args.add("-o")
    args.add(obj)
    ctx.actions.run(
        executable = CLANG if c else CLANGXX,
        arguments = [args],
        inputs = depset([source] + ctx.files.srcs, transitive = [headers]),
        outputs = [obj],
        mnemonic = "WasmCompile",
        progress_message = "Compiling %s for wasm32" % source.short_path,
    )
    return obj

def _collect(ctx):
    """Compiles the sources of a rule; returns its WasmInfo."""
    if MISSING:
        fail(MISSING)
    infos = _wasm_deps(ctx.attr.deps)
    dep_headers, dep_quotes = _headers_of_deps(ctx.attr.deps)
    headers = depset(ctx.files.hdrs, transitive = dep_headers)
    system_includes = depset(transitive = [i.system_includes for i in infos])
    defines = depset(ctx.attr.defines, transitive = [i.defines for i in infos])
    quotes = depset(transitive = dep_quotes)
    objects = [
        _compile(ctx, source, headers, quotes, system_includes, defines)
        for source in ctx.files.srcs
        if source.extension in ["c", "cc", "cpp"]
    ]
    return WasmInfo(
        objects = depset(objects, transitive = [i.objects for i in infos]),
        archives = depset(transitive = [i.archives for i in infos], order = "topological"),
        headers = headers,
        system_includes = system_includes,
        defines = defines,
        linkopts = depset(ctx.attr.linkopts, transitive = [i.linkopts for i in infos]),
    )

_COMPILE_ATTRS = {
    "srcs": attr.label_list(
        allow_files = [".c", ".cc", ".cpp", ".h", ".inc"],
        doc = "Sources, and headers that only they include.",
    ),
    "hdrs": attr.label_list(allow_files = True),
    "deps": attr.label_list(providers = [[WasmInfo], [CcInfo]]),
    "copts": attr.string_list(),
    "defines": attr.string_list(doc = "Also for everything that depends on this."),
    "linkopts": attr.string_list(),
    "opt": attr.string(default = "-O2", doc = "Optimisation: -O2, -Oz, -O0, ..."),
}

def _wasm_library_impl(ctx):
    info = _collect(ctx)
    return [
        DefaultInfo(files = info.objects),
        info,
    ]

wasm_library = rule(
    implementation = _wasm_library_impl,
    attrs = _COMPILE_ATTRS,
)

def _wasm_binary_impl(ctx):
    info = _collect(ctx)
    out = ctx.actions.declare_file(ctx.attr.out or ctx.label.name + ".wasm")
    args = ctx.actions.args()
    args.add_all(_LINK)
    args.add(ctx.attr.opt)
    args.add_all(info.objects)
    args.add_all(info.archives)
    args.add_all(ctx.attr.exports, format_each = "-Wl,--export=%s")
    args.add_all(info.linkopts)
    if ctx.attr.stack_size:
        args.add("-Wl,-z,stack-size=%d" % ctx.attr.stack_size)
    if ctx.attr.strip == "all":
        args.add("-Wl,--strip-all")
    elif ctx.attr.strip == "debug":
        args.add("-Wl,--strip-debug")
    args.add("-o")
    args.add(out)
    ctx.actions.run(
        executable = CLANGXX,
        arguments = [args],
        inputs = depset(transitive = [info.objects, info.archives]),
        outputs = [out],
        mnemonic = "WasmLink",
        progress_message = "Linking %s" % out.short_path,
    )
    return [DefaultInfo(
        files = depset([out]),
        runfiles = ctx.runfiles([out]),
    )]

wasm_binary = rule(
    implementation = _wasm_binary_impl,
    attrs = dict(
        _COMPILE_ATTRS,
        exports = attr.string_list(doc = "Symbols to export besides those marked in the source."),
        out = attr.string(doc = "File name; NAME.wasm unless given."),
        stack_size = attr.int(doc = "Bytes of the C++ stack; wasm-ld's default when 0."),
        strip = attr.string(
            default = "debug",
            values = ["none", "debug", "all"],
            doc = "debug keeps the name section; all drops it too.",
        ),
    ),
)

def _wasm_import_impl(ctx):
    root = ctx.label.workspace_root
    return [
        DefaultInfo(files = depset([ctx.file.archive])),
        WasmInfo(
            objects = depset(),
            archives = depset([ctx.file.archive]),
            headers = depset(ctx.files.hdrs),
            system_includes = depset([
                (root + "/" if root else "") + (ctx.label.package + "/" if ctx.label.package else "") + i
                for i in ctx.attr.system_includes
            ]),
            defines = depset(),
            linkopts = depset(),
        ),
    ]

wasm_import = rule(
    implementation = _wasm_import_impl,
    doc = "A static library that was compiled for wasm32 elsewhere.",
    attrs = {
        "archive": attr.label(allow_single_file = [".a"]),
        "hdrs": attr.label_list(allow_files = [".h"]),
        "system_includes": attr.string_list(),
    },
)
