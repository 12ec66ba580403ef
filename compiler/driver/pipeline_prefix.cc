#include "compiler/driver/pipeline_prefix.h"

#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"

namespace seabeam::driver {

absl::optional<std::string> PipelinePrefix(absl::string_view text, absl::string_view pass,
                                           int occurrence, bool inclusive) {
  // Items of each group that is open, the whole text first.
  std::vector<std::vector<std::string>> open(1);
  auto cut = [&] {
    std::vector<std::string> items;
    for (const auto& group : open) items.insert(items.end(), group.begin(), group.end());
    return absl::StrReplaceAll(absl::StrJoin(items, ","), {{",|,", "|"}, {",|", "|"}, {"|,", "|"}});
  };
  for (size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (c == '[') {
      open.emplace_back();
      ++at;
    } else if (c == ']' && open.size() > 1) {
      std::string group = "[" + absl::StrJoin(open.back(), ",") + "]";
      open.pop_back();
      open.back().push_back(std::move(group));
      ++at;
    } else if (c == '|') {
      open.back().push_back("|");  // a new phase
      ++at;
    } else if (c == ',' || c == ']' || absl::ascii_isspace(c)) {
      ++at;
    } else {
      size_t end = text.find_first_of(",[]| \t\n", at);
      if (end == absl::string_view::npos) end = text.size();
      const absl::string_view name = text.substr(at, end - at);
      if (name == pass && --occurrence == 0) {
        if (inclusive) open.back().emplace_back(name);
        return cut();
      }
      open.back().emplace_back(name);
      at = end;
    }
  }
  return absl::nullopt;
}

}  // namespace seabeam::driver
