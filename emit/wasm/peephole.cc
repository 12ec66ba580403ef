#include "emit/wasm/peephole.h"

namespace seabeam::wasm {
namespace {

// Adjacent pairs (a, b) with b = not a.
constexpr Opcode kInverses[][2] = {
    {Opcode::kI32Eq, Opcode::kI32Ne},   {Opcode::kI32LtS, Opcode::kI32GeS},
    {Opcode::kI32LtU, Opcode::kI32GeU}, {Opcode::kI32GtS, Opcode::kI32LeS},
    {Opcode::kI32GtU, Opcode::kI32LeU}, {Opcode::kI64Eq, Opcode::kI64Ne},
    {Opcode::kI64LtS, Opcode::kI64GeS}, {Opcode::kI64LtU, Opcode::kI64GeU},
    {Opcode::kI64GtS, Opcode::kI64LeS}, {Opcode::kI64GtU, Opcode::kI64LeU},
    {Opcode::kF32Eq, Opcode::kF32Ne},   {Opcode::kF64Eq, Opcode::kF64Ne},
};

bool Invert(Opcode& op) {
  // Cheap way out for the common case.
  if (op < Opcode::kI32Eqz || op > Opcode::kF64Ge) return false;
  for (const auto& pair : kInverses) {
    if (op == pair[0] || op == pair[1]) {
      op = op == pair[0] ? pair[1] : pair[0];
      return true;
    }
  }
  return false;
}

bool IsZero(const Instr& i, Opcode const_op) {
  return i.op == const_op && i.aux == 0 && i.imm == 0;
}

bool HasNoEffect(Opcode op) {
  return op == Opcode::kLocalGet || op == Opcode::kGlobalGet || op == Opcode::kI32Const ||
         op == Opcode::kI64Const || op == Opcode::kF32Const || op == Opcode::kF64Const;
}

// Removes what only normalises a condition to 0 or 1.
void SimplifyCondition(std::vector<Instr>& code, size_t barrier) {
  while (code.size() >= barrier + 2) {
    const Instr& a = code[code.size() - 2];
    const Instr& b = code.back();
    bool redundant = (a.op == Opcode::kI32Eqz && b.op == Opcode::kI32Eqz) ||
                     (IsZero(a, Opcode::kI32Const) && b.op == Opcode::kI32Ne);
    if (!redundant) return;
    code.resize(code.size() - 2);
  }
}

}  // namespace

void AppendWithPeephole(std::vector<Instr>& code, size_t barrier, Instr next) {
  if (code.size() <= barrier) {
    code.push_back(next);
    return;
  }
  Instr& last = code.back();
  switch (next.op) {
    case Opcode::kLocalGet:
      if (last.op == Opcode::kLocalSet && last.imm == next.imm) {
        last.op = Opcode::kLocalTee;
        return;
      }
      break;
    case Opcode::kLocalSet:
      if (last.imm != next.imm) break;
      if (last.op == Opcode::kLocalGet) {
        code.pop_back();
        return;
      }
      if (last.op == Opcode::kLocalTee) {
        last.op = Opcode::kLocalSet;
        return;
      }
      break;
    case Opcode::kLocalTee:
      if (last.op == Opcode::kLocalGet && last.imm == next.imm) return;
      break;
    case Opcode::kDrop:
      if (last.op == Opcode::kLocalTee) {
        last.op = Opcode::kLocalSet;
        return;
      }
      if (HasNoEffect(last.op)) {
        code.pop_back();
        return;
      }
      break;
    case Opcode::kI32Eqz:
      if (Invert(last.op)) return;
      break;
    case Opcode::kI32Eq:
    case Opcode::kI64Eq: {
      bool wide = next.op == Opcode::kI64Eq;
      if (!IsZero(last, wide ? Opcode::kI64Const : Opcode::kI32Const)) break;
      code.pop_back();
      next.op = wide ? Opcode::kI64Eqz : Opcode::kI32Eqz;
      AppendWithPeephole(code, barrier, next);
      return;
    }
    case Opcode::kI32Add:
    case Opcode::kI32Sub:
    case Opcode::kI32Or:
    case Opcode::kI32Xor:
    case Opcode::kI32Shl:
    case Opcode::kI32ShrS:
    case Opcode::kI32ShrU:
      if (!IsZero(last, Opcode::kI32Const)) break;
      code.pop_back();
      return;
    case Opcode::kI64Add:
    case Opcode::kI64Sub:
    case Opcode::kI64Or:
    case Opcode::kI64Xor:
    case Opcode::kI64Shl:
    case Opcode::kI64ShrS:
    case Opcode::kI64ShrU:
      if (!IsZero(last, Opcode::kI64Const)) break;
      code.pop_back();
      return;
    case Opcode::kI32WrapI64:
      if (last.op != Opcode::kI64ExtendI32S && last.op != Opcode::kI64ExtendI32U) {
        break;
      }
      code.pop_back();
      return;
    case Opcode::kBrIf:
    case Opcode::kIf:
      SimplifyCondition(code, barrier);
      break;
    default:
      break;
  }
  code.push_back(next);
}

}  // namespace seabeam::wasm
