// Every instruction's encoding against wabt: one function per instruction, its
// immediates distinctive, disassembled by wasm-objdump and compared by name and
// immediates; and the whole accepted by wasm-validate.
#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "emit/wasm/encoder.h"
#include "emit/wasm/function_builder.h"
#include "emit/wasm/module.h"
#include "emit/wasm/opcode.h"
#include "emit/wasm/test_tools.h"
#include "gtest/gtest.h"

namespace seabeam::wasm {
namespace {

constexpr Opcode kAllOpcodes[] = {
#define SEABEAM_WASM_ENUMERATOR(e, ...) Opcode::e,
    SEABEAM_WASM_OPCODE_LIST(SEABEAM_WASM_ENUMERATOR)
#undef SEABEAM_WASM_ENUMERATOR
};

// Instructions by byte offset as wasm-objdump prints them, e.g.
// " 0000ae: 28 02 08    |   i32.load 2 8".
std::map<uint32_t, std::string> InstructionsByOffset(const std::string& objdump) {
  std::map<uint32_t, std::string> out;
  for (absl::string_view line : absl::StrSplit(objdump, '\n')) {
    std::vector<absl::string_view> halves = absl::StrSplit(line, absl::MaxSplits('|', 1));
    if (halves.size() != 2) continue;
    std::vector<absl::string_view> left = absl::StrSplit(halves[0], absl::MaxSplits(':', 1));
    uint32_t offset;
    if (!absl::SimpleHexAtoi(absl::StripAsciiWhitespace(left[0]), &offset)) {
      continue;
    }
    absl::string_view text = absl::StripAsciiWhitespace(halves[1]);
    if (text.empty()) continue;  // the rest of a long instruction's bytes
    out[offset] = std::string(text);
  }
  return out;
}

class OneOfEach {
 public:
  OneOfEach() {
    module_.SetName("each");
    module_.AddImportMemory("env", "memory", {1, 2, true});
    // Four imports, so that final indices differ from ordinals.
    for (int i = 0; i < 4; ++i) {
      module_.AddImportTable("env", absl::StrCat("t", i), {1, {}});
      module_.AddImportGlobal("env", absl::StrCat("g", i), kI32, false);
    }
    unary_ = module_.AddType({{kI32}, {kI64}});
    void_type_ = module_.AddType({{}, {}});
    for (int i = 0; i < 200; ++i) {
      last_import_ = module_.AddImportFunction("env", absl::StrCat("f", i), unary_);
    }
    table_ = module_.AddTable({10, {}});
    other_table_ = module_.AddTable({10, {}});
    global_ = module_.AddGlobal(kF64, true, ConstExpr::F64(1.5));
    data_ = module_.AddPassiveDataSegment("x");
    data_ = module_.AddPassiveDataSegment("y");
    elem_ = module_.AddPassiveElementSegment({last_import_});
    elem_ = module_.AddPassiveElementSegment({last_import_});
  }

  void AddFunctionFor(Opcode op) {
    const OpcodeInfo& info = GetOpcodeInfo(op);
    TypeId type = void_type_;
    if (op == Opcode::kReturnCall || op == Opcode::kReturnCallIndirect) {
      type = unary_;
    }
    FuncId f = module_.AddFunction(type, absl::StrCat("test ", info.name));
    FunctionBuilder b(&module_, f, Simplify::kOff);
    std::string expected = Fill(op, info, b);
    if (type == unary_) b.Unreachable();
    ASSERT_TRUE(b.Finish().ok()) << b.status();
    expected_[static_cast<uint32_t>(op)] = expected;
  }

  void Check() {
    EncodedModule encoded = EncodeOrFail(module_);
    EXPECT_EQ(WabtComplaint(encoded.bytes), "");
    std::map<uint32_t, std::string> found = InstructionsByOffset(Disassemble(encoded.bytes));
    size_t checked = 0;
    for (const EncodedModule::Mark& mark : encoded.marks) {
      EXPECT_EQ(found[mark.offset], expected_[mark.tag]);
      // The bytes themselves: prefix and code as the list has them.
      const OpcodeInfo& info = GetOpcodeInfo(static_cast<Opcode>(mark.tag));
      uint8_t first = static_cast<uint8_t>(encoded.bytes[mark.offset]);
      EXPECT_EQ(first, info.prefix != 0 ? info.prefix : info.code);
      ++checked;
    }
    EXPECT_EQ(checked, static_cast<size_t>(kOpcodeCount));
  }

