#include "compiler/driver/inputs.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "base/file.h"
#include "base/status_macros.h"
#include "beam/avm.h"

namespace seabeam::driver {
namespace {

enum class Kind { kBeam, kFolder, kErlang, kElixir, kScript, kAvm };

std::string Stem(const std::string& path) {
  std::string name = base::BaseName(path);
  return name.substr(0, name.rfind('.'));
}

absl::StatusOr<Kind> KindOf(const std::string& input) {
  if (!base::FileExists(input)) {
    return absl::NotFoundError(absl::StrCat(input, ": there is no such file or folder"));
  }
  if (base::IsDirectory(input)) return Kind::kFolder;
  if (absl::EndsWith(input, ".beam")) return Kind::kBeam;
  if (absl::EndsWith(input, ".erl")) return Kind::kErlang;
  if (absl::EndsWith(input, ".ex") || absl::EndsWith(input, ".exs")) return Kind::kElixir;
  if (absl::EndsWith(input, ".avm")) return Kind::kAvm;
  return absl::InvalidArgumentError(
      absl::StrCat(input, ": not an input: neither .beam, .avm, .erl, .ex, .exs nor a folder"));
}

class Gatherer {
 public:
  explicit Gatherer(const Options& options) : options_(options) {}

  absl::StatusOr<Inputs> Gather() {
    std::vector<Kind> kinds;
    for (const std::string& input : options_.inputs) {
      SEABEAM_ASSIGN_OR_RETURN(Kind kind, KindOf(input));
      kinds.push_back(kind);
    }
    if (options_.main.empty() && absl::EndsWith(options_.inputs[0], ".exs")) {
      // Elixir's compiler would run the script now, and never again.
      if (options_.command == Command::kBuild) {
        return absl::InvalidArgumentError(absl::StrCat(
            options_.inputs[0],
            ": the top level of a script runs in Elixir's compiler, which has to load the modules that it makes, and bundles cannot; "
            "put it into a function and name that with --main Module:function"));
      }
      if (options_.command == Command::kRun) {
        kinds[0] = Kind::kScript;
        inputs_.script = options_.inputs[0];
      }
    }
    SEABEAM_RETURN_IF_ERROR(FindLibrary());
    SEABEAM_RETURN_IF_ERROR(CompileSources(kinds));
    for (size_t i = 0; i < kinds.size(); ++i) SEABEAM_RETURN_IF_ERROR(AddInput(i, kinds[i]));
    for (size_t i = 0; i < options_.apps.size(); ++i) {
      const std::string ebin = inputs_.library.FindApp(options_.apps[i]);
      if (ebin.empty()) {
        return absl::NotFoundError(
            absl::StrCat("--app ", options_.apps[i], ": no such application is installed"));
      }
      SEABEAM_RETURN_IF_ERROR(AddFolder(ebin, kinds.size() + i));
    }
    FindApplications();
    if (options_.no_stdlib) inputs_.library = Library();
    return std::move(inputs_);
  }

 private:
  absl::Status FindLibrary() {
    if (options_.no_stdlib && options_.apps.empty()) return absl::OkStatus();
    absl::StatusOr<std::string> otp = FindOtpRoot(options_.otp_root);
    if (!otp.ok() && !options_.otp_root.empty()) return otp.status();
    if (otp.ok()) {
      inputs_.otp_root = *otp;
      inputs_.otp_version = ReadOtpVersion(*otp);
      inputs_.library.AddInstalled(*otp);
    }
    absl::StatusOr<std::string> elixir = FindElixirRoot(options_.elixir_root);
    if (!elixir.ok() && !options_.elixir_root.empty()) return elixir.status();
    if (elixir.ok()) inputs_.library.AddInstalled(*elixir);
    return absl::OkStatus();
  }

