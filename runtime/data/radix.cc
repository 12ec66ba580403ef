// Magnitudes from and to digits in any base.
#include "runtime/data/limbs.h"

namespace seabeam::rt {

uint32_t RadixSize(const uint32_t* d, uint32_t n, uint32_t base) {
  // log2(base) from below in 1/16 bits.
  static const uint8_t kSixteenths[37] = {0,  0,  16, 25, 32, 37, 41, 44, 48, 50, 53, 55, 57,
                                          59, 60, 62, 64, 65, 66, 67, 69, 70, 71, 72, 73, 74,
                                          75, 76, 76, 77, 78, 79, 80, 80, 81, 82, 82};
  return static_cast<uint32_t>(static_cast<uint64_t>(LimbBits(d, n)) * 16 / kSixteenths[base]) + 2;
}

namespace {

uint32_t Log2Ceil(uint32_t base) { return 32 - static_cast<uint32_t>(__builtin_clz(base - 1)); }

const char kDigits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr uint32_t kRadixLimbsDirect = 30;    // to text: above, divide and conquer
constexpr uint32_t kRadixDigitsDirect = 400;  // from text

// The largest power of the base that fits a word.
void WordPower(uint32_t base, uint32_t* power, uint32_t* digits) {
  *power = base;
  *digits = 1;
  while (static_cast<uint64_t>(*power) * base <= 0xFFFFFFFFu) {
    *power *= base;
    ++*digits;
  }
}

// base ** (first << i) for i = 0, 1, ... as long as they are needed.
struct Powers {
  static constexpr uint32_t kMax = 32;
  uint32_t base;
  uint32_t first;
  uint32_t count = 0;
  uint32_t* d[kMax];
  uint32_t n[kMax];
  Powers(uint32_t b, uint32_t digits) : base(b), first(digits) {
    LimbBuf p(4);
    uint32_t size = PowLimbs(&p, base, first);
    Add(p.d(), size);
  }
  ~Powers() {
    for (uint32_t i = 0; i < count; ++i) free(d[i]);
  }
  void Add(const uint32_t* p, uint32_t size) {
    d[count] = static_cast<uint32_t*>(CheckedAlloc(size * 4));
    memcpy(d[count], p, size * 4);
    n[count++] = size;
  }
  void Square() {
    LimbBuf p(2 * n[count - 1]);
    Add(p.d(), MulLimbs(p.d(), d[count - 1], n[count - 1], d[count - 1], n[count - 1]));
  }
};

// Writes digits right-aligned so that they end at `end`; returns where they begin. Clobbers d.
char* PutDirect(char* end, uint32_t* d, uint32_t n, uint32_t base) {
  uint32_t power, per_word;
  WordPower(base, &power, &per_word);
  while (n > 0) {
    uint32_t rem = DivSmallLimbs(d, &n, power);
    for (uint32_t i = 0; i < per_word && (n > 0 || rem > 0); ++i) {
      *--end = kDigits[rem % base];
      rem /= base;
    }
  }
  return end;
}

// Splits at powers[level]; pads with zeros to `width` characters when width > 0. Clobbers d.
char* PutSplit(char* end, uint32_t* d, uint32_t n, const Powers& powers, int level,
               uint32_t width) {
  char* begin;
  while (level >= 0 && CompareLimbs(d, n, powers.d[level], powers.n[level]) < 0) --level;
  if (n <= kRadixLimbsDirect || level < 0) {
    begin = PutDirect(end, d, n, powers.base);
  } else {
    LimbBuf q(n + 1), r(powers.n[level]);
    uint32_t qn, rn;
    DivLimbs(q.d(), &qn, r.d(), &rn, d, n, powers.d[level], powers.n[level]);
    uint32_t low = powers.first << level;
    PutSplit(end, r.d(), rn, powers, level - 1, low);
    begin = PutSplit(end - low, q.d(), qn, powers, level, 0);
  }
  while (width > 0 && end - begin < static_cast<int32_t>(width)) *--begin = '0';
  return begin;
}

uint32_t ReadDirect(uint32_t* out, const uint8_t* digits, uint32_t len, uint32_t base) {
  uint32_t n = 0;
  uint32_t i = 0;
  while (i < len) {
    uint32_t chunk = 1;
    uint32_t value = 0;
    while (i < len && static_cast<uint64_t>(chunk) * base <= 0xFFFFFFFFu) {
      value = value * base + digits[i++];
      chunk *= base;
    }
    n = MulSmallLimbs(out, n, chunk, value);
  }
  return n;
}

uint32_t ReadSplit(uint32_t* out, const uint8_t* digits, uint32_t len, const Powers& powers,
                   int level) {
  while (level >= 0 && powers.first << level >= len) --level;
  if (len <= kRadixDigitsDirect || level < 0) return ReadDirect(out, digits, len, powers.base);
  uint32_t low = powers.first << level;
  LimbBuf high(RadixLimbs(len - low, powers.base)), rest(RadixLimbs(low, powers.base));
  uint32_t hn = ReadSplit(high.d(), digits, len - low, powers, level);
  uint32_t ln = ReadSplit(rest.d(), digits + len - low, low, powers, level - 1);
  LimbBuf product(hn + powers.n[level] + 1);
  uint32_t pn = MulLimbs(product.d(), high.d(), hn, powers.d[level], powers.n[level]);
  LimbBuf sum((pn > ln ? pn : ln) + 1);
  uint32_t n = AddLimbs(sum.d(), product.d(), pn, rest.d(), ln);
  memcpy(out, sum.d(), n * 4);
  return n;
}

}  // namespace

uint32_t LimbsToRadix(char* out, const uint32_t* d, uint32_t n, uint32_t base) {
  if (n == 0) {
    out[0] = '0';
    return 1;
  }
  uint32_t size = RadixSize(d, n, base);
  char* end = out + size;
  char* begin;
  LimbBuf t(n + 1);
  memcpy(t.d(), d, n * 4);
  if (n <= kRadixLimbsDirect) {
    begin = PutDirect(end, t.d(), n, base);
  } else {
    uint32_t power, per_word;
    WordPower(base, &power, &per_word);
    Powers powers(base, per_word * 16);
    while (powers.n[powers.count - 1] * 2 <= n) powers.Square();
    begin = PutSplit(end, t.d(), n, powers, static_cast<int>(powers.count) - 1, 0);
  }
  uint32_t len = static_cast<uint32_t>(end - begin);
  memmove(out, begin, len);
  return len;
}

uint32_t RadixLimbs(uint32_t len, uint32_t base) {
  return static_cast<uint32_t>(static_cast<uint64_t>(len) * Log2Ceil(base) / 32) + 3;
}

uint32_t RadixToLimbs(uint32_t* out, const uint8_t* digits, uint32_t len, uint32_t base) {
  while (len > 0 && digits[0] == 0) {
    ++digits;
    --len;
  }
  if (len <= kRadixDigitsDirect) return ReadDirect(out, digits, len, base);
  uint32_t power, per_word;
  WordPower(base, &power, &per_word);
  Powers powers(base, per_word * 16);
  while (powers.first << powers.count < len) powers.Square();
  return ReadSplit(out, digits, len, powers, static_cast<int>(powers.count) - 1);
}

}  // namespace seabeam::rt
