#include "beam/term_text.h"

#include <cctype>
#include <cstdint>
#include <cstring>
#include <limits>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "beam/etf_tags.h"
#include "beam/limits.h"
#include "beam/utf8.h"

namespace seabeam::beam {
namespace {

void AppendBytes(std::string* out, uint64_t value, int bytes) {
  while (bytes-- > 0) out->push_back(static_cast<char>(value >> (8 * bytes)));
}

std::string Integer(int64_t value) {
  std::string out;
  if (value >= 0 && value <= 0xFF) {
    AppendBytes(&out, etf::kSmallIntegerTag, 1);
    AppendBytes(&out, static_cast<uint64_t>(value), 1);
  } else if (value >= std::numeric_limits<int32_t>::min() && value <= std::numeric_limits<int32_t>::max()) {
    AppendBytes(&out, etf::kIntegerTag, 1);
    AppendBytes(&out, static_cast<uint64_t>(value), 4);
  } else {
    uint64_t magnitude = value < 0 ? 0 - static_cast<uint64_t>(value) : static_cast<uint64_t>(value);
    std::string bytes;
    for (; magnitude != 0; magnitude >>= 8) AppendBytes(&bytes, magnitude, 1);
    AppendBytes(&out, etf::kSmallBigTag, 1);
    AppendBytes(&out, bytes.size(), 1);
    AppendBytes(&out, value < 0 ? 1 : 0, 1);
    out += bytes;
  }
  return out;
}

std::string Atom(absl::string_view name) {
  std::string out;
  if (name.size() <= 0xFF) {
    AppendBytes(&out, etf::kSmallAtomUtf8Tag, 1);
    AppendBytes(&out, name.size(), 1);
  } else {
    AppendBytes(&out, etf::kAtomUtf8Tag, 1);
    AppendBytes(&out, name.size(), 2);
  }
  return absl::StrCat(out, name);
}

std::string Nil() { return std::string(1, static_cast<char>(etf::kNilTag)); }

// `tail`: encoded.
std::string List(const std::vector<std::string>& elements, absl::string_view tail) {
  if (elements.empty()) return std::string(tail);
  std::string out;
  AppendBytes(&out, etf::kListTag, 1);
  AppendBytes(&out, elements.size(), 4);
  for (const std::string& element : elements) out += element;
  return absl::StrCat(out, tail);
}

std::string Characters(const std::vector<uint32_t>& characters) {
  bool bytes = !characters.empty() && characters.size() <= 0xFFFF;
  for (const uint32_t c : characters) bytes = bytes && c <= 0xFF;
  if (!bytes) {
    std::vector<std::string> elements;
    for (const uint32_t c : characters) elements.push_back(Integer(c));
    return List(elements, Nil());
  }
  std::string out;
  AppendBytes(&out, etf::kStringTag, 1);
  AppendBytes(&out, characters.size(), 2);
  for (const uint32_t c : characters) AppendBytes(&out, c, 1);
  return out;
}

class Parser {
 public:
  explicit Parser(absl::string_view text) : text_(text) {}

  absl::StatusOr<std::string> Parse() {
    SEABEAM_ASSIGN_OR_RETURN(std::string term, Term(0));
    SEABEAM_RETURN_IF_ERROR(Expect("."));
    Skip();
    if (!text_.empty()) return Error("something follows the term");
    return absl::StrCat(std::string(1, static_cast<char>(etf::kVersion)), term);
  }

 private:
  absl::Status Error(absl::string_view message) const {
    return absl::InvalidArgumentError(absl::StrCat("line ", line_, ": ", message));
  }

  void Advance(size_t n) {
    for (size_t i = 0; i < n; ++i) line_ += text_[i] == '\n' ? 1 : 0;
    text_.remove_prefix(n);
  }