  // One run of each compiler over all of its sources, so that they see each other's modules.
  absl::Status CompileSources(const std::vector<Kind>& kinds) {
    std::vector<std::string> erlang;
    std::vector<std::string> elixir;
    for (size_t i = 0; i < kinds.size(); ++i) {
      if (kinds[i] == Kind::kErlang) erlang.push_back(options_.inputs[i]);
      if (kinds[i] == Kind::kElixir) elixir.push_back(options_.inputs[i]);
    }
    if (erlang.empty() && elixir.empty()) return absl::OkStatus();
    SEABEAM_RETURN_IF_ERROR(MakeScratch());
    if (!erlang.empty()) {
      std::vector<std::string> argv = {"erlc",         "+debug_info", "-o",
                                       ErlangFolder(), "-pa",         ErlangFolder()};
      for (const std::string& folder : options_.include_dirs) {
        argv.push_back("-I");
        argv.push_back(folder);
      }
      argv.insert(argv.end(), erlang.begin(), erlang.end());
      SEABEAM_RETURN_IF_ERROR(base::MakeDirectories(ErlangFolder()));
      SEABEAM_RETURN_IF_ERROR(RunCompiler(argv, erlang[0]));
    }
    // One run per source: which modules came of which is not told otherwise.
    for (size_t i = 0; i < kinds.size(); ++i) {
      if (kinds[i] != Kind::kElixir) continue;
      SEABEAM_RETURN_IF_ERROR(base::MakeDirectories(ElixirFolder(i)));
      std::vector<std::string> argv = {"elixirc", "-o", ElixirFolder(i)};
      for (size_t j = 0; j < i; ++j) {
        if (kinds[j] != Kind::kElixir) continue;
        argv.push_back("-pa");
        argv.push_back(ElixirFolder(j));
      }
      argv.push_back(options_.inputs[i]);
      SEABEAM_RETURN_IF_ERROR(RunCompiler(argv, options_.inputs[i]));
    }
    return absl::OkStatus();
  }

  absl::Status MakeScratch() {
    if (inputs_.scratch.has_value()) return absl::OkStatus();
    SEABEAM_ASSIGN_OR_RETURN(TemporaryFolder scratch, TemporaryFolder::Make());
    inputs_.scratch.emplace(std::move(scratch));
    return absl::OkStatus();
  }

  absl::Status RunCompiler(std::vector<std::string> argv, const std::string& first) {
    const std::string name = argv[0];
    argv[0] = FindOnPath(name);
    if (argv[0].empty()) {
      return absl::NotFoundError(absl::StrCat(first, ": compiling it needs ", name, " on PATH"));
    }
    SEABEAM_ASSIGN_OR_RETURN(Finished finished, RunToEnd(argv, {"LC_ALL=C.UTF-8"}));
    fputs(finished.output.c_str(), stderr);
    if (finished.exit_status != 0) {
      return absl::InvalidArgumentError(
          absl::StrCat(first, ": ", name, " ended with status ", finished.exit_status));
    }
    return absl::OkStatus();
  }

  std::string ErlangFolder() const { return base::JoinPath(inputs_.scratch->path(), "erl"); }
  std::string ElixirFolder(size_t i) const {
    return base::JoinPath(inputs_.scratch->path(), absl::StrCat("ex", i));
  }

  absl::Status AddInput(size_t i, Kind kind) {
    const std::string& input = options_.inputs[i];
    if (kind != Kind::kFolder && kind != Kind::kAvm) AddToCodePath(input);
    switch (kind) {
      case Kind::kBeam:
        return Add({Stem(input), input, input, i});
      case Kind::kFolder:
        return AddFolder(input, i);
      case Kind::kErlang: {
        std::string path = base::JoinPath(ErlangFolder(), Stem(input) + ".beam");
        if (!base::FileExists(path)) {
          return absl::InvalidArgumentError(
              absl::StrCat(input, ": erlc made no ", Stem(input), ".beam"));
        }
        return Add({Stem(input), path, input, i});
      }
      case Kind::kElixir: {
        SEABEAM_ASSIGN_OR_RETURN(std::vector<std::string> files,
                                 base::ListFilesRecursive(ElixirFolder(i), ".beam"));
        if (files.empty()) {
          return absl::InvalidArgumentError(absl::StrCat(input, ": it defines no module"));
        }
        for (const std::string& path : files) {
          SEABEAM_RETURN_IF_ERROR(
              Add({Stem(path), path, absl::StrCat(input, "(", Stem(path), ")"), i}));
        }
        return absl::OkStatus();
      }
      case Kind::kScript:
        return absl::OkStatus();
      case Kind::kAvm:
        return AddAvm(input, i);
    }
    return absl::OkStatus();
  }

