#include "compiler/driver/reach/reach.h"

#include <algorithm>
#include <cstdint>
#include <deque>
#include <initializer_list>
#include <iterator>
#include <set>
#include <string>
#include <utility>

#include "abi/bif_list.h"
#include "abi/runtime_parts.h"
#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "base/status_macros.h"
#include "beam/opcodes.h"
#include "compiler/driver/reach/kernel_reach.h"
#include "compiler/driver/reach/mentions.h"

namespace seabeam::driver {
namespace {

// What a module exports that wants to be asked about its functions that are not there.
constexpr char kUndefinedFunctionHandler[] = "$handle_undefined_function";

// What a callback module of gen_statem exports; it calls the module's functions of this arity by the names of states.
constexpr char kCallbackMode[] = "callback_mode";
constexpr uint32_t kStateFunctionArity = 3;

// What a callback module of xmerl:export exports; elements have functions of their names.
constexpr char kXmlInheritance[] = "#xml-inheritance#";

// What describes the errors of a module that raises them with error_info.
constexpr char kFormatError[] = "format_error";
constexpr uint32_t kFormatErrorArity = 2;

constexpr uint32_t kAnyArity = Mentions::kAnyArity;

// The runtime's own functions: calling one reaches no module.
class Bifs {
 public:
  Bifs() {
    for (const abi::BifInfo& bif : abi::kBifs) {
      modules_.insert(bif.module);
      functions_.insert(absl::StrCat(bif.module, ":", bif.function, "/", bif.arity));
    }
    for (const abi::BifContinuation& row : abi::kBifContinuations) {
      const abi::BifInfo& bif = abi::kBifs[static_cast<uint32_t>(row.bif)];
      continuations_[absl::StrCat(bif.module, ":", bif.function, "/", bif.arity)].push_back(
          {row.module, row.function, row.arity});
    }
    for (const abi::BifPart& row : abi::kBifParts) {
      const abi::BifInfo& bif = abi::kBifs[static_cast<uint32_t>(row.bif)];
      parts_[absl::StrCat(bif.module, ":", bif.function, "/", bif.arity)] = row.part;
    }
  }
  bool HasModule(const std::string& name) const { return modules_.contains(name); }
  bool Has(const FunctionName& f) const {
    return functions_.contains(absl::StrCat(f.module, ":", f.function, "/", f.arity));
  }
  // The Erlang functions that BIF `f` may go on as.
  std::vector<FunctionName> Continuations(const FunctionName& f) const {
    const auto found = continuations_.find(absl::StrCat(f.module, ":", f.function, "/", f.arity));
    return found == continuations_.end() ? std::vector<FunctionName>() : found->second;
  }
  // The parts of the runtime that it is in or needs.
  uint32_t Parts(const FunctionName& f) const {
    for (const abi::PartModule& row : abi::kPartModules) {
      if (f.module == row.module) return row.part;
    }
    const auto found = parts_.find(absl::StrCat(f.module, ":", f.function, "/", f.arity));
    return found == parts_.end() ? 0 : found->second;
  }

 private:
  absl::flat_hash_set<std::string> modules_, functions_;
  absl::flat_hash_map<std::string, uint32_t> parts_;
  absl::flat_hash_map<std::string, std::vector<FunctionName>> continuations_;
};

// Makes atoms that code does not name.
bool MakesAtoms(const FunctionName& f) {
  if (f.module == "erlang") {
    return f.function == "list_to_atom" || f.function == "list_to_existing_atom" ||
           f.function == "binary_to_atom" || f.function == "binary_to_existing_atom";
  }
  return f.module == "Elixir.Module" && f.function == "concat";
}

// Names of OTP's own processes, applications and options that are names of modules as well. Library code that sends to one
// of them, or gives one as an option, does not mean the module.
bool IsSystemProcess(absl::string_view name) {
  static constexpr absl::string_view kNames[] = {
      "auth",   "code_server",   "dist_ac",      "erl_boot_server", "erl_epmd", "erl_prim_loader", "error_logger",
      "global", "global_group",  "group",        "inet_db",         "init",     "kernel",          "kernel_config",
      "kernel_refc", "logger",   "net_kernel",   "peer",            "sasl",     "standard_error",  "user",
      "user_drv", "user_sup"};
  return std::find(std::begin(kNames), std::end(kNames), name) != std::end(kNames);
}

struct State {
  beam::Module module;
  ReachedModule reached;
  bool program = false;
  bool boot = false;
  bool live = false;  // has a kept function
  std::vector<bool> applies;  // FunctionsThatApply
  // Exports by name: arity, function index.
  absl::flat_hash_map<std::string, std::vector<std::pair<uint32_t, uint32_t>>> exports;
};

class Search {
 public:
  Search(const ModuleSource& source, const ReachRoots& roots) : source_(source), roots_(roots) {}

