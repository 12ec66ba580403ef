// Random programs: what the builder accepts wabt accepts, the printed text
// assembles to the encoded bytes, and simplified code computes what the code
// as written does.
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "emit/wasm/encoder.h"
#include "emit/wasm/function_builder.h"
#include "emit/wasm/printer.h"
#include "emit/wasm/reader.h"
#include "emit/wasm/test_modules.h"
#include "emit/wasm/test_tools.h"
#include "gtest/gtest.h"

namespace seabeam::wasm {
namespace {

TEST(RandomModules, AreValidAndPrintAsTheyAreEncoded) {
  for (uint64_t seed = 1; seed <= 10; ++seed) {
    Module m = MakeRandomModule(seed, 100, false);
    EncodedModule e = EncodeOrFail(m, {false, false, false});
    ASSERT_EQ(WabtComplaint(e.bytes), "") << "seed " << seed;
    std::string assembled;
    std::string text = PrintModule(m);
    CommandResult r = AssembleText(text, &assembled);
    ASSERT_EQ(r.status, 0) << "seed " << seed << ": " << r.output;
    EXPECT_TRUE(assembled == e.bytes) << "seed " << seed;
    absl::StatusOr<ModuleOutline> outline = ReadModule(e.bytes);
    ASSERT_TRUE(outline.ok()) << outline.status();
    EXPECT_EQ(outline->functions.size(), e.bodies.size());
  }
}

TEST(RandomModules, SimplifiedCodeComputesTheSame) {
  constexpr char kScript[] = R"(
const m = new WebAssembly.Module(bytes);
function run(name, args) {
  // A fresh instance: the same memory and global for both.
  const e = new WebAssembly.Instance(m).exports;
  let out;
  try {
    out = String(e[name](...args));
  } catch (error) {
    if (!(error instanceof WebAssembly.RuntimeError)) throw error;
    return error.message;
  }
  const words = new BigUint64Array(e.memory.buffer, 0, 1024);
  let sum = e.global.value;
  for (const w of words) sum = BigInt.asUintN(64, sum * 31n + w);
  return out + ' ' + sum;
}
const inputs = [[0, 0n, 0], [1, -1n, 0.5], [-7, 1n << 40n, -1e300],
                [0x7fffffff, -(1n << 63n), Infinity]];
let compared = 0, results = new Set();
for (let i = 0; ; ++i) {
  if (!WebAssembly.Module.exports(m).some(e => e.name === 'a' + i)) break;
  for (const args of inputs) {
    const a = run('a' + i, args), b = run('b' + i, args);
    if (a !== b) console.log(`function ${i} (${args}): ${a} instead of ${b}`);
    results.add(a);
    ++compared;
  }
}
console.log('compared', compared, results.size > 50 ? 'varied' : 'dull');
)";
  size_t simplified = 0;
  size_t plain = 0;
  for (uint64_t seed = 100; seed < 103; ++seed) {
    Module m = MakeRandomModule(seed, 100, true);
    EncodedModule e = EncodeOrFail(m, {false, false, false});
    for (size_t i = 2; i < e.bodies.size(); i += 2) {
      EXPECT_LE(e.bodies[i].size, e.bodies[i + 1].size + 1);
      simplified += e.bodies[i].size;
      plain += e.bodies[i + 1].size;
    }
    CommandResult r = RunInNode(e.bytes, kScript);
    EXPECT_EQ(r.status, 0);
    EXPECT_EQ(r.output, "compared 400 varied\n") << "seed " << seed;
  }
  EXPECT_LT(simplified, plain);
}

// Calls builder methods without regard for types.
class Chaos {
 public:
  Chaos(Module* m, FunctionBuilder* b, uint64_t seed) : m_(*m), b_(*b), random_(seed) {}

  void Fill() {
    for (int i = 0; i < 4; ++i) b_.AddLocal(i % 2 == 0 ? kI32 : kI64);
    labels_.push_back(b_.function_label());
    int n = 3 + Pick(12);
    for (int i = 0; i < n; ++i) Step();
    while (b_.ok() && open_ > 0) {
      b_.End();
      --open_;
    }
  }

