// Match specifications, interpreted over the terms that spell them.
#ifndef SEABEAM_RUNTIME_DATA_MATCH_SPEC_H_
#define SEABEAM_RUNTIME_DATA_MATCH_SPEC_H_

#include "runtime/core/containers.h"
#include "runtime/core/term.h"

namespace seabeam::rt {

class MatchSpec {
 public:
  // A whole specification: list of {Head, Guards, Body}. False: badly formed. Terms stay where
  // they are and must outlive this.
  bool Load(Ctx* ctx, Term spec);
  // A specification that was checked before.
  void LoadChecked(Term spec);
  // As for ets:match (with_bindings) and match_object: the pattern alone, result '$$' or '$_'.
  bool LoadPattern(Ctx* ctx, Term pattern, bool with_bindings);

  // The result of the first clause whose head and guards match `object`; 0 = none. The result may
  // share terms with `object` and the specification.
  Term Run(Ctx* ctx, Term object);

  // A key all clauses demand (at tuple position keypos), 0 = none: look-up can replace the scan.
  Term BoundKey(uint32_t keypos) const;

 private:
  struct Clause {
    Term head, guards, body;
  };
  bool Match(Term pattern, Term t);
  Term Eval(Ctx* ctx, Term e);
  Term EvalCall(Ctx* ctx, Term e);
  Term EvalBody(Ctx* ctx, Term body);

  Vec<Clause> clauses_;
  Vec<Term> bound_;  // by variable number
  Vec<uint32_t> bound_numbers_;
  Term object_ = 0;
};

// '$N' (no leading zeros): its N, else -1.
int32_t MatchVariable(Term t);
// Of the guard BIFs; null = none of that name and arity.
struct MatchSpecFunction;
const MatchSpecFunction* FindMatchSpecFunction(Term name, uint32_t arity);
bool HasMatchVariables(Term t);

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_DATA_MATCH_SPEC_H_
