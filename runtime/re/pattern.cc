#include "runtime/re/pattern.h"

#include <cstdlib>

#include "runtime/core/bifs.h"
#include "runtime/core/binary.h"
#include "runtime/core/error.h"
#include "runtime/core/otp_version.h"
#include "runtime/core/raise.h"
#include "runtime/core/scheduler.h"
#include "runtime/core/tail_call.h"
#include "runtime/data/bits.h"
#include "runtime/data/iolist.h"

namespace {
// Compiled patterns are terms that programs see: bytes that PCRE leaves out are 0.
void* ZeroedAlloc(size_t n) {
  void* p = seabeam::rt::CheckedAlloc(n);
  memset(p, 0, n);
  return p;
}
}  // namespace

extern "C" {
extern char __stack_high;
extern const unsigned char _erts_pcre_default_tables[];

// PCRE's hooks. Compiling stops with an error of PCRE's own when this much of the C++ stack is
// used: about 600 nested groups, of which each takes 192 bytes there and, in code that the engine
// has not optimised, 1.2 kB of the engine's stack.
constexpr ptrdiff_t kCompileStack = 600 * 192;
void* (*erts_pcre_malloc)(size_t) = ZeroedAlloc;
void (*erts_pcre_free)(void*) = free;
void* (*erts_pcre_stack_malloc)(size_t) = seabeam::rt::CheckedAlloc;
void (*erts_pcre_stack_free)(void*) = free;
int (*erts_pcre_callout)(erts_pcre_callout_block*) = nullptr;
int (*erts_pcre_stack_guard)(void) = [] {
  char here;
  return static_cast<int>(&__stack_high - &here > kCompileStack);
};
}

