// MD5 (RFC 1321), for module checksums only.

#ifndef SEABEAM_BEAM_MD5_H_
#define SEABEAM_BEAM_MD5_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace seabeam::beam {

class Md5 {
 public:
  void Update(absl::string_view bytes);
  // 16 bytes. Call once, last.
  std::string Finish();

 private:
  void Block(const unsigned char* block);

  std::array<uint32_t, 4> state_ = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476};
  std::array<unsigned char, 64> pending_ = {};
  size_t pending_size_ = 0;
  uint64_t total_size_ = 0;
};

}  // namespace seabeam::beam

#endif  // SEABEAM_BEAM_MD5_H_
