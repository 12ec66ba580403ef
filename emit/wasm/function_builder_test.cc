// What the builder writes.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "emit/wasm/function_builder.h"
#include "emit/wasm/function_builder_fixture.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace seabeam::wasm {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

using FunctionBuilderTest = FunctionBuilderFixture;

TEST_F(FunctionBuilderTest, PeepholesOnLocals) {
  EXPECT_EQ(Body([](FunctionBuilder& b) {
              LocalId x = b.AddLocal(kI32, "x");
              b.LocalGet(b.Param(0));
              b.LocalSet(x);
              b.LocalGet(x);
              b.LocalGet(x);
              b.Op(Opcode::kI32Add);
            }),
            "local.get $p0; local.tee $x; local.get $x; i32.add");
  // Not across a label.
  EXPECT_EQ(Body([](FunctionBuilder& b) {
              LocalId x = b.AddLocal(kI32, "x");
              Label l = b.Block();
              b.LocalGet(b.Param(0));
              b.BrIf(l);
              b.I32Const(5);
              b.LocalSet(x);
              b.End();
              b.LocalGet(x);
            }),
            "block $L1; local.get $p0; br_if $L1; i32.const 5; local.set $x; "
            "end; local.get $x");
  // Nor across a mark.
  EXPECT_EQ(Body([](FunctionBuilder& b) {
              LocalId x = b.AddLocal(kI32, "x");
              b.I32Const(5);
              b.LocalSet(x);
              b.Mark(1);
              b.LocalGet(x);
            }),
            "i32.const 5; local.set $x; local.get $x");
}

TEST_F(FunctionBuilderTest, LocalsNeverReadAreNotWritten) {
  EXPECT_EQ(Body([](FunctionBuilder& b) {
              LocalId x = b.AddLocal(kI32, "x");
              b.LocalGet(b.Param(0));
              b.Op(Opcode::kI32Clz);
              b.LocalTee(x);
            }),
            "local.get $p0; i32.clz");
}

TEST_F(FunctionBuilderTest, PeepholesOnConditions) {
  EXPECT_EQ(Body([](FunctionBuilder& b) {
              b.LocalGet(b.Param(0));
              b.I32Const(0);
              b.Op(Opcode::kI32Eq);
            }),
            "local.get $p0; i32.eqz");
  EXPECT_EQ(Body([](FunctionBuilder& b) {
              b.LocalGet(b.Param(0));
              b.I32Const(9);
              b.Op(Opcode::kI32LtS);
              b.Op(Opcode::kI32Eqz);
            }),
            "local.get $p0; i32.const 9; i32.ge_s");
  EXPECT_EQ(Body([](FunctionBuilder& b) {
              b.LocalGet(b.Param(0));
              b.Op(Opcode::kI32Eqz);
              b.Op(Opcode::kI32Eqz);
              b.I32Const(0);
              b.Op(Opcode::kI32Ne);
              b.If(kI32);
              b.I32Const(1);
              b.Else();
              b.I32Const(2);
              b.End();
            }),
            "local.get $p0; if $L1 (result i32); i32.const 1; else; "
            "i32.const 2; end");
  // not (a < b) is no comparison of floats.
  EXPECT_EQ(Body([](FunctionBuilder& b) {
              b.F64Const(1);
              b.F64Const(2);
              b.Op(Opcode::kF64Lt);
              b.Op(Opcode::kI32Eqz);
            }),
            "f64.const 0x1p+0; f64.const 0x1p+1; f64.lt; i32.eqz");
}

TEST_F(FunctionBuilderTest, UnreachableCodeIsDropped) {
  EXPECT_EQ(Body([](FunctionBuilder& b) {
              b.Unreachable();
              EXPECT_FALSE(b.reachable());
              b.I32Const(1);
              b.If(kI32);
              b.I32Const(1);
              b.Else();
              b.Unreachable();
              b.Call(FuncId(FuncId::kImportBit));  // pops the unknown
              b.End();
            }),
            "unreachable");
}

