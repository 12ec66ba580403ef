#include "compiler/translate/testing/fixtures.h"

#include <cstdlib>
#include <map>

#include "absl/strings/str_cat.h"
#include "base/file.h"
#include "beam/loader.h"
#include "beam/testing/erlang.h"

namespace seabeam::translate::testing {

std::string FixturePath(const std::string& name) {
  const char* root = std::getenv("TEST_SRCDIR");
  const char* workspace = std::getenv("TEST_WORKSPACE");
  std::string prefix;
  if (root != nullptr && workspace != nullptr) prefix = absl::StrCat(root, "/", workspace, "/");
  return absl::StrCat(prefix, "compiler/translate/testdata/", name, ".erl");
}

absl::StatusOr<beam::Module> CompileFixture(const std::string& name, const std::string& options) {
  static auto& folders = *new std::map<std::string, std::string>;
  auto [it, added] = folders.try_emplace(options);
  if (added) {
    it->second = beam::testing::NewFolder();
    std::string command = absl::StrCat("erlc -W0 ", options, " -o '", it->second, "'");
    for (const char* fixture : kFixtures) absl::StrAppend(&command, " '", FixturePath(fixture), "'");
    const absl::Status status = beam::testing::Run(command);
    if (!status.ok()) return status;
  }
  absl::StatusOr<std::string> bytes = base::ReadFile(absl::StrCat(it->second, "/", name, ".beam"));
  if (!bytes.ok()) return bytes.status();
  return beam::LoadModule(*bytes, {});
}

}  // namespace seabeam::translate::testing
