#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/file.h"
#include "base/status_macros.h"
#include "beam/disassembler.h"
#include "compiler/driver/commands.h"
#include "compiler/driver/json/graph_json.h"
#include "compiler/driver/pipeline_prefix.h"
#include "compiler/driver/store.h"
#include "compiler/driver/work.h"
#include "emit/dump.h"
#include "ir/dump.h"
#include "ir/text.h"
#include "re2/re2.h"

namespace seabeam::driver {
namespace {

std::string FullName(const ir::Module& module, const ir::Graph& graph) {
  return absl::StrCat(module.name, ":", graph.name());
}

class Dumper {
 public:
  Dumper(const Options& options, CompileOptions compile, const RE2& pattern)
      : options_(options), compile_(std::move(compile)), pattern_(pattern) {}

  // Prints one module; the number of functions goes up by those printed.
  absl::Status Dump(const ModuleFile& file) {
    SEABEAM_ASSIGN_OR_RETURN(std::string bytes, base::ReadFile(file.path));
    compile_.file_name = file.label;
    SEABEAM_ASSIGN_OR_RETURN(beam::Module loaded, Load(bytes, compile_, nullptr));
    if (options_.stage == "beam") {
      DumpBeam(loaded);
      return absl::OkStatus();
    }
    SEABEAM_ASSIGN_OR_RETURN(std::unique_ptr<ir::Module> module, Translate(loaded, compile_, nullptr));
    if (options_.stage != "ir") SEABEAM_RETURN_IF_ERROR(Optimize(module.get(), compile_, nullptr));
    std::vector<NamedGraph> graphs;
    std::vector<uint32_t> functions;
    for (uint32_t i = 0; i < module->graphs.size(); ++i) {
      NamedGraph named = {FullName(*module, *module->graphs[i]), module->graphs[i].get()};
      if (!Wanted(named.name)) continue;
      graphs.push_back(std::move(named));
      functions.push_back(i);
    }
    if (options_.stage == "schedule") {
      for (const NamedGraph& named : graphs) {
        printf("; %s\n%s\n", named.name.c_str(), emit::DumpSchedule(*named.graph, module.get()).c_str());
      }
      return absl::OkStatus();
    }
    if (options_.stage == "wat") {
      SEABEAM_ASSIGN_OR_RETURN(
          std::string text,
          emit::DumpWat(*module, compile_.emit, options_.function.empty() ? nullptr : &functions));
      fputs(text.c_str(), stdout);
      return absl::OkStatus();
    }
    if (options_.format == "html" && graphs.size() > 1) {
      return absl::InvalidArgumentError(absl::StrCat(file.label, ": a page shows one function; --function matches ",
                                                     graphs.size(), ", the first are ", graphs[0].name, " and ",
                                                     graphs[1].name));
    }
    fputs(Print(graphs, *module).c_str(), stdout);
    return absl::OkStatus();
  }

  int printed() const { return printed_; }

 private:
  bool Wanted(const std::string& name) {
    if (!RE2::PartialMatch(name, pattern_)) return false;
    ++printed_;
    return true;
  }

  void DumpBeam(const beam::Module& module) {
    if (options_.function.empty()) {
      fputs(beam::DisassembleHead(module).c_str(), stdout);
      ++printed_;
    }
    for (const beam::Function& function : module.functions) {
      if (Wanted(absl::StrCat(module.name, ":", module.atom(function.name), "/", function.arity))) {
        printf("\n%s", beam::DisassembleFunction(module, function).c_str());
      }
    }
  }

  std::string Print(const std::vector<NamedGraph>& graphs, const ir::Module& module) {
    if (options_.format == "json") return WriteJson(graphs, module);
    if (options_.format == "text" && options_.function.empty()) return ir::PrintModule(module);
    std::string text;
    for (const NamedGraph& named : graphs) {
      text += options_.format == "dot"    ? ir::PrintDot(*named.graph, &module)
              : options_.format == "html" ? ir::PrintHtml(*named.graph, &module)
                                          : ir::Print(*named.graph, &module);
    }
    return text;
  }

  const Options& options_;
  CompileOptions compile_;
  const RE2& pattern_;
  int printed_ = 0;
};

// Changes the pipeline so that it ends where the stage is. Errors: there is no such stage.
absl::Status CutPipeline(const std::string& stage, CompileOptions* options) {
  if (stage == "beam" || stage == "ir" || stage == "final" || stage == "schedule" || stage == "wat") {
    return absl::OkStatus();
  }
  const bool before = absl::StartsWith(stage, "before:");
  if (!before && !absl::StartsWith(stage, "after:")) {
    return absl::InvalidArgumentError(absl::StrCat(
        "seabeam dump: there is no stage ", stage,
        "; it is one of beam, ir, before:PASS, after:PASS, final, schedule, wat (seabeam passes lists the passes)"));
  }
  std::string pass = stage.substr(stage.find(':') + 1);
  int occurrence = 1;
  const size_t mark = pass.find('#');
  if (mark != std::string::npos) {
    if (!absl::SimpleAtoi(pass.substr(mark + 1), &occurrence) || occurrence < 1) {
      return absl::InvalidArgumentError(absl::StrCat("seabeam dump: ", stage, ": a number has to follow #"));
    }
    pass.resize(mark);
  }
  SEABEAM_ASSIGN_OR_RETURN(std::string text, passes::PipelineText(options->pipeline));
  absl::optional<std::string> prefix = PipelinePrefix(text, pass, occurrence, !before);
  if (!prefix.has_value()) {
    return absl::InvalidArgumentError(
        absl::StrCat("seabeam dump: ", stage, ": the pipeline has no such pass; it is ", text));
  }
  options->pipeline.passes = *prefix;
  if (prefix->empty()) {
    // An empty text would stand for the level's pipeline.
    options->pipeline.passes = pass;
    options->pipeline.skip.push_back(pass);
  }
  return absl::OkStatus();
}

}  // namespace

int DumpCommand(const Options& options) {
  const std::unique_ptr<const RE2> pattern = FunctionPattern(options);
  if (pattern == nullptr) return kExitBadCommandLine;
  absl::StatusOr<CompileOptions> compile_options = MakeCompileOptions(options);
  if (!compile_options.ok()) return Report(compile_options.status());
  absl::Status status = CutPipeline(options.stage, &*compile_options);
  if (status.ok() && options.format != "text" &&
      (options.stage == "beam" || options.stage == "schedule" || options.stage == "wat")) {
    status = absl::InvalidArgumentError(
        absl::StrCat("seabeam dump: --stage=", options.stage, " is text only; --format is for graphs"));
  }
  if (!status.ok()) {
    fprintf(stderr, "%s\n", std::string(status.message()).c_str());
    return kExitBadCommandLine;
  }
  absl::StatusOr<Inputs> inputs = GatherInputs(options);
  if (!inputs.ok()) return Report(inputs.status());
  Dumper dumper(options, *compile_options, *pattern);
  int worst = kExitDone;
  for (const ModuleFile& file : inputs->modules) {
    CrashContext context(file.label.c_str());
    worst = std::max(worst, Report(dumper.Dump(file)));
  }
  if (worst == kExitDone && dumper.printed() == 0 && !options.function.empty()) {
    return Report(absl::NotFoundError(
        absl::StrCat(inputs->modules[0].label, ": no function matches ", options.function)));
  }
  return worst;
}

}  // namespace seabeam::driver
