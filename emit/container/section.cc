#include "emit/container/section.h"

#include <algorithm>

#include "abi/container.h"
#include "emit/wasm/byte_writer.h"

namespace seabeam::emit {
namespace {

class SectionWriter {
 public:
  SectionWriter(const ir::Module& module, const ContainerFacts& facts)
      : module_(module), facts_(facts), atom_index_(module.atoms.size(), kUnset) {}

  std::string Write() {
    // The atom list comes first but is known last. It keeps the order of the module's atoms, which the runtime numbers as they come.
    Body();
    std::sort(atoms_.begin(), atoms_.end());
    for (size_t i = 0; i < atoms_.size(); ++i) atom_index_[atoms_[i]] = static_cast<uint32_t>(i);
    body_ = wasm::ByteWriter();
    Body();
    wasm::ByteWriter out;
    out.U8(abi::kContainerVersion);
    out.U32(static_cast<uint32_t>(atoms_.size()));
    for (uint32_t a : atoms_) out.Name(module_.atoms[a]);
    out.Bytes(body_.view());
    return out.ToString();
  }

 private:
  static constexpr uint32_t kUnset = 0xFFFFFFFF;

  void Count(size_t n) { body_.U32(static_cast<uint32_t>(n)); }

  void Atom(uint32_t module_atom) {
    if (atom_index_[module_atom] == kUnset) {
      atom_index_[module_atom] = static_cast<uint32_t>(atoms_.size());
      atoms_.push_back(module_atom);
    }
    body_.U32(atom_index_[module_atom]);
  }

  void Body() {
    Atom(module_.name_atom);
    std::string md5 = module_.md5;
    md5.resize(16, '\0');
    body_.Bytes(md5);
    Count(facts_.entries.size());
    Count(facts_.errors.size());
    body_.U32(facts_.table_size);
    body_.Name(module_.strt);
    Count(facts_.dynamic_atoms.size());
    for (uint32_t a : facts_.dynamic_atoms) Atom(a);
    Count(facts_.literals.size());
    for (uint32_t i : facts_.literals) body_.Name(module_.literals[i]);
    Count(facts_.imports.size());
    for (uint32_t i : facts_.imports) {
      Atom(module_.imports[i].module);
      Atom(module_.imports[i].function);
      body_.U32(module_.imports[i].arity);
    }
    Count(module_.lambdas.size());
    for (size_t i = 0; i < module_.lambdas.size(); ++i) {
      const ir::Lambda& lambda = module_.lambdas[i];
      Atom(lambda.function_atom);
      body_.U32(lambda.arity);
      body_.U32(lambda.num_free);
      body_.U32(lambda.index);
      body_.Reserve(4);
      body_.RawLittleEndian32(lambda.uniq);
      body_.U32(facts_.fun_adapters[i]);
    }
    Count(module_.functions.size());
    for (const ir::FunctionInfo& f : module_.functions) {
      Atom(f.name);
      body_.U32(f.arity);
    }
    Count(facts_.exports.size());
    for (const ContainerFacts::Export& e : facts_.exports) {
      body_.U32(e.function);
      body_.U32(e.table_offset);
      body_.U32(e.position);
    }
    Count(0);  // locals
    Lines();
    body_.Name(module_.attributes);
    body_.Name(module_.compile_info);
    body_.U32(OnLoad());
  }

  uint32_t OnLoad() const {
    if (module_.on_load.empty()) return 0;
    for (uint32_t i = 0; i < module_.functions.size(); ++i) {
      const ir::FunctionInfo& f = module_.functions[i];
      if (f.arity == 0 && module_.atoms[f.name] == module_.on_load) return i + 1;
    }
    return 0;  // taken out: nothing of the module is left
  }

  void Lines() {
    Count(module_.files.size());
    for (const std::string& file : module_.files) body_.Name(file);
    // Only the locations that a position mentions.
    std::vector<uint32_t> line_index(module_.locations.size() + 1, 0);
    std::vector<uint32_t> lines;
    auto use = [&](const ContainerFacts::Position& p) {
      if (p.loc == ir::kNoLoc || line_index[p.loc] != 0) return;
      lines.push_back(p.loc - 1);
      line_index[p.loc] = static_cast<uint32_t>(lines.size());
    };
    for (const auto& p : facts_.entries) use(p);
    for (const auto& p : facts_.errors) use(p);
    Count(lines.size());
    for (uint32_t i : lines) {
      const ir::Location& location = module_.locations[i];
      body_.U32(2 * location.file + (location.address != 0 ? 1 : 0));
      body_.U32(location.line);
      if (location.address != 0) body_.U32(location.address);
    }
    auto write = [&](const ContainerFacts::Position& p) {
      body_.U32(p.function);
      body_.U32(line_index[p.loc]);
    };
    for (const auto& p : facts_.entries) write(p);
    for (const auto& p : facts_.errors) write(p);
  }

  const ir::Module& module_;
  const ContainerFacts& facts_;
  wasm::ByteWriter body_;
  std::vector<uint32_t> atom_index_;  // by module atom
  std::vector<uint32_t> atoms_;
};

}  // namespace

std::string ContainerSection(const ir::Module& module, const ContainerFacts& facts) {
  return SectionWriter(module, facts).Write();
}

}  // namespace seabeam::emit
