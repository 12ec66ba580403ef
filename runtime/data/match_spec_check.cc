#include "runtime/data/match_spec_check.h"

#include "runtime/core/atom_name.h"
#include "runtime/core/bifs.h"
#include "runtime/core/containers.h"
#include "runtime/core/otp_version.h"
#include "runtime/data/map.h"
#include "runtime/data/match_spec.h"
#include "runtime/data/print.h"
#include "runtime/data/word_stack.h"

namespace seabeam::rt {

namespace {

template <size_t n>
bool IsOneOf(Term atom, const char* const (&names)[n]) {
  for (const char* name : names) {
    if (IsName(atom, name)) return true;
  }
  return false;
}

// Guard BIFs that match specifications know since OTP 26.
constexpr const char* kNew[] = {"is_bitstring", "is_boolean", "tuple_size", "ceil",
                                    "floor",        "min",        "max"};
// Special forms of match specifications for tracing.
constexpr const char* kTracing[] = {
    "is_seq_trace", "set_seq_token", "get_seq_token", "return_trace",  "exception_trace",
    "display",      "process_dump",  "enable_trace",  "disable_trace", "trace",
    "caller",       "caller_line",   "silent",        "message"};
constexpr const char* kLogic[] = {"and", "or", "andalso", "orelse"};

constexpr int kMaxDepth = 200;

class Check {
 public:
  Check(Ctx* ctx, Term* errors) : ctx_(ctx), errors_(errors), list_(ctx) {}

  bool Run(Term spec) {
    CheckClauses(spec);
    if (failed_ && errors_) *errors_ = list_.Finish();
    return !failed_;
  }

 private:
  void CheckClauses(Term spec) {
    if (!IsCons(spec)) return Say("Match programs are not in a list.");
    Term l = spec;
    while (IsCons(l)) l = Tail(l);
    if (!IsNil(l)) return Say("Match programs are not in a proper list.");
    for (l = spec; IsCons(l) && !failed_; l = Tail(l)) {
      Term c = Head(l);
      if (!IsTupleOf(c, 3)) return Say("Match program part is not a tuple of arity 3.");
      bound_.clear();
      Bind(TupleElement(c, 0));
      Term guards = TupleElement(c, 1), body = TupleElement(c, 2);
      if (!IsList(guards)) {
        Say("Match expression is not a list.");
      } else {
        CheckList(guards);
      }
      if (!IsCons(body)) {
        Say("Body clause does not return anything.");
      } else {
        CheckList(body);
      }
    }
  }

  // The variables of a head.
  void Bind(Term t) {
    WordStack stack;
    for (;;) {
      if (IsAtom(t)) {
        if (MatchVariable(t) >= 0) bound_.push_back(t);
      } else if (IsCons(t)) {
        stack.Push(Tail(t));
        stack.Push(Head(t));
      } else if (IsTuple(t)) {
        for (uint32_t i = 0; i < TupleArity(t); ++i) stack.Push(TupleElement(t, i));
      } else if (IsMap(t)) {
        MapIterator it(t);
        Term k, v;
        while (it.Next(&k, &v)) stack.Push(v);
      }
      if (stack.empty()) return;
      t = stack.Pop();
    }
  }

  void CheckList(Term l) {
    for (; IsCons(l); l = Tail(l)) CheckTerm(Head(l), 0);
    if (!IsNil(l)) Say("Match expression is not a proper list.");
  }

  void CheckTerm(Term e, int depth) {
    if (depth > kMaxDepth) return Say("Match expression is nested too deep.");
    for (; IsCons(e); e = Tail(e)) CheckTerm(Head(e), depth + 1);
    if (IsTuple(e)) return CheckCall(e, depth);
    if (IsMap(e)) {
      MapIterator it(e);
      Term k, v;
      while (it.Next(&k, &v)) {
        CheckTerm(k, depth + 1);
        CheckTerm(v, depth + 1);
      }
    } else if (MatchVariable(e) >= 0) {
      for (Term b : bound_) {
        if (b == e) return;
      }
      Say("Variable %T is unbound.", e);
    }
  }

  void CheckCall(Term e, int depth) {
    uint32_t n = TupleArity(e);
    Term op = n > 0 ? TupleElement(e, 0) : kNil;
    if (n == 1 && IsTuple(op)) {
      for (uint32_t i = TupleArity(op); i-- > 0;) CheckTerm(TupleElement(op, i), depth + 1);
      return;
    }
    if (!IsAtom(op) || n == 0)
      return Say("%T is neither a function call, nor a tuple (tuples are written {{ ... }}).", e);
    if (IsName(op, "const")) {
      if (n != 2) Say("Special form 'const' called with more than one argument in %T.", e);
      return;
    }
    if (IsName(op, "self") && n > 1)
      return Say("Special form 'self' called with arguments in %T.", e);
    if (IsOneOf(op, kTracing)) return Say("Special form '%T' used in wrong dialect.", op);
    if (IsOneOf(op, kLogic)) {
      if (n == 1) return Say("Special form '%T' called without arguments in %T.", op, e);
    } else if ((IsName(op, "get_tcw") && n == 1) || (IsName(op, "set_tcw") && n == 2)) {
      return Say("Function %T/%T cannot be called in this context.", op,
                 Small(static_cast<int32_t>(n - 1)));
    } else if (!IsMatchSpecFunction(op, n - 1)) {
      return Say("Function %T/%T does_not_exist.", op, Small(static_cast<int32_t>(n - 1)));
    }
    for (uint32_t i = n; i-- > 1;) CheckTerm(TupleElement(e, i), depth + 1);
  }

  // %T: the next of the terms.
  void Say(const char* text, Term a = 0, Term b = 0) {
    failed_ = true;
    if (!errors_) return;
    ByteBuf out;
    for (; *text; ++text) {
      if (text[0] == '%' && text[1] == 'T') {
        PrintUnquoted(&out, a);
        a = b;
        ++text;
      } else {
        out.Put(static_cast<uint8_t>(*text));
      }
    }
    list_.Add(
        MakeTuple(ctx_, {Atom(FixedAtom::kError), MakeByteList(ctx_, out.data(), out.size())}));
  }
  static void PrintUnquoted(ByteBuf* out, Term t) {
    if (IsAtom(t)) {
      Text text = AtomText(t);
      out->Put(text.data, text.size);
    } else {
      PrintTerm(out, t);
    }
  }

  Ctx* ctx_;
  Term* errors_;
  ListBuilder list_;
  bool failed_ = false;
  Vec<Term> bound_;
};

}  // namespace

bool IsMatchSpecFunction(Term name, uint32_t arity) {
  if (OtpVersion().number < 26 && IsOneOf(name, kNew)) return false;
  if (arity == 2 && (IsName(name, "is_record") || (OtpVersion().number < 26 && IsName(name, "is_function")))) return false;
  return !(arity == 3 && IsName(name, "is_integer") && OtpVersion().number < 29) &&
         FindMatchSpecFunction(name, arity) != nullptr;
}

bool CheckMatchSpec(Ctx* ctx, Term spec, Term* errors) { return Check(ctx, errors).Run(spec); }

}  // namespace seabeam::rt
