// Functions of a small module, for tests of the builder.
#ifndef SEABEAM_EMIT_WASM_FUNCTION_BUILDER_FIXTURE_H_
#define SEABEAM_EMIT_WASM_FUNCTION_BUILDER_FIXTURE_H_

#include <functional>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "emit/wasm/encoder.h"
#include "emit/wasm/function_builder.h"
#include "emit/wasm/printer.h"
#include "emit/wasm/test_tools.h"
#include "gtest/gtest.h"

namespace seabeam::wasm {

class FunctionBuilderFixture : public testing::Test {
 protected:
  FunctionBuilderFixture() {
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

}  // namespace seabeam::wasm

#endif  // SEABEAM_EMIT_WASM_FUNCTION_BUILDER_FIXTURE_H_
