"""Repository rules: a Debian package's files where installed, else a pinned archive."""

def _write_packages(ctx):
    for path, content in ctx.attr.system_packages.items():
        ctx.file(path + "/BUILD.bazel" if path else "BUILD.bazel", content)

def _system_or_archive_impl(ctx):
    if ctx.path(ctx.attr.probe).exists:
        for link, target in ctx.attr.system_links.items():
            ctx.symlink(target, link)
        _write_packages(ctx)
        return
    if not ctx.attr.urls:
        fail("%s: %s is not installed (Debian: %s)" %
             (ctx.name, ctx.attr.probe, ctx.attr.debian_package))
    ctx.download_and_extract(
        url = ctx.attr.urls,
        sha256 = ctx.attr.sha256,
        stripPrefix = ctx.attr.strip_prefix,
    )
    if ctx.attr.archive_build_file:
        ctx.file("BUILD.bazel", ctx.read(ctx.attr.archive_build_file))

system_or_archive = repository_rule(
    implementation = _system_or_archive_impl,
    local = True,
    doc = "A library from the system when `probe` exists, else from an archive.",
    attrs = {
        "probe": attr.string(mandatory = True, doc = "A file of the Debian package."),
        "debian_package": attr.string(doc = "For the message when there is nothing to use."),
        "system_packages": attr.string_dict(doc = "Folder in the repository to BUILD text."),
        "system_links": attr.string_dict(doc = "Link in the repository to absolute path."),
        "urls": attr.string_list(),
        "sha256": attr.string(),
        "strip_prefix": attr.string(),
        "archive_build_file": attr.label(allow_single_file = True),
    },
)

def aliases(targets, actual):
    """BUILD text with one public alias per name in `targets`, all of `actual`."""
    lines = ["package(default_visibility = [\"//visibility:public\"])"]
    for target in targets:
        lines.append("alias(name = \"%s\", actual = \"%s\")" % (target, actual))
    return "\n".join(lines) + "\n"

def system_library(name, linkopts, deps = []):
    """BUILD text of one library whose headers are under /usr/include."""
    return """
cc_library(
    name = "{name}",
    linkopts = {linkopts},
    deps = {deps},
    visibility = ["//visibility:public"],
)
""".format(name = name, linkopts = repr(linkopts), deps = repr(deps))
