#include "emit/wasm/name_section.h"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "emit/wasm/section.h"

namespace seabeam::wasm {
namespace {

using NameMap = std::vector<std::pair<uint32_t, absl::string_view>>;

void Subsection(NameSubsection id, const ByteWriter& payload, ByteWriter& out) {
  out.U8(static_cast<uint8_t>(id));
  out.Name(payload.view());
}

// Sorted by index; the last name given to an index wins.
void WriteNameMap(NameMap& map, ByteWriter& out) {
  std::stable_sort(map.begin(), map.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  size_t kept = 0;
  for (size_t i = 0; i < map.size(); ++i) {
    if (i + 1 < map.size() && map[i + 1].first == map[i].first) continue;
    map[kept++] = map[i];
  }
  map.resize(kept);
  out.U32(static_cast<uint32_t>(map.size()));
  for (const auto& [index, name] : map) {
    out.U32(index);
    out.Name(name);
  }
}

template <typename T>
void WriteNames(NameSubsection id, absl::Span<const T> imported, absl::Span<const T> defined,
                ByteWriter& out) {
  NameMap map;
  uint32_t index = 0;
  for (absl::Span<const T> part : {imported, defined}) {
    for (const T& item : part) {
      if (!item.debug_name.empty()) map.emplace_back(index, item.debug_name);
      ++index;
    }
  }
  if (map.empty()) return;
  ByteWriter payload;
  WriteNameMap(map, payload);
  Subsection(id, payload, out);
}

NameMap LocalNames(const FunctionBody& body, const BodyReport& report) {
  NameMap map;
  for (const auto& [local, name] : body.local_names) {
    if (local.value() >= report.locals.index.size()) continue;
    uint32_t index = report.locals.index[local.value()];
    if (index != LocalLayout::kUnused) map.emplace_back(index, name);
  }
  return map;
}

NameMap LabelNames(const FunctionBody& body) {
  NameMap map;
  if (body.label_names.empty()) return map;
  constexpr uint32_t kNone = 0xffffffffu;
  std::vector<uint32_t> number(body.labels.size(), kNone);
  uint32_t next = 0;
  for (const Instr& i : body.code) {
    if (GetOpcodeInfo(i.op).imm == ImmKind::kBlock && i.aux != kAuxElided) {
      number[i.imm] = next++;
    }
  }
  for (const auto& [label, name] : body.label_names) {
    if (number[label.value()] != kNone) {
      map.emplace_back(number[label.value()], name);
    }
  }
  return map;
}

// A map from function index to a name map.
void WriteIndirect(NameSubsection id, std::vector<std::pair<uint32_t, NameMap>>& maps,
                   ByteWriter& out) {
  if (maps.empty()) return;
  ByteWriter payload;
  payload.U32(static_cast<uint32_t>(maps.size()));
  for (auto& [index, map] : maps) {
    payload.U32(index);
    WriteNameMap(map, payload);
  }
  Subsection(id, payload, out);
}

}  // namespace

void WriteNameSection(const Module& module, absl::Span<const BodyReport> reports, bool local_names,
                      ByteWriter& out) {
  if (!module.name().empty()) {
    ByteWriter payload;
    payload.Name(module.name());
    Subsection(NameSubsection::kModule, payload, out);
  }
  WriteNames(NameSubsection::kFunction, module.imported_functions(), module.functions(), out);
  if (local_names) {
    std::vector<std::pair<uint32_t, NameMap>> locals;
    std::vector<std::pair<uint32_t, NameMap>> labels;
    for (size_t i = 0; i < reports.size(); ++i) {
      const FunctionBody& body = *module.functions()[i].body;
      uint32_t index = module.IndexOf(FuncId(static_cast<uint32_t>(i)));
      NameMap map = LocalNames(body, reports[i]);
      if (!map.empty()) locals.emplace_back(index, std::move(map));
      map = LabelNames(body);
      if (!map.empty()) labels.emplace_back(index, std::move(map));
    }
    WriteIndirect(NameSubsection::kLocal, locals, out);
    WriteIndirect(NameSubsection::kLabel, labels, out);
  }
  WriteNames(NameSubsection::kTable, module.imported_tables(), module.tables(), out);
  WriteNames(NameSubsection::kGlobal, module.imported_globals(), module.globals(), out);
}

}  // namespace seabeam::wasm
