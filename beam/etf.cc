#include "beam/etf.h"

#include <cmath>
#include <cstring>
#include <system_error>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/charconv.h"
#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "beam/byte_reader.h"
#include "beam/etf_tags.h"
#include "beam/inflate.h"
#include "beam/limits.h"
#include "beam/utf8.h"

namespace seabeam::beam {
namespace {

using namespace etf;  // NOLINT: tags

// Bytes of a float in the old format: "%.20e", padded with zeros.
constexpr size_t kOldFloatSize = 31;
// Words of a reference's number at most.
constexpr uint16_t kMaxReferenceWords = 5;

}  // namespace

// Decodes without recursion: `pending_` holds the terms whose children are still to come.
class TermDecoder {
 public:
  explicit TermDecoder(absl::string_view bytes) : input_(bytes), reader_(bytes) {}

  absl::StatusOr<TermTree> Decode() {
    NewNode();
    if (!DecodeInto(0)) return status_;
    while (!pending_.empty()) {
      Pending& top = pending_.back();
      if (top.next == top.end) {
        pending_.pop_back();
        continue;
      }
      const uint32_t slot = top.next++;
      const TermId id = NewNode();
      if (id >= kMaxTermNodes) {
        Fail("term too large");
        return absl::ResourceExhaustedError(status_.message());
      }
      tree_.children_[slot] = id;
      if (!DecodeInto(id)) return status_;
    }
    if (!reader_.at_end()) {
      Fail("bytes behind the end of the term");
      return status_;
    }
    return std::move(tree_);
  }

 private:
  struct Pending {
    uint32_t next;  // slot in TermTree::children_
    uint32_t end;
  };

  bool Fail(absl::string_view message) {
    status_ = absl::InvalidArgumentError(absl::StrCat("offset ", reader_.offset(), ": ", message));
    return false;
  }
  bool Truncated() { return Fail("truncated term"); }

  TermId NewNode() {
    tree_.nodes_.emplace_back();
    return static_cast<TermId>(tree_.nodes_.size() - 1);
  }

  TermNode& Start(TermId id, TermKind kind) {
    TermNode& node = tree_.nodes_[id];
    node.kind = kind;
    return node;
  }

  bool SetBytes(TermId id, TermKind kind, absl::string_view bytes, int64_t integer = 0) {
    TermNode& node = Start(id, kind);
    node.first = static_cast<uint32_t>(tree_.bytes_.size());
    node.count = static_cast<uint32_t>(bytes.size());
    node.integer = integer;
    tree_.bytes_.append(bytes.data(), bytes.size());
    return true;
  }

  bool SetInteger(TermId id, int64_t integer) {
    Start(id, TermKind::kInteger).integer = integer;
    return true;
  }

  bool SetChildren(TermId id, TermKind kind, uint64_t count) {
    // Each takes one byte at least.
    if (count > reader_.remaining()) return Truncated();
    if (pending_.size() >= kMaxTermDepth) return Fail("term nested too deeply");
    TermNode& node = Start(id, kind);
    node.first = static_cast<uint32_t>(tree_.children_.size());
    node.count = static_cast<uint32_t>(count);
    tree_.children_.resize(tree_.children_.size() + count);
    if (count > 0) pending_.push_back({node.first, node.first + node.count});
    return true;
  }

  bool DecodeInto(TermId id);
  bool DecodeAtom(TermId id, uint8_t tag);
  bool DecodeBig(TermId id, uint32_t size);
  bool DecodeFloat(TermId id, uint8_t tag);
  bool DecodeBinary(TermId id, uint8_t tag);
  bool DecodeOpaque(TermId id, uint8_t tag, size_t start);
  bool SkipAtom();