namespace seabeam::rt {

using abi::BifId;

namespace {
constexpr uint32_t kSafeDepth = 16;  // nested groups
constexpr uint32_t kNewlineBits =
    PCRE_NEWLINE_CR | PCRE_NEWLINE_LF | PCRE_NEWLINE_CRLF | PCRE_NEWLINE_ANY | PCRE_NEWLINE_ANYCRLF;

uint32_t PatternOptions(const pcre* code) {
  unsigned long bits = 0;
  erts_pcre_fullinfo(code, nullptr, PCRE_INFO_OPTIONS, &bits);
  return static_cast<uint32_t>(bits);
}
}  // namespace

const unsigned char* CharacterTables() {
  // PCRE's layout: lower case and the other case of each character, bits of ten classes, kinds.
  constexpr uint32_t kCases = 2 * 256, kClassBytes = 32, kClasses = 10, kKinds = kCases + kClasses * kClassBytes;
  static unsigned char tables[kKinds + 256];
  static bool made = false;
  if (OtpVersion().number < 28) return nullptr;
  if (!made) {
    memcpy(tables, _erts_pcre_default_tables, sizeof tables);
    for (uint32_t c = 128; c < 256; ++c) tables[c] = tables[256 + c] = static_cast<unsigned char>(c);
    for (uint32_t k = 0; k < kClasses; ++k) memset(tables + kCases + k * kClassBytes + 16, 0, 16);
    memset(tables + kKinds + 128, 0, 128);
    made = true;
  }
  return tables;
}

CompiledPattern CompilePattern(ByteBuf* text, const ReOptions& options) {
  CompiledPattern result;
  int error_code = 0;
  int offset = 0;
  text->Put(uint8_t{0});
  result.code = erts_pcre_compile2(reinterpret_cast<const char*>(text->data()),
                                   static_cast<int>(options.compile), &error_code, &result.error,
                                   &offset, CharacterTables());
  result.error_offset = offset;
  return result;
}

bool IsDeepPattern(const ByteBuf& text) {
  uint32_t open = 0;
  for (uint32_t i = 0; i < text.size(); ++i) open += text.data()[i] == '(';
  return open > kSafeDepth;
}

uint32_t PatternSize(const pcre* code) {
  size_t size = 0;
  erts_pcre_fullinfo(code, nullptr, PCRE_INFO_SIZE, &size);
  return static_cast<uint32_t>(size);
}
uint32_t PatternGroups(const pcre* code) {
  int groups = 0;
  erts_pcre_fullinfo(code, nullptr, PCRE_INFO_CAPTURECOUNT, &groups);
  return static_cast<uint32_t>(groups);
}
bool HasDuplicateNames(const pcre* code) { return (PatternOptions(code) & PCRE_DUPNAMES) != 0; }
uint32_t GroupOfEntry(const char* entry) {
  return static_cast<uint32_t>(static_cast<uint8_t>(entry[0]) << 8 |
                               static_cast<uint8_t>(entry[1]));
}

Term PatternTerm(Ctx* ctx, CompiledPattern* compiled, bool unicode) {
  const uint32_t newline = PatternOptions(compiled->code) & kNewlineBits;
  const bool crlf = newline == PCRE_NEWLINE_ANY || newline == PCRE_NEWLINE_CRLF ||
                    newline == PCRE_NEWLINE_ANYCRLF;
  const int32_t groups = static_cast<int32_t>(PatternGroups(compiled->code));
  const Term bytes = NewBinaryFrom(ctx, compiled->code, PatternSize(compiled->code));
  free(compiled->code);
  compiled->code = nullptr;
  return MakeTuple(ctx,
                   {InternAtom("re_pattern"), Small(groups), Small(unicode), Small(crlf), bytes});
}

Term PatternError(Ctx* ctx, const CompiledPattern& compiled) {
  const Term message = MakeByteList(ctx, reinterpret_cast<const uint8_t*>(compiled.error),
                                    static_cast<uint32_t>(strlen(compiled.error)));
  return MakeTuple(ctx, {message, Small(compiled.error_offset)});
}

bool IsPatternTerm(Term t, Term* code) {
  if (!IsTupleOf(t, 5) || TupleElement(t, 0) != InternAtom("re_pattern")) return false;
  for (uint32_t i = 1; i <= 3; ++i) {
    if (!IsSmall(TupleElement(t, i))) return false;
  }
  *code = TupleElement(t, 4);
  return IsBitstring(*code);
}

namespace {
Term CompileBif(Ctx* ctx, Term* e, BifId bif, Term pattern, Term options, bool at_depth);

// The same call again, with nothing on the native stack. x0 = pattern, x1 = options, x2 = the BIF.
Term CompilePosition(Ctx* ctx) {
  Term* e = PopReturnAddress(ctx);
  return CompileBif(ctx, e, static_cast<BifId>(SmallValue(ctx->x[2])), ctx->x[0], ctx->x[1], false);
}

Term FailCompile(Ctx* ctx, Term* e, BifId bif, Term pattern, Term options, const char* cause) {
  bif == BifId::bif_re_compile_1 ? Badarg(ctx, bif, pattern) : Badarg(ctx, bif, pattern, options);
  if (cause != nullptr) WithCause(ctx, InternAtom(cause));
  return FailN(ctx, e, 0);
}

constexpr char kExportHeader[] = "re-PCRE";

// {re_exported_pattern, Header, Source, Options, Code}, as since OTP 28. It is imported by compiling Source, whoever made it: other
// versions of PCRE have other code.
Term ExportedTerm(Ctx* ctx, Term source, Term options, const CompiledPattern& compiled) {
  const Term code = NewBinaryFrom(ctx, compiled.code, PatternSize(compiled.code));
  return MakeTuple(ctx, {InternAtom("re_exported_pattern"), NewBinaryFrom(ctx, kExportHeader, sizeof kExportHeader - 1), source, options, code});
}

bool IsExportedPattern(Term t) {
  return IsTupleOf(t, 5) && TupleElement(t, 0) == InternAtom("re_exported_pattern") && IsBitstring(TupleElement(t, 2));
}

Term WithoutExport(Ctx* ctx, Term options) {
  ListBuilder list(ctx);
  for (; IsCons(options); options = Tail(options)) {
    if (Head(options) != InternAtom("export")) list.Add(Head(options));
  }
  return list.Finish();
}

// Of re:compile/1,2; for re:import/1 `pattern` is what was exported and there are no options.
Term CompileBif(Ctx* ctx, Term* e, BifId bif, Term pattern, Term options, bool at_depth) {
  const bool imports = bif == BifId::bif_re_import_1;
  if (imports && !IsExportedPattern(pattern)) return FailN(ctx, e, Badarg(ctx, bif, pattern));
  const Term exported = pattern;
  if (imports) {
    options = WithoutExport(ctx, TupleElement(exported, 3));
    pattern = TupleElement(exported, 2);
  }
  ReOptions o;
  if (!ParseReOptions(options, &o) || o.exec_only)
    return imports ? FailN(ctx, e, Badarg(ctx, bif, exported)) : FailCompile(ctx, e, bif, pattern, options, "badopt");
  if (o.unicode && !IsBitstring(pattern))
    return TailCall(ctx, e, "re", "ucompile", pattern, options);
  ByteBuf text;
  uint64_t bits = 0;
  if (!FlattenIolist(pattern, true, &text, &bits))
    return FailCompile(ctx, e, bif, pattern, options, nullptr);
  if (at_depth && IsDeepPattern(text)) {
    ctx->x[0] = exported;
    ctx->x[1] = imports ? kNil : options;
    ctx->x[2] = Small(static_cast<int32_t>(bif));
    return ContinueAt(ctx, e, PositionOf(&CompilePosition), 3);
  }
  const Term source = o.exported ? NewBinaryFrom(ctx, text.data(), text.size()) : kNil;
  CompiledPattern compiled = CompilePattern(&text, o);
  if (imports) return compiled.code != nullptr ? PatternTerm(ctx, &compiled, o.unicode) : FailN(ctx, e, Badarg(ctx, bif, exported));
  if (compiled.code == nullptr)
    return MakeTuple(ctx, {Atom(FixedAtom::kError), PatternError(ctx, compiled)});
  if (!o.exported) return MakeTuple(ctx, {kOk, PatternTerm(ctx, &compiled, o.unicode)});
  const Term result = ExportedTerm(ctx, source, options, compiled);
  free(compiled.code);
  return MakeTuple(ctx, {kOk, result});
}
}  // namespace

}  // namespace seabeam::rt

