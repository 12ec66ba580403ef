// The process as code in AtomVM's ABI sees it, and what a dispatch hands to it. Offsets are those
// of abi/atomvm/layout.h. Everything about a process that compiled code has no business with
// (mailbox, links, monitors, dictionary, ...) is in core's Process, as in the seabeam ABI.
#ifndef SEABEAM_RUNTIME_ATOMVM_CONTEXT_H_
#define SEABEAM_RUNTIME_ATOMVM_CONTEXT_H_

#include "abi/atomvm/layout.h"
#include "abi/atomvm/limits.h"
#include "runtime/core/process.h"
#include "runtime/core/sync.h"
#include "runtime/core/term.h"

namespace seabeam::avm {

using rt::Atom;
using rt::Chunk;
using rt::Ctx;
using rt::FixedAtom;
using rt::Process;
using rt::Term;
namespace host = abi::atomvm;

struct Module;
struct Context;

struct JitState {
  Module* module;
  uint32_t continuation;  // label + 1, 0 = none
  int32_t remaining_reductions;
};

// An x register from 16 up. The address of `value` is given to compiled code.
struct ExtendedRegister {
  ExtendedRegister* next;
  ExtendedRegister* prev;
  uint32_t index;
  Term value;
};

// The block that heap and stack share. next != 0: there are fragments (messages, literals, terms
// that did not fit), which the next collection takes in.
struct RootFragment {
  Chunk* next;
  uint32_t unused;
  Term storage[1];
};

struct Context {
  void* global;
  RootFragment* heap_root;
  Term* heap_start;
  Term* heap_ptr;
  Term* heap_end;
  Term* e;
  Term x[host::kXRegisters + 1];
  Term cp;
  double* fr;
  Term bs;
  uint32_t bs_offset;
  ExtendedRegister* extended_x_regs;  // first, 0 = none
  uint32_t reserved1[5];
  uint32_t process_id;
  // While the heap goes on in a fragment (kNoGc): the block that the stack is in. 0: none.
  RootFragment* stack_root;
  Term* stack_start;
  Term* stack_ptr;
  Term* stack_end;
  uint32_t reserved2[2];
  uint32_t min_heap_size;
  uint32_t max_heap_size;
  int32_t heap_growth_strategy;
  Module* saved_module;
  uint32_t saved_function_ptr;  // label + 1; the label while the module is being loaded
  uint32_t reserved3[11];
  uint32_t flags;  // host::ContextFlag
  Process* process;
  Term group_leader;
  Term exit_reason;
  uint32_t exception_class;
  Term exception_reason;
  Term exception_stacktrace;
  uint32_t reserved4;
  // ---- from here on: this host only ----
  bool leader;
  bool has_match_clauses;
  const void* running_on;  // the worker that runs it (runtime/atomvm/dispatch.h), 0 = none
  const void* last_on;     // the one that ran it last
  // With the exception, when this host acts like OTP: 0, or a tuple. Four elements: the frame of a
  // native that failed, above the caller's. Two: the arguments (or 0) of the caller's frame and
  // more for its location.
  Term exception_top;
};

#ifdef __wasm32__
#define SEABEAM_AVM_OFFSET(field, fact) \
  static_assert(offsetof(Context, field) == host::ContextOffsets::fact)
SEABEAM_AVM_OFFSET(heap_root, heap_root);
SEABEAM_AVM_OFFSET(heap_start, heap_start);
SEABEAM_AVM_OFFSET(heap_ptr, heap_ptr);
SEABEAM_AVM_OFFSET(heap_end, heap_end);
SEABEAM_AVM_OFFSET(e, e);
SEABEAM_AVM_OFFSET(x, x);
SEABEAM_AVM_OFFSET(cp, cp);
SEABEAM_AVM_OFFSET(fr, fr);
SEABEAM_AVM_OFFSET(bs, bs);
SEABEAM_AVM_OFFSET(bs_offset, bs_offset);
SEABEAM_AVM_OFFSET(extended_x_regs, extended_x_regs);
SEABEAM_AVM_OFFSET(process_id, process_id);
SEABEAM_AVM_OFFSET(min_heap_size, min_heap_size);
SEABEAM_AVM_OFFSET(saved_module, saved_module);
SEABEAM_AVM_OFFSET(saved_function_ptr, saved_function_ptr);
SEABEAM_AVM_OFFSET(flags, flags);
SEABEAM_AVM_OFFSET(process, platform_data);
SEABEAM_AVM_OFFSET(group_leader, group_leader);
SEABEAM_AVM_OFFSET(exit_reason, exit_reason);
SEABEAM_AVM_OFFSET(exception_class, exception_class);
SEABEAM_AVM_OFFSET(exception_stacktrace, exception_stacktrace);
static_assert(sizeof(JitState) == host::JitStateOffsets::size);
#undef SEABEAM_AVM_OFFSET
#endif

inline Context* ContextOf(const Process* p) { return static_cast<Context*>(p->native); }

// The exception fields hold nothing.
inline void ResetException(Context* c) {
  c->exception_class = 0;
  c->exception_reason = rt::kNil;
  c->exception_stacktrace = 0;
  c->exception_top = 0;
}
inline uint32_t ClassWord(Term class_atom) { return class_atom & ~abi::kAtomMask; }
inline Term ClassAtom(uint32_t exception_class) {
  return (exception_class & ~abi::kAtomMask) | abi::kAtomTag;
}

// ---- x registers of any number (runtime/atomvm/registers.cc) ----
Term* ExtendedRegisterAt(Context* c, uint32_t index);  // made when new, holding nil
inline Term* XRegister(Context* c, uint32_t i) {
  return i < host::kXRegisters ? &c->x[i] : ExtendedRegisterAt(c, i);
}
void TrimRegisters(Context* c, uint32_t live);

// ---- Options of a run; set once, before anything runs ----
struct Options {
  int32_t reductions = host::kReductions;
  bool gc_stress =
      false;          // collect at every chance, with no room to spare, and poison what was left
  bool check = true;  // look at every pointer a collection follows, at every register
};
extern Options g_options;

// Ends the run: the code (or this host) broke the ABI. `what` is a printf format; module, function
// and label that were dispatched last are added.
[[noreturn]] void Violation(const char* format, ...) __attribute__((format(printf, 1, 2)));

}  // namespace seabeam::avm

#endif  // SEABEAM_RUNTIME_ATOMVM_CONTEXT_H_
