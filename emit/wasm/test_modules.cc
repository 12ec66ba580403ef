#include "emit/wasm/test_modules.h"

#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "emit/wasm/function_builder.h"
#include "gtest/gtest.h"

namespace seabeam::wasm {

Module MakeModuleWithEverything() {
  Module m(FeatureSet::Default().With(Feature::kExtendedConst));
  m.SetName("everything");
  m.AddImportMemory("env", "memory", {256, 65536, true});
  TableId shared_table = m.AddImportTable("env", "__indirect_function_table", {0, {}});
  GlobalId base = m.AddImportGlobal("env", "base", kI32, false);
  m.AddImportGlobal("env", "counter", kI64, true);
  TypeId v_v = m.AddType({});
  TypeId i_i = m.AddType({{kI32}, {kI32}});
  FuncId import = m.AddImportFunction("env", "a \"quoted\" name", v_v);
  TableId own = m.AddTable({4, 8}, kFuncRef, "own");
  m.AddTable({0, {}}, kExternRef, "refs");
  m.GrowTable(own, 6);

  FuncId start = m.AddFunction(v_v, "start");
  FunctionBuilder s(&m, start);
  s.Call(import);
  EXPECT_TRUE(s.Finish().ok());
  FuncId f = m.AddFunction(i_i, "f");
  FuncId same_name = m.AddFunction(i_i, "f");

  m.AddGlobal(kI32, true, ConstExpr::I32(-1), "depth");
  m.AddGlobal(kI64, false, ConstExpr::I64(-0x8000000000000000ll));
  m.AddGlobal(kF64, false, ConstExpr::F64(-0.1));
  m.AddGlobal(kI32, false, ConstExpr::Global(base));
  m.AddGlobal(kFuncRef, true, ConstExpr::RefNull(kFuncRef));
  GlobalId ref = m.AddGlobal(kFuncRef, false, ConstExpr::RefFunc(f));
  m.AddExport("f", f);
  m.AddExport("g\xc3\xa9", same_name);
  m.AddExport("imported", import);
  m.AddExport("table", own);
  m.AddExport("ref", ref);
  m.AddExportMemory("memory");
  m.SetStart(start);
  m.AddElementSegment(own, ConstExpr::I32(1), {f, import});
  m.AddElementSegment(shared_table, ConstExpr::Global(base), {f});
  m.AddElementSegment(own, ConstExpr::I32(0), {f, FuncId(), start});
  m.AddPassiveElementSegment({same_name});
  m.AddPassiveElementSegment({FuncId(), same_name});
  m.AddDataSegment(ConstExpr::I32(8), std::string("a\0b\xff\"\\", 6));
  DataId passive = m.AddPassiveDataSegment("later");

  {
    FunctionBuilder b(&m, f);
    Label l = b.Block({}, "out");
    b.LocalGet(b.Param(0));
    b.BrIf(l, BranchHint::kUnlikely);
    b.I32Const(0);
    b.I32Const(0);
    b.I32Const(5);
    b.MemoryInit(passive);
    b.DataDrop(passive);
    b.End();
    b.LocalGet(b.Param(0));
    b.ReturnCall(same_name);
    EXPECT_TRUE(b.Finish().ok()) << b.status();
  }
  {
    FunctionBuilder b(&m, same_name);
    LocalId twice = b.AddLocal(kI32, "twice (times 2)");
    LocalId again = b.AddLocal(kI32, "twice (times 2)");
    b.LocalGet(b.Param(0));
    b.LocalGet(b.Param(0));
    b.Op(Opcode::kI32Add);
    b.LocalTee(twice);
    b.LocalSet(again);
    b.LocalGet(again);
    b.LocalGet(twice);
    b.Op(Opcode::kI32And);
    EXPECT_TRUE(b.Finish().ok()) << b.status();
  }
  m.AddCustomSection("first", "1", Placement::kFirst);
  m.AddCustomSection("middle", "", Placement::kBeforeCode);
  m.AddCustomSection("last", "3");
  m.AddProducer("processed-by", "seabeam", "0.1");
  m.AddProducer("language", "Erlang", "25");
  m.AddProducer("processed-by", "other", "2");
  return m;
}

namespace {

// Draws the same instructions for every builder given the same seed.
class RandomFunction {
 public:
  RandomFunction(FunctionBuilder* b, uint64_t seed, FuncId helper, TableId table,
                 TypeId helper_type, GlobalId global)
      : b_(*b),
        random_(seed),
        helper_(helper),
        table_(table),
        helper_type_(helper_type),
        global_(global) {}

