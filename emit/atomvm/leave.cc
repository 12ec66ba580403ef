// The way from native code back to the host.
#include "emit/atomvm/entry.h"

#include "abi/atomvm/atoms.h"
#include "emit/atomvm/extended_registers.h"
#include "emit/atomvm/failing_bifs.h"

namespace seabeam::emit {
namespace {

using abi::CtxOffsets;
using abi::atomvm::ContextOffsets;
using abi::atomvm::JitStateOffsets;
using abi::atomvm::Primitive;
using wasm::LocalId;
using wasm::Opcode;

class Leave {
 public:
  Leave(ModuleContext& m, const NativeGlobals& globals, wasm::FuncId f) : c_(m, globals, f) {
    e_ = c_.b.AddLocal(wasm::kI32);
    reds_ = c_.b.AddLocal(wasm::kI32);
  }

  absl::Status Build(const LeaveFacts& facts) {
    actions_ = facts.actions;
    many_ = facts.max_live > abi::atomvm::kXRegisters;
    if (many_) count_ = c_.b.AddLocal(wasm::kI32);
    if (c_.m.label_at_a_time()) {
      LeaveForParked();
    } else {
      GoOn(facts);
    }
    c_.HeapOut();
    // The counter, and whether it ran out.
    c_.BlockLoad(BlockOffsets::saved_reds);
    c_.BlockLoad(CtxOffsets::reds);
    c_.BlockLoad(BlockOffsets::collect);
    c_.b.Select();
    c_.b.LocalSet(reds_);
    c_.Js();
    c_.b.LocalGet(reds_);
    c_.Const(1);
    c_.b.LocalGet(reds_);
    c_.OpConst(Opcode::kI32GtS, 0);
    c_.b.Select();
    c_.Store(JitStateOffsets::remaining_reductions);

    c_.Block();
    c_.Ctx();
    c_.Const(0);
    c_.b.LocalGet(reds_);
    c_.OpConst(Opcode::kI32LeS, 0);
    c_.b.Select();
    c_.Store(BlockOffsets::exhausted);

    c_.Param(0);
    c_.b.If();
    Returned();
    c_.b.End();

    c_.BlockLoad(CtxOffsets::native_e);
    c_.b.LocalSet(e_);
    Case(Action::kEnter, [&] {
      PopCp();
      CopyX([&] { Arg(1); });
      Js2([&] { Arg(0); }, 1);
      c_.b.LocalGet(reds_);
      c_.OpConst(Opcode::kI32LtS, 0);
      c_.b.If();
      c_.Block();
      c_.Const(0);
      c_.Store(BlockOffsets::exhausted);
      Delegate(Primitive::schedule_next_cp, {});
      c_.b.End();
      c_.Ctx();
      c_.b.Return();
    });
    Case(Action::kExternal, [&] {
      PopCp();
      CopyX([&] { Arg(1); });
      c_.Ctx();
      c_.Js();
      Offset();
      Arg(1);
      Arg(2);
      c_.Const(abi::atomvm::kCallExtCall);
      Go(Primitive::call_ext);
    });
    Case(Action::kFun, [&] {
      PopCp();
      CopyX([&] { Arg(1); });
      IfNotFun([&] {
        RaiseTuple(abi::AtomTerm(static_cast<uint32_t>(abi::FixedAtom::kBadfun)), [&] { Arg(2); });
      });
      c_.Ctx();
      c_.Js();
      Offset();
      Arg(2);
      Arg(1);
      Go(Primitive::call_fun);
    });
    Case(Action::kApply, [&] {
      PopCp();
      CopyX([&] { Arg(1); });
      for (uint32_t i = 2; i < 4; ++i) {
        Arg(i);
        c_.OpConst(Opcode::kI32And, abi::kAtomMask);
        c_.OpConst(Opcode::kI32Ne, abi::kAtomTag);
        c_.b.If();
        Raise(abi::AtomTerm(static_cast<uint32_t>(abi::FixedAtom::kBadarg)));
        c_.b.End();
      }
      c_.Ctx();
      c_.Js();
      Offset();
      Arg(2);
      Arg(3);
      Arg(1);
      Go(Primitive::apply);
    });
    Case(Action::kError, [&] {
      SetE();
      c_.Ctx();
      c_.Js();
      Offset();
      Arg(1);
      Go(Primitive::raise_error);
    });
    Case(Action::kErrorTuple, [&] {
      SetE();
      c_.Ctx();
      c_.Js();
      Offset();
      Arg(1);
      Arg(2);
      Go(Primitive::raise_error_tuple);
    });
    Case(Action::kPending, [&] {
      SetE();
      c_.BlockLoad(BlockOffsets::failed_bif);
      c_.Op(Opcode::kI32Eqz);
      c_.b.If();
      c_.Ctx();
      c_.Js();
      Offset();
      c_.BlockLoad(BlockOffsets::failed_reason);
      Go(Primitive::raise_error);
      c_.b.End();
      c_.Block();
      Arg(1);
      c_.OpConst(Opcode::kI32Sub, 1);
      c_.Store(BlockOffsets::arg + 4);
      Guards();
    });
    Case(Action::kGuard, [&] {
      SetE();
      Guards();
    });
    Case(Action::kFunctionClause, [&] { FunctionClause(facts.names_at); });
    Case(Action::kRaw, [&] {
      SetE();
      for (uint32_t i = 0; i < 3; ++i) {
        c_.Ctx();
        Arg(i);
        c_.Store(abi::atomvm::XRegister(i));
      }
      Delegate(Primitive::raw_raise, {});
    });
    Case(Action::kReraise, [&] {
      SetE();
      c_.Ctx();
      c_.Js();
      Arg(0);
      Arg(1);
      Go(Primitive::raise);
    });
    Case(Action::kStacktrace, [&] {
      PopCp();
      CopyX([&] { Arg(1); });
      c_.Ctx();
      c_.Ctx();
      c_.Call(Primitive::stacktrace_build);
      c_.Store(abi::atomvm::XRegister(0));
      Delegate(Primitive::do_return, {});
    });
    Case(Action::kCatchEnd, [&] {
      PopCp();
      CopyX([&] { Arg(1); });
      c_.Ctx();
      c_.Js();
      c_.Call(Primitive::catch_end);
      c_.Op(Opcode::kI32Eqz);
      c_.b.If();
      c_.Ctx();
      c_.Js();
      Offset();
      Go(Primitive::handle_error);
      c_.b.End();
      Delegate(Primitive::do_return, {});
    });
    Case(Action::kWait, [&] {
      SetE();
      Js2([&] { Arg(0); }, 1);
      Delegate(Primitive::schedule_wait_cp, {});
    });
    Case(Action::kWaitTimeout, [&] {
      SetE();
      Js2([&] { Arg(0); }, 1);
      c_.Ctx();
      c_.Js();
      Arg(1);
      Arg(2);
      Go(Primitive::wait_timeout);
    });
    c_.b.Unreachable();
    return c_.b.Finish();
  }

