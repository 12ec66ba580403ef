// UTF-8 as Erlang sees it: 1 to 4 bytes, no surrogates, up to 0x10FFFF, no overlong forms.

#ifndef SEABEAM_BEAM_UTF8_H_
#define SEABEAM_BEAM_UTF8_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace seabeam::beam {

// Counts the characters; false when `text` is not valid.
bool CountUtf8(absl::string_view text, size_t* chars);

// Takes one character from the front of `text`; false (and nothing taken) when it is not valid.
bool TakeUtf8(absl::string_view* text, uint32_t* character);

void AppendUtf8(std::string* out, uint32_t character);

std::string Latin1ToUtf8(absl::string_view text);

}  // namespace seabeam::beam

#endif  // SEABEAM_BEAM_UTF8_H_
