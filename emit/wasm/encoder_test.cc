#include "emit/wasm/encoder.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "emit/wasm/function_builder.h"
#include "emit/wasm/module.h"
#include "emit/wasm/reader.h"
#include "emit/wasm/test_modules.h"
#include "emit/wasm/test_tools.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace seabeam::wasm {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;

std::string ErrorOf(const Module& m) {
  absl::StatusOr<EncodedModule> encoded = Encode(m);
  EXPECT_FALSE(encoded.ok());
  return std::string(encoded.status().message());
}

FuncId AddEmptyFunction(Module& m, absl::string_view name) {
  FuncId f = m.AddFunction(m.AddType({}), name);
  FunctionBuilder b(&m, f);
  EXPECT_TRUE(b.Finish().ok());
  return f;
}

TEST(Encoder, EmptyModule) {
  EncodedModule e = EncodeOrFail(Module(), {false, false, false});
  EXPECT_EQ(e.bytes, std::string("\0asm\1\0\0\0", 8));
  EXPECT_TRUE(e.sections.empty());
}

TEST(Encoder, EverySectionValidates) {
  Module m = MakeModuleWithEverything();
  EncodedModule e = EncodeOrFail(m, {true, true, true});
  EXPECT_EQ(WabtComplaint(e.bytes), "");
  std::vector<std::string> names;
  uint32_t end = 8;
  for (const EncodedModule::Section& s : e.sections) {
    EXPECT_EQ(s.offset, end) << s.name;  // one after the other, no gaps
    end = s.offset + s.size;
    names.push_back(s.name);
  }
  EXPECT_EQ(end, e.bytes.size());
  EXPECT_THAT(names,
              ElementsAre("first", "type", "import", "function", "table", "global", "export",
                          "start", "element", "data_count", "middle", "metadata.code.branch_hint",
                          "code", "data", "last", "name", "producers"));
}

TEST(Encoder, ImportsAddedLateMoveEveryIndex) {
  Module m;
  TypeId t = m.AddType({{}, {kI32}});
  FuncId f = m.AddFunction(t, "f");
  FuncId g = m.AddFunction(t, "g");
  GlobalId own = m.AddGlobal(kI32, true, ConstExpr::I32(3));
  FunctionBuilder b(&m, f);
  b.Call(g);  // forward
  b.GlobalGet(own);
  b.Op(Opcode::kI32Add);
  FuncId late = m.AddImportFunction("env", "late", t);
  GlobalId late_global = m.AddImportGlobal("env", "number", kI32, false);
  b.Call(late);
  b.GlobalGet(late_global);
  b.Op(Opcode::kI32Add);
  b.Op(Opcode::kI32Add);
  ASSERT_TRUE(b.Finish().ok()) << b.status();
  FunctionBuilder b2(&m, g);
  b2.I32Const(1);
  ASSERT_TRUE(b2.Finish().ok());
  m.AddExport("f", f);
  EncodedModule e = EncodeOrFail(m);
  EXPECT_EQ(WabtComplaint(e.bytes), "");
  std::string text = Disassemble(e.bytes);
  EXPECT_THAT(text, HasSubstr("call 2 <g>"));
  EXPECT_THAT(text, HasSubstr("call 0 <late>"));
  EXPECT_THAT(text, HasSubstr("global.get 1"));
  EXPECT_THAT(text, HasSubstr("global.get 0"));
}

TEST(Encoder, TypesAreDeduplicated) {
  Module m;
  TypeId a = m.AddType({{kI32, kI64}, {kF64}});
  TypeId b = m.AddType({{kI32}, {kI64, kF64}});
  EXPECT_NE(a, b);
  EXPECT_EQ(m.AddType({{kI32, kI64}, {kF64}}), a);
  EXPECT_EQ(m.types().size(), 2u);
}

