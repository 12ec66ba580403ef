// The few containers the runtime needs, without libc++'s stream and abort
// machinery: a vector of trivially copyable elements and a hash map from
// non-zero 64-bit keys to words.
#ifndef SEABEAM_RUNTIME_CORE_CONTAINERS_H_
#define SEABEAM_RUNTIME_CORE_CONTAINERS_H_

#include <cstdint>
#include <cstdlib>
#include <cstring>

namespace seabeam::rt {

void* CheckedAlloc(size_t bytes);                // Panic when there is no memory
void* CheckedRealloc(void* p, size_t bytes);

template <typename T>
class Vec {
 public:
  Vec() = default;
  Vec(const Vec&) = delete;
  Vec& operator=(const Vec&) = delete;
  ~Vec() { free(data_); }
  uint32_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  T& operator[](uint32_t i) { return data_[i]; }
  const T& operator[](uint32_t i) const { return data_[i]; }
  T* begin() { return data_; }
  T* end() { return data_ + size_; }
  const T* begin() const { return data_; }
  const T* end() const { return data_ + size_; }
  T& back() { return data_[size_ - 1]; }
  const T& back() const { return data_[size_ - 1]; }
  void push_back(const T& v) {
    if (size_ == capacity_) {
      capacity_ = capacity_ == 0 ? 4 : capacity_ * 2;
      data_ = static_cast<T*>(CheckedRealloc(data_, capacity_ * sizeof(T)));
    }
    data_[size_++] = v;
  }
  void pop_back() { size_--; }
  void clear() { size_ = 0; }
  // Order is not kept.
  void erase_swap(uint32_t i) { data_[i] = data_[--size_]; }
  void erase(uint32_t i) {
    memmove(data_ + i, data_ + i + 1, (size_ - i - 1) * sizeof(T));
    size_--;
  }

 private:
  T* data_ = nullptr;
  uint32_t size_ = 0;
  uint32_t capacity_ = 0;
};

// Open addressing with linear probing; deletion shifts back.
class WordMap {
 public:
  WordMap() = default;
  WordMap(const WordMap&) = delete;
  WordMap& operator=(const WordMap&) = delete;
  uint32_t size() const { return count_; }
  // 0 = absent.
  uintptr_t Get(uint64_t key) const {
    if (capacity_ == 0) return 0;
    for (uint32_t i = Slot(key);; i = (i + 1) & (capacity_ - 1)) {
      if (slots_[i].key == key) return slots_[i].value;
      if (slots_[i].key == 0) return 0;
    }
  }
  template <typename T>
  T* GetPtr(uint64_t key) const { return reinterpret_cast<T*>(Get(key)); }
  void Put(uint64_t key, const void* value) { Put(key, reinterpret_cast<uintptr_t>(value)); }
  void Put(uint64_t key, uintptr_t value) {
    if ((count_ + 1) * 3 >= capacity_ * 2) Grow();
    uint32_t i = Slot(key);
    while (slots_[i].key != 0 && slots_[i].key != key) i = (i + 1) & (capacity_ - 1);
    if (slots_[i].key == 0) count_++;
    slots_[i] = {key, value};
  }
  void Remove(uint64_t key) {
    if (capacity_ == 0) return;
    uint32_t i = Slot(key);
    while (slots_[i].key != key) {
      if (slots_[i].key == 0) return;
      i = (i + 1) & (capacity_ - 1);
    }
    count_--;
    for (uint32_t j = i;;) {
      j = (j + 1) & (capacity_ - 1);
      if (slots_[j].key == 0) break;
      uint32_t home = Slot(slots_[j].key);
      // Keep j when its home lies cyclically in (i, j].
      if (((j - home) & (capacity_ - 1)) < ((j - i) & (capacity_ - 1))) continue;
      slots_[i] = slots_[j];
      i = j;
    }
    slots_[i] = {0, 0};
  }
  template <typename F>
  void ForEach(F f) const {
    for (uint32_t i = 0; i < capacity_; i++) {
      if (slots_[i].key != 0) f(slots_[i].key, slots_[i].value);
    }
  }

 private:
  struct Entry {
    uint64_t key;
    uintptr_t value;
  };
  uint32_t Slot(uint64_t key) const {
    return static_cast<uint32_t>((key * 0x9E3779B97F4A7C15ull) >> 32) & (capacity_ - 1);
  }
  void Grow() {
    Entry* old = slots_;
    uint32_t n = capacity_;
    capacity_ = n == 0 ? 16 : n * 2;
    slots_ = static_cast<Entry*>(CheckedAlloc(capacity_ * sizeof(Entry)));
    memset(slots_, 0, capacity_ * sizeof(Entry));
    count_ = 0;
    for (uint32_t i = 0; i < n; i++) {
      if (old[i].key != 0) Put(old[i].key, old[i].value);
    }
    free(old);
  }
  Entry* slots_ = nullptr;
  uint32_t capacity_ = 0;
  uint32_t count_ = 0;
};

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_CORE_CONTAINERS_H_
