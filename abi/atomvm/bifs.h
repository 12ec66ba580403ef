// The functions that an AtomVM host lets bif* and gc_bif* instructions call: pointer from primitive
// get_imported_bif, then call_indirect. The import has to be one of these, the host does not look
// (H-25). Source: appendix A and 5.5.4 of the interface description.
#ifndef SEABEAM_ABI_ATOMVM_BIFS_H_
#define SEABEAM_ABI_ATOMVM_BIFS_H_

#include <cstdint>

namespace seabeam::abi::atomvm {

// wasm types, all i32 -> i32; the result 0 means failure. `fail` is the label to go to, 0 for none:
// then class and reason are set and handle_error has to follow.
enum class BifKind : uint8_t {
  kPlain,  // (ctx) without arguments, else (ctx, fail, argument..); collects nothing
  kGc,     // (ctx, fail, live, argument..); may collect with x[0 .. live) as roots, once it has
           // taken its arguments
};

struct BifFact {
  const char* function;
  uint32_t arity;
  BifKind kind;
};

inline constexpr char kBifModule[] = "erlang";  // of all of them

inline constexpr BifFact kBifs[] = {
    {"self", 0, BifKind::kPlain},
    {"node", 0, BifKind::kPlain},
    {"unique_integer", 0, BifKind::kPlain},
    {"node", 1, BifKind::kPlain},
    {"get", 1, BifKind::kPlain},
    {"hd", 1, BifKind::kPlain},
    {"tl", 1, BifKind::kPlain},
    {"tuple_size", 1, BifKind::kPlain},
    {"not", 1, BifKind::kPlain},
    {"is_atom", 1, BifKind::kPlain},
    {"is_bitstring", 1, BifKind::kPlain},
    {"is_binary", 1, BifKind::kPlain},
    {"is_boolean", 1, BifKind::kPlain},
    {"is_float", 1, BifKind::kPlain},
    {"is_function", 1, BifKind::kPlain},
    {"is_integer", 1, BifKind::kPlain},
    {"is_list", 1, BifKind::kPlain},
    {"is_number", 1, BifKind::kPlain},
    {"is_pid", 1, BifKind::kPlain},
    {"is_port", 1, BifKind::kPlain},
    {"is_reference", 1, BifKind::kPlain},
    {"is_tuple", 1, BifKind::kPlain},
    {"is_map", 1, BifKind::kPlain},
    {"unique_integer", 1, BifKind::kPlain},
    {"is_function", 2, BifKind::kPlain},
    {"is_record", 2, BifKind::kPlain},
    {"is_map_key", 2, BifKind::kPlain},
    {"and", 2, BifKind::kPlain},
    {"or", 2, BifKind::kPlain},
    {"xor", 2, BifKind::kPlain},
    {"==", 2, BifKind::kPlain},
    {"/=", 2, BifKind::kPlain},
    {"=:=", 2, BifKind::kPlain},
    {"=/=", 2, BifKind::kPlain},
    {">", 2, BifKind::kPlain},
    {"<", 2, BifKind::kPlain},
    {"=<", 2, BifKind::kPlain},
    {">=", 2, BifKind::kPlain},
    {"element", 2, BifKind::kPlain},
    {"map_get", 2, BifKind::kPlain},
    {"min", 2, BifKind::kPlain},
    {"max", 2, BifKind::kPlain},
    {"is_integer", 3, BifKind::kPlain},
    {"length", 1, BifKind::kGc},
    {"byte_size", 1, BifKind::kGc},
    {"bit_size", 1, BifKind::kGc},
    {"map_size", 1, BifKind::kGc},
    {"size", 1, BifKind::kGc},
    {"-", 1, BifKind::kGc},
    {"+", 1, BifKind::kGc},
    {"abs", 1, BifKind::kGc},
    {"ceil", 1, BifKind::kGc},
    {"floor", 1, BifKind::kGc},
    {"round", 1, BifKind::kGc},
    {"trunc", 1, BifKind::kGc},
    {"float", 1, BifKind::kGc},
    {"bnot", 1, BifKind::kGc},
    {"list_to_atom", 1, BifKind::kGc},
    {"list_to_existing_atom", 1, BifKind::kGc},
    {"+", 2, BifKind::kGc},
    {"-", 2, BifKind::kGc},
    {"*", 2, BifKind::kGc},
    {"/", 2, BifKind::kGc},
    {"div", 2, BifKind::kGc},
    {"rem", 2, BifKind::kGc},
    {"bor", 2, BifKind::kGc},
    {"band", 2, BifKind::kGc},
    {"bxor", 2, BifKind::kGc},
    {"bsl", 2, BifKind::kGc},
    {"bsr", 2, BifKind::kGc},
    {"binary_to_atom", 2, BifKind::kGc},
    {"binary_to_existing_atom", 2, BifKind::kGc},
    {"binary_part", 3, BifKind::kGc},
};
inline constexpr uint32_t kBifCount = sizeof(kBifs) / sizeof(kBifs[0]);

// The others are called by calls only, not by instructions of guards.
constexpr bool IsGuardBif(const BifFact& bif) {
  const char* end = bif.function;
  while (*end != '\0') ++end;
  // ..._to_atom, ..._existing_atom
  return bif.kind != BifKind::kGc || end - bif.function < 6 || end[-5] != '_' || end[-4] != 'a' ||
         end[-3] != 't' || end[-2] != 'o' || end[-1] != 'm';
}

// i32 parameters of the wasm function.
constexpr uint32_t BifParams(const BifFact& bif) {
  if (bif.kind == BifKind::kGc) return 3 + bif.arity;
  return bif.arity == 0 ? 1 : 2 + bif.arity;
}

// Arities that call_ext, call_fun and apply can call one of these with; others end the host (8,
// H-38).
inline constexpr uint32_t kMaxCalledBifArity = 2;

// Natives that may suspend their caller (5.5.2): call_ext with a frame to leave would resume them
// at the wrong place (H-16). Which others a host adds is not known, so only imports that are
// compiled modules are safe to call with n_words >= 0.
struct NativeFact {
  const char* module;
  const char* function;
  uint32_t arity;
};
inline constexpr NativeFact kSuspendingNatives[] = {
    {"erlang", "process_info", 2},   {"erlang", "exit", 2},           {"erlang", "demonitor", 2},
    {"emscripten", "run_script", 1}, {"emscripten", "run_script", 2},
};

}  // namespace seabeam::abi::atomvm

#endif  // SEABEAM_ABI_ATOMVM_BIFS_H_