  absl::StatusOr<Reached> Run() {
    for (const std::string& name : roots_.program) {
      SEABEAM_ASSIGN_OR_RETURN(const uint32_t index, Root(name));
      states_[index].program = true;
    }
    for (const std::string& name : roots_.program) {
      SEABEAM_ASSIGN_OR_RETURN(const uint32_t index, Root(name));
      KeepWhole(index);
    }
    for (const std::string& name : roots_.keep) {
      SEABEAM_ASSIGN_OR_RETURN(const uint32_t index, Root(name));
      KeepWhole(index);
    }
    for (const std::string& name : roots_.boot) {
      SEABEAM_ASSIGN_OR_RETURN(const uint32_t index, Root(name));
      states_[index].boot = true;
      for (const auto& [export_name, rows] : states_[index].exports) {
        for (const auto& [arity, function] : rows) {
          if (arity == 0 && export_name != "module_info") Keep(index, function);
        }
      }
    }
    // Keeping a module whole at the end can reach more.
    do {
      SEABEAM_RETURN_IF_ERROR(Drain());
      SEABEAM_RETURN_IF_ERROR(KeepServices());
      SEABEAM_RETURN_IF_ERROR(KeepApplications());
      SEABEAM_RETURN_IF_ERROR(KeepNamedWhole());
    } while (!work_.empty());
    return Take();
  }

 private:
  absl::StatusOr<uint32_t> Root(const std::string& name) {
    if (!Exists(name)) return absl::NotFoundError(absl::StrCat("there is no module ", name));
    return Load(name);
  }

  bool Exists(const std::string& name) {
    auto [it, is_new] = exists_.try_emplace(name, false);
    if (is_new) it->second = source_.exists(name);
    return it->second;
  }

  // Requires Exists(name).
  absl::StatusOr<uint32_t> Load(const std::string& name) {
    auto [it, is_new] = index_.try_emplace(name, states_.size());
    const uint32_t index = it->second;
    if (!is_new) return index;
    SEABEAM_ASSIGN_OR_RETURN(beam::Module module, source_.load(name));
    states_.emplace_back();
    State& state = states_.back();
    state.boot = name == "seabeam_services";
    state.module = std::move(module);
    state.reached.name = name;
    state.applies = FunctionsThatApply(state.module);
    state.reached.kept.assign(state.module.functions.size(), false);
    for (const beam::FunctionEntry& row : state.module.exports) {
      // The module's own body for what the runtime implements is never called.
      if (bifs_.Has({name, state.module.atom(row.function), row.arity})) continue;
      state.exports[state.module.atom(row.function)].emplace_back(row.arity,
                                                                  state.module.entry_functions[row.label]);
    }
    return index;
  }

  void Keep(uint32_t index, uint32_t function) {
    State& state = states_[index];
    if (state.reached.kept[function]) return;
    state.reached.kept[function] = true;
    work_.emplace_back(index, function);
    if (state.live) return;
    state.live = true;
    if (roots_.everything) KeepWhole(index);
    for (uint32_t i = 0; i < state.module.functions.size(); ++i) {
      const beam::Function& f = state.module.functions[i];
      if (std::any_of(state.module.instructions.begin() + f.begin, state.module.instructions.begin() + f.end,
                      [](const beam::Instruction& instruction) {
                        return static_cast<beam::Opcode>(instruction.opcode) == beam::Opcode::kOnLoad;
                      })) {
        Keep(index, i);
        asks_error_handler_ = true;
      }
    }
    if (state.exports.contains(kUndefinedFunctionHandler)) {
      KeepExports(index, kUndefinedFunctionHandler, 2);
      asks_error_handler_ = true;
    }
    if (state.exports.contains(kCallbackMode)) {
      std::vector<std::string> names;
      for (const auto& [name, rows] : state.exports) names.push_back(name);
      for (const std::string& name : names) KeepExports(index, name, kStateFunctionArity);
    }
    if (state.exports.contains(kXmlInheritance)) KeepWhole(index);
    if (state.exports.contains("impl_for") && state.exports.contains("__protocol__")) {
      protocols_.push_back(state.reached.name);
      for (const std::string& structure : named_in_order_) pending_structs_.emplace_back(protocols_.back(), structure);
    }
  }

