// Writes JSON.
#ifndef SEABEAM_COMPILER_DRIVER_JSON_JSON_H_
#define SEABEAM_COMPILER_DRIVER_JSON_JSON_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace seabeam::driver {

// `text` quoted. Bytes that are no UTF-8 become U+FFFD.
std::string JsonString(absl::string_view text);

//   JsonWriter json;
//   json.Open('{').Key("a").Number(1).Key("b").Open('[').String("x").Close().Close();
// Commas are put where they belong; the caller sees to everything else.
class JsonWriter {
 public:
  JsonWriter& Open(char bracket);
  JsonWriter& Close();
  JsonWriter& Key(absl::string_view key);
  JsonWriter& String(absl::string_view value);
  JsonWriter& Number(int64_t value);
  JsonWriter& Seconds(int64_t nanoseconds);
  JsonWriter& Bool(bool value);
  JsonWriter& Null();
  // With a line break behind it.
  std::string Take();

 private:
  void Separate();

  std::string text_;
  std::string closers_;
  bool first_ = true;      // nothing stands in the innermost bracket yet
  bool after_key_ = false;
};

}  // namespace seabeam::driver

#endif  // SEABEAM_COMPILER_DRIVER_JSON_JSON_H_
