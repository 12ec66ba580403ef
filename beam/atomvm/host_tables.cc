#include "beam/atomvm/host_tables.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <utility>

#include "abi/atomvm/limits.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "beam/byte_reader.h"

namespace seabeam::beam::atomvm {
namespace {

using abi::atomvm::kMaxAtomBytes;
using abi::atomvm::kMaxAtomBytesShort;

constexpr uint32_t kLineVersion = 0;

void AppendU8(std::string* out, uint64_t value) { out->push_back(static_cast<char>(value)); }
void AppendU32(std::string* out, uint64_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) AppendU8(out, value >> shift);
}

// The numbers of a Line chunk as the host reads them: at most 4 bytes, files at most 11 bits.
class LineNumbers {
 public:
  explicit LineNumbers(ByteReader* reader) : reader_(*reader) {}

  // Returns what is wrong, or "".
  std::string Read(bool* is_file, uint32_t* value) {
    constexpr int kIntegerTag = 1;
    constexpr int kAtomTag = 2;
    uint8_t first = 0;
    if (!reader_.ReadU8(&first)) return "truncated table";
    const int tag = first & 7;
    if (tag != kIntegerTag && tag != kAtomTag) return "neither a file nor a line";
    *is_file = tag == kAtomTag;
    if ((first & 8) == 0) {
      *value = first >> 4;
      return "";
    }
    uint8_t next = 0;
    if ((first & 0x10) == 0) {
      if (!reader_.ReadU8(&next)) return "truncated table";
      *value = (uint32_t{first} >> 5 << 8) | next;
      return "";
    }
    const int bytes = (first >> 5) + 2;
    if (*is_file) return "a file's number of more than 11 bits, which the host does not read";
    if (bytes > 4) return "a line's number of more than 4 bytes, which the host does not read";
    *value = 0;
    for (int i = 0; i < bytes; ++i) {
      if (!reader_.ReadU8(&next)) return "truncated table";
      *value = (*value << 8) | next;
    }
    return "";
  }

 private:
  ByteReader& reader_;
};

}  // namespace

absl::StatusOr<std::string> AtomTable(const Module& module) {
  const size_t count = module.atoms.size() - 1;
  const bool long_form =
      std::any_of(module.atoms.begin(), module.atoms.end(),
                  [](const std::string& atom) { return atom.size() > kMaxAtomBytesShort; });
  std::string out;
  AppendU32(&out, long_form ? uint64_t{0} - count : count);
  for (size_t i = 1; i <= count; ++i) {
    const std::string& name = module.atoms[i];
    if (name.size() > kMaxAtomBytes) {
      return absl::UnimplementedError(absl::StrCat("atom ", i, " has ", name.size(),
                                                   " bytes, AtomVM has room for ", kMaxAtomBytes));
    }
    if (!long_form) {
      AppendU8(&out, name.size());
    } else if (name.size() < 16) {
      AppendU8(&out, name.size() << 4);
    } else {
      AppendU8(&out, ((name.size() >> 8) << 5) | 8);
      AppendU8(&out, name.size());
    }
    out += name;
  }
  return out;
}

std::string LocalTable(const Module& module) {
  std::set<std::pair<AtomIndex, uint32_t>> exported;
  for (const FunctionEntry& row : module.exports) exported.emplace(row.function, row.arity);
  std::string rows;
  uint32_t count = 0;
  for (const Function& function : module.functions) {
    if (exported.count({function.name, function.arity}) != 0) continue;
    AppendU32(&rows, function.name);
    AppendU32(&rows, function.arity);
    AppendU32(&rows, function.entry_label);
    ++count;
  }
  std::string out;
  AppendU32(&out, count);
  return out + rows;
}

LineTable CheckLineTable(absl::string_view data, absl::string_view where,
                         base::Findings* findings) {
  LineTable table;
  ByteReader reader(data);
  uint32_t version = 0;
  uint32_t flags = 0;
  uint32_t instructions = 0;
  uint32_t refs = 0;
  uint32_t files = 0;
  if (!reader.ReadU32(&version) || !reader.ReadU32(&flags) || !reader.ReadU32(&instructions) ||
      !reader.ReadU32(&refs) || !reader.ReadU32(&files)) {
    findings->Add(where, reader.offset(), "truncated table");
    return table;
  }
  if (version != kLineVersion) {
    findings->Add(where, 0, absl::StrCat("version ", version, ", the host knows ", kLineVersion));
    return table;
  }
  LineNumbers numbers(&reader);
  while (table.refs < refs) {
    const size_t at = reader.offset();
    bool is_file = false;
    uint32_t value = 0;
    const std::string problem = numbers.Read(&is_file, &value);
    if (!problem.empty()) {
      findings->Add(where, at, problem);
      return table;
    }
    if (!is_file) {
      ++table.refs;
    } else if (value > files) {
      findings->Add(where, at, absl::StrCat("no file ", value));
    }
  }
  while (table.files < files) {
    const size_t at = reader.offset();
    uint16_t size = 0;
    absl::string_view name;
    if (!reader.ReadU16(&size) || !reader.ReadBytes(size, &name)) {
      findings->Add(where, at, "truncated file name");
      return table;
    }
    ++table.files;
  }
  return table;
}

}  // namespace seabeam::beam::atomvm
