// Functions made by hand from opcodes that OTP 25's compiler does not write: those of OTP 21 and before, and
// those of OTP 26 and later.
#ifndef SEABEAM_COMPILER_TRANSLATE_TESTING_SNIPPETS_H_
#define SEABEAM_COMPILER_TRANSLATE_TESTING_SNIPPETS_H_

#include <string>
#include <vector>

#include "beam/module.h"

namespace seabeam::translate::testing {

struct Snippet {
  std::string name;
  beam::Module module;
  std::vector<std::string> patterns;  // in the printed graph, in this order
};

std::vector<Snippet> MakeSnippets();

}  // namespace seabeam::translate::testing

#endif  // SEABEAM_COMPILER_TRANSLATE_TESTING_SNIPPETS_H_
