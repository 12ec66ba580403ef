// Versions of a module: prepared, waiting for its on_load function, current, old. A module is in one of these states, or
// purged: then nothing of it can run, its function-table range is free for another, and only its literals and lambdas stay.
#ifndef SEABEAM_RUNTIME_CORE_CODE_H_
#define SEABEAM_RUNTIME_CORE_CODE_H_

#include "runtime/core/module.h"
#include "runtime/core/process.h"

namespace seabeam::rt {

struct Versions {
  Term name;
  Module* current;
  Module* old;
  Module* loading;  // its on_load function has not said yet whether it may become current
};

// 0 = there never was such a module.
Versions* VersionsOf(Term name);
const Vec<Versions*>& AllVersions();

// ---- From outside ----
// Reads a container into a module that nobody can call yet; 0 = malformed.
Module* ReadModule(Ctx* ctx, const uint8_t* bytes, uint32_t size);
// Makes it known to ModuleAt, until it is discarded or purged.
void AddModule(Module* m);
// A range of the function table, of entries that are null.
uint32_t TakeTableRange(uint32_t n);
void GiveTableRange(uint32_t base, uint32_t n);

// ---- From state to state ----
// A module that was read. The current one becomes old; nothing may be old then.
void MakeCurrent(Module* m);
// False when nothing is current. Nothing may be old.
bool MakeCurrentOld(Term name);
// Waits for its on_load function; replaces what waited.
void MakeLoading(Module* m);
// Any module that is neither current nor old. No process may use it.
void Discard(Module* m);
void PurgeOld(Versions* v);
// `m`, or 0 for 0 and for a module of another name, which is discarded.
Module* UnlessOther(Module* m, Term name);

// Whether the process, which does not run, has a frame of `m`. Its funs do not count, as in OTP since 20: those of purged code
// fail when they are called.
bool UsesCode(const Process* p, const Module* m);
// The same of a stack from `e` on.
bool StackUsesCode(const Process* p, const Term* e, const Module* m);

// The entry that a fun of purged code is called through: that of a current version which has the very same lambda; 0 = none.
FunEntry* LiveEntry(FunEntry* entry);

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_CORE_CODE_H_
