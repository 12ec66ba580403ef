"""All external repositories, under their canonical names.

On Debian 12 every library comes from its -dev package (docs/dependencies.md),
so a build needs no network. Elsewhere the same release is fetched as a pinned
archive.
"""

load("@bazel_tools//tools/build_defs/repo:http.bzl", "http_archive")
load("//third_party:abseil.bzl", "abseil_system_packages")
load("//third_party:system.bzl", "system_library", "system_or_archive")

_DEBIAN_BAZEL = "/usr/share/bazel"

def _libraries():
    system_or_archive(
        name = "com_google_absl",
        probe = "/usr/include/absl/base/options.h",
        debian_package = "libabsl-dev",
        system_packages = abseil_system_packages(),
        urls = ["https://github.com/abseil/abseil-cpp/archive/refs/tags/20220623.1.tar.gz"],
        sha256 = "91ac87d30cc6d79f9ab974c51874a704de9c2647c40f6932597329a282217ba8",
        strip_prefix = "abseil-cpp-20220623.1",
    )
    system_or_archive(
        name = "com_googlesource_code_re2",
        probe = "/usr/include/re2/re2.h",
        debian_package = "libre2-dev",
        system_packages = {"": system_library("re2", ["-l:libre2.a", "-lpthread"])},
        urls = ["https://github.com/google/re2/archive/refs/tags/2022-06-01.tar.gz"],
        sha256 = "f89c61410a072e5cbcf8c27e3a778da7d6fd2f2b5b1445cd4f4508bee946ab0f",
        strip_prefix = "re2-2022-06-01",
    )
    system_or_archive(
        name = "com_google_googletest",
        probe = "/usr/include/gmock/gmock.h",
        debian_package = "libgtest-dev libgmock-dev",
        system_packages = {
            "": system_library("gtest", ["-l:libgmock.a", "-l:libgtest.a", "-lpthread"]) +
                system_library("gtest_main", ["-l:libgmock_main.a"], [":gtest"]),
        },
        urls = ["https://github.com/google/googletest/archive/refs/tags/release-1.12.1.tar.gz"],
        sha256 = "81964fe578e9bd7c94dfdb09c8e4d6e6759e19967e397dbea48d1c10e45d0df2",
        strip_prefix = "googletest-release-1.12.1",
    )
    system_or_archive(
        name = "com_github_google_benchmark",
        probe = "/usr/include/benchmark/benchmark.h",
        debian_package = "libbenchmark-dev",
        system_packages = {
            "": system_library("benchmark", ["-lbenchmark", "-lpthread"]) +
                system_library("benchmark_main", ["-l:libbenchmark_main.a"], [":benchmark"]),
        },
        urls = ["https://github.com/google/benchmark/archive/refs/tags/v1.7.1.tar.gz"],
        sha256 = "6430e4092653380d9dc4ccb45a1e2dc9259d581f4866dc0759713126056bc1d7",
        strip_prefix = "benchmark-1.7.1",
    )
    system_or_archive(
        name = "zlib",
        probe = "/usr/include/zlib.h",
        debian_package = "zlib1g-dev",
        system_packages = {"": system_library("zlib", ["-l:libz.a"])},
        urls = ["https://github.com/madler/zlib/releases/download/v1.2.13/zlib-1.2.13.tar.gz"],
        sha256 = "b3a24de97a8fdbc835b9833169501030b8977031bcb54b3b3ac13740f846ab30",
        strip_prefix = "zlib-1.2.13",
        archive_build_file = "//third_party:zlib.BUILD",
    )
    system_or_archive(
        name = "nlohmann_json",
        probe = "/usr/include/nlohmann/json.hpp",
        debian_package = "nlohmann-json3-dev",
        system_packages = {"": system_library("json", [])},
        urls = ["https://github.com/nlohmann/json/archive/refs/tags/v3.11.2.tar.gz"],
        sha256 = "d69f9deb6a75e2580465c6c4c5111b89c4dc2fa94e3a85fcd2ffcd9a143d9273",
        strip_prefix = "json-3.11.2",
        archive_build_file = "//third_party:nlohmann_json.BUILD",
    )

    # Tests alone use it, and it has no Bazel build of its own.
    system_or_archive(
        name = "wabt",
        probe = "/usr/include/wabt/binary-reader.h",
        debian_package = "wabt",
        system_packages = {"": system_library("wabt", ["-l:libwabt.a"])},
    )

def _bazel_parts():
    """What Bazel's built-in rules refer to."""
    native.local_repository(
        name = "rules_cc",
        path = "third_party/rules_cc",
    )
    native.local_repository(
        name = "remote_coverage_tools",
        path = "third_party/remote_coverage_tools",
    )


    # Later versions of Bazel bring these along; Debian's 4.2.3 has them as
    # packages and would otherwise download its own pins. Debian's build carries
    # no release number: it calls itself "no_version".
    version = native.bazel_version
    if not version or not version[0].isdigit() or version.startswith("4."):
        for name, path in {
            "bazel_skylib": "tools/skylib",
            "platforms": "platforms",
            "rules_java": "rules/java",
            "rules_proto": "rules/proto",
        }.items():
            native.local_repository(
                name = name,
                path = _DEBIAN_BAZEL + "/" + path,
            )
    else:
        http_archive(
            name = "bazel_skylib",
            urls = ["https://github.com/bazelbuild/bazel-skylib/releases/download/1.4.1/bazel-skylib-1.4.1.tar.gz"],
            sha256 = "b8a1527901774180afc798aeb28c4634bdccf19c4d98e7bdd1ce79d1fe9aaad7",
        )

def seabeam_repositories():
    _bazel_parts()
    _libraries()
