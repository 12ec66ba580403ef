// Limits and thresholds of emission. Sizes are estimates in bytes of wasm.
#ifndef SEABEAM_EMIT_LIMITS_H_
#define SEABEAM_EMIT_LIMITS_H_

#include <cstdint>

namespace seabeam::emit {

// An expression tree deeper than this is cut into locals: lowering recurses over it.
inline constexpr uint32_t kMaxFoldDepth = 24;

// A region (see schedule/regions.h) is copied into another region's function when its own size
// and what is left of the function's budget allow. The function of a BEAM function's entry is
// where programs spend their time; functions of continuations run after a resumption only.
inline constexpr uint32_t kMaxInlinedRegion = 120;
inline constexpr uint32_t kEntryInlineBudget = 600;
inline constexpr uint32_t kMaxInlinedRegionCold = 24;
inline constexpr uint32_t kColdInlineBudget = 60;

// Copies of recursive functions in themselves (lower/prepared_graph.h): how deep, nodes of
// one copy and of all, and the slots that a frame may have.
inline constexpr uint32_t kMaxCopyLevels = 2;
inline constexpr uint32_t kMaxCopiedNodes = 60;
inline constexpr uint32_t kMaxCopyGrowth = 260;
inline constexpr int64_t kMaxCopiedSlots = 8;
// Locals that the code of a copy is expected to take besides those for its values.
inline constexpr uint32_t kCopyScratchLocals = 3;

// Frames of more slots are written slot by slot where they are, not by a helper that takes the values.
inline constexpr uint32_t kMaxSavedByHelper = 256;

// What a native call takes of the engine's stack, estimated for a baseline compiler; and how much of that a word of
// the native stack area stands for (runtime/core/scheduler.h says how many there are).
inline constexpr uint32_t kNativeFrameBytes = 96;
inline constexpr uint32_t kNativeBytesPerLocal = 8;
inline constexpr uint32_t kNativeBytesPerWord = 172;
inline constexpr uint32_t kMaxPadding = 512;

// Values whose live range has more pieces than this are not merged with others.
inline constexpr uint32_t kMaxCoalescedPieces = 64;

// wasm engines allow 1000 parameters.
inline constexpr uint32_t kMaxWasmParams = 1000;

// Switches with at least this many integer keys, filling at least a third of their range, use br_table.
inline constexpr uint32_t kMinTableKeys = 4;
inline constexpr uint32_t kMaxTableSize = 16384;
// Up to this many keys are compared one after the other, more by bisection.
inline constexpr uint32_t kMaxLinearKeys = 4;

// Bytes of a binary that is made in place of a call: what is in the heap on all hosts.
inline constexpr uint32_t kMaxInlineBinary = 16;

// Bits of constant size up to which a bitstring match is inlined, and what the scratch area holds.
inline constexpr uint32_t kMaxScratchWords = 1020;

}  // namespace seabeam::emit

#endif  // SEABEAM_EMIT_LIMITS_H_
