// Other programs.
#ifndef SEABEAM_COMPILER_DRIVER_SYSTEM_PROCESS_H_
#define SEABEAM_COMPILER_DRIVER_SYSTEM_PROCESS_H_

#include <sys/types.h>

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace seabeam::driver {

// The file that the shell would run for `name`; "" when there is none. A name with a slash stands
// for itself.
std::string FindOnPath(absl::string_view name);

struct Finished {
  int exit_status = 0;  // 128 + N when signal N ended it
  std::string output;   // standard output and error together
};

// Runs argv[0] (a path) to its end without standard input. `environment`: NAME=VALUE in addition to
// this process's own. Errors: the program cannot be started.
absl::StatusOr<Finished> RunToEnd(const std::vector<std::string>& argv,
                                  const std::vector<std::string>& environment = {});

// A child that shares standard input, output and error with this process and talks to it through two
// pipes, its file descriptors 3 (it reads) and 4 (it writes). It is killed when this process dies.
class Child {
 public:
  static absl::StatusOr<Child> Start(const std::vector<std::string>& argv);
  Child(Child&& other) noexcept;
  Child& operator=(Child&&) = delete;
  ~Child();

  // False when the child has closed its end.
  bool Write(absl::string_view bytes);
  bool ReadExactly(char* bytes, size_t size);
  // Closes the pipes and waits; as Finished::exit_status. Interrupts from the terminal are the
  // child's to answer.
  int Wait();

 private:
  Child(pid_t pid, int to_child, int from_child)
      : pid_(pid), to_child_(to_child), from_child_(from_child) {}
  void ClosePipes();

  pid_t pid_;
  int to_child_;
  int from_child_;
};

// A folder that is there while the object is.
class TemporaryFolder {
 public:
  static absl::StatusOr<TemporaryFolder> Make();
  TemporaryFolder(TemporaryFolder&& other) noexcept : path_(std::move(other.path_)) {
    other.path_.clear();
  }
  TemporaryFolder& operator=(TemporaryFolder&& other) noexcept {
    path_.swap(other.path_);
    return *this;
  }
  ~TemporaryFolder();
  const std::string& path() const { return path_; }

 private:
  explicit TemporaryFolder(std::string path) : path_(std::move(path)) {}
  std::string path_;
};

}  // namespace seabeam::driver

#endif  // SEABEAM_COMPILER_DRIVER_SYSTEM_PROCESS_H_
