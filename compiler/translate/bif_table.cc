#include "compiler/translate/bif_table.h"

#include <string>
#include <tuple>

#include "absl/container/flat_hash_map.h"

namespace seabeam::translate {
namespace {

using abi::KindMask;
using ir::Op;
using ir::Type;

// Key without allocation: views of the table's own strings.
using Key = std::tuple<absl::string_view, absl::string_view, uint32_t>;

const absl::flat_hash_map<Key, uint32_t>& Table() {
  static const auto& table = *[] {
    auto* map = new absl::flat_hash_map<Key, uint32_t>;
    uint32_t id = 0;
    for (const abi::BifInfo& bif : abi::kBifs) {
      map->emplace(Key(bif.module, bif.function, bif.arity), id++);
    }
    return map;
  }();
  return table;
}

struct SpecialRow {
  const char* function;
  uint32_t arity;
  BifForm form;
  Op op = Op::kCount;
  bool swap = false;
  bool negate = false;
  KindMask kinds = 0;
};

// All of module erlang.
constexpr SpecialRow kSpecial[] = {
    {"+", 2, BifForm::kArithmetic, Op::kAdd},
    {"-", 2, BifForm::kArithmetic, Op::kSub},
    {"*", 2, BifForm::kArithmetic, Op::kMul},
    {"/", 2, BifForm::kArithmetic, Op::kDivide},
    {"div", 2, BifForm::kArithmetic, Op::kIntDiv},
    {"rem", 2, BifForm::kArithmetic, Op::kRem},
    {"band", 2, BifForm::kArithmetic, Op::kBand},
    {"bor", 2, BifForm::kArithmetic, Op::kBor},
    {"bxor", 2, BifForm::kArithmetic, Op::kBxor},
    {"bsl", 2, BifForm::kArithmetic, Op::kBsl},
    {"bsr", 2, BifForm::kArithmetic, Op::kBsr},
    {"-", 1, BifForm::kArithmetic, Op::kNeg},
    {"bnot", 1, BifForm::kArithmetic, Op::kBnot},
    {"<", 2, BifForm::kCompare, Op::kLess},
    {">", 2, BifForm::kCompare, Op::kLess, true},
    {">=", 2, BifForm::kCompare, Op::kLess, false, true},
    {"=<", 2, BifForm::kCompare, Op::kLess, true, true},
    {"==", 2, BifForm::kCompare, Op::kEqNumeric},
    {"/=", 2, BifForm::kCompare, Op::kEqNumeric, false, true},
    {"=:=", 2, BifForm::kCompare, Op::kEqExact},
    {"=/=", 2, BifForm::kCompare, Op::kEqExact, false, true},
    {"is_atom", 1, BifForm::kTypeTest, Op::kCount, false, false, abi::kKindAtom},
    {"is_binary", 1, BifForm::kTypeTest, Op::kCount, false, false, abi::kKindBinary},
    {"is_bitstring", 1, BifForm::kTypeTest, Op::kCount, false, false, abi::kKindAnyBitstring},
    {"is_boolean", 1, BifForm::kTypeTest, Op::kCount, false, false, abi::kKindBoolean},
    {"is_float", 1, BifForm::kTypeTest, Op::kCount, false, false, abi::kKindFloat},
    {"is_function", 1, BifForm::kTypeTest, Op::kCount, false, false, abi::kKindFun},
    {"is_integer", 1, BifForm::kTypeTest, Op::kCount, false, false, abi::kKindInteger},
    {"is_list", 1, BifForm::kTypeTest, Op::kCount, false, false, abi::kKindList},
    {"is_map", 1, BifForm::kTypeTest, Op::kCount, false, false, abi::kKindMap},
    {"is_number", 1, BifForm::kTypeTest, Op::kCount, false, false, abi::kKindNumber},
    {"is_pid", 1, BifForm::kTypeTest, Op::kCount, false, false, abi::kKindPid},
    {"is_port", 1, BifForm::kTypeTest, Op::kCount, false, false, abi::kKindPort},
    {"is_reference", 1, BifForm::kTypeTest, Op::kCount, false, false, abi::kKindRef},
    {"is_tuple", 1, BifForm::kTypeTest, Op::kCount, false, false, abi::kKindTuple},
    {"is_function", 2, BifForm::kIsFunction2},
    {"not", 1, BifForm::kNot},
    {"and", 2, BifForm::kAnd},
    {"or", 2, BifForm::kOr},
    {"xor", 2, BifForm::kXor},
    {"min", 2, BifForm::kMin},
    {"max", 2, BifForm::kMax},
    {"hd", 1, BifForm::kHead},
    {"tl", 1, BifForm::kTail},
    {"element", 2, BifForm::kElement},
    {"tuple_size", 1, BifForm::kTupleSize},
    {"map_get", 2, BifForm::kMapGet},
    {"is_map_key", 2, BifForm::kIsMapKey},
    {"!", 2, BifForm::kSend},
    {"send", 2, BifForm::kSend},
    {"error", 1, BifForm::kAlwaysFails},
    {"error", 2, BifForm::kAlwaysFails},
    {"error", 3, BifForm::kAlwaysFails},
    {"exit", 1, BifForm::kAlwaysFails},
    {"throw", 1, BifForm::kAlwaysFails},
    {"nif_error", 1, BifForm::kAlwaysFails},
    {"nif_error", 2, BifForm::kAlwaysFails},
};

struct ResultRow {
  const char* function;
  uint32_t arity;
  Type type;
  bool never_fails;
};

// Results of kind G BIFs of module erlang without an opcode.
const ResultRow* FindResult(absl::string_view function, uint32_t arity) {
  static const auto& rows = *new std::vector<ResultRow>{
      {"self", 0, Type::OfKinds(abi::kKindPid), true},
      {"node", 0, Type::OfKinds(abi::kKindAtom), true},
      {"node", 1, Type::OfKinds(abi::kKindAtom), false},
      {"length", 1, Type::IntegerRange(0, abi::kSmallMax), false},
      {"size", 1, Type::IntegerRange(0, UINT32_MAX), false},
      {"byte_size", 1, Type::IntegerRange(0, UINT32_MAX), false},
      {"bit_size", 1, Type::IntegerRange(0, int64_t{8} * UINT32_MAX), false},
      {"map_size", 1, Type::IntegerRange(0, abi::kSmallMax), false},
      {"float", 1, Type::OfKinds(abi::kKindFloat), false},
      {"abs", 1, Type::OfKinds(abi::kKindNumber), false},
      {"+", 1, Type::OfKinds(abi::kKindNumber), false},
      {"round", 1, Type::OfKinds(abi::kKindInteger), false},
      {"trunc", 1, Type::OfKinds(abi::kKindInteger), false},
      {"ceil", 1, Type::OfKinds(abi::kKindInteger), false},
      {"floor", 1, Type::OfKinds(abi::kKindInteger), false},
      {"is_integer", 3, Type::OfKinds(abi::kKindBoolean), false},
      {"is_record", 2, Type::OfKinds(abi::kKindBoolean), false},
      {"is_record", 3, Type::OfKinds(abi::kKindBoolean), false},
      {"binary_part", 2, Type::OfKinds(abi::kKindBinary), false},
      {"binary_part", 3, Type::OfKinds(abi::kKindBinary), false},
  };
  for (const ResultRow& row : rows) {
    if (row.arity == arity && function == row.function) return &row;
  }
  return nullptr;
}

// Of the functions in the table, those that OTP's own modules define (erlang:is_builtin/3 is
// false). Leaves out what never raises.
constexpr struct {
  const char* module;
  const char* function;
  uint32_t arities;  // a bit each
} kErlangInOtp[] = {
    {"binary", "bin_to_list", 1 << 1 | 1 << 2 | 1 << 3},
    {"erlang", "alias", 1 << 0},
    {"erlang", "atom_to_binary", 1 << 1},
    {"erlang", "binary_to_atom", 1 << 1},
    {"erlang", "binary_to_existing_atom", 1 << 1},
    {"erlang", "check_process_code", 1 << 2 | 1 << 3},
    {"erlang", "convert_time_unit", 1 << 3},
    {"erlang", "fun_info", 1 << 1},
    {"erlang", "garbage_collect", 1 << 0 | 1 << 1 | 1 << 2},
    {"erlang", "get_cookie", 1 << 0 | 1 << 1},
    {"erlang", "group_leader", 1 << 2},
    {"erlang", "halt", 1 << 0 | 1 << 1},
    {"erlang", "localtime_to_universaltime", 1 << 1},
    {"erlang", "memory", 1 << 0 | 1 << 1},
    {"erlang", "process_flag", 1 << 3},
    {"erlang", "purge_module", 1 << 1},
    {"erlang", "set_cookie", 1 << 1 | 1 << 2},
    {"erlang", "spawn", 1 << 1 | 1 << 2 | 1 << 4},
    {"erlang", "spawn_link", 1 << 1 | 1 << 2 | 1 << 4},
    {"erlang", "spawn_monitor", 1 << 1 | 1 << 3},
    {"erlang", "spawn_opt", 1 << 2},
    {"erlang", "suspend_process", 1 << 1},
    {"ets", "delete_all_objects", 1 << 1},
    {"os", "getenv", 1 << 0 | 1 << 2},
    {"os", "perf_counter", 1 << 1},
};

bool IsErlangInOtp(absl::string_view module, absl::string_view function, uint32_t arity) {
  for (const auto& row : kErlangInOtp) {
    if (function == row.function && module == row.module) return (row.arities >> arity & 1) != 0;
  }
  return false;
}

bool TransfersControl(abi::BifId id) {
  switch (id) {
    case abi::BifId::bif_erlang_apply_2:
    case abi::BifId::bif_erlang_apply_3:
    case abi::BifId::bif_erlang_hibernate_0:
    case abi::BifId::bif_erlang_hibernate_3:
      return true;
    default:
      return false;
  }
}

Type ArithmeticResult(Op op) {
  return WithoutKinds(ir::InitialType(op, 0), abi::kKindNone);
}

}  // namespace

ImportFacts LookUpImport(absl::string_view module, absl::string_view function, uint32_t arity) {
  ImportFacts facts;
  auto it = Table().find(Key(module, function, arity));
  if (it != Table().end()) {
    facts.id = static_cast<abi::BifId>(it->second);
    facts.kind = abi::kBifs[it->second].kind;
    if (facts.kind != abi::BifKind::N) facts.form = BifForm::kGeneric;
    facts.erlang_in_otp = IsErlangInOtp(module, function, arity);
    facts.returns_in_otp = !facts.erlang_in_otp && !TransfersControl(facts.id);
  }
  if (module != "erlang") return facts;
  for (const SpecialRow& row : kSpecial) {
    if (row.arity != arity || function != row.function) continue;
    // The raising form of an operator is its BIF, so an operator needs a row in the table too.
    if (facts.id == abi::BifId::kCount && row.form != BifForm::kAlwaysFails) return facts;
    facts.form = row.form;
    facts.op = row.op;
    facts.swap = row.swap;
    facts.negate = row.negate;
    facts.kinds = row.kinds;
    if (row.form == BifForm::kArithmetic) facts.result = ArithmeticResult(row.op);
    return facts;
  }
  if (facts.form == BifForm::kGeneric) {
    if (const ResultRow* row = FindResult(function, arity)) {
      facts.result = row->type;
      facts.never_fails = row->never_fails;
    }
  }
  return facts;
}

}  // namespace seabeam::translate