  void KeepWhole(uint32_t index) {
    State& state = states_[index];
    if (state.reached.whole) return;
    state.reached.whole = true;
    for (uint32_t i = 0; i < state.reached.kept.size(); ++i) Keep(index, i);
  }

  void KeepExports(uint32_t index, const std::string& name, uint32_t arity) {
    const auto found = states_[index].exports.find(name);
    if (found == states_[index].exports.end()) return;
    // Copied: Keep does not touch the rows, but nobody has to know.
    for (const auto& [export_arity, function] : std::vector<std::pair<uint32_t, uint32_t>>(found->second)) {
      if (arity == kAnyArity || arity == export_arity) Keep(index, function);
    }
  }

  // What the runtime calls of a module that starts kernel (abi/kernel_clients.h).
  absl::Status KeepStarter(const char* module) {
    for (const auto& [function, arity] : std::initializer_list<std::pair<const char*, uint32_t>>{
             {"call", 3}, {"on_load", 1}, {"start", 0}, {"flush", 0}}) {
      SEABEAM_RETURN_IF_ERROR(Call({module, function, arity}));
    }
    return absl::OkStatus();
  }

  // More of kernel is needed than was before?
  absl::Status Need(KernelNeed need) {
    if (need == KernelNeed::kNothing || !needs_.insert(need).second) return absl::OkStatus();
    if (need == KernelNeed::kWhole) {
      SEABEAM_RETURN_IF_ERROR(KeepStarter(kKernelStarter));
      SEABEAM_RETURN_IF_ERROR(NameModule("kernel"));
    } else if (need == KernelNeed::kNode) {
      SEABEAM_RETURN_IF_ERROR(Need(KernelNeed::kWhole));
      SEABEAM_RETURN_IF_ERROR(KeepStarter(kNodeStarter));
      SEABEAM_RETURN_IF_ERROR(Call({"gen_event", "start_link", 1}));
      SEABEAM_RETURN_IF_ERROR(Call({kNodeSupervisor, "start_link", 0}));
      for (const char* server : kNodeServers) {
        if (!Exists(server)) continue;
        SEABEAM_RETURN_IF_ERROR(Call({server, "start_link", 0}));
        SEABEAM_RETURN_IF_ERROR(NameModule(server));
      }
    } else if (need == KernelNeed::kElixir) {
      SEABEAM_RETURN_IF_ERROR(Call({"seabeam_elixir", "call", 3}));
      SEABEAM_RETURN_IF_ERROR(Call({"seabeam_elixir", "on_load", 1}));
      program_atoms_.insert("elixir");
    } else {
      needs_services_ = true;
    }
    for (const FunctionName& callee : std::exchange(waiting_calls_[need], {})) {
      SEABEAM_RETURN_IF_ERROR(Call(callee));
    }
    return absl::OkStatus();
  }

  // Once it is known that not all of kernel is there.
  absl::Status KeepServices() {
    if (!needs_services_ || needs_.contains(KernelNeed::kWhole)) return absl::OkStatus();
    needs_services_ = false;
    SEABEAM_RETURN_IF_ERROR(KeepStarter("seabeam_services"));
    if (needs_.contains(KernelNeed::kTables)) {
      SEABEAM_RETURN_IF_ERROR(Call({"seabeam_services", "tables", 0}));
      SEABEAM_RETURN_IF_ERROR(Call({"seabeam_services", "log", 2}));
    }
    if (needs_.contains(KernelNeed::kFileServer)) {
      SEABEAM_RETURN_IF_ERROR(Call({"seabeam_services", "files", 0}));
    }
    return absl::OkStatus();
  }

  // Erlang programs that name a process of OTP's mean no application of that name (Elixir's `logger`).
  void NameApplications(absl::string_view module, const std::vector<std::string>& atoms) {
    const bool elixir = absl::StartsWith(module, "Elixir.");
    for (const std::string& atom : atoms) {
      if (elixir || !IsSystemProcess(atom)) program_atoms_.insert(atom);
    }
  }

