#include "runtime/data/external.h"

#include "runtime/core/bifs.h"
#include "runtime/core/error.h"
#include "runtime/core/fun.h"
#include "runtime/data/bits.h"
#include "runtime/data/compare.h"
#include "runtime/data/compressed.h"
#include "runtime/data/float_text.h"
#include "runtime/data/integer.h"
#include "runtime/data/limbs.h"
#include "runtime/data/map.h"
#include "runtime/data/utf8.h"

namespace seabeam::rt {

using abi::BifId;

namespace {

class Encoder {
 public:
  Encoder(ByteBuf* out, const EncodeOptions& options) : out_(*out), options_(options) {}

  void Run(Term t) {
    for (;;) {
      One(t);
      // Pending work: terms, and (address, count, mark) for the terms of an array.
      for (;;) {
        if (stack_.empty()) return;
        t = stack_.Pop();
        if (t != kMarkArray) break;
        uint32_t& left = stack_[stack_.size() - 1];
        uint32_t& at = stack_[stack_.size() - 2];
        t = *WordPtr(at);
        at += 4;
        if (--left == 0)
          stack_.Resize(stack_.size() - 2);
        else
          stack_.Push(kMarkArray);
        break;
      }
    }
  }

 private:
  static constexpr uint32_t kMarkArray = 4;

  void Array(const Term* p, uint32_t n) {
    if (n == 0) return;
    stack_.Push(static_cast<uint32_t>(reinterpret_cast<uintptr_t>(p)));
    stack_.Push(n);
    stack_.Push(kMarkArray);
  }

  void PutAtom(Term atom) {
    Text text = AtomText(atom);
    if (!options_.utf8_atoms) {
      // Latin-1 when that is possible.
      bool latin = true;
      for (uint32_t i = 0; i < text.size && latin; ++i)
        latin = static_cast<uint8_t>(text.data[i]) <= 0xC3;
      if (latin) {
        ByteBuf name;
        for (uint32_t i = 0; i < text.size; ++i) {
          uint8_t c = static_cast<uint8_t>(text.data[i]);
          if (c >= 0xC0)
            c = static_cast<uint8_t>(c << 6 | (static_cast<uint8_t>(text.data[++i]) & 0x3F));
          name.Put(c);
        }
        out_.Put(kAtomExt);
        out_.PutBe16(name.size());
        out_.Put(name.data(), name.size());
        return;
      }
    }
    if (text.size < 256) {
      out_.Put(kSmallAtomUtf8Ext);
      out_.Put(static_cast<uint8_t>(text.size));
    } else {
      out_.Put(kAtomUtf8Ext);
      out_.PutBe16(text.size);
    }
    out_.Put(text.data, text.size);
  }

  void PutNode() { PutAtom(InternAtom("nonode@nohost")); }

  void PutBig(Term t) {
    IntView v;
    LoadInt(t, &v);
    uint32_t n = (LimbBits(v.d, v.n) + 7) / 8;
    if (n < 256) {
      out_.Put(kSmallBigExt);
      out_.Put(static_cast<uint8_t>(n));
    } else {
      out_.Put(kLargeBigExt);
      out_.PutBe32(n);
    }
    out_.Put(v.neg);
    out_.Put(v.d, n);
  }

  void PutPid(Term pid) {
    out_.Put(kNewPidExt);
    if (IsBoxed(pid)) {
      const Term* p = BoxPtr(pid);
      PutAtom(abi::AtomTerm(p[1]));
      out_.PutBe32(p[3]);
      out_.PutBe32(p[4]);
      out_.PutBe32(p[2]);
      return;
    }
    PutNode();
    out_.PutBe32(PidNumber(pid));
    out_.PutBe32(0);
    out_.PutBe32(0);
  }

  void PutPort(Term node, uint32_t high, uint32_t low, uint32_t creation) {
    const bool wide = high != 0 || low >= 1u << 28 || OtpVersion().number >= 26;
    out_.Put(wide ? kV4PortExt : kNewPortExt);
    PutAtom(node);
    if (wide) out_.PutBe32(high);
    out_.PutBe32(low);
    out_.PutBe32(creation);
  }

