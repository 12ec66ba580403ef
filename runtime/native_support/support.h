// C++ for wasm32 that becomes part of compiled modules: emit/atomvm copies those of its functions
// that a module needs (emit/atomvm/support_code.h). So a function may use parameters, locals, the
// linear memory, other functions of this folder, and the imports below; no globals, no static data,
// no C++ stack (arrays, addresses of locals).
//
// Functions marked SUPPORT carry the name of a primitive of abi/prim_list.h or of a BIF of
// abi/bif_list.h and are its body on AtomVM's term layout. Nothing moves while they run.
#ifndef SEABEAM_RUNTIME_NATIVE_SUPPORT_SUPPORT_H_
#define SEABEAM_RUNTIME_NATIVE_SUPPORT_SUPPORT_H_

#include <cstdint>

#include "abi/atomvm/atoms.h"
#include "abi/atomvm/block.h"
#include "abi/atomvm/layout.h"
#include "abi/layout.h"

#define SUPPORT(name) extern "C" __attribute__((export_name(#name)))
#define SUPPORT_IMPORT(name) extern "C" __attribute__((import_module("module"), import_name(#name)))
#define SUPPORT_SHARED __attribute__((noinline))
#define SUPPORT_INLINE inline __attribute__((always_inline))

namespace seabeam::support {

namespace host = abi::atomvm;

using Term = uint32_t;

// The register block.
struct Ctx;
inline uint32_t& Field(Ctx* ctx, uint32_t offset) {
  return *reinterpret_cast<uint32_t*>(reinterpret_cast<uintptr_t>(ctx) + offset);
}
inline uint32_t* Scratch(Ctx* ctx) { return &Field(ctx, host::BlockOffsets::scratch); }
inline uint32_t* Arguments(Ctx* ctx) { return &Field(ctx, abi::CtxOffsets::x_base); }

// ---- What the module gives ----------------------------------------------------------------------
// Room for `bytes` bytes at the heap pointer.
SUPPORT_IMPORT(heap_slow) void heap_slow(Ctx* ctx, uint32_t bytes);
// The host's primitive term_create_empty_binary; the heap has kBinaryRoomWords words of room. 0: no
// memory.
SUPPORT_IMPORT(create_empty_binary) Term create_empty_binary(Ctx* ctx, uint32_t bytes);
inline constexpr uint32_t kBinaryRoomWords = 8;
// The host's primitive term_find_map_pos: the number of a key of any kind in a map, negative if it
// is not there.
SUPPORT_IMPORT(find_map_pos) int32_t find_map_pos(Term map, Term key);
// The host's primitive put_map_assoc: `map` with the n pairs of the argument area, `added` of them
// with keys that it has not; the heap has room for map and keys.
SUPPORT_IMPORT(put_map_assoc) Term put_map_assoc(Term map, uint32_t added, uint32_t n);

// ---- Terms --------------------------------------------------------------------------------------
inline bool IsSmall(Term t) { return (t & abi::kImmMask) == abi::kImmSmall; }
inline bool IsBoxed(Term t) { return (t & abi::kTagMask) == abi::kTagBoxed; }
inline Term* Box(Term t) { return reinterpret_cast<Term*>(t - abi::kTagBoxed); }
inline Term BoxTerm(const Term* p) {
  return static_cast<Term>(reinterpret_cast<uintptr_t>(p)) + abi::kTagBoxed;
}
inline uint32_t Tag(Term boxed) { return Box(boxed)[0] & abi::kHeaderMask; }
inline bool IsTagged(Term t, uint32_t tag) { return IsBoxed(t) && Tag(t) == tag; }
inline Term Small(int32_t value) { return abi::SmallTerm(value); }

// Uninitialised words of the heap.
Term* Alloc(Ctx* ctx, uint32_t words);

// What failed is not a BIF to be called again; the reason is an atom that has one number
// everywhere.
inline Term FailWith(Ctx* ctx, abi::FixedAtom reason) {
  Field(ctx, host::BlockOffsets::failed_bif) = 0;
  Field(ctx, host::BlockOffsets::failed_reason) = abi::AtomTerm(static_cast<uint32_t>(reason));
  return abi::kNone;
}

}  // namespace seabeam::support

#endif  // SEABEAM_RUNTIME_NATIVE_SUPPORT_SUPPORT_H_
