#include "compiler/atomvm/check.h"

#include <cstddef>
#include <string>
#include <utility>

#include "abi/atomvm/container.h"
#include "absl/strings/str_cat.h"

namespace seabeam::atomvm {
namespace {

using beam::Chunk;
using beam::FunctionEntry;
using beam::Lambda;
using beam::Module;

std::string FunctionName(const Module& module, beam::AtomIndex name, uint32_t arity) {
  return absl::StrCat(module.atom(name), "/", arity);
}

class CrossChecker {
 public:
  CrossChecker(const HostFile& file, base::Findings* findings)
      : tables_(file.tables), native_(*file.native), findings_(*findings) {}

  void Check() {
    if (tables_.code_labels.has_value() && *tables_.code_labels != native_.labels) {
      Add("avmN", native_.labels, " labels, the bytecode has ", *tables_.code_labels);
    }
    const Module& module = tables_.module;
    for (const FunctionEntry& row : module.exports) {
      CheckLabel("ExpT", FunctionName(module, row.function, row.arity), row.label, true);
    }
    // Only names of functions are taken from these.
    for (const FunctionEntry& row : module.locals) {
      CheckLabel("LocT", FunctionName(module, row.function, row.arity), row.label, false);
    }
    for (const Lambda& row : module.lambdas) {
      CheckLabel("FunT", FunctionName(module, row.function, row.arity), row.label, true);
    }
    if (native_.stream.has_value()) CheckLines(*native_.stream);
  }

 private:
  template <typename... Parts>
  void Add(absl::string_view chunk, const Parts&... parts) {
    findings_.Add(absl::StrCat("chunk ", chunk), absl::StrCat(parts...));
  }

  void CheckLabel(absl::string_view chunk, const std::string& function, uint32_t label,
                  bool is_entered) {
    if (label == 0 || label >= native_.labels) {
      Add(chunk, function, ": label ", label, " is none of the ", native_.labels,
          " labels of the native code");
      return;
    }
    if (!is_entered || !native_.stream.has_value() || !native_.stream->outline.has_value()) return;
    if (native_.stream->exported.count(label) == 0) {
      Add(chunk, function, ": label ", label, " has no export ", ExportName(label));
    }
  }

  void CheckLines(const NativeStream& stream) {
    const uint32_t refs = tables_.line_refs.value_or(0);
    for (size_t i = 0; i < stream.lines.size(); ++i) {
      if (stream.lines[i].line_ref <= refs) continue;
      Add("avmN", "line row ", i, ": position ", stream.lines[i].line_ref, ", the Line chunk has ",
          refs);
    }
  }

  const beam::atomvm::HostTables& tables_;
  const NativeChunk& native_;
  base::Findings& findings_;
};

}  // namespace

HostFile CheckHostFile(absl::string_view file, const std::vector<Chunk>& chunks,
                       base::Findings* findings) {
  HostFile out;
  const Chunk* native = nullptr;
  for (const Chunk& chunk : chunks) {
    // Of several, the host takes the last one.
    if (chunk.id == abi::atomvm::kNativeChunk) native = &chunk;
  }
  if (native == nullptr) return out;
  out.tables = beam::atomvm::CheckHostChunks(file, chunks, findings);
  base::Findings of_chunk;
  out.native = ReadNativeChunk(native->data, &of_chunk);
  findings->AddAll(absl::StrCat("chunk ", abi::atomvm::kNativeChunk), of_chunk);
  CrossChecker(out, findings).Check();
  return out;
}

std::string FunctionOfLabel(const HostFile& file, uint32_t label) {
  if (file.native.has_value() && file.native->stream.has_value()) {
    for (const NativeCode::LabelRow& row : file.native->stream->label_rows) {
      if (row.label == label) {
        label = row.beam_label;
        break;
      }
    }
  }
  // The host's tables name a function's entry; the label of func_info in front of it counts as the
  // function before.
  const Module& module = file.tables.module;
  const FunctionEntry* best = nullptr;
  for (const std::vector<FunctionEntry>* table : {&module.exports, &module.locals}) {
    for (const FunctionEntry& row : *table) {
      if (row.label <= label && (best == nullptr || row.label > best->label)) best = &row;
    }
  }
  return best == nullptr ? "?" : FunctionName(module, best->function, best->arity);
}

}  // namespace seabeam::atomvm
