// Throughput of building, encoding and printing, in bytes of wasm.
#include <cstdint>
#include <cstdlib>

#include "benchmark/benchmark.h"
#include "emit/wasm/encoder.h"
#include "emit/wasm/function_builder.h"
#include "emit/wasm/module.h"
#include "emit/wasm/printer.h"

namespace seabeam::wasm {
namespace {

constexpr int kFunctions = 1000;

// Code of the mix that compiled Erlang has: loads and tag tests with early
// exits, heap writes, additions with an overflow test, calls.
void BuildFunction(Module* m, FuncId f, FuncId callee) {
  FunctionBuilder b(m, f);
  LocalId value = b.AddLocal(kI32);
  LocalId heap = b.AddLocal(kI32);
  LocalId wide = b.AddLocal(kI64);
  Label slow = b.Block();
  for (int i = 0; i < 40; ++i) {
    b.LocalGet(b.Param(0));
    b.Load(Opcode::kI32Load, static_cast<uint32_t>(0x18 + 4 * i));
    b.LocalSet(value);
    b.LocalGet(value);
    b.I32Const(0xf);
    b.Op(Opcode::kI32And);
    b.I32Const(0xf);
    b.Op(Opcode::kI32Ne);
    b.BrIf(slow, BranchHint::kUnlikely);
    b.LocalGet(value);
    b.Op(Opcode::kI64ExtendI32S);
    b.LocalGet(b.Param(1));
    b.Op(Opcode::kI64ExtendI32S);
    b.Op(Opcode::kI64Add);
    b.LocalTee(wide);
    b.LocalGet(wide);
    b.Op(Opcode::kI32WrapI64);
    b.LocalTee(heap);
    b.Op(Opcode::kI64ExtendI32S);
    b.Op(Opcode::kI64Ne);
    b.BrIf(slow);
    b.LocalGet(heap);
    b.I32Const(0x12345);
    b.Store(Opcode::kI32Store, 4);
    b.LocalGet(heap);
    b.LocalGet(b.Param(1));
    b.LocalGet(b.Param(2));
    b.Mark(static_cast<uint32_t>(i));
    b.Call(callee);
    b.LocalTee(value);
    b.Op(Opcode::kI32Eqz);
    Label l = b.If();
    b.I32Const(0);
    b.Return();
    b.End(l);
  }
  b.End(slow);
  b.LocalGet(value);
  b.LocalGet(value);
  b.LocalGet(value);
  b.ReturnCall(callee);
  if (!b.Finish().ok()) std::abort();
}

Module BuildModule() {
  Module m;
  m.AddImportMemory("env", "memory", {1, {}});
  TypeId type = m.AddType({{kI32, kI32, kI32}, {kI32}});
  FuncId callee = m.AddImportFunction("env", "callee", type);
  for (int i = 0; i < kFunctions; ++i) {
    BuildFunction(&m, m.AddFunction(type, "f"), callee);
  }
  return m;
}

void BM_Build(benchmark::State& state) {
  size_t bytes = Encode(BuildModule())->bytes.size();
  for (auto _ : state) benchmark::DoNotOptimize(BuildModule());
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations() * bytes));
}
BENCHMARK(BM_Build);

void BM_Encode(benchmark::State& state) {
  Module m = BuildModule();
  size_t bytes = 0;
  for (auto _ : state) bytes += Encode(m)->bytes.size();
  state.SetBytesProcessed(static_cast<int64_t>(bytes));
}
BENCHMARK(BM_Encode);

void BM_BuildAndEncode(benchmark::State& state) {
  size_t bytes = 0;
  for (auto _ : state) bytes += Encode(BuildModule())->bytes.size();
  state.SetBytesProcessed(static_cast<int64_t>(bytes));
}
BENCHMARK(BM_BuildAndEncode);

void BM_Print(benchmark::State& state) {
  Module m = BuildModule();
  size_t bytes = 0;
  for (auto _ : state) bytes += PrintModule(m).size();
  state.SetBytesProcessed(static_cast<int64_t>(bytes));
}
BENCHMARK(BM_Print);

}  // namespace
}  // namespace seabeam::wasm
