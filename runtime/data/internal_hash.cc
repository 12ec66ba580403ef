// The internal hash of OTP 27 and later: MurmurHash3's 128-bit form over 64-bit words, of which terms take one or two at a time.
#include "runtime/core/fun.h"
#include "runtime/core/otp_version.h"
#include "runtime/data/bits.h"
#include "runtime/data/hash.h"
#include "runtime/data/integer.h"
#include "runtime/data/map.h"
#include "runtime/data/word_stack.h"

namespace seabeam::rt {
namespace {

// What a term is, hashed before its contents. OTP 29 has one more kind behind tuples, native records: numbers behind it are one higher.
enum Kind : uint32_t {
  kImmediate = 1,
  kElement,  // of something, and to be hashed behind the immediate ones
  kCar,
  kCdr,
  kString,
  kTuple,
  kFlatMap,
  kFullRoot,  // of a trie: 16 children
  kRoot,
  kNode,
  kBitstring,
  kLocalFun,
  kExternalFun,
  kNegInt,
  kPosInt,
  kLocalRef,
  kOther,  // pids, ports and references of other nodes
  kFloat = 20,
};

// Words on the stack that are no terms: a header's tag is 0.
constexpr uint32_t kMarkCdr = 4;
constexpr uint32_t kMarkNode = 8;

inline uint64_t RotateLeft(uint64_t x, uint32_t n) { return x << n | x >> (64 - n); }

// The finalizer of MurmurHash3.
inline uint64_t Finish(uint64_t h) {
  h = (h ^ h >> 33) * 0xFF51AFD7ED558CCDull;
  h = (h ^ h >> 33) * 0xC4CEB9FE1A85EC53ull;
  return h ^ h >> 33;
}

class Murmur {
 public:
  explicit Murmur(uint64_t salt) : first_(salt), second_(salt) {}

  void First(uint64_t word) {
    MixFirst(word);
    first_ = RotateLeft(first_, 27) + second_;
    first_ = first_ * 5 + 0x52DCE729u;
    ++words_;
  }
  void Second(uint64_t word) {
    MixSecond(word);
    second_ = RotateLeft(second_, 31) + first_;
    second_ = second_ * 5 + 0x38495AB5u;
    ++words_;
  }
  void First(uint32_t low, uint64_t high) { First(low | high << 32); }
  void Second(uint32_t low, uint64_t high) { Second(low | high << 32); }
  // What is left of a text, without the steps behind it.
  void MixFirst(uint64_t word) { first_ ^= RotateLeft(word * kA, 31) * kB; }
  void MixSecond(uint64_t word) { second_ ^= RotateLeft(word * kB, 33) * kA; }

  uint64_t Hash() const {
    uint64_t a = first_ ^ words_, b = second_ ^ words_;
    a += b;
    b += a;
    a = Finish(a);
    b = Finish(b);
    a += b;
    b += a;
    return a ^ b;
  }

 private:
  static constexpr uint64_t kA = 0x87C37B91114253D5ull, kB = 0x4CF5AD432745937Full;
  uint64_t first_, second_, words_ = 0;
};

class InternalHasher {
 public:
  explicit InternalHasher(uint64_t salt) : hash_(salt) {}

  uint64_t Hash(Term term) {
    do {
      while (One(&term)) {
      }
    } while (Waiting(&term));
    return hash_.Hash();
  }

 private:
  uint32_t Later(Kind kind) const { return kind + shift_; }

  // The next of the terms that wait.
  bool Waiting(Term* term) {
    while (!stack_.empty()) {
      *term = stack_.Pop();
      if (*term == kMarkNode) {
        hash_.First(Later(kNode));
        Children(stack_.Pop());
        continue;
      }
      if (*term == kMarkCdr) {
        hash_.Second(kCdr);
        *term = stack_.Pop();
      }
      return true;
    }
    return false;
  }

  // An element of something: immediate ones now, others later.
  void Element(Term t) {
    uint64_t word;
    if (EmulatorsImmediate(t, &word)) {
      hash_.First(kImmediate);
      hash_.Second(word);
    } else {
      hash_.First(kElement);
      stack_.Push(t);
    }
  }

  void Children(Term node) {
    for (uint32_t i = 0; i < NodeCount(node); ++i) {
      const Term child = NodeChildren(node)[i];
      if (IsCons(child)) {
        Element(Tail(child));
        Element(Head(child));
      } else {
        stack_.Push(child);
        stack_.Push(kMarkNode);
      }
    }
  }

  // Bytes, four at a time, in front of a list; what is left of the list in *list.
  void Bytes(Term* list) {
    uint32_t word = 0, count = 0;
    for (; IsCons(*list) && IsSmall(Head(*list)) && static_cast<uint32_t>(SmallValue(Head(*list))) < 256; *list = Tail(*list)) {
      word = word << 8 | static_cast<uint32_t>(SmallValue(Head(*list)));
      if (++count == 4) {
        hash_.First(kString | count << 8, word);
        word = count = 0;
      }
    }
    if (count > 0) hash_.First(kString | count << 8, word);
  }

  void Bits(Term t) {
    BitView v;
    GetBits(t, &v);
    hash_.First(Later(kBitstring));
    hash_.Second(v.bits);
    if (v.bits == 0) return;
    AlignedBytes aligned(v);
    const uint8_t* bytes = aligned.data();
    const uint32_t size = v.bits / 8;
    auto word = [](const uint8_t* p, uint32_t n) {
      uint64_t w = 0;
      memcpy(&w, p, n);
      return w;
    };
    uint32_t at = 0;
    for (; at + 16 <= size; at += 16) {
      hash_.First(word(bytes + at, 8));
      hash_.Second(word(bytes + at + 8, 8));
    }
    const uint32_t left = size - at;
    if (left > 8) hash_.MixSecond(word(bytes + at + 8, left - 8));
    if (left > 0) hash_.MixFirst(word(bytes + at, left < 8 ? left : 8));
    if (v.bits % 8 > 0) hash_.First(static_cast<uint64_t>(bytes[size] >> (8 - v.bits % 8)));
  }

