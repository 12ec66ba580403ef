#include <algorithm>
#include <chrono>
#include <cstdio>
#include <mutex>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "base/file.h"
#include "base/status_macros.h"
#include "beam/loader.h"
#include "compiler/driver/applications.h"
#include "compiler/driver/commands.h"
#include "compiler/driver/json/json.h"
#include "compiler/driver/main_function.h"
#include "compiler/driver/native_functions.h"
#include "compiler/driver/program_files.h"
#include "compiler/driver/reach/reach.h"
#include "compiler/driver/store.h"
#include "compiler/driver/system/atom_order.h"
#include "compiler/driver/system/data_files.h"
#include "compiler/driver/work.h"
#include "emit/wasm/reader.h"
#include "emit/wasm/section.h"

namespace seabeam::driver {
namespace {

using Clock = std::chrono::steady_clock;

struct Packed {
  std::string name;
  size_t offset;
  size_t size;
};

// What main.mjs reads; runtime/host/node.mjs describes the fields.
std::string Manifest(const Inputs& inputs, const MainFunction& main, const std::vector<Packed>& modules, const std::vector<Packed>& resources,
                     const std::vector<Packed>& files) {
  JsonWriter json;
  json.Open('{').Key("runtime").String("runtime.wasm").Key("pack").String("modules.pack");
  json.Key("main").Open('{').Key("module").String(main.module).Key("function");
  if (main.function.empty()) {
    json.Null();
  } else {
    json.String(main.function);
  }
  json.Close();
  PutOtpVersion(inputs.otp_version, &json);
  auto put = [&](absl::string_view key, const std::vector<Packed>& places) {
    if (places.empty()) return;
    json.Key(key).Open('{');
    for (const Packed& place : places) {
      json.Key(place.name).Open('[');
      json.Number(static_cast<int64_t>(place.offset)).Number(static_cast<int64_t>(place.size)).Close();
    }
    json.Close();
  };
  put("modules", modules);
  put("resources", resources);
  if (!files.empty()) {
    json.Key("filePack").String("files.pack");
    put("files", files);
  }
  json.Close();
  return json.Take();
}

// What the program may ask the host for: its applications lie in /lib, wherever they are here.
absl::StatusOr<std::vector<std::pair<std::string, std::string>>> Resources(const Options& options, const Inputs& inputs,
                                                                           const Reached& reached, std::string atom_order) {
  std::vector<std::pair<std::string, std::string>> result;
  std::vector<std::string> folders;
  for (const std::string& name : reached.applications) {
    const std::string path = FindApplicationFile(inputs, name);
    if (path.empty()) continue;
    SEABEAM_ASSIGN_OR_RETURN(const Application application, ReadApplication(path));
    folders.push_back(absl::StrCat("/lib/", name, application.vsn.empty() ? "" : "-", application.vsn, "/ebin"));
    result.emplace_back(absl::StrCat("app:", name),
                        ApplicationResource(application, absl::StrCat(folders.back(), "/", name, ".app")));
  }
  if (!folders.empty()) result.emplace_back("code_path", StringsResource(folders));
  if (!atom_order.empty()) result.emplace_back("atoms", std::move(atom_order));
  if (!reached.kernel_starter.empty()) result.emplace_back("kernel", AtomResource(reached.kernel_starter));
  if (!options.configs.empty()) {
    SEABEAM_ASSIGN_OR_RETURN(std::string files, FilesResource(options.configs));
    result.emplace_back("config", std::move(files));
  }
  return result;
}

// The wasm module without its sections of names and of what made it.
absl::StatusOr<std::string> WithoutCustomSections(absl::string_view module) {
  SEABEAM_ASSIGN_OR_RETURN(const wasm::ModuleOutline outline, wasm::ReadModule(module));
  std::string result(module.substr(0, outline.sections.empty() ? module.size() : outline.sections[0].offset));
  for (const wasm::ModuleOutline::Section& section : outline.sections) {
    if (section.id == static_cast<uint8_t>(wasm::SectionId::kCustom)) continue;
    absl::StrAppend(&result, module.substr(section.offset, section.size));
  }
  return result;
}

// The module that the runtime starts, and what it reaches.
constexpr char kBootModule[] = "seabeam_boot";

absl::StatusOr<Reached> FindFunctions(const Options& options, const Inputs& inputs, const ModuleStore& store) {
  ModuleSource source;
  source.exists = [&store](const std::string& name) { return !store.Locate(name).path.empty(); };
  source.load = [&store](const std::string& name) -> absl::StatusOr<beam::Module> {
    const ModuleFile file = store.Locate(name);
    SEABEAM_ASSIGN_OR_RETURN(std::string bytes, base::ReadFile(file.path));
    beam::LoadOptions load_options;
    load_options.file_name = file.label;
    SEABEAM_ASSIGN_OR_RETURN(beam::Module module, beam::LoadModule(bytes, load_options));
    UseNativeFunctions(&module);
    return module;
  };
  source.application = [&inputs](const std::string& name) -> absl::StatusOr<absl::optional<ApplicationFacts>> {
    const std::string path = FindApplicationFile(inputs, name);
    if (path.empty()) return absl::nullopt;
    SEABEAM_ASSIGN_OR_RETURN(Application application, ReadApplication(path));
    return ApplicationFacts{std::move(application.needs), std::move(application.module), std::move(application.atoms)};
  };
  ReachRoots roots;
  for (const ModuleFile& file : inputs.modules) roots.program.push_back(file.name);
  roots.keep = options.keep;
  roots.boot = {kBootModule};
  roots.everything = options.no_shake;
  roots.applications = inputs.applications;
  return FindReachable(source, roots);
}

absl::Status Build(const Options& options, int* worst) {
  const auto start = Clock::now();
  SEABEAM_ASSIGN_OR_RETURN(DataFiles data, FindDataFiles());
  SEABEAM_ASSIGN_OR_RETURN(CompileOptions compile_options, MakeCompileOptions(options));
  compile_options.emit.names = options.names;
  SEABEAM_ASSIGN_OR_RETURN(Inputs inputs, GatherInputs(options));
  SEABEAM_ASSIGN_OR_RETURN(MainFunction main, FindMain(inputs, options.main));
  ModuleStore store(inputs, data.lib, compile_options, options.no_cache ? ModuleCache() : ModuleCache::Open());
  SEABEAM_ASSIGN_OR_RETURN(Reached reached, FindFunctions(options, inputs, store));
  if (std::none_of(reached.modules.begin(), reached.modules.end(),
                   [&](const ReachedModule& module) { return module.name == main.module; })) {
    return absl::NotFoundError(absl::StrCat("--main: there is no module ", main.module));
  }

  const int threads = ThreadCount(options.jobs);
  std::vector<std::string> wasm(reached.modules.size());
  std::mutex mutex;
  {
    Progress progress("compiling", reached.modules.size());
    ParallelFor(reached.modules.size(), threads, [&](size_t i) {
      absl::StatusOr<std::string> result = store.CompileFunctions(store.Locate(reached.modules[i].name), reached.modules[i].kept);
      progress.Step(reached.modules[i].name);
      if (result.ok()) {
        wasm[i] = *std::move(result);
        return;
      }
      progress.Message(result.status().message());
      std::lock_guard<std::mutex> lock(mutex);
      *worst = std::max(*worst, result.status().code() == absl::StatusCode::kInternal ? kExitInternal : kExitBadInput);
    });
  }
  if (*worst != kExitDone) return absl::OkStatus();

  std::vector<size_t> order(reached.modules.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(),
            [&](size_t a, size_t b) { return reached.modules[a].name < reached.modules[b].name; });
  std::string pack;
  std::vector<Packed> index;
  for (const size_t i : order) {
    index.push_back({reached.modules[i].name, pack.size(), wasm[i].size()});
    pack += wasm[i];
  }
  SEABEAM_ASSIGN_OR_RETURN(const std::string atom_order, AtomOrder(data, inputs.otp_version.release));
  SEABEAM_ASSIGN_OR_RETURN(const auto resources, Resources(options, inputs, reached, MentionedAtoms(atom_order, wasm)));
  std::vector<Packed> resource_index;
  for (const auto& [name, bytes] : resources) {
    resource_index.push_back({name, pack.size(), bytes.size()});
    pack += bytes;
  }
  SEABEAM_RETURN_IF_ERROR(base::MakeDirectories(options.output));
  auto put = [&](absl::string_view name, absl::string_view contents) {
    return base::WriteFileAtomic(base::JoinPath(options.output, name), contents);
  };
  SEABEAM_ASSIGN_OR_RETURN(std::string runtime, base::ReadFile(RuntimeWasm(data, reached.parts)));
  if (!options.names) {
    SEABEAM_ASSIGN_OR_RETURN(runtime, WithoutCustomSections(runtime));
  }
  SEABEAM_RETURN_IF_ERROR(put("runtime.wasm", runtime));
  for (const std::string& name : HostFiles(reached.parts)) {
    SEABEAM_ASSIGN_OR_RETURN(std::string text, base::ReadFile(base::JoinPath(data.host, name)));
    SEABEAM_RETURN_IF_ERROR(put(name, text));
  }
  SEABEAM_RETURN_IF_ERROR(put("modules.pack", pack));
  SEABEAM_ASSIGN_OR_RETURN(const std::vector<ProgramFile> files, FindProgramFiles(options.dirs));
  std::string file_pack;
  std::vector<Packed> file_index;
  for (const ProgramFile& file : files) {
    SEABEAM_ASSIGN_OR_RETURN(const std::string bytes, base::ReadFile(file.host));
    file_index.push_back({file.guest, file_pack.size(), bytes.size()});
    file_pack += bytes;
  }
  if (!files.empty()) SEABEAM_RETURN_IF_ERROR(put("files.pack", file_pack));
  // Last: with a new manifest, everything it names is there.
  SEABEAM_RETURN_IF_ERROR(put("manifest.json", Manifest(inputs, main, index, resource_index, file_index)));

  if (!reached.missing.empty()) {
    fprintf(stderr, "%s: called, but not installed: %s\n", options.output.c_str(),
            absl::StrJoin(reached.missing, ", ").c_str());
  }
  const auto wall = Clock::now() - start;
  if (options.verbose) {
    fprintf(stderr, "%s: %zu modules, %.1f kB, runtime %.1f kB, %.2f s\n", options.output.c_str(), index.size(),
            static_cast<double>(pack.size()) / 1e3, static_cast<double>(runtime.size()) / 1e3,
            std::chrono::duration<double>(wall).count());
  }
  if (!options.stats_file.empty()) {
    SEABEAM_RETURN_IF_ERROR(WriteStats(options.stats_file, store.stats(),
                                       std::chrono::duration_cast<std::chrono::nanoseconds>(wall).count(), threads));
  }
  return absl::OkStatus();
}

}  // namespace

int BuildCommand(const Options& options) {
  int worst = kExitDone;
  const int status = Report(Build(options, &worst));
  return std::max(worst, status);
}

}  // namespace seabeam::driver