 private:
  static void PushParams(const OpcodeInfo& info, FunctionBuilder& b) {
    for (int i = 0; i < info.num_params; ++i) {
      switch (info.params[i]) {
        case ValType::kI32:
          b.I32Const(i);
          break;
        case ValType::kI64:
          b.I64Const(i);
          break;
        case ValType::kF32:
          b.F32Const(1.0f);
          break;
        default:
          b.F64Const(1.0);
          break;
      }
    }
  }

  static void DropResults(const OpcodeInfo& info, FunctionBuilder& b) {
    if (info.num_results != 0) b.Drop();
  }

  // Appends what the instruction needs, the instruction itself, marked, and
  // what clears up after it. Returns wasm-objdump's text of the instruction.
  std::string Fill(Opcode op, const OpcodeInfo& info, FunctionBuilder& b) {
    uint32_t tag = static_cast<uint32_t>(op);
    std::string name(info.name);
    switch (op) {
      case Opcode::kUnreachable:
        b.Mark(tag);
        b.Unreachable();
        return name;
      case Opcode::kBlock: {
        b.Mark(tag);
        Label l = b.Block(kF64);
        b.F64Const(0);
        b.Br(l);
        b.End(l);
        b.Drop();
        return "block f64";
      }
      case Opcode::kLoop: {
        b.I32Const(1);
        b.Mark(tag);
        Label l = b.Loop(unary_);  // a type index as block type
        b.I32Const(1);
        b.BrIf(l);
        b.Unreachable();
        b.End(l);
        b.Drop();
        return "loop type[0]";
      }
      case Opcode::kIf:
        b.I32Const(1);
        b.Mark(tag);
        b.If();
        b.End();
        return "if";
      case Opcode::kElse:
        b.I32Const(1);
        b.If();
        b.Mark(tag);
        b.Else();
        b.End();
        return "else";
      case Opcode::kEnd:
        b.Block();
        b.Mark(tag);
        b.End();
        return "end";
      case Opcode::kBr: {
        Label l = b.Block();
        b.Block();
        b.Mark(tag);
        b.Br(l);
        b.End();
        b.End();
        return "br 1";
      }
      case Opcode::kBrIf: {
        b.Block();
        b.Block();
        b.I32Const(1);
        b.Mark(tag);
        b.BrIf(b.function_label(), BranchHint::kLikely);
        b.End();
        b.End();
        return "br_if 2";
      }
      case Opcode::kBrTable: {
        Label outer = b.Block();
        Label inner = b.Block();
        b.I32Const(1);
        b.Mark(tag);
        b.BrTable({outer, inner, b.function_label()}, outer);
        b.End();
        b.End();
        return "br_table 1 0 2 1";
      }
      case Opcode::kReturn:
        b.Mark(tag);
        b.Return();
        return name;
      case Opcode::kCall:
        b.I32Const(1);
        b.Mark(tag);
        b.Call(last_import_);
        b.Drop();
        return "call 199 <f199>";
      case Opcode::kReturnCall:
        b.I32Const(1);
        b.Mark(tag);
        b.ReturnCall(last_import_);
        return "return_call 199";
      case Opcode::kCallIndirect:
        b.I32Const(1);
        b.I32Const(1);
        b.Mark(tag);
        b.CallIndirect(unary_, table_);
        b.Drop();
        return "call_indirect 4 (type 0)";
      case Opcode::kReturnCallIndirect:
        b.I32Const(1);
        b.I32Const(1);
        b.Mark(tag);
        b.ReturnCallIndirect(unary_, other_table_);
        return "return_call_indirect 0 5";
      case Opcode::kDrop:
        b.I32Const(1);
        b.Mark(tag);
        b.Drop();
        return name;
      case Opcode::kSelect:
        b.I64Const(1);
        b.I64Const(2);
        b.I32Const(1);
        b.Mark(tag);
        b.Select();
        b.Drop();
        return name;
      case Opcode::kSelectT:
        b.RefNull(kFuncRef);
        b.RefNull(kFuncRef);
        b.I32Const(1);
        b.Mark(tag);
        b.Select(kFuncRef);
        b.Drop();
        return "select funcref";
      case Opcode::kLocalGet:
      case Opcode::kLocalSet:
      case Opcode::kLocalTee:
        return FillLocal(op, tag, b);
      case Opcode::kGlobalGet:
        b.Mark(tag);
        b.GlobalGet(global_);
        b.Drop();
        return "global.get 4";
      case Opcode::kGlobalSet:
        b.F64Const(0);
        b.Mark(tag);
        b.GlobalSet(global_);
        return "global.set 4";
      case Opcode::kI32Const:
        b.Mark(tag);
        b.I32Const(-65);
        b.Drop();
        return "i32.const 4294967231";
      case Opcode::kI64Const:
        b.Mark(tag);
        b.I64Const(-0x123456789abcdefll);
        b.Drop();
        return "i64.const -81985529216486895";
      case Opcode::kF32Const:
        b.Mark(tag);
        b.F32Const(1.5f);
        b.Drop();
        return "f32.const 0x1.8p+0";
      case Opcode::kF64Const:
        b.Mark(tag);
        b.F64Const(-0.1);
        b.Drop();
        return "f64.const -0x1.999999999999ap-4";
      case Opcode::kRefNull:
        b.Mark(tag);
        b.RefNull(kExternRef);
        b.Drop();
        return "ref.null extern";
      case Opcode::kRefIsNull:
        b.RefNull(kExternRef);
        b.Mark(tag);
        b.RefIsNull();
        b.Drop();
        return name;
      case Opcode::kRefFunc:
        b.Mark(tag);
        b.RefFunc(last_import_);
        b.Drop();
        return "ref.func 199";
      case Opcode::kTableGet:
        b.I32Const(1);
        b.Mark(tag);
        b.TableGet(other_table_);
        b.Drop();
        return "table.get 5";
      case Opcode::kTableSet:
        b.I32Const(1);
        b.RefNull(kFuncRef);
        b.Mark(tag);
        b.TableSet(other_table_);
        return "table.set 5";
      case Opcode::kTableGrow:
        b.RefNull(kFuncRef);
        b.I32Const(1);
        b.Mark(tag);
        b.TableGrow(other_table_);
        b.Drop();
        return "table.grow 5";
      case Opcode::kTableSize:
        b.Mark(tag);
        b.TableSize(other_table_);
        b.Drop();
        return "table.size 5";
      case Opcode::kTableFill:
        b.I32Const(1);
        b.RefNull(kFuncRef);
        b.I32Const(1);
        b.Mark(tag);
        b.TableFill(other_table_);
        return "table.fill 5";
      case Opcode::kTableCopy:
        ThreeNumbers(b);
        b.Mark(tag);
        b.TableCopy(other_table_, table_);
        return "table.copy 5 4";
      case Opcode::kTableInit:
        ThreeNumbers(b);
        b.Mark(tag);
        b.TableInit(other_table_, elem_);
        return "table.init 1 5";
      case Opcode::kElemDrop:
        b.Mark(tag);
        b.ElemDrop(elem_);
        return "elem.drop 1";
      case Opcode::kMemorySize:
        b.Mark(tag);
        b.MemorySize();
        b.Drop();
        return "memory.size 0";
      case Opcode::kMemoryGrow:
        b.I32Const(1);
        b.Mark(tag);
        b.MemoryGrow();
        b.Drop();
        return "memory.grow 0";
      case Opcode::kMemoryCopy:
        ThreeNumbers(b);
        b.Mark(tag);
        b.MemoryCopy();
        return "memory.copy 0 0";
      case Opcode::kMemoryFill:
        ThreeNumbers(b);
        b.Mark(tag);
        b.MemoryFill();
        return "memory.fill 0";
      case Opcode::kMemoryInit:
        ThreeNumbers(b);
        b.Mark(tag);
        b.MemoryInit(data_);
        return "memory.init 1 0";
      case Opcode::kDataDrop:
        b.Mark(tag);
        b.DataDrop(data_);
        return "data.drop 1";
      case Opcode::kAtomicFence:
        b.Mark(tag);
        b.AtomicFence();
        return "atomic.fence 0";
      default:
        break;
    }
    EXPECT_FALSE(info.special) << name << " has no case above";
    PushParams(info, b);
    b.Mark(tag);
    if (info.imm == ImmKind::kMem) {
      // Byte alignment, and an offset of more than one LEB128 byte.
      b.Load(op, 1000, 0);
      DropResults(info, b);
      return absl::StrCat(name, " 0 1000");
    }
    if (info.imm == ImmKind::kAtomicMem) {
      b.Atomic(op, 70000);
      DropResults(info, b);
      return absl::StrCat(name, " ", info.natural_align, " 70000");
    }
    EXPECT_EQ(info.imm, ImmKind::kNone) << name;
    b.Op(op);
    DropResults(info, b);
    return name;
  }

