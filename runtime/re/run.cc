// re:run. A match that takes long is interrupted: the process yields, and goes on at RunPosition.
#include <pcre.h>

#include <cstdlib>

#include "runtime/core/bifs.h"
#include "runtime/core/binary.h"
#include "runtime/core/error.h"
#include "runtime/core/owned.h"
#include "runtime/core/raise.h"
#include "runtime/core/scheduler.h"
#include "runtime/core/tail_call.h"
#include "runtime/data/bits.h"
#include "runtime/data/iolist.h"
#include "runtime/re/captures.h"
#include "runtime/re/options.h"
#include "runtime/re/pattern.h"

extern "C" void erts_pcre_free_restart_data(void* restart_data);

namespace seabeam::rt {

using abi::BifId;

namespace {

// Steps of PCRE's matcher that count as a reduction.
constexpr uint32_t kStepsPerReduction = 10;
constexpr uint32_t kMaxStepsAtOnce = 40000;

// The call as it was made, for exceptions: run/2, run/3 or internal_run/4.
struct Call {
  BifId bif;
  Term args[4];
};

struct Match : Owned {
  erts_pcre_extra extra = {};
  void* restart = nullptr;
  unsigned long steps = 0;
  uint8_t* code = nullptr;  // the compiled pattern, unless it is the term's
  const pcre* pattern = nullptr;
  ByteBuf subject_copy;
  MatchedSubject subject = {};
  uint32_t subject_size = 0;
  Vec<int> offsets;
  Captures captures;
  bool report_errors = false;
  bool started = false;
  int exec_options = 0;
  int offset = 0;

