// The way from the host into native code and back (docs/atomvm_code.md).
#ifndef SEABEAM_EMIT_ATOMVM_ENTRY_H_
#define SEABEAM_EMIT_ATOMVM_ENTRY_H_

#include <cstdint>
#include <functional>
#include <vector>

#include "absl/status/status.h"
#include "emit/atomvm/host_calls.h"

namespace seabeam::emit {

// Functions of the module that all exported ones share.
struct EntryFunctions {
  wasm::FuncId enter;  // (ctx, js, primitives, live, push CP) -> register block; 0: out of memory,
                       // an exception is set
  wasm::FuncId leave;  // (word of native code) -> what the host gets. Returns within the module
                       // go on here
  wasm::FuncId run;  // (ctx, js, primitives, what to run) -> what the host gets: all three in turn
};

// What to run: index of the entry position << kRunEntryShift | live registers << 1 | push CP.
inline constexpr uint32_t kRunEntryShift = 9;
inline constexpr uint32_t kRunLiveMask = 255;

struct EntryFacts {
  uint32_t frame_words = 0;  // of the largest frame
  uint32_t max_live = 0;     // registers that are live at some label
  // Stores what the constant table holds, once per instance; the block is set.
  std::function<void(HostCode&)> fill_constants;
  // By BIF of abi/bif_list.h as in Action::kGuard: see primitives.h.
  uint32_t constant_words = 0;
};

struct LeaveFacts {
  std::vector<bool> actions;  // by Action: those that code asks for
  uint32_t max_live = 0;      // registers that are handed on at most
  // Offset in the register block of 16-bit indices in AtU8: by error position, the name of its
  // function.
  uint32_t names_at = 0;
  // By index of the entry position, see BuildRun. Those of the labels from
  // ModuleContext::first_label() on, where calls come back to, are the last.
  wasm::TableId table;
  uint32_t first_continuation = 0, num_continuations = 0;
};

absl::Status BuildEnter(ModuleContext& m, const NativeGlobals& globals, const EntryFacts& facts,
                        wasm::FuncId f);
// `table` has, by index of the entry position, the native function of a function's start, and the
// adapter of every other. `arities`: those of the module's functions, ascending.
absl::Status BuildRun(ModuleContext& m, const NativeGlobals& globals,
                      const EntryFunctions& functions, wasm::TableId table,
                      const std::vector<uint32_t>& arities);
absl::Status BuildLeave(ModuleContext& m, const NativeGlobals& globals, const LeaveFacts& facts,
                        wasm::FuncId f);

}  // namespace seabeam::emit

#endif  // SEABEAM_EMIT_ATOMVM_ENTRY_H_
