// What re:run gives back of a match: option {capture, Values, Type}.
#ifndef SEABEAM_RUNTIME_RE_CAPTURES_H_
#define SEABEAM_RUNTIME_RE_CAPTURES_H_

#include <pcre.h>

#include "runtime/core/containers.h"
#include "runtime/core/term.h"

namespace seabeam::rt {

enum class CaptureType : uint8_t { kIndex, kList, kBinary, kNone };

struct Captures {
  static constexpr uint32_t kNoGroup = ~0u;

  CaptureType type = CaptureType::kIndex;
  bool all = true;  // every group from `first_group` to the last that took part; `groups` is empty
  uint32_t first_group = 0;
  // The values to give: for each the groups of which the first that took part counts.
  struct Value {
    uint32_t first;  // into `groups`
    uint32_t count;
  };
  Vec<Value> values;
  Vec<uint32_t> groups;
};

// False: malformed, or no good code. `values`, `type`: of the option; 0 when it was not given.
bool ParseCaptures(Term values, Term type, const pcre* code, Captures* captures);

struct MatchedSubject {
  const uint8_t* bytes;
  Term term;  // a binary of the same bytes that parts may share; 0 = make copies
};

// The result of a match with `count` offset pairs (> 0).
Term CaptureResult(Ctx* ctx, const Captures& captures, const MatchedSubject& subject,
                   const int* offsets, uint32_t count);

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_RE_CAPTURES_H_
