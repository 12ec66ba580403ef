// A pipeline: passes in order, with groups that run until nothing changes.
#ifndef SEABEAM_PASSES_PASS_MANAGER_H_
#define SEABEAM_PASSES_PASS_MANAGER_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "passes/pass_base.h"

namespace seabeam::passes {

class PassPipeline {
 public:
  // "a,b,[c,d]": passes by name; a group in brackets runs again until a round changes nothing, at
  // most kMaxGroupRounds times. Groups may nest. An empty text is an empty pipeline. Errors name the
  // unknown pass or the place.
  static absl::StatusOr<PassPipeline> Parse(absl::string_view text);

  // With a `history` (of this graph, kept alive with the pipeline), passes of the graph alone are left out
  // where they have nothing new to see.
  absl::StatusOr<bool> Run(ir::Graph* graph, const PassOptions& options, PassContext& context,
                           RunHistory* history = nullptr) const;
  // What Parse reads.
  std::string ToString() const;

 private:
  // A pass, or a mark of a group; `group_end` of an opening mark is the index after its closing one.
  struct Step {
    enum Kind { kPass, kOpen, kClose } kind;
    std::unique_ptr<Pass> pass;
    size_t group_begin = 0;
  };
  std::vector<Step> steps_;
};

}  // namespace seabeam::passes

#endif  // SEABEAM_PASSES_PASS_MANAGER_H_
