// Frames that no call, receive or exception handler needs go: behind inlined calls nothing is kept
// in them. A raise in such a stretch then has no frame to drop.
#ifndef SEABEAM_PASSES_FRAMES_H_
#define SEABEAM_PASSES_FRAMES_H_

#include <memory>

#include "passes/pass_base.h"

namespace seabeam::passes {

std::unique_ptr<Pass> MakeFramesPass();

}  // namespace seabeam::passes

#endif  // SEABEAM_PASSES_FRAMES_H_
