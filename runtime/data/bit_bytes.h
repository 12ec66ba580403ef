// Bits of byte sequences, without terms. Bit 0 is the most significant bit of the first byte.
#ifndef SEABEAM_RUNTIME_DATA_BIT_BYTES_H_
#define SEABEAM_RUNTIME_DATA_BIT_BYTES_H_

#include <cstdint>

namespace seabeam::rt {

// n <= 64 bits as an unsigned number; big endian.
uint64_t ReadBits(const uint8_t* data, uint32_t offset, uint32_t n);
// dst and src do not overlap. Bits of dst outside of the range are kept.
void CopyBits(uint8_t* dst, uint32_t dst_offset, const uint8_t* src, uint32_t src_offset,
              uint32_t n);
// memcmp for bit ranges of equal size.
int CompareBits(const uint8_t* a, uint32_t a_offset, const uint8_t* b, uint32_t b_offset,
                uint32_t n);

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_DATA_BIT_BYTES_H_
