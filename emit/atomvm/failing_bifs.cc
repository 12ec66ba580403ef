#include "emit/atomvm/failing_bifs.h"

#include <map>
#include <utility>
#include <vector>

#include "abi/atomvm/bifs.h"
#include "abi/bif_list.h"
#include "emit/atomvm/primitives.h"

namespace seabeam::emit {

using abi::atomvm::BifFact;
using abi::atomvm::BifKind;
using abi::atomvm::Primitive;
using wasm::LocalId;
using wasm::Opcode;

namespace {

struct Row {
  uint32_t id;
  int32_t import;
};

// By how they are called: kind, arity.
std::map<std::pair<BifKind, uint32_t>, std::vector<Row>> ImportedBifs(const ir::Module& module) {
  std::map<std::pair<BifKind, uint32_t>, std::vector<Row>> rows;
  for (uint32_t id = 0; id < static_cast<uint32_t>(abi::BifId::kCount); ++id) {
    const abi::BifInfo& info = abi::kBifs[id];
    if (info.arity == 0 || absl::string_view(info.module) != abi::atomvm::kBifModule) continue;
    const BifFact* bif = HostBif(info.function, info.arity);
    const int32_t import = FindImport(module, info.function, info.arity);
    if (bif != nullptr && import >= 0) rows[{bif->kind, bif->arity}].push_back({id, import});
  }
  return rows;
}

}  // namespace

void EmitFailingBif(HostCode& c) {
  const LocalId id = c.b.AddLocal(wasm::kI32), import = c.b.AddLocal(wasm::kI32);
  const auto shapes = ImportedBifs(c.m.module());
  const wasm::Label done = c.b.Block();
  const wasm::Label failed = c.b.Block();
  c.BlockLoad(BlockOffsets::arg + 4);
  c.b.LocalSet(id);
  for (const auto& [shape, rows] : shapes) {
    const auto [kind, arity] = shape;
    const wasm::Label other = c.b.Block();
    const wasm::Label call = c.b.Block();
    for (const Row& row : rows) {
      c.Const(row.import);
      c.b.LocalSet(import);
      c.b.LocalGet(id);
      c.OpConst(Opcode::kI32Eq, row.id);
      c.b.BrIf(call);
    }
    c.b.Br(other);
    c.b.End(call);
    c.Ctx();
    c.Const(0);
    if (kind == BifKind::kGc) c.Const(0);
    for (uint32_t i = 0; i < arity; ++i) c.BlockLoad(abi::CtxOffsets::x_base + 4 * i);
    c.Js();
    c.b.LocalGet(import);
    c.Call(Primitive::get_imported_bif);
    c.CallTable(c.m.I32Type(abi::atomvm::BifParams({"", arity, kind})));
    c.b.BrIf(done);
    c.b.Br(failed);
    c.b.End(other);
  }
  c.b.Br(done);
  c.b.End(failed);
  c.Ctx();
  c.Js();
  c.BlockLoad(BlockOffsets::arg);
  c.OpConst(Opcode::kI32Shl, 2);
  c.Call(Primitive::handle_error);
  c.b.Return();
  c.b.End(done);
}

}  // namespace seabeam::emit
