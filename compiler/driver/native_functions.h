// Functions of a library module that the runtime implements: OTP's module has a body that fails for
// each of them, in whose place its loader puts native code.
#ifndef SEABEAM_COMPILER_DRIVER_NATIVE_FUNCTIONS_H_
#define SEABEAM_COMPILER_DRIVER_NATIVE_FUNCTIONS_H_

#include "beam/module.h"

namespace seabeam::driver {

// Gives every function of the module that is a BIF (abi/bif_list.h, kinds G and B) a body that
// calls the BIF, for the module's own local calls. Calls from other modules never come to the body. A module that has
// some loses its on_load function: it would load them. Its other functions of this sort, which the runtime does not have, raise undef.
void UseNativeFunctions(beam::Module* module);

}  // namespace seabeam::driver

#endif  // SEABEAM_COMPILER_DRIVER_NATIVE_FUNCTIONS_H_