TEST(Encoder, MarksAndBodies) {
  Module m;
  TypeId t = m.AddType({});
  FuncId import = m.AddImportFunction("env", "call", t);
  AddEmptyFunction(m, "empty");
  FuncId f = m.AddFunction(t, "f");
  FunctionBuilder b(&m, f);
  b.Mark(11);
  b.Call(import);
  b.Block();
  b.Mark(22);
  b.Call(import);
  b.End();
  b.I32Const(1);
  b.If();
  b.Return();
  b.Mark(44);  // unreachable: forgotten
  b.Call(import);
  b.End();
  b.Mark(33);
  ASSERT_TRUE(b.Finish().ok());
  EncodedModule e = EncodeOrFail(m);
  ASSERT_EQ(e.marks.size(), 3u);
  EXPECT_EQ(e.marks[0].tag, 11u);
  EXPECT_EQ(e.bytes.substr(e.marks[0].offset, 2), std::string("\x10\0", 2));
  EXPECT_EQ(e.marks[1].tag, 22u);
  EXPECT_EQ(e.marks[1].offset, e.marks[0].offset + 2);
  EXPECT_EQ(e.marks[2].tag, 33u);
  EXPECT_EQ(e.bytes[e.marks[2].offset], '\x0b');
  EXPECT_EQ(e.marks[2].function, f);
  ASSERT_EQ(e.bodies.size(), 2u);
  EXPECT_EQ(e.bytes.substr(e.bodies[0].offset, e.bodies[0].size), std::string("\0\x0b", 2));
  EXPECT_EQ(e.bodies[1].function, f);
  EXPECT_EQ(e.bodies[1].offset + e.bodies[1].size, e.marks[2].offset + 1);
}

TEST(Encoder, NameSectionRoundTrip) {
  Module m;
  m.SetName("names");
  TypeId t = m.AddType({{kI32}, {}});
  m.AddImportFunction("env", "imported", t);
  FuncId f = m.AddFunction(t, "lists:map/2");
  FunctionBuilder b(&m, f);
  b.SetLocalName(b.Param(0), "ctx");
  b.AddLocal(kI64, "unused");
  LocalId wide = b.AddLocal(kF64, "wide");
  LocalId narrow = b.AddLocal(kI32, "narrow");
  b.Block({}, "vanishes");
  Label l = b.Loop({}, "again");
  b.LocalGet(narrow);
  b.BrIf(l);
  b.LocalGet(wide);
  b.LocalSet(wide);
  b.LocalGet(wide);
  b.Op(Opcode::kI64TruncF64S);
  b.Drop();
  b.End();
  b.End();
  ASSERT_TRUE(b.Finish().ok());
  m.SetFunctionName(AddEmptyFunction(m, "before"), "after \xc3\xa9");
  EncodedModule e = EncodeOrFail(m, {true, true, false});
  EXPECT_EQ(WabtComplaint(e.bytes), "");
  absl::StatusOr<ModuleOutline> outline = ReadModule(e.bytes);
  ASSERT_TRUE(outline.ok()) << outline.status();
  EXPECT_EQ(outline->name_section_note, "");
  EXPECT_EQ(outline->module_name, "names");
  EXPECT_THAT(outline->function_names,
              ElementsAre(Pair(0, "imported"), Pair(1, "lists:map/2"), Pair(2, "after \xc3\xa9")));
  // The i32 comes before the f64; what is unused is not named.
  EXPECT_THAT(
      outline->local_names,
      ElementsAre(Pair(1, ElementsAre(Pair(0, "ctx"), Pair(1, "narrow"), Pair(2, "wide")))));
  EXPECT_THAT(outline->label_names, ElementsAre(Pair(1, ElementsAre(Pair(0, "again")))));
  EXPECT_EQ(outline->functions[0].name, "lists:map/2");
  // Without local names the module and function names stay.
  outline = ReadModule(EncodeOrFail(m).bytes);
  ASSERT_TRUE(outline.ok());
  EXPECT_TRUE(outline->local_names.empty());
  EXPECT_EQ(outline->function_names.size(), 3u);
  outline = ReadModule(EncodeOrFail(m, {false, false, false}).bytes);
  ASSERT_TRUE(outline.ok());
  EXPECT_TRUE(outline->function_names.empty());
}

TEST(Encoder, BranchHints) {
  Module m;
  FuncId f = m.AddFunction(m.AddType({{kI32}, {}}), "f");
  FunctionBuilder b(&m, f);
  Label l = b.Block();
  b.LocalGet(b.Param(0));
  b.Mark(0);
  b.BrIf(l, BranchHint::kUnlikely);
  b.LocalGet(b.Param(0));
  b.Mark(1);
  b.If({}, BranchHint::kLikely);
  b.Unreachable();
  b.End();
  b.End();
  ASSERT_TRUE(b.Finish().ok());
  EncodedModule e = EncodeOrFail(m, {false, false, true});
  EXPECT_EQ(WabtComplaint(e.bytes), "");
  auto section = std::find_if(e.sections.begin(), e.sections.end(),
                              [](const auto& s) { return s.name == "metadata.code.branch_hint"; });
  ASSERT_NE(section, e.sections.end());
  std::string payload = e.bytes.substr(section->offset, section->size).substr(2 + 1 + 25);
  uint32_t body = e.bodies[0].offset;
  ASSERT_EQ(e.marks.size(), 2u);
  const char expected[] = {1,
                           0,
                           2,
                           static_cast<char>(e.marks[0].offset - body),
                           1,
                           0,
                           static_cast<char>(e.marks[1].offset - body),
                           1,
                           1};
  EXPECT_EQ(payload, std::string(expected, sizeof(expected)));
}

