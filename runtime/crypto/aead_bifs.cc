// Ciphers with authentication: crypto:crypto_one_time_aead. What is checked, in which order, and what
// is raised is OTP's with OpenSSL 3.
#include <cstring>

#include "runtime/core/bifs.h"
#include "runtime/crypto/call.h"
#include "runtime/crypto/ciphers.h"
#include "runtime/data/integer.h"

namespace seabeam::rt {

using abi::BifId;

namespace {

constexpr const char* kFile = "aead.c";
constexpr uint32_t kMaxTag = 16;
constexpr uint32_t kMaxGcmIv = 128;

struct AeadCall {
  const CipherType* type;
  bool encrypt;
  ByteBuf key, iv, text, aad;
};

bool IsIvSize(const CipherType* type, uint32_t size) {
  switch (type->mode) {
    case CipherMode::kGcm:
      return size > 0 && size <= kMaxGcmIv;
    case CipherMode::kCcm:
      return size >= 7 && size <= 13;
    default:
      return size == type->iv_size;
  }
}

// Of all of the text into `out`, and the whole tag (of CCM, whose tag depends on its size, of that size).
bool Run(AeadCall* a, uint32_t tag_size, uint8_t* out, uint8_t* tag) {
  unsigned long size = a->type->mode == CipherMode::kCcm ? tag_size : kMaxTag;
  uint8_t* plain = a->encrypt ? a->text.data() : out;
  uint8_t* cipher = a->encrypt ? out : a->text.data();
  switch (a->type->mode) {
    case CipherMode::kGcm:
      return gcm_memory(CipherIndex(a->type), a->key.data(), a->key.size(), a->iv.data(),
                        a->iv.size(), a->aad.data(), a->aad.size(), plain, a->text.size(), cipher,
                        tag, &size, a->encrypt ? GCM_ENCRYPT : GCM_DECRYPT) == CRYPT_OK;
    case CipherMode::kCcm:
      return ccm_memory(CipherIndex(a->type), a->key.data(), a->key.size(), nullptr, a->iv.data(),
                        a->iv.size(), a->aad.data(), a->aad.size(), plain, a->text.size(), cipher,
                        tag, &size, a->encrypt ? CCM_ENCRYPT : CCM_DECRYPT) == CRYPT_OK;
    default: {
      chacha20poly1305_state state;
      if (chacha20poly1305_init(&state, a->key.data(), a->type->key_size) != CRYPT_OK ||
          chacha20poly1305_setiv(&state, a->iv.data(), a->iv.size()) != CRYPT_OK ||
          chacha20poly1305_add_aad(&state, a->aad.data(), a->aad.size()) != CRYPT_OK) {
        return false;
      }
      if (a->text.size() == 0) {
        // libtomcrypt fills the last block of the AAD only in front of text.
        const uint8_t zeros[16] = {};
        poly1305_process(&state.poly, zeros, (16 - a->aad.size() % 16) % 16);
      }
      (a->encrypt ? chacha20poly1305_encrypt : chacha20poly1305_decrypt)(&state, a->text.data(),
                                                                        a->text.size(), out);
      return chacha20poly1305_done(&state, tag, &size) == CRYPT_OK;
    }
  }
}

// CCM keeps the text's size in what the nonce leaves of a block.
bool FitsCcm(const AeadCall& a) {
  const uint32_t size_bytes = 15 - a.iv.size();
  return size_bytes >= 4 || a.text.size() >> (8 * size_bytes) == 0;
}

template <typename C>
Term Encrypt(Ctx* ctx, const C& call, AeadCall* a, uint32_t tag_size) {
  uint8_t tag[kMaxTag];
  uint8_t* out;
  const Term text = NewBinary(ctx, a->text.size(), &out);
  if (!Run(a, tag_size, out, tag)) return call.Error({kFile, 150}, "Encrypt error");
  if (tag_size == 0 || tag_size > kMaxTag) return call.Error({kFile, 156}, "Can't get Tag");
  return MakeTuple(ctx, {text, NewBinaryFrom(ctx, tag, tag_size)});
}

Term Decrypt(Ctx* ctx, AeadCall* a, const ByteBuf& expected) {
  if (expected.size() == 0 || expected.size() > kMaxTag) return Atom(FixedAtom::kError);
  // ccm_memory compares by itself: there is what to compare with.
  uint8_t tag[kMaxTag];
  memcpy(tag, expected.data(), expected.size());
  uint8_t* out;
  const Term text = NewBinary(ctx, a->text.size(), &out);
  const bool same = Run(a, expected.size(), out, tag) &&
                    mem_neq(tag, expected.data(), expected.size()) == 0;
  return same ? text : Atom(FixedAtom::kError);
}

}  // namespace
}  // namespace seabeam::rt

using namespace seabeam::rt;
using seabeam::abi::BifId;

SB_EXPORT Term bif_crypto_aead_cipher_nif_7(Ctx* ctx, Term name, Term key, Term iv, Term text,
                                            Term aad, Term tag_term, Term direction) {
  const CryptoCall call(ctx, BifId::bif_crypto_aead_cipher_nif_7, name, key, iv, text, aad,
                        tag_term, direction);
  if (direction != kTrue && direction != kFalse && direction != kUndefined)
    return call.Badarg({kFile, 54}, 6, "Bad enc flag");
  if (!IsAtom(name)) return call.Badarg({kFile, 61}, 0, "non-atom cipher type");
  AeadCall a;
  if (!GetIodata(key, &a.key)) return call.Badarg({kFile, 63}, 1, "non-binary key");
  if (!GetIodata(iv, &a.iv)) return call.Badarg({kFile, 65}, 2, "non-binary iv");
  if (!GetIodata(text, &a.text)) return call.Badarg({kFile, 67}, 3, "non-binary text");
  if (!GetIodata(aad, &a.aad)) return call.Badarg({kFile, 69}, 4, "non-binary AAD");
  a.encrypt = direction != kFalse;
  ByteBuf tag;
  uint32_t tag_size;
  if (!a.encrypt) {
    if (!GetIodata(tag_term, &tag)) return call.Badarg({kFile, 77}, 5, "non-binary Tag");
    tag_size = tag.size();
  } else if (!GetUint32(tag_term, &tag_size)) {
    return call.Badarg({kFile, 73}, 5, "Bad Tag length");
  }
  if (tag_size > INT32_MAX) return call.Badarg({kFile, 87}, 5, "binary too long");
  a.type = FindCipher(name, a.key.size());
  if (a.type == nullptr) return call.Badarg({kFile, 90}, 0, "Unknown cipher or invalid key size");
  if (!a.type->aead()) return call.Badarg({kFile, 94}, 0, "Not aead cipher");
  // Of a longer key the beginning counts; OTP reads on behind the end of a shorter one.
  if (a.key.size() < a.type->key_size)
    return call.Badarg({kFile, 90}, 0, "Unknown cipher or invalid key size");
  if (!IsIvSize(a.type, a.iv.size())) return call.Badarg({kFile, 111}, 2, "Bad IV length");
  if (a.type->mode == CipherMode::kCcm) {
    if (tag_size < 4 || tag_size > kMaxTag || tag_size % 2 != 0)
      return call.Badarg({kFile, 116}, 5, "Can't set tag");
    if (!FitsCcm(a)) return call.Badarg({kFile, 139}, 3, "Can't set in-text");
  }
  if (direction == kUndefined) return call.Error({kFile, 150}, "Encrypt error");
  return a.encrypt ? Encrypt(ctx, call, &a, tag_size) : Decrypt(ctx, &a, tag);
}
