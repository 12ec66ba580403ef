// What the ES module host calls.
#include <cstdlib>
#include <cstring>

#include "runtime/atomvm/dispatch.h"
#include "runtime/atomvm/host_functions.h"
#include "runtime/atomvm/module.h"
#include "runtime/atomvm/registry.h"
#include "runtime/core/binary.h"
#include "runtime/core/copy.h"
#include "runtime/core/dialect.h"
#include "runtime/core/signals.h"

namespace avm = seabeam::avm;
namespace rt = seabeam::rt;
namespace abi = seabeam::abi;
using rt::Term;

SB_EXPORT void* sb_alloc(uint32_t bytes) { return rt::CheckedAlloc(bytes == 0 ? 1 : bytes); }
SB_EXPORT void sb_free(void* p) { free(p); }

// Once, on the first thread. 0: leave as it is.
SB_EXPORT void sb_init(int32_t reductions, uint32_t gc_stress, uint32_t check, uint32_t like_otp) {
  rt::InitAtoms();
  avm::InitRegistry();
  avm::InitPrimitives();
  if (reductions > 0) avm::g_options.reductions = reductions;
  avm::g_options.gc_stress = gc_stress != 0;
  avm::g_options.check = check != 0 || gc_stress != 0;
  rt::g_like_otp = like_otp != 0;
  rt::g_sched.options.reductions = avm::g_options.reductions;
}

// Files; their bytes stay where they are. 0 = malformed.
SB_EXPORT uint32_t sb_add_pack(const uint8_t* p, uint32_t size) { return avm::AddPack(p, size); }
SB_EXPORT uint32_t sb_add_beam(const uint8_t* p, uint32_t size) {
  avm::AddBeam(p, size);
  return 1;
}
SB_EXPORT uint32_t sb_add_late_beam(const uint8_t* p, uint32_t size) {
  avm::AddLateBeam(p, size);
  return 1;
}

// Loads one file at once, and takes it out again (which no stock host can). The module's id, 0 =
// refused.
SB_EXPORT uint32_t sb_load(const uint8_t* p, uint32_t size) {
  avm::Module* m = avm::LoadBeam(p, size);
  return m == nullptr ? 0 : m->id;
}
SB_EXPORT uint32_t sb_unload(uint32_t id) {
  for (uint32_t i = 0; i < avm::ModuleCount(); i++) {
    avm::Module* m = avm::ModuleByIndex(i);
    if (m == nullptr || m->id != id) continue;
    avm::ReleaseModule(m);
    host_release_module(id);
    return 1;
  }
  return 0;
}
SB_EXPORT uint32_t sb_entry(uint32_t id, uint32_t label) {
  for (uint32_t i = 0; i < avm::ModuleCount(); i++) {
    avm::Module* m = avm::ModuleByIndex(i);
    if (m != nullptr && m->id == id) return avm::EntryPoint(m, label);
  }
  return 0;
}

namespace {
// The leader: m:f(args), 0 when there is no such function.
bool StartLeader(Term module, const char* function, Term (*args)(rt::Ctx*), uint32_t arity) {
  avm::Module* m = avm::LoadModule(module);
  uint32_t label = m == nullptr ? 0 : avm::FindExport(m, rt::InternAtom(function), arity);
  if (label == 0) return false;
  avm::VmLock lock;
  avm::Context* c = avm::NewContext(8);
  if (arity > 0) {
    avm::Service service(c, avm::Allocate::kFragments);
    c->x[0] = args(service.ctx);
  }
  avm::SetStart(c, m, label);
  avm::MakeLeader(c);
  c->process->initial_m = module;
  c->process->initial_f = rt::InternAtom(function);
  c->process->initial_arity = arity;
  return true;
}
}  // namespace

extern "C" Term bif_seabeam_args_0(rt::Ctx* ctx);
namespace {
Term BootModule = 0;
Term BootArgs(rt::Ctx* ctx) {
  return rt::MakeList(ctx, {rt::NewBinaryFrom(ctx, "-s", 2), BootModule});
}
}  // namespace

// 1: started as one of init:boot/1 ([<<"-s">>, Module]), start/0, main/0, main/1 (arguments as
// strings).
SB_EXPORT uint32_t sb_start(const char* name, uint32_t size) {
  Term module = size != 0 ? rt::InternAtom(name, size) : avm::StartModuleOfPacks();
  if (module == 0) return 0;
  BootModule = module;
  return StartLeader(rt::InternAtom("init"), "boot", BootArgs, 1) ||
         StartLeader(module, "start", nullptr, 0) || StartLeader(module, "main", nullptr, 0) ||
         StartLeader(module, "main", bif_seabeam_args_0, 1);
}

// Runs until the program has ended; to be called on every thread. The exit status.
SB_EXPORT int32_t sb_run() {
  avm::RunScheduler();
  return rt::g_sched.exit_status;
}

// What compiled code is handed: words that a test may replace.
SB_EXPORT uint32_t* sb_primitive_table() { return avm::g_primitive_table; }

SB_EXPORT uint32_t sb_thread_slices() { return avm::g_thread_slices; }

// 0 slices, 1 processes spawned, 2 processes alive, 3 collections of ended and running processes, 4
// modules, 5 processes that changed the thread
SB_EXPORT double sb_stat(uint32_t i) {
  switch (i) {
    case 0:
      return static_cast<double>(rt::g_sched.stats.slices);
    case 1:
      return static_cast<double>(rt::g_sched.stats.spawned);
    case 2:
      return rt::ProcessCount();
    case 3:
      return static_cast<double>(rt::g_sched.stats.collections);
    case 4:
      return avm::ModuleCount();
    case 5:
      return avm::Migrations();
    default:
      return 0;
  }
}
