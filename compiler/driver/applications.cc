#include "compiler/driver/applications.h"

#include <algorithm>
#include <cstdint>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "base/file.h"
#include "base/status_macros.h"
#include "beam/etf.h"
#include "beam/etf_tags.h"
#include "beam/term_text.h"
#include "beam/utf8.h"

namespace seabeam::driver {
namespace {

using beam::TermId;
using beam::TermKind;
using beam::TermTree;

// The elements of a proper list of terms; of anything else, none.
absl::Span<const TermId> Elements(const TermTree& tree, TermId id) {
  if (tree.node(id).kind != TermKind::kList) return {};
  absl::Span<const TermId> children = tree.children(id);
  return children.subspan(0, children.size() - 1);
}

bool IsAtom(const TermTree& tree, TermId id, absl::string_view name) {
  return tree.node(id).kind == TermKind::kAtom && tree.bytes(id) == name;
}

void CollectAtoms(const TermTree& tree, TermId id, std::vector<std::string>* atoms) {
  const beam::TermNode& node = tree.node(id);
  if (node.kind == TermKind::kAtom) atoms->emplace_back(tree.bytes(id));
  if (node.kind == TermKind::kTuple || node.kind == TermKind::kList || node.kind == TermKind::kMap) {
    for (const TermId child : tree.children(id)) CollectAtoms(tree, child, atoms);
  }
}

void AppendBytes(std::string* out, uint64_t value, int bytes) {
  while (bytes-- > 0) out->push_back(static_cast<char>(value >> (8 * bytes)));
}

// `elements`: encoded, n of them.
void AppendList(std::string* out, size_t n, absl::string_view elements) {
  if (n != 0) {
    AppendBytes(out, beam::etf::kListTag, 1);
    AppendBytes(out, n, 4);
    absl::StrAppend(out, elements);
  }
  AppendBytes(out, beam::etf::kNilTag, 1);
}

// A list of characters, of a text in UTF-8.
void AppendString(std::string* out, absl::string_view text) {
  std::string characters;
  uint32_t n = 0;
  for (uint32_t c = 0; beam::TakeUtf8(&text, &c); ++n) {
    AppendBytes(&characters, beam::etf::kIntegerTag, 1);
    AppendBytes(&characters, c, 4);
  }
  AppendList(out, n, characters);
}

void AppendTuple(std::string* out, uint32_t size) {
  AppendBytes(out, beam::etf::kSmallTupleTag, 1);
  AppendBytes(out, size, 1);
}

}  // namespace

std::string FindApplicationFile(const Inputs& inputs, absl::string_view name) {
  if (name.empty() || name.size() > 250 || absl::StrContains(name, '/') ||
      absl::StrContains(name, absl::string_view("\0", 1))) {
    return "";
  }
  const std::string file = absl::StrCat(name, ".app");
  for (const std::string& folder : inputs.code_path) {
    std::string path = base::JoinPath(folder, file);
    if (base::FileExists(path)) return path;
  }
  const std::string ebin = inputs.library.FindApp(name);
  if (ebin.empty()) return "";
  std::string path = base::JoinPath(ebin, file);
  return base::FileExists(path) ? path : "";
}

absl::StatusOr<Application> ReadApplication(const std::string& path) {
  Application result;
  result.path = path;
  SEABEAM_ASSIGN_OR_RETURN(const std::string text, base::ReadFile(path));
  absl::StatusOr<std::string> term = beam::EncodeTermText(text);
  if (!term.ok()) return base::Annotate(term.status(), path);
  result.term = *std::move(term);
  SEABEAM_ASSIGN_OR_RETURN(const TermTree tree, beam::DecodeTerm(result.term));
  const absl::Span<const TermId> parts =
      tree.node(tree.root()).kind == TermKind::kTuple ? tree.children(tree.root()) : absl::Span<const TermId>();
  if (parts.size() != 3 || !IsAtom(tree, parts[0], "application") || tree.node(parts[1]).kind != TermKind::kAtom) {
    return absl::InvalidArgumentError(absl::StrCat(path, ": it is no {application, Name, Keys}"));
  }
  result.name = std::string(tree.bytes(parts[1]));
  for (const TermId row : Elements(tree, parts[2])) {
    if (tree.node(row).kind != TermKind::kTuple || tree.children(row).size() != 2) continue;
    const TermId key = tree.children(row)[0];
    const TermId value = tree.children(row)[1];
    if (IsAtom(tree, key, "vsn") && tree.node(value).kind == TermKind::kByteList) {
      result.vsn = std::string(tree.bytes(value));
    } else if (IsAtom(tree, key, "applications") || IsAtom(tree, key, "included_applications") ||
               IsAtom(tree, key, "optional_applications")) {
      for (const TermId need : Elements(tree, value)) {
        if (tree.node(need).kind == TermKind::kAtom) result.needs.emplace_back(tree.bytes(need));
      }
    } else if (IsAtom(tree, key, "mod")) {
      if (tree.node(value).kind == TermKind::kTuple && tree.children(value).size() == 2 &&
          tree.node(tree.children(value)[0]).kind == TermKind::kAtom) {
        result.module = std::string(tree.bytes(tree.children(value)[0]));
        CollectAtoms(tree, tree.children(value)[1], &result.atoms);
      }
    } else if (IsAtom(tree, key, "env") || IsAtom(tree, key, "start_phases")) {
      CollectAtoms(tree, value, &result.atoms);
    }
  }
  std::sort(result.atoms.begin(), result.atoms.end());
  result.atoms.erase(std::unique(result.atoms.begin(), result.atoms.end()), result.atoms.end());
  return result;
}

std::string ApplicationResource(const Application& application, absl::string_view path) {
  std::string out(1, static_cast<char>(beam::etf::kVersion));
  AppendTuple(&out, 2);
  AppendString(&out, path);
  return out + application.term.substr(1);
}

std::string AtomResource(absl::string_view name) {
  std::string out(1, static_cast<char>(beam::etf::kVersion));
  AppendBytes(&out, beam::etf::kSmallAtomUtf8Tag, 1);
  AppendBytes(&out, name.size(), 1);
  return absl::StrCat(out, name);
}

std::string StringResource(absl::string_view text) {
  std::string out(1, static_cast<char>(beam::etf::kVersion));
  AppendString(&out, text);
  return out;
}

std::string StringsResource(const std::vector<std::string>& strings) {
  std::string out(1, static_cast<char>(beam::etf::kVersion));
  std::string elements;
  for (const std::string& text : strings) AppendString(&elements, text);
  AppendList(&out, strings.size(), elements);
  return out;
}

absl::StatusOr<std::string> FilesResource(const std::vector<std::string>& paths) {
  std::string out(1, static_cast<char>(beam::etf::kVersion));
  std::string elements;
  for (const std::string& path : paths) {
    SEABEAM_ASSIGN_OR_RETURN(const std::string contents, base::ReadFile(path));
    AppendTuple(&elements, 2);
    AppendString(&elements, path);
    AppendBytes(&elements, beam::etf::kBinaryTag, 1);
    AppendBytes(&elements, contents.size(), 4);
    elements += contents;
  }
  AppendList(&out, paths.size(), elements);
  return out;
}

}  // namespace seabeam::driver
