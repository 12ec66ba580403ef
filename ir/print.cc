#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

#include "abi/bif_list.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "ir/cfg.h"
#include "ir/text.h"

namespace seabeam::ir {
namespace {

std::string AtomText(const Module& module, uint32_t atom) {
  if (atom >= module.atoms.size()) return absl::StrCat("atom#", atom, "?");
  return absl::Utf8SafeCEscape(module.atoms[atom]);
}

std::string FunctionText(const Module& module, int64_t index) {
  if (index < 0 || index >= static_cast<int64_t>(module.functions.size())) return "?";
  const FunctionInfo& f = module.functions[index];
  return absl::StrCat(AtomText(module, f.name), "/", f.arity);
}

std::string BifText(int64_t id) {
  if (id < 0 || id >= static_cast<int64_t>(abi::BifId::kCount)) return "?";
  const abi::BifInfo& bif = abi::kBifs[id];
  return absl::StrCat(bif.module, ":", bif.function, "/", bif.arity);
}

// What the module knows about the node's attributes; empty if nothing.
std::string Explain(const Graph& graph, NodeId n, const Module& module) {
  const int64_t imm = graph.imm(n);
  absl::Span<const int64_t> list = graph.list(n);
  switch (graph.op(n)) {
    case Op::kAtomConst:
      return AtomText(module, static_cast<uint32_t>(imm));
    case Op::kCallLocal:
    case Op::kTailLocal:
      return list.empty() ? "" : FunctionText(module, list[0]);
    case Op::kCallExternal:
    case Op::kTailExternal: {
      if (list.empty() || list[0] < 0 || list[0] >= static_cast<int64_t>(module.imports.size())) {
        return "";
      }
      const ImportRef& import = module.imports[list[0]];
      return absl::StrCat(AtomText(module, import.module), ":", AtomText(module, import.function),
                          "/", import.arity);
    }
    case Op::kMakeFun:
      if (imm < 0 || imm >= static_cast<int64_t>(module.lambdas.size())) return "";
      return FunctionText(module, module.lambdas[imm].function_index);
    case Op::kCallBif:
    case Op::kGuardBif:
      return BifText(imm);
    case Op::kRaiseGuard:
      return list.empty() ? "" : BifText(list[0]);
    case Op::kF64Const: {
      double value;
      std::memcpy(&value, &imm, sizeof value);
      return absl::StrFormat("%.17g", value);
    }
    case Op::kSwitch: {
      std::vector<std::string> keys;
      for (int64_t key : list) {
        const int64_t payload = KeyPayload(key);
        switch (KeyKind(key)) {
          case SwitchKeyKind::kSmall:
            keys.push_back(absl::StrCat(payload));
            break;
          case SwitchKeyKind::kAtom:
            keys.push_back(AtomText(module, static_cast<uint32_t>(payload)));
            break;
          case SwitchKeyKind::kNil:
            keys.push_back("[]");
            break;
          case SwitchKeyKind::kLiteral:
            keys.push_back(absl::StrCat("literal ", payload));
            break;
        }
      }
      return absl::StrJoin(keys, " ");
    }
    default:
      return "";
  }
}

// The block a floating node is shown in: the deepest one its inputs need. Blocks of inputs that
// are not placed (cycles of a broken graph, unreachable) count as the first.
class Placement {
 public:
  Placement(const Graph& graph, const Cfg& cfg)
      : graph_(graph), cfg_(cfg), place_(graph.size(), kNoBlock), state_(graph.size(), kNew) {
    for (NodeId n = 0; n < graph.size(); ++n) {
      if (!graph.IsDead(n)) Visit(n);
    }
  }

  BlockId of(NodeId n) const { return place_[n]; }

 private:
  enum State : uint8_t { kNew, kOpen, kDone };

  void Visit(NodeId root) {
    std::vector<NodeId> stack = {root};
    while (!stack.empty()) {
      const NodeId n = stack.back();
      if (state_[n] == kNew) {
        state_[n] = kOpen;
        if (graph_.info(n).kind == OpKind::kPure) {
          for (NodeId input : graph_.inputs(n)) {
            if (state_[input] == kNew) stack.push_back(input);
          }
          continue;
        }
      }
      stack.pop_back();
      if (state_[n] == kDone) continue;
      state_[n] = kDone;
      place_[n] = Find(n);
    }
  }

