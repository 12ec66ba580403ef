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
  int32_t openssl_type;     // what crypto:hash_info calls its type: OpenSSL's number
  uint32_t block_size;      // as OpenSSL has it
  bool pbkdf2;              // may be used to derive keys
  int32_t since = 0;        // the first release that knows it
  bool extendable = false;  // of a size that the caller chooses; `hash` has the usual one
};

inline constexpr uint32_t kMaxHashSize = 64;

// 0: no hash function of OTP's.
const HashType* FindHash(Term name);
// Index into libtomcrypt's table, for functions that take one.
int HashIndex(const HashType* type);
// All of them, in the order of crypto:supports.
Term HashNames(Ctx* ctx);

// The digest of any size, of a state of an extendable type.
void FinishExtendable(hash_state* state, uint8_t* out, uint32_t size);

void HashOnce(const HashType* type, const uint8_t* bytes, uint32_t size, uint8_t* out);

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_CRYPTO_HASHES_H_
