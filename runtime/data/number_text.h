// Integers and floats as text: shared by the BIFs and the term printer.
#ifndef SEABEAM_RUNTIME_DATA_NUMBER_TEXT_H_
#define SEABEAM_RUNTIME_DATA_NUMBER_TEXT_H_

#include "runtime/core/term.h"
#include "runtime/data/word_stack.h"

namespace seabeam::rt {

// Digits of an integer term, upper case above 9, '-' in front of negative ones.
void PutInteger(ByteBuf* out, Term integer, uint32_t base);
// [+-]digits in `base`, all of `text`. 0 = something else (or too large).
Term ParseInteger(Ctx* ctx, const char* text, uint32_t size, uint32_t base);
// The characters of a flat list of code points below 256. False when it is no such list.
bool LatinList(Term list, ByteBuf* out);

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_DATA_NUMBER_TEXT_H_
