#include "beam/opcodes.h"

#include <cstddef>

namespace seabeam::beam {
namespace {

constexpr OpcodeInfo kOpcodes[] = {{},
#define SEABEAM_BEAM_OPCODE_INFO(number, enumerator, name, classes, since, last) \
  {#name, classes, sizeof(classes) - 1, since, last},
                                   SEABEAM_BEAM_OPCODES(SEABEAM_BEAM_OPCODE_INFO)
#undef SEABEAM_BEAM_OPCODE_INFO
};

static_assert(sizeof(kOpcodes) / sizeof(kOpcodes[0]) == kMaxOpcode + 1,
              "one row per opcode number, in order");

#define SEABEAM_BEAM_OPCODE_CHECK(number, enumerator, name, classes, since, last) \
  static_assert(sizeof(classes) - 1 <= kMaxArity, "arity of " #name);
SEABEAM_BEAM_OPCODES(SEABEAM_BEAM_OPCODE_CHECK)
#undef SEABEAM_BEAM_OPCODE_CHECK

}  // namespace

const OpcodeInfo& GetOpcodeInfo(int opcode) { return kOpcodes[opcode]; }

}  // namespace seabeam::beam
