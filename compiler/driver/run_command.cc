#include <chrono>
#include <cstdio>
#include <cstring>

#include "abi/runtime_parts.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "base/file.h"
#include "base/status_macros.h"
#include "compiler/driver/applications.h"
#include "compiler/driver/commands.h"
#include "compiler/driver/json/json.h"
#include "compiler/driver/main_function.h"
#include "compiler/driver/program_files.h"
#include "compiler/driver/reach/kernel_reach.h"
#include "compiler/driver/store.h"
#include "compiler/driver/system/atom_order.h"
#include "compiler/driver/system/data_files.h"
#include "compiler/driver/system/process.h"
#include "compiler/driver/work.h"

namespace seabeam::driver {
namespace {

using Clock = std::chrono::steady_clock;

double Milliseconds(Clock::duration time) {
  return std::chrono::duration<double, std::milli>(time).count();
}

constexpr uint32_t kNothing = 0xFFFFFFFF;
constexpr uint32_t kMaxRequest = 1u << 28;

// A request is a kind (u8) and bytes, an answer bytes; bytes come with their length (u32, little endian) before them.
// What there is not, or does not compile, is answered by the length kNothing alone.
enum Request : char {
  kModule = 'm',   // a module's name -> its wasm
  kCompile = 'c',  // a .beam -> its wasm
  kPath = 'p',     // a module's name -> the path of its .beam
  kFile = 'f',     // a module's name -> the contents of its .beam
  kResource = 'r',  // what runtime/host/seabeam.mjs calls a resource -> a term
  kFiles = 'd',     // nothing -> JSON, an object from names in the program's files to those on this machine
};

std::string FilesJson(const std::vector<ProgramFile>& files) {
  JsonWriter json;
  json.Open('{');
  for (const ProgramFile& file : files) json.Key(file.guest).String(file.host);
  json.Close();
  return json.Take();
}

class Server {
 public:
  // `configs`: the resource of that name. `files`: what --dir gives, none without it.
  Server(const DataFiles& data, const Inputs& inputs, const std::string& configs, const std::vector<ProgramFile>& files,
         ModuleStore* store, Child* child, bool verbose)
      : data_(data), inputs_(inputs), configs_(configs), files_(files), store_(*store), child_(*child), verbose_(verbose) {}

  // Until the child closes its end. The worst of the statuses that compiling led to.
  int Serve() {
    for (;;) {
      char kind = 0;
      uint32_t size = 0;
      if (!child_.ReadExactly(&kind, 1) || !child_.ReadExactly(reinterpret_cast<char*>(&size), sizeof size) ||
          size > kMaxRequest) {
        break;
      }
      std::string bytes(size, '\0');
      if (!child_.ReadExactly(&bytes[0], size)) break;
      const auto start = Clock::now();
      absl::StatusOr<std::string> answer = Answer(kind, bytes);
      busy_ += Clock::now() - start;
      if (!answer.ok() && answer.status().code() != absl::StatusCode::kNotFound) Report(answer.status());
      const uint32_t length = answer.ok() ? static_cast<uint32_t>(answer->size()) : kNothing;
      if (!child_.Write(absl::string_view(reinterpret_cast<const char*>(&length), sizeof length))) break;
      if (answer.ok() && !child_.Write(*answer)) break;
    }
    return kExitDone;
  }

  Clock::duration busy() const { return busy_; }

 private:
  absl::StatusOr<std::string> Answer(char kind, const std::string& bytes) {
    switch (kind) {
      case kModule: {
        absl::StatusOr<std::string> wasm = store_.Get(bytes);
        if (verbose_) fprintf(stderr, "%s %s\n", wasm.ok() ? "load" : "miss", bytes.c_str());
        return wasm;
      }
      case kCompile:
        if (verbose_) fprintf(stderr, "compile %zu bytes\n", bytes.size());
        return store_.CompileBytes(bytes, "loaded", "code loaded at run time");
      case kPath:
      case kFile: {
        const std::string path = store_.Locate(bytes).path;
        if (path.empty()) return absl::NotFoundError(bytes);
        if (kind == kPath) return path;
        return base::ReadFile(path);
      }
      case kResource:
        return Resource(bytes);
      case kFiles:
        return FilesJson(files_);
      default:
        return absl::InternalError("run: a request of no known kind");
    }
  }

