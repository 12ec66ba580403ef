// Modules in files, for names that the host has no module of: what a program compiled, or what lies in a folder that it added
// to the code path.
#ifndef SEABEAM_RUNTIME_CORE_CODE_PATH_H_
#define SEABEAM_RUNTIME_CORE_CODE_PATH_H_

#include "runtime/core/module.h"

namespace seabeam::rt {

// The folders to look into, each with a zero behind it. At first the working directory alone.
Text SearchPath();
// Takes the block, which `free` has to take.
void SetSearchPath(char* folders, uint32_t size);

// The module of the first file of its name, as sb_module_prepare gives it. Null: there is no such file, it is no code, it is
// another module's, or the host has no compiler. Implemented in runtime/file, with which alone there are files.
Module* ModuleFromFile(Term name) __attribute__((weak));

// The host's module, or else ModuleFromFile.
Module* ReadModuleNamed(Term name);

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_CORE_CODE_PATH_H_
