// Raising, catching, stack traces (5.8 and 7.4 of the interface description).
#include <cstring>

#include "runtime/atomvm/dispatch.h"
#include "runtime/atomvm/module.h"
#include "runtime/atomvm/registry.h"
#include "runtime/core/dialect.h"

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

// Where a word of the stack goes on; false: it is no such word, or the end of a process.
bool FrameOfWord(Term w, RawFrame* f) {
  if ((w & abi::kTagMask) == abi::kTagHeader && w != 0) {
    *f = {static_cast<int32_t>(host::CpModule(w)), (w & host::kCpOffsetMask) >> 2};
  } else if ((w & abi::kAtomMask) == abi::kCatchTag && !rt::LikeOtp()) {
    *f = {static_cast<int32_t>(w >> host::kCpModuleShift),
          host::Modoff((w & host::kCpOffsetMask) >> abi::kCatchShift)};
  } else {
    return false;
  }
  const Module* owner = ModuleByIndex(static_cast<uint32_t>(f->module));
  if (owner == nullptr) Violation("stack trace: a CP or catch term 0x%x of no module", w);
  return f->modoff != host::Modoff(owner->labels);
}

// The raising position, return address `cp` unless it is 0, what is on the stack; at most `most`.
uint32_t CollectFrames(const Context* c, const Module* m, uint32_t offset, Term cp, uint32_t most,
                       RawFrame* out) {
  uint32_t n = 0;
  if (m != nullptr && most > 0) out[n++] = {m->module_index, offset};
  auto add = [&](Term w) {
    RawFrame f;
    if (!FrameOfWord(w, &f)) return;
    if (n > 0 && out[n - 1].module == f.module && out[n - 1].modoff == f.modoff) return;
    out[n++] = f;
  };
  if (cp != 0 && n < most) add(cp);
  for (const Term* s = c->e; s < StackBase(c) && n < most; s++) add(*s);
  return n;
}

// Of arguments in x[0..arity), those that a collection has to be told of.
uint32_t LiveRegisters(uint32_t arity) {
  return arity < host::kXRegisters ? arity : host::kXRegisters;
}

}  // namespace

