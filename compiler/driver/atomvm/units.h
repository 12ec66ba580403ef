// Inputs of --abi=atomvm: modules, alone or in packs, with the options that all of them share.
#ifndef SEABEAM_COMPILER_DRIVER_ATOMVM_UNITS_H_
#define SEABEAM_COMPILER_DRIVER_ATOMVM_UNITS_H_

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "beam/avm.h"
#include "compiler/driver/atomvm_code.h"
#include "compiler/driver/compile.h"
#include "compiler/driver/inputs.h"
#include "compiler/driver/options.h"

namespace seabeam::driver {

// One .avm of the command line. Sections point into `bytes`.
struct AvmPack {
  std::string path;
  std::string bytes;
  std::vector<beam::AvmSection> sections;
};

// One thing on the way from input to output: a module, or the data file of a pack.
struct AtomVmUnit {
  std::string name;   // of the file or section: "m.beam"
  std::string label;  // how messages call it
  bool is_module = true;
  std::string path;                           // of a .beam; empty in a pack
  const beam::AvmSection* section = nullptr;  // in a pack
  size_t pack = 0;                            // index into AtomVmInputs::packs
};

struct AtomVmInputs {
  Inputs files;  // owns temporary files
  std::vector<std::unique_ptr<AvmPack>> packs;
  std::vector<AtomVmUnit> units;  // in the order of the command line and of the packs
  size_t modules = 0;             // number of units that are modules
};

// Errors: InvalidArgument and NotFound, naming the input; those of CheckModuleCount for packs.
absl::StatusOr<AtomVmInputs> GatherAtomVmInputs(const Options& options);

// A host loads so many modules and no more; what goes into one pack is taken as meant for one host.
// Errors: ResourceExhausted, naming the pack.
absl::Status CheckModuleCount(absl::string_view pack, size_t count);

absl::StatusOr<std::string> ReadUnit(const AtomVmUnit& unit);

// The options of one module.
absl::StatusOr<AtomVmOptions> MakeAtomVmOptions(const Options& options);
absl::StatusOr<AtomVmOptions> OptionsForUnit(const AtomVmOptions& options, const AtomVmUnit& unit);

// Digest of this compiler and what it was asked for, of 16 bytes.
std::string BuildKey(const AtomVmOptions& options);

}  // namespace seabeam::driver

#endif  // SEABEAM_COMPILER_DRIVER_ATOMVM_UNITS_H_
