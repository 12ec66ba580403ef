"""Repository rules: the wasm32 tools of the machine, and C libraries built for wasm32."""

_DEFAULT_LLVM = "22"

def _wasm_tools_impl(ctx):
    llvm = ctx.os.environ.get("SEABEAM_LLVM", _DEFAULT_LLVM)
    found = {}
    for tool in ["clang", "clang++", "wasm-ld"]:
        path = ctx.which("%s-%s" % (tool, llvm))
        found[tool] = str(path) if path else ""
    ctx.file("BUILD.bazel", "")
    ctx.file("paths.bzl", """
CLANG = "{clang}"
CLANGXX = "{clangxx}"
WASM_LD = "{wasm_ld}"
MISSING = "{missing}"
""".format(
        clang = found["clang"],
        clangxx = found["clang++"],
        wasm_ld = found["wasm-ld"],
        missing = "" if found["clang++"] and found["wasm-ld"] else
                  "clang-%s or lld-%s is not installed: run tools/setup" % (llvm, llvm),
    ))

wasm_tools_repository = repository_rule(
    implementation = _wasm_tools_impl,
    environ = ["SEABEAM_LLVM", "PATH"],
    configure = True,
    local = True,
    doc = "@wasm_tools//:paths.bzl names the compilers for wasm32.",
)

_BUILD = """
load("@seabeam//toolchains/wasm:defs.bzl", "wasm_import")

wasm_import(
    name = "{library}",
    hdrs = glob(["include/*.h"]),
    archive = "lib/lib{library}.a",
    system_includes = ["include"],
    visibility = ["//visibility:public"],
)
"""

# Everything still loads and analyses; building what needs it says what to do.
_MISSING_BUILD = """
load("@seabeam//toolchains/wasm:defs.bzl", "wasm_import")

genrule(
    name = "missing",
    outs = ["lib{library}.a"],
    cmd = "echo '{root} is missing: run tools/setup-wasm-deps' >&2; exit 1",
)

wasm_import(
    name = "{library}",
    archive = "lib{library}.a",
    visibility = ["//visibility:public"],
)
"""

def _wasm_library_impl(ctx):
    env = ctx.os.environ
    cache = env.get("SEABEAM_CACHE") or env.get("HOME", "/root") + "/.cache/seabeam"
    root = "%s/wasm-deps/%s" % (cache, ctx.attr.folder)
    library = ctx.attr.library
    if ctx.path("%s/lib/lib%s.a" % (root, library)).exists:
        ctx.symlink(root + "/lib", "lib")
        ctx.symlink(root + "/include", "include")
        ctx.file("BUILD.bazel", _BUILD.format(library = library))
    else:
        ctx.file("BUILD.bazel", _MISSING_BUILD.format(library = library, root = root))

wasm_library_repository = repository_rule(
    implementation = _wasm_library_impl,
    attrs = {
        "folder": attr.string(mandatory = True, doc = "Its folder under $SEABEAM_CACHE/wasm-deps."),
        "library": attr.string(mandatory = True, doc = "The X of libX.a, and the target's name."),
    },
    environ = ["SEABEAM_CACHE", "HOME"],
    configure = True,
    local = True,
    doc = "A C library for wasm32, as tools/setup-wasm-deps installs it.",
)
