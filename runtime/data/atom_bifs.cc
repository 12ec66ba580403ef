// BIFs of atoms, and of the small things that print like #Ref<...>.
#include "runtime/core/bifs.h"
#include "runtime/core/error.h"
#include "runtime/core/host.h"
#include "runtime/data/bits.h"
#include "runtime/data/compare.h"
#include "runtime/data/external.h"
#include "runtime/data/integer.h"
#include "runtime/data/number_text.h"
#include "runtime/data/print.h"
#include "runtime/data/utf8.h"

namespace seabeam::rt {

using abi::BifId;

namespace {

enum class Encoding { kLatin1, kUtf8, kBad };
Encoding EncodingOf(Term t) {
  if (t == Atom(FixedAtom::kUtf8) || t == Atom(FixedAtom::kUnicode)) return Encoding::kUtf8;
  if (t == Atom(FixedAtom::kLatin1)) return Encoding::kLatin1;
  return Encoding::kBad;
}

// Code points of an atom, one list cell each.
Term AtomChars(Ctx* ctx, Term atom) {
  Text text = AtomText(atom);
  ListBuilder list(ctx);
  for (uint32_t i = 0; i < text.size;) {
    uint32_t c;
    i += static_cast<uint32_t>(
        DecodeUtf8(reinterpret_cast<const uint8_t*>(text.data) + i, text.size - i, &c));
    list.Add(Small(static_cast<int32_t>(c)));
  }
  return list.Finish();
}

Term AtomBinary(Ctx* ctx, Term atom, Encoding encoding) {
  Text text = AtomText(atom);
  if (encoding == Encoding::kUtf8) return NewBinaryFrom(ctx, text.data, text.size);
  ByteBuf out;
  for (uint32_t i = 0; i < text.size;) {
    uint32_t c;
    i += static_cast<uint32_t>(
        DecodeUtf8(reinterpret_cast<const uint8_t*>(text.data) + i, text.size - i, &c));
    if (c > 255) return 0;
    out.Put(static_cast<uint8_t>(c));
  }
  return NewBinaryFrom(ctx, out.data(), out.size());
}

enum class Outcome { kOk, kBadarg, kLimit };

// An atom from UTF-8 text of at most 255 code points.
Outcome AtomFrom(const ByteBuf& utf8, uint32_t chars, bool existing, Term* atom) {
  if (chars > 255) return existing ? Outcome::kBadarg : Outcome::kLimit;
  const char* p = reinterpret_cast<const char*>(utf8.data());
  *atom = existing ? FindAtom(p, utf8.size()) : InternAtom(p, utf8.size());
  return *atom ? Outcome::kOk : Outcome::kBadarg;
}

Outcome AtomFromList(Term list, bool existing, Term* atom) {
  ByteBuf utf8;
  uint32_t chars = 0;
  for (; IsCons(list); list = Tail(list), ++chars) {
    uint32_t c;
    if (!GetSmallUpTo(Head(list), 0x10FFFF, &c) || !IsCodePoint(c)) return Outcome::kBadarg;
    PutUtf8(&utf8, c);
  }
  if (!IsNil(list)) return Outcome::kBadarg;
  return AtomFrom(utf8, chars, existing, atom);
}

Outcome AtomFromBinary(Term bin, Encoding encoding, bool existing, Term* atom) {
  BitView v;
  if (encoding == Encoding::kBad || !GetBinary(bin, &v)) return Outcome::kBadarg;
  AlignedBytes bytes(v);
  ByteBuf utf8;
  uint32_t chars = 0;
  for (uint32_t i = 0; i < bytes.size(); ++chars) {
    if (encoding == Encoding::kLatin1) {
      PutUtf8(&utf8, bytes.data()[i++]);
      continue;
    }
    uint32_t c;
    int n = DecodeUtf8(bytes.data() + i, bytes.size() - i, &c);
    if (n <= 0) return Outcome::kBadarg;
    utf8.Put(bytes.data() + i, static_cast<uint32_t>(n));
    i += static_cast<uint32_t>(n);
  }
  return AtomFrom(utf8, chars, existing, atom);
}

template <typename... Args>
Term Finish(Ctx* ctx, Outcome outcome, Term atom, BifId bif, Args... args) {
  switch (outcome) {
    case Outcome::kOk:
      return atom;
    case Outcome::kBadarg:
      return Badarg(ctx, bif, args...);
    case Outcome::kLimit:
      return SystemLimit(ctx, bif, args...);
  }
  return 0;
}

}  // namespace

SB_EXPORT Term bif_erlang_atom_to_list_1(Ctx* ctx, Term a) {
  return IsAtom(a) ? AtomChars(ctx, a) : Badarg(ctx, BifId::bif_erlang_atom_to_list_1, a);
}
SB_EXPORT Term bif_erlang_atom_to_binary_1(Ctx* ctx, Term a) {
  return IsAtom(a) ? AtomBinary(ctx, a, Encoding::kUtf8)
                   : Badarg(ctx, BifId::bif_erlang_atom_to_binary_1, a);
}
SB_EXPORT Term bif_erlang_atom_to_binary_2(Ctx* ctx, Term a, Term encoding) {
  Encoding e = EncodingOf(encoding);
  Term r = IsAtom(a) && e != Encoding::kBad ? AtomBinary(ctx, a, e) : 0;
  return r ? r : Badarg(ctx, BifId::bif_erlang_atom_to_binary_2, a, encoding);
}
SB_EXPORT Term bif_erlang_list_to_atom_1(Ctx* ctx, Term list) {
  Term atom = 0;
  return Finish(ctx, AtomFromList(list, false, &atom), atom, BifId::bif_erlang_list_to_atom_1,
                list);
}
SB_EXPORT Term bif_erlang_list_to_existing_atom_1(Ctx* ctx, Term list) {
  Term atom = 0;
  return Finish(ctx, AtomFromList(list, true, &atom), atom,
                BifId::bif_erlang_list_to_existing_atom_1, list);
}
SB_EXPORT Term bif_erlang_binary_to_atom_1(Ctx* ctx, Term bin) {
  Term atom = 0;
  return Finish(ctx, AtomFromBinary(bin, Encoding::kUtf8, false, &atom), atom,
                BifId::bif_erlang_binary_to_atom_1, bin);
}
SB_EXPORT Term bif_erlang_binary_to_atom_2(Ctx* ctx, Term bin, Term encoding) {
  Term atom = 0;
  return Finish(ctx, AtomFromBinary(bin, EncodingOf(encoding), false, &atom), atom,
                BifId::bif_erlang_binary_to_atom_2, bin, encoding);
}
SB_EXPORT Term bif_erlang_binary_to_existing_atom_1(Ctx* ctx, Term bin) {
  Term atom = 0;
  return Finish(ctx, AtomFromBinary(bin, Encoding::kUtf8, true, &atom), atom,
                BifId::bif_erlang_binary_to_existing_atom_1, bin);
}
SB_EXPORT Term bif_erlang_binary_to_existing_atom_2(Ctx* ctx, Term bin, Term encoding) {
  Term atom = 0;
  return Finish(ctx, AtomFromBinary(bin, EncodingOf(encoding), true, &atom), atom,
                BifId::bif_erlang_binary_to_existing_atom_2, bin, encoding);
}

// ---- Identifiers as text ------------------------------------------------------------
namespace {
Term Printed(Ctx* ctx, Term t) {
  ByteBuf out;
  PrintTerm(&out, t);
  return MakeByteList(ctx, out.data(), out.size());
}
// Numbers between `prefix` and '>' separated by dots. The count, or -1.
int ParseIdentifier(Term list, const char* prefix, uint32_t* numbers, int room) {
  ByteBuf text;
  if (!LatinList(list, &text)) return -1;
  uint32_t i = static_cast<uint32_t>(strlen(prefix));
  if (text.size() < i || memcmp(text.data(), prefix, i) != 0) return -1;
  int n = 0;
  for (;;) {
    uint64_t v = 0;
    uint32_t digits = 0;
    for (; i < text.size() && text.data()[i] >= '0' && text.data()[i] <= '9'; ++i, ++digits) {
      v = v * 10 + (text.data()[i] - '0');
      if (v > 0xFFFFFFFFu) return -1;
    }
    if (digits == 0 || n == room || i == text.size()) return -1;
    numbers[n++] = static_cast<uint32_t>(v);
    if (text.data()[i] == '>') return i + 1 == text.size() ? n : -1;
    if (text.data()[i++] != '.') return -1;
  }
}
}  // namespace

SB_EXPORT Term bif_erlang_pid_to_list_1(Ctx* ctx, Term t) {
  if (!(IsPid(t) || IsBoxedTag(t, abi::kHdrExternalPid)))
    return Badarg(ctx, BifId::bif_erlang_pid_to_list_1, t);
  return Printed(ctx, t);
}
SB_EXPORT Term bif_erlang_port_to_list_1(Ctx* ctx, Term t) {
  if (!(IsPort(t) || IsBoxedTag(t, abi::kHdrExternalPort)))
    return Badarg(ctx, BifId::bif_erlang_port_to_list_1, t);
  return Printed(ctx, t);
}
SB_EXPORT Term bif_erlang_ref_to_list_1(Ctx* ctx, Term t) {
  return IsRef(t) ? Printed(ctx, t) : Badarg(ctx, BifId::bif_erlang_ref_to_list_1, t);
}
SB_EXPORT Term bif_erlang_fun_to_list_1(Ctx* ctx, Term t) {
  return IsFun(t) ? Printed(ctx, t) : Badarg(ctx, BifId::bif_erlang_fun_to_list_1, t);
}
SB_EXPORT Term bif_erlang_list_to_pid_1(Ctx* ctx, Term list) {
  uint32_t v[3];
  if (ParseIdentifier(list, "<", v, 3) != 3 || v[0] != 0 || v[1] >= 1u << 15 || v[2] >= 1u << 13) {
    return Badarg(ctx, BifId::bif_erlang_list_to_pid_1, list);
  }
  return PidTerm(v[1] | v[2] << 15);
}
SB_EXPORT Term bif_erlang_list_to_port_1(Ctx* ctx, Term list) {
  uint32_t v[2];
  if (ParseIdentifier(list, "#Port<", v, 2) != 2 || v[0] != 0 || v[1] >= 1u << 28) {
    return Badarg(ctx, BifId::bif_erlang_list_to_port_1, list);
  }
  return (v[1] << abi::kImmShift) | abi::kImmPort;
}
SB_EXPORT Term bif_erlang_list_to_ref_1(Ctx* ctx, Term list) {
  uint32_t v[4];
  if (ParseIdentifier(list, "#Ref<", v, 4) != 4 || v[0] != 0)
    return Badarg(ctx, BifId::bif_erlang_list_to_ref_1, list);
  uint32_t w[3] = {v[3], v[2], v[1]};
  return MakeRef(ctx, RefFromWords(w));
}

// ---- display: standard output for terms, standard error for strings, as OTP 25 has it ------
namespace {
bool DisplayChars(Term chars, uint32_t fd) {
  ByteBuf out;
  BitView v;
  if (GetBinary(chars, &v)) {
    AlignedBytes bytes(v);
    out.Put(bytes.data(), bytes.size());
  } else {
    for (; IsCons(chars); chars = Tail(chars)) {
      uint32_t c;
      if (!GetSmallUpTo(Head(chars), 0x10FFFF, &c) || !IsCodePoint(c)) return false;
      PutUtf8(&out, c);
    }
    if (!IsNil(chars)) return false;
  }
  host_write(fd, out.data(), out.size());
  return true;
}
// OTP's ends of lines; AtomVM's hosts have the usual ones.
constexpr const char* kDisplayedEnd = abi::kAtomVmLayout ? "\n" : "\r\n";
}  // namespace

SB_EXPORT Term bif_erlang_display_1(Ctx*, Term t) {
  ByteBuf out;
  PrintTerm(&out, t);
  out.Put(kDisplayedEnd);
  host_write(1, out.data(), out.size());
  return kTrue;
}
SB_EXPORT Term bif_erlang_display_nl_0(Ctx*) {
  host_write(1, kDisplayedEnd, static_cast<uint32_t>(strlen(kDisplayedEnd)));
  return kTrue;
}
SB_EXPORT Term bif_erlang_display_string_1(Ctx* ctx, Term chars) {
  return DisplayChars(chars, 2) ? kTrue : Badarg(ctx, BifId::bif_erlang_display_string_1, chars);
}
SB_EXPORT Term bif_erlang_display_string_2(Ctx* ctx, Term device, Term chars) {
  Text name = IsAtom(device) ? AtomText(device) : Text{"", 0};
  uint32_t fd = name == Text{"stdout", 6} ? 1 : name == Text{"stderr", 6} ? 2 : 0;
  if (fd == 0 || !DisplayChars(chars, fd))
    return Badarg(ctx, BifId::bif_erlang_display_string_2, device, chars);
  return kTrue;
}

// ---- erts_internal, erts_debug ----------------------------------------------------------
SB_EXPORT Term bif_erts_internal_cmp_term_2(Ctx*, Term a, Term b) {
  return Small(CompareTerms(a, b, true));
}
// As the emulator prints terms; of at most `limit` bytes, then three dots.
SB_EXPORT Term bif_erts_internal_term_to_string_2(Ctx* ctx, Term term, Term limit) {
  uint32_t most = UINT32_MAX;
  if (limit != kUndefined && !GetUint32(limit, &most))
    return Badarg(ctx, BifId::bif_erts_internal_term_to_string_2, term, limit);
  ByteBuf text;
  PrintTerm(&text, term);
  if (text.size() > most) {
    text.Resize(most);
    text.Put("... ");
  }
  return MakeByteList(ctx, text.data(), text.size());
}

SB_EXPORT Term bif_erts_debug_same_2(Ctx*, Term a, Term b) { return Bool(a == b); }

}  // namespace seabeam::rt
