// unicode:characters_to_binary/2, characters_to_list/2: character data (nested lists of
// code points and of binaries in some encoding) to UTF-8 or a flat list. OTP hands encodings other
// than latin1 and utf8 to Erlang code; here one decoder takes them all.
#include "runtime/core/bifs.h"
#include "runtime/core/error.h"
#include "runtime/core/otp_version.h"
#include "runtime/data/bits.h"
#include "runtime/data/integer.h"
#include "runtime/data/utf8.h"

namespace seabeam::rt {

using abi::BifId;

namespace {

enum class Encoding { kLatin1, kUtf8, kUtf16Big, kUtf16Little, kUtf32Big, kUtf32Little };

bool GetEncoding(Term t, Encoding* e) {
  if (IsAtom(t)) {
    Text name = AtomText(t);
    if (t == Atom(FixedAtom::kLatin1)) {
      *e = Encoding::kLatin1;
    } else if (t == Atom(FixedAtom::kUtf8) || t == Atom(FixedAtom::kUnicode)) {
      *e = Encoding::kUtf8;
    } else if (name == Text{"utf16", 5}) {
      *e = Encoding::kUtf16Big;
    } else if (name == Text{"utf32", 5}) {
      *e = Encoding::kUtf32Big;
    } else {
      return false;
    }
    return true;
  }
  if (!IsTupleOf(t, 2) || !GetEncoding(TupleElement(t, 0), e)) return false;
  bool little = TupleElement(t, 1) == Atom(FixedAtom::kLittle);
  if (!little && TupleElement(t, 1) != Atom(FixedAtom::kBig)) return false;
  if (*e == Encoding::kUtf16Big) {
    if (little) *e = Encoding::kUtf16Little;
    return true;
  }
  if (*e == Encoding::kUtf32Big) {
    if (little) *e = Encoding::kUtf32Little;
    return true;
  }
  return false;
}

// As DecodeUtf8: > 0 bytes used, 0 malformed, -1 cut off.
int DecodeOne(Encoding e, const uint8_t* p, uint32_t n, uint32_t* c) {
  switch (e) {
    case Encoding::kLatin1:
      *c = p[0];
      return 1;
    case Encoding::kUtf8:
      return DecodeUtf8(p, n, c);
    case Encoding::kUtf16Big:
    case Encoding::kUtf16Little: {
      bool little = e == Encoding::kUtf16Little;
      auto unit = [&](uint32_t i) {
        return static_cast<uint32_t>(little ? p[i] | p[i + 1] << 8 : p[i] << 8 | p[i + 1]);
      };
      if (n < 2) return -1;
      uint32_t a = unit(0);
      if (a < 0xD800 || a > 0xDFFF) {
        *c = a;
        return 2;
      }
      if (a > 0xDBFF) return 0;
      if (n < 4) return -1;
      uint32_t b = unit(2);
      if (b < 0xDC00 || b > 0xDFFF) return 0;
      *c = 0x10000 + ((a & 0x3FF) << 10 | (b & 0x3FF));
      return 4;
    }
    case Encoding::kUtf32Big:
    case Encoding::kUtf32Little: {
      if (n < 4) {
        bool big = e == Encoding::kUtf32Big;
        return big && (p[0] != 0 || (n > 1 && p[1] > 0x10)) ? 0 : -1;
      }
      uint32_t v;
      memcpy(&v, p, 4);
      if (e == Encoding::kUtf32Big) v = __builtin_bswap32(v);
      if (!IsCodePoint(v)) return 0;
      *c = v;
      return 4;
    }
  }
  return 0;
}

enum class Result { kOk, kError, kIncomplete, kBadarg };

class Converter {
 public:
  Converter(Ctx* ctx, Encoding encoding) : ctx_(ctx), encoding_(encoding) {}

  // Emits code points; for kError and kIncomplete *rest is what was not converted.
  template <typename Emit>
  Result Run(Term t, Emit emit, Term* rest) {
    BitView v;
    if (GetBits(t, &v)) {
      if (v.bits & 7) return Result::kBadarg;
      Result r = Binary(t, v, emit, rest);
      if (r == Result::kOk && pending_n_ > 0) {
        *rest = NewBinaryFrom(ctx_, pending_, pending_n_);
        return Result::kIncomplete;
      }
      return r;
    }
    if (!IsList(t)) return Result::kBadarg;
    for (;;) {
      if (IsCons(t)) {
        Term h = Head(t);
        if (IsInteger(h)) {
          int64_t c;
          bool valid = GetInt64(h, &c) && c >= 0 &&
                       c <= (encoding_ == Encoding::kLatin1 ? 255 : 0x10FFFF) &&
                       IsCodePoint(static_cast<uint32_t>(c));
          if (pending_n_ > 0 || !valid) {
            // Where OTP leaves it to Erlang code, the character is in a list of its own.
            *rest = encoding_ == Encoding::kLatin1 || encoding_ == Encoding::kUtf8 || pending_n_ > 0
                        ? t
                        : Cons(ctx_, Cons(ctx_, h, kNil), Tail(t));
            if (pending_n_ > 0) {
              Term p = NewBinaryFrom(ctx_, pending_, pending_n_);
              *rest = Cons(ctx_, p, encoding_ == Encoding::kUtf8 ? Cons(ctx_, t, kNil) : t);
            }
            Close(rest);
            return Result::kError;
          }
          emit(static_cast<uint32_t>(c));
        } else if (IsCons(h)) {
          outer_.Push(Tail(t));
          t = h;
          continue;
        } else if (!IsNil(h)) {
          if (!GetBits(h, &v) || (v.bits & 7)) return Result::kBadarg;
          Term part;
          if (Binary(h, v, emit, &part) == Result::kError) {
            *rest = Cons(ctx_, part, Tail(t));
            Close(rest);
            return Result::kError;
          }
        }
        t = Tail(t);
        continue;
      }
      if (!IsNil(t)) {
        if (!GetBits(t, &v) || (v.bits & 7)) return Result::kBadarg;
        if (Binary(t, v, emit, rest) == Result::kError) {
          Close(rest);
          return Result::kError;
        }
      }
      if (outer_.empty()) break;
      t = outer_.Pop();
    }
    if (pending_n_ > 0) {
      *rest = NewBinaryFrom(ctx_, pending_, pending_n_);
      return Result::kIncomplete;
    }
    return Result::kOk;
  }