  void Fill() {
    fuel_ = b_.AddLocal(kI32, "fuel");
    for (uint32_t i = 0; i < 3; ++i) locals_.push_back(b_.Param(i));
    int n = 1 + Pick(6);
    for (int i = 0; i < n; ++i) locals_.push_back(b_.AddLocal(AnyType()));
    b_.I32Const(20);
    b_.LocalSet(fuel_);
    Statements(4);
    Value(kI64, 3);
  }

 private:
  struct Target {
    Label label;
    bool takes_value;
    ValType type;
  };

  int Pick(int n) { return static_cast<int>(random_() % n); }
  bool OneIn(int n) { return Pick(n) == 0; }

  ValType AnyType() {
    static constexpr ValType kTypes[] = {kI32, kI32, kI64, kI64, kF64};
    return kTypes[Pick(5)];
  }

  // A local of the type other than the fuel; false when there is none.
  bool LocalOf(ValType type, LocalId* out) {
    size_t start = static_cast<size_t>(Pick(static_cast<int>(locals_.size())));
    for (size_t i = 0; i < locals_.size(); ++i) {
      LocalId l = locals_[(start + i) % locals_.size()];
      if (b_.local_type(l) == type) {
        *out = l;
        return true;
      }
    }
    return false;
  }

  void Const(ValType type) {
    static constexpr int64_t kInteresting[] = {0,   1,   -1,  63,         64,
                                               -64, -65, 255, 0x7fffffff, -0x80000000ll};
    int64_t v = OneIn(3) ? static_cast<int64_t>(random_()) : kInteresting[Pick(10)];
    if (type == kI32) b_.I32Const(static_cast<int32_t>(v));
    if (type == kI64) b_.I64Const(v);
    if (type == kF64) b_.F64Const(static_cast<double>(v) / 8);
  }

  // Appends code that leaves one value.
  void Value(ValType type, int depth) {
    LocalId local;
    if (depth <= 0 || OneIn(5)) {
      if (OneIn(2) && LocalOf(type, &local)) {
        b_.LocalGet(local);
      } else {
        Const(type);
      }
      return;
    }
    switch (Pick(9)) {
      case 0:
        if (LocalOf(type, &local)) {
          Value(type, depth - 1);
          b_.LocalTee(local);
          return;
        }
        break;
      case 1:
        Value(type, depth - 1);
        Value(type, depth - 1);
        Value(kI32, depth - 1);
        b_.Select();
        return;
      case 2: {
        Value(kI32, depth - 1);
        Label l = b_.If(type);
        targets_.push_back({l, true, type});
        Statements(depth - 1);
        Value(type, depth - 1);
        MaybeLeave(depth);
        b_.Else();
        Value(type, depth - 1);
        MaybeLeave(depth);
        targets_.pop_back();
        b_.End();
        return;
      }
      case 3: {
        Label l = b_.Block(type);
        targets_.push_back({l, true, type});
        Statements(depth - 1);
        Value(type, depth - 1);
        MaybeLeave(depth);
        targets_.pop_back();
        b_.End();
        return;
      }
      case 4:
        if (type == kI32) {
          Value(kI32, depth - 1);
          if (OneIn(2)) {
            b_.Call(helper_);
          } else {
            b_.I32Const(Pick(2));
            b_.CallIndirect(helper_type_, table_);
          }
          return;
        }
        break;
      case 5:
        if (type == kI32) {
          Value(kI32, depth - 1);
          b_.I32Const(0xff8);
          b_.Op(Opcode::kI32And);
          b_.Load(Opcode::kI32Load, static_cast<uint32_t>(Pick(100)), Pick(3));
          return;
        }
        break;
      default:
        break;
    }
    Arithmetic(type, depth);
  }

