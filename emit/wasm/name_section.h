// Payload of the custom section "name".
#ifndef SEABEAM_EMIT_WASM_NAME_SECTION_H_
#define SEABEAM_EMIT_WASM_NAME_SECTION_H_

#include "absl/types/span.h"
#include "emit/wasm/body_encoder.h"
#include "emit/wasm/byte_writer.h"
#include "emit/wasm/module.h"

namespace seabeam::wasm {

// `reports`: one per defined function, for the final numbers of locals.
// Labels are numbered by the encoded block, loop and if instructions of the
// body, in order, as the extended-name-section proposal has it.
void WriteNameSection(const Module& module, absl::Span<const BodyReport> reports, bool local_names,
                      ByteWriter& out);

}  // namespace seabeam::wasm

#endif  // SEABEAM_EMIT_WASM_NAME_SECTION_H_
