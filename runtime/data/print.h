// Terms as erlang:display/1 prints them, in UTF-8.
#ifndef SEABEAM_RUNTIME_DATA_PRINT_H_
#define SEABEAM_RUNTIME_DATA_PRINT_H_

#include "runtime/core/term.h"
#include "runtime/data/word_stack.h"

namespace seabeam::rt {

void PrintTerm(ByteBuf* out, Term t);

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_DATA_PRINT_H_
