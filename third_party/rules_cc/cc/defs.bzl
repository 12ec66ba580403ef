"""The C++ rules under their canonical load path.

Debian's Bazel 4.2.3 cannot load the rules_cc that Debian packages, and the rules
are still built into Bazel up to version 7. So this repository re-exports the
native ones: BUILD files load from @rules_cc//cc:defs.bzl and stay the same when
the real rules_cc takes this one's place.
"""

cc_binary = native.cc_binary
cc_import = native.cc_import
cc_library = native.cc_library
cc_proto_library = native.cc_proto_library
cc_test = native.cc_test
cc_toolchain = native.cc_toolchain
cc_toolchain_suite = native.cc_toolchain_suite
