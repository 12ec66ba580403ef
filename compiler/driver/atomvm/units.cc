#include "compiler/driver/atomvm/units.h"

#include <algorithm>
#include <utility>

#include "abi/atomvm/container.h"
#include "abi/atomvm/limits.h"
#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "base/file.h"
#include "base/status_macros.h"
#include "compiler/atomvm/stamp.h"
#include "compiler/driver/cache.h"
#include "compiler/driver/store.h"

namespace seabeam::driver {
namespace {

using abi::atomvm::kAvmBeamSuffix;
using abi::atomvm::kMaxModules;

absl::StatusOr<std::unique_ptr<AvmPack>> ReadPack(const std::string& path) {
  auto pack = std::make_unique<AvmPack>();
  pack->path = path;
  SEABEAM_ASSIGN_OR_RETURN(pack->bytes, base::ReadFile(path));
  absl::StatusOr<std::vector<beam::AvmSection>> sections = beam::ReadAvm(pack->bytes);
  if (!sections.ok()) return base::Annotate(sections.status(), path);
  pack->sections = *std::move(sections);
  SEABEAM_RETURN_IF_ERROR(CheckModuleCount(
      path, static_cast<size_t>(std::count_if(
                pack->sections.begin(), pack->sections.end(),
                [](const auto& section) { return (section.flags & beam::kAvmBeam) != 0; }))));
  return pack;
}

AtomVmUnit UnitOf(const AvmPack& pack, size_t index, const beam::AvmSection& section) {
  AtomVmUnit unit;
  unit.name = section.name;
  unit.label = absl::StrCat(pack.path, "(", section.name, ")");
  unit.is_module = (section.flags & beam::kAvmBeam) != 0;
  unit.section = &section;
  unit.pack = index;
  return unit;
}

AtomVmUnit UnitOf(const ModuleFile& file) {
  AtomVmUnit unit;
  unit.name = absl::StrCat(file.name, kAvmBeamSuffix);
  unit.label = file.label;
  unit.path = file.path;
  return unit;
}

}  // namespace

absl::Status CheckModuleCount(absl::string_view pack, size_t count) {
  if (count <= kMaxModules) return absl::OkStatus();
  return absl::ResourceExhaustedError(
      absl::StrCat(pack, ": ", count, " modules, AtomVM has room for ", kMaxModules));
}

absl::StatusOr<AtomVmInputs> GatherAtomVmInputs(const Options& options) {
  AtomVmInputs out;
  // Packs stay whole; what else there is goes the way of the other commands.
  Options rest = options;
  rest.inputs.clear();
  std::vector<size_t> places;  // of the inputs in `rest`
  for (size_t i = 0; i < options.inputs.size(); ++i) {
    if (absl::EndsWith(options.inputs[i], ".avm")) continue;
    rest.inputs.push_back(options.inputs[i]);
    places.push_back(i);
  }
  if (!rest.inputs.empty() || !rest.apps.empty()) {
    SEABEAM_ASSIGN_OR_RETURN(out.files, GatherInputs(rest));
  }
  std::vector<std::vector<AtomVmUnit>> by_input(options.inputs.size() + options.apps.size());
  for (const ModuleFile& file : out.files.modules) {
    const size_t place = file.input < places.size()
                             ? places[file.input]
                             : options.inputs.size() + (file.input - places.size());
    by_input[place].push_back(UnitOf(file));
  }
  for (size_t i = 0; i < options.inputs.size(); ++i) {
    if (!absl::EndsWith(options.inputs[i], ".avm")) continue;
    SEABEAM_ASSIGN_OR_RETURN(std::unique_ptr<AvmPack> pack, ReadPack(options.inputs[i]));
    for (const beam::AvmSection& section : pack->sections) {
      by_input[i].push_back(UnitOf(*pack, out.packs.size(), section));
    }
    out.packs.push_back(std::move(pack));
  }
  for (std::vector<AtomVmUnit>& units : by_input) {
    std::move(units.begin(), units.end(), std::back_inserter(out.units));
  }
  out.modules = static_cast<size_t>(
      std::count_if(out.units.begin(), out.units.end(), [](const auto& u) { return u.is_module; }));
  return out;
}

absl::StatusOr<std::string> ReadUnit(const AtomVmUnit& unit) {
  if (unit.section != nullptr) return std::string(unit.section->data);
  return base::ReadFile(unit.path);
}

absl::StatusOr<AtomVmOptions> MakeAtomVmOptions(const Options& options) {
  AtomVmOptions result;
  SEABEAM_ASSIGN_OR_RETURN(result.compile, MakeCompileOptions(options));
  result.shared_memory = !options.no_shared_memory;
  result.tail_calls = !options.no_tail_calls;
  result.label_at_a_time = options.label_at_a_time;
  return result;
}

absl::StatusOr<AtomVmOptions> OptionsForUnit(const AtomVmOptions& options, const AtomVmUnit& unit) {
  AtomVmOptions result = options;
  result.compile.file_name = unit.label;
  std::string& dump_dir = result.compile.pipeline.dump_dir;
  if (!dump_dir.empty()) {
    dump_dir =
        base::JoinPath(dump_dir, ModuleFileName(absl::StripSuffix(unit.name, kAvmBeamSuffix)));
    SEABEAM_RETURN_IF_ERROR(base::MakeDirectories(dump_dir));
  }
  return result;
}

std::string BuildKey(const AtomVmOptions& options) {
  return atomvm::Digest(absl::StrCat(CompilerId(), "\n", ModuleCache::Key("", options.compile),
                                     "\n", options.shared_memory, options.tail_calls,
                                     options.label_at_a_time));
}

}  // namespace seabeam::driver
