// Writing numbers into bits at any position; surrounding bits are kept.
#ifndef SEABEAM_RUNTIME_DATA_BS_WRITE_H_
#define SEABEAM_RUNTIME_DATA_BS_WRITE_H_

#include "runtime/core/term.h"

namespace seabeam::rt {

void WriteBits(uint8_t* data, uint32_t at, uint64_t v,
               uint32_t bits);  // the low `bits` <= 64 bits of v
// The low `bits` bits of the integer's two's complement.
void WriteInteger(uint8_t* data, uint32_t at, Term integer, uint32_t bits, bool little);
void WriteFloat(uint8_t* data, uint32_t at, double d, uint32_t bits,
                bool little);  // 16, 32 or 64 bits

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_DATA_BS_WRITE_H_
