#include "passes/pass_manager.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "passes/registry.h"

namespace seabeam::passes {

absl::StatusOr<PassPipeline> PassPipeline::Parse(absl::string_view text) {
  PassPipeline pipeline;
  std::vector<size_t> open;  // steps
  size_t at = 0;
  bool needs_item = false;  // after a comma
  bool has_item = false;    // before a comma or a bracket
  auto error = [&](absl::string_view what) {
    return absl::InvalidArgumentError(
        absl::StrCat("pipeline \"", text, "\", character ", at + 1, ": ", what));
  };
  while (at < text.size()) {
    const char c = text[at];
    if (absl::ascii_isspace(c)) {
      ++at;
    } else if (c == ',') {
      if (!has_item) return error("a pass is missing before the comma");
      has_item = false;
      needs_item = true;
      ++at;
    } else if (c == '[') {
      if (has_item) return error("a comma is missing");
      open.push_back(pipeline.steps_.size());
      pipeline.steps_.push_back({Step::kOpen, nullptr, 0});
      needs_item = true;
      ++at;
    } else if (c == ']') {
      if (open.empty()) return error("] without [");
      if (needs_item && !has_item) return error("a pass is missing before ]");
      pipeline.steps_.push_back({Step::kClose, nullptr, open.back()});
      open.pop_back();
      has_item = true;
      needs_item = false;
      ++at;
    } else {
      if (has_item) return error("a comma is missing");
      const size_t end = text.find_first_of(",[] \t\n", at);
      absl::string_view name = text.substr(at, end == absl::string_view::npos ? end : end - at);
      std::unique_ptr<Pass> pass = MakePass(name);
      if (pass == nullptr) return error(absl::StrCat("no pass is called ", name));
      pipeline.steps_.push_back({Step::kPass, std::move(pass), 0});
      has_item = true;
      needs_item = false;
      at += name.size();
    }
  }
  if (!open.empty()) return error("] is missing");
  if (needs_item) return error("a pass is missing");
  return pipeline;
}

absl::StatusOr<bool> PassPipeline::Run(ir::Graph* graph, const PassOptions& options,
                                       PassContext& context, RunHistory* history) const {
  struct Group {
    int round = 1;
    bool changed = false;
  };
  std::vector<Group> groups;
  bool changed = false;
  for (size_t i = 0; i < steps_.size(); ++i) {
    const Step& step = steps_[i];
    switch (step.kind) {
      case Step::kOpen:
        groups.push_back({});
        break;
      case Step::kClose: {
        Group& group = groups.back();
        const bool round_changed = group.changed;
        changed |= round_changed;
        if (round_changed && group.round < kMaxGroupRounds) {
          ++group.round;
          group.changed = false;
          i = step.group_begin;
          // The outer group must hear of every round.
          if (groups.size() > 1) groups[groups.size() - 2].changed = true;
          break;
        }
        if (round_changed) context.Count("pipeline.group_out_of_rounds");
        groups.pop_back();
        if (!groups.empty()) groups.back().changed |= round_changed;
        break;
      }
      case Step::kPass: {
        const bool by_graph = history != nullptr && step.pass->input() == PassInput::kGraph;
        if (by_graph && history->IsCurrent(step.pass->name())) break;
        SEABEAM_ASSIGN_OR_RETURN(bool now, step.pass->Run(graph, options, context));
        if (history != nullptr) history->Note(step.pass->name(), now);
        changed |= now;
        if (!groups.empty()) groups.back().changed |= now;
        break;
      }
    }
  }
  return changed;
}

std::string PassPipeline::ToString() const {
  std::string out;
  for (const Step& step : steps_) {
    if (step.kind != Step::kClose && !out.empty() && out.back() != '[') out += ",";
    switch (step.kind) {
      case Step::kPass:
        out += step.pass->name();
        break;
      case Step::kOpen:
        out += "[";
        break;
      case Step::kClose:
        out += "]";
        break;
    }
  }
  return out;
}

}  // namespace seabeam::passes
