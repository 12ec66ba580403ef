// binary:match, matches, split. One pattern: first-byte search and comparison;
// several: at every position the longest pattern that fits, by first byte.
#include <new>

#include "runtime/core/bifs.h"
#include "runtime/core/error.h"
#include "runtime/core/otp_version.h"
#include "runtime/core/resource.h"
#include "runtime/data/bits.h"
#include "runtime/data/integer.h"
#include "runtime/data/word_stack.h"

namespace seabeam::rt {

using abi::BifId;

namespace {

struct Pattern {
  const uint8_t* data;
  uint32_t size;
  uint8_t* own;  // data, when it had to be copied to a byte boundary
};

class Patterns {
 public:
  // A binary or a list of them. Empty ones are errors. Without `copy` they use the bytes of `t`.
  bool Load(Term t, bool copy) {
    copy_ = copy;
    if (IsCons(t)) {
      for (; IsCons(t); t = Tail(t)) {
        if (!Add(Head(t))) return false;
      }
      return IsNil(t) && Sort();
    }
    return Add(t) && Sort();
  }

  // First match in [from, end): earliest, of those the longest. Index of the pattern or -1.
  int Find(const uint8_t* s, uint32_t from, uint32_t end, uint32_t* at) const {
    if (count_ == 1) {
      const Pattern& p = list_[0];
      if (p.size > end) return -1;
      uint32_t last = end - p.size;
      while (from <= last) {
        const void* hit = memchr(s + from, p.data[0], last - from + 1);
        if (!hit) return -1;
        from = static_cast<uint32_t>(static_cast<const uint8_t*>(hit) - s);
        if (memcmp(s + from, p.data, p.size) == 0) {
          *at = from;
          return 0;
        }
        ++from;
      }
      return -1;
    }
    for (; from < end; ++from) {
      for (int i = first_[s[from]];
           i >= 0 && i < static_cast<int>(count_) && list_[i].data[0] == s[from]; ++i) {
        if (list_[i].size <= end - from && memcmp(s + from, list_[i].data, list_[i].size) == 0) {
          *at = from;
          return i;
        }
      }
    }
    return -1;
  }
  uint32_t size(int i) const { return list_[i].size; }
  uint32_t count() const { return count_; }
  Patterns() = default;
  Patterns(const Patterns&) = delete;
  ~Patterns() {
    for (uint32_t i = 0; i < count_; ++i) free(list_[i].own);
    free(list_);
  }

