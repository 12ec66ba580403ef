// Flattening of iodata.
#ifndef SEABEAM_RUNTIME_DATA_IOLIST_H_
#define SEABEAM_RUNTIME_DATA_IOLIST_H_

#include "runtime/core/term.h"
#include "runtime/data/word_stack.h"

namespace seabeam::rt {

// Appends all bits of a bitstring list (bytes, bitstrings, nested lists; a bitstring as tail) to
// `out`; *bits is the running size. With whole_bytes a bitstring of other sizes is an error. False
// = no such list.
bool FlattenIolist(Term t, bool whole_bytes, ByteBuf* out, uint64_t* bits);
// Size in bytes of an iolist or binary; false as above.
bool IolistSize(Term t, uint64_t* bytes);

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_DATA_IOLIST_H_
