// Threads and progress of commands that work on many modules.
#ifndef SEABEAM_COMPILER_DRIVER_WORK_H_
#define SEABEAM_COMPILER_DRIVER_WORK_H_

#include <chrono>
#include <cstddef>
#include <functional>
#include <mutex>
#include <string>

#include "absl/strings/string_view.h"

namespace seabeam::driver {

// The number of threads that `jobs` (0: as many as cores) stands for.
int ThreadCount(int jobs);

// Calls work(i) once for each i below `count`, on `threads` threads, in no particular order.
void ParallelFor(size_t count, int threads, const std::function<void(size_t)>& work);

// A line on standard error that is redrawn while work goes on: only on a terminal, and only when it
// takes more than two seconds. All methods may be called from any thread.
class Progress {
 public:
  Progress(std::string verb, size_t total);
  ~Progress();  // wipes the line
  void Step(absl::string_view what);
  // Prints a line of text that stays.
  void Message(absl::string_view text);

 private:
  void Wipe();

  const std::string verb_;
  const size_t total_;
  const bool on_terminal_;
  const std::chrono::steady_clock::time_point start_;
  std::mutex mutex_;
  std::chrono::steady_clock::time_point drawn_;
  size_t done_ = 0;
  bool visible_ = false;
};

// What this thread is working on, for the message of a crash. Keeps the pointer only.
class CrashContext {
 public:
  explicit CrashContext(const char* what);
  ~CrashContext();

 private:
  const char* outer_;
};

// From now on a failed check or a bad memory access prints what was worked on and ends the process with
// status 3, the one for internal errors.
void InstallCrashHandler();

}  // namespace seabeam::driver

#endif  // SEABEAM_COMPILER_DRIVER_WORK_H_