  BlockId Find(NodeId n) const {
    switch (graph_.info(n).kind) {
      case OpKind::kPinned:
        return graph_.control(n) == kNoNode ? kNoBlock : cfg_.block_of(graph_.control(n));
      case OpKind::kFixed:
      case OpKind::kMerge:
      case OpKind::kProj:
      case OpKind::kTerm:
        return cfg_.block_of(n);
      case OpKind::kPure:
        break;
    }
    BlockId best = 0;
    for (NodeId input : graph_.inputs(n)) {
      const BlockId b = place_[input];
      if (b == kNoBlock) {
        if (state_[input] == kDone) return kNoBlock;
        continue;
      }
      if (cfg_.block(b).dom_depth > cfg_.block(best).dom_depth) best = b;
    }
    return best;
  }

  const Graph& graph_;
  const Cfg& cfg_;
  std::vector<BlockId> place_;
  std::vector<State> state_;
};

}  // namespace

absl::string_view ReprName(Repr repr) {
  switch (repr) {
    case Repr::kNone:
      return "no_value";
    case Repr::kTerm:
      return "term";
    case Repr::kBool:
      return "bool";
    case Repr::kI32:
      return "i32";
    case Repr::kF64:
      return "f64";
  }
  return "?";
}

std::string PrintNode(const Graph& graph, NodeId n, const Module* module) {
  if (n >= graph.size()) return absl::StrCat("n", n, " = ?");
  if (graph.IsDead(n)) return absl::StrCat("n", n, " = removed ", graph.info(n).name);
  const OpInfo& info = graph.info(n);
  std::string out = absl::StrCat("n", n, " = ", info.name);
  const int64_t imm = graph.imm(n);
  absl::Span<const int64_t> list = graph.list(n);
  bool show_imm = imm != 0 && n != graph.start();
  switch (info.attr) {
    case Attr::kInt:
    case Attr::kIdx:
      absl::StrAppend(&out, "[", imm, "]");
      show_imm = false;
      break;
    case Attr::kMask:
      // Bits beyond KindMask's width cannot be named.
      if (imm == static_cast<int64_t>(static_cast<abi::KindMask>(imm))) {
        absl::StrAppend(&out, "[", Type::OfKinds(static_cast<abi::KindMask>(imm)).ToString(), "]");
        show_imm = false;
      }
      break;
    case Attr::kList:
      absl::StrAppend(&out, "[", absl::StrJoin(list, ", "), "]");
      break;
    case Attr::kNA:
      break;
  }
  if (show_imm) absl::StrAppend(&out, "{imm=", imm, "}");
  if (info.attr != Attr::kList && !list.empty()) {
    absl::StrAppend(&out, "{list=", absl::StrJoin(list, ","), "}");
  }
  if (graph.num_inputs(n) != 0) {
    absl::StrAppend(&out, "(",
                    absl::StrJoin(graph.inputs(n), ", ",
                                  [](std::string* s, NodeId id) { absl::StrAppend(s, "n", id); }),
                    ")");
  }
  if (graph.repr(n) != Repr::kNone || !graph.type(n).IsBottom()) {
    absl::StrAppend(&out, " : ", graph.type(n).ToString());
  }
  if (graph.repr(n) != info.repr) absl::StrAppend(&out, " as ", ReprName(graph.repr(n)));
  if (graph.loc(n) != kNoLoc) absl::StrAppend(&out, " @", graph.loc(n));
  absl::StrAppend(&out, " [[", graph.uses(n).size(), "]]");
  if (module != nullptr) {
    const std::string note = Explain(graph, n, *module);
    if (!note.empty()) absl::StrAppend(&out, "  ; ", note);
  }
  return out;
}

std::string Print(const Graph& graph, const Module* module) {
  const Cfg cfg(graph);
  const Placement placement(graph, cfg);
  std::vector<std::vector<NodeId>> floating(cfg.size());
  std::vector<NodeId> constants, lost;
  for (NodeId n = 0; n < graph.size(); ++n) {
    if (graph.IsDead(n)) continue;
    const OpKind kind = graph.info(n).kind;
    if (graph.IsConstant(n)) {
      constants.push_back(n);
    } else if (placement.of(n) == kNoBlock) {
      lost.push_back(n);
    } else if (kind == OpKind::kPure || kind == OpKind::kPinned) {
      floating[placement.of(n)].push_back(n);
    }
  }

  std::string out = absl::StrCat("graph \"", absl::Utf8SafeCEscape(graph.name()), "\" arity ",
                                 graph.arity(), " index ", graph.function_index(), " {\n");
  auto line = [&](NodeId n) { absl::StrAppend(&out, "  ", PrintNode(graph, n, module), "\n"); };
  if (!constants.empty()) out += "constants:\n";
  for (NodeId n : constants) line(n);
  for (BlockId b = 0; b < cfg.size(); ++b) {
    const Cfg::Block& block = cfg.block(b);
    absl::StrAppend(&out, "b", b, ":");
    if (b != 0) {
      absl::StrAppend(&out, "  ; from");
      for (BlockId p : cfg.preds(b)) {
        if (p == kNoBlock) {
          out += " unreachable";
        } else {
          absl::StrAppend(&out, " b", p);
        }
      }
      absl::StrAppend(&out, ", idom b", block.idom);
      if (block.loop_depth != 0) absl::StrAppend(&out, ", loop depth ", block.loop_depth);
    }
    out += "\n";
    line(block.head);
    for (NodeId n : floating[b]) line(n);
    for (NodeId n : cfg.fixed(b)) line(n);
    if (block.term != kNoNode) line(block.term);
    if (block.term == kNoNode && !cfg.succs(b).empty()) {
      absl::StrAppend(&out, "  ; to b", cfg.succs(b)[0], "\n");
    }
  }
  if (!lost.empty()) out += "unreachable:\n";
  for (NodeId n : lost) line(n);
  return out + "}\n";
}

std::string PrintModule(const Module& module) {
  std::string out = absl::StrCat("module \"", absl::Utf8SafeCEscape(module.name), "\" name_atom ",
                                 module.name_atom, "\n");
  for (size_t i = 0; i < module.atoms.size(); ++i) {
    if (i < 2) continue;  // false, true
    absl::StrAppend(&out, "atom \"", absl::Utf8SafeCEscape(module.atoms[i]), "\"  ; ", i, "\n");
  }
  for (const std::string& literal : module.literals) {
    absl::StrAppend(&out, "literal \"", absl::CEscape(literal), "\"\n");
  }
  for (const ImportRef& import : module.imports) {
    absl::StrAppend(&out, "import ", import.module, " ", import.function, " ", import.arity, "\n");
  }
  for (const Lambda& lambda : module.lambdas) {
    absl::StrAppend(&out, "lambda ", lambda.function_atom, " ", lambda.arity, " ",
                    lambda.num_free, " ", lambda.index, " ");
    absl::StrAppend(&out, lambda.uniq, " ", lambda.function_index, "\n");
  }
  for (const FunctionInfo& f : module.functions) {
    absl::StrAppend(&out, "function ", f.name, " ", f.arity, " ", f.label,
                    f.exported ? " exported" : " local", "  ; ", AtomText(module, f.name));
    out += "\n";
  }
  for (const std::string& file : module.files) {
    absl::StrAppend(&out, "file \"", absl::CEscape(file), "\"\n");
  }
  for (const Location& location : module.locations) {
    absl::StrAppend(&out, "location ", location.file, " ", location.line);
    if (location.address != 0) absl::StrAppend(&out, " at ", location.address);
    out += "\n";
  }
  if (!module.strt.empty()) absl::StrAppend(&out, "strt \"", absl::CEscape(module.strt), "\"\n");
  if (!module.on_load.empty()) {
    absl::StrAppend(&out, "on_load \"", absl::CEscape(module.on_load), "\"\n");
  }
  for (const auto& graph : module.graphs) {
    if (graph != nullptr) absl::StrAppend(&out, "\n", Print(*graph, &module));
  }
  return out;
}

}  // namespace seabeam::ir
