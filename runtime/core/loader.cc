// Modules: the container's metadata (abi/container.h) to a Module. The host drives it: sb_module_alloc, copy the
// payload, sb_module_prepare, instantiate with K and T. What becomes of the module, core/code.h says.
#include <cstring>
#include <iterator>

#include "abi/container.h"
#include "abi/kernel_clients.h"
#include "runtime/core/code.h"
#include "runtime/core/code_path.h"
#include "runtime/core/copy.h"
#include "runtime/core/external.h"
#include "runtime/core/host.h"
#include "runtime/core/memory.h"
#include "runtime/core/memory_use.h"
#include "runtime/core/module.h"
#include "runtime/core/scheduler.h"

namespace seabeam::rt {
namespace {

// Bounds-checked reading; `ok` turns false at the first fault and stays so.
struct Reader {
  const uint8_t* p;
  const uint8_t* end;
  bool ok = true;

  uint8_t Byte() {
    if (p >= end) { ok = false; return 0; }
    return *p++;
  }
  uint32_t Number() {
    uint64_t v = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      uint8_t b = Byte();
      v |= static_cast<uint64_t>(b & 0x7F) << shift;
      if ((b & 0x80) == 0) {
        if (v > 0xFFFFFFFFu) ok = false;
        return static_cast<uint32_t>(v);
      }
    }
    ok = false;
    return 0;
  }
  // A count of things that take at least one byte each.
  uint32_t Count() {
    uint32_t n = Number();
    if (n > static_cast<uint32_t>(end - p)) ok = false;
    return ok ? n : 0;
  }
  Text String() {
    uint32_t n = Number();
    if (!ok || n > static_cast<uint32_t>(end - p)) { ok = false; return {nullptr, 0}; }
    Text t{reinterpret_cast<const char*>(p), n};
    p += n;
    return t;
  }
};

struct Atoms {
  Vec<Term> terms;
  Term Get(Reader* r) {
    uint32_t i = r->Number();
    if (i >= terms.size()) { r->ok = false; return kUndefined; }
    return terms[i];
  }
};

template <typename T>
T* AllocStatic(uint32_t n) {
  return static_cast<T*>(CheckedAlloc((n == 0 ? 1 : n) * sizeof(T)));
}

// Guarded by the code lock of a threaded build.
bool g_starts[kServices] = {};

// Services by Service's numbers.
struct ServiceModules {
  const char* const* clients;
  uint32_t num_clients;
  const char* const* starters;
  uint32_t num_starters;
};
constexpr ServiceModules kServiceModules[kServices] = {
    {abi::kKernelClients, std::size(abi::kKernelClients), abi::kKernelStarters, std::size(abi::kKernelStarters)},
    {abi::kNodeClients, std::size(abi::kNodeClients), abi::kNodeStarters, std::size(abi::kNodeStarters)},
    {abi::kElixirClients, std::size(abi::kElixirClients), abi::kElixirStarters, std::size(abi::kElixirStarters)},
};

Term LiteralFrom(Ctx* ctx, Text t, bool* ok) {
  if (DecodeExternal == nullptr) { *ok = false; return kNil; }
  ScratchHeap scratch(ctx);
  Term term = DecodeExternal(ctx, reinterpret_cast<const uint8_t*>(t.data), t.size);
  if (term == 0) { *ok = false; return kNil; }
  return CopyToLiterals(term);
}

void ReadExports(Reader* r, const Module* m, Vec<ExportInfo>* out) {
  for (uint32_t n = r->Count(), i = 0; i < n && r->ok; i++) {
    ExportInfo e;
    e.function = r->Number();
    e.native = r->Number();
    e.position = r->Number();
    if (e.function >= m->functions.size() || e.native >= m->table_size || e.position >= m->entries) r->ok = false;
    out->push_back(e);
  }
}

bool ReadConstants(Ctx* ctx, Reader* r, Module* m, Atoms* atoms) {
  Text strt = r->String();
  Vec<uint32_t> k;
  auto* strt_copy = AllocStatic<char>(strt.size);
  if (strt.size > 0) memcpy(strt_copy, strt.data, strt.size);
  k.push_back(static_cast<uint32_t>(reinterpret_cast<uintptr_t>(strt_copy)));
  for (uint32_t n = r->Count(), i = 0; i < n && r->ok; i++) k.push_back(atoms->Get(r));
  for (uint32_t n = r->Count(), i = 0; i < n && r->ok; i++) {
    Text t = r->String();
    if (r->ok) k.push_back(LiteralFrom(ctx, t, &r->ok));
  }
  for (uint32_t n = r->Count(), i = 0; i < n && r->ok; i++) {
    Term module = atoms->Get(r);
    Term function = atoms->Get(r);
    uint32_t arity = r->Number();
    if (arity > 255) r->ok = false;
    if (r->ok) k.push_back(static_cast<uint32_t>(reinterpret_cast<uintptr_t>(GetExport(module, function, arity))));
  }
  m->num_lambdas = r->Count();
  m->lambdas = AllocStatic<FunEntry>(m->num_lambdas);
  for (uint32_t i = 0; i < m->num_lambdas && r->ok; i++) {
    FunEntry* f = &m->lambdas[i];
    f->function = atoms->Get(r);
    f->arity = r->Number();
    f->num_free = r->Number();
    f->index = r->Number();
    f->uniq = 0;
    for (int b = 0; b < 32; b += 8) f->uniq |= static_cast<uint32_t>(r->Byte()) << b;
    uint32_t offset = r->Number();
    if (offset >= m->table_size) r->ok = false;
    f->native = m->table_base + offset;
    f->module = m->name;
    f->code = m;
    k.push_back(static_cast<uint32_t>(reinterpret_cast<uintptr_t>(f)));
  }
  m->num_constants = k.size();
  m->constants = AllocStatic<uint32_t>(k.size());
  memcpy(m->constants, k.begin(), k.size() * 4);
  return r->ok;
}

// Whether the runtime has native functions of the module itself.
bool HasNatives(Term name) {
  for (const Export* x : AllExports()) {
    if (x->module == name && x->bif != 0) return true;
  }
  return false;
}

bool ReadAll(Ctx* ctx, Reader r, Module* m) {
  if (r.Byte() != abi::kContainerVersion) return false;
  Atoms atoms;
  for (uint32_t n = r.Count(), i = 0; i < n && r.ok; i++) {
    Text t = r.String();
    if (r.ok) atoms.terms.push_back(InternAtom(t.data, t.size));
  }
  m->name = atoms.Get(&r);
  for (uint8_t& b : m->md5) b = r.Byte();
  m->entries = r.Number();
  m->errors = r.Number();
  m->table_size = r.Number();
  uint64_t own = static_cast<uint64_t>(m->entries) + m->errors;
  if (!r.ok || m->table_size < own || m->table_size > 10000000) {
    m->table_size = 0;
    return false;
  }
  m->table_base = TakeTableRange(m->table_size);
  if (!ReadConstants(ctx, &r, m, &atoms)) return false;
  for (uint32_t n = r.Count(), i = 0; i < n && r.ok; i++) {
    Term name = atoms.Get(&r);
    m->functions.push_back({name, r.Number()});
  }
  ReadExports(&r, m, &m->exports);
  ReadExports(&r, m, &m->locals);
  for (uint32_t n = r.Count(), i = 0; i < n && r.ok; i++) {
    Text t = r.String();
    if (!r.ok) break;
    auto* copy = AllocStatic<char>(t.size);
    if (t.size > 0) memcpy(copy, t.data, t.size);
    m->files.push_back({copy, t.size});
  }
  for (uint32_t n = r.Count(), i = 0; i < n && r.ok; i++) {
    uint32_t file = r.Number();
    uint32_t line = r.Number();
    m->lines.push_back({file >> 1, line, (file & 1) != 0 ? r.Number() : 0});
  }
  for (uint32_t i = 0; i < own && r.ok; i++) {
    uint32_t function = r.Number();
    m->positions.push_back({function, r.Number()});
  }
  auto literal_or_nil = [&](Text t) { return t.size == 0 ? kNil : LiteralFrom(ctx, t, &r.ok); };
  m->attributes = literal_or_nil(r.String());
  m->compile_info = literal_or_nil(r.String());
  m->on_load = r.Number();
  if (m->on_load > m->functions.size()) return false;
  // It would load the native functions that are here already.
  if (m->on_load != 0 && HasNatives(m->name)) m->on_load = 0;
  return r.ok;
}

}  // namespace

