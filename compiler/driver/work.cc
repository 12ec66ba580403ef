#include "compiler/driver/work.h"

#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstring>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"

namespace seabeam::driver {
namespace {

using Clock = std::chrono::steady_clock;
constexpr auto kSilent = std::chrono::seconds(2);
constexpr auto kRedraw = std::chrono::milliseconds(100);

thread_local const char* crash_context = nullptr;

void Say(const char* text) {
  ssize_t ignored = write(2, text, strlen(text));
  (void)ignored;
}

void OnCrash(int number) {
  Say("seabeam: internal error");
  if (number != SIGABRT) Say(number == SIGSEGV ? " (bad memory access)" : " (signal)");
  if (crash_context != nullptr) {
    Say(" while working on ");
    Say(crash_context);
  }
  Say("\n");
  _exit(3);
}

}  // namespace

int ThreadCount(int jobs) {
  if (jobs > 0) return jobs;
  return std::max(1u, std::thread::hardware_concurrency());
}

void ParallelFor(size_t count, int threads, const std::function<void(size_t)>& work) {
  const size_t workers = std::min<size_t>(count, static_cast<size_t>(std::max(1, threads)));
  if (workers <= 1) {
    for (size_t i = 0; i < count; ++i) work(i);
    return;
  }
  std::atomic<size_t> next{0};
  auto loop = [&] {
    for (size_t i = next++; i < count; i = next++) work(i);
  };
  std::vector<std::thread> pool;
  for (size_t i = 1; i < workers; ++i) pool.emplace_back(loop);
  loop();
  for (std::thread& thread : pool) thread.join();
}

Progress::Progress(std::string verb, size_t total)
    : verb_(std::move(verb)), total_(total), on_terminal_(isatty(2) != 0), start_(Clock::now()), drawn_(start_) {}

Progress::~Progress() { Wipe(); }

void Progress::Wipe() {
  if (visible_) fputs("\r\033[K", stderr);
  visible_ = false;
}

void Progress::Step(absl::string_view what) {
  std::lock_guard<std::mutex> lock(mutex_);
  ++done_;
  const auto now = Clock::now();
  if (!on_terminal_ || now - start_ < kSilent || now - drawn_ < kRedraw) return;
  drawn_ = now;
  fputs(absl::StrCat("\r\033[K", verb_, " ", done_, "/", total_, " ", what.substr(0, 40)).c_str(), stderr);
  fflush(stderr);
  visible_ = true;
}

void Progress::Message(absl::string_view text) {
  std::lock_guard<std::mutex> lock(mutex_);
  Wipe();
  fputs(absl::StrCat(text, "\n").c_str(), stderr);
}

CrashContext::CrashContext(const char* what) : outer_(crash_context) { crash_context = what; }
CrashContext::~CrashContext() { crash_context = outer_; }

void InstallCrashHandler() {
  // A stack of its own: running out of stack is one of the reasons to come here.
  static char stack[64 * 1024];
  stack_t alternative = {};
  alternative.ss_sp = stack;
  alternative.ss_size = sizeof stack;
  sigaltstack(&alternative, nullptr);
  struct sigaction action = {};
  action.sa_handler = OnCrash;
  action.sa_flags = SA_ONSTACK | static_cast<int>(SA_RESETHAND);
  for (int number : {SIGABRT, SIGSEGV, SIGBUS, SIGILL, SIGFPE}) sigaction(number, &action, nullptr);
}

}  // namespace seabeam::driver
