// A good file damaged in every way that a host would not notice: each gives a message of its own.
#include <functional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "abi/atomvm/container.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/types/optional.h"
#include "base/findings.h"
#include "beam/avm.h"
#include "beam/testing/beam_builder.h"
#include "compiler/inspect/inspect.h"
#include "emit/container/native_writer.h"
#include "emit/container/testing/sample_native.h"
#include "emit/wasm/function_builder.h"
#include "emit/wasm/module.h"
#include "gtest/gtest.h"

namespace seabeam::inspect {
namespace {

using atomvm::NativeCode;
using atomvm::testing::SampleModule;
using atomvm::testing::SampleNativeCode;
using atomvm::testing::SampleShape;
using beam::AvmSection;
using beam::kAvmBeam;
using beam::testing::BeamBuilder;
using beam::testing::Bytes;
using beam::testing::U16;
using beam::testing::U32;

std::string Little16(uint32_t value) {
  return Bytes({static_cast<int>(value & 0xFF), static_cast<int>((value >> 8) & 0xFF)});
}
std::string Little32(uint32_t value) { return Little16(value) + Little16(value >> 16); }

std::string Literals(absl::string_view term) {
  return absl::StrCat(U32(1), U32(static_cast<uint32_t>(term.size() + 1)), "\x83", term);
}

// One position, in the module's own file.
std::string Lines() { return U32(0) + U32(0) + U32(1) + U32(1) + U32(0) + Bytes({0x51}); }

BeamBuilder Good(std::string native) {
  BeamBuilder builder;
  builder.Remove("Code");
  builder.Set("AtU8", beam::testing::AtomTable({"m", "f", "g", "erlang"}));
  builder.Set("StrT", "");
  builder.Set("LocT", U32(1) + U32(3) + U32(0) + U32(3));
  builder.Set("FunT", U32(1) + U32(2) + U32(1) + U32(2) + U32(0) + U32(0) + U32(0));
  builder.Set("LitU", Literals(Bytes({97, 1})));
  builder.Set("Line", Lines());
  builder.Set("avmN", std::move(native));
  return builder;
}

std::string GoodNative() { return *atomvm::WriteNativeChunk(SampleNativeCode()); }

// A file of one chunk changed.
std::string With(absl::string_view id, std::string data) {
  return Good(GoodNative()).Set(id, std::move(data)).Build();
}
std::string Without(absl::string_view id) { return Good(GoodNative()).Remove(id).Build(); }

// The avmN chunk with other bytes at an offset.
std::string NativeBytes(size_t at, const std::string& bytes) {
  std::string native = GoodNative();
  native.replace(at, bytes.size(), bytes);
  return Good(native).Build();
}

constexpr size_t kStream = 20;  // its offset in the chunk
constexpr size_t kWasm = kStream + abi::atomvm::kStreamHeadSize;

size_t Metadata() { return kWasm + SampleNativeCode().wasm.size(); }
size_t LineRow(size_t i) { return Metadata() + 2 + 6 * i; }
size_t LabelCount() { return LineRow(SampleNativeCode().lines.size()); }

std::string NativeCutAt(size_t size) { return Good(GoodNative().substr(0, size)).Build(); }

std::string WithWasm(const std::function<void(wasm::Module*)>& change) {
  const SampleShape shape;
  wasm::Module module = SampleModule(shape);
  change(&module);
  return Good(*atomvm::WriteNativeChunk(SampleNativeCode(shape, module))).Build();
}

// A module that has just the functions of the sample, built around other imports and exports.
std::string WithParts(const std::function<void(wasm::Module*)>& imports,
                      const std::function<std::string(uint32_t)>& export_name) {
  const SampleShape shape;
  wasm::Module module;
  imports(&module);
  const wasm::TypeId type = module.AddType({{wasm::kI32, wasm::kI32, wasm::kI32}, {wasm::kI32}});
  for (uint32_t label = 1; label <= shape.labels + shape.continuations; ++label) {
    const wasm::FuncId function = module.AddFunction(type);
    wasm::FunctionBuilder body(&module, function);
    body.Unreachable();
    EXPECT_TRUE(body.Finish().ok());
    const std::string name = export_name(label);
    if (!name.empty()) module.AddExport(name, function);
  }
  return Good(*atomvm::WriteNativeChunk(SampleNativeCode(shape, module))).Build();
}

std::string Named(uint32_t label) { return absl::StrCat("f", label); }

std::string WithMemory(uint32_t min, absl::optional<uint32_t> max, bool shared) {
  return WithParts(
      [&](wasm::Module* module) {
        wasm::Limits limits;
        limits.min = min;
        limits.max = max;
        limits.shared = shared;
        module->AddImportMemory("env", "memory", limits);
      },
      Named);
}

std::string WithTable(wasm::Limits limits, wasm::ValType type = wasm::kFuncRef) {
  return WithParts(
      [&](wasm::Module* module) {
        module->AddImportTable("env", "__indirect_function_table", limits, type);
      },
      Named);
}

std::string WithCode(const std::function<void(NativeCode*)>& change) {
  NativeCode code = SampleNativeCode();
  change(&code);
  return Good(*atomvm::WriteNativeChunk(code)).Build();
}

// A body that a wasm module has for one more function.
wasm::FuncId AddFunction(wasm::Module* module, const wasm::FuncType& type) {
  const wasm::FuncId function = module->AddFunction(module->AddType(type));
  wasm::FunctionBuilder body(module, function);
  body.Unreachable();
  EXPECT_TRUE(body.Finish().ok());
  return function;
}

std::string Replaced(std::string bytes, size_t at, const std::string& with) {
  return bytes.replace(at, with.size(), with);
}

std::string GoodFile() { return Good(GoodNative()).Build(); }

std::string Avm(const std::vector<AvmSection>& sections) { return *beam::WriteAvm(sections); }

struct Damage {
  const char* message;  // of one of the findings
  std::string bytes;
};

// Wasm with a section changed by hand: what no encoder writes.
std::string RawWasm(absl::string_view sections) {
  return WithCode([&](NativeCode* code) {
    code->wasm = absl::StrCat(absl::string_view("\0asm\1\0\0\0", 8), sections);
  });
}

std::vector<Damage> FileDamage() {
  const std::string good = GoodFile();
  return {
      {"offset 0: not a BEAM file (no FOR1 header)", Replaced(good, 0, "x")},
      {"offset 4: file is truncated", good.substr(0, good.size() - 1)},
      {"offset 8: not a BEAM file (form type is not BEAM)", Replaced(good, 8, "X")},
      {"bad chunk id", Replaced(good, 12, Bytes({1}))},
      {"passes the end of the file", Replaced(good, 16, U32(0x00FFFFFF))},
      {"truncated chunk header", Replaced(good, 4, U32(4 + 4))},
      {"chunk Abcd: empty and the last one", Good(GoodNative()).Set("Abcd", "").Build()},
      {"chunk AtU8: missing", Without("AtU8")},
      {"chunk ImpT: missing", Without("ImpT")},
      {"chunk ExpT: missing", Without("ExpT")},
      {"chunk LocT: missing, the host reads it for stack traces", Without("LocT")},
      {"chunk LitU: not read, LitT comes before it",
       Good(GoodNative()).Set("LitT", U32(0) + U32(0)).Build()},
  };
}

std::string Doubled() {
  std::string file = GoodFile();
  const std::string row = "StrT" + U32(4) + "abcd";
  file += row + row;
  return Replaced(file, 4, U32(static_cast<uint32_t>(file.size() - 8)));
}

std::vector<Damage> TableDamage() {
  return {
      {"chunk StrT: there are two of them", Doubled()},
      {"chunk AtU8: offset 0: no atoms", With("AtU8", U32(0))},
      {"chunk AtU8: offset 0: 99 atoms do not fit", With("AtU8", U32(99) + "\1m")},
      {"truncated atom", With("AtU8", U32(1) + "\x05m")},
      {"is not valid UTF-8", With("AtU8", U32(1) + "\1\xFF")},
      {"chunk AtU8: offset 4: bad length of an atom",
       With("AtU8", U32(0xFFFFFFFF) + Bytes({0x11}) + "m")},
      {"chunk ImpT: offset 0: 9 entries do not fit", With("ImpT", U32(9))},
      {"chunk ImpT: offset 4: no atom 77", With("ImpT", U32(1) + U32(77) + U32(1) + U32(0))},
      {"chunk ExpT: offset 8: arity 256 is too large",
       With("ExpT", U32(1) + U32(2) + U32(256) + U32(2))},
      {"chunk LocT: offset 0: truncated table", With("LocT", "")},
      {"chunk FunT: offset 20: 3 free variables in a fun of total arity 1",
       With("FunT", U32(1) + U32(2) + U32(1) + U32(2) + U32(0) + U32(3) + U32(0))},
      {"chunk ExpT: f/1: label 9 is none of the 4 labels",
       With("ExpT", U32(1) + U32(2) + U32(1) + U32(9))},
      {"chunk LocT: g/0: label 0 is none", With("LocT", U32(1) + U32(3) + U32(0) + U32(0))},
      {"chunk avmN: 4 labels, the bytecode has 5",
       With("Code", beam::testing::CodeChunk(5, 1, ""))},
      {"chunk Code: offset 0: truncated header", With("Code", "abc")},
      {"chunk Line: offset 0: version 7, the host knows 0", With("Line", U32(7) + Lines())},
      {"chunk Line: offset 12: truncated table", With("Line", Lines().substr(0, 14))},
      {"chunk Line: offset 20: neither a file nor a line",
       With("Line", Replaced(Lines(), 20, "\3"))},
      {"chunk Line: offset 20: no file 2", With("Line", Replaced(Lines(), 20, Bytes({0x22})))},
      {"a line's number of more than 4 bytes", With("Line", Replaced(Lines(), 20, Bytes({0x79})))},
      {"a file's number of more than 11 bits", With("Line", Replaced(Lines(), 20, Bytes({0x1A})))},
      {"chunk Line: offset 21: truncated file name", With("Line", Replaced(Lines(), 19, "\1"))},
      {"chunk LitU: offset 4: literal 0 passes the end", With("LitU", U32(1) + U32(9) + "\x83")},
      {"chunk LitU: offset 4: literal 0 is not in the external term format",
       With("LitU", U32(1) + U32(1) + "x")},
      {"chunk LitT: offset 4: bad zlib data",
       Good(GoodNative()).Remove("LitU").Set("LitT", U32(8) + "no zlib!").Build()},
      {"literal 0: offset 1: tag 111", With("LitU", Literals(Bytes({111, 0, 0, 0, 0, 0})))},
      {"literal 0: offset 1: tag 77", With("LitU", Literals(Bytes({77, 0, 0, 0, 1, 3, 0xE0})))},
      {"literal 0: offset 1: an integer of 33 bytes, the host has room for 32",
       With("LitU", Literals(Bytes({110, 33, 0}) + std::string(33, 1)))},
      {"literal 0: offset 1: the term is truncated", With("LitU", Literals(Bytes({104, 1})))},
      {"literal 0: offset 3: bytes behind the term", With("LitU", Literals(Bytes({97, 1, 1})))},
      {"literal 0: the keys of a map are not in the host's order",
       With("LitU", Literals(Bytes({116, 0, 0, 0, 2, 97, 2, 106, 97, 1, 106})))},
  };
}

std::vector<Damage> NativeDamage() {
  return {
      {"offset 0: chunk of 11 bytes has no room for its header", NativeCutAt(11)},
      {"offset 0: info of 7 bytes is too small", NativeBytes(0, U32(7))},
      {"passes the end of the chunk", NativeBytes(0, U32(0xFFFFFFFF))},
      {"offset 4: no labels", NativeBytes(4, U32(0))},
      {"offset 4: 65536 labels are more than the tables have room for", NativeBytes(4, U32(65536))},
      {"offset 8: version 2, the host knows 1", NativeBytes(8, U16(2))},
      {"offset 10: no architectures", NativeBytes(10, U16(0))},
      {"offset 10: 2 architectures do not fit the info, which has room for 1",
       NativeBytes(10, U16(2))},
      {"no code for architecture 7 (wasm32), variant 1", NativeBytes(14, U16(3))},
      {"offset 16: stream 0 begins at 4294967295, behind the", NativeBytes(16, U32(0xFFFFFFFF))},
      {"stream 1 begins at 1, in front of the one before it",
       NativeBytes(0, U32(24) + U32(4) + U16(1) + U16(2) + U16(1) + U16(1) + U32(2) + U16(7) +
                          U16(1) + U32(1))},
      {"stream 1 is for the same architecture and variant",
       NativeBytes(0, U32(24) + U32(4) + U16(1) + U16(2) + U16(7) + U16(1) + U32(0) + U16(7) +
                          U16(1) + U32(0))},
      {"stream of 3 bytes has no room for its header", NativeCutAt(kStream + 3)},
      {"offset 20: 16777216 entries, the host takes 16777215",
       NativeBytes(kStream, Little32(0x01000000))},
      {"offset 20: 1048577 entries, a return address has room for 1048576",
       NativeBytes(kStream, Little32(0x00100001))},
      {"offset 20: 4 entries do not reach label 4, where processes end",
       NativeBytes(kStream, Little32(4))},
      {"offset 24: wasm module at 8 overlaps the stream's header",
       NativeBytes(kStream + 4, Little32(8))},
      {"offset 24: wasm module at 65536 lies behind the stream",
       NativeBytes(kStream + 4, Little32(65536))},
      {"offset 28: metadata at 12 lies in front of the wasm module",
       NativeBytes(kStream + 8, Little32(12))},
      {"offset 28: metadata at 99999 lies behind the stream",
       NativeBytes(kStream + 8, Little32(99999))},
      {"offset 32: wasm module of 1 bytes is too small", NativeBytes(kStream + 8, Little32(13))},
      {"offset 32: not a wasm module", NativeBytes(kWasm, "\1")},
      {"wasm: not version 1", NativeBytes(kWasm + 4, "\2")},
  };
}

std::vector<Damage> MetadataDamage() {
  const std::string first_row = Little16(0) + Little32(4);
  return {
      {"no room for the number of lines", NativeCutAt(Metadata() + 1)},
      {"65535 line rows do not fit", NativeBytes(Metadata(), Little16(65535))},
      {"line row 1: the rows are not sorted", NativeBytes(LineRow(1) + 2, Little32(0))},
      {"line row 0: offset 5 is no label's", NativeBytes(LineRow(0) + 2, Little32(5))},
      {"line row 5: offset 4194304 is more than 4194303",
       NativeBytes(LineRow(5) + 2, Little32(1u << 22))},
      {"line row 2: position 9, the Line chunk has 1", NativeBytes(LineRow(2), Little16(9))},
      {"no room for the number of label rows", NativeCutAt(LabelCount() + 1)},
      {"9 label rows do not fit", NativeBytes(LabelCount(), Little16(9))},
      {"label row 0: label 3 is one of the bytecode's", NativeBytes(LabelCount() + 2, Little16(3))},
      {"label row 0: label 5 belongs to label 4, which the bytecode does not have",
       NativeBytes(LabelCount() + 4, Little16(4))},
      {"label row 1: label 5 has a row already", NativeBytes(LabelCount() + 6, Little16(5))},
      {"3 bytes behind the label rows belong to nothing", Good(GoodNative() + "abc").Build()},
  };
}

std::vector<Damage> WasmDamage() {
  const wasm::FuncType entry = {{wasm::kI32, wasm::kI32, wasm::kI32}, {wasm::kI32}};
  return {
      {"import env.alloc is nothing that the host supplies", WithWasm([&](wasm::Module* module) {
         module->AddImportFunction("env", "alloc", module->AddType(entry));
       })},
      {"import env.memory is of another kind at the host",
       WithParts(
           [&](wasm::Module* module) {
             module->AddImportFunction("env", "memory", module->AddType(entry));
           },
           Named)},
      {"the import wants 2000 pages of memory, the host starts with 1024",
       WithMemory(2000, 65536, true)},
      {"the import wants at most 1024 pages of memory, the host may have 32768",
       WithMemory(256, 1024, true)},
      {"shared memory is imported without a maximum",
       RawWasm(absl::string_view("\2\x0F\1\3env\6memory\2\2\1", 17))},
      {"the host's table holds functions", WithTable({}, wasm::kExternRef)},
      {"the host's table has no maximum, the import has one", WithTable({0, 100u, false})},
      {"the import wants 5 entries of the host's table", WithTable({5, {}, false})},
      {"the module has a memory of its own", WithParts(
                                                 [](wasm::Module* module) {
                                                   module->AddMemory({1, {}, false});
                                                 },
                                                 Named)},
      {"the module has a start function", WithWasm([&](wasm::Module* module) {
         module->SetStart(AddFunction(module, {{}, {}}));
       })},
      {"the module has 1 active data segments", WithWasm([](wasm::Module* module) {
         module->AddDataSegment(wasm::ConstExpr::I32(1024), "data");
       })},
      {"the module has an active element segment for the host's table",
       WithParts(
           [](wasm::Module* module) {
             const wasm::TableId table =
                 module->AddImportTable("env", "__indirect_function_table", {});
             module->AddElementSegment(table, wasm::ConstExpr::I32(0), {});
           },
           Named)},
      {"export f7 lies behind the 7 entries", WithWasm([&](wasm::Module* module) {
         module->AddExport("f7", AddFunction(module, entry));
       })},
      {"export f2 is not of type (i32, i32, i32) -> i32",
       WithParts(
           [](wasm::Module* module) {
             module->AddExport("f2", AddFunction(module, {{wasm::kI32}, {wasm::kI32}}));
           },
           [](uint32_t label) { return label == 2 ? std::string() : Named(label); })},
      {"export f2 is no function",
       WithParts(
           [](wasm::Module* module) {
             module->AddMemory({1, {}, false});
             module->AddExportMemory("f2");
           },
           [](uint32_t label) { return label == 2 ? std::string() : Named(label); })},
      {"export f6 is the same function as f1",
       WithParts(
           [&](wasm::Module* module) {
             const wasm::FuncId function = AddFunction(module, entry);
             module->AddExport("f1", function);
             module->AddExport("f6", function);
           },
           [](uint32_t label) { return label == 1 || label == 6 ? std::string() : Named(label); })},
      {"no export f4, where processes end",
       WithParts([](wasm::Module*) {},
                 [](uint32_t l) { return l == 4 ? std::string() : Named(l); })},
      {"chunk ExpT: f/1: label 2 has no export f2",
       WithParts([](wasm::Module*) {},
                 [](uint32_t l) { return l == 2 ? std::string() : Named(l); })},
      {"chunk FunT: f/1: label 2 has no export f2",
       WithParts([](wasm::Module*) {},
                 [](uint32_t l) { return l == 2 ? std::string("f02") : Named(l); })},
      {"there are two exports f1",
       RawWasm(absl::string_view("\1\7\1\x60\2\x7f\x7f\1\x7f\3\2\1\0\7\x0B\2\2f1\0\0\2f1\0\0"
                                 "\x0A\5\1\3\0\0\x0B",
                                 33))},
      {"wasm: section type: count beyond the end", RawWasm("\1\1\5")},
      {"wasm: unknown section 99", RawWasm(absl::string_view("\x63\1\0", 3))},
      {"wasm: section element: unknown kind of element segment",
       RawWasm(absl::string_view("\x09\3\1\x09\0", 5))},
      {"wasm: section data: unknown kind of data segment",
       RawWasm(absl::string_view("\x0B\3\1\x09\0", 5))},
      {"length beyond the end", RawWasm("\1\x7f")},
  };
}

std::vector<Damage> AvmDamage() {
  const std::string beam = GoodFile();
  const std::string good =
      Avm({{"m.beam", kAvmBeam | beam::kAvmStart, beam}, {"a/priv/x", 4, U32(2) + "hi"}});
  std::vector<AvmSection> many;
  for (int i = 0; i < 257; ++i) many.push_back({absl::StrCat("m", i, ".beam"), kAvmBeam, "1234"});
  return {
      {"offset 24: truncated section header", good.substr(0, 30)},
      {"offset 24: section of 2147483648 bytes passes the end", Replaced(good, 24, U32(1u << 31))},
      {"offset 24: section of size 0", Replaced(good, 24, U32(0))},
      {"offset 24: section size is not a multiple of 4", Replaced(good, 24, U32(45))},
      {"offset 28: section with flags 0 is not the last one", Replaced(good, 28, U32(0))},
      {"offset 36: section name is not terminated",
       Replaced(Avm({{"m.beam", kAvmBeam, "12345678"}}), 36, std::string(16, 'x'))},
      {"no end marker", good.substr(0, good.size() - 16)},
      {"the end marker has another name", good.substr(0, good.size() - 4) + "END!"},
      {"1 bytes behind the end", good + "x"},
      {"module section m is not named *.beam", Avm({{"m", kAvmBeam, beam}})},
      {"data file x announces 99 bytes, 4 are there", Avm({{"x", 4, U32(99) + "abcd"}})},
      {"257 modules, the host has room for 256", Avm(many)},
      {"m.beam: offset 0: not a BEAM file", Avm({{"m.beam", kAvmBeam, "1234"}})},
      {"x.beam: holds module m, which is not found by this name",
       Avm({{"x.beam", kAvmBeam, beam}})},
      {"m.beam: chunk avmN: offset 8: version 2, the host knows 1",
       Avm({{"m.beam", kAvmBeam, NativeBytes(8, U16(2))}})},
  };
}

std::vector<std::string> FindingsOf(const std::string& bytes) {
  std::string out;
  base::Findings findings;
  Inspect(bytes, &out, &findings);
  return findings.lines();
}

TEST(DamageTest, GoodFilesHaveNoFindings) {
  EXPECT_EQ(absl::StrJoin(FindingsOf(GoodFile()), "\n"), "");
  EXPECT_EQ(absl::StrJoin(FindingsOf(Avm({{"m.beam", kAvmBeam, GoodFile()}})), "\n"), "");
  // Limits of a host without shared memory, and a module that needs neither import.
  EXPECT_EQ(absl::StrJoin(FindingsOf(WithMemory(256, absl::nullopt, false)), "\n"), "");
  EXPECT_EQ(absl::StrJoin(FindingsOf(WithParts([](wasm::Module*) {}, Named)), "\n"), "");
  // Segments for a table of the module's own, and passive ones.
  EXPECT_EQ(absl::StrJoin(FindingsOf(WithWasm([](wasm::Module* module) {
                            const wasm::TableId own = module->AddTable({4, 4u, false});
                            module->AddElementSegment(own, wasm::ConstExpr::I32(0), {});
                            module->AddPassiveDataSegment("data");
                          })),
                          "\n"),
            "");
  // Without metadata.
  EXPECT_EQ(absl::StrJoin(FindingsOf(NativeCutAt(Metadata())), "\n"), "");
}

TEST(DamageTest, EachKindHasItsMessage) {
  std::set<std::string> kinds;
  for (const std::vector<Damage>& group :
       {FileDamage(), TableDamage(), NativeDamage(), MetadataDamage(), WasmDamage(), AvmDamage()}) {
    for (const Damage& damage : group) {
      SCOPED_TRACE(damage.message);
      EXPECT_TRUE(kinds.insert(damage.message).second);
      const std::vector<std::string> lines = FindingsOf(damage.bytes);
      bool found = false;
      for (const std::string& line : lines) found |= absl::StrContains(line, damage.message);
      EXPECT_TRUE(found) << absl::StrJoin(lines, "\n");
    }
  }
  EXPECT_GE(kinds.size(), 110u);
}

}  // namespace
}  // namespace seabeam::inspect
