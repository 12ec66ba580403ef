// Typed 32-bit ids: an index into some vector that cannot be mixed up with another vector's index.
//
//   struct NodeTag { static constexpr char kPrefix[] = "n"; };
//   using NodeId = base::TypedId<NodeTag>;
//   base::IdVector<NodeId, Node> nodes;  NodeId id = nodes.Add(Node{...});  nodes[id]
//
// A default-constructed id is invalid and compares greater than every valid one. Ids print as
// prefix and number ("n12"), invalid ones as the prefix and "-" ("n-").
#ifndef SEABEAM_BASE_TYPED_ID_H_
#define SEABEAM_BASE_TYPED_ID_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "base/check.h"

namespace seabeam::base {

template <typename Tag>
class TypedId {
 public:
  static constexpr uint32_t kInvalidValue = 0xFFFFFFFFu;

  constexpr TypedId() = default;
  explicit constexpr TypedId(uint32_t value) : value_(value) {}
  static constexpr TypedId Invalid() { return TypedId(); }

  constexpr bool valid() const { return value_ != kInvalidValue; }
  // The index; meaningful for a valid id only.
  constexpr uint32_t value() const { return value_; }

  friend constexpr bool operator==(TypedId a, TypedId b) { return a.value_ == b.value_; }
  friend constexpr bool operator!=(TypedId a, TypedId b) { return a.value_ != b.value_; }
  friend constexpr bool operator<(TypedId a, TypedId b) { return a.value_ < b.value_; }
  friend constexpr bool operator>(TypedId a, TypedId b) { return a.value_ > b.value_; }
  friend constexpr bool operator<=(TypedId a, TypedId b) { return a.value_ <= b.value_; }
  friend constexpr bool operator>=(TypedId a, TypedId b) { return a.value_ >= b.value_; }

  template <typename H>
  friend H AbslHashValue(H state, TypedId id) {
    return H::combine(std::move(state), id.value_);
  }

  std::string ToString() const {
    return Tag::kPrefix + (valid() ? std::to_string(value_) : std::string("-"));
  }
  friend std::ostream& operator<<(std::ostream& out, TypedId id) { return out << id.ToString(); }

 private:
  uint32_t value_ = kInvalidValue;
};

// A vector indexed by one kind of id. Out of range is a broken invariant, checked in every build.
template <typename Id, typename T>
class IdVector {
 public:
  using reference = typename std::vector<T>::reference;
  using const_reference = typename std::vector<T>::const_reference;

  IdVector() = default;
  explicit IdVector(size_t size) : items_(size) {}
  IdVector(size_t size, const T& value) : items_(size, value) {}
  IdVector(std::initializer_list<T> items) : items_(items) {}

  // The id that the next Add returns.
  Id next_id() const { return Id(static_cast<uint32_t>(items_.size())); }
  Id Add(T item) {
    Id id = next_id();
    items_.push_back(std::move(item));
    return id;
  }

  bool Contains(Id id) const { return id.value() < items_.size(); }
  reference operator[](Id id) {
    SEABEAM_CHECK(Contains(id)) << id << " of " << items_.size();
    return items_[id.value()];
  }
  const_reference operator[](Id id) const {
    SEABEAM_CHECK(Contains(id)) << id << " of " << items_.size();
    return items_[id.value()];
  }

  size_t size() const { return items_.size(); }
  bool empty() const { return items_.empty(); }
  void clear() { items_.clear(); }
  void reserve(size_t n) { items_.reserve(n); }
  void resize(size_t n) { items_.resize(n); }
  void resize(size_t n, const T& value) { items_.resize(n, value); }
  void assign(size_t n, const T& value) { items_.assign(n, value); }

  auto begin() { return items_.begin(); }
  auto end() { return items_.end(); }
  auto begin() const { return items_.begin(); }
  auto end() const { return items_.end(); }

  // for (Id id : v.ids()): the ids there are when ids() is called.
  class IdRange {
   public:
    class Iterator {
     public:
      explicit Iterator(uint32_t value) : value_(value) {}
      Id operator*() const { return Id(value_); }
      Iterator& operator++() {
        ++value_;
        return *this;
      }
      bool operator!=(const Iterator& other) const { return value_ != other.value_; }

     private:
      uint32_t value_;
    };
    explicit IdRange(uint32_t size) : size_(size) {}
    Iterator begin() const { return Iterator(0); }
    Iterator end() const { return Iterator(size_); }

   private:
    uint32_t size_;
  };
  IdRange ids() const { return IdRange(static_cast<uint32_t>(items_.size())); }

 private:
  std::vector<T> items_;
};

}  // namespace seabeam::base

template <typename Tag>
struct std::hash<seabeam::base::TypedId<Tag>> {
  size_t operator()(seabeam::base::TypedId<Tag> id) const {
    return std::hash<uint32_t>()(id.value());
  }
};

#endif  // SEABEAM_BASE_TYPED_ID_H_