TEST_F(FunctionBuilderTest, CodeAfterAFrameThatNothingLeaves) {
  // Both arms return: the code behind is gone.
  EXPECT_EQ(Body([](FunctionBuilder& b) {
              b.LocalGet(b.Param(0));
              b.If();
              b.I32Const(1);
              b.Return();
              b.Else();
              b.I32Const(2);
              b.Return();
              b.End();
              EXPECT_FALSE(b.reachable());
              b.I32Const(3);
            }),
            "local.get $p0; if $L1; i32.const 1; return; else; i32.const 2; "
            "return; end; unreachable");
  // The caller need not say so either.
  EXPECT_EQ(Body([](FunctionBuilder& b) {
              b.Loop();
              b.I32Const(1);
              b.Return();
              b.End();
            }),
            "i32.const 1; return");
  // Behind an end that is a branch's target it has to be said.
  EXPECT_EQ(Body([](FunctionBuilder& b) {
              Label l = b.Block();
              b.LocalGet(b.Param(0));
              b.BrIf(l);
              b.I32Const(1);
              b.Return();
              b.End(l);
              b.Unreachable();
            }),
            "block $L1; local.get $p0; br_if $L1; i32.const 1; return; end; unreachable");
  // When the operands fit nothing is added.
  EXPECT_EQ(Body([](FunctionBuilder& b) {
              Label l = b.Loop(kI32);
              b.Br(l);
              b.End();
            }),
            "loop $L1 (result i32); br $L1; end");
}

TEST_F(FunctionBuilderTest, BranchesAroundABranchAreInverted) {
  EXPECT_EQ(Body([](FunctionBuilder& b) {
              Label out = b.Block();
              Label on = b.Block();
              b.LocalGet(b.Param(0));
              b.I32Const(7);
              b.Op(Opcode::kI32Eq);
              b.BrIf(on);
              b.Br(out);
              b.End(on);
              b.I32Const(1);
              b.Return();
              b.End(out);
              b.I32Const(2);
            }),
            "block $L1; local.get $p0; i32.const 7; i32.ne; br_if $L1; i32.const 1; return; end; "
            "i32.const 2");
  // Another branch to the end keeps the block.
  EXPECT_EQ(
      Body([](FunctionBuilder& b) {
        Label out = b.Block();
        Label on = b.Block();
        b.LocalGet(b.Param(0));
        b.BrIf(on);
        b.LocalGet(b.Param(0));
        b.BrIf(on);
        b.Br(out);
        b.End(on);
        b.I32Const(1);
        b.Return();
        b.End(out);
        b.I32Const(2);
      }),
      "block $L1; block $L2; local.get $p0; br_if $L2; local.get $p0; i32.eqz; br_if $L1; end; "
      "i32.const 1; return; end; i32.const 2");
  // Operands that the branch drops keep it as it is.
  EXPECT_EQ(Body([](FunctionBuilder& b) {
              Label out = b.Block();
              Label on = b.Block();
              b.I32Const(5);
              b.LocalGet(b.Param(0));
              b.BrIf(on);
              b.Br(out);
              b.End(on);
              b.I32Const(1);
              b.Return();
              b.End(out);
              b.I32Const(2);
            }),
            "block $L1; block $L2; i32.const 5; local.get $p0; br_if $L2; br $L1; end; i32.const "
            "1; return; end; "
            "i32.const 2");
}

TEST_F(FunctionBuilderTest, FinalBranchesFallThrough) {
  EXPECT_EQ(Body([](FunctionBuilder& b) {
              b.LocalGet(b.Param(0));
              Label l = b.If(kI32);
              b.I32Const(1);
              b.Br(l);
              b.Else();
              b.I32Const(2);
              b.Br(l);
              b.End();
              b.Return();
            }),
            "local.get $p0; if $L1 (result i32); i32.const 1; else; "
            "i32.const 2; end");
  // A branch that discards operands stays.
  EXPECT_EQ(Body([](FunctionBuilder& b) {
              Label l = b.Block(kI32);
              b.LocalGet(b.Param(0));
              b.Op(Opcode::kI32Clz);
              b.I32Const(1);
              b.Br(l);
              b.End();
            }),
            "block $L1 (result i32); local.get $p0; i32.clz; i32.const 1; "
            "br $L1; end");
}

