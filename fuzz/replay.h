// What the replays of corpora share. Environment variables make a longer search of a test:
// SEABEAM_CORPUS is another folder, SEABEAM_MUTATIONS the mutations of each file, SEABEAM_MUTANT a file that keeps the last
// mutant tried (a crash ends the test).
#ifndef SEABEAM_FUZZ_REPLAY_H_
#define SEABEAM_FUZZ_REPLAY_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace seabeam::fuzz {

// The files of `folder` or what takes its place. A folder that cannot be read is a failure of the test.
std::vector<std::string> Corpus(absl::string_view folder);
uint64_t MutationsPerFile();
void KeepMutant(absl::string_view bytes);

}  // namespace seabeam::fuzz

#endif  // SEABEAM_FUZZ_REPLAY_H_
