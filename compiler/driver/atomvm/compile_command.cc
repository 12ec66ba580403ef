#include "compiler/driver/atomvm/compile_command.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "base/file.h"
#include "base/status_macros.h"
#include "beam/avm.h"
#include "compiler/atomvm/build.h"
#include "compiler/driver/atomvm/units.h"
#include "compiler/driver/atomvm_code.h"
#include "compiler/driver/commands.h"
#include "compiler/driver/store.h"
#include "compiler/driver/work.h"

namespace seabeam::driver {
namespace {

using atomvm::BuiltFile;
using atomvm::Outcome;

const char* OutcomeName(Outcome outcome) {
  switch (outcome) {
    case Outcome::kBuilt:
      return "built";
    case Outcome::kUpToDate:
      return "up to date";
    case Outcome::kKept:
      return "kept";
  }
  return "?";
}

// Where the results go.
struct Target {
  enum Kind { kFile, kPack, kFolder } kind = kFolder;
  std::string path;
};

absl::StatusOr<Target> TargetOf(const Options& options, const AtomVmInputs& inputs) {
  Target target;
  target.path = options.output;
  const bool is_folder = base::IsDirectory(options.output);
  if (!is_folder && absl::EndsWith(options.output, ".avm")) {
    target.kind = Target::kPack;
    // Of several modules with one name, the pack takes the first.
    absl::flat_hash_set<std::string> names;
    for (const AtomVmUnit& unit : inputs.units) {
      if (unit.is_module) names.insert(unit.name);
    }
    SEABEAM_RETURN_IF_ERROR(CheckModuleCount(options.output, names.size()));
  } else if (!is_folder && absl::EndsWith(options.output, ".beam")) {
    if (!inputs.packs.empty()) {
      return absl::InvalidArgumentError(
          absl::StrCat(options.output, ": ", inputs.packs[0]->path,
                       " is a pack, so -o has to name a folder or a .avm"));
    }
    if (inputs.units.size() != 1) {
      return absl::InvalidArgumentError(absl::StrCat(options.output, ": there are ",
                                                     inputs.units.size(),
                                                     " modules, so -o has to name a folder or a "
                                                     ".avm"));
    }
    target.kind = Target::kFile;
  } else {
    SEABEAM_RETURN_IF_ERROR(base::MakeDirectories(options.output));
    absl::flat_hash_set<std::string> names;
    for (const auto& pack : inputs.packs) {
      if (!names.insert(base::BaseName(pack->path)).second) {
        return absl::InvalidArgumentError(
            absl::StrCat(pack->path, ": there is another pack of this name"));
      }
    }
  }
  return target;
}

// What earlier builds left where the results go.
class Previous {
 public:
  Previous(const Target& target, const AtomVmInputs& inputs) : target_(target) {
    if (target.kind == Target::kPack) {
      ReadPack(target.path);
      return;
    }
    if (target.kind != Target::kFolder) return;
    for (const auto& pack : inputs.packs) {
      ReadPack(base::JoinPath(target.path, base::BaseName(pack->path)));
    }
  }

  // Empty when there is nothing.
  std::string Find(const AtomVmUnit& unit) const {
    if (unit.section == nullptr && target_.kind != Target::kPack) {
      const std::string path =
          target_.kind == Target::kFile ? target_.path : base::JoinPath(target_.path, unit.name);
      return base::FileExists(path) ? base::ReadFile(path).value_or("") : "";
    }
    auto found = sections_.find(unit.name);
    return found == sections_.end() ? "" : found->second;
  }

 private:
  void ReadPack(const std::string& path) {
    if (!base::FileExists(path)) return;
    absl::StatusOr<std::string> bytes = base::ReadFile(path);
    if (!bytes.ok()) return;
    absl::StatusOr<std::vector<beam::AvmSection>> sections = beam::ReadAvm(*bytes);
    if (!sections.ok()) return;
    for (const beam::AvmSection& section : *sections) {
      if ((section.flags & beam::kAvmBeam) != 0) {
        sections_.emplace(section.name, std::string(section.data));
      }
    }
  }

