// The ciphers of module crypto, from libtomcrypt, with the block handling of OpenSSL.
#ifndef SEABEAM_RUNTIME_CRYPTO_CIPHERS_H_
#define SEABEAM_RUNTIME_CRYPTO_CIPHERS_H_

#include <tomcrypt.h>

#include "runtime/core/term.h"
#include "runtime/data/word_stack.h"

namespace seabeam::rt {

enum class CipherMode : uint8_t {
  kEcb,
  kCbc,
  kCfb,   // as many bits as a block has
  kCfb8,  // byte by byte
  kOfb,
  kCtr,
  kRc4,
  kChacha,
  // With authentication: for crypto_one_time_aead only.
  kGcm,
  kCcm,
  kChachaPoly,
};

struct CipherType {
  const char* name;                    // crypto's
  const ltc_cipher_descriptor* block;  // null: no block cipher
  CipherMode mode;
  uint32_t key_choice;  // the row is for keys of this size, in bytes; 0: for all
  uint32_t key_size;    // what crypto:cipher_info says
  uint32_t iv_size;     // in bytes; 0: none
  int32_t openssl_type;  // what cipher_info calls its type: OpenSSL's number; 0: undefined

  bool aead() const { return mode >= CipherMode::kGcm; }
  // 1 for what works byte by byte.
  uint32_t block_size() const {
    return mode <= CipherMode::kCbc ? static_cast<uint32_t>(block->block_length) : 1;
  }
};

inline constexpr uint32_t kMaxCipherBlock = 16;

// Null: there is none of the name for keys of this size.
const CipherType* FindCipher(Term name, uint32_t key_size);
// The first of the name, whatever the key; null: none.
const CipherType* FindCipherName(Term name);
// Index into libtomcrypt's table, for functions that take one.
int CipherIndex(const CipherType* type);
// All names, in the order of crypto:supports.
Term CipherNames(Ctx* ctx);

// A stream of text through a cipher.
class CipherStream {
 public:
  // False: the cipher takes no keys of this size. `iv` has the type's iv_size bytes. `hold_back`: when
  // decrypting, the last whole block is kept until Unpad, which takes the padding off.
  bool Start(const CipherType* type, const uint8_t* key, uint32_t key_size, const uint8_t* iv,
             bool encrypt, bool hold_back);
  // Forgets what is not a whole block yet; modes that chain blocks start again with the first iv.
  void Restart(bool encrypt);

  // Appends what is ready.
  void Update(const uint8_t* text, uint32_t size, ByteBuf* out);
  // Appends the last block of an encryption with PKCS padding.
  void Pad(ByteBuf* out);
  // Appends the last block of a decryption without its PKCS padding; false: there is none.
  bool Unpad(ByteBuf* out);

  const CipherType* type() const { return type_; }
  bool encrypting() const { return encrypting_; }
  // Bytes that are not a whole block yet.
  uint32_t held() const { return held_size_; }

 private:
  void Run(const uint8_t* text, uint32_t size, uint8_t* out);
  void RunCfb8(const uint8_t* text, uint32_t size, uint8_t* out);

  const CipherType* type_;
  bool encrypting_;
  bool hold_back_;
  uint8_t iv_[kMaxCipherBlock];
  uint8_t shift_[kMaxCipherBlock];  // kCfb8: the last bytes of cipher text
  uint8_t held_[kMaxCipherBlock];
  uint32_t held_size_;
  union {
    symmetric_ECB ecb;
    symmetric_CBC cbc;
    symmetric_CFB cfb;
    symmetric_OFB ofb;
    symmetric_CTR ctr;
    rc4_state rc4;
    chacha_state chacha;
  } state_;
};

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_CRYPTO_CIPHERS_H_
