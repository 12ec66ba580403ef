// Random graphs, emitted and run in Node, against the graph interpreter.
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "base/file.h"
#include "emit/emitter.h"
#include "emit/wasm/test_tools.h"
#include "gtest/gtest.h"
#include "ir/interp/interpreter.h"
#include "ir/module.h"
#include "ir/testing/random_graph.h"
#include "ir/text.h"
#include "ir/verifier.h"

namespace seabeam::emit {
namespace {

using ir::Op;
using ir::Value;

std::string Json(const Value& v) {
  std::vector<std::string> parts;
  if (v.parts != nullptr) {
    for (const Value& p : *v.parts) parts.push_back(Json(p));
  }
  switch (v.kind) {
    case Value::kInt:
      return absl::StrCat("{i:'", v.i, "'}");
    case Value::kAtom:
      return absl::StrCat("{a:", v.i, "}");
    case Value::kNil:
      return "{n:1}";
    case Value::kFloat:
      return absl::StrFormat("{f:%.17g}", v.f);
    case Value::kCons:
      return absl::StrCat("{c:[", absl::StrJoin(parts, ","), "]}");
    default:
      return absl::StrCat("{t:[", absl::StrJoin(parts, ","), "]}");
  }
}

// As mini_runtime.mjs prints.
std::string Text(const Value& v) {
  std::vector<std::string> parts;
  if (v.parts != nullptr) {
    for (const Value& p : *v.parts) parts.push_back(Text(p));
  }
  switch (v.kind) {
    case Value::kFloat: {
      uint64_t bits;
      std::memcpy(&bits, &v.f, sizeof bits);
      return absl::StrCat("f", absl::Hex(bits));
    }
    case Value::kCons:
      return absl::StrCat("[", parts[0], "|", parts[1], "]");
    case Value::kTuple:
      return absl::StrCat("{", absl::StrJoin(parts, ","), "}");
    default:
      return v.ToString();
  }
}

// Empty when the interpreter has no opinion.
std::string Text(const ir::Outcome& outcome) {
  switch (outcome.kind) {
    case ir::Outcome::kReturned:
      return absl::StrCat("ret ", Text(outcome.value));
    case ir::Outcome::kRaised:
      return absl::StrCat("raise ", outcome.callee, " ", Text(outcome.value));
    case ir::Outcome::kTailCalled:
      return absl::StrCat("tail ", Text(outcome.value));
    default:
      return "";
  }
}

void AddFunction(ir::Module* module, std::unique_ptr<ir::Graph> graph) {
  graph->set_function_index(static_cast<uint32_t>(module->functions.size()));
  module->functions.push_back({2, graph->arity(), 0, true});
  module->graphs.push_back(std::move(graph));
}

std::unique_ptr<ir::Module> NewModule() {
  auto module = std::make_unique<ir::Module>();
  module->name = "random";
  module->name_atom = 2;
  for (const char* atom : {"ok", "error", "badarg"}) module->atoms.push_back(atom);
  module->files.push_back("random.erl");
  // Function 0, which random graphs tail-call, shows its arguments.
  auto graph = ir::ParseGraph(R"(graph "show/3" arity 3 {
    n0 = start
    a = param[0](n0)
    b = param[1](n0)
    c = param[2](n0)
    r = raise_function_clause[3, -1, -1](n0, a, b, c)
  })");
  EXPECT_TRUE(graph.ok()) << graph.status();
  AddFunction(module.get(), *std::move(graph));
  return module;
}

void Compare(uint64_t first_seed, int count, int size, const EmitOptions& options) {
  std::unique_ptr<ir::Module> module = NewModule();
  for (int i = 0; i < count; ++i) AddFunction(module.get(), ir::RandomGraph(first_seed + i, size));
  std::vector<std::string> cases, expected;
  std::vector<uint32_t> functions;
  for (uint32_t f = 1; f < module->graphs.size(); ++f) {
    for (uint64_t round = 0; round < 8; ++round) {
      std::vector<Value> args;
      std::vector<std::string> json;
      for (uint64_t i = 0; i < 3; ++i) {
        args.push_back(ir::RandomArgument(first_seed * 7919 + f * 131 + round * 17 + i));
        json.push_back(Json(args.back()));
      }
      const std::string text =
          Text(ir::Interpret(*module->graphs[f], args, 20000, module.get()));
      if (text.empty()) continue;
      cases.push_back(absl::StrCat("{f:", f, ",args:[", absl::StrJoin(json, ","), "]}"));
      expected.push_back(text);
      functions.push_back(f);
    }
  }
  EmitStats stats;
  absl::StatusOr<std::string> bytes = EmitModule(*module, options, &stats);
  ASSERT_TRUE(bytes.ok()) << bytes.status();
  ASSERT_EQ(wasm::WabtComplaint(*bytes), "");
  ASSERT_GT(cases.size(), static_cast<size_t>(count));

  absl::StatusOr<std::string> runtime = base::ReadFile("emit/testing/mini_runtime.mjs");
  ASSERT_TRUE(runtime.ok()) << runtime.status();
  const std::string script =
      absl::StrCat("const tableOffset = ", stats.entry_positions + stats.error_positions,
                   ";\nconst cases = [", absl::StrJoin(cases, ",\n"), "];\n", *runtime);
  const wasm::CommandResult run = wasm::RunInNode(*bytes, script);
  ASSERT_EQ(run.status, 0) << run.output;
  const std::vector<std::string> lines =
      absl::StrSplit(absl::StripSuffix(run.output, "\n"), '\n');
  ASSERT_EQ(lines.size(), expected.size()) << run.output.substr(0, 2000);
  int wrong = 0;
  for (size_t i = 0; i < lines.size(); ++i) {
    if (lines[i] == expected[i]) continue;
    ADD_FAILURE() << "seed " << first_seed + functions[i] - 1 << " " << cases[i] << "\n  expected "
                  << expected[i] << "\n  got      " << lines[i]
                  << (wrong == 0 ? "\n" + ir::Print(*module->graphs[functions[i]]) : "");
    if (++wrong == 5) return;
  }
}

TEST(RandomExecution, SmallGraphs) { Compare(1, 400, 8, {}); }
TEST(RandomExecution, LargerGraphs) { Compare(10001, 200, 40, {}); }
TEST(RandomExecution, LargeGraphs) { Compare(20001, 40, 250, {}); }

}  // namespace
}  // namespace seabeam::emit