TEST(Encoder, RefFuncNeedsNoDeclarationByTheCaller) {
  Module m;
  FuncId target = AddEmptyFunction(m, "target");
  FuncId f = m.AddFunction(m.AddType({}), "f");
  FunctionBuilder b(&m, f, Simplify::kOff);
  b.RefFunc(target);
  b.Drop();
  ASSERT_TRUE(b.Finish().ok());
  EXPECT_EQ(WabtComplaint(EncodeOrFail(m).bytes), "");
}

TEST(Encoder, Refusals) {
  {
    Module m;
    m.SetName("m");
    m.AddFunction(m.AddType({}), "lost");
    EXPECT_EQ(ErrorOf(m), "wasm module \"m\": function 0 \"lost\" has no body");
  }
  {
    Module m;
    FuncId f = AddEmptyFunction(m, "f");
    m.AddExport("f", f);
    m.AddExport("f", f);
    EXPECT_THAT(ErrorOf(m), HasSubstr("two exports are named \"f\""));
  }
  {
    Module m;
    m.AddMemory({1, {}, true});
    EXPECT_THAT(ErrorOf(m), HasSubstr("shared memory without maximum"));
  }
  {
    Module m;
    m.AddMemory({3, 2});
    EXPECT_THAT(ErrorOf(m), HasSubstr("maximum is below its minimum"));
  }
  {
    Module m;
    m.AddDataSegment(ConstExpr::I32(0), "x");
    EXPECT_THAT(ErrorOf(m), HasSubstr("without memory"));
  }
  {
    Module m;
    m.AddGlobal(kI32, false, ConstExpr::I64(0));
    EXPECT_THAT(ErrorOf(m), HasSubstr("of type i64 instead of i32"));
  }
  {
    Module m;
    GlobalId g = m.AddGlobal(kI32, false, ConstExpr::I32(0));
    m.AddGlobal(kI32, false, ConstExpr::Global(g));
    EXPECT_THAT(ErrorOf(m), HasSubstr("may only use an imported constant"));
  }
  {
    Module m;  // extended-const is off by default
    GlobalId base = m.AddImportGlobal("env", "base", kI32, false);
    TableId table = m.AddImportTable("env", "table", {0, {}});
    m.AddElementSegment(table, ConstExpr::Global(base, 4), {});
    EXPECT_THAT(ErrorOf(m), HasSubstr("needs the feature extended-const"));
  }
  {
    Module m;
    m.SetStart(m.AddImportFunction("env", "f", m.AddType({{kI32}, {}})));
    EXPECT_THAT(ErrorOf(m), HasSubstr("start function takes or returns"));
  }
  {
    Module m;
    FuncId f = m.AddFunction(m.AddType({}), "many");
    FunctionBuilder b(&m, f, Simplify::kOff);
    for (int i = 0; i < 50001; ++i) {
      LocalId l = b.AddLocal(kI32);
      b.LocalGet(l);
      b.LocalSet(l);
    }
    ASSERT_TRUE(b.Finish().ok());
    EXPECT_THAT(ErrorOf(m), HasSubstr("\"many\": 50001 locals"));
  }
}

TEST(Encoder, ExtendedConstWhenAllowed) {
  Module m(FeatureSet::Default().With(Feature::kExtendedConst));
  GlobalId base = m.AddImportGlobal("env", "base", kI32, false);
  TableId table = m.AddImportTable("env", "table", {0, {}});
  FuncId f = AddEmptyFunction(m, "f");
  m.AddElementSegment(table, ConstExpr::Global(base, 4), {f, f});
  m.AddElementSegment(table, ConstExpr::Global(base), {f, FuncId(), f});
  EXPECT_EQ(WabtComplaint(EncodeOrFail(m).bytes), "");
}

}  // namespace
}  // namespace seabeam::wasm
