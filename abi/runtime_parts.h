// Parts of the runtime that a program has only when it can reach them: the libraries that they link
// are large. There is a runtime for every set of parts (runtime/BUILD); `seabeam build` takes the
// one that a bundle needs.
#ifndef SEABEAM_ABI_RUNTIME_PARTS_H_
#define SEABEAM_ABI_RUNTIME_PARTS_H_

#include <cstdint>

#include "abi/bif_list.h"

namespace seabeam::abi {

// Bits of a set.
enum RuntimePart : uint32_t {
  kPartRe = 1,      // regular expressions
  kPartZlib = 2,    // compression, of external terms as well
  kPartCrypto = 4,  // hashes, message authentication, ciphers
  kPartFile = 8,    // files in memory
  kPartZstd = 16,   // compression by Zstandard (OTP 28)
};

struct RuntimePartInfo {
  RuntimePart part;
  // In the runtime's file name: the runtime of all parts is seabeam_runtime_A_B.wasm with the names
  // in this order, the one without parts seabeam_runtime.wasm.
  const char* name;
  // The first release of OTP whose library has a use for it.
  int32_t since;
};

inline constexpr RuntimePartInfo kRuntimeParts[] = {
    {kPartRe, "re", 0},     {kPartZlib, "zlib", 0},  {kPartCrypto, "crypto", 0},
    {kPartFile, "file", 0}, {kPartZstd, "zstd", 28},
};

// All parts for a library of this release, 0: an unknown one.
constexpr uint32_t PartsOfRelease(int32_t release) {
  uint32_t parts = 0;
  for (const RuntimePartInfo& row : kRuntimeParts) {
    if (row.since <= release) parts |= row.part;
  }
  return parts;
}

// Modules whose BIFs a part implements.
struct PartModule {
  const char* module;
  RuntimePart part;
};

inline constexpr PartModule kPartModules[] = {
    {"re", kPartRe},         {"zlib", kPartZlib},      {"zstd", kPartZstd},
    {"crypto", kPartCrypto}, {"prim_file", kPartFile}, {"prim_buffer", kPartFile},
};

// BIFs of other modules that need a part.
struct BifPart {
  BifId bif;
  RuntimePart part;
};

inline constexpr BifPart kBifParts[] = {
    {BifId::bif_erlang_term_to_binary_2, kPartZlib},
    {BifId::bif_erlang_term_to_iovec_2, kPartZlib},
    {BifId::bif_erlang_binary_to_term_1, kPartZlib},
    {BifId::bif_erlang_binary_to_term_2, kPartZlib},
};

// Erlang functions that a BIF may go on as.
struct BifContinuation {
  BifId bif;
  const char* module;
  const char* function;
  uint32_t arity;
};

inline constexpr BifContinuation kBifContinuations[] = {
    {BifId::bif_erlang_decode_packet_3, "seabeam_packet", "decode", 3},
    {BifId::bif_re_compile_1, "re", "ucompile", 2},
    {BifId::bif_re_compile_2, "re", "ucompile", 2},
    {BifId::bif_re_run_2, "re", "urun", 3},
    {BifId::bif_re_run_3, "re", "urun", 3},
    {BifId::bif_re_run_3, "re", "grun", 3},
    {BifId::bif_re_internal_run_4, "re", "urun", 3},
    {BifId::bif_re_internal_run_4, "re", "grun", 3},
};

}  // namespace seabeam::abi

#endif  // SEABEAM_ABI_RUNTIME_PARTS_H_
