#include "runtime/core/raise.h"

#include <cstring>

#include "abi/prim_list.h"
#include "runtime/core/bifs.h"
#include "runtime/core/error.h"
#include "runtime/core/error_info.h"
#include "runtime/core/prims.h"
#include "runtime/core/scheduler.h"
#include "runtime/core/signals.h"

namespace seabeam::rt {
namespace {

constexpr uint32_t kMaxTraceDepth = 256;

constexpr uint32_t kRawClass = 0;
constexpr uint32_t kRawBuilt = 1;
constexpr uint32_t kRawTop = 2;
constexpr uint32_t kRawFirst = 3;

// The address that OTP's code for a position shares with the call before it; 0 = it shares none.
uint32_t SharedAddress(Position p) {
  const Module* m = ModuleAt(p);
  if (m == nullptr || p - m->table_base >= m->positions.size()) return 0;
  const uint32_t line = m->positions[p - m->table_base].line;
  return line != 0 && line - 1 < m->lines.size() ? m->lines[line - 1].address : 0;
}

// Positions: `pos` (0 = none) and the return addresses on the stack; neighbours that are equal
// count once.
class TraceCollector {
 public:
  void Add(Position p) {
    if (p == 0 || p == last_ || count_ >= limit_) return;
    if (count_ == 0) {
      address_ = SharedAddress(p);
    } else if (count_ == 1 && address_ != 0 && SharedAddress(p) == address_ &&
               ModuleAt(p) == ModuleAt(positions_[0])) {
      return;
    }
    last_ = p;
    positions_[count_++] = p;
  }
  void set_limit(uint32_t n) { limit_ = n; }
  bool full() const { return count_ >= limit_; }
  Term Make(Ctx* ctx, Term exception_class, Term top) const {
    Term* p = AllocWords(ctx, 1 + kRawFirst + count_);
    p[0] = abi::Header(kRawFirst + count_, abi::kHdrTuple);
    p[1 + kRawClass] = exception_class;
    p[1 + kRawBuilt] = kNil;
    p[1 + kRawTop] = top;
    for (uint32_t i = 0; i < count_; i++)
      p[1 + kRawFirst + i] = Small(static_cast<int32_t>(positions_[i]));
    return BoxTerm(p);
  }

