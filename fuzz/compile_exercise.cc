#include "fuzz/compile_exercise.h"

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "compiler/driver/compile.h"
#include "emit/wasm/reader.h"

namespace seabeam::fuzz {
namespace {

// Instrumented builds are slower by a factor; there the target's own -timeout watches.
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SEABEAM_FUZZ_INSTRUMENTED
#endif
#endif
#ifdef SEABEAM_FUZZ_INSTRUMENTED
constexpr int64_t kMaxNanoseconds = int64_t{12} * 1000000000;
#else
constexpr int64_t kMaxNanoseconds = int64_t{2} * 1000000000;
#endif

}  // namespace

Exercised ExerciseCompile(absl::string_view bytes, const Validator& validator) {
  Exercised result;
  absl::Status status_at[2];
  for (int i = 0; i < 2; ++i) {
    const int level = i * 2;
    driver::CompileOptions options;
    options.pipeline.opt_level = level;
    options.pipeline.verify = true;
    options.pipeline.check_changed = true;
    options.verify = true;
    driver::CompileStats stats;
    absl::StatusOr<std::string> wasm = driver::CompileModule(bytes, options, &stats);
    auto finding = [&](absl::string_view what) {
      result.finding = absl::StrCat("-O", level, ": ", what);
      return result;
    };
    if (stats.total_ns() > kMaxNanoseconds) {
      return finding(absl::StrCat("compiling took ", stats.total_ns() / 1000000, " ms"));
    }
    for (const auto& [name, count] : stats.passes.counters) {
      if (absl::EndsWith(name, "out_of_fuel") && count > 0) return finding(name);
    }
    status_at[i] = wasm.status();
    if (!wasm.ok()) {
      if (wasm.status().code() == absl::StatusCode::kInternal) return finding(wasm.status().message());
      continue;
    }
    result.accepted = true;
    absl::StatusOr<wasm::ModuleOutline> outline = wasm::ReadModule(*wasm);
    if (!outline.ok()) return finding(outline.status().message());
    if (validator != nullptr) {
      const std::string complaint = validator(*wasm);
      if (!complaint.empty()) return finding(complaint);
    }
  }
  // Code that an optimiser removes may have been too large to emit, but not the other way round.
  if (status_at[0].ok() && !status_at[1].ok()) {
    result.finding = absl::StrCat("only -O2 refuses it: ", status_at[1].message());
  }
  return result;
}

}  // namespace seabeam::fuzz
