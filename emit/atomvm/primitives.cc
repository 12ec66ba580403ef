#include "emit/atomvm/primitives.h"

#include "abi/atomvm/atoms.h"
#include "abi/type_kinds.h"
#include "absl/strings/str_cat.h"
#include "emit/atomvm/term_primitives.h"
#include "emit/atomvm/word_arithmetic.h"

namespace seabeam::emit {
namespace {

using abi::CtxOffsets;
using abi::atomvm::ContextOffsets;
using abi::atomvm::Primitive;
using wasm::LocalId;
using wasm::Opcode;

// A fragment that the heap goes on in, at least.
constexpr uint32_t kFragmentWords = 512;

const char* BifOfArith(Prim prim) {
  switch (prim) {
    case Prim::k_int_add:
      return "+";
    case Prim::k_int_sub:
      return "-";
    case Prim::k_int_mul:
      return "*";
    case Prim::k_num_div:
      return "/";
    case Prim::k_int_div:
      return "div";
    case Prim::k_int_rem:
      return "rem";
    case Prim::k_int_band:
      return "band";
    case Prim::k_int_bor:
      return "bor";
    case Prim::k_int_bxor:
      return "bxor";
    case Prim::k_int_bsl:
      return "bsl";
    case Prim::k_int_bsr:
      return "bsr";
    case Prim::k_num_neg:
      return "-";
    case Prim::k_int_bnot:
      return "bnot";
    default:
      return nullptr;
  }
}

class PrimitiveBuilder {
 public:
  PrimitiveBuilder(ModuleContext& m, const NativeGlobals& globals, wasm::FuncId f)
      : c_(m, globals, f) {}

  absl::Status Build(Prim prim) {
    if (const char* bif = BifOfArith(prim)) return Arithmetic(prim, bif);
    switch (prim) {
      case Prim::k_entry_slow:
        Unwind(Action::kEnter, {2, 3}, 1);
        break;
      case Prim::k_heap_slow:
        HeapSlow();
        break;
      case Prim::k_fail_pending:
        Unwind(Action::kPending, {1}, 2);
        break;
      case Prim::k_raise_guard:
        Unwind(Action::kGuard, {3, 1}, 4);
        break;
      case Prim::k_raise_error1:
        RaiseError();
        break;
      case Prim::k_raise_function_clause:
        Unwind(Action::kFunctionClause, {2, 1}, 3);
        break;
      case Prim::k_raise_class:
        Unwind(Action::kRaw, {1, 2, 3}, 5);
        break;
      case Prim::k_reraise:
        Unwind(Action::kReraise, {1, 2}, 4);
        break;
      case Prim::k_recv_wait:
        Unwind(Action::kWait, {1}, 2);
        break;
      case Prim::k_recv_wait_timeout:
        Unwind(Action::kWaitTimeout, {3, 1, 2}, 5);
        break;
      case Prim::k_compare_terms:
        Compare();
        break;
      case Prim::k_equal_exact:
        Equal(abi::atomvm::CompareOption::kExact);
        break;
      case Prim::k_equal_numeric:
        Equal(abi::atomvm::CompareOption::kNumeric);
        break;
      case Prim::k_is_type_slow:
        // Asked of binaries that may not be whole bytes, which this host does not have.
        c_.Param(1);
        c_.OpConst(Opcode::kI32And, abi::kKindBinary);
        c_.Const(0);
        c_.Op(Opcode::kI32Ne);
        break;
      case Prim::k_send:
        Send();
        break;
      case Prim::k_recv_peek:
        Plain(Primitive::mailbox_peek);
        break;
      case Prim::k_recv_next:
        Plain(Primitive::mailbox_next);
        break;
      case Prim::k_recv_timeout:
        Plain(Primitive::timeout);
        break;
      case Prim::k_recv_remove:
        Plain(Primitive::cancel_timeout);
        c_.HeapOut();
        Plain(Primitive::mailbox_remove_message);
        c_.HeapIn();
        break;
      case Prim::k_map_put_assoc:
        EmitMapPut(c_, false);
        break;
      case Prim::k_map_put_exact:
        EmitMapPut(c_, true);
        break;
      case Prim::k_is_function_arity:
        EmitFunctionArity(c_);
        break;
      case Prim::k_term_to_f64:
        EmitTermToF64(c_);
        break;
      case Prim::k_map_get:
        EmitMapGet(c_);
        break;
      default:
        return MissingForAtomVm(c_.m, kNames[static_cast<size_t>(prim)]);
    }
    return c_.b.Finish();
  }

