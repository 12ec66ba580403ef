// The programs of compiler/translate/testdata, compiled by OTP 25's erlc as several releases would.
#ifndef SEABEAM_COMPILER_TRANSLATE_TESTING_FIXTURES_H_
#define SEABEAM_COMPILER_TRANSLATE_TESTING_FIXTURES_H_

#include <string>

#include "absl/status/statusor.h"
#include "beam/module.h"

namespace seabeam::translate::testing {

inline constexpr const char* kFixtures[] = {"arithmetic", "bits",     "calls", "data",
                                            "exceptions", "receives", "tests"};
// What a compiler of that release would write, as far as OTP 25 can say.
inline constexpr const char* kCompilers[] = {"", "+r24", "+r22", "+no_copt +no_ssa_opt"};

std::string FixturePath(const std::string& name);
// One run of erlc over all fixtures per set of options: starting it is what takes the time.
absl::StatusOr<beam::Module> CompileFixture(const std::string& name, const std::string& options);

}  // namespace seabeam::translate::testing

#endif  // SEABEAM_COMPILER_TRANSLATE_TESTING_FIXTURES_H_
