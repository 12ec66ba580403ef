// Guard BIFs of the host that may collect there: here they do not. What fails is called again on
// the host, for its exception.
#include "runtime/native_support/binaries.h"
#include "runtime/native_support/numbers.h"

namespace seabeam::support {
namespace {

inline uint32_t Words(Term boxed) { return Box(boxed)[0] >> abi::kHeaderShift; }
inline double Whole(double value) { return __builtin_trunc(value); }

// A number made whole by `round`.
template <typename Round>
inline Term Rounded(Ctx* ctx, Term a, Round round) {
  const uint32_t kind = KindOf(a);
  if ((kind & (kWord | kLarge)) != 0) return a;
  return kind == kNoNumber ? abi::kNone : WholeToInt(ctx, round(RealOf(a)));
}

}  // namespace

SUPPORT(bif_erlang_length_1) Term bif_erlang_length_1(Ctx*, Term list) {
  int32_t n = 0;
  for (; (list & abi::kTagMask) == abi::kTagCons; ++n) {
    list = *reinterpret_cast<const Term*>(list - abi::kTagCons);
  }
  return list == abi::kNil ? Small(n) : abi::kNone;
}

SUPPORT(bif_erlang_map_size_1) Term bif_erlang_map_size_1(Ctx*, Term map) {
  if (!IsTagged(map, abi::kHdrMap)) return abi::kNone;
  return Small(static_cast<int32_t>(Words(map) - 1));
}

SUPPORT(bif_erlang_byte_size_1) Term bif_erlang_byte_size_1(Ctx* ctx, Term binary) {
  return IsBinary(binary) ? MakeInt(ctx, Box(binary)[host::kBinarySizeWord]) : abi::kNone;
}

SUPPORT(bif_erlang_bit_size_1) Term bif_erlang_bit_size_1(Ctx* ctx, Term binary) {
  return IsBinary(binary) ? MakeInt(ctx, int64_t{8} * Box(binary)[host::kBinarySizeWord])
                          : abi::kNone;
}

SUPPORT(bif_erlang_size_1) Term bif_erlang_size_1(Ctx* ctx, Term t) {
  if (IsTagged(t, abi::kHdrTuple)) return Small(static_cast<int32_t>(Words(t)));
  return bif_erlang_byte_size_1(ctx, t);
}

SUPPORT(bif_erlang_plus_1) Term bif_erlang_plus_1(Ctx*, Term a) {
  return KindOf(a) == kNoNumber ? abi::kNone : a;
}

SUPPORT(bif_erlang_abs_1) Term bif_erlang_abs_1(Ctx* ctx, Term a) {
  const uint32_t kind = KindOf(a);
  if (kind == kNoNumber) return abi::kNone;
  if (kind == kReal) {
    const double value = RealOf(a);
    return value < 0 ? MakeReal(ctx, -value) : a;  // -0.0 stays
  }
  if (kind == kLarge ? !IsNegative(a) : WordOf(a) >= 0) return a;
  uint32_t* words = Scratch(ctx) + kFirst;
  if (!LoadWide(a, words)) return abi::kNone;
  Negate(words, kWide);
  return MakeWide(ctx, words, kWide);
}

SUPPORT(bif_erlang_float_1) Term bif_erlang_float_1(Ctx* ctx, Term a) {
  const uint32_t kind = KindOf(a);
  if (kind == kReal) return a;
  return kind == kNoNumber ? abi::kNone : MakeReal(ctx, RealOf(a));
}

SUPPORT(bif_erlang_trunc_1) Term bif_erlang_trunc_1(Ctx* ctx, Term a) {
  return Rounded(ctx, a, [](double v) { return Whole(v); });
}

SUPPORT(bif_erlang_round_1) Term bif_erlang_round_1(Ctx* ctx, Term a) {
  // Halves go away from 0.
  return Rounded(ctx, a, [](double v) {
    const double whole = Whole(v);
    return v - whole >= 0.5 ? whole + 1 : v - whole <= -0.5 ? whole - 1 : whole;
  });
}

SUPPORT(bif_erlang_floor_1) Term bif_erlang_floor_1(Ctx* ctx, Term a) {
  return Rounded(ctx, a, [](double v) { return __builtin_floor(v); });
}

SUPPORT(bif_erlang_ceil_1) Term bif_erlang_ceil_1(Ctx* ctx, Term a) {
  return Rounded(ctx, a, [](double v) { return __builtin_ceil(v); });
}

SUPPORT(bif_erlang_binary_part_3)
Term bif_erlang_binary_part_3(Ctx* ctx, Term binary, Term start, Term length) {
  if (!IsBinary(binary) || KindOf(start) != kWord || KindOf(length) != kWord) return abi::kNone;
  int64_t from = WordOf(start), count = WordOf(length);
  const int64_t size = Box(binary)[host::kBinarySizeWord];
  if (from < 0 || from > size || count < -size || count > size) return abi::kNone;
  if (count < 0) {
    from += count;
    count = -count;
  }
  if (from < 0 || count > size - from) return abi::kNone;
  return PartOf(ctx, BaseOf(binary), FirstByte(binary) + static_cast<uint32_t>(from),
                static_cast<uint32_t>(count));
}

SUPPORT(bif_erlang_binary_part_2)
Term bif_erlang_binary_part_2(Ctx* ctx, Term binary, Term place) {
  if (!IsTagged(place, abi::kHdrTuple) || Words(place) != 2) return abi::kNone;
  return bif_erlang_binary_part_3(ctx, binary, Box(place)[1], Box(place)[2]);
}

}  // namespace seabeam::support
