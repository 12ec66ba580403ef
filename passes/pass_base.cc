#include "passes/pass_base.h"

#include <algorithm>
#include <chrono>
#include <string>

#include "absl/algorithm/container.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "base/file.h"
#include "base/status_macros.h"
#include "ir/text.h"
#include "ir/verifier.h"

namespace seabeam::passes {

void Stats::Merge(const Stats& other) {
  for (const auto& [name, stats] : other.passes) {
    PassStats& mine = passes[name];
    mine.runs += stats.runs;
    mine.changed += stats.changed;
    mine.nanoseconds += stats.nanoseconds;
  }
  for (const auto& [name, count] : other.counters) counters[name] += count;
}

std::string Stats::ToString() const {
  std::string out = absl::StrFormat("%-16s %9s %9s %10s\n", "pass", "runs", "changed", "ms");
  for (const auto& [name, stats] : passes) {
    absl::StrAppendFormat(&out, "%-16s %9d %9d %10.1f\n", name, stats.runs, stats.changed,
                          static_cast<double>(stats.nanoseconds) / 1e6);
  }
  for (const auto& [name, count] : counters)
    absl::StrAppendFormat(&out, "%-40s %9d\n", name, count);
  return out;
}

bool RunHistory::IsCurrent(absl::string_view pass) const {
  for (const auto& [name, version] : seen_) {
    if (name == pass) return version == version_;
  }
  return false;
}

void RunHistory::Note(absl::string_view pass, bool changed) {
  if (changed) ++version_;
  for (auto& [name, version] : seen_) {
    if (name != pass) continue;
    version = version_;
    return;
  }
  seen_.push_back({pass, version_});
}

void PassContext::Count(absl::string_view counter, int64_t n) {
  if (stats_ == nullptr || n == 0) return;
  auto it = stats_->counters.find(counter);
  if (it == stats_->counters.end()) it = stats_->counters.emplace(std::string(counter), 0).first;
  it->second += n;
}

bool Fuel::Take() {
  if (left_ > 0) {
    --left_;
    return true;
  }
  if (left_ == 0) {
    --left_;  // counted once
    context_->Count(absl::StrCat(pass_, ".out_of_fuel"));
  }
  return false;
}

absl::StatusOr<bool> Pass::Run(ir::Graph* graph, const PassOptions& options,
                               PassContext& context) const {
  if (absl::c_linear_search(options.skip, absl::string_view(name_))) return false;
  const int64_t run = context.TakeRunNumber();
  if (options.bisect_limit >= 0 && run >= options.bisect_limit) return false;

  std::string before;
  if (options.check_changed) before = ir::Print(*graph);
  const auto start = std::chrono::steady_clock::now();
  absl::StatusOr<bool> changed = RunInternal(graph, options, context);
  const auto taken = std::chrono::steady_clock::now() - start;
  if (context.stats() != nullptr) {
    auto& all = context.stats()->passes;
    auto it = all.find(name_);
    if (it == all.end()) it = all.emplace(name_, PassStats()).first;
    ++it->second.runs;
    it->second.changed += changed.ok() && *changed ? 1 : 0;
    it->second.nanoseconds += std::chrono::duration_cast<std::chrono::nanoseconds>(taken).count();
  }
  if (!changed.ok()) {
    return base::Annotate(changed.status(), absl::StrCat("pass ", name_, " on ", graph->name()));
  }
  if (options.check_changed && (ir::Print(*graph) != before) != *changed) {
    return absl::InternalError(absl::StrCat("pass ", name_, " on ", graph->name(), " says ",
                                            *changed ? "changed" : "unchanged",
                                            ", which is not so"));
  }
  if (!*changed) return false;
  if (!options.dump_dir.empty()) {
    std::string text =
        absl::StrCat("; run ", run, ", pass ", name_, "\n", ir::Print(*graph, options.module));
    SEABEAM_RETURN_IF_ERROR(base::WriteFileAtomic(
        base::JoinPath(options.dump_dir, absl::StrFormat("%04d.%s.changed.txt", run, name_)),
        text));
  }
  if (options.verify) {
    absl::Status status = ir::Verify(*graph, options.module);
    if (!status.ok()) {
      return base::Annotate(status, absl::StrCat("after pass ", name_, ", run ", run));
    }
  }
  return true;
}

}  // namespace seabeam::passes
