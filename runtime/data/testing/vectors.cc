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

extern "C" {
using seabeam::rt::Ctx;
using seabeam::rt::Term;
Term bs_start_match(Ctx*, Term);
int32_t bs_skip(Ctx*, Term, uint32_t);
Term bs_get_integer(Ctx*, Term, uint32_t, uint32_t);
Term bs_get_float(Ctx*, Term, uint32_t, uint32_t);
Term bs_get_binary(Ctx*, Term, uint32_t, uint32_t);
Term bs_get_tail(Ctx*, Term, uint32_t);
Term bs_get_utf8(Ctx*, Term);
Term bs_get_utf16(Ctx*, Term, uint32_t);
Term bs_get_utf32(Ctx*, Term, uint32_t);
Term bs_create(Ctx*, uint32_t);
}

namespace seabeam::rt {

namespace {

using Any = Term (*)();
const Any kFunctions[] = {
#define BIF(symbol, module, function, arity, kind) \
  reinterpret_cast<Any>(reinterpret_cast<void*>(&symbol)),
#include "abi/bifs/all.inc"
#undef BIF
};

Term Call(Ctx* ctx, uint32_t id, const Term* a) {
  void* f = reinterpret_cast<void*>(kFunctions[id]);
  switch (abi::kBifs[id].arity) {
    case 0:
      return reinterpret_cast<Term (*)(Ctx*)>(f)(ctx);
    case 1:
      return reinterpret_cast<Term (*)(Ctx*, Term)>(f)(ctx, a[0]);
    case 2:
      return reinterpret_cast<Term (*)(Ctx*, Term, Term)>(f)(ctx, a[0], a[1]);
    case 3:
      return reinterpret_cast<Term (*)(Ctx*, Term, Term, Term)>(f)(ctx, a[0], a[1], a[2]);
    case 4:
      return reinterpret_cast<Term (*)(Ctx*, Term, Term, Term, Term)>(f)(ctx, a[0], a[1], a[2],
                                                                         a[3]);
    default:
      return 0;
  }
}

ByteBuf g_out;

// Bit syntax primitives under made-up names: {bits, Function, Arguments}. 0 = no match.
Term Bits(Ctx* ctx, Text f, const Term* a) {
  auto is = [&](const char* s) { return f == Text{s, static_cast<uint32_t>(__builtin_strlen(s))}; };
  auto number = [&](uint32_t i) { return static_cast<uint32_t>(SmallValue(a[i])); };
  auto descriptor = [](uint32_t type, uint32_t flags, uint32_t unit) {
    return type | flags << 4 | unit << 8;
  };
  if (is("get_integer") || is("get_float") || is("get_binary") || is("get_utf8") ||
      is("get_utf16") || is("get_utf32")) {
    // Bin, Skip, Size, Flags -> {Value, Rest}
    Term ms = bs_start_match(ctx, a[0]);
    if (!bs_skip(ctx, ms, number(1))) return 0;
    Term v = is("get_integer")  ? bs_get_integer(ctx, ms, number(2), number(3))
             : is("get_float")  ? bs_get_float(ctx, ms, number(2), number(3))
             : is("get_binary") ? bs_get_binary(ctx, ms, number(2), number(3))
             : is("get_utf8")   ? bs_get_utf8(ctx, ms)
             : is("get_utf16")  ? bs_get_utf16(ctx, ms, number(3))
                                : bs_get_utf32(ctx, ms, number(3));
    return v ? MakeTuple(ctx, {v, bs_get_tail(ctx, ms, 1)}) : 0;
  }
  if (is("make")) {
    // Prefix, Type, Value, Size, Flags -> <<Prefix/bits, Value:Size/Type>>
    ctx->x[0] = descriptor(2, 0, 1);
    ctx->x[1] = a[0];
    ctx->x[2] = kNone;
    ctx->x[3] = descriptor(number(1), number(4), 1);
    ctx->x[4] = a[2];
    ctx->x[5] = IsSmall(a[3]) ? a[3] : kNone;
    return bs_create(ctx, 2);
  }
  if (is("append")) {
    // Start, Pieces: appends them one after the other; every intermediate result must keep its
    // value.
    Term r = a[0];
    ListBuilder all(ctx);
    for (Term l = a[1]; IsCons(l); l = Tail(l)) {
      ctx->x[0] = descriptor(7, 0, 1);
      ctx->x[1] = r;
      ctx->x[2] = kNone;
      ctx->x[3] = descriptor(2, 0, 1);
      ctx->x[4] = Head(l);
      ctx->x[5] = kNone;
      r = bs_create(ctx, 2);
      all.Add(r);
    }
    return all.Finish();
  }
  return 0;
}

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
SB_EXPORT Ctx* sb_test_ctx() { return &g_ctx; }
SB_EXPORT uint8_t* sb_test_alloc(uint32_t n) { return static_cast<uint8_t*>(malloc(n)); }
SB_EXPORT const uint8_t* sb_test_out() { return g_out.data(); }

// {Module, Function, Arguments} -> external term of {ok, Result} or of {Class, Reason}; its size, 0
// = malformed.
SB_EXPORT uint32_t sb_test_call(const uint8_t* bytes, uint32_t size) {
  Ctx* ctx = &g_ctx;
  Term call = DecodeExternal(ctx, bytes, size);
  if (!call) return 0;
  Term m = TupleElement(call, 0), f = TupleElement(call, 1), list = TupleElement(call, 2);
  Term args[8];
  uint32_t n = 0;
  for (; IsCons(list); list = Tail(list)) args[n++] = Head(list);
  Text mt = AtomText(m), ft = AtomText(f);
  if (mt == Text{"bits", 4}) {
    Term r = Bits(ctx, ft, args);
    Answer(r ? MakeTuple(ctx, {kOk, r}) : Atom(FixedAtom::kError));
    return g_out.size();
  }
  if (ft == Text{"select_chunks", 13}) {
    // All chunks of ets:select/3, in a list.
    ListBuilder chunks(ctx);
    Term r = bif_ets_select_3(ctx, args[0], args[1], args[2]);
    for (; r && IsTuple(r); r = bif_ets_select_1(ctx, TupleElement(r, 1)))
      chunks.Add(TupleElement(r, 0));
    Answer(MakeTuple(ctx, {kOk, chunks.Finish()}));
    return g_out.size();
  }
  if (ft == Text{"internal_hash", 13}) {
    Answer(MakeTuple(ctx, {kOk, MakeInt(ctx, InternalHash(args[0], 0))}));
    return g_out.size();
  }
  for (uint32_t id = 0; id < static_cast<uint32_t>(abi::BifId::kCount); ++id) {
    const abi::BifInfo& b = abi::kBifs[id];
    if (b.arity != n ||
        !(Text{b.module, static_cast<uint32_t>(__builtin_strlen(b.module))} == mt) ||
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
