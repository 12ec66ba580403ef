#include "ir/verifier.h"

#include <set>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "base/file.h"
#include "gtest/gtest.h"
#include "ir/text.h"

namespace seabeam::ir {

class GraphTestPeer {
 public:
  static void BreakUse(Graph* graph, NodeId n) {
    graph->use_pool_[graph->uses_[n].begin] = graph->start();
  }
  static void BreakRepr(Graph* graph, NodeId n, const Type& type) { graph->nodes_[n].type = type; }
};

namespace {

constexpr char kFolder[] = "ir/testdata";

std::unique_ptr<Graph> Load(const std::string& path) {
  absl::StatusOr<std::string> text = base::ReadFile(path);
  EXPECT_TRUE(text.ok()) << text.status();
  absl::StatusOr<std::unique_ptr<Graph>> graph = ParseGraph(*text);
  EXPECT_TRUE(graph.ok()) << path << ": " << graph.status();
  return std::move(*graph);
}

TEST(Verifier, GoodGraphHasNoFindings) {
  auto graph = Load(absl::StrCat(kFolder, "/good.ir"));
  EXPECT_TRUE(Verify(*graph, nullptr).ok()) << Verify(*graph, nullptr);
}

TEST(Verifier, BadGraphsBreakTheInvariantInTheirName) {
  absl::StatusOr<std::vector<std::string>> files = base::ListFilesRecursive(kFolder, ".ir");
  ASSERT_TRUE(files.ok()) << files.status();
  std::set<int> seen = {1, 3};  // have their own tests below
  for (const std::string& path : *files) {
    const std::string name = base::BaseName(path);
    if (name.rfind("invariant_", 0) != 0) continue;
    int wanted = 0;
    ASSERT_TRUE(absl::SimpleAtoi(name.substr(10, 2), &wanted)) << name;
    auto graph = Load(path);
    const std::vector<Finding> findings = FindBrokenInvariants(*graph, nullptr);
    ASSERT_FALSE(findings.empty()) << name;
    for (const Finding& finding : findings) {
      EXPECT_EQ(finding.invariant, wanted) << name << ": " << Verify(*graph, nullptr);
    }
    seen.insert(wanted);
  }
  for (int i = 1; i <= kNumInvariants; ++i) EXPECT_TRUE(seen.count(i)) << "no bad graph for " << i;
}

TEST(Verifier, StartSaysTheArity) {
  Graph graph("f/1", 1);
  graph.Add(Op::kReturn, {graph.start(), graph.Nil()});
  EXPECT_TRUE(FindBrokenInvariants(graph, nullptr).empty());
  graph.SetImm(graph.start(), 2);
  ASSERT_EQ(FindBrokenInvariants(graph, nullptr).size(), 1u);
  EXPECT_EQ(FindBrokenInvariants(graph, nullptr)[0].invariant, 1);
}

TEST(Verifier, StaleUses) {
  Graph graph("f/0", 0);
  const NodeId nil = graph.Nil();
  graph.Add(Op::kReturn, {graph.start(), nil});
  GraphTestPeer::BreakUse(&graph, nil);
  std::vector<Finding> findings = FindBrokenInvariants(graph, nullptr);
  ASSERT_FALSE(findings.empty());
  EXPECT_EQ(findings[0].invariant, 3);
}

TEST(Verifier, ModuleIndices) {
  Module module;
  module.name = "m";
  module.functions.push_back({2, 0, 1, true});
  module.graphs.push_back(std::make_unique<Graph>("f/0", 0));
  Graph& graph = *module.graphs[0];
  const NodeId ret = graph.Add(Op::kReturn, {graph.start(), graph.Atom(1)});
  EXPECT_TRUE(VerifyModule(module).ok()) << VerifyModule(module);
  graph.SetInput(ret, 1, graph.Atom(2));
  EXPECT_FALSE(VerifyModule(module).ok());
  module.atoms.push_back("ok");
  EXPECT_TRUE(VerifyModule(module).ok()) << VerifyModule(module);
  graph.SetLoc(ret, 1);
  EXPECT_FALSE(VerifyModule(module).ok());
  graph.SetLoc(ret, 0);
  module.atoms[0] = "true";
  EXPECT_FALSE(VerifyModule(module).ok());
}

}  // namespace
}  // namespace seabeam::ir
