// Kinds of Erlang terms as a bit mask: the first component of the compiler's type
// lattice and the argument of the primitive is_type_slow.
#ifndef SEABEAM_ABI_TYPE_KINDS_H_
#define SEABEAM_ABI_TYPE_KINDS_H_

#include <cstdint>

namespace seabeam::abi {
using KindMask = uint32_t;
inline constexpr KindMask kKindSmall = 1u << 0;  // integer in the immediate range
inline constexpr KindMask kKindBig = 1u << 1;    // any other integer
inline constexpr KindMask kKindFloat = 1u << 2;
inline constexpr KindMask kKindFalse = 1u << 3;
inline constexpr KindMask kKindTrue = 1u << 4;
inline constexpr KindMask kKindAtomOther = 1u << 5;
inline constexpr KindMask kKindPid = 1u << 6;
inline constexpr KindMask kKindPort = 1u << 7;
inline constexpr KindMask kKindRef = 1u << 8;
inline constexpr KindMask kKindNil = 1u << 9;
inline constexpr KindMask kKindCons = 1u << 10;
inline constexpr KindMask kKindTuple = 1u << 11;
inline constexpr KindMask kKindMap = 1u << 12;
inline constexpr KindMask kKindFun = 1u << 13;
inline constexpr KindMask kKindBinary = 1u << 14;     // whole bytes
inline constexpr KindMask kKindBitstring = 1u << 15;  // not whole bytes
inline constexpr KindMask kKindMatchState = 1u << 16; // not a term to Erlang code
inline constexpr KindMask kKindNone = 1u << 17;       // the word 0
inline constexpr KindMask kKindInteger = kKindSmall | kKindBig;
inline constexpr KindMask kKindNumber = kKindInteger | kKindFloat;
inline constexpr KindMask kKindBoolean = kKindFalse | kKindTrue;
inline constexpr KindMask kKindAtom = kKindBoolean | kKindAtomOther;
inline constexpr KindMask kKindList = kKindNil | kKindCons;
inline constexpr KindMask kKindAnyBitstring = kKindBinary | kKindBitstring;
inline constexpr KindMask kKindAnyTerm = (1u << 16) - 1;
}  // namespace seabeam::abi

#endif  // SEABEAM_ABI_TYPE_KINDS_H_