 private:
  // As long as native code returned to a continuation of this module, and no collection is due.
  void GoOn(const LeaveFacts& facts) {
    const LocalId word = c_.b.Param(0), cp = c_.b.AddLocal(wasm::kI32);
    const wasm::Label done = c_.b.Block();
    const wasm::Label loop = c_.b.Loop();
    c_.Param(0);
    c_.Op(Opcode::kI32Eqz);
    if (c_.m.tail_calls()) {
      c_.b.BrIf(done);
    } else {
      c_.b.If();
      c_.Block();
      c_.b.Call(c_.m.ResumeFunction());
      c_.b.LocalTee(word);
      c_.Op(Opcode::kI32Eqz);
      c_.b.BrIf(done);
      c_.b.End();
    }
    if (facts.num_continuations > 0) {
      c_.BlockLoad(BlockOffsets::collect);
      c_.b.BrIf(done);
      c_.BlockLoad(CtxOffsets::native_base);
      c_.b.LocalTee(e_);
      c_.OpConst(Opcode::kI32Sub, 4);
      c_.Load(0);
      c_.b.LocalTee(cp);
      c_.OpConst(Opcode::kI32ShrU, abi::atomvm::kCpModuleShift);
      c_.b.GlobalGet(c_.globals().module);
      c_.Load(abi::atomvm::kModuleIndexAt);
      c_.Op(Opcode::kI32Ne);
      c_.b.BrIf(done);
      c_.b.LocalGet(cp);
      c_.OpConst(Opcode::kI32And, abi::atomvm::kCpOffsetMask);
      c_.OpConst(Opcode::kI32ShrU, abi::atomvm::kCpLabelShift);
      c_.OpConst(Opcode::kI32Sub, c_.m.first_label());
      c_.b.LocalTee(cp);
      c_.OpConst(Opcode::kI32GeU, facts.num_continuations);
      c_.b.BrIf(done);
      c_.Block();
      c_.b.LocalGet(e_);
      c_.Store(CtxOffsets::e);
      c_.Block();
      c_.Param(0);
      c_.Store(CtxOffsets::x_base);
      c_.Block();
      c_.b.LocalGet(cp);
      c_.OpConst(Opcode::kI32Add, facts.first_continuation);
      c_.b.CallIndirect(c_.m.I32Type(1), facts.table);
      c_.b.LocalSet(word);
      c_.b.Br(loop);
    }
    c_.b.End(loop);
    c_.b.End(done);
  }

