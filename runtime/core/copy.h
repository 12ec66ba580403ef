// Copies of terms outside the heap that holds them: messages, ETS, literals.
#ifndef SEABEAM_RUNTIME_CORE_COPY_H_
#define SEABEAM_RUNTIME_CORE_COPY_H_

#include "runtime/core/term.h"

namespace seabeam::rt {

// Words a copy of `t` needs (shared subterms count each time; literals 0).
uint32_t CopySize(Term t);
// The same with literals, which are not copied.
uint32_t FlatSize(Term t);

// Copies `t` to [*hp, ...), which has CopySize(t) words, and advances *hp. Off-heap binaries
// are shared; their new terms are put in front of *mso (see core/binary.h).
// Literals are shared unless `deep`.
Term CopyTerm(Term t, Term** hp, Term** mso, bool deep = false);

// Gives back the binaries of such a list (the memory of the terms is the caller's).
void ReleaseMso(Term* mso);

// Into the running process's heap (from ETS, persistent_term, ...).
Term CopyToProcess(Ctx* ctx, Term t);

// Into memory that lives for ever and that the collector never enters.
Term CopyToLiterals(Term t);
Term* AllocLiteralWords(uint32_t n);

// True for terms in literal memory (also false for immediates).
extern uint8_t g_page_kind[65536];  // one per 64 KiB of linear memory
enum PageKind : uint8_t { kPageOther = 0, kPageLiteral = 1, kPageOld = 2 };
inline bool IsLiteral(Term t) { return g_page_kind[t >> 16] == kPageLiteral; }

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_CORE_COPY_H_