  // The modules of a pack, each in a file of its own.
  absl::Status AddAvm(const std::string& input, size_t i) {
    SEABEAM_ASSIGN_OR_RETURN(const std::string bytes, base::ReadFile(input));
    absl::StatusOr<std::vector<beam::AvmSection>> sections = beam::ReadAvm(bytes);
    if (!sections.ok()) return base::Annotate(sections.status(), input);
    SEABEAM_RETURN_IF_ERROR(MakeScratch());
    const std::string folder = base::JoinPath(inputs_.scratch->path(), absl::StrCat("avm", i));
    SEABEAM_RETURN_IF_ERROR(base::MakeDirectories(folder));
    for (size_t k = 0; k < sections->size(); ++k) {
      const beam::AvmSection& section = (*sections)[k];
      if ((section.flags & beam::kAvmBeam) == 0) continue;
      // Names of sections are no paths.
      const std::string path = base::JoinPath(folder, absl::StrCat(k, ".beam"));
      SEABEAM_RETURN_IF_ERROR(base::WriteFileAtomic(path, section.data));
      SEABEAM_RETURN_IF_ERROR(Add({std::string(absl::StripSuffix(section.name, ".beam")), path,
                                   absl::StrCat(input, "(", section.name, ")"), i}));
    }
    return absl::OkStatus();
  }

  absl::Status AddFolder(const std::string& folder, size_t input) {
    SEABEAM_ASSIGN_OR_RETURN(std::vector<std::string> files,
                             base::ListFilesRecursive(folder, ".beam"));
    if (files.empty()) {
      return absl::NotFoundError(absl::StrCat(folder, ": there is no .beam file in this folder"));
    }
    for (const std::string& path : files) {
      AddToCodePath(path);
      SEABEAM_RETURN_IF_ERROR(Add({Stem(path), path, path, input}));
    }
    return absl::OkStatus();
  }

  void AddToCodePath(const std::string& file) {
    std::string folder = std::filesystem::path(file).parent_path().native();
    if (folder.empty()) folder = ".";
    if (std::find(inputs_.code_path.begin(), inputs_.code_path.end(), folder) == inputs_.code_path.end()) {
      inputs_.code_path.push_back(std::move(folder));
    }
  }

  void FindApplications() {
    for (const std::string& folder : inputs_.code_path) {
      std::error_code error;
      for (std::filesystem::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
        if (it->path().extension() == ".app") inputs_.applications.push_back(it->path().stem().native());
      }
    }
    std::sort(inputs_.applications.begin(), inputs_.applications.end());
  }

  absl::Status Add(ModuleFile file) {
    auto [it, inserted] = inputs_.by_name.emplace(file.name, inputs_.modules.size());
    // As in Erlang's code path, the first of several modules of one name counts.
    if (inserted) {
      inputs_.modules.push_back(std::move(file));
    } else if (options_.verbose) {
      fprintf(stderr, "%s: left out, %s comes first\n", file.path.c_str(),
              inputs_.modules[it->second].path.c_str());
    }
    return absl::OkStatus();
  }

  const Options& options_;
  Inputs inputs_;
};

}  // namespace

const ModuleFile* Inputs::Find(absl::string_view name) const {
  auto it = by_name.find(name);
  return it == by_name.end() ? nullptr : &modules[it->second];
}

absl::StatusOr<Inputs> GatherInputs(const Options& options) { return Gatherer(options).Gather(); }

}  // namespace seabeam::driver
