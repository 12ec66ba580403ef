// A stack of words for walking terms without recursion.
#ifndef SEABEAM_RUNTIME_DATA_WORD_STACK_H_
#define SEABEAM_RUNTIME_DATA_WORD_STACK_H_

#include <cstdint>
#include <cstdlib>
#include <cstring>

#include "runtime/core/containers.h"

namespace seabeam::rt {

class WordStack {
 public:
  WordStack() = default;
  ~WordStack() {
    if (w_ != small_) free(w_);
  }
  WordStack(const WordStack&) = delete;
  WordStack& operator=(const WordStack&) = delete;
  bool empty() const { return n_ == 0; }
  uint32_t size() const { return n_; }
  uint32_t* data() { return w_; }
  uint32_t& operator[](uint32_t i) { return w_[i]; }
  void clear() { n_ = 0; }
  void Push(uint32_t v) {
    if (n_ == capacity_) Grow(1);
    w_[n_++] = v;
  }
  // Room for n more words at the end, which the caller fills.
  uint32_t* Extend(uint32_t n) {
    if (capacity_ - n_ < n) Grow(n);
    uint32_t* p = w_ + n_;
    n_ += n;
    return p;
  }
  uint32_t Pop() { return w_[--n_]; }
  uint32_t Top() const { return w_[n_ - 1]; }
  void Resize(uint32_t n) { n_ = n; }

 private:
  void Grow(uint32_t n) {
    uint32_t c = capacity_ * 2;
    while (c - n_ < n) c *= 2;
    uint32_t* w =
        static_cast<uint32_t*>(w_ == small_ ? CheckedAlloc(c * 4) : CheckedRealloc(w_, c * 4));
    if (w_ == small_) memcpy(w, small_, n_ * 4);
    w_ = w;
    capacity_ = c;
  }
  uint32_t small_[64];
  uint32_t* w_ = small_;
  uint32_t n_ = 0;
  uint32_t capacity_ = 64;
};

// The same for bytes: output of encoders and printers.
class ByteBuf {
 public:
  ByteBuf() = default;
  ~ByteBuf() {
    if (d_ != small_) free(d_);
  }
  ByteBuf(const ByteBuf&) = delete;
  ByteBuf& operator=(const ByteBuf&) = delete;
  uint32_t size() const { return n_; }
  uint8_t* data() { return d_; }
  const uint8_t* data() const { return d_; }
  void clear() { n_ = 0; }
  void Resize(uint32_t n) {
    if (n > n_) Extend(n - n_);
    n_ = n;
  }
  void Put(uint8_t b) {
    if (n_ == capacity_) Grow(1);
    d_[n_++] = b;
  }
  uint8_t* Extend(uint32_t n) {
    if (capacity_ - n_ < n) Grow(n);
    uint8_t* p = d_ + n_;
    n_ += n;
    return p;
  }
  void Put(const void* p, uint32_t n) { memcpy(Extend(n), p, n); }
  void Put(const char* s) { Put(s, static_cast<uint32_t>(strlen(s))); }
  void PutBe16(uint32_t v) {
    Put(static_cast<uint8_t>(v >> 8));
    Put(static_cast<uint8_t>(v));
  }
  void PutBe32(uint32_t v) {
    PutBe16(v >> 16);
    PutBe16(v & 0xFFFF);
  }
  void PutDecimal(int64_t v) {
    char t[24];
    uint32_t n = 0;
    uint64_t m = v < 0 ? 0 - static_cast<uint64_t>(v) : static_cast<uint64_t>(v);
    do {
      t[n++] = static_cast<char>('0' + m % 10);
      m /= 10;
    } while (m);
    if (v < 0) t[n++] = '-';
    while (n > 0) Put(static_cast<uint8_t>(t[--n]));
  }

 private:
  void Grow(uint32_t n) {
    uint32_t c = capacity_ * 2;
    while (c - n_ < n) c *= 2;
    uint8_t* d = static_cast<uint8_t*>(d_ == small_ ? CheckedAlloc(c) : CheckedRealloc(d_, c));
    if (d_ == small_) memcpy(d, small_, n_);
    d_ = d;
    capacity_ = c;
  }
  uint8_t small_[256];
  uint8_t* d_ = small_;
  uint32_t n_ = 0;
  uint32_t capacity_ = 256;
};

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_DATA_WORD_STACK_H_
