// The bounds on what passes may do. Running out of one is counted as "<pass>.out_of_fuel" and
// leaves a correct, less optimised graph.
#ifndef SEABEAM_PASSES_LIMITS_H_
#define SEABEAM_PASSES_LIMITS_H_

#include <cstdint>

namespace seabeam::passes {

// Steps a rewriting loop may take, per node of the graph when the pass starts, and a base so that
// small graphs are never the ones to run out.
inline constexpr int64_t kFuelPerNode = 40;
inline constexpr int64_t kFuelBase = 2000;

// Rounds of a `[a,b,c]` group of the pipeline.
inline constexpr int kMaxGroupRounds = 4;

// A value's type may change so often before its bounds are given up (loops counting upwards).
inline constexpr int kTypeChangesBeforeWidening = 4;
// And so often altogether; then it keeps the opcode's initial type. The lattice is finite, so this
// is a bound against mistakes.
inline constexpr int kTypeChangesMax = 64;

// How far a peephole rule looks through casts.
inline constexpr int kMaxCastDepth = 8;

// So many calls may follow each other without a reduction check.
inline constexpr uint32_t kMaxUncheckedReductions = 32;
// And their frames may take so many words at a time, each counted with so many more: the check is
// also where a function finds out that native calls are too deep, and the runtime keeps room for
// 8192 words below that.
inline constexpr uint32_t kMaxUncheckedFrameWords = 5120;
inline constexpr uint32_t kFrameWordsOverhead = 512;

// Inlining: nodes of a callee's graph, and how much a caller may grow.
inline constexpr uint32_t kInlineMaxCalleeNodes = 24;
inline constexpr uint32_t kInlineMaxCallerGrowth = 400;

}  // namespace seabeam::passes

#endif  // SEABEAM_PASSES_LIMITS_H_
