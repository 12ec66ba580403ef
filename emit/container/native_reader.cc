#include "emit/container/native_reader.h"

#include <algorithm>
#include <utility>

#include "abi/atomvm/container.h"
#include "abi/atomvm/layout.h"
#include "abi/atomvm/limits.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "emit/container/native_wasm.h"

namespace seabeam::atomvm {
namespace {

using namespace abi::atomvm;  // NOLINT: the facts of this format

uint32_t Byte(absl::string_view data, uint64_t at) { return static_cast<uint8_t>(data[at]); }
uint32_t Big16(absl::string_view data, uint64_t at) {
  return (Byte(data, at) << 8) | Byte(data, at + 1);
}
uint32_t Big32(absl::string_view data, uint64_t at) {
  return (Big16(data, at) << 16) | Big16(data, at + 2);
}
uint32_t Little16(absl::string_view data, uint64_t at) {
  return Byte(data, at) | (Byte(data, at + 1) << 8);
}
uint32_t Little32(absl::string_view data, uint64_t at) {
  return Little16(data, at) | (Little16(data, at + 2) << 16);
}

class Reader {
 public:
  Reader(absl::string_view data, base::Findings* findings) : data_(data), findings_(findings) {}

  NativeChunk Read() {
    if (ReadInfo()) {
      ReadArchitectures();
      FindStream();
    }
    if (chunk_.stream.has_value()) ReadStream(&*chunk_.stream);
    return std::move(chunk_);
  }

 private:
  template <typename... Parts>
  void Add(uint64_t offset, const Parts&... parts) {
    findings_->Add("", offset, absl::StrCat(parts...));
  }

  // False when nothing behind it can be found.
  bool ReadInfo() {
    if (data_.size() < kNativeArchitecturesAt) {
      Add(0, "chunk of ", data_.size(), " bytes has no room for its header");
      return false;
    }
    chunk_.info_size = Big32(data_, kNativeInfoSizeAt);
    chunk_.labels = Big32(data_, kNativeLabelsAt);
    chunk_.version = static_cast<uint16_t>(Big16(data_, kNativeVersionAt));
    if (chunk_.info_size < kNativeInfoHeadSize) {
      Add(kNativeInfoSizeAt, "info of ", chunk_.info_size, " bytes is too small");
      return false;
    }
    if (chunk_.info_size > data_.size() - kNativeInfoBase) {
      Add(kNativeInfoSizeAt, "info of ", chunk_.info_size, " bytes passes the end of the chunk");
      return false;
    }
    if (chunk_.labels == 0) Add(kNativeLabelsAt, "no labels");
    if (chunk_.labels > kMaxLabelInMetadata) {
      Add(kNativeLabelsAt, chunk_.labels, " labels are more than the tables have room for, ",
          kMaxLabelInMetadata);
    }
    if (chunk_.version != kNativeVersion) {
      Add(kNativeVersionAt, "version ", chunk_.version, ", the host knows ", kNativeVersion);
      return false;
    }
    return true;
  }

  void ReadArchitectures() {
    const uint32_t count = Big16(data_, kNativeCountAt);
    if (count == 0) Add(kNativeCountAt, "no architectures");
    const uint32_t room = (chunk_.info_size - kNativeInfoHeadSize) / kArchitectureRowSize;
    if (count > room) {
      Add(kNativeCountAt, count, " architectures do not fit the info, which has room for ", room);
    }
    const uint64_t code_size = data_.size() - kNativeInfoBase - chunk_.info_size;
    for (uint32_t i = 0; i < std::min(count, room); ++i) {
      const uint64_t at = kNativeArchitecturesAt + uint64_t{i} * kArchitectureRowSize;
      NativeArchitecture row;
      row.architecture = static_cast<uint16_t>(Big16(data_, at + kArchitectureAt));
      row.variant = static_cast<uint16_t>(Big16(data_, at + kVariantAt));
      row.offset = Big32(data_, at + kStreamOffsetAt);
      if (row.offset > code_size) {
        Add(at + kStreamOffsetAt, "stream ", i, " begins at ", row.offset, ", behind the ",
            code_size, " bytes of code");
      } else {
        row.size = code_size - row.offset;
      }
      if (!chunk_.architectures.empty()) {
        NativeArchitecture& before = chunk_.architectures.back();
        if (row.offset < before.offset) {
          Add(at + kStreamOffsetAt, "stream ", i, " begins at ", row.offset,
              ", in front of the one before it");
          before.size = 0;
        } else {
          before.size = std::min<uint64_t>(before.size, row.offset - before.offset);
        }
      }
      for (const NativeArchitecture& other : chunk_.architectures) {
        if (other.architecture == row.architecture && other.variant == row.variant) {
          Add(at, "stream ", i, " is for the same architecture and variant as one before it");
          break;
        }
      }
      chunk_.architectures.push_back(row);
    }
  }

  void FindStream() {
    for (size_t i = 0; i < chunk_.architectures.size(); ++i) {
      const NativeArchitecture& row = chunk_.architectures[i];
      if (row.architecture != kArchitectureWasm32 || row.variant != kVariantWasm32) continue;
      NativeStream stream;
      stream.architecture = i;
      stream.offset = uint64_t{kNativeInfoBase} + chunk_.info_size + row.offset;
      stream.size = row.size;
      chunk_.stream = std::move(stream);
      return;
    }
    Add(kNativeArchitecturesAt, "no code for architecture ", kArchitectureWasm32,
        " (wasm32), variant ", kVariantWasm32);
  }

