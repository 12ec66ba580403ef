#include "beam/atomvm/literals.h"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>

#include "abi/atomvm/limits.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "base/status_macros.h"
#include "beam/atomvm/term_order.h"
#include "beam/byte_reader.h"
#include "beam/etf.h"
#include "beam/etf_tags.h"

namespace seabeam::beam::atomvm {
namespace {

using abi::atomvm::kMaxAtomBytes;
using abi::atomvm::kMaxBoxedWords;
using abi::atomvm::kMaxIntegerBits;
using abi::atomvm::kMaxIntegerLiteralBytes;

constexpr uint16_t kMaxReferenceWords = 5;  // 1.1

void AppendU8(std::string* out, uint64_t value) { out->push_back(static_cast<char>(value)); }
void AppendU16(std::string* out, uint64_t value) {
  AppendU8(out, value >> 8);
  AppendU8(out, value);
}
void AppendU32(std::string* out, uint64_t value) {
  AppendU16(out, value >> 16);
  AppendU16(out, value);
}

size_t BitsOf(absl::string_view magnitude) {
  if (magnitude.empty()) return 0;
  size_t bits = 8 * (magnitude.size() - 1);
  for (unsigned top = static_cast<uint8_t>(magnitude.back()); top != 0; top >>= 1) ++bits;
  return bits;
}

class Encoder {
 public:
  Encoder(const TermTree& tree, const TermOrder& order) : tree_(tree), order_(order) {}

  absl::StatusOr<std::string> Encode() {
    AppendU8(&out_, etf::kVersion);
    SEABEAM_RETURN_IF_ERROR(Append(tree_.root()));
    return std::move(out_);
  }

 private:
  static absl::Status Refuse(absl::string_view what) { return absl::UnimplementedError(what); }

  void AppendInteger(int64_t value) {
    if (value >= 0 && value <= 0xFF) {
      AppendU8(&out_, etf::kSmallIntegerTag);
      AppendU8(&out_, static_cast<uint64_t>(value));
    } else if (value >= std::numeric_limits<int32_t>::min() &&
               value <= std::numeric_limits<int32_t>::max()) {
      AppendU8(&out_, etf::kIntegerTag);
      AppendU32(&out_, static_cast<uint64_t>(value));
    } else {
      uint64_t magnitude = static_cast<uint64_t>(value);
      if (value < 0) magnitude = 0 - magnitude;
      std::string bytes;
      for (; magnitude != 0; magnitude >>= 8) AppendU8(&bytes, magnitude);
      AppendBig(value < 0, bytes);
    }
  }

  void AppendBig(bool negative, absl::string_view magnitude) {
    AppendU8(&out_, etf::kSmallBigTag);
    AppendU8(&out_, magnitude.size());
    AppendU8(&out_, negative ? 1 : 0);
    absl::StrAppend(&out_, magnitude);
  }

  absl::Status AppendAtom(absl::string_view name) {
    if (name.size() > kMaxAtomBytes) {
      return Refuse(absl::StrCat("an atom of ", name.size(), " bytes, the host has room for ",
                                 kMaxAtomBytes));
    }
    if (name.size() <= 0xFF) {
      AppendU8(&out_, etf::kSmallAtomUtf8Tag);
      AppendU8(&out_, name.size());
    } else {
      AppendU8(&out_, etf::kAtomUtf8Tag);
      AppendU16(&out_, name.size());
    }
    absl::StrAppend(&out_, name);
    return absl::OkStatus();
  }

  absl::Status AppendChildren(absl::Span<const TermId> children) {
    for (const TermId child : children) SEABEAM_RETURN_IF_ERROR(Append(child));
    return absl::OkStatus();
  }

