#include "compiler/driver/reach/kernel_reach.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "abi/kernel_clients.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace seabeam::driver {
namespace {

template <typename Rows>
bool Has(const Rows& rows, absl::string_view name) {
  return std::find(std::begin(rows), std::end(rows), name) != std::end(rows);
}

constexpr absl::string_view kProcesses[] = {"application_controller", "kernel_refc", "kernel_safe_sup",
                                            "logger_handler_watcher", "logger_proxy", "logger_sup"};

constexpr absl::string_view kOtherNames[] = {"ac_tab", "file_server_2", "logger_std_h_default", "standard_error_sup"};

// Those that come with seabeam_node, and the supervisor of all of them, who is asked for them.
constexpr absl::string_view kNodeNames[] = {"erl_signal_server", "global_group", "global_name_server", "inet_db",
                                            "kernel_sup",        "net_sup",      "rex",                "socket_registry"};

// What the tables alone serve.
constexpr absl::string_view kOfEnvironment[] = {"get_env", "get_all_env", "get_pid_env", "get_pid_all_env", "module_info"};
constexpr absl::string_view kOfHandlers[] = {"get_config", "get_handler_config", "get_handler_ids"};

}  // namespace

KernelNeed NeedOfFunction(absl::string_view module, absl::string_view function, uint32_t arity) {
  if (Has(abi::kElixirClients, module)) return KernelNeed::kElixir;
  if (module == "inet_db" || module == "socket") return KernelNeed::kNode;
  if (module == "application_controller") return Has(kOfEnvironment, function) ? KernelNeed::kTables : KernelNeed::kWhole;
  if (module == "logger_config") return KernelNeed::kTables;
  if (module == "logger_server" && function == "call" && arity == 1) return KernelNeed::kWhole;
  if (module == "logger" && Has(kOfHandlers, function)) return KernelNeed::kWhole;
  return KernelNeed::kNothing;
}

KernelNeed NeedOfLibraryAtom(absl::string_view atom) {
  if (Has(kProcesses, atom)) return KernelNeed::kWhole;
  return atom == "file_server_2" ? KernelNeed::kFileServer : KernelNeed::kNothing;
}

KernelNeed NeedOfProgramAtom(absl::string_view atom) {
  if (Has(abi::kNodeClients, atom) || Has(kNodeNames, atom)) return KernelNeed::kNode;
  return NamesKernelProcess(atom) || atom == "logger_formatter" ? KernelNeed::kWhole : KernelNeed::kNothing;
}

bool NamesKernelProcess(absl::string_view atom) {
  return Has(kProcesses, atom) || Has(kOtherNames, atom) || Has(kNodeNames, atom);
}

bool HoldsKernelProcess(absl::string_view beam) {
  constexpr size_t kLeastLength = 5;
  const auto holds = [&](absl::string_view name) {
    if (name.size() >= kLeastLength) return absl::StrContains(beam, name);
    // Short ones are part of too much else: with what stands before them in a table of atoms, their length, since OTP 28 with a tag.
    for (const size_t length : {name.size(), name.size() << 4}) {
      if (absl::StrContains(beam, absl::StrCat(std::string(1, static_cast<char>(length)), name))) return true;
    }
    return false;
  };
  return std::any_of(std::begin(kProcesses), std::end(kProcesses), holds) ||
         std::any_of(std::begin(kOtherNames), std::end(kOtherNames), holds) ||
         std::any_of(std::begin(kNodeNames), std::end(kNodeNames), holds);
}

KernelNeed NeedToCount(absl::string_view caller, absl::string_view callee_module, absl::string_view callee) {
  if ((callee_module == "logger_proxy" && callee == "log") ||
      (caller == "logger_backend" && ((callee_module == "logger" && callee == "remove_handler") ||
                                      (callee_module == "logger_server" && callee == "remove_filter")))) {
    return KernelNeed::kWhole;
  }
  if (caller == "logger_formatter" && callee_module == "re") return KernelNeed::kWhole;
  return caller == "sys" && callee_module == "file" ? KernelNeed::kFileServer : KernelNeed::kNothing;
}

bool IsChildOfKernel(absl::string_view module, absl::string_view named) {
  static constexpr absl::string_view kChildren[] = {"kernel_config", "kernel_refc", "standard_error", "user_sup"};
  return module == "kernel" && Has(kChildren, named);
}

bool NamesNoOthers(absl::string_view module, absl::string_view function) {
  static constexpr absl::string_view kModules[] = {"application_controller", "application_starter", "erl_signal_handler",
                                                   "peer", "prim_inet"};
  return Has(kModules, module) || (module == "kernel" && function != "init" && function != "start");
}

}  // namespace seabeam::driver
