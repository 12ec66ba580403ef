#include "emit/atomvm/build_native.h"

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "emit/wasm/reader.h"
#include "emit/wasm/test_tools.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "ir/text.h"
#include "ir/verifier.h"

namespace seabeam::emit {
namespace {

using testing::HasSubstr;
using testing::Not;

// Module `m` with one function f/1, label 2 of 3.
absl::StatusOr<atomvm::NativeCode> Build(absl::string_view body, absl::string_view tables = "") {
  auto module = ir::ParseModule(absl::StrCat(
      "module \"m\" name_atom 2\natom \"m\"\natom \"f\"\natom \"erlang\"\natom "
      "\"get\"\natom \"list_to_existing_atom\"\n",
      tables, "import 4 5 1\nimport 4 6 1\nfunction 3 1 2 exported\nfile \"m.erl\"\n",
      "location 0 5\nstrt \"a text\"\ngraph \"f/1\" arity 1 index 0 {\nn0 = start\nx = "
      "param[0](n0)\n",
      body, "}\n"));
  EXPECT_TRUE(module.ok()) << module.status();
  if (!module.ok()) return module.status();
  EXPECT_TRUE(ir::VerifyModule(**module).ok()) << ir::VerifyModule(**module);
  NativeInputs inputs;
  inputs.labels = 3;
  inputs.atoms = {"", "m", "f", "erlang", "get"};
  EmitOptions options;
  options.names = true;
  return BuildNative(**module, inputs, options);
}

std::string Wasm(absl::string_view body, absl::string_view tables = "") {
  auto code = Build(body, tables);
  EXPECT_TRUE(code.ok()) << code.status();
  if (!code.ok()) return "";
  EXPECT_EQ(wasm::WabtComplaint(code->wasm), "");
  return code->wasm;
}

std::string Error(absl::string_view body, absl::string_view tables = "") {
  auto code = Build(body, tables);
  EXPECT_EQ(code.status().code(), absl::StatusCode::kUnimplemented);
  return std::string(code.status().message());
}

constexpr char kMatch[] = R"(
  ms = bs_start_match(n0, x)
  eight = i32_const[8]
  a = bs_get_integer[0](ms, ms, eight)
  s = bs_match_string[16, 1](a, ms)
  at = bs_offset(s, ms)
  data = bs_data(ms)
  w = bs_read[24](at, data, at)
  t = i32_to_term[0](w)
  b = bool_to_term(s)
  all = make_tuple(a, t, b)
  r = return(w, all)
)";

TEST(BuildNative, MatchingIsCodeOfTheModule) {
  const std::string bytes = Wasm(kMatch);
  const std::string text = wasm::Disassemble(bytes);
  for (const char* name : {"<$bs_start_match>", "<$bs_get_integer>", "<$bs_match_string>",
                           "<$bytes>", "<$heap_slow>"}) {
    EXPECT_THAT(text, HasSubstr(name));
  }
  // Nobody makes a binary.
  EXPECT_THAT(text, Not(HasSubstr("<$bs_create>")));
  EXPECT_THAT(text, Not(HasSubstr("<$create_empty_binary>")));
}

TEST(BuildNative, StringsArePassiveData) {
  auto outline = wasm::ReadModule(Wasm(kMatch));
  ASSERT_TRUE(outline.ok()) << outline.status();
  EXPECT_TRUE(outline->active_data.empty());
  EXPECT_THAT(Wasm(kMatch), HasSubstr("a text"));
  // Only where something reads them.
  EXPECT_THAT(Wasm("r = return(n0, x)\n"), Not(HasSubstr("a text")));
}

TEST(BuildNative, MakingAsksTheHostForLargeBinaries) {
  const std::string text = wasm::Disassemble(Wasm(R"(
    none = none
    small = small[8]
    new = bs_create[256, -1, 6, 0](n0, x, small, none, small)
    isn = is_none(new)
    b = bool_to_term(isn)
    r = return(new, b)
)"));
  EXPECT_THAT(text, HasSubstr("<$bs_create>"));
  EXPECT_THAT(text, HasSubstr("<$create_empty_binary>"));
}

TEST(BuildNative, SmallBinariesOfKnownNumbersAreMadeInPlace) {
  // A text, and a number whose little end comes first.
  constexpr char kBody[] = R"(
    none = none
    two = small[2]
    value = small[258]
    wide = small[16]
    new = bs_create[2054, 2, 288, -1](n0, none, two, value, wide)
    r = return(new, new)
)";
  const std::string text = wasm::Disassemble(Wasm(kBody));
  EXPECT_THAT(text, Not(HasSubstr("<$bs_create>")));
  EXPECT_THAT(text, HasSubstr("i32.store8"));
}

// 2^255 and 2^256.
std::string Power(size_t bytes, absl::string_view top) {
  std::string term = absl::StrCat("literal \"\\203n\\", bytes == 32 ? "040" : "041", "\\000");
  for (size_t i = 1; i < bytes; ++i) term += "\\000";
  return absl::StrCat(term, top, "\"\n");
}

TEST(BuildNative, IntegersInCode) {
  constexpr char kBody[] = "lit = literal[0]\nr = return(n0, lit)\n";
  EXPECT_THAT(wasm::Disassemble(Wasm(kBody, Power(32, "\\200"))), HasSubstr("<$literal>"));
  EXPECT_THAT(Error(kBody, Power(33, "\\001")),
              HasSubstr("function f/1: an integer of more than 256 bits in code"));
}

}  // namespace
}  // namespace seabeam::emit
