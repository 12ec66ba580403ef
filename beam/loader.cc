#include "beam/loader.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "beam/code_reader.h"
#include "beam/iff.h"
#include "beam/inflate.h"
#include "beam/limits.h"
#include "beam/md5.h"
#include "beam/tables.h"

namespace seabeam::beam {
namespace {

// Bytes of a FunT row, and where old_uniq stands in it.
constexpr size_t kLambdaRowSize = 24;
constexpr size_t kOldUniqOffset = 20;

// Chunks that must not come twice: which of them counts would be a guess.
constexpr std::array<absl::string_view, 17> kKnownChunks = {
    "AtU8", "Atom", "Code", "StrT", "ImpT", "ExpT", "LocT", "FunT", "LitT",
    "LitU", "Line", "Type", "Meta", "DbgB", "Attr", "CInf", "Dbgi"};

class Loader {
 public:
  Loader(absl::string_view file, const LoadOptions& options) : file_(file), options_(options) {}

  absl::StatusOr<Module> Load() {
    absl::StatusOr<std::vector<Chunk>> chunks = ReadChunks(file_);
    if (!chunks.ok()) return chunks.status();
    chunks_ = *std::move(chunks);
    SEABEAM_RETURN_IF_ERROR(ListChunks());
    SEABEAM_RETURN_IF_ERROR(LoadTables());
    SEABEAM_RETURN_IF_ERROR(LoadCode());
    if (options_.compute_md5) ComputeMd5();
    return std::move(module_);
  }

 private:
  absl::Status ListChunks() {
    module_.file_size = file_.size();
    module_.chunks.reserve(chunks_.size());
    for (const Chunk& chunk : chunks_) {
      module_.chunks.push_back({std::string(chunk.id), chunk.offset, chunk.data.size()});
    }
    for (absl::string_view id : kKnownChunks) {
      const Chunk* first = FindChunk(chunks_, id);
      if (first == nullptr) continue;
      for (const Chunk& chunk : chunks_) {
        if (chunk.id == id && &chunk != first) {
          return absl::InvalidArgumentError(absl::StrCat("chunk ", id, ": there are two of them"));
        }
      }
    }
    return absl::OkStatus();
  }

  // Runs `decode` on the data of a chunk when there is one.
  template <typename Decode>
  absl::Status With(absl::string_view id, Decode decode) {
    const Chunk* chunk = FindChunk(chunks_, id);
    if (chunk == nullptr) return absl::OkStatus();
    return base::Annotate(decode(chunk->data), absl::StrCat("chunk ", id));
  }

  absl::Status Require(absl::string_view id) const {
    if (FindChunk(chunks_, id) != nullptr) return absl::OkStatus();
    return absl::InvalidArgumentError(absl::StrCat("chunk ", id, ": missing"));
  }

  std::string Contents(absl::string_view id) const {
    const Chunk* chunk = FindChunk(chunks_, id);
    return chunk == nullptr ? std::string() : std::string(chunk->data);
  }

  absl::Status LoadTables() {
    Module* module = &module_;
    const auto entries = [module](std::vector<FunctionEntry>* out) {
      return [module, out](absl::string_view data) {
        return DecodeFunctionEntries(data, *module, out);
      };
    };
    const auto table = [module](absl::Status (*decode)(absl::string_view, Module*)) {
      return [module, decode](absl::string_view data) { return decode(data, module); };
    };
    if (FindChunk(chunks_, "AtU8") != nullptr) {
      SEABEAM_RETURN_IF_ERROR(With("AtU8", table(DecodeAtomsUtf8)));
    } else if (FindChunk(chunks_, "Atom") != nullptr) {
      SEABEAM_RETURN_IF_ERROR(With("Atom", table(DecodeAtomsLatin1)));
    } else {
      return Require("AtU8");
    }
    module_.name = module_.atoms[1];
    SEABEAM_RETURN_IF_ERROR(Require("ImpT"));
    SEABEAM_RETURN_IF_ERROR(Require("ExpT"));
    SEABEAM_RETURN_IF_ERROR(Require("Code"));
    SEABEAM_RETURN_IF_ERROR(With("ImpT", table(DecodeImports)));
    SEABEAM_RETURN_IF_ERROR(With("ExpT", entries(&module_.exports)));
    SEABEAM_RETURN_IF_ERROR(With("LocT", entries(&module_.locals)));
    SEABEAM_RETURN_IF_ERROR(With("FunT", table(DecodeLambdas)));
    if (FindChunk(chunks_, "LitT") != nullptr) {
      SEABEAM_RETURN_IF_ERROR(With("LitT", table(DecodeLiteralsCompressed)));
    } else {
      SEABEAM_RETURN_IF_ERROR(With("LitU", table(DecodeLiteralsPlain)));
    }
    SEABEAM_RETURN_IF_ERROR(With("Line", table(DecodeLines)));
    SEABEAM_RETURN_IF_ERROR(With("Type", table(DecodeTypes)));
    module_.strings = Contents("StrT");
    module_.attributes = Contents("Attr");
    module_.compile_info = Contents("CInf");
    module_.meta = Contents("Meta");
    module_.debug_lines = Contents("DbgB");
    return absl::OkStatus();
  }

