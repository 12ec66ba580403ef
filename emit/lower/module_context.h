// What the functions of one emitted module share: the wasm module, imports, constant table, positions, and
// helpers: functions of the module itself that keep rare code out of line.
#ifndef SEABEAM_EMIT_LOWER_MODULE_CONTEXT_H_
#define SEABEAM_EMIT_LOWER_MODULE_CONTEXT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "abi/bif_list.h"
#include "abi/prim_list.h"
#include "emit/lower/abi_layout.h"
#include "emit/options.h"
#include "emit/wasm/function_builder.h"
#include "emit/wasm/module.h"
#include "emit/wasm/types.h"
#include "ir/module.h"

namespace seabeam::emit {

enum class Prim : uint8_t {
#define SEABEAM_PRIM_ENUM(name, params, result) k_##name,
  SEABEAM_PRIM_LIST(SEABEAM_PRIM_ENUM)
#undef SEABEAM_PRIM_ENUM
  kCount
};

// Helpers with a number of arguments `n` have one version for each.
enum class Helper : uint8_t {
  kSlowEntry,          // (ctx, e, x0..xn-1, position) -> 0: entry_slow
  kPopFrame,           // (ctx, bytes) -> e: the top frame leaves the process stack, its return address goes below e
  kSaveFrame,          // (e, slot0..slotn-1) -> 0: writes the slots
  kSaveCaller,         // (e, slot0..slotn-1, CP offset) -> 0: and below them the return address of the call made
  kGrowHeap,           // (ctx, bytes) -> heap_ptr, behind heap_slow
  kResolveFun,         // (ctx, fun, arity) -> table index or 0
  kEqualExact,         // (a, b) -> 0/1
  kEqualNumeric,       // (a, b) -> 0/1
  kTermToF64,          // (term) -> f64
  kBytesOfBase,        // (heap or refc binary) -> address of its first byte; AtomVM only
  // Raising, from `position`, with everything from sp up on the native stack: -> 0
  kRaiseError,         // (ctx, value, kind, position, sp)
  kRaiseGuard,         // (ctx, x0..xn-1, bif, position, sp)
  kFunctionClause,     // (ctx, x0..xn-1, position, sp)
  kBadFun,             // (ctx, x0..xn-1, fun, 1 if no tail call, position, sp)
  kFailPending,        // (ctx, position, sp)
  kCount
};

struct Position {
  uint32_t function;
  uint32_t loc;
};

class ModuleContext {
 public:
  // `module` outlives the context. `first_label`: AtomVM only, label of the first entry position that
  // is no function.
  ModuleContext(const ir::Module& module, const EmitOptions& options, uint32_t first_label = 0);

  const ir::Module& module() const { return module_; }
  wasm::Module& wasm() { return wasm_; }
  const AbiLayout& abi() const { return kSeabeamAbi; }

  // ---- types ----
  wasm::TypeId NativeType(uint32_t arity);  // (ctx, e, x0..) -> i32
  wasm::TypeId I32Type(uint32_t params);    // so many i32 -> i32

  // ---- imports, made on first use ----
  wasm::FuncId PrimFunction(Prim prim);
  wasm::FuncId BifFunction(uint32_t bif);
  wasm::GlobalId constants();
  wasm::GlobalId table_base();
  wasm::GlobalId cp_base();
  wasm::TableId table();

  // ---- constant table: word indices ----
  // True when the atom's term is known here.
  bool FixedAtom(uint32_t atom, uint32_t* term) const;
  uint32_t AtomWord(uint32_t atom) const;
  uint32_t LiteralWord(uint32_t literal) const;
  uint32_t ImportWord(uint32_t import) const;
  uint32_t LambdaWord(uint32_t lambda) const;
  // Module indices in the order of the table.
  const std::vector<uint32_t>& dynamic_atoms() const { return dynamic_atoms_; }
  const std::vector<uint32_t>& literals() const { return literals_; }
  const std::vector<uint32_t>& imports() const { return imports_; }

  // ---- positions ----
  uint32_t EntryPosition(uint32_t function, ir::NodeId head) const;
  uint32_t AddErrorPosition(uint32_t function, uint32_t loc);
  const std::vector<Position>& entries() const { return entries_; }
  const std::vector<Position>& errors() const { return errors_; }
  // The adapter of an entry position; to be set for each once. AtomVM: of a function's start, its native function.
  void SetAdapter(uint32_t position, wasm::FuncId adapter) { adapters_[EntryIndex(position)] = adapter; }
  const std::vector<wasm::FuncId>& adapters() const { return adapters_; }
  // For statistics: a function that does nothing but adapt.
  void CountAdapter(wasm::FuncId f) { thin_adapters_.push_back(f); }
  const std::vector<wasm::FuncId>& thin_adapters() const { return thin_adapters_; }

  // ---- functions ----
  // The native-convention function of BEAM function `i`.
  wasm::FuncId StartFunction(uint32_t i) const { return starts_[i]; }
  wasm::FuncId HelperFunction(Helper helper, uint32_t n = 0);