Module* ReadModule(Ctx* ctx, const uint8_t* bytes, uint32_t size) {
  auto* m = static_cast<Module*>(CheckedAlloc(sizeof(Module)));
  memset(static_cast<void*>(m), 0, sizeof(Module));  // Vec's empty state is all zero
  if (ReadAll(ctx, {bytes, bytes + size}, m)) {
    AddModule(m);
    return m;
  }
  if (m->table_size != 0) GiveTableRange(m->table_base, m->table_size);
  return nullptr;  // what it read so far is lost: no compiler writes such a module
}

Term StarterFor(Term module) {
  const Text name = AtomText(module);
  for (uint32_t service = 0; service < kServices; ++service) {
    if (g_starts[service]) continue;
    const ServiceModules& modules = kServiceModules[service];
    for (uint32_t i = 0; i < modules.num_clients; ++i) {
      if (!(name == Text{modules.clients[i], static_cast<uint32_t>(strlen(modules.clients[i]))})) continue;
      for (uint32_t j = 0; j < modules.num_starters; ++j) {
        const Term atom = InternAtom(modules.starters[j]);
        if (LoadModule(atom) == Loading::kDone) return atom;
      }
      g_starts[service] = true;
    }
  }
  return 0;
}

void ServiceStarts(Service service) { g_starts[service] = true; }

Loading LoadModule(Term name) {
  Versions* v = VersionsOf(name);
  if (v != nullptr && v->loading != nullptr) return Loading::kOnLoad;
  if (v != nullptr && v->current != nullptr) return Loading::kDone;
  if (StarterFor(name) != 0) return Loading::kStart;
  // Loading decodes literals with ctx->heap replaced; the running process's registers stay as they are.
  Module* m = ReadModuleNamed(name);
  if (m == nullptr) return Loading::kMissing;
  if (m->on_load != 0) {
    MakeLoading(m);
    return Loading::kOnLoad;
  }
  MakeCurrent(m);
  return Loading::kDone;
}

}  // namespace seabeam::rt

using namespace seabeam::rt;

SB_EXPORT uint8_t* sb_module_alloc(uint32_t size) { return static_cast<uint8_t*>(CheckedAlloc(size == 0 ? 1 : size)); }
// Frees the payload. 0 = malformed.
SB_EXPORT Module* sb_module_prepare(uint8_t* payload, uint32_t size) {
  Module* m = ReadModule(&g_ctx, payload, size);
  if (m != nullptr) g_memory_use.code += size;
  free(payload);
  return m;
}
SB_EXPORT uint32_t sb_module_table_base(const Module* m) { return m->table_base; }
SB_EXPORT uint32_t* sb_module_constants(const Module* m) { return m->constants; }
SB_EXPORT void sb_module_discard(Module* m) { Discard(m); }
SB_EXPORT void sb_free(void* p) { free(p); }