  absl::Status KeepApplications() {
    if (needs_.contains(KernelNeed::kTables) || needs_.contains(KernelNeed::kWhole)) {
      for (const char* name : {"kernel", "stdlib"}) applications_.insert(name);
    }
    if (!needs_.contains(KernelNeed::kWhole)) return absl::OkStatus();
    for (const std::string& name : roots_.applications) SEABEAM_RETURN_IF_ERROR(KeepApplication(name));
    for (const std::string& name : std::exchange(program_atoms_, {})) SEABEAM_RETURN_IF_ERROR(KeepApplication(name));
    return absl::OkStatus();
  }

  // One that the program may load or start, and those that it needs.
  absl::Status KeepApplication(const std::string& first) {
    std::vector<std::string> names = {first};
    while (!names.empty()) {
      const std::string name = std::move(names.back());
      names.pop_back();
      if (applications_.count(name) != 0) continue;
      SEABEAM_ASSIGN_OR_RETURN(const absl::optional<ApplicationFacts> facts, source_.application(name));
      if (!facts.has_value()) continue;
      applications_.insert(name);
      names.insert(names.end(), facts->needs.begin(), facts->needs.end());
      if (Exists(facts->module)) {
        SEABEAM_RETURN_IF_ERROR(NameModule(facts->module));
        SEABEAM_ASSIGN_OR_RETURN(const uint32_t index, Load(facts->module));
        for (const auto& [function, arity] : std::initializer_list<std::pair<const char*, uint32_t>>{
                 {"start", 2}, {"stop", 1}, {"prep_stop", 1}, {"start_phase", 3}, {"config_change", 3}}) {
          KeepExports(index, function, arity);
        }
      }
      for (const std::string& atom : facts->atoms) {
        if (!IsSystemProcess(atom) && Exists(atom)) SEABEAM_RETURN_IF_ERROR(NameModule(atom));
      }
    }
    return absl::OkStatus();
  }

  // A static call or fun.
  absl::Status Call(const FunctionName& callee, absl::string_view caller = "") {
    const KernelNeed to_count = NeedToCount(caller, callee.module, callee.function);
    if (to_count != KernelNeed::kNothing && !needs_.contains(to_count)) {
      waiting_calls_[to_count].push_back(callee);
      return absl::OkStatus();
    }
    if (bifs_.Has(callee)) {
      // It describes what these functions failed with: who gets there has called one of them.
      if (caller == "erl_stdlib_errors" && bifs_.Parts(callee) != 0) return absl::OkStatus();
      parts_ |= bifs_.Parts(callee);
      for (const FunctionName& next : bifs_.Continuations(callee)) SEABEAM_RETURN_IF_ERROR(Call(next));
      return absl::OkStatus();
    }
    if (!Exists(callee.module)) {
      if (!bifs_.HasModule(callee.module)) missing_.insert(callee.module);
      return absl::OkStatus();
    }
    SEABEAM_ASSIGN_OR_RETURN(const uint32_t index, Load(callee.module));
    KeepExports(index, callee.function, callee.arity);
    return absl::OkStatus();
  }

  static bool IsPart(const std::string& module) {
    return std::any_of(std::begin(abi::kPartModules), std::end(abi::kPartModules),
                       [&](const abi::PartModule& row) { return module == row.module; });
  }
  absl::Status CallAllBifs(const std::string& module) {
    for (const abi::BifInfo& bif : abi::kBifs) {
      if (module == bif.module) SEABEAM_RETURN_IF_ERROR(Call({bif.module, bif.function, bif.arity}));
    }
    return absl::OkStatus();
  }

  // `name`, an existing module, may be called dynamically.
  absl::Status NameModule(const std::string& name) {
    if (!named_.insert(name).second) return absl::OkStatus();
    named_in_order_.push_back(name);
    SEABEAM_ASSIGN_OR_RETURN(const uint32_t index, Load(name));
    if (IsPart(name)) SEABEAM_RETURN_IF_ERROR(CallAllBifs(name));
    std::vector<std::string> names;
    for (const auto& [export_name, rows] : states_[index].exports) {
      candidates_[export_name].push_back(index);
      names.push_back(export_name);
    }
    for (const std::string& export_name : names) {
      const auto found = called_.find(export_name);
      if (found == called_.end()) continue;
      for (const uint32_t arity : found->second) KeepExports(index, export_name, arity);
    }
    for (const std::string& protocol : protocols_) pending_structs_.emplace_back(protocol, name);
    return absl::OkStatus();
  }

