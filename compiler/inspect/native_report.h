// An avmN chunk field by field.
#ifndef SEABEAM_COMPILER_INSPECT_NATIVE_REPORT_H_
#define SEABEAM_COMPILER_INSPECT_NATIVE_REPORT_H_

#include <string>

#include "compiler/atomvm/check.h"

namespace seabeam::inspect {

// Offsets count from the start of the chunk's data. Nothing when the file has no native code.
void AppendNative(const atomvm::HostFile& file, std::string* out);

}  // namespace seabeam::inspect

#endif  // SEABEAM_COMPILER_INSPECT_NATIVE_REPORT_H_
