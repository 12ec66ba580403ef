// size --abi=atomvm: where the bytes of native code go. Code that a file has already is taken as it
// is.
#include <algorithm>
#include <cstdio>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "abi/atomvm/container.h"
#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "base/findings.h"
#include "base/status_macros.h"
#include "beam/iff.h"
#include "compiler/atomvm/build.h"
#include "compiler/atomvm/check.h"
#include "compiler/driver/atomvm/units.h"
#include "compiler/driver/atomvm_code.h"
#include "compiler/driver/commands.h"
#include "compiler/driver/size_rows.h"
#include "compiler/driver/work.h"
#include "re2/re2.h"

namespace seabeam::driver {
namespace {

using abi::atomvm::kLabelRowSize;
using abi::atomvm::kLineRowSize;
using abi::atomvm::kMetadataCountSize;
using abi::atomvm::kNativeChunk;
using atomvm::HostFile;
using atomvm::NativeStream;

// The file of a unit with native code in it.
absl::StatusOr<std::string> WithNativeCode(const AtomVmUnit& unit, const AtomVmOptions& options) {
  SEABEAM_ASSIGN_OR_RETURN(std::string bytes, ReadUnit(unit));
  const absl::StatusOr<std::vector<beam::Chunk>> chunks = beam::ReadChunks(bytes);
  if (chunks.ok() && beam::FindChunk(*chunks, kNativeChunk) != nullptr) return bytes;
  SEABEAM_ASSIGN_OR_RETURN(const AtomVmOptions own, OptionsForUnit(options, unit));
  CrashContext context(unit.label.c_str());
  atomvm::BuildOptions build;
  build.file_name = unit.label;
  build.key = BuildKey(options);
  SEABEAM_ASSIGN_OR_RETURN(atomvm::BuiltFile built,
                           atomvm::BuildHostFile(bytes, "", build, [&](const beam::Module& module) {
                             return CompileForAtomVm(module, own, nullptr);
                           }));
  return std::move(built.bytes);
}

using Sizes = std::map<std::string, int64_t>;

// Every byte of the chunk counts once.
void AddSections(const NativeStream& stream, int64_t chunk_size, Sizes* sizes) {
  int64_t known = 0;
  const auto add = [&](const std::string& name, uint64_t bytes) {
    (*sizes)[name] += static_cast<int64_t>(bytes);
    known += static_cast<int64_t>(bytes);
  };
  if (stream.outline.has_value()) {
    for (const wasm::ModuleOutline::Section& section : stream.outline->sections) {
      add(section.name, section.size);
    }
  }
  if (stream.has_metadata) {
    add("lines", kMetadataCountSize + stream.lines.size() * kLineRowSize);
    add("labels", kMetadataCountSize + stream.label_rows.size() * kLabelRowSize);
  }
  (*sizes)["headers"] += chunk_size - known;
}

void AddFunctions(const HostFile& file, const RE2& pattern, Sizes* sizes) {
  const NativeStream& stream = *file.native->stream;
  if (!stream.outline.has_value()) return;
  absl::flat_hash_map<uint32_t, uint32_t> label_of;
  for (const auto& [label, function] : stream.exported) label_of[function] = label;
  for (const wasm::ModuleOutline::Function& function : stream.outline->functions) {
    std::string name = function.name.empty() ? "(internal)" : absl::StrCat("(", function.name, ")");
    if (auto found = label_of.find(function.index); found != label_of.end()) {
      name = found->second == file.native->labels ? "(end of a process)"
                                                  : atomvm::FunctionOfLabel(file, found->second);
    }
    name = absl::StrCat(file.tables.module.name, ":", name);
    if (RE2::PartialMatch(name, pattern)) (*sizes)[name] += function.size;
  }
}

absl::Status AddUnit(const AtomVmUnit& unit, absl::string_view bytes, const std::string& by,
                     const RE2& pattern, Sizes* sizes) {
  SEABEAM_ASSIGN_OR_RETURN(const std::vector<beam::Chunk> chunks, beam::ReadChunks(bytes));
  base::Findings findings;
  const HostFile file = atomvm::CheckHostFile(bytes, chunks, &findings);
  if (!findings.empty()) return base::Annotate(findings.ToStatus(), unit.label);
  const int64_t size = static_cast<int64_t>(beam::FindChunk(chunks, kNativeChunk)->data.size());
  if (by == "module") {
    (*sizes)[unit.name] += size;
  } else if (by == "section") {
    AddSections(*file.native->stream, size, sizes);
  } else {
    AddFunctions(file, pattern, sizes);
  }
  return absl::OkStatus();
}

}  // namespace

int SizeForAtomVmCommand(const Options& options, const RE2& pattern) {
  absl::StatusOr<AtomVmOptions> compile = MakeAtomVmOptions(options);
  if (!compile.ok()) return Report(compile.status());
  absl::StatusOr<AtomVmInputs> inputs = GatherAtomVmInputs(options);
  if (!inputs.ok()) return Report(inputs.status());
  std::mutex mutex;
  int worst = kExitDone;
  Sizes sizes;
  {
    Progress progress("compiling", inputs->units.size());
    ParallelFor(inputs->units.size(), ThreadCount(options.jobs), [&](size_t i) {
      const AtomVmUnit& unit = inputs->units[i];
      if (!unit.is_module) return;
      const absl::StatusOr<std::string> bytes = WithNativeCode(unit, *compile);
      progress.Step(unit.name);
      std::lock_guard<std::mutex> lock(mutex);
      absl::Status status = bytes.status();
      if (status.ok()) status = AddUnit(unit, *bytes, options.by, pattern, &sizes);
      if (status.ok()) return;
      progress.Message(status.message());
      worst = std::max(
          worst, status.code() == absl::StatusCode::kInternal ? kExitInternal : kExitBadInput);
    });
  }
  std::vector<SizeRow> rows;
  for (const auto& [name, bytes] : sizes) rows.push_back({name, bytes});
  PrintSizes(std::move(rows), options.by);
  return worst;
}

}  // namespace seabeam::driver
