#include "runtime/core/bifs.h"
#include "runtime/core/error.h"
#include "runtime/core/external.h"
#include "runtime/core/fun.h"
#include "runtime/data/bits.h"
#include "runtime/data/compare.h"
#include "runtime/data/compressed.h"
#include "runtime/data/external.h"
#include "runtime/data/float_text.h"
#include "runtime/data/integer.h"
#include "runtime/data/limbs.h"
#include "runtime/data/map.h"
#include "runtime/data/utf8.h"

namespace seabeam::rt {

using abi::BifId;

namespace {

class Decoder {
 public:
  Decoder(Ctx* ctx, const uint8_t* p, uint32_t size, const DecodeOptions& options)
      : ctx_(ctx), start_(p), p_(p), end_(p + size), options_(options) {}

  uint32_t used() const { return static_cast<uint32_t>(p_ - start_); }

  Term Run() {
    Term result = 0;
    Fill(&result, 1, 1);
    Term ok = Loop();
    // Map buffers of frames left over after an error.
    while (!stack_.empty()) {
      uint32_t step = stack_[stack_.size() - 3];
      if (step == kMapFrame) free(WordPtr(stack_[stack_.size() - 1]));
      stack_.Resize(stack_.size() - 3);
    }
    return ok ? result : 0;
  }

 private:
  // Frames of three words, innermost last. step > 0: (step in words, count, destination) of terms
  // to read. kMapFrame: (kMapFrame, destination, buffer of pairs, its first word the count).
  static constexpr uint32_t kMapFrame = 0;

  void Fill(Term* destination, uint32_t count, uint32_t step) {
    if (count == 0) return;
    uint32_t* w = stack_.Extend(3);
    w[0] = step;
    w[1] = count;
    w[2] = static_cast<uint32_t>(reinterpret_cast<uintptr_t>(destination));
  }

  static bool Ascending(const Term* pairs, uint32_t n) {
    for (uint32_t i = 1; i < n; ++i) {
      if (CompareMapKeys(pairs[2 * i - 2], pairs[2 * i]) >= 0) return false;
    }
    return true;
  }
  static bool IsAtomVmLiteralTag(uint32_t tag) {
    return tag != kLargeBigExt && tag != kBitBinaryExt && tag != kFloatExt && tag != kPidExt &&
           tag != kReferenceExt && tag != kNewReferenceExt && tag != kPortExt && tag != kNewPortExt &&
           tag != kSmallAtomExt;
  }
  // AtomVM layout: shares the bytes, which live for ever.
  Term ConstBinary(const uint8_t* bytes, uint32_t n) {
    Term* q = AllocWords(ctx_, kRefcBinaryWords);
    q[0] = kRefcHeader;
    q[1] = n;
    q[kRefcWordFlags] = kRefcConst;
    q[kRefcWordPtr] = static_cast<Term>(reinterpret_cast<uintptr_t>(bytes));
    q[kRefcWordNext] = kNil;
    q[kRefcWordNext + 1] = kNil;
    return BoxTerm(q);
  }

  bool Loop() {
    while (!stack_.empty()) {
      uint32_t* w = &stack_[stack_.size() - 3];
      if (w[0] == kMapFrame) {
        Term* pairs = WordPtr(w[2]);
        Term* destination = WordPtr(w[1]);
        bool unique = true;
        if (options_.atomvm_literal && !Ascending(pairs + 1, pairs[0])) {
          *options_.why = "keys of a map are not in ascending order (H-11)";
          stack_.Resize(stack_.size() - 3);
          free(pairs);
          return false;
        }
        *destination = MapFromPairs(ctx_, pairs + 1, pairs[0], &unique);
        stack_.Resize(stack_.size() - 3);
        free(pairs);
        if (!unique) return false;
        continue;
      }
      Term* destination = WordPtr(w[2]);
      if (--w[1] == 0)
        stack_.Resize(stack_.size() - 3);
      else
        w[2] += 4 * w[0];
      if (!One(destination)) return false;
    }
    return true;
  }

