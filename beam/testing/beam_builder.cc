#include "beam/testing/beam_builder.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "beam/iff.h"

namespace seabeam::beam::testing {

std::string U16(uint16_t value) { return Bytes({value >> 8, value & 0xFF}); }

std::string U32(uint32_t value) {
  return U16(static_cast<uint16_t>(value >> 16)) + U16(static_cast<uint16_t>(value));
}

std::string U64(uint64_t value) {
  return U32(static_cast<uint32_t>(value >> 32)) + U32(static_cast<uint32_t>(value));
}

std::string Bytes(std::initializer_list<int> values) {
  std::string out;
  for (int value : values) out.push_back(static_cast<char>(value));
  return out;
}

std::string Compact(int tag, int value) {
  if (value < 16) return Bytes({(value << 4) | tag});
  return Bytes({((value >> 3) & 0xE0) | 8 | tag, value & 0xFF});
}

std::string AtomTable(std::initializer_list<absl::string_view> atoms) {
  std::string out = U32(static_cast<uint32_t>(atoms.size()));
  for (absl::string_view atom : atoms) {
    absl::StrAppend(&out, Bytes({static_cast<int>(atom.size())}), atom);
  }
  return out;
}

std::string CodeChunk(uint32_t labels, uint32_t functions, absl::string_view code,
                      uint32_t opcode_max) {
  return absl::StrCat(U32(16), U32(0), U32(opcode_max), U32(labels), U32(functions), code);
}

BeamBuilder::BeamBuilder() {
  Set("AtU8", AtomTable({"m", "f", "g", "erlang"}));
  SetBody(Bytes({0x13}));
  Set("StrT", "");
  Set("ImpT", U32(1) + U32(4) + U32(2) + U32(1));
  Set("ExpT", U32(1) + U32(2) + U32(1) + U32(2));
}

BeamBuilder& BeamBuilder::Set(absl::string_view id, std::string data) {
  for (auto& [known, contents] : chunks_) {
    if (known == id) {
      contents = std::move(data);
      return *this;
    }
  }
  chunks_.emplace_back(std::string(id), std::move(data));
  return *this;
}

BeamBuilder& BeamBuilder::Remove(absl::string_view id) {
  chunks_.erase(std::remove_if(chunks_.begin(), chunks_.end(),
                               [id](const auto& chunk) { return chunk.first == id; }),
                chunks_.end());
  return *this;
}

BeamBuilder& BeamBuilder::SetBody(absl::string_view instructions) {
  // label 1; func_info m, f, 1; label 2.
  const std::string head = Bytes({0x01, 0x10, 0x02, 0x12, 0x22, 0x10, 0x01, 0x20});
  return Set("Code", CodeChunk(4, 1, absl::StrCat(head, instructions, Bytes({0x03}))));
}

std::string BeamBuilder::Build() const {
  std::vector<Chunk> chunks;
  for (const auto& [id, data] : chunks_) chunks.push_back({id, data, 0});
  return WriteChunks(chunks);
}

}  // namespace seabeam::beam::testing
