// Hashes: crypto:hash*, pbkdf2_hmac.
#include "runtime/core/bifs.h"
#include "runtime/crypto/call.h"
#include "runtime/crypto/hashes.h"
#include "runtime/data/integer.h"
#include "runtime/data/map.h"

namespace seabeam::rt {

using abi::BifId;

namespace {

constexpr const char* kFile = "hash.c";

struct HashContext {
  const HashType* type;
  hash_state state;
};
// A state stays what it is: an update makes another one.
constexpr ResourceKind kHashState = {nullptr};

const HashContext* GetState(Term state) {
  return static_cast<const HashContext*>(FindResource(state, &kHashState));
}

}  // namespace
}  // namespace seabeam::rt

using namespace seabeam::rt;
using seabeam::abi::BifId;

SB_EXPORT Term bif_crypto_hash_info_nif_1(Ctx* ctx, Term name) {
  const HashType* type = FindHash(name);
  if (type == nullptr) return CryptoCall(ctx, BifId::bif_crypto_hash_info_nif_1, name).Badarg();
  Term pairs[] = {InternAtom("type"),
                  Small(type->openssl_type),
                  InternAtom("size"),
                  Small(type->extendable ? 0 : static_cast<int32_t>(type->hash->hashsize)),
                  InternAtom("block_size"),
                  Small(static_cast<int32_t>(type->block_size))};
  return MapFromPairs(ctx, pairs, 3);
}

SB_EXPORT Term bif_crypto_hash_nif_2(Ctx* ctx, Term name, Term data) {
  const CryptoCall call(ctx, BifId::bif_crypto_hash_nif_2, name, data);
  const HashType* type = FindHash(name);
  if (type == nullptr) return call.Badarg({kFile, 108}, 0, "Bad digest type");
  ByteBuf bytes;
  if (!GetIodata(data, &bytes)) return call.Badarg({kFile, 115}, 1, "Not iolist");
  uint8_t out[kMaxHashSize];
  HashOnce(type, bytes.data(), bytes.size(), out);
  return NewBinaryFrom(ctx, out, static_cast<uint32_t>(type->hash->hashsize));
}

SB_EXPORT Term bif_crypto_hash_init_nif_1(Ctx* ctx, Term name) {
  HashContext context = {};
  context.type = FindHash(name);
  if (context.type == nullptr) {
    return CryptoCall(ctx, BifId::bif_crypto_hash_init_nif_1, name)
        .Badarg({kFile, 142}, 0, "Bad digest type");
  }
  context.type->hash->init(&context.state);
  return NewState(ctx, &kHashState, context);
}

SB_EXPORT Term bif_crypto_hash_update_nif_2(Ctx* ctx, Term state, Term data) {
  const CryptoCall call(ctx, BifId::bif_crypto_hash_update_nif_2, state, data);
  const HashContext* old = GetState(state);
  if (old == nullptr) return call.Badarg({kFile, 171}, 0, "Bad state");
  ByteBuf bytes;
  if (!GetIodata(data, &bytes)) return call.Badarg({kFile, 174}, 1, "Not iolist");
  HashContext context = *old;
  context.type->hash->process(&context.state, bytes.data(), bytes.size());
  return NewState(ctx, &kHashState, context);
}

SB_EXPORT Term bif_crypto_hash_final_nif_1(Ctx* ctx, Term state) {
  const HashContext* last = GetState(state);
  if (last == nullptr) {
    return CryptoCall(ctx, BifId::bif_crypto_hash_final_nif_1, state)
        .Badarg({kFile, 205}, 0, "Bad state");
  }
  HashContext context = *last;
  uint8_t out[kMaxHashSize];
  context.type->hash->done(&context.state, out);
  return NewBinaryFrom(ctx, out, static_cast<uint32_t>(context.type->hash->hashsize));
}

SB_EXPORT Term bif_crypto_hash_final_xof_nif_2(Ctx* ctx, Term state, Term bits_term) {
  const CryptoCall call(ctx, BifId::bif_crypto_hash_final_xof_nif_2, state, bits_term);
  const HashContext* last = GetState(state);
  if (last == nullptr) return call.Badarg({kFile, 539}, 0, "Bad state");
  uint32_t bits;
  if (!GetUint32(bits_term, &bits)) return call.Badarg({kFile, 541}, 1, "Bad len");
  const uint32_t size = bits / 8;
  HashContext context = *last;
  // The others have just their own size.
  if (!context.type->extendable && size != context.type->hash->hashsize) {
    return call.Error({kFile, 551}, "Low-level call EVP_DigestFinalXOF failed");
  }
  uint8_t* out;
  const Term result = NewBinary(ctx, size, &out);
  if (context.type->extendable) {
    FinishExtendable(&context.state, out, size);
  } else {
    context.type->hash->done(&context.state, out);
  }
  return result;
}

SB_EXPORT Term bif_crypto_hash_algorithms_0(Ctx* ctx) { return HashNames(ctx); }

SB_EXPORT Term bif_crypto_pbkdf2_hmac_nif_5(Ctx* ctx, Term name, Term password, Term salt,
                                            Term iterations, Term size_term) {
  constexpr const char* kPbkdf2File = "pbkdf2_hmac.c";
  const CryptoCall call(ctx, BifId::bif_crypto_pbkdf2_hmac_nif_5, name, password, salt, iterations,
                        size_term);
  const HashType* type = FindHash(name);
  if (type == nullptr) return call.Badarg({kPbkdf2File, 34}, 0, "Bad digest type");
  if (!type->pbkdf2) return call.Badarg({kPbkdf2File, 38}, 0, "Not eligible digest type");
  BitView password_view, salt_view;
  if (!GetBinary(password, &password_view)) return call.Badarg({kPbkdf2File, 41}, 1, "Not binary");
  if (!GetBinary(salt, &salt_view)) return call.Badarg({kPbkdf2File, 44}, 2, "Not binary");
  int64_t count, size;
  if (!GetInt64(iterations, &count) || count < 0)
    return call.Badarg({kPbkdf2File, 47}, 3, "Not integer");
  if (count < 1) return call.Badarg({kPbkdf2File, 49}, 3, "Must be > 0");
  if (!GetInt64(size_term, &size) || size < 0)
    return call.Badarg({kPbkdf2File, 52}, 4, "Not integer");
  if (size < 1) return call.Badarg({kPbkdf2File, 54}, 4, "Must be > 0");
  if (size > INT32_MAX || count > INT32_MAX)
    return call.Error({kPbkdf2File, 57}, "Can't allocate binary");
  AlignedBytes password_bytes(password_view), salt_bytes(salt_view);
  uint8_t* out;
  const Term result = NewBinary(ctx, static_cast<uint32_t>(size), &out);
  unsigned long written = static_cast<unsigned long>(size);
  if (pkcs_5_alg2(password_bytes.data(), password_bytes.size(), salt_bytes.data(),
                  salt_bytes.size(), static_cast<int>(count), HashIndex(type), out,
                  &written) != CRYPT_OK) {
    return call.Error({kPbkdf2File, 64}, "Low-level call failed");
  }
  return result;
}
