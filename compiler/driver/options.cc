#include "compiler/driver/options.h"

#include <algorithm>
#include <cctype>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

namespace seabeam::driver {
namespace {

constexpr uint32_t Bit(Command command) { return 1u << static_cast<int>(command); }
constexpr uint32_t kCompiling = Bit(Command::kRun) | Bit(Command::kBuild) | Bit(Command::kCompile) |
                                Bit(Command::kDump) | Bit(Command::kSize) | Bit(Command::kPasses);
constexpr uint32_t kReading = kCompiling | Bit(Command::kInspect);

// Commands that make code for more than one host.
constexpr uint32_t kHostAbi = Bit(Command::kCompile) | Bit(Command::kSize);

struct CommandRow {
  Command command;
  const char* name;
  const char* arguments;
  const char* summary;
};

constexpr CommandRow kCommands[] = {
    {Command::kRun, "run", "INPUT... [--main M:F] [-- ARG...]", "compile and run under Node"},
    {Command::kBuild, "build", "INPUT... -o DIR [--main M:F]",
     "make a bundle that runs without Seabeam"},
    {Command::kCompile, "compile", "INPUT... -o OUT", "compile module by module"},
    {Command::kDump, "dump", "INPUT --stage=STAGE", "print a module as it is at one step"},
    {Command::kInspect, "inspect", "INPUT...", "print a file's chunks or sections, and check them"},
    {Command::kSize, "size", "INPUT... [--by=function|section|module]", "print where the bytes go"},
    {Command::kPasses, "passes", "", "list the passes and the pipeline"},
    {Command::kHelp, "help", "[COMMAND]", "print help"},
};

enum class Value {
  kNone,
  kRequired,
  kOptional,  // only as --name=VALUE
};

struct OptionRow {
  const char* name;   // without dashes; of one letter: a short option
  const char* value;  // its name in the help; null for kNone
  Value kind;
  uint32_t commands;
  const char* help;
  // Returns what is wrong with the value, or "".
  std::string (*set)(Options* options, absl::string_view value);
};

template <std::string Options::*kMember>
std::string SetString(Options* options, absl::string_view value) {
  options->*kMember = std::string(value);
  return "";
}

template <bool Options::*kMember>
std::string SetTrue(Options* options, absl::string_view) {
  options->*kMember = true;
  return "";
}

template <bool Options::*kMember>
std::string SetFalse(Options* options, absl::string_view) {
  options->*kMember = false;
  return "";
}

template <std::vector<std::string> Options::*kMember>
std::string AddString(Options* options, absl::string_view value) {
  (options->*kMember).emplace_back(value);
  return "";
}

template <std::vector<std::string> Options::*kMember>
std::string AddList(Options* options, absl::string_view value) {
  for (absl::string_view part : absl::StrSplit(value, ',', absl::SkipEmpty())) {
    (options->*kMember).emplace_back(part);
  }
  return "";
}

std::string OneOf(absl::string_view value, std::initializer_list<absl::string_view> allowed) {
  if (std::find(allowed.begin(), allowed.end(), value) != allowed.end()) return "";
  return absl::StrCat("must be one of ", absl::StrJoin(allowed, ", "));
}

std::string SetLevel(Options* options, absl::string_view value) {
  if (value != "0" && value != "1" && value != "2") return "must be 0, 1 or 2";
  options->opt_level = value[0] - '0';
  return "";
}

std::string SetJobs(Options* options, absl::string_view value) {
  if (!absl::SimpleAtoi(value, &options->jobs) || options->jobs < 1 || options->jobs > 1024) {
    return "must be a number from 1 to 1024";
  }
  return "";
}

std::string SetBisectLimit(Options* options, absl::string_view value) {
  if (!absl::SimpleAtoi(value, &options->bisect_limit) || options->bisect_limit < 0) {
    return "must be a number, 0 or more";
  }
  return "";
}

std::string SetAbi(Options* options, absl::string_view value) {
  options->abi = std::string(value);
  return OneOf(value, {"seabeam", "atomvm"});
}

std::string SetFormat(Options* options, absl::string_view value) {
  options->format = std::string(value);
  return OneOf(value, {"text", "dot", "html", "json"});
}

std::string SetBy(Options* options, absl::string_view value) {
  options->by = std::string(value);
  return OneOf(value, {"function", "section", "module"});
}

std::string SetMain(Options* options, absl::string_view value) {
  options->main = std::string(value);
  size_t colon = value.rfind(':');
  if (value.empty() || colon == 0 ||
      (colon != absl::string_view::npos && colon + 1 == value.size())) {
    return "must be MODULE or MODULE:FUNCTION";
  }
  return "";
}

// `run --stats` counts at run time, `--stats=FILE` writes what the compiler did.
std::string SetStats(Options* options, absl::string_view value) {
  if (!value.empty()) {
    options->stats_file = std::string(value);
    return "";
  }
  if (options->command != Command::kRun) return "needs a file: --stats=FILE.json";
  options->runtime_stats = true;
  return "";
}

// Order is that of the help.
const OptionRow kOptions[] = {
    {"main", "M:F", Value::kRequired, Bit(Command::kRun) | Bit(Command::kBuild),
     "start function F of module M (default: the first input's main/1, main/0 or start/0)",
     SetMain},
    {"config", "FILE", Value::kRequired, Bit(Command::kRun) | Bit(Command::kBuild),
     "applications' environments, as erl's -config reads them (may be repeated)", AddString<&Options::configs>},
    {"o", "OUT", Value::kRequired, Bit(Command::kBuild) | Bit(Command::kCompile),
     "where the result goes: a folder, for one module a file, for atomvm also a .avm",
     SetString<&Options::output>},
    {"abi", "NAME", Value::kRequired, kHostAbi, "seabeam (default) or atomvm", SetAbi},
    {"keep-bytecode", nullptr, Value::kNone, Bit(Command::kCompile),
     "atomvm: leave the bytecode in, for hosts without native code",
     SetTrue<&Options::keep_bytecode>},
    {"shared-memory", nullptr, Value::kNone, kHostAbi,
     "atomvm: the host's memory is shared (default)", SetFalse<&Options::no_shared_memory>},
    {"no-shared-memory", nullptr, Value::kNone, kHostAbi, "atomvm: the host's memory is not shared",
     SetTrue<&Options::no_shared_memory>},
    {"no-tail-calls", nullptr, Value::kNone, kHostAbi,
     "atomvm: no wasm tail calls, for engines without them", SetTrue<&Options::no_tail_calls>},
    {"label-at-a-time", nullptr, Value::kNone, kHostAbi,
     "atomvm: every branch through the host's dispatch loop, for comparison only",
     SetTrue<&Options::label_at_a_time>},
    {"dir", "HOST[::GUEST]", Value::kRequired, Bit(Command::kRun) | Bit(Command::kBuild),
     "what the program finds under GUEST, by default /HOST: this file or folder (may be repeated)",
     AddString<&Options::dirs>},
    {"keep", "MODULE", Value::kRequired, Bit(Command::kBuild),
     "keep all of a library module, for calls whose target is computed (may be repeated)",
     AddList<&Options::keep>},
    {"no-shake", nullptr, Value::kNone, Bit(Command::kBuild), "keep library modules whole",
     SetTrue<&Options::no_shake>},
    {"names", nullptr, Value::kNone, Bit(Command::kBuild),
     "keep the names of wasm functions, for debuggers and profilers", SetTrue<&Options::names>},
    {"g", nullptr, Value::kNone, Bit(Command::kBuild), "the same as --names",
     SetTrue<&Options::names>},
    {"stage", "STAGE", Value::kRequired, Bit(Command::kDump),
     "beam, ir, before:PASS, after:PASS, final, schedule or wat; PASS#2 is its second run",
     SetString<&Options::stage>},
    {"function", "RE", Value::kRequired, Bit(Command::kDump) | Bit(Command::kSize),
     "only functions whose module:name/arity has a match of this re2 pattern",
     SetString<&Options::function>},
    {"format", "FORMAT", Value::kRequired, Bit(Command::kDump), "text (default), dot, html or json",
     SetFormat},
    {"by", "WHAT", Value::kRequired, Bit(Command::kSize), "function, section or module (default)",
     SetBy},
    {"time", nullptr, Value::kNone, Bit(Command::kRun), "print the time of each phase on stderr",
     SetTrue<&Options::time>},
    {"no-halt", nullptr, Value::kNone, Bit(Command::kRun),
     "go on when no process can run and nothing could wake one", SetTrue<&Options::no_halt>},
    {"node-flag", "FLAG", Value::kRequired, Bit(Command::kRun),
     "give FLAG to node (may be repeated)", AddString<&Options::node_flags>},
    {"app", "NAME", Value::kRequired, kReading, "add an installed OTP or Elixir application",
     AddString<&Options::apps>},
    {"otp-root", "DIR", Value::kRequired, kReading, "where OTP is installed (default: that of erl)",
     SetString<&Options::otp_root>},
    {"elixir-root", "DIR", Value::kRequired, kReading,
     "where Elixir is installed (default: that of elixir)", SetString<&Options::elixir_root>},
    {"no-stdlib", nullptr, Value::kNone, kReading,
     "take no modules from the installed OTP and Elixir", SetTrue<&Options::no_stdlib>},
    {"I", "DIR", Value::kRequired, kReading, "a folder of include files for erlc",
     AddString<&Options::include_dirs>},
    {"O", "0|1|2", Value::kRequired, kCompiling, "how much to optimise (default 2)", SetLevel},
    {"passes", "LIST", Value::kRequired, kCompiling,
     "the pipeline instead of the level's: a,b,[c,d]", SetString<&Options::passes>},
    {"skip-pass", "NAME", Value::kRequired, kCompiling, "leave out a pass (may be repeated)",
     AddList<&Options::skip_passes>},
    {"bisect-limit", "N", Value::kRequired, kCompiling,
     "in each module, passes do nothing from their N-th run on", SetBisectLimit},
    {"dump-dir", "DIR", Value::kRequired, kCompiling,
     "write the graph after each pass that changed it", SetString<&Options::dump_dir>},
    {"verify", nullptr, Value::kNone, kCompiling, "check the graph after every pass",
     SetTrue<&Options::verify>},
    {"jobs", "N", Value::kRequired, kCompiling, "modules to compile side by side (default: cores)",
     SetJobs},
    {"no-cache", nullptr, Value::kNone, kCompiling,
     "do not use or fill the cache of compiled modules", SetTrue<&Options::no_cache>},
    {"stats", "FILE", Value::kOptional, kCompiling,
     "write what compiling cost as JSON; run --stats: print run-time counters", SetStats},
    {"v", nullptr, Value::kNone, kReading, "say what is done", SetTrue<&Options::verbose>},
};

const OptionRow* FindOption(absl::string_view name, Command command) {
  for (const OptionRow& row : kOptions) {
    if (name == row.name && (row.commands & Bit(command)) != 0) return &row;
  }
  return nullptr;
}

bool IsShort(const OptionRow& row) { return row.name[1] == '\0'; }

std::string Written(const OptionRow& row) {
  return absl::StrCat(IsShort(row) ? "-" : "--", row.name);
}

// Levenshtein distance; the words are short.
size_t Distance(absl::string_view a, absl::string_view b) {
  std::vector<size_t> row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (size_t i = 0; i < a.size(); ++i) {
    size_t diagonal = row[0];
    row[0] = i + 1;
    for (size_t j = 0; j < b.size(); ++j) {
      size_t best = std::min({row[j] + 1, row[j + 1] + 1, diagonal + (a[i] == b[j] ? 0 : 1)});
      diagonal = row[j + 1];
      row[j + 1] = best;
    }
  }
  return row.back();
}

// ", did you mean X?" for the nearest candidate, when one is near.
std::string Suggestion(absl::string_view word, const std::vector<std::string>& candidates) {
  std::string best;
  size_t best_distance = std::max<size_t>(2, word.size() / 3) + 1;
  for (const std::string& candidate : candidates) {
    size_t distance = Distance(word, candidate);
    if (distance < best_distance) {
      best_distance = distance;
      best = candidate;
    }
  }
  return best.empty() ? "" : absl::StrCat(", did you mean ", best, "?");
}

absl::Status Wrong(Command command, absl::string_view message) {
  if (command == Command::kNone) {
    return absl::InvalidArgumentError(absl::StrCat("seabeam: ", message, "\nTry: seabeam --help"));
  }
  return absl::InvalidArgumentError(absl::StrCat("seabeam ", CommandName(command), ": ", message,
                                                 "\nTry: seabeam ", CommandName(command),
                                                 " --help"));
}

absl::Status UnknownOption(Command command, absl::string_view written) {
  std::vector<std::string> candidates = {"--help"};
  std::vector<std::string> elsewhere;
  absl::string_view name = written;
  while (absl::ConsumePrefix(&name, "-")) {
  }
  for (const OptionRow& row : kOptions) {
    if ((row.commands & Bit(command)) != 0) {
      candidates.push_back(Written(row));
    } else if (name == row.name) {
      for (const CommandRow& other : kCommands) {
        if ((row.commands & Bit(other.command)) != 0) elsewhere.emplace_back(other.name);
      }
    }
  }
  if (!elsewhere.empty()) {
    return Wrong(command, absl::StrCat(written, " is an option of ", absl::StrJoin(elsewhere, ", "),
                                       " only"));
  }
  return Wrong(command,
               absl::StrCat("there is no option ", written, Suggestion(written, candidates)));
}

class Parser {
 public:
  explicit Parser(absl::Span<const char* const> args) : args_(args) {}

