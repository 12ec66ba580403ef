#include "emit/wasm/reader.h"

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "emit/wasm/byte_reader.h"
#include "emit/wasm/section.h"

namespace seabeam::wasm {
namespace {

bool IsValType(uint8_t b) { return ValTypeName(static_cast<ValType>(b)) != "?"; }

class Reader {
 public:
  explicit Reader(absl::string_view bytes) : bytes_(bytes) {}

  absl::StatusOr<ModuleOutline> Run() {
    if (bytes_.size() > 0xffffffffu) {
      return absl::InvalidArgumentError("wasm: larger than 4 GiB");
    }
    ByteReader in(bytes_);
    if (in.Bytes(4) != absl::string_view("\0asm", 4)) {
      return absl::InvalidArgumentError("wasm: no magic number at offset 0");
    }
    if (in.Bytes(4) != absl::string_view("\1\0\0\0", 4)) {
      return absl::InvalidArgumentError("wasm: not version 1 at offset 4");
    }
    while (in.ok() && !in.at_end()) {
      absl::Status status = ReadSection(in);
      if (!status.ok()) return status;
    }
    if (!in.ok()) return Error("module", in);
    if (bodies_ != out_.functions.size()) {
      return absl::InvalidArgumentError(
          absl::StrCat("wasm: ", out_.functions.size(), " functions, ", bodies_, " bodies"));
    }
    for (const ModuleOutline::Export& e : out_.exports) {
      if (e.kind == ExternKind::kFunction && e.index >= FunctionCount()) {
        return absl::InvalidArgumentError(absl::StrCat("wasm: export \"", e.name, "\" of function ",
                                                       e.index, ", there are ", FunctionCount()));
      }
    }
    for (const auto& [index, name] : out_.function_names) {
      if (index >= out_.num_imported_functions && index < FunctionCount()) {
        out_.functions[index - out_.num_imported_functions].name = name;
      }
    }
    return std::move(out_);
  }

 private:
  static absl::Status Error(absl::string_view where, const ByteReader& in) {
    return absl::InvalidArgumentError(
        absl::StrCat("wasm: section ", where, ": ", in.error(), " at offset ", in.error_offset()));
  }

  size_t FunctionCount() const { return out_.num_imported_functions + out_.functions.size(); }

  absl::Status ReadSection(ByteReader& in) {
    ModuleOutline::Section s;
    s.offset = static_cast<uint32_t>(in.offset());
    s.id = in.U8();
    uint32_t size = in.U32();
    size_t payload_offset = in.offset();
    absl::string_view payload = in.Bytes(size);
    if (!in.ok()) return Error(absl::StrCat(s.id), in);
    if (s.id >= kSectionIdCount) {
      return absl::InvalidArgumentError(
          absl::StrCat("wasm: unknown section ", s.id, " at offset ", s.offset));
    }
    s.size = static_cast<uint32_t>(in.offset() - s.offset);
    SectionId id = static_cast<SectionId>(s.id);
    ByteReader body(payload, payload_offset);
    if (id == SectionId::kCustom) {
      s.name = std::string(body.Name());
      if (body.ok() && s.name == "name") ReadNames(body);
    } else {
      s.name = std::string(SectionName(id));
      int order = Order(id);
      if (order <= last_order_) {
        return absl::InvalidArgumentError(
            absl::StrCat("wasm: section ", s.name, " out of order at offset ", s.offset));
      }
      last_order_ = order;
      s.count = ReadPayload(id, body);
      if (body.ok() && !body.at_end()) body.Fail("trailing bytes");
    }
    if (!body.ok()) return Error(s.name, body);
    out_.sections.push_back(std::move(s));
    return absl::OkStatus();
  }

  // The data count section stands before the code.
  static int Order(SectionId id) {
    if (id == SectionId::kDataCount) return 2 * 10 - 1;
    return 2 * static_cast<int>(id);
  }

  // Returns the number of entries.
  uint32_t ReadPayload(SectionId id, ByteReader& in) {
    switch (id) {
      case SectionId::kType:
        return ReadTypes(in);
      case SectionId::kImport:
        return ReadImports(in);
      case SectionId::kFunction:
        return ReadFunctions(in);
      case SectionId::kTable:
        return ReadTables(in);
      case SectionId::kMemory:
        return ReadMemories(in);
      case SectionId::kExport:
        return ReadExports(in);
      case SectionId::kCode:
        return ReadCode(in);
      case SectionId::kStart:
        out_.has_start = true;
        in.U32();
        return 1;
      case SectionId::kDataCount:
        in.U32();
        return 1;
      case SectionId::kElement:
        return ReadElements(in);
      case SectionId::kData:
        return ReadData(in);
      case SectionId::kGlobal: {
        // Entries hold expressions; only their number is of interest.
        uint32_t n = in.Count();
        in.Bytes(in.remaining());
        return n;
      }
      case SectionId::kCustom:
        break;
    }
    return 0;
  }

