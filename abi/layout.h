// Facts of the 32-bit term layout and of the register block that compiled code
// and the runtime share. Source: docs/design-notes.md (seabeam ABI) and
// AtomVM's native ABI for wasm32. Every fact stands here once. All offsets are
// in bytes. This header is included by host code (compiler) and by wasm32 code
// (runtime); it must stay free of other includes than <cstdint>.
#ifndef SEABEAM_ABI_LAYOUT_H_
#define SEABEAM_ABI_LAYOUT_H_

#include <cstdint>

namespace seabeam::abi {

// The runtime's C++ is built for one of two term layouts, which differ only where a line below or a
// file of the runtime says kAtomVmLayout (runtime/atomvm, see abi/atomvm). Host code uses the
// constants of the seabeam layout.
#ifdef SEABEAM_ATOMVM_LAYOUT
inline constexpr bool kAtomVmLayout = true;
#else
inline constexpr bool kAtomVmLayout = false;
#endif

// ---- Primary tags (bits 1..0) -------------------------------------------
inline constexpr uint32_t kTagMask = 0x3;
inline constexpr uint32_t kTagHeader = 0x0;  // header word, CP, or 0 = none
inline constexpr uint32_t kTagCons = 0x1;
inline constexpr uint32_t kTagBoxed = 0x2;
inline constexpr uint32_t kTagImmediate = 0x3;

// "No term": failed pure operation, or unwinding native call.
inline constexpr uint32_t kNone = 0;

// ---- Immediates -----------------------------------------------------------
inline constexpr uint32_t kImmMask = 0xF;
inline constexpr uint32_t kImmPid = 0x3;
inline constexpr uint32_t kImmPort = 0x7;
inline constexpr uint32_t kImmSmall = 0xF;
inline constexpr uint32_t kImmShift = 4;
inline constexpr uint32_t kAtomMask = 0x3F;
inline constexpr uint32_t kAtomTag = 0x0B;
inline constexpr uint32_t kAtomShift = 6;
inline constexpr uint32_t kCatchTag = 0x1B;  // stack only; position << 6 | tag
inline constexpr uint32_t kCatchShift = 6;
inline constexpr uint32_t kNil = 0x3B;
inline constexpr uint32_t kMovedMarker = 0x2B;  // collector only, never a term

inline constexpr int32_t kSmallBits = 28;
inline constexpr int32_t kSmallMin = -(1 << 27);
inline constexpr int32_t kSmallMax = (1 << 27) - 1;

constexpr uint32_t SmallTerm(int32_t v) {
  return (static_cast<uint32_t>(v) << kImmShift) | kImmSmall;
}
constexpr int32_t SmallValue(uint32_t t) { return static_cast<int32_t>(t) >> kImmShift; }
constexpr uint32_t AtomTerm(uint32_t index) { return (index << kAtomShift) | kAtomTag; }

// CP word: function-table index of the adapter << 4; low bits 00.
inline constexpr uint32_t kCpShift = 4;

// ---- Boxed headers: (words that follow << 6) | tag6 ------------------------
inline constexpr uint32_t kHeaderShift = 6;
inline constexpr uint32_t kHeaderMask = 0x3F;
inline constexpr uint32_t kHdrTuple = 0x00;
inline constexpr uint32_t kHdrMatchState = 0x04;
inline constexpr uint32_t kHdrPosInt = 0x08;
inline constexpr uint32_t kHdrNegInt = 0x0C;  // kHdrPosInt | sign bit 0x04
inline constexpr uint32_t kHdrRef = 0x10;
inline constexpr uint32_t kHdrFun = 0x14;
inline constexpr uint32_t kHdrFloat = 0x18;
// Seabeam only: bitstring whose size is no multiple of 8, or any slice that
// starts inside a byte. 5 words: header, size in bits, bit offset into the
// data of the underlying binary, underlying binary term (heap or refc), 0.
inline constexpr uint32_t kHdrBitstring = 0x1C;
inline constexpr uint32_t kHdrRefcBinary = 0x20;
inline constexpr uint32_t kHdrHeapBinary = 0x24;
inline constexpr uint32_t kHdrSubBinary = 0x28;
inline constexpr uint32_t kHdrMap = 0x2C;  // flat map, up to kMaxFlatMap keys
inline constexpr uint32_t kHdrExternalPid = 0x30;
inline constexpr uint32_t kHdrExternalPort = 0x34;
inline constexpr uint32_t kHdrExternalRef = 0x38;
// Seabeam only: root of a hash map (more than kMaxFlatMap keys). word1 = small
// int count, word2.. = trie as the runtime defines it.
inline constexpr uint32_t kHdrHashMap = 0x3C;
inline constexpr uint32_t kMaxFlatMap = kAtomVmLayout ? 0x03FFFFFE : 32;

constexpr uint32_t Header(uint32_t words, uint32_t tag6) { return (words << kHeaderShift) | tag6; }
// Any boxed integer: (h & kHdrIntMask) == kHdrPosInt.
inline constexpr uint32_t kHdrIntMask = 0x3B;
inline constexpr uint32_t kHdrNumberMask = 0x2B;  // boxed integer or float -> 0x08

// Offsets relative to the *tagged* pointer (tag folded into the constant).
inline constexpr int32_t kConsTail = -1;  // word 0
inline constexpr int32_t kConsHead = 3;   // word 1
inline constexpr int32_t kBoxHeader = -2;
constexpr int32_t BoxWord(int32_t i) { return -2 + 4 * i; }  // i = 0 is the header
constexpr int32_t TupleElement(int32_t zero_based) { return BoxWord(1 + zero_based); }

inline constexpr uint32_t kFloatHeader = Header(2, kHdrFloat);  // f64 in words 1-2, 4-aligned
inline constexpr uint32_t kConsWords = 2;
inline constexpr uint32_t kFloatWords = 3;

// Fun: header ((num_free+2)<<6)|kHdrFun; word1 = FunEntry* (seabeam; 4-aligned),
// word2 = small int fun index, words 3.. = free variables. External fun
// (fun M:F/A): header (3<<6)|kHdrFun, word1 = module atom, word2 = function
// atom, word3 = Export* tagged as small-shaped raw (Export* | 0: 4-aligned).
inline constexpr int32_t kFunEntryWord = 1;
inline constexpr int32_t kFunFirstFree = 3;

// Flat map: header ((1+n)<<6)|kHdrMap, word1 = keys tuple (term order of the
// runtime's flat maps), words 2.. = values.

// Binaries: word1 = size in bytes; heap binary data from byte 8 of the object;
// refc (6 words): word2 flags, word3 RefcBinary*, words 4-5 mso list cell;
// sub binary (4 words): word2 byte offset, word3 underlying binary.
// Match state (5 words): word1 the heap or refc binary that holds the bytes, word2 the next
// bit, word3 the bit behind the last (both counted in that binary), word4 the address of its
// first byte, which the collector keeps right. All but word1 raw; only word2 changes.
inline constexpr uint32_t kMatchStateWords = 5;
inline constexpr int32_t kMatchStateBase = 1;
inline constexpr int32_t kMatchStateOffset = 2;
inline constexpr int32_t kMatchStateEnd = 3;
inline constexpr int32_t kMatchStateData = 4;

// ---- FunEntry (seabeam), in static memory ----------------------------------
struct FunEntryOffsets {
  static constexpr uint32_t native = 0;   // function-table index of the fun adapter
  static constexpr uint32_t arity = 4;    // call arity (without free variables)
  static constexpr uint32_t num_free = 8;
  static constexpr uint32_t module = 12;  // module atom
  static constexpr uint32_t index = 16;   // fun index in the module
  static constexpr uint32_t uniq = 20;
  static constexpr uint32_t code = 24;    // runtime's Module*
  static constexpr uint32_t function = 28;  // atom of the lambda's name
  static constexpr uint32_t size = 32;
};

// ---- Export (seabeam): one per M:F/A anybody mentions; static memory --------
struct ExportOffsets {
  static constexpr uint32_t native = 0;    // function-table index, native convention of `arity`
  static constexpr uint32_t module = 4;    // atom
  static constexpr uint32_t function = 8;  // atom
  static constexpr uint32_t arity = 12;
  static constexpr uint32_t bif = 16;      // function-table index of the C++ BIF, 0 if none
  static constexpr uint32_t position = 20; // entry position (table index of the adapter), 0 if not loaded
  static constexpr uint32_t code = 24;     // runtime's Module*, 0 if not loaded
  static constexpr uint32_t size = 32;
};

// ---- Register block (`ctx`) --------------------------------------------------
// heap_ptr, heap_end and e have AtomVM's offsets.
struct CtxOffsets {
  static constexpr uint32_t heap_ptr = 0x0C;   // next free word
  static constexpr uint32_t heap_end = 0x10;   // first word past the current chunk
  static constexpr uint32_t e = 0x14;          // top of the process stack, which grows down
  // The native stack area (docs/design-notes.md): the frames of native calls have addresses below
  // native_base; below stack_limit they are too many. While calls unwind, native_e is the lowest
  // address that the innermost one has written or wants written.
  static constexpr uint32_t native_base = 0x58;
  static constexpr uint32_t native_e = 0x5C;
  static constexpr uint32_t reds = 0x60;       // i32; below 0 after decrement -> slow path
  static constexpr uint32_t stack_limit = 0x64;
  static constexpr uint32_t pending_export = 0x68;
  static constexpr uint32_t process = 0x6C;    // runtime's Process*
  static constexpr uint32_t self = 0x70;       // pid term of the running process
  // Scratch area through which primitives with a variable number of
  // arguments get them; also the x registers while no native code runs.
  static constexpr uint32_t x_base = 0x100;
  static constexpr uint32_t x_count = 1024;
};

// ---- Error kinds for raise_error1 ---------------------------------------------
enum class ErrorKind : uint32_t {
  kBadmatch = 0,    // {badmatch, V}
  kCaseClause = 1,  // {case_clause, V}
  kTryClause = 2,   // {try_clause, V}
  kIfClause = 3,    // if_clause
  kBadrecord = 4,   // {badrecord, V}
  kBadarg = 5,      // badarg
  kBadarith = 6,
  kSystemLimit = 7,
  kBadmap = 8,      // {badmap, V}
  kBadkey = 9,      // {badkey, V}
  kUnsupported = 10,
  kReason = 11,      // V
};

// ---- bs_create_bin segment descriptors (one word each) --------------------------
// bits 0-3 BsSegmentType, bits 4-7 flags (kBs*), bits 8-19 unit.
enum class BsSegmentType : uint32_t {
  kInteger = 0, kFloat = 1, kBinary = 2, kUtf8 = 3, kUtf16 = 4, kUtf32 = 5, kString = 6,
  kAppend = 7, kPrivateAppend = 8,
};
inline constexpr uint32_t kBsLittle = 0x2;
inline constexpr uint32_t kBsSigned = 0x4;
inline constexpr uint32_t kBsNative = 0x10;  // BEAM's flag word; wasm is little endian

}  // namespace seabeam::abi

#endif  // SEABEAM_ABI_LAYOUT_H_