using namespace seabeam::rt;
using seabeam::abi::BifId;

SB_EXPORT Term bif_re_version_0(Ctx* ctx, Term*) {
  const char* version = erts_pcre_version();
  return NewBinaryFrom(ctx, version, static_cast<uint32_t>(strlen(version)));
}
SB_EXPORT Term bif_re_compile_1(Ctx* ctx, Term* e, Term pattern) {
  return CompileBif(ctx, e, BifId::bif_re_compile_1, pattern, kNil, true);
}
SB_EXPORT Term bif_re_compile_2(Ctx* ctx, Term* e, Term pattern, Term options) {
  return CompileBif(ctx, e, BifId::bif_re_compile_2, pattern, options, true);
}

SB_EXPORT Term bif_re_import_1(Ctx* ctx, Term* e, Term exported) {
  return CompileBif(ctx, e, BifId::bif_re_import_1, exported, kNil, true);
}

SB_EXPORT Term bif_re_inspect_2(Ctx* ctx, Term* e, Term pattern, Term item) {
  Term code_term;
  BitView view;
  if (!IsPatternTerm(pattern, &code_term) || !GetBits(code_term, &view) || view.byte_size() < 4 ||
      item != InternAtom("namelist")) {
    return FailN(ctx, e, Badarg(ctx, BifId::bif_re_inspect_2, pattern, item));
  }
  AlignedBytes bytes(view);
  const auto* code = reinterpret_cast<const pcre*>(bytes.data());
  unsigned long bits;
  if (erts_pcre_fullinfo(code, nullptr, PCRE_INFO_OPTIONS, &bits) != 0) {
    return FailN(ctx, e, Badarg(ctx, BifId::bif_re_inspect_2, pattern, item));
  }
  ListBuilder names(ctx);
  ForEachGroupName(code, [&](uint32_t, const char* name) {
    names.Add(NewBinaryFrom(ctx, name, static_cast<uint32_t>(strlen(name))));
  });
  return MakeTuple(ctx, {InternAtom("namelist"), names.Finish()});
}