  const Target& target_;
  absl::flat_hash_map<std::string, std::string> sections_;
};

struct Totals {
  int64_t outcomes[3] = {0, 0, 0};
  int64_t native_bytes = 0;  // of modules that have bytecode
  int64_t code_bytes = 0;
  size_t failed = 0;
  CompileStats compiled;
};

std::string Summary(const Totals& totals) {
  std::string text = absl::StrCat(totals.outcomes[0], " modules built, ", totals.outcomes[1],
                                  " up to date, ", totals.outcomes[2], " kept");
  if (totals.failed > 0) absl::StrAppend(&text, ", ", totals.failed, " failed");
  if (totals.code_bytes > 0) {
    absl::StrAppendFormat(
        &text, "; native code is %.2f times the bytecode",
        static_cast<double>(totals.native_bytes) / static_cast<double>(totals.code_bytes));
  }
  return text;
}

class Compilation {
 public:
  Compilation(const Options& options, const AtomVmOptions& compile, const AtomVmInputs& inputs,
              const Target& target, const AtomVmGenerator& generate)
      : options_(options),
        compile_(compile),
        inputs_(inputs),
        target_(target),
        generate_(generate),
        previous_(target, inputs),
        key_(BuildKey(compile)),
        results_(inputs.units.size()) {}

  int Run() {
    const auto start = std::chrono::steady_clock::now();
    const int threads = ThreadCount(options_.jobs);
    {
      Progress progress("compiling", inputs_.units.size());
      ParallelFor(inputs_.units.size(), threads, [&](size_t i) {
        const AtomVmUnit& unit = inputs_.units[i];
        if (unit.is_module) Build(i, &progress);
        progress.Step(unit.name);
      });
    }
    if (inputs_.modules > 1 || options_.verbose) fprintf(stderr, "%s\n", Summary(totals_).c_str());
    if (worst_ == kExitDone || target_.kind == Target::kFolder) WriteAll();
    if (!options_.stats_file.empty()) {
      StoreStats stats;
      stats.compiled = totals_.compiled;
      stats.from_cache = totals_.outcomes[1];
      const int64_t wall = std::chrono::duration_cast<std::chrono::nanoseconds>(
                               std::chrono::steady_clock::now() - start)
                               .count();
      Worsen(Report(WriteStats(options_.stats_file, stats, wall, threads)));
    }
    return worst_;
  }

 private:
  void Worsen(int status) { worst_ = std::max(worst_, status); }

  absl::StatusOr<BuiltFile> BuildUnit(const AtomVmUnit& unit) {
    SEABEAM_ASSIGN_OR_RETURN(const std::string bytes, ReadUnit(unit));
    SEABEAM_ASSIGN_OR_RETURN(const AtomVmOptions own, OptionsForUnit(compile_, unit));
    CrashContext context(unit.label.c_str());
    atomvm::BuildOptions build;
    build.file_name = unit.label;
    build.keep_bytecode = options_.keep_bytecode;
    build.key = key_;
    // With verification or a dump folder compiling is the point.
    build.rebuild = options_.verify || options_.no_cache || !options_.dump_dir.empty();
    return atomvm::BuildHostFile(
        bytes, previous_.Find(unit), build,
        [&](const beam::Module& module) -> absl::StatusOr<atomvm::NativeCode> {
          CompileStats stats;
          absl::StatusOr<atomvm::NativeCode> code = generate_(module, own, &stats);
          if (code.ok()) {
            std::lock_guard<std::mutex> lock(mutex_);
            totals_.compiled.Add(stats);
          }
          return code;
        });
  }

  void Build(size_t i, Progress* progress) {
    const AtomVmUnit& unit = inputs_.units[i];
    absl::StatusOr<BuiltFile> built = BuildUnit(unit);
    std::lock_guard<std::mutex> lock(mutex_);
    if (!built.ok()) {
      progress->Message(built.status().message());
      ++totals_.failed;
      Worsen(built.status().code() == absl::StatusCode::kInternal ? kExitInternal : kExitBadInput);
      return;
    }
    ++totals_.outcomes[static_cast<int>(built->outcome)];
    if (built->code_size > 0) {
      totals_.native_bytes += static_cast<int64_t>(built->native_size);
      totals_.code_bytes += static_cast<int64_t>(built->code_size);
    }
    if (built->outcome == Outcome::kKept) {
      progress->Message(absl::StrCat(unit.label,
                                     ": kept as it is: there is no bytecode, and its native code "
                                     "was made by another compiler or with other options"));
    } else if (options_.verbose) {
      progress->Message(absl::StrCat(unit.label, ": ", OutcomeName(built->outcome), ", ",
                                     built->native_size, " bytes of native code"));
    }
    results_[i] = *std::move(built);
    done_.insert(i);
  }