  // The host comes back for the call that is parked. Nothing is due that would move a term, so all
  // that the block says stays right until then.
  void LeaveForParked() {
    c_.Param(0);
    c_.Op(Opcode::kI32Eqz);
    c_.BlockLoad(BlockOffsets::parked);
    c_.Const(0);
    c_.Op(Opcode::kI32Ne);
    c_.Op(Opcode::kI32And);
    c_.b.If();
    Js2([&] { c_.Const(c_.m.ParkedLabel()); }, 1);
    c_.Ctx();
    c_.b.Return();
    c_.b.End();
  }

  void Arg(uint32_t i) { c_.BlockLoad(BlockOffsets::arg + 4 * i); }
  void Offset() {
    Arg(0);
    c_.OpConst(Opcode::kI32Shl, 2);
  }
  void Go(Primitive p) {
    c_.Call(p);
    c_.b.Return();
  }
  void Delegate(Primitive p, std::initializer_list<int>) {
    c_.Ctx();
    c_.Js();
    Go(p);
  }
  // Code for an action that something of the module asks for.
  template <typename F>
  void Case(Action action, F f) {
    if (!actions_[static_cast<size_t>(action)]) return;
    c_.BlockLoad(BlockOffsets::action);
    c_.OpConst(Opcode::kI32Eq, static_cast<uint32_t>(action));
    c_.b.If();
    f();
    c_.b.End();
  }
  // js->continuation = label + add.
  template <typename F>
  void Js2(F label, uint32_t add) {
    c_.Js();
    label();
    c_.OpConst(Opcode::kI32Add, add);
    c_.Store(JitStateOffsets::continuation);
  }
  void SetE() {
    c_.Ctx();
    c_.b.LocalGet(e_);
    c_.Store(ContextOffsets::e);
  }
  // The return address below e_ is that of a function without a frame.
  void PopCp() {
    c_.Ctx();
    c_.b.LocalGet(e_);
    c_.Load(0);
    c_.Store(ContextOffsets::cp);
    c_.Ctx();
    c_.b.LocalGet(e_);
    c_.OpConst(Opcode::kI32Add, 4);
    c_.Store(ContextOffsets::e);
  }
  template <typename F>
  void CopyX(F count) {
    c_.Ctx();
    c_.OpConst(Opcode::kI32Add, ContextOffsets::x);
    c_.Block();
    c_.OpConst(Opcode::kI32Add, CtxOffsets::x_base);
    count();
    if (many_) {
      c_.b.LocalSet(count_);
      PushDirect(c_, count_);
    }
    c_.OpConst(Opcode::kI32Shl, 2);
    c_.b.MemoryCopy();
    if (!many_) return;
    ForExtended(c_, count_, [&](LocalId i) {
      PushExtended(c_, i);
      PushBlockX(c_, i);
      c_.Load(CtxOffsets::x_base);
      c_.Store(0);
    });
  }
  void Raise(uint32_t reason) {
    c_.Ctx();
    c_.Js();
    Offset();
    c_.Const(reason);
    Go(Primitive::raise_error);
  }
  template <typename F>
  void RaiseTuple(uint32_t atom, F value) {
    c_.Ctx();
    c_.Js();
    Offset();
    c_.Const(atom);
    value();
    Go(Primitive::raise_error_tuple);
  }
  template <typename F>
  void IfNotFun(F f) {
    const wasm::Label fun = c_.b.Block();
    const wasm::Label no_fun = c_.b.Block();
    Arg(2);
    c_.OpConst(Opcode::kI32And, abi::kTagMask);
    c_.OpConst(Opcode::kI32Ne, abi::kTagBoxed);
    c_.b.BrIf(no_fun);
    Arg(2);
    c_.OpConst(Opcode::kI32Sub, abi::kTagBoxed);
    c_.Load(0);
    c_.OpConst(Opcode::kI32And, abi::kHeaderMask);
    c_.OpConst(Opcode::kI32Eq, abi::kHdrFun);
    c_.b.BrIf(fun);
    c_.b.End(no_fun);
    f();
    c_.b.End(fun);
  }

