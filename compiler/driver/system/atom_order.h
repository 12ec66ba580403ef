// The atoms that OTP's emulator has when it starts a program, in the order of its numbers: since OTP 26 atoms as keys of a map are in that
// order. The runtime takes them as resource 'atoms' (runtime/host/seabeam.mjs).
#ifndef SEABEAM_COMPILER_DRIVER_SYSTEM_ATOM_ORDER_H_
#define SEABEAM_COMPILER_DRIVER_SYSTEM_ATOM_ORDER_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "compiler/driver/system/data_files.h"

namespace seabeam::driver {

// Atoms with a newline behind each, of the newest release known (runtime/atoms/otpNN.txt) that is not behind `release`
// ("27"; erlang:system_info(otp_release)), or else of the oldest known. "" for a release before 26, where atoms have no order of their own.
absl::StatusOr<std::string> AtomOrder(const DataFiles& data, absl::string_view release);

// Those of them that one of the modules, compiled ones, may hold: their length and text stand in its section of facts.
std::string MentionedAtoms(absl::string_view order, const std::vector<std::string>& modules);

}  // namespace seabeam::driver

#endif  // SEABEAM_COMPILER_DRIVER_SYSTEM_ATOM_ORDER_H_
