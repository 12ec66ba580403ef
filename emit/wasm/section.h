// Section numbers of the binary format.
#ifndef SEABEAM_EMIT_WASM_SECTION_H_
#define SEABEAM_EMIT_WASM_SECTION_H_

#include <cstdint>

#include "absl/strings/string_view.h"

namespace seabeam::wasm {

enum class SectionId : uint8_t {
  kCustom = 0,
  kType = 1,
  kImport = 2,
  kFunction = 3,
  kTable = 4,
  kMemory = 5,
  kGlobal = 6,
  kExport = 7,
  kStart = 8,
  kElement = 9,
  kCode = 10,
  kData = 11,
  kDataCount = 12,
};
inline constexpr int kSectionIdCount = 13;

inline constexpr absl::string_view SectionName(SectionId id) {
  switch (id) {
    case SectionId::kCustom:
      return "custom";
    case SectionId::kType:
      return "type";
    case SectionId::kImport:
      return "import";
    case SectionId::kFunction:
      return "function";
    case SectionId::kTable:
      return "table";
    case SectionId::kMemory:
      return "memory";
    case SectionId::kGlobal:
      return "global";
    case SectionId::kExport:
      return "export";
    case SectionId::kStart:
      return "start";
    case SectionId::kElement:
      return "element";
    case SectionId::kCode:
      return "code";
    case SectionId::kData:
      return "data";
    case SectionId::kDataCount:
      return "data_count";
  }
  return "?";
}

// Subsections of the custom section "name". Module, function and local names
// are the core specification's, the rest the extended-name-section proposal's.
enum class NameSubsection : uint8_t {
  kModule = 0,
  kFunction = 1,
  kLocal = 2,
  kLabel = 3,
  kTable = 5,
  kGlobal = 7,
};

}  // namespace seabeam::wasm

#endif  // SEABEAM_EMIT_WASM_SECTION_H_
