// The files AtomVM reads and what is in them: chunks of a .beam, the avmN chunk, the wasm32 stream
// in it, the .avm file. Sections named are those of the interface description of AtomVM's native
// ABI for wasm32 (host of 2026-04-30, format version 1). Sizes and offsets are in bytes.
#ifndef SEABEAM_ABI_ATOMVM_CONTAINER_H_
#define SEABEAM_ABI_ATOMVM_CONTAINER_H_

#include <cstdint>

namespace seabeam::abi::atomvm {

// ---- .beam (1.1) ------------------------------------------------------------------------------
// "FOR1", u32 BE size of what follows, "BEAM", chunks; a chunk is an id of 4 characters, u32 BE
// size of the data, data, zeros up to a multiple of 4.
inline constexpr char kFormId[] = "FOR1";
inline constexpr char kBeamId[] = "BEAM";
inline constexpr uint32_t kChunkIdSize = 4;
inline constexpr uint32_t kChunkHeadSize = 8;
inline constexpr uint32_t kFirstChunk = 12;
inline constexpr uint32_t kChunkAlignment = 4;
// The host's scanner stops at the position that the size of the form gives, counted from the start
// of the file: a chunk that begins in the last 8 bytes, so an empty last one, is not seen.
inline constexpr uint32_t kScannerTail = 8;

// What a native host needs of a chunk, and what happens when it is not there.
enum class ChunkNeed : uint8_t {
  kRequired,   // read without a look whether it is there
  kForTraces,  // read without a look when a stack trace or the name of a fun is asked for
  kForFuns,    // the same, when the module makes, calls or compares local funs
  kForBits,    // the same, when the code uses bytes of StrT
  kOptional,   // read when it is there
  kNative,     // the native code
  kBytecode,   // not read when native code is there
};
struct ChunkFact {
  const char* id;
  ChunkNeed need;
};
// Chunks that are not in the list (Attr, CInf, Dbgi, Docs, ExCk, Meta, DbgB, ...) are ignored.
inline constexpr ChunkFact kChunks[] = {
    {"AtU8", ChunkNeed::kRequired},  {"ImpT", ChunkNeed::kRequired}, {"ExpT", ChunkNeed::kRequired},
    {"LocT", ChunkNeed::kForTraces}, {"FunT", ChunkNeed::kForFuns},  {"StrT", ChunkNeed::kForBits},
    {"LitT", ChunkNeed::kOptional},  {"LitU", ChunkNeed::kOptional}, {"Line", ChunkNeed::kOptional},
    {"avmN", ChunkNeed::kNative},    {"Code", ChunkNeed::kBytecode}, {"Type", ChunkNeed::kBytecode},
};
inline constexpr char kNativeChunk[] = "avmN";
// LitT (with a size in front, 0 = not compressed) counts before LitU (raw, read in place).
inline constexpr char kLiteralsCompressed[] = "LitT";
inline constexpr char kLiteralsPlain[] = "LitU";
// Rows of ImpT, ExpT, LocT: three u32. Of FunT: six.
inline constexpr uint32_t kFunctionRowSize = 12;
inline constexpr uint32_t kLambdaRowSize = 24;

// ---- avmN (1.3): big endian; offsets from the start of the chunk's data ------------------------
inline constexpr uint32_t kNativeInfoSizeAt = 0;  // u32: bytes of info that follow this field
inline constexpr uint32_t kNativeLabelsAt = 4;    // u32: L, highest label of Code + 1
inline constexpr uint32_t kNativeVersionAt = 8;   // u16
inline constexpr uint32_t kNativeCountAt = 10;    // u16: architectures
inline constexpr uint32_t kNativeArchitecturesAt = 12;
// The code area begins behind the info, at 4 + info size; offsets of streams count from there.
inline constexpr uint32_t kNativeInfoBase = 4;
inline constexpr uint32_t kNativeInfoHeadSize = 8;  // labels, version, count
// Row of an architecture: u16 architecture, u16 variant, u32 offset of its stream. A stream ends
// where the next row's begins, the last one with the chunk.
inline constexpr uint32_t kArchitectureRowSize = 8;
inline constexpr uint32_t kArchitectureAt = 0;
inline constexpr uint32_t kVariantAt = 2;
inline constexpr uint32_t kStreamOffsetAt = 4;

inline constexpr uint16_t kNativeVersion = 1;       // 0: JIT_FORMAT_VERSION
inline constexpr uint16_t kArchitectureWasm32 = 7;  // 0: JIT_ARCH_WASM32
// 0: bits of a variant. A host takes the first row of its architecture whose variant is equal to
// its own: 1, and 3 for one with floats of 32 bits.
inline constexpr uint16_t kVariantPic = 1;
inline constexpr uint16_t kVariantFloat32 = 2;
inline constexpr uint16_t kVariantWasm32 = kVariantPic;

// ---- wasm32 stream (1.4): little endian; offsets from the start of the stream -------------------
inline constexpr uint32_t kStreamEntriesAt = 0;     // u32: E, wasm functions = highest label + 1
inline constexpr uint32_t kStreamWasmOffsetAt = 4;  // u32
// u32: the wasm module ends here. May be the size of the stream: then there is no metadata.
inline constexpr uint32_t kStreamLinesOffsetAt = 8;
inline constexpr uint32_t kStreamHeadSize = 12;  // the wasm module may follow at once
// Metadata: u16 count, rows {u16 line reference, u32 modoff} ascending by modoff, u16 count, rows
// {u16 label, u16 BEAM label it counts as}.
inline constexpr uint32_t kMetadataCountSize = 2;
inline constexpr uint32_t kLineRowSize = 6;
inline constexpr uint32_t kLabelRowSize = 4;
inline constexpr uint32_t kMaxEntries = 0x00FFFFFF;  // 1.5
inline constexpr char kWasmMagic[] = "\0asm";        // 4 bytes
inline constexpr uint32_t kMinWasmSize = 8;          // 1.5: magic and version

// ---- the wasm module (2.1) ----------------------------------------------------------------------
inline constexpr char kImportModule[] = "env";
inline constexpr char kMemoryImport[] = "memory";
inline constexpr char kTableImport[] = "__indirect_function_table";
// Limits of the imported memory, in pages of 64 KiB. Shared memory needs a maximum that is no
// smaller than the host's.
inline constexpr uint32_t kMemoryMinPages = 256;
inline constexpr uint32_t kMemoryMaxPages = 65536;
// What the host has (0, 2.1): pages at the start, and at most unless it was built for more.
inline constexpr uint32_t kHostMemoryPages = 1024;
inline constexpr uint32_t kHostMemoryMaxPages = 32768;
inline constexpr uint32_t kTableMin = 0;  // and no maximum
// Label n is exported as "f" and n in decimal, type (ctx, js, primitives) -> ctx, all i32.
inline constexpr char kExportPrefix[] = "f";
inline constexpr uint32_t kEntryParams = 3;

// ---- .avm (1.6) ---------------------------------------------------------------------------------
inline constexpr char kAvmMagic[] = "#!/usr/bin/env AtomVM\n\0";  // 24 bytes: two zeros at the end
inline constexpr uint32_t kAvmMagicSize = 24;
// Section: u32 BE size of all of it, u32 BE flags, u32 BE 0, name with a zero, zeros up to a
// multiple of 4, contents, zeros up to a multiple of 4.
inline constexpr uint32_t kAvmSizeAt = 0;
inline constexpr uint32_t kAvmFlagsAt = 4;
inline constexpr uint32_t kAvmReservedAt = 8;
inline constexpr uint32_t kAvmSectionHeadSize = 12;
inline constexpr uint32_t kAvmAlignment = 4;
// Look-ups stop at the first section with flags 0, listings at the first of size 0: only the last
// one has either.
inline constexpr uint32_t kAvmFlagStart = 1;  // start/0 is there
inline constexpr uint32_t kAvmFlagBeam = 2;
inline constexpr uint32_t kAvmFlagData = 4;  // some value without the two others, which is not 0
inline constexpr char kAvmEndName[] = "end";
inline constexpr char kAvmBeamSuffix[] = ".beam";  // of the name of a module's section

}  // namespace seabeam::abi::atomvm

#endif  // SEABEAM_ABI_ATOMVM_CONTAINER_H_
