// The table of opcodes and what each yields before anything else is known.
#include <cstring>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "base/check.h"
#include "ir/graph.h"

namespace seabeam::ir {
namespace {

constexpr OpInfo kInfos[] = {
#define SEABEAM_IR_ROW(symbol, name, kind, control_in, min_data, max_data, attr, repr) \
  {name, OpKind::k##kind, control_in != 0, min_data, max_data, Attr::k##attr, Repr::k##repr},
    SEABEAM_IR_OPCODE_LIST(SEABEAM_IR_ROW)
#undef SEABEAM_IR_ROW
};

constexpr abi::KindMask kNone = abi::kKindNone;
constexpr int32_t kMaxTupleSize = (1 << 26) - 1;  // bits of a header's size field

Type OrNone(abi::KindMask kinds) { return Type::OfKinds(kinds | kNone); }
Type Kinds(abi::KindMask kinds) { return Normalize(Type::OfKinds(kinds)); }
Type I32Any() { return Type::IntegerRange(INT32_MIN, INT32_MAX); }

}  // namespace

const OpInfo& Info(Op op) { return kInfos[static_cast<int>(op)]; }

bool ParseOp(absl::Span<const char> name, Op* op) {
  static const auto& table = *[] {
    auto* map = new absl::flat_hash_map<absl::string_view, Op>;
    for (int i = 0; i < static_cast<int>(Op::kCount); ++i) {
      (*map)[kInfos[i].name] = static_cast<Op>(i);
    }
    return map;
  }();
  auto it = table.find(absl::string_view(name.data(), name.size()));
  if (it == table.end()) return false;
  *op = it->second;
  return true;
}

Type InitialType(Op op, int64_t imm) {
  switch (op) {
    // No value.
    case Op::kStart:
    case Op::kRegion:
    case Op::kLoop:
    case Op::kIf:
    case Op::kIfTrue:
    case Op::kIfFalse:
    case Op::kSwitch:
    case Op::kSwitchCase:
    case Op::kReturn:
    case Op::kDead:
    case Op::kReductionCheck:
    case Op::kFrameAlloc:
    case Op::kFrameFree:
    case Op::kFrameTrim:
    case Op::kTryBegin:
    case Op::kTryBody:
    case Op::kTryHandler:
    case Op::kCallLocal:
    case Op::kCallExternal:
    case Op::kCallFun:
    case Op::kCallApply:
    case Op::kCallCont:
    case Op::kTailLocal:
    case Op::kTailExternal:
    case Op::kTailFun:
    case Op::kTailApply:
    case Op::kFailPending:
    case Op::kRaiseGuard:
    case Op::kRaiseError:
    case Op::kRaiseFunctionClause:
    case Op::kRaiseClass:
    case Op::kReraise:
    case Op::kRecvSync:
    case Op::kRecvEntry:
    case Op::kRecvNext:
    case Op::kRecvRemove:
    case Op::kRecvTimeout:
    case Op::kRecvWait:
    case Op::kRecvWaitTimeout:
    case Op::kTimeoutCont:
    case Op::kBsSetPosition:
    case Op::kBsSetOffset:
      return Type::Bottom();

    // Values from elsewhere. A match context can be an argument and can stay in a frame.
    case Op::kParam:
    case Op::kFrameLoad:
    case Op::kCallResult:
      return Kinds(abi::kKindAnyTerm | abi::kKindMatchState);
    case Op::kPhi:
    case Op::kCast:
    case Op::kSelect:
      return Kinds(abi::kKindAnyTerm | abi::kKindMatchState | kNone);
    case Op::kCatchMark:
    case Op::kHandlerParam:
    case Op::kBuildStacktrace:
    case Op::kCatchEndValue:
    case Op::kLiteralConst:
    case Op::kHead:
    case Op::kTail:
    case Op::kTupleElement:
      return Type::Any();
    case Op::kCallBif:
    case Op::kSend:
    case Op::kRecvPeek:
    case Op::kGuardBif:
    case Op::kMapGet:
      return Type::AnyOrNone();

    case Op::kSmallConst:
    case Op::kI32Const:
      return Type::IntegerRange(imm, imm);
    case Op::kAtomConst:
      return AtomType(static_cast<uint32_t>(imm));
    case Op::kNilConst:
      return Kinds(abi::kKindNil);
    case Op::kNoneConst:
      return Kinds(kNone);
    case Op::kBoolConst:
      return Kinds(imm != 0 ? abi::kKindTrue : abi::kKindFalse);

    case Op::kIsNone:
    case Op::kIsType:
    case Op::kIsFunctionArity:
    case Op::kNot:
    case Op::kBoolToTerm:
    case Op::kLess:
    case Op::kEqExact:
    case Op::kEqNumeric:
    case Op::kI32Less:
    case Op::kI32Eq:
    case Op::kI32LessU:
    case Op::kF64IsFinite:
    case Op::kBsSame:
    case Op::kBsSkip:
    case Op::kBsTestTail:
    case Op::kBsTestUnit:
    case Op::kBsEnsure:
    case Op::kBsEnsureExact:
    case Op::kBsMatchString:
      return Kinds(abi::kKindBoolean);

    case Op::kAdd:
    case Op::kSub:
    case Op::kMul:
    case Op::kNeg:
      return OrNone(abi::kKindNumber);
    case Op::kDivide:
      return OrNone(abi::kKindFloat);
    case Op::kIntDiv:
    case Op::kRem:
    case Op::kBand:
    case Op::kBor:
    case Op::kBxor:
    case Op::kBsl:
    case Op::kBsr:
    case Op::kBnot:
    case Op::kBsGetInteger:
      return OrNone(abi::kKindInteger);

    case Op::kUntag:
    case Op::kTag:
      return Type::IntegerRange(abi::kSmallMin, abi::kSmallMax);
    case Op::kI32Add:
    case Op::kI32Sub:
    case Op::kI32Mul:
    case Op::kI32And:
    case Op::kI32ShrU:
    case Op::kI32RemU:
    case Op::kTermToU32:
    case Op::kBsOffset:
    case Op::kBsEnd:
    case Op::kBsData:
      return I32Any();
    case Op::kI32ToTerm:
      return imm != 0 ? I32Any() : Type::IntegerRange(0, UINT32_MAX);
    case Op::kBsRead: {
      const int64_t bits = imm & 0xFF;
      if (bits < 1 || bits > 32) return I32Any();
      if ((imm >> 8 & abi::kBsSigned) != 0) {
        return Type::IntegerRange(-(int64_t{1} << (bits - 1)), (int64_t{1} << (bits - 1)) - 1);
      }
      return bits == 32 ? I32Any() : Type::IntegerRange(0, (int64_t{1} << bits) - 1);
    }
    case Op::kBsReadUtf:
      return Type::IntegerRange(0, (0x10FFFF << 6) + 63);
    case Op::kBsSizeBits:
      return Type::IntegerRange(-1, INT32_MAX);
    case Op::kTupleSize:
      return Type::IntegerRange(0, kMaxTupleSize);

    case Op::kF64Const:
    case Op::kTermToF64:
    case Op::kF64ToTerm:
    case Op::kF64Add:
    case Op::kF64Sub:
    case Op::kF64Mul:
    case Op::kF64Div:
    case Op::kF64Neg:
    case Op::kBsReadFloat:
      return Kinds(abi::kKindFloat);

    case Op::kCons:
      return Kinds(abi::kKindCons);
    case Op::kMakeTuple:
    case Op::kUpdateTuple:
      return Kinds(abi::kKindTuple);
    case Op::kMakeFun:
      return Kinds(abi::kKindFun);
    case Op::kMapPutAssoc:
    case Op::kMapPutExact:
      return OrNone(abi::kKindMap);

    case Op::kBsStartMatch:
      return OrNone(abi::kKindMatchState);
    case Op::kBsGetFloat:
      return OrNone(abi::kKindFloat);
    case Op::kBsGetBinary:
    case Op::kBsGetTail:
    case Op::kBsCreate:
      return OrNone(abi::kKindAnyBitstring);
    case Op::kBsGetUtf8:
    case Op::kBsGetUtf16:
    case Op::kBsGetUtf32:
      return Join(Type::IntegerRange(0, 0x10FFFF), Kinds(kNone));
    case Op::kBsGetPosition:
      return Type::IntegerRange(0, UINT32_MAX);
    case Op::kBsReadInteger:
      return Kinds(abi::kKindInteger);
    case Op::kBsBase:
      return Kinds(abi::kKindBinary);
    case Op::kBsSub:
      return Kinds(abi::kKindAnyBitstring);
    case Op::kCount:
      break;
  }
  SEABEAM_UNREACHABLE() << "opcode " << static_cast<int>(op);
}

}  // namespace seabeam::ir