  absl::StatusOr<Options> Parse() {
    while (next_ < args_.size()) {
      absl::string_view arg = args_[next_++];
      if (options_.command == Command::kNone) {
        absl::Status status = ParseCommand(arg);
        if (!status.ok()) return status;
      } else if (arg == "--") {
        options_.program_args.assign(args_.begin() + next_, args_.end());
        break;
      } else if (arg.size() > 1 && arg[0] == '-') {
        absl::Status status = ParseOption(arg);
        if (!status.ok()) return status;
      } else {
        options_.inputs.emplace_back(arg);
      }
    }
    absl::Status status = CheckWhole();
    if (!status.ok()) return status;
    return std::move(options_);
  }

 private:
  absl::Status ParseCommand(absl::string_view arg) {
    if (arg == "--help" || arg == "-h") {
      options_.command = Command::kHelp;
      return absl::OkStatus();
    }
    std::vector<std::string> names;
    for (const CommandRow& row : kCommands) {
      if (arg == row.name) {
        options_.command = row.command;
        return absl::OkStatus();
      }
      names.emplace_back(row.name);
    }
    if (arg[0] == '-') {
      return Wrong(Command::kNone, absl::StrCat("a command comes before options such as ", arg));
    }
    return Wrong(Command::kNone, absl::StrCat("there is no command ", arg, Suggestion(arg, names)));
  }

