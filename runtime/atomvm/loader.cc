// .beam files: chunks, native code, tables (1 of the interface description). Checks what the stock
// host checks, and refuses what it would read without looking (H-01 to H-06, H-08).
#include <cstdarg>
#include <cstdlib>
#include <cstring>

#include "abi/atomvm/container.h"
#include "runtime/atomvm/format.h"
#include "runtime/atomvm/host_functions.h"
#include "runtime/atomvm/module.h"
#include "runtime/atomvm/registry.h"
#include "runtime/core/host.h"

namespace seabeam::avm {
namespace {

uint32_t Be16(const uint8_t* p) { return static_cast<uint32_t>(p[0] << 8 | p[1]); }
uint32_t Be32(const uint8_t* p) { return Be16(p) << 16 | Be16(p + 2); }
uint32_t Le32(const uint8_t* p) {
  return static_cast<uint32_t>(p[0]) | static_cast<uint32_t>(p[1]) << 8 |
         static_cast<uint32_t>(p[2]) << 16 | static_cast<uint32_t>(p[3]) << 24;
}

struct Bytes {
  const uint8_t* p = nullptr;  // 0 = absent
  uint32_t size = 0;
};

// Guarded by g_modules_lock.
rt::Mutex g_modules_lock;
Module* g_modules[host::kMaxModules];
uint32_t g_module_count = 0;
rt::WordMap g_by_name;
uint32_t g_next_id = 1;

bool Refuse(const Module* m, const char* format, ...) __attribute__((format(printf, 2, 3)));
bool Refuse(const Module* m, const char* format, ...) {
  char text[320];
  rt::Text name = m->name != 0 ? rt::AtomText(m->name) : rt::Text{"?", 1};
  uint32_t n = Format(text, sizeof(text) - 1, "atomvm: module %.*s: ", static_cast<int>(name.size),
                      name.data);
  va_list args;
  va_start(args, format);
  n += FormatV(text + n, sizeof(text) - 1 - n, format, args);
  va_end(args);
  text[n++] = '\n';
  host_write(2, text, n);
  return false;
}

struct Chunks {
  Bytes atoms, imports, exports, locals, lambdas, strings, literals_packed, literals, line, code,
      native;
};

// The scanner of the stock host: up to iff_size, later chunks win.
bool ScanChunks(Module* m, const uint8_t* file, uint32_t size, Chunks* out) {
  if (size < host::kFirstChunk || memcmp(file, host::kFormId, 4) != 0 ||
      memcmp(file + 8, host::kBeamId, 4) != 0) {
    return Refuse(m, "no BEAM file");
  }
  uint32_t iff_size = Be32(file + 4);
  if (size < iff_size) return Refuse(m, "the file is shorter than its header says");
  struct {
    const char* id;
    Bytes* bytes;
  } wanted[] = {{"AtU8", &out->atoms},
                {"ImpT", &out->imports},
                {"ExpT", &out->exports},
                {"LocT", &out->locals},
                {"FunT", &out->lambdas},
                {"StrT", &out->strings},
                {"LitT", &out->literals_packed},
                {"LitU", &out->literals},
                {"Line", &out->line},
                {"Code", &out->code},
                {host::kNativeChunk, &out->native}};
  for (uint32_t at = host::kFirstChunk; at < iff_size;) {
    if (size - at < host::kChunkHeadSize) return Refuse(m, "a chunk's header is cut off");
    uint32_t data = Be32(file + at + 4);
    if (data > size - at - host::kChunkHeadSize)
      return Refuse(m, "chunk at %u is longer than the file", at);
    for (auto& w : wanted) {
      if (memcmp(file + at, w.id, 4) == 0) *w.bytes = {file + at + host::kChunkHeadSize, data};
    }
    at += (data + host::kChunkHeadSize + 3) & ~3u;
  }
  return true;
}

bool ReadAtoms(Module* m, Bytes b) {
  if (b.p == nullptr) return Refuse(m, "no chunk AtU8");
  if (b.size < 4) return Refuse(m, "AtU8 is cut off");
  auto count = static_cast<int32_t>(Be32(b.p));
  bool wide = count < 0;
  uint32_t n = static_cast<uint32_t>(wide ? -count : count);
  const uint8_t* p = b.p + 4;
  const uint8_t* end = b.p + b.size;
  m->atoms.push_back(0);
  for (uint32_t i = 0; i < n; i++) {
    if (p >= end) return Refuse(m, "AtU8 is cut off");
    uint32_t length = *p++;
    if (wide) {
      if ((length & 0x08) == 0) {
        length >>= 4;
      } else {
        if ((length & 0x10) != 0 || p >= end) return Refuse(m, "AtU8: bad length");
        length = (length & 0xE0) << 3 | *p++;
      }
    }
    if (length > static_cast<uint32_t>(end - p)) return Refuse(m, "AtU8 is cut off");
    m->atoms.push_back(rt::InternAtom(reinterpret_cast<const char*>(p), length));
    p += length;
  }
  if (n == 0) return Refuse(m, "no name");
  m->name = m->atoms[1];
  return true;
}

// Rows of `row` bytes behind a count; nullptr = malformed.
const uint8_t* Rows(Module* m, Bytes b, const char* chunk, uint32_t row, uint32_t* n) {
  if (b.size < 4 || (*n = Be32(b.p)) > (b.size - 4) / row) {
    Refuse(m, "%s is cut off", chunk);
    return nullptr;
  }
  return b.p + 4;
}
bool GetAtom(Module* m, uint32_t index, const char* chunk, Term* out) {
  if (index == 0 || index >= m->atoms.size()) return Refuse(m, "%s: no atom %u", chunk, index);
  *out = m->atoms[index];
  return true;
}

bool ReadImports(Module* m, Bytes b) {
  if (b.p == nullptr) return Refuse(m, "no chunk ImpT");
  uint32_t n;
  const uint8_t* p = Rows(m, b, "ImpT", host::kFunctionRowSize, &n);
  if (p == nullptr) return false;
  for (uint32_t i = 0; i < n; i++, p += host::kFunctionRowSize) {
    Import import{};
    if (!GetAtom(m, Be32(p), "ImpT", &import.module) ||
        !GetAtom(m, Be32(p + 4), "ImpT", &import.function))
      return false;
    import.arity = Be32(p + 8);
    ResolveNative(&import);
    m->imports.push_back(import);
  }
  return true;
}

bool ReadFunctions(Module* m, Bytes b, const char* chunk, rt::Vec<FunctionRow>* out) {
  if (b.p == nullptr) return Refuse(m, "no chunk %s", chunk);
  uint32_t n;
  const uint8_t* p = Rows(m, b, chunk, host::kFunctionRowSize, &n);
  if (p == nullptr) return false;
  for (uint32_t i = 0; i < n; i++, p += host::kFunctionRowSize) {
    FunctionRow f;
    if (!GetAtom(m, Be32(p), chunk, &f.function)) return false;
    f.arity = Be32(p + 4);
    f.label = Be32(p + 8);
    out->push_back(f);
  }
  return true;
}

bool ReadLambdas(Module* m, Bytes b) {
  if (b.p == nullptr) return true;
  uint32_t n;
  const uint8_t* p = Rows(m, b, "FunT", host::kLambdaRowSize, &n);
  if (p == nullptr) return false;
  for (uint32_t i = 0; i < n; i++, p += host::kLambdaRowSize) {
    Lambda f;
    if (!GetAtom(m, Be32(p), "FunT", &f.function)) return false;
    f.arity = Be32(p + 4);
    f.label = Be32(p + 8);
    f.index = Be32(p + 12);
    f.num_free = Be32(p + 16);
    f.uniq = Be32(p + 20);
    if (f.num_free > f.arity) return Refuse(m, "FunT: more free variables than arguments");
    m->lambdas.push_back(f);
  }
  return true;
}

bool ReadLiterals(Module* m, const Chunks& c) {
  Bytes b = c.literals;
  if (c.literals_packed.p != nullptr) {
    b = c.literals_packed;
    if (b.size < 4) return Refuse(m, "LitT is cut off");
    uint32_t size = Be32(b.p);
    b = {b.p + 4, b.size - 4};
    if (size != 0) {
      m->inflated_literals = static_cast<uint8_t*>(rt::CheckedAlloc(size));
      if (host_inflate(b.p, b.size, m->inflated_literals, size) == 0)
        return Refuse(m, "LitT: bad compression");
      b = {m->inflated_literals, size};
    }
  }
  if (b.p == nullptr) return true;
  if (b.size < 4) return Refuse(m, "literals are cut off");
  uint32_t n = Be32(b.p);
  const uint8_t* p = b.p + 4;
  const uint8_t* end = b.p + b.size;
  for (uint32_t i = 0; i < n; i++) {
    if (end - p < 4 || Be32(p) > static_cast<uint32_t>(end - p) - 4)
      return Refuse(m, "literals are cut off");
    m->literals.push_back({reinterpret_cast<const char*>(p + 4), Be32(p)});
    p += 4 + Be32(p);
  }
  return true;
}

// The stream of this host's architecture and variant; absent when there is none.
Bytes SelectStream(Module* m, Bytes native, uint32_t* labels) {
  if (native.p == nullptr) return {};
  uint32_t info = native.size >= 12 ? Be32(native.p) : 0;
  uint32_t rows = native.size >= 12 ? Be16(native.p + host::kNativeCountAt) : 0;
  if (native.size < 12 || info > native.size - 4 ||
      info < host::kNativeInfoHeadSize + host::kArchitectureRowSize * rows) {
    Refuse(m, "avmN: bad info size");
    return {};
  }
  if (Be16(native.p + host::kNativeVersionAt) != host::kNativeVersion) {
    Refuse(m, "avmN: version %u", Be16(native.p + host::kNativeVersionAt));
    return {};
  }
  *labels = Be32(native.p + host::kNativeLabelsAt);
  uint32_t code = native.size - 4 - info;
  for (uint32_t i = 0; i < rows; i++) {
    const uint8_t* row = native.p + host::kNativeArchitecturesAt + host::kArchitectureRowSize * i;
    if (Be16(row) != host::kArchitectureWasm32 || Be16(row + 2) != host::kVariantWasm32) continue;
    uint32_t offset = Be32(row + 4);
    uint32_t end = i + 1 < rows ? Be32(row + host::kArchitectureRowSize + 4) : code;
    if (offset > end || end > code) {
      Refuse(m, "avmN: offset of a stream");
      return {};
    }
    return {native.p + 4 + info + offset, end - offset};
  }
  Refuse(m, "avmN: no compatible architecture");
  return {};
}

bool InstallNative(Module* m, Bytes native) {
  uint32_t labels = 0;
  Bytes s = SelectStream(m, native, &labels);
  if (s.p == nullptr) return false;
  if (s.size < host::kStreamHeadSize) return Refuse(m, "avmN: the stream is cut off");
  uint32_t entries = Le32(s.p);
  uint32_t wasm = Le32(s.p + host::kStreamWasmOffsetAt);
  uint32_t lines = Le32(s.p + host::kStreamLinesOffsetAt);
  if (lines > s.size) lines = s.size;
  if (entries > host::kMaxEntries || wasm >= s.size || lines <= wasm ||
      lines - wasm < host::kMinWasmSize || memcmp(s.p + wasm, host::kWasmMagic, 4) != 0) {
    return Refuse(m, "avmN: the stream's header");
  }
  if (entries <= labels)
    return Refuse(m, "avmN: %u entries, but the terminate label is %u", entries, labels);
  if (!ParseMetadata(m, s.p + lines, s.size - lines)) return Refuse(m, "avmN: metadata");
  m->wasm = s.p + wasm;
  m->wasm_size = lines - wasm;
  m->labels = labels;
  m->entries = entries;
  return true;
}

bool CheckLabels(Module* m) {
  auto bad = [&](uint32_t label) { return label == 0 || label >= m->entries; };
  for (const FunctionRow& f : m->exports) {
    if (bad(f.label)) return Refuse(m, "ExpT: label %u", f.label);
  }
  for (const FunctionRow& f : m->locals) {
    if (bad(f.label)) return Refuse(m, "LocT: label %u", f.label);
  }
  for (const Lambda& f : m->lambdas) {
    if (bad(f.label)) return Refuse(m, "FunT: label %u", f.label);
  }
  return true;
}

bool Parse(Module* m, const uint8_t* file, uint32_t size) {
  Chunks c;
  if (!ScanChunks(m, file, size, &c) || !ReadAtoms(m, c.atoms) || !ReadImports(m, c.imports) ||
      !ReadFunctions(m, c.exports, "ExpT", &m->exports) ||
      !ReadFunctions(m, c.locals, "LocT", &m->locals) || !ReadLambdas(m, c.lambdas) ||
      !ReadLiterals(m, c)) {
    return false;
  }
  m->file = file;
  m->file_size = size;
  m->strings = c.strings.p;
  m->strings_size = c.strings.size;
  if (c.line.p != nullptr) ParseLineChunk(m, c.line.p, c.line.size);
  if (c.native.p == nullptr) {
    if (c.code.p == nullptr) return Refuse(m, "neither avmN nor Code");
    return true;  // loaded, cannot be executed yet
  }
  return InstallNative(m, c.native) ? CheckLabels(m) : c.code.p != nullptr;
}

void Delete(Module* m) {
  free(m->inflated_literals);
  delete m;
}

}  // namespace

Module* LoadBeam(const uint8_t* file, uint32_t size) {
  auto* m = new Module{};
  if (!Parse(m, file, size)) {
    Delete(m);
    return nullptr;
  }
  if (InstallModule(m)) return m;
  Refuse(m, "more than %u modules", host::kMaxModules);
  Delete(m);
  return nullptr;
}

bool InstallModule(Module* m) {
  rt::MutexLock lock(&g_modules_lock);
  uint32_t index = 0;
  // A released module's number is used again, which the stock host never does; it has no way to
  // unload either.
  while (index < g_module_count && g_modules[index] != nullptr) index++;
  if (index == host::kMaxModules) return false;
  m->module_index = static_cast<int32_t>(index);
  m->id = g_next_id++;
  g_modules[index] = m;
  if (index == g_module_count) g_module_count++;
  if (g_by_name.Get(m->name) == 0) g_by_name.Put(m->name, m);
  return true;
}

bool AddNativeCode(Module* m, const uint8_t* file, uint32_t size) {
  Chunks c;
  return ScanChunks(m, file, size, &c) && c.native.p != nullptr && InstallNative(m, c.native) &&
         CheckLabels(m);
}

void ReleaseModule(Module* m) {
  {
    rt::MutexLock lock(&g_modules_lock);
    g_modules[m->module_index] = nullptr;
    if (g_by_name.GetPtr<Module>(m->name) == m) g_by_name.Remove(m->name);
  }
  ForgetImportsOf(m);
  Delete(m);
}

Module* ModuleByIndex(uint32_t index) {
  return index < host::kMaxModules ? g_modules[index] : nullptr;
}
uint32_t ModuleCount() { return g_module_count; }

void ForgetImportsOf(const Module* gone) {
  rt::MutexLock lock(&g_modules_lock);
  for (uint32_t i = 0; i < g_module_count; i++) {
    if (g_modules[i] == nullptr) continue;
    for (Import& import : g_modules[i]->imports) {
      if (import.kind == ImportKind::kModuleFunction && import.target == gone)
        import.kind = ImportKind::kUnresolved;
    }
  }
}

Module* FindModule(Term name) {
  rt::MutexLock lock(&g_modules_lock);
  return g_by_name.GetPtr<Module>(name);
}

uint32_t FindExport(const Module* m, Term function, uint32_t arity) {
  for (uint32_t i = 0; i < m->exports.size(); i++) {
    const FunctionRow& f = m->exports[i];
    if (f.function == function && f.arity == arity) return f.label;
  }
  return 0;
}

}  // namespace seabeam::avm
