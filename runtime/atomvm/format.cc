#include "runtime/atomvm/format.h"

#include <cstring>

namespace seabeam::avm {
namespace {

struct Out {
  char* p;
  char* end;
  void Put(char c) {
    if (p < end) *p++ = c;
  }
  void Number(uint64_t v, uint32_t base) {
    char digits[24];
    uint32_t n = 0;
    do {
      digits[n++] = "0123456789abcdef"[v % base];
      v /= base;
    } while (v != 0);
    while (n > 0) Put(digits[--n]);
  }
  void Signed(int64_t v) {
    if (v < 0) Put('-');
    Number(v < 0 ? 0 - static_cast<uint64_t>(v) : static_cast<uint64_t>(v), 10);
  }
};

}  // namespace

uint32_t FormatV(char* buffer, uint32_t size, const char* f, va_list args) {
  Out out{buffer, buffer + size};
  for (; *f != 0; f++) {
    if (*f != '%') {
      out.Put(*f);
      continue;
    }
    f++;
    bool wide = false;
    int limit = -1;
    if (f[0] == '.' && f[1] == '*') {
      limit = va_arg(args, int);
      f += 2;
    }
    if (f[0] == 'l' && f[1] == 'l') {
      wide = true;
      f += 2;
    }
    switch (*f) {
      case 's': {
        const char* s = va_arg(args, const char*);
        for (int i = 0; limit < 0 ? s[i] != 0 : i < limit; i++) out.Put(s[i]);
        break;
      }
      case 'd':
        out.Signed(wide ? va_arg(args, long long) : va_arg(args, int));
        break;
      case 'u':
        out.Number(wide ? va_arg(args, unsigned long long) : va_arg(args, unsigned), 10);
        break;
      case 'x':
        out.Number(va_arg(args, unsigned), 16);
        break;
      default:
        out.Put(*f);
    }
  }
  return static_cast<uint32_t>(out.p - buffer);
}

uint32_t Format(char* out, uint32_t size, const char* format, ...) {
  va_list args;
  va_start(args, format);
  uint32_t n = FormatV(out, size, format, args);
  va_end(args);
  return n;
}

}  // namespace seabeam::avm
