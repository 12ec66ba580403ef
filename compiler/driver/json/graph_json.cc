#include "compiler/driver/json/graph_json.h"

#include "compiler/driver/json/json.h"
#include "ir/cfg.h"
#include "ir/text.h"

namespace seabeam::driver {
namespace {

using ir::NodeId;

// The block a node stands in; floating nodes stand in none.
ir::BlockId BlockOf(const ir::Graph& graph, const ir::Cfg& cfg, NodeId n) {
  const ir::BlockId block = cfg.block_of(n);
  if (block != ir::kNoBlock || graph.num_inputs(n) == 0) return block;
  const ir::OpKind kind = graph.info(n).kind;
  if (kind == ir::OpKind::kPinned) return cfg.block_of(graph.input(n, 0));
  return ir::kNoBlock;
}

}  // namespace

std::string WriteJson(const std::vector<NamedGraph>& graphs, const ir::Module& module) {
  JsonWriter json;
  json.Open('{').Key("module").String(module.name).Key("functions").Open('[');
  for (const NamedGraph& named : graphs) {
    const ir::Graph& graph = *named.graph;
    const ir::Cfg cfg(graph);
    json.Open('{').Key("name").String(named.name).Key("arity").Number(graph.arity()).Key("nodes").Open('[');
    for (NodeId n = 0; n < graph.size(); ++n) {
      if (graph.IsDead(n)) continue;
      json.Open('{').Key("id").Number(n).Key("op").String(graph.info(n).name).Key("inputs").Open('[');
      for (const NodeId input : graph.inputs(n)) json.Number(input);
      json.Close().Key("imm").Number(graph.imm(n)).Key("list").Open('[');
      for (const int64_t item : graph.list(n)) json.Number(item);
      json.Close().Key("type").String(graph.type(n).ToString());
      json.Key("repr").String(ir::ReprName(graph.repr(n))).Key("location").Number(graph.loc(n)).Key("block");
      const ir::BlockId block = BlockOf(graph, cfg, n);
      if (block == ir::kNoBlock) {
        json.Null();
      } else {
        json.Number(block);
      }
      json.Close();
    }
    json.Close().Close();
  }
  json.Close().Close();
  return json.Take();
}

}  // namespace seabeam::driver
