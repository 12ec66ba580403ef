#include "beam/term_printer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "beam/utf8.h"

namespace seabeam::beam {
namespace {

// `else` and `maybe` are words since OTP 27 only; in quotes they are right for every release.
constexpr std::array<absl::string_view, 30> kReservedWords = {
    "after", "and",   "andalso", "band",   "begin",   "bnot", "bor", "bsl",  "bsr", "bxor",
    "case",  "catch", "cond",    "div",    "else",    "end",  "fun", "if",   "let", "maybe",
    "not",   "of",    "or",      "orelse", "receive", "rem",  "try", "when", "xor", "query"};

// Conversion to decimal takes quadratic time: longer integers are printed in base 16.
constexpr size_t kMaxDecimalBytes = 4096;

bool IsLowerLetter(uint32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 0xDF && c <= 0xFF && c != 0xF7);
}
bool IsUpperLetter(uint32_t c) {
  return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7);
}
bool IsNameCharacter(uint32_t c) {
  return IsLowerLetter(c) || IsUpperLetter(c) || (c >= '0' && c <= '9') || c == '_' || c == '@';
}

bool NeedsQuotes(absl::string_view name) {
  if (std::find(kReservedWords.begin(), kReservedWords.end(), name) != kReservedWords.end())
    return true;
  uint32_t c = 0;
  if (!TakeUtf8(&name, &c) || !IsLowerLetter(c)) return true;
  while (!name.empty()) {
    if (!TakeUtf8(&name, &c) || !IsNameCharacter(c)) return true;
  }
  return false;
}

bool IsPrintable(uint8_t c) {
  return (c >= 0x20 && c < 0x7F) || c >= 0xA0 || (c >= 8 && c <= 13) || c == 27;
}

bool AllPrintable(absl::string_view bytes) {
  return std::all_of(bytes.begin(), bytes.end(),
                     [](char c) { return IsPrintable(static_cast<uint8_t>(c)); });
}

// Appends a character of a string or quoted atom.
void AppendEscaped(std::string* out, uint32_t c, char quote) {
  switch (c) {
    case 8:
      *out += "\\b";
      return;
    case 9:
      *out += "\\t";
      return;
    case 10:
      *out += "\\n";
      return;
    case 11:
      *out += "\\v";
      return;
    case 12:
      *out += "\\f";
      return;
    case 13:
      *out += "\\r";
      return;
    case 27:
      *out += "\\e";
      return;
    case 127:
      *out += "\\d";
      return;
    default:
      break;
  }
  if (c == static_cast<uint32_t>(quote) || c == '\\') {
    *out += '\\';
    *out += static_cast<char>(c);
  } else if (c < 0x20 || (c >= 0x80 && c < 0xA0)) {
    absl::StrAppend(out, "\\x{", absl::Hex(c), "}");
  } else {
    AppendUtf8(out, c);
  }
}

void AppendString(std::string* out, absl::string_view latin1) {
  *out += '"';
  for (char c : latin1) AppendEscaped(out, static_cast<uint8_t>(c), '"');
  *out += '"';
}

class Printer {
 public:
  explicit Printer(const TermTree& tree) : tree_(tree) {}

  std::string Take() { return std::move(out_); }

  void Print(TermId id) {
    const TermNode& node = tree_.node(id);
    switch (node.kind) {
      case TermKind::kInteger:
        absl::StrAppend(&out_, node.integer);
        break;
      case TermKind::kBigInteger:
        out_ += PrintBigInteger(node.integer != 0, tree_.bytes(id));
        break;
      case TermKind::kFloat:
        out_ += PrintFloat(node.real);
        break;
      case TermKind::kAtom:
        out_ += PrintAtom(tree_.bytes(id));
        break;
      case TermKind::kNil:
        out_ += "[]";
        break;
      case TermKind::kByteList:
        PrintByteList(tree_.bytes(id));
        break;
      case TermKind::kList:
        PrintList(id);
        break;
      case TermKind::kTuple:
        PrintSequence('{', tree_.children(id), '}');
        break;
      case TermKind::kMap:
        PrintMap(id);
        break;
      case TermKind::kBinary:
        PrintBinary(tree_.bytes(id), 8);
        break;
      case TermKind::kBitstring:
        PrintBinary(tree_.bytes(id), static_cast<int>(node.integer));
        break;
      case TermKind::kExport: {
        const absl::Span<const TermId> parts = tree_.children(id);
        out_ += "fun ";
        Print(parts[0]);
        out_ += ':';
        Print(parts[1]);
        out_ += '/';
        Print(parts[2]);
        break;
      }
      case TermKind::kPid:
        PrintOpaque("Pid", id);
        break;
      case TermKind::kPort:
        PrintOpaque("Port", id);
        break;
      case TermKind::kReference:
        PrintOpaque("Ref", id);
        break;
      case TermKind::kFun:
        PrintOpaque("Fun", id);
        break;
    }
  }

 private:
  void PrintOpaque(absl::string_view name, TermId id) {
    absl::StrAppend(&out_, "#", name, "<", absl::BytesToHexString(tree_.bytes(id)), ">");
  }

  void PrintSequence(char open, absl::Span<const TermId> children, char close) {
    out_ += open;
    for (size_t i = 0; i < children.size(); ++i) {
      if (i > 0) out_ += ',';
      Print(children[i]);
    }
    out_ += close;
  }

