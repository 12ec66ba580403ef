// The functions of runtime/native_support, compiled to wasm when the compiler is built, as parts of
// a module: a function that is asked for is copied with all that it calls.
#ifndef SEABEAM_EMIT_ATOMVM_SUPPORT_CODE_H_
#define SEABEAM_EMIT_ATOMVM_SUPPORT_CODE_H_

#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "emit/wasm/module.h"

namespace seabeam::emit {

class SupportCode {
 public:
  // What a function of the library calls by name: the function of the module that stands for it.
  // Called for imports, and for exported functions, which may have one in the module already; an
  // invalid id, allowed for the latter only, means a copy with no name outside.
  using Resolve = std::function<wasm::FuncId(absl::string_view name, bool is_import)>;

  SupportCode(wasm::Module* module, Resolve resolve);

  // Whether the library has a function of this name.
  static bool Has(absl::string_view name);

  // Makes the body of `f`, of the same type, a copy of the function `name`. What it calls is
  // declared, and built by BuildPending.
  absl::Status Copy(absl::string_view name, wasm::FuncId f);
  // Builds what copies call and Resolve did not give.
  absl::Status BuildPending();

 private:
  wasm::FuncId Callee(uint32_t index);
  absl::Status CopyBody(uint32_t defined, wasm::FuncId f);

  wasm::Module* module_;
  Resolve resolve_;
  absl::flat_hash_map<uint32_t, wasm::FuncId> copies_;  // by function index of the library
  std::vector<std::pair<uint32_t, wasm::FuncId>> pending_;
};

}  // namespace seabeam::emit

#endif  // SEABEAM_EMIT_ATOMVM_SUPPORT_CODE_H_
