#include "compiler/driver/system/atom_order.h"

#include <cstdint>

#include "abi/container.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "base/file.h"
#include "emit/wasm/reader.h"

namespace seabeam::driver {
namespace {

constexpr int kFirstRelease = 26;
// Releases whose atoms are known, ascending.
constexpr int kKnownReleases[] = {27, 29};

}  // namespace

absl::StatusOr<std::string> AtomOrder(const DataFiles& data, absl::string_view release) {
  int number = 0;
  if (!absl::SimpleAtoi(release, &number) || number < kFirstRelease) return std::string();
  int known = kKnownReleases[0];
  for (const int candidate : kKnownReleases) {
    if (candidate <= number) known = candidate;
  }
  return base::ReadFile(base::JoinPath(data.atoms, absl::StrCat("otp", known, ".txt")));
}

std::string MentionedAtoms(absl::string_view order, const std::vector<std::string>& modules) {
  const std::vector<absl::string_view> atoms = absl::StrSplit(order, '\n', absl::SkipEmpty());
  const absl::flat_hash_set<absl::string_view> known(atoms.begin(), atoms.end());
  absl::flat_hash_set<absl::string_view> mentioned;
  for (const std::string& module : modules) {
    const absl::StatusOr<wasm::ModuleOutline> outline = wasm::ReadModule(module);
    if (!outline.ok()) continue;
    for (const wasm::ModuleOutline::Section& section : outline->sections) {
      if (section.name != abi::kContainerSection) continue;
      const absl::string_view facts = absl::string_view(module).substr(section.offset, section.size);
      for (size_t i = 0; i < facts.size(); ++i) {
        const auto found = known.find(facts.substr(i + 1, static_cast<uint8_t>(facts[i])));
        if (found != known.end()) mentioned.insert(*found);
      }
    }
  }
  std::string result;
  for (const absl::string_view atom : atoms) {
    if (mentioned.contains(atom)) absl::StrAppend(&result, atom, "\n");
  }
  return result;
}

}  // namespace seabeam::driver
