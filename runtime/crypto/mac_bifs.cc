// Message authentication codes: crypto:mac*, hmac, cmac, poly1305.
#include <cstring>

#include "runtime/core/bifs.h"
#include "runtime/crypto/call.h"
#include "runtime/crypto/hashes.h"

namespace seabeam::rt {

using abi::BifId;

namespace {

constexpr const char* kFile = "mac.c";
constexpr uint32_t kMaxBlock = 144;
constexpr uint32_t kPoly1305Key = 32;

enum class MacKind : uint8_t { kHmac, kCmac, kPoly1305 };

struct MacContext {
  MacKind kind;
  const HashType* hash;
  union {
    struct {
      hash_state inner;
      hash_state outer;
    } hmac;
    omac_state cmac;
    poly1305_state poly1305;
  };
};

// An update changes the state itself.
constexpr ResourceKind kMacState = {nullptr};

MacContext* GetState(Term state) {
  return static_cast<MacContext*>(FindResource(state, &kMacState));
}

// Of any key size: libtomcrypt's own hmac refuses an empty key.
void StartHmac(MacContext* c, const ByteBuf& key) {
  uint8_t block[kMaxBlock] = {};
  if (key.size() > c->hash->block_size) {
    HashOnce(c->hash, key.data(), key.size(), block);
  } else {
    memcpy(block, key.data(), key.size());
  }
  auto start = [&](hash_state* state, uint8_t pad) {
    uint8_t padded[kMaxBlock];
    for (uint32_t i = 0; i < c->hash->block_size; ++i) padded[i] = block[i] ^ pad;
    c->hash->hash->init(state);
    c->hash->hash->process(state, padded, c->hash->block_size);
  };
  start(&c->hmac.inner, 0x36);
  start(&c->hmac.outer, 0x5C);
}

void Update(MacContext* c, const ByteBuf& text) {
  switch (c->kind) {
    case MacKind::kHmac:
      c->hash->hash->process(&c->hmac.inner, text.data(), text.size());
      return;
    case MacKind::kCmac:
      omac_process(&c->cmac, text.data(), text.size());
      return;
    case MacKind::kPoly1305:
      poly1305_process(&c->poly1305, text.data(), text.size());
      return;
  }
}

Term Finish(Ctx* ctx, MacContext* c) {
  uint8_t out[kMaxHashSize];
  unsigned long size = sizeof out;
  switch (c->kind) {
    case MacKind::kHmac: {
      uint8_t inner[kMaxHashSize];
      size = c->hash->hash->hashsize;
      c->hash->hash->done(&c->hmac.inner, inner);
      c->hash->hash->process(&c->hmac.outer, inner, size);
      c->hash->hash->done(&c->hmac.outer, out);
      break;
    }
    case MacKind::kCmac:
      omac_done(&c->cmac, out, &size);
      break;
    case MacKind::kPoly1305:
      poly1305_done(&c->poly1305, out, &size);
      break;
  }
  return NewBinaryFrom(ctx, out, static_cast<uint32_t>(size));
}

struct BlockCipher {
  const char* name;
  const ltc_cipher_descriptor* cipher;
  uint32_t key_size;
};
// Of those that libtomcrypt and OpenSSL share. `aes_cbc` goes by the key's size.
constexpr BlockCipher kCmacCiphers[] = {
    {"aes_128_cbc", &aes_desc, 16},   {"aes_192_cbc", &aes_desc, 24},
    {"aes_256_cbc", &aes_desc, 32},   {"aes_cbc", &aes_desc, 16},
    {"aes_cbc", &aes_desc, 24},       {"aes_cbc", &aes_desc, 32},
    {"des_ede3_cbc", &des3_desc, 24},
};

// The places in OTP's source of the errors that mac and mac_init share.
struct Places {
  int32_t key, algorithm, key_length, digest, cipher, key_size, unsupported_cipher, failed;
};
constexpr Places kMacPlaces = {220, 233, 235, 263, 313, 316, 328, 387};
constexpr Places kInitPlaces = {580, 587, 589, 617, 658, 661, 673, 737};

// Starts a context; 0 with an exception, else anything.
template <typename C>
Term Start(const C& call, Term kind, Term subtype, Term key_term, const Places& at, MacContext* c) {
  ByteBuf key;
  if (!GetIodata(key_term, &key)) return call.Badarg({kFile, at.key}, 2, "Bad key");
  if (IsName(kind, "hmac")) {
    c->kind = MacKind::kHmac;
    c->hash = FindHash(subtype);
    if (c->hash == nullptr)
      return call.Badarg({kFile, at.digest}, 1, "Bad digest algorithm for HMAC");
    if (c->hash->extendable) return call.Error({kFile, at.failed}, "Couldn't get mac");
    StartHmac(c, key);
    return kOk;
  }
  if (IsName(kind, "cmac")) {
    c->kind = MacKind::kCmac;
    bool known = false;
    for (const BlockCipher& row : kCmacCiphers) {
      if (!IsName(subtype, row.name)) continue;
      known = true;
      if (row.key_size != key.size()) continue;
      if (omac_init(&c->cmac, register_cipher(row.cipher), key.data(), key.size()) == CRYPT_OK)
        return kOk;
      return call.Error({kFile, at.failed}, "Couldn't get mac");
    }
    return known ? call.Badarg({kFile, at.key_size}, 2, "Bad key size")
                 : call.Badarg({kFile, at.cipher}, 1, "Unknown cipher");
  }
  if (!IsName(kind, "poly1305"))
    return call.Badarg({kFile, at.algorithm}, 0, "Unknown mac algorithm");
  if (key.size() != kPoly1305Key) return call.Badarg({kFile, at.key_length}, 2, "Bad key length");
  c->kind = MacKind::kPoly1305;
  poly1305_init(&c->poly1305, key.data(), key.size());
  return kOk;
}

}  // namespace
}  // namespace seabeam::rt

