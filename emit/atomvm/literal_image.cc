#include "emit/atomvm/literal_image.h"

#include "abi/atomvm/layout.h"
#include "abi/layout.h"

namespace seabeam::emit {
namespace {

constexpr uint8_t kVersion = 131;
constexpr uint8_t kExtAtom = 100, kExtAtomUtf8 = 118, kExtSmallAtomUtf8 = 119;
constexpr uint8_t kExtSmallInteger = 97, kExtInteger = 98;
constexpr uint8_t kExtSmallTuple = 104, kExtNil = 106, kExtString = 107, kExtList = 108;

class Reader {
 public:
  Reader(absl::string_view bytes, const AtomLookup& atoms, LiteralImage* image)
      : bytes_(bytes), atoms_(atoms), image_(*image) {}

  bool Run() {
    uint8_t version;
    if (!Byte(&version) || version != kVersion) return false;
    uint32_t term;
    // The one word that holds the literal itself is no part of the image.
    if (!Term(&term, kNoSlot) || at_ != bytes_.size()) return false;
    image_.tag = term & abi::kTagMask;
    return (image_.tag == abi::kTagCons || image_.tag == abi::kTagBoxed) && term == image_.tag;
  }

 private:
  static constexpr uint32_t kNoSlot = ~uint32_t{0};

  bool Byte(uint8_t* value) {
    if (at_ >= bytes_.size()) return false;
    *value = static_cast<uint8_t>(bytes_[at_++]);
    return true;
  }
  bool Number(int bytes, uint32_t* value) {
    *value = 0;
    for (int i = 0; i < bytes; ++i) {
      uint8_t byte;
      if (!Byte(&byte)) return false;
      *value = *value << 8 | byte;
    }
    return true;
  }
  bool Reserve(uint32_t words, uint32_t* first) {
    *first = static_cast<uint32_t>(image_.words.size());
    if (words > LiteralImage::kMaxWords - *first) return false;
    image_.words.resize(*first + words);
    return true;
  }
  // To word `slot`. Depth is bounded by the words: each level has taken some.
  bool Into(uint32_t slot) {
    uint32_t term;
    if (!Term(&term, slot)) return false;
    image_.words[slot] = term;
    return true;
  }

  bool Atom(uint32_t size, uint32_t slot, uint32_t* term) {
    if (size > bytes_.size() - at_ || slot == kNoSlot) return false;
    KnownAtom atom;
    if (!atoms_(bytes_.substr(at_, size), &atom)) return false;
    at_ += size;
    *term = atom.term;
    if (atom.term != 0) return true;
    *term = abi::kNil;
    image_.late_atoms.push_back({slot, atom.index});
    return image_.late_atoms.size() <= LiteralImage::kMaxLateAtoms;
  }

  // `count` conses in a row; those of a string have bytes.
  bool List(uint32_t count, bool is_string, uint32_t* term) {
    uint32_t first;
    if (count == 0 || count > LiteralImage::kMaxWords || !Reserve(2 * count, &first)) return false;
    *term = 4 * first + abi::kTagCons;
    for (uint32_t i = 0; i < count; ++i) {
      const uint32_t cons = first + 2 * i;
      image_.words[cons] = i + 1 < count ? 4 * (cons + 2) + abi::kTagCons : abi::kNil;
      if (is_string) {
        uint8_t byte;
        if (!Byte(&byte)) return false;
        image_.words[cons + 1] = abi::SmallTerm(byte);
      } else if (!Into(cons + 1)) {
        return false;
      }
    }
    return is_string || Into(first + 2 * (count - 1));
  }

  bool Term(uint32_t* term, uint32_t slot) {
    uint8_t tag;
    if (!Byte(&tag)) return false;
    uint32_t n, first;
    switch (tag) {
      case kExtSmallInteger:
        if (!Number(1, &n)) return false;
        *term = abi::SmallTerm(static_cast<int32_t>(n));
        return true;
      case kExtInteger: {
        if (!Number(4, &n)) return false;
        const int32_t value = static_cast<int32_t>(n);
        if (value < abi::kSmallMin || value > abi::kSmallMax) return false;
        *term = abi::SmallTerm(value);
        return true;
      }
      case kExtNil:
        *term = abi::kNil;
        return true;
      case kExtAtom:
      case kExtAtomUtf8:
        return Number(2, &n) && Atom(n, slot, term);
      case kExtSmallAtomUtf8:
        return Number(1, &n) && Atom(n, slot, term);
      case kExtString:
        return Number(2, &n) && List(n, true, term);
      case kExtList:
        return Number(4, &n) && List(n, false, term);
      case kExtSmallTuple:
        // An empty tuple is one object of the host's.
        if (!Number(1, &n) || n == 0 || !Reserve(1 + n, &first)) return false;
        image_.words[first] = abi::Header(n, abi::kHdrTuple);
        *term = 4 * first + abi::kTagBoxed;
        for (uint32_t i = 1; i <= n; ++i) {
          if (!Into(first + i)) return false;
        }
        return true;
      default:
        return false;
    }
  }

  const absl::string_view bytes_;
  const AtomLookup& atoms_;
  LiteralImage& image_;
  size_t at_ = 0;
};

}  // namespace

bool MakeLiteralImage(absl::string_view external_term, const AtomLookup& atoms,
                      LiteralImage* image) {
  *image = LiteralImage();
  return Reader(external_term, atoms, image).Run();
}

}  // namespace seabeam::emit
