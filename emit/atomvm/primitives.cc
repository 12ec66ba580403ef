#include "emit/atomvm/primitives.h"

#include <iterator>
#include <vector>

#include "abi/atomvm/atoms.h"
#include "abi/bif_list.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "emit/atomvm/fence.h"
#include "emit/atomvm/support_code.h"
#include "emit/atomvm/term_primitives.h"

namespace seabeam::emit {
namespace {

using abi::CtxOffsets;
using abi::atomvm::ContextOffsets;
using abi::atomvm::Primitive;
using wasm::LocalId;
using wasm::Opcode;

// Imports of runtime/native_support (support.h) that are primitives of the host.
struct HostImport {
  const char* name;
  uint32_t params;
  void (*emit)(HostCode&);
};
constexpr HostImport kHostImports[] = {
    {"create_empty_binary", 2, EmitCreateEmptyBinary},
    {"find_map_pos", 2, EmitFindMapPos},
    {"put_map_assoc", 3, EmitPutMapAssoc},
};

// A fragment that the heap goes on in, at least.
constexpr uint32_t kFragmentWords = 512;
// What the host may ask for when it sends to another node.
constexpr uint32_t kSendWords = 32;

constexpr const char* kPrimNames[] = {
#define SEABEAM_PRIM_NAME(name, params, result) #name,
    SEABEAM_PRIM_LIST(SEABEAM_PRIM_NAME)
#undef SEABEAM_PRIM_NAME
};

const char* PrimName(Prim prim) { return kPrimNames[static_cast<size_t>(prim)]; }

// The function of the library for bs_create: whether some binary is made of more than texts and
// whole binaries decides.
const char* CreateFunction(const ir::Module& module) {
  constexpr int64_t kMaxByteUnit = 8;
  for (const auto& graph : module.graphs) {
    for (ir::NodeId n = 0; n < graph->size(); ++n) {
      if (graph->IsDead(n) || graph->op(n) != ir::Op::kBsCreate) continue;
      absl::Span<const int64_t> list = graph->list(n);
      for (size_t i = 0; i < list.size(); i += 2) {
        const auto type = static_cast<abi::BsSegmentType>(list[i] & 15);
        if (type == abi::BsSegmentType::kString) continue;
        const bool is_binary = type == abi::BsSegmentType::kBinary ||
                               type == abi::BsSegmentType::kAppend ||
                               type == abi::BsSegmentType::kPrivateAppend;
        const int64_t unit = list[i] >> 8 & 0xFFF;
        const bool divides = unit <= kMaxByteUnit && (unit == 0 || kMaxByteUnit % unit == 0);
        if (!is_binary || !divides || graph->op(graph->data(n)[i + 1]) != ir::Op::kNoneConst) {
          return "bs_create";
        }
      }
    }
  }
  return "bs_create_bytes";
}

class PrimitiveBuilder {
 public:
  PrimitiveBuilder(ModuleContext& m, const NativeGlobals& globals, wasm::FuncId f)
      : c_(m, globals, f), function_(f) {}

  absl::Status Build(Prim prim) {
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
      case Prim::k_is_function_arity:
        EmitFunctionArity(c_);
        break;
      default:
        return MissingForAtomVm(c_.m, PrimName(prim));
    }
    return c_.b.Finish();
  }

 private:
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
    c_.Param(1);
    c_.OpConst(Opcode::kI32Eq, static_cast<uint32_t>(abi::ErrorKind::kReason));
    c_.b.If();
    c_.Param(2);
    c_.b.LocalSet(atom);
    c_.b.End();
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
    c_.TrapIfZero();
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