  static ValType ReadValType(ByteReader& in) {
    uint8_t b = in.U8();
    if (in.ok() && !IsValType(b)) in.Fail("unknown value type");
    return in.ok() ? static_cast<ValType>(b) : ValType::kI32;
  }

  static std::vector<ValType> ReadValTypes(ByteReader& in) {
    uint32_t n = in.Count();
    std::vector<ValType> out;
    out.reserve(n);
    for (uint32_t i = 0; i < n && in.ok(); ++i) out.push_back(ReadValType(in));
    return out;
  }

  uint32_t ReadTypes(ByteReader& in) {
    uint32_t n = in.Count(3);
    for (uint32_t i = 0; i < n && in.ok(); ++i) {
      if (in.U8() != 0x60 && in.ok()) in.Fail("not a function type");
      FuncType t;
      t.params = ReadValTypes(in);
      t.results = ReadValTypes(in);
      out_.types.push_back(std::move(t));
    }
    return n;
  }

  static Limits ReadLimits(ByteReader& in) {
    Limits limits;
    uint8_t flags = in.U8();
    if (flags > 3) in.Fail("unknown kind of limits");
    limits.shared = (flags & 2) != 0;
    limits.min = in.U32();
    if (flags & 1) limits.max = in.U32();
    return limits;
  }

  uint32_t ReadTypeIndex(ByteReader& in) {
    uint32_t t = in.U32();
    if (in.ok() && t >= out_.types.size()) in.Fail("type index out of range");
    return t;
  }

  static ExternKind ReadKind(ByteReader& in) {
    uint8_t kind = in.U8();
    if (kind > 3) in.Fail("unknown kind of import or export");
    return in.ok() ? static_cast<ExternKind>(kind) : ExternKind::kMemory;
  }

  uint32_t ReadImports(ByteReader& in) {
    uint32_t n = in.Count(4);
    for (uint32_t i = 0; i < n && in.ok(); ++i) {
      ModuleOutline::Import import;
      import.module = std::string(in.Name());
      import.name = std::string(in.Name());
      import.kind = ReadKind(in);
      switch (import.kind) {
        case ExternKind::kFunction:
          import.type = ReadTypeIndex(in);
          ++out_.num_imported_functions;
          break;
        case ExternKind::kTable:
          import.value_type = ReadValType(in);
          import.limits = ReadLimits(in);
          ++out_.num_imported_tables;
          break;
        case ExternKind::kMemory:
          import.limits = ReadLimits(in);
          break;
        case ExternKind::kGlobal:
          import.value_type = ReadValType(in);
          import.is_mutable = in.U8() != 0;
          break;
      }
      out_.imports.push_back(std::move(import));
    }
    return n;
  }

  uint32_t ReadFunctions(ByteReader& in) {
    uint32_t n = in.Count();
    out_.functions.resize(n);
    for (uint32_t i = 0; i < n && in.ok(); ++i) {
      out_.functions[i].index = out_.num_imported_functions + i;
      out_.functions[i].type = ReadTypeIndex(in);
    }
    return n;
  }

  uint32_t ReadTables(ByteReader& in) {
    uint32_t n = in.Count(3);
    for (uint32_t i = 0; i < n && in.ok(); ++i) {
      ValType type = ReadValType(in);
      out_.tables.emplace_back(type, ReadLimits(in));
    }
    return n;
  }

  uint32_t ReadMemories(ByteReader& in) {
    uint32_t n = in.Count(2);
    for (uint32_t i = 0; i < n && in.ok(); ++i) {
      out_.memories.push_back(ReadLimits(in));
    }
    return n;
  }

  uint32_t ReadExports(ByteReader& in) {
    uint32_t n = in.Count(3);
    for (uint32_t i = 0; i < n && in.ok(); ++i) {
      ModuleOutline::Export e;
      e.name = std::string(in.Name());
      e.kind = ReadKind(in);
      e.index = in.U32();
      out_.exports.push_back(std::move(e));
    }
    return n;
  }

