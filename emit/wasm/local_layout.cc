#include "emit/wasm/local_layout.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace seabeam::wasm {
namespace {

// Order in which groups of locals are laid out when there are few.
constexpr ValType kTypeOrder[] = {ValType::kI32, ValType::kI64,     ValType::kF32,
                                  ValType::kF64, ValType::kFuncRef, ValType::kExternRef};

}  // namespace

LocalLayout LayOutLocals(const FunctionBody& body, uint32_t num_params) {
  LocalLayout layout;
  size_t n = body.locals.size();
  layout.index.assign(n, LocalLayout::kUnused);
  for (uint32_t i = 0; i < num_params; ++i) layout.index[i] = i;
  if (n == num_params) return layout;

  std::vector<uint32_t> uses(n, 0);
  for (const Instr& i : body.code) {
    if (i.op == Opcode::kLocalGet || i.op == Opcode::kLocalSet || i.op == Opcode::kLocalTee) {
      ++uses[i.imm];
    }
  }
  std::vector<uint32_t>& used = layout.order;
  for (uint32_t i = num_params; i < n; ++i) {
    if (uses[i] != 0) used.push_back(i);
  }
  // By the byte that encodes a value type.
  std::array<uint64_t, 128> rank{};
  for (size_t i = 0; i < std::size(kTypeOrder); ++i) {
    rank[static_cast<uint8_t>(kTypeOrder[i])] = std::size(kTypeOrder) - i;
  }
  bool many = num_params + used.size() > 128;
  if (many) {
    for (uint32_t i : used) {
      rank[static_cast<uint8_t>(body.locals[i])] += 8 * uint64_t{uses[i]};
    }
  }
  std::stable_sort(used.begin(), used.end(), [&](uint32_t a, uint32_t b) {
    uint64_t rank_a = rank[static_cast<uint8_t>(body.locals[a])];
    uint64_t rank_b = rank[static_cast<uint8_t>(body.locals[b])];
    if (body.locals[a] != body.locals[b]) {
      return rank_a != rank_b ? rank_a > rank_b : body.locals[a] > body.locals[b];
    }
    return many && uses[a] > uses[b];
  });
  uint32_t next = num_params;
  for (uint32_t i : used) {
    layout.index[i] = next++;
    if (layout.groups.empty() || layout.groups.back().second != body.locals[i]) {
      layout.groups.emplace_back(0, body.locals[i]);
    }
    ++layout.groups.back().first;
  }
  return layout;
}

}  // namespace seabeam::wasm
