// What a check has found, all of it: one line a finding. For checks that go on after the first one.
#ifndef SEABEAM_BASE_FINDINGS_H_
#define SEABEAM_BASE_FINDINGS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace seabeam::base {

class Findings {
 public:
  // More than this are counted only: a damaged table has as many as it has rows.
  static constexpr size_t kMaxLines = 200;

  void Add(absl::string_view where, absl::string_view message) {
    if (lines_.size() < kMaxLines) {
      lines_.push_back(where.empty() ? std::string(message) : absl::StrCat(where, ": ", message));
    } else {
      ++dropped_;
    }
  }
  void Add(absl::string_view where, uint64_t offset, absl::string_view message) {
    Add(where, absl::StrCat("offset ", offset, ": ", message));
  }
  // All of another check's, with `where` in front.
  void AddAll(absl::string_view where, const Findings& other) {
    for (const std::string& line : other.lines_) Add(where, line);
    dropped_ += other.dropped_;
  }

  bool empty() const { return lines_.empty(); }
  size_t count() const { return lines_.size() + dropped_; }
  const std::vector<std::string>& lines() const { return lines_; }
  size_t dropped() const { return dropped_; }  // findings without a line
  // The first one; OK when there is none.
  absl::Status ToStatus() const {
    return empty() ? absl::OkStatus() : absl::InvalidArgumentError(lines_[0]);
  }

 private:
  std::vector<std::string> lines_;
  size_t dropped_ = 0;
};

}  // namespace seabeam::base

#endif  // SEABEAM_BASE_FINDINGS_H_
