#include "emit/wasm/opcode.h"

#include <array>

namespace seabeam::wasm {
namespace {

constexpr ValType SigType(char c) {
  return c == 'i'   ? ValType::kI32
         : c == 'l' ? ValType::kI64
         : c == 'f' ? ValType::kF32
                    : ValType::kF64;
}

constexpr OpcodeInfo MakeInfo(absl::string_view name, uint8_t prefix, uint8_t code, ImmKind imm,
                              const char* sig, uint8_t align, Feature feature) {
  OpcodeInfo info{
      name,         prefix,        code, imm, align,
      feature,      sig[0] == '*', 0,    0,   {ValType::kI32, ValType::kI32, ValType::kI32},
      ValType::kI32};
  if (info.special) return info;
  const char* p = sig;
  for (; *p != ':'; ++p) info.params[info.num_params++] = SigType(*p);
  if (p[1] != '\0') {
    info.num_results = 1;
    info.result = SigType(p[1]);
  }
  return info;
}

}  // namespace

constexpr std::array<OpcodeInfo, kOpcodeCount> kOpcodeInfos = {{
#define SEABEAM_WASM_INFO(e, name, prefix, code, imm, sig, align, feature) \
  MakeInfo(name, prefix, code, ImmKind::imm, sig, align, Feature::feature),
    SEABEAM_WASM_OPCODE_LIST(SEABEAM_WASM_INFO)
#undef SEABEAM_WASM_INFO
}};

}  // namespace seabeam::wasm
