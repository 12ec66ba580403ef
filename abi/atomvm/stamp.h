// A chunk of our own, which the host skips: what the native code next to it was made from. By it a
// later build sees that nothing has to be done.
#ifndef SEABEAM_ABI_ATOMVM_STAMP_H_
#define SEABEAM_ABI_ATOMVM_STAMP_H_

#include <cstdint>

namespace seabeam::abi::atomvm {

inline constexpr char kStampChunk[] = "SbNc";
inline constexpr uint32_t kDigestSize = 16;  // MD5
// u8 version, then three digests: of compiler and options, of the chunks that the code was made
// from (in the form the host reads, with Code and Type), of the contents of avmN.
inline constexpr uint8_t kStampVersion = 1;
inline constexpr uint32_t kStampKeyAt = 1;
inline constexpr uint32_t kStampSourceAt = kStampKeyAt + kDigestSize;
inline constexpr uint32_t kStampNativeAt = kStampSourceAt + kDigestSize;
inline constexpr uint32_t kStampSize = kStampNativeAt + kDigestSize;

}  // namespace seabeam::abi::atomvm

#endif  // SEABEAM_ABI_ATOMVM_STAMP_H_
