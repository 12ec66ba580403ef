#include "ir/dump.h"

#include "base/file.h"
#include "gtest/gtest.h"
#include "ir/text.h"

namespace seabeam::ir {
namespace {

TEST(Dump, GoodGraph) {
  auto text = base::ReadFile("ir/testdata/good.ir");
  ASSERT_TRUE(text.ok()) << text.status();
  auto graph = ParseGraph(*text);
  ASSERT_TRUE(graph.ok()) << graph.status();
  const std::string dot = PrintDot(**graph);
  const std::string html = PrintHtml(**graph);
  for (NodeId n = 0; n < (*graph)->size(); ++n) {
    const std::string name = "n" + std::to_string(n);
    EXPECT_NE(html.find("id=\"" + name + "\""), std::string::npos) << name;
    if (!(*graph)->IsConstant(n)) {
      EXPECT_NE(dot.find(name + " [label="), std::string::npos) << name;
    }
  }
  EXPECT_NE(dot.find("style=dashed"), std::string::npos);
  EXPECT_EQ(html.find("http"), std::string::npos);
}

TEST(Dump, QuotesNames) {
  Graph graph("\"<a>\"/0", 0);
  graph.Add(Op::kReturn, {graph.start(), graph.Nil()});
  EXPECT_NE(PrintDot(graph).find("digraph \"\\\"<a>\\\"/0\""), std::string::npos);
  EXPECT_NE(PrintHtml(graph).find("&quot;&lt;a&gt;&quot;/0"), std::string::npos);
}

}  // namespace
}  // namespace seabeam::ir
