#include "emit/wasm/printer.h"

#include <cstdint>
#include <limits>
#include <string>

#include "emit/wasm/encoder.h"
#include "emit/wasm/function_builder.h"
#include "emit/wasm/module.h"
#include "emit/wasm/test_modules.h"
#include "emit/wasm/test_tools.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace seabeam::wasm {
namespace {

using ::testing::HasSubstr;

TEST(Printer, EverythingAssembles) {
  std::string bytes;
  std::string text = PrintModule(MakeModuleWithEverything());
  CommandResult r = AssembleText(text, &bytes);
  EXPECT_EQ(r.status, 0) << r.output << text;
  // Equal names are told apart, odd bytes replaced.
  EXPECT_THAT(text, HasSubstr("(func $f#2 (type"));
  EXPECT_THAT(text, HasSubstr("(func $a__quoted__name (type"));
  EXPECT_THAT(text, HasSubstr("(local $twice__times_2_ i32)"));
  EXPECT_THAT(text, HasSubstr("(data (i32.const 8) \"a\\00b\\ff\\22\\5c\")"));
}

TEST(Printer, FloatsKeepEveryBit) {
  Module m;
  FuncId f = m.AddFunction(m.AddType({}), "f");
  FunctionBuilder b(&m, f, Simplify::kOff);
  for (uint64_t bits :
       {uint64_t{0}, uint64_t{1}, uint64_t{0x8000000000000000}, uint64_t{0x7ff0000000000000},
        uint64_t{0xfff0000000000000}, uint64_t{0x7ff8000000000000}, uint64_t{0xfff8000000000001},
        uint64_t{0x7ff4000000000000}, uint64_t{0x7fefffffffffffff}, uint64_t{0x3ff0000000000001},
        uint64_t{0x000fffffffffffff}}) {
    b.F64ConstBits(bits);
    b.Drop();
  }
  for (float v :
       {0.0f, -0.0f, 1.1f, std::numeric_limits<float>::infinity(),
        std::numeric_limits<float>::denorm_min(), std::numeric_limits<float>::quiet_NaN()}) {
    b.F32Const(v);
    b.Drop();
  }
  ASSERT_TRUE(b.Finish().ok());
  std::string bytes;
  CommandResult r = AssembleText(PrintModule(m), &bytes);
  EXPECT_EQ(r.status, 0) << r.output;
  EXPECT_EQ(bytes, EncodeOrFail(m, {false, false, false}).bytes);
}

TEST(Printer, OneFunction) {
  Module m;
  TypeId t = m.AddType({{kI32}, {kI64}});
  FuncId f = m.AddFunction(t, "m:f/1");
  FunctionBuilder b(&m, f);
  LocalId x = b.AddLocal(kI64, "x");
  b.LocalGet(b.Param(0));
  Label l = b.If();
  b.I64Const(1);
  b.LocalSet(x);
  b.Else();
  b.LocalGet(b.Param(0));
  b.BrIf(l);
  b.I64Const(5);
  b.Br(b.function_label());
  b.End();
  b.LocalGet(x);
  ASSERT_TRUE(b.Finish().ok());
  EXPECT_EQ(PrintFunction(m, f), R"((func $m:f/1 (type $type0) (param $p0 i32) (result i64)
  (local $x i64)
  local.get $p0
  if $L1
    i64.const 1
    local.set $x
  else
    local.get $p0
    br_if $L1
    i64.const 5
    br 1
  end
  local.get $x
)
)");
  FuncId import = m.AddImportFunction("env", "g", t);
  EXPECT_EQ(PrintFunctions(m, {f, import, f}), PrintFunction(m, f) + PrintFunction(m, f));
  EXPECT_EQ(PrintFunction(m, import), "(func $g (type $type0) ;; imported\n)\n");
}

TEST(Printer, InstructionsWithWildIds) {
  Module m;
  FunctionBody body;
  // Whatever the immediates hold, there is a text.
  for (int op = 0; op < kOpcodeCount; ++op) {
    for (uint32_t imm : {0u, 7u, 0x7fffffffu, 0x80000005u, 0xffffffffu}) {
      for (uint16_t aux : {0, 1, 0x7fff, 0x8001, 0xffff}) {
        Instr i{static_cast<Opcode>(op), static_cast<uint16_t>(aux), imm};
        EXPECT_THAT(PrintInstr(m, body, i), HasSubstr(std::string(GetOpcodeInfo(i.op).name)));
      }
    }
  }
}

}  // namespace
}  // namespace seabeam::wasm
