#include "compiler/inspect/native_report.h"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "abi/atomvm/container.h"
#include "abi/atomvm/layout.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace seabeam::inspect {
namespace {

using abi::atomvm::kArchitectureRowSize;
using abi::atomvm::kArchitectureWasm32;
using abi::atomvm::kLabelRowSize;
using abi::atomvm::kLineRowSize;
using abi::atomvm::kMetadataCountSize;
using abi::atomvm::kNativeArchitecturesAt;
using abi::atomvm::kNativeCountAt;
using abi::atomvm::kNativeInfoSizeAt;
using abi::atomvm::kNativeLabelsAt;
using abi::atomvm::kNativeVersionAt;
using abi::atomvm::kStreamEntriesAt;
using abi::atomvm::kStreamLinesOffsetAt;
using abi::atomvm::kStreamWasmOffsetAt;
using abi::atomvm::Modoff;
using atomvm::HostFile;
using atomvm::NativeArchitecture;
using atomvm::NativeChunk;
using atomvm::NativeCode;
using atomvm::NativeStream;

class Report {
 public:
  Report(const HostFile& file, std::string* out) : file_(file), out_(*out) {}

  void Append(const NativeChunk& chunk) {
    absl::StrAppend(&out_, "  avmN, offsets from the start of its data:\n");
    Field(kNativeInfoSizeAt, "info size ", chunk.info_size);
    Field(kNativeLabelsAt, "labels ", chunk.labels, ": processes end at ",
          atomvm::ExportName(chunk.labels));
    Field(kNativeVersionAt, "version ", chunk.version);
    Field(kNativeCountAt, "architectures ", chunk.architectures.size());
    for (size_t i = 0; i < chunk.architectures.size(); ++i) {
      const NativeArchitecture& row = chunk.architectures[i];
      Field(kNativeArchitecturesAt + i * kArchitectureRowSize, "architecture ", row.architecture,
            row.architecture == kArchitectureWasm32 ? " (wasm32)" : "", ", variant ", row.variant,
            ", stream of ", row.size, " bytes at ", row.offset, " of the code");
    }
    if (chunk.stream.has_value()) Append(*chunk.stream);
  }

 private:
  template <typename... Parts>
  void Field(uint64_t at, const Parts&... parts) {
    absl::StrAppendFormat(&out_, "    %8d  %s\n", at, absl::StrCat(parts...));
  }

  void Append(const NativeStream& stream) {
    const uint64_t base = stream.offset;
    Field(base + kStreamEntriesAt, "entries ", stream.entries);
    Field(base + kStreamWasmOffsetAt, "wasm module at ", stream.wasm_offset, " of the stream, ",
          stream.wasm.size(), " bytes");
    Field(base + kStreamLinesOffsetAt, "metadata at ", stream.lines_offset, " of the stream",
          stream.has_metadata ? "" : ": there is none");
    if (stream.outline.has_value()) Append(stream, *stream.outline);
    if (!stream.has_metadata) return;
    uint64_t at = base + stream.lines_offset;
    Field(at, "line rows ", stream.lines.size());
    at += kMetadataCountSize;
    for (const NativeCode::LineRow& row : stream.lines) {
      const std::string line =
          row.line_ref == 0 ? "no line" : absl::StrCat("position ", row.line_ref);
      Field(at, line, " from offset ", Modoff(row.label), ", label ", row.label, " (",
            atomvm::FunctionOfLabel(file_, row.label), ")");
      at += kLineRowSize;
    }
    Field(at, "label rows ", stream.label_rows.size());
    at += kMetadataCountSize;
    for (const NativeCode::LabelRow& row : stream.label_rows) {
      Field(at, "label ", row.label, " belongs to label ", row.beam_label, " (",
            atomvm::FunctionOfLabel(file_, row.label), ")");
      at += kLabelRowSize;
    }
  }

  void Append(const NativeStream& stream, const wasm::ModuleOutline& outline) {
    const uint64_t base = stream.offset + stream.wasm_offset;
    for (const wasm::ModuleOutline::Section& section : outline.sections) {
      Field(base + section.offset, "wasm section ", section.name, ", ", section.size, " bytes",
            section.count > 0 ? absl::StrCat(", ", section.count, " entries") : "");
    }
    for (const wasm::ModuleOutline::Import& import : outline.imports) {
      Field(base, "import ", import.module, ".", import.name, ", at least ", import.limits.min,
            import.limits.max.has_value() ? absl::StrCat(", at most ", *import.limits.max) : "",
            import.limits.shared ? ", shared" : "");
    }
    std::vector<std::pair<uint32_t, uint32_t>> exports(stream.exported.begin(),
                                                       stream.exported.end());
    std::sort(exports.begin(), exports.end());
    for (const auto& [label, function] : exports) {
      Field(base, "export ", atomvm::ExportName(label), ", wasm function ", function, " (",
            atomvm::FunctionOfLabel(file_, label), ")");
    }
  }

  const HostFile& file_;
  std::string& out_;
};

}  // namespace

void AppendNative(const HostFile& file, std::string* out) {
  if (file.native.has_value()) Report(file, out).Append(*file.native);
}

}  // namespace seabeam::inspect
