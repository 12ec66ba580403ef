// Bit syntax, building: bs_create_bin, and the forms before OTP 25, where an instruction that makes a
// buffer is followed by one bs_put_* per segment. Both become one bs_create node.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "compiler/translate/bit_flags.h"
#include "compiler/translate/families.h"

namespace seabeam::translate {
namespace {

using abi::BsSegmentType;
using beam::Opcode;
using beam::Operand;
using beam::OperandKind;
using ir::NodeId;
using ir::Op;
using ir::Type;

constexpr int64_t kNoString = -1;
constexpr int64_t kMaxUnit = 0xFFF;
constexpr int64_t kMaxNumber = 0x7FF;

int64_t Descriptor(BsSegmentType type, int64_t flags, int64_t unit) {
  return static_cast<int64_t>(type) | flags << 4 | unit << 8;
}

// The segments of one binary under construction, in the order of bs_create's inputs.
class Segments {
 public:
  explicit Segments(FunctionTranslator& t) : t_(t) {}

  // `number` is what errors call the segment, 0: its position.
  void Add(BsSegmentType type, int64_t flags, int64_t unit, NodeId value, NodeId size,
           int64_t number = 0) {
    if (unit < 0 || unit > kMaxUnit) {
      t_.Fail(absl::StrCat("unit ", unit, " of a binary segment"));
      return;
    }
    if (number < 0 || number > kMaxNumber) number = 0;
    facts_.push_back(Descriptor(type, flags, unit) | number << 20);
    facts_.push_back(kNoString);
    inputs_.push_back(value);
    inputs_.push_back(size);
  }

  void AddString(int64_t offset, int64_t bytes) {
    if (bytes == 0) return;
    facts_.push_back(Descriptor(BsSegmentType::kString, 0, 8));
    facts_.push_back(offset);
    inputs_.push_back(t_.graph().None());
    inputs_.push_back(t_.Integer(bytes));
  }

  NodeId NoSize() { return t_.graph().None(); }

  // Size operand: `all` and absent sizes are none.
  NodeId Size(const Operand& size) {
    if (size.kind == OperandKind::kAtom) {
      const std::string& name = t_.beam_module().atom(size.index());
      if (name == "all" || name == "undefined") return NoSize();
    }
    return t_.Use(size);
  }

  // Makes the binary; fail 0: raises what the operation left pending.
  NodeId Create(beam::Label fail, bool whole_bytes) {
    const NodeId binary = t_.Fixed(Op::kBsCreate, inputs_, 0, facts_);
    return t_.Checked(binary, fail,
                      Type::OfKinds(whole_bytes ? abi::kKindBinary : abi::kKindAnyBitstring),
                      [&] { t_.FailPending(); });
  }

