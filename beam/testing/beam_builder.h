// Builds small .beam files byte by byte, for tests of the loader.

#ifndef SEABEAM_BEAM_TESTING_BEAM_BUILDER_H_
#define SEABEAM_BEAM_TESTING_BEAM_BUILDER_H_

#include <cstdint>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

namespace seabeam::beam::testing {

std::string U16(uint16_t value);
std::string U32(uint32_t value);
std::string U64(uint64_t value);

// Bytes written as numbers: Bytes({1, 0x10}).
std::string Bytes(std::initializer_list<int> values);

// An operand that fits one or two bytes: tag 0 .. 7, 0 <= value < 2048.
std::string Compact(int tag, int value);

// Contents of AtU8, one-byte lengths.
std::string AtomTable(std::initializer_list<absl::string_view> atoms);

// Contents of Code.
std::string CodeChunk(uint32_t labels, uint32_t functions, absl::string_view code,
                      uint32_t opcode_max = 177);

class BeamBuilder {
 public:
  // The module `m` that exports `f(X) -> X`. Its atoms are m, f, g and erlang; erlang:f/1 is its
  // only import.
  BeamBuilder();

  BeamBuilder& Set(absl::string_view id, std::string data);
  BeamBuilder& Remove(absl::string_view id);
  // Code of f/1 behind its head; a label 3 may be used. int_code_end is added.
  BeamBuilder& SetBody(absl::string_view instructions);

  std::string Build() const;

 private:
  std::vector<std::pair<std::string, std::string>> chunks_;
};

}  // namespace seabeam::beam::testing

#endif  // SEABEAM_BEAM_TESTING_BEAM_BUILDER_H_
