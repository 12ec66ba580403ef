#include "ir/text.h"

#include <random>
#include <string>

#include "absl/strings/str_cat.h"
#include "base/file.h"
#include "gtest/gtest.h"

namespace seabeam::ir {
namespace {

void ExpectSame(const Graph& a, const Graph& b) {
  EXPECT_EQ(Print(a), Print(b));
  ASSERT_LE(b.size(), a.size());  // dead nodes at the end are gone
  for (NodeId n = 0; n < a.size(); ++n) {
    ASSERT_EQ(a.IsDead(n), n >= b.size() || b.IsDead(n)) << n;
    if (a.IsDead(n)) continue;
    EXPECT_EQ(a.op(n), b.op(n)) << n;
    EXPECT_EQ(a.imm(n), b.imm(n)) << n;
    EXPECT_EQ(a.list(n), b.list(n)) << n;
    EXPECT_EQ(a.inputs(n), b.inputs(n)) << n;
    EXPECT_EQ(a.type(n), b.type(n)) << n;
    EXPECT_EQ(a.repr(n), b.repr(n)) << n;
    EXPECT_EQ(a.loc(n), b.loc(n)) << n;
    EXPECT_EQ(a.uses(n).size(), b.uses(n).size()) << n;
  }
}

void ExpectRoundTrip(const Graph& graph) {
  const std::string text = Print(graph);
  absl::StatusOr<std::unique_ptr<Graph>> parsed = ParseGraph(text);
  ASSERT_TRUE(parsed.ok()) << parsed.status() << "\n" << text;
  ExpectSame(graph, **parsed);
}

// Graphs that mean nothing: every opcode with random attributes and inputs of any kind.
TEST(Text, EveryOpcodeRoundTrips) {
  std::mt19937_64 random(1);
  for (int round = 0; round < 50; ++round) {
    Graph graph("f/3", 3);
    graph.set_function_index(round);
    for (int o = 1; o < static_cast<int>(Op::kCount); ++o) {
      const Op op = static_cast<Op>(o);
      const OpInfo& info = Info(op);
      std::vector<NodeId> inputs;
      const int extra = info.max_data < 0 ? random() % 4 : info.max_data - info.min_data;
      const int count = info.kind == OpKind::kMerge ? random() % 4
                                                    : (info.control_in ? 1 : 0) + info.min_data + extra;
      for (int i = 0; i < count; ++i) inputs.push_back(random() % graph.size());
      int64_t imm = 0;
      std::vector<int64_t> list;
      if (info.attr == Attr::kMask) {
        imm = random() & ((1u << 18) - 1);
      } else if (info.attr == Attr::kInt || info.attr == Attr::kIdx || random() % 8 == 0) {
        imm = static_cast<int64_t>(random() >> (random() % 64));
      }
      if (info.attr == Attr::kList || random() % 8 == 0) {
        for (int i = random() % 4; i > 0; --i) list.push_back(static_cast<int64_t>(random()));
      }
      const NodeId n = graph.Add(op, inputs, imm, list, random() % 3);
      if (random() % 2) {
        Type type = Type::OfKinds(random() & ((1u << 18) - 1));
        if (random() % 2) type.arity = random() % 10;
        if (random() % 2) type.atom = random() % 10;
        if (random() % 2) type.lo = static_cast<int32_t>(random());
        if (random() % 2) type.hi = static_cast<int32_t>(random());
        graph.SetType(n, type);
      }
      if (random() % 8 == 0) graph.SetRepr(n, static_cast<Repr>(random() % 5));
    }
    for (NodeId n = 1; n < graph.size(); ++n) {
      if (graph.uses(n).empty() && random() % 2) graph.Kill(n);
    }
    ExpectRoundTrip(graph);
  }
}

TEST(Text, GoodGraphRoundTrips) {
  absl::StatusOr<std::string> text = base::ReadFile("ir/testdata/good.ir");
  ASSERT_TRUE(text.ok()) << text.status();
  absl::StatusOr<std::unique_ptr<Graph>> graph = ParseGraph(*text);
  ASSERT_TRUE(graph.ok()) << graph.status();
  ExpectRoundTrip(**graph);
}

TEST(Text, NamesByHandGetFreeIds) {
  auto graph = ParseGraph(
      "; comment\n"
      "graph \"id/1\" arity 1 {\n"
      "begin:\n"
      "  n0 = start\n"
      "  x = param[0](n0) : int[0..255]|nil ; the argument\n"
      "  n7 = return(n0, x) @3\n"
      "}\n");
  ASSERT_TRUE(graph.ok()) << graph.status();
  EXPECT_EQ((*graph)->op(7), Op::kReturn);
  EXPECT_EQ((*graph)->loc(7), 3u);
  const NodeId x = (*graph)->input(7, 1);
  EXPECT_EQ((*graph)->op(x), Op::kParam);
  EXPECT_EQ((*graph)->type(x).ToString(), "int[0..255]|nil");
}

TEST(Text, ErrorsNameTheLine) {
  const std::pair<const char*, const char*> cases[] = {
      {"", "no graph"},
      {"graph \"f\" {\n}\n", "line 1"},
      {"graph \"f\" arity 0 {\n", "no closing"},
      {"graph \"f\" arity 0 {\n n0 = start\n x = frob(n0)\n}\n", "line 3: unknown opcode frob"},
      {"graph \"f\" arity 0 {\n n0 = start\n x = return(n0, y)\n}\n", "line 3: no node y"},
      {"graph \"f\" arity 0 {\n n0 = start\n x = nil\n x = nil\n}\n", "line 4: defined twice"},
      {"graph \"f\" arity 0 {\n n1 = start\n}\n", "n0 is the start"},
      {"graph \"f\" arity 0 {\n n0 = start\n x = nil : integer\n}\n", "no type: integer"},
      {"graph \"f\" arity 0 {\n n0 = start\n x = nil[3]\n}\n", "no attribute"},
      {"graph \"f\" arity 0 {\n n0 = start\n n99999999999 = nil\n x = add(n0\n}\n", "line 4"},
      {"graph \"f\" arity 0 {\n n0 = start\n n999999999 = nil\n}\n", "id too large"},
  };
  for (const auto& [text, message] : cases) {
    auto graph = ParseGraph(text);
    ASSERT_FALSE(graph.ok()) << text;
    EXPECT_NE(graph.status().message().find(message), std::string::npos)
        << graph.status() << " for " << text;
  }
}

TEST(Text, ModulesRoundTrip) {
  Module module;
  module.name = "m \"q\"";
  module.name_atom = 2;
  module.atoms.push_back("ok\n");
  module.literals.push_back(std::string("\x83j\0", 3));
  module.imports.push_back({2, 2, 1});
  module.lambdas.push_back({2, 1, 2, 3, 4, 0});
  module.functions.push_back({2, 0, 1, true});
  module.functions.push_back({2, 1, 5, false});
  module.files = {"a.erl", "b.hrl"};
  module.locations.push_back({1, 22});
  module.locations.push_back({0, 7, 3});
  module.strt = "bytes";
  module.on_load = "init";
  for (uint32_t i = 0; i < 2; ++i) {
    module.graphs.push_back(std::make_unique<Graph>(absl::StrCat("f/", i), i));
    Graph& graph = *module.graphs.back();
    graph.set_function_index(i);
    graph.Add(Op::kReturn, {graph.start(), graph.Atom(2)});
  }
  const std::string text = PrintModule(module);
  auto parsed = ParseModule(text);
  ASSERT_TRUE(parsed.ok()) << parsed.status() << "\n" << text;
  EXPECT_EQ(PrintModule(**parsed), text);
  EXPECT_EQ((*parsed)->literals, module.literals);
  EXPECT_EQ((*parsed)->atoms, module.atoms);
}

}  // namespace
}  // namespace seabeam::ir
