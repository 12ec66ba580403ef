// What a pass is. A pass is stateless: everything it knows comes in through Run.
#ifndef SEABEAM_PASSES_PASS_BASE_H_
#define SEABEAM_PASSES_PASS_BASE_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "ir/graph.h"
#include "ir/module.h"
#include "passes/limits.h"

namespace seabeam::passes {

inline constexpr uint32_t kUnboundedReductions = 0xFFFFFFFF;

// What is known of the module's functions as a whole, computed before a phase of the pipeline and
// not changed by its passes, so that functions can be optimised in any order and side by side. All
// vectors may be empty: nothing is known.
struct ModuleFacts {
  // By function index: no call of it ever comes back with a value (it raises or loops).
  std::vector<bool> never_returns;
  // By import index: the same (erlang:error/1 and the like).
  std::vector<bool> import_never_returns;
  // By function index: how many calls one call of it comes to at most, itself included, none of
  // which has to check reductions; kUnboundedReductions when there is no such bound, or it is above
  // kMaxUncheckedReductions.
  std::vector<uint32_t> reductions;
  // By function index, where `reductions` is bounded: words of frames at a time.
  std::vector<uint32_t> frame_words;
  // By function index: as its graph stands, a call of it always comes back with a value, and
  // neither checks reductions nor raises nor looks at the stack on the way.
  std::vector<bool> never_unwinds;
  // By function index: a copy of its graph, when it may be copied into callers; else null.
  std::vector<std::shared_ptr<const ir::Graph>> inline_bodies;
  // By function index: what its parameters and its result are at most. No parameters: callers out
  // of sight.
  std::vector<std::vector<ir::Type>> param_types;
  std::vector<ir::Type> result_types;
};

// Which passes have seen a graph in its present state. A pass whose last run is as recent as the
// graph's last change would find nothing new; the pipeline leaves it out.
class RunHistory {
 public:
  bool IsCurrent(absl::string_view pass) const;
  void Note(absl::string_view pass, bool changed);

 private:
  int64_t version_ = 0;  // counts changes
  std::vector<std::pair<absl::string_view, int64_t>>
      seen_;  // by pass: the version its last run left
};

struct PassOptions {
  const ir::Module* module = nullptr;  // may be null in tests
  const ModuleFacts* facts = nullptr;  // may be null
  std::vector<std::string> skip;       // names of passes that do nothing
  int64_t bisect_limit = -1;           // runs with this number and later ones do nothing; -1: none
  std::string dump_dir;                // a file per run that changed something; empty: none
  bool verify = false;                 // verifier after every run that changed something
  bool check_changed = false;          // compare printed graphs with the pass's answer
  uint64_t seed = 0;                   // order of worklists
};

struct PassStats {
  int64_t runs = 0;
  int64_t changed = 0;
  int64_t nanoseconds = 0;
};

// What passes report. One per thread; add them up with Merge.
struct Stats {
  std::map<std::string, PassStats, std::less<>> passes;
  std::map<std::string, int64_t, std::less<>> counters;  // "gvn.merged"

  void Merge(const Stats& other);
  std::string ToString() const;  // a table
};

class PassContext {
 public:
  explicit PassContext(Stats* stats) : stats_(stats) {}  // may be null

  void Count(absl::string_view counter, int64_t n = 1);
  Stats* stats() { return stats_; }
  int64_t TakeRunNumber() { return next_run_++; }

 private:
  Stats* stats_;
  int64_t next_run_ = 1;
};

// What a pass's result depends on beside the graph and the module's tables.
enum class PassInput : uint8_t { kGraph, kGraphAndFacts };

class Pass {
 public:
  Pass(const char* name, const char* description, PassInput input = PassInput::kGraph)
      : name_(name), description_(description), input_(input) {}
  virtual ~Pass() = default;
  const char* name() const { return name_; }
  const char* description() const { return description_; }  // one line
  PassInput input() const { return input_; }

  // True exactly when the printed graph changed. Does skipping, numbering, timing, dumping and
  // verifying around RunInternal.
  absl::StatusOr<bool> Run(ir::Graph* graph, const PassOptions& options,
                           PassContext& context) const;

 private:
  virtual absl::StatusOr<bool> RunInternal(ir::Graph* graph, const PassOptions& options,
                                           PassContext& context) const = 0;

  const char* name_;
  const char* description_;
  PassInput input_;
};

// The allowance of one rewriting loop.
class Fuel {
 public:
  Fuel(const ir::Graph& graph, const char* pass, PassContext* context)
      : left_(kFuelBase + kFuelPerNode * static_cast<int64_t>(graph.size())),
        pass_(pass),
        context_(context) {}
  // False, and counted, when there is none left.
  bool Take();

 private:
  int64_t left_;
  const char* pass_;
  PassContext* context_;
};

}  // namespace seabeam::passes

#endif  // SEABEAM_PASSES_PASS_BASE_H_