 private:
  bool Add(Term t) {
    BitView v;
    if (!GetBinary(t, &v) || v.bits == 0) return false;
    if (count_ == room_) {
      room_ = room_ ? room_ * 2 : 4;
      list_ = static_cast<Pattern*>(CheckedRealloc(list_, room_ * sizeof(Pattern)));
    }
    Pattern p = {v.bytes(), v.byte_size(), nullptr};
    if (copy_ || !v.aligned()) {
      p.own = static_cast<uint8_t*>(CheckedAlloc(p.size));
      CopyBits(p.own, 0, v.data, v.offset, v.bits);
      p.data = p.own;
    }
    list_[count_++] = p;
    return true;
  }
  // By first byte, longer ones first.
  bool Sort() {
    for (uint32_t i = 1; i < count_; ++i) {
      Pattern p = list_[i];
      uint32_t j = i;
      for (; j > 0 && (list_[j - 1].data[0] > p.data[0] ||
                       (list_[j - 1].data[0] == p.data[0] && list_[j - 1].size < p.size));
           --j) {
        list_[j] = list_[j - 1];
      }
      list_[j] = p;
    }
    for (int& f : first_) f = -1;
    for (uint32_t i = count_; i-- > 0;) first_[list_[i].data[0]] = static_cast<int>(i);
    return true;
  }
  Pattern* list_ = nullptr;
  uint32_t count_ = 0;
  uint32_t room_ = 0;
  bool copy_ = false;
  int first_[256];
};

// What compile_pattern/1 makes: {bm, Reference} for one pattern, {ac, Reference} for several.
constexpr ResourceKind kCompiledPatterns = {
    [](void* data) { static_cast<Patterns*>(data)->~Patterns(); }};

Term KindName(const Patterns& patterns) { return InternAtom(patterns.count() == 1 ? "bm" : "ac"); }

// The patterns of a term: compiled ones, or *own after loading them. Null: it is none.
const Patterns* PatternsOf(Term t, Patterns* own) {
  if (!IsTupleOf(t, 2)) return own->Load(t, false) ? own : nullptr;
  const auto* compiled =
      static_cast<const Patterns*>(FindResource(TupleElement(t, 1), &kCompiledPatterns));
  return compiled != nullptr && TupleElement(t, 0) == KindName(*compiled) ? compiled : nullptr;
}

struct SplitOptions {
  bool global = false, trim = false, trim_all = false;
};

// {scope, {Start, Length}} and, for split, global, trim, trim_all.
bool GetOptions(Term list, uint32_t size, uint32_t* from, uint32_t* end, SplitOptions* split) {
  *from = 0;
  *end = size;
  for (; IsCons(list); list = Tail(list)) {
    Term o = Head(list);
    if (IsTupleOf(o, 2) && IsAtom(TupleElement(o, 0)) &&
        AtomText(TupleElement(o, 0)) == Text{"scope", 5} && IsTupleOf(TupleElement(o, 1), 2)) {
      int64_t s, n;
      Term part = TupleElement(o, 1);
      if (!GetInt64(TupleElement(part, 0), &s) || !GetInt64(TupleElement(part, 1), &n))
        return false;
      if (s < 0 || s > size || n > size || n < -int64_t{size}) return false;
      if (n < 0) {
        s += n;
        n = -n;
      }
      if (s < 0 || s + n > size) return false;
      *from = static_cast<uint32_t>(s);
      *end = static_cast<uint32_t>(s + n);
    } else if (split && IsAtom(o)) {
      Text name = AtomText(o);
      if (name == Text{"global", 6}) {
        split->global = true;
      } else if (name == Text{"trim", 4}) {
        split->trim = true;
      } else if (name == Text{"trim_all", 8}) {
        split->trim_all = true;
      } else {
        return false;
      }
    } else {
      return false;
    }
  }
  return IsNil(list);
}

// Before OTP 27 nothing was found in an empty binary, whatever the pattern was.
bool IsPatternIgnored(const BitView& v) { return v.bits == 0 && OtpVersion().number < 27; }

Term MatchOne(Ctx* ctx, Term bin, Term pattern, Term options) {
  BitView v;
  Patterns own;
  uint32_t from, end;
  if (!GetBinary(bin, &v) || !GetOptions(options, v.byte_size(), &from, &end, nullptr)) return 0;
  if (IsPatternIgnored(v)) return InternAtom("nomatch");
  const Patterns* patterns = PatternsOf(pattern, &own);
  if (patterns == nullptr) return 0;
  AlignedBytes bytes(v);
  uint32_t at;
  int i = patterns->Find(bytes.data(), from, end, &at);
  if (i < 0) return InternAtom("nomatch");
  return MakeTuple(ctx, {MakeInt(ctx, at), MakeInt(ctx, patterns->size(i))});
}

Term MatchAll(Ctx* ctx, Term bin, Term pattern, Term options) {
  BitView v;
  Patterns own;
  uint32_t from, end;
  if (!GetBinary(bin, &v) || !GetOptions(options, v.byte_size(), &from, &end, nullptr)) return 0;
  if (IsPatternIgnored(v)) return kNil;
  const Patterns* patterns = PatternsOf(pattern, &own);
  if (patterns == nullptr) return 0;
  AlignedBytes bytes(v);
  ListBuilder list(ctx);
  uint32_t at;
  for (int i; (i = patterns->Find(bytes.data(), from, end, &at)) >= 0;
       from = at + patterns->size(i)) {
    list.Add(MakeTuple(ctx, {MakeInt(ctx, at), MakeInt(ctx, patterns->size(i))}));
  }
  return list.Finish();
}

Term Split(Ctx* ctx, Term bin, Term pattern, Term options) {
  BitView v;
  Patterns own;
  uint32_t from, end;
  SplitOptions o;
  if (!GetBinary(bin, &v) || !GetOptions(options, v.byte_size(), &from, &end, &o)) return 0;
  const Patterns* patterns = IsPatternIgnored(v) ? &own : PatternsOf(pattern, &own);
  if (patterns == nullptr) return 0;
  if (v.bits == 0) return o.trim || o.trim_all ? kNil : Cons(ctx, bin, kNil);
  AlignedBytes bytes(v);
  WordStack parts;  // start, size
  uint32_t start = 0, at;
  for (int i; (i = patterns->Find(bytes.data(), from, end, &at)) >= 0;) {
    parts.Push(start);
    parts.Push(at - start);
    start = from = at + patterns->size(i);
    if (!o.global) break;
  }
  parts.Push(start);
  parts.Push(v.byte_size() - start);
  uint32_t n = parts.size() / 2;
  if (o.trim || o.trim_all) {
    while (n > 0 && parts[2 * n - 1] == 0) --n;
  }
  if (n == 1 && start == 0 && parts.size() == 2) return Cons(ctx, bin, kNil);
  Term list = kNil;
  for (uint32_t i = n; i-- > 0;) {
    if (o.trim_all && parts[2 * i + 1] == 0) continue;
    list = Cons(ctx, SubBits(ctx, bin, parts[2 * i] * 8, parts[2 * i + 1] * 8), list);
  }
  return list;
}

}  // namespace

SB_EXPORT Term bif_binary_compile_pattern_1(Ctx* ctx, Term pattern) {
  Patterns check;
  if (!check.Load(pattern, false)) return Badarg(ctx, BifId::bif_binary_compile_pattern_1, pattern);
  Term reference;
  auto* patterns =
      new (NewResource(ctx, &kCompiledPatterns, sizeof(Patterns), &reference)) Patterns;
  patterns->Load(pattern, true);
  return MakeTuple(ctx, {KindName(*patterns), reference});
}
SB_EXPORT Term bif_binary_match_2(Ctx* ctx, Term bin, Term pattern) {
  Term r = MatchOne(ctx, bin, pattern, kNil);
  return r ? r : Badarg(ctx, BifId::bif_binary_match_2, bin, pattern);
}
SB_EXPORT Term bif_binary_match_3(Ctx* ctx, Term bin, Term pattern, Term options) {
  Term r = MatchOne(ctx, bin, pattern, options);
  return r ? r : Badarg(ctx, BifId::bif_binary_match_3, bin, pattern, options);
}
SB_EXPORT Term bif_binary_matches_2(Ctx* ctx, Term bin, Term pattern) {
  Term r = MatchAll(ctx, bin, pattern, kNil);
  return r ? r : Badarg(ctx, BifId::bif_binary_matches_2, bin, pattern);
}
SB_EXPORT Term bif_binary_matches_3(Ctx* ctx, Term bin, Term pattern, Term options) {
  Term r = MatchAll(ctx, bin, pattern, options);
  return r ? r : Badarg(ctx, BifId::bif_binary_matches_3, bin, pattern, options);
}
SB_EXPORT Term bif_binary_split_2(Ctx* ctx, Term bin, Term pattern) {
  Term r = Split(ctx, bin, pattern, kNil);
  return r ? r : Badarg(ctx, BifId::bif_binary_split_2, bin, pattern);
}
SB_EXPORT Term bif_binary_split_3(Ctx* ctx, Term bin, Term pattern, Term options) {
  Term r = Split(ctx, bin, pattern, options);
  return r ? r : Badarg(ctx, BifId::bif_binary_split_3, bin, pattern, options);
}

}  // namespace seabeam::rt