  absl::Status ParseOption(absl::string_view arg) {
    const Command command = options_.command;
    if (arg == "--help" || arg == "-h") {
      options_.help = true;
      return absl::OkStatus();
    }
    const bool is_long = absl::StartsWith(arg, "--");
    absl::string_view name = arg.substr(is_long ? 2 : 1);
    absl::string_view value;
    bool has_value = false;
    if (is_long) {
      size_t equals = name.find('=');
      if (equals != absl::string_view::npos) {
        value = name.substr(equals + 1);
        name = name.substr(0, equals);
        has_value = true;
      }
    } else if (name.size() > 1) {
      value = name.substr(1);
      absl::ConsumePrefix(&value, "=");
      name = name.substr(0, 1);
      has_value = true;
    }
    const OptionRow* row = FindOption(name, command);
    if (row == nullptr || IsShort(*row) == is_long) {
      return UnknownOption(command, is_long ? arg.substr(0, 2 + name.size()) : arg);
    }
    if (row->kind == Value::kNone && has_value) {
      if (!is_long) return UnknownOption(command, arg);
      return Wrong(command, absl::StrCat(Written(*row), " takes no value"));
    }
    if (row->kind == Value::kRequired && !has_value) {
      if (next_ >= args_.size() || absl::string_view(args_[next_]) == "--") {
        return Wrong(command, absl::StrCat(Written(*row), " needs a value, ", row->value));
      }
      value = args_[next_++];
    }
    if (row->kind != Value::kNone && has_value && value.empty()) {
      return Wrong(command, absl::StrCat(Written(*row), " needs a value, ", row->value));
    }
    std::string wrong = row->set(&options_, value);
    if (!wrong.empty()) {
      return Wrong(command, value.empty() ? absl::StrCat(Written(*row), " ", wrong)
                                          : absl::StrCat(Written(*row), " ", value, ": ", wrong));
    }
    return absl::OkStatus();
  }