  void Write(const std::string& path, absl::string_view bytes) {
    Worsen(Report(base::WriteFileAtomic(path, bytes)));
  }

  // A pack of the given units; nothing when one of them failed.
  void WritePack(const std::string& path, const std::vector<size_t>& units) {
    std::vector<beam::AvmSection> sections;
    absl::flat_hash_map<std::string, const AvmPack*> origins;
    for (const size_t i : units) {
      const AtomVmUnit& unit = inputs_.units[i];
      const AvmPack* origin = unit.section == nullptr ? nullptr : inputs_.packs[unit.pack].get();
      beam::AvmSection section;
      if (unit.section != nullptr) section = *unit.section;
      if (unit.is_module) {
        if (done_.count(i) == 0) return;
        section.data = results_[i].bytes;
      }
      if (unit.section == nullptr) {
        section.name = absl::StrCat(results_[i].module, ".beam");
        section.flags = beam::kAvmBeam | (results_[i].exports_start ? beam::kAvmStart : 0u);
      }
      // The host takes the first of several; what one pack held twice stays.
      const auto [known, is_new] = origins.emplace(section.name, origin);
      if (!is_new && (origin == nullptr || known->second != origin)) {
        if (options_.verbose)
          fprintf(stderr, "%s: left out, another one comes first\n", unit.label.c_str());
        continue;
      }
      sections.push_back(std::move(section));
    }
    absl::StatusOr<std::string> bytes = beam::WriteAvm(sections);
    if (!bytes.ok()) {
      Worsen(Report(base::Annotate(bytes.status(), path)));
    } else {
      Write(path, *bytes);
    }
  }

  void WriteAll() {
    std::vector<size_t> all;
    std::vector<std::vector<size_t>> of_pack(inputs_.packs.size());
    for (size_t i = 0; i < inputs_.units.size(); ++i) {
      const AtomVmUnit& unit = inputs_.units[i];
      all.push_back(i);
      if (target_.kind == Target::kPack) continue;
      if (unit.section != nullptr) {
        of_pack[unit.pack].push_back(i);
      } else if (done_.count(i) != 0) {
        Write(
            target_.kind == Target::kFile ? target_.path : base::JoinPath(target_.path, unit.name),
            results_[i].bytes);
      }
    }
    if (target_.kind == Target::kPack) {
      WritePack(target_.path, all);
      return;
    }
    for (size_t k = 0; k < of_pack.size(); ++k) {
      WritePack(base::JoinPath(target_.path, base::BaseName(inputs_.packs[k]->path)), of_pack[k]);
    }
  }

  const Options& options_;
  const AtomVmOptions& compile_;
  const AtomVmInputs& inputs_;
  const Target& target_;
  const AtomVmGenerator& generate_;
  const Previous previous_;
  const std::string key_;
  std::mutex mutex_;
  std::vector<BuiltFile> results_;
  absl::flat_hash_set<size_t> done_;
  Totals totals_;
  int worst_ = kExitDone;
};

}  // namespace

int CompileForAtomVmWith(const Options& options, const AtomVmGenerator& generate) {
  absl::StatusOr<AtomVmOptions> compile = MakeAtomVmOptions(options);
  if (!compile.ok()) return Report(compile.status());
  absl::StatusOr<AtomVmInputs> inputs = GatherAtomVmInputs(options);
  if (!inputs.ok()) return Report(inputs.status());
  absl::StatusOr<Target> target = TargetOf(options, *inputs);
  if (!target.ok()) return Report(target.status());
  return Compilation(options, *compile, *inputs, *target, generate).Run();
}

int CompileForAtomVmCommand(const Options& options) {
  return CompileForAtomVmWith(options, CompileForAtomVm);
}

}  // namespace seabeam::driver
