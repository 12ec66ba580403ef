#include "compiler/atomvm/build.h"

#include <utility>
#include <vector>

#include "abi/atomvm/container.h"
#include "abi/atomvm/stamp.h"
#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "base/findings.h"
#include "base/status_macros.h"
#include "beam/atomvm/host_file.h"
#include "beam/atomvm/limits.h"
#include "beam/iff.h"
#include "beam/inflate.h"
#include "beam/limits.h"
#include "beam/loader.h"
#include "compiler/atomvm/check.h"
#include "compiler/atomvm/stamp.h"
#include "emit/container/native_writer.h"

namespace seabeam::atomvm {
namespace {

using abi::atomvm::kNativeChunk;
using abi::atomvm::kStampChunk;
using beam::Chunk;
using beam::atomvm::OwnedChunk;

constexpr absl::string_view kCodeChunk = "Code";

// The native code in `file` when its stamp is whole and says `key`, else nothing.
absl::optional<Stamp> IntactStamp(const std::vector<Chunk>& chunks, const std::string& key) {
  const Chunk* native = FindChunk(chunks, kNativeChunk);
  const Chunk* stamp_chunk = FindChunk(chunks, kStampChunk);
  if (native == nullptr || stamp_chunk == nullptr) return absl::nullopt;
  absl::optional<Stamp> stamp = ReadStamp(stamp_chunk->data);
  if (!stamp.has_value() || stamp->key != key || stamp->native != Digest(native->data)) {
    return absl::nullopt;
  }
  return stamp;
}

bool ExportsStart(const beam::Module& module) {
  for (const beam::FunctionEntry& row : module.exports) {
    if (row.arity == 0 && module.atom(row.function) == "start") return true;
  }
  return false;
}

class Builder {
 public:
  Builder(absl::string_view file, absl::string_view previous, const BuildOptions& options,
          const Generator& generate)
      : file_(file), previous_(previous), options_(options), generate_(generate) {}

  absl::StatusOr<BuiltFile> Build() {
    SEABEAM_ASSIGN_OR_RETURN(chunks_, beam::ReadChunks(file_));
    const Chunk* code = FindChunk(chunks_, kCodeChunk);
    if (code == nullptr && FindChunk(chunks_, kNativeChunk) != nullptr) return KeepAsItIs();
    SEABEAM_ASSIGN_OR_RETURN(const beam::Module module, beam::LoadModule(file_));
    SEABEAM_RETURN_IF_ERROR(beam::atomvm::CheckLimits(module));
    beam::atomvm::HostFileOptions all;
    all.keep_bytecode = true;
    SEABEAM_ASSIGN_OR_RETURN(const std::vector<OwnedChunk> source,
                             beam::atomvm::HostChunks(module, chunks_, all));
    BuiltFile result;
    result.code_size = code->data.size();
    result.module = module.name;
    result.exports_start = ExportsStart(module);
    Stamp stamp;
    stamp.key = options_.key;
    stamp.source = SourceDigest(source);
    std::string native;
    if (options_.rebuild || !FindUpToDate(stamp, &native)) {
      SEABEAM_ASSIGN_OR_RETURN(const NativeCode generated, generate_(module));
      SEABEAM_ASSIGN_OR_RETURN(native, WriteNativeChunk(generated));
    } else {
      result.outcome = Outcome::kUpToDate;
    }
    result.native_size = native.size();
    stamp.native = Digest(native);
    SEABEAM_ASSIGN_OR_RETURN(result.bytes, Write(module, source, std::move(native), stamp));
    return result;
  }

 private:
  // The input may be the result of an earlier build itself.
  bool FindUpToDate(const Stamp& stamp, std::string* native) {
    absl::StatusOr<std::vector<Chunk>> previous = std::vector<Chunk>();
    if (!previous_.empty()) previous = beam::ReadChunks(previous_);
    for (const std::vector<Chunk>* chunks : {&chunks_, previous.ok() ? &*previous : nullptr}) {
      if (chunks == nullptr) continue;
      const absl::optional<Stamp> found = IntactStamp(*chunks, stamp.key);
      if (!found.has_value() || found->source != stamp.source) continue;
      *native = std::string(FindChunk(*chunks, kNativeChunk)->data);
      return true;
    }
    return false;
  }

  absl::StatusOr<std::string> Write(const beam::Module& module,
                                    const std::vector<OwnedChunk>& source, std::string native,
                                    const Stamp& stamp) {
    std::vector<OwnedChunk> out = source;
    if (!options_.keep_bytecode) {
      SEABEAM_ASSIGN_OR_RETURN(out, beam::atomvm::HostChunks(module, chunks_, {}));
    }
    out.push_back({kNativeChunk, std::move(native)});
    out.push_back({kStampChunk, WriteStamp(stamp)});
    SEABEAM_ASSIGN_OR_RETURN(std::string bytes, beam::atomvm::WriteHostFile(std::move(out)));
    SEABEAM_ASSIGN_OR_RETURN(const std::vector<Chunk> written, beam::ReadChunks(bytes));
    base::Findings findings;
    CheckHostFile(bytes, written, &findings);
    if (!findings.empty()) {
      return absl::InternalError(
          absl::StrCat("made a file that the host would not run: ", findings.lines()[0]));
    }
    return bytes;
  }

  // Without bytecode nothing can be made; what is there has to be right.
  absl::StatusOr<BuiltFile> KeepAsItIs() {
    base::Findings findings;
    const HostFile host = CheckHostFile(file_, chunks_, &findings);
    if (!findings.empty()) {
      return absl::InvalidArgumentError(absl::StrCat(
          "chunk Code: missing, and the native code cannot be used: ", findings.lines()[0]));
    }
    BuiltFile result;
    result.bytes = std::string(file_);
    result.module = host.tables.module.name;
    result.exports_start = ExportsStart(host.tables.module);
    result.outcome =
        IntactStamp(chunks_, options_.key).has_value() ? Outcome::kUpToDate : Outcome::kKept;
    result.native_size = FindChunk(chunks_, kNativeChunk)->data.size();
    return result;
  }

  absl::string_view file_;
  absl::string_view previous_;
  const BuildOptions& options_;
  const Generator& generate_;
  std::vector<Chunk> chunks_;
};

absl::StatusOr<BuiltFile> BuildUnnamed(absl::string_view bytes, absl::string_view previous,
                                       const BuildOptions& options, const Generator& generate) {
  if (bytes.size() > beam::kMaxFileSize) {
    return absl::ResourceExhaustedError(absl::StrCat("file of ", bytes.size(), " is too large"));
  }
  if (!beam::IsGzip(bytes)) return Builder(bytes, previous, options, generate).Build();
  SEABEAM_ASSIGN_OR_RETURN(const std::string inflated,
                           beam::InflateGzip(bytes, beam::kMaxFileSize));
  return Builder(inflated, previous, options, generate).Build();
}

}  // namespace

absl::StatusOr<BuiltFile> BuildHostFile(absl::string_view bytes, absl::string_view previous,
                                        const BuildOptions& options, const Generator& generate) {
  absl::StatusOr<BuiltFile> result = BuildUnnamed(bytes, previous, options, generate);
  if (!result.ok() && !options.file_name.empty() &&
      !absl::StartsWith(result.status().message(), options.file_name)) {
    return base::Annotate(result.status(), options.file_name);
  }
  return result;
}

}  // namespace seabeam::atomvm
