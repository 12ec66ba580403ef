// Loading a literal: the function (literal) -> term that code for AtomVM calls.
#ifndef SEABEAM_EMIT_ATOMVM_LITERAL_FUNCTION_H_
#define SEABEAM_EMIT_ATOMVM_LITERAL_FUNCTION_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "emit/atomvm/host_calls.h"
#include "emit/atomvm/literal_image.h"

namespace seabeam::emit {

// What is known of a module's literals; all others are made by the host. By literal's index.
struct Literals {
  // Integers that the host's table does not have: the words of their objects.
  std::vector<std::pair<uint32_t, std::vector<uint32_t>>> added;
  // Those that are copied from the register block.
  std::vector<std::pair<uint32_t, LiteralImage>> images;
  // Where ImageBytes is in the register block; a multiple of 4.
  uint32_t images_at = 0;
};

// A directory of one word for each literal up to the last image's (0: no image), and the images.
std::string ImageBytes(const Literals& literals);
// Stores the atoms of images that are known when an instance begins.
void FillLateAtoms(HostCode& c, const Literals& literals);

absl::Status BuildLiteralFunction(ModuleContext& m, const NativeGlobals& globals,
                                  const Literals& literals);

}  // namespace seabeam::emit

#endif  // SEABEAM_EMIT_ATOMVM_LITERAL_FUNCTION_H_
