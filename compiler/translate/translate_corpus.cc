// Loads, translates and verifies every .beam under the given folders (or files), and reports what
// failed, by name, and how fast each step was.
//
//   translate_corpus [--no-verify] [--print=RE] PATH...
#include <chrono>
#include <cstdio>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "base/file.h"
#include "beam/loader.h"
#include "compiler/translate/translate.h"
#include "ir/text.h"
#include "ir/verifier.h"
#include "re2/re2.h"

namespace seabeam::translate {
namespace {

using Clock = std::chrono::steady_clock;

struct Totals {
  uint64_t modules = 0, failed = 0, functions = 0, nodes = 0, phis = 0, casts = 0;
  uint64_t file_bytes = 0, code_bytes = 0;
  double load = 0, translate = 0, verify = 0;
};

double Seconds(Clock::time_point since) {
  return std::chrono::duration<double>(Clock::now() - since).count();
}

class Corpus {
 public:
  Corpus(bool verify, std::string print) : verify_(verify), print_(std::move(print)) {}

  void Run(const std::string& path) {
    absl::StatusOr<std::string> bytes = base::ReadFile(path);
    if (!bytes.ok()) return Failed(bytes.status());
    ++totals_.modules;
    totals_.file_bytes += bytes->size();
    Clock::time_point start = Clock::now();
    beam::LoadOptions load;
    load.file_name = path;
    absl::StatusOr<beam::Module> module = beam::LoadModule(*bytes, load);
    totals_.load += Seconds(start);
    if (!module.ok()) return Failed(module.status());
    for (const beam::ChunkInfo& chunk : module->chunks) {
      if (chunk.id == "Code") totals_.code_bytes += chunk.size;
    }
    start = Clock::now();
    TranslateOptions options;
    options.file_name = path;
    absl::StatusOr<std::unique_ptr<ir::Module>> graphs = Translate(*module, options);
    totals_.translate += Seconds(start);
    if (!graphs.ok()) return Failed(graphs.status());
    Count(**graphs);
    if (!print_.pattern().empty()) Print(**graphs);
    if (!verify_) return;
    start = Clock::now();
    const absl::Status status = ir::VerifyModule(**graphs);
    totals_.verify += Seconds(start);
    if (!status.ok()) Failed(absl::InternalError(absl::StrCat(path, ": ", status.message())));
  }

  int Report() const {
    const double mb = totals_.file_bytes / 1e6, code_mb = totals_.code_bytes / 1e6;
    std::printf("%llu modules, %llu failed; %llu functions, %llu nodes (%llu phis, %llu casts)\n",
                Number(totals_.modules), Number(totals_.failed), Number(totals_.functions),
                Number(totals_.nodes), Number(totals_.phis), Number(totals_.casts));
    std::printf("%.2f MB of files, %.2f MB of code\n", mb, code_mb);
    const auto line = [&](const char* what, double seconds) {
      if (seconds > 0) {
        std::printf("%-10s %7.3f s  %7.2f MB/s of files  %7.2f MB/s of code\n", what, seconds,
                    mb / seconds, code_mb / seconds);
      }
    };
    line("load", totals_.load);
    line("translate", totals_.translate);
    line("verify", totals_.verify);
    return totals_.failed == 0 ? 0 : 1;
  }

 private:
  static unsigned long long Number(uint64_t n) { return n; }

  void Failed(const absl::Status& status) {
    ++totals_.failed;
    std::fprintf(stderr, "%s\n", std::string(status.message()).c_str());
  }

  void Count(const ir::Module& module) {
    totals_.functions += module.graphs.size();
    for (const auto& graph : module.graphs) {
      totals_.nodes += graph->size();
      for (ir::NodeId n = 0; n < graph->size(); ++n) {
        totals_.phis += graph->op(n) == ir::Op::kPhi;
        totals_.casts += graph->op(n) == ir::Op::kCast;
      }
    }
  }

  void Print(const ir::Module& module) {
    for (const auto& graph : module.graphs) {
      if (!RE2::PartialMatch(absl::StrCat(module.name, ":", graph->name()), print_)) continue;
      std::printf("%s\n", ir::Print(*graph, &module).c_str());
    }
  }

  bool verify_;
  RE2 print_;
  Totals totals_;
};

int Main(int argc, char** argv) {
  bool verify = true;
  std::string print;
  std::vector<std::string> paths;
  for (int i = 1; i < argc; ++i) {
    absl::string_view arg = argv[i];
    if (arg == "--no-verify") {
      verify = false;
    } else if (absl::ConsumePrefix(&arg, "--print=")) {
      print = std::string(arg);
    } else {
      paths.emplace_back(arg);
    }
  }
  if (paths.empty()) {
    std::fprintf(stderr, "usage: translate_corpus [--no-verify] [--print=RE] PATH...\n");
    return 2;
  }
  Corpus corpus(verify, print);
  for (const std::string& path : paths) {
    if (!base::IsDirectory(path)) {
      corpus.Run(path);
      continue;
    }
    absl::StatusOr<std::vector<std::string>> files = base::ListFilesRecursive(path, ".beam");
    if (!files.ok()) {
      std::fprintf(stderr, "%s\n", std::string(files.status().message()).c_str());
      return 1;
    }
    for (const std::string& file : *files) corpus.Run(file);
  }
  return corpus.Report();
}

}  // namespace
}  // namespace seabeam::translate

int main(int argc, char** argv) { return seabeam::translate::Main(argc, argv); }
