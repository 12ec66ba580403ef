// The files a run was started with: .avm packs, .beam files, and those whose code comes late.
#include <cstring>

#include "abi/atomvm/container.h"
#include "runtime/atomvm/module.h"
#include "runtime/core/sync.h"

namespace seabeam::avm {
namespace {

uint32_t Be32(const uint8_t* p) {
  return static_cast<uint32_t>(p[0]) << 24 | static_cast<uint32_t>(p[1]) << 16 |
         static_cast<uint32_t>(p[2]) << 8 | p[3];
}

struct Section {
  rt::Text name;
  const uint8_t* data;
  uint32_t size;
  uint32_t flags;
};

// In the order given; set before anything runs, but for single .beam files, which may come later.
rt::Vec<Section> g_sections;
rt::Vec<Section> g_late;
rt::Mutex g_load_lock;  // one module is loaded at a time

// Module name of a .beam: the first atom. {0, 0} = none.
rt::Text NameOfBeam(const uint8_t* p, uint32_t size) {
  if (size < 12 || memcmp(p, host::kFormId, 4) != 0) return {nullptr, 0};
  for (uint32_t at = host::kFirstChunk; at + 8 <= size;) {
    uint32_t data = Be32(p + at + 4);
    if (data > size - at - 8) break;
    if (memcmp(p + at, "AtU8", 4) == 0 && data > 5) {
      const uint8_t* q = p + at + 12;
      uint32_t n = *q++;
      if ((Be32(p + at + 8) & 0x80000000u) != 0)
        n = (n & 8) == 0 ? n >> 4 : (n & 0xE0u) << 3 | *q++;
      if (n > data - 5) break;
      return {reinterpret_cast<const char*>(q), n};
    }
    at += (data + 11) & ~3u;
  }
  return {nullptr, 0};
}

bool IsBeamOf(const Section& s, rt::Text name) {
  return (s.flags & host::kAvmFlagBeam) != 0 && s.name.size == name.size + 5 &&
         memcmp(s.name.data, name.data, name.size) == 0 &&
         memcmp(s.name.data + name.size, ".beam", 5) == 0;
}

void AddNamed(rt::Vec<Section>* list, const uint8_t* bytes, uint32_t size) {
  rt::Text name = NameOfBeam(bytes, size);
  auto* text = static_cast<char*>(rt::CheckedAlloc(name.size + 5));
  memcpy(text, name.data, name.size);
  memcpy(text + name.size, ".beam", 5);
  list->push_back({{text, name.size + 5}, bytes, size, host::kAvmFlagBeam});
}

}  // namespace

bool AddPack(const uint8_t* p, uint32_t size) {
  if (size < host::kAvmMagicSize || memcmp(p, host::kAvmMagic, host::kAvmMagicSize) != 0)
    return false;
  for (uint32_t at = host::kAvmMagicSize;;) {
    if (size - at < host::kAvmSectionHeadSize) return false;
    uint32_t section = Be32(p + at), flags = Be32(p + at + 4);
    if (section == 0) return flags == 0;
    if (flags == 0 || section > size - at || section < host::kAvmSectionHeadSize ||
        (section & 3) != 0)
      return false;
    const char* name = reinterpret_cast<const char*>(p + at + host::kAvmSectionHeadSize);
    uint32_t length = static_cast<uint32_t>(strnlen(name, section - host::kAvmSectionHeadSize));
    uint32_t data = host::kAvmSectionHeadSize + ((length + 4) & ~3u);
    if (data > section) return false;
    g_sections.push_back({{name, length}, p + at + data, section - data, flags});
    at += section;
  }
}

void AddBeam(const uint8_t* bytes, uint32_t size) { AddNamed(&g_sections, bytes, size); }
void AddLateBeam(const uint8_t* bytes, uint32_t size) { AddNamed(&g_late, bytes, size); }

Term StartModuleOfPacks() {
  for (Section& s : g_sections) {
    if ((s.flags & host::kAvmFlagStart) != 0 && s.name.size > 5)
      return rt::InternAtom(s.name.data, s.name.size - 5);
  }
  return 0;
}

rt::Text FindLateBeam(Term module) {
  for (Section& s : g_late) {
    if (IsBeamOf(s, rt::AtomText(module))) return {reinterpret_cast<const char*>(s.data), s.size};
  }
  return {nullptr, 0};
}

Module* LoadModule(Term name) {
  if (Module* m = FindModule(name)) return m;
  rt::MutexLock lock(&g_load_lock);
  if (Module* m = FindModule(name)) return m;
  rt::Text text = rt::AtomText(name);
  for (Section& s : g_sections) {
    if (IsBeamOf(s, text)) return LoadBeam(s.data, s.size);
  }
  return nullptr;
}

}  // namespace seabeam::avm