  void One(Term t) {
    if (IsSmall(t)) {
      int32_t v = SmallValue(t);
      if (v >= 0 && v < 256) {
        out_.Put(kSmallIntegerExt);
        out_.Put(static_cast<uint8_t>(v));
      } else {
        out_.Put(kIntegerExt);
        out_.PutBe32(static_cast<uint32_t>(v));
      }
    } else if (IsAtom(t)) {
      PutAtom(t);
    } else if (IsNil(t)) {
      out_.Put(kNilExt);
    } else if (IsPid(t)) {
      PutPid(t);
    } else if (IsPort(t)) {
      PutPort(InternAtom("nonode@nohost"), 0, t >> abi::kImmShift, 0);
    } else if (IsCons(t)) {
      List(t);
    } else {
      Boxed(t);
    }
  }

  void List(Term t) {
    uint32_t n = 0;
    bool bytes = true;
    Term l = t;
    for (; IsCons(l); l = Tail(l), ++n) {
      uint32_t c;
      if (bytes && !GetSmallUpTo(Head(l), 255, &c)) bytes = false;
    }
    if (bytes && IsNil(l) && n < 65536) {
      out_.Put(kStringExt);
      out_.PutBe16(n);
      uint8_t* p = out_.Extend(n);
      for (l = t; IsCons(l); l = Tail(l)) *p++ = static_cast<uint8_t>(SmallValue(Head(l)));
      return;
    }
    out_.Put(kListExt);
    out_.PutBe32(n);
    uint32_t* w = stack_.Extend(n + 1);
    w[0] = l;
    uint32_t i = n;
    for (l = t; IsCons(l); l = Tail(l)) w[i--] = Head(l);
  }

  void Boxed(Term t) {
    const Term* p = BoxPtr(t);
    uint32_t words = HeaderWords(p[0]);
    switch (HeaderTag(p[0])) {
      case abi::kHdrTuple:
        if (words < 256) {
          out_.Put(kSmallTupleExt);
          out_.Put(static_cast<uint8_t>(words));
        } else {
          out_.Put(kLargeTupleExt);
          out_.PutBe32(words);
        }
        Array(p + 1, words);
        return;
      case abi::kHdrPosInt:
      case abi::kHdrNegInt:
        if (words == 1) {
          out_.Put(kIntegerExt);
          out_.PutBe32(p[1]);
        } else {
          PutBig(t);
        }
        return;
      case abi::kHdrFloat:
        if (options_.old_floats) {
          ByteBuf text;
          PutFloatScientific(&text, FloatValue(t), 20);
          out_.Put(kFloatExt);
          while (text.size() < 31) text.Put(uint8_t{0});
          out_.Put(text.data(), 31);
        } else {
          out_.Put(kNewFloatExt);
          out_.PutBe32(p[2]);
          out_.PutBe32(p[1]);
        }
        return;
      case abi::kHdrRefcBinary:
      case abi::kHdrHeapBinary:
      case abi::kHdrSubBinary:
      case abi::kHdrBitstring: {
        BitView v;
        GetBits(t, &v);
        uint32_t n = (v.bits + 7) / 8;
        out_.Put(v.bits & 7 ? kBitBinaryExt : kBinaryExt);
        out_.PutBe32(n);
        if (v.bits & 7) out_.Put(static_cast<uint8_t>(v.bits & 7));
        uint8_t* to = out_.Extend(n);
        if (v.bits & 7) to[n - 1] = 0;
        CopyBits(to, 0, v.data, v.offset, v.bits);
        return;
      }
      case abi::kHdrMap:
      case abi::kHdrHashMap: {
        uint32_t n = MapSize(t);
        out_.Put(kMapExt);
        out_.PutBe32(n);
        uint32_t* w = stack_.Extend(2 * n);
        MapIterator it(t);
        Term k, v;
        if (IsFlatMap(t)) {
          for (uint32_t i = n; i-- > 0;) {
            it.Next(&k, &v);
            w[2 * i + 1] = k;
            w[2 * i] = v;
          }
        } else {
          for (uint32_t i = 0; i < n; ++i) {
            it.Next(&k, &v);
            w[2 * i + 1] = k;
            w[2 * i] = v;
          }
        }
        // Small maps are in the order of terms only where atoms are.
        if (options_.deterministic && (!IsFlatMap(t) || OtpVersion().number >= 26)) SortStackPairs(w, n);
        return;
      }
      case abi::kHdrRef: {
        uint32_t w[3];
        RefWords(RefNumber(t), w);
        out_.Put(kNewerReferenceExt);
        out_.PutBe16(3);
        PutNode();
        out_.PutBe32(0);
        for (uint32_t x : w) out_.PutBe32(x);
        return;
      }
      case abi::kHdrExternalRef:
        out_.Put(kNewerReferenceExt);
        out_.PutBe16(words - 2);
        PutAtom(abi::AtomTerm(p[1]));
        out_.PutBe32(p[2]);
        for (uint32_t i = 3; i <= words; ++i) out_.PutBe32(p[i]);
        return;
      case abi::kHdrExternalPid:
        PutPid(t);
        return;
      case abi::kHdrExternalPort:
        PutPort(abi::AtomTerm(p[1]), p[3], p[4], p[2]);
        return;
      case abi::kHdrFun:
        Fun(t);
        return;
      default:
        out_.Put(kNilExt);
        return;
    }
  }

