// Compiled patterns: {re_pattern, Groups, Unicode, UsesCrLf, Code}, Code PCRE's own bytes.
#ifndef SEABEAM_RUNTIME_RE_PATTERN_H_
#define SEABEAM_RUNTIME_RE_PATTERN_H_

#include <pcre.h>

#include "runtime/core/term.h"
#include "runtime/data/word_stack.h"
#include "runtime/re/options.h"

namespace seabeam::rt {

struct CompiledPattern {
  pcre* code = nullptr;  // freed with free()
  const char* error = "";
  int32_t error_offset = 0;
};

// Classes and cases of characters as PCRE wants them. 0: its own, those of Latin-1; since OTP 28 those of ASCII.
const unsigned char* CharacterTables();

// `text`: the pattern's bytes; a 0 byte ends it. May need a deep stack: IsDeepPattern.
CompiledPattern CompilePattern(ByteBuf* text, const ReOptions& options);

// Compiling recurses by groups: true when that takes more of the stack than a BIF that is called in
// the middle of native frames has.
bool IsDeepPattern(const ByteBuf& text);

// Bytes before the names and the code, as on a 64-bit machine.
inline constexpr uint32_t kPatternHead = 64;

// Of code that begins as PCRE's does; 0 otherwise.
uint32_t PatternSize(const pcre* code);
uint32_t PatternGroups(const pcre* code);

// The term; frees the code.
Term PatternTerm(Ctx* ctx, CompiledPattern* compiled, bool unicode);
// {Message, Offset}.
Term PatternError(Ctx* ctx, const CompiledPattern& compiled);

// True for a term of this form; *code is its last element, a bitstring.
bool IsPatternTerm(Term t, Term* code);

// The names of the groups, in PCRE's order: each distinct name once. Calls f(index of the name's
// first group, name).
template <typename F>
void ForEachGroupName(const pcre* code, F f);
// Whether several groups may have one name.
bool HasDuplicateNames(const pcre* code);
uint32_t GroupOfEntry(const char* entry);

template <typename F>
void ForEachGroupName(const pcre* code, F f) {
  int count = 0;
  int entry_size = 0;
  const char* entry = nullptr;
  if (erts_pcre_fullinfo(code, nullptr, PCRE_INFO_NAMECOUNT, &count) != 0 || count <= 0) return;
  erts_pcre_fullinfo(code, nullptr, PCRE_INFO_NAMEENTRYSIZE, &entry_size);
  erts_pcre_fullinfo(code, nullptr, PCRE_INFO_NAMETABLE, &entry);
  const bool duplicates = HasDuplicateNames(code);
  const char* last = nullptr;
  for (int i = 0; i < count; ++i, entry += entry_size) {
    if (!duplicates || last == nullptr || strcmp(last + 2, entry + 2) != 0)
      f(GroupOfEntry(entry), entry + 2);
    last = entry;
  }
}

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_RE_PATTERN_H_