  static std::string FillLocal(Opcode op, uint32_t tag, FunctionBuilder& b) {
    LocalId local;
    for (int i = 0; i < 300; ++i) {
      local = b.AddLocal(kI32);
      b.LocalGet(local);
      b.Drop();
    }
    if (op != Opcode::kLocalGet) b.I32Const(1);
    b.Mark(tag);
    if (op == Opcode::kLocalGet) b.LocalGet(local);
    if (op == Opcode::kLocalSet) b.LocalSet(local);
    if (op == Opcode::kLocalTee) b.LocalTee(local);
    if (op != Opcode::kLocalSet) b.Drop();
    // Used twice, it comes first of those used once.
    return absl::StrCat(GetOpcodeInfo(op).name, " 0");
  }

  static void ThreeNumbers(FunctionBuilder& b) {
    b.I32Const(1);
    b.I32Const(1);
    b.I32Const(1);
  }

  Module module_;
  TypeId unary_, void_type_;
  FuncId last_import_;
  TableId table_, other_table_;
  GlobalId global_;
  DataId data_;
  ElemId elem_;
  std::map<uint32_t, std::string> expected_;
};

TEST(OpcodeWabt, EveryInstruction) {
  OneOfEach each;
  for (Opcode op : kAllOpcodes) each.AddFunctionFor(op);
  each.Check();
}

TEST(OpcodeWabt, ConstantsAtLebEdges) {
  std::vector<int64_t> values = {0, 1, -1};
  for (int shift = 6; shift < 64; ++shift) {
    int64_t power = static_cast<int64_t>(uint64_t{1} << shift);
    for (int64_t delta : {-1, 0, 1}) {
      values.push_back(
          static_cast<int64_t>(static_cast<uint64_t>(power) + static_cast<uint64_t>(delta)));
      values.push_back(
          static_cast<int64_t>(0 - static_cast<uint64_t>(power) + static_cast<uint64_t>(delta)));
    }
  }
  Module m;
  FunctionBuilder b(&m, m.AddFunction(m.AddType({})), Simplify::kOff);
  std::vector<std::string> expected;
  auto check = [&](const std::string& text) {
    b.Mark(static_cast<uint32_t>(expected.size()));
    expected.push_back(text);
  };
  for (int64_t v : values) {
    check(absl::StrCat("i64.const ", v));
    b.I64Const(v);
    b.Drop();
    if (v != static_cast<int32_t>(v)) continue;
    check(absl::StrCat("i32.const ", static_cast<uint32_t>(v)));
    b.I32Const(static_cast<int32_t>(v));
    b.Drop();
  }
  ASSERT_TRUE(b.Finish().ok()) << b.status();
  EncodedModule encoded = EncodeOrFail(m);
  EXPECT_EQ(WabtComplaint(encoded.bytes), "");
  std::map<uint32_t, std::string> found = InstructionsByOffset(Disassemble(encoded.bytes));
  ASSERT_EQ(encoded.marks.size(), expected.size());
  for (const EncodedModule::Mark& mark : encoded.marks) {
    EXPECT_EQ(found[mark.offset], expected[mark.tag]);
  }
}

TEST(OpcodeWabt, MemoryOffsetsAtLebEdges) {
  Module m;
  m.AddMemory({1, {}});
  FunctionBuilder b(&m, m.AddFunction(m.AddType({})), Simplify::kOff);
  std::vector<uint32_t> offsets = {0,     63,    64,         127,        128,
                                   16383, 16384, 0x7fffffff, 0x80000000, 0xffffffff};
  for (uint32_t offset : offsets) {
    b.I32Const(0);
    b.Mark(offset);
    b.Load(Opcode::kI64Load, offset);
    b.Drop();
  }
  ASSERT_TRUE(b.Finish().ok()) << b.status();
  EncodedModule encoded = EncodeOrFail(m);
  EXPECT_EQ(WabtComplaint(encoded.bytes), "");
  std::map<uint32_t, std::string> found = InstructionsByOffset(Disassemble(encoded.bytes));
  ASSERT_EQ(encoded.marks.size(), offsets.size());
  for (const EncodedModule::Mark& mark : encoded.marks) {
    EXPECT_EQ(found[mark.offset], absl::StrCat("i64.load 3 ", mark.tag));
  }
}

}  // namespace
}  // namespace seabeam::wasm