  bool Have(uint32_t n) const { return static_cast<uint32_t>(end_ - p_) >= n; }
  uint32_t U8() { return *p_++; }
  uint32_t U16() {
    p_ += 2;
    return static_cast<uint32_t>(p_[-2] << 8 | p_[-1]);
  }
  uint32_t U32() {
    uint32_t v = U16() << 16;
    return v | U16();
  }
  // A length field of `bytes` bytes, followed by at least that many bytes.
  bool Length(uint32_t bytes, uint32_t* n) {
    if (!Have(bytes)) return false;
    *n = bytes == 1 ? U8() : bytes == 2 ? U16() : U32();
    return Have(*n);
  }

  Term MakeAtom(const char* text, uint32_t n) {
    return options_.safe ? FindAtom(text, n) : InternAtom(text, n);
  }
  Term AtomOf(uint32_t tag) {
    bool utf8 = tag == kAtomUtf8Ext || tag == kSmallAtomUtf8Ext;
    uint32_t n;
    if (!Length(tag == kSmallAtomExt || tag == kSmallAtomUtf8Ext ? 1 : 2, &n)) return 0;
    const uint8_t* s = p_;
    p_ += n;
    if (utf8) {
      uint32_t chars = 0;
      for (uint32_t i = 0; i < n; ++chars) {
        uint32_t c;
        int k = DecodeUtf8(s + i, n - i, &c);
        if (k <= 0) return 0;
        i += static_cast<uint32_t>(k);
      }
      if (chars > 255) return 0;
      return MakeAtom(reinterpret_cast<const char*>(s), n);
    }
    if (n > 255) return 0;
    ByteBuf text;
    for (uint32_t i = 0; i < n; ++i) PutUtf8(&text, s[i]);
    return MakeAtom(reinterpret_cast<const char*>(text.data()), text.size());
  }
  Term ReadAtom() {
    if (!Have(1)) return 0;
    uint32_t tag = U8();
    switch (tag) {
      case kAtomExt:
      case kSmallAtomExt:
      case kAtomUtf8Ext:
      case kSmallAtomUtf8Ext:
        return AtomOf(tag);
      default:
        return 0;
    }
  }

  // The atom of length 0 stands for this node, whatever its name.
  static bool IsThisNode(Term node, uint32_t creation) {
    const Text name = AtomText(node);
    return name.size == 0 || (creation == 0 && name == Text{"nonode@nohost", 13});
  }
  // Creations of the old forms have two bits.
  static bool IsOldCreation(uint32_t creation) { return creation < 4; }

  Term External(uint32_t tag, std::initializer_list<uint32_t> words) {
    Term* q = AllocWords(ctx_, 1 + static_cast<uint32_t>(words.size()));
    q[0] = abi::Header(static_cast<uint32_t>(words.size()), tag);
    uint32_t i = 1;
    for (uint32_t w : words) q[i++] = w;
    return BoxTerm(q);
  }

