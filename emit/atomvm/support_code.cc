#include "emit/atomvm/support_code.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/check.h"
#include "base/status_macros.h"
#include "emit/wasm/byte_reader.h"
#include "emit/wasm/function_builder.h"
#include "emit/wasm/opcode.h"
#include "emit/wasm/reader.h"

namespace seabeam::emit {
namespace {

using wasm::BlockType;
using wasm::ImmKind;
using wasm::Label;
using wasm::LocalId;
using wasm::Opcode;
using wasm::ValType;

constexpr unsigned char kBytes[] = {
#include "emit/atomvm/native_support_bytes.inc"
};

struct Library {
  absl::string_view bytes;
  wasm::ModuleOutline outline;
  // Function indices of the library.
  absl::flat_hash_map<std::string, uint32_t> exports;
  absl::flat_hash_map<uint32_t, std::string> names;  // of exports and imports
};

const Library& TheLibrary() {
  static const Library& library = *[] {
    auto* l = new Library;
    l->bytes = absl::string_view(reinterpret_cast<const char*>(kBytes), sizeof(kBytes));
    absl::StatusOr<wasm::ModuleOutline> outline = wasm::ReadModule(l->bytes);
    SEABEAM_CHECK(outline.ok()) << outline.status();
    l->outline = *std::move(outline);
    uint32_t index = 0;
    for (const auto& import : l->outline.imports) {
      if (import.kind == wasm::ExternKind::kFunction) l->names[index++] = import.name;
    }
    for (const auto& e : l->outline.exports) {
      if (e.kind != wasm::ExternKind::kFunction) continue;
      l->exports[e.name] = e.index;
      l->names[e.index] = e.name;
    }
    return l;
  }();
  return library;
}

// By prefix << 8 | code.
const absl::flat_hash_map<uint32_t, Opcode>& OpcodesByCode() {
  static const auto& map = *[] {
    auto* m = new absl::flat_hash_map<uint32_t, Opcode>;
    for (int i = 0; i < wasm::kOpcodeCount; ++i) {
      const wasm::OpcodeInfo& info = wasm::GetOpcodeInfo(static_cast<Opcode>(i));
      m->emplace(static_cast<uint32_t>(info.prefix) << 8 | info.code, static_cast<Opcode>(i));
    }
    return m;
  }();
  return map;
}

// Appends the instructions of one body of the library to a builder.
class BodyReader {
 public:
  BodyReader(absl::string_view body, wasm::FunctionBuilder* b,
             std::function<wasm::FuncId(uint32_t)> callee)
      : r_(body), b_(*b), callee_(std::move(callee)) {}

  absl::Status Run() {
    Locals();
    labels_.push_back(b_.function_label());
    while (r_.ok() && problem_.empty() && !labels_.empty()) Instruction();
    if (!r_.ok()) return absl::InternalError(r_.error());
    if (!problem_.empty()) return absl::InternalError(problem_);
    return b_.Finish();
  }

 private:
  void Locals() {
    for (uint32_t i = 0; i < b_.param_count(); ++i) locals_.push_back(b_.Param(i));
    const uint32_t groups = r_.U32();
    for (uint32_t i = 0; i < groups && r_.ok(); ++i) {
      const uint32_t count = r_.U32();
      const ValType type = static_cast<ValType>(r_.U8());
      for (uint32_t k = 0; k < count; ++k) locals_.push_back(b_.AddLocal(type));
    }
  }

  BlockType Type() {
    constexpr uint8_t kEmpty = 0x40;
    const uint8_t byte = r_.U8();
    if (byte == kEmpty) return BlockType();
    if (byte >= static_cast<uint8_t>(ValType::kF64)) return BlockType(static_cast<ValType>(byte));
    problem_ = "a block with parameters";
    return BlockType();
  }
  Label Depth(uint32_t depth) {
    if (depth >= labels_.size()) {
      problem_ = "a branch out of the function";
      return b_.function_label();
    }
    return labels_[labels_.size() - 1 - depth];
  }
  LocalId Local() {
    const uint32_t i = r_.U32();
    if (i < locals_.size()) return locals_[i];
    problem_ = "an unknown local";
    return LocalId(0);
  }

  void Control(Opcode op) {
    switch (op) {
      case Opcode::kBlock:
        labels_.push_back(b_.Block(Type()));
        return;
      case Opcode::kLoop:
        labels_.push_back(b_.Loop(Type()));
        return;
      case Opcode::kIf:
        labels_.push_back(b_.If(Type()));
        return;
      case Opcode::kElse:
        b_.Else();
        return;
      default:
        labels_.pop_back();
        if (!labels_.empty()) b_.End();
        return;
    }
  }

