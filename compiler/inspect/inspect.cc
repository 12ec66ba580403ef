#include "compiler/inspect/inspect.h"

#include <cstdint>
#include <vector>

#include "abi/atomvm/container.h"
#include "absl/status/statusor.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "beam/avm.h"
#include "beam/iff.h"
#include "beam/inflate.h"
#include "beam/limits.h"
#include "beam/loader.h"
#include "beam/module.h"
#include "beam/opcodes.h"
#include "beam/tables.h"
#include "compiler/atomvm/check.h"
#include "compiler/inspect/native_report.h"

namespace seabeam::inspect {
namespace {

using beam::Chunk;
using beam::Module;

// A chunk's contents in a few words; "" for one that is not decoded.
std::string Describe(const Module& module, absl::string_view id) {
  const auto rows = [](size_t count, absl::string_view what) {
    return absl::StrCat(count, " ", what);
  };
  if (module.atoms.size() < 2) return "";
  if (id == "AtU8" || id == "Atom") return rows(module.atoms.size() - 1, "atoms");
  if (id == "ImpT") return rows(module.imports.size(), "imports");
  if (id == "ExpT") return rows(module.exports.size(), "exports");
  if (id == "LocT") return rows(module.locals.size(), "local functions");
  if (id == "FunT") return rows(module.lambdas.size(), "funs");
  if (id == "LitT" || id == "LitU") {
    return absl::StrCat(module.literals.size(), " literals, ", module.literal_data.size(),
                        " bytes inflated");
  }
  if (id == "Code" && module.functions.empty()) return "";
  if (id == "Code") {
    return absl::StrCat(module.functions.size(), " functions, ", module.instructions.size(),
                        " instructions, ", module.code_header.label_count,
                        " labels, highest opcode ", module.code_header.opcode_max, " (",
                        beam::OpcodeName(static_cast<int>(module.code_header.opcode_max)), ")");
  }
  if (id == "Line") {
    if (!module.has_lines) return module.functions.empty() ? "" : "unknown version";
    return absl::StrCat(module.lines.size() - 1, " positions, ", module.line_instruction_count,
                        " line instructions, ", module.file_names.size() - 1, " other files");
  }
  if (id == "Type")
    return absl::StrCat("version ", module.type_version, ", ", module.types.size(), " types");
  return "";
}

void AppendRow(uint64_t offset, uint64_t size, absl::string_view id, absl::string_view text,
               std::string* out) {
  absl::StrAppendFormat(out, "  %10d %10d  %s%s%s\n", offset, size, id, text.empty() ? "" : "  ",
                        text);
}

std::string NameInFile(const std::vector<Chunk>& chunks) {
  Module module;
  const Chunk* atoms = beam::FindChunk(chunks, "AtU8");
  return atoms != nullptr && beam::DecodeAtomsUtf8(atoms->data, &module).ok() ? module.atoms[1]
                                                                              : "";
}

// `file`: not compressed. Returns the module's name, "" when it cannot be read.
std::string InspectBeam(absl::string_view file, std::string* out, base::Findings* findings) {
  const absl::StatusOr<std::vector<Chunk>> chunks = beam::ReadChunks(file);
  if (!chunks.ok()) {
    findings->Add("", chunks.status().message());
    return "";
  }
  beam::LoadOptions options;
  options.compute_md5 = true;
  const absl::StatusOr<Module> module = beam::LoadModule(file, options);
  const bool native = beam::FindChunk(*chunks, abi::atomvm::kNativeChunk) != nullptr;
  const std::string name = NameInFile(*chunks);
  if (module.ok()) {
    absl::StrAppend(out, "module ", name, ", md5 ", absl::BytesToHexString(module->md5), "\n");
  } else if (native) {
    absl::StrAppend(out, "module ", name, "\n");
  }
  const atomvm::HostFile host = atomvm::CheckHostFile(file, *chunks, findings);
  absl::StrAppendFormat(out, "  %10s %10s  chunk\n", "offset", "size");
  for (const Chunk& chunk : *chunks) {
    AppendRow(chunk.offset, chunk.data.size(), chunk.id,
              Describe(module.ok() ? *module : host.tables.module, chunk.id), out);
  }
  AppendNative(host, out);
  // Native code may replace the bytecode.
  const bool has_code = beam::FindChunk(*chunks, "Code") != nullptr;
  if (!module.ok() && (has_code || !native) && findings->empty()) {
    findings->Add("", module.status().message());
  }
  return name;
}

void InspectAvm(absl::string_view file, std::string* out, base::Findings* findings) {
  const absl::StatusOr<std::vector<beam::AvmSection>> sections = beam::ReadAvm(file);
  if (!sections.ok()) {
    findings->Add("", sections.status().message());
    return;
  }
  beam::CheckAvm(file, *sections, findings);
  absl::StrAppendFormat(out, "  %10s %10s %8s  section\n", "offset", "size", "flags");
  for (const beam::AvmSection& section : *sections) {
    const bool is_beam = (section.flags & beam::kAvmBeam) != 0;
    absl::StrAppendFormat(out, "  %10d %10d %8d  %s%s%s\n", section.offset, section.data.size(),
                          section.flags, section.name, is_beam ? "" : "  data",
                          (section.flags & beam::kAvmStart) != 0 ? "  start module" : "");
  }
  for (const beam::AvmSection& section : *sections) {
    if ((section.flags & beam::kAvmBeam) == 0) continue;
    absl::StrAppend(out, "\n", section.name, ": ");
    base::Findings of_section;
    const std::string name = InspectBeam(section.data, out, &of_section);
    if (!name.empty() && section.name != absl::StrCat(name, abi::atomvm::kAvmBeamSuffix)) {
      of_section.Add("", absl::StrCat("holds module ", name, ", which is not found by this name"));
    }
    findings->AddAll(section.name, of_section);
  }
}

}  // namespace

void Inspect(absl::string_view bytes, std::string* out, base::Findings* findings) {
  if (bytes.size() > beam::kMaxFileSize) {
    findings->Add("", "file too large");
  } else if (beam::IsAvm(bytes)) {
    InspectAvm(bytes, out, findings);
  } else if (!beam::IsGzip(bytes)) {
    InspectBeam(bytes, out, findings);
  } else {
    const absl::StatusOr<std::string> inflated = beam::InflateGzip(bytes, beam::kMaxFileSize);
    if (!inflated.ok()) {
      findings->Add("", inflated.status().message());
      return;
    }
    absl::StrAppend(out, "inflated: ", inflated->size(), " bytes\n");
    InspectBeam(*inflated, out, findings);
  }
}

}  // namespace seabeam::inspect
