// Value types, function types and symbolic ids of the wasm writer.
//
// Ids are what a lowering holds while it builds. They never change: the
// numbers that end up in the binary (imports before definitions, locals
// grouped by type, ...) are assigned by the encoder, so an import may be added
// after code that will sit behind it in the index space was already built.
#ifndef SEABEAM_EMIT_WASM_TYPES_H_
#define SEABEAM_EMIT_WASM_TYPES_H_

#include <cstdint>
#include <initializer_list>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "base/typed_id.h"

namespace seabeam::wasm {

// The enumerators' values are the bytes of the binary format.
enum class ValType : uint8_t {
  kI32 = 0x7f,
  kI64 = 0x7e,
  kF32 = 0x7d,
  kF64 = 0x7c,
  kFuncRef = 0x70,
  kExternRef = 0x6f,
};

inline constexpr ValType kI32 = ValType::kI32;
inline constexpr ValType kI64 = ValType::kI64;
inline constexpr ValType kF32 = ValType::kF32;
inline constexpr ValType kF64 = ValType::kF64;
inline constexpr ValType kFuncRef = ValType::kFuncRef;
inline constexpr ValType kExternRef = ValType::kExternRef;

// Text-format name; "?" for a byte that is no value type.
absl::string_view ValTypeName(ValType type);

inline constexpr bool IsRefType(ValType type) {
  return type == ValType::kFuncRef || type == ValType::kExternRef;
}

// A signature. Compared and deduplicated structurally.
struct FuncType {
  std::vector<ValType> params;
  std::vector<ValType> results;

  friend bool operator==(const FuncType& a, const FuncType& b) {
    return a.params == b.params && a.results == b.results;
  }
  friend bool operator!=(const FuncType& a, const FuncType& b) { return !(a == b); }
  template <typename H>
  friend H AbslHashValue(H h, const FuncType& t) {
    return H::combine(std::move(h), t.params, t.results);
  }
};

// Functions, globals and tables: imported and defined ones are numbered apart,
// told from each other by one bit.
template <typename Tag>
class SymbolicId : public base::TypedId<Tag> {
 public:
  static constexpr uint32_t kImportBit = 0x80000000u;

  using base::TypedId<Tag>::TypedId;
  // Both meaningful for a valid id only. `ordinal` counts within its kind.
  constexpr bool is_import() const { return (this->value() & kImportBit) != 0; }
  constexpr uint32_t ordinal() const { return this->value() & ~kImportBit; }
};

#define SEABEAM_WASM_ID_TAG(tag, prefix)      \
  struct tag {                                \
    static constexpr char kPrefix[] = prefix; \
  }
SEABEAM_WASM_ID_TAG(TypeTag, "type");
SEABEAM_WASM_ID_TAG(FuncTag, "func");
SEABEAM_WASM_ID_TAG(GlobalTag, "global");
SEABEAM_WASM_ID_TAG(TableTag, "table");
SEABEAM_WASM_ID_TAG(ElemTag, "elem");
SEABEAM_WASM_ID_TAG(DataTag, "data");
SEABEAM_WASM_ID_TAG(LocalTag, "local");
SEABEAM_WASM_ID_TAG(LabelTag, "label");
#undef SEABEAM_WASM_ID_TAG

using TypeId = base::TypedId<TypeTag>;
using FuncId = SymbolicId<FuncTag>;
using GlobalId = SymbolicId<GlobalTag>;
using TableId = SymbolicId<TableTag>;
using ElemId = base::TypedId<ElemTag>;
using DataId = base::TypedId<DataTag>;
// Parameters are the locals 0 .. params-1; AddLocal continues from there.
using LocalId = base::TypedId<LocalTag>;
// A control frame of the function under construction; the function itself is
// label 0. Depths relative to a branch are computed by the encoder.
using Label = base::TypedId<LabelTag>;

// What a block, loop or if takes and leaves: nothing, one value, or the
// parameters and results of a type of the module.
class BlockType {
 public:
  constexpr BlockType() = default;
  constexpr BlockType(ValType result)  // NOLINT: reads best implicit
      : bits_(static_cast<uint32_t>(result) | kValueBit) {}
  // An invalid id stays one, and is refused by the builder.
  constexpr BlockType(TypeId type) : bits_(type.value() & ~kValueBit) {}  // NOLINT

  constexpr bool empty() const { return bits_ == kEmpty; }
  constexpr bool is_value() const { return !empty() && (bits_ & kValueBit) != 0; }
  constexpr bool is_type() const { return (bits_ & kValueBit) == 0; }
  constexpr ValType value_type() const { return static_cast<ValType>(bits_ & 0xff); }
  constexpr TypeId type() const { return TypeId(bits_); }

 private:
  static constexpr uint32_t kEmpty = 0xffffffffu;
  static constexpr uint32_t kValueBit = 0x80000000u;
  uint32_t bits_ = kEmpty;
};

// What the engines the module is meant for must support beyond the MVP. The
// builder refuses an instruction whose feature the module does not allow.
enum class Feature : uint32_t {
  kMvp = 0,
  kSignExtension = 1u << 0,
  kSaturatingTrunc = 1u << 1,
  kBulkMemory = 1u << 2,
  kReferenceTypes = 1u << 3,
  kMultiValue = 1u << 4,
  kTailCall = 1u << 5,
  kThreads = 1u << 6,
  kExtendedConst = 1u << 7,
};
absl::string_view FeatureName(Feature feature);

class FeatureSet {
 public:
  constexpr FeatureSet() = default;
  constexpr FeatureSet(std::initializer_list<Feature> features) {
    for (Feature f : features) bits_ |= static_cast<uint32_t>(f);
  }
  // Everything Node 20 runs without a flag. Extended-const came with Node 21.
  static constexpr FeatureSet Default() {
    return {Feature::kSignExtension,  Feature::kSaturatingTrunc, Feature::kBulkMemory,
            Feature::kReferenceTypes, Feature::kMultiValue,      Feature::kTailCall,
            Feature::kThreads};
  }
  constexpr bool Has(Feature f) const {
    return (bits_ & static_cast<uint32_t>(f)) == static_cast<uint32_t>(f);
  }
  constexpr FeatureSet With(Feature f) const {
    FeatureSet s = *this;
    s.bits_ |= static_cast<uint32_t>(f);
    return s;
  }
  constexpr FeatureSet Without(Feature f) const {
    FeatureSet s = *this;
    s.bits_ &= ~static_cast<uint32_t>(f);
    return s;
  }

 private:
  uint32_t bits_ = 0;
};

}  // namespace seabeam::wasm

#endif  // SEABEAM_EMIT_WASM_TYPES_H_