  // (ctx, destination, message). A reference (an alias), a process of another node or {name, node}
  // is in a box: what the host does then may collect.
  void Send() {
    c_.m.AddCollectFree(function_);
    const LocalId tag = c_.b.AddLocal(wasm::kI32), sent = c_.b.AddLocal(wasm::kI32);
    const uint32_t x0 = abi::atomvm::XRegister(0), x1 = abi::atomvm::XRegister(1);
    c_.Block();
    c_.Const(0);
    c_.Store(BlockOffsets::failed_bif);
    c_.Block();
    c_.Const(abi::AtomTerm(abi::FixedAtom::kBadarg));
    c_.Store(BlockOffsets::failed_reason);
    c_.Param(1);
    c_.OpConst(Opcode::kI32And, abi::kTagMask);
    c_.b.LocalTee(tag);
    c_.OpConst(Opcode::kI32Eq, abi::kTagCons);
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
    auto send = [&] {
      c_.Ctx();
      c_.Js();
      c_.Call(Primitive::send);
      c_.b.LocalSet(sent);
    };
    c_.b.LocalGet(tag);
    c_.OpConst(Opcode::kI32Eq, abi::kTagBoxed);
    c_.b.If();
    WithFence(c_, kSendWords, send);
    c_.b.Else();
    c_.HeapOut();
    send();
    c_.HeapIn();
    c_.b.End();
    c_.b.LocalGet(sent);
    c_.ReturnZeroIfZero();
    c_.Param(2);
  }

  HostCode c_;
  const wasm::FuncId function_;
};

}  // namespace

absl::Status MissingForAtomVm(const ModuleContext& m, absl::string_view what) {
  return absl::UnimplementedError(
      absl::StrCat("module ", m.module().name, ": ", what, " is not done for AtomVM yet"));
}

absl::Status BuildPrimitives(ModuleContext& m, const NativeGlobals& globals) {
  std::vector<wasm::FuncId> imports(std::size(kHostImports));
  SupportCode support(&m.wasm(), [&](absl::string_view name, bool is_import) {
    for (size_t i = 0; i < static_cast<size_t>(Prim::kCount); ++i) {
      if (name == kPrimNames[i]) return m.PrimFunction(static_cast<Prim>(i));
    }
    for (size_t i = 0; is_import && i < imports.size(); ++i) {
      if (name != kHostImports[i].name) continue;
      if (!imports[i].valid()) {
        imports[i] =
            m.wasm().AddFunction(m.I32Type(kHostImports[i].params), absl::StrCat("$", name));
      }
      return imports[i];
    }
    return wasm::FuncId();
  });
  // What is built may ask for more.
  std::vector<bool> built(m.prims().size());
  absl::flat_hash_set<uint32_t> built_bifs;
  for (bool more = true; more;) {
    more = false;
    for (size_t i = 0; i < built.size(); ++i) {
      const wasm::FuncId f = m.prims()[i];
      if (!f.valid() || built[i]) continue;
      built[i] = more = true;
      if (static_cast<Prim>(i) == Prim::k_bs_create) {
        SEABEAM_RETURN_IF_ERROR(support.Copy(CreateFunction(m.module()), f));
      } else if (SupportCode::Has(kPrimNames[i])) {
        SEABEAM_RETURN_IF_ERROR(support.Copy(kPrimNames[i], f));
      } else {
        SEABEAM_RETURN_IF_ERROR(PrimitiveBuilder(m, globals, f).Build(static_cast<Prim>(i)));
      }
    }
    for (uint32_t bif = 0; bif < static_cast<uint32_t>(abi::BifId::kCount); ++bif) {
      auto it = m.bifs().find(bif);
      if (it == m.bifs().end() || !built_bifs.insert(bif).second) continue;
      more = true;
      const char* symbol = abi::kBifs[bif].symbol;
      if (SupportCode::Has(symbol)) {
        SEABEAM_RETURN_IF_ERROR(support.Copy(symbol, it->second));
      } else {
        SEABEAM_RETURN_IF_ERROR(BuildHostBif(m, globals, bif, it->second));
      }
    }
    SEABEAM_RETURN_IF_ERROR(support.BuildPending());
  }
  for (size_t i = 0; i < imports.size(); ++i) {
    if (!imports[i].valid()) continue;
    HostCode c(m, globals, imports[i]);
    kHostImports[i].emit(c);
    SEABEAM_RETURN_IF_ERROR(c.b.Finish());
  }
  return absl::OkStatus();
}

}  // namespace seabeam::emit