  // Functions of this name are called in modules that are computed.
  void NameFunction(const std::string& name, uint32_t arity) {
    if (!called_[name].insert(arity).second) return;
    const auto found = candidates_.find(name);
    if (found == candidates_.end()) return;
    for (const uint32_t index : found->second) KeepExports(index, name, arity);
  }

  absl::Status Drain() {
    while (!work_.empty() || !pending_structs_.empty()) {
      if (asks_error_handler_) {
        asks_error_handler_ = false;
        SEABEAM_RETURN_IF_ERROR(Call({"error_handler", "undefined_function", 3}));
        SEABEAM_RETURN_IF_ERROR(Call({"seabeam_code", "on_load", 1}));
      }
      while (!pending_structs_.empty()) {
        const auto [protocol, structure] = std::move(pending_structs_.back());
        pending_structs_.pop_back();
        const std::string name = absl::StrCat(protocol, ".", absl::StripPrefix(structure, "Elixir."));
        if (Exists(name)) SEABEAM_RETURN_IF_ERROR(NameModule(name));
      }
      if (work_.empty()) break;
      const auto [index, function] = work_.back();
      work_.pop_back();
      SEABEAM_RETURN_IF_ERROR(Visit(index, function));
    }
    return absl::OkStatus();
  }

  absl::Status Visit(uint32_t index, uint32_t function) {
    // `states_` may grow below.
    absl::StatusOr<Mentions> found = FindMentions(states_[index].module, function);
    if (!found.ok()) return base::Annotate(found.status(), states_[index].reached.name);
    Mentions& mentions = *found;
    const bool program = states_[index].program;
    for (const uint32_t callee : mentions.functions) {
      Keep(index, callee);
      mentions.computed_names = mentions.computed_names || states_[index].applies[callee];
    }
    for (const uint32_t i : mentions.imports) {
      const beam::Module& module = states_[index].module;
      const beam::Import& import = module.imports[i];
      const FunctionName callee = {module.atom(import.module), module.atom(import.function), import.arity};
      if (program && MakesAtoms(callee)) program_makes_atoms_ = true;
      if (program) SEABEAM_RETURN_IF_ERROR(Need(NeedOfProgramAtom(callee.module)));
      SEABEAM_RETURN_IF_ERROR(Call(callee, states_[index].reached.name));
      if (callee.module == "erlang" && callee.function == "error" && callee.arity == 3) RaisesWithOptions(index);
    }
    for (const FunctionName& fun : mentions.funs) SEABEAM_RETURN_IF_ERROR(Call(fun));
    const std::string module_name = states_[index].reached.name;
    const beam::Function& visited = states_[index].module.functions[function];
    const std::string function_name = states_[index].module.atom(visited.name);
    if (!states_[index].boot) SEABEAM_RETURN_IF_ERROR(Need(NeedOfFunction(module_name, function_name, visited.arity)));
    // What boot modules call by computed names is the program's main function, or is kept by name.
    if (states_[index].boot) {
      mentions.dynamic_calls.clear();
      mentions.computed_names = false;
    }
    for (const FunctionName& call : mentions.dynamic_calls) NameFunction(call.function, call.arity);
    if (program) {
      program_calls_ = program_calls_ || mentions.computed_names || !mentions.dynamic_calls.empty();
      mentions.atoms.insert(mentions.atoms.end(), mentions.compared.begin(), mentions.compared.end());
    }
    if (program) NameApplications(module_name, mentions.atoms);
    std::sort(mentions.atoms.begin(), mentions.atoms.end());
    mentions.atoms.erase(std::unique(mentions.atoms.begin(), mentions.atoms.end()), mentions.atoms.end());
    if (NamesNoOthers(module_name, function_name)) mentions.computed_names = false;
    if (program) {
      names_kernel_ = names_kernel_ ||
                      std::any_of(mentions.atoms.begin(), mentions.atoms.end(), [](const std::string& s) { return NamesKernelProcess(s); });
    }
    for (const std::string& atom : mentions.atoms) {
      if (!states_[index].boot) SEABEAM_RETURN_IF_ERROR(Need(program ? NeedOfProgramAtom(atom) : NeedOfLibraryAtom(atom)));
      if (NamesNoOthers(module_name, function_name) && atom != module_name) continue;
      if (program || mentions.computed_names) NameFunction(atom, kAnyArity);
      if (!Exists(atom) || (!program && IsSystemProcess(atom) && !IsChildOfKernel(module_name, atom))) continue;
      if (program) program_names_.insert(atom);
      SEABEAM_RETURN_IF_ERROR(NameModule(atom));
      SEABEAM_ASSIGN_OR_RETURN(const uint32_t named, Load(atom));
      for (const std::string& name : mentions.atoms) KeepExports(named, name, kAnyArity);
    }
    return absl::OkStatus();
  }