 private:
  Position positions_[kMaxTraceDepth];
  uint32_t count_ = 0;
  uint32_t limit_ = 0;
  Position last_ = 0;
  uint32_t address_ = 0;  // of the first position
};

bool IsCp(Term w) { return w != 0 && (w & abi::kTagMask) == 0; }

Term CaptureTrace(Ctx* ctx, Term exception_class, Term top, Position pos) {
  TraceCollector c;
  uint32_t depth = g_sched.options.backtrace_depth;
  if (depth > kMaxTraceDepth) depth = kMaxTraceDepth;
  const Term* s = ctx->e;
  if (IsTuple(top) && TupleElement(top, 0) == Small(0)) {
    // The caller itself: the first return address, shown as the top frame instead.
    Position caller = PositionOfCp(*s++);
    if (ModuleAt(caller) == nullptr) {
      top = kNil;
    } else {
      BoxPtr(top)[1] = Small(static_cast<int32_t>(caller));
    }
  }
  c.set_limit(IsNil(top) || depth == 0 ? depth : depth - 1);
  c.Add(pos);
  for (; s < ctx->process->stack_base && !c.full(); s++) {
    if (IsCp(*s)) c.Add(PositionOfCp(*s));
  }
  return c.Make(ctx, exception_class, top);
}

// Whether `pos` is in the function that stands for the BIF in its own module, which only calls it: where OTP has native code.
bool IsStubOf(const abi::BifInfo& bif, Position pos) {
  const Module* m = ModuleAt(pos);
  if (m == nullptr || pos - m->table_base >= m->positions.size()) return false;
  const FunctionInfo& f = m->functions[m->positions[pos - m->table_base].function];
  return f.arity == bif.arity && m->name == InternAtom(bif.module) && f.name == InternAtom(bif.function);
}

// The top frame of the pending exception, raised at `pos` (0 = by a BIF that was called as an
// export).
Term PendingTop(Ctx* ctx, Position pos) {
  if (ctx->exc_bif == kNoBif) {
    if (ctx->exc_cause == 0 || pos == 0) return kNil;
    // Building a binary failed: the function's own frame says which segment.
    Term map = MakeSmallMap(
        ctx, {InternAtom("cause"), Atom(FixedAtom::kFunction), Atom(FixedAtom::kModule)},
        {ctx->exc_cause, InternAtom("format_bs_fail"), Atom(FixedAtom::kErlErtsErrors)});
    return MakeTuple(ctx, {Small(static_cast<int32_t>(pos)), Small(0), ErrorInfo(ctx, map)});
  }
  if (pos != 0 && IsFrameless(static_cast<abi::BifId>(ctx->exc_bif))) return kNil;
  const abi::BifInfo& b = abi::kBifs[ctx->exc_bif];
  Term module = InternAtom(b.module);
  Term args = MakeList(ctx, ctx->exc_args, ctx->exc_nargs);
  return MakeTuple(ctx, {module, InternAtom(b.function), args, ErrorInfoList(ctx, module)});
}

Term ErrorReason(Ctx* ctx, abi::ErrorKind kind, Term value) {
  auto with = [&](FixedAtom tag) { return MakeTuple(ctx, {Atom(tag), value}); };
  switch (kind) {
    case abi::ErrorKind::kBadmatch:
      return with(FixedAtom::kBadmatch);
    case abi::ErrorKind::kCaseClause:
      return with(FixedAtom::kCaseClause);
    case abi::ErrorKind::kTryClause:
      return with(FixedAtom::kTryClause);
    case abi::ErrorKind::kIfClause:
      return Atom(FixedAtom::kIfClause);
    case abi::ErrorKind::kBadrecord:
      return with(FixedAtom::kBadrecord);
    case abi::ErrorKind::kBadarg:
      return Atom(FixedAtom::kBadarg);
    case abi::ErrorKind::kBadarith:
      return Atom(FixedAtom::kBadarith);
    case abi::ErrorKind::kSystemLimit:
      return Atom(FixedAtom::kSystemLimit);
    case abi::ErrorKind::kBadmap:
      return with(FixedAtom::kBadmap);
    case abi::ErrorKind::kBadkey:
      return with(FixedAtom::kBadkey);
    case abi::ErrorKind::kUnsupported:
      return Atom(FixedAtom::kUnsupported);
    case abi::ErrorKind::kReason:
      return value;
  }
  return Atom(FixedAtom::kError);
}

Term MakeString(Ctx* ctx, Text t) {
  return MakeByteList(ctx, reinterpret_cast<const uint8_t*>(t.data), t.size);
}

// A frame for a position: {M, F, A, Location}; 0 when nobody owns it. `args`, when a list, stands
// for the arity (a number otherwise: show the arity); `extra` is added to the location.
Term FrameItem(Ctx* ctx, Position pos, Term args, Term extra) {
  Module* m = ModuleAt(pos);
  if (m == nullptr) return 0;
  uint32_t i = pos - m->table_base;
  if (i >= m->positions.size()) return 0;
  const PositionInfo& info = m->positions[i];
  if (info.function >= m->functions.size()) return 0;
  const FunctionInfo& f = m->functions[info.function];
  Term location = extra;
  if (info.line != 0 && info.line - 1 < m->lines.size()) {
    const LineInfo& l = m->lines[info.line - 1];
    if (l.file < m->files.size() && l.line != 0) {
      Term line = MakeTuple(ctx, {Atom(FixedAtom::kLine), Small(static_cast<int32_t>(l.line))});
      Term file = MakeTuple(ctx, {Atom(FixedAtom::kFile), MakeString(ctx, m->files[l.file])});
      location = Cons(ctx, file, Cons(ctx, line, extra));
    }
  }
  return MakeTuple(
      ctx, {m->name, f.name, IsList(args) ? args : Small(static_cast<int32_t>(f.arity)), location});
}

}  // namespace

void FinishRaise(Ctx* ctx) {
  Process* p = ctx->process;
  Term exception_class = ctx->raised_class;
  Term reason = ctx->raised_reason;
  Term raw = ctx->raised_raw;
  if (raw == 0) raw = CaptureTrace(ctx, exception_class, ctx->raised_top, ctx->raised_pos);
  Term* frame = ctx->e;
  for (Term* s = ctx->e; s < p->stack_base; s++) {
    Term w = *s;
    if (IsCp(w)) {
      frame = s + 1;
    } else if ((w & abi::kAtomMask) == abi::kCatchTag) {
      ctx->e = frame;
      ctx->x[0] = exception_class;
      ctx->x[1] = reason;
      ctx->x[2] = raw;
      ctx->live = 3;
      ctx->next = w >> abi::kCatchShift;
      ctx->action = kActionGo;
      return;
    }
  }
  Term exit_reason = reason;
  if (exception_class == Atom(FixedAtom::kThrow)) {
    reason = MakeTuple(ctx, {Atom(FixedAtom::kNocatch), reason});
    exit_reason = MakeTuple(ctx, {reason, BuildStacktrace(ctx, raw)});
  } else if (exception_class == Atom(FixedAtom::kError)) {
    exit_reason = MakeTuple(ctx, {reason, BuildStacktrace(ctx, raw)});
  }
  p->log_crashes = exception_class != Atom(FixedAtom::kExit);
  EndProcess(ctx, exit_reason);
}

namespace {
Term RaiseWithTrace(Ctx* ctx, Term exception_class, Term reason, Term raw, Term* sp) {
  ctx->raised_class = exception_class;
  ctx->raised_reason = reason;
  ctx->raised_raw = raw;
  ctx->native_e = sp;
  ctx->action = kActionRaise;
  return 0;
}
}  // namespace

Term Raise(Ctx* ctx, Term exception_class, Term reason, Term top, Position pos, Term* sp) {
  ctx->raised_top = top;
  ctx->raised_pos = pos;
  return RaiseWithTrace(ctx, exception_class, reason, 0, sp);
}

Term RaiseNoFrame(Ctx* ctx, Term* e, Term exception_class, Term reason, Term top) {
  return Raise(ctx, exception_class, reason, top, 0, e - 1);
}

Term RaiseUndef(Ctx* ctx, Term* e, const Export* x) {
  return RaiseUndef(ctx, e, x->module, x->function, MakeList(ctx, ctx->x, x->arity));
}

Term RaiseUndef(Ctx* ctx, Term* e, Term module, Term function, Term args) {
  Term top = MakeTuple(ctx, {module, function, args, kNil});
  return RaiseNoFrame(ctx, e, Atom(FixedAtom::kError), Atom(FixedAtom::kUndef), top);
}

namespace {
// What a BIF that returned 0 left behind, raised at `pos` (0: it was called as an export).
Term RaisePending(Ctx* ctx, Position pos, Term* sp) {
  if (ctx->exc_class == 0) {
    if (ctx->process->exit_signal != nullptr) return TakeExitSignal(ctx);
    ctx->action = kActionHalt;
    return 0;
  }
  if (ctx->exc_bif == kExcTrace) {
    return raise_class(ctx, ctx->exc_class, ctx->exc_reason, ctx->exc_args[0], pos, sp);
  }
  Term top;
  if (ctx->exc_bif < static_cast<uint32_t>(abi::BifId::kCount) && pos != 0 && IsStubOf(abi::kBifs[ctx->exc_bif], pos)) pos = 0;
  if (ctx->exc_bif == kExcCallerArgs) {
    top = MakeTuple(ctx, {Small(static_cast<int32_t>(pos)), ctx->exc_args[0], ctx->exc_args[1]});
  } else {
    top = PendingTop(ctx, pos);
  }
  // A top frame that is the position itself replaces it.
  bool own = IsTuple(top) && IsSmall(TupleElement(top, 0));
  return Raise(ctx, ctx->exc_class, ctx->exc_reason, top, own ? 0 : pos, sp);
}
}  // namespace

Term FailN(Ctx* ctx, Term* e, Term) { return RaisePending(ctx, 0, e - 1); }

Term BuildStacktrace(Ctx* ctx, Term raw) {
  if (!IsTuple(raw)) return raw;
  uint32_t n = TupleArity(raw);
  Term result = TupleElement(raw, kRawBuilt);
  for (uint32_t i = n; i > kRawFirst; i--) {
    Term item =
        FrameItem(ctx, static_cast<Position>(SmallValue(TupleElement(raw, i - 1))), Small(0), kNil);
    if (item != 0) result = Cons(ctx, item, result);
  }
  Term top = TupleElement(raw, kRawTop);
  if (IsNil(top)) return result;
  if (IsSmall(TupleElement(top, 0))) {
    // {Position, Args | 0, Extra}: a function of compiled code shown with more than its arity and
    // line.
    Term item = FrameItem(ctx, static_cast<Position>(SmallValue(TupleElement(top, 0))),
                          TupleElement(top, 1), TupleElement(top, 2));
    return item != 0 ? Cons(ctx, item, result) : result;
  }
  return Cons(ctx, top, result);
}

Term CurrentStack(Ctx* ctx, const Process* p) {
  uint32_t n = 0;
  Term words[3 + 8] = {Atom(FixedAtom::kError), kNil, kNil};
  if (p != ctx->process) words[3 + n++] = Small(static_cast<int32_t>(p->resume));
  Position last = p == ctx->process ? 0 : p->resume;
  for (const Term* s = p == ctx->process ? ctx->e : p->e; s < p->stack_base && n < 8; s++) {
    if (*s == 0 || (*s & abi::kTagMask) != 0 || PositionOfCp(*s) == last) continue;
    last = PositionOfCp(*s);
    words[3 + n++] = Small(static_cast<int32_t>(last));
  }
  return BuildStacktrace(ctx, MakeTuple(ctx, words, 3 + n));
}

}  // namespace seabeam::rt