  absl::StatusOr<std::string> Resource(absl::string_view name) {
    if (absl::ConsumePrefix(&name, "app:")) {
      const std::string path = FindApplicationFile(inputs_, name);
      if (path.empty()) return absl::NotFoundError(name);
      SEABEAM_ASSIGN_OR_RETURN(const Application application, ReadApplication(path));
      return ApplicationResource(application, path);
    }
    if (name == "code_path") {
      std::vector<std::string> folders = inputs_.code_path;
      folders.insert(folders.end(), inputs_.library.folders().begin(), inputs_.library.folders().end());
      return StringsResource(folders);
    }
    if (name == "atoms") return AtomOrder(data_, inputs_.otp_version.release);
    if (name == "root") return StringResource(inputs_.otp_root);
    if (name == "kernel" && NamesKernel()) return AtomResource(kNodeStarter);
    if (name == "config") return configs_;
    return absl::NotFoundError(name);
  }

  // Whether one of the program's own modules has the name of one of kernel's processes in it: where it only looks so, kernel starts
  // for nothing.
  bool NamesKernel() const {
    for (const ModuleFile& module : inputs_.modules) {
      const absl::StatusOr<std::string> bytes = base::ReadFile(module.path);
      if (bytes.ok() && HoldsKernelProcess(*bytes)) return true;
    }
    return false;
  }

  const DataFiles& data_;
  const Inputs& inputs_;
  const std::string& configs_;
  const std::vector<ProgramFile>& files_;

  ModuleStore& store_;
  Child& child_;
  const bool verbose_;
  Clock::duration busy_{};
};

std::string NodeConfig(const Options& options, const DataFiles& data, const Inputs& inputs, const MainFunction& main) {
  JsonWriter json;
  json.Open('{').Key("runtime").String(RuntimeWasm(data, abi::PartsOfRelease(inputs.otp_version.Number())));
  json.Key("module").String(main.module).Key("function");
  if (main.function.empty()) {
    json.Null();
  } else {
    json.String(main.function);
  }
  // Without --dir the program sees this machine's files. Their names are asked for: a command line has not room for thousands.
  json.Key("ownFiles").Bool(!options.dirs.empty());
  PutOtpVersion(inputs.otp_version, &json);
  json.Key("noHalt").Bool(options.no_halt).Key("time").Bool(options.time);
  json.Key("stats").Bool(options.runtime_stats).Close();
  return json.Take();
}

}  // namespace

int RunCommand(const Options& options) {
  const auto start = Clock::now();
  absl::StatusOr<DataFiles> data = FindDataFiles();
  if (!data.ok()) return Report(data.status());
  absl::StatusOr<std::string> node = FindNode();
  if (!node.ok()) return Report(node.status());
  absl::StatusOr<CompileOptions> compile_options = MakeCompileOptions(options);
  if (!compile_options.ok()) return Report(compile_options.status());
  absl::StatusOr<Inputs> inputs = GatherInputs(options);
  if (!inputs.ok()) return Report(inputs.status());
  absl::StatusOr<MainFunction> main = FindMain(*inputs, options.main);
  if (!main.ok()) return Report(main.status());
  absl::StatusOr<std::vector<ProgramFile>> files = FindProgramFiles(options.dirs);
  if (!files.ok()) return Report(files.status());
  absl::StatusOr<std::string> configs = FilesResource(options.configs);
  if (!configs.ok()) return Report(configs.status());
  ModuleStore store(*inputs, data->lib, *compile_options,
                    options.no_cache ? ModuleCache() : ModuleCache::Open());
  // What is wrong with the main module is said before anything runs.
  absl::StatusOr<std::string> first = store.Get(main->module);
  if (!first.ok()) return Report(first.status());
  const auto prepared = Clock::now();

  std::vector<std::string> argv = {*node, "--no-warnings"};
  argv.insert(argv.end(), options.node_flags.begin(), options.node_flags.end());
  argv.push_back(data->run_script);
  argv.push_back(NodeConfig(options, *data, *inputs, *main));
  if (!inputs->script.empty()) argv.push_back(inputs->script);
  argv.insert(argv.end(), options.program_args.begin(), options.program_args.end());
  absl::StatusOr<Child> child = Child::Start(argv);
  if (!child.ok()) return Report(child.status());
  Server server(*data, *inputs, *configs, *files, &store, &*child, options.verbose);
  server.Serve();
  const int status = child->Wait();
  const auto ended = Clock::now();

  const StoreStats stats = store.stats();
  if (options.time) {
    fprintf(stderr,
            "seabeam: inputs %.1f ms, node %.1f ms; of these modules %.1f ms (%lld compiled, %lld from the cache)\n",
            Milliseconds(prepared - start), Milliseconds(ended - prepared), Milliseconds(server.busy()),
            static_cast<long long>(stats.compiled.modules), static_cast<long long>(stats.from_cache));
  }
  if (!options.stats_file.empty()) {
    absl::Status written =
        WriteStats(options.stats_file, stats,
                   std::chrono::duration_cast<std::chrono::nanoseconds>(ended - start).count(), 1);
    if (!written.ok()) return Report(written);
  }
  return status;
}

}  // namespace seabeam::driver
