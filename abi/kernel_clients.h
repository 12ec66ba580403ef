// Which modules stand on the processes and tables of OTP's kernel. The first call into one of them starts kernel, and a program
// that names one of the processes has them from the start. How much of kernel a bundle has, compiler/driver/reach/kernel_reach.h says.
#ifndef SEABEAM_ABI_KERNEL_CLIENTS_H_
#define SEABEAM_ABI_KERNEL_CLIENTS_H_

namespace seabeam::abi {

inline constexpr const char* kKernelClients[] = {
    "application_controller", "dets_server",   "disk_log_server", "file", "kernel_config", "kernel_refc",
    "logger_backend",         "logger_config", "logger_server",
};

// Erlang modules that start it; the first one that is there does. They export call(Module, Function, Arguments), in place of
// the first call, on_load(Module), as code:ensure_loaded/1 asks, start() and flush().
inline constexpr const char* kKernelStarters[] = {"seabeam_kernel", "seabeam_services"};

// The same for those of kernel's processes and tables that other nodes and sockets are about. They come with the rest of kernel, or are
// started later.
inline constexpr const char* kNodeClients[] = {"global", "global_group", "inet_db", "rpc", "socket"};
inline constexpr const char* kNodeStarters[] = {"seabeam_node"};

// The same for the processes and tables of application elixir.
inline constexpr const char* kElixirClients[] = {"elixir_code_server", "elixir_config", "elixir_module"};
inline constexpr const char* kElixirStarters[] = {"seabeam_elixir"};

}  // namespace seabeam::abi

#endif  // SEABEAM_ABI_KERNEL_CLIENTS_H_
