// Hashes of terms. Phash and Phash2 give the numbers of erlang:phash/2 (before the
// range) and erlang:phash2/1,2; InternalHash those of OTP 25's internal 64-bit hash, for all
// terms but atoms, pids, references, funs, whose OTP value depends on the running system.
#ifndef SEABEAM_RUNTIME_DATA_HASH_H_
#define SEABEAM_RUNTIME_DATA_HASH_H_

#include "runtime/core/term.h"

namespace seabeam::rt {

uint32_t Phash(Term t);
uint32_t Phash2(Term t);
uint32_t InternalHash(Term t, uint32_t salt);

// Hash of a map key for trie levels 8 * depth ...
uint32_t MapHash(Term key, uint32_t depth);

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_DATA_HASH_H_
