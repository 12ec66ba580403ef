#include "emit/wasm/body_encoder.h"

#include "absl/strings/str_cat.h"

namespace seabeam::wasm {
namespace {

// Longest instruction but br_table: prefix, number, two numbers of 32 bits.
constexpr size_t kMaxInstrSize = 24;

TableId TableFromAux(uint16_t aux) {
  uint32_t value = aux & ~kAuxImport;
  if (aux & kAuxImport) value |= TableId::kImportBit;
  return TableId(value);
}

uint64_t PoolBits(const FunctionBody& body, uint32_t index) {
  return body.pool[index] | (static_cast<uint64_t>(body.pool[index + 1]) << 32);
}

class BodyEncoder {
 public:
  BodyEncoder(const Module& module, const FunctionBody& body, ByteWriter& out, BodyReport& report)
      : module_(module),
        body_(body),
        out_(out),
        report_(report),
        start_(out.size()),
        level_of_label_(body.labels.size(), 0) {}

  absl::Status Run() {
    size_t next_mark = 0;
    size_t n = body_.code.size();
    for (size_t i = 0; i < n; ++i) {
      while (next_mark < body_.marks.size() && body_.marks[next_mark].instr <= i) {
        report_.marks.push_back({Offset(), body_.marks[next_mark++].tag});
      }
      const Instr& instr = body_.code[i];
      out_.Reserve(kMaxInstrSize);
      Encode(instr);
      if (instr.op == Opcode::kBrTable && body_.pool[instr.imm] > kMaxBrTable) {
        return absl::ResourceExhaustedError(
            absl::StrCat("br_table of ", body_.pool[instr.imm], " targets"));
      }
    }
    for (; next_mark < body_.marks.size(); ++next_mark) {
      report_.marks.push_back({Offset(), body_.marks[next_mark].tag});
    }
    out_.U8(GetOpcodeInfo(Opcode::kEnd).code);
    return absl::OkStatus();
  }

 private:
  uint32_t Offset() const { return static_cast<uint32_t>(out_.size() - start_); }

  uint32_t Depth(uint32_t label) const { return level_ - level_of_label_[label]; }

  void EncodeOpcode(const OpcodeInfo& info) {
    if (info.prefix == 0) {
      out_.RawU8(info.code);
    } else {
      out_.RawU8(info.prefix);
      out_.RawU32(info.code);
    }
  }

  void EncodeBlockType(BlockType type) {
    if (type.empty()) {
      out_.RawU8(0x40);
    } else if (type.is_value()) {
      out_.RawU8(static_cast<uint8_t>(type.value_type()));
    } else {
      out_.RawS64(type.type().value());  // s33
    }
  }

  void Hint(const Instr& i) {
    if (i.aux == static_cast<uint16_t>(BranchHint::kNone)) return;
    bool likely = i.aux == static_cast<uint16_t>(BranchHint::kLikely);
    report_.hints.push_back({Offset(), likely ? 1u : 0u});
  }

