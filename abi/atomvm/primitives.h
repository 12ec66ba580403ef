// The primitives of an AtomVM host for wasm32: the third parameter of every compiled function
// points at a table of kPrimitiveCount words; word i is the index of primitive i in
// env.__indirect_function_table. Sections are 3.3 and 3.4 of the interface description.
//
// Row: P(number, name, parameters, result, gc)
//   parameters: one letter each, i = i32, l = i64. ctx, js: as every compiled function gets them.
//   result: PrimitiveResult. gc: PrimitiveGc, what happens to terms held in locals.
// The comment names the parameters behind ctx and js, and how failure shows; "-> #6": the exception
// is set, handle_error has to follow. "offset" is a modoff (layout.h), 0 for none. Memory that has
// to be free beforehand is given in words.
#ifndef SEABEAM_ABI_ATOMVM_PRIMITIVES_H_
#define SEABEAM_ABI_ATOMVM_PRIMITIVES_H_

#include <cstdint>

namespace seabeam::abi::atomvm {

enum class PrimitiveResult : uint8_t {
  kLeave,    // Context* that the compiled function has to return
  kCompare,  // Context*: return it unless it is ctx and nothing else is to do (21 in 3.4)
  kBool,     // 0 or 1
  kTerm,
  kNumber,
  kPointer,
  kVoid,  // the only one without a wasm result; all others are i32
};

enum class PrimitiveGc : uint8_t {
  kNo,           // nothing moves
  kFragment,     // nothing moves; the new heap fragment makes the next allocation collect
  kLive,         // may move terms; roots are the stack and x[0 .. live)
  kX0,           // may move terms; x[0] is the only register that is a root
  kX1X2,         // the same for x[1] and x[2]
  kNoRegisters,  // may move terms; no register is a root
  kArguments,    // may move terms; what it was given counts as roots
  kLeaves,       // control does not come back
};

// clang-format off
#define SEABEAM_ATOMVM_PRIMITIVES(P)                                                                \
  P(0,  raise_error,                  "iiii",   kLeave,   kLeaves)      /* offset, reason */          \
  P(1,  do_return,                    "ii",     kLeave,   kLeaves)                                    \
  P(2,  schedule_next_cp,             "ii",     kLeave,   kLeaves)      /* needs js->continuation */  \
  P(3,  module_get_atom_term_by_id,   "ii",     kTerm,    kNo)          /* js, atom index: unchecked */ \
  P(4,  call_ext,                     "iiiiii", kLeave,   kLeaves)      /* offset, arity, import, n_words (kCallExt*); needs js->continuation 0 */ \
  P(5,  allocate,                     "iiiii",  kBool,    kLive)        /* stack need, heap need, live; 0 -> #6 */ \
  P(6,  handle_error,                 "iii",    kLeave,   kLeaves)      /* offset */                  \
  P(7,  trim_live_regs,               "ii",     kVoid,    kNo)          /* ctx, live */               \
  P(8,  get_imported_bif,             "ii",     kPointer, kNo)          /* js, import: unchecked */   \
  P(9,  deallocate,                   "iii",    kBool,    kX0)          /* slots; 0 -> #6 */          \
  P(10, terminate_context,            "ii",     kLeave,   kLeaves)                                    \
  P(11, term_compare,                 "iiiii",  kNumber,  kNo)          /* a, b, CompareOption -> CompareResult; 0 -> #6 */ \
  P(12, test_heap,                    "iiii",   kBool,    kLive)        /* heap need, live; 0 -> #6; may shrink */ \
  P(13, put_list,                     "iii",    kTerm,    kNo)          /* ctx, head, tail; 2 words */ \
  P(14, module_load_literal,          "iii",    kTerm,    kFragment)    /* literal; 0 = out of memory, no exception set */ \
  P(15, alloc_boxed_integer_fragment, "il",     kTerm,    kFragment)    /* ctx, value outside the small range; 0 -> #6 */ \
  P(16, term_alloc_tuple,             "ii",     kTerm,    kNo)          /* ctx, size; size + 1 words; elements are not set */ \
  P(17, send,                         "ii",     kBool,    kArguments)   /* x[0] ! x[1]; 0 -> #6 */    \
  P(18, extended_register_pointer,    "ii",     kPointer, kNo)          /* ctx, register >= 16 */     \
  P(19, raise_error_tuple,            "iiiii",  kLeave,   kLeaves)      /* offset, atom, value */     \
  P(20, term_alloc_fun,               "iiii",   kTerm,    kNo)          /* fun index, num_free; 3 + num_free words */ \
  P(21, process_signal_messages,      "ii",     kCompare, kNoRegisters)                               \
  P(22, mailbox_peek,                 "i",      kTerm,    kNo)          /* ctx; 0 = no message */     \
  P(23, mailbox_remove_message,       "i",      kVoid,    kFragment)    /* ctx */                     \
  P(24, timeout,                      "i",      kVoid,    kNo)          /* ctx */                     \
  P(25, mailbox_next,                 "i",      kVoid,    kNo)          /* ctx */                     \
  P(26, cancel_timeout,               "i",      kVoid,    kNo)          /* ctx */                     \
  P(27, clear_timeout_flag,           "i",      kVoid,    kNo)          /* ctx */                     \
  P(28, raise,                        "iiii",   kLeave,   kLeaves)      /* raw stacktrace (a tuple of 6: H-35), value */ \
  P(29, schedule_wait_cp,             "ii",     kLeave,   kLeaves)      /* needs js->continuation */  \
  P(30, wait_timeout,                 "iiii",   kLeave,   kLeaves)      /* timeout term, label */     \
  P(31, wait_timeout_trap_handler,    "iii",    kLeave,   kLeaves)      /* label */                   \
  P(32, call_fun,                     "iiiii",  kLeave,   kLeaves)      /* offset, fun, number of arguments */ \
  P(33, context_get_flags,            "ii",     kNumber,  kNo)          /* ctx, mask (ContextFlag) */ \
  P(34, context_ensure_fpregs,        "i",      kVoid,    kNo)          /* ctx */                     \
  P(35, term_from_float,              "ii",     kTerm,    kNo)          /* ctx, float register; 3 words */ \
  P(36, term_is_number,               "i",      kBool,    kNo)          /* term */                    \
  P(37, term_conv_to_float,           "iii",    kVoid,    kNo)          /* ctx, number, float register */ \
  P(38, fadd,                         "iiii",   kBool,    kNo)          /* ctx, a, b, to; 0 = not finite, no exception set */ \
  P(39, fsub,                         "iiii",   kBool,    kNo)                                        \
  P(40, fmul,                         "iiii",   kBool,    kNo)                                        \
  P(41, fdiv,                         "iiii",   kBool,    kNo)                                        \
  P(42, fnegate,                      "iii",    kVoid,    kNo)          /* ctx, from, to */           \
  P(43, catch_end,                    "ii",     kBool,    kX1X2)        /* 0 -> #6; only behind an exception: H-30 */ \
  P(44, memory_ensure_free_with_roots,"iiiii",  kBool,    kLive)        /* words, live, CollectFlag; 0 -> #6 */ \
  P(45, term_alloc_bin_match_state,   "iii",    kTerm,    kNo)          /* ctx, binary, slots; 4 + slots words */ \
  P(46, bitstring_extract_integer,    "iiiiii", kTerm,    kFragment)    /* binary pointer, bit offset, bits, BitFlag; `false` = no match, 0 -> #6 */ \
  P(47, term_sub_binary_heap_size,    "ii",     kNumber,  kNo)          /* binary pointer, bytes -> words */ \
  P(48, term_maybe_create_sub_binary, "iiii",   kTerm,    kNo)          /* ctx, binary, byte offset, bytes: unchecked; words of #47 */ \
  P(49, term_find_map_pos,            "iii",    kNumber,  kNo)          /* ctx, map, key -> place, kMapKeyMissing, kMapOutOfMemory */ \
  P(50, bitstring_utf8_size,          "i",      kNumber,  kNo)          /* code point -> bytes; 0 = invalid */ \
  P(51, bitstring_utf16_size,         "i",      kNumber,  kNo)                                        \
  P(52, term_create_empty_binary,     "ii",     kTerm,    kNo)          /* ctx, bytes; BinaryWords; 0 = out of memory */ \
  P(53, decode_flags_list,            "iii",    kNumber,  kNo)          /* list -> BitFlag; -1 -> #6 */ \
  P(54, bitstring_insert_utf8,        "iii",    kNumber,  kNo)          /* binary, bit offset, code point -> bytes; 0 = invalid */ \
  P(55, bitstring_insert_utf16,       "iiii",   kNumber,  kNo)          /* and BitFlag */             \
  P(56, bitstring_insert_utf32,       "iiii",   kBool,    kNo)                                        \
  P(57, bitstring_insert_integer,     "iiiii",  kBool,    kNo)          /* binary, bit offset, integer, bits, BitFlag; wrong above 64 bits: H-32 */ \
  P(58, bitstring_copy_module_str,    "iiiiii", kVoid,    kNo)          /* binary, bit offset, offset in StrT, bits: unchecked */ \
  P(59, bitstring_copy_binary,        "iiiiii", kNumber,  kNo)          /* to, bit offset, from, `all` or bits as a small integer -> bits; -1 -> #6 */ \
  P(60, apply,                        "iiiiii", kLeave,   kLeaves)      /* offset, module, function, arity */ \
  P(61, malloc,                       "iii",    kPointer, kNo)          /* bytes; 0 -> #6 */          \
  P(62, free,                         "i",      kVoid,    kNo)          /* pointer */                 \
  P(63, put_map_assoc,                "iiiiii", kTerm,    kNo)          /* map, new keys, pairs, pointer to key, value..; MapWords*; 0 -> #6 */ \
  P(64, bitstring_extract_float,      "iiiii",  kTerm,    kNo)          /* ctx, binary pointer, bit offset, bits, BitFlag; `false` = no match; 3 words: H-26 */ \
  P(65, module_get_fun_arity,         "ii",     kNumber,  kNo)          /* Module*, fun index: H-33 */ \
  P(66, bitstring_match_module_str,   "iiiiii", kBool,    kNo)          /* binary, bit offset, offset in StrT, bits */ \
  P(67, bitstring_get_utf8,           "i",      kTerm,    kNo)          /* match state, advances; 0 = no match */ \
  P(68, bitstring_get_utf16,          "ii",     kTerm,    kNo)          /* and BitFlag */             \
  P(69, bitstring_get_utf32,          "ii",     kTerm,    kNo)                                        \
  P(70, term_copy_map,                "ii",     kTerm,    kNo)          /* ctx, map; size + 2 words */ \
  P(71, stacktrace_build,             "i",      kTerm,    kX0)          /* ctx; from x[0] */          \
  P(72, term_reuse_binary,            "iii",    kTerm,    kNo)          /* ctx, binary, bytes; BinaryWords; 0 = out of memory */ \
  P(73, alloc_big_integer_fragment,   "iii",    kTerm,    kFragment)    /* ctx, digits, 0 or kIntegerSignBit; 0 -> #6 */ \
  P(74, bitstring_insert_float,       "iiiii",  kBool,    kNo)          /* binary, bit offset, value, bits, BitFlag; 0 = does not go */ \
  P(75, raw_raise,                    "ii",     kLeave,   kLeaves)      /* x[0] .. x[2]: class, reason, trace */ \
  P(76, raise_error_mfa,              "iiiii",  kLeave,   kLeaves)      /* offset, index of the function's atom, arity */
// clang-format on

enum class Primitive : uint32_t {
#define SEABEAM_ATOMVM_PRIMITIVE_NUMBER(number, name, params, result, gc) name = number,
  SEABEAM_ATOMVM_PRIMITIVES(SEABEAM_ATOMVM_PRIMITIVE_NUMBER)
#undef SEABEAM_ATOMVM_PRIMITIVE_NUMBER
};

struct PrimitiveFact {
  const char* name;
  const char* params;
  PrimitiveResult result;
  PrimitiveGc gc;
};

// By number.
inline constexpr PrimitiveFact kPrimitives[] = {
#define SEABEAM_ATOMVM_PRIMITIVE_ROW(number, name, params, result, gc) \
  {#name, params, PrimitiveResult::result, PrimitiveGc::gc},
    SEABEAM_ATOMVM_PRIMITIVES(SEABEAM_ATOMVM_PRIMITIVE_ROW)
#undef SEABEAM_ATOMVM_PRIMITIVE_ROW
};
inline constexpr uint32_t kPrimitiveCount = sizeof(kPrimitives) / sizeof(kPrimitives[0]);
static_assert(kPrimitiveCount == 77, "the host's table has 77 entries");
inline constexpr uint32_t kPrimitiveEntrySize = 4;

constexpr const PrimitiveFact& Fact(Primitive primitive) {
  return kPrimitives[static_cast<uint32_t>(primitive)];
}

// ---- Values that primitives take and give (3.3)
// ----------------------------------------------------- n_words of call_ext: the slots of the frame
// to leave, or one of these.
inline constexpr int32_t kCallExtTail = -1;  // tail call without a frame
inline constexpr int32_t kCallExtCall = -2;  // CP is set, the frame stays

enum class CompareOption : uint32_t { kNumeric = 0, kExact = 1 };
enum CompareResult : uint32_t { kCompareEqual = 1, kCompareLess = 2, kCompareGreater = 4 };

enum class CollectFlag : uint32_t { kNoShrink = 0, kCanShrink = 1, kForceShrink = 2, kNoGc = 3 };

inline constexpr int32_t kMapKeyMissing = -1;
inline constexpr int32_t kMapOutOfMemory = -2;

// Flags of the bit syntax are BEAM's: kBsLittle, kBsSigned, kBsNative of abi/layout.h (as written
// in comments: BitFlag).

}  // namespace seabeam::abi::atomvm

#endif  // SEABEAM_ABI_ATOMVM_PRIMITIVES_H_