using namespace seabeam::rt;
using seabeam::abi::BifId;

SB_EXPORT Term bif_crypto_mac_nif_4(Ctx* ctx, Term kind, Term subtype, Term key, Term data) {
  const CryptoCall call(ctx, BifId::bif_crypto_mac_nif_4, kind, subtype, key, data);
  ByteBuf text;
  if (!GetIodata(data, &text)) return call.Badarg({kFile, 175}, 3, "Bad text");
  MacContext context = {};
  if (Start(call, kind, subtype, key, kMacPlaces, &context) == 0) return 0;
  Update(&context, text);
  return Finish(ctx, &context);
}

SB_EXPORT Term bif_crypto_mac_init_nif_3(Ctx* ctx, Term kind, Term subtype, Term key) {
  const CryptoCall call(ctx, BifId::bif_crypto_mac_init_nif_3, kind, subtype, key);
  MacContext context = {};
  if (Start(call, kind, subtype, key, kInitPlaces, &context) == 0) return 0;
  return NewState(ctx, &kMacState, context);
}

SB_EXPORT Term bif_crypto_mac_update_nif_2(Ctx* ctx, Term state, Term data) {
  const CryptoCall call(ctx, BifId::bif_crypto_mac_update_nif_2, state, data);
  ByteBuf text;
  if (!GetIodata(data, &text)) return call.Badarg({kFile, 794}, 1, "Bad text");
  MacContext* context = GetState(state);
  if (context == nullptr) return call.Badarg({kFile, 817}, 0, "Bad ref");
  Update(context, text);
  return state;
}

SB_EXPORT Term bif_crypto_mac_final_nif_1(Ctx* ctx, Term state) {
  const MacContext* last = GetState(state);
  if (last == nullptr) {
    return CryptoCall(ctx, BifId::bif_crypto_mac_final_nif_1, state)
        .Badarg({kFile, 847}, 0, "Bad ref");
  }
  MacContext context = *last;
  return Finish(ctx, &context);
}

SB_EXPORT Term bif_crypto_mac_algorithms_0(Ctx* ctx) {
  return MakeList(ctx, {InternAtom("cmac"), InternAtom("hmac"), InternAtom("poly1305")});
}
