#include "fuzz/wabt_validator.h"

#include <wabt/binary-reader-ir.h>
#include <wabt/binary-reader.h>
#include <wabt/error-formatter.h>
#include <wabt/ir.h>
#include <wabt/validator.h>

namespace seabeam::fuzz {

std::string WabtComplaint(absl::string_view wasm) {
  wabt::Features features;
  features.EnableAll();
  wabt::Errors errors;
  wabt::Module module;
  wabt::ReadBinaryOptions options(features, nullptr, false, true, false);
  wabt::Result result = wabt::ReadBinaryIr("module.wasm", wasm.data(), wasm.size(), options, &errors, &module);
  if (wabt::Succeeded(result)) {
    result = wabt::ValidateModule(&module, &errors, wabt::ValidateOptions(features));
  }
  if (wabt::Succeeded(result)) return "";
  const std::string text = wabt::FormatErrorsToString(errors, wabt::Location::Type::Binary);
  return text.empty() ? "not valid" : text;
}

}  // namespace seabeam::fuzz
