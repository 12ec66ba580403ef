#include "emit/atomvm/root_check.h"

#include <functional>

#include "abi/atomvm/primitives.h"
#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "emit/wasm/instr.h"
#include "emit/wasm/printer.h"

namespace seabeam::emit {
namespace {

using abi::atomvm::CollectFlag;
using abi::atomvm::Primitive;
using abi::atomvm::PrimitiveGc;
using wasm::FuncId;
using wasm::FunctionBody;
using wasm::Instr;
using wasm::Opcode;

// Whether instruction `at` calls something of the host's that may collect.
bool MayCollect(const FunctionBody& body, size_t at, const NativeGlobals& globals) {
  const Instr& call = body.code[at];
  if (call.op != Opcode::kCallIndirect && call.op != Opcode::kReturnCallIndirect) return false;
  if (call.aux != (globals.host_table.ordinal() | wasm::kAuxImport)) return false;
  // HostCode::Call: ... global.get primitives, i32.load 4 * p, call_indirect.
  if (at < 2 || body.code[at - 1].op != Opcode::kI32Load ||
      body.code[at - 2].op != Opcode::kGlobalGet ||
      body.code[at - 2].imm != globals.primitives.value()) {
    return true;  // a BIF
  }
  const auto p = static_cast<Primitive>(body.code[at - 1].imm / abi::atomvm::kPrimitiveEntrySize);
  if (p == Primitive::memory_ensure_free_with_roots && at >= 3 &&
      body.code[at - 3].op == Opcode::kI32Const &&
      body.code[at - 3].imm == static_cast<uint32_t>(CollectFlag::kNoGc)) {
    return false;
  }
  const PrimitiveGc gc = abi::atomvm::Fact(p).gc;
  return gc != PrimitiveGc::kNo && gc != PrimitiveGc::kFragment;
}

// R2 for one function: which locals were written before the last collection, along every path.
class StaleLocals {
 public:
  StaleLocals(const FunctionBody& body, uint32_t stable_params,
              const std::function<bool(size_t)>& collects)
      : body_(body), stable_params_(stable_params), collects_(collects) {}

  // The instruction that reads one; -1: none.
  int64_t Find() {
    do {
      changed_ = false;
      const int64_t found = Walk();
      if (found >= 0) return found;
    } while (changed_);
    return -1;
  }

 private:
  struct State {
    bool reached = false;
    std::vector<bool> stale;
  };
  struct Frame {
    Opcode op;
    uint32_t label;
    State end, otherwise;  // otherwise: of an `if` that has no else yet
  };

  // True when `to` is more than it was.
  static bool Merge(State* to, const State& from) {
    if (!from.reached) return false;
    if (!to->reached) {
      *to = from;
      return true;
    }
    bool more = false;
    for (size_t i = 0; i < from.stale.size(); ++i) {
      if (!from.stale[i] || to->stale[i]) continue;
      to->stale[i] = more = true;
    }
    return more;
  }

  void Branch(uint32_t label) {
    for (Frame& frame : frames_) {
      if (frame.label != label) continue;
      if (frame.op == Opcode::kLoop) {
        changed_ |= Merge(&loops_[label], now_);
      } else {
        Merge(&frame.end, now_);
      }
    }
  }

  int64_t Walk() {
    now_ = {true, std::vector<bool>(body_.locals.size(), false)};
    frames_.clear();
    for (size_t i = 0; i < body_.code.size(); ++i) {
      const Instr& instr = body_.code[i];
      switch (instr.op) {
        case Opcode::kBlock:
        case Opcode::kLoop:
        case Opcode::kIf:
          frames_.push_back({instr.op, instr.imm, {}, {}});
          if (instr.op == Opcode::kLoop) Merge(&now_, loops_[instr.imm]);
          if (instr.op == Opcode::kIf) frames_.back().otherwise = now_;
          break;
        case Opcode::kElse:
          Merge(&frames_.back().end, now_);
          now_ = frames_.back().otherwise;
          frames_.back().otherwise = {};
          break;
        case Opcode::kEnd:
          Merge(&now_, frames_.back().end);
          Merge(&now_, frames_.back().otherwise);
          frames_.pop_back();
          break;
        case Opcode::kBr:
          Branch(instr.imm);
          now_.reached = false;
          break;
        case Opcode::kBrIf:
          Branch(instr.imm);
          break;
        case Opcode::kBrTable:
          for (uint32_t k = 0; k <= body_.pool[instr.imm]; ++k) {
            Branch(body_.pool[instr.imm + 1 + k]);
          }
          now_.reached = false;
          break;
        case Opcode::kReturn:
        case Opcode::kUnreachable:
        case Opcode::kReturnCall:
        case Opcode::kReturnCallIndirect:
          now_.reached = false;
          break;
        case Opcode::kLocalGet:
          if (now_.reached && now_.stale[instr.imm]) return static_cast<int64_t>(i);
          break;
        case Opcode::kLocalSet:
        case Opcode::kLocalTee:
          now_.stale[instr.imm] = false;
          break;
        default:
          if (!now_.reached || !collects_(i)) break;
          for (size_t l = stable_params_; l < now_.stale.size(); ++l) now_.stale[l] = true;
          break;
      }
    }
    return -1;
  }

