// How much of OTP's kernel a bundle needs: nothing, the parts of runtime/lib/seabeam_services.erl, the kernel of a system without other
// nodes and sockets (seabeam_kernel.erl), or all of it (seabeam_node.erl). Kernel is started by the first call into a module that stands on it (abi/kernel_clients.h).
#ifndef SEABEAM_COMPILER_DRIVER_REACH_KERNEL_REACH_H_
#define SEABEAM_COMPILER_DRIVER_REACH_KERNEL_REACH_H_

#include <cstdint>

#include "absl/strings/string_view.h"

namespace seabeam::driver {

// Modules of runtime/lib that start kernel: without and with what seabeam_node says.
inline constexpr char kKernelStarter[] = "seabeam_kernel";
inline constexpr char kNodeStarter[] = "seabeam_node";
// OTP's modules of the servers that the latter starts with start_link/0. The supervisor net_sup, which it asks as well, does not start
// without a node's name.
inline constexpr const char* kNodeServers[] = {"inet_db", "rpc", "global", "global_group"};
inline constexpr char kNodeSupervisor[] = "erl_distribution";

enum class KernelNeed {
  kNothing,
  kTables,      // of logging and of applications' environments, with kernel's defaults
  kFileServer,  // file_server_2
  kElixir,      // application elixir, which is kWhole too
  kNode,        // what seabeam_node.erl starts, on top of kWhole
  kWhole,       // the application controller, a logger that can be configured, kernel's supervision tree
};

// Of reached code. `function` of library module `module` is reached:
KernelNeed NeedOfFunction(absl::string_view module, absl::string_view function, uint32_t arity);
// Library code has this atom as a value, the program's own has it as a value, compares with it or calls a module of this name:
KernelNeed NeedOfLibraryAtom(absl::string_view atom);
KernelNeed NeedOfProgramAtom(absl::string_view atom);

// The program has this atom because it looks for one of kernel's processes or tables, so they are to be there from the start.
bool NamesKernelProcess(absl::string_view atom);

// The same of a .beam with such names in it.
bool HoldsKernelProcess(absl::string_view beam);

// A call that counts only in a bundle that needs so much for another reason: the default handler of seabeam_services does not fail and
// does not want reports on one line, nothing comes from other nodes, and who lets `sys` write a log to a file uses files.
KernelNeed NeedToCount(absl::string_view caller, absl::string_view callee_module, absl::string_view callee);

// Kernel's supervisor starts these; elsewhere they are names of processes.
bool IsChildOfKernel(absl::string_view module, absl::string_view named);

// Kernel's own code that names other modules which the runtime does not start, or which the program names when it wants them, or that names
// options of sockets which are names of modules too (ssl).
bool NamesNoOthers(absl::string_view module, absl::string_view function);

}  // namespace seabeam::driver

#endif  // SEABEAM_COMPILER_DRIVER_REACH_KERNEL_REACH_H_