 private:
  static constexpr const char* kNames[] = {
#define SEABEAM_PRIM_NAME(name, params, result) #name,
      SEABEAM_PRIM_LIST(SEABEAM_PRIM_NAME)
#undef SEABEAM_PRIM_NAME
  };

  // Notes what to do with parameters as its arguments, and unwinds.
  void Unwind(Action action, std::initializer_list<uint32_t> args, uint32_t sp) {
    c_.Block();
    c_.Const(static_cast<uint32_t>(action));
    c_.Store(BlockOffsets::action);
    uint32_t at = BlockOffsets::arg;
    // kPending has a second argument, which the failed BIF left.
    for (uint32_t p : args) {
      c_.Block();
      c_.Param(p);
      c_.Store(at);
      at += 4;
    }
    c_.Block();
    c_.Param(sp);
    c_.Store(CtxOffsets::native_e);
    c_.Const(0);
  }

  void RaiseError() {
    // kind, value, position, sp
    struct Row {
      abi::ErrorKind kind;
      uint32_t atom;
      bool tuple;
    };
    auto term = [](abi::FixedAtom a) { return abi::AtomTerm(static_cast<uint32_t>(a)); };
    const Row rows[] = {
        {abi::ErrorKind::kBadmatch, term(abi::FixedAtom::kBadmatch), true},
        {abi::ErrorKind::kCaseClause, term(abi::FixedAtom::kCaseClause), true},
        {abi::ErrorKind::kTryClause, term(abi::FixedAtom::kTryClause), true},
        {abi::ErrorKind::kBadrecord, term(abi::FixedAtom::kBadrecord), true},
        {abi::ErrorKind::kIfClause, term(abi::FixedAtom::kIfClause), false},
        {abi::ErrorKind::kBadarith, term(abi::FixedAtom::kBadarith), false},
        {abi::ErrorKind::kUnsupported, term(abi::FixedAtom::kUnsupported), false},
    };
    const LocalId atom = c_.b.AddLocal(wasm::kI32), tuple = c_.b.AddLocal(wasm::kI32);
    c_.Const(term(abi::FixedAtom::kBadarg));
    c_.b.LocalSet(atom);
    for (const Row& row : rows) {
      c_.Param(1);
      c_.Const(static_cast<uint32_t>(row.kind));
      c_.Op(Opcode::kI32Eq);
      c_.b.If();
      c_.Const(row.atom);
      c_.b.LocalSet(atom);
      c_.Const(row.tuple);
      c_.b.LocalSet(tuple);
      c_.b.End();
    }
    auto store = [&](uint32_t offset, auto push) {
      c_.Block();
      push();
      c_.Store(offset);
    };
    store(BlockOffsets::action, [&] {
      c_.Const(static_cast<uint32_t>(Action::kErrorTuple));
      c_.Const(static_cast<uint32_t>(Action::kError));
      c_.b.LocalGet(tuple);
      c_.b.Select();
    });
    store(BlockOffsets::arg, [&] { c_.Param(3); });
    store(BlockOffsets::arg + 4, [&] { c_.b.LocalGet(atom); });
    store(BlockOffsets::arg + 8, [&] { c_.Param(2); });
    store(CtxOffsets::native_e, [&] { c_.Param(4); });
    c_.Const(0);
  }