  // The error may say that this module describes it.
  void RaisesWithOptions(uint32_t index) {
    if (states_[index].exports.find(kFormatError) == states_[index].exports.end()) return;
    std::vector<uint32_t>& rows = candidates_[kFormatError];
    if (std::find(rows.begin(), rows.end(), index) != rows.end()) return;
    rows.push_back(index);
    const auto found = called_.find(kFormatError);
    if (found != called_.end() && (found->second.contains(kFormatErrorArity) || found->second.contains(kAnyArity))) {
      KeepExports(index, kFormatError, kFormatErrorArity);
    }
  }

  absl::Status KeepNamedWhole() {
    for (const std::string& name : std::vector<std::string>(program_names_.begin(), program_names_.end())) {
      SEABEAM_ASSIGN_OR_RETURN(const uint32_t index, Load(name));
      if (program_makes_atoms_ && program_calls_) {
        KeepWhole(index);
      } else {
        KeepExports(index, "module_info", kAnyArity);  // so that it can be loaded
      }
    }
    return absl::OkStatus();
  }

  Reached Take() {
    Reached result;
    result.parts = parts_;
    if (names_kernel_) result.kernel_starter = needs_.contains(KernelNeed::kNode) ? kNodeStarter : kKernelStarter;
    result.applications.assign(applications_.begin(), applications_.end());
    for (State& state : states_) {
      if (!state.live) continue;
      state.reached.whole = std::all_of(state.reached.kept.begin(), state.reached.kept.end(), [](bool b) { return b; });
      result.modules.push_back(std::move(state.reached));
    }
    result.missing.assign(missing_.begin(), missing_.end());
    std::sort(result.missing.begin(), result.missing.end());
    return result;
  }

  const ModuleSource& source_;
  const ReachRoots& roots_;
  const Bifs bifs_;
  absl::flat_hash_map<std::string, bool> exists_;
  absl::flat_hash_map<std::string, uint32_t> index_;  // into states_
  std::deque<State> states_;
  std::vector<std::pair<uint32_t, uint32_t>> work_;  // module, function
  absl::flat_hash_set<std::string> missing_;
  uint32_t parts_ = 0;

  // Modules that may be called dynamically, and the functions (arities) that are.
  absl::flat_hash_set<std::string> named_;
  std::vector<std::string> named_in_order_;
  absl::flat_hash_map<std::string, absl::flat_hash_set<uint32_t>> called_;
  absl::flat_hash_map<std::string, std::vector<uint32_t>> candidates_;  // by export name: named modules

  absl::flat_hash_set<std::string> program_names_;  // existing modules that the program's own modules name
  bool program_makes_atoms_ = false;
  bool program_calls_ = false;
  std::set<std::string> program_atoms_;  // that KeepApplications has not seen
  std::set<std::string> applications_;
  absl::flat_hash_set<KernelNeed> needs_;
  bool names_kernel_ = false;
  bool needs_services_ = false;  // and they are not kept yet
  absl::flat_hash_map<KernelNeed, std::vector<FunctionName>> waiting_calls_;  // that count when so much is needed
  bool asks_error_handler_ = false;  // a module is called through error_handler
  std::vector<std::string> protocols_;
  std::vector<std::pair<std::string, std::string>> pending_structs_;  // protocol, named module
};

}  // namespace

absl::StatusOr<Reached> FindReachable(const ModuleSource& source, const ReachRoots& roots) {
  return Search(source, roots).Run();
}

}  // namespace seabeam::driver
