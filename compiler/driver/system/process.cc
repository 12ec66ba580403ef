#include "compiler/driver/system/process.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <utility>

#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "base/file.h"

extern char** environ;

namespace seabeam::driver {
namespace {

std::vector<char*> Pointers(const std::vector<std::string>& strings) {
  std::vector<char*> result;
  for (const std::string& string : strings) result.push_back(const_cast<char*>(string.c_str()));
  result.push_back(nullptr);
  return result;
}

std::vector<std::string> Environment(const std::vector<std::string>& more) {
  std::vector<std::string> result = more;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    absl::string_view text(*entry);
    absl::string_view name = text.substr(0, text.find('=') + 1);
    bool replaced = false;
    for (const std::string& own : more) replaced |= absl::string_view(own).substr(0, name.size()) == name;
    if (!replaced) result.emplace_back(text);
  }
  return result;
}

int WaitFor(pid_t pid) {
  int status = 0;
  while (waitpid(pid, &status, 0) < 0) {
    if (errno != EINTR) return 1;
  }
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

// Moves a file descriptor away from 0 to 4, where the child's are put.
int AboveFour(int fd) {
  int moved = fcntl(fd, F_DUPFD_CLOEXEC, 5);
  close(fd);
  return moved;
}

// The child to pass SIGTERM and SIGHUP on to. A handler can reach nothing else.
volatile sig_atomic_t forward_to = 0;
void Forward(int signal) {
  if (forward_to > 0) kill(forward_to, signal);
}

}  // namespace

std::string FindOnPath(absl::string_view name) {
  if (name.find('/') != absl::string_view::npos) return std::string(name);
  const char* path = getenv("PATH");
  if (path == nullptr) return "";
  for (absl::string_view folder : absl::StrSplit(path, ':')) {
    std::string candidate = base::JoinPath(folder.empty() ? "." : folder, name);
    if (access(candidate.c_str(), X_OK) == 0 && !base::IsDirectory(candidate)) return candidate;
  }
  return "";
}

absl::StatusOr<Finished> RunToEnd(const std::vector<std::string>& argv,
                                  const std::vector<std::string>& environment) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return absl::ErrnoToStatus(errno, argv[0]);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
  posix_spawn_file_actions_adddup2(&actions, ends[1], 2);
  const std::vector<std::string> full_environment = Environment(environment);
  pid_t pid = 0;
  int error = posix_spawn(&pid, argv[0].c_str(), &actions, nullptr, Pointers(argv).data(),
                          Pointers(full_environment).data());
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  if (error != 0) {
    close(ends[0]);
    return absl::ErrnoToStatus(error, argv[0]);
  }
  Finished finished;
  char buffer[4096];
  for (;;) {
    ssize_t n = read(ends[0], buffer, sizeof buffer);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) break;
    finished.output.append(buffer, static_cast<size_t>(n));
  }
  close(ends[0]);
  finished.exit_status = WaitFor(pid);
  return finished;
}

absl::StatusOr<Child> Child::Start(const std::vector<std::string>& argv) {
  int down[2];
  int up[2];
  int failure[2];  // the error of exec; ends without one when exec succeeds
  if (pipe2(down, O_CLOEXEC) != 0) return absl::ErrnoToStatus(errno, "pipe");
  if (pipe2(up, O_CLOEXEC) != 0 || pipe2(failure, O_CLOEXEC) != 0) return absl::ErrnoToStatus(errno, "pipe");
  for (int* fd : {&down[0], &down[1], &up[0], &up[1], &failure[0], &failure[1]}) *fd = AboveFour(*fd);
#ifdef F_SETPIPE_SZ
  fcntl(down[1], F_SETPIPE_SZ, 1 << 20);
#endif
  // A child that ends early must not end this process.
  signal(SIGPIPE, SIG_IGN);
  std::vector<char*> pointers = Pointers(argv);
  const pid_t parent = getpid();
  const pid_t pid = fork();
  if (pid == 0) {
    // Only what is safe between fork and exec.
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(1);
#endif
    signal(SIGPIPE, SIG_DFL);
    dup2(down[0], 3);
    dup2(up[1], 4);
    execv(pointers[0], pointers.data());
    const int error = errno;
    (void)!write(failure[1], &error, sizeof error);
    _exit(127);
  }
  int error = pid < 0 ? errno : 0;
  for (int fd : {down[0], up[1], failure[1]}) close(fd);
  if (pid > 0 && read(failure[0], &error, sizeof error) == sizeof error) WaitFor(pid);
  close(failure[0]);
  if (error != 0) {
    close(down[1]);
    close(up[0]);
    return absl::ErrnoToStatus(error, argv[0]);
  }
  forward_to = pid;
  signal(SIGINT, SIG_IGN);
  signal(SIGQUIT, SIG_IGN);
  signal(SIGTERM, Forward);
  signal(SIGHUP, Forward);
  return Child(pid, down[1], up[0]);
}

Child::Child(Child&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)),
      to_child_(std::exchange(other.to_child_, -1)),
      from_child_(std::exchange(other.from_child_, -1)) {}

Child::~Child() {
  if (pid_ > 0) {
    kill(pid_, SIGKILL);
    Wait();
  }
}

void Child::ClosePipes() {
  if (to_child_ >= 0) close(to_child_);
  if (from_child_ >= 0) close(from_child_);
  to_child_ = from_child_ = -1;
}

bool Child::Write(absl::string_view bytes) {
  while (!bytes.empty()) {
    ssize_t n = write(to_child_, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    bytes.remove_prefix(static_cast<size_t>(n));
  }
  return true;
}

bool Child::ReadExactly(char* bytes, size_t size) {
  while (size > 0) {
    ssize_t n = read(from_child_, bytes, size);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    bytes += n;
    size -= static_cast<size_t>(n);
  }
  return true;
}

int Child::Wait() {
  ClosePipes();
  int status = WaitFor(std::exchange(pid_, -1));
  forward_to = 0;
  return status;
}

absl::StatusOr<TemporaryFolder> TemporaryFolder::Make() {
  const char* root = getenv("TMPDIR");
  std::string path = absl::StrCat(root == nullptr || *root == '\0' ? "/tmp" : root, "/seabeam-XXXXXX");
  if (mkdtemp(&path[0]) == nullptr) return absl::ErrnoToStatus(errno, path);
  return TemporaryFolder(path);
}

TemporaryFolder::~TemporaryFolder() {
  if (path_.empty()) return;
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace seabeam::driver
