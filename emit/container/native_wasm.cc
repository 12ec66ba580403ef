#include "emit/container/native_wasm.h"

#include <string>
#include <utility>
#include <vector>

#include "abi/atomvm/container.h"
#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "emit/wasm/types.h"

namespace seabeam::atomvm {
namespace {

using namespace abi::atomvm;  // NOLINT: the facts of this format
using wasm::ModuleOutline;

// The label that an export stands for: "f" and a number without zeros in front.
absl::optional<uint32_t> LabelOfExport(absl::string_view name) {
  if (!absl::StartsWith(name, kExportPrefix)) return absl::nullopt;
  name.remove_prefix(1);
  uint32_t label = 0;
  if (!absl::SimpleAtoi(name, &label) || absl::StrCat(label) != name) return absl::nullopt;
  return label;
}

class Checker {
 public:
  Checker(uint64_t base, uint32_t labels, NativeStream* stream, base::Findings* findings)
      : base_(base), labels_(labels), stream_(*stream), findings_(*findings) {}

  void Check(absl::string_view wasm) {
    if (wasm.size() < kMinWasmSize) {
      Add("wasm module of ", wasm.size(), " bytes is too small");
      return;
    }
    if (!absl::StartsWith(wasm, absl::string_view(kWasmMagic, 4))) {
      Add("not a wasm module");
      return;
    }
    absl::StatusOr<ModuleOutline> outline = wasm::ReadModule(wasm);
    if (!outline.ok()) {
      Add(outline.status().message());
      return;
    }
    for (const ModuleOutline::Import& import : outline->imports) CheckImport(import);
    CheckInstantiation(*outline);
    CheckExports(*outline);
    stream_.outline = *std::move(outline);
  }

 private:
  template <typename... Parts>
  void Add(const Parts&... parts) {
    findings_.Add("", base_, absl::StrCat(parts...));
  }

  void CheckImport(const ModuleOutline::Import& import) {
    const bool is_memory = import.name == kMemoryImport;
    if (import.module != kImportModule || (!is_memory && import.name != kTableImport)) {
      Add("import ", import.module, ".", import.name, " is nothing that the host supplies");
      return;
    }
    if (import.kind != (is_memory ? wasm::ExternKind::kMemory : wasm::ExternKind::kTable)) {
      Add("import ", import.module, ".", import.name, " is of another kind at the host");
      return;
    }
    if (is_memory) {
      CheckMemory(import.limits);
    } else {
      if (import.value_type != wasm::kFuncRef) Add("the host's table holds functions");
      if (import.limits.max.has_value()) Add("the host's table has no maximum, the import has one");
      if (import.limits.min != kTableMin) {
        Add("the import wants ", import.limits.min, " entries of the host's table");
      }
    }
  }

  void CheckMemory(const wasm::Limits& limits) {
    if (limits.shared && !limits.max.has_value())
      Add("shared memory is imported without a maximum");
    if (limits.min > kHostMemoryPages) {
      Add("the import wants ", limits.min, " pages of memory, the host starts with ",
          kHostMemoryPages);
    }
    if (limits.max.has_value() && *limits.max < kHostMemoryMaxPages) {
      Add("the import wants at most ", *limits.max, " pages of memory, the host may have ",
          kHostMemoryMaxPages);
    }
  }

  void CheckInstantiation(const ModuleOutline& outline) {
    if (!outline.memories.empty()) Add("the module has a memory of its own");
    if (outline.has_start) Add("the module has a start function, which every thread would run");
    if (!outline.active_data.empty()) {
      Add("the module has ", outline.active_data.size(),
          " active data segments, which every thread would copy over the host's memory");
    }
    for (const uint32_t table : outline.active_elements) {
      if (table >= outline.num_imported_tables) continue;
      Add("the module has an active element segment for the host's table");
      break;
    }
  }

  void CheckExports(const ModuleOutline& outline) {
    absl::flat_hash_map<uint32_t, uint32_t> label_of;  // function -> label
    absl::flat_hash_set<std::string> names;
    for (const ModuleOutline::Export& e : outline.exports) {
      if (!names.insert(e.name).second) {
        Add("there are two exports ", e.name);
        continue;
      }
      const absl::optional<uint32_t> label = LabelOfExport(e.name);
      if (!label.has_value()) continue;
      if (e.kind != wasm::ExternKind::kFunction) {
        Add("export ", e.name, " is no function");
        continue;
      }
      if (*label >= stream_.entries) {
        Add("export ", e.name, " lies behind the ", stream_.entries, " entries");
        continue;
      }
      if (!HasEntryType(outline, e.index)) {
        Add("export ", e.name, " is not of type (i32, i32, i32) -> i32");
        continue;
      }
      const auto [place, is_new] = label_of.emplace(e.index, *label);
      if (!is_new) {
        Add("export ", e.name, " is the same function as ", ExportName(place->second),
            ", the host would free its table slot twice");
      }
      stream_.exported.emplace(*label, e.index);
    }
    if (stream_.exported.count(labels_) == 0) {
      Add("no export ", ExportName(labels_), ", where processes end");
    }
  }

  static bool HasEntryType(const ModuleOutline& outline, uint32_t function) {
    uint32_t type = 0;
    if (function >= outline.num_imported_functions) {
      type = outline.functions[function - outline.num_imported_functions].type;
    } else {
      uint32_t index = 0;
      for (const ModuleOutline::Import& import : outline.imports) {
        if (import.kind == wasm::ExternKind::kFunction && index++ == function) type = import.type;
      }
    }
    const wasm::FuncType entry = {std::vector<wasm::ValType>(kEntryParams, wasm::kI32),
                                  {wasm::kI32}};
    return outline.types[type] == entry;
  }

  const uint64_t base_;
  const uint32_t labels_;
  NativeStream& stream_;
  base::Findings& findings_;
};

}  // namespace

void CheckNativeWasm(absl::string_view wasm, uint64_t base, uint32_t labels, NativeStream* stream,
                     base::Findings* findings) {
  Checker(base, labels, stream, findings).Check(wasm);
}

}  // namespace seabeam::atomvm
