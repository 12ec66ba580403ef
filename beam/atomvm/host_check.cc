#include "beam/atomvm/host_check.h"

#include <cstddef>
#include <string>

#include "abi/atomvm/container.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "beam/atomvm/host_tables.h"
#include "beam/atomvm/literals.h"
#include "beam/byte_reader.h"
#include "beam/tables.h"

namespace seabeam::beam::atomvm {
namespace {

using abi::atomvm::ChunkFact;
using abi::atomvm::ChunkNeed;

std::string Where(absl::string_view id) { return absl::StrCat("chunk ", id); }

class Checker {
 public:
  Checker(absl::string_view file, const std::vector<Chunk>& chunks, base::Findings* findings)
      : file_(file), chunks_(chunks), findings_(*findings) {}

  HostTables Check() {
    CheckList();
    CheckTables();
    CheckLiterals();
    if (const Chunk* chunk = FindChunk(chunks_, "Line"); chunk != nullptr) {
      tables_.line_refs = CheckLineTable(chunk->data, Where("Line"), &findings_).refs;
    }
    if (const Chunk* chunk = FindChunk(chunks_, "Code"); chunk != nullptr) CheckCode(chunk->data);
    return std::move(tables_);
  }

 private:
  void CheckList() {
    absl::flat_hash_set<absl::string_view> seen;
    for (const Chunk& chunk : chunks_) {
      if (!seen.insert(chunk.id).second) {
        findings_.Add(Where(chunk.id), "there are two of them, the host takes the last one");
      }
    }
    if (!chunks_.empty()) {
      const Chunk& last = chunks_.back();
      ByteReader reader(file_.substr(abi::atomvm::kChunkIdSize));
      uint32_t size = 0;
      reader.ReadU32(&size);
      // The scanner takes the size of the form for the end of the file.
      if (last.offset - abi::atomvm::kChunkHeadSize >= size) {
        findings_.Add(Where(last.id), "empty and the last one, where the host does not see it");
      }
    }
    for (const ChunkFact& fact : abi::atomvm::kChunks) {
      if (FindChunk(chunks_, fact.id) != nullptr) continue;
      if (fact.need == ChunkNeed::kRequired) {
        findings_.Add(Where(fact.id), "missing, the host reads it without a look");
      } else if (fact.need == ChunkNeed::kForTraces) {
        findings_.Add(Where(fact.id), "missing, the host reads it for stack traces");
      }
    }
    if (FindChunk(chunks_, abi::atomvm::kLiteralsCompressed) != nullptr &&
        FindChunk(chunks_, abi::atomvm::kLiteralsPlain) != nullptr) {
      findings_.Add(Where(abi::atomvm::kLiteralsPlain), "not read, LitT comes before it");
    }
  }

  template <typename Decode>
  bool With(absl::string_view id, Decode decode) {
    const Chunk* chunk = FindChunk(chunks_, id);
    if (chunk == nullptr) return false;
    const absl::Status status = decode(chunk->data);
    if (!status.ok()) findings_.Add(Where(id), status.message());
    return status.ok();
  }

  void CheckTables() {
    Module* module = &tables_.module;
    const bool has_atoms =
        With("AtU8", [&](absl::string_view data) { return DecodeAtomsUtf8(data, module); });
    if (!has_atoms) {
      module->atoms.resize(1);
      return;
    }
    module->name = module->atoms[1];
    With("ImpT", [&](absl::string_view data) { return DecodeImports(data, module); });
    With("ExpT", [&](absl::string_view data) {
      return DecodeFunctionEntries(data, *module, &module->exports);
    });
    With("LocT", [&](absl::string_view data) {
      return DecodeFunctionEntries(data, *module, &module->locals);
    });
    With("FunT", [&](absl::string_view data) { return DecodeLambdas(data, module); });
  }

  void CheckLiterals() {
    Module* module = &tables_.module;
    absl::string_view id = abi::atomvm::kLiteralsCompressed;
    if (FindChunk(chunks_, id) == nullptr) id = abi::atomvm::kLiteralsPlain;
    const bool compressed = id == abi::atomvm::kLiteralsCompressed;
    const bool ok = With(id, [&](absl::string_view data) {
      return compressed ? DecodeLiteralsCompressed(data, module)
                        : DecodeLiteralsPlain(data, module);
    });
    if (!ok) return;
    for (uint32_t i = 0; i < module->literals.size(); ++i) {
      CheckHostLiteral(module->literal(i), absl::StrCat("chunk ", id, ": literal ", i), &findings_);
    }
  }

  // u32 size of the header, instruction set, highest opcode, labels, functions.
  void CheckCode(absl::string_view data) {
    ByteReader reader(data);
    uint32_t skipped = 0;
    uint32_t labels = 0;
    if (reader.ReadU32(&skipped) && reader.ReadU32(&skipped) && reader.ReadU32(&skipped) &&
        reader.ReadU32(&labels)) {
      tables_.code_labels = labels;
    } else {
      findings_.Add(Where("Code"), 0, "truncated header");
    }
  }

  absl::string_view file_;
  const std::vector<Chunk>& chunks_;
  base::Findings& findings_;
  HostTables tables_;
};

}  // namespace

HostTables CheckHostChunks(absl::string_view file, const std::vector<Chunk>& chunks,
                           base::Findings* findings) {
  return Checker(file, chunks, findings).Check();
}

}  // namespace seabeam::beam::atomvm