  Term Pid(bool large_creation) {
    Term node = ReadAtom();
    if (!node || !Have(large_creation ? 12 : 9)) return 0;
    uint32_t id = U32();
    uint32_t serial = U32();
    uint32_t creation = large_creation ? U32() : U8();
    if (!large_creation && !IsOldCreation(creation)) return 0;
    if (IsThisNode(node, creation)) return id < 1u << 28 ? PidTerm(id) : 0;
    return External(abi::kHdrExternalPid, {AtomIndex(node), creation, id, serial});
  }
  Term PortOf(uint32_t tag) {
    Term node = ReadAtom();
    if (!node || !Have(tag == kV4PortExt ? 12 : tag == kNewPortExt ? 8 : 5)) return 0;
    uint32_t high = tag == kV4PortExt ? U32() : 0;
    uint32_t low = U32();
    uint32_t creation = tag == kPortExt ? U8() : U32();
    if (tag == kPortExt && !IsOldCreation(creation)) return 0;
    if (IsThisNode(node, creation))
      return low < 1u << 28 && high == 0 ? (low << abi::kImmShift) | abi::kImmPort : 0;
    return External(abi::kHdrExternalPort, {AtomIndex(node), creation, high, low});
  }
  Term Reference(uint32_t tag) {
    uint32_t n = 1;
    if (tag != kReferenceExt) {
      if (!Have(2)) return 0;
      n = U16();
      if (n == 0 || n > 5) return 0;
    }
    Term node = ReadAtom();
    if (!node) return 0;
    uint32_t w[5] = {};
    uint32_t creation;
    if (tag == kReferenceExt) {
      if (!Have(5)) return 0;
      w[0] = U32();
      creation = U8();
    } else {
      if (!Have((tag == kNewerReferenceExt ? 4 : 1) + 4 * n)) return 0;
      creation = tag == kNewerReferenceExt ? U32() : U8();
      for (uint32_t i = 0; i < n; ++i) w[i] = U32();
    }
    constexpr uint32_t kMaxFirstWord = 1 << 18;
    if (tag != kNewerReferenceExt && (!IsOldCreation(creation) || w[0] >= kMaxFirstWord)) return 0;
    if (IsThisNode(node, creation)) {
      if (w[0] >= kMaxFirstWord || n > 3) return 0;  // none that this node made
      return MakeRef(ctx_, RefFromWords(w));
    }
    Term* q = AllocWords(ctx_, 3 + n);
    q[0] = abi::Header(2 + n, abi::kHdrExternalRef);
    q[1] = AtomIndex(node);
    q[2] = creation;
    memcpy(q + 3, w, n * 4);
    return BoxTerm(q);
  }

  Term Big(uint32_t length_bytes) {
    uint32_t n;
    if (!Have(length_bytes)) return 0;
    n = length_bytes == 1 ? U8() : U32();
    if (!Have(1)) return 0;
    bool neg = U8() != 0;
    if (!Have(n)) return 0;
    LimbBuf d(n / 4 + 1);
    d[n / 4] = 0;
    memcpy(d.d(), p_, n);
    if (n % 4 == 0) d[n / 4] = 0;
    p_ += n;
    return MakeInteger(ctx_, neg, d.d(), n / 4 + 1);
  }

  bool ReadSmallTerm(uint32_t* v) {  // an integer inside other forms
    if (!Have(2)) return false;
    uint32_t tag = U8();
    if (tag == kSmallIntegerExt) {
      *v = U8();
      return true;
    }
    if (tag != kIntegerExt || !Have(4)) return false;
    *v = U32();
    return true;
  }

  bool Fun(Term* destination) {
    if (!Have(29)) return false;
    U32();
    uint32_t arity = U8();
    p_ += 16;
    uint32_t index = U32();
    uint32_t num_free = U32();
    Term module = ReadAtom();
    uint32_t old_index, uniq;
    if (!module || !ReadSmallTerm(&old_index) || !ReadSmallTerm(&uniq)) return false;
    if (!Have(1)) return false;
    uint32_t tag = U8();
    if ((tag != kNewPidExt && tag != kPidExt) || Pid(tag == kNewPidExt) == 0) return false;
    if (!Have(num_free)) return false;
    Term fun = MakeLocalFun(ctx_, module, index, arity, num_free);
    if (fun == 0) return false;
    *destination = fun;
    Fill(BoxPtr(fun) + abi::kFunFirstFree, num_free, 1);
    return true;
  }

