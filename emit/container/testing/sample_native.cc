#include "emit/container/testing/sample_native.h"

#include "abi/atomvm/container.h"
#include "abi/atomvm/primitives.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "base/check.h"
#include "emit/wasm/encoder.h"
#include "emit/wasm/function_builder.h"
#include "emit/wasm/opcode.h"

namespace seabeam::atomvm::testing {

using namespace abi::atomvm;  // NOLINT: the facts of this format

wasm::Module SampleModule(const SampleShape& shape) {
  wasm::Module module;
  wasm::Limits memory;
  memory.min = kMemoryMinPages;
  memory.max = kMemoryMaxPages;
  memory.shared = shape.shared_memory;
  module.AddImportMemory(kImportModule, kMemoryImport, memory);
  const wasm::TableId table = module.AddImportTable(kImportModule, kTableImport, {});
  const wasm::TypeId entry = module.AddType({{wasm::kI32, wasm::kI32, wasm::kI32}, {wasm::kI32}});
  const wasm::TypeId terminate = module.AddType({{wasm::kI32, wasm::kI32}, {wasm::kI32}});
  for (uint32_t label = 1; label <= shape.labels + shape.continuations; ++label) {
    const std::string name = absl::StrCat(kExportPrefix, label);
    const wasm::FuncId function = module.AddFunction(entry, name);
    wasm::FunctionBuilder body(&module, function);
    if (label == shape.labels) {
      body.LocalGet(body.Param(0));
      body.LocalGet(body.Param(1));
      body.LocalGet(body.Param(2));
      body.Load(wasm::Opcode::kI32Load,
                static_cast<uint32_t>(Primitive::terminate_context) * kPrimitiveEntrySize);
      body.CallIndirect(terminate, table);
    } else {
      body.Unreachable();
    }
    const absl::Status status = body.Finish();
    SEABEAM_CHECK(status.ok());
    module.AddExport(name, function);
  }
  return module;
}

NativeCode SampleNativeCode(const SampleShape& shape, const wasm::Module& module) {
  wasm::EncodeOptions options;
  options.names = false;
  const absl::StatusOr<wasm::EncodedModule> encoded = wasm::Encode(module, options);
  SEABEAM_CHECK(encoded.ok());
  NativeCode code;
  code.labels = shape.labels;
  code.entries = shape.labels + shape.continuations + 1;
  code.wasm = encoded->bytes;
  for (uint32_t label = 1; label < code.entries; ++label) code.lines.push_back({0, label});
  for (uint32_t i = 1; i <= shape.continuations; ++i) {
    code.label_rows.push_back({shape.labels + i, shape.labels - 1});
  }
  return code;
}

NativeCode SampleNativeCode(const SampleShape& shape) {
  return SampleNativeCode(shape, SampleModule(shape));
}

}  // namespace seabeam::atomvm::testing
