#include "runtime/core/code.h"

#include "runtime/core/host.h"

namespace seabeam::rt {
namespace {

// Guarded by the code lock of a threaded build.
Vec<Module*> g_modules;  // all but purged ones, ascending table_base
Vec<Versions*> g_versions;
WordMap g_versions_by_name;

struct Range {
  uint32_t base;
  uint32_t size;
};
Vec<Range> g_free_ranges;

Versions* MakeVersions(Term name) {
  Versions* v = VersionsOf(name);
  if (v != nullptr) return v;
  v = static_cast<Versions*>(CheckedAlloc(sizeof(Versions)));
  *v = Versions{name, nullptr, nullptr, nullptr};
  g_versions.push_back(v);
  g_versions_by_name.Put(name, v);
  return v;
}

uint32_t IndexBehind(uint32_t table_index) {
  uint32_t low = 0;
  uint32_t high = g_modules.size();
  while (low < high) {
    uint32_t mid = (low + high) / 2;
    if (g_modules[mid]->table_base <= table_index) low = mid + 1; else high = mid;
  }
  return low;
}

void Unlink(const Module* m) {
  for (const ExportInfo& x : m->exports) {
    const FunctionInfo& f = m->functions[x.function];
    Export* e = GetExport(m->name, f.name, f.arity);
    if (e->bif != 0) continue;
    e->native = StubFor(f.arity);
    e->position = 0;
    e->code = nullptr;
  }
}

bool SameLambda(const FunEntry& a, const FunEntry& b) {
  return a.index == b.index && a.uniq == b.uniq && a.arity == b.arity && a.num_free == b.num_free;
}

FunEntry* FindLambda(const Module* m, const FunEntry& like) {
  return like.index < m->num_lambdas && SameLambda(m->lambdas[like.index], like) ? &m->lambdas[like.index] : nullptr;
}

void Release(Module* m) {
  for (uint32_t i = 0; i < m->num_lambdas; i++) {
    FunEntry* f = &m->lambdas[i];
    if (f->code != m) continue;
    f->native = FunHelperFor(f->arity);
    f->code = nullptr;
  }
  uint32_t i = IndexBehind(m->table_base);
  g_modules.erase(i - 1);
  GiveTableRange(m->table_base, m->table_size);
}

bool IsIn(const Module* m, Position p) { return p - m->table_base < m->table_size; }

}  // namespace

Versions* VersionsOf(Term name) { return g_versions_by_name.GetPtr<Versions>(name); }
const Vec<Versions*>& AllVersions() { return g_versions; }

Module* FindModule(Term name) {
  Versions* v = VersionsOf(name);
  return v != nullptr ? v->current : nullptr;
}

Module* ModuleAt(Position p) {
  uint32_t i = IndexBehind(p);
  if (i == 0) return nullptr;
  Module* m = g_modules[i - 1];
  return IsIn(m, p) ? m : nullptr;
}

uint32_t TakeTableRange(uint32_t n) {
  for (uint32_t i = 0; i < g_free_ranges.size(); i++) {
    Range& r = g_free_ranges[i];
    if (r.size < n) continue;
    uint32_t base = r.base;
    r.base += n;
    r.size -= n;
    if (r.size == 0) g_free_ranges.erase_swap(i);
    return base;
  }
  return host_grow_table(n == 0 ? 1 : n);
}

void GiveTableRange(uint32_t base, uint32_t n) {
  if (n == 0) return;
  host_clear_table(base, n);
  for (uint32_t i = 0; i < g_free_ranges.size();) {
    Range r = g_free_ranges[i];
    if (r.base + r.size != base && base + n != r.base) {
      i++;
      continue;
    }
    if (r.base < base) base = r.base;
    n += r.size;
    g_free_ranges.erase_swap(i);
  }
  g_free_ranges.push_back({base, n});
}

void AddModule(Module* m) {
  uint32_t at = IndexBehind(m->table_base);
  g_modules.push_back(m);
  for (uint32_t i = g_modules.size() - 1; i > at; i--) g_modules[i] = g_modules[i - 1];
  g_modules[at] = m;
}

void MakeCurrent(Module* m) {
  Versions* v = MakeVersions(m->name);
  if (v->loading == m) v->loading = nullptr;
  if (v->current != nullptr) {
    v->old = v->current;
    Unlink(v->old);
    // Funs of code that did not change go on with the new code.
    for (uint32_t i = 0; i < v->old->num_lambdas; i++) {
      FunEntry* f = &v->old->lambdas[i];
      FunEntry* same = FindLambda(m, *f);
      if (same == nullptr) continue;
      f->native = same->native;
      f->code = m;
    }
  }
  v->current = m;
  for (const ExportInfo& x : m->exports) {
    const FunctionInfo& f = m->functions[x.function];
    Export* e = GetExport(m->name, f.name, f.arity);
    e->code = m;
    if (e->bif != 0) continue;  // the C++ BIF beats the module's own stub
    e->native = m->table_base + x.native;
    e->position = m->table_base + x.position;
  }
}

bool MakeCurrentOld(Term name) {
  Versions* v = VersionsOf(name);
  if (v == nullptr || v->current == nullptr) return false;
  v->old = v->current;
  v->current = nullptr;
  Unlink(v->old);
  return true;
}

void MakeLoading(Module* m) {
  Versions* v = MakeVersions(m->name);
  if (v->loading != nullptr) Discard(v->loading);
  v->loading = m;
}

void Discard(Module* m) {
  Versions* v = VersionsOf(m->name);
  if (v != nullptr && v->loading == m) v->loading = nullptr;
  Release(m);
}

Module* UnlessOther(Module* m, Term name) {
  if (m == nullptr || m->name == name) return m;
  Discard(m);
  return nullptr;
}

void PurgeOld(Versions* v) {
  Module* m = v->old;
  v->old = nullptr;
  Release(m);
}

bool StackUsesCode(const Process* p, const Term* e, const Module* m) {
  for (const Term* s = e; s < p->stack_base; s++) {
    if ((*s & abi::kTagMask) == 0 && IsIn(m, PositionOfCp(*s))) return true;
  }
  return false;
}

bool UsesCode(const Process* p, const Module* m) { return IsIn(m, p->resume) || StackUsesCode(p, p->e, m); }

FunEntry* LiveEntry(FunEntry* entry) {
  if (entry->code != nullptr) return entry;
  Module* m = FindModule(entry->module);
  return m != nullptr ? FindLambda(m, *entry) : nullptr;
}

}  // namespace seabeam::rt
