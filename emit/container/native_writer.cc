#include "emit/container/native_writer.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "abi/atomvm/container.h"
#include "abi/atomvm/layout.h"
#include "abi/atomvm/limits.h"
#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "base/status_macros.h"

namespace seabeam::atomvm {
namespace {

using namespace abi::atomvm;  // NOLINT: the facts of this format

absl::Status Check(absl::string_view what, uint64_t value, uint64_t limit) {
  if (value <= limit) return absl::OkStatus();
  return absl::ResourceExhaustedError(
      absl::StrCat("native code: ", what, " ", value, ", the format has room for ", limit));
}

void Big16(std::string* out, uint32_t value) {
  out->push_back(static_cast<char>(value >> 8));
  out->push_back(static_cast<char>(value));
}

void Big32(std::string* out, uint32_t value) {
  Big16(out, value >> 16);
  Big16(out, value & 0xFFFF);
}

void Little16(std::string* out, uint32_t value) {
  out->push_back(static_cast<char>(value));
  out->push_back(static_cast<char>(value >> 8));
}

void Little32(std::string* out, uint32_t value) {
  Little16(out, value & 0xFFFF);
  Little16(out, value >> 16);
}

absl::Status CheckHead(const NativeCode& code) {
  if (code.labels == 0) return absl::InternalError("native code: no labels");
  if (code.entries <= code.labels) {
    return absl::InternalError(absl::StrCat(
        "native code: ", code.entries, " entries do not reach the terminate label ", code.labels));
  }
  if (code.wasm.size() < kMinWasmSize ||
      !absl::StartsWith(code.wasm, absl::string_view(kWasmMagic, 4))) {
    return absl::InternalError("native code: not a wasm module");
  }
  SEABEAM_RETURN_IF_ERROR(Check("label", code.labels, kMaxLabelInMetadata));
  SEABEAM_RETURN_IF_ERROR(Check("label", code.entries - 1, kMaxLabelInCp));
  return Check("wasm module of bytes", code.wasm.size(), std::numeric_limits<int32_t>::max());
}

absl::Status AppendLines(const NativeCode& code, std::string* out) {
  std::vector<NativeCode::LineRow> rows = code.lines;
  std::stable_sort(rows.begin(), rows.end(),
                   [](const auto& a, const auto& b) { return a.label < b.label; });
  rows.erase(std::unique(rows.begin(), rows.end(),
                         [](const auto& a, const auto& b) { return a.label == b.label; }),
             rows.end());
  SEABEAM_RETURN_IF_ERROR(Check("number of line rows", rows.size(), kMaxLineRows));
  Little16(out, static_cast<uint32_t>(rows.size()));
  for (const NativeCode::LineRow& row : rows) {
    SEABEAM_RETURN_IF_ERROR(Check("line reference", row.line_ref, kMaxLineRef));
    SEABEAM_RETURN_IF_ERROR(Check("label of a line row", row.label, LabelOfModoff(kMaxOffset)));
    Little16(out, row.line_ref);
    Little32(out, Modoff(row.label));
  }
  return absl::OkStatus();
}

absl::Status AppendLabels(const NativeCode& code, std::string* out) {
  std::vector<NativeCode::LabelRow> rows = code.label_rows;
  std::sort(rows.begin(), rows.end(),
            [](const auto& a, const auto& b) { return a.label < b.label; });
  SEABEAM_RETURN_IF_ERROR(Check("number of label rows", rows.size(), kMaxLabelRows));
  Little16(out, static_cast<uint32_t>(rows.size()));
  for (size_t i = 0; i < rows.size(); ++i) {
    const NativeCode::LabelRow& row = rows[i];
    SEABEAM_RETURN_IF_ERROR(Check("label of a label row", row.label, kMaxLabelInMetadata));
    if (row.beam_label == 0 || row.beam_label >= code.labels) {
      return absl::InternalError(absl::StrCat("native code: label ", row.label,
                                              " belongs to label ", row.beam_label,
                                              ", which is none of the bytecode's"));
    }
    if (i > 0 && rows[i - 1].label == row.label) {
      return absl::InternalError(absl::StrCat("native code: two rows for label ", row.label));
    }
    Little16(out, row.label);
    Little16(out, row.beam_label);
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::string> WriteNativeChunk(const NativeCode& code) {
  SEABEAM_RETURN_IF_ERROR(CheckHead(code));
  std::string out;
  out.reserve(code.wasm.size() + kNativeArchitecturesAt + kArchitectureRowSize + kStreamHeadSize +
              2 * kMetadataCountSize + code.lines.size() * kLineRowSize +
              code.label_rows.size() * kLabelRowSize);
  Big32(&out, kNativeInfoHeadSize + kArchitectureRowSize);
  Big32(&out, code.labels);
  Big16(&out, kNativeVersion);
  Big16(&out, 1);
  Big16(&out, kArchitectureWasm32);
  Big16(&out, kVariantWasm32);
  Big32(&out, 0);  // offset of the stream
  Little32(&out, code.entries);
  Little32(&out, kStreamHeadSize);
  Little32(&out, kStreamHeadSize + static_cast<uint32_t>(code.wasm.size()));
  out += code.wasm;
  SEABEAM_RETURN_IF_ERROR(AppendLines(code, &out));
  SEABEAM_RETURN_IF_ERROR(AppendLabels(code, &out));
  return out;
}

}  // namespace seabeam::atomvm
