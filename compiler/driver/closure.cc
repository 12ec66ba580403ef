#include "compiler/driver/closure.h"

#include <algorithm>

#include "absl/container/flat_hash_set.h"
#include "base/file.h"
#include "base/status_macros.h"
#include "beam/loader.h"

namespace seabeam::driver {
namespace {

class Search {
 public:
  explicit Search(const ModuleStore& store) : store_(store) {}

  // False when nobody has the module.
  bool Reach(const std::string& name, bool is_root) {
    if (!seen_.insert(name).second) return true;
    ModuleFile file = store_.Locate(name);
    if (file.path.empty()) {
      seen_.erase(name);
      return false;
    }
    result_.modules.push_back(std::move(file));
    is_root_.push_back(is_root);
    return true;
  }

  absl::StatusOr<Closure> Run() {
    absl::flat_hash_set<std::string> missing;
    for (size_t i = 0; i < result_.modules.size(); ++i) {
      const ModuleFile file = result_.modules[i];
      SEABEAM_ASSIGN_OR_RETURN(std::string bytes, base::ReadFile(file.path));
      beam::LoadOptions options;
      options.file_name = file.label;
      SEABEAM_ASSIGN_OR_RETURN(beam::Module module, beam::LoadModule(bytes, options));
      for (const beam::Import& import : module.imports) {
        const std::string& name = module.atom(import.module);
        if (!Reach(name, false)) missing.insert(name);
      }
      if (!is_root_[i]) continue;
      for (size_t atom = 1; atom < module.atoms.size(); ++atom) Reach(module.atoms[atom], false);
    }
    result_.missing.assign(missing.begin(), missing.end());
    std::sort(result_.missing.begin(), result_.missing.end());
    return std::move(result_);
  }

 private:
  const ModuleStore& store_;
  absl::flat_hash_set<std::string> seen_;
  std::vector<bool> is_root_;  // by index of the result's modules
  Closure result_;
};

}  // namespace

absl::StatusOr<Closure> FindClosure(const ModuleStore& store, const std::vector<std::string>& roots,
                                    const std::vector<std::string>& library_roots) {
  Search search(store);
  for (const std::string& name : roots) search.Reach(name, true);
  for (const std::string& name : library_roots) search.Reach(name, false);
  return search.Run();
}

}  // namespace seabeam::driver