  absl::Status CheckWhole() {
    const Command command = options_.command;
    if (command == Command::kNone) {
      return absl::InvalidArgumentError(HelpText(Command::kNone));
    }
    if (options_.help) return absl::OkStatus();
    if (command == Command::kHelp) {
      if (options_.inputs.empty()) return absl::OkStatus();
      for (const CommandRow& row : kCommands) {
        if (options_.inputs[0] == row.name) {
          options_.command = row.command;
          options_.help = true;
          return absl::OkStatus();
        }
      }
      return Wrong(Command::kNone, absl::StrCat("there is no command ", options_.inputs[0]));
    }
    if (command == Command::kPasses) {
      if (!options_.inputs.empty()) return Wrong(command, "takes no inputs");
      return absl::OkStatus();
    }
    if (options_.inputs.empty() && options_.apps.empty())
      return Wrong(command, "no input is given");
    if (!options_.program_args.empty() && command != Command::kRun) {
      return Wrong(command, "only run takes arguments behind --");
    }
    if ((command == Command::kBuild || command == Command::kCompile) && options_.output.empty()) {
      return Wrong(command, "-o says where the result goes, and is missing");
    }
    if (options_.abi != "atomvm" && (options_.keep_bytecode || options_.no_shared_memory ||
                                     options_.no_tail_calls || options_.label_at_a_time)) {
      return Wrong(
          command,
          "--keep-bytecode, --no-shared-memory, --no-tail-calls and --label-at-a-time need "
          "--abi=atomvm");
    }
    if (command == Command::kDump && options_.stage.empty()) {
      return Wrong(command,
                   "--stage is missing: beam, ir, before:PASS, after:PASS, final, schedule or wat");
    }
    return absl::OkStatus();
  }