 private:
  FunctionTranslator& t_;
  std::vector<int64_t> facts_;
  std::vector<NodeId> inputs_;
};

// bs_create_bin Fail, Alloc, Live, Unit, Dst, [Type, Number, Unit, Flags, Value, Size]*
void CreateBin(FunctionTranslator& t, const Insn& insn) {
  static constexpr struct {
    const char* name;
    BsSegmentType type;
  } kTypes[] = {
      {"integer", BsSegmentType::kInteger},
      {"float", BsSegmentType::kFloat},
      {"binary", BsSegmentType::kBinary},
      {"append", BsSegmentType::kAppend},
      {"private_append", BsSegmentType::kPrivateAppend},
      {"utf8", BsSegmentType::kUtf8},
      {"utf16", BsSegmentType::kUtf16},
      {"utf32", BsSegmentType::kUtf32},
  };
  Segments segments(t);
  const auto list = t.beam_module().list(insn.arg(5));
  for (size_t i = 0; i + 5 < list.size(); i += 6) {
    const std::string& name = t.beam_module().atom(list[i].index());
    if (name == "string") {
      segments.AddString(list[i + 4].value, list[i + 5].value);
      continue;
    }
    bool found = false;
    for (const auto& row : kTypes) {
      if (name != row.name) continue;
      found = true;
      const NodeId value = t.Use(list[i + 4]);
      segments.Add(row.type, BitFlagsOperand(t.beam_module(), list[i + 3]), list[i + 2].value,
                   value, segments.Size(list[i + 5]), list[i + 1].value);
    }
    if (!found) {
      t.Refuse(absl::StrCat("bs_create_bin: unknown type of segment ", name));
      return;
    }
  }
  const NodeId made = segments.Create(insn.label(0), insn.arg(3).value % 8 == 0);
  t.Set(insn.arg(4), made);
  // OTP changes the accumulator itself, and code of side by side generators goes on with that register.
  if (!list.empty() && t.beam_module().atom(list[0].index()) == "private_append" && list[4].is_register()) {
    t.Set(list[4], made);
  }
}

// A segment in an instruction of its own.
void Put(FunctionTranslator& t, const Insn& insn, Segments* segments) {
  const auto utf = [&](BsSegmentType type) {
    segments->Add(type, NormalizeBitFlags(insn.arg(1).value), 1, t.Use(insn.arg(2)),
                  segments->NoSize());
  };
  // Fail, Size, Unit, Flags, Value
  const auto sized = [&](BsSegmentType type) {
    const NodeId value = t.Use(insn.arg(4));
    segments->Add(type, NormalizeBitFlags(insn.arg(3).value), insn.arg(2).value, value,
                  segments->Size(insn.arg(1)));
  };
  switch (insn.opcode) {
    case Opcode::kBsPutInteger:
      sized(BsSegmentType::kInteger);
      return;
    case Opcode::kBsPutFloat:
      sized(BsSegmentType::kFloat);
      return;
    case Opcode::kBsPutBinary:
      sized(BsSegmentType::kBinary);
      return;
    case Opcode::kBsPutString:
      segments->AddString(insn.arg(1).value, insn.arg(0).value);
      return;
    case Opcode::kBsPutUtf8:
      utf(BsSegmentType::kUtf8);
      return;
    case Opcode::kBsPutUtf16:
      utf(BsSegmentType::kUtf16);
      return;
    default:
      utf(BsSegmentType::kUtf32);
      return;
  }
}

// Takes the bs_put_* that follow `insn` into `segments`, makes the binary and sets `dst`.
void Gather(FunctionTranslator& t, const Insn& insn, Segments* segments, bool whole_bytes,
            const Operand& dst) {
  const uint32_t count = CountPuts(t.beam_module(), insn.index);
  for (uint32_t i = 1; i <= count; ++i) {
    const Insn put = t.InsnAt(insn.index + i);
    if (put.opcode == Opcode::kLine) {
      t.SetLine(put.number(0));
    } else {
      Put(t, put, segments);
    }
  }
  t.SkipTo(insn.index + count);
  t.Set(dst, segments->Create(insn.label(0), whole_bytes));
}

}  // namespace

void TranslateBitCreate(FunctionTranslator& t, const Insn& insn) {
  Segments segments(t);
  switch (insn.opcode) {
    case Opcode::kBsCreateBin:
      CreateBin(t, insn);
      return;
    case Opcode::kBsInitWritable:
      // A buffer that private_append fills: here every binary grows by append.
      t.UseX(0);
      t.SetX(0, segments.Create(0, true));
      return;
    case Opcode::kBsInit2:
      // Fail, Size, Words, Live, Flags, Dst. Sizes follow from the segments.
      Gather(t, insn, &segments, true, insn.arg(5));
      return;
    case Opcode::kBsInitBits:
      Gather(t, insn, &segments, false, insn.arg(5));
      return;
    case Opcode::kBsAppend:
      // Fail, Size, Extra, Live, Unit, Binary, Flags, Dst
      segments.Add(BsSegmentType::kAppend, 0, insn.arg(4).value, t.Use(insn.arg(5)),
                   segments.NoSize());
      Gather(t, insn, &segments, false, insn.arg(7));
      return;
    case Opcode::kBsPrivateAppend:
      // Fail, Size, Unit, Binary, Flags, Dst
      segments.Add(BsSegmentType::kPrivateAppend, 0, insn.arg(2).value, t.Use(insn.arg(3)),
                   segments.NoSize());
      Gather(t, insn, &segments, false, insn.arg(5));
      return;
    case Opcode::kBsAdd:
      // These three work out a size in front of bs_init2 and its like, which finds it again, and
      // whose failure goes to the same place.
      t.Set(insn.arg(4), t.graph().Small(0));
      return;
    case Opcode::kBsUtf8Size:
    case Opcode::kBsUtf16Size:
      t.Set(insn.arg(2), t.graph().Small(0));
      return;
    default:
      t.Fail("a segment without a binary");
      return;
  }
}

}  // namespace seabeam::translate
