// The modules that are part of OTP's emulator, in the order of erlang:pre_loaded/0. They come without lines: no stack trace says
// where in them something was.
#ifndef SEABEAM_ABI_PRELOADED_H_
#define SEABEAM_ABI_PRELOADED_H_

namespace seabeam::abi {

inline constexpr const char* kPreloaded[] = {
    "persistent_term", "counters",        "atomics",   "erts_dirty_process_signal_handler", "erts_literal_area_collector",
    "erl_tracer",      "erts_internal",   "erlang",    "erl_prim_loader",                   "prim_zip",
    "prim_net",        "prim_socket",     "socket_registry", "zlib",                        "prim_file",
    "prim_inet",       "prim_eval",       "prim_buffer", "init",                            "erl_init",
    "erts_code_purger",
};

}  // namespace seabeam::abi

#endif  // SEABEAM_ABI_PRELOADED_H_
