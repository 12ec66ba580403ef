// What the builder refuses.
#include <string>

#include "emit/wasm/function_builder.h"
#include "emit/wasm/function_builder_fixture.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace seabeam::wasm {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

using FunctionBuilderRefusalsTest = FunctionBuilderFixture;

TEST_F(FunctionBuilderRefusalsTest, TypeMismatchNamesInstructionAndTrace) {
  std::string error = Error([](FunctionBuilder& b) {
    b.LocalGet(b.Param(0));
    b.I64Const(7);
    b.Op(Opcode::kI32Add);
    b.Drop();  // after the first error nothing counts
  });
  EXPECT_THAT(error, HasSubstr("\"f\": instruction 2 (i32.add): expected i32, "
                               "found i64"));
  EXPECT_THAT(error, HasSubstr("\n  [0] local.get $l0\n  [1] i64.const 7\n"
                               "  [2] i32.add"));
}

TEST_F(FunctionBuilderRefusalsTest, TraceIsShort) {
  std::string error = Error([](FunctionBuilder& b) {
    for (int i = 0; i < 100; ++i) {
      b.I32Const(i);
      b.Drop();
    }
    b.Drop();
  });
  EXPECT_THAT(error, HasSubstr("instruction 200 (drop)"));
  EXPECT_THAT(error, AllOf(HasSubstr("[193]"), Not(HasSubstr("[192]"))));
}

TEST_F(FunctionBuilderRefusalsTest, StackUnderflow) {
  EXPECT_THAT(Error([](FunctionBuilder& b) {
                b.I32Const(1);
                b.Op(Opcode::kI32Add);
              }),
              HasSubstr("instruction 1 (i32.add): expected i32, the operand "
                        "stack is empty"));
  // A frame does not see the operands below it.
  EXPECT_THAT(Error([](FunctionBuilder& b) {
                b.I32Const(1);
                b.Block();
                b.Drop();
              }),
              HasSubstr("instruction 2 (drop): expected an operand"));
}

TEST_F(FunctionBuilderRefusalsTest, BadLabels) {
  EXPECT_THAT(Error([](FunctionBuilder& b) { b.Br(Label(7)); }),
              HasSubstr("instruction 0 (br): no label 7"));
  EXPECT_THAT(Error([](FunctionBuilder& b) { b.Br(Label()); }), HasSubstr("no label"));
  EXPECT_THAT(Error([](FunctionBuilder& b) {
                Label l = b.Block();
                b.End();
                b.Br(l);
              }),
              HasSubstr("instruction 2 (br): the frame of label 1 has ended"));
  EXPECT_THAT(Error([](FunctionBuilder& b) {
                Label outer = b.Block();
                b.Block();
                b.End(outer);
              }),
              HasSubstr("instruction 2 (end): the innermost frame is not "
                        "label 1"));
}

TEST_F(FunctionBuilderRefusalsTest, WrongResults) {
  EXPECT_THAT(Error([](FunctionBuilder&) {}),
              HasSubstr("end of function: expected i32, the operand stack is "
                        "empty"));
  EXPECT_THAT(Error([](FunctionBuilder& b) {
                b.I32Const(1);
                b.I32Const(2);
              }),
              HasSubstr("end of function: 1 operands too many"));
  EXPECT_THAT(Error([](FunctionBuilder& b) { b.I64Const(1); }),
              HasSubstr("end of function: expected i32, found i64"));
  EXPECT_THAT(Error([](FunctionBuilder& b) { b.Return(); }),
              HasSubstr("instruction 0 (return): expected i32"));
  EXPECT_THAT(Error([](FunctionBuilder& b) {
                b.Block(kI32);
                b.End();
              }),
              HasSubstr("instruction 1 (end): expected i32"));
}

TEST_F(FunctionBuilderRefusalsTest, FramesMustMatch) {
  EXPECT_THAT(Error([](FunctionBuilder& b) { b.End(); }),
              HasSubstr("instruction 0 (end): no frame to end"));
  EXPECT_THAT(Error([](FunctionBuilder& b) { b.Block(); }), HasSubstr("1 frames have not ended"));
  EXPECT_THAT(Error([](FunctionBuilder& b) {
                b.Block();
                b.Else();
              }),
              HasSubstr("instruction 1 (else): the innermost frame is not an "
                        "if"));
  EXPECT_THAT(Error([](FunctionBuilder& b) {
                b.I32Const(1);
                b.If(kI32);
                b.I32Const(1);
                b.End();
              }),
              HasSubstr("instruction 3 (end): an if without else"));
}

TEST_F(FunctionBuilderRefusalsTest, BranchTablesOfDifferentTypes) {
  EXPECT_THAT(Error([](FunctionBuilder& b) {
                Label a = b.Block(kI32);
                Label c = b.Block();
                b.I32Const(1);
                b.I32Const(1);
                b.BrTable({a}, c);
              }),
              HasSubstr("instruction 4 (br_table): targets take different"));
  EXPECT_THAT(Error([](FunctionBuilder& b) {
                Label a = b.Block(kI32);
                Label c = b.Block(kI64);
                b.I32Const(1);
                b.I32Const(1);
                b.BrTable({a}, c);
              }),
              HasSubstr("instruction 4 (br_table): expected i64, found i32"));
}