  // Reads one term; what is inside of it is put on the stack.
  bool One(Term* destination) {
    if (!Have(1)) return false;
    uint32_t tag = U8();
    uint32_t n;
    Term t = 0;
    if (options_.atomvm_literal && !IsAtomVmLiteralTag(tag)) {
      *options_.why = "a kind of term that the host does not read in literals";
      return false;
    }
    switch (tag) {
      case kSmallIntegerExt:
        if (!Have(1)) return false;
        t = Small(static_cast<int32_t>(U8()));
        break;
      case kIntegerExt:
        if (!Have(4)) return false;
        t = MakeInt(ctx_, static_cast<int32_t>(U32()));
        break;
      case kSmallBigExt:
        t = Big(1);
        break;
      case kLargeBigExt:
        t = Big(4);
        break;
      case kNewFloatExt: {
        if (!Have(8)) return false;
        uint64_t raw = static_cast<uint64_t>(U32()) << 32;
        raw |= U32();
        double d;
        memcpy(&d, &raw, 8);
        if (!__builtin_isfinite(d)) return false;
        t = MakeFloat(ctx_, d);
        break;
      }
      case kFloatExt: {
        if (!Have(31)) return false;
        n = 0;
        while (n < 31 && p_[n]) ++n;
        double d;
        if (!ParseFloat(reinterpret_cast<const char*>(p_), n, &d)) return false;
        p_ += 31;
        t = MakeFloat(ctx_, d);
        break;
      }
      case kAtomExt:
      case kSmallAtomExt:
      case kAtomUtf8Ext:
      case kSmallAtomUtf8Ext:
        t = AtomOf(tag);
        break;
      case kNilExt:
        t = kNil;
        break;
      case kStringExt:
        if (!Length(2, &n)) return false;
        t = MakeByteList(ctx_, p_, n);
        p_ += n;
        break;
      case kSmallTupleExt:
      case kLargeTupleExt: {
        if (!Length(tag == kSmallTupleExt ? 1 : 4, &n)) return false;
        Term* q = AllocWords(ctx_, 1 + n);
        q[0] = abi::Header(n, abi::kHdrTuple);
        *destination = BoxTerm(q);
        Fill(q + 1, n, 1);
        return true;
      }
      case kListExt: {
        if (!Length(4, &n)) return false;
        if (n == 0) {
          Fill(destination, 1, 1);
          return true;
        }
        Term* q = AllocWords(ctx_, 2 * n);
        *destination = ConsTerm(q);
        for (uint32_t i = 0; i + 1 < n; ++i) q[2 * i] = ConsTerm(q + 2 * i + 2);
        q[2 * n - 2] = kNil;
        Fill(q + 2 * n - 2, 1, 1);
        Fill(q + 1, n, 2);
        return true;
      }
      case kBinaryExt:
        if (!Length(4, &n)) return false;
        t = options_.atomvm_literal ? ConstBinary(p_, n) : NewBinaryFrom(ctx_, p_, n);
        p_ += n;
        break;
      case kBitBinaryExt: {
        if (!Have(5)) return false;
        n = U32();
        uint32_t bits = U8();
        if (!Have(n) || bits > 8 || (n == 0 && (bits != 0 || OtpVersion().number >= 27)) || (n > 0 && bits == 0)) return false;
        t = NewBitstring(ctx_, p_, n == 0 ? 0 : (n - 1) * 8 + bits);
        p_ += n;
        break;
      }
      case kMapExt: {
        if (!Length(4, &n) || !Have(n * 2)) return false;
        Term* pairs = static_cast<Term*>(CheckedAlloc((1 + 2 * n) * 4));
        pairs[0] = n;
        uint32_t* w = stack_.Extend(3);
        w[0] = kMapFrame;
        w[1] = static_cast<uint32_t>(reinterpret_cast<uintptr_t>(destination));
        w[2] = static_cast<uint32_t>(reinterpret_cast<uintptr_t>(pairs));
        Fill(pairs + 1, 2 * n, 1);
        return true;
      }
      case kNewPidExt:
      case kPidExt:
        t = Pid(tag == kNewPidExt);
        break;
      case kV4PortExt:
      case kNewPortExt:
      case kPortExt:
        t = PortOf(tag);
        break;
      case kNewerReferenceExt:
      case kNewReferenceExt:
      case kReferenceExt:
        t = Reference(tag);
        break;
      case kExportExt: {
        Term m = ReadAtom();
        Term f = m ? ReadAtom() : 0;
        uint32_t arity;
        if (!f || !ReadSmallTerm(&arity) || arity > 255) return false;
        if (options_.safe && !CanCall(m, f, arity)) return false;
        t = MakeExternalFun(ctx_, m, f, arity);
        break;
      }
      case kNewFunExt:
        return Fun(destination);
      default:
        return false;
    }
    *destination = t;
    return t != 0;
  }

