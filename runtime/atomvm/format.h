// Messages. The C library's printf would bring its files and WASI imports along.
#ifndef SEABEAM_RUNTIME_ATOMVM_FORMAT_H_
#define SEABEAM_RUNTIME_ATOMVM_FORMAT_H_

#include <cstdarg>
#include <cstdint>

namespace seabeam::avm {

// %s, %.*s, %d, %u, %x, %lld, %llu. Writes at most size bytes, no terminator; returns how many.
uint32_t FormatV(char* out, uint32_t size, const char* format, va_list args);
uint32_t Format(char* out, uint32_t size, const char* format, ...)
    __attribute__((format(printf, 3, 4)));

}  // namespace seabeam::avm

#endif  // SEABEAM_RUNTIME_ATOMVM_FORMAT_H_
