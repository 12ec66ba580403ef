#include "beam/avm.h"

#include <algorithm>
#include <cstddef>

#include "abi/atomvm/limits.h"
#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "beam/byte_reader.h"
#include "beam/limits.h"

namespace seabeam::beam {
namespace {

using abi::atomvm::kAvmAlignment;
using abi::atomvm::kAvmBeamSuffix;
using abi::atomvm::kAvmEndName;
using abi::atomvm::kAvmSectionHeadSize;
using abi::atomvm::kMaxModules;

constexpr absl::string_view kMagic(abi::atomvm::kAvmMagic, abi::atomvm::kAvmMagicSize);

size_t Align(size_t size) { return (size + kAvmAlignment - 1) / kAvmAlignment * kAvmAlignment; }

absl::Status ErrorAt(size_t offset, absl::string_view message) {
  return absl::InvalidArgumentError(absl::StrCat("offset ", offset, ": ", message));
}

void AppendU32(std::string* out, size_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) out->push_back(static_cast<char>(value >> shift));
}

// Size of the form that `data` starts with; data.size() when there is none.
size_t FormSize(absl::string_view data) {
  ByteReader reader(data);
  absl::string_view id;
  uint32_t size = 0;
  if (!reader.ReadBytes(4, &id) || id != "FOR1" || !reader.ReadU32(&size)) return data.size();
  return size > reader.remaining() ? data.size() : size_t{size} + 8;
}

}  // namespace

bool IsAvm(absl::string_view bytes) { return absl::StartsWith(bytes, kMagic); }

absl::StatusOr<std::vector<AvmSection>> ReadAvm(absl::string_view bytes) {
  if (bytes.size() > kMaxFileSize) return absl::ResourceExhaustedError("offset 0: file too large");
  if (!IsAvm(bytes)) return ErrorAt(0, "not an AVM file");
  std::vector<AvmSection> sections;
  size_t start = kMagic.size();
  while (start < bytes.size()) {
    ByteReader reader(bytes.substr(start));
    uint32_t size = 0;
    AvmSection section;
    if (!reader.ReadU32(&size) || !reader.ReadU32(&section.flags) ||
        !reader.ReadU32(&section.reserved)) {
      return ErrorAt(start, "truncated section header");
    }
    if (size == 0) {
      if (section.flags != 0) return ErrorAt(start, "section of size 0");
      break;
    }
    if (size < kAvmSectionHeadSize || size > bytes.size() - start) {
      return ErrorAt(start, absl::StrCat("section of ", size, " bytes passes the end of the file"));
    }
    const absl::string_view body =
        bytes.substr(start + kAvmSectionHeadSize, size - kAvmSectionHeadSize);
    const size_t name_size = body.find('\0');
    if (name_size == absl::string_view::npos || Align(name_size + 1) > body.size()) {
      return ErrorAt(start + kAvmSectionHeadSize, "section name is not terminated");
    }
    if (section.flags == 0) return ErrorAt(start + 4, "section with flags 0 is not the last one");
    section.name = std::string(body.substr(0, name_size));
    section.data = body.substr(Align(name_size + 1));
    section.offset = start + kAvmSectionHeadSize + Align(name_size + 1);
    if ((section.flags & kAvmBeam) != 0)
      section.data = section.data.substr(0, FormSize(section.data));
    sections.push_back(std::move(section));
    if (size % kAvmAlignment != 0) return ErrorAt(start, "section size is not a multiple of 4");
    start += size;
  }
  return sections;
}

void CheckAvm(absl::string_view bytes, const std::vector<AvmSection>& sections,
              base::Findings* findings) {
  size_t end = kMagic.size();
  size_t modules = 0;
  for (const AvmSection& section : sections) {
    // Sections lie one behind the other.
    const size_t head = section.offset - kAvmSectionHeadSize - Align(section.name.size() + 1);
    ByteReader reader(bytes.substr(head));
    uint32_t size = 0;
    reader.ReadU32(&size);
    end = head + size;
    if (section.name.empty()) findings->Add("", head, "section without a name");
    if ((section.flags & kAvmBeam) != 0) {
      ++modules;
      if (!absl::EndsWith(section.name, kAvmBeamSuffix)) {
        findings->Add("", head,
                      absl::StrCat("module section ", section.name, " is not named *",
                                   kAvmBeamSuffix, ", so it is never found"));
      }
      continue;
    }
    ByteReader contents(section.data);
    uint32_t length = 0;
    if (!contents.ReadU32(&length) || length > contents.remaining()) {
      findings->Add("", section.offset,
                    absl::StrCat("data file ", section.name, " announces ", length, " bytes, ",
                                 contents.remaining(), " are there"));
    }
  }
  if (modules > kMaxModules) {
    findings->Add("", absl::StrCat(modules, " modules, the host has room for ", kMaxModules));
  }
  const absl::string_view rest = bytes.substr(std::min(end, bytes.size()));
  const size_t marker = kAvmSectionHeadSize + Align(sizeof(kAvmEndName));
  if (rest.size() < kAvmSectionHeadSize) {
    findings->Add("", end, "no end marker");
  } else if (rest.substr(kAvmSectionHeadSize, sizeof(kAvmEndName)) !=
             absl::string_view(kAvmEndName, sizeof(kAvmEndName))) {
    findings->Add("", end, "the end marker has another name");
  } else if (rest.size() > marker) {
    findings->Add("", end + marker, absl::StrCat(rest.size() - marker, " bytes behind the end"));
  }
}

absl::StatusOr<std::string> WriteAvm(const std::vector<AvmSection>& sections) {
  std::string out(kMagic);
  for (const AvmSection& section : sections) {
    if (absl::StrContains(section.name, '\0')) {
      return absl::InvalidArgumentError("a zero in the name of a section");
    }
    if (section.flags == 0) {
      return absl::InvalidArgumentError(absl::StrCat("section ", section.name, " has no flags"));
    }
    const size_t name_size = Align(section.name.size() + 1);
    const size_t data_size = Align(section.data.size());
    AppendU32(&out, kAvmSectionHeadSize + name_size + data_size);
    AppendU32(&out, section.flags);
    AppendU32(&out, section.reserved);
    absl::StrAppend(&out, section.name, std::string(name_size - section.name.size(), '\0'));
    absl::StrAppend(&out, section.data, std::string(data_size - section.data.size(), '\0'));
    if (out.size() > kMaxFileSize) return absl::ResourceExhaustedError("AVM file too large");
  }
  AppendU32(&out, 0);
  AppendU32(&out, 0);
  AppendU32(&out, 0);
  absl::StrAppend(&out, kAvmEndName, absl::string_view("\0", 1));
  return out;
}

}  // namespace seabeam::beam