  absl::Status LoadCode() {
    SEABEAM_RETURN_IF_ERROR(
        With("Code", [this](absl::string_view data) { return DecodeCode(data, &module_); }));
    for (size_t i = 0; i < module_.exports.size(); ++i)
      SEABEAM_RETURN_IF_ERROR(CheckEntry("ExpT", i, module_.exports[i]));
    for (size_t i = 0; i < module_.locals.size(); ++i)
      SEABEAM_RETURN_IF_ERROR(CheckEntry("LocT", i, module_.locals[i]));
    for (size_t i = 0; i < module_.lambdas.size(); ++i) {
      const Lambda& lambda = module_.lambdas[i];
      SEABEAM_RETURN_IF_ERROR(CheckEntry("FunT", i, {lambda.function, lambda.arity, lambda.label}));
    }
    return absl::OkStatus();
  }

  // A row must name the entry of a function of that name and arity.
  absl::Status CheckEntry(absl::string_view chunk, size_t row, const FunctionEntry& entry) const {
    const uint32_t index = entry.label < module_.entry_functions.size()
                               ? module_.entry_functions[entry.label]
                               : Module::kNoFunction;
    absl::string_view problem;
    if (index == Module::kNoFunction) {
      problem = " is no function's entry";
    } else if (module_.functions[index].name != entry.function ||
               module_.functions[index].arity != entry.arity) {
      problem = " is another function's entry";
    } else {
      return absl::OkStatus();
    }
    return absl::InvalidArgumentError(
        absl::StrCat("chunk ", chunk, ": function ", module_.atom(entry.function), "/", entry.arity,
                     ": row ", row, ": label ", entry.label, problem));
  }

  // As erlang:module_md5/1: the essential chunks in this order; old_uniq, itself made from the
  // checksum, counts as 0.
  void ComputeMd5() {
    Md5 md5;
    for (absl::string_view id :
         {"AtU8", "Atom", "Code", "StrT", "ImpT", "ExpT", "FunT", "LitT", "LitU", "Meta"}) {
      const Chunk* chunk = FindChunk(chunks_, id);
      if (chunk == nullptr || (id == "Atom" && FindChunk(chunks_, "AtU8") != nullptr)) continue;
      if (id != "FunT") {
        md5.Update(chunk->data);
        continue;
      }
      if (module_.lambdas.empty()) continue;
      std::string rows(chunk->data.substr(0, 4 + module_.lambdas.size() * kLambdaRowSize));
      for (size_t row = 4; row < rows.size(); row += kLambdaRowSize)
        rows.replace(row + kOldUniqOffset, 4, 4, '\0');
      md5.Update(rows);
    }
    module_.md5 = md5.Finish();
  }

  absl::string_view file_;
  const LoadOptions& options_;
  std::vector<Chunk> chunks_;
  Module module_;
};

absl::StatusOr<Module> LoadUnnamed(absl::string_view bytes, const LoadOptions& options) {
  if (bytes.size() > kMaxFileSize) {
    return absl::ResourceExhaustedError(
        absl::StrCat("file of ", bytes.size(), " bytes is too large"));
  }
  if (!IsGzip(bytes)) return Loader(bytes, options).Load();
  SEABEAM_ASSIGN_OR_RETURN(const std::string inflated, InflateGzip(bytes, kMaxFileSize));
  return Loader(inflated, options).Load();
}

}  // namespace

absl::StatusOr<Module> LoadModule(absl::string_view bytes, const LoadOptions& options) {
  absl::StatusOr<Module> module = LoadUnnamed(bytes, options);
  if (!module.ok() && !options.file_name.empty())
    return base::Annotate(module.status(), options.file_name);
  return module;
}

}  // namespace seabeam::beam