  void PrintByteList(absl::string_view bytes) {
    if (AllPrintable(bytes)) {
      AppendString(&out_, bytes);
      return;
    }
    out_ += '[';
    for (size_t i = 0; i < bytes.size(); ++i) {
      absl::StrAppend(&out_, i > 0 ? "," : "", static_cast<uint8_t>(bytes[i]));
    }
    out_ += ']';
  }

  void PrintList(TermId id) {
    const absl::Span<const TermId> children = tree_.children(id);
    const TermId tail = children.back();
    out_ += '[';
    for (size_t i = 0; i + 1 < children.size(); ++i) {
      if (i > 0) out_ += ',';
      Print(children[i]);
    }
    if (tree_.node(tail).kind != TermKind::kNil) {
      out_ += '|';
      Print(tail);
    }
    out_ += ']';
  }

  void PrintMap(TermId id) {
    const absl::Span<const TermId> children = tree_.children(id);
    out_ += "#{";
    for (size_t i = 0; i < children.size(); i += 2) {
      if (i > 0) out_ += ',';
      Print(children[i]);
      out_ += " => ";
      Print(children[i + 1]);
    }
    out_ += '}';
  }

  void PrintBinary(absl::string_view bytes, int last_bits) {
    out_ += "<<";
    if (last_bits == 8 && !bytes.empty() && AllPrintable(bytes)) {
      AppendString(&out_, bytes);
    } else {
      for (size_t i = 0; i < bytes.size(); ++i) {
        const auto byte = static_cast<uint8_t>(bytes[i]);
        if (i > 0) out_ += ',';
        if (i + 1 == bytes.size() && last_bits != 8) {
          absl::StrAppend(&out_, byte >> (8 - last_bits), ":", last_bits);
        } else {
          absl::StrAppend(&out_, byte);
        }
      }
    }
    out_ += ">>";
  }

  const TermTree& tree_;
  std::string out_;
};

}  // namespace

std::string PrintAtom(absl::string_view name) {
  if (!NeedsQuotes(name)) return std::string(name);
  std::string out = "'";
  uint32_t c = 0;
  while (TakeUtf8(&name, &c)) AppendEscaped(&out, c, '\'');
  out += '\'';
  return out;
}

std::string PrintFloat(double value) {
  // d.ddde+xx with the fewest digits that read back the same.
  std::array<char, 40> buffer;
  const std::to_chars_result result = std::to_chars(buffer.data(), buffer.data() + buffer.size(),
                                                    value, std::chars_format::scientific);
  absl::string_view text(buffer.data(), static_cast<size_t>(result.ptr - buffer.data()));
  std::string out;
  if (text[0] == '-') {
    out = "-";
    text.remove_prefix(1);
  }
  const size_t e = text.find('e');
  const int exponent = std::atoi(std::string(text.substr(e + 1)).c_str());
  std::string digits(1, text[0]);
  if (e > 1) absl::StrAppend(&digits, text.substr(2, e - 2));
  const int count = static_cast<int>(digits.size());
  const int point = exponent + 1;  // the decimal point stands in front of digits[point]

  // Erlang takes the plain notation unless the scientific one is shorter; integers of 2^53 and more
  // are always scientific.
  const int scientific_cost =
      static_cast<int>(absl::StrCat(exponent).size()) + 1 + (count == 1 ? 2 : 1);
  const auto append_scientific = [&] {
    absl::StrAppend(&out, digits.substr(0, 1), ".", count == 1 ? "0" : digits.substr(1), "e",
                    exponent);
  };
  if (value == 0) {
    out += "0.0";
  } else if (point <= 0) {
    if (2 - point <= scientific_cost || point == 0) {
      absl::StrAppend(&out, "0.", std::string(static_cast<size_t>(-point), '0'), digits);
    } else {
      append_scientific();
    }
  } else if (point >= count) {
    const bool large = std::abs(value) >= 9007199254740992.0;
    if (!large && point - count + 2 <= scientific_cost) {
      absl::StrAppend(&out, digits, std::string(static_cast<size_t>(point - count), '0'), ".0");
    } else {
      append_scientific();
    }
  } else {
    absl::StrAppend(&out, digits.substr(0, static_cast<size_t>(point)), ".",
                    digits.substr(static_cast<size_t>(point)));
  }
  return out;
}

std::string PrintBigInteger(bool negative, absl::string_view magnitude) {
  if (magnitude.size() > kMaxDecimalBytes) {
    std::string most_significant_first(magnitude.rbegin(), magnitude.rend());
    return absl::StrCat(negative ? "-" : "", "16#", absl::BytesToHexString(most_significant_first));
  }
  // Base 10^9, least significant first.
  constexpr uint64_t kBase = 1000000000;
  std::vector<uint32_t> parts;
  for (size_t i = magnitude.size(); i > 0; --i) {
    uint64_t carry = static_cast<uint8_t>(magnitude[i - 1]);
    for (uint32_t& part : parts) {
      carry += uint64_t{part} << 8;
      part = static_cast<uint32_t>(carry % kBase);
      carry /= kBase;
    }
    if (carry != 0) parts.push_back(static_cast<uint32_t>(carry));
  }
  if (parts.empty()) return "0";
  std::string out = negative ? "-" : "";
  absl::StrAppend(&out, parts.back());
  for (size_t i = parts.size() - 1; i > 0; --i)
    absl::StrAppend(&out, absl::Dec(parts[i - 1], absl::kZeroPad9));
  return out;
}

std::string PrintTerm(const TermTree& tree, TermId id) {
  Printer printer(tree);
  printer.Print(id);
  return printer.Take();
}

}  // namespace seabeam::beam
