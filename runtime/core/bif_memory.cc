// erlang:memory/0 and /1.
#include "runtime/core/bifs.h"
#include "runtime/core/error.h"
#include "runtime/core/memory_use.h"
#include "runtime/data/ets_registry.h"
#include "runtime/data/integer.h"

namespace seabeam::rt {

using abi::BifId;

namespace {

struct Item {
  const char* name;
  uint64_t bytes;
};
constexpr uint32_t kItems = 9;

// In OTP's order.
void Measure(Item (&items)[kItems]) {
  const MemoryUse& use = g_memory_use;
  const uint64_t total =
      abi::kAtomVmLayout ? __builtin_wasm_memory_size(0) * uint64_t{65536} : use.blocks + use.pages;
  const uint64_t ets = EtsBytes();
  const uint64_t atoms = AtomBytes();
  const uint64_t system = atoms + use.binaries + use.code + ets;
  const Item measured[kItems] = {{"total", total},
                                 {"processes", total - system},
                                 {"processes_used", total - system},
                                 {"system", system},
                                 {"atom", atoms},
                                 {"atom_used", atoms},
                                 {"binary", use.binaries},
                                 {"code", use.code},
                                 {"ets", ets}};
  for (uint32_t i = 0; i < kItems; i++) items[i] = measured[i];
}

}  // namespace

SB_EXPORT Term bif_erlang_memory_0(Ctx* ctx) {
  Item items[kItems];
  Measure(items);
  ListBuilder list(ctx);
  for (const Item& item : items) {
    list.Add(MakeTuple(ctx, {InternAtom(item.name), MakeUint64(ctx, item.bytes)}));
  }
  return list.Finish();
}

SB_EXPORT Term bif_erlang_memory_1(Ctx* ctx, Term what) {
  Item items[kItems];
  Measure(items);
  // 0: no such item.
  auto bytes_of = [&](Term name) -> Term {
    for (const Item& item : items) {
      if (name == InternAtom(item.name)) return MakeUint64(ctx, item.bytes);
    }
    return 0;
  };
  if (IsAtom(what)) {
    const Term bytes = bytes_of(what);
    return bytes != 0 ? bytes : Badarg(ctx, BifId::bif_erlang_memory_1, what);
  }
  ListBuilder list(ctx);
  Term rest = what;
  for (; IsCons(rest); rest = Tail(rest)) {
    const Term bytes = bytes_of(Head(rest));
    if (bytes == 0) break;
    list.Add(MakeTuple(ctx, {Head(rest), bytes}));
  }
  return IsNil(rest) ? list.Finish() : Badarg(ctx, BifId::bif_erlang_memory_1, what);
}

}  // namespace seabeam::rt
