#include <algorithm>
#include <cstdio>
#include <string>

#include "abi/container.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "base/file.h"
#include "base/findings.h"
#include "base/status_macros.h"
#include "compiler/driver/commands.h"
#include "compiler/driver/inputs.h"
#include "compiler/inspect/inspect.h"
#include "emit/wasm/reader.h"

namespace seabeam::driver {
namespace {

absl::Status InspectWasm(absl::string_view bytes, const std::string& label, std::string* out) {
  absl::StatusOr<wasm::ModuleOutline> outline = wasm::ReadModule(bytes);
  if (!outline.ok()) return base::Annotate(outline.status(), label);
  absl::StrAppendFormat(out, "%s: wasm module%s%s, %d bytes\n", label, outline->module_name.empty() ? "" : " ",
                        outline->module_name, bytes.size());
  bool seabeam = false;
  for (const wasm::ModuleOutline::Section& section : outline->sections) {
    absl::StrAppendFormat(out, "  %8d %8d  %-12s", section.offset, section.size, section.name);
    if (section.count > 0) absl::StrAppendFormat(out, " %d entries", section.count);
    absl::StrAppend(out, "\n");
    seabeam |= section.name == abi::kContainerSection;
  }
  absl::StrAppendFormat(out, "  %d functions, %d imported; %d exports\n", outline->functions.size(),
                        outline->num_imported_functions, outline->exports.size());
  if (!outline->name_section_note.empty()) absl::StrAppend(out, "  name section: ", outline->name_section_note, "\n");
  if (!seabeam) absl::StrAppend(out, "  no section \"", abi::kContainerSection, "\": not a compiled module\n");
  return absl::OkStatus();
}

}  // namespace

int InspectCommand(const Options& options) {
  Options rest = options;
  rest.inputs.clear();
  int worst = kExitDone;
  auto inspect_file = [&](const std::string& path, const std::string& label) {
    absl::StatusOr<std::string> bytes = base::ReadFile(path);
    if (!bytes.ok()) {
      worst = std::max(worst, Report(bytes.status()));
      return;
    }
    std::string out;
    if (absl::StartsWith(*bytes, absl::string_view("\0asm", 4))) {
      const absl::Status status = InspectWasm(*bytes, label, &out);
      fputs(out.c_str(), stdout);
      worst = std::max(worst, Report(status));
      return;
    }
    base::Findings findings;
    absl::StrAppend(&out, label, ": ", bytes->size(), " bytes\n");
    inspect::Inspect(*bytes, &out, &findings);
    fputs(out.c_str(), stdout);
    for (const std::string& line : findings.lines()) {
      fprintf(stderr, "%s: %s\n", label.c_str(), line.c_str());
    }
    if (findings.dropped() > 0) {
      fprintf(stderr, "%s: and %zu more findings\n", label.c_str(), findings.dropped());
    }
    if (!findings.empty()) worst = std::max(worst, kExitBadInput);
  };
  // Files that no other command takes, or that are damaged, are looked at too.
  for (const std::string& input : options.inputs) {
    if (absl::EndsWith(input, ".wasm") || absl::EndsWith(input, ".avm") || absl::EndsWith(input, ".beam")) {
      inspect_file(input, input);
    } else {
      rest.inputs.push_back(input);
    }
  }
  if (!rest.inputs.empty() || !rest.apps.empty()) {
    absl::StatusOr<Inputs> inputs = GatherInputs(rest);
    if (!inputs.ok()) return Report(inputs.status());
    for (const ModuleFile& file : inputs->modules) inspect_file(file.path, file.label);
  }
  return worst;
}

}  // namespace seabeam::driver
