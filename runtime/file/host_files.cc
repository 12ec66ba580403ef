#include "runtime/file/host_files.h"

#include <cstdlib>
#include <cstring>

namespace seabeam::rt {
namespace {

constexpr FileError kKnownErrors[] = {"enoent", "enotdir",      "eisdir", "eacces", "eperm",
                                      "eloop",  "enametoolong", "einval", "emfile", "enfile",
                                      "enomem", "efbig",        "eio"};

}  // namespace

HostFileAnswer AskHost(HostFileRequest what, const uint8_t* path, uint32_t path_size) {
  HostFileAnswer answer;
  uint32_t failed = 0;
  answer.data = host_file(what, path, path_size, &answer.size, &failed);
  if (failed == 0) return answer;
  answer.error = "eio";
  for (const FileError known : kKnownErrors) {
    if (answer.size == strlen(known) && memcmp(answer.data, known, answer.size) == 0)
      answer.error = known;
  }
  free(answer.data);
  answer.data = nullptr;
  answer.size = 0;
  return answer;
}

}  // namespace seabeam::rt
