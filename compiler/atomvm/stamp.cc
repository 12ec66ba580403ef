#include "compiler/atomvm/stamp.h"

#include "abi/atomvm/stamp.h"
#include "absl/strings/str_cat.h"
#include "beam/md5.h"

namespace seabeam::atomvm {

using abi::atomvm::kDigestSize;

std::string Digest(absl::string_view bytes) {
  beam::Md5 md5;
  md5.Update(bytes);
  return md5.Finish();
}

std::string SourceDigest(const std::vector<beam::atomvm::OwnedChunk>& chunks) {
  beam::Md5 md5;
  for (const beam::atomvm::OwnedChunk& chunk : chunks) {
    md5.Update(absl::StrCat(chunk.id, " ", chunk.data.size(), "\n"));
    md5.Update(chunk.data);
  }
  return md5.Finish();
}

std::string WriteStamp(const Stamp& stamp) {
  return absl::StrCat(std::string(1, static_cast<char>(abi::atomvm::kStampVersion)), stamp.key,
                      stamp.source, stamp.native);
}

absl::optional<Stamp> ReadStamp(absl::string_view data) {
  if (data.size() != abi::atomvm::kStampSize ||
      static_cast<uint8_t>(data[0]) != abi::atomvm::kStampVersion) {
    return absl::nullopt;
  }
  Stamp stamp;
  stamp.key = std::string(data.substr(abi::atomvm::kStampKeyAt, kDigestSize));
  stamp.source = std::string(data.substr(abi::atomvm::kStampSourceAt, kDigestSize));
  stamp.native = std::string(data.substr(abi::atomvm::kStampNativeAt, kDigestSize));
  return stamp;
}

}  // namespace seabeam::atomvm