using namespace seabeam::rt;

SB_EXPORT Term fail_pending(Ctx* ctx, uint32_t pos, Term* sp) { return RaisePending(ctx, pos, sp); }

SB_EXPORT Term sb_native_missing(Ctx* ctx, const char* symbol, uint32_t size, Term a0, Term a1, Term a2, Term a3, Term a4,
                                 Term a5, Term a6, Term a7) {
  for (uint32_t i = 0; i < static_cast<uint32_t>(seabeam::abi::BifId::kCount); ++i) {
    const char* known = seabeam::abi::kBifs[i].symbol;
    if (!(Text{known, static_cast<uint32_t>(strlen(known))} == Text{symbol, size})) continue;
    Fail(ctx, static_cast<seabeam::abi::BifId>(i), Atom(FixedAtom::kUndef), a0, a1, a2, a3, a4, a5, a6, a7);
    ctx->exc_nargs = seabeam::abi::kBifs[i].arity;
    return 0;
  }
  Panic("a missing function that is no BIF");
}

SB_EXPORT Term raise_guard(Ctx* ctx, uint32_t bif, uint32_t arity, uint32_t pos, Term* sp) {
  if (bif >= static_cast<uint32_t>(seabeam::abi::BifId::kCount)) Panic("raise_guard: bad BIF id");
  Export* e = GetExport(InternAtom(seabeam::abi::kBifs[bif].module),
                        InternAtom(seabeam::abi::kBifs[bif].function), arity);
  ctx->exc_class = 0;
  const Term* x = ctx->x;
  Term r = 1;
  if (e->bif != 0) {
    switch (arity) {
      case 0:
        r = reinterpret_cast<Term (*)(Ctx*)>(e->bif)(ctx);
        break;
      case 1:
        r = reinterpret_cast<Term (*)(Ctx*, Term)>(e->bif)(ctx, x[0]);
        break;
      case 2:
        r = reinterpret_cast<Term (*)(Ctx*, Term, Term)>(e->bif)(ctx, x[0], x[1]);
        break;
      case 3:
        r = reinterpret_cast<Term (*)(Ctx*, Term, Term, Term)>(e->bif)(ctx, x[0], x[1], x[2]);
        break;
    }
  }
  if (r != 0 || ctx->exc_class == 0) {
    // The BIF is missing, or succeeds where compiled code did not.
    ctx->exc_class = Atom(FixedAtom::kError);
    ctx->exc_reason = e->bif == 0 ? Atom(FixedAtom::kUndef) : Atom(FixedAtom::kBadarg);
    ctx->exc_bif = bif;
    ctx->exc_cause = 0;
    ctx->exc_nargs = arity;
    for (uint32_t i = 0; i < arity; i++) ctx->exc_args[i] = x[i];
  }
  return fail_pending(ctx, pos, sp);
}

