#include "emit/wasm/types.h"

namespace seabeam::wasm {

absl::string_view ValTypeName(ValType type) {
  switch (type) {
    case ValType::kI32:
      return "i32";
    case ValType::kI64:
      return "i64";
    case ValType::kF32:
      return "f32";
    case ValType::kF64:
      return "f64";
    case ValType::kFuncRef:
      return "funcref";
    case ValType::kExternRef:
      return "externref";
  }
  return "?";
}

absl::string_view FeatureName(Feature feature) {
  switch (feature) {
    case Feature::kMvp:
      return "mvp";
    case Feature::kSignExtension:
      return "sign-extension";
    case Feature::kSaturatingTrunc:
      return "saturating-float-to-int";
    case Feature::kBulkMemory:
      return "bulk-memory";
    case Feature::kReferenceTypes:
      return "reference-types";
    case Feature::kMultiValue:
      return "multi-value";
    case Feature::kTailCall:
      return "tail-call";
    case Feature::kThreads:
      return "threads";
    case Feature::kExtendedConst:
      return "extended-const";
  }
  return "?";
}

}  // namespace seabeam::wasm
