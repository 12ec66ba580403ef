// Which functions a program can reach: what a bundle has to hold.
//
// Edges that code shows: calls, funs, `fun M:F/A` in code and in literals. Calls whose target is computed are
// bounded from the atoms that reachable code can pass around:
//   * a module that reachable code names as a value may be called dynamically;
//   * of such a module, exports are kept whose name is that of a dynamic call (`X:init(...)`), or is named by a
//     function that spawns or applies, or by the program's own modules;
//   * a module and a function named in the same function or literal: those exports are kept, whatever the arity;
//   * a module that raises errors with error_info keeps format_error/2, when anything calls functions of that name;
//   * a callback module of xmerl:export is kept whole, one of gen_statem keeps its exports of three arguments;
//   * an Elixir protocol keeps its implementations for structs that are named;
//   * a module with an on_load function, or with '$handle_undefined_function'/2, keeps those and OTP's error_handler;
//   * how much of OTP's kernel is needed, kernel_reach.h says; with an application controller, applications that the program
//     names are reached with those that they need, their callback modules, and modules that their descriptions name;
//   * when the program's own modules make atoms at run time and call dynamically, the library modules that
//     they name are kept whole.
// An atom that is only compared with counts in the program's own modules, not in library modules: the value
// must come from elsewhere. What none of this sees (names read from input) needs ReachRoots::keep.
#ifndef SEABEAM_COMPILER_DRIVER_REACH_REACH_H_
#define SEABEAM_COMPILER_DRIVER_REACH_REACH_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "beam/module.h"

namespace seabeam::driver {

// What an application's description refers to.
struct ApplicationFacts {
  std::vector<std::string> needs;  // other applications
  std::string module;              // its callback module, "" for a library
  std::vector<std::string> atoms;
};

struct ModuleSource {
  std::function<bool(const std::string& name)> exists;
  // Called once at most for a name, and only for those that exist.
  std::function<absl::StatusOr<beam::Module>(const std::string& name)> load;
  // Called once at most for a name; nullopt: there is no such application.
  std::function<absl::StatusOr<absl::optional<ApplicationFacts>>(const std::string& name)> application;
};

struct ReachRoots {
  std::vector<std::string> program;  // the program's own modules: kept whole
  std::vector<std::string> keep;     // library modules to keep whole
  // Modules of the runtime that it starts by name: their exports of arity 0 are reached. The functions they
  // call dynamically are the program's.
  std::vector<std::string> boot;
  std::vector<std::string> applications;  // the program's own
  // Keep every module whole that anything reaches.
  bool everything = false;
};

struct ReachedModule {
  std::string name;
  std::vector<bool> kept;  // by function, in the order of beam::Module::functions
  bool whole = false;      // all of them
};

struct Reached {
  std::vector<ReachedModule> modules;  // in order of discovery, roots first; none without a kept function
  std::vector<std::string> missing;    // modules that are called and that nobody has, sorted
  std::vector<std::string> applications;  // whose descriptions are asked for, sorted
  // The program looks for kernel's processes: this module is to start them before it. "" when it does not.
  std::string kernel_starter;
  uint32_t parts = 0;                  // abi::RuntimePart bits: what the runtime has to hold
};

// Errors: NotFound when a module of `roots` does not exist; those of source.load.
absl::StatusOr<Reached> FindReachable(const ModuleSource& source, const ReachRoots& roots);

}  // namespace seabeam::driver

#endif  // SEABEAM_COMPILER_DRIVER_REACH_REACH_H_
