// Terms in the external term format, decoded to plain data: literals, attributes and the like.
//
// Source of the format: the "External Term Format" chapter of the ERTS User's Guide.

#ifndef SEABEAM_BEAM_ETF_H_
#define SEABEAM_BEAM_ETF_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace seabeam::beam {

// Index into a TermTree.
using TermId = uint32_t;

enum class TermKind : uint8_t {
  kInteger,     // integer
  kBigInteger,  // does not fit int64: bytes = magnitude, least significant first; integer = 1 when
                // negative, else 0
  kFloat,       // real, finite
  kAtom,        // bytes = name in UTF-8
  kNil,
  kByteList,   // not empty proper list of integers 0 .. 255: bytes
  kList,       // children: one element or more, then the tail (kNil for a proper list)
  kTuple,      // children
  kMap,        // children: key, value, key, value... in the order of the encoding
  kBinary,     // bytes
  kBitstring,  // bytes, not empty; integer = number of bits used in the last one, 1 .. 7, its high
               // bits
  kExport,     // fun m:f/a; children: module, function (kAtom), arity (kInteger)
  // Not expected in literals; kept as the bytes of their encoding.
  kPid,
  kPort,
  kReference,
  kFun,
};

struct TermNode {
  TermKind kind = TermKind::kNil;
  uint32_t first = 0;  // of children, or of bytes
  uint32_t count = 0;
  union {
    int64_t integer = 0;
    double real;
  };
};

// A term and its subterms. Children come after their parent. Nesting is at most kMaxTermDepth
// (beam/limits.h), so that users may recurse over tuples, maps and nested lists.
class TermTree {
 public:
  TermId root() const { return 0; }
  size_t size() const { return nodes_.size(); }
  const TermNode& node(TermId id) const { return nodes_[id]; }
  absl::Span<const TermId> children(TermId id) const {
    return absl::MakeConstSpan(children_).subspan(nodes_[id].first, nodes_[id].count);
  }
  absl::string_view bytes(TermId id) const {
    return absl::string_view(bytes_).substr(nodes_[id].first, nodes_[id].count);
  }

 private:
  friend class TermDecoder;
  friend absl::StatusOr<TermTree> DecodeTerm(absl::string_view bytes);

  std::vector<TermNode> nodes_;
  std::vector<TermId> children_;
  std::string bytes_;
};

// Decodes one term, version byte 131 included, that must fill `bytes`. Compressed terms are
// inflated. Errors: InvalidArgument or ResourceExhausted "offset N: message".
absl::StatusOr<TermTree> DecodeTerm(absl::string_view bytes);

}  // namespace seabeam::beam

#endif  // SEABEAM_BEAM_ETF_H_