  ~Match() {
    if (restart != nullptr) erts_pcre_free_restart_data(restart);
    free(code);
  }
};

void ReleaseMatch(Owned* object) { delete static_cast<Match*>(object); }

Term FailRun(Ctx* ctx, Term* e, const Call& call, const char* cause = nullptr,
             Term reason = Atom(FixedAtom::kBadarg)) {
  const Term* a = call.args;
  switch (call.bif) {
    case BifId::bif_re_run_2:
      Fail(ctx, call.bif, reason, a[0], a[1]);
      break;
    case BifId::bif_re_run_3:
      Fail(ctx, call.bif, reason, a[0], a[1], a[2]);
      break;
    default:
      Fail(ctx, call.bif, reason, a[0], a[1], a[2], a[3]);
      break;
  }
  if (cause != nullptr) WithCause(ctx, InternAtom(cause));
  return FailN(ctx, e, 0);
}

// Runs or goes on with a match for as many steps as there are reductions; PCRE's result.
int Step(Ctx* ctx, Match* m) {
  const int32_t reductions = RealReductions(ctx);
  uint32_t steps =
      reductions < 1 ? kStepsPerReduction : static_cast<uint32_t>(reductions) * kStepsPerReduction;
  if (steps > kMaxStepsAtOnce) steps = kMaxStepsAtOnce;
  m->extra.loop_limit = steps;
  m->extra.restart_flags = 0;
  m->steps = 0;
  const int result =
      m->started
          ? erts_pcre_exec(nullptr, &m->extra, nullptr, 0, 0, 0, nullptr, 0)
          : erts_pcre_exec(m->pattern, &m->extra, reinterpret_cast<const char*>(m->subject.bytes),
                           static_cast<int>(m->subject_size), m->offset, m->exec_options,
                           m->offsets.begin(), static_cast<int>(m->offsets.size()));
  m->started = true;
  (ctx->requests != 0 ? ctx->reds_left : ctx->reds) -=
      static_cast<int32_t>(m->steps / kStepsPerReduction);
  return result;
}

// Raises what a match failed with: OTP calls everything that no argument is to blame for, an offset
// behind the end as well, an internal error (which there, other than here, nobody can catch).
Term FailMatch(Ctx* ctx, Term* e, const Call& call, int result) {
  switch (result) {
    case PCRE_ERROR_SHORTUTF8:
    case PCRE_ERROR_BADUTF8:
    case PCRE_ERROR_BADUTF8_OFFSET:
    case PCRE_ERROR_BADMAGIC:
    case PCRE_ERROR_BADENDIANNESS:
      return FailRun(ctx, e, call);
    default:
      return FailRun(ctx, e, call, nullptr, InternAtom("internal_error"));
  }
}

// 0: the match failed.
Term ResultOf(Ctx* ctx, const Match& m, int result) {
  if (result > 0)
    return CaptureResult(ctx, m.captures, m.subject, &m.offsets[0], static_cast<uint32_t>(result));
  switch (result) {
    case PCRE_ERROR_MATCHLIMIT:
      if (!m.report_errors) break;
      return MakeTuple(ctx, {Atom(FixedAtom::kError), InternAtom("match_limit")});
    case PCRE_ERROR_RECURSIONLIMIT:
      if (!m.report_errors) break;
      return MakeTuple(ctx, {Atom(FixedAtom::kError), InternAtom("match_limit_recursion")});
    case 0:
    case PCRE_ERROR_NOMATCH:
    case PCRE_ERROR_RECURSELOOP:
      break;
    default:
      return 0;
  }
  return InternAtom("nomatch");
}

// x0..x3: the call's arguments; x4: the BIF; x5, x6: halves of the Match's address.
constexpr uint32_t kRunLive = 7;

void SaveCall(Ctx* ctx, const Call& call, const Match* m) {
  for (uint32_t i = 0; i < 4; ++i) ctx->x[i] = call.args[i] == 0 ? kNil : call.args[i];
  ctx->x[4] = Small(static_cast<int32_t>(call.bif));
  const uint32_t address = static_cast<uint32_t>(reinterpret_cast<uintptr_t>(m));
  ctx->x[5] = Small(static_cast<int32_t>(address >> 16));
  ctx->x[6] = Small(static_cast<int32_t>(address & 0xFFFF));
}
Call SavedCall(Ctx* ctx) {
  return {static_cast<BifId>(SmallValue(ctx->x[4])), {ctx->x[0], ctx->x[1], ctx->x[2], ctx->x[3]}};
}
Match* SavedMatch(Ctx* ctx) {
  const uint32_t address = static_cast<uint32_t>(SmallValue(ctx->x[5])) << 16 |
                           static_cast<uint32_t>(SmallValue(ctx->x[6]));
  return reinterpret_cast<Match*>(static_cast<uintptr_t>(address));
}

Term RunPosition(Ctx* ctx) {
  Match* m = SavedMatch(ctx);
  if (RealReductions(ctx) > 0) {
    // The collector may have moved what the result shares.
    if (m->subject.term != 0) m->subject.term = ctx->x[0];
    const int result = Step(ctx, m);
    if (result != PCRE_ERROR_LOOP_LIMIT) {
      const Call call = SavedCall(ctx);
      RemoveOwned(m);
      const Term term = ResultOf(ctx, *m, result);
      delete m;
      Term* e = PopReturnAddress(ctx);
      return term != 0 ? term : FailMatch(ctx, e, call, result);
    }
  }
  ctx->next = PositionOf(&RunPosition);
  ctx->live = kRunLive;
  ctx->action = kActionYield;
  return 0;
}

// Runs a match whose pattern is there.
Term RunMatch(Ctx* ctx, Term* e, const Call& call, const ReOptions& o, bool check_utf8, Match* m) {
  m->release = ReleaseMatch;
  if (!ParseCaptures(o.capture_values, o.capture_type, m->pattern, &m->captures)) {
    delete m;
    return FailRun(ctx, e, call);
  }
  BitView view;
  const Term subject = call.args[0];
  if (GetBinary(subject, &view) && view.aligned() && view.byte_size() > kMaxHeapBinary) {
    m->subject = {view.bytes(), subject};
    m->subject_size = view.byte_size();
  } else {
    uint64_t bits = 0;
    if (!FlattenIolist(subject, true, &m->subject_copy, &bits)) {
      delete m;
      return FailRun(ctx, e, call);
    }
    m->subject = {m->subject_copy.data(), 0};
    m->subject_size = m->subject_copy.size();
  }
  m->extra.flags = PCRE_EXTRA_TABLES | PCRE_EXTRA_LOOP_LIMIT;
  m->extra.tables = CharacterTables();
  m->extra.restart_data = &m->restart;
  m->extra.loop_counter_return = &m->steps;
  if (o.match_limit >= 0) {
    m->extra.flags |= PCRE_EXTRA_MATCH_LIMIT;
    m->extra.match_limit = static_cast<unsigned long>(o.match_limit);
  }
  if (o.match_limit_recursion >= 0) {
    m->extra.flags |= PCRE_EXTRA_MATCH_LIMIT_RECURSION;
    m->extra.match_limit_recursion = static_cast<unsigned long>(o.match_limit_recursion);
  }
  m->exec_options = static_cast<int>(o.exec | (check_utf8 ? 0 : PCRE_NO_UTF8_CHECK));
  m->offset = o.offset;
  m->report_errors = o.report_errors;
  const int result = Step(ctx, m);
  if (result == PCRE_ERROR_LOOP_LIMIT) {
    AddOwned(m, ctx->self);
    SaveCall(ctx, call, m);
    return ContinueAt(ctx, e, PositionOf(&RunPosition), kRunLive);
  }
  const Term term = ResultOf(ctx, *m, result);
  delete m;
  return term != 0 ? term : FailMatch(ctx, e, call, result);
}

Term RunBif(Ctx* ctx, Term* e, const Call& call, bool at_depth);

// The same call again, with nothing on the native stack.
Term RunAgainPosition(Ctx* ctx) {
  Term* e = PopReturnAddress(ctx);
  return RunBif(ctx, e, SavedCall(ctx), false);
}

void SetOffsets(Match* m, uint32_t groups) {
  for (uint32_t i = 0; i < 3 * (groups + 1); ++i) m->offsets.push_back(0);
}

Term RunText(Ctx* ctx, Term* e, const Call& call, const ReOptions& o, Term options, bool check_utf8,
             bool at_depth) {
  const Term subject = call.args[0];
  const Term pattern = call.args[1];
  const bool list_result = o.capture_type != 0 && o.capture_type == InternAtom("list");
  if (o.unicode && (!IsBitstring(pattern) || !IsBitstring(subject) || (list_result && !o.global))) {
    return TailCall(ctx, e, "re", "urun", subject, pattern, options);
  }
  ByteBuf text;
  uint64_t bits = 0;
  if (!FlattenIolist(pattern, true, &text, &bits)) return FailRun(ctx, e, call);
  if (at_depth && IsDeepPattern(text)) {
    SaveCall(ctx, call, nullptr);
    return ContinueAt(ctx, e, PositionOf(&RunAgainPosition), kRunLive);
  }
  CompiledPattern compiled = CompilePattern(&text, o);
  if (compiled.code == nullptr) {
    if (!o.report_errors) return FailRun(ctx, e, call);
    const Term error = MakeTuple(ctx, {InternAtom("compile"), PatternError(ctx, compiled)});
    return MakeTuple(ctx, {Atom(FixedAtom::kError), error});
  }
  if (o.global) {
    const Term precompiled = PatternTerm(ctx, &compiled, o.unicode);
    const Term original = MakeTuple(ctx, {options, Bool(o.compile_only), pattern});
    return TailCall(ctx, e, "re", "grun", subject, precompiled, original);
  }
  auto* m = new Match;
  m->code = reinterpret_cast<uint8_t*>(compiled.code);
  m->pattern = compiled.code;
  SetOffsets(m, PatternGroups(compiled.code));
  return RunMatch(ctx, e, call, o, check_utf8, m);
}

Term RunCompiled(Ctx* ctx, Term* e, const Call& call, const ReOptions& o, Term options,
                 bool check_utf8) {
  const Term subject = call.args[0];
  const Term pattern = call.args[1];
  Term code;
  BitView view;
  if (o.compile_only || !IsPatternTerm(pattern, &code)) return FailRun(ctx, e, call);
  const bool unicode = TupleElement(pattern, 2) != Small(0);
  const bool list_result = o.capture_type != 0 && o.capture_type == InternAtom("list");
  if (unicode && (!IsBitstring(subject) || (list_result && !o.global))) {
    return TailCall(ctx, e, "re", "urun", subject, pattern, options);
  }
  if (o.global) {
    return TailCall(ctx, e, "re", "grun", subject, pattern, MakeTuple(ctx, {options, kFalse}));
  }
  if (!GetBits(code, &view) || view.byte_size() < 4) return FailRun(ctx, e, call);
  auto* m = new Match;
  // A copy: the process may be interrupted, and the collector move what lies in its heap.
  m->code = static_cast<uint8_t*>(CheckedAlloc(view.byte_size()));
  CopyBits(m->code, 0, view.data, view.offset, view.byte_size() * 8);
  m->pattern = reinterpret_cast<const pcre*>(m->code);
  // Code that is not PCRE's, or is cut off, is not looked into.
  const bool whole =
      view.byte_size() >= kPatternHead && PatternSize(m->pattern) == view.byte_size();
  if (!whole) {
    delete m;
    return FailRun(ctx, e, call);
  }
  const int32_t groups = SmallValue(TupleElement(pattern, 1));
  SetOffsets(m, groups < 0 || groups > 65535 ? 0 : static_cast<uint32_t>(groups));
  return RunMatch(ctx, e, call, o, check_utf8, m);
}

Term RunBif(Ctx* ctx, Term* e, const Call& call, bool at_depth) {
  const Term pattern = call.args[1];
  const Term options = call.bif == BifId::bif_re_run_2 ? kNil : call.args[2];
  bool check_utf8 = true;
  if (call.bif == BifId::bif_re_internal_run_4) {
    // False: an earlier call has looked at the same subject.
    if (call.args[3] != kTrue && call.args[3] != kFalse) return FailRun(ctx, e, call);
    check_utf8 = call.args[3] == kTrue;
  }
  ReOptions o;
  if (!ParseReOptions(options, &o) || o.exported) return FailRun(ctx, e, call, "badopt");
  if (IsTupleOf(pattern, 5)) return RunCompiled(ctx, e, call, o, options, check_utf8);
  if (!IsBitstring(pattern) && !IsList(pattern)) return FailRun(ctx, e, call);
  return RunText(ctx, e, call, o, options, check_utf8, at_depth);
}

}  // namespace
}  // namespace seabeam::rt

using namespace seabeam::rt;
using seabeam::abi::BifId;

SB_EXPORT Term bif_re_run_2(Ctx* ctx, Term* e, Term subject, Term pattern) {
  return RunBif(ctx, e, {BifId::bif_re_run_2, {subject, pattern, 0, 0}}, true);
}
SB_EXPORT Term bif_re_run_3(Ctx* ctx, Term* e, Term subject, Term pattern, Term options) {
  return RunBif(ctx, e, {BifId::bif_re_run_3, {subject, pattern, options, 0}}, true);
}
SB_EXPORT Term bif_re_internal_run_4(Ctx* ctx, Term* e, Term subject, Term pattern, Term options,
                                     Term first) {
  return RunBif(ctx, e, {BifId::bif_re_internal_run_4, {subject, pattern, options, first}}, true);
}
