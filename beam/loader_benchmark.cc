// Loading of modules of OTP's standard library, as installed. bytes_per_second counts bytes of
// file.

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "base/file.h"
#include "beam/disassembler.h"
#include "beam/loader.h"
#include "beam/testing/erlang.h"
#include "benchmark/benchmark.h"

namespace seabeam::beam {
namespace {

const std::string& Bytes(const std::string& name) {
  static const std::string folder = testing::StdlibFolder();
  static std::string bytes;
  const absl::StatusOr<std::string> file = base::ReadFile(folder + "/" + name + ".beam");
  bytes = file.ok() ? *file : std::string();
  return bytes;
}

void Load(benchmark::State& state, const std::string& name) {
  const std::string& bytes = Bytes(name);
  for (auto _ : state) {
    absl::StatusOr<Module> module = LoadModule(bytes);
    if (!module.ok()) state.SkipWithError("cannot be loaded");
    benchmark::DoNotOptimize(module);
  }
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations()) *
                          static_cast<int64_t>(bytes.size()));
}
BENCHMARK_CAPTURE(Load, lists, std::string("lists"));
BENCHMARK_CAPTURE(Load, erl_parse, std::string("erl_parse"));
BENCHMARK_CAPTURE(Load, unicode_util, std::string("unicode_util"));

void Print(benchmark::State& state, const std::string& name) {
  const absl::StatusOr<Module> module = LoadModule(Bytes(name));
  if (!module.ok()) {
    state.SkipWithError("cannot be loaded");
    return;
  }
  for (auto _ : state) benchmark::DoNotOptimize(Disassemble(*module));
}
BENCHMARK_CAPTURE(Print, lists, std::string("lists"));

}  // namespace
}  // namespace seabeam::beam