  void Encode(const Instr& i) {
    const OpcodeInfo& info = GetOpcodeInfo(i.op);
    switch (info.imm) {
      case ImmKind::kNone:
        if (i.aux == kAuxElided) return;
        if (i.op == Opcode::kEnd) --level_;
        EncodeOpcode(info);
        return;
      case ImmKind::kBlock:
        if (i.aux == kAuxElided) return;
        if (i.op == Opcode::kIf) Hint(i);
        level_of_label_[i.imm] = ++level_;
        EncodeOpcode(info);
        EncodeBlockType(body_.labels[i.imm]);
        return;
      case ImmKind::kLabel:
        if (i.op == Opcode::kBrIf) Hint(i);
        EncodeOpcode(info);
        out_.RawU32(Depth(i.imm));
        return;
      case ImmKind::kBrTable: {
        EncodeOpcode(info);
        uint32_t n = body_.pool[i.imm];
        out_.RawU32(n);
        out_.Reserve((static_cast<size_t>(n) + 1) * 5);
        for (uint32_t k = 0; k <= n; ++k) {
          out_.RawU32(Depth(body_.pool[i.imm + 1 + k]));
        }
        return;
      }
      case ImmKind::kFunc:
        EncodeOpcode(info);
        out_.RawU32(module_.IndexOf(FuncId(i.imm)));
        if (i.op == Opcode::kRefFunc) report_.ref_funcs.push_back(FuncId(i.imm));
        return;
      case ImmKind::kCallIndirect:
        EncodeOpcode(info);
        out_.RawU32(i.imm);
        out_.RawU32(module_.IndexOf(TableFromAux(i.aux)));
        return;
      case ImmKind::kSelectType:
        EncodeOpcode(info);
        out_.RawU8(1);
        out_.RawU8(static_cast<uint8_t>(i.imm));
        return;
      case ImmKind::kLocal:
        EncodeOpcode(info);
        out_.RawU32(report_.locals.index[i.imm]);
        return;
      case ImmKind::kGlobal:
        EncodeOpcode(info);
        out_.RawU32(module_.IndexOf(GlobalId(i.imm)));
        return;
      case ImmKind::kTable:
        EncodeOpcode(info);
        out_.RawU32(module_.IndexOf(TableId(i.imm)));
        return;
      case ImmKind::kMem:
      case ImmKind::kAtomicMem:
        EncodeOpcode(info);
        out_.RawU8(static_cast<uint8_t>(i.aux));
        out_.RawU32(i.imm);
        return;
      case ImmKind::kI32:
        EncodeOpcode(info);
        out_.RawS64(static_cast<int32_t>(i.imm));
        return;
      case ImmKind::kI64:
        EncodeOpcode(info);
        out_.RawS64(i.aux == 0 ? static_cast<int32_t>(i.imm)
                               : static_cast<int64_t>(PoolBits(body_, i.imm)));
        return;
      case ImmKind::kF32:
        EncodeOpcode(info);
        out_.RawLittleEndian32(i.imm);
        return;
      case ImmKind::kF64:
        EncodeOpcode(info);
        out_.RawLittleEndian32(body_.pool[i.imm]);
        out_.RawLittleEndian32(body_.pool[i.imm + 1]);
        return;
      case ImmKind::kRefType:
        EncodeOpcode(info);
        out_.RawU8(static_cast<uint8_t>(i.imm));
        return;
      case ImmKind::kMemInit:
        report_.uses_data_index = true;
        EncodeOpcode(info);
        out_.RawU32(i.imm);
        out_.RawU8(0);
        return;
      case ImmKind::kData:
        report_.uses_data_index = true;
        EncodeOpcode(info);
        out_.RawU32(i.imm);
        return;
      case ImmKind::kElem:
        EncodeOpcode(info);
        out_.RawU32(i.imm);
        return;
      case ImmKind::kTableInit:
        EncodeOpcode(info);
        out_.RawU32(i.imm);
        out_.RawU32(module_.IndexOf(TableFromAux(i.aux)));
        return;
      case ImmKind::kTableCopy:
        EncodeOpcode(info);
        out_.RawU32(module_.IndexOf(TableId(i.imm)));
        out_.RawU32(module_.IndexOf(TableFromAux(i.aux)));
        return;
      case ImmKind::kMemIndex:
      case ImmKind::kFence:
        EncodeOpcode(info);
        out_.RawU8(0);
        return;
      case ImmKind::kMemCopy:
        EncodeOpcode(info);
        out_.RawU8(0);
        out_.RawU8(0);
        return;
    }
  }

  const Module& module_;
  const FunctionBody& body_;
  ByteWriter& out_;
  BodyReport& report_;
  size_t start_;
  // Nesting of frames that are encoded; the function's is 0.
  uint32_t level_ = 0;
  std::vector<uint32_t> level_of_label_;
};

}  // namespace

absl::Status EncodeBody(const Module& module, const Function& function, ByteWriter& out,
                        BodyReport& report) {
  const FunctionBody& body = *function.body;
  size_t start = out.size();
  size_t num_params = module.type(function.type).params.size();
  report.locals = LayOutLocals(body, static_cast<uint32_t>(num_params));
  size_t num_locals = num_params;
  BodyEncoder encoder(module, body, out, report);
  out.U32(static_cast<uint32_t>(report.locals.groups.size()));
  for (const auto& [count, type] : report.locals.groups) {
    num_locals += count;
    out.U32(count);
    out.U8(static_cast<uint8_t>(type));
  }
  if (num_locals > kMaxLocals) {
    return absl::ResourceExhaustedError(
        absl::StrCat(num_locals, " locals, engines take ", kMaxLocals));
  }
  absl::Status status = encoder.Run();
  if (!status.ok()) return status;
  if (out.size() - start > kMaxBodySize) {
    return absl::ResourceExhaustedError(
        absl::StrCat("a body of ", out.size() - start, " bytes, engines take ", kMaxBodySize));
  }
  return absl::OkStatus();
}

}  // namespace seabeam::wasm
