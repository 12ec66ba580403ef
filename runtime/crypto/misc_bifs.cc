// The rest of module crypto that is here: random bytes and numbers, exor, comparing, powers, what
// the library is. No public keys.
#include <gmp.h>

#include "runtime/core/bifs.h"
#include "runtime/core/host.h"
#include "runtime/crypto/call.h"
#include "runtime/data/integer.h"
#include "runtime/data/map.h"

// GMP's own would print, and so bring stdio along.
extern "C" __attribute__((visibility("hidden"))) void* __gmpz_realloc(mpz_ptr z, mp_size_t limbs) {
  if (limbs < 1) limbs = 1;
  void* old = z->_mp_alloc == 0 ? nullptr : z->_mp_d;  // nothing is allocated at first
  z->_mp_d = static_cast<mp_ptr>(
      seabeam::rt::CheckedRealloc(old, static_cast<size_t>(limbs) * sizeof(mp_limb_t)));
  z->_mp_alloc = static_cast<int>(limbs);
  if ((z->_mp_size < 0 ? -z->_mp_size : z->_mp_size) > limbs) z->_mp_size = 0;
  return z->_mp_d;
}

namespace seabeam::rt {

using abi::BifId;

namespace {

// A big number from bytes, most significant first.
class Number {
 public:
  Number() { mpz_init(z_); }
  ~Number() { mpz_clear(z_); }
  Number(const Number&) = delete;
  Number& operator=(const Number&) = delete;
  mpz_ptr z() { return z_; }

  bool Read(Term binary) {
    BitView view;
    if (!GetBinary(binary, &view)) return false;
    AlignedBytes bytes(view);
    mpz_import(z_, bytes.size(), 1, 1, 1, 0, bytes.data());
    return true;
  }
  // <<Size:32, Bytes:Size/binary>>
  bool ReadMpint(Term binary) {
    BitView view;
    if (!GetBinary(binary, &view) || view.byte_size() < 4) return false;
    AlignedBytes bytes(view);
    const uint8_t* p = bytes.data();
    const uint32_t size = static_cast<uint32_t>(p[0]) << 24 | p[1] << 16 | p[2] << 8 | p[3];
    if (size != view.byte_size() - 4) return false;
    mpz_import(z_, size, 1, 1, 1, 0, p + 4);
    return true;
  }
  uint32_t Size() const {
    return static_cast<uint32_t>((mpz_sizeinbase(z_, 2) + 7) / 8) * (mpz_sgn(z_) != 0);
  }
  void Write(uint8_t* to) const { mpz_export(to, nullptr, 1, 1, 1, 0, z_); }

  // Uniform in 0 .. below - 1. below > 0.
  void SetRandom(Number* below) {
    const uint32_t bits = static_cast<uint32_t>(mpz_sizeinbase(below->z_, 2));
    ByteBuf bytes;
    const uint32_t size = (bits + 7) / 8;
    uint8_t* p = bytes.Extend(size);
    do {
      host_random(p, size);
      if (bits % 8 != 0) p[0] &= static_cast<uint8_t>((1 << bits % 8) - 1);
      mpz_import(z_, size, 1, 1, 1, 0, p);
    } while (mpz_cmp(z_, below->z_) >= 0);
  }

 private:
  mpz_t z_;
};

constexpr char kLibrary[] = "LibTomCrypt 1.18.2";

void PutBe32(uint8_t* p, uint32_t v) {
  for (int i = 0; i < 4; ++i) p[i] = static_cast<uint8_t>(v >> (24 - 8 * i));
}

}  // namespace
}  // namespace seabeam::rt

using namespace seabeam::rt;
using seabeam::abi::BifId;

SB_EXPORT Term bif_crypto_strong_rand_bytes_nif_1(Ctx* ctx, Term size_term) {
  int64_t size;
  if (!GetInt64(size_term, &size) || size < 0 || size > INT32_MAX) {
    return CryptoCall(ctx, BifId::bif_crypto_strong_rand_bytes_nif_1, size_term).Badarg();
  }
  uint8_t* data;
  const Term result = NewBinary(ctx, static_cast<uint32_t>(size), &data);
  host_random(data, static_cast<uint32_t>(size));
  return result;
}

SB_EXPORT Term bif_crypto_strong_rand_range_nif_1(Ctx* ctx, Term range_term) {
  Number range, random;
  if (!range.Read(range_term)) {
    return CryptoCall(ctx, BifId::bif_crypto_strong_rand_range_nif_1, range_term).Badarg();
  }
  if (mpz_sgn(range.z()) == 0) return kFalse;
  random.SetRandom(&range);
  uint8_t* data;
  const Term result = NewBinary(ctx, random.Size(), &data);
  random.Write(data);
  return result;
}

