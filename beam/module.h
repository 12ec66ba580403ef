// The loader's output: one BEAM module as plain, owned data.
//
// Everything a later stage may index has been checked by the loader: atom, import, literal, lambda,
// label, type and line numbers found anywhere in a Module are in range, operand kinds fit their
// opcode (beam/opcodes.h), and each function has the shape label, [line,] func_info, label (entry),
// body. So users of a Module may index without tests.
//
// Facts of the file format: OTP's lib/compiler (beam_asm, beam_dict, beam_types) as observed in the
// files that OTP 25, 27 and 29 write. No graph, no pointers between the parts: indexes only.

#ifndef SEABEAM_BEAM_MODULE_H_
#define SEABEAM_BEAM_MODULE_H_

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace seabeam::beam {

// Index into Module::atoms. 0 never names an atom: as an operand it is the empty list
// (OperandKind::kNil).
using AtomIndex = uint32_t;
// A label number of the Code chunk, 1 .. label_count - 1. 0 stands for "no label" (a bif that
// raises instead of jumping).
using Label = uint32_t;

enum class OperandKind : uint8_t {
  kUnsigned,     // compact tag u: value = the number (counts, arities, sizes, flags, table indexes)
  kBigUnsigned,  // a u too large for int64: value = index into Module::bigints
  kInteger,      // tag i: value = the integer term
  kBigInteger,   // an i too large for int64: value = index into Module::bigints
  kNil,          // tag a, index 0: the empty list
  kAtom,         // tag a: value = AtomIndex (>= 1)
  kX,            // x register: value = number; type_index() when the register is typed
  kY,            // y register: value = number; type_index() when the register is typed
  kLabel,        // tag f: value = Label; 0 = none
  kCharacter,    // tag h: value = code point (not written by current compilers)
  kFloatReg,     // extended: float register, value = number
  kLiteral,      // extended: value = index into Module::literals
  kList,         // extended list: elements are Module::list(operand)
  kAllocList,    // allocation list: kUnsigned pairs (AllocKind, count) in Module::list(operand)
};

// First number of a pair in a kAllocList.
enum class AllocKind : uint8_t { kWords = 0, kFloats = 1, kFuns = 2 };

// 16 bytes, trivially copyable.
struct Operand {
  static constexpr uint32_t kNoType = std::numeric_limits<uint32_t>::max();

  // Meaning by kind, see OperandKind. For kList and kAllocList: index of the first element in
  // Module::operands.
  int64_t value = 0;
  // kX, kY: index into Module::types, or kNoType. kList, kAllocList: number of elements. Otherwise
  // kNoType.
  uint32_t aux = kNoType;
  OperandKind kind = OperandKind::kNil;

  bool is_register() const { return kind == OperandKind::kX || kind == OperandKind::kY; }
  bool is_list() const { return kind == OperandKind::kList || kind == OperandKind::kAllocList; }
  bool has_type() const { return is_register() && aux != kNoType; }
  // Requires has_type().
  uint32_t type_index() const { return aux; }
  uint32_t index() const { return static_cast<uint32_t>(value); }
};

struct Instruction {
  uint16_t opcode = 0;         // 1 .. kMaxOpcode (beam/opcodes.h)
  uint16_t operand_count = 0;  // always the opcode's arity; lists count as one
  uint32_t first_operand = 0;  // into Module::operands
  uint32_t code_offset =
      0;  // byte offset of the opcode in the code, counted from the end of the code header
};

struct Function {
  AtomIndex name = 0;
  uint32_t arity = 0;
  Label func_info_label = 0;  // the label in front of func_info
  Label entry_label = 0;      // the label after func_info: where calls arrive
  // Instructions [begin, end), label in front of func_info included; `entry` is the index of the
  // entry label.
  uint32_t begin = 0;
  uint32_t entry = 0;
  uint32_t end = 0;
};

struct Import {
  AtomIndex module = 0;
  AtomIndex function = 0;
  uint32_t arity = 0;
};

// Row of ExpT and LocT. `label` is the entry label.
struct FunctionEntry {
  AtomIndex function = 0;
  uint32_t arity = 0;
  Label label = 0;
};

// Row of FunT.
struct Lambda {
  AtomIndex function = 0;
  uint32_t arity = 0;  // total: call arity plus num_free
  Label label = 0;     // entry label of the function that holds the body
  uint32_t index = 0;
  uint32_t num_free = 0;
  uint32_t old_uniq = 0;
};

// Source position. file: index into Module::file_names. line 0: unknown.
struct LineRef {
  uint32_t file = 0;
  uint32_t line = 0;
};

// The kinds of terms of a Type chunk entry, one numbering for all versions (that of OTP 29, version
// 4).
enum TypeKind : uint16_t {
  kTypeAtom = 1 << 0,
  kTypeBitstring =
      1 << 1,  // a bitstring or a match context: versions from 3 on do not tell them apart
  kTypeCons = 1 << 2,
  kTypeFloat = 1 << 3,
  kTypeFun = 1 << 4,
  kTypeInteger = 1 << 5,
  kTypeMap = 1 << 6,
  kTypeNil = 1 << 7,
  kTypePid = 1 << 8,
  kTypePort = 1 << 9,
  kTypeReference = 1 << 10,
  kTypeTuple = 1 << 11,
  kTypeRecord = 1 << 12,  // native record (OTP 29)
  kTypeAny = (1 << 13) - 1,
};

// One row of the Type chunk: the union of `kinds`, narrowed by the bounds for numbers and the unit
// for bitstrings. An entry of an old version that allows all of that version's kinds is given as
// kTypeAny.
struct TypeEntry {
  uint16_t kinds = kTypeAny;  // TypeKind bits, never 0
  bool has_lower = false;     // integers (and, when kTypeFloat is set, floats) are >= lower
  bool has_upper = false;     // ... and <= upper
  uint16_t unit = 1;          // size of a bitstring in bits is a multiple of this: 1 .. 256
  int64_t lower = 0;
  int64_t upper = 0;
};

// Integer that does not fit int64.
struct BigInt {
  bool negative = false;
  std::string magnitude;  // bytes, least significant first, no leading (trailing in storage) zero
};

// Where a chunk's data lies in the (uncompressed) file.
struct ChunkInfo {
  std::string id;       // 4 characters
  uint64_t offset = 0;  // of the data, behind the 8-byte header
  uint64_t size = 0;    // of the data, without padding
};

struct Span32 {
  uint32_t offset = 0;
  uint32_t size = 0;
};

// `Code` chunk header.
struct CodeHeader {
  uint32_t instruction_set = 0;
  uint32_t opcode_max = 0;
  uint32_t label_count = 0;  // labels are 1 .. label_count - 1
  uint32_t function_count = 0;
};

struct Module {
  static constexpr uint32_t kNoInstruction = std::numeric_limits<uint32_t>::max();
  static constexpr uint32_t kNoFunction = std::numeric_limits<uint32_t>::max();

  std::string name;                // = atoms[1]
  std::vector<std::string> atoms;  // UTF-8; [0] = ""

  CodeHeader code_header;
  std::vector<Function> functions;        // in code order
  std::vector<Instruction> instructions;  // all of them, the final int_code_end included
  std::vector<Operand> operands;          // pool of operands and list elements
  std::vector<BigInt> bigints;
  // By label number: index of its `label` instruction, kNoInstruction for a number that no label
  // carries.
  std::vector<uint32_t> label_instructions;
  // By label number: index of the function whose entry label it is, kNoFunction for all others.
  std::vector<uint32_t> entry_functions;

  std::vector<Import> imports;
  std::vector<FunctionEntry> exports;
  std::vector<FunctionEntry> locals;
  std::vector<Lambda> lambdas;

  // External term format, one per literal, each beginning with byte 131. See literal(i) and
  // beam/etf.h.
  std::string literal_data;
  std::vector<Span32> literals;

  std::string strings;  // StrT

  bool has_lines = false;  // a Line chunk was there
  uint32_t line_flags = 0;
  uint32_t line_instruction_count = 0;
  std::vector<LineRef> lines;           // indexed by the operand of `line`; [0] = no position
  std::vector<std::string> file_names;  // [0] = the module's own file, "<name>.erl"; UTF-8

  uint32_t type_version = 0;  // as in the file; 0 = no Type chunk
  std::vector<TypeEntry>
      types;  // empty when the version is unknown: then no operand carries a type

  // Raw contents ("" when absent): external terms, but for DbgB which has its own format.
  std::string attributes;    // Attr
  std::string compile_info;  // CInf
  std::string meta;          // Meta
  std::string debug_lines;   // DbgB

  std::string md5;  // 16 bytes, as erlang:module_md5/1; "" unless LoadOptions::compute_md5
  std::vector<ChunkInfo> chunks;  // all chunks in file order, also those not decoded
  uint64_t file_size = 0;         // of the uncompressed file

  const std::string& atom(AtomIndex index) const { return atoms[index]; }
  absl::string_view literal(uint32_t index) const {
    return absl::string_view(literal_data).substr(literals[index].offset, literals[index].size);
  }
  absl::Span<const Operand> operands_of(const Instruction& instruction) const {
    return absl::MakeConstSpan(operands).subspan(instruction.first_operand,
                                                 instruction.operand_count);
  }
  // Requires operand.is_list().
  absl::Span<const Operand> list(const Operand& operand) const {
    return absl::MakeConstSpan(operands).subspan(static_cast<size_t>(operand.value), operand.aux);
  }
  absl::Span<const Instruction> instructions_of(const Function& function) const {
    return absl::MakeConstSpan(instructions).subspan(function.begin, function.end - function.begin);
  }
};

}  // namespace seabeam::beam

#endif  // SEABEAM_BEAM_MODULE_H_
