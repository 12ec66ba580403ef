#include "beam/utf8.h"

namespace seabeam::beam {

bool TakeUtf8(absl::string_view* text, uint32_t* character) {
  if (text->empty()) return false;
  const auto byte = [&](size_t i) { return static_cast<uint8_t>((*text)[i]); };
  const uint8_t first = byte(0);
  if (first < 0x80) {
    *character = first;
    text->remove_prefix(1);
    return true;
  }
  size_t size = 0;
  uint32_t value = 0;
  uint32_t smallest = 0;
  if (first >= 0xC2 && first < 0xE0) {
    size = 2, value = first & 0x1F, smallest = 0x80;
  } else if (first >= 0xE0 && first < 0xF0) {
    size = 3, value = first & 0x0F, smallest = 0x800;
  } else if (first >= 0xF0 && first < 0xF5) {
    size = 4, value = first & 0x07, smallest = 0x10000;
  } else {
    return false;
  }
  if (text->size() < size) return false;
  for (size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return false;
    value = (value << 6) | (byte(i) & 0x3F);
  }
  if (value < smallest || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) return false;
  *character = value;
  text->remove_prefix(size);
  return true;
}

bool CountUtf8(absl::string_view text, size_t* chars) {
  size_t count = 0;
  uint32_t character = 0;
  for (; !text.empty(); ++count) {
    if (!TakeUtf8(&text, &character)) return false;
  }
  *chars = count;
  return true;
}

void AppendUtf8(std::string* out, uint32_t character) {
  const auto push = [out](uint32_t byte) { out->push_back(static_cast<char>(byte)); };
  if (character < 0x80) {
    push(character);
  } else if (character < 0x800) {
    push(0xC0 | (character >> 6));
    push(0x80 | (character & 0x3F));
  } else if (character < 0x10000) {
    push(0xE0 | (character >> 12));
    push(0x80 | ((character >> 6) & 0x3F));
    push(0x80 | (character & 0x3F));
  } else {
    push(0xF0 | (character >> 18));
    push(0x80 | ((character >> 12) & 0x3F));
    push(0x80 | ((character >> 6) & 0x3F));
    push(0x80 | (character & 0x3F));
  }
}

std::string Latin1ToUtf8(absl::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (char c : text) AppendUtf8(&out, static_cast<uint8_t>(c));
  return out;
}

}  // namespace seabeam::beam