  // Recursion is as deep as the term is nested: kMaxTermDepth.
  absl::Status Append(TermId id) {
    const TermNode& node = tree_.node(id);
    switch (node.kind) {
      case TermKind::kInteger:
        AppendInteger(node.integer);
        return absl::OkStatus();
      case TermKind::kBigInteger:
        if (tree_.bytes(id).size() > kMaxIntegerLiteralBytes) {
          return Refuse(absl::StrCat("an integer of ", BitsOf(tree_.bytes(id)),
                                     " bits, the host has room for ", kMaxIntegerBits));
        }
        AppendBig(node.integer == 1, tree_.bytes(id));
        return absl::OkStatus();
      case TermKind::kFloat: {
        uint64_t bits = 0;
        std::memcpy(&bits, &node.real, sizeof bits);
        AppendU8(&out_, etf::kNewFloatTag);
        AppendU32(&out_, bits >> 32);
        AppendU32(&out_, bits);
        return absl::OkStatus();
      }
      case TermKind::kAtom:
        return AppendAtom(tree_.bytes(id));
      case TermKind::kNil:
        AppendU8(&out_, etf::kNilTag);
        return absl::OkStatus();
      case TermKind::kByteList:
        AppendByteList(tree_.bytes(id));
        return absl::OkStatus();
      case TermKind::kList:
        AppendU8(&out_, etf::kListTag);
        AppendU32(&out_, tree_.children(id).size() - 1);
        return AppendChildren(tree_.children(id));
      case TermKind::kTuple:
        if (node.count > kMaxBoxedWords) {
          return Refuse(absl::StrCat("a tuple of ", node.count, " elements, the host has room for ",
                                     kMaxBoxedWords));
        }
        AppendU8(&out_, node.count <= 0xFF ? etf::kSmallTupleTag : etf::kLargeTupleTag);
        if (node.count <= 0xFF) {
          AppendU8(&out_, node.count);
        } else {
          AppendU32(&out_, node.count);
        }
        return AppendChildren(tree_.children(id));
      case TermKind::kMap:
        AppendU8(&out_, etf::kMapTag);
        AppendU32(&out_, tree_.children(id).size() / 2);
        return AppendChildren(order_.Pairs(id));
      case TermKind::kBinary:
        AppendU8(&out_, etf::kBinaryTag);
        AppendU32(&out_, tree_.bytes(id).size());
        absl::StrAppend(&out_, tree_.bytes(id));
        return absl::OkStatus();
      case TermKind::kBitstring:
        return Refuse(absl::StrCat(
            "a bitstring of ", 8 * (tree_.bytes(id).size() - 1) + static_cast<size_t>(node.integer),
            " bits, the host has whole bytes only"));
      case TermKind::kExport:
        AppendU8(&out_, etf::kExportTag);
        return AppendChildren(tree_.children(id));
      case TermKind::kPid:
        return Refuse("a pid");
      case TermKind::kPort:
        return Refuse("a port");
      case TermKind::kReference:
        return Refuse("a reference");
      case TermKind::kFun:
        return Refuse("a local fun");
    }
    return absl::InternalError("unknown kind of term");
  }

  void AppendByteList(absl::string_view bytes) {
    if (bytes.size() <= 0xFFFF) {
      AppendU8(&out_, etf::kStringTag);
      AppendU16(&out_, bytes.size());
      absl::StrAppend(&out_, bytes);
      return;
    }
    AppendU8(&out_, etf::kListTag);
    AppendU32(&out_, bytes.size());
    for (const char byte : bytes) AppendInteger(static_cast<uint8_t>(byte));
    AppendU8(&out_, etf::kNilTag);
  }

  const TermTree& tree_;
  const TermOrder& order_;
  std::string out_;
};

// The tags of an encoded term, without building it. Terms lie one behind the other, so it is enough
// to count how many are still to come.
class TagChecker {
 public:
  explicit TagChecker(absl::string_view term) : reader_(term) {}

  // What the host would not read, or "" and the offset of that.
  std::string Check() {
    uint8_t version = 0;
    if (!reader_.ReadU8(&version) || version != etf::kVersion) return "no external term";
    uint64_t left = 1;
    while (left > 0) {
      --left;
      at_ = reader_.offset();
      uint8_t tag = 0;
      if (!reader_.ReadU8(&tag)) return "the term is truncated";
      uint64_t children = 0;
      if (std::string problem = CheckOne(tag, &children); !problem.empty()) return problem;
      // Each takes a byte at least.
      if (children > reader_.remaining()) return "the term is truncated";
      left += children;
    }
    at_ = reader_.offset();
    return reader_.at_end() ? "" : "bytes behind the term";
  }
  size_t at() const { return at_; }

 private:
  std::string Skip(uint64_t size) {
    absl::string_view skipped;
    return size <= reader_.remaining() && reader_.ReadBytes(size, &skipped)
               ? ""
               : "the term is truncated";
  }
  bool Count(int bytes, uint64_t* count) {
    uint8_t small = 0;
    uint16_t medium = 0;
    uint32_t large = 0;
    const bool ok = bytes == 1   ? reader_.ReadU8(&small)
                    : bytes == 2 ? reader_.ReadU16(&medium)
                                 : reader_.ReadU32(&large);
    *count = bytes == 1 ? small : bytes == 2 ? medium : large;
    return ok;
  }
  std::string SkipCounted(int bytes) {
    uint64_t count = 0;
    return Count(bytes, &count) ? Skip(count) : "the term is truncated";
  }

