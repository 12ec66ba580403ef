// Raising, catching, stack traces (5.8 and 7.4 of the interface description).
#include <cstring>

#include "runtime/atomvm/dispatch.h"
#include "runtime/atomvm/module.h"
#include "runtime/atomvm/registry.h"

namespace seabeam::avm {
namespace {

using rt::Small;

// Elements of a raw trace.
constexpr uint32_t kRawElements = 6;
constexpr uint32_t kRawFrames = 4;  // zero-based: the list
// Frames kept of a trace, from the raising one on; the stock host keeps all, as long as there is
// memory.
constexpr uint32_t kMaxFrames = 4096;

struct RawFrame {
  int32_t module;
  uint32_t modoff;
};

// Room that C++ code may fill with Term* writes; roots are extra[0..n).
Term* Room(Context* c, uint32_t words, Term* extra, uint32_t n) {
  if (!EnsureFree(c, words, Roots{0, extra, n}, CollectFlag::kNoShrink))
    rt::Panic("out of memory: stack trace");
  Term* p = c->heap_ptr;
  c->heap_ptr += words;
  return p;
}

Term Tuple(Term** p, std::initializer_list<Term> elements) {
  Term* t = *p;
  *p += 1 + elements.size();
  t[0] = abi::Header(static_cast<uint32_t>(elements.size()), abi::kHdrTuple);
  uint32_t i = 1;
  for (Term e : elements) t[i++] = e;
  return rt::BoxTerm(t);
}
Term Cons(Term** p, Term head, Term tail) {
  Term* t = *p;
  *p += 2;
  t[0] = tail;
  t[1] = head;
  return rt::ConsTerm(t);
}

uint32_t CollectFrames(const Context* c, const Module* m, uint32_t offset, RawFrame* out) {
  uint32_t n = 0;
  if (offset != 0 || m != nullptr) out[n++] = {m->module_index, offset};
  for (const Term* s = c->e; s < c->heap_end && n < kMaxFrames; s++) {
    Term w = *s;
    RawFrame f;
    if ((w & abi::kTagMask) == abi::kTagHeader && w != 0) {
      f = {static_cast<int32_t>(host::CpModule(w)), (w & host::kCpOffsetMask) >> 2};
    } else if ((w & abi::kAtomMask) == abi::kCatchTag) {
      f = {static_cast<int32_t>(w >> host::kCpModuleShift),
           host::Modoff((w & host::kCpOffsetMask) >> abi::kCatchShift)};
    } else {
      continue;
    }
    const Module* owner = ModuleByIndex(static_cast<uint32_t>(f.module));
    if (owner == nullptr) Violation("stack trace: a CP or catch term 0x%x of no module", w);
    if (f.modoff == host::Modoff(owner->labels)) continue;
    if (n > 0 && out[n - 1].module == f.module && out[n - 1].modoff == f.modoff) continue;
    out[n++] = f;
  }
  return n;
}

}  // namespace

void SetError(Context* c, Term reason) {
  c->exception_class = ClassWord(Atom(FixedAtom::kError));
  c->exception_reason = reason;
  c->exception_stacktrace = 0;
}

void BuildRawTrace(Context* c, const Module* m, uint32_t offset, Term module, Term function,
                   Term args) {
  Term class_atom = ClassAtom(c->exception_class);
  if (rt::IsList(c->exception_stacktrace) && c->exception_stacktrace != 0) {
    // An already built one.
    Term roots[2] = {c->exception_reason, c->exception_stacktrace};
    Term* p = Room(c, kRawElements + 1, roots, 2);
    c->exception_reason = roots[0];
    c->exception_stacktrace =
        Tuple(&p, {Small(0), Small(0), Small(0), Small(0), roots[1], class_atom});
    return;
  }
  auto* frames = static_cast<RawFrame*>(rt::CheckedAlloc(kMaxFrames * sizeof(RawFrame)));
  uint32_t n = CollectFrames(c, m, offset, frames);
  Term roots[2] = {c->exception_reason, args};
  uint32_t words = kRawElements + 1 + n * 5 + (module != 0 ? 3 : 0);
  Term* p = Room(c, words, roots, module != 0 ? 2 : 1);
  c->exception_reason = roots[0];
  // The outermost frame comes first, the raising one last.
  Term list = rt::kNil;
  for (uint32_t i = 0; i < n; i++) {
    Term index = Small(frames[i].module), modoff = Small(static_cast<int32_t>(frames[i].modoff));
    Term frame = i == 0 && module != 0 ? Tuple(&p, {index, modoff, module, function, roots[1]})
                                       : Tuple(&p, {index, modoff});
    list = Cons(&p, frame, list);
  }
  int32_t count = static_cast<int32_t>(n);
  c->exception_stacktrace =
      Tuple(&p, {Small(count), Small(0), Small(0), Small(count), list, class_atom});
  free(frames);
}

Context* HandleError(Context* c, JitState* js, uint32_t offset) {
  g_worker.left = true;
  if (c->exception_class == 0 && c->exception_stacktrace == 0)
    Violation("handle_error, but no exception was set (after %s)", g_worker.primitive);
  if (offset != 0 || c->exception_stacktrace == 0 || rt::IsList(c->exception_stacktrace)) {
    if (offset > host::kMaxOffset) Violation("handle_error: offset %u", offset);
    BuildRawTrace(c, js->module, offset, 0, 0, 0);
  }
  c->x[0] = ClassAtom(c->exception_class);
  c->x[1] = c->exception_reason;
  c->x[2] = c->exception_stacktrace;
  ResetException(c);
  Term* frame = c->e;
  for (Term* s = c->e; s < c->heap_end; s++) {
    Term w = *s;
    if ((w & abi::kTagMask) == abi::kTagHeader) {
      frame = s + 1;
    } else if ((w & abi::kAtomMask) == abi::kCatchTag) {
      Module* m = ModuleByIndex(w >> host::kCpModuleShift);
      if (!IsValidCatch(w)) Violation("catch term 0x%x of no label", w);
      c->e = frame;
      return Jump(c, js, m, (w & host::kCpOffsetMask) >> abi::kCatchShift);
    }
  }
  bool error = c->x[0] != Atom(FixedAtom::kExit);
  if (!error) {
    c->exit_reason = c->x[1];
  } else {
    if (!EnsureFree(c, 6, Roots{3, nullptr}, CollectFlag::kNoShrink))
      rt::Panic("out of memory: exit reason");
    Term* p = c->heap_ptr;
    Term reason = c->x[1];
    if (c->x[0] == Atom(FixedAtom::kThrow)) reason = Tuple(&p, {Atom(FixedAtom::kNocatch), reason});
    c->exit_reason = Tuple(&p, {reason, rt::kNil});
    c->heap_ptr = p;
  }
  c->process->log_crashes = error;
  return Terminate(c, js);
}

Context* RaiseError(Context* c, JitState* js, uint32_t offset, Term reason) {
  SetError(c, reason);
  if (offset != 0) BuildRawTrace(c, js->module, offset, 0, 0, 0);
  return HandleError(c, js, 0);
}

Context* RaiseUndef(Context* c, JitState* js, uint32_t offset, Term m, Term f, uint32_t arity) {
  SetError(c, Atom(FixedAtom::kUndef));
  BuildRawTrace(c, js->module, offset, m, f, Small(static_cast<int32_t>(arity)));
  return HandleError(c, js, 0);
}

// ---- The list a program sees
// ---------------------------------------------------------------------------
namespace {
// {M, F, A, Location} of one raw frame; built through the register block.
Term BuiltFrame(Ctx* ctx, Term frame) {
  Module* m = ModuleByIndex(static_cast<uint32_t>(rt::SmallValue(rt::TupleElement(frame, 0))));
  auto modoff = static_cast<uint32_t>(rt::SmallValue(rt::TupleElement(frame, 1)));
  FunctionName name;
  if (m == nullptr || !FunctionOfLabel(m, host::LabelOfModoff(modoff), &name)) return 0;
  Term module = name.module, function = name.function,
       args = Small(static_cast<int32_t>(name.arity));
  bool located = true;
  if (rt::TupleArity(frame) == 5) {
    module = rt::TupleElement(frame, 2);
    function = rt::TupleElement(frame, 3);
    args = rt::TupleElement(frame, 4);
    uint32_t arity = rt::IsSmall(args) ? static_cast<uint32_t>(rt::SmallValue(args))
                                       : static_cast<uint32_t>(rt::ProperLength(args));
    located = module == m->name && FindBif(module, function, arity) == nullptr &&
              FindNif(module, function, arity) == nullptr;
  }
  Term extra = rt::kNil;
  rt::Text file{nullptr, 0};
  uint32_t line = located ? LineOfModoff(m, modoff, &file) : 0;
  if (line != 0) {
    Term text;
    if (file.data != nullptr) {
      text = rt::MakeByteList(ctx, reinterpret_cast<const uint8_t*>(file.data), file.size);
    } else {
      rt::Text t = rt::AtomText(m->name);
      Term erl = rt::MakeByteList(ctx, reinterpret_cast<const uint8_t*>(".erl"), 4);
      text = rt::MakeByteList(ctx, reinterpret_cast<const uint8_t*>(t.data), t.size, erl);
    }
    extra = rt::MakeList(
        ctx, {rt::MakeTuple(ctx, {Atom(FixedAtom::kFile), text}),
              rt::MakeTuple(ctx, {Atom(FixedAtom::kLine), Small(static_cast<int32_t>(line))})});
  }
  return rt::MakeTuple(ctx, {module, function, args, extra});
}
}  // namespace

Term BuiltTrace(Context* c, Term* raw, uint32_t live) {
  if (!rt::IsTuple(*raw)) return *raw;
  if (rt::TupleArity(*raw) < kRawElements)
    Violation("stack trace: the raw trace is no tuple of %u", kRawElements);
  Term result;
  {
    Service service(c, Allocate::kHeap);
    Term frames = rt::TupleElement(*raw, kRawFrames);
    if (rt::TupleElement(*raw, 0) == Small(0)) {
      result = frames;
    } else {
      result = rt::kNil;
      for (Term f = frames; rt::IsCons(f); f = rt::Tail(f)) {
        Term built = BuiltFrame(service.ctx, rt::Head(f));
        if (built != 0) result = rt::Cons(service.ctx, built, result);
      }
    }
  }
  Term roots[2] = {result, *raw};
  if (!EnsureFree(c, 0, Roots{live, roots, 2}, CollectFlag::kNoShrink))
    rt::Panic("out of memory: stack trace");
  *raw = roots[1];
  return roots[0];
}

}  // namespace seabeam::avm
