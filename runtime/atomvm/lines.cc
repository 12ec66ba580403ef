// Line numbers and names of labels (7 of the interface description).
#include <cstring>

#include "runtime/atomvm/module.h"

namespace seabeam::avm {
namespace {

uint32_t Be16(const uint8_t* p) { return static_cast<uint32_t>(p[0] << 8 | p[1]); }
uint32_t Be32(const uint8_t* p) { return Be16(p) << 16 | Be16(p + 2); }
uint32_t Le16(const uint8_t* p) { return static_cast<uint32_t>(p[1] << 8 | p[0]); }
uint32_t Le32(const uint8_t* p) { return Le16(p + 2) << 16 | Le16(p); }

}  // namespace

void ParseLineChunk(Module* m, const uint8_t* p, uint32_t size) {
  if (size < 20 || Be32(p) != 0) return;
  uint32_t refs = Be32(p + 12), files = Be32(p + 16);
  const uint8_t* end = p + size;
  p += 20;
  uint32_t file = 0;
  bool ok = true;
  m->line_refs.push_back({0, 0});
  while (ok && m->line_refs.size() <= refs) {
    if (p >= end) {
      ok = false;
      break;
    }
    uint8_t b = *p++;
    uint32_t v;
    if ((b & 0x08) == 0) {
      v = b >> 4;
    } else if ((b & 0x10) == 0) {
      ok = p < end;
      v = ok ? static_cast<uint32_t>(b & 0xE0) << 3 | *p++ : 0;
    } else {
      uint32_t n = (b >> 5) + 2u;
      ok = n <= 4 && static_cast<uint32_t>(end - p) >= n;
      v = 0;
      for (uint32_t i = 0; ok && i < n; i++) v = v << 8 | *p++;
    }
    if ((b & 7) == 1) {
      m->line_refs.push_back({file, v});
    } else if ((b & 7) == 2) {
      file = v;
    } else {
      ok = false;
    }
  }
  for (uint32_t i = 0; ok && i < files; i++) {
    ok = end - p >= 2 && static_cast<uint32_t>(end - p) - 2 >= Be16(p);
    if (!ok) break;
    m->line_files.push_back({reinterpret_cast<const char*>(p + 2), Be16(p)});
    p += 2 + Be16(p);
  }
  if (!ok) {
    m->line_refs.clear();
    m->line_files.clear();
  }
}

bool ParseMetadata(Module* m, const uint8_t* p, uint32_t size) {
  if (size == 0) return true;
  if (size < 4) return false;
  uint32_t n = Le16(p);
  if (size < 4 + 6 * n) return false;
  for (uint32_t i = 0; i < n; i++) {
    const uint8_t* row = p + 2 + 6 * i;
    m->lines.push_back({static_cast<uint16_t>(Le16(row)), Le32(row + 2)});
    if (i > 0 && m->lines[i - 1].modoff > m->lines[i].modoff) return false;
  }
  p += 2 + 6 * n;
  size -= 2 + 6 * n;
  n = Le16(p);
  if (size < 2 + 4 * n) return false;
  for (uint32_t i = 0; i < n; i++) {
    m->label_map.push_back(
        {static_cast<uint16_t>(Le16(p + 2 + 4 * i)), static_cast<uint16_t>(Le16(p + 4 + 4 * i))});
  }
  return true;
}

bool FunctionOfLabel(const Module* m, uint32_t label, FunctionName* out) {
  for (const LabelRow& row : const_cast<Module*>(m)->label_map) {
    if (row.label == label) {
      label = row.beam_label;
      break;
    }
  }
  const FunctionRow* best = nullptr;
  for (uint32_t i = m->exports.size(); i-- > 0;) {
    const FunctionRow& f = m->exports[i];
    if (f.label <= label && (best == nullptr || f.label > best->label)) best = &f;
  }
  for (uint32_t i = m->locals.size(); i-- > 0;) {
    const FunctionRow& f = m->locals[i];
    if (f.label <= label && (best == nullptr || f.label > best->label)) best = &f;
  }
  if (best == nullptr) return false;
  *out = {m->name, best->function, best->arity};
  return true;
}

uint32_t LineOfModoff(const Module* m, uint32_t modoff, rt::Text* file) {
  // The first row with this offset, else the last one before it.
  uint32_t n = m->lines.size();
  uint32_t low = 0, high = n;
  while (low < high) {
    uint32_t mid = (low + high) / 2;
    if (m->lines[mid].modoff < modoff)
      low = mid + 1;
    else
      high = mid;
  }
  if (low == n || m->lines[low].modoff != modoff) {
    if (low == 0) return 0;
    low--;
  }
  uint32_t ref = m->lines[low].ref;
  if (ref == 0 || ref >= m->line_refs.size()) return 0;
  const LineRef& r = m->line_refs[ref];
  if (r.file == 0 || r.file > m->line_files.size()) {
    *file = {nullptr, 0};
  } else {
    *file = m->line_files[r.file - 1];
  }
  return r.line;
}

}  // namespace seabeam::avm
