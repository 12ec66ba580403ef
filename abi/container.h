// The seabeam module container: a wasm module with one custom section named
// "seabeam" (written by emit/container, read by the runtime's module loader).
//
// wasm imports, module "env": memory "memory", table "table" (funcref), immutable
// i32 globals "K" (address of the module's constant table), "T" (first
// function-table index of the module) and "CP" (T << 4), primitives of
// abi/prim_list.h by name, BIFs of abi/bif_list.h by symbol.
// Function-table range [T, T + table_size): entry positions 0..E-1 (adapters,
// type (i32 ctx) -> i32), error positions E..E+P-1 (never called, left null),
// then extra entries (native-convention functions of exports, fun adapters).
// The module fills it with active element segments at global.get T + constant.
//
// Section payload: integers are unsigned LEB128 unless stated; strings are length +
// bytes; "atom" = index into the atom list.
//   u8 version (kContainerVersion)
//   atoms: n, n strings (UTF-8)
//   module name: atom
//   md5: 16 bytes
//   E, P, table_size
//   strt: string of raw bytes
//   constant table (K), in this order; word 0 is the address of the strt copy:
//     n dynamic atoms: n, n x atom             -> atom term
//     literals: n, n x string (external term, with its 131) -> term
//     imports: n, n x {module atom, function atom, arity} -> Export*
//     lambdas: n, n x {function atom, call arity, num_free, index, uniq (u32 LE, 4 bytes), table offset of the fun adapter} -> FunEntry*
//   functions: n, n x {name atom, arity}
//   exports: n, n x {function index, table offset of the native function, entry position}
//   locals:  n, the same (functions that are not exported, for spawning lambdas' names and tracing; may be 0)
//   files: n, n strings          (file 0 = the module's own source name)
//   lines: n, n x {2 * file, line} or {2 * file + 1, line, address}: lines with the same address stand at
//     one place of OTP's code, and a stack trace names neighbours at one place once
//   positions: for each of E + P: {function index, 1 + line index or 0}
//   attributes: string (external term of Attr, may be empty), compile info: the same
//   on_load: 1 + index of the function (arity 0) that is to run before anything else of the module, 0 = none
#ifndef SEABEAM_ABI_CONTAINER_H_
#define SEABEAM_ABI_CONTAINER_H_

#include <cstdint>

namespace seabeam::abi {
inline constexpr uint8_t kContainerVersion = 3;
inline constexpr char kContainerSection[] = "seabeam";
inline constexpr uint32_t kConstStrt = 0;       // word index in K
inline constexpr uint32_t kConstFirstAtom = 1;  // then literals, imports, lambdas
}  // namespace seabeam::abi

#endif  // SEABEAM_ABI_CONTAINER_H_
