// Every BIF the runtime implements in C++. Compiler and runtime are built from
// the same list; a BIF's id is its place in it. Subject files in abi/bifs/*.inc
// hold the rows: BIF(symbol, "module", "function", arity, kind)
//   symbol: the C function, extern "C", exported under this name
//   kind G: pure (guard-safe): Term symbol(Ctx*, Term...); 0 = failed. May be
//           moved, repeated, dropped by the compiler. Sets the pending exception
//           when it fails, which a guard ignores.
//        B: has effects or reads mutable state: same type, called in program order; 0 =
//           exception pending (the caller then runs fail_pending).
//        N: may suspend, transfer control or run Erlang code: native convention
//           Term symbol(Ctx*, Term* e, Term...), reached only through
//           Export::native by an ordinary external call.
// No BIF moves terms. Terms are uint32_t.
#ifndef SEABEAM_ABI_BIF_LIST_H_
#define SEABEAM_ABI_BIF_LIST_H_

#include <cstdint>

namespace seabeam::abi {

enum class BifKind : uint8_t { G, B, N };

enum class BifId : uint32_t {
#define BIF(symbol, module, function, arity, kind) symbol,
#include "abi/bifs/all.inc"
#undef BIF
  kCount
};

struct BifInfo {
  const char* symbol;
  const char* module;
  const char* function;
  uint32_t arity;
  BifKind kind;
};

inline constexpr BifInfo kBifs[] = {
#define BIF(symbol, module, function, arity, kind) {#symbol, module, function, arity, BifKind::kind},
#include "abi/bifs/all.inc"
#undef BIF
};

}  // namespace seabeam::abi

#endif  // SEABEAM_ABI_BIF_LIST_H_
