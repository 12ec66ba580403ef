#include "beam/native_chunk.h"

#include <cstddef>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "beam/byte_reader.h"

namespace seabeam::beam {
namespace {

constexpr size_t kArchitectureSize = 8;
constexpr size_t kInfoHeadSize = 8;  // labels, version, number of architectures
constexpr size_t kStreamHeadSize = 12;
constexpr uint32_t kMaxEntries = 0xFFFFFF;
constexpr absl::string_view kWasmMagic("\0asm", 4);

absl::Status ErrorAt(size_t offset, absl::string_view message) {
  return absl::InvalidArgumentError(absl::StrCat("offset ", offset, ": ", message));
}

bool ReadLittle16(ByteReader& reader, uint16_t* value) {
  if (!reader.ReadU16(value)) return false;
  *value = static_cast<uint16_t>((*value << 8) | (*value >> 8));
  return true;
}

bool ReadLittle32(ByteReader& reader, uint32_t* value) {
  if (!reader.ReadU32(value)) return false;
  *value = (*value << 24) | ((*value & 0xFF00) << 8) | ((*value >> 8) & 0xFF00) | (*value >> 24);
  return true;
}

// `base`: where the stream stands in the chunk, for messages.
absl::Status ReadMetadata(absl::string_view metadata, size_t base, uint32_t entries,
                          WasmStream* wasm) {
  ByteReader reader(metadata);
  uint16_t count = 0;
  if (!ReadLittle16(reader, &count)) return ErrorAt(base, "truncated line table");
  uint32_t previous = 0;
  for (int i = 0; i < count; ++i) {
    const size_t at = base + reader.offset();
    uint16_t line = 0;
    uint32_t offset = 0;
    if (!ReadLittle16(reader, &line) || !ReadLittle32(reader, &offset)) {
      return ErrorAt(at,
                     absl::StrCat("line table of ", count, " rows passes the end of the chunk"));
    }
    if (offset < previous) return ErrorAt(at, "line table is not sorted");
    previous = offset;
    wasm->lines.emplace_back(line, offset);
  }
  if (!ReadLittle16(reader, &count))
    return ErrorAt(base + reader.offset(), "truncated continuation map");
  for (int i = 0; i < count; ++i) {
    const size_t at = base + reader.offset();
    uint16_t continuation = 0;
    uint16_t label = 0;
    if (!ReadLittle16(reader, &continuation) || !ReadLittle16(reader, &label)) {
      return ErrorAt(
          at, absl::StrCat("continuation map of ", count, " rows passes the end of the chunk"));
    }
    if (label >= entries) return ErrorAt(at, absl::StrCat("no label ", label));
    wasm->continuations.emplace_back(continuation, label);
  }
  return absl::OkStatus();
}

absl::Status ReadWasmStream(absl::string_view stream, size_t base, WasmStream* wasm) {
  ByteReader reader(stream);
  uint32_t wasm_offset = 0;
  uint32_t lines_offset = 0;
  if (!ReadLittle32(reader, &wasm->entries) || !ReadLittle32(reader, &wasm_offset) ||
      !ReadLittle32(reader, &lines_offset)) {
    return ErrorAt(base, "truncated wasm32 stream");
  }
  if (wasm->entries > kMaxEntries)
    return ErrorAt(base, absl::StrCat(wasm->entries, " entries are too many"));
  if (wasm_offset < kStreamHeadSize || wasm_offset >= stream.size()) {
    return ErrorAt(base + 4, "wasm module lies outside of the stream");
  }
  if (lines_offset <= wasm_offset || lines_offset > stream.size()) {
    return ErrorAt(base + 8, "metadata lies outside of the stream");
  }
  wasm->module = stream.substr(wasm_offset, lines_offset - wasm_offset);
  if (!absl::StartsWith(wasm->module, kWasmMagic) || wasm->module.size() < 8) {
    return ErrorAt(base + wasm_offset, "not a wasm module");
  }
  if (lines_offset == stream.size()) return absl::OkStatus();
  return ReadMetadata(stream.substr(lines_offset), base + lines_offset, wasm->entries, wasm);
}

}  // namespace

absl::StatusOr<NativeChunk> ReadNativeChunk(absl::string_view data) {
  ByteReader reader(data);
  NativeChunk chunk;
  uint32_t info_size = 0;
  uint16_t count = 0;
  if (!reader.ReadU32(&info_size) || info_size < kInfoHeadSize || info_size > reader.remaining()) {
    return ErrorAt(0, "bad info size");
  }
  reader.ReadU32(&chunk.labels);
  reader.ReadU16(&chunk.version);
  reader.ReadU16(&count);
  if (chunk.version != kNativeFormatVersion) {
    return ErrorAt(8, absl::StrCat("unknown version ", chunk.version));
  }
  if (count > (info_size - kInfoHeadSize) / kArchitectureSize) {
    return ErrorAt(10, absl::StrCat(count, " architectures do not fit the info"));
  }
  const absl::string_view code = data.substr(size_t{info_size} + 4);
  std::vector<uint32_t> offsets;
  for (int i = 0; i < count; ++i) {
    const size_t at = reader.offset();
    NativeArchitecture row;
    uint32_t offset = 0;
    reader.ReadU16(&row.architecture);
    reader.ReadU16(&row.variant);
    reader.ReadU32(&offset);
    if (offset > code.size() || (!offsets.empty() && offset < offsets.back())) {
      return ErrorAt(at + 4,
                     absl::StrCat("bad offset ", offset, " of architecture ", row.architecture));
    }
    offsets.push_back(offset);
    chunk.architectures.push_back(row);
  }
  for (size_t i = 0; i < offsets.size(); ++i) {
    NativeArchitecture& row = chunk.architectures[i];
    const size_t end = i + 1 < offsets.size() ? offsets[i + 1] : code.size();
    row.stream = code.substr(offsets[i], end - offsets[i]);
    if (row.architecture != kNativeArchWasm32) continue;
    SEABEAM_RETURN_IF_ERROR(
        ReadWasmStream(row.stream, size_t{info_size} + 4 + offsets[i], &row.wasm));
  }
  return chunk;
}

}  // namespace seabeam::beam