  void Arithmetic(ValType type, int depth) {
    // Any instruction with a fixed signature of the wanted result and operands
    // of the three types.
    for (;;) {
      Opcode op = static_cast<Opcode>(Pick(kOpcodeCount));
      const OpcodeInfo& info = GetOpcodeInfo(op);
      if (info.special || info.imm != ImmKind::kNone || info.num_results == 0 ||
          info.result != type) {
        continue;
      }
      bool usable = true;
      for (int i = 0; i < info.num_params; ++i) {
        if (info.params[i] == kF32) usable = false;
      }
      if (!usable) continue;
      for (int i = 0; i < info.num_params; ++i) {
        Value(info.params[i], depth - 1);
      }
      b_.Op(op);
      // The bits of a computed NaN are the engine's choice.
      if (type == kF64) Canonicalise();
      return;
    }
  }

  void Canonicalise() {
    if (!canonical_.valid()) canonical_ = b_.AddLocal(kF64, "canonical");
    b_.LocalTee(canonical_);
    b_.F64Const(0.5);
    b_.LocalGet(canonical_);
    b_.LocalGet(canonical_);
    b_.Op(Opcode::kF64Eq);
    b_.Select();
  }

  // Now and then code that ends a frame in another way, and some behind it.
  void MaybeLeave(int depth) {
    if (!OneIn(4) || targets_.empty()) return;
    const Target t = targets_[static_cast<size_t>(Pick(static_cast<int>(targets_.size())))];
    switch (Pick(4)) {
      case 0:
        if (t.takes_value) Value(t.type, depth - 1);
        b_.Br(t.label);
        break;
      case 1:
        Value(kI64, depth - 1);
        b_.Return();
        break;
      case 2:
        if (t.takes_value) Value(t.type, depth - 1);
        Value(kI32, 1);
        b_.BrTable({t.label, t.label}, t.label);
        break;
      default:
        if (!t.takes_value) {
          b_.Br(t.label);
        } else {
          Value(t.type, depth - 1);
          Value(t.type, depth - 1);
          b_.Br(t.label);
        }
        break;
    }
    // Unreachable: anything that is well typed.
    if (OneIn(2)) Statements(depth - 1);
    if (OneIn(3)) b_.Drop();
  }

  void Statements(int depth) {
    if (depth <= 0) return;
    int n = Pick(4);
    for (int i = 0; i < n; ++i) Statement(depth);
  }

  void Statement(int depth) {
    LocalId local;
    switch (Pick(9)) {
      case 0:
      case 1: {
        ValType type = AnyType();
        if (!LocalOf(type, &local)) return;
        Value(type, depth);
        b_.LocalSet(local);
        if (OneIn(2)) {
          b_.LocalGet(local);
          b_.Drop();
        }
        return;
      }
      case 2:
        Value(kI32, depth - 1);
        b_.I32Const(0xff8);
        b_.Op(Opcode::kI32And);
        Value(kI64, depth - 1);
        b_.Store(Opcode::kI64Store, 16);
        return;
      case 3: {
        // A loop that pays a unit of fuel for each round.
        Label l = b_.Loop();
        targets_.push_back({l, false, kI32});
        PayFuel();
        Statements(depth - 1);
        if (OneIn(2)) {
          Value(kI32, depth - 1);
          b_.BrIf(l);
        }
        targets_.pop_back();
        b_.End();
        return;
      }
      case 4: {
        Label l = b_.Block();
        targets_.push_back({l, false, kI32});
        Statements(depth - 1);
        Value(kI32, depth - 1);
        if (OneIn(2)) b_.Op(Opcode::kI32Eqz);
        b_.BrIf(l);
        Statements(depth - 1);
        targets_.pop_back();
        b_.End();
        return;
      }
      case 5: {
        Value(kI32, depth - 1);
        Label l = b_.If();
        targets_.push_back({l, false, kI32});
        Statements(depth - 1);
        MaybeLeaveVoid(depth);
        if (OneIn(2)) {
          b_.Else();
          if (OneIn(2)) Statements(depth - 1);
          MaybeLeaveVoid(depth);
        }
        targets_.pop_back();
        b_.End();
        return;
      }
      case 6: {
        Label a = b_.Block();
        Label c = b_.Block();
        Label d = b_.Block();
        Value(kI32, depth - 1);
        b_.BrTable({d, c, a, d}, c);
        b_.End();
        Statements(depth - 1);
        b_.End();
        Statements(depth - 1);
        b_.End();
        return;
      }
      case 7:
        Value(kI64, depth - 1);
        b_.GlobalSet(global_);
        return;
      default:
        Value(AnyType(), depth);
        b_.Drop();
        return;
    }
  }