  void Magnitude(Term t) {
    IntView v;
    LoadInt(t, &v);
    const uint32_t digits = (v.n + 1) / 2;
    auto digit = [&v](uint32_t i) { return v.d[2 * i] | (2 * i + 1 < v.n ? static_cast<uint64_t>(v.d[2 * i + 1]) << 32 : 0); };
    hash_.First(Later(v.neg ? kNegInt : kPosInt), digits);
    for (uint32_t i = 0; i < digits; i += 2) {
      if (i + 1 < digits) hash_.First(digit(i));
      hash_.Second(digit(i + 1 < digits ? i + 1 : i));
    }
  }

  // Hashes what *term is, but for what waits on the stack. True: *term is what comes next.
  bool One(Term* next) {
    const Term term = *next;
    uint64_t word;
    if (IsCons(term)) {
      Bytes(next);
      if (!IsCons(*next)) return true;
      const Term head = Head(*next), tail = Tail(*next);
      if (EmulatorsImmediate(head, &word)) {
        hash_.First(kImmediate, kCar);
        hash_.Second(word);
        if (!IsCons(tail)) hash_.First(kCdr);
        *next = tail;
      } else {
        stack_.Push(tail);
        if (!IsCons(tail)) stack_.Push(kMarkCdr);
        hash_.First(kCar);
        *next = head;
      }
      return true;
    }
    if (EmulatorsImmediate(term, &word)) {
      hash_.First(kImmediate);
      hash_.Second(word);
      return false;
    }
    const Term* p = BoxPtr(term);
    switch (HeaderTag(HeaderOf(term))) {
      case abi::kHdrTuple: {
        const uint32_t n = TupleArity(term);
        hash_.First(kTuple);
        hash_.Second(n);
        if (n == 0) return false;
        for (uint32_t i = 1; i < n; ++i) Element(p[i]);
        *next = p[n];
        return true;
      }
      case abi::kHdrMap: {
        const uint32_t n = FlatMapSize(term);
        hash_.First(Later(kFlatMap));
        hash_.Second(n);
        if (n == 0) return false;
        for (uint32_t i = 0; i < n; ++i) {
          Element(FlatMapValues(term)[i]);
          if (i + 1 < n) Element(FlatMapKeys(term)[i]);
        }
        *next = FlatMapKeys(term)[n - 1];
        return true;
      }
      case abi::kHdrHashMap:
        hash_.First(Later(NodeCount(HashMapRoot(term)) == 16 ? kFullRoot : kRoot));
        hash_.Second(MapSize(term));
        Children(HashMapRoot(term));
        return false;
      case abi::kHdrFun: {
        const FunView f = ViewFun(term);
        if (f.external) {
          hash_.First(Later(kExternalFun));
          hash_.Second(AtomNumber(f.module), AtomNumber(f.function));
          hash_.Second(f.arity);
          return false;
        }
        hash_.First(Later(kLocalFun), f.num_free);
        hash_.Second(f.index, f.uniq);
        Element(f.module);
        if (f.num_free == 0) return false;
        const Term* values = p + abi::kFunFirstFree;
        for (uint32_t i = 0; i + 1 < f.num_free; ++i) Element(values[i]);
        *next = values[f.num_free - 1];
        return true;
      }
      case abi::kHdrBitstring:
      case abi::kHdrRefcBinary:
      case abi::kHdrHeapBinary:
      case abi::kHdrSubBinary:
        Bits(term);
        return false;
      case abi::kHdrPosInt:
      case abi::kHdrNegInt:
        Magnitude(term);
        return false;
      case abi::kHdrFloat:
        hash_.First(Later(kFloat));
        hash_.Second(p[1], p[2]);
        return false;
      default:
        hash_.First(Later(HeaderTag(HeaderOf(term)) == abi::kHdrRef ? kLocalRef : kOther));
        for (uint32_t i = HeaderWords(p[0]); i > 0; --i) hash_.Second(p[i]);
        return false;
    }
  }

  Murmur hash_;
  WordStack stack_;
  const uint32_t shift_ = OtpVersion().number >= 29 ? 1 : 0;
};

}  // namespace

bool EmulatorsImmediate(Term t, uint64_t* word) {
  int64_t v;
  if (IsSmall(t)) {
    *word = static_cast<uint64_t>(static_cast<int64_t>(SmallValue(t))) << 4 | 15;
  } else if (IsAtom(t)) {
    *word = static_cast<uint64_t>(AtomNumber(t)) << 6 | 11;
  } else if (IsNil(t)) {
    *word = 0x3B;
  } else if (IsPid(t)) {
    *word = static_cast<uint64_t>(PidNumber(t)) << 4 | 3;
  } else if (IsImmediate(t)) {
    *word = static_cast<uint64_t>(t >> abi::kImmShift) << 4 | 7;
  } else if (IsInteger(t) && GetInt64(t, &v) && v >= -(int64_t{1} << 59) && v < int64_t{1} << 59) {
    *word = static_cast<uint64_t>(v) << 4 | 15;
  } else {
    return false;
  }
  return true;
}

uint64_t InternalHash64(Term term, uint64_t salt) {
  uint64_t word;
  if (EmulatorsImmediate(term, &word)) return Finish(word + salt);
  return InternalHasher(salt).Hash(term);
}

}  // namespace seabeam::rt
