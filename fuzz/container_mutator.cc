#include "fuzz/container_mutator.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "beam/avm.h"
#include "beam/iff.h"

namespace seabeam::fuzz {
namespace {

size_t Below(size_t limit, Random* random) { return limit == 0 ? 0 : (*random)() % limit; }

// Removes, repeats or moves one element.
template <typename T>
void MutateList(std::vector<T>* list, Random* random) {
  const size_t at = Below(list->size(), random);
  T element = (*list)[at];
  switch (Below(3, random)) {
    case 0:
      list->erase(list->begin() + static_cast<ptrdiff_t>(at));
      return;
    case 1:
      list->insert(list->begin() + static_cast<ptrdiff_t>(Below(list->size() + 1, random)),
                   std::move(element));
      return;
    default:
      std::swap((*list)[at], (*list)[Below(list->size(), random)]);
  }
}

std::string MutateBeam(absl::string_view bytes, Random* random, const ByteMutator& mutate_bytes) {
  absl::StatusOr<std::vector<beam::Chunk>> chunks = beam::ReadChunks(bytes);
  if (!chunks.ok() || chunks->empty() || Below(8, random) == 0) return mutate_bytes(bytes, random);
  std::string changed;
  if (Below(8, random) == 0) {
    MutateList(&*chunks, random);
  } else {
    beam::Chunk& chunk = (*chunks)[Below(chunks->size(), random)];
    changed = mutate_bytes(chunk.data, random);
    chunk.data = changed;
  }
  return beam::WriteChunks(*chunks);
}

}  // namespace

std::string MutateBytes(absl::string_view bytes, Random* random) {
  std::string result(bytes);
  for (size_t count = 1 + Below(4, random); count > 0; --count) {
    const size_t at = Below(result.size(), random);
    // Edge values find more than random ones.
    const char edges[] = {0, 1, 2, 0x7F, static_cast<char>(0x80), static_cast<char>(0xFF)};
    const char byte =
        Below(2, random) == 0 ? edges[Below(sizeof edges, random)] : static_cast<char>((*random)());
    switch (Below(8, random)) {
      case 0:
        result.insert(at, 1, byte);
        break;
      case 1:
        if (!result.empty()) result.erase(at, 1);
        break;
      case 2:
        if (Below(8, random) == 0) result.resize(at);
        break;
      default:
        if (!result.empty()) result[at] = byte;
    }
  }
  return result;
}

std::string MutateContainer(absl::string_view bytes, uint64_t seed,
                            const ByteMutator& mutate_bytes) {
  Random random(seed);
  absl::StatusOr<std::vector<beam::AvmSection>> sections = beam::ReadAvm(bytes);
  if (!sections.ok()) return MutateBeam(bytes, &random, mutate_bytes);
  if (sections->empty() || Below(8, &random) == 0) return mutate_bytes(bytes, &random);
  std::string changed;
  beam::AvmSection& section = (*sections)[Below(sections->size(), &random)];
  switch (Below(8, &random)) {
    case 0:
      MutateList(&*sections, &random);
      break;
    case 1:
      section.flags = static_cast<uint32_t>(Below(8, &random));
      break;
    default:
      changed = (section.flags & beam::kAvmBeam) != 0
                    ? MutateBeam(section.data, &random, mutate_bytes)
                    : mutate_bytes(section.data, &random);
      section.data = changed;
  }
  absl::StatusOr<std::string> result = beam::WriteAvm(*sections);
  return result.ok() ? *std::move(result) : mutate_bytes(bytes, &random);
}

}  // namespace seabeam::fuzz
