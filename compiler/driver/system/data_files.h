// The files that the binary needs beside itself: the runtime, its host modules, the library modules of our own.
//
// They lie under $SEABEAM_HOME, or in the binary's Bazel runfiles, or in ../share/seabeam of the binary, each with the
// layout of this repository.
#ifndef SEABEAM_COMPILER_DRIVER_SYSTEM_DATA_FILES_H_
#define SEABEAM_COMPILER_DRIVER_SYSTEM_DATA_FILES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace seabeam::driver {

struct DataFiles {
  std::string root;
  std::string runtimes;   // folder of the runtimes, see RuntimeWasm
  std::string host;       // folder of the host's .mjs files
  std::string lib;        // folder of our own .beam files
  std::string atoms;      // folder of the orders of atoms, see atom_order.h
  std::string run_script; // what `run` gives to node
};

// The runtime that has these parts, a set of abi::RuntimePart bits.
std::string RuntimeWasm(const DataFiles& files, uint32_t parts);

// NotFound, saying where it looked, when one is missing.
absl::StatusOr<DataFiles> FindDataFiles();

// The .mjs files of a bundle whose runtime has these parts, names under DataFiles::host.
std::vector<std::string> HostFiles(uint32_t parts);

// node: $SEABEAM_NODE or the one on PATH. NotFound without one.
absl::StatusOr<std::string> FindNode();

}  // namespace seabeam::driver

#endif  // SEABEAM_COMPILER_DRIVER_SYSTEM_DATA_FILES_H_
