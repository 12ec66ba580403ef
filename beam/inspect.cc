#include "beam/inspect.h"

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "base/status_macros.h"
#include "beam/avm.h"
#include "beam/iff.h"
#include "beam/inflate.h"
#include "beam/limits.h"
#include "beam/loader.h"
#include "beam/module.h"
#include "beam/native_chunk.h"
#include "beam/opcodes.h"

namespace seabeam::beam {
namespace {

// A chunk's contents in a few words; "" for one that is not decoded.
std::string Describe(const Module& module, absl::string_view id) {
  const auto rows = [](size_t count, absl::string_view what) {
    return absl::StrCat(count, " ", what);
  };
  if (id == "AtU8" || id == "Atom") return rows(module.atoms.size() - 1, "atoms");
  if (id == "ImpT") return rows(module.imports.size(), "imports");
  if (id == "ExpT") return rows(module.exports.size(), "exports");
  if (id == "LocT") return rows(module.locals.size(), "local functions");
  if (id == "FunT") return rows(module.lambdas.size(), "funs");
  if (id == "LitT" || id == "LitU") {
    return absl::StrCat(module.literals.size(), " literals, ", module.literal_data.size(),
                        " bytes inflated");
  }
  if (id == "Code") {
    return absl::StrCat(module.functions.size(), " functions, ", module.instructions.size(),
                        " instructions, ", module.code_header.label_count,
                        " labels, highest opcode ", module.code_header.opcode_max, " (",
                        OpcodeName(static_cast<int>(module.code_header.opcode_max)), ")");
  }
  if (id == "Line") {
    if (!module.has_lines) return "unknown version";
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

absl::Status InspectNative(const Chunk& chunk, std::string* out) {
  const absl::StatusOr<NativeChunk> native = ReadNativeChunk(chunk.data);
  if (!native.ok()) return base::Annotate(native.status(), "chunk avmN");
  absl::StrAppend(out, "  avmN: version ", native->version, ", ", native->labels, " labels, ",
                  native->architectures.size(), " architectures\n");
  for (const NativeArchitecture& row : native->architectures) {
    absl::StrAppend(out, "    architecture ", row.architecture, ", variant ", row.variant, ", ",
                    row.stream.size(), " bytes");
    if (row.architecture == kNativeArchWasm32) {
      absl::StrAppend(out, ": wasm32, ", row.wasm.entries, " entries, module of ",
                      row.wasm.module.size(), " bytes, ", row.wasm.lines.size(), " lines, ",
                      row.wasm.continuations.size(), " continuations");
    }
    absl::StrAppend(out, "\n");
    for (const auto& [line, offset] : row.wasm.lines) {
      absl::StrAppend(out, "      line ", line, " from label ", offset / 4, "\n");
    }
    for (const auto& [continuation, label] : row.wasm.continuations) {
      absl::StrAppend(out, "      label ", continuation, " belongs to label ", label, "\n");
    }
  }
  return absl::OkStatus();
}

// `file`: not compressed.
absl::Status InspectBeam(absl::string_view file, std::string* out) {
  const absl::StatusOr<std::vector<Chunk>> chunks = ReadChunks(file);
  if (!chunks.ok()) return chunks.status();
  LoadOptions options;
  options.compute_md5 = true;
  const bool has_code = FindChunk(*chunks, "Code") != nullptr;
  const absl::StatusOr<Module> module = LoadModule(file, options);
  if (module.ok()) {
    absl::StrAppend(out, "module ", module->name, ", md5 ", absl::BytesToHexString(module->md5),
                    "\n");
  }
  absl::StrAppendFormat(out, "  %10s %10s  chunk\n", "offset", "size");
  for (const Chunk& chunk : *chunks) {
    AppendRow(chunk.offset, chunk.data.size(), chunk.id,
              module.ok() ? Describe(*module, chunk.id) : "", out);
  }
  absl::Status status;
  if (const Chunk* native = FindChunk(*chunks, "avmN"); native != nullptr) {
    status = InspectNative(*native, out);
    // Native code may replace the bytecode.
    if (!has_code) return status;
  }
  return module.ok() ? status : module.status();
}

absl::Status InspectAvm(absl::string_view file, std::string* out) {
  const absl::StatusOr<std::vector<AvmSection>> sections = ReadAvm(file);
  if (!sections.ok()) return sections.status();
  absl::StrAppendFormat(out, "  %10s %10s  section\n", "offset", "size");
  for (const AvmSection& section : *sections) {
    std::string text;
    if ((section.flags & kAvmBeam) == 0) text = "data";
    if ((section.flags & kAvmStart) != 0) text = "start module";
    AppendRow(section.offset, section.data.size(), section.name, text, out);
  }
  absl::Status first;
  for (const AvmSection& section : *sections) {
    if ((section.flags & kAvmBeam) == 0) continue;
    absl::StrAppend(out, "\n", section.name, ": ");
    absl::Status status = base::Annotate(InspectBeam(section.data, out), section.name);
    if (first.ok()) first = status;
  }
  return first;
}

absl::Status InspectUnnamed(absl::string_view bytes, std::string* out) {
  if (bytes.size() > kMaxFileSize) return absl::ResourceExhaustedError("file too large");
  if (IsAvm(bytes)) return InspectAvm(bytes, out);
  if (!IsGzip(bytes)) return InspectBeam(bytes, out);
  SEABEAM_ASSIGN_OR_RETURN(const std::string inflated, InflateGzip(bytes, kMaxFileSize));
  absl::StrAppend(out, "inflated: ", inflated.size(), " bytes\n");
  return InspectBeam(inflated, out);
}

}  // namespace

absl::Status Inspect(absl::string_view bytes, absl::string_view file_name, std::string* out) {
  absl::StrAppend(out, file_name, ": ", bytes.size(), " bytes\n");
  return base::Annotate(InspectUnnamed(bytes, out), file_name);
}

}  // namespace seabeam::beam
