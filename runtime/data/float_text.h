// Floats as decimal text, exact in both directions.
#ifndef SEABEAM_RUNTIME_DATA_FLOAT_TEXT_H_
#define SEABEAM_RUNTIME_DATA_FLOAT_TEXT_H_

#include <cstdint>

#include "runtime/data/word_stack.h"

namespace seabeam::rt {

// Digits (no trailing zero) and exponent of the shortest decimal that reads back as d:
// value = 0.d1d2.. * 10^exponent. d finite, > 0. Returns the number of digits (at most 17).
int ShortestDigits(double d, char digits[20], int* exponent);

// As float_to_list(F, [short]), [{decimals, N}] / [{decimals, N}, compact], [{scientific, N}].
// The last two return false when OTP's buffer would be too small.
void PutFloatShort(ByteBuf* out, double d);
bool PutFloatDecimals(ByteBuf* out, double d, int32_t decimals, bool compact);
bool PutFloatScientific(ByteBuf* out, double d, int32_t decimals);

// [+-]digits(.|,)digits[(e|E)[+-]digits], all of it. False when it is something else or too large.
bool ParseFloat(const char* text, uint32_t size, double* d);

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_DATA_FLOAT_TEXT_H_
