#include "runtime/crypto/hashes.h"

#include "runtime/core/otp_version.h"
#include "runtime/crypto/call.h"

namespace seabeam::rt {
namespace {

template <int bits, unsigned long size>
constexpr ltc_hash_descriptor Shake(unsigned long block_size) {
  ltc_hash_descriptor d = {};
  d.name = "shake";
  d.hashsize = size;
  d.blocksize = block_size;
  d.init = [](hash_state* state) { return sha3_shake_init(state, bits); };
  d.process = &sha3_process;
  d.done = [](hash_state* state, unsigned char* out) { return sha3_shake_done(state, out, size); };
  return d;
}
constexpr ltc_hash_descriptor kShake256 = Shake<256, 32>(136);
constexpr ltc_hash_descriptor kShake128 = Shake<128, 16>(168);

// In the order of crypto:supports(hashs).
const HashType kHashes[] = {
    {"blake2s", &blake2s_256_desc, 1057, 64, false},
    {"blake2b", &blake2b_512_desc, 1056, 128, false},
    {"shake256", &kShake256, 1101, 136, false, 26, true},
    {"shake128", &kShake128, 1100, 168, false, 26, true},
    {"sha3_512", &sha3_512_desc, 1099, 72, true},
    {"sha3_384", &sha3_384_desc, 1098, 104, true},
    {"sha3_256", &sha3_256_desc, 1097, 136, true},
    {"sha3_224", &sha3_224_desc, 1096, 144, true},
    {"sha512_256", &sha512_256_desc, 1095, 128, true, 29},
    {"sha512_224", &sha512_224_desc, 1094, 128, true, 29},
    {"sha512", &sha512_desc, 674, 128, true},
    {"sha384", &sha384_desc, 673, 128, true},
    {"sha256", &sha256_desc, 672, 64, true},
    {"sha224", &sha224_desc, 675, 64, true},
    {"sha", &sha1_desc, 64, 64, true},
    {"ripemd160", &rmd160_desc, 117, 64, false},
    {"md5", &md5_desc, 4, 64, false},
    {"md4", &md4_desc, 257, 64, false},
};

bool IsKnown(const HashType& type) { return type.since <= OtpVersion().number; }

}  // namespace

const HashType* FindHash(Term name) {
  for (const HashType& type : kHashes) {
    if (IsKnown(type) && IsName(name, type.name)) return &type;
  }
  return nullptr;
}

int HashIndex(const HashType* type) { return register_hash(type->hash); }

Term HashNames(Ctx* ctx) {
  ListBuilder names(ctx);
  for (const HashType& type : kHashes) {
    if (IsKnown(type)) names.Add(InternAtom(type.name));
  }
  return names.Finish();
}

void FinishExtendable(hash_state* state, uint8_t* out, uint32_t size) {
  sha3_shake_done(state, out, size);
}

void HashOnce(const HashType* type, const uint8_t* bytes, uint32_t size, uint8_t* out) {
  hash_state state;
  type->hash->init(&state);
  type->hash->process(&state, bytes, size);
  type->hash->done(&state, out);
}

}  // namespace seabeam::rt
