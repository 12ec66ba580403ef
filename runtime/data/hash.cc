#include "runtime/data/hash.h"

#include "runtime/core/bifs.h"
#include "runtime/core/error.h"
#include "runtime/core/otp_version.h"
#include "runtime/data/bits.h"
#include "runtime/data/compare.h"
#include "runtime/data/integer.h"
#include "runtime/data/limbs.h"
#include "runtime/data/map.h"
#include "runtime/data/word_stack.h"

namespace seabeam::rt {

namespace {

// Bob Jenkins' mix of three words; `golden * k` are the constants of the term kinds.
constexpr uint32_t kGolden = 0x9e3779b9u;
constexpr uint32_t K(uint32_t k) { return kGolden * k; }

inline void Mix(uint32_t& a, uint32_t& b, uint32_t& c) {
  a = (a - b - c) ^ (c >> 13);
  b = (b - c - a) ^ (a << 8);
  c = (c - a - b) ^ (b >> 13);
  a = (a - b - c) ^ (c >> 12);
  b = (b - c - a) ^ (a << 16);
  c = (c - a - b) ^ (b >> 5);
  a = (a - b - c) ^ (c >> 3);
  b = (b - c - a) ^ (a << 10);
  c = (c - a - b) ^ (b >> 15);
}

inline uint32_t Add2(uint32_t hash, uint32_t x, uint32_t y, uint32_t constant) {
  uint32_t a = constant + x;
  uint32_t b = constant + y;
  Mix(a, b, hash);
  return hash;
}
inline uint32_t Add1(uint32_t hash, uint32_t x, uint32_t constant) {
  return Add2(hash, x, 0, constant);
}

uint32_t HashBlock(const uint8_t* k, uint32_t length, uint32_t initial) {
  uint32_t a = kGolden, b = kGolden, c = initial, len = length;
  auto word = [&](uint32_t i) {
    uint32_t w;
    memcpy(&w, k + i, 4);
    return w;
  };
  while (len >= 12) {
    a += word(0);
    b += word(4);
    c += word(8);
    Mix(a, b, c);
    k += 12;
    len -= 12;
  }
  uint8_t rest[12] = {};
  memcpy(rest, k, len);
  k = rest;
  a += word(0);
  b += word(4);
  c += length + (word(8) << 8);
  Mix(a, b, c);
  return c;
}

uint32_t HashBinary(Term t, uint32_t hash) {
  BitView v;
  GetBits(t, &v);
  uint32_t constant = K(13) + hash;
  if (v.bits == 0) return constant;
  AlignedBytes bytes(v);
  hash = HashBlock(bytes.data(), v.bits / 8, constant);
  uint32_t rest = v.bits & 7;
  if (rest) hash = Add2(hash, rest, bytes.data()[v.bits / 8] >> (8 - rest), K(15));
  return hash;
}

// The 64-bit digits of a magnitude, two words at a time.
uint32_t HashMagnitude(const IntView& v, uint32_t hash) {
  uint32_t constant = v.neg ? K(10) : K(11);
  for (uint32_t i = 0; i < v.n; i += 2)
    hash = Add2(hash, v.d[i], i + 1 < v.n ? v.d[i + 1] : 0, constant);
  return hash;
}

uint32_t HashAtom(Term atom) {
  Text text = AtomText(atom);
  uint32_t h = 0;
  const uint8_t* p = reinterpret_cast<const uint8_t*>(text.data);
  for (uint32_t i = 0; i < text.size; ++i) {
    uint8_t v = p[i];
    if (i + 1 < text.size && (v & 0xFE) == 0xC2 && (p[i + 1] & 0xC0) == 0x80) {
      v = static_cast<uint8_t>(v << 6 | (p[i + 1] & 0x3F));
      ++i;
    }
    h = (h << 4) + v;
    uint32_t g = h & 0xF0000000u;
    if (g) {
      h ^= g >> 24;
      h ^= g;
    }
  }
  return h;
}

uint32_t RawWord(Term boxed, uint32_t word) { return BoxPtr(boxed)[word]; }

struct FunParts {
  Term module;
  uint32_t index, uniq, num_free;
  const Term* free_vars;
};
FunParts PartsOfFun(Term fun) {
  FunView f = ViewFun(fun);
  return {f.module, f.index, f.uniq, f.num_free, BoxPtr(fun) + abi::kFunFirstFree};
}

// Words on the work stacks that are no terms (headers have tag 0).
constexpr uint32_t kMarkMapTail = 4;
constexpr uint32_t kMarkMapPair = 8;
constexpr uint32_t kMarkCdr = 12;
constexpr uint32_t kMarkTupleEnd = 16;
constexpr uint32_t kMarkCdrPost = 20;

inline bool IsByte(Term t) { return IsSmall(t) && static_cast<uint32_t>(SmallValue(t)) < 256; }

}  // namespace

uint32_t Phash2(Term term) {
  WordStack stack;
  uint32_t hash = 0;
  uint32_t xor_pairs = 0;
  for (;;) {
    bool descend = false;
    if (IsCons(term)) {
      uint32_t count = 0, word = 0;
      while (IsCons(term) && IsByte(Head(term))) {
        word = (word << 8) + static_cast<uint32_t>(SmallValue(Head(term)));
        if (count == 3) {
          hash = Add1(hash, word, K(4));
          count = word = 0;
        } else {
          ++count;
        }
        term = Tail(term);
      }
      if (count > 0) hash = Add1(hash, word, K(4));
      if (IsCons(term)) {
        stack.Push(Tail(term));
        term = Head(term);
      }
      continue;
    }
    if (IsSmall(term)) {
      int32_t v = SmallValue(term);
      if (v < 0) hash = Add1(hash, static_cast<uint32_t>(-v), kGolden);
      hash = Add1(hash, static_cast<uint32_t>(v), kGolden);
    } else if (IsAtom(term)) {
      hash = hash == 0 ? HashAtom(term) : Add1(hash, HashAtom(term), K(3));
    } else if (IsNil(term)) {
      hash = hash == 0 ? 3468870702u : Add1(hash, 2, K(2));
    } else if (IsPid(term)) {
      hash = Add1(hash, PidNumber(term), K(5));
    } else if (IsPort(term)) {
      hash = Add2(hash, term >> abi::kImmShift, 0, K(6));
    } else {
      switch (HeaderTag(HeaderOf(term))) {
        case abi::kHdrTuple: {
          uint32_t n = TupleArity(term);
          hash = Add1(hash, n, K(9));
          for (uint32_t i = n; i > 1; --i) stack.Push(BoxPtr(term)[i]);
          if (n > 0) {
            term = BoxPtr(term)[1];
            descend = true;
          }
          break;
        }
        case abi::kHdrMap:
        case abi::kHdrHashMap: {
          uint32_t n = MapSize(term);
          hash = Add1(hash, n, K(16));
          if (n == 0) break;
          stack.Push(xor_pairs);
          stack.Push(hash);
          stack.Push(kMarkMapTail);
          hash = 0;
          xor_pairs = 0;
          MapIterator it(term);
          Term key, value;
          while (it.Next(&key, &value)) {
            stack.Push(kMarkMapPair);
            stack.Push(value);
            stack.Push(key);
          }
          break;
        }
        case abi::kHdrFun:
          if (IsExternalFun(term)) {
            hash = Add2(hash, FunArity(term), HashAtom(RawWord(term, 1)), kGolden);
            hash = Add1(hash, HashAtom(RawWord(term, 2)), K(14));
          } else {
            FunParts f = PartsOfFun(term);
            hash = Add2(hash, f.num_free, HashAtom(f.module), kGolden);
            hash = Add2(hash, f.index, f.uniq, kGolden);
            for (uint32_t i = f.num_free; i-- > 1;) stack.Push(f.free_vars[i]);
            if (f.num_free > 0) {
              term = f.free_vars[0];
              descend = true;
            }
          }
          break;
        case abi::kHdrBitstring:
        case abi::kHdrRefcBinary:
        case abi::kHdrHeapBinary:
        case abi::kHdrSubBinary:
          hash = HashBinary(term, hash);
          break;
        case abi::kHdrPosInt:
        case abi::kHdrNegInt: {
          IntView v;
          LoadInt(term, &v);
          hash = HashMagnitude(v, hash);
          break;
        }
        case abi::kHdrRef:
        case abi::kHdrExternalRef:
          hash = Add1(hash, RawWord(term, 1), K(7));
          break;
        case abi::kHdrExternalPid:
          hash = Add1(hash, RawWord(term, 3), K(5));
          break;
        case abi::kHdrExternalPort:
          hash = Add2(hash, RawWord(term, 4), RawWord(term, 3), K(6));
          break;
        case abi::kHdrFloat: {
          uint32_t low = RawWord(term, 1), high = RawWord(term, 2);
          if (FloatValue(term) == 0) high = 0;
          hash = Add2(hash, high, low, K(12));
          break;
        }
        default:
          break;
      }
    }
    if (descend) continue;
    for (;;) {
      if (stack.empty()) return hash;
      term = stack.Pop();
      if (term == kMarkMapTail) {
        hash = stack.Pop();
        hash = Add1(hash, xor_pairs, K(19));
        xor_pairs = stack.Pop();
      } else if (term == kMarkMapPair) {
        xor_pairs ^= hash;
        hash = 0;
      } else {
        break;
      }
    }
  }
}

namespace {

// Up to OTP 26.
uint32_t InternalHash32(Term term, uint32_t salt) {
  uint32_t hash = salt ^ 3432918353u;
  auto immediate64 = [&hash](int64_t word) {
    hash = Add2(hash, static_cast<uint32_t>(word),
                static_cast<uint32_t>(static_cast<uint64_t>(word) >> 32), kGolden);
  };
  auto constant = [&hash](uint32_t c) {
    hash ^= c;
    hash = (hash << 17) ^ (hash >> 15);
  };
  auto immediate = [&](Term t) {
    if (IsSmall(t)) {
      immediate64(static_cast<int64_t>(SmallValue(t)) * 16 + 15);
    } else {
      immediate64(static_cast<int64_t>(t));
    }
  };
  if (IsImmediate(term)) {
    immediate(term);
    return hash;
  }
  WordStack stack;
  for (;;) {
    bool descend = false;
    if (IsCons(term)) {
      uint32_t count = 0, word = 0;
      while (IsCons(term) && IsByte(Head(term))) {
        word = (word << 8) + static_cast<uint32_t>(SmallValue(Head(term)));
        if (count == 3) {
          hash = Add1(hash, word, K(4));
          count = word = 0;
        } else {
          ++count;
        }
        term = Tail(term);
      }
      if (count > 0) hash = Add2(hash, word, count, K(22));
      if (IsCons(term)) {
        constant(K(17));
        stack.Push(Tail(term));
        if (!IsCons(Tail(term))) stack.Push(kMarkCdr);
        term = Head(term);
      }
      continue;
    }
    if (IsImmediate(term)) {
      immediate(term);
    } else {
      switch (HeaderTag(HeaderOf(term))) {
        case abi::kHdrTuple: {
          uint32_t n = TupleArity(term);
          hash = Add1(hash, n, K(9));
          for (uint32_t i = n; i > 1; --i) stack.Push(BoxPtr(term)[i]);
          if (n > 0) {
            term = BoxPtr(term)[1];
            descend = true;
          }
          break;
        }
        case abi::kHdrMap: {
          uint32_t n = FlatMapSize(term);
          hash = Add1(hash, n, K(16));
          for (uint32_t i = n; i-- > 0;) {
            stack.Push(FlatMapValues(term)[i]);
            stack.Push(FlatMapKeys(term)[i]);
          }
          break;
        }
        case abi::kHdrHashMap: {
          hash = Add1(hash, MapSize(term), K(16));
          // In the reverse of iteration order at every node; identical maps have identical tries.
          MapIterator it(term);
          Term key, value;
          while (it.Next(&key, &value)) {
            stack.Push(value);
            stack.Push(key);
          }
          break;
        }
        case abi::kHdrFun:
          if (IsExternalFun(term)) {
            hash = Add2(hash, RawWord(term, 1), RawWord(term, 2), K(14));
            hash = Add1(hash, FunArity(term), K(14));
          } else {
            FunParts f = PartsOfFun(term);
            hash = Add2(hash, f.num_free, f.module, K(20));
            hash = Add2(hash, f.index, f.uniq, K(21));
            for (uint32_t i = f.num_free; i-- > 1;) stack.Push(f.free_vars[i]);
            if (f.num_free > 0) {
              term = f.free_vars[0];
              descend = true;
            }
          }
          break;
        case abi::kHdrBitstring:
        case abi::kHdrRefcBinary:
        case abi::kHdrHeapBinary:
        case abi::kHdrSubBinary:
          hash = HashBinary(term, hash);
          break;
        case abi::kHdrPosInt:
        case abi::kHdrNegInt: {
          int64_t v;
          if (GetInt64(term, &v) && v >= -(int64_t{1} << 59) && v < int64_t{1} << 59) {
            immediate64(static_cast<int64_t>(static_cast<uint64_t>(v) << 4 | 15));
          } else {
            IntView view;
            LoadInt(term, &view);
            hash = HashMagnitude(view, hash);
          }
          break;
        }
        case abi::kHdrFloat: {
          uint32_t low = RawWord(term, 1), high = RawWord(term, 2);
          if (FloatValue(term) == 0) high = 0;
          hash = Add2(hash, low, high, K(12));
          break;
        }
        default:  // references, pids and ports of other nodes
          for (uint32_t i = HeaderWords(HeaderOf(term)); i > 0; --i)
            hash = Add1(hash, RawWord(term, i), K(7));
          break;
      }
    }
    if (descend) continue;
    for (;;) {
      if (stack.empty()) return hash;
      term = stack.Pop();
      if (term != kMarkCdr) break;
      constant(K(18));
    }
  }
}

inline bool HashesHave64Bits() { return OtpVersion().number >= 27; }

}  // namespace

uint32_t InternalHash(Term term, uint32_t salt) {
  return HashesHave64Bits() ? static_cast<uint32_t>(InternalHash64(term, salt)) : InternalHash32(term, salt);
}

uint32_t MapHash(Term key, uint32_t depth) {
  if (!HashesHave64Bits()) return InternalHash32(key, depth > 0 ? Add2(0, depth, 1, K(22)) : 0);
  // Two depths a hash. Keys of one hash are sorted in OTP, which takes no other salt.
  return static_cast<uint32_t>(InternalHash64(key, depth / 2) >> (depth % 2 * 32));
}

uint32_t Phash(Term term) {
  constexpr uint32_t kFunny[15] = {0,         268440163, 268439161, 268435459, 268436141,
                                   268438633, 268437017, 268438039, 268437511, 268439627,
                                   268440479, 268440577, 268440581, 268440593, 268440611};
  WordStack stack;
  uint32_t hash = 0;
  auto step = [&hash](uint32_t x, uint32_t prime) {
    for (int i = 0; i < 4; ++i, x >>= 8) hash = hash * prime + (x & 0xFF);
  };
  for (;;) {
    bool descend = false;
    if (IsNil(term)) {
      hash = hash * kFunny[3] + 1;
    } else if (IsAtom(term)) {
      hash = hash * kFunny[1] + HashAtom(term);
    } else if (IsInteger(term)) {
      IntView v;
      LoadInt(term, &v);
      step(v.n > 0 ? v.d[0] : 0, kFunny[2]);
      for (uint32_t i = 1; i < v.n; ++i) step(v.d[i], kFunny[2]);
      hash *= v.neg ? kFunny[4] : kFunny[3];
    } else if (IsPid(term)) {
      step(PidNumber(term), kFunny[5]);
      hash *= kFunny[6];
    } else if (IsPort(term)) {
      step(term >> abi::kImmShift, kFunny[9]);
      hash *= kFunny[10];
    } else if (IsCons(term)) {
      while (IsCons(term) && IsByte(Head(term))) {
        hash = hash * kFunny[2] + static_cast<uint32_t>(SmallValue(Head(term)));
        term = Tail(term);
      }
      if (!IsCons(term)) {
        stack.Push(kMarkCdrPost);
        continue;
      }
      stack.Push(Tail(term));
      stack.Push(kMarkCdr);
      term = Head(term);
      continue;
    } else {
      switch (HeaderTag(HeaderOf(term))) {
        case abi::kHdrTuple: {
          uint32_t n = TupleArity(term);
          stack.Push(n);
          stack.Push(kMarkTupleEnd);
          for (uint32_t i = n; i > 0; --i) stack.Push(BoxPtr(term)[i]);
          break;
        }
        case abi::kHdrMap:
        case abi::kHdrHashMap:
          hash = hash * kFunny[13] + kFunny[14] + Phash2(term);
          break;
        case abi::kHdrFun:
          if (IsExternalFun(term)) {
            hash = hash * kFunny[11] + FunArity(term);
            hash = hash * kFunny[1] + HashAtom(RawWord(term, 1));
            hash = hash * kFunny[1] + HashAtom(RawWord(term, 2));
          } else {
            FunParts f = PartsOfFun(term);
            hash = hash * kFunny[10] + f.num_free;
            hash = hash * kFunny[1] + HashAtom(f.module);
            hash = hash * kFunny[2] + f.index;
            hash = hash * kFunny[2] + f.uniq;
            for (uint32_t i = f.num_free; i > 0; --i) stack.Push(f.free_vars[i - 1]);
          }
          break;
        case abi::kHdrBitstring:
        case abi::kHdrRefcBinary:
        case abi::kHdrHeapBinary:
        case abi::kHdrSubBinary: {
          BitView v;
          GetBits(term, &v);
          AlignedBytes bytes(v);
          uint32_t n = v.bits / 8;
          for (uint32_t i = 0; i < n; ++i) hash = hash * kFunny[1] + bytes.data()[i];
          uint32_t rest = v.bits & 7;
          if (rest) hash = (hash * kFunny[1] + (bytes.data()[n] >> (8 - rest))) * kFunny[12] + rest;
          hash = hash * kFunny[4] + n;
          break;
        }
        case abi::kHdrFloat: {
          uint32_t low = RawWord(term, 1), high = RawWord(term, 2);
          if (FloatValue(term) == 0) high = 0;
          hash = hash * kFunny[6] + (low ^ high);
          break;
        }
        default:  // references
          step(RawWord(term, 1), kFunny[9]);
          hash *= kFunny[10];
          break;
      }
    }
    if (descend) continue;
    for (;;) {
      if (stack.empty()) return hash;
      term = stack.Pop();
      if (term == kMarkTupleEnd) {
        hash = hash * kFunny[9] + stack.Pop();
      } else if (term == kMarkCdrPost) {
        hash *= kFunny[8];
      } else if (term == kMarkCdr) {
        term = stack.Pop();
        if (IsCons(term)) break;
        stack.Push(kMarkCdrPost);
        break;
      } else {
        break;
      }
    }
  }
}

namespace {
// A range 1 .. 2^32; 0 stands for 2^32.
bool GetRange(Term t, uint32_t* range) {
  int64_t v;
  if (!GetInt64(t, &v) || v < 1 || v > int64_t{1} << 32) return false;
  *range = static_cast<uint32_t>(v);
  return true;
}
}  // namespace

SB_EXPORT Term bif_erlang_phash_2(Ctx* ctx, Term t, Term range_term) {
  uint32_t range;
  if (!GetRange(range_term, &range))
    return Badarg(ctx, abi::BifId::bif_erlang_phash_2, t, range_term);
  uint32_t h = Phash(t);
  return MakeInt(ctx, int64_t{1} + (range ? h % range : h));
}
SB_EXPORT Term bif_erlang_phash2_1(Ctx* ctx, Term t) {
  return MakeInt(ctx, Phash2(t) & ((1u << 27) - 1));
}
SB_EXPORT Term bif_erlang_phash2_2(Ctx* ctx, Term t, Term range_term) {
  uint32_t range;
  if (!GetRange(range_term, &range))
    return Badarg(ctx, abi::BifId::bif_erlang_phash2_2, t, range_term);
  uint32_t h = Phash2(t);
  return MakeInt(ctx, range ? h % range : h);
}

}  // namespace seabeam::rt
