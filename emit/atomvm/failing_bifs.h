// BIFs of the host that failed in the middle of a function.
#ifndef SEABEAM_EMIT_ATOMVM_FAILING_BIFS_H_
#define SEABEAM_EMIT_ATOMVM_FAILING_BIFS_H_

#include "emit/atomvm/host_calls.h"

namespace seabeam::emit {

// Once all has unwound: calls the host's BIF whose id in abi/bif_list.h is the block's second
// argument, with the arguments in the block's x registers, and, when it fails, gives handle_error's
// result to the host, with the first argument as the position. Falls through when it does not, or
// when the module does not import it.
void EmitFailingBif(HostCode& c);

}  // namespace seabeam::emit

#endif  // SEABEAM_EMIT_ATOMVM_FAILING_BIFS_H_
