// The hash functions of module crypto, from libtomcrypt.
#ifndef SEABEAM_RUNTIME_CRYPTO_HASHES_H_
#define SEABEAM_RUNTIME_CRYPTO_HASHES_H_

#include <tomcrypt.h>

#include "runtime/core/term.h"
#include "runtime/data/word_stack.h"

namespace seabeam::rt {

struct HashType {
  const char* name;  // crypto's
  const ltc_hash_descriptor* hash;
  int32_t openssl_type;  // what crypto:hash_info calls its type: OpenSSL's number
  uint32_t block_size;   // as OpenSSL has it
  bool pbkdf2;           // may be used to derive keys
};

inline constexpr uint32_t kMaxHashSize = 64;

// 0: no hash function of OTP's. Every one of them is there.
const HashType* FindHash(Term name);
// Index into libtomcrypt's table, for functions that take one.
int HashIndex(const HashType* type);
// All of them, in the order of crypto:supports.
Term HashNames(Ctx* ctx);

void HashOnce(const HashType* type, const uint8_t* bytes, uint32_t size, uint8_t* out);

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_CRYPTO_HASHES_H_