void SetError(Context* c, Term reason) {
  c->exception_class = ClassWord(Atom(FixedAtom::kError));
  c->exception_reason = reason;
  c->exception_stacktrace = 0;
  c->exception_top = 0;
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
  uint32_t most = kMaxFrames;
  if (rt::LikeOtp() && rt::g_sched.options.backtrace_depth < most)
    most = rt::g_sched.options.backtrace_depth;
  Term top = c->exception_top;
  c->exception_top = 0;
  bool native_top = top != 0 && rt::TupleArity(top) == 4;
  if (native_top && most > 0) most--;
  // A function that raises before it has a frame has its return address in cp; the stock host does
  // not show it.
  Term cp = rt::LikeOtp() && module != 0 ? c->cp : 0;
  auto* frames = static_cast<RawFrame*>(rt::CheckedAlloc((kMaxFrames + 1) * sizeof(RawFrame)));
  uint32_t n = CollectFrames(c, m, offset, cp, most, frames);
  Term roots[3] = {c->exception_reason, module != 0 ? args : rt::kNil, top != 0 ? top : rt::kNil};
  uint32_t words = kRawElements + 1 + n * 5 + 5;
  Term* p = Room(c, words, roots, 3);
  c->exception_reason = roots[0];
  // The outermost frame comes first, the raising one last.
  Term list = native_top ? Cons(&p, roots[2], rt::kNil) : rt::kNil;
  for (uint32_t i = 0; i < n; i++) {
    Term index = Small(frames[i].module), modoff = Small(static_cast<int32_t>(frames[i].modoff));
    Term frame;
    if (i == 0 && module != 0) {
      frame = Tuple(&p, {index, modoff, module, function, roots[1]});
    } else if (i == 0 && top != 0 && !native_top) {
      frame =
          Tuple(&p, {index, modoff, rt::TupleElement(roots[2], 0), rt::TupleElement(roots[2], 1)});
    } else {
      frame = Tuple(&p, {index, modoff});
    }
    list = Cons(&p, frame, list);
  }
  if (native_top) n++;
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
  for (Term* s = c->e; s < StackBase(c); s++) {
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
  // What is left of the trace in a crashed process's reason: nothing, or what OTP leaves.
  Term trace = error && rt::LikeOtp() ? BuiltTrace(c, &c->x[2], 2) : rt::kNil;
  if (!error) {
    c->exit_reason = c->x[1];
  } else {
    c->x[2] = trace;
    if (!EnsureFree(c, 6, Roots{3, nullptr}, CollectFlag::kNoShrink))
      rt::Panic("out of memory: exit reason");
    Term* p = c->heap_ptr;
    Term reason = c->x[1];
    if (c->x[0] == Atom(FixedAtom::kThrow)) reason = Tuple(&p, {Atom(FixedAtom::kNocatch), reason});
    c->exit_reason = Tuple(&p, {reason, c->x[2]});
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

Context* RaiseUndef(Context* c, JitState* js, uint32_t offset, Term cp, Term m, Term f,
                    uint32_t arity) {
  if (rt::LikeOtp()) {
    Term args = rt::kNil;
    if (!EnsureFree(c, 2 * arity + 5, Roots{LiveRegisters(arity), nullptr}, CollectFlag::kNoShrink))
      rt::Panic("out of memory: stack trace");
    for (uint32_t i = arity; i-- > 0;) args = Cons(&c->heap_ptr, *XRegister(c, i), args);
    SetError(c, Atom(FixedAtom::kUndef));
    c->exception_top = Tuple(&c->heap_ptr, {m, f, args, rt::kNil});
    RawFrame caller;
    bool known = FrameOfWord(cp, &caller);
    BuildRawTrace(c, known ? ModuleByIndex(static_cast<uint32_t>(caller.module)) : nullptr,
                  known ? caller.modoff : 0, 0, 0, 0);
    return HandleError(c, js, 0);
  }
  SetError(c, Atom(FixedAtom::kUndef));
  BuildRawTrace(c, js->module, offset, m, f, Small(static_cast<int32_t>(arity)));
  return HandleError(c, js, 0);
}

Context* RaiseBadarity(Context* c, JitState* js, uint32_t offset, Term fun, uint32_t arity) {
  if (!rt::LikeOtp()) return RaiseError(c, js, offset, Atom(FixedAtom::kBadarity));
  Roots roots{LiveRegisters(arity), &fun, 1};
  if (!EnsureFree(c, 2 * arity + 6, roots, CollectFlag::kNoShrink))
    rt::Panic("out of memory: badarity");
  Term args = rt::kNil;
  for (uint32_t i = arity; i-- > 0;) args = Cons(&c->heap_ptr, *XRegister(c, i), args);
  Term called = Tuple(&c->heap_ptr, {fun, args});
  Term reason = Tuple(&c->heap_ptr, {Atom(FixedAtom::kBadarity), called});
  return RaiseError(c, js, offset, reason);
}

// ---- The list a program sees
// ---------------------------------------------------------------------------
namespace {
// {M, F, A, Location} of one raw frame; built through the register block.
Term BuiltFrame(Ctx* ctx, Term frame) {
  if (rt::IsAtom(rt::TupleElement(frame, 0))) return frame;  // a native's, like OTP
  Module* m = ModuleByIndex(static_cast<uint32_t>(rt::SmallValue(rt::TupleElement(frame, 0))));
  auto modoff = static_cast<uint32_t>(rt::SmallValue(rt::TupleElement(frame, 1)));
  FunctionName name;
  bool named = rt::TupleArity(frame) == 5;
  if (m == nullptr || (!named && !FunctionOfLabel(m, host::LabelOfModoff(modoff), &name))) return 0;
  Term module = name.module, function = name.function,
       args = Small(static_cast<int32_t>(name.arity));
  bool located = true;
  Term extra = rt::kNil;
  if (rt::TupleArity(frame) == 4) {  // error/2, like OTP
    if (rt::IsList(rt::TupleElement(frame, 2))) args = rt::TupleElement(frame, 2);
    extra = rt::TupleElement(frame, 3);
  }
  if (named) {
    module = rt::TupleElement(frame, 2);
    function = rt::TupleElement(frame, 3);
    args = rt::TupleElement(frame, 4);
    uint32_t arity = rt::IsSmall(args) ? static_cast<uint32_t>(rt::SmallValue(args))
                                       : static_cast<uint32_t>(rt::ProperLength(args));
    located = module == m->name && FindBif(module, function, arity) == nullptr &&
              FindNif(module, function, arity) == nullptr;
  }
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
    Term number = Small(static_cast<int32_t>(line));
    extra = rt::Cons(ctx, rt::MakeTuple(ctx, {Atom(FixedAtom::kLine), number}), extra);
    extra = rt::Cons(ctx, rt::MakeTuple(ctx, {Atom(FixedAtom::kFile), text}), extra);
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
