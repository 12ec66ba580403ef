#include "runtime/re/captures.h"

#include "runtime/core/atom_name.h"
#include "runtime/core/binary.h"
#include "runtime/data/bits.h"
#include "runtime/data/integer.h"
#include "runtime/data/iolist.h"
#include "runtime/re/options.h"
#include "runtime/re/pattern.h"

namespace seabeam::rt {
namespace {

void AddValue(Captures* c, uint32_t group) {
  c->values.push_back({c->groups.size(), 1});
  c->groups.push_back(group);
}

// The groups that bear this name.
void AddNamed(const pcre* code, const char* name, Captures* c) {
  if (!HasDuplicateNames(code)) {
    const int group = erts_pcre_get_stringnumber(code, name);
    AddValue(c,
             group == PCRE_ERROR_NOSUBSTRING ? Captures::kNoGroup : static_cast<uint32_t>(group));
    return;
  }
  char* first;
  char* last;
  const int size = erts_pcre_get_stringtable_entries(code, name, &first, &last);
  if (size == PCRE_ERROR_NOSUBSTRING) {
    AddValue(c, Captures::kNoGroup);
    return;
  }
  const uint32_t count = static_cast<uint32_t>(last - first) / static_cast<uint32_t>(size) + 1;
  c->values.push_back({c->groups.size(), count});
  for (uint32_t i = 0; i < count; ++i, first += size) c->groups.push_back(GroupOfEntry(first));
}

// A group by number or name.
bool AddOne(const pcre* code, Term t, Captures* c) {
  int32_t number;
  if (GetPcreInt(t, &number)) {
    AddValue(c, static_cast<uint32_t>(number));
    return true;
  }
  ByteBuf name;
  uint64_t bits = 0;
  if (IsAtom(t)) {
    const Text text = AtomText(t);
    name.Put(text.data, text.size);
  } else if (!(IsList(t) || IsBitstring(t)) || !FlattenIolist(t, true, &name, &bits)) {
    return false;
  }
  name.Put(uint8_t{0});
  AddNamed(code, reinterpret_cast<const char*>(name.data()), c);
  return true;
}


}  // namespace

bool ParseCaptures(Term values, Term type, const pcre* code, Captures* c) {
  if (values == 0) return true;
  if (IsName(type, "index")) {
    c->type = CaptureType::kIndex;
  } else if (IsName(type, "list")) {
    c->type = CaptureType::kList;
  } else if (IsName(type, "binary")) {
    c->type = CaptureType::kBinary;
  } else {
    return false;
  }
  if (IsName(values, "all")) return true;
  if (IsName(values, "all_but_first")) {
    c->first_group = 1;
    return true;
  }
  c->all = false;
  if (IsNil(values) || IsName(values, "none")) {
    c->type = CaptureType::kNone;
    return true;
  }
  if (IsName(values, "first")) {
    AddValue(c, 0);
    return true;
  }
  unsigned long bits;
  if (IsName(values, "all_names")) {
    if (erts_pcre_fullinfo(code, nullptr, PCRE_INFO_OPTIONS, &bits) != 0) return false;
    ForEachGroupName(code, [&](uint32_t group, const char* name) {
      if (HasDuplicateNames(code)) {
        AddNamed(code, name, c);
      } else {
        AddValue(c, group);
      }
    });
    if (c->values.empty()) c->type = CaptureType::kNone;
    return true;
  }
  for (; IsCons(values); values = Tail(values)) {
    const Term item = Head(values);
    if (!IsInteger(item) && erts_pcre_fullinfo(code, nullptr, PCRE_INFO_OPTIONS, &bits) != 0)
      return false;
    if (!AddOne(code, item, c)) return false;
  }
  return IsNil(values);
}

namespace {

class Result {
 public:
  Result(Ctx* ctx, const Captures& captures, const MatchedSubject& subject, const int* offsets,
         uint32_t count)
      : ctx_(ctx), captures_(captures), subject_(subject), offsets_(offsets), count_(count) {}

  Term Run() {
    ListBuilder list(ctx_);
    if (captures_.all) {
      for (uint32_t group = captures_.first_group; group < count_; ++group) list.Add(One(group));
    } else {
      for (uint32_t i = 0; i < captures_.values.size(); ++i) {
        const uint32_t group = Pick(captures_.values[i]);
        list.Add(group < count_ ? One(group) : Absent());
      }
    }
    return MakeTuple(ctx_, {InternAtom("match"), list.Finish()});
  }

 private:
  uint32_t Pick(const Captures::Value& value) const {
    if (value.count == 1) return captures_.groups[value.first];
    for (uint32_t i = value.first; i < value.first + value.count; ++i) {
      const uint32_t group = captures_.groups[i];
      if (group < count_ && offsets_[2 * group] >= 0) return group;
    }
    return Captures::kNoGroup;
  }

  Term Absent() {
    if (captures_.type == CaptureType::kIndex) return MakeTuple(ctx_, {Small(-1), Small(0)});
    return captures_.type == CaptureType::kBinary ? NewBinaryFrom(ctx_, "", 0) : kNil;
  }

  Term One(uint32_t group) {
    const int32_t start = offsets_[2 * group];
    const int32_t size = offsets_[2 * group + 1] - start;
    if (captures_.type == CaptureType::kIndex) {
      return MakeTuple(ctx_, {MakeInt(ctx_, start), MakeInt(ctx_, size)});
    }
    if (start < 0) return Absent();
    const uint32_t from = static_cast<uint32_t>(start);
    const uint32_t n = static_cast<uint32_t>(size);
    if (captures_.type == CaptureType::kList) return MakeByteList(ctx_, subject_.bytes + from, n);
    return subject_.term != 0 ? SubBits(ctx_, subject_.term, from * 8, n * 8)
                              : NewBinaryFrom(ctx_, subject_.bytes + from, n);
  }

  Ctx* ctx_;
  const Captures& captures_;
  const MatchedSubject& subject_;
  const int* offsets_;
  uint32_t count_;
};

}  // namespace

Term CaptureResult(Ctx* ctx, const Captures& captures, const MatchedSubject& subject,
                   const int* offsets, uint32_t count) {
  if (captures.type == CaptureType::kNone) return InternAtom("match");
  return Result(ctx, captures, subject, offsets, count).Run();
}

}  // namespace seabeam::rt