SB_EXPORT Term raise_error1(Ctx* ctx, uint32_t kind, Term value, uint32_t pos, Term* sp) {
  Term reason = ErrorReason(ctx, static_cast<seabeam::abi::ErrorKind>(kind), value);
  return Raise(ctx, Atom(FixedAtom::kError), reason, kNil, pos, sp);
}

SB_EXPORT Term raise_function_clause(Ctx* ctx, uint32_t arity, uint32_t pos, Term* sp) {
  Term args = MakeList(ctx, ctx->x, arity);
  Term top = MakeTuple(ctx, {Small(static_cast<int32_t>(pos)), args, kNil});
  return Raise(ctx, Atom(FixedAtom::kError), Atom(FixedAtom::kFunctionClause), top, 0, sp);
}

SB_EXPORT Term raise_badfun(Ctx* ctx, Term fun, uint32_t arity, uint32_t pushed, uint32_t pos,
                            Term* sp) {
  Term reason;
  if (IsFun(fun)) {
    Term args = MakeList(ctx, ctx->x, arity);
    reason = MakeTuple(ctx, {Atom(FixedAtom::kBadarity), MakeTuple(ctx, {fun, args})});
  } else {
    reason = MakeTuple(ctx, {Atom(FixedAtom::kBadfun), fun});
  }
  // Behind a call that is no tail call OTP has pushed the return address when it finds out, so the
  // caller is there twice.
  Term top =
      pushed != 0 ? MakeTuple(ctx, {Small(static_cast<int32_t>(pos)), Small(0), kNil}) : kNil;
  return Raise(ctx, Atom(FixedAtom::kError), reason, top, pos, sp);
}

