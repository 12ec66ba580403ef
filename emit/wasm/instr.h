// The instruction vector a FunctionBuilder fills and the encoder reads.
#ifndef SEABEAM_EMIT_WASM_INSTR_H_
#define SEABEAM_EMIT_WASM_INSTR_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "emit/wasm/opcode.h"
#include "emit/wasm/types.h"

namespace seabeam::wasm {

// One instruction, 8 bytes. `imm` by ImmKind:
//   kBlock        Label; its block type is in FunctionBody::labels
//   kLabel        Label
//   kBrTable      index into FunctionBody::pool: count n, then n + 1 labels
//   kFunc         FuncId
//   kCallIndirect TypeId; aux = TableId (kAuxImport marks an imported one)
//   kLocal        LocalId
//   kGlobal       GlobalId
//   kTable        TableId
//   kMem, kAtomicMem  offset; aux = log2 alignment
//   kI32, kF32    the bits
//   kI64, kF64    aux 0: the value sign-extended from 32 bits (kI64 only);
//                 aux 1: index into pool of low and high half
//   kSelectType, kRefType  ValType
//   kMemInit, kData  DataId
//   kTableInit    ElemId; aux as kCallIndirect
//   kElem         ElemId
//   kTableCopy    destination TableId; aux = source as kCallIndirect
//   other         0
// For br_if and if, aux holds a BranchHint. For block, loop and their end,
// aux = kAuxElided when the frame is no branch's target and is not encoded.
struct Instr {
  Opcode op;
  uint16_t aux;
  uint32_t imm;
};
static_assert(sizeof(Instr) == 8, "instruction vectors are meant to be flat");

inline constexpr uint16_t kAuxElided = 0x8000;
inline constexpr uint16_t kAuxImport = 0x8000;

// What a br_if or if mostly does. Encoded only with EncodeOptions.branch_hints.
enum class BranchHint : uint8_t { kNone = 0, kUnlikely = 1, kLikely = 2 };

// A position other sections want to know the byte offset of.
struct Mark {
  uint32_t instr;  // index into FunctionBody::code; code.size() = the end
  uint32_t tag;    // the caller's
};

struct FunctionBody {
  std::vector<Instr> code;  // without the body's final `end`
  std::vector<uint32_t> pool;
  // By Label; [0] is the function's own.
  std::vector<BlockType> labels;
  // Types of all locals, parameters first.
  std::vector<ValType> locals;
  std::vector<Mark> marks;  // ascending `instr`
  std::vector<std::pair<LocalId, std::string>> local_names;
  std::vector<std::pair<Label, std::string>> label_names;
};

}  // namespace seabeam::wasm

#endif  // SEABEAM_EMIT_WASM_INSTR_H_
