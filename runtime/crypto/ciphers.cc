#include "runtime/crypto/ciphers.h"

#include <cstring>

#include "runtime/crypto/call.h"

namespace seabeam::rt {
namespace {

using M = CipherMode;

// In the order of crypto:supports(ciphers).
const CipherType kCiphers[] = {
    {"chacha20", nullptr, M::kChacha, 32, 32, 16, 0},
    {"aes_256_ofb", &aes_desc, M::kOfb, 32, 32, 16, 428},
    {"aes_192_ofb", &aes_desc, M::kOfb, 24, 24, 16, 424},
    {"aes_128_ofb", &aes_desc, M::kOfb, 16, 16, 16, 420},
    {"blowfish_ecb", &blowfish_desc, M::kEcb, 0, 16, 0, 0},
    {"blowfish_ofb64", &blowfish_desc, M::kOfb, 0, 16, 8, 0},
    {"blowfish_cfb64", &blowfish_desc, M::kCfb, 0, 16, 8, 0},
    {"blowfish_cbc", &blowfish_desc, M::kCbc, 0, 16, 8, 91},
    {"des_ede3_cfb", &des3_desc, M::kCfb, 0, 24, 8, 30},
    {"des_ecb", &des_desc, M::kEcb, 0, 8, 0, 29},
    {"des_cfb", &des_desc, M::kCfb, 0, 8, 8, 30},
    {"des_cbc", &des_desc, M::kCbc, 0, 8, 8, 31},
    {"rc4", nullptr, M::kRc4, 0, 16, 0, 5},
    {"rc2_cbc", &rc2_desc, M::kCbc, 0, 16, 8, 37},
    {"aes_128_cbc", &aes_desc, M::kCbc, 16, 16, 16, 419},
    {"aes_192_cbc", &aes_desc, M::kCbc, 24, 24, 16, 423},
    {"aes_256_cbc", &aes_desc, M::kCbc, 32, 32, 16, 427},
    {"aes_128_cfb128", &aes_desc, M::kCfb, 16, 16, 16, 421},
    {"aes_192_cfb128", &aes_desc, M::kCfb, 24, 24, 16, 425},
    {"aes_256_cfb128", &aes_desc, M::kCfb, 32, 32, 16, 429},
    {"aes_128_cfb8", &aes_desc, M::kCfb8, 16, 16, 16, 421},
    {"aes_192_cfb8", &aes_desc, M::kCfb8, 24, 24, 16, 425},
    {"aes_256_cfb8", &aes_desc, M::kCfb8, 32, 32, 16, 429},
    {"aes_128_ecb", &aes_desc, M::kEcb, 16, 16, 0, 418},
    {"aes_192_ecb", &aes_desc, M::kEcb, 24, 24, 0, 422},
    {"aes_256_ecb", &aes_desc, M::kEcb, 32, 32, 0, 426},
    {"chacha20_poly1305", nullptr, M::kChachaPoly, 0, 32, 12, 0},
    {"aes_256_gcm", &aes_desc, M::kGcm, 32, 32, 12, 901},
    {"aes_256_ccm", &aes_desc, M::kCcm, 32, 32, 12, 902},
    {"aes_192_gcm", &aes_desc, M::kGcm, 24, 24, 12, 898},
    {"aes_192_ccm", &aes_desc, M::kCcm, 24, 24, 12, 899},
    {"aes_128_gcm", &aes_desc, M::kGcm, 16, 16, 12, 895},
    {"aes_128_ccm", &aes_desc, M::kCcm, 16, 16, 12, 896},
    {"aes_256_ctr", &aes_desc, M::kCtr, 32, 32, 16, 0},
    {"aes_192_ctr", &aes_desc, M::kCtr, 24, 24, 16, 0},
    {"aes_128_ctr", &aes_desc, M::kCtr, 16, 16, 16, 0},
    {"des_ede3_cbc", &des3_desc, M::kCbc, 0, 24, 8, 44},
};

constexpr uint32_t kMaxRc4Key = 256;      // no further byte has an effect
constexpr uint32_t kMaxBlowfishKey = 72;  // the same
constexpr uint32_t kMaxRc2Key = 128;      // OpenSSL looks at no more

// A key as OpenSSL uses it and libtomcrypt takes it.
struct Key {
  uint8_t bytes[kMaxRc4Key];
  uint32_t size;
};

// RC4 and Blowfish go round and round the key, so a key several times over is the same key. False: no
// such key.
bool Fit(const CipherType* type, const uint8_t* bytes, uint32_t size, Key* key) {
  uint32_t least = 1, most;
  if (type->mode == M::kRc4) {
    least = 5;
    most = kMaxRc4Key;
  } else if (type->block == &blowfish_desc) {
    least = static_cast<uint32_t>(blowfish_desc.min_key_length);
    most = kMaxBlowfishKey;
  } else if (type->block == &rc2_desc) {
    most = kMaxRc2Key;
  } else {
    if (size != type->key_size) return false;
    most = size;
  }
  if (size == 0) return false;
  if (size > most) size = most;
  key->size = 0;
  do {
    memcpy(key->bytes + key->size, bytes, size);
    key->size += size;
  } while (key->size < least);
  return true;
}

}  // namespace

const CipherType* FindCipher(Term name, uint32_t key_size) {
  const CipherType* type = FindCipherName(name);
  const bool fits = type != nullptr && (type->key_choice == 0 || type->key_choice == key_size);
  return fits ? type : nullptr;
}

const CipherType* FindCipherName(Term name) {
  for (const CipherType& type : kCiphers) {
    if (IsName(name, type.name)) return &type;
  }
  return nullptr;
}

int CipherIndex(const CipherType* type) { return register_cipher(type->block); }

Term CipherNames(Ctx* ctx) {
  ListBuilder names(ctx);
  for (const CipherType& type : kCiphers) names.Add(InternAtom(type.name));
  return names.Finish();
}

bool CipherStream::Start(const CipherType* type, const uint8_t* key_bytes, uint32_t key_size,
                         const uint8_t* iv, bool encrypt, bool hold_back) {
  type_ = type;
  encrypting_ = encrypt;
  hold_back_ = hold_back;
  held_size_ = 0;
  if (type->iv_size > 0) {
    memcpy(iv_, iv, type->iv_size);
    memcpy(shift_, iv, type->iv_size);
  }
  Key key;
  if (!Fit(type, key_bytes, key_size, &key)) return false;
  const int size = static_cast<int>(key.size);
  const int cipher = type->block == nullptr ? -1 : CipherIndex(type);
  switch (type->mode) {
    case M::kEcb:
    case M::kCfb8:
      return ecb_start(cipher, key.bytes, size, 0, &state_.ecb) == CRYPT_OK;
    case M::kCbc:
      if (type->block == &rc2_desc) {
        // libtomcrypt's own start takes no keys of less than 8 bytes.
        state_.cbc.cipher = cipher;
        state_.cbc.blocklen = rc2_desc.block_length;
        memcpy(state_.cbc.IV, iv, type->iv_size);
        return rc2_setup_ex(key.bytes, size, 8 * size, 0, &state_.cbc.key) == CRYPT_OK;
      }
      return cbc_start(cipher, iv, key.bytes, size, 0, &state_.cbc) == CRYPT_OK;
    case M::kCfb:
      return cfb_start(cipher, iv, key.bytes, size, 0, &state_.cfb) == CRYPT_OK;
    case M::kOfb:
      return ofb_start(cipher, iv, key.bytes, size, 0, &state_.ofb) == CRYPT_OK;
    case M::kCtr:
      return ctr_start(cipher, iv, key.bytes, size, 0, CTR_COUNTER_BIG_ENDIAN, &state_.ctr) ==
             CRYPT_OK;
    case M::kRc4:
      return rc4_stream_setup(&state_.rc4, key.bytes, key.size) == CRYPT_OK;
    case M::kChacha: {
      // The iv is the counter, of which 64 bits count, and the rest of a nonce.
      uint64_t counter;
      memcpy(&counter, iv, sizeof counter);
      return chacha_setup(&state_.chacha, key.bytes, key.size, 20) == CRYPT_OK &&
             chacha_ivctr64(&state_.chacha, iv + sizeof counter, 8, counter) == CRYPT_OK;
    }
    case M::kGcm:
    case M::kCcm:
    case M::kChachaPoly:
      break;
  }
  return false;
}

void CipherStream::Restart(bool encrypt) {
  encrypting_ = encrypt;
  held_size_ = 0;
  switch (type_->mode) {
    case M::kCbc:
      cbc_setiv(iv_, type_->iv_size, &state_.cbc);
      break;
    case M::kCfb:
      cfb_setiv(iv_, type_->iv_size, &state_.cfb);
      break;
    case M::kCfb8:
      memcpy(shift_, iv_, type_->iv_size);
      break;
    case M::kOfb:
      ofb_setiv(iv_, type_->iv_size, &state_.ofb);
      break;
    case M::kEcb:
    case M::kCtr:
    case M::kRc4:
    case M::kChacha:
    case M::kGcm:
    case M::kCcm:
    case M::kChachaPoly:
      break;
  }
}

void CipherStream::RunCfb8(const uint8_t* text, uint32_t size, uint8_t* out) {
  const auto block = static_cast<uint32_t>(type_->block->block_length);
  for (uint32_t i = 0; i < size; ++i) {
    uint8_t pad[kMaxCipherBlock];
    ecb_encrypt(shift_, pad, block, &state_.ecb);
    const uint8_t in = text[i];
    out[i] = in ^ pad[0];
    memmove(shift_, shift_ + 1, block - 1);
    shift_[block - 1] = encrypting_ ? out[i] : in;
  }
}

// Whole blocks.
void CipherStream::Run(const uint8_t* text, uint32_t size, uint8_t* out) {
  if (size == 0) return;
  switch (type_->mode) {
    case M::kEcb:
      (encrypting_ ? ecb_encrypt : ecb_decrypt)(text, out, size, &state_.ecb);
      break;
    case M::kCbc:
      (encrypting_ ? cbc_encrypt : cbc_decrypt)(text, out, size, &state_.cbc);
      break;
    case M::kCfb:
      (encrypting_ ? cfb_encrypt : cfb_decrypt)(text, out, size, &state_.cfb);
      break;
    case M::kCfb8:
      RunCfb8(text, size, out);
      break;
    case M::kOfb:
      ofb_encrypt(text, out, size, &state_.ofb);
      break;
    case M::kCtr:
      ctr_encrypt(text, out, size, &state_.ctr);
      break;
    case M::kRc4:
      rc4_stream_crypt(&state_.rc4, text, size, out);
      break;
    case M::kChacha:
      chacha_crypt(&state_.chacha, text, size, out);
      break;
    case M::kGcm:
    case M::kCcm:
    case M::kChachaPoly:
      break;
  }
}

void CipherStream::Update(const uint8_t* text, uint32_t size, ByteBuf* out) {
  const uint32_t block = type_->block_size();
  if (block == 1) return Run(text, size, out->Extend(size));
  const bool hold_back = hold_back_ && !encrypting_;
  if (held_size_ > 0) {
    const uint32_t missing = block - held_size_;
    const uint32_t n = size < missing ? size : missing;
    memcpy(held_ + held_size_, text, n);
    held_size_ += n;
    text += n;
    size -= n;
    if (held_size_ < block || (hold_back && size == 0)) return;
    Run(held_, block, out->Extend(block));
    held_size_ = 0;
  }
  uint32_t whole = size - size % block;
  if (hold_back && whole == size && whole > 0) whole -= block;
  Run(text, whole, out->Extend(whole));
  held_size_ = size - whole;
  memcpy(held_, text + whole, held_size_);
}

void CipherStream::Pad(ByteBuf* out) {
  const uint32_t block = type_->block_size();
  if (block == 1) return;
  memset(held_ + held_size_, static_cast<int>(block - held_size_), block - held_size_);
  held_size_ = 0;
  Run(held_, block, out->Extend(block));
}

bool CipherStream::Unpad(ByteBuf* out) {
  const uint32_t block = type_->block_size();
  if (block == 1) return true;
  if (held_size_ != block) return false;
  uint8_t text[kMaxCipherBlock];
  Run(held_, block, text);
  const uint32_t padding = text[block - 1];
  if (padding == 0 || padding > block) return false;
  for (uint32_t i = block - padding; i < block; ++i) {
    if (text[i] != padding) return false;
  }
  held_size_ = 0;
  out->Put(text, block - padding);
  return true;
}

}  // namespace seabeam::rt