  // ---- AtomVM (emit/atomvm/build_native.h): what the seabeam runtime offers as imports are
  // functions of the module itself there, asked for here and built by emit/atomvm ----
  bool atomvm() const { return options_.atomvm; }
  // Leaves with what `f`, which calls nothing back, returns.
  void ReturnCall(wasm::FunctionBuilder& b, wasm::FuncId f) const;
  // Without tail calls a function that ends with a call of another parks the call in the block and
  // returns 0; whoever called natively runs what is parked: see emit/atomvm/tail_calls.h.
  bool tail_calls() const { return options_.tail_calls; }
  // Every call, return and branch goes through the host's dispatch loop: calls within the module are
  // parked too, and run when the host comes back at ParkedLabel().
  bool label_at_a_time() const { return options_.label_at_a_time; }
  uint32_t ParkedLabel() const { return num_labels() - 1; }
  // Parks a call of `callee`, whose arguments are on the stack; pushes 0.
  void Park(wasm::FunctionBuilder& b, wasm::FuncId callee);
  // And returns.
  void ParkCall(wasm::FunctionBuilder& b, wasm::FuncId callee);
  // (ctx) -> term: what the parked call returns; 0 when there is none, or it unwinds.
  wasm::FuncId ResumeFunction();
  struct ParkUse {
    wasm::TypeId type;  // of the callee
    wasm::FuncId function;  // (arguments.., target + 1) -> 0
  };
  const std::vector<ParkUse>& parks() const { return parks_; }
  const std::vector<wasm::FuncId>& parked_targets() const { return parked_targets_; }
  wasm::FuncId resume_function() const { return resume_; }
  // Ways out of the module of the native convention, (ctx, e, arguments..) -> 0: call_ext of an
  // import, of a fun, apply. `n`: arguments, the fun or module and function included.
  enum class Out : uint8_t { kExternal, kFun, kApply };
  struct OutUse {
    Out kind;
    uint32_t n;
    uint32_t import;  // kExternal
    wasm::FuncId function;
  };
  wasm::FuncId OutFunction(Out kind, uint32_t n, uint32_t import = 0);
  // Whether a way out may give a term after all: a fun of this module is called, and some functions of the host's are done,
  // where they are.
  bool OutMayReturn(Out kind, uint32_t import) const;
  wasm::FuncId LiteralFunction();  // (literal) -> term
  const std::vector<OutUse>& outs() const { return outs_; }
  // A function that calls what may collect, but sees to it that there is nothing to collect.
  void AddCollectFree(wasm::FuncId f) { collect_free_.push_back(f); }
  const std::vector<wasm::FuncId>& collect_free() const { return collect_free_; }
  // By Prim; invalid where not asked for.
  const std::vector<wasm::FuncId>& prims() const { return prims_; }
  const absl::flat_hash_map<uint32_t, wasm::FuncId>& bifs() const { return bifs_; }
  wasm::FuncId literal_function() const { return literal_; }
  // Label of the first entry position that is no function.
  uint32_t first_label() const { return first_label_; }
  // Labels of entry positions: positions are labels already, see EntryPosition.
  uint32_t LabelOfEntry(uint32_t entry) const;
  ir::NodeId HeadOfEntry(uint32_t entry) const {
    const uint32_t f = entries_[entry].function;
    return entry_heads_[f][entry - first_entry_[f]];
  }
  uint32_t num_labels() const {
    return first_label_ + static_cast<uint32_t>(entries_.size() - module_.functions.size()) +
           (label_at_a_time() ? 1 : 0);
  }
  // Builds the bodies of all helpers that were asked for.
  absl::Status BuildHelpers();
  uint32_t num_helpers() const { return static_cast<uint32_t>(helpers_.size()); }

 private:
  uint32_t EntryIndex(uint32_t position) const;
  wasm::GlobalId Global(const char* name);
  void CollectConstants();
  void CollectEntries();

  struct HelperUse {
    Helper helper;
    uint32_t n;
    wasm::FuncId function;
  };

  const ir::Module& module_;
  const EmitOptions options_;
  wasm::Module wasm_;
  std::vector<wasm::TypeId> i32_types_;
  std::vector<wasm::FuncId> prims_;
  absl::flat_hash_map<uint32_t, wasm::FuncId> bifs_;
  wasm::GlobalId constants_, table_base_, cp_base_;
  wasm::TableId table_;
  std::vector<uint32_t> dynamic_atoms_, literals_, imports_;
  std::vector<uint32_t> atom_terms_;                          // 0: not fixed
  std::vector<uint32_t> atom_words_, literal_words_, import_words_;  // from the table's sections
  std::vector<Position> entries_, errors_;
  absl::flat_hash_map<uint64_t, uint32_t> error_ids_;  // function << 32 | loc -> index in errors_
  // Of graph i: its entry heads other than Start, ascending, and the position of the first.
  std::vector<std::vector<ir::NodeId>> entry_heads_;
  std::vector<uint32_t> first_entry_;
  std::vector<wasm::FuncId> adapters_, thin_adapters_;
  std::vector<wasm::FuncId> starts_;
  const uint32_t first_label_;
  std::vector<OutUse> outs_;
  std::vector<wasm::FuncId> collect_free_;
  wasm::FuncId literal_;
  std::vector<ParkUse> parks_;
  std::vector<wasm::FuncId> parked_targets_;
  absl::flat_hash_map<uint32_t, uint32_t> target_numbers_;  // by FuncId, from 1 on
  wasm::FuncId resume_;
  std::vector<HelperUse> helpers_;
  absl::flat_hash_map<uint32_t, wasm::FuncId> helper_ids_;
};

}  // namespace seabeam::emit

#endif  // SEABEAM_EMIT_LOWER_MODULE_CONTEXT_H_
