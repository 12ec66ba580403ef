#include "runtime/data/number_text.h"

#include "runtime/core/bifs.h"
#include "runtime/core/error.h"
#include "runtime/data/bits.h"
#include "runtime/data/float_text.h"
#include "runtime/data/integer.h"
#include "runtime/data/limbs.h"

namespace seabeam::rt {

using abi::BifId;

void PutInteger(ByteBuf* out, Term integer, uint32_t base) {
  if (IsSmall(integer) && base == 10) return out->PutDecimal(SmallValue(integer));
  IntView v;
  LoadInt(integer, &v);
  if (v.neg) out->Put('-');
  uint32_t start = out->size();
  char* text = reinterpret_cast<char*>(out->Extend(RadixSize(v.d, v.n, base)));
  out->Resize(start + LimbsToRadix(text, v.d, v.n, base));
}

Term ParseInteger(Ctx* ctx, const char* text, uint32_t size, uint32_t base) {
  bool neg = false;
  if (size > 0 && (*text == '-' || *text == '+')) {
    neg = *text == '-';
    ++text;
    --size;
  }
  if (size == 0) return 0;
  int64_t small = 0;
  uint8_t* digits = size > 12 ? static_cast<uint8_t*>(CheckedAlloc(size)) : nullptr;
  for (uint32_t i = 0; i < size; ++i) {
    uint32_t c = static_cast<uint8_t>(text[i]);
    uint32_t v = c >= '0' && c <= '9'                 ? c - '0'
                 : (c | 32) >= 'a' && (c | 32) <= 'z' ? (c | 32) - 'a' + 10
                                                      : 99;
    if (v >= base) {
      free(digits);
      return 0;
    }
    if (digits)
      digits[i] = static_cast<uint8_t>(v);
    else
      small = small * static_cast<int64_t>(base) + v;
  }
  if (!digits) return MakeInt(ctx, neg ? -small : small);
  LimbBuf out(RadixLimbs(size, base));
  uint32_t n = RadixToLimbs(out.d(), digits, size, base);
  free(digits);
  return MakeInteger(ctx, neg, out.d(), n);
}

bool LatinList(Term list, ByteBuf* out) {
  for (; IsCons(list); list = Tail(list)) {
    uint32_t c;
    if (!GetSmallUpTo(Head(list), 255, &c)) return false;
    out->Put(static_cast<uint8_t>(c));
  }
  return IsNil(list);
}

namespace {

Term ListOf(Ctx* ctx, const ByteBuf& text) { return MakeByteList(ctx, text.data(), text.size()); }
Term BinaryOf(Ctx* ctx, const ByteBuf& text) {
  return NewBinaryFrom(ctx, text.data(), text.size());
}
const char* Chars(const ByteBuf& b) { return reinterpret_cast<const char*>(b.data()); }

bool GetBase(Term t, uint32_t* base) { return GetSmallUpTo(t, 36, base) && *base >= 2; }

bool FloatText(Term f, Term options, ByteBuf* out) {
  if (!IsFloat(f)) return false;
  enum { kScientific, kDecimals, kShort } format = kScientific;
  int32_t decimals = 20;
  bool compact = false;
  for (; IsCons(options); options = Tail(options)) {
    Term o = Head(options);
    if (IsTupleOf(o, 2) && IsSmall(TupleElement(o, 1))) {
      Text key = IsAtom(TupleElement(o, 0)) ? AtomText(TupleElement(o, 0)) : Text{"", 0};
      decimals = SmallValue(TupleElement(o, 1));
      if (key == Text{"decimals", 8}) {
        format = kDecimals;
      } else if (key == Text{"scientific", 10}) {
        format = kScientific;
      } else {
        return false;
      }
    } else if (IsAtom(o) && AtomText(o) == Text{"compact", 7}) {
      compact = true;
    } else if (IsAtom(o) && AtomText(o) == Text{"short", 5}) {
      format = kShort;
    } else {
      return false;
    }
  }
  if (!IsNil(options)) return false;
  double d = FloatValue(f);
  switch (format) {
    case kScientific:
      return PutFloatScientific(out, d, decimals);
    case kDecimals:
      return PutFloatDecimals(out, d, decimals, compact);
    case kShort:
      PutFloatShort(out, d);
      return true;
  }
  return false;
}

}  // namespace

SB_EXPORT Term bif_erlang_integer_to_list_1(Ctx* ctx, Term i) {
  if (!IsInteger(i)) return Badarg(ctx, BifId::bif_erlang_integer_to_list_1, i);
  ByteBuf out;
  PutInteger(&out, i, 10);
  return ListOf(ctx, out);
}
SB_EXPORT Term bif_erlang_integer_to_list_2(Ctx* ctx, Term i, Term base_term) {
  uint32_t base;
  if (!IsInteger(i) || !GetBase(base_term, &base))
    return Badarg(ctx, BifId::bif_erlang_integer_to_list_2, i, base_term);
  ByteBuf out;
  PutInteger(&out, i, base);
  return ListOf(ctx, out);
}
SB_EXPORT Term bif_erlang_integer_to_binary_1(Ctx* ctx, Term i) {
  if (!IsInteger(i)) return Badarg(ctx, BifId::bif_erlang_integer_to_binary_1, i);
  ByteBuf out;
  PutInteger(&out, i, 10);
  return BinaryOf(ctx, out);
}
SB_EXPORT Term bif_erlang_integer_to_binary_2(Ctx* ctx, Term i, Term base_term) {
  uint32_t base;
  if (!IsInteger(i) || !GetBase(base_term, &base)) {
    return Badarg(ctx, BifId::bif_erlang_integer_to_binary_2, i, base_term);
  }
  ByteBuf out;
  PutInteger(&out, i, base);
  return BinaryOf(ctx, out);
}

SB_EXPORT Term bif_erlang_list_to_integer_1(Ctx* ctx, Term list) {
  ByteBuf text;
  Term r = LatinList(list, &text) ? ParseInteger(ctx, Chars(text), text.size(), 10) : 0;
  return r ? r : Badarg(ctx, BifId::bif_erlang_list_to_integer_1, list);
}
SB_EXPORT Term bif_erlang_list_to_integer_2(Ctx* ctx, Term list, Term base_term) {
  uint32_t base;
  ByteBuf text;
  Term r = GetBase(base_term, &base) && LatinList(list, &text)
               ? ParseInteger(ctx, Chars(text), text.size(), base)
               : 0;
  return r ? r : Badarg(ctx, BifId::bif_erlang_list_to_integer_2, list, base_term);
}
SB_EXPORT Term bif_erlang_binary_to_integer_1(Ctx* ctx, Term bin) {
  BitView v;
  Term r = 0;
  if (GetBinary(bin, &v)) {
    AlignedBytes bytes(v);
    r = ParseInteger(ctx, reinterpret_cast<const char*>(bytes.data()), bytes.size(), 10);
  }
  return r ? r : Badarg(ctx, BifId::bif_erlang_binary_to_integer_1, bin);
}
SB_EXPORT Term bif_erlang_binary_to_integer_2(Ctx* ctx, Term bin, Term base_term) {
  uint32_t base;
  BitView v;
  Term r = 0;
  if (GetBase(base_term, &base) && GetBinary(bin, &v)) {
    AlignedBytes bytes(v);
    r = ParseInteger(ctx, reinterpret_cast<const char*>(bytes.data()), bytes.size(), base);
  }
  return r ? r : Badarg(ctx, BifId::bif_erlang_binary_to_integer_2, bin, base_term);
}

SB_EXPORT Term bif_erlang_float_to_list_1(Ctx* ctx, Term f) {
  ByteBuf out;
  return FloatText(f, kNil, &out) ? ListOf(ctx, out)
                                  : Badarg(ctx, BifId::bif_erlang_float_to_list_1, f);
}
SB_EXPORT Term bif_erlang_float_to_list_2(Ctx* ctx, Term f, Term options) {
  ByteBuf out;
  return FloatText(f, options, &out) ? ListOf(ctx, out)
                                     : Badarg(ctx, BifId::bif_erlang_float_to_list_2, f, options);
}
SB_EXPORT Term bif_erlang_float_to_binary_1(Ctx* ctx, Term f) {
  ByteBuf out;
  return FloatText(f, kNil, &out) ? BinaryOf(ctx, out)
                                  : Badarg(ctx, BifId::bif_erlang_float_to_binary_1, f);
}
SB_EXPORT Term bif_erlang_float_to_binary_2(Ctx* ctx, Term f, Term options) {
  ByteBuf out;
  return FloatText(f, options, &out) ? BinaryOf(ctx, out)
                                     : Badarg(ctx, BifId::bif_erlang_float_to_binary_2, f, options);
}
SB_EXPORT Term bif_erlang_list_to_float_1(Ctx* ctx, Term list) {
  ByteBuf text;
  double d;
  if (!LatinList(list, &text) || !ParseFloat(Chars(text), text.size(), &d)) {
    return Badarg(ctx, BifId::bif_erlang_list_to_float_1, list);
  }
  return MakeFloat(ctx, d);
}
SB_EXPORT Term bif_erlang_binary_to_float_1(Ctx* ctx, Term bin) {
  BitView v;
  double d;
  if (GetBinary(bin, &v)) {
    AlignedBytes bytes(v);
    if (ParseFloat(reinterpret_cast<const char*>(bytes.data()), bytes.size(), &d))
      return MakeFloat(ctx, d);
  }
  return Badarg(ctx, BifId::bif_erlang_binary_to_float_1, bin);
}

SB_EXPORT Term bif_string_list_to_integer_1(Ctx* ctx, Term list) {
  Term error = Atom(FixedAtom::kError);
  if (!IsList(list)) return MakeTuple(ctx, {error, InternAtom("not_a_list")});
  ByteBuf text;
  Term rest = list;
  uint32_t c;
  auto peek = [&] { return IsCons(rest) && GetSmallUpTo(Head(rest), 255, &c); };
  if (peek() && (c == '-' || c == '+')) {
    text.Put(static_cast<uint8_t>(c));
    rest = Tail(rest);
  }
  uint32_t sign = text.size();
  while (peek() && c >= '0' && c <= '9') {
    text.Put(static_cast<uint8_t>(c));
    rest = Tail(rest);
  }
  if (text.size() == sign) return MakeTuple(ctx, {error, InternAtom("no_integer")});
  return MakeTuple(ctx, {ParseInteger(ctx, Chars(text), text.size(), 10), rest});
}

SB_EXPORT Term bif_string_list_to_float_1(Ctx* ctx, Term list) {
  Term error = Atom(FixedAtom::kError);
  if (!IsList(list)) return MakeTuple(ctx, {error, InternAtom("not_a_list")});
  ByteBuf text;
  Term rest = list;
  uint32_t c;
  auto take = [&] {
    text.Put(static_cast<uint8_t>(c));
    rest = Tail(rest);
  };
  auto peek = [&] { return IsCons(rest) && GetSmallUpTo(Head(rest), 255, &c); };
  auto digits = [&] {
    uint32_t start = text.size();
    while (peek() && c >= '0' && c <= '9') take();
    return text.size() > start;
  };
  double d;
  if (peek() && (c == '-' || c == '+')) take();
  if (digits() && peek() && (c == '.' || c == ',')) {
    take();
    if (digits()) {
      if (peek() && (c == 'e' || c == 'E')) {
        Term before = rest;
        uint32_t size = text.size();
        take();
        if (peek() && (c == '-' || c == '+')) take();
        if (!digits()) {
          rest = before;
          text.Resize(size);
        }
      }
      if (ParseFloat(Chars(text), text.size(), &d))
        return MakeTuple(ctx, {MakeFloat(ctx, d), rest});
    }
  }
  return MakeTuple(ctx, {error, InternAtom("no_float")});
}

}  // namespace seabeam::rt
