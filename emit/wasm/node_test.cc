// Runs a small program in Node: loop, br_table, tail calls, indirect calls,
// memory, imports.
#include <string>

#include "emit/wasm/encoder.h"
#include "emit/wasm/function_builder.h"
#include "emit/wasm/module.h"
#include "emit/wasm/test_tools.h"
#include "gtest/gtest.h"

namespace seabeam::wasm {
namespace {

TEST(Node, RunsASmallProgram) {
  Module m;
  TypeId unary = m.AddType({{kI32}, {kI32}});
  TypeId even_type = m.AddType({{kI32}, {kI32}});
  EXPECT_EQ(unary, even_type);
  m.AddMemory({1, {}});

  // Sum of 1 .. n.
  FuncId sum = m.AddFunction(unary, "sum");
  {
    FunctionBuilder b(&m, sum);
    LocalId n = b.Param(0);
    LocalId acc = b.AddLocal(kI32, "acc");
    Label done = b.Block();
    Label loop = b.Loop();
    b.LocalGet(n);
    b.Op(Opcode::kI32Eqz);
    b.BrIf(done);
    b.LocalGet(acc);
    b.LocalGet(n);
    b.Op(Opcode::kI32Add);
    b.LocalSet(acc);
    b.LocalGet(n);
    b.I32Const(1);
    b.Op(Opcode::kI32Sub);
    b.LocalSet(n);
    b.Br(loop);
    b.End(loop);
    b.End(done);
    b.LocalGet(acc);
    ASSERT_TRUE(b.Finish().ok()) << b.status();
  }
  // 0 -> 100, 1 -> 200, 2 -> 100, else 300.
  FuncId dispatch = m.AddFunction(unary, "dispatch");
  {
    FunctionBuilder b(&m, dispatch);
    Label other = b.Block();
    Label two_hundred = b.Block();
    Label hundred = b.Block();
    b.LocalGet(b.Param(0));
    b.BrTable({hundred, two_hundred, hundred}, other);
    b.End();
    b.I32Const(100);
    b.Return();
    b.End();
    b.I32Const(200);
    b.Return();
    b.End();
    b.I32Const(300);
    ASSERT_TRUE(b.Finish().ok()) << b.status();
  }
  // Mutual tail calls, one direct, one through the table: a million deep.
  FuncId even = m.AddFunction(unary, "even");
  FuncId odd = m.AddFunction(unary, "odd");
  TableId table = m.AddTable({4, {}}, kFuncRef, "table");
  m.AddElementSegment(table, ConstExpr::I32(1), {even, odd, sum});
  {
    FunctionBuilder b(&m, even);
    b.LocalGet(b.Param(0));
    b.Op(Opcode::kI32Eqz);
    b.If();
    b.I32Const(1);
    b.Return();
    b.End();
    b.LocalGet(b.Param(0));
    b.I32Const(1);
    b.Op(Opcode::kI32Sub);
    b.I32Const(2);
    b.ReturnCallIndirect(unary, table);
    ASSERT_TRUE(b.Finish().ok()) << b.status();
    FunctionBuilder b2(&m, odd);
    b2.LocalGet(b2.Param(0));
    b2.Op(Opcode::kI32Eqz);
    b2.If(kI32);
    b2.I32Const(0);
    b2.Else();
    b2.LocalGet(b2.Param(0));
    b2.I32Const(1);
    b2.Op(Opcode::kI32Sub);
    b2.ReturnCall(even);
    b2.End();
    ASSERT_TRUE(b2.Finish().ok()) << b2.status();
  }
  // Calls table[i](10) and an import with the result.
  FuncId indirect = m.AddFunction(unary, "indirect");
  {
    FunctionBuilder b(&m, indirect);
    b.I32Const(10);
    b.LocalGet(b.Param(0));
    b.CallIndirect(unary, table);
    b.Call(m.AddImportFunction("env", "twice", unary));
    ASSERT_TRUE(b.Finish().ok()) << b.status();
  }
  // Bulk memory.
  FuncId filled = m.AddFunction(unary, "filled");
  {
    FunctionBuilder b(&m, filled);
    b.I32Const(100);
    b.LocalGet(b.Param(0));
    b.I32Const(8);
    b.MemoryFill();
    b.I32Const(200);
    b.I32Const(102);
    b.I32Const(4);
    b.MemoryCopy();
    b.I32Const(196);
    b.Load(Opcode::kI32Load, 4, 0);
    ASSERT_TRUE(b.Finish().ok()) << b.status();
  }
  for (FuncId f : {sum, dispatch, even, odd, indirect, filled}) {
    m.AddExport(m.function(f).debug_name, f);
  }
  EncodedModule e = EncodeOrFail(m, {true, true, false});
  EXPECT_EQ(WabtComplaint(e.bytes), "");
  CommandResult r = RunInNode(e.bytes, R"(
const {exports: e} = new WebAssembly.Instance(
    new WebAssembly.Module(bytes), {env: {twice: x => 2 * x}});
console.log(e.sum(100), [0, 1, 2, 3, -1].map(e.dispatch).join(),
            e.even(1000000), e.odd(1000000), e.even(7),
            e.indirect(3), e.indirect(1), e.filled(0x41).toString(16));
let trap = '';
try { e.indirect(0); } catch (error) { trap = error.constructor.name; }
console.log(trap);
)");
  EXPECT_EQ(r.status, 0);
  EXPECT_EQ(r.output, "5050 100,200,100,300,300 1 0 0 110 2 41414141\nRuntimeError\n");
}

}  // namespace
}  // namespace seabeam::wasm
