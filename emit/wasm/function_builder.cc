#include "emit/wasm/function_builder.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/check.h"
#include "emit/wasm/peephole.h"
#include "emit/wasm/printer.h"

namespace seabeam::wasm {
namespace {

constexpr uint8_t kUnknown = 0;

absl::string_view StackTypeName(uint8_t type) {
  return type == kUnknown ? "unknown" : ValTypeName(static_cast<ValType>(type));
}

}  // namespace

FunctionBuilder::FunctionBuilder(Module* module, FuncId function, Simplify simplify)
    : module_(module),
      function_(function),
      simplify_(simplify == Simplify::kOn),
      body_(std::make_unique<FunctionBody>()) {
  SEABEAM_CHECK(!function.is_import());
  // Spans into a FuncType's vectors stay good while types are added: moving a
  // vector keeps its elements where they are.
  const FuncType& type = module->type(module->function(function).type);
  num_params_ = static_cast<uint32_t>(type.params.size());
  result_types_ = type.results;
  body_->locals = type.params;
  body_->labels.push_back(BlockType());
  label_frames_.push_back(0);
  stack_.reserve(32);
  frames_.reserve(16);
  Frame frame;
  frame.kind = Opcode::kEnd;
  frame.results = type.results;
  frames_.push_back(frame);
}

// ---- Errors ---------------------------------------------------------------

std::string FunctionBuilder::Trace() const {
  std::string out;
  uint32_t n = std::min(count_, kTraceLength);
  for (uint32_t i = count_ - n; i < count_; ++i) {
    absl::StrAppend(&out, "\n  [", i, "] ",
                    PrintInstr(*module_, *body_, recent_[i % kTraceLength]));
  }
  return out;
}

bool FunctionBuilder::Fail(absl::string_view message) {
  if (failed_) return false;
  failed_ = true;
  const std::string& name = module_->function(function_).debug_name;
  std::string where =
      absl::StrCat("wasm builder: function ", function_.ordinal(), " \"", name, "\": ");
  if (finished_) {
    absl::StrAppend(&where, "end of function");
  } else if (count_ == 0) {
    absl::StrAppend(&where, "before the first instruction");
  } else {
    const Instr& at = recent_[(count_ - 1) % kTraceLength];
    absl::StrAppend(&where, "instruction ", count_ - 1, " (", GetOpcodeInfo(at.op).name, ")");
  }
  error_ = absl::InternalError(absl::StrCat(where, ": ", message, Trace()));
  return false;
}

// ---- Operand stack --------------------------------------------------------

void FunctionBuilder::PushStack(StackType type) { stack_.push_back(type); }

void FunctionBuilder::Push(ValType type) { stack_.push_back(static_cast<StackType>(type)); }

void FunctionBuilder::PushAll(absl::Span<const ValType> types) {
  for (ValType t : types) Push(t);
}

bool FunctionBuilder::Pop(ValType expected) {
  const Frame& frame = frames_.back();
  if (stack_.size() == frame.height) {
    if (frame.unreachable) return true;
    return Fail(absl::StrCat("expected ", ValTypeName(expected), ", the operand stack is empty"));
  }
  StackType found = stack_.back();
  stack_.pop_back();
  if (found == static_cast<StackType>(expected) || found == kUnknown) {
    return true;
  }
  return Fail(absl::StrCat("expected ", ValTypeName(expected), ", found ", StackTypeName(found)));
}

FunctionBuilder::StackType FunctionBuilder::PopAny() {
  const Frame& frame = frames_.back();
  if (stack_.size() == frame.height) {
    if (!frame.unreachable) {
      Fail("expected an operand, the operand stack is empty");
    }
    return kUnknown;
  }
  StackType found = stack_.back();
  stack_.pop_back();
  return found;
}

bool FunctionBuilder::PopAll(absl::Span<const ValType> types) {
  for (size_t i = types.size(); i-- > 0;) {
    if (!Pop(types[i])) return false;
  }
  return true;
}

bool FunctionBuilder::PeekAll(absl::Span<const ValType> types) {
  const Frame& frame = frames_.back();
  size_t available = stack_.size() - frame.height;
  for (size_t i = 0; i < types.size(); ++i) {
    ValType expected = types[types.size() - 1 - i];
    if (i >= available) {
      if (frame.unreachable) return true;
      return Fail(absl::StrCat("expected ", ValTypeName(expected), ", the operand stack is empty"));
    }
    StackType found = stack_[stack_.size() - 1 - i];
    if (found != static_cast<StackType>(expected) && found != kUnknown) {
      return Fail(
          absl::StrCat("expected ", ValTypeName(expected), ", found ", StackTypeName(found)));
    }
  }
  return true;
}

// ---- Appending ------------------------------------------------------------

bool FunctionBuilder::reachable() const {
  const Frame& frame = frames_.back();
  return !frame.unreachable && !frame.dead && !frame.pending_unreachable;
}

size_t FunctionBuilder::stack_height() const { return stack_.size() - frames_.back().height; }

// Notes the instruction for messages; false when it must not be looked at.
bool FunctionBuilder::Begin(Opcode op, uint16_t aux, uint32_t imm) {
  if (failed_) return false;
  recent_[count_ % kTraceLength] = Instr{op, aux, imm};
  ++count_;
  if (finished_) return Fail("the function is finished");
  Feature feature = GetOpcodeInfo(op).feature;
  if (!module_->features().Has(feature)) {
    return Fail(absl::StrCat("feature ", FeatureName(feature), " is not allowed in this module"));
  }
  if (frames_.back().pending_unreachable && op != Opcode::kEnd && op != Opcode::kElse) {
    ResolvePendingUnreachable();
  }
  return true;
}

void FunctionBuilder::ResolvePendingUnreachable() {
  frames_.back().pending_unreachable = false;
  body_->code.push_back(Instr{Opcode::kUnreachable, 0, 0});
  MarkUnreachable();
}

void FunctionBuilder::MarkUnreachable() {
  Frame& frame = frames_.back();
  stack_.resize(frame.height);
  frame.unreachable = true;
}

void FunctionBuilder::Append(Opcode op, uint16_t aux, uint32_t imm) {
  const Frame& frame = frames_.back();
  if (failed_ || frame.unreachable || frame.dead) return;
  if (simplify_) {
    AppendWithPeephole(body_->code, Barrier(), Instr{op, aux, imm});
  } else {
    body_->code.push_back(Instr{op, aux, imm});
  }
}

size_t FunctionBuilder::Barrier() const {
  return body_->marks.empty() ? 0 : body_->marks.back().instr;
}

void FunctionBuilder::Mark(uint32_t tag) {
  if (failed_ || !reachable()) return;
  body_->marks.push_back(wasm::Mark{static_cast<uint32_t>(body_->code.size()), tag});
}

bool FunctionBuilder::ApplySignature(const OpcodeInfo& info) {
  for (int i = info.num_params; i-- > 0;) {
    if (!Pop(info.params[i])) return false;
  }
  if (info.num_results != 0) Push(info.result);
  return true;
}

void FunctionBuilder::Op(Opcode op) {
  const OpcodeInfo& info = GetOpcodeInfo(op);
  if (!Begin(op, 0, 0)) return;
  if (info.imm != ImmKind::kNone) {
    Fail("an instruction with immediates has a method of its own");
    return;
  }
  if (!info.special) {
    if (ApplySignature(info)) Append(op, 0, 0);
    return;
  }
  switch (op) {
    case Opcode::kDrop:
      PopAny();
      Append(op, 0, 0);
      return;
    case Opcode::kSelect: {
      if (!Pop(ValType::kI32)) return;
      StackType b = PopAny();
      StackType a = PopAny();
      if (failed_) return;
      StackType result = a == kUnknown ? b : a;
      if (a != kUnknown && b != kUnknown && a != b) {
        Fail(absl::StrCat("select of ", StackTypeName(a), " and ", StackTypeName(b)));
        return;
      }
      if (result != kUnknown && IsRefType(static_cast<ValType>(result))) {
        Fail("select of a reference needs its type, Select(ValType)");
        return;
      }
      PushStack(result);
      Append(op, 0, 0);
      return;
    }
    case Opcode::kRefIsNull: {
      StackType t = PopAny();
      if (failed_) return;
      if (t != kUnknown && !IsRefType(static_cast<ValType>(t))) {
        Fail(absl::StrCat("expected a reference, found ", StackTypeName(t)));
        return;
      }
      Push(ValType::kI32);
      Append(op, 0, 0);
      return;
    }
    default:
      Fail("control flow has methods of its own");
      return;
  }
}

// ---- Locals, constants, memory --------------------------------------------

LocalId FunctionBuilder::AddLocal(ValType type, absl::string_view name) {
  LocalId id{static_cast<uint32_t>(body_->locals.size())};
  body_->locals.push_back(type);
  if (!name.empty()) SetLocalName(id, name);
  return id;
}

void FunctionBuilder::SetLocalName(LocalId local, absl::string_view name) {
  body_->local_names.emplace_back(local, std::string(name));
}

ValType FunctionBuilder::local_type(LocalId local) const {
  SEABEAM_CHECK(local.value() < body_->locals.size());
  return body_->locals[local.value()];
}

bool FunctionBuilder::CheckLocal(LocalId local) {
  if (local.value() < body_->locals.size()) return true;
  return Fail(absl::StrCat("no local ", local.value()));
}

void FunctionBuilder::LocalGet(LocalId local) {
  if (!Begin(Opcode::kLocalGet, 0, local.value()) || !CheckLocal(local)) return;
  Push(body_->locals[local.value()]);
  Append(Opcode::kLocalGet, 0, local.value());
}

void FunctionBuilder::LocalSet(LocalId local) {
  if (!Begin(Opcode::kLocalSet, 0, local.value()) || !CheckLocal(local)) return;
  if (!Pop(body_->locals[local.value()])) return;
  Append(Opcode::kLocalSet, 0, local.value());
}

void FunctionBuilder::LocalTee(LocalId local) {
  if (!Begin(Opcode::kLocalTee, 0, local.value()) || !CheckLocal(local)) return;
  ValType type = body_->locals[local.value()];
  if (!Pop(type)) return;
  Push(type);
  Append(Opcode::kLocalTee, 0, local.value());
}

void FunctionBuilder::I32Const(int32_t value) {
  uint32_t bits = static_cast<uint32_t>(value);
  if (!Begin(Opcode::kI32Const, 0, bits)) return;
  Push(ValType::kI32);
  Append(Opcode::kI32Const, 0, bits);
}

void FunctionBuilder::Const64(Opcode op, ValType type, uint64_t bits, bool inline_ok) {
  uint16_t aux = 0;
  uint32_t imm = static_cast<uint32_t>(bits);
  if (!inline_ok) {
    aux = 1;
    imm = static_cast<uint32_t>(body_->pool.size());
    body_->pool.push_back(static_cast<uint32_t>(bits));
    body_->pool.push_back(static_cast<uint32_t>(bits >> 32));
  }
  if (!Begin(op, aux, imm)) return;
  Push(type);
  Append(op, aux, imm);
}

void FunctionBuilder::I64Const(int64_t value) {
  bool fits = value == static_cast<int32_t>(value);
  Const64(Opcode::kI64Const, ValType::kI64, static_cast<uint64_t>(value), fits);
}

void FunctionBuilder::F32Const(float value) {
  uint32_t bits;
  std::memcpy(&bits, &value, sizeof(bits));
  if (!Begin(Opcode::kF32Const, 0, bits)) return;
  Push(ValType::kF32);
  Append(Opcode::kF32Const, 0, bits);
}

void FunctionBuilder::F64Const(double value) {
  uint64_t bits;
  std::memcpy(&bits, &value, sizeof(bits));
  F64ConstBits(bits);
}

void FunctionBuilder::F64ConstBits(uint64_t bits) {
  Const64(Opcode::kF64Const, ValType::kF64, bits, false);
}

bool FunctionBuilder::CheckMemory() {
  if (module_->memory().has_value()) return true;
  return Fail("the module has no memory");
}

void FunctionBuilder::MemoryAccess(Opcode op, uint32_t offset, int align_log2) {
  const OpcodeInfo& info = GetOpcodeInfo(op);
  uint16_t align = static_cast<uint16_t>(align_log2 < 0 ? info.natural_align : align_log2);
  if (!Begin(op, align, offset) || !CheckMemory()) return;
  if (info.imm != ImmKind::kMem && info.imm != ImmKind::kAtomicMem) {
    Fail("not a memory access");
    return;
  }
  if (align > info.natural_align ||
      (info.imm == ImmKind::kAtomicMem && align != info.natural_align)) {
    Fail(absl::StrCat("alignment 2^", align, ", natural is 2^", info.natural_align));
    return;
  }
  if (ApplySignature(info)) Append(op, align, offset);
}

// An instruction on memory 0 with a fixed signature.
void FunctionBuilder::MemoryOp(Opcode op, uint32_t imm) {
  if (!Begin(op, 0, imm) || !CheckMemory()) return;
  if (ApplySignature(GetOpcodeInfo(op))) Append(op, 0, imm);
}

void FunctionBuilder::AtomicFence() {
  if (Begin(Opcode::kAtomicFence, 0, 0)) Append(Opcode::kAtomicFence, 0, 0);
}

void FunctionBuilder::MemorySize() { MemoryOp(Opcode::kMemorySize, 0); }
void FunctionBuilder::MemoryGrow() { MemoryOp(Opcode::kMemoryGrow, 0); }
void FunctionBuilder::MemoryCopy() { MemoryOp(Opcode::kMemoryCopy, 0); }
void FunctionBuilder::MemoryFill() { MemoryOp(Opcode::kMemoryFill, 0); }

void FunctionBuilder::MemoryInit(DataId segment) {
  if (!module_->Contains(segment)) {
    Begin(Opcode::kMemoryInit, 0, segment.value());
    Fail("no such data segment");
    return;
  }
  MemoryOp(Opcode::kMemoryInit, segment.value());
}

void FunctionBuilder::DataDrop(DataId segment) {
  if (!Begin(Opcode::kDataDrop, 0, segment.value())) return;
  if (!module_->Contains(segment)) {
    Fail("no such data segment");
    return;
  }
  Append(Opcode::kDataDrop, 0, segment.value());
}

// ---- Globals, references, tables ------------------------------------------

void FunctionBuilder::GlobalGet(GlobalId global) {
  if (!Begin(Opcode::kGlobalGet, 0, global.value())) return;
  if (!module_->Contains(global)) {
    Fail("no such global");
    return;
  }
  Push(module_->global(global).type);
  Append(Opcode::kGlobalGet, 0, global.value());
}

void FunctionBuilder::GlobalSet(GlobalId global) {
  if (!Begin(Opcode::kGlobalSet, 0, global.value())) return;
  if (!module_->Contains(global)) {
    Fail("no such global");
    return;
  }
  const GlobalVar& g = module_->global(global);
  if (!g.is_mutable) {
    Fail("the global is immutable");
    return;
  }
  if (!Pop(g.type)) return;
  Append(Opcode::kGlobalSet, 0, global.value());
}

void FunctionBuilder::Select(ValType type) {
  uint32_t imm = static_cast<uint32_t>(type);
  if (!Begin(Opcode::kSelectT, 0, imm)) return;
  if (!Pop(ValType::kI32) || !Pop(type) || !Pop(type)) return;
  Push(type);
  Append(Opcode::kSelectT, 0, imm);
}

void FunctionBuilder::RefNull(ValType type) {
  uint32_t imm = static_cast<uint32_t>(type);
  if (!Begin(Opcode::kRefNull, 0, imm)) return;
  if (!IsRefType(type)) {
    Fail(absl::StrCat(ValTypeName(type), " is no reference type"));
    return;
  }
  Push(type);
  Append(Opcode::kRefNull, 0, imm);
}

void FunctionBuilder::RefFunc(FuncId function) {
  if (!Begin(Opcode::kRefFunc, 0, function.value())) return;
  if (!module_->Contains(function)) {
    Fail("no such function");
    return;
  }
  Push(ValType::kFuncRef);
  Append(Opcode::kRefFunc, 0, function.value());
}

void FunctionBuilder::TableGet(TableId t) { WithTable(Opcode::kTableGet, t); }
void FunctionBuilder::TableSet(TableId t) { WithTable(Opcode::kTableSet, t); }
void FunctionBuilder::TableSize(TableId t) { WithTable(Opcode::kTableSize, t); }
void FunctionBuilder::TableGrow(TableId t) { WithTable(Opcode::kTableGrow, t); }
void FunctionBuilder::TableFill(TableId t) { WithTable(Opcode::kTableFill, t); }

void FunctionBuilder::WithTable(Opcode op, TableId table) {
  if (!Begin(op, 0, table.value()) || !CheckTable(table)) return;
  ValType type = module_->table(table).type;
  bool ok = true;
  switch (op) {
    case Opcode::kTableGet:
      ok = Pop(kI32);
      Push(type);
      break;
    case Opcode::kTableSet:
      ok = Pop(type) && Pop(kI32);
      break;
    case Opcode::kTableSize:
      Push(kI32);
      break;
    case Opcode::kTableGrow:
      ok = Pop(kI32) && Pop(type);
      Push(kI32);
      break;
    case Opcode::kTableFill:
      ok = Pop(kI32) && Pop(type) && Pop(kI32);
      break;
    default:
      ok = Fail("not a table instruction");
      break;
  }
  if (ok) Append(op, 0, table.value());
}

bool FunctionBuilder::CheckTable(TableId table) {
  if (!module_->Contains(table)) return Fail("no such table");
  // Two tables have to fit into one Instr.
  if (table.ordinal() >= kAuxImport) return Fail("too many tables");
  return true;
}

uint16_t FunctionBuilder::TableAux(TableId table) {
  return static_cast<uint16_t>(table.ordinal() | (table.is_import() ? kAuxImport : 0));
}

void FunctionBuilder::TableCopy(TableId destination, TableId source) {
  uint16_t aux = TableAux(source);
  if (!Begin(Opcode::kTableCopy, aux, destination.value())) return;
  if (!CheckTable(destination) || !CheckTable(source)) return;
  if (module_->table(destination).type != module_->table(source).type) {
    Fail("tables of different types");
    return;
  }
  if (!Pop(kI32) || !Pop(kI32) || !Pop(kI32)) return;
  Append(Opcode::kTableCopy, aux, destination.value());
}

void FunctionBuilder::TableInit(TableId table, ElemId segment) {
  uint16_t aux = TableAux(table);
  if (!Begin(Opcode::kTableInit, aux, segment.value())) return;
  if (!CheckTable(table)) return;
  if (!module_->Contains(segment)) {
    Fail("no such element segment");
    return;
  }
  if (module_->table(table).type != ValType::kFuncRef) {
    Fail("element segments hold functions, the table does not");
    return;
  }
  if (!Pop(kI32) || !Pop(kI32) || !Pop(kI32)) return;
  Append(Opcode::kTableInit, aux, segment.value());
}

void FunctionBuilder::ElemDrop(ElemId segment) {
  if (!Begin(Opcode::kElemDrop, 0, segment.value())) return;
  if (!module_->Contains(segment)) {
    Fail("no such element segment");
    return;
  }
  Append(Opcode::kElemDrop, 0, segment.value());
}

}  // namespace seabeam::wasm
