// One function body to bytes.
#ifndef SEABEAM_EMIT_WASM_BODY_ENCODER_H_
#define SEABEAM_EMIT_WASM_BODY_ENCODER_H_

#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "emit/wasm/byte_writer.h"
#include "emit/wasm/instr.h"
#include "emit/wasm/local_layout.h"
#include "emit/wasm/module.h"

namespace seabeam::wasm {

// The limits of V8 (wasm-limits.h), the strictest of the engines we know.
inline constexpr size_t kMaxBodySize = 7654321;
inline constexpr size_t kMaxLocals = 50000;
inline constexpr size_t kMaxBrTable = 65520;

// What else the module needs to know of a body.
struct BodyReport {
  struct Offset {
    uint32_t offset;  // from the body's first byte
    uint32_t value;   // a mark's tag; a hint's 0 (unlikely) or 1 (likely)
  };
  std::vector<Offset> marks;
  std::vector<Offset> hints;
  std::vector<FuncId> ref_funcs;
  bool uses_data_index = false;
  LocalLayout locals;
};

// Appends locals and code, without the length in front. `function` is what
// the body belongs to. Errors: a limit above is exceeded.
absl::Status EncodeBody(const Module& module, const Function& function, ByteWriter& out,
                        BodyReport& report);

}  // namespace seabeam::wasm

#endif  // SEABEAM_EMIT_WASM_BODY_ENCODER_H_
