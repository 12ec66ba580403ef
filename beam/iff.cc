#include "beam/iff.h"

#include <algorithm>
#include <cstddef>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "beam/byte_reader.h"

namespace seabeam::beam {
namespace {

constexpr absl::string_view kForm = "FOR1";
constexpr absl::string_view kBeam = "BEAM";
constexpr size_t kIdSize = 4;
constexpr size_t kAlignment = 4;

size_t PaddingAfter(size_t size) { return (kAlignment - size % kAlignment) % kAlignment; }

absl::Status ErrorAt(size_t offset, absl::string_view message) {
  return absl::InvalidArgumentError(absl::StrCat("offset ", offset, ": ", message));
}

void AppendU32(std::string* out, uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) out->push_back(static_cast<char>(value >> shift));
}

bool IsPrintable(absl::string_view id) {
  return std::all_of(id.begin(), id.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
}

}  // namespace

absl::StatusOr<std::vector<Chunk>> ReadChunks(absl::string_view file) {
  ByteReader header(file);
  absl::string_view id;
  uint32_t size = 0;
  if (!header.ReadBytes(kIdSize, &id) || id != kForm)
    return ErrorAt(0, "not a BEAM file (no FOR1 header)");
  if (!header.ReadU32(&size)) return ErrorAt(header.offset(), "truncated header");
  if (size > header.remaining()) {
    return ErrorAt(kIdSize, absl::StrCat("file is truncated: header announces ", size, " bytes, ",
                                         header.remaining(), " are there"));
  }
  if (size < kIdSize || !header.ReadBytes(kIdSize, &id) || id != kBeam) {
    return ErrorAt(8, "not a BEAM file (form type is not BEAM)");
  }
  const absl::string_view form = file.substr(0, size_t{size} + 8);
  ByteReader reader(form);
  absl::string_view skipped;
  reader.ReadBytes(header.offset(), &skipped);

  std::vector<Chunk> chunks;
  while (!reader.at_end()) {
    const size_t start = reader.offset();
    Chunk chunk;
    uint32_t chunk_size = 0;
    if (!reader.ReadBytes(kIdSize, &chunk.id) || !reader.ReadU32(&chunk_size)) {
      return ErrorAt(start, "truncated chunk header");
    }
    if (!IsPrintable(chunk.id)) return ErrorAt(start, "bad chunk id");
    chunk.offset = reader.offset();
    if (!reader.ReadBytes(chunk_size, &chunk.data)) {
      return ErrorAt(start, absl::StrCat("chunk ", chunk.id, " of ", chunk_size,
                                         " bytes passes the end of the file"));
    }
    reader.ReadBytes(std::min(PaddingAfter(chunk_size), reader.remaining()), &skipped);
    chunks.push_back(chunk);
  }
  return chunks;
}

const Chunk* FindChunk(const std::vector<Chunk>& chunks, absl::string_view id) {
  const auto found = std::find_if(chunks.begin(), chunks.end(),
                                  [id](const Chunk& chunk) { return chunk.id == id; });
  return found == chunks.end() ? nullptr : &*found;
}

std::string WriteChunks(const std::vector<Chunk>& chunks) {
  std::string body(kBeam);
  for (const Chunk& chunk : chunks) {
    absl::StrAppend(&body, chunk.id);
    AppendU32(&body, static_cast<uint32_t>(chunk.data.size()));
    absl::StrAppend(&body, chunk.data);
    body.append(PaddingAfter(chunk.data.size()), '\0');
  }
  std::string out(kForm);
  AppendU32(&out, static_cast<uint32_t>(body.size()));
  return out + body;
}

}  // namespace seabeam::beam