  // Space and comments.
  void Skip() {
    while (!text_.empty()) {
      if (text_[0] == '%') {
        Advance(std::min(text_.find('\n'), text_.size()));
      } else if (static_cast<unsigned char>(text_[0]) <= ' ') {
        Advance(1);
      } else {
        return;
      }
    }
  }

  bool Take(absl::string_view token) {
    Skip();
    if (text_.substr(0, token.size()) != token) return false;
    Advance(token.size());
    return true;
  }
  absl::Status Expect(absl::string_view token) {
    return Take(token) ? absl::OkStatus() : Error(absl::StrCat("expected ", token));
  }
  char Next() {
    Skip();
    return text_.empty() ? '\0' : text_[0];
  }

  absl::StatusOr<std::string> Term(uint32_t depth) {
    if (depth > kMaxTermTextDepth) return Error("nested too deep");
    const char c = Next();
    if (Take("{")) return Tuple(depth);
    if (Take("[")) return ListRest(depth);
    if (Take("<<")) return Binary();
    if (Take("#{")) return Map(depth);
    if (c == '"') return String();
    if (c == '\'') {
      SEABEAM_ASSIGN_OR_RETURN(const std::vector<uint32_t> characters, Quoted('\''));
      std::string name;
      for (const uint32_t character : characters) AppendUtf8(&name, character);
      return Atom(name);
    }
    if (c == '-' || c == '+' || c == '$' || isdigit(static_cast<unsigned char>(c)) != 0) return Number();
    if (islower(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80) {
      size_t n = 0;
      while (n < text_.size() && (isalnum(static_cast<unsigned char>(text_[n])) != 0 || text_[n] == '_' ||
                                  text_[n] == '@' || static_cast<unsigned char>(text_[n]) >= 0x80)) {
        ++n;
      }
      std::string atom = Atom(text_.substr(0, n));
      Advance(n);
      return atom;
    }
    return Error(c == '\0' ? "the text ends in a term" : absl::StrCat("no term begins with ", std::string(1, c)));
  }

  // Comma-separated terms up to `close`.
  absl::StatusOr<std::vector<std::string>> Terms(absl::string_view close, uint32_t depth) {
    std::vector<std::string> terms;
    if (Take(close)) return terms;
    do {
      SEABEAM_ASSIGN_OR_RETURN(std::string term, Term(depth + 1));
      terms.push_back(std::move(term));
    } while (Take(","));
    SEABEAM_RETURN_IF_ERROR(Expect(close));
    return terms;
  }

  absl::StatusOr<std::string> Tuple(uint32_t depth) {
    SEABEAM_ASSIGN_OR_RETURN(const std::vector<std::string> elements, Terms("}", depth));
    std::string out;
    if (elements.size() <= 0xFF) {
      AppendBytes(&out, etf::kSmallTupleTag, 1);
      AppendBytes(&out, elements.size(), 1);
    } else {
      AppendBytes(&out, etf::kLargeTupleTag, 1);
      AppendBytes(&out, elements.size(), 4);
    }
    for (const std::string& element : elements) out += element;
    return out;
  }

  absl::StatusOr<std::string> ListRest(uint32_t depth) {
    std::vector<std::string> elements;
    std::string tail = Nil();
    if (Take("]")) return tail;
    do {
      SEABEAM_ASSIGN_OR_RETURN(std::string element, Term(depth + 1));
      elements.push_back(std::move(element));
    } while (Take(","));
    if (Take("|")) {
      SEABEAM_ASSIGN_OR_RETURN(tail, Term(depth + 1));
    }
    SEABEAM_RETURN_IF_ERROR(Expect("]"));
    return List(elements, tail);
  }

  absl::StatusOr<std::string> Map(uint32_t depth) {
    std::string pairs;
    uint32_t n = 0;
    if (!Take("}")) {
      do {
        SEABEAM_ASSIGN_OR_RETURN(const std::string key, Term(depth + 1));
        SEABEAM_RETURN_IF_ERROR(Expect("=>"));
        SEABEAM_ASSIGN_OR_RETURN(const std::string value, Term(depth + 1));
        absl::StrAppend(&pairs, key, value);
        ++n;
      } while (Take(","));
      SEABEAM_RETURN_IF_ERROR(Expect("}"));
    }
    std::string out;
    AppendBytes(&out, etf::kMapTag, 1);
    AppendBytes(&out, n, 4);
    return out + pairs;
  }

  // Bytes and strings, of whose characters the low byte counts unless the type is utf8.
  absl::StatusOr<std::string> Binary() {
    std::string bytes;
    if (!Take(">>")) {
      do {
        if (Next() == '"') {
          SEABEAM_ASSIGN_OR_RETURN(const std::vector<uint32_t> characters, Quoted('"'));
          const bool utf8 = Take("/utf8");
          for (const uint32_t c : characters) {
            if (utf8) {
              AppendUtf8(&bytes, c);
            } else {
              AppendBytes(&bytes, c, 1);
            }
          }
        } else {
          SEABEAM_ASSIGN_OR_RETURN(const int64_t value, IntegerText());
          AppendBytes(&bytes, static_cast<uint64_t>(value), 1);
        }
      } while (Take(","));
      SEABEAM_RETURN_IF_ERROR(Expect(">>"));
    }
    std::string out;
    AppendBytes(&out, etf::kBinaryTag, 1);
    AppendBytes(&out, bytes.size(), 4);
    return out + bytes;
  }

  // Adjacent strings are one.
  absl::StatusOr<std::string> String() {
    std::vector<uint32_t> all;
    while (Next() == '"') {
      SEABEAM_ASSIGN_OR_RETURN(const std::vector<uint32_t> characters, Quoted('"'));
      all.insert(all.end(), characters.begin(), characters.end());
    }
    return Characters(all);
  }

  absl::StatusOr<std::vector<uint32_t>> Quoted(char quote) {
    Advance(1);
    std::vector<uint32_t> characters;
    for (;;) {
      if (text_.empty()) return Error("the text ends between quotes");
      if (text_[0] == quote) break;
      SEABEAM_ASSIGN_OR_RETURN(const uint32_t c, Character());
      characters.push_back(c);
    }
    Advance(1);
    return characters;
  }

  // One character or escape sequence.
  absl::StatusOr<uint32_t> Character() {
    uint32_t c = 0;
    const size_t before = text_.size();
    absl::string_view rest = text_;
    if (!TakeUtf8(&rest, &c)) return Error("a character is missing");
    Advance(before - rest.size());
    if (c != '\\') return c;
    rest = text_;
    if (!TakeUtf8(&rest, &c)) return Error("an escape sequence is cut off");
    if (c == 'x') return HexEscape();
    if (c >= '0' && c <= '7') {
      uint32_t value = 0;
      for (int i = 0; i < 3 && !text_.empty() && text_[0] >= '0' && text_[0] <= '7'; ++i) {
        value = value * 8 + static_cast<uint32_t>(text_[0] - '0');
        Advance(1);
      }
      return value;
    }
    Advance(text_.size() - rest.size());
    if (c == '^') {
      if (text_.empty()) return Error("an escape sequence is cut off");
      c = static_cast<unsigned char>(text_[0]) & 0x1F;
      Advance(1);
      return c;
    }
    static constexpr char kNames[] = "bdefnrstv";
    static constexpr char kValues[] = "\b\177\033\f\n\r \t\v";
    const char* name = c < 0x80 ? strchr(kNames, static_cast<int>(c)) : nullptr;
    return name != nullptr && *name != '\0' ? static_cast<uint32_t>(kValues[name - kNames]) : c;
  }

  // \xHH or \x{H...}, behind the backslash.
  absl::StatusOr<uint32_t> HexEscape() {
    Advance(1);
    const bool braces = !text_.empty() && text_[0] == '{';
    if (braces) Advance(1);
    size_t n = 0;
    while (n < text_.size() && n < (braces ? 6 : 2) && isxdigit(static_cast<unsigned char>(text_[n])) != 0) ++n;
    uint32_t value = 0;
    if (n == 0 || !absl::SimpleHexAtoi(text_.substr(0, n), &value)) return Error("\\x without a number");
    Advance(n);
    if (braces) SEABEAM_RETURN_IF_ERROR(Expect("}"));
    return value;
  }

  size_t DigitCount() const {
    size_t n = 0;
    while (n < text_.size() && (isdigit(static_cast<unsigned char>(text_[n])) != 0 || text_[n] == '_')) ++n;
    return n;
  }

  absl::StatusOr<std::string> Number() {
    const absl::string_view all = text_;
    size_t n = all[0] == '-' || all[0] == '+' ? 1 : 0;
    while (n < all.size() && isdigit(static_cast<unsigned char>(all[n])) != 0) ++n;
    if (n + 1 < all.size() && all[n] == '.' && isdigit(static_cast<unsigned char>(all[n + 1])) != 0) {
      ++n;
      while (n < all.size() && isdigit(static_cast<unsigned char>(all[n])) != 0) ++n;
      if (n < all.size() && (all[n] == 'e' || all[n] == 'E')) {
        ++n;
        if (n < all.size() && (all[n] == '-' || all[n] == '+')) ++n;
        while (n < all.size() && isdigit(static_cast<unsigned char>(all[n])) != 0) ++n;
      }
      double value = 0;
      if (!absl::SimpleAtod(all.substr(0, n), &value)) return Error("no float");
      Advance(n);
      uint64_t bits = 0;
      std::memcpy(&bits, &value, sizeof bits);
      std::string out;
      AppendBytes(&out, etf::kNewFloatTag, 1);
      AppendBytes(&out, bits, 8);
      return out;
    }
    SEABEAM_ASSIGN_OR_RETURN(const int64_t value, IntegerText());
    return Integer(value);
  }

  // -12, 16#FF, $a
  absl::StatusOr<int64_t> IntegerText() {
    Skip();
    const bool negative = Take("-");
    if (!negative) Take("+");
    if (Take("$")) {
      SEABEAM_ASSIGN_OR_RETURN(const uint32_t c, Character());
      return negative ? -static_cast<int64_t>(c) : static_cast<int64_t>(c);
    }
    std::string digits;
    const size_t n = DigitCount();
    for (const char c : text_.substr(0, n)) {
      if (c != '_') digits += c;
    }
    Advance(n);
    int64_t value = 0;
    if (!text_.empty() && text_[0] == '#') {
      int base = 0;
      if (!absl::SimpleAtoi(digits, &base) || base < 2 || base > 36) return Error("no base of an integer");
      Advance(1);
      bool any = false;
      for (; !text_.empty(); Advance(1)) {
        const auto c = static_cast<unsigned char>(text_[0]);
        const int digit = isdigit(c) != 0 ? c - '0' : isalpha(c) != 0 ? tolower(c) - 'a' + 10 : 99;
        if (digit >= base) break;
        if (value > (std::numeric_limits<int64_t>::max() - digit) / base) return Error("an integer of more than 64 bits");
        value = value * base + digit;
        any = true;
      }
      if (!any) return Error("an integer without digits");
      return negative ? -value : value;
    }
    if (!absl::SimpleAtoi(absl::StrCat(negative ? "-" : "", digits), &value)) {
      return Error(digits.empty() ? "an integer without digits" : "an integer of more than 64 bits");
    }
    return value;
  }

  absl::string_view text_;
  int line_ = 1;
};

}  // namespace

absl::StatusOr<std::string> EncodeTermText(absl::string_view text) {
  size_t characters = 0;
  if (CountUtf8(text, &characters)) return Parser(text).Parse();
  return Parser(Latin1ToUtf8(text)).Parse();
}

}  // namespace seabeam::beam
