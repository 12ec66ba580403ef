#include "fuzz/atomvm_exercise.h"

#include <cstdint>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/findings.h"
#include "beam/avm.h"
#include "beam/module.h"
#include "compiler/atomvm/build.h"
#include "compiler/inspect/inspect.h"
#include "emit/container/testing/sample_native.h"
#include "re2/re2.h"

namespace seabeam::fuzz {
namespace {

// Code for many labels costs time and finds nothing.
constexpr uint32_t kMaxLabels = 2000;

absl::StatusOr<atomvm::NativeCode> Generate(const beam::Module& module) {
  if (module.code_header.label_count > kMaxLabels) return absl::UnimplementedError("many labels");
  atomvm::testing::SampleShape shape;
  shape.labels = module.code_header.label_count;
  return atomvm::testing::SampleNativeCode(shape);
}

std::vector<std::string> Messages(absl::string_view bytes) {
  std::string text;
  base::Findings findings;
  inspect::Inspect(bytes, &text, &findings);
  return findings.lines();
}

// What is wrong with the file made of a module, or "".
std::string ExerciseBuild(absl::string_view bytes, bool keep_bytecode, size_t* built) {
  atomvm::BuildOptions options;
  options.file_name = "m.beam";
  options.key = std::string(16, 'k');
  options.keep_bytecode = keep_bytecode;
  const absl::StatusOr<atomvm::BuiltFile> first =
      atomvm::BuildHostFile(bytes, "", options, Generate);
  if (!first.ok()) {
    if (first.status().code() == absl::StatusCode::kInternal)
      return std::string(first.status().message());
    return absl::StartsWith(first.status().message(), "m.beam: ")
               ? ""
               : absl::StrCat("message without file: ", first.status().message());
  }
  if (first->outcome != atomvm::Outcome::kBuilt)
    return "";  // had no bytecode, or it was its own earlier result
  ++*built;
  for (const std::string& message : Messages(first->bytes))
    return absl::StrCat("file made: ", message);
  // The same once more, from the result or with it at hand.
  const absl::StatusOr<atomvm::BuiltFile> again =
      keep_bytecode ? atomvm::BuildHostFile(first->bytes, "", options, Generate)
                    : atomvm::BuildHostFile(bytes, first->bytes, options, Generate);
  if (!again.ok()) return absl::StrCat("again: ", again.status().message());
  if (again->outcome != atomvm::Outcome::kUpToDate) return "again: not up to date";
  if (again->bytes != first->bytes) return "again: other bytes";
  return "";
}

std::string ExercisePack(const std::vector<beam::AvmSection>& sections) {
  const absl::StatusOr<std::string> bytes = beam::WriteAvm(sections);
  if (!bytes.ok()) return absl::StrCat("pack not written again: ", bytes.status().message());
  const absl::StatusOr<std::vector<beam::AvmSection>> again = beam::ReadAvm(*bytes);
  if (!again.ok()) return absl::StrCat("pack not read again: ", again.status().message());
  if (again->size() != sections.size()) return "pack: other number of sections";
  for (size_t i = 0; i < sections.size(); ++i) {
    const beam::AvmSection& a = sections[i];
    const beam::AvmSection& b = (*again)[i];
    if (a.name != b.name || a.flags != b.flags || a.reserved != b.reserved || a.data != b.data) {
      return absl::StrCat("pack: section ", i, " changed");
    }
  }
  return "";
}

}  // namespace

AtomVmExercised ExerciseAtomVm(absl::string_view bytes) {
  AtomVmExercised result;
  result.messages = Messages(bytes);
  std::vector<absl::string_view> modules = {bytes};
  if (beam::IsAvm(bytes)) {
    modules.clear();
    const absl::StatusOr<std::vector<beam::AvmSection>> sections = beam::ReadAvm(bytes);
    if (!sections.ok()) return result;
    result.finding = ExercisePack(*sections);
    for (const beam::AvmSection& section : *sections) {
      if ((section.flags & beam::kAvmBeam) != 0) modules.push_back(section.data);
    }
  }
  for (const absl::string_view module : modules) {
    for (const bool keep_bytecode : {false, true}) {
      if (result.finding.empty())
        result.finding = ExerciseBuild(module, keep_bytecode, &result.built);
    }
  }
  return result;
}

std::string KindOfMessage(absl::string_view message) {
  std::string kind(message);
  // What stands in front of a chunk is a section's name.
  RE2::Replace(&kind, R"(^[^ ]*: chunk )", "chunk ");
  RE2::GlobalReplace(&kind, R"(\S*[0-9/\\"']\S*)", "N");
  return kind;
}

}  // namespace seabeam::fuzz