  void ReadStream(NativeStream* stream) {
    const uint64_t base = stream->offset;
    if (stream->size < kStreamHeadSize) {
      Add(base <= data_.size() ? base : data_.size(), "stream of ", stream->size,
          " bytes has no room for its header");
      return;
    }
    const absl::string_view bytes = data_.substr(base, stream->size);
    stream->entries = Little32(bytes, kStreamEntriesAt);
    stream->wasm_offset = Little32(bytes, kStreamWasmOffsetAt);
    stream->lines_offset = Little32(bytes, kStreamLinesOffsetAt);
    if (stream->entries > kMaxEntries) {
      Add(base + kStreamEntriesAt, stream->entries, " entries, the host takes ", kMaxEntries);
    } else if (stream->entries > kMaxLabelInCp + 1) {
      Add(base + kStreamEntriesAt, stream->entries, " entries, a return address has room for ",
          kMaxLabelInCp + 1);
    }
    if (stream->entries <= chunk_.labels) {
      Add(base + kStreamEntriesAt, stream->entries, " entries do not reach label ", chunk_.labels,
          ", where processes end");
    }
    if (stream->wasm_offset < kStreamHeadSize) {
      Add(base + kStreamWasmOffsetAt, "wasm module at ", stream->wasm_offset,
          " overlaps the stream's header");
      return;
    }
    if (stream->wasm_offset >= stream->size) {
      Add(base + kStreamWasmOffsetAt, "wasm module at ", stream->wasm_offset,
          " lies behind the stream of ", stream->size, " bytes");
      return;
    }
    uint64_t end = stream->lines_offset;
    if (end <= stream->wasm_offset) {
      Add(base + kStreamLinesOffsetAt, "metadata at ", end, " lies in front of the wasm module");
      return;
    }
    if (end > stream->size) {
      Add(base + kStreamLinesOffsetAt, "metadata at ", end, " lies behind the stream of ",
          stream->size, " bytes");
      end = stream->size;
    }
    stream->wasm = bytes.substr(stream->wasm_offset, end - stream->wasm_offset);
    CheckNativeWasm(stream->wasm, base + stream->wasm_offset, chunk_.labels, stream, findings_);
    if (end < stream->size) ReadMetadata(bytes.substr(end), base + end, stream);
  }

  void ReadMetadata(absl::string_view bytes, uint64_t base, NativeStream* stream) {
    stream->has_metadata = true;
    if (bytes.size() < kMetadataCountSize) {
      Add(base, "no room for the number of lines");
      return;
    }
    const uint32_t line_count = Little16(bytes, 0);
    uint64_t at = kMetadataCountSize;
    if (line_count > (bytes.size() - at) / kLineRowSize) {
      Add(base, line_count, " line rows do not fit the ", bytes.size() - at,
          " bytes that are left");
      return;
    }
    uint32_t before = 0;
    for (uint32_t i = 0; i < line_count; ++i, at += kLineRowSize) {
      const uint32_t modoff = Little32(bytes, at + 2);
      if (modoff % kModoffPerLabel != 0) {
        Add(base + at, "line row ", i, ": offset ", modoff, " is no label's");
      }
      if (modoff > kMaxOffset) {
        Add(base + at, "line row ", i, ": offset ", modoff, " is more than ", kMaxOffset);
      }
      if (modoff < before) Add(base + at, "line row ", i, ": the rows are not sorted");
      before = modoff;
      stream->lines.push_back({Little16(bytes, at), LabelOfModoff(modoff)});
    }
    if (bytes.size() - at < kMetadataCountSize) {
      Add(base + at, "no room for the number of label rows");
      return;
    }
    const uint32_t label_count = Little16(bytes, at);
    const uint64_t count_at = at;
    at += kMetadataCountSize;
    if (label_count > (bytes.size() - at) / kLabelRowSize) {
      Add(base + count_at, label_count, " label rows do not fit the ", bytes.size() - at,
          " bytes that are left");
      return;
    }
    absl::flat_hash_set<uint32_t> seen;
    for (uint32_t i = 0; i < label_count; ++i, at += kLabelRowSize) {
      const NativeCode::LabelRow row = {Little16(bytes, at), Little16(bytes, at + 2)};
      if (row.label <= chunk_.labels) {
        Add(base + at, "label row ", i, ": label ", row.label, " is one of the bytecode's");
      }
      if (row.beam_label == 0 || row.beam_label >= chunk_.labels) {
        Add(base + at, "label row ", i, ": label ", row.label, " belongs to label ", row.beam_label,
            ", which the bytecode does not have");
      }
      if (!seen.insert(row.label).second) {
        Add(base + at, "label row ", i, ": label ", row.label, " has a row already");
      }
      stream->label_rows.push_back(row);
    }
    if (at < bytes.size()) {
      Add(base + at, bytes.size() - at, " bytes behind the label rows belong to nothing");
    }
  }

  absl::string_view data_;
  base::Findings* findings_;
  NativeChunk chunk_;
};

}  // namespace

NativeChunk ReadNativeChunk(absl::string_view data, base::Findings* findings) {
  return Reader(data, findings).Read();
}

absl::StatusOr<NativeChunk> ReadNativeChunk(absl::string_view data) {
  base::Findings findings;
  NativeChunk chunk = ReadNativeChunk(data, &findings);
  if (!findings.empty()) return findings.ToStatus();
  return chunk;
}

std::string ExportName(uint32_t label) { return absl::StrCat(kExportPrefix, label); }

}  // namespace seabeam::atomvm