  absl::string_view input_;
  ByteReader reader_;
  TermTree tree_;
  std::vector<Pending> pending_;
  absl::Status status_;
};

bool TermDecoder::DecodeInto(TermId id) {
  const size_t start = reader_.offset();
  uint8_t tag = 0;
  if (!reader_.ReadU8(&tag)) return Truncated();
  uint8_t byte = 0;
  uint16_t half = 0;
  uint32_t word = 0;
  absl::string_view bytes;
  switch (tag) {
    case kSmallIntegerTag:
      return reader_.ReadU8(&byte) ? SetInteger(id, byte) : Truncated();
    case kIntegerTag:
      return reader_.ReadU32(&word) ? SetInteger(id, static_cast<int32_t>(word)) : Truncated();
    case kSmallBigTag:
      return reader_.ReadU8(&byte) ? DecodeBig(id, byte) : Truncated();
    case kLargeBigTag:
      return reader_.ReadU32(&word) ? DecodeBig(id, word) : Truncated();
    case kNewFloatTag:
    case kFloatTag:
      return DecodeFloat(id, tag);
    case kAtomTag:
    case kSmallAtomTag:
    case kAtomUtf8Tag:
    case kSmallAtomUtf8Tag:
      return DecodeAtom(id, tag);
    case kNilTag:
      Start(id, TermKind::kNil);
      return true;
    case kStringTag:
      if (!reader_.ReadU16(&half) || !reader_.ReadBytes(half, &bytes)) return Truncated();
      if (bytes.empty()) {
        Start(id, TermKind::kNil);
        return true;
      }
      return SetBytes(id, TermKind::kByteList, bytes);
    case kListTag:
      if (!reader_.ReadU32(&word)) return Truncated();
      // No element: the term is the tail.
      if (word == 0) return Fail("empty list in the form of a nonempty one");
      return SetChildren(id, TermKind::kList, uint64_t{word} + 1);
    case kSmallTupleTag:
      return reader_.ReadU8(&byte) ? SetChildren(id, TermKind::kTuple, byte) : Truncated();
    case kLargeTupleTag:
      return reader_.ReadU32(&word) ? SetChildren(id, TermKind::kTuple, word) : Truncated();
    case kMapTag:
      return reader_.ReadU32(&word) ? SetChildren(id, TermKind::kMap, uint64_t{word} * 2)
                                    : Truncated();
    case kBinaryTag:
    case kBitBinaryTag:
      return DecodeBinary(id, tag);
    case kExportTag:
      return SetChildren(id, TermKind::kExport, 3);
    case kPidTag:
    case kNewPidTag:
    case kPortTag:
    case kNewPortTag:
    case kV4PortTag:
    case kReferenceTag:
    case kNewReferenceTag:
    case kNewerReferenceTag:
    case kNewFunTag:
      return DecodeOpaque(id, tag, start);
    case kRecordTag:
      return Fail("native records are not supported");
    default:
      return Fail(absl::StrCat("unknown or unsupported tag ", tag));
  }
}

bool TermDecoder::DecodeAtom(TermId id, uint8_t tag) {
  uint16_t size = 0;
  absl::string_view name;
  if (tag == kSmallAtomTag || tag == kSmallAtomUtf8Tag) {
    uint8_t byte = 0;
    if (!reader_.ReadU8(&byte)) return Truncated();
    size = byte;
  } else if (!reader_.ReadU16(&size)) {
    return Truncated();
  }
  if (!reader_.ReadBytes(size, &name)) return Truncated();
  if (tag == kAtomTag || tag == kSmallAtomTag)
    return SetBytes(id, TermKind::kAtom, Latin1ToUtf8(name));
  size_t chars = 0;
  if (!CountUtf8(name, &chars)) return Fail("atom is not valid UTF-8");
  if (chars > kMaxAtomChars) return Fail("atom too long");
  return SetBytes(id, TermKind::kAtom, name);
}

bool TermDecoder::DecodeBig(TermId id, uint32_t size) {
  uint8_t sign = 0;
  absl::string_view digits;
  if (!reader_.ReadU8(&sign) || !reader_.ReadBytes(size, &digits)) return Truncated();
  while (!digits.empty() && digits.back() == '\0') digits.remove_suffix(1);
  if (digits.size() <= 8) {
    uint64_t magnitude = 0;
    for (size_t i = digits.size(); i > 0; --i)
      magnitude = (magnitude << 8) | static_cast<uint8_t>(digits[i - 1]);
    const auto limit = uint64_t{1} << 63;
    if (sign == 0 && magnitude < limit) return SetInteger(id, static_cast<int64_t>(magnitude));
    if (sign != 0 && magnitude <= limit)
      return SetInteger(id, static_cast<int64_t>(~magnitude + 1));
  }
  return SetBytes(id, TermKind::kBigInteger, digits, sign != 0 ? 1 : 0);
}

bool TermDecoder::DecodeFloat(TermId id, uint8_t tag) {
  double value = 0;
  if (tag == kNewFloatTag) {
    uint64_t bits = 0;
    if (!reader_.ReadU64(&bits)) return Truncated();
    std::memcpy(&value, &bits, sizeof(value));
  } else {
    absl::string_view text;
    if (!reader_.ReadBytes(kOldFloatSize, &text)) return Truncated();
    const size_t end = text.find('\0');
    if (end != absl::string_view::npos) text = text.substr(0, end);
    const absl::from_chars_result result =
        absl::from_chars(text.data(), text.data() + text.size(), value);
    if (result.ec != std::errc() || result.ptr != text.data() + text.size())
      return Fail("bad float");
  }
  if (!std::isfinite(value)) return Fail("float is not finite");
  Start(id, TermKind::kFloat).real = value;
  return true;
}

bool TermDecoder::DecodeBinary(TermId id, uint8_t tag) {
  uint32_t size = 0;
  uint8_t bits = 8;
  absl::string_view bytes;
  if (!reader_.ReadU32(&size)) return Truncated();
  if (tag == kBitBinaryTag && !reader_.ReadU8(&bits)) return Truncated();
  if (!reader_.ReadBytes(size, &bytes)) return Truncated();
  if (bits == 8 || (bits == 0 && size == 0)) return SetBytes(id, TermKind::kBinary, bytes);
  if (bits == 0 || bits > 8 || size == 0) return Fail("bad bitstring");
  return SetBytes(id, TermKind::kBitstring, bytes, bits);
}

bool TermDecoder::SkipAtom() {
  uint8_t tag = 0;
  uint8_t byte = 0;
  uint16_t half = 0;
  absl::string_view name;
  if (!reader_.ReadU8(&tag)) return Truncated();
  switch (tag) {
    case kSmallAtomTag:
    case kSmallAtomUtf8Tag:
      return (reader_.ReadU8(&byte) && reader_.ReadBytes(byte, &name)) || Truncated();
    case kAtomTag:
    case kAtomUtf8Tag:
      return (reader_.ReadU16(&half) && reader_.ReadBytes(half, &name)) || Truncated();
    default:
      return Fail("node name is not an atom");
  }
}

bool TermDecoder::DecodeOpaque(TermId id, uint8_t tag, size_t start) {
  TermKind kind = TermKind::kReference;
  size_t size = 0;
  uint16_t words = 0;
  uint32_t fun_size = 0;
  switch (tag) {
    case kNewFunTag:
      kind = TermKind::kFun;
      if (!reader_.ReadU32(&fun_size)) return Truncated();
      if (fun_size < 4) return Fail("bad size of a fun");
      size = fun_size - 4;
      break;
    case kNewReferenceTag:
    case kNewerReferenceTag:
      if (!reader_.ReadU16(&words)) return Truncated();
      if (words > kMaxReferenceWords) return Fail("reference too long");
      if (!SkipAtom()) return false;
      size = (tag == kNewReferenceTag ? 1 : 4) + 4 * size_t{words};
      break;
    default:
      if (!SkipAtom()) return false;
      if (tag == kPidTag || tag == kNewPidTag) {
        kind = TermKind::kPid;
        size = tag == kPidTag ? 9 : 12;
      } else if (tag == kReferenceTag) {
        size = 5;
      } else {
        kind = TermKind::kPort;
        size = tag == kPortTag ? 5 : (tag == kNewPortTag ? 8 : 12);
      }
      break;
  }
  absl::string_view rest;
  if (!reader_.ReadBytes(size, &rest)) return Truncated();
  return SetBytes(id, kind, input_.substr(start, reader_.offset() - start));
}

absl::StatusOr<TermTree> DecodeTerm(absl::string_view bytes) {
  ByteReader reader(bytes);
  uint8_t version = 0;
  if (bytes.size() > kMaxFileSize) return absl::ResourceExhaustedError("offset 0: term too large");
  if (!reader.ReadU8(&version) || version != kVersion) {
    return absl::InvalidArgumentError("offset 0: not in the external term format");
  }
  std::string inflated;
  absl::string_view body = bytes.substr(1);
  if (!body.empty() && static_cast<uint8_t>(body[0]) == kCompressedTag) {
    uint8_t tag = 0;
    uint32_t size = 0;
    reader.ReadU8(&tag);
    if (!reader.ReadU32(&size)) return absl::InvalidArgumentError("offset 2: truncated term");
    if (size > kMaxLiteralTableSize)
      return absl::ResourceExhaustedError("offset 2: term too large");
    SEABEAM_ASSIGN_OR_RETURN(inflated, InflateZlib(bytes.substr(reader.offset()), size));
    body = inflated;
  }
  SEABEAM_ASSIGN_OR_RETURN(TermTree tree, TermDecoder(body).Decode());
  for (const TermNode& node : tree.nodes_) {
    if (node.kind != TermKind::kExport) continue;
    const absl::Span<const TermId> parts =
        absl::MakeConstSpan(tree.children_).subspan(node.first, node.count);
    const TermNode& arity = tree.nodes_[parts[2]];
    if (tree.nodes_[parts[0]].kind != TermKind::kAtom ||
        tree.nodes_[parts[1]].kind != TermKind::kAtom || arity.kind != TermKind::kInteger ||
        arity.integer < 0 || arity.integer > kMaxFunctionArity) {
      return absl::InvalidArgumentError("offset 0: bad external fun");
    }
  }
  return tree;
}

}  // namespace seabeam::beam
