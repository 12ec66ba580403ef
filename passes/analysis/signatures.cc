#include "passes/analysis/signatures.h"

#include <vector>

namespace seabeam::passes {
namespace {

using ir::Graph;
using ir::Module;
using ir::NodeId;
using ir::Op;
using ir::Type;

Type AnyValue() { return ir::Normalize(Type::OfKinds(abi::kKindAnyTerm | abi::kKindMatchState)); }

// Functions of which every call is in sight.
std::vector<bool> LocalOnly(const Module& module) {
  std::vector<bool> local(module.functions.size());
  for (size_t f = 0; f < local.size(); ++f) {
    const ir::FunctionInfo& info = module.functions[f];
    local[f] = !info.exported && !(info.arity == 0 && !module.on_load.empty());
  }
  for (const ir::Lambda& lambda : module.lambdas) {
    if (lambda.function_index < local.size()) local[lambda.function_index] = false;
  }
  return local;
}

}  // namespace

void FindSignatures(const Module& module, ModuleFacts* facts) {
  const size_t count = module.graphs.size();
  const std::vector<bool> local = LocalOnly(module);
  facts->param_types.assign(count, {});
  facts->result_types.assign(count, Type::Bottom());
  for (size_t f = 0; f < count; ++f) {
    if (local[f]) facts->param_types[f].assign(module.functions[f].arity, Type::Bottom());
  }
  std::vector<std::vector<uint32_t>> tail_callers(count);
  for (uint32_t f = 0; f < count; ++f) {
    const Graph& g = *module.graphs[f];
    Type& result = facts->result_types[f];
    for (NodeId n = 0; n < g.size(); ++n) {
      if (g.IsDead(n)) continue;
      switch (g.op(n)) {
        case Op::kReturn:
          result = ir::Join(result, g.type(g.data(n)[0]));
          break;
        case Op::kTailExternal:
        case Op::kTailFun:
        case Op::kTailApply:
          result = AnyValue();
          break;
        case Op::kCallLocal:
        case Op::kTailLocal: {
          const uint32_t callee = static_cast<uint32_t>(g.list(n)[0]);
          if (callee >= count) break;
          if (g.op(n) == Op::kTailLocal) tail_callers[callee].push_back(f);
          std::vector<Type>& params = facts->param_types[callee];
          for (size_t i = 0; i < params.size(); ++i) {
            params[i] = ir::Join(params[i], g.type(g.data(n)[i]));
          }
          break;
        }
        default:
          break;
      }
    }
  }
  // Every type is a join of some of the types of returns, so this ends.
  std::vector<uint32_t> work;
  for (uint32_t f = 0; f < count; ++f) work.push_back(f);
  while (!work.empty()) {
    const uint32_t f = work.back();
    work.pop_back();
    for (uint32_t caller : tail_callers[f]) {
      const Type joined = ir::Join(facts->result_types[caller], facts->result_types[f]);
      if (joined == facts->result_types[caller]) continue;
      facts->result_types[caller] = joined;
      work.push_back(caller);
    }
  }
}

}  // namespace seabeam::passes
