#include "emit/atomvm/block_constants.h"

#include <utility>

#include "abi/atomvm/atoms.h"
#include "abi/container.h"
#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "emit/atomvm/integer_words.h"

namespace seabeam::emit {
namespace {

using abi::atomvm::Primitive;
using wasm::LocalId;
using wasm::Opcode;
using IrOp = ir::Op;

void Append16(std::string* bytes, uint32_t value) {
  bytes->push_back(static_cast<char>(value));
  bytes->push_back(static_cast<char>(value >> 8));
}

}  // namespace

BlockConstants::BlockConstants(ModuleContext& m, const std::vector<std::string>& atoms,
                               uint32_t host_literals)
    : m_(m), host_literals_(host_literals) {
  for (uint32_t i = 1; i < atoms.size(); ++i) atom_index_.emplace(atoms[i], i);
}

absl::Status BlockConstants::Collect() {
  const ir::Module& module = m_.module();
  for (uint32_t i = 0; i < module.graphs.size(); ++i) {
    const ir::Graph& g = *module.graphs[i];
    for (ir::NodeId n = 0; n < g.size(); ++n) {
      if (g.IsDead(n)) continue;
      switch (g.op(n)) {
        case IrOp::kBsSame:
        case IrOp::kBsMatchString:
          uses_strings_ = true;
          break;
        case IrOp::kBsCreate:
          for (size_t k = 1; k < g.list(n).size(); k += 2) uses_strings_ |= g.list(n)[k] >= 0;
          break;
        case IrOp::kLiteralConst:
          SEABEAM_RETURN_IF_ERROR(UseLiteral(i, g.imm(n)));
          break;
        case IrOp::kSwitch:
          for (int64_t key : g.list(n)) {
            if (ir::KeyKind(key) != ir::SwitchKeyKind::kLiteral) continue;
            SEABEAM_RETURN_IF_ERROR(UseLiteral(i, ir::KeyPayload(key)));
          }
          break;
        default:
          break;
      }
    }
  }
  constant_words_ = abi::kConstFirstAtom + static_cast<uint32_t>(m_.dynamic_atoms().size()) +
                    (module.lambdas.empty() ? 0 : 1);
  literals_.images_at = BlockOffsets::constants + 4 * constant_words_;
  return absl::OkStatus();
}

// Literals that are not in the host's table are integers that the translator made literals of.
absl::Status BlockConstants::UseLiteral(uint32_t function, int64_t index) {
  const ir::Module& module = m_.module();
  const uint32_t literal = static_cast<uint32_t>(index);
  if (known_literals_.size() <= literal) known_literals_.resize(literal + 1);
  if (known_literals_[literal]) return absl::OkStatus();
  known_literals_[literal] = true;
  if (literal < host_literals_) {
    LiteralImage image;
    auto lookup = [this](absl::string_view name, KnownAtom* atom) {
      for (uint32_t i = 0; i < abi::atomvm::kFixedAtomCount; ++i) {
        if (abi::atomvm::kFixedAtomNames[i] == name) atom->term = abi::AtomTerm(i);
      }
      if (atom->term != 0) return true;
      auto it = atom_index_.find(name);
      if (it == atom_index_.end()) return false;
      atom->index = it->second;
      return true;
    };
    if (MakeLiteralImage(module.literals[literal], lookup, &image)) {
      literals_.images.push_back({literal, std::move(image)});
    }
    return absl::OkStatus();
  }
  std::vector<uint32_t> words;
  if (!IntegerWords(module.literals[literal], &words)) {
    return absl::UnimplementedError(
        absl::StrCat("module ", module.name, ": function ", module.graphs[function]->name(),
                     ": an integer of more than 256 bits in code is not done for AtomVM yet"));
  }
  literals_.added.push_back({literal, std::move(words)});
  return absl::OkStatus();
}

absl::Status BlockConstants::AtomNumber(absl::string_view name, uint32_t* number) const {
  auto it = atom_index_.find(name);
  if (it == atom_index_.end()) {
    return absl::UnimplementedError(
        absl::StrCat("module ", m_.module().name, ": the atom '", name, "' is not in AtU8"));
  }
  *number = it->second;
  if (*number <= 0xFFFF) return absl::OkStatus();
  return absl::UnimplementedError(
      absl::StrCat("module ", m_.module().name, ": more than 65535 atoms"));
}

absl::Status BlockConstants::LayOut() {
  const ir::Module& module = m_.module();
  for (uint32_t atom : m_.dynamic_atoms()) {
    uint32_t number;
    SEABEAM_RETURN_IF_ERROR(AtomNumber(module.atoms[atom], &number));
    Append16(&atom_numbers_, number);
  }
  bytes_ = ImageBytes(literals_);
  auto here = [&] { return literals_.images_at + static_cast<uint32_t>(bytes_.size()); };
  strt_at_ = here();
  if (uses_strings_) bytes_ += module.strt;
  names_at_ = here();
  for (const Position& error : m_.errors()) {
    // Functions that the translator made have names that are not in AtU8; they raise no
    // function_clause.
    uint32_t number = 0;
    const std::string& name = module.atoms[module.functions[error.function].name];
    if (atom_index_.contains(name)) SEABEAM_RETURN_IF_ERROR(AtomNumber(name, &number));
    Append16(&bytes_, number);
  }
  return absl::OkStatus();
}

void BlockConstants::Fill(HostCode& c) const {
  const uint32_t atoms_at = BlockOffsets::constants + 4 * abi::kConstFirstAtom;
  const uint32_t atoms = static_cast<uint32_t>(m_.dynamic_atoms().size());
  c.Block();
  c.OpConst(Opcode::kI32Add, BlockOffsets::growing);
  c.Const(0);
  c.Const(4 * BlockOffsets::growing_words);
  c.b.MemoryFill();
  c.Block();
  c.OpConst(Opcode::kI32Add, BlockOffsets::constants);
  c.b.GlobalSet(m_.constants());
  // CPs of this module: module index << 24.
  c.b.GlobalGet(c.globals().module);
  c.Load(abi::atomvm::kModuleIndexAt);
  c.OpConst(Opcode::kI32Shl, abi::atomvm::kCpModuleShift);
  c.b.GlobalSet(m_.cp_base());
  if (atoms > 0) {
    // Their numbers lie at the start of where their terms come to: the last becomes a word first.
    const LocalId i = c.b.AddLocal(wasm::kI32);
    c.Block();
    c.OpConst(Opcode::kI32Add, atoms_at);
    c.Const(0);
    c.Const(static_cast<int64_t>(atom_numbers_.size()));
    c.b.MemoryInit(m_.wasm().AddPassiveDataSegment(atom_numbers_));
    c.Const(atoms);
    c.b.LocalSet(i);
    const wasm::Label loop = c.b.Loop();
    c.Block();
    c.b.LocalGet(i);
    c.OpConst(Opcode::kI32Sub, 1);
    c.b.LocalTee(i);
    c.OpConst(Opcode::kI32Shl, 2);
    c.Op(Opcode::kI32Add);
    c.Js();
    c.Block();
    c.b.LocalGet(i);
    c.OpConst(Opcode::kI32Shl, 1);
    c.Op(Opcode::kI32Add);
    c.b.Load(Opcode::kI32Load16U, atoms_at);
    c.Call(Primitive::module_get_atom_term_by_id);
    c.Store(atoms_at);
    c.b.LocalGet(i);
    c.b.BrIf(loop);
    c.b.End(loop);
  }
  if (uses_strings_) {
    // The host gives no address of StrT.
    c.Block();
    c.Block();
    c.OpConst(Opcode::kI32Add, strt_at_);
    c.Store(BlockOffsets::constants + 4 * abi::kConstStrt);
  }
  if (!m_.module().lambdas.empty()) {
    c.Block();
    c.b.GlobalGet(c.globals().module);
    c.Store(BlockOffsets::constants + 4 * m_.LambdaWord(0));
  }
  if (bytes_.empty()) return;
  c.Block();
  c.OpConst(Opcode::kI32Add, literals_.images_at);
  c.Const(0);
  c.Const(static_cast<int64_t>(bytes_.size()));
  c.b.MemoryInit(m_.wasm().AddPassiveDataSegment(bytes_));
  FillLateAtoms(c, literals_);
}

}  // namespace seabeam::emit
