// Guard BIFs that look into terms, and type tests as functions.
#include "abi/type_kinds.h"
#include "runtime/core/bifs.h"
#include "runtime/core/error.h"
#include "runtime/core/otp_version.h"
#include "runtime/data/bits.h"
#include "runtime/data/compare.h"
#include "runtime/data/integer.h"
#include "runtime/data/map.h"

extern "C" int32_t is_type_slow(seabeam::rt::Term t, uint32_t mask);

namespace seabeam::rt {

using abi::BifId;

SB_EXPORT Term bif_erlang_length_1(Ctx* ctx, Term list) {
  int32_t n = ProperLength(list);
  return n < 0 ? Badarg(ctx, BifId::bif_erlang_length_1, list) : Small(n);
}
SB_EXPORT Term bif_erlang_size_1(Ctx* ctx, Term t) {
  if (IsTuple(t)) return Small(static_cast<int32_t>(TupleArity(t)));
  BitView v;
  if (GetBits(t, &v)) return MakeInt(ctx, v.bits / 8);
  return Badarg(ctx, BifId::bif_erlang_size_1, t);
}
SB_EXPORT Term bif_erlang_byte_size_1(Ctx* ctx, Term t) {
  BitView v;
  if (!GetBits(t, &v)) return Badarg(ctx, BifId::bif_erlang_byte_size_1, t);
  return MakeInt(ctx, v.bits / 8 + ((v.bits & 7) != 0));
}
SB_EXPORT Term bif_erlang_bit_size_1(Ctx* ctx, Term t) {
  BitView v;
  if (!GetBits(t, &v)) return Badarg(ctx, BifId::bif_erlang_bit_size_1, t);
  return MakeInt(ctx, v.bits);
}
SB_EXPORT Term bif_erlang_tuple_size_1(Ctx* ctx, Term t) {
  if (!IsTuple(t)) return Badarg(ctx, BifId::bif_erlang_tuple_size_1, t);
  return Small(static_cast<int32_t>(TupleArity(t)));
}
SB_EXPORT Term bif_erlang_element_2(Ctx* ctx, Term index, Term tuple) {
  if (!IsTuple(tuple) || !IsSmall(index) || SmallValue(index) < 1 ||
      static_cast<uint32_t>(SmallValue(index)) > TupleArity(tuple)) {
    return Badarg(ctx, BifId::bif_erlang_element_2, index, tuple);
  }
  return BoxPtr(tuple)[SmallValue(index)];
}
SB_EXPORT Term bif_erlang_hd_1(Ctx* ctx, Term list) {
  return IsCons(list) ? Head(list) : Badarg(ctx, BifId::bif_erlang_hd_1, list);
}
SB_EXPORT Term bif_erlang_tl_1(Ctx* ctx, Term list) {
  return IsCons(list) ? Tail(list) : Badarg(ctx, BifId::bif_erlang_tl_1, list);
}

namespace {
inline bool IsBool(Term t) { return t == kTrue || t == kFalse; }

Term BinaryPart(Ctx* ctx, Term bin, Term start, Term length) {
  BitView v;
  int64_t s, n;
  // Since OTP 27 only of whole bytes.
  if (!GetBits(bin, &v) || (OtpVersion().number >= 27 && v.bits % 8 != 0) || !GetInt64(start, &s) || !GetInt64(length, &n)) return 0;
  int64_t size = v.byte_size();
  if (s < 0 || s > size || n > size || n < -size) return 0;
  if (n < 0) {
    s += n;
    n = -n;
  }
  if (s < 0 || s + n > size) return 0;
  return SubBits(ctx, bin, static_cast<uint32_t>(s) * 8, static_cast<uint32_t>(n) * 8);
}
}  // namespace

SB_EXPORT Term bif_erlang_and_2(Ctx* ctx, Term a, Term b) {
  if (!IsBool(a) || !IsBool(b)) return Badarg(ctx, BifId::bif_erlang_and_2, a, b);
  return Bool(a == kTrue && b == kTrue);
}
SB_EXPORT Term bif_erlang_or_2(Ctx* ctx, Term a, Term b) {
  if (!IsBool(a) || !IsBool(b)) return Badarg(ctx, BifId::bif_erlang_or_2, a, b);
  return Bool(a == kTrue || b == kTrue);
}
SB_EXPORT Term bif_erlang_xor_2(Ctx* ctx, Term a, Term b) {
  if (!IsBool(a) || !IsBool(b)) return Badarg(ctx, BifId::bif_erlang_xor_2, a, b);
  return Bool(a != b);
}
SB_EXPORT Term bif_erlang_not_1(Ctx* ctx, Term a) {
  if (!IsBool(a)) return Badarg(ctx, BifId::bif_erlang_not_1, a);
  return Bool(a == kFalse);
}

#define TYPE_TEST(name, kinds) \
  SB_EXPORT Term bif_erlang_##name##_1(Ctx*, Term t) { return Bool(is_type_slow(t, kinds)); }
TYPE_TEST(is_atom, abi::kKindAtom)
TYPE_TEST(is_binary, abi::kKindBinary)
TYPE_TEST(is_bitstring, abi::kKindAnyBitstring)
TYPE_TEST(is_boolean, abi::kKindBoolean)
TYPE_TEST(is_float, abi::kKindFloat)
TYPE_TEST(is_function, abi::kKindFun)
TYPE_TEST(is_integer, abi::kKindInteger)
TYPE_TEST(is_list, abi::kKindList)
TYPE_TEST(is_map, abi::kKindMap)
TYPE_TEST(is_number, abi::kKindNumber)
TYPE_TEST(is_pid, abi::kKindPid)
TYPE_TEST(is_port, abi::kKindPort)
TYPE_TEST(is_reference, abi::kKindRef)
TYPE_TEST(is_tuple, abi::kKindTuple)
#undef TYPE_TEST

SB_EXPORT Term bif_erlang_is_function_2(Ctx* ctx, Term fun, Term arity) {
  int64_t n;
  if (!IsInteger(arity) || (GetInt64(arity, &n) && n < 0) ||
      (IsBigInt(arity) && HeaderTag(HeaderOf(arity)) == abi::kHdrNegInt)) {
    return Badarg(ctx, BifId::bif_erlang_is_function_2, fun, arity);
  }
  return Bool(IsFun(fun) && IsSmall(arity) &&
              FunArity(fun) == static_cast<uint32_t>(SmallValue(arity)));
}
SB_EXPORT Term bif_erlang_is_integer_3(Ctx* ctx, Term t, Term low, Term high) {
  if (!IsInteger(low) || !IsInteger(high))
    return Badarg(ctx, BifId::bif_erlang_is_integer_3, t, low, high);
  return Bool(IsInteger(t) && CompareInts(t, low) >= 0 && CompareInts(t, high) <= 0);
}
SB_EXPORT Term bif_erlang_is_record_2(Ctx* ctx, Term t, Term tag) {
  if (!IsAtom(tag)) return Badarg(ctx, BifId::bif_erlang_is_record_2, t, tag);
  return Bool(IsTuple(t) && TupleArity(t) > 0 && TupleElement(t, 0) == tag);
}
SB_EXPORT Term bif_erlang_is_record_3(Ctx* ctx, Term t, Term tag, Term size) {
  // The native record tag:size, since OTP 29; nothing is one.
  if (OtpVersion().number >= 29 && IsAtom(tag) && IsAtom(size)) return kFalse;
  if (!IsAtom(tag) || !IsSmallInOtp(size))
    return Badarg(ctx, BifId::bif_erlang_is_record_3, t, tag, size);
  return Bool(IsTuple(t) && TupleArity(t) > 0 && TupleElement(t, 0) == tag && IsSmall(size) &&
              static_cast<int32_t>(TupleArity(t)) == SmallValue(size));
}

SB_EXPORT Term bif_erlang_binary_part_2(Ctx* ctx, Term bin, Term range) {
  Term r = IsTupleOf(range, 2)
               ? BinaryPart(ctx, bin, TupleElement(range, 0), TupleElement(range, 1))
               : 0;
  return r ? r : Badarg(ctx, BifId::bif_erlang_binary_part_2, bin, range);
}
SB_EXPORT Term bif_erlang_binary_part_3(Ctx* ctx, Term bin, Term start, Term length) {
  Term r = BinaryPart(ctx, bin, start, length);
  return r ? r : Badarg(ctx, BifId::bif_erlang_binary_part_3, bin, start, length);
}
SB_EXPORT Term bif_binary_part_2(Ctx* ctx, Term bin, Term range) {
  Term r = IsTupleOf(range, 2)
               ? BinaryPart(ctx, bin, TupleElement(range, 0), TupleElement(range, 1))
               : 0;
  return r ? r : Badarg(ctx, BifId::bif_binary_part_2, bin, range);
}
SB_EXPORT Term bif_binary_part_3(Ctx* ctx, Term bin, Term start, Term length) {
  Term r = BinaryPart(ctx, bin, start, length);
  return r ? r : Badarg(ctx, BifId::bif_binary_part_3, bin, start, length);
}

SB_EXPORT Term bif_erlang_node_0(Ctx*) { return InternAtom("nonode@nohost"); }
SB_EXPORT Term bif_erlang_node_1(Ctx* ctx, Term t) {
  if (IsPid(t) || IsPort(t) || IsLocalRef(t)) return InternAtom("nonode@nohost");
  if (IsBoxed(t)) {
    uint32_t tag = HeaderTag(HeaderOf(t));
    if (tag == abi::kHdrExternalPid || tag == abi::kHdrExternalPort ||
        tag == abi::kHdrExternalRef) {
      return abi::AtomTerm(BoxPtr(t)[1]);
    }
    if (tag == abi::kHdrRef) return InternAtom("nonode@nohost");
  }
  return Badarg(ctx, BifId::bif_erlang_node_1, t);
}
SB_EXPORT Term bif_erlang_self_0(Ctx* ctx) { return ctx->self; }

}  // namespace seabeam::rt
