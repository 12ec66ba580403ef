// The table handed to compiled code, and a check that every primitive has the type the ABI says.
#include "abi/atomvm/primitives.h"
#include "runtime/atomvm/primitive_list.h"

#include <type_traits>

namespace seabeam::avm {
namespace {

template <typename T>
constexpr char Letter() {
  return sizeof(T) == 8 ? 'l' : 'i';
}
template <typename R, typename... A>
constexpr bool HasType(R (*)(A...), const char* params, host::PrimitiveResult result) {
  char letters[] = {Letter<A>()..., 0};
  for (unsigned i = 0; i <= sizeof...(A); i++) {
    if (letters[i] != params[i]) return false;
  }
  return (result == host::PrimitiveResult::kVoid) == std::is_void_v<R>;
}

#define SEABEAM_CHECK_TYPE(number, name, params, result, gc) \
  static_assert(HasType(&prim_##name, params, host::PrimitiveResult::result));
SEABEAM_ATOMVM_PRIMITIVES(SEABEAM_CHECK_TYPE)
#undef SEABEAM_CHECK_TYPE

}  // namespace

uint32_t g_primitive_table[host::kPrimitiveCount];

void InitPrimitives() {
#define SEABEAM_ENTRY(number, name, params, result, gc) \
  g_primitive_table[number] = static_cast<uint32_t>(reinterpret_cast<uintptr_t>(&prim_##name));
  SEABEAM_ATOMVM_PRIMITIVES(SEABEAM_ENTRY)
#undef SEABEAM_ENTRY
}

}  // namespace seabeam::avm
