// Options of re:compile and re:run, which share one list.
#ifndef SEABEAM_RUNTIME_RE_OPTIONS_H_
#define SEABEAM_RUNTIME_RE_OPTIONS_H_

#include "runtime/core/term.h"

namespace seabeam::rt {

struct ReOptions {
  uint32_t compile = 0;  // PCRE's bits
  uint32_t exec = 0;
  bool compile_only = false;  // an option was given that only compiling takes
  bool exec_only = false;     // ... that only matching takes
  bool unicode = false;
  bool global = false;
  bool exported = false;  // re:compile gives a term that other nodes can import
  bool report_errors = false;
  int32_t offset = 0;
  int32_t match_limit = -1;  // -1: PCRE's own
  int32_t match_limit_recursion = -1;
  // {capture, Values, Type}: 0 = not given.
  Term capture_values = 0;
  Term capture_type = 0;
};

// False: no list of known options.
bool ParseReOptions(Term list, ReOptions* options);

// A small integer of 0 .. 2^31 - 1, as PCRE's `int` can hold.
bool GetPcreInt(Term t, int32_t* v);

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_RE_OPTIONS_H_