  std::string CheckOne(uint8_t tag, uint64_t* children) {
    uint64_t count = 0;
    switch (tag) {
      case etf::kNewFloatTag:
        return Skip(8);
      case etf::kSmallIntegerTag:
        return Skip(1);
      case etf::kIntegerTag:
        return Skip(4);
      case etf::kSmallBigTag:
        if (!Count(1, &count)) return "the term is truncated";
        if (count > kMaxIntegerLiteralBytes) {
          return absl::StrCat("an integer of ", count, " bytes, the host has room for ",
                              kMaxIntegerLiteralBytes);
        }
        return Skip(count + 1);
      case etf::kAtomTag:
      case etf::kAtomUtf8Tag:
      case etf::kStringTag:
        return SkipCounted(2);
      case etf::kSmallAtomUtf8Tag:
        return SkipCounted(1);
      case etf::kBinaryTag:
        return SkipCounted(4);
      case etf::kNilTag:
        return "";
      case etf::kSmallTupleTag:
        return Count(1, children) ? "" : "the term is truncated";
      case etf::kLargeTupleTag:
        return Count(4, children) ? "" : "the term is truncated";
      case etf::kListTag:
        if (!Count(4, children)) return "the term is truncated";
        ++*children;
        return "";
      case etf::kMapTag:
        if (!Count(4, children)) return "the term is truncated";
        *children *= 2;
        return "";
      case etf::kExportTag:
        *children = 3;
        return "";
      case etf::kNewPidTag:
      case etf::kV4PortTag:
        *children = 1;  // the node; then 12 bytes
        return SkipAtomThen(12, children);
      case etf::kNewerReferenceTag:
        if (!Count(2, &count)) return "the term is truncated";
        if (count > kMaxReferenceWords) return absl::StrCat("a reference of ", count, " words");
        return SkipAtomThen(4 + 4 * count, children);
      case etf::kNewFunTag:
        if (!Count(4, &count) || count < 4) return "the term is truncated";
        return Skip(count - 4);
      default:
        return absl::StrCat("tag ", tag, ", which the host does not read");
    }
  }

  std::string SkipAtomThen(uint64_t size, uint64_t* children) {
    *children = 0;
    uint8_t tag = 0;
    if (!reader_.ReadU8(&tag)) return "the term is truncated";
    std::string problem;
    if (tag == etf::kSmallAtomUtf8Tag) {
      problem = SkipCounted(1);
    } else if (tag == etf::kAtomTag || tag == etf::kAtomUtf8Tag) {
      problem = SkipCounted(2);
    } else {
      problem = absl::StrCat("tag ", tag, " in place of a node's name");
    }
    return problem.empty() ? Skip(size) : problem;
  }

  ByteReader reader_;
  size_t at_ = 0;
};

}  // namespace

absl::StatusOr<std::string> HostLiteral(absl::string_view term) {
  SEABEAM_ASSIGN_OR_RETURN(const TermTree tree, DecodeTerm(term));
  TermOrder order(tree);
  bool known = true;
  if (!order.SortMaps(&known)) {
    return absl::UnimplementedError(
        known ? "a map with two keys that are the same to the host"
              : "a map with several keys whose order on the host is not known");
  }
  return Encoder(tree, order).Encode();
}

absl::StatusOr<std::string> HostLiteralTable(const Module& module) {
  std::string out;
  AppendU32(&out, module.literals.size());
  for (uint32_t i = 0; i < module.literals.size(); ++i) {
    absl::StatusOr<std::string> term = HostLiteral(module.literal(i));
    if (!term.ok()) return base::Annotate(term.status(), absl::StrCat("literal ", i));
    AppendU32(&out, term->size());
    absl::StrAppend(&out, *term);
    if (out.size() > std::numeric_limits<int32_t>::max()) {
      return absl::ResourceExhaustedError("the literals are too large");
    }
  }
  return out;
}

void CheckHostLiteral(absl::string_view term, absl::string_view where, base::Findings* findings) {
  TagChecker tags(term);
  if (const std::string problem = tags.Check(); !problem.empty()) {
    findings->Add(where, tags.at(), problem);
    return;
  }
  const absl::StatusOr<TermTree> tree = DecodeTerm(term);
  if (!tree.ok()) {
    findings->Add(where, tree.status().message());
    return;
  }
  const TermOrder order(*tree);
  for (TermId id = 0; id < tree->size(); ++id) {
    if (tree->node(id).kind != TermKind::kMap) continue;
    bool known = true;
    if (!order.IsAscending(id, &known) && known) {
      findings->Add(where, "the keys of a map are not in the host's order");
      return;
    }
  }
}

}  // namespace seabeam::beam::atomvm