  void SortStackPairs(uint32_t* w, uint32_t n) {
    // (value, key) pairs, greatest key first: simple insertion over a few, merge by halves above.
    if (n < 2) return;
    if (n <= 8) {
      for (uint32_t i = 1; i < n; ++i) {
        uint32_t v = w[2 * i], k = w[2 * i + 1];
        uint32_t j = i;
        for (; j > 0 && CompareTerms(w[2 * j - 1], k, true) < 0; --j) {
          w[2 * j] = w[2 * j - 2];
          w[2 * j + 1] = w[2 * j - 1];
        }
        w[2 * j] = v;
        w[2 * j + 1] = k;
      }
      return;
    }
    uint32_t half = n / 2;
    SortStackPairs(w, half);
    SortStackPairs(w + 2 * half, n - half);
    uint32_t* tmp = static_cast<uint32_t*>(CheckedAlloc(n * 8));
    uint32_t i = 0, j = half;
    for (uint32_t out = 0; out < n; ++out) {
      bool left = j >= n || (i < half && CompareTerms(w[2 * i + 1], w[2 * j + 1], true) >= 0);
      uint32_t* from = left ? w + 2 * i++ : w + 2 * j++;
      tmp[2 * out] = from[0];
      tmp[2 * out + 1] = from[1];
    }
    memcpy(w, tmp, n * 8);
    free(tmp);
  }

  void Fun(Term t) {
    FunView f = ViewFun(t);
    if (f.external) {
      out_.Put(kExportExt);
      PutAtom(f.module);
      PutAtom(f.function);
      out_.Put(kSmallIntegerExt);
      out_.Put(static_cast<uint8_t>(f.arity));
      return;
    }
    uint32_t num_free = f.num_free;
    out_.Put(kNewFunExt);
    uint32_t start = out_.size();
    out_.PutBe32(0);
    out_.Put(static_cast<uint8_t>(f.arity));
    uint8_t none[16] = {};
    out_.Put(f.md5 ? f.md5 : none, 16);
    out_.PutBe32(f.index);
    out_.PutBe32(num_free);
    PutAtom(f.module);
    One(Small(static_cast<int32_t>(f.index)));
    if (f.uniq < 1u << 27) {
      One(Small(static_cast<int32_t>(f.uniq)));
    } else {
      out_.Put(kIntegerExt);
      out_.PutBe32(f.uniq);
    }
    PutPid(PidTerm(0));
    // Free variables are encoded apart, because the size stands in front.
    for (uint32_t i = 0; i < num_free; ++i)
      EncodeExternal(&out_, BoxPtr(t)[abi::kFunFirstFree + i], options_);
    uint32_t size = out_.size() - start;
    for (int i = 0; i < 4; ++i) out_.data()[start + i] = static_cast<uint8_t>(size >> (24 - 8 * i));
  }

