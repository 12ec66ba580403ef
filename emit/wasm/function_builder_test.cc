#include "emit/wasm/function_builder.h"

#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "emit/wasm/encoder.h"
#include "emit/wasm/printer.h"
#include "emit/wasm/test_tools.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace seabeam::wasm {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

class FunctionBuilderTest : public testing::Test {
 protected:
  FunctionBuilderTest() {
    module_.AddMemory({1, {}});
    table_ = module_.AddTable({4, {}});
    i_i_ = module_.AddType({{kI32}, {kI32}});
    v_v_ = module_.AddType({{}, {}});
    callee_ = module_.AddImportFunction("env", "callee", i_i_);
    global_ = module_.AddGlobal(kI32, false, ConstExpr::I32(1), "constant");
  }

  using Fill = std::function<void(FunctionBuilder&)>;

  // The error of a function (i32) -> i32 named "f".
  std::string Error(const Fill& fill) {
    FunctionBuilder b(&module_, module_.AddFunction(i_i_, "f"));
    fill(b);
    absl::Status status = b.Finish();
    EXPECT_EQ(status.code(), absl::StatusCode::kInternal);
    return std::string(status.message());
  }

  // The text of the body of a function (i32) -> i32, instructions separated by
  // "; ". The module with it has to be valid.
  std::string Body(const Fill& fill, Simplify simplify = Simplify::kOn) {
    FuncId f = module_.AddFunction(i_i_, "f");
    FunctionBuilder b(&module_, f, simplify);
    fill(b);
    absl::Status status = b.Finish();
    EXPECT_TRUE(status.ok()) << status;
    if (!status.ok()) return "";
    EXPECT_EQ(WabtComplaint(EncodeOrFail(module_).bytes), "") << PrintFunction(module_, f);
    std::string out;
    for (absl::string_view line : absl::StrSplit(PrintFunction(module_, f), '\n')) {
      line = absl::StripAsciiWhitespace(line);
      if (line.empty() || line == ")" || absl::StartsWith(line, "(func") ||
          absl::StartsWith(line, "(local")) {
        continue;
      }
      absl::StrAppend(&out, out.empty() ? "" : "; ", line);
    }
    return out;
  }

  Module module_;
  TableId table_;
  TypeId i_i_, v_v_;
  FuncId callee_;
  GlobalId global_;
};

// ---- Refusals ----

TEST_F(FunctionBuilderTest, TypeMismatchNamesInstructionAndTrace) {
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

TEST_F(FunctionBuilderTest, TraceIsShort) {
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

TEST_F(FunctionBuilderTest, StackUnderflow) {
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

TEST_F(FunctionBuilderTest, BadLabels) {
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

TEST_F(FunctionBuilderTest, WrongResults) {
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

TEST_F(FunctionBuilderTest, FramesMustMatch) {
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

TEST_F(FunctionBuilderTest, BranchTablesOfDifferentTypes) {
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

TEST_F(FunctionBuilderTest, IdsOutOfRange) {
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

TEST_F(FunctionBuilderTest, OtherMisuse) {
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

TEST_F(FunctionBuilderTest, UnreachableCodeIsValidatedToo) {
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

TEST_F(FunctionBuilderTest, NothingAfterFinish) {
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

TEST_F(FunctionBuilderTest, FeaturesMustBeAllowed) {
  Module m(FeatureSet::Default().Without(Feature::kTailCall));
  TypeId t = m.AddType({});
  FuncId f = m.AddFunction(t, "f");
  FunctionBuilder b(&m, f);
  b.ReturnCall(f);
  EXPECT_THAT(std::string(b.Finish().message()), HasSubstr("feature tail-call is not allowed"));
}

TEST_F(FunctionBuilderTest, MemoryInstructionsNeedAMemory) {
  Module m;
  FunctionBuilder b(&m, m.AddFunction(m.AddType({})));
  b.MemorySize();
  EXPECT_THAT(std::string(b.Finish().message()), HasSubstr("no memory"));
}

// ---- What is kept ----

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
