#include "base/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace seabeam::base {
namespace {

namespace fs = std::filesystem;

absl::Status ErrnoStatus(absl::string_view path, int error) {
  return absl::ErrnoToStatus(error, path);
}

// Closes on every way out.
class FileDescriptor {
 public:
  explicit FileDescriptor(int fd) : fd_(fd) {}
  ~FileDescriptor() {
    if (fd_ >= 0) close(fd_);
  }
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;
  int get() const { return fd_; }
  int Release() {
    int fd = fd_;
    fd_ = -1;
    return fd;
  }

 private:
  int fd_;
};

absl::Status WriteAll(int fd, absl::string_view contents, const std::string& path) {
  while (!contents.empty()) {
    ssize_t n = write(fd, contents.data(), contents.size());
    if (n < 0) {
      if (errno == EINTR) continue;
      return ErrnoStatus(path, errno);
    }
    contents.remove_prefix(static_cast<size_t>(n));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  FileDescriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) return ErrnoStatus(path, errno);
  struct stat info;
  if (fstat(file.get(), &info) != 0) return ErrnoStatus(path, errno);
  if (S_ISDIR(info.st_mode)) return ErrnoStatus(path, EISDIR);

  // The size is a hint: pipes report 0 and a file may grow while it is read.
  constexpr size_t kStep = 1 << 16;
  std::string contents;
  contents.resize(std::max<size_t>(static_cast<size_t>(info.st_size) + 1, kStep));
  size_t used = 0;
  while (true) {
    if (used == contents.size()) contents.resize(contents.size() * 2);
    ssize_t n = read(file.get(), &contents[used], contents.size() - used);
    if (n < 0) {
      if (errno == EINTR) continue;
      return ErrnoStatus(path, errno);
    }
    if (n == 0) break;
    used += static_cast<size_t>(n);
  }
  contents.resize(used);
  return contents;
}

absl::Status WriteFileAtomic(const std::string& path, absl::string_view contents, int mode) {
  std::string temporary = absl::StrCat(path, ".tmp-XXXXXX");
  FileDescriptor file(mkostemp(&temporary[0], O_CLOEXEC));
  if (file.get() < 0) return ErrnoStatus(path, errno);

  absl::Status status = WriteAll(file.get(), contents, temporary);
  if (status.ok()) {
    // mkostemp made the file 0600. Reading the umask means setting it for a moment.
    mode_t mask = umask(0);
    umask(mask);
    if (fchmod(file.get(), static_cast<mode_t>(mode) & ~mask) != 0) {
      status = ErrnoStatus(temporary, errno);
    }
  }
  if (close(file.Release()) != 0 && status.ok()) status = ErrnoStatus(temporary, errno);
  if (status.ok() && rename(temporary.c_str(), path.c_str()) != 0) {
    status = ErrnoStatus(path, errno);
  }
  if (!status.ok()) unlink(temporary.c_str());
  return status;
}

absl::Status MakeDirectories(const std::string& path) {
  std::error_code error;
  fs::create_directories(path, error);
  if (error) return ErrnoStatus(path, error.value());
  return absl::OkStatus();
}

bool FileExists(const std::string& path) {
  std::error_code error;
  return fs::exists(path, error);
}

bool IsDirectory(const std::string& path) {
  std::error_code error;
  return fs::is_directory(path, error);
}

absl::StatusOr<std::vector<std::string>> ListFilesRecursive(const std::string& root,
                                                            absl::string_view suffix) {
  std::error_code error;
  fs::recursive_directory_iterator it(root, error);
  if (error) return ErrnoStatus(root, error.value());
  std::vector<std::string> files;
  for (const fs::recursive_directory_iterator end; it != end;) {
    std::error_code entry_error;
    if (it->is_regular_file(entry_error) && absl::EndsWith(it->path().native(), suffix)) {
      files.push_back(it->path().native());
    }
    it.increment(error);
    if (error) return ErrnoStatus(root, error.value());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string JoinPath(absl::string_view folder, absl::string_view name) {
  if (folder.empty() || absl::StartsWith(name, "/")) return std::string(name);
  if (absl::EndsWith(folder, "/")) return absl::StrCat(folder, name);
  return absl::StrCat(folder, "/", name);
}

std::string BaseName(absl::string_view path) {
  size_t slash = path.rfind('/');
  return std::string(slash == absl::string_view::npos ? path : path.substr(slash + 1));
}

}  // namespace seabeam::base