namespace {
// The raw trace with another class (erlang:raise in a handler may change it).
Term WithClass(Ctx* ctx, Term raw, Term exception_class) {
  if (TupleElement(raw, 0) == exception_class) return raw;
  Term copy = MakeTuple(ctx, BoxPtr(raw) + 1, TupleArity(raw));
  BoxPtr(copy)[1] = exception_class;
  return copy;
}
bool IsRawTrace(Term t) { return IsTuple(t) && TupleArity(t) >= 3; }
}  // namespace

SB_EXPORT Term raise_class(Ctx* ctx, Term exception_class, Term reason, Term raw, uint32_t pos,
                           Term* sp) {
  if (IsRawTrace(raw) || IsCons(raw)) {
    Term trace = IsCons(raw) ? MakeTuple(ctx, {exception_class, raw, kNil})
                             : WithClass(ctx, raw, exception_class);
    return RaiseWithTrace(ctx, exception_class, reason, trace, sp);
  }
  return Raise(ctx, exception_class, reason, kNil, pos, sp);
}

SB_EXPORT Term reraise(Ctx* ctx, Term raw, Term reason, uint32_t pos, Term* sp) {
  Term c = IsRawTrace(raw) ? TupleElement(raw, 0) : Atom(FixedAtom::kError);
  return raise_class(ctx, c, reason, raw, pos, sp);
}

SB_EXPORT Term build_stacktrace(Ctx* ctx, Term raw) { return BuildStacktrace(ctx, raw); }

SB_EXPORT Term catch_end_value(Ctx* ctx, Term exception_class, Term reason, Term raw) {
  if (exception_class == Atom(FixedAtom::kThrow)) return reason;
  if (exception_class == Atom(FixedAtom::kError))
    reason = MakeTuple(ctx, {reason, BuildStacktrace(ctx, raw)});
  return MakeTuple(ctx, {Atom(FixedAtom::kExitUpper), reason});
}