TEST_F(FunctionBuilderRefusalsTest, IdsOutOfRange) {
  EXPECT_THAT(Error([](FunctionBuilder& b) { b.LocalGet(LocalId(1)); }), HasSubstr("no local 1"));
  EXPECT_THAT(Error([](FunctionBuilder& b) { b.LocalSet(LocalId()); }), HasSubstr("no local"));
  EXPECT_THAT(Error([](FunctionBuilder& b) { b.Call(FuncId(1000)); }),
              HasSubstr("no such function"));
  EXPECT_THAT(Error([](FunctionBuilder& b) { b.Call(FuncId()); }), HasSubstr("no such function"));
  EXPECT_THAT(Error([](FunctionBuilder& b) { b.GlobalGet(GlobalId()); }),
              HasSubstr("no such global"));
  EXPECT_THAT(Error([this](FunctionBuilder& b) { b.CallIndirect(i_i_, TableId(77)); }),
              HasSubstr("no such table"));
  EXPECT_THAT(Error([this](FunctionBuilder& b) { b.CallIndirect(TypeId(), table_); }),
              HasSubstr("no such type"));
  EXPECT_THAT(Error([](FunctionBuilder& b) { b.Block(TypeId(99)); }),
              HasSubstr("no such block type"));
  EXPECT_THAT(Error([](FunctionBuilder& b) { b.MemoryInit(DataId(0)); }),
              HasSubstr("instruction 0 (memory.init): no such data"));
  EXPECT_THAT(Error([](FunctionBuilder& b) { b.ElemDrop(ElemId()); }),
              HasSubstr("no such element"));
}

TEST_F(FunctionBuilderRefusalsTest, OtherMisuse) {
  EXPECT_THAT(Error([this](FunctionBuilder& b) {
                b.I32Const(1);
                b.GlobalSet(global_);
              }),
              HasSubstr("the global is immutable"));
  EXPECT_THAT(Error([](FunctionBuilder& b) {
                b.I32Const(1);
                b.Load(Opcode::kI32Load, 0, 3);
              }),
              HasSubstr("instruction 1 (i32.load): alignment 2^3, natural is "
                        "2^2"));
  EXPECT_THAT(Error([](FunctionBuilder& b) { b.Load(Opcode::kI32Add); }),
              HasSubstr("not a memory access"));
  EXPECT_THAT(Error([](FunctionBuilder& b) { b.Op(Opcode::kCall); }),
              HasSubstr("a method of its own"));
  EXPECT_THAT(Error([](FunctionBuilder& b) { b.Op(Opcode::kEnd); }),
              HasSubstr("methods of its own"));
  EXPECT_THAT(Error([this](FunctionBuilder& b) { b.ReturnCall(module_.AddFunction(v_v_)); }),
              HasSubstr("the callee's results are not this function's"));
  EXPECT_THAT(Error([](FunctionBuilder& b) {
                b.RefNull(kFuncRef);
                b.RefNull(kFuncRef);
                b.I32Const(0);
                b.Select();
              }),
              HasSubstr("select of a reference needs its type"));
  EXPECT_THAT(Error([](FunctionBuilder& b) {
                b.I32Const(0);
                b.I64Const(0);
                b.I32Const(0);
                b.Select();
              }),
              HasSubstr("select of i32 and i64"));
}

TEST_F(FunctionBuilderRefusalsTest, UnreachableCodeIsValidatedToo) {
  EXPECT_THAT(Error([](FunctionBuilder& b) {
                b.Unreachable();
                b.I64Const(1);
                b.Op(Opcode::kI32Eqz);
              }),
              HasSubstr("instruction 2 (i32.eqz): expected i32, found i64"));
  // Frames in it start with no operands and a strict stack.
  EXPECT_THAT(Error([](FunctionBuilder& b) {
                b.Unreachable();
                b.Block();
                b.Op(Opcode::kI32Eqz);
              }),
              HasSubstr("instruction 2 (i32.eqz)"));
}

TEST_F(FunctionBuilderRefusalsTest, NothingAfterFinish) {
  FuncId f = module_.AddFunction(v_v_, "f");
  FunctionBuilder b(&module_, f);
  ASSERT_TRUE(b.Finish().ok());
  b.F64Const(1);
  b.AddLocal(kI32, "late");
  b.BrTable({}, b.function_label());
  EXPECT_FALSE(b.ok());
  EXPECT_FALSE(b.Finish().ok());
  EXPECT_NE(module_.function(f).body, nullptr);
}

TEST_F(FunctionBuilderRefusalsTest, FeaturesMustBeAllowed) {
  Module m(FeatureSet::Default().Without(Feature::kTailCall));
  TypeId t = m.AddType({});
  FuncId f = m.AddFunction(t, "f");
  FunctionBuilder b(&m, f);
  b.ReturnCall(f);
  EXPECT_THAT(std::string(b.Finish().message()), HasSubstr("feature tail-call is not allowed"));
}

TEST_F(FunctionBuilderRefusalsTest, MemoryInstructionsNeedAMemory) {
  Module m;
  FunctionBuilder b(&m, m.AddFunction(m.AddType({})));
  b.MemorySize();
  EXPECT_THAT(std::string(b.Finish().message()), HasSubstr("no memory"));
}

}  // namespace
}  // namespace seabeam::wasm
