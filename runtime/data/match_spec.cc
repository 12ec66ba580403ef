#include "runtime/data/match_spec.h"

#include "abi/bif_list.h"
#include "runtime/core/atom_name.h"
#include "runtime/core/bifs.h"
#include "runtime/data/compare.h"
#include "runtime/data/map.h"
#include "runtime/data/match_spec_check.h"

namespace seabeam::rt {

namespace {

}  // namespace

// Functions of guards and bodies: the guard BIFs of module erlang, by name and arity.
using Any = Term (*)();
struct MatchSpecFunction {
  Term name;
  uint32_t arity;
  Any f;
};

namespace {

const Vec<MatchSpecFunction>& Functions() {
  static Vec<MatchSpecFunction> table;
  if (table.empty()) {
#define BIF(symbol, module, function, arity, kind)                                               \
  if (abi::BifKind::kind == abi::BifKind::G && strcmp(module, "erlang") == 0) {                  \
    table.push_back(                                                                             \
        {InternAtom(function), arity, reinterpret_cast<Any>(reinterpret_cast<void*>(&symbol))}); \
  }
#include "abi/bifs/guard.inc"
#undef BIF
  }
  return table;
}
Term Call(Ctx* ctx, const MatchSpecFunction& fn, const Term* a) {
  void* f = reinterpret_cast<void*>(fn.f);
  switch (fn.arity) {
    case 0:
      return reinterpret_cast<Term (*)(Ctx*)>(f)(ctx);
    case 1:
      return reinterpret_cast<Term (*)(Ctx*, Term)>(f)(ctx, a[0]);
    case 2:
      return reinterpret_cast<Term (*)(Ctx*, Term, Term)>(f)(ctx, a[0], a[1]);
    default:
      return reinterpret_cast<Term (*)(Ctx*, Term, Term, Term)>(f)(ctx, a[0], a[1], a[2]);
  }
}

enum class Logic { kNone, kAnd, kOr, kAndalso, kOrelse };
Logic LogicOf(Term op) {
  if (IsName(op, "and")) return Logic::kAnd;
  if (IsName(op, "or")) return Logic::kOr;
  if (IsName(op, "andalso")) return Logic::kAndalso;
  if (IsName(op, "orelse")) return Logic::kOrelse;
  return Logic::kNone;
}

}  // namespace

const MatchSpecFunction* FindMatchSpecFunction(Term name, uint32_t arity) {
  const Vec<MatchSpecFunction>& t = Functions();
  for (uint32_t i = 0; i < t.size(); ++i) {
    if (t[i].name == name && t[i].arity == arity) return &t[i];
  }
  return nullptr;
}

int32_t MatchVariable(Term t) {
  if (!IsAtom(t)) return -1;
  Text text = AtomText(t);
  if (text.size < 2 || text.size > 10 || text.data[0] != '$') return -1;
  if (text.data[1] == '0' && text.size > 2) return -1;
  int32_t n = 0;
  for (uint32_t i = 1; i < text.size; ++i) {
    if (text.data[i] < '0' || text.data[i] > '9') return -1;
    n = n * 10 + (text.data[i] - '0');
  }
  return n;
}

bool HasMatchVariables(Term t) {
  WordStack stack;
  for (;;) {
    if (IsAtom(t)) {
      if (MatchVariable(t) >= 0 || IsName(t, "_")) return true;
    } else if (IsCons(t)) {
      stack.Push(Tail(t));
      t = Head(t);
      continue;
    } else if (IsTuple(t)) {
      for (uint32_t i = 0; i < TupleArity(t); ++i) stack.Push(TupleElement(t, i));
    } else if (IsMap(t)) {
      MapIterator it(t);
      Term k, v;
      while (it.Next(&k, &v)) {
        stack.Push(k);
        stack.Push(v);
      }
    }
    if (stack.empty()) return false;
    t = stack.Pop();
  }
}

bool MatchSpec::Load(Ctx* ctx, Term spec) {
  // Without clauses nothing matches; only ets:match_spec_compile/1 refuses that.
  if (!IsNil(spec) && !CheckMatchSpec(ctx, spec, nullptr)) return false;
  LoadChecked(spec);
  return true;
}

void MatchSpec::LoadChecked(Term spec) {
  for (; IsCons(spec); spec = Tail(spec)) {
    Term c = Head(spec);
    clauses_.push_back({TupleElement(c, 0), TupleElement(c, 1), TupleElement(c, 2)});
  }
}

bool MatchSpec::LoadPattern(Ctx* ctx, Term pattern, bool with_bindings) {
  clauses_.push_back({pattern, kNil, Cons(ctx, InternAtom(with_bindings ? "$$" : "$_"), kNil)});
  return true;
}

Term MatchSpec::BoundKey(uint32_t keypos) const {
  Term key = 0;
  for (uint32_t i = 0; i < clauses_.size(); ++i) {
    Term head = clauses_[i].head;
    if (!IsTuple(head)) return 0;
    Term k = TupleArity(head) >= keypos ? BoxPtr(head)[keypos] : 0;
    if (k == 0 || HasMatchVariables(k)) return 0;
    if (key != 0 && !Same(key, k)) return 0;
    key = k;
  }
  return key;
}

bool MatchSpec::Match(Term pattern, Term t) {
  WordStack stack;
  for (;;) {
    int32_t variable;
    if (IsAtom(pattern)) {
      if (pattern != t) {
        if ((variable = MatchVariable(pattern)) >= 0) {
          Term bound = 0;
          for (uint32_t i = 0; i < bound_.size(); ++i) {
            if (bound_numbers_[i] == static_cast<uint32_t>(variable)) bound = bound_[i];
          }
          if (bound == 0) {
            bound_.push_back(t);
            bound_numbers_.push_back(static_cast<uint32_t>(variable));
          } else if (!Same(bound, t)) {
            return false;
          }
        } else if (!IsName(pattern, "_")) {
          return false;
        }
      } else if ((variable = MatchVariable(pattern)) >= 0) {
        // The object holds the very atom: it is bound like any other term.
        bound_.push_back(t);
        bound_numbers_.push_back(static_cast<uint32_t>(variable));
      }
    } else if (IsCons(pattern)) {
      if (!IsCons(t)) return false;
      stack.Push(Tail(t));
      stack.Push(Tail(pattern));
      pattern = Head(pattern);
      t = Head(t);
      continue;
    } else if (IsTuple(pattern)) {
      if (!IsTuple(t) || TupleArity(t) != TupleArity(pattern)) return false;
      for (uint32_t i = TupleArity(t); i > 0; --i) {
        stack.Push(BoxPtr(t)[i]);
        stack.Push(BoxPtr(pattern)[i]);
      }
    } else if (IsMap(pattern)) {
      if (!IsMap(t)) return false;
      MapIterator it(pattern);
      Term k, v;
      while (it.Next(&k, &v)) {
        Term value = MapFind(t, k);
        if (value == 0) return false;
        stack.Push(value);
        stack.Push(v);
      }
    } else if (!Same(pattern, t)) {
      return false;
    }
    if (stack.empty()) return true;
    pattern = stack.Pop();
    t = stack.Pop();
  }
}

Term MatchSpec::Eval(Ctx* ctx, Term e) {
  if (IsAtom(e)) {
    int32_t variable = MatchVariable(e);
    if (variable >= 0) {
      for (uint32_t i = 0; i < bound_.size(); ++i) {
        if (bound_numbers_[i] == static_cast<uint32_t>(variable)) return bound_[i];
      }
      return e;
    }
    if (IsName(e, "$_")) return object_;
    if (IsName(e, "$$")) {
      // Bindings by number.
      Vec<uint32_t> order;
      for (uint32_t i = 0; i < bound_.size(); ++i) {
        uint32_t j = 0;
        order.push_back(i);
        for (j = order.size() - 1; j > 0 && bound_numbers_[order[j - 1]] > bound_numbers_[i]; --j)
          order[j] = order[j - 1];
        order[j] = i;
      }
      Term list = kNil;
      for (uint32_t i = order.size(); i-- > 0;) list = Cons(ctx, bound_[order[i]], list);
      return list;
    }
    return e;
  }
  if (IsCons(e)) {
    ListBuilder list(ctx);
    for (; IsCons(e); e = Tail(e)) {
      Term v = Eval(ctx, Head(e));
      if (!v) return 0;
      list.Add(v);
    }
    Term tail = IsNil(e) ? e : Eval(ctx, e);
    return tail ? list.Finish(tail) : 0;
  }
  if (IsTuple(e)) return EvalCall(ctx, e);
  if (IsMap(e)) {
    Term map = EmptyMap(ctx);
    MapIterator it(e);
    Term k, v;
    while (it.Next(&k, &v)) {
      Term key = Eval(ctx, k), value = Eval(ctx, v);
      if (!key || !value) return 0;
      map = MapPut(ctx, map, key, value);
    }
    return map;
  }
  return e;
}

Term MatchSpec::EvalCall(Ctx* ctx, Term e) {
  uint32_t n = TupleArity(e);
  Term op = TupleElement(e, 0);
  if (n == 1 && IsTuple(op)) {
    uint32_t size = TupleArity(op);
    Vec<Term> elements;
    for (uint32_t i = 0; i < size; ++i) {
      Term v = Eval(ctx, TupleElement(op, i));
      if (!v) return 0;
      elements.push_back(v);
    }
    return MakeTuple(ctx, elements.begin(), size);
  }
  if (n == 2 && IsName(op, "const")) return TupleElement(e, 1);
  Logic logic = LogicOf(op);
  if (logic != Logic::kNone) {
    bool is_or = logic == Logic::kOr || logic == Logic::kOrelse;
    bool short_circuit = logic == Logic::kAndalso || logic == Logic::kOrelse;
    Term result = Bool(!is_or);
    for (uint32_t i = 1; i < n; ++i) {
      Term v = Eval(ctx, TupleElement(e, i));
      if (short_circuit && i == n - 1) return v;
      if (v != kTrue && v != kFalse) return 0;
      if (v == Bool(is_or)) {
        result = v;
        if (short_circuit) return result;
      }
    }
    return result;
  }
  const MatchSpecFunction* f = FindMatchSpecFunction(op, n - 1);
  Term args[3];
  for (uint32_t i = 1; i < n; ++i) {
    args[i - 1] = Eval(ctx, TupleElement(e, i));
    if (!args[i - 1]) return 0;
  }
  return Call(ctx, *f, args);
}

Term MatchSpec::EvalBody(Ctx* ctx, Term body) {
  Term result = 0;
  for (; IsCons(body); body = Tail(body)) {
    result = Eval(ctx, Head(body));
    if (!result) return Atom(FixedAtom::kExitUpper);
  }
  return result;
}

Term MatchSpec::Run(Ctx* ctx, Term object) {
  object_ = object;
  for (uint32_t i = 0; i < clauses_.size(); ++i) {
    const Clause& c = clauses_[i];
    bound_.clear();
    bound_numbers_.clear();
    if (!Match(c.head, object)) continue;
    Term g = c.guards;
    while (IsCons(g) && Eval(ctx, Head(g)) == kTrue) g = Tail(g);
    if (IsNil(g)) return EvalBody(ctx, c.body);
  }
  return 0;
}

}  // namespace seabeam::rt
