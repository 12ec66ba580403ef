#include "runtime/crypto/hashes.h"

#include "runtime/crypto/call.h"

namespace seabeam::rt {
namespace {

// In the order of crypto:supports(hashs).
const HashType kHashes[] = {
    {"blake2s", &blake2s_256_desc, 1057, 64, false},
    {"blake2b", &blake2b_512_desc, 1056, 128, false},
    {"sha3_512", &sha3_512_desc, 1099, 72, true},
    {"sha3_384", &sha3_384_desc, 1098, 104, true},
    {"sha3_256", &sha3_256_desc, 1097, 136, true},
    {"sha3_224", &sha3_224_desc, 1096, 144, true},
    {"sha512", &sha512_desc, 674, 128, true},
    {"sha384", &sha384_desc, 673, 128, true},
    {"sha256", &sha256_desc, 672, 64, true},
    {"sha224", &sha224_desc, 675, 64, true},
    {"sha", &sha1_desc, 64, 64, true},
    {"ripemd160", &rmd160_desc, 117, 64, false},
    {"md5", &md5_desc, 4, 64, false},
    {"md4", &md4_desc, 257, 64, false},
};

}  // namespace

const HashType* FindHash(Term name) {
  for (const HashType& type : kHashes) {
    if (IsName(name, type.name)) return &type;
  }
  return nullptr;
}

int HashIndex(const HashType* type) { return register_hash(type->hash); }

Term HashNames(Ctx* ctx) {
  ListBuilder names(ctx);
  for (const HashType& type : kHashes) names.Add(InternAtom(type.name));
  return names.Finish();
}

void HashOnce(const HashType* type, const uint8_t* bytes, uint32_t size, uint8_t* out) {
  hash_state state;
  type->hash->init(&state);
  type->hash->process(&state, bytes, size);
  type->hash->done(&state, out);
}

}  // namespace seabeam::rt
