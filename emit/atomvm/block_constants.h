// What of a module stands in the register block behind abi::atomvm::BlockOffsets::constants for as
// long as an instance lives: words of the constant table (abi/container.h: StrT's address, atoms,
// the Module that funs name), then bytes: images of literals, StrT, and for each error position the
// name of its function.
#ifndef SEABEAM_EMIT_ATOMVM_BLOCK_CONSTANTS_H_
#define SEABEAM_EMIT_ATOMVM_BLOCK_CONSTANTS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "emit/atomvm/host_calls.h"
#include "emit/atomvm/literal_function.h"

namespace seabeam::emit {

class BlockConstants {
 public:
  // `atoms` as NativeInputs::atoms, `host_literals` as NativeInputs::literals. Both arguments of
  // reference type outlive the object.
  BlockConstants(ModuleContext& m, const std::vector<std::string>& atoms, uint32_t host_literals);

  // Looks at what the module's graphs use. Unimplemented, naming the function, for a literal that
  // neither the host nor native code can make.
  absl::Status Collect();
  const Literals& literals() const { return literals_; }

  // Once all error positions are known. Unimplemented: an atom is not in AtU8, or its number there
  // has no room.
  absl::Status LayOut();
  // After LayOut(): words from BlockOffsets::constants on.
  uint32_t words() const {
    return constant_words_ + (static_cast<uint32_t>(bytes_.size()) + 3) / 4;
  }
  // Offset in the block of 16-bit numbers in AtU8: by error position, the name of its function.
  uint32_t names_at() const { return names_at_; }
  // Stores all of it, and what accumulators start with; the block is set, `js` is the host's.
  void Fill(HostCode& c) const;

 private:
  absl::Status UseLiteral(uint32_t function, int64_t index);
  // In AtU8. Unimplemented: see LayOut().
  absl::Status AtomNumber(absl::string_view name, uint32_t* number) const;

  ModuleContext& m_;
  const uint32_t host_literals_;
  absl::flat_hash_map<absl::string_view, uint32_t> atom_index_;  // in AtU8
  Literals literals_;
  std::vector<bool> known_literals_;  // by index: is in literals_, or the host's
  bool uses_strings_ = false;         // StrT
  std::string bytes_;
  std::string atom_numbers_;  // 16 bits for each of ModuleContext::dynamic_atoms()
  uint32_t constant_words_ = 0, strt_at_ = 0, names_at_ = 0;
};

}  // namespace seabeam::emit

#endif  // SEABEAM_EMIT_ATOMVM_BLOCK_CONSTANTS_H_
