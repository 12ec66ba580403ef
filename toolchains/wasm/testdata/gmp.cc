#include <gmp.h>

#include <cstdint>

static_assert(sizeof(mp_limb_t) == 4, "the runtime's bigints are sequences of 32-bit words");

extern "C" uint32_t square_high_limb(uint32_t limb) {
  mp_limb_t source[40];
  mp_limb_t product[80];
  for (mp_limb_t& word : source) word = limb;
  mpn_sqr(product, source, 40);
  return product[79];
}
