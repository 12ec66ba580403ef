#include "beam/atomvm/term_order.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>

#include "abi/atomvm/layout.h"
#include "absl/strings/string_view.h"

namespace seabeam::beam::atomvm {
namespace {

using abi::atomvm::TermRank;

int Sign(bool less, bool greater) { return less ? -1 : (greater ? 1 : 0); }

template <typename T>
int Order(T a, T b) {
  return Sign(a < b, b < a);
}

}  // namespace

std::vector<TermId> TermOrder::Pairs(TermId map) const {
  if (auto it = sorted_.find(map); it != sorted_.end()) return it->second;
  const absl::Span<const TermId> children = tree_.children(map);
  return {children.begin(), children.end()};
}

bool TermOrder::SortMaps(bool* known) {
  *known = true;
  // From the inside out: children come after their parent.
  for (size_t i = tree_.size(); i-- > 0;) {
    const TermId id = static_cast<TermId>(i);
    if (tree_.node(id).kind != TermKind::kMap) continue;
    const absl::Span<const TermId> children = tree_.children(id);
    std::vector<size_t> order(children.size() / 2);
    std::iota(order.begin(), order.end(), size_t{0});
    std::sort(order.begin(), order.end(), [&](size_t a, size_t b) {
      return Compare(children[2 * a], children[2 * b], known) < 0;
    });
    std::vector<TermId> pairs;
    pairs.reserve(children.size());
    for (const size_t pair : order) {
      pairs.push_back(children[2 * pair]);
      pairs.push_back(children[2 * pair + 1]);
    }
    sorted_[id] = std::move(pairs);
    if (!*known || !IsAscending(id, known)) return false;
  }
  return true;
}

bool TermOrder::IsAscending(TermId map, bool* known) const {
  const std::vector<TermId> pairs = Pairs(map);
  for (size_t i = 2; i < pairs.size(); i += 2) {
    if (Compare(pairs[i - 2], pairs[i], known) >= 0) return false;
  }
  return true;
}

int TermOrder::Rank(const Value& value) const {
  if (value.byte >= 0) return static_cast<int>(TermRank::kInteger);
  if (value.is_empty) return static_cast<int>(TermRank::kNil);
  TermRank rank = TermRank::kNil;
  switch (tree_.node(value.id).kind) {
    case TermKind::kInteger:
    case TermKind::kBigInteger:
      rank = TermRank::kInteger;
      break;
    case TermKind::kFloat:
      rank = TermRank::kFloat;
      break;
    case TermKind::kAtom:
      rank = TermRank::kAtom;
      break;
    case TermKind::kNil:
      rank = TermRank::kNil;
      break;
    case TermKind::kByteList:
    case TermKind::kList:
      rank = TermRank::kCons;
      break;
    case TermKind::kTuple:
      rank = TermRank::kTuple;
      break;
    case TermKind::kMap:
      rank = TermRank::kMap;
      break;
    case TermKind::kBinary:
    case TermKind::kBitstring:
      rank = TermRank::kBinary;
      break;
    case TermKind::kExport:
    case TermKind::kFun:
      rank = TermRank::kFun;
      break;
    case TermKind::kPid:
      rank = TermRank::kPid;
      break;
    case TermKind::kPort:
      rank = TermRank::kPort;
      break;
    case TermKind::kReference:
      rank = TermRank::kReference;
      break;
  }
  return static_cast<int>(rank);
}

TermOrder::Value TermOrder::Head(const Value& list) const {
  Value head;
  if (tree_.node(list.id).kind == TermKind::kByteList) {
    head.byte = static_cast<uint8_t>(tree_.bytes(list.id)[list.index]);
  } else {
    head.id = tree_.children(list.id)[list.index];
  }
  return head;
}

TermOrder::Value TermOrder::Tail(const Value& list) const {
  Value tail;
  tail.id = list.id;
  tail.index = list.index + 1;
  if (tree_.node(list.id).kind == TermKind::kByteList) {
    tail.is_empty = tail.index == tree_.bytes(list.id).size();
  } else if (tail.index + 1 == tree_.children(list.id).size()) {
    tail.id = tree_.children(list.id).back();
    tail.index = 0;
  }
  return tail;
}

int TermOrder::CompareIntegers(const Value& a, const Value& b) const {
  const auto is_big = [this](const Value& v) {
    return v.byte < 0 && tree_.node(v.id).kind == TermKind::kBigInteger;
  };
  const auto is_negative = [&](const Value& v) {
    if (v.byte >= 0) return false;
    const int64_t value = tree_.node(v.id).integer;
    return is_big(v) ? value == 1 : value < 0;
  };
  if (!is_big(a) && !is_big(b)) {
    return Order(a.byte >= 0 ? a.byte : tree_.node(a.id).integer,
                 b.byte >= 0 ? b.byte : tree_.node(b.id).integer);
  }
  if (is_negative(a) != is_negative(b)) return is_negative(a) ? -1 : 1;
  const int by_size = is_negative(a) ? -1 : 1;  // the larger magnitude is the larger number, or not
  if (is_big(a) != is_big(b)) return is_big(a) ? by_size : -by_size;
  const absl::string_view left = tree_.bytes(a.id);
  const absl::string_view right = tree_.bytes(b.id);
  if (left.size() != right.size()) return left.size() > right.size() ? by_size : -by_size;
  for (size_t i = left.size(); i-- > 0;) {
    if (left[i] != right[i]) {
      return static_cast<uint8_t>(left[i]) > static_cast<uint8_t>(right[i]) ? by_size : -by_size;
    }
  }
  return 0;
}

int TermOrder::Compare(TermId a, TermId b, bool* known) const {
  Value left;
  left.id = a;
  Value right;
  right.id = b;
  return CompareValues(left, right, known);
}

int TermOrder::CompareValues(Value a, Value b, bool* known) const {
  // Goes on along lists; recursion is for elements, as deep as terms are nested.
  for (;;) {
    const int rank = Rank(a);
    if (const int order = Order(rank, Rank(b)); order != 0) return order;
    if (rank == static_cast<int>(TermRank::kInteger)) return CompareIntegers(a, b);
    if (rank == static_cast<int>(TermRank::kNil)) return 0;
    if (rank != static_cast<int>(TermRank::kCons)) return CompareTerms(a.id, b.id, known);
    if (const int heads = CompareValues(Head(a), Head(b), known); heads != 0) return heads;
    a = Tail(a);
    b = Tail(b);
  }
}

int TermOrder::CompareAll(absl::Span<const TermId> a, absl::Span<const TermId> b,
                          bool* known) const {
  if (a.size() != b.size()) return Order(a.size(), b.size());
  for (size_t i = 0; i < a.size(); ++i) {
    if (const int order = Compare(a[i], b[i], known); order != 0) return order;
  }
  return 0;
}

int TermOrder::CompareTerms(TermId a, TermId b, bool* known) const {
  switch (tree_.node(a).kind) {
    case TermKind::kFloat:
      return Order(tree_.node(a).real, tree_.node(b).real);
    case TermKind::kTuple:
      return CompareAll(tree_.children(a), tree_.children(b), known);
    case TermKind::kMap:
      return CompareAll(Pairs(a), Pairs(b), known);
    case TermKind::kExport:
      *known = false;
      return tree_.node(b).kind == TermKind::kExport
                 ? CompareAll(tree_.children(a), tree_.children(b), known)
                 : 1;
    case TermKind::kFun:
      *known = false;
      if (tree_.node(b).kind == TermKind::kExport) return -1;
      break;
    case TermKind::kPid:
    case TermKind::kPort:
    case TermKind::kReference:
      *known = false;
      break;
    default:
      break;
  }
  const int order = tree_.bytes(a).compare(tree_.bytes(b));
  return Order(order, 0);
}

}  // namespace seabeam::beam::atomvm
