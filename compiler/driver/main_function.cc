#include "compiler/driver/main_function.h"

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/file.h"
#include "base/status_macros.h"
#include "beam/loader.h"

namespace seabeam::driver {
namespace {

absl::StatusOr<beam::Module> LoadFile(const ModuleFile& file) {
  SEABEAM_ASSIGN_OR_RETURN(std::string bytes, base::ReadFile(file.path));
  beam::LoadOptions options;
  options.file_name = file.label;
  return beam::LoadModule(bytes, options);
}

bool HasStart(const beam::Module& module) {
  for (const beam::FunctionEntry& entry : module.exports) {
    const std::string& name = module.atom(entry.function);
    if ((name == "main" && entry.arity <= 1) || (name == "start" && entry.arity == 0)) return true;
  }
  return false;
}

}  // namespace

absl::StatusOr<MainFunction> FindMain(const Inputs& inputs, const std::string& given) {
  MainFunction result;
  if (!given.empty()) {
    size_t colon = given.rfind(':');
    result.module = given.substr(0, colon);
    if (colon != std::string::npos) result.function = given.substr(colon + 1);
    // Elixir's modules may be called as they are written in Elixir.
    if (inputs.Find(result.module) == nullptr && inputs.Find("Elixir." + result.module) != nullptr) {
      result.module.insert(0, "Elixir.");
    }
    return result;
  }
  if (!inputs.script.empty()) {
    if (inputs.library.Find("elixir").empty()) {
      return absl::NotFoundError(absl::StrCat(inputs.script, ": running it needs an installed Elixir"));
    }
    // It takes the script's name from the program's arguments.
    result.module = "elixir";
    result.function = "start_cli";
    return result;
  }
  if (inputs.modules.empty()) return absl::InvalidArgumentError("there is nothing to run");
  const size_t first_input = inputs.modules[0].input;
  for (const ModuleFile& file : inputs.modules) {
    if (file.input != first_input) break;
    SEABEAM_ASSIGN_OR_RETURN(beam::Module module, LoadFile(file));
    if (!HasStart(module)) continue;
    if (module.name != file.name) {
      return absl::InvalidArgumentError(
          absl::StrCat(file.label, ": it holds module ", module.name, ", which its name has to be"));
    }
    result.module = module.name;
    return result;
  }
  return absl::InvalidArgumentError(
      absl::StrCat(inputs.modules[0].label, ": it exports none of main/1, main/0 and start/0; give --main M:F"));
}

}  // namespace seabeam::driver
