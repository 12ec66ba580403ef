#include "ir/dump.h"

#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "ir/cfg.h"
#include "ir/text.h"

namespace seabeam::ir {
namespace {

std::string Quoted(absl::string_view text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

std::string Escaped(absl::string_view text) {
  std::string out;
  for (char c : text) {
    switch (c) {
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '&':
        out += "&amp;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

bool IsControlEdge(const Graph& graph, NodeId user, uint32_t slot) {
  return graph.info(user).kind == OpKind::kMerge || (slot == 0 && graph.info(user).control_in);
}

// Names of nodes in a printed line become links.
std::string Linked(absl::string_view line) {
  std::string out;
  for (size_t i = 0; i < line.size();) {
    const bool starts = line[i] == 'n' && (i == 0 || line[i - 1] == ' ' || line[i - 1] == '(');
    size_t end = i + 1;
    while (starts && end < line.size() && line[end] >= '0' && line[end] <= '9') ++end;
    if (starts && end > i + 1) {
      absl::string_view name = line.substr(i, end - i);
      absl::StrAppend(&out, "<a href=\"#", name, "\">", name, "</a>");
      i = end;
    } else {
      out += Escaped(line.substr(i, 1));
      ++i;
    }
  }
  return out;
}

constexpr char kStyle[] =
    "body{font:13px monospace;margin:1em}.b{border:1px solid #999;border-radius:4px;margin:.5em "
    "0;padding:.3em;background:#fafafa}.h{color:#555}.n{white-space:pre-wrap}.i{background:#cfc}"
    ".u{background:#fdc}.n:target{background:#ff9}a{color:inherit;text-decoration:none}";

constexpr char kScript[] =
    "const at=id=>document.getElementById(id);"
    "for(const n of document.querySelectorAll('.n')){const ins=[...n.querySelectorAll('a')].slice(1)"
    ".map(a=>a.hash.slice(1));"
    "n.onmouseenter=()=>{for(const i of ins)at(i)?.classList.add('i');"
    "for(const a of document.querySelectorAll('a[href=\"#'+n.id+'\"]')){const u=a.closest('.n');"
    "if(u&&u!==n)u.classList.add('u')}};"
    "n.onmouseleave=()=>{for(const m of document.querySelectorAll('.i,.u'))m.classList.remove('i','u')}}";

}  // namespace

std::string PrintDot(const Graph& graph, const Module* module) {
  const Cfg cfg(graph);
  std::string out = absl::StrCat("digraph ", Quoted(graph.name()),
                                 " {\n  node [shape=box, fontname=monospace, fontsize=10];\n");
  auto node = [&](NodeId n, absl::string_view indent) {
    std::string line = PrintNode(graph, n, module);
    line = line.substr(0, line.find(" [["));
    absl::StrAppend(&out, indent, "n", n, " [label=", Quoted(line), "];\n");
  };
  std::vector<bool> placed(graph.size(), false);
  for (BlockId b = 0; b < cfg.size(); ++b) {
    absl::StrAppend(&out, "  subgraph cluster_b", b, " {\n    label=\"b", b, "\";\n");
    std::vector<NodeId> chain = {cfg.block(b).head};
    chain.insert(chain.end(), cfg.fixed(b).begin(), cfg.fixed(b).end());
    if (cfg.block(b).term != kNoNode) chain.push_back(cfg.block(b).term);
    for (NodeId n : chain) {
      node(n, "    ");
      placed[n] = true;
      for (NodeId user : graph.uses(n)) {
        if (graph.info(user).kind == OpKind::kPinned && graph.control(user) == n && !placed[user]) {
          node(user, "    ");
          placed[user] = true;
        }
      }
    }
    out += "  }\n";
  }
  for (NodeId n = 0; n < graph.size(); ++n) {
    if (graph.IsDead(n) || graph.IsConstant(n)) continue;
    if (!placed[n]) node(n, "  ");
    absl::Span<const NodeId> inputs = graph.inputs(n);
    for (uint32_t i = 0; i < inputs.size(); ++i) {
      if (graph.IsConstant(inputs[i])) {
        std::string line = PrintNode(graph, inputs[i], module);
        line = line.substr(line.find("= ") + 2);
        absl::StrAppend(&out, "  c", n, "_", i, " [shape=plaintext, label=",
                        Quoted(line.substr(0, line.find(" :"))), "];\n");
        absl::StrAppend(&out, "  c", n, "_", i, " -> n", n, ";\n");
        continue;
      }
      const bool control = IsControlEdge(graph, n, i);
      const bool back = graph.op(n) == Op::kLoop && i > 0;
      absl::StrAppend(&out, "  n", inputs[i], " -> n", n, control ? " [style=bold" : " [color=gray40");
      if (back) out += ", style=dashed, constraint=false";
      out += "];\n";
    }
  }
  return out + "}\n";
}

std::string PrintHtml(const Graph& graph, const Module* module) {
  const Cfg cfg(graph);
  std::string out = absl::StrCat("<!doctype html><meta charset=utf-8><title>",
                                 Escaped(graph.name()), "</title><style>", kStyle, "</style>\n<h1>",
                                 Escaped(module == nullptr ? "" : module->name + ":"),
                                 Escaped(graph.name()), "</h1>\n");
  const std::string text = Print(graph, module);
  bool open = false;
  uint32_t next_block = 0;
  for (absl::string_view line : absl::StrSplit(text, '\n')) {
    if (absl::StartsWith(line, "graph ") || line.empty() || line[0] == '}') continue;
    if (line[0] != ' ') {
      // A heading: "b3:  ; from b1, ..." or the name of a section without a block.
      if (open) out += "</div>\n";
      uint32_t depth = 0;
      std::string id;
      if (line[0] == 'b' && next_block < cfg.size()) {
        id = absl::StrCat(" id=b", next_block);
        depth = cfg.block(next_block++).dom_depth;
      }
      absl::StrAppend(&out, "<div class=b", id, " style=\"margin-left:", depth, "em\"><div class=h>",
                      Escaped(line), "</div>\n");
      open = true;
      continue;
    }
    line = absl::StripLeadingAsciiWhitespace(line);
    absl::string_view name = line.substr(0, line.find(' '));
    absl::StrAppend(&out, "<div class=n id=\"", Escaped(name), "\">", Linked(line), "</div>\n");
  }
  if (open) out += "</div>\n";
  return out + absl::StrCat("<script>", kScript, "</script>\n");
}

}  // namespace seabeam::ir
