#include "emit/atomvm/support_code.h"

#include <set>
#include <string>

#include "abi/bif_list.h"
#include "abi/prim_list.h"
#include "emit/wasm/test_tools.h"
#include "gtest/gtest.h"

namespace seabeam::emit {
namespace {

using wasm::FuncId;
using wasm::FuncType;
using wasm::kI32;

struct Row {
  const char* name;
  const char* params;
  char result;
};

std::vector<Row> Rows() {
  std::vector<Row> rows = {
#define ROW(name, params, result) {#name, params, result},
      SEABEAM_PRIM_LIST(ROW)
#undef ROW
  };
  static constexpr const char* kBifParams[] = {"i", "ii", "iii", "iiii"};
  for (const abi::BifInfo& bif : abi::kBifs) {
    if (bif.arity < 4) rows.push_back({bif.symbol, kBifParams[bif.arity], 'i'});
  }
  return rows;
}

wasm::ValType TypeOf(char c) { return c == 'l' ? wasm::kI64 : c == 'd' ? wasm::kF64 : kI32; }

class SupportCodeTest : public testing::Test {
 protected:
  SupportCodeTest()
      : support_(&module_, [this](absl::string_view name, bool is_import) {
          if (!is_import) return FuncId();
          asked_.insert(std::string(name));
          FuncType type{{kI32, kI32}, {}};
          if (name == "put_map_assoc") type.params.push_back(kI32);
          if (name != "heap_slow") type.results.push_back(kI32);
          return module_.AddImportFunction("env", name, module_.AddType(type));
        }) {
    module_.AddMemory({1, 1});
  }

  void Copy(const Row& row) {
    FuncType type;
    for (const char* p = row.params; *p != '\0'; ++p) type.params.push_back(TypeOf(*p));
    if (row.result != 'v') type.results.push_back(TypeOf(row.result));
    const FuncId f = module_.AddFunction(module_.AddType(type), row.name);
    const absl::Status status = support_.Copy(row.name, f);
    EXPECT_TRUE(status.ok()) << status;
  }
  Row Find(absl::string_view name) {
    for (const Row& row : Rows()) {
      if (row.name == name) return row;
    }
    ADD_FAILURE() << name;
    return {};
  }
  void Finish() {
    const absl::Status status = support_.BuildPending();
    EXPECT_TRUE(status.ok()) << status;
    EXPECT_EQ(wasm::WabtComplaint(wasm::EncodeOrFail(module_).bytes), "");
  }

  wasm::Module module_;
  std::set<std::string> asked_;
  SupportCode support_;
};

// Types are those of the lists, nothing uses globals, static data or a stack.
TEST_F(SupportCodeTest, EveryFunctionCopies) {
  size_t count = 0;
  for (const Row& row : Rows()) {
    if (!SupportCode::Has(row.name)) continue;
    ++count;
    Copy(row);
  }
  Finish();
  EXPECT_GE(count, 50u);
  EXPECT_EQ(asked_, (std::set<std::string>{"create_empty_binary", "find_map_pos", "heap_slow",
                                           "put_map_assoc"}));
}

TEST_F(SupportCodeTest, OnlyWhatIsUsed) {
  Copy(Find("int_from_i64"));
  Finish();
  // Itself, what makes integers, what allocates.
  EXPECT_LE(module_.functions().size(), 3u);
  EXPECT_EQ(asked_, (std::set<std::string>{"heap_slow"}));
}

TEST_F(SupportCodeTest, SharedOnce) {
  Copy(Find("int_add"));
  Finish();
  const size_t one = module_.functions().size();
  Copy(Find("int_sub"));
  Finish();
  EXPECT_EQ(module_.functions().size(), one + 1);
}

TEST(SupportCode, Has) {
  EXPECT_TRUE(SupportCode::Has("bs_create"));
  EXPECT_FALSE(SupportCode::Has("send"));
  EXPECT_FALSE(SupportCode::Has("heap_slow"));
}

}  // namespace
}  // namespace seabeam::emit
