// Structures and terms of an AtomVM host for wasm32, as compiled code sees them. What is the same
// on Seabeam's own runtime (tags, immediates, small integers, headers, cons cells, tuples, floats)
// stands in abi/layout.h; here is the rest. Sections are those of the interface description of
// AtomVM's native ABI; offsets are in bytes.
#ifndef SEABEAM_ABI_ATOMVM_LAYOUT_H_
#define SEABEAM_ABI_ATOMVM_LAYOUT_H_

#include <cstdint>

#include "abi/layout.h"

namespace seabeam::abi::atomvm {

// ---- Context (3.1) ------------------------------------------------------------------------------
struct ContextOffsets {
  static constexpr uint32_t global = 0x00;
  // The heap: words free are e - heap_ptr as long as e lies in [heap_start, heap_end], else
  // heap_end - heap_ptr.
  static constexpr uint32_t heap_root = 0x04;  // HeapFragment*, newest
  static constexpr uint32_t heap_start = 0x08;
  static constexpr uint32_t heap_ptr = 0x0C;  // next free word, grows up
  static constexpr uint32_t heap_end = 0x10;
  // Fields of which the host asserts the place for native code: e to bs_offset.
  static constexpr uint32_t e = 0x14;  // stack top, grows down
  static constexpr uint32_t x = 0x18;  // x[i] at x + 4 i, i = 0 .. 16
  static constexpr uint32_t cp = 0x5C;
  static constexpr uint32_t fr = 0x60;  // f64*, null before primitive context_ensure_fpregs
  static constexpr uint32_t bs = 0x64;  // last writable binary, no root of a collection
  static constexpr uint32_t bs_offset = 0x68;
  // The others depend on the host's build; compiled code keeps off them.
  static constexpr uint32_t extended_x_regs = 0x6C;
  static constexpr uint32_t processes_list_head = 0x74;
  static constexpr uint32_t processes_table_head = 0x7C;
  static constexpr uint32_t process_id = 0x84;
  static constexpr uint32_t timer_list_head = 0x88;
  static constexpr uint32_t monitors_head = 0x98;
  static constexpr uint32_t min_heap_size = 0xA0;
  static constexpr uint32_t max_heap_size = 0xA4;
  static constexpr uint32_t heap_growth_strategy = 0xA8;
  static constexpr uint32_t saved_module = 0xAC;
  static constexpr uint32_t saved_function_ptr = 0xB0;  // label + 1
  static constexpr uint32_t restore_trap_handler = 0xB4;
  static constexpr uint32_t mailbox = 0xB8;
  static constexpr uint32_t dictionary = 0xD0;
  static constexpr uint32_t native_handler = 0xD8;
  static constexpr uint32_t bits = 0xDC;
  static constexpr uint32_t flags = 0xE0;  // ContextFlag
  static constexpr uint32_t platform_data = 0xE4;
  static constexpr uint32_t group_leader = 0xE8;
  static constexpr uint32_t exit_reason = 0xEC;
  static constexpr uint32_t exception_class = 0xF0;  // atom index << 6 | flags
  static constexpr uint32_t exception_reason = 0xF4;
  static constexpr uint32_t exception_stacktrace = 0xF8;  // 0 = none
  static constexpr uint32_t size = 0x100;
};
constexpr uint32_t XRegister(uint32_t i) { return ContextOffsets::x + 4 * i; }

// HeapFragment (3.2): next at 0. Other than 0 in the newest one: the next allocate, deallocate
// or test_heap collects.
inline constexpr uint32_t kHeapFragmentNext = 0;

enum ContextFlag : uint32_t {
  kFlagWaitingTimeout = 1,
  kFlagWaitingTimeoutExpired = 2,
  kFlagRunning = 4,
  kFlagReady = 8,
  kFlagKilled = 16,
  kFlagTrap = 32,
  kFlagDistribution = 64,
  kFlagSpawning = 128,
};
inline constexpr uint32_t kExceptionLiveRegisters = 1;  // bit 0 of exception_class

// ---- JITState, Module, extended registers (3.2)
// ----------------------------------------------------
struct JitStateOffsets {
  static constexpr uint32_t module = 0;        // Module*
  static constexpr uint32_t continuation = 4;  // label + 1, 0 = none
  static constexpr uint32_t remaining_reductions = 8;
  static constexpr uint32_t size = 12;
};
inline constexpr uint32_t kModuleIndexAt = 0;  // of Module: the one field compiled code reads

// ---- Positions in code
// ------------------------------------------------------------------------------- "module offset"
// of a label: unit of offsets given to primitives and of the line table.
inline constexpr uint32_t kModoffPerLabel = 4;
constexpr uint32_t Modoff(uint32_t label) { return kModoffPerLabel * label; }
constexpr uint32_t LabelOfModoff(uint32_t modoff) { return modoff / kModoffPerLabel; }
// js->continuation and ctx->saved_function_ptr (5.2).
constexpr uint32_t Continuation(uint32_t label) { return label + 1; }
// CP (4.3): module index << 24 | label << 4.
inline constexpr uint32_t kCpModuleShift = 24;
inline constexpr uint32_t kCpOffsetMask = 0xFFFFFF;
inline constexpr uint32_t kCpLabelShift = 4;
constexpr uint32_t Cp(uint32_t module_index, uint32_t label) {
  return (module_index << kCpModuleShift) | (label << kCpLabelShift);
}
constexpr uint32_t CpModule(uint32_t cp) { return cp >> kCpModuleShift; }
constexpr uint32_t CpLabel(uint32_t cp) { return (cp & kCpOffsetMask) >> kCpLabelShift; }
// In ctx->cp: return to C. Only the NIF path of call_ext knows it.
inline constexpr uint32_t kCpReturnToC = 0xFFFFFFFF;
// Catch term (4.2): module index << 24 | label << 6 | kCatchTag.
constexpr uint32_t CatchTerm(uint32_t module_index, uint32_t label) {
  return (module_index << kCpModuleShift) | (label << kCatchShift) | kCatchTag;
}

// ---- Terms
// ------------------------------------------------------------------------------------------- Boxed
// integers (4.5): two's complement in 1 or 2 words; from 3 words on a magnitude in 32-bit digits,
// least significant first. The sign stands in the header too. An integer always has the smallest
// form that holds it.
inline constexpr uint32_t kIntegerSignBit = kHdrPosInt ^ kHdrNegInt;
inline constexpr uint32_t kBoxedInt32Words = 2;
inline constexpr uint32_t kBoxedInt64Words = 3;
// Words of digits of a magnitude of 1 .. 8 digits: rounded up to an even number, at least 3.
constexpr uint32_t BigIntegerWords(uint32_t digits) {
  return digits <= 2 ? 3 : (digits + 1) / 2 * 2;
}

// Funs (4.7): header ((num_free + 2) << 6) | kHdrFun, word 1 Module* (raw), word 2 index as a small
// integer, words 3.. free variables. External fun: kExternalFunHeader, word 1 module, word 2
// function (an atom, which tells it from the others), word 3 arity as a small integer.
inline constexpr uint32_t kFunModuleWord = 1;
inline constexpr uint32_t kFunIndexWord = 2;
inline constexpr uint32_t kFunHeadWords = 2;  // in the header's count besides the free variables
inline constexpr uint32_t kExternalFunHeader = Header(3, kHdrFun);
inline constexpr uint32_t kExternalFunArityWord = 3;

// Binaries (4.8): whole bytes only; word 1 = size in bytes.
inline constexpr uint32_t kBinarySizeWord = 1;
inline constexpr uint32_t kHeapBinaryMaxBytes = 31;
inline constexpr uint32_t kHeapBinaryData = 8;  // from the start of the object
inline constexpr uint32_t kRefcBinaryHeader = Header(5, kHdrRefcBinary);
inline constexpr uint32_t kRefcFlagsWord = 2;
inline constexpr uint32_t kRefcConst = 1;  // word 3 points at the bytes
inline constexpr uint32_t kRefcResource = 2;
inline constexpr uint32_t kRefcDataWord = 3;  // bytes (const) or RefcBinary*, bytes at kRefcData
inline constexpr uint32_t kRefcData = 20;
inline constexpr uint32_t kSubBinaryHeader = Header(3, kHdrSubBinary);
inline constexpr uint32_t kSubBinaryOffsetWord = 2;
inline constexpr uint32_t kSubBinaryParentWord = 3;
inline constexpr uint32_t kSubBinaryMinBytes = 8;
// Words to have free for a new binary of `bytes` bytes.
constexpr uint32_t BinaryWords(uint32_t bytes) {
  return bytes <= kHeapBinaryMaxBytes ? (bytes + 3) / 4 + 3 : 8;
}

// Match state (4.9): header ((3 + slots) << 6) | kHdrMatchState, word 1 binary (the only term),
// word 2 bit offset, word 3 start, then saved offsets.
inline constexpr uint32_t kMatchBinaryWord = 1;
inline constexpr uint32_t kMatchOffsetWord = 2;
inline constexpr uint32_t kMatchStartWord = 3;

// Maps (4.10), flat at any size: header ((1 + n) << 6) | kHdrMap, word 1 keys (a tuple, ascending
// in exact term order, may be shared), words 2.. values.
inline constexpr uint32_t kMapKeysWord = 1;
inline constexpr uint32_t kMapFirstValueWord = 2;
constexpr uint32_t MapWordsNewKeys(uint32_t n) { return 3 + 2 * n; }
constexpr uint32_t MapWordsSharedKeys(uint32_t n) { return 2 + n; }

// Ranks of the term order (4.10). By value across integers and floats, except in exact order, which
// is that of keys of maps: there every integer is smaller than every float. Atoms by text; tuples
// by size, then elements; maps by size, then key, value, key, value in storage order; lists by
// element; binaries by byte.
enum class TermRank : uint8_t {
  kInteger = 1,
  kFloat = 2,
  kAtom = 3,
  kReference = 4,
  kFun = 5,
  kPort = 6,
  kPid = 7,
  kTuple = 8,
  kMap = 9,
  kNil = 10,
  kCons = 11,
  kBinary = 12,
};

// Words that `test_heap` and `allocate_heap` count for one entry of an allocation list (5.12).
inline constexpr uint32_t kAllocFloatWords = 3;
inline constexpr uint32_t kAllocFunWords = 3;

}  // namespace seabeam::abi::atomvm

#endif  // SEABEAM_ABI_ATOMVM_LAYOUT_H_
