#include "runtime/core/code_path.h"

#include <cstdlib>

#include "runtime/core/code.h"
#include "runtime/core/host.h"

namespace seabeam::rt {
namespace {

char* g_folders = nullptr;
uint32_t g_size = 0;

}  // namespace

Text SearchPath() { return g_folders != nullptr ? Text{g_folders, g_size} : Text{".", 2}; }

void SetSearchPath(char* folders, uint32_t size) {
  free(g_folders);
  g_folders = folders;
  g_size = size;
}

Module* ReadModuleNamed(Term name) {
  const Text t = AtomText(name);
  Module* m = UnlessOther(host_load_module(t.data, t.size), name);
  return m == nullptr && ModuleFromFile != nullptr ? ModuleFromFile(name) : m;
}

}  // namespace seabeam::rt