  // (ctx, bytes): the heap goes on in a new fragment; the next reduction check leaves for a
  // collection.
  void HeapSlow() {
    const LocalId e = c_.b.AddLocal(wasm::kI32), words = c_.b.AddLocal(wasm::kI32);
    // First what was held back for this.
    c_.BlockLoad(CtxOffsets::heap_ptr);
    c_.Param(1);
    c_.Op(Opcode::kI32Add);
    c_.BlockLoad(BlockOffsets::hard_end);
    c_.Op(Opcode::kI32LeU);
    c_.b.If();
    c_.Block();
    c_.BlockLoad(BlockOffsets::hard_end);
    c_.Store(CtxOffsets::heap_end);
    AskForCollection(c_);
    c_.b.Return();
    c_.b.End();
    c_.HeapOut();
    c_.CtxLoad(ContextOffsets::e);
    c_.b.LocalSet(e);
    // No room: what lies below e is native frames.
    c_.Ctx();
    c_.CtxLoad(ContextOffsets::heap_ptr);
    c_.Store(ContextOffsets::e);
    c_.Param(1);
    c_.OpConst(Opcode::kI32ShrU, 2);
    c_.b.LocalTee(words);
    c_.Const(kFragmentWords);
    c_.b.LocalGet(words);
    c_.Const(kFragmentWords);
    c_.Op(Opcode::kI32GtU);
    c_.b.Select();
    c_.b.LocalSet(words);
    c_.Ctx();
    c_.Js();
    c_.b.LocalGet(words);
    c_.Const(0);
    c_.Const(static_cast<uint32_t>(abi::atomvm::CollectFlag::kNoGc));
    c_.Call(Primitive::memory_ensure_free_with_roots);
    c_.Op(Opcode::kI32Eqz);
    c_.b.If();
    c_.b.Unreachable();
    c_.b.End();
    c_.Ctx();
    c_.b.LocalGet(e);
    c_.Store(ContextOffsets::e);
    c_.HeapIn();
    AskForCollection(c_);
  }

  void CompareHost(abi::atomvm::CompareOption option) {
    c_.Ctx();
    c_.Js();
    c_.Param(0);
    c_.Param(1);
    c_.Const(static_cast<uint32_t>(option));
    c_.Call(Primitive::term_compare);
  }

  void Compare() {
    // 1 equal, 2 less, 4 greater.
    const LocalId r = c_.b.AddLocal(wasm::kI32);
    CompareHost(abi::atomvm::CompareOption::kNumeric);
    c_.b.LocalTee(r);
    c_.OpConst(Opcode::kI32Eq, abi::atomvm::kCompareGreater);
    c_.b.LocalGet(r);
    c_.OpConst(Opcode::kI32Eq, abi::atomvm::kCompareLess);
    c_.Op(Opcode::kI32Sub);
  }

  void Equal(abi::atomvm::CompareOption option) {
    CompareHost(option);
    c_.OpConst(Opcode::kI32Eq, abi::atomvm::kCompareEqual);
  }

  void Plain(Primitive p) {
    c_.Ctx();
    c_.Call(p);
  }

  // (ctx, destination, message): to processes, ports and registered names of this node.
  void Send() {
    const LocalId tag = c_.b.AddLocal(wasm::kI32);
    const uint32_t x0 = abi::atomvm::XRegister(0), x1 = abi::atomvm::XRegister(1);
    c_.Block();
    c_.Const(0);
    c_.Store(BlockOffsets::arg + 4);
    c_.Param(1);
    c_.OpConst(Opcode::kI32And, abi::kTagMask);
    c_.b.LocalTee(tag);
    c_.OpConst(Opcode::kI32Ne, abi::kTagImmediate);
    c_.b.If();
    c_.Const(0);
    c_.b.Return();
    c_.b.End();
    c_.Ctx();
    c_.Param(1);
    c_.Store(x0);
    c_.Ctx();
    c_.Param(2);
    c_.Store(x1);
    c_.HeapOut();
    c_.Ctx();
    c_.Js();
    c_.Call(Primitive::send);
    c_.HeapIn();
    c_.Op(Opcode::kI32Eqz);
    c_.b.If();
    c_.Const(0);
    c_.b.Return();
    c_.b.End();
    c_.Param(2);
  }

  absl::Status Arithmetic(Prim prim, const char* function) {
    const uint32_t arity = prim == Prim::k_num_neg || prim == Prim::k_int_bnot ? 1 : 2;
    const int32_t import = FindImport(c_.m.module(), function, arity);
    if (import < 0) {
      return MissingForAtomVm(
          c_.m, absl::StrCat("arithmetic without the import erlang:", function, "/", arity));
    }
    WordArithmetic(c_, prim, arity);
    CallFencedBif(c_, static_cast<uint32_t>(import), function, arity);
    return c_.b.Finish();
  }

  HostCode c_;
};

}  // namespace

absl::Status MissingForAtomVm(const ModuleContext& m, absl::string_view what) {
  return absl::UnimplementedError(
      absl::StrCat("module ", m.module().name, ": ", what, " is not done for AtomVM yet"));
}

absl::Status BuildPrimitive(ModuleContext& m, const NativeGlobals& globals, Prim prim,
                            wasm::FuncId f) {
  return PrimitiveBuilder(m, globals, f).Build(prim);
}

}  // namespace seabeam::emit