  // A constant expression, its end included.
  static void SkipConstExpr(ByteReader& in) {
    while (in.ok()) {
      switch (in.U8()) {
        case 0x0b:  // end
          return;
        case 0x41:  // i32.const
          in.S32();
          break;
        case 0x42:  // i64.const
          in.S64();
          break;
        case 0x43:  // f32.const
          in.Bytes(4);
          break;
        case 0x44:  // f64.const
          in.Bytes(8);
          break;
        case 0x23:  // global.get
        case 0xd2:  // ref.func
          in.U32();
          break;
        case 0xd0:  // ref.null
          in.U8();
          break;
        case 0x6a:  // i32.add, sub, mul; i64.add, sub, mul
        case 0x6b:
        case 0x6c:
        case 0x7c:
        case 0x7d:
        case 0x7e:
          break;
        default:
          in.Fail("unknown instruction in a constant expression");
      }
    }
  }

  uint32_t ReadElements(ByteReader& in) {
    uint32_t n = in.Count(2);
    for (uint32_t i = 0; i < n && in.ok(); ++i) {
      // Bit 0: passive or declarative; bit 1: a table or a kind is named; bit 2: expressions.
      const uint32_t flags = in.U32();
      if (flags > 7) in.Fail("unknown kind of element segment");
      if ((flags & 1) == 0) {
        out_.active_elements.push_back((flags & 2) != 0 ? in.U32() : 0);
        SkipConstExpr(in);
      }
      if ((flags & 3) != 0) in.U8();
      uint32_t entries = in.Count();
      for (uint32_t j = 0; j < entries && in.ok(); ++j) {
        if ((flags & 4) != 0) {
          SkipConstExpr(in);
        } else {
          in.U32();
        }
      }
    }
    return n;
  }

  uint32_t ReadData(ByteReader& in) {
    uint32_t n = in.Count(2);
    for (uint32_t i = 0; i < n && in.ok(); ++i) {
      const uint32_t flags = in.U32();
      if (flags > 2) in.Fail("unknown kind of data segment");
      if (flags != 1) {
        out_.active_data.push_back(flags == 2 ? in.U32() : 0);
        SkipConstExpr(in);
      }
      in.Name();
    }
    return n;
  }

  uint32_t ReadCode(ByteReader& in) {
    uint32_t n = in.Count(2);
    if (n != out_.functions.size()) {
      in.Fail("number of bodies is not the number of functions");
    }
    for (uint32_t i = 0; i < n && in.ok(); ++i) {
      uint32_t size = in.U32();
      out_.functions[i].offset = static_cast<uint32_t>(in.offset());
      out_.functions[i].size = size;
      in.Bytes(size);
    }
    bodies_ = in.ok() ? n : 0;
    return n;
  }

  static ModuleOutline::NameMap ReadNameMap(ByteReader& in) {
    ModuleOutline::NameMap map;
    uint32_t n = in.Count(2);
    for (uint32_t i = 0; i < n && in.ok(); ++i) {
      uint32_t index = in.U32();
      map.emplace_back(index, std::string(in.Name()));
    }
    return map;
  }

  static std::vector<std::pair<uint32_t, ModuleOutline::NameMap>> ReadIndirectNameMap(
      ByteReader& in) {
    std::vector<std::pair<uint32_t, ModuleOutline::NameMap>> maps;
    uint32_t n = in.Count(2);
    for (uint32_t i = 0; i < n && in.ok(); ++i) {
      uint32_t index = in.U32();
      maps.emplace_back(index, ReadNameMap(in));
    }
    return maps;
  }

  void ReadNames(ByteReader& in) {
    while (in.ok() && !in.at_end()) {
      uint8_t id = in.U8();
      uint32_t size = in.U32();
      size_t at = in.offset();
      ByteReader sub(in.Bytes(size), at);
      if (!in.ok()) break;
      switch (id) {
        case static_cast<uint8_t>(NameSubsection::kModule):
          out_.module_name = std::string(sub.Name());
          break;
        case static_cast<uint8_t>(NameSubsection::kFunction):
          out_.function_names = ReadNameMap(sub);
          break;
        case static_cast<uint8_t>(NameSubsection::kLocal):
          out_.local_names = ReadIndirectNameMap(sub);
          break;
        case static_cast<uint8_t>(NameSubsection::kLabel):
          out_.label_names = ReadIndirectNameMap(sub);
          break;
        default:
          break;
      }
      if (!sub.ok()) {
        NoteNames(sub);
        return;
      }
    }
    if (!in.ok()) {
      NoteNames(in);
      // Not the module's fault: let the section pass.
      in = ByteReader({});
    }
  }

  void NoteNames(const ByteReader& in) {
    out_.name_section_note = absl::StrCat(in.error(), " at offset ", in.error_offset());
  }

  absl::string_view bytes_;
  ModuleOutline out_;
  int last_order_ = 0;
  size_t bodies_ = 0;
};

}  // namespace

absl::StatusOr<ModuleOutline> ReadModule(absl::string_view bytes) { return Reader(bytes).Run(); }

}  // namespace seabeam::wasm