  Ctx* ctx_;
  const uint8_t* start_;
  const uint8_t* p_;
  const uint8_t* end_;
  const DecodeOptions& options_;
  WordStack stack_;
};

}  // namespace

Term DecodeTerm(Ctx* ctx, const uint8_t* bytes, uint32_t size, const DecodeOptions& options,
                uint32_t* used) {
  Decoder decoder(ctx, bytes, size, options);
  Term t = decoder.Run();
  *used = decoder.used();
  return t;
}

namespace {

// A whole external term, compressed or not. *used: the bytes it takes. 0 = malformed.
Term DecodeWhole(Ctx* ctx, const uint8_t* bytes, uint32_t size, const DecodeOptions& options, uint32_t* used) {
  constexpr uint32_t kCompressedHead = 6;
  if (size < 2 || bytes[0] != kVersionMagic) return 0;
  if (size < kCompressedHead || bytes[1] != kCompressed) {
    const Term t = DecodeTerm(ctx, bytes + 1, size - 1, options, used);
    ++*used;
    return t;
  }
  if (UncompressBytes == nullptr) return 0;
  const uint32_t expected = static_cast<uint32_t>(bytes[2]) << 24 | bytes[3] << 16 | bytes[4] << 8 | bytes[5];
  ByteBuf plain;
  uint32_t compressed;
  if (!UncompressBytes(bytes + kCompressedHead, size - kCompressedHead, expected, &plain, &compressed)) return 0;
  *used = kCompressedHead + compressed;
  uint32_t inner;
  return DecodeTerm(ctx, plain.data(), plain.size(), options, &inner);
}

}  // namespace

Term DecodeExternal(Ctx* ctx, const uint8_t* bytes, uint32_t size) {
  uint32_t used;
  return DecodeWhole(ctx, bytes, size, {}, &used);
}

SB_EXPORT Term bif_erlang_binary_to_term_1(Ctx* ctx, Term bin) {
  BitView v;
  if (GetBinary(bin, &v)) {
    AlignedBytes bytes(v);
    Term t = DecodeExternal(ctx, bytes.data(), bytes.size());
    if (t) return t;
  }
  return Badarg(ctx, BifId::bif_erlang_binary_to_term_1, bin);
}

SB_EXPORT Term bif_erlang_binary_to_term_2(Ctx* ctx, Term bin, Term list) {
  DecodeOptions options;
  bool want_used = false;
  Term l = list;
  for (; IsCons(l); l = Tail(l)) {
    Text name = IsAtom(Head(l)) ? AtomText(Head(l)) : Text{"", 0};
    if (name == Text{"safe", 4}) {
      options.safe = true;
    } else if (name == Text{"used", 4}) {
      want_used = true;
    } else {
      break;
    }
  }
  if (!IsNil(l)) {
    Badarg(ctx, BifId::bif_erlang_binary_to_term_2, bin, list);
    return WithCause(ctx, InternAtom("badopt"));
  }
  BitView v;
  if (GetBinary(bin, &v)) {
    AlignedBytes bytes(v);
    uint32_t used;
    const Term t = DecodeWhole(ctx, bytes.data(), bytes.size(), options, &used);
    if (t) return want_used ? MakeTuple(ctx, {t, MakeInt(ctx, int64_t{used})}) : t;
  }
  return Badarg(ctx, BifId::bif_erlang_binary_to_term_2, bin, list);
}

}  // namespace seabeam::rt