TEST_F(FunctionBuilderTest, FramesWithoutBranchesVanish) {
  EXPECT_EQ(Body([](FunctionBuilder& b) {
              Label outer = b.Block(kI32);
              b.Loop(kI32);
              b.Block(kI32);
              b.LocalGet(b.Param(0));
              b.LocalGet(b.Param(0));
              b.BrIf(outer);
              b.End();
              b.End();
              b.End();
            }),
            "block $L1 (result i32); local.get $p0; local.get $p0; br_if $L1; "
            "end");
  // And depths count only the frames that are left.
  Module m;
  FuncId f = m.AddFunction(m.AddType({}), "f");
  FunctionBuilder b(&m, f);
  Label outer = b.Block();
  b.Block();
  b.Loop();
  b.I32Const(1);
  b.BrIf(outer);
  b.End();
  b.End();
  b.End();
  ASSERT_TRUE(b.Finish().ok());
  EXPECT_THAT(Disassemble(EncodeOrFail(m).bytes),
              AllOf(HasSubstr("br_if 0"), Not(HasSubstr("loop"))));
}

TEST_F(FunctionBuilderTest, EmptyElseVanishes) {
  EXPECT_EQ(Body([](FunctionBuilder& b) {
              b.LocalGet(b.Param(0));
              b.If();
              b.Unreachable();
              b.Else();
              b.End();
              b.I32Const(1);
            }),
            "local.get $p0; if $L1; unreachable; end; i32.const 1");
}

TEST_F(FunctionBuilderTest, SimplifyOffKeepsEverythingReachable) {
  EXPECT_EQ(Body(
                [](FunctionBuilder& b) {
                  LocalId x = b.AddLocal(kI32, "x");
                  b.Block();
                  b.I32Const(1);
                  b.LocalSet(x);
                  b.End();
                  b.I32Const(1);
                  b.Drop();
                  b.I32Const(1);
                  b.Return();
                },
                Simplify::kOff),
            "block $L1; i32.const 1; local.set $x; end; i32.const 1; drop; "
            "i32.const 1; return");
}

TEST_F(FunctionBuilderTest, BlockParameters) {
  TypeId type = module_.AddType({{kI32, kI64}, {kI64, kI32}});
  EXPECT_EQ(Body([&](FunctionBuilder& b) {
              LocalId x = b.AddLocal(kI64, "x");
              b.LocalGet(b.Param(0));
              b.I64Const(3);
              Label l = b.Block(type);
              EXPECT_EQ(b.stack_height(), 2u);
              b.LocalSet(x);
              b.Drop();
              b.LocalGet(x);
              b.I32Const(4);
              b.I32Const(0);
              b.BrIf(l);
              b.End();
              b.LocalSet(b.Param(0));
              b.Drop();
              b.LocalGet(b.Param(0));
            }),
            absl::StrCat("local.get $p0; i64.const 3; block $L1 (type $type", type.value(),
                         "); local.set $x; drop; local.get $x; i32.const 4; "
                         "i32.const 0; br_if $L1; end; local.set $p0; drop; "
                         "local.get $p0"));
}

TEST_F(FunctionBuilderTest, ManyLocalsAreGroupedByUse) {
  EncodedModule encoded;
  Module m;
  FunctionBuilder b(&m, m.AddFunction(m.AddType({{kI32}, {}}), "f"));
  std::vector<LocalId> locals;
  for (int i = 0; i < 200; ++i) {
    locals.push_back(b.AddLocal(i % 2 == 0 ? kI32 : kI64));
    b.AddLocal(kF64);  // never used
  }
  for (LocalId l : locals) {
    b.LocalGet(l);
    b.Drop();
  }
  // Nothing is left of these; the last one of each type is used.
  for (int i = 0; i < 3; ++i) {
    b.LocalGet(locals[199]);
    b.Op(Opcode::kI64Clz);
    b.Drop();
  }
  b.LocalGet(locals[198]);
  b.Op(Opcode::kI32Clz);
  b.Drop();
  ASSERT_TRUE(b.Finish().ok()) << b.status();
  std::string text = Disassemble(EncodeOrFail(m).bytes);
  EXPECT_THAT(text, HasSubstr("local[1] type=i32"));
  EXPECT_THAT(text, HasSubstr("local[2] type=i64"));
  EXPECT_THAT(text, Not(HasSubstr("f64")));
}

}  // namespace
}  // namespace seabeam::wasm
