// Hashes of terms. Phash and Phash2 give the numbers of erlang:phash/2 (before the
// range) and erlang:phash2/1,2; InternalHash those of the internal hash of the library's release, on 64 bits, for all
// terms but atoms, pids, references, funs, whose OTP value depends on the running system.
#ifndef SEABEAM_RUNTIME_DATA_HASH_H_
#define SEABEAM_RUNTIME_DATA_HASH_H_

#include "runtime/core/term.h"

namespace seabeam::rt {

uint32_t Phash(Term t);
uint32_t Phash2(Term t);
// All of it up to OTP 26, the lower half of InternalHash64 since.
uint32_t InternalHash(Term t, uint32_t salt);
// OTP 27 and later.
uint64_t InternalHash64(Term t, uint64_t salt);

// Whether the emulator has the term in one word (integers of 60 bits are), and that word: of atoms with the number that they have here.
bool EmulatorsImmediate(Term t, uint64_t* word);

// Hash of a map key for trie levels 8 * depth ... 8 * depth + 7. Keys that are different have different hashes at some depth.
uint32_t MapHash(Term key, uint32_t depth);

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_DATA_HASH_H_
