// Bounds on what the loader accepts. All of them lie far above what OTP's compilers write; they
// keep a hostile or damaged file from costing more than its size justifies.

#ifndef SEABEAM_BEAM_LIMITS_H_
#define SEABEAM_BEAM_LIMITS_H_

#include <cstddef>
#include <cstdint>

namespace seabeam::beam {

// Size of a .beam or .avm, after inflation of a gzip-compressed one.
inline constexpr size_t kMaxFileSize = size_t{256} << 20;
// Size of an inflated literal table.
inline constexpr size_t kMaxLiteralTableSize = size_t{256} << 20;
// deflate cannot expand by more than this; a declared size beyond it is refused before anything is
// allocated.
inline constexpr size_t kMaxInflateRatio = 1032;

inline constexpr uint32_t kMaxAtoms = 1 << 20;
inline constexpr uint32_t kMaxAtomChars = 255;
inline constexpr uint32_t kMaxLabels = 1 << 24;
inline constexpr uint32_t kMaxFunctionArity = 255;
// Register numbers are below this (OTP's MAX_REG).
inline constexpr uint32_t kMaxRegisters = 1024;
// Words of a frame or heap need, live counts and the like.
inline constexpr int64_t kMaxWords = int64_t{1} << 27;

// Nesting of a term in the external format, and its number of nodes.
inline constexpr uint32_t kMaxTermDepth = 4000;
// The same of terms that are read as text, by recursion.
inline constexpr uint32_t kMaxTermTextDepth = 500;
inline constexpr size_t kMaxTermNodes = size_t{64} << 20;

}  // namespace seabeam::beam

#endif  // SEABEAM_BEAM_LIMITS_H_