  const FunctionBody& body_;
  const uint32_t stable_params_;
  const std::function<bool(size_t)>& collects_;
  absl::flat_hash_map<uint32_t, State> loops_;  // by label: what branches back come with
  std::vector<Frame> frames_;
  State now_;
  bool changed_ = false;
};

class Checker {
 public:
  Checker(const wasm::Module& module, const NativeGlobals& globals,
          absl::Span<const FuncId> collect_free)
      : module_(module), globals_(globals) {
    for (FuncId f : collect_free) free_.insert(f.value());
  }

  absl::Status Run(absl::Span<const FuncId> native, absl::Span<const FuncId> stable) {
    SEABEAM_RETURN_IF_ERROR(CheckNative(native));
    for (FuncId f : stable) stable_.insert(f.value());
    FindCollecting();
    for (FuncId f : collecting_) SEABEAM_RETURN_IF_ERROR(CheckLocals(f));
    return absl::OkStatus();
  }

 private:
  const FunctionBody* Body(FuncId f) const { return module_.function(f).body.get(); }

  absl::Status Broken(const char* rule, FuncId f, size_t at) const {
    return absl::InternalError(absl::StrCat(
        rule, ": function ", f.value(), " (", module_.function(f).debug_name, "), instruction ", at,
        ": ", wasm::PrintInstr(module_, *Body(f), Body(f)->code[at])));
  }

  absl::Status CheckNative(absl::Span<const FuncId> native) {
    absl::flat_hash_set<uint32_t> seen;
    std::vector<FuncId> work(native.begin(), native.end());
    while (!work.empty()) {
      const FuncId f = work.back();
      work.pop_back();
      if (!f.valid() || !seen.insert(f.value()).second) continue;
      const FunctionBody* body = Body(f);
      if (body == nullptr || free_.contains(f.value())) continue;
      for (size_t i = 0; i < body->code.size(); ++i) {
        const Instr& instr = body->code[i];
        if (instr.op == Opcode::kCall || instr.op == Opcode::kReturnCall) {
          work.push_back(FuncId(instr.imm));
        } else if (MayCollect(*body, i, globals_)) {
          return Broken("R1", f, i);
        }
      }
    }
    return absl::OkStatus();
  }

  // Functions that lead to a collection: by call of one that does, until there are no more.
  void FindCollecting() {
    absl::flat_hash_map<uint32_t, std::vector<FuncId>> callers;
    std::vector<FuncId> work;
    for (size_t n = 0; n < module_.functions().size(); ++n) {
      const FuncId f(static_cast<uint32_t>(n));
      const FunctionBody* body = Body(f);
      if (body == nullptr || free_.contains(f.value())) continue;
      bool collects = false;
      for (size_t i = 0; i < body->code.size(); ++i) {
        const Instr& instr = body->code[i];
        if (instr.op == Opcode::kCall || instr.op == Opcode::kReturnCall) {
          callers[instr.imm].push_back(f);
        }
        collects |= MayCollect(*body, i, globals_);
      }
      if (collects) work.push_back(f);
    }
    while (!work.empty()) {
      const FuncId f = work.back();
      work.pop_back();
      if (!collects_.insert(f.value()).second) continue;
      collecting_.push_back(f);
      for (FuncId caller : callers[f.value()]) work.push_back(caller);
    }
  }

  absl::Status CheckLocals(FuncId f) const {
    const FunctionBody& body = *Body(f);
    const std::function<bool(size_t)> collects = [&](size_t i) {
      return (body.code[i].op == Opcode::kCall && collects_.contains(body.code[i].imm)) ||
             MayCollect(body, i, globals_);
    };
    const uint32_t params =
        static_cast<uint32_t>(module_.type(module_.function(f).type).params.size());
    const int64_t at = StaleLocals(body, stable_.contains(f.value()) ? params : 0, collects).Find();
    return at < 0 ? absl::OkStatus() : Broken("R2", f, static_cast<size_t>(at));
  }

  const wasm::Module& module_;
  const NativeGlobals& globals_;
  absl::flat_hash_set<uint32_t> free_, stable_, collects_;
  std::vector<FuncId> collecting_;
};

}  // namespace

absl::Status CheckRoots(const wasm::Module& module, const NativeGlobals& globals,
                        absl::Span<const FuncId> native, absl::Span<const FuncId> stable,
                        absl::Span<const FuncId> collect_free) {
  return Checker(module, globals, collect_free).Run(native, stable);
}

}  // namespace seabeam::emit
