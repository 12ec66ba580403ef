"""Repository rules: the wasm32 tools of the machine, and GMP built for wasm32."""

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

_GMP_BUILD = """
load("@seabeam//toolchains/wasm:defs.bzl", "wasm_import")

wasm_import(
    name = "gmp",
    hdrs = ["include/gmp.h"],
    archive = "lib/libgmp.a",
    system_includes = ["include"],
    visibility = ["//visibility:public"],
)
"""

# Everything still loads and analyses; building what needs it says what to do.
_NO_GMP_BUILD = """
load("@seabeam//toolchains/wasm:defs.bzl", "wasm_import")

genrule(
    name = "missing",
    outs = ["libgmp.a", "include/gmp.h"],
    cmd = "echo '{root} is missing: run tools/setup-wasm-deps' >&2; exit 1",
)

wasm_import(
    name = "gmp",
    hdrs = ["include/gmp.h"],
    archive = "libgmp.a",
    visibility = ["//visibility:public"],
)
"""

def _wasm_gmp_impl(ctx):
    env = ctx.os.environ
    cache = env.get("SEABEAM_CACHE") or env.get("HOME", "/root") + "/.cache/seabeam"
    root = "%s/wasm-deps/gmp-%s" % (cache, ctx.attr.version)
    if ctx.path(root + "/lib/libgmp.a").exists:
        ctx.symlink(root + "/lib/libgmp.a", "lib/libgmp.a")
        ctx.symlink(root + "/include/gmp.h", "include/gmp.h")
        ctx.file("BUILD.bazel", _GMP_BUILD)
    else:
        ctx.file("BUILD.bazel", _NO_GMP_BUILD.format(root = root))

wasm_gmp_repository = repository_rule(
    implementation = _wasm_gmp_impl,
    attrs = {"version": attr.string(mandatory = True)},
    environ = ["SEABEAM_CACHE", "HOME"],
    configure = True,
    local = True,
    doc = "@wasm_gmp//:gmp, as tools/setup-wasm-deps installs it.",
)
