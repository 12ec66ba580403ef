// What AtomVM's native ABI for wasm32 has room for; the host checks almost none of it, so whoever
// writes has to. Sections are those of the interface description.
#ifndef SEABEAM_ABI_ATOMVM_LIMITS_H_
#define SEABEAM_ABI_ATOMVM_LIMITS_H_

#include <cstdint>

namespace seabeam::abi::atomvm {

// Modules in one system: 8 bits of a CP and of a catch term (1.7, 8).
inline constexpr uint32_t kMaxModules = 256;
// Labels (8): in a CP 24 bits for label << 4; in a catch term 18 bits; in the metadata 16 bits.
inline constexpr uint32_t kMaxLabelInCp = (1u << 20) - 1;
inline constexpr uint32_t kMaxLabelInCatch = (1u << 18) - 1;
inline constexpr uint32_t kMaxLabelInMetadata = 0xFFFF;
// The `offset` argument of primitives (3.4, 8).
inline constexpr uint32_t kMaxOffset = (1u << 22) - 1;
// Metadata of a stream (7.5).
inline constexpr uint32_t kMaxLineRows = 0xFFFF;
inline constexpr uint32_t kMaxLineRef = 0xFFFF;
inline constexpr uint32_t kMaxLabelRows = 0xFFFF;

// Integers (4.5): bits of the magnitude; of literals, bytes of the encoding (1.1).
inline constexpr uint32_t kMaxIntegerBits = 256;
inline constexpr uint32_t kMaxIntegerDigits = 8;  // of 32 bits
inline constexpr uint32_t kMaxIntegerLiteralBytes = 32;

// Registers (3.1, 8). x registers above are reached through a primitive.
inline constexpr uint32_t kXRegisters = 16;
inline constexpr uint32_t kXScratch = 16;  // x[16]: one more root for a collection
inline constexpr uint32_t kFloatRegisters = 16;
// Arguments that a native function of the host, or a spawned function, may have (8, H-38, H-40).
inline constexpr uint32_t kMaxNifArity = 17;
inline constexpr uint32_t kMaxSpawnArity = 17;
inline constexpr uint32_t kMaxFunArity = 255;

// Atoms (1.1, 8): bytes of the name. Long names need the long encoding of AtU8, a negative count.
inline constexpr uint32_t kMaxAtomBytesShort = 255;
inline constexpr uint32_t kMaxAtomBytes = 2047;
// "module:function/arity" of an import, its zero included, for the look-up of BIFs and NIFs (8).
inline constexpr uint32_t kMaxImportName = 260;

// Terms (4.4, 8).
inline constexpr uint32_t kMaxBoxedWords = (1u << 26) - 1;
inline constexpr uint32_t kMaxBinaryBytes = (1u << 28) - 1;
// Bits that an integer in a bitstring may have (8): at any position, and at whole bytes.
inline constexpr uint32_t kMaxMatchBits = 64;
inline constexpr uint32_t kMaxMatchBitsAligned = 256;

inline constexpr uint32_t kReductions = 1024;  // of one slice (5.3)

}  // namespace seabeam::abi::atomvm

#endif  // SEABEAM_ABI_ATOMVM_LIMITS_H_
