#include "runtime/re/options.h"

#include <pcre.h>

#include "runtime/core/atom_name.h"
#include "runtime/core/otp_version.h"
#include "runtime/data/integer.h"

namespace seabeam::rt {
namespace {

enum Use : uint8_t { kCompile = 1, kExec = 2 };

struct AtomOption {
  const char* name;
  uint32_t bits;
  uint8_t use;   // where the bits go
  uint8_t only;  // where it may stand
};

constexpr AtomOption kAtomOptions[] = {
    {"anchored", PCRE_ANCHORED, kCompile | kExec, 0},
    {"notempty", PCRE_NOTEMPTY, kExec, kExec},
    {"notempty_atstart", PCRE_NOTEMPTY_ATSTART, kExec, kExec},
    {"notbol", PCRE_NOTBOL, kExec, kExec},
    {"noteol", PCRE_NOTEOL, kExec, kExec},
    {"no_start_optimize", PCRE_NO_START_OPTIMIZE, kCompile, kCompile},
    {"caseless", PCRE_CASELESS, kCompile, kCompile},
    {"dollar_endonly", PCRE_DOLLAR_ENDONLY, kCompile, kCompile},
    {"dotall", PCRE_DOTALL, kCompile, kCompile},
    {"extended", PCRE_EXTENDED, kCompile, kCompile},
    {"firstline", PCRE_FIRSTLINE, kCompile, kCompile},
    {"multiline", PCRE_MULTILINE, kCompile, kCompile},
    {"no_auto_capture", PCRE_NO_AUTO_CAPTURE, kCompile, kCompile},
    {"dupnames", PCRE_DUPNAMES, kCompile, kCompile},
    {"ungreedy", PCRE_UNGREEDY, kCompile, kCompile},
    {"ucp", PCRE_UCP, kCompile, kCompile},
    {"never_utf", PCRE_NEVER_UTF, kCompile, kCompile},
    {"bsr_anycrlf", PCRE_BSR_ANYCRLF, kCompile | kExec, 0},
    {"bsr_unicode", PCRE_BSR_UNICODE, kCompile | kExec, 0},
};

struct Newline {
  const char* name;
  uint32_t bits;
};
constexpr Newline kNewlines[] = {
    {"cr", PCRE_NEWLINE_CR},           {"crlf", PCRE_NEWLINE_CRLF}, {"lf", PCRE_NEWLINE_LF},
    {"anycrlf", PCRE_NEWLINE_ANYCRLF}, {"any", PCRE_NEWLINE_ANY},
};

bool ParseAtom(Term atom, ReOptions* o) {
  if (IsName(atom, "report_errors")) {
    o->report_errors = o->exec_only = true;
    return true;
  }
  if (IsName(atom, "global")) {
    o->global = o->exec_only = true;
    return true;
  }
  if (IsName(atom, "export") && OtpVersion().number >= 28) {
    o->exported = o->compile_only = true;
    return true;
  }
  if (IsName(atom, "unicode")) {
    o->unicode = o->compile_only = true;
    o->compile |= PCRE_UTF8;
    return true;
  }
  for (const AtomOption& row : kAtomOptions) {
    if (!IsName(atom, row.name)) continue;
    if (row.use & kCompile) o->compile |= row.bits;
    if (row.use & kExec) o->exec |= row.bits;
    if (row.only & kCompile) o->compile_only = true;
    if (row.only & kExec) o->exec_only = true;
    return true;
  }
  return false;
}

bool ParseNewline(Term value, ReOptions* o) {
  if (!IsAtom(value)) return false;
  for (const Newline& row : kNewlines) {
    if (!IsName(value, row.name)) continue;
    o->compile |= row.bits;
    o->exec |= row.bits;
    return true;
  }
  return false;
}

bool ParseTuple(Term t, ReOptions* o) {
  const uint32_t arity = TupleArity(t);
  if ((arity != 2 && arity != 3) || !IsAtom(TupleElement(t, 0))) return false;
  const Term name = TupleElement(t, 0);
  const Term value = TupleElement(t, 1);
  if (IsName(name, "capture")) {
    o->capture_values = value;
    o->capture_type = arity == 3 ? TupleElement(t, 2) : InternAtom("index");
    o->exec_only = true;
    return true;
  }
  if (arity == 3) return false;
  if (IsName(name, "newline")) return ParseNewline(value, o);
  int32_t* number = IsName(name, "offset")                  ? &o->offset
                    : IsName(name, "match_limit")           ? &o->match_limit
                    : IsName(name, "match_limit_recursion") ? &o->match_limit_recursion
                                                        : nullptr;
  o->exec_only = true;
  return number != nullptr && GetPcreInt(value, number);
}

}  // namespace

bool GetPcreInt(Term t, int32_t* v) {
  int64_t wide;
  if (!GetInt64(t, &wide) || wide < 0 || wide > INT32_MAX) return false;
  *v = static_cast<int32_t>(wide);
  return true;
}

bool ParseReOptions(Term list, ReOptions* options) {
  for (; IsCons(list); list = Tail(list)) {
    const Term item = Head(list);
    if (!(IsTuple(item) ? ParseTuple(item, options) : IsAtom(item) && ParseAtom(item, options)))
      return false;
  }
  return IsNil(list);
}

}  // namespace seabeam::rt