SB_EXPORT Term bif_crypto_rand_uniform_nif_2(Ctx* ctx, Term from_term, Term to_term) {
  const CryptoCall call(ctx, BifId::bif_crypto_rand_uniform_nif_2, from_term, to_term);
  Number from, to, random;
  if (!from.ReadMpint(from_term) || !to.ReadMpint(to_term)) return call.Badarg();
  mpz_sub(to.z(), to.z(), from.z());
  if (mpz_sgn(to.z()) <= 0) return call.Badarg();
  random.SetRandom(&to);
  mpz_add(random.z(), random.z(), from.z());
  uint8_t* data;
  const Term result = NewBinary(ctx, 4 + random.Size(), &data);
  PutBe32(data, random.Size());
  random.Write(data + 4);
  return result;
}

SB_EXPORT Term bif_crypto_rand_seed_nif_1(Ctx* ctx, Term seed) {
  BitView view;
  // The host's generator has its own sources.
  return GetBinary(seed, &view) ? kOk
                                : CryptoCall(ctx, BifId::bif_crypto_rand_seed_nif_1, seed).Badarg();
}

SB_EXPORT Term bif_crypto_do_exor_2(Ctx* ctx, Term a, Term b) {
  const CryptoCall call(ctx, BifId::bif_crypto_do_exor_2, a, b);
  ByteBuf x, y;
  if (!GetIodata(a, &x) || !GetIodata(b, &y) || x.size() != y.size()) return call.Badarg();
  uint8_t* data;
  const Term result = NewBinary(ctx, x.size(), &data);
  for (uint32_t i = 0; i < x.size(); ++i) data[i] = x.data()[i] ^ y.data()[i];
  return result;
}

SB_EXPORT Term bif_crypto_hash_equals_nif_2(Ctx* ctx, Term a, Term b) {
  const CryptoCall call(ctx, BifId::bif_crypto_hash_equals_nif_2, a, b);
  BitView x, y;
  if (!GetBinary(a, &x) || !GetBinary(b, &y) || x.bits != y.bits) return call.Badarg();
  AlignedBytes p(x), q(y);
  uint8_t difference = 0;
  for (uint32_t i = 0; i < p.size(); ++i) difference |= p.data()[i] ^ q.data()[i];
  return Bool(difference == 0);
}

SB_EXPORT Term bif_crypto_mod_exp_nif_4(Ctx* ctx, Term base_term, Term exponent_term,
                                        Term modulo_term, Term head) {
  const CryptoCall call(ctx, BifId::bif_crypto_mod_exp_nif_4, base_term, exponent_term, modulo_term,
                        head);
  Number base, exponent, modulo, result;
  uint32_t head_size;
  if (!base.Read(base_term) || !exponent.Read(exponent_term) || !modulo.Read(modulo_term) ||
      !GetUint32(head, &head_size) || (head_size != 0 && head_size != 4) ||
      mpz_sgn(modulo.z()) == 0) {
    return call.Badarg();
  }
  mpz_powm(result.z(), base.z(), exponent.z(), modulo.z());
  const uint32_t size = result.Size();
  // With a head, a byte 0 keeps the number positive.
  const uint32_t extra = head_size != 0 && size > 0 && mpz_tstbit(result.z(), size * 8 - 1);
  uint8_t* data;
  const Term term = NewBinary(ctx, head_size + extra + size, &data);
  if (head_size != 0) {
    PutBe32(data, extra + size);
    if (extra != 0) data[4] = 0;
  }
  result.Write(data + head_size + extra);
  return term;
}

SB_EXPORT Term bif_crypto_info_lib_0(Ctx* ctx) {
  const Term name = NewBinaryFrom(ctx, "LibTomCrypt", 11);
  const Term version = NewBinaryFrom(ctx, kLibrary, sizeof kLibrary - 1);
  return Cons(ctx, MakeTuple(ctx, {name, Small(0x0118), version}), kNil);
}
SB_EXPORT Term bif_crypto_info_nif_0(Ctx* ctx) {
  const auto* text = reinterpret_cast<const uint8_t*>(kLibrary);
  const Term version = MakeByteList(ctx, text, sizeof kLibrary - 1);
  Term pairs[] = {InternAtom("compile_type"),
                  InternAtom("normal"),
                  InternAtom("cryptolib_version_compiled"),
                  version,
                  InternAtom("cryptolib_version_linked"),
                  version,
                  InternAtom("link_type"),
                  InternAtom("static"),
                  InternAtom("fips_provider_available"),
                  kFalse};
  return MapFromPairs(ctx, pairs, 5);
}
SB_EXPORT Term bif_crypto_info_fips_0(Ctx*) { return InternAtom("not_supported"); }
SB_EXPORT Term bif_crypto_enable_fips_mode_nif_1(Ctx* ctx, Term enable) {
  const CryptoCall call(ctx, BifId::bif_crypto_enable_fips_mode_nif_1, enable);
  if (enable == kFalse) return kTrue;
  return enable == kTrue ? kFalse : call.Badarg();
}

SB_EXPORT Term bif_crypto_pubkey_algorithms_0(Ctx*) { return kNil; }
SB_EXPORT Term bif_crypto_curve_algorithms_0(Ctx*) { return kNil; }
SB_EXPORT Term bif_crypto_kem_algorithms_nif_0(Ctx*) { return kNil; }

SB_EXPORT Term bif_crypto_rsa_opts_algorithms_0(Ctx*) { return kNil; }
