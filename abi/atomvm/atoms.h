// Atoms with fixed numbers on an AtomVM host (1.2 of the interface description): the first rows of
// abi/atom_list.h, as terms AtomTerm(FixedAtom::kBadarg) and so on. The term of any other atom
// comes from primitive module_get_atom_term_by_id.
#ifndef SEABEAM_ABI_ATOMVM_ATOMS_H_
#define SEABEAM_ABI_ATOMVM_ATOMS_H_

#include <cstdint>

#include "abi/atom_list.h"

namespace seabeam::abi::atomvm {

inline constexpr uint32_t kFixedAtomCount = static_cast<uint32_t>(FixedAtom::kBadrecord) + 1;

inline constexpr const char* kFixedAtomNames[] = {
#define SEABEAM_ATOM_TEXT(symbol, text) text,
    SEABEAM_ATOM_LIST(SEABEAM_ATOM_TEXT)
#undef SEABEAM_ATOM_TEXT
};

static_assert(kFixedAtomCount == 18, "the host fixes 18 atoms");

}  // namespace seabeam::abi::atomvm

#endif  // SEABEAM_ABI_ATOMVM_ATOMS_H_