 private:
  uint32_t Pick(uint32_t n) { return static_cast<uint32_t>(random_() % n); }
  Label AnyLabel() { return labels_[Pick(static_cast<uint32_t>(labels_.size()))]; }
  BlockType AnyBlockType() {
    switch (Pick(4)) {
      case 0:
        return kI32;
      case 1:
        return TypeId(Pick(static_cast<uint32_t>(m_.types().size())));
      default:
        return {};
    }
  }

  void Step() {
    switch (Pick(22)) {
      case 0:
      case 1:
      case 2:
        b_.I32Const(static_cast<int32_t>(Pick(3)));
        break;
      case 3:
        b_.I64Const(1);
        break;
      case 4:
        b_.LocalGet(LocalId(Pick(5)));
        break;
      case 5:
        b_.LocalSet(LocalId(Pick(5)));
        break;
      case 6:
        b_.LocalTee(LocalId(Pick(5)));
        break;
      case 7:
        b_.Drop();
        break;
      case 8:
        b_.Select();
        break;
      case 9:
        b_.Op(Opcode::kI32Eqz);
        break;
      case 10:
        b_.Op(OneIn(2) ? Opcode::kI32Add : Opcode::kI64ExtendI32U);
        break;
      case 11:
      case 12:
        labels_.push_back(b_.Block(AnyBlockType()));
        ++open_;
        break;
      case 13:
        labels_.push_back(b_.Loop(AnyBlockType()));
        ++open_;
        break;
      case 14:
        labels_.push_back(b_.If(AnyBlockType()));
        ++open_;
        break;
      case 15:
        b_.Else();
        break;
      case 16:
        b_.End();
        --open_;
        break;
      case 17:
        b_.Br(AnyLabel());
        break;
      case 18:
        b_.BrIf(AnyLabel());
        break;
      case 19:
        b_.BrTable({AnyLabel(), AnyLabel()}, AnyLabel());
        break;
      case 20:
        if (OneIn(2)) {
          b_.Return();
        } else {
          b_.Unreachable();
        }
        break;
      default:
        b_.Call(FuncId(FuncId::kImportBit));
        break;
    }
  }

  bool OneIn(uint32_t n) { return Pick(n) == 0; }

  Module& m_;
  FunctionBuilder& b_;
  std::mt19937_64 random_;
  std::vector<Label> labels_;
  int open_ = 0;
};

TEST(Chaos, WhatTheBuilderAcceptsIsValid) {
  std::mt19937_64 random(7);
  for (Simplify simplify : {Simplify::kOn, Simplify::kOff}) {
    Module m;
    TypeId types[] = {m.AddType({}), m.AddType({{kI32}, {kI32}}), m.AddType({{}, {kI32, kI64}}),
                      m.AddType({{kI32}, {}})};
    m.AddImportFunction("env", "f", types[1]);
    int accepted = 0;
    int tried = 0;
    while (accepted < 2000 && tried < 1000000) {
      ++tried;
      // A scratch module takes what is refused.
      Module scratch;
      for (TypeId t : types) scratch.AddType(m.type(t));
      scratch.AddImportFunction("env", "f", types[1]);
      TypeId type = types[random() % 4];
      uint64_t seed = random();
      {
        FunctionBuilder b(&scratch, scratch.AddFunction(type), simplify);
        Chaos(&scratch, &b, seed).Fill();
        if (!b.Finish().ok()) continue;
      }
      ++accepted;
      FunctionBuilder b(&m, m.AddFunction(type), simplify);
      Chaos(&m, &b, seed).Fill();
      ASSERT_TRUE(b.Finish().ok());
    }
    EXPECT_EQ(accepted, 2000);
    EncodedModule e = EncodeOrFail(m, {false, false, false});
    EXPECT_EQ(WabtComplaint(e.bytes), "");
    std::string assembled;
    CommandResult r = AssembleText(PrintModule(m), &assembled);
    ASSERT_EQ(r.status, 0) << r.output;
    // wat2wasm drops an empty else, and so does Simplify::kOn.
    if (simplify == Simplify::kOn) {
      EXPECT_TRUE(assembled == e.bytes);
    }
  }
}

}  // namespace
}  // namespace seabeam::wasm