  ByteBuf& out_;
  const EncodeOptions& options_;
  WordStack stack_;
};

}  // namespace

void EncodeExternal(ByteBuf* out, Term t, const EncodeOptions& options) {
  Encoder(out, options).Run(t);
}

namespace {

// {minor_version, 0 .. most}
bool GetMinorVersion(Term t, uint32_t most, EncodeOptions* options) {
  uint32_t version;
  if (TupleElement(t, 0) != InternAtom("minor_version") || !GetSmallUpTo(TupleElement(t, 1), most, &version)) {
    return false;
  }
  options->old_floats = version == 0;
  options->utf8_atoms = version == 2;
  return true;
}

// Options of term_to_binary and term_to_iovec.
bool GetEncodeOptions(Term list, EncodeOptions* options) {
  constexpr uint32_t kDefaultLevel = 6;
  for (; IsCons(list); list = Tail(list)) {
    const Term o = Head(list);
    if (IsTupleOf(o, 2)) {
      uint32_t level;
      if (GetMinorVersion(o, 2, options)) continue;
      if (TupleElement(o, 0) != InternAtom("compressed") || !GetSmallUpTo(TupleElement(o, 1), 9, &level)) return false;
      options->level = level;
    } else if (IsAtom(o) && o == InternAtom("deterministic")) {
      options->deterministic = true;
    } else if (IsAtom(o) && o == InternAtom("compressed")) {
      options->level = kDefaultLevel;
    } else {
      return false;
    }
  }
  return IsNil(list);
}

// Those of external_size.
bool GetSizeOptions(Term list, EncodeOptions* options) {
  for (; IsCons(list); list = Tail(list)) {
    if (!IsTupleOf(Head(list), 2) || !GetMinorVersion(Head(list), 1, options)) return false;
  }
  return IsNil(list);
}

// Puts the compressed form of the term in `out` in its place, when that is smaller.
void Compress(uint32_t level, ByteBuf* out) {
  constexpr uint32_t kHead = 6;  // version, tag, size
  if (level == 0 || out->size() < kHead || CompressBytes == nullptr) return;
  ByteBuf result;
  result.Put(uint8_t{kVersionMagic});
  result.Put(uint8_t{kCompressed});
  result.PutBe32(out->size() - 1);
  if (!CompressBytes(out->data() + 1, out->size() - 1, static_cast<int>(level), out->size() - kHead, &result)) return;
  out->clear();
  out->Put(result.data(), result.size());
}

Term ToBinary(Ctx* ctx, Term t, const EncodeOptions& options) {
  ByteBuf out;
  out.Put(kVersionMagic);
  EncodeExternal(&out, t, options);
  Compress(options.level, &out);
  return NewBinaryFrom(ctx, out.data(), out.size());
}

}  // namespace

SB_EXPORT Term bif_erlang_term_to_binary_1(Ctx* ctx, Term t) {
  ByteBuf out;
  out.Put(kVersionMagic);
  EncodeExternal(&out, t, {});
  return NewBinaryFrom(ctx, out.data(), out.size());
}
SB_EXPORT Term bif_erlang_term_to_binary_2(Ctx* ctx, Term t, Term list) {
  EncodeOptions options;
  if (!GetEncodeOptions(list, &options))
    return Badarg(ctx, BifId::bif_erlang_term_to_binary_2, t, list);
  return ToBinary(ctx, t, options);
}
SB_EXPORT Term bif_erlang_term_to_iovec_1(Ctx* ctx, Term t) {
  return Cons(ctx, bif_erlang_term_to_binary_1(ctx, t), kNil);
}
SB_EXPORT Term bif_erlang_term_to_iovec_2(Ctx* ctx, Term t, Term list) {
  EncodeOptions options;
  if (!GetEncodeOptions(list, &options))
    return Badarg(ctx, BifId::bif_erlang_term_to_iovec_2, t, list);
  return Cons(ctx, ToBinary(ctx, t, options), kNil);
}
SB_EXPORT Term bif_erlang_external_size_1(Ctx* ctx, Term t) {
  ByteBuf out;
  EncodeExternal(&out, t, {});
  return MakeInt(ctx, int64_t{1} + out.size());
}
SB_EXPORT Term bif_erlang_external_size_2(Ctx* ctx, Term t, Term list) {
  EncodeOptions options;
  if (!GetSizeOptions(list, &options))
    return Badarg(ctx, BifId::bif_erlang_external_size_2, t, list);
  ByteBuf out;
  EncodeExternal(&out, t, options);
  return MakeInt(ctx, int64_t{1} + out.size());
}

}  // namespace seabeam::rt
