// Test entry: calls a BIF by name with arguments in external term format and
// answers in external term format. Linked with the runtime into the test module.
#include "abi/bif_list.h"
#include "runtime/core/bifs.h"
#include "runtime/core/error.h"
#include "runtime/core/external.h"
#include "runtime/core/memory.h"
#include "runtime/core/scheduler.h"
#include "runtime/data/external.h"
#include "runtime/data/hash.h"
#include "runtime/data/integer.h"
#include "runtime/data/word_stack.h"

namespace seabeam::rt {

namespace {

using Any = Term (*)();
const Any kFunctions[] = {
#define BIF(symbol, module, function, arity, kind) reinterpret_cast<Any>(reinterpret_cast<void*>(&symbol)),
#include "abi/bifs/all.inc"
#undef BIF
};

Term Call(Ctx* ctx, uint32_t id, const Term* a) {
  void* f = reinterpret_cast<void*>(kFunctions[id]);
  switch (abi::kBifs[id].arity) {
    case 0: return reinterpret_cast<Term (*)(Ctx*)>(f)(ctx);
    case 1: return reinterpret_cast<Term (*)(Ctx*, Term)>(f)(ctx, a[0]);
    case 2: return reinterpret_cast<Term (*)(Ctx*, Term, Term)>(f)(ctx, a[0], a[1]);
    case 3: return reinterpret_cast<Term (*)(Ctx*, Term, Term, Term)>(f)(ctx, a[0], a[1], a[2]);
    case 4: return reinterpret_cast<Term (*)(Ctx*, Term, Term, Term, Term)>(f)(ctx, a[0], a[1], a[2], a[3]);
    default: return 0;
  }
}

ByteBuf g_out;

void Answer(Term t) {
  g_out.clear();
  g_out.Put(kVersionMagic);
  EncodeExternal(&g_out, t, {});
}

}  // namespace

// Gives the register block a heap to allocate from.
SB_EXPORT void sb_test_begin() {
  static Heap heap;
  heap.collected = false;
  g_ctx.heap = &heap;
  g_ctx.self = PidTerm(9);
}
SB_EXPORT uint8_t* sb_test_alloc(uint32_t n) { return static_cast<uint8_t*>(malloc(n)); }
SB_EXPORT const uint8_t* sb_test_out() { return g_out.data(); }

// {Module, Function, Arguments} -> external term of {ok, Result} or of {Class, Reason}; its size, 0 = malformed.
SB_EXPORT uint32_t sb_test_call(const uint8_t* bytes, uint32_t size) {
  Ctx* ctx = &g_ctx;
  Term call = DecodeExternal(ctx, bytes, size);
  if (!call) return 0;
  Term m = TupleElement(call, 0), f = TupleElement(call, 1), list = TupleElement(call, 2);
  Term args[8];
  uint32_t n = 0;
  for (; IsCons(list); list = Tail(list)) args[n++] = Head(list);
  Text mt = AtomText(m), ft = AtomText(f);
  if (ft == Text{"select_chunks", 13}) {
    // All chunks of ets:select/3, in a list.
    ListBuilder chunks(ctx);
    Term r = bif_ets_select_3(ctx, args[0], args[1], args[2]);
    for (; r && IsTuple(r); r = bif_ets_select_1(ctx, TupleElement(r, 1))) chunks.Add(TupleElement(r, 0));
    Answer(MakeTuple(ctx, {kOk, chunks.Finish()}));
    return g_out.size();
  }
  if (ft == Text{"internal_hash", 13}) {
    Answer(MakeTuple(ctx, {kOk, MakeInt(ctx, InternalHash(args[0], 0))}));
    return g_out.size();
  }
  for (uint32_t id = 0; id < static_cast<uint32_t>(abi::BifId::kCount); ++id) {
    const abi::BifInfo& b = abi::kBifs[id];
    if (b.arity != n || !(Text{b.module, static_cast<uint32_t>(__builtin_strlen(b.module))} == mt) ||
        !(Text{b.function, static_cast<uint32_t>(__builtin_strlen(b.function))} == ft)) {
      continue;
    }
    if (!kFunctions[id]) break;
    Term r = Call(ctx, id, args);
    Answer(r ? MakeTuple(ctx, {kOk, r}) : MakeTuple(ctx, {ctx->exc_class, ctx->exc_reason}));
    return g_out.size();
  }
  Answer(InternAtom("undef"));
  return g_out.size();
}

}  // namespace seabeam::rt