  void MaybeLeaveVoid(int depth) {
    if (OneIn(3)) {
      Value(kI64, depth - 1);
      b_.Return();
    } else if (OneIn(3)) {
      b_.Br(targets_.back().label);
    }
  }

  void PayFuel() {
    b_.LocalGet(fuel_);
    b_.Op(Opcode::kI32Eqz);
    b_.If();
    b_.GlobalGet(global_);
    b_.Return();
    b_.End();
    b_.LocalGet(fuel_);
    b_.I32Const(1);
    b_.Op(Opcode::kI32Sub);
    b_.LocalSet(fuel_);
  }

  FunctionBuilder& b_;
  std::mt19937_64 random_;
  FuncId helper_;
  TableId table_;
  TypeId helper_type_;
  GlobalId global_;
  LocalId fuel_;
  LocalId canonical_;
  std::vector<LocalId> locals_;
  std::vector<Target> targets_;
};

}  // namespace

Module MakeRandomModule(uint64_t seed, int functions, bool pairs) {
  Module m;
  m.AddMemory({1, {}});
  TypeId type = m.AddType({{kI32, kI64, kF64}, {kI64}});
  TypeId helper_type = m.AddType({{kI32}, {kI32}});
  FuncId helper = m.AddFunction(helper_type, "helper");
  FuncId other = m.AddFunction(helper_type, "other");
  {
    FunctionBuilder b(&m, helper);
    b.LocalGet(b.Param(0));
    b.I32Const(3);
    b.Op(Opcode::kI32Mul);
    EXPECT_TRUE(b.Finish().ok());
    FunctionBuilder b2(&m, other);
    b2.LocalGet(b2.Param(0));
    b2.I32Const(-1);
    b2.Op(Opcode::kI32Xor);
    b2.ReturnCall(helper);
    EXPECT_TRUE(b2.Finish().ok());
  }
  TableId table = m.AddTable({2, 2});
  m.AddElementSegment(table, ConstExpr::I32(0), {helper, other});
  GlobalId global = m.AddGlobal(kI64, true, ConstExpr::I64(7), "global");
  m.AddExport("global", global);
  m.AddExportMemory("memory");
  for (int i = 0; i < functions; ++i) {
    for (int version = 0; version < (pairs ? 2 : 1); ++version) {
      std::string name = absl::StrCat(version == 0 ? "a" : "b", i);
      FuncId f = m.AddFunction(type, name);
      FunctionBuilder b(&m, f, version == 0 ? Simplify::kOn : Simplify::kOff);
      RandomFunction(&b, seed * 1000003 + static_cast<uint64_t>(i), helper, table, helper_type,
                     global)
          .Fill();
      absl::Status status = b.Finish();
      EXPECT_TRUE(status.ok()) << "seed " << seed << ": " << status;
      m.AddExport(name, f);
    }
  }
  return m;
}

}  // namespace seabeam::wasm
