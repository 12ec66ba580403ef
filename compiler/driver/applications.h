// OTP's applications as their .app files describe them: the program's own, and the installed ones.
#ifndef SEABEAM_COMPILER_DRIVER_APPLICATIONS_H_
#define SEABEAM_COMPILER_DRIVER_APPLICATIONS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "compiler/driver/inputs.h"

namespace seabeam::driver {

struct Application {
  std::string name;
  std::string vsn;                 // "" when it has none
  std::string path;                // of the .app file
  std::string term;                // {application, Name, Keys} in external format
  std::vector<std::string> needs;  // applications that it needs, includes or may use, in the order of the file
  std::string module;              // its callback module, "" for a library
  std::vector<std::string> atoms;  // that its callback's argument, start phases and environment name; sorted
};

// The .app file of an application on the code path (Inputs::code_path, then the library); "" when there is none.
std::string FindApplicationFile(const Inputs& inputs, absl::string_view name);

// Errors: those of reading; InvalidArgument "PATH: line N: ..." for what is no application specification.
absl::StatusOr<Application> ReadApplication(const std::string& path);

// {Path, Term}: what the runtime asks for as 'app:NAME' (runtime/host/seabeam.mjs). `path` is what the program sees.
std::string ApplicationResource(const Application& application, absl::string_view path);
// An atom, a string, and a list of strings, in external format.
std::string AtomResource(absl::string_view name);
std::string StringResource(absl::string_view text);
std::string StringsResource(const std::vector<std::string>& strings);
// [{Path, Contents}] of files, for 'config'. Errors: those of reading.
absl::StatusOr<std::string> FilesResource(const std::vector<std::string>& paths);

}  // namespace seabeam::driver

#endif  // SEABEAM_COMPILER_DRIVER_APPLICATIONS_H_
