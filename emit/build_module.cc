#include "emit/build_module.h"

#include <utility>

#include "abi/container.h"
#include "absl/strings/str_cat.h"
#include "base/cpu_clock.h"
#include "base/status_macros.h"
#include "emit/container/section.h"
#include "emit/wasm/function_builder.h"

namespace seabeam::emit {
namespace {

using wasm::Opcode;

// (ctx, cp, a1.., an, fun): calls a lambda's body with the arguments and the fun's free variables.
absl::StatusOr<wasm::FuncId> FunAdapter(ModuleContext& m, const ir::Lambda& lambda) {
  const ir::FunctionInfo& function = m.module().functions[lambda.function_index];
  if (function.arity != lambda.arity + lambda.num_free) {
    return absl::InternalError(
        absl::StrCat(m.module().name, ": a fun of arity ", lambda.arity, " with ", lambda.num_free,
                     " free variables for a function of arity ", function.arity));
  }
  const wasm::FuncId adapter = m.wasm().AddFunction(m.NativeType(lambda.arity + 1));
  wasm::FunctionBuilder b(&m.wasm(), adapter);
  const uint32_t fun = m.abi().first_arg + lambda.arity;
  for (uint32_t i = 0; i < fun; ++i) b.LocalGet(b.Param(i));
  for (uint32_t i = 0; i < lambda.num_free; ++i) {
    b.LocalGet(b.Param(fun));
    b.Load(Opcode::kI32Load, abi::BoxWord(abi::kFunFirstFree + static_cast<int32_t>(i)));
  }
  b.ReturnCall(m.StartFunction(lambda.function_index));
  SEABEAM_RETURN_IF_ERROR(b.Finish());
  return adapter;
}

// Table entries behind the positions. An active segment's offset is a global alone before
// extended-const, so a start function copies them.
absl::Status FillTable(ModuleContext& m, uint32_t offset, std::vector<wasm::FuncId> functions) {
  const uint32_t count = static_cast<uint32_t>(functions.size());
  if (count == 0) return absl::OkStatus();
  const wasm::ElemId segment = m.wasm().AddPassiveElementSegment(std::move(functions));
  const wasm::FuncId start = m.wasm().AddFunction(m.wasm().AddType({}), "$start");
  wasm::FunctionBuilder b(&m.wasm(), start);
  b.GlobalGet(m.table_base());
  b.I32Const(static_cast<int32_t>(offset));
  b.Op(Opcode::kI32Add);
  b.I32Const(0);
  b.I32Const(static_cast<int32_t>(count));
  b.TableInit(m.table(), segment);
  b.ElemDrop(segment);
  m.wasm().SetStart(start);
  return b.Finish();
}

}  // namespace

absl::Status BuildModule(const ir::Module& module, const EmitOptions& options, ModuleContext& m,
                         std::vector<GraphResult>* results) {
  if (module.graphs.size() != module.functions.size()) {
    return absl::InternalError(absl::StrCat(module.name, ": a function has no graph"));
  }
  results->resize(module.graphs.size());
  int64_t before = base::ThreadCpuNanoseconds();
  for (uint32_t i = 0; i < module.graphs.size(); ++i) {
    PreparedGraph graph(*module.graphs[i], options);
    SEABEAM_RETURN_IF_ERROR(graph.Declare(m));
    SEABEAM_RETURN_IF_ERROR(LowerGraph(graph, m, &(*results)[i]));
    const int64_t now = base::ThreadCpuNanoseconds();
    (*results)[i].nanoseconds = now - before;
    before = now;
  }

  ContainerFacts facts;
  for (const Position& p : m.entries()) facts.entries.push_back({p.function, p.loc});
  for (const Position& p : m.errors()) facts.errors.push_back({p.function, p.loc});
  const uint32_t first_extra = static_cast<uint32_t>(facts.entries.size() + facts.errors.size());
  std::vector<wasm::FuncId> extra;
  for (uint32_t i = 0; i < module.functions.size(); ++i) {
    if (!module.functions[i].exported) continue;
    facts.exports.push_back({i, first_extra + static_cast<uint32_t>(extra.size()), i});
    extra.push_back(m.StartFunction(i));
  }
  for (const ir::Lambda& lambda : module.lambdas) {
    SEABEAM_ASSIGN_OR_RETURN(wasm::FuncId adapter, FunAdapter(m, lambda));
    m.CountAdapter(adapter);
    facts.fun_adapters.push_back(first_extra + static_cast<uint32_t>(extra.size()));
    extra.push_back(adapter);
  }
  facts.table_size = first_extra + static_cast<uint32_t>(extra.size());
  facts.dynamic_atoms = m.dynamic_atoms();
  facts.literals = m.literals();
  facts.imports = m.imports();

  if (!m.adapters().empty()) {
    m.wasm().AddElementSegment(m.table(), wasm::ConstExpr::Global(m.table_base()), m.adapters());
  }
  SEABEAM_RETURN_IF_ERROR(FillTable(m, first_extra, std::move(extra)));
  SEABEAM_RETURN_IF_ERROR(m.BuildHelpers());
  m.wasm().AddCustomSection(abi::kContainerSection, ContainerSection(module, facts),
                            wasm::Placement::kFirst);
  return absl::OkStatus();
}

}  // namespace seabeam::emit
