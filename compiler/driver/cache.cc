#include "compiler/driver/cache.h"

#include <elf.h>
#include <fcntl.h>
#include <link.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/file.h"
#include "beam/md5.h"

namespace seabeam::driver {
namespace {

namespace fs = std::filesystem;

constexpr auto kKeepUnused = std::chrono::hours(24 * 3);

int FindBuildId(struct dl_phdr_info* info, size_t, void* result) {
  for (int i = 0; i < info->dlpi_phnum; ++i) {
    const ElfW(Phdr)& header = info->dlpi_phdr[i];
    if (header.p_type != PT_NOTE) continue;
    const char* at = reinterpret_cast<const char*>(info->dlpi_addr + header.p_vaddr);
    const char* end = at + header.p_memsz;
    while (at + sizeof(ElfW(Nhdr)) <= end) {
      ElfW(Nhdr) note;
      memcpy(&note, at, sizeof note);
      const char* name = at + sizeof note;
      const char* description = name + ((note.n_namesz + 3) & ~3u);
      if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == 4 && memcmp(name, "GNU", 4) == 0) {
        static_cast<std::string*>(result)->assign(description, note.n_descsz);
        return 1;
      }
      at = description + ((note.n_descsz + 3) & ~3u);
    }
  }
  return 1;  // the first object is the program; the others are libraries
}

void RemoveUnused(const std::string& modules, const std::string& current) {
  std::error_code error;
  const auto now = fs::file_time_type::clock::now();
  for (fs::directory_iterator it(modules, error), end; !error && it != end; it.increment(error)) {
    std::error_code ignored;
    if (it->path().native() == current) continue;
    if (now - it->last_write_time(ignored) > kKeepUnused && !ignored) {
      fs::remove_all(it->path(), ignored);
    }
  }
}

}  // namespace

std::string CompilerId() {
  std::string id;
  dl_iterate_phdr(FindBuildId, &id);
  if (id.size() < 8) {
    beam::Md5 md5;
    absl::StatusOr<std::string> binary = base::ReadFile("/proc/self/exe");
    if (!binary.ok()) return "";
    md5.Update(*binary);
    id = md5.Finish();
  }
  return absl::BytesToHexString(id.substr(0, 16));
}

ModuleCache ModuleCache::Open() {
  const char* cache = getenv("XDG_CACHE_HOME");
  const char* home = getenv("HOME");
  std::string root;
  if (cache != nullptr && *cache == '/') {
    root = base::JoinPath(cache, "seabeam");
  } else if (home != nullptr && *home == '/') {
    root = base::JoinPath(home, ".cache/seabeam");
  } else {
    return ModuleCache();
  }
  return OpenAt(root, CompilerId());
}

ModuleCache ModuleCache::OpenAt(const std::string& root, absl::string_view compiler) {
  ModuleCache cache;
  if (compiler.empty()) return cache;
  const std::string modules = base::JoinPath(root, "modules");
  std::string folder = base::JoinPath(modules, compiler);
  const bool is_new = !base::IsDirectory(folder);
  if (!base::MakeDirectories(folder).ok() || access(folder.c_str(), W_OK) != 0) return cache;
  if (is_new) {
    RemoveUnused(modules, folder);
  } else {
    utimensat(AT_FDCWD, folder.c_str(), nullptr, 0);  // in use
  }
  cache.folder_ = std::move(folder);
  return cache;
}

std::string ModuleCache::Key(absl::string_view beam, const CompileOptions& options) {
  beam::Md5 md5;
  const passes::PipelineOptions& p = options.pipeline;
  md5.Update(absl::StrCat("O", p.opt_level, "\n", p.passes, "\n", absl::StrJoin(p.skip, ","), "\n",
                          p.bisect_limit, "\n", p.merge_tails, p.seed, "\n", options.emit.names,
                          options.emit.shared_memory, options.emit.inline_regions,
                          options.emit.copy_callees, "\n"));
  md5.Update(beam);
  return absl::BytesToHexString(md5.Finish());
}

std::string ModuleCache::PathOf(const std::string& key) const {
  return absl::StrCat(folder_, "/", key.substr(0, 2), "/", key.substr(2), ".wasm");
}

absl::optional<std::string> ModuleCache::Find(const std::string& key) const {
  if (!enabled()) return absl::nullopt;
  absl::StatusOr<std::string> file = base::ReadFile(PathOf(key));
  // A crash of the machine can leave an empty file or zeros.
  if (!file.ok() || file->size() < 8 || !absl::StartsWith(*file, absl::string_view("\0asm", 4))) {
    return absl::nullopt;
  }
  return *std::move(file);
}

void ModuleCache::Store(const std::string& key, absl::string_view wasm) const {
  if (!enabled()) return;
  const std::string path = PathOf(key);
  if (!base::MakeDirectories(path.substr(0, path.rfind('/'))).ok()) return;
  base::WriteFileAtomic(path, wasm).IgnoreError();
}

}  // namespace seabeam::driver
