#include "compiler/driver/library.h"

#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <system_error>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "base/file.h"
#include "compiler/driver/system/process.h"

namespace seabeam::driver {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> SubFolders(const std::string& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    names.push_back(it->path().filename().native());
  }
  std::sort(names.begin(), names.end());
  return names;
}

bool HoldsApp(const std::string& root, absl::string_view app) {
  for (const std::string& name : SubFolders(base::JoinPath(root, "lib"))) {
    if (name == app || absl::StartsWith(name, absl::StrCat(app, "-"))) return true;
  }
  return false;
}

// The folder above the `bin` that a program on PATH lies in, links followed.
std::string RootOf(absl::string_view program) {
  const std::string found = FindOnPath(program);
  if (found.empty()) return "";
  std::error_code error;
  const fs::path real = fs::canonical(found, error);
  if (error) return "";
  return real.parent_path().parent_path().native();
}

struct Version {
  std::vector<int> numbers;
  bool operator<(const Version& other) const { return numbers < other.numbers; }
};

// "kernel-8.5.3" -> "kernel", {8, 5, 3}. The version begins at the last dash before a digit.
std::pair<std::string, Version> SplitVersion(absl::string_view name) {
  size_t dash = name.rfind('-');
  Version version;
  if (dash == absl::string_view::npos || dash + 1 == name.size() ||
      !isdigit(static_cast<unsigned char>(name[dash + 1]))) {
    return {std::string(name), version};
  }
  for (absl::string_view part : absl::StrSplit(name.substr(dash + 1), '.')) {
    int number = 0;
    if (!absl::SimpleAtoi(part, &number)) number = 0;
    version.numbers.push_back(number);
  }
  return {std::string(name.substr(0, dash)), version};
}

}  // namespace

std::vector<std::string> NewestVersions(std::vector<std::string> names) {
  std::map<std::string, std::pair<Version, std::string>> newest;
  for (std::string& name : names) {
    auto [app, version] = SplitVersion(name);
    auto [it, inserted] = newest.try_emplace(app, version, name);
    if (!inserted && it->second.first < version) it->second = {version, name};
  }
  std::vector<std::string> result;
  for (auto& [app, entry] : newest) result.push_back(entry.second);
  return result;
}

absl::StatusOr<std::string> FindOtpRoot(const std::string& given) {
  if (!given.empty()) {
    // The folder that holds bin/erl may be a whole installation prefix.
    for (const std::string& root : {given, base::JoinPath(given, "lib/erlang")}) {
      if (HoldsApp(root, "stdlib")) return root;
    }
    return absl::InvalidArgumentError(
        absl::StrCat(given, ": there is no OTP here (no lib/stdlib-*)"));
  }
  std::vector<std::string> candidates = {RootOf("erl"), "/usr/lib/erlang", "/usr/local/lib/erlang"};
  if (!candidates[0].empty()) candidates.push_back(base::JoinPath(candidates[0], "lib/erlang"));
  for (const std::string& root : candidates) {
    if (!root.empty() && HoldsApp(root, "stdlib")) return root;
  }
  // A wrapper script: ask it.
  const std::string erl = FindOnPath("erl");
  if (!erl.empty()) {
    absl::StatusOr<Finished> answer = RunToEnd(
        {erl, "-noshell", "-boot", "no_dot_erlang", "-eval", "io:put_chars(code:root_dir()),halt()."});
    if (answer.ok() && answer->exit_status == 0 && HoldsApp(answer->output, "stdlib")) {
      return answer->output;
    }
  }
  return absl::NotFoundError("no installed OTP is found: put erl on PATH, or give --otp-root=DIR");
}

int OtpVersion::Number() const {
  int number = 0;
  return absl::SimpleAtoi(release, &number) ? number : 0;
}

OtpVersion ReadOtpVersion(const std::string& root) {
  const absl::StatusOr<std::string> text = base::ReadFile(base::JoinPath(root, "releases/start_erl.data"));
  if (!text.ok()) return {};
  const std::vector<std::string> words = absl::StrSplit(*text, absl::ByAnyChar(" \t\r\n"), absl::SkipEmpty());
  if (words.size() != 2) return {};
  return {words[1], words[0]};
}

void PutOtpVersion(const OtpVersion& version, JsonWriter* json) {
  if (!version.release.empty()) json->Key("otp").Open('[').String(version.release).String(version.erts).Close();
}

absl::StatusOr<std::string> FindElixirRoot(const std::string& given) {
  if (!given.empty()) {
    for (const std::string& root : {given, base::JoinPath(given, "lib/elixir")}) {
      if (base::IsDirectory(base::JoinPath(root, "lib/elixir/ebin"))) return root;
    }
    return absl::InvalidArgumentError(
        absl::StrCat(given, ": there is no Elixir here (no lib/elixir/ebin)"));
  }
  const std::string from_path = RootOf("elixir");
  for (const std::string& root :
       {from_path, base::JoinPath(from_path, "lib/elixir"), std::string("/usr/lib/elixir"),
        std::string("/usr/local/lib/elixir")}) {
    if (!root.empty() && base::IsDirectory(base::JoinPath(root, "lib/elixir/ebin"))) return root;
  }
  return absl::NotFoundError("no installed Elixir is found: put elixir on PATH, or give --elixir-root=DIR");
}

void Library::AddInstalled(const std::string& root) {
  const std::string lib = base::JoinPath(root, "lib");
  std::vector<std::string> apps = NewestVersions(SubFolders(lib));
  // The applications that nearly every look-up ends in come first.
  std::stable_partition(apps.begin(), apps.end(), [](const std::string& name) {
    return absl::StartsWith(name, "stdlib-") || absl::StartsWith(name, "kernel-") ||
           absl::StartsWith(name, "erts-") || name == "elixir";
  });
  for (const std::string& name : apps) {
    std::string ebin = base::JoinPath(base::JoinPath(lib, name), "ebin");
    if (!base::IsDirectory(ebin)) continue;
    apps_.push_back({SplitVersion(name).first, ebin});
    folders_.push_back(std::move(ebin));
  }
}

std::string Library::Find(absl::string_view name) const {
  if (name.empty() || name.size() > 250 || absl::StrContains(name, '/') ||
      absl::StrContains(name, absl::string_view("\0", 1))) {
    return "";
  }
  const std::string file = absl::StrCat("/", name, ".beam");
  for (const std::string& folder : folders_) {
    std::string path = folder + file;
    if (access(path.c_str(), R_OK) == 0) return path;
  }
  return "";
}

std::string Library::FindApp(absl::string_view app) const {
  for (const App& entry : apps_) {
    if (entry.name == app) return entry.ebin;
  }
  return "";
}

std::vector<std::string> Library::Apps() const {
  std::vector<std::string> names;
  for (const App& entry : apps_) names.push_back(entry.name);
  return names;
}

}  // namespace seabeam::driver