 private:
  void Close(Term* rest) {
    while (!outer_.empty()) *rest = Cons(ctx_, *rest, outer_.Pop());
  }

  // kOk (a cut off end goes to pending_) or kError with *rest.
  template <typename Emit>
  Result Binary(Term t, const BitView& v, Emit emit, Term* rest) {
    AlignedBytes bytes(v);
    const uint8_t* p = bytes.data();
    uint32_t n = bytes.size();
    uint32_t i = 0;
    uint32_t c;
    while (pending_n_ > 0 && i < n) {
      pending_[pending_n_++] = p[i++];
      int k = DecodeOne(encoding_, pending_, pending_n_, &c);
      if (k > 0) {
        emit(c);
        pending_n_ = 0;
      } else if (k == 0) {
        // The rest begins where the character began, in the binary before.
        --i;
        --pending_n_;
        uint8_t* q;
        *rest = NewBinary(ctx_, pending_n_ + n - i, &q);
        memcpy(q, pending_, pending_n_);
        memcpy(q + pending_n_, p + i, n - i);
        return Result::kError;
      }
    }
    while (i < n) {
      int k = DecodeOne(encoding_, p + i, n - i, &c);
      if (k > 0) {
        emit(c);
        i += static_cast<uint32_t>(k);
      } else if (k == 0) {
        *rest = SubBits(ctx_, t, i * 8, (n - i) * 8);
        return Result::kError;
      } else {
        pending_n_ = n - i;
        memcpy(pending_, p + i, pending_n_);
        break;
      }
    }
    return Result::kOk;
  }

  Ctx* ctx_;
  Encoding encoding_;
  WordStack outer_;
  uint8_t pending_[8];
  uint32_t pending_n_ = 0;
};

Term Outcome(Ctx* ctx, Result result, Term converted, Term rest) {
  switch (result) {
    case Result::kOk:
      return converted;
    case Result::kError:
      return MakeTuple(ctx, {Atom(FixedAtom::kError), converted, rest});
    case Result::kIncomplete:
      return MakeTuple(ctx, {InternAtom("incomplete"), converted, rest});
    case Result::kBadarg:
      return 0;
  }
  return 0;
}

}  // namespace

SB_EXPORT Term bif_unicode_characters_to_binary_2(Ctx* ctx, Term data, Term encoding_term) {
  Encoding encoding;
  if (GetEncoding(encoding_term, &encoding)) {
    ByteBuf out;
    Term rest = 0;
    Converter converter(ctx, encoding);
    Result r = converter.Run(
        data, [&](uint32_t c) { PutUtf8(&out, c); }, &rest);
    Term binary = r == Result::kBadarg ? 0 : NewBinaryFrom(ctx, out.data(), out.size());
    Term t = Outcome(ctx, r, binary, rest);
    if (t) return t;
  }
  return Badarg(ctx, BifId::bif_unicode_characters_to_binary_2, data, encoding_term);
}

SB_EXPORT Term bif_unicode_characters_to_list_2(Ctx* ctx, Term data, Term encoding_term) {
  Encoding encoding;
  if (GetEncoding(encoding_term, &encoding)) {
    ListBuilder list(ctx);
    Term rest = 0;
    Converter converter(ctx, encoding);
    Result r = converter.Run(
        data, [&](uint32_t c) { list.Add(Small(static_cast<int32_t>(c))); }, &rest);
    Term t = Outcome(ctx, r, list.Finish(), rest);
    if (t) return t;
  }
  return Badarg(ctx, BifId::bif_unicode_characters_to_list_2, data, encoding_term);
}

SB_EXPORT Term bif_unicode_bin_is_7bit_1(Ctx* ctx, Term bin) {
  BitView v;
  if (!GetBinary(bin, &v)) return kFalse;
  if (v.bits % 8 != 0 && OtpVersion().number >= 27) return kFalse;
  // OTP 27 has it of empty ones only.
  if (OtpVersion().number == 27) return Bool(v.bits == 0);
  AlignedBytes bytes(v);
  for (uint32_t i = 0; i < bytes.size(); ++i) {
    if (bytes.data()[i] & 0x80) return kFalse;
  }
  return kTrue;
}

}  // namespace seabeam::rt
