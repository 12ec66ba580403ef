#include "passes/analysis/no_return.h"

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace seabeam::passes {
namespace {

using ir::Graph;
using ir::Module;
using ir::NodeId;
using ir::Op;

bool NeverReturns(const Module& module, const ir::ImportRef& import) {
  auto is = [&](uint32_t atom, absl::string_view text) {
    return atom < module.atoms.size() && module.atoms[atom] == text;
  };
  if (!is(import.module, "erlang")) return false;
  switch (import.arity) {
    case 1:
      return is(import.function, "error") || is(import.function, "exit") ||
             is(import.function, "throw") || is(import.function, "nif_error");
    case 2:
      return is(import.function, "error") || is(import.function, "nif_error");
    case 3:
      return is(import.function, "error");
    default:
      return false;
  }
}

}  // namespace

void FindFunctionsThatNeverReturn(const Module& module, ModuleFacts* facts) {
  facts->import_never_returns.clear();
  for (const ir::ImportRef& import : module.imports) {
    facts->import_never_returns.push_back(NeverReturns(module, import));
  }
  // Returning spreads from returns backwards along tail calls.
  const size_t count = module.graphs.size();
  std::vector<bool> returns(count, false);
  std::vector<std::vector<uint32_t>> tail_callers(count);
  std::vector<uint32_t> work;
  auto mark = [&](uint32_t f) {
    if (returns[f]) return;
    returns[f] = true;
    work.push_back(f);
  };
  for (uint32_t f = 0; f < count; ++f) {
    const Graph& g = *module.graphs[f];
    for (NodeId n = 0; n < g.size(); ++n) {
      if (g.IsDead(n)) continue;
      switch (g.op(n)) {
        case Op::kReturn:
        case Op::kTailFun:
        case Op::kTailApply:
          mark(f);
          break;
        case Op::kTailExternal:
          if (!facts->import_never_returns[g.list(n)[0]]) mark(f);
          break;
        case Op::kTailLocal:
          tail_callers[g.list(n)[0]].push_back(f);
          break;
        default:
          break;
      }
    }
  }
  while (!work.empty()) {
    const uint32_t f = work.back();
    work.pop_back();
    for (uint32_t caller : tail_callers[f]) mark(caller);
  }
  facts->never_returns.assign(count, false);
  for (uint32_t f = 0; f < count; ++f) facts->never_returns[f] = !returns[f];
}

}  // namespace seabeam::passes