  void Returned() {
    const LocalId cp = c_.b.AddLocal(wasm::kI32);
    c_.BlockLoad(CtxOffsets::native_base);
    c_.b.LocalTee(e_);
    c_.OpConst(Opcode::kI32Sub, 4);
    c_.Load(0);
    c_.b.LocalSet(cp);
    SetE();
    c_.Ctx();
    c_.b.LocalGet(cp);
    c_.Store(ContextOffsets::cp);
    c_.Ctx();
    c_.Param(0);
    c_.Store(abi::atomvm::XRegister(0));
    c_.b.LocalGet(cp);
    c_.OpConst(Opcode::kI32ShrU, abi::atomvm::kCpModuleShift);
    c_.b.GlobalGet(c_.globals().module);
    c_.Load(abi::atomvm::kModuleIndexAt);
    c_.Op(Opcode::kI32Ne);
    c_.b.If();
    Delegate(Primitive::do_return, {});
    c_.b.End();
    Js2(
        [&] {
          c_.b.LocalGet(cp);
          c_.OpConst(Opcode::kI32And, abi::atomvm::kCpOffsetMask);
          c_.OpConst(Opcode::kI32ShrU, abi::atomvm::kCpLabelShift);
        },
        1);
    c_.Ctx();
    c_.b.Return();
  }

  // The BIF that failed is called again, to set the exception.
  void Guards() {
    EmitFailingBif(c_);
    Raise(abi::AtomTerm(static_cast<uint32_t>(abi::FixedAtom::kBadarg)));
  }

  void FunctionClause(uint32_t names_at) {
    SetE();
    // No catch is active, so the top of the stack is where the function would return to.
    c_.Ctx();
    c_.b.LocalGet(e_);
    c_.Load(0);
    c_.Store(ContextOffsets::cp);
    if (many_) {
      // The host would take all arguments from the Context.
      Arg(1);
      c_.OpConst(Opcode::kI32GtU, abi::atomvm::kXRegisters);
      c_.b.If();
      Raise(abi::AtomTerm(static_cast<uint32_t>(abi::FixedAtom::kFunctionClause)));
      c_.b.End();
    }
    CopyX([&] { Arg(1); });
    c_.Ctx();
    c_.Js();
    Offset();
    // The name's index in AtU8, by position.
    c_.Block();
    Arg(0);
    c_.OpConst(Opcode::kI32Sub, c_.m.num_labels());
    c_.OpConst(Opcode::kI32Shl, 1);
    c_.Op(Opcode::kI32Add);
    c_.b.Load(Opcode::kI32Load16U, names_at);
    Arg(1);
    Go(Primitive::raise_error_mfa);
  }

  HostCode c_;
  LocalId e_, reds_, count_;
  bool many_ = false;
  std::vector<bool> actions_;
};

}  // namespace

absl::Status BuildLeave(ModuleContext& m, const NativeGlobals& globals, const LeaveFacts& facts,
                        wasm::FuncId f) {
  return Leave(m, globals, f).Build(facts);
}

}  // namespace seabeam::emit
