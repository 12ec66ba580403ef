#include "runtime/core/bifs.h"
#include "runtime/core/containers.h"
#include "runtime/core/host.h"
#include "runtime/core/module.h"
#include "runtime/core/otp_version.h"
#include "runtime/core/scheduler.h"

namespace seabeam::rt {
namespace {

// Open addressing on (module, function, arity); never shrinks.
struct ExportTable {
  Vec<Export*> all;
  Export** buckets = nullptr;
  uint32_t capacity = 0;
};
ExportTable g_exports;

uint32_t HashOf(Term m, Term f, uint32_t arity) {
  uint32_t h = (m >> 6) * 0x9E3779B1u;
  h = (h ^ (f >> 6)) * 0x85EBCA6Bu;
  h = (h ^ arity) * 0xC2B2AE35u;
  return h ^ (h >> 15);
}

Export** Slot(Term m, Term f, uint32_t arity) {
  ExportTable& t = g_exports;
  uint32_t i = HashOf(m, f, arity) & (t.capacity - 1);
  while (t.buckets[i] != nullptr) {
    Export* e = t.buckets[i];
    if (e->module == m && e->function == f && e->arity == arity) break;
    i = (i + 1) & (t.capacity - 1);
  }
  return &t.buckets[i];
}

void Grow() {
  ExportTable& t = g_exports;
  free(t.buckets);
  t.capacity = t.capacity == 0 ? 4096 : t.capacity * 2;
  t.buckets = static_cast<Export**>(CheckedAlloc(t.capacity * sizeof(Export*)));
  memset(t.buckets, 0, t.capacity * sizeof(Export*));
  for (Export* e : t.all) *Slot(e->module, e->function, e->arity) = e;
}

// Addresses of the BIFs, in the order of abi::kBifs; 0 = nobody wrote it.
const uintptr_t kBifCode[] = {
#define BIF(symbol, module, function, arity, kind) reinterpret_cast<uintptr_t>(&::symbol),
#include "abi/bifs/all.inc"
#undef BIF
    0};

struct Since {
  abi::BifId id;
  int32_t release;
};
constexpr Since kSince[] = {
#define SINCE(symbol, release) {abi::BifId::symbol, release},
#include "abi/bif_since.inc"
#undef SINCE
};

bool IsLaterThanLibrary(uint32_t id) {
  for (const Since& s : kSince) {
    if (s.id == static_cast<abi::BifId>(id)) return s.release > OtpVersion().number;
  }
  return false;
}

void ExportBif(uint32_t id) {
  if (kBifCode[id] == 0) return;
  const abi::BifInfo& b = abi::kBifs[id];
  Export* e = GetExport(InternAtom(b.module), InternAtom(b.function), b.arity);
  e->bif = static_cast<uint32_t>(kBifCode[id]);
  e->bif_id = id;
  e->native = b.kind == abi::BifKind::N ? e->bif : BifWrapperFor(b.arity);
}

}  // namespace

Export* FindExport(Term m, Term f, uint32_t arity) { return *Slot(m, f, arity); }

Export* GetExport(Term m, Term f, uint32_t arity) {
  ExportTable& t = g_exports;
  Export** slot = Slot(m, f, arity);
  if (*slot != nullptr) return *slot;
  auto* e = static_cast<Export*>(CheckedAlloc(sizeof(Export)));
  *e = Export{StubFor(arity), m, f, arity, 0, 0, nullptr, 0};
  t.all.push_back(e);
  *slot = e;
  if (t.all.size() * 2 > t.capacity) Grow();
  return e;
}

const Vec<Export*>& AllExports() { return g_exports.all; }

bool EnsureCallable(Export* e) {
  if (IsCallable(e)) return true;
  LoadModule(e->module);
  return IsCallable(e);
}

void InitExports() {
  Grow();
  for (uint32_t i = 0; i < static_cast<uint32_t>(abi::BifId::kCount); i++) {
    if (!IsLaterThanLibrary(i)) ExportBif(i);
  }
}

bool CanCall(Term module, Term function, uint32_t arity) { return EnsureCallable(GetExport(module, function, arity)); }

Term MakeExternalFun(Ctx* ctx, Term module, Term function, uint32_t arity) {
  Export* e = GetExport(module, function, arity);
  Term* p = AllocWords(ctx, 4);
  p[0] = abi::Header(3, abi::kHdrFun);
  p[1] = e->module;
  p[2] = e->function;
  p[3] = static_cast<Term>(reinterpret_cast<uintptr_t>(e));
  return BoxTerm(p);
}

Term MakeLocalFun(Ctx* ctx, Term module, uint32_t index, uint32_t arity, uint32_t num_free) {
  LoadModule(module);
  Module* m = FindModule(module);
  if (m == nullptr || index >= m->num_lambdas) return 0;
  FunEntry* entry = &m->lambdas[index];
  if (entry->num_free != num_free || entry->arity != arity) return 0;
  Term* p = AllocWords(ctx, 3 + num_free);
  p[0] = abi::Header(2 + num_free, abi::kHdrFun);
  p[1] = static_cast<Term>(reinterpret_cast<uintptr_t>(entry));
  p[2] = Small(static_cast<int32_t>(index));
  return BoxTerm(p);
}

FunView ViewFun(Term fun) {
  if (IsExternalFun(fun)) {
    const Export* e = ExportOfFun(fun);
    return {true, e->module, e->function, e->arity, 0, 0, 0, nullptr};
  }
  const FunEntry* f = EntryOfFun(fun);
  return {false, f->module, f->function, f->arity, f->index, f->uniq, f->num_free,
          f->code != nullptr ? f->code->md5 : nullptr};
}

uint32_t FunArity(Term fun) { return ArityOfFun(fun); }

}  // namespace seabeam::rt

using namespace seabeam::rt;

// Called once, before anything runs: BIFs that this release has join those of OTP 25.
SB_EXPORT void sb_set_otp(const char* release, uint32_t release_size, const char* erts, uint32_t erts_size) {
  SetOtpVersion(release, release_size, erts, erts_size);
  for (const Since& s : kSince) {
    if (s.release <= OtpVersion().number) ExportBif(static_cast<uint32_t>(s.id));
  }
}
