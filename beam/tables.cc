#include "beam/tables.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "beam/byte_reader.h"
#include "beam/compact_term.h"
#include "beam/inflate.h"
#include "beam/limits.h"
#include "beam/utf8.h"

namespace seabeam::beam {
namespace {

absl::Status ErrorAt(size_t offset, absl::string_view message) {
  return absl::InvalidArgumentError(absl::StrCat("offset ", offset, ": ", message));
}

absl::Status LimitAt(size_t offset, absl::string_view what, uint64_t limit) {
  return absl::ResourceExhaustedError(
      absl::StrCat("offset ", offset, ": more than ", limit, " ", what));
}

// Reads the number of rows in front of a table and checks that the chunk can hold them.
absl::Status ReadCount(ByteReader& reader, size_t min_row_size, uint32_t* count) {
  const size_t start = reader.offset();
  if (!reader.ReadU32(count)) return ErrorAt(start, "truncated table");
  if (*count > reader.remaining() / min_row_size) {
    return ErrorAt(start, absl::StrCat(*count, " entries do not fit the chunk's ",
                                       reader.remaining(), " bytes"));
  }
  return absl::OkStatus();
}

absl::Status ReadAtomIndex(ByteReader& reader, const Module& module, AtomIndex* index) {
  const size_t start = reader.offset();
  if (!reader.ReadU32(index)) return ErrorAt(start, "truncated table");
  if (*index == 0 || *index >= module.atoms.size())
    return ErrorAt(start, absl::StrCat("no atom ", *index));
  return absl::OkStatus();
}

absl::Status ReadArity(ByteReader& reader, uint32_t* arity) {
  const size_t start = reader.offset();
  if (!reader.ReadU32(arity)) return ErrorAt(start, "truncated table");
  if (*arity > kMaxFunctionArity)
    return ErrorAt(start, absl::StrCat("arity ", *arity, " is too large"));
  return absl::OkStatus();
}

absl::Status ReadU32(ByteReader& reader, uint32_t* value) {
  if (!reader.ReadU32(value)) return ErrorAt(reader.offset(), "truncated table");
  return absl::OkStatus();
}

absl::Status StartAtoms(size_t count, size_t available, Module* module) {
  if (count == 0) return ErrorAt(0, "no atoms, so no module name");
  if (count > kMaxAtoms) return LimitAt(0, "atoms", kMaxAtoms);
  if (count > available) return ErrorAt(0, absl::StrCat(count, " atoms do not fit the chunk"));
  module->atoms.clear();
  module->atoms.reserve(count + 1);
  module->atoms.emplace_back();
  return absl::OkStatus();
}

absl::Status ReadAtomText(ByteReader& reader, size_t length, Module* module) {
  const size_t start = reader.offset();
  absl::string_view text;
  if (!reader.ReadBytes(length, &text)) return ErrorAt(start, "truncated atom");
  size_t chars = 0;
  if (!CountUtf8(text, &chars))
    return ErrorAt(start, absl::StrCat("atom ", module->atoms.size(), " is not valid UTF-8"));
  if (chars > kMaxAtomChars) {
    return ErrorAt(start,
                   absl::StrCat("atom ", module->atoms.size(), " has ", chars, " characters"));
  }
  module->atoms.emplace_back(text);
  return absl::OkStatus();
}

absl::Status DecodeLiteralTable(absl::string_view table, Module* module) {
  ByteReader reader(table);
  uint32_t count = 0;
  if (absl::Status status = ReadCount(reader, 5, &count); !status.ok()) return status;
  module->literals.reserve(count);
  for (uint32_t i = 0; i < count; ++i) {
    const size_t start = reader.offset();
    uint32_t size = 0;
    absl::string_view term;
    if (!reader.ReadU32(&size) || !reader.ReadBytes(size, &term)) {
      return ErrorAt(start, absl::StrCat("literal ", i, " passes the end of the table"));
    }
    if (term.empty() || term[0] != '\x83') {
      return ErrorAt(start, absl::StrCat("literal ", i, " is not in the external term format"));
    }
    module->literals.push_back({static_cast<uint32_t>(start + 4), size});
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status DecodeAtomsUtf8(absl::string_view data, Module* module) {
  ByteReader reader(data);
  uint32_t raw_count = 0;
  if (!reader.ReadU32(&raw_count)) return ErrorAt(0, "truncated table");
  // A negative count announces lengths in the compact encoding (OTP 28), so that an atom can take
  // more than 255 bytes.
  const bool long_lengths = static_cast<int32_t>(raw_count) < 0;
  const size_t count =
      long_lengths ? size_t{0} - static_cast<size_t>(static_cast<int32_t>(raw_count)) : raw_count;
  if (absl::Status status = StartAtoms(count, reader.remaining(), module); !status.ok())
    return status;
  for (size_t i = 0; i < count; ++i) {
    const size_t start = reader.offset();
    size_t length = 0;
    if (long_lengths) {
      CompactTerm term;
      if (const char* error = ReadCompactTerm(reader, &term); error != nullptr)
        return ErrorAt(start, error);
      if (term.tag != CompactTag::kUnsigned || term.is_big)
        return ErrorAt(start, "bad length of an atom");
      length = static_cast<size_t>(term.value);
    } else {
      uint8_t byte = 0;
      if (!reader.ReadU8(&byte)) return ErrorAt(start, "truncated table");
      length = byte;
    }
    if (absl::Status status = ReadAtomText(reader, length, module); !status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::Status DecodeAtomsLatin1(absl::string_view data, Module* module) {
  ByteReader reader(data);
  uint32_t count = 0;
  if (!reader.ReadU32(&count)) return ErrorAt(0, "truncated table");
  if (absl::Status status = StartAtoms(count, reader.remaining(), module); !status.ok())
    return status;
  for (uint32_t i = 0; i < count; ++i) {
    const size_t start = reader.offset();
    uint8_t length = 0;
    absl::string_view text;
    if (!reader.ReadU8(&length) || !reader.ReadBytes(length, &text))
      return ErrorAt(start, "truncated atom");
    module->atoms.push_back(Latin1ToUtf8(text));
  }
  return absl::OkStatus();
}

absl::Status DecodeImports(absl::string_view data, Module* module) {
  ByteReader reader(data);
  uint32_t count = 0;
  if (absl::Status status = ReadCount(reader, 12, &count); !status.ok()) return status;
  module->imports.reserve(count);
  for (uint32_t i = 0; i < count; ++i) {
    Import row;
    if (absl::Status status = ReadAtomIndex(reader, *module, &row.module); !status.ok())
      return status;
    if (absl::Status status = ReadAtomIndex(reader, *module, &row.function); !status.ok())
      return status;
    if (absl::Status status = ReadArity(reader, &row.arity); !status.ok()) return status;
    module->imports.push_back(row);
  }
  return absl::OkStatus();
}

absl::Status DecodeFunctionEntries(absl::string_view data, const Module& module,
                                   std::vector<FunctionEntry>* entries) {
  ByteReader reader(data);
  uint32_t count = 0;
  if (absl::Status status = ReadCount(reader, 12, &count); !status.ok()) return status;
  entries->reserve(count);
  for (uint32_t i = 0; i < count; ++i) {
    FunctionEntry row;
    if (absl::Status status = ReadAtomIndex(reader, module, &row.function); !status.ok())
      return status;
    if (absl::Status status = ReadArity(reader, &row.arity); !status.ok()) return status;
    if (absl::Status status = ReadU32(reader, &row.label); !status.ok()) return status;
    entries->push_back(row);
  }
  return absl::OkStatus();
}

absl::Status DecodeLambdas(absl::string_view data, Module* module) {
  ByteReader reader(data);
  uint32_t count = 0;
  if (absl::Status status = ReadCount(reader, 24, &count); !status.ok()) return status;
  module->lambdas.reserve(count);
  for (uint32_t i = 0; i < count; ++i) {
    Lambda row;
    if (absl::Status status = ReadAtomIndex(reader, *module, &row.function); !status.ok())
      return status;
    if (absl::Status status = ReadArity(reader, &row.arity); !status.ok()) return status;
    if (absl::Status status = ReadU32(reader, &row.label); !status.ok()) return status;
    if (absl::Status status = ReadU32(reader, &row.index); !status.ok()) return status;
    const size_t free_offset = reader.offset();
    if (absl::Status status = ReadU32(reader, &row.num_free); !status.ok()) return status;
    if (row.num_free > row.arity) {
      return ErrorAt(
          free_offset,
          absl::StrCat(row.num_free, " free variables in a fun of total arity ", row.arity));
    }
    if (absl::Status status = ReadU32(reader, &row.old_uniq); !status.ok()) return status;
    module->lambdas.push_back(row);
  }
  return absl::OkStatus();
}

absl::Status DecodeLiteralsCompressed(absl::string_view data, Module* module) {
  ByteReader reader(data);
  uint32_t size = 0;
  if (!reader.ReadU32(&size)) return ErrorAt(0, "truncated table");
  if (size == 0) return DecodeLiteralsPlain(data.substr(reader.offset()), module);
  if (size > kMaxLiteralTableSize) return LimitAt(0, "bytes of literals", kMaxLiteralTableSize);
  absl::StatusOr<std::string> table = InflateZlib(data.substr(reader.offset()), size);
  if (!table.ok())
    return absl::Status(table.status().code(),
                        absl::StrCat("offset 4: ", table.status().message()));
  module->literal_data = *std::move(table);
  absl::Status status = DecodeLiteralTable(module->literal_data, module);
  if (!status.ok())
    return absl::Status(status.code(), absl::StrCat(status.message(), " (after inflation)"));
  return absl::OkStatus();
}

absl::Status DecodeLiteralsPlain(absl::string_view data, Module* module) {
  module->literal_data.assign(data.data(), data.size());
  return DecodeLiteralTable(module->literal_data, module);
}

absl::Status DecodeLines(absl::string_view data, Module* module) {
  ByteReader reader(data);
  uint32_t version = 0;
  if (!reader.ReadU32(&version)) return ErrorAt(0, "truncated table");
  if (version != 0) return absl::OkStatus();
  uint32_t ref_count = 0;
  uint32_t file_count = 0;
  if (!reader.ReadU32(&module->line_flags) || !reader.ReadU32(&module->line_instruction_count) ||
      !reader.ReadU32(&ref_count) || !reader.ReadU32(&file_count)) {
    return ErrorAt(reader.offset(), "truncated table");
  }
  if (ref_count > reader.remaining())
    return ErrorAt(12, absl::StrCat(ref_count, " positions do not fit the chunk"));
  if (file_count > reader.remaining() / 2)
    return ErrorAt(16, absl::StrCat(file_count, " files do not fit the chunk"));

  module->has_lines = true;
  module->lines.reserve(size_t{ref_count} + 1);
  module->lines.push_back({});
  uint32_t file = 0;
  while (module->lines.size() <= ref_count) {
    const size_t start = reader.offset();
    CompactTerm term;
    if (const char* error = ReadCompactTerm(reader, &term); error != nullptr)
      return ErrorAt(start, error);
    if (term.is_big || term.value < 0 || term.value > std::numeric_limits<uint32_t>::max()) {
      return ErrorAt(start, "number out of range");
    }
    if (term.tag == CompactTag::kAtom) {
      if (term.value > file_count) return ErrorAt(start, absl::StrCat("no file ", term.value));
      file = static_cast<uint32_t>(term.value);
    } else if (term.tag == CompactTag::kInteger) {
      module->lines.push_back({file, static_cast<uint32_t>(term.value)});
    } else {
      return ErrorAt(start, "neither a file nor a line");
    }
  }

  module->file_names.reserve(size_t{file_count} + 1);
  module->file_names.push_back(absl::StrCat(module->name, ".erl"));
  for (uint32_t i = 0; i < file_count; ++i) {
    const size_t start = reader.offset();
    uint16_t length = 0;
    absl::string_view name;
    if (!reader.ReadU16(&length) || !reader.ReadBytes(length, &name))
      return ErrorAt(start, "truncated file name");
    size_t chars = 0;
    // Old compilers wrote Latin-1.
    module->file_names.push_back(CountUtf8(name, &chars) ? std::string(name) : Latin1ToUtf8(name));
  }
  return absl::OkStatus();
}

absl::Status DecodeTypes(absl::string_view data, Module* module) {
  constexpr uint16_t kLowBits = kTypeAtom | kTypeBitstring;
  constexpr uint16_t kOldAny = kTypeAny & ~kTypeRecord;
  ByteReader reader(data);
  uint32_t version = 0;
  if (!reader.ReadU32(&version)) return ErrorAt(0, "truncated table");
  module->type_version = version;
  if (version < 1 || version > 4) return absl::OkStatus();
  uint32_t count = 0;
  if (absl::Status status = ReadCount(reader, version == 1 ? 18 : 2, &count); !status.ok())
    return status;
  module->types.reserve(count);
  for (uint32_t i = 0; i < count; ++i) {
    const size_t start = reader.offset();
    TypeEntry entry;
    uint16_t bits = 0;
    bool has_unit = false;
    if (!reader.ReadU16(&bits)) return ErrorAt(start, "truncated table");
    if (version == 1) {
      if (!reader.ReadI64(&entry.lower) || !reader.ReadI64(&entry.upper))
        return ErrorAt(start, "truncated table");
      entry.has_lower = entry.has_upper = entry.lower <= entry.upper;
    } else {
      // Three flags above the kinds, of which there are 13 in versions 2 and 4 and 12 in version 3.
      const int flags = bits >> (version == 3 ? 12 : 13);
      entry.has_lower = (flags & 1) != 0;
      entry.has_upper = (flags & 2) != 0;
      has_unit = (flags & 4) != 0;
      if ((entry.has_lower && !reader.ReadI64(&entry.lower)) ||
          (entry.has_upper && !reader.ReadI64(&entry.upper))) {
        return ErrorAt(start, "truncated table");
      }
    }
    if (has_unit) {
      uint8_t unit = 0;
      if (!reader.ReadU8(&unit)) return ErrorAt(start, "truncated table");
      entry.unit = static_cast<uint16_t>(unit + 1);
    }
    if (!entry.has_lower) entry.lower = 0;
    if (!entry.has_upper) entry.upper = 0;
    if (entry.has_lower && entry.has_upper && entry.lower > entry.upper) {
      return ErrorAt(start, absl::StrCat("type ", i, " has an empty range"));
    }
    switch (version) {
      case 1:
      case 2: {
        // Bit 2 was a match context of its own; it joins the bitstrings and what lay above moves
        // down.
        const uint16_t kinds = bits & ((1 << 13) - 1);
        entry.kinds = static_cast<uint16_t>((kinds & kLowBits) | ((kinds & ~kLowBits) >> 1));
        break;
      }
      case 3:
        entry.kinds = bits & kOldAny;
        break;
      default:
        entry.kinds = bits & kTypeAny;
        break;
    }
    if (entry.kinds == 0) return ErrorAt(start, absl::StrCat("type ", i, " is empty"));
    if (version < 4 && entry.kinds == kOldAny) entry.kinds = kTypeAny;
    module->types.push_back(entry);
  }
  return absl::OkStatus();
}

}  // namespace seabeam::beam