  absl::Span<const char* const> args_;
  size_t next_ = 0;
  Options options_;
};

}  // namespace

absl::StatusOr<Options> ParseOptions(absl::Span<const char* const> args) {
  return Parser(args).Parse();
}

absl::string_view CommandName(Command command) {
  for (const CommandRow& row : kCommands) {
    if (row.command == command) return row.name;
  }
  return "";
}

std::string HelpText(Command command) {
  std::string text;
  if (command == Command::kNone || command == Command::kHelp) {
    text = "Compiles BEAM modules to WebAssembly and runs them.\n\nUsage: seabeam COMMAND ...\n\n";
    for (const CommandRow& row : kCommands) {
      absl::StrAppendFormat(&text, "  %-9s %s\n", row.name, row.summary);
    }
    absl::StrAppend(
        &text,
        "\nINPUT is a .beam or .avm file, a folder of .beam files, a .erl, .ex or .exs file. `run SCRIPT.exs` runs\n"
        "it as `elixir SCRIPT.exs` does; of other commands it gives the modules that it defines.\n"
        "Options of a command stand anywhere after it: seabeam COMMAND --help lists them.\n");
    return text;
  }
  for (const CommandRow& row : kCommands) {
    if (row.command != command) continue;
    absl::StrAppend(&text, "seabeam ", row.name, ": ", row.summary, "\n\nUsage: seabeam ", row.name,
                    *row.arguments == '\0' ? "" : " ", row.arguments, "\n\n");
  }
  for (const OptionRow& row : kOptions) {
    if ((row.commands & Bit(command)) == 0) continue;
    std::string left = Written(row);
    if (row.kind == Value::kRequired) absl::StrAppend(&left, IsShort(row) ? " " : "=", row.value);
    if (row.kind == Value::kOptional) absl::StrAppend(&left, "[=", row.value, "]");
    absl::StrAppendFormat(&text, "  %-20s %s\n", left, row.help);
  }
  absl::StrAppendFormat(&text, "  %-20s %s\n", "--help", "print this");
  return text;
}

}  // namespace seabeam::driver
