#include "beam/atomvm/host_file.h"

#include <algorithm>
#include <utility>

#include "abi/atomvm/container.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "base/findings.h"
#include "base/status_macros.h"
#include "beam/atomvm/host_tables.h"
#include "beam/atomvm/literals.h"
#include "beam/limits.h"

namespace seabeam::beam::atomvm {
namespace {

using abi::atomvm::ChunkFact;
using abi::atomvm::ChunkNeed;
using abi::atomvm::kChunks;
using abi::atomvm::kLiteralsCompressed;
using abi::atomvm::kLiteralsPlain;

class Writer {
 public:
  Writer(const Module& module, const std::vector<Chunk>& chunks, const HostFileOptions& options)
      : module_(module), chunks_(chunks), options_(options) {}

  absl::StatusOr<std::vector<OwnedChunk>> Write() {
    for (const ChunkFact& fact : kChunks) {
      const absl::Status status = Add(fact.id, fact.need);
      if (!status.ok()) return base::Annotate(status, absl::StrCat("chunk ", fact.id));
    }
    return std::move(out_);
  }

 private:
  void Put(absl::string_view id, std::string data) {
    out_.push_back({std::string(id), std::move(data)});
  }

  absl::Status Add(absl::string_view id, ChunkNeed need) {
    if (id == "AtU8") {
      SEABEAM_ASSIGN_OR_RETURN(std::string atoms, AtomTable(module_));
      Put(id, std::move(atoms));
      return absl::OkStatus();
    }
    if (id == kLiteralsCompressed) return absl::OkStatus();
    if (id == kLiteralsPlain) {
      if (module_.literals.empty()) return absl::OkStatus();
      SEABEAM_ASSIGN_OR_RETURN(std::string literals, HostLiteralTable(module_));
      Put(id, std::move(literals));
      return absl::OkStatus();
    }
    const Chunk* chunk = FindChunk(chunks_, id);
    switch (need) {
      case ChunkNeed::kRequired:
      case ChunkNeed::kForTraces:
      case ChunkNeed::kForFuns:
      case ChunkNeed::kForBits:
        if (chunk != nullptr) {
          Put(id, std::string(chunk->data));
        } else {
          Put(id, Missing(id));
        }
        break;
      case ChunkNeed::kOptional:
        if (chunk == nullptr) break;
        if (id == "Line") {
          // Another version counts as no lines, here as on the host.
          if (!module_.has_lines) break;
          base::Findings findings;
          CheckLineTable(chunk->data, "", &findings);
          if (!findings.empty()) return absl::UnimplementedError(findings.lines()[0]);
        }
        Put(id, std::string(chunk->data));
        break;
      case ChunkNeed::kBytecode:
        if (chunk != nullptr && options_.keep_bytecode) Put(id, std::string(chunk->data));
        break;
      case ChunkNeed::kNative:
        break;
    }
    return absl::OkStatus();
  }

  // Contents of a chunk that the host takes for granted.
  std::string Missing(absl::string_view id) const {
    if (id == "LocT") return LocalTable(module_);
    // No bytes, or a table of no rows.
    return id == "StrT" ? std::string() : std::string(4, '\0');
  }

  const Module& module_;
  const std::vector<Chunk>& chunks_;
  const HostFileOptions& options_;
  std::vector<OwnedChunk> out_;
};

}  // namespace

absl::StatusOr<std::vector<OwnedChunk>> HostChunks(const Module& module,
                                                   const std::vector<Chunk>& chunks,
                                                   const HostFileOptions& options) {
  return Writer(module, chunks, options).Write();
}

absl::StatusOr<std::string> WriteHostFile(std::vector<OwnedChunk> chunks) {
  std::stable_partition(chunks.begin(), chunks.end(),
                        [](const OwnedChunk& chunk) { return chunk.data.empty(); });
  uint64_t size = 0;
  std::vector<Chunk> views;
  for (const OwnedChunk& chunk : chunks) {
    size += chunk.data.size();
    views.push_back({chunk.id, chunk.data, 0});
  }
  if (size > kMaxFileSize) {
    return absl::ResourceExhaustedError(absl::StrCat("file of ", size, " bytes is too large"));
  }
  return WriteChunks(views);
}

}  // namespace seabeam::beam::atomvm