  void Instruction() {
    uint32_t code = r_.U8();
    if (code == 0xFC) code = code << 8 | r_.U32();
    auto it = OpcodesByCode().find(code);
    if (it == OpcodesByCode().end()) {
      problem_ = absl::StrCat("unknown instruction ", code);
      return;
    }
    const Opcode op = it->second;
    switch (wasm::GetOpcodeInfo(op).imm) {
      case ImmKind::kBlock:
        return Control(op);
      case ImmKind::kNone:
        if (op == Opcode::kElse || op == Opcode::kEnd) return Control(op);
        if (op == Opcode::kReturn) return b_.Return();
        if (op == Opcode::kUnreachable) return b_.Unreachable();
        return b_.Op(op);
      case ImmKind::kLabel: {
        const Label label = Depth(r_.U32());
        return op == Opcode::kBr ? b_.Br(label) : b_.BrIf(label);
      }
      case ImmKind::kFunc: {
        const wasm::FuncId f = callee_(r_.U32());
        b_.Call(f);
        // Not every engine has tail calls, and the library's are never deep.
        if (op == Opcode::kReturnCall) b_.Return();
        return;
      }
      case ImmKind::kLocal: {
        const LocalId local = Local();
        if (op == Opcode::kLocalGet) return b_.LocalGet(local);
        return op == Opcode::kLocalSet ? b_.LocalSet(local) : b_.LocalTee(local);
      }
      case ImmKind::kMem: {
        const int align = static_cast<int>(r_.U32());
        return b_.Load(op, r_.U32(), align);
      }
      case ImmKind::kI32:
        return b_.I32Const(r_.S32());
      case ImmKind::kI64:
        return b_.I64Const(r_.S64());
      case ImmKind::kF64: {
        uint64_t bits = 0;
        const absl::string_view bytes = r_.Bytes(8);
        for (size_t i = bytes.size(); i-- > 0;) bits = bits << 8 | static_cast<uint8_t>(bytes[i]);
        return b_.F64ConstBits(bits);
      }
      case ImmKind::kMemCopy:
        r_.Bytes(2);
        return b_.MemoryCopy();
      case ImmKind::kMemIndex:
        r_.U8();
        if (op == Opcode::kMemoryFill) return b_.MemoryFill();
        break;
      default:
        break;
    }
    // Globals and tables among them: nothing of the library outlives a call.
    problem_ = absl::StrCat("instruction ", wasm::GetOpcodeInfo(op).name);
  }

  wasm::ByteReader r_;
  wasm::FunctionBuilder& b_;
  std::function<wasm::FuncId(uint32_t)> callee_;
  std::vector<LocalId> locals_;
  std::vector<Label> labels_;
  std::string problem_;
};

}  // namespace

SupportCode::SupportCode(wasm::Module* module, Resolve resolve)
    : module_(module), resolve_(std::move(resolve)) {}

bool SupportCode::Has(absl::string_view name) { return TheLibrary().exports.contains(name); }

wasm::FuncId SupportCode::Callee(uint32_t index) {
  auto it = copies_.find(index);
  if (it != copies_.end()) return it->second;
  const Library& library = TheLibrary();
  const uint32_t imports = library.outline.num_imported_functions;
  wasm::FuncId f;
  auto name = library.names.find(index);
  if (name != library.names.end()) f = resolve_(name->second, index < imports);
  if (!f.valid()) {
    SEABEAM_CHECK(index >= imports) << "nothing stands for " << name->second;
    const uint32_t type = library.outline.functions[index - imports].type;
    f = module_->AddFunction(module_->AddType(library.outline.types[type]), "$support");
    pending_.push_back({index, f});
  }
  copies_[index] = f;
  return f;
}

absl::Status SupportCode::CopyBody(uint32_t defined, wasm::FuncId f) {
  const Library& library = TheLibrary();
  const wasm::ModuleOutline::Function& function = library.outline.functions[defined];
  wasm::FunctionBuilder b(module_, f);
  const absl::Status status =
      BodyReader(library.bytes.substr(function.offset, function.size), &b, [this](uint32_t index) {
        return Callee(index);
      }).Run();
  if (status.ok()) return status;
  return absl::InternalError(
      absl::StrCat("runtime/native_support: ", function.name, ": ", status.message()));
}

absl::Status SupportCode::Copy(absl::string_view name, wasm::FuncId f) {
  const Library& library = TheLibrary();
  auto it = library.exports.find(name);
  SEABEAM_CHECK(it != library.exports.end()) << name;
  copies_[it->second] = f;
  return CopyBody(it->second - library.outline.num_imported_functions, f);
}

absl::Status SupportCode::BuildPending() {
  while (!pending_.empty()) {
    const auto [index, f] = pending_.back();
    pending_.pop_back();
    SEABEAM_RETURN_IF_ERROR(CopyBody(index - TheLibrary().outline.num_imported_functions, f));
  }
  return absl::OkStatus();
}

}  // namespace seabeam::emit
