#include "emit/atomvm/literal_function.h"

#include <algorithm>

#include "emit/atomvm/primitives.h"

namespace seabeam::emit {
namespace {

using abi::CtxOffsets;
using abi::atomvm::Primitive;
using wasm::LocalId;
using wasm::Opcode;

// A word of the directory: the image's offset from the directory in words, its words, the tag.
constexpr uint32_t kTagBits = 2, kWordBits = 6;
static_assert(LiteralImage::kMaxWords < 1u << kWordBits);

uint32_t DirectoryWords(const Literals& literals) {
  uint32_t words = 0;
  for (const auto& [literal, image] : literals.images) words = std::max(words, literal + 1);
  return words;
}

// Calls f(image, its first word from the directory's on).
template <typename F>
void ForEachImage(const Literals& literals, F f) {
  uint32_t at = DirectoryWords(literals);
  for (const auto& [literal, image] : literals.images) {
    f(literal, image, at);
    at += static_cast<uint32_t>(image.words.size());
  }
}

void Added(HostCode& c, const Literals& literals) {
  for (const auto& [literal, words] : literals.added) {
    c.Param(0);
    c.OpConst(Opcode::kI32Eq, literal);
    c.b.If();
    c.Const(4 * words.size());
    const LocalId at = EmitAlloc(c);
    for (uint32_t i = 0; i < words.size(); ++i) {
      c.b.LocalGet(at);
      c.Const(words[i]);
      c.Store(4 * i);
    }
    c.b.LocalGet(at);
    c.OpConst(Opcode::kI32Add, abi::kTagBoxed);
    c.b.Return();
    c.b.End();
  }
}

// Copies words to the heap. What is a pointer there is an offset in the image: adding the address
// keeps the tag. The low bits of a pointer are 01 or 10, those of other words 00 or 11.
void Copy(HostCode& c, const Literals& literals) {
  const LocalId entry = c.b.AddLocal(wasm::kI32), from = c.b.AddLocal(wasm::kI32);
  const LocalId word = c.b.AddLocal(wasm::kI32), end = c.b.AddLocal(wasm::kI32);
  const wasm::Label none = c.b.Block();
  c.Param(0);
  c.OpConst(Opcode::kI32GeU, DirectoryWords(literals));
  c.b.BrIf(none);
  c.Param(0);
  c.OpConst(Opcode::kI32Shl, 2);
  c.Block();
  c.Op(Opcode::kI32Add);
  c.Load(literals.images_at);
  c.b.LocalTee(entry);
  c.Op(Opcode::kI32Eqz);
  c.b.BrIf(none);
  c.b.LocalGet(entry);
  c.OpConst(Opcode::kI32ShrU, kTagBits + kWordBits);
  c.OpConst(Opcode::kI32Shl, 2);
  c.Block();
  c.Op(Opcode::kI32Add);
  c.b.LocalSet(from);
  c.b.LocalGet(entry);
  c.OpConst(Opcode::kI32ShrU, kTagBits);
  c.OpConst(Opcode::kI32And, (1u << kWordBits) - 1);
  c.OpConst(Opcode::kI32Shl, 2);
  const LocalId at = EmitAlloc(c);
  c.Block();
  c.Load(CtxOffsets::heap_ptr);
  c.b.LocalSet(end);
  const LocalId to = c.b.AddLocal(wasm::kI32);
  c.b.LocalGet(at);
  c.b.LocalSet(to);
  const wasm::Label loop = c.b.Loop();
  c.b.LocalGet(to);
  c.b.LocalGet(from);
  c.Load(literals.images_at);
  c.b.LocalTee(word);
  c.b.LocalGet(at);
  c.Const(0);
  c.b.LocalGet(word);
  c.OpConst(Opcode::kI32Add, 1);
  c.OpConst(Opcode::kI32And, 2);
  c.b.Select();
  c.Op(Opcode::kI32Add);
  c.Store(0);
  c.b.LocalGet(from);
  c.OpConst(Opcode::kI32Add, 4);
  c.b.LocalSet(from);
  c.b.LocalGet(to);
  c.OpConst(Opcode::kI32Add, 4);
  c.b.LocalTee(to);
  c.b.LocalGet(end);
  c.Op(Opcode::kI32LtU);
  c.b.BrIf(loop);
  c.b.End(loop);
  c.b.LocalGet(at);
  c.b.LocalGet(entry);
  c.OpConst(Opcode::kI32And, (1u << kTagBits) - 1);
  c.Op(Opcode::kI32Add);
  c.b.Return();
  c.b.End(none);
}

}  // namespace

std::string ImageBytes(const Literals& literals) {
  std::vector<uint32_t> words(DirectoryWords(literals), 0);
  ForEachImage(literals, [&](uint32_t literal, const LiteralImage& image, uint32_t at) {
    const uint32_t count = static_cast<uint32_t>(image.words.size());
    words[literal] = at << (kTagBits + kWordBits) | count << kTagBits | image.tag;
    words.insert(words.end(), image.words.begin(), image.words.end());
    // What no term looks like, until FillLateAtoms.
    for (const auto& [word, index] : image.late_atoms) {
      words[at + word] = index << abi::kAtomShift | abi::kMovedMarker;
    }
  });
  std::string bytes;
  for (uint32_t word : words) {
    for (uint32_t shift = 0; shift < 32; shift += 8) {
      bytes.push_back(static_cast<char>(word >> shift));
    }
  }
  return bytes;
}

void FillLateAtoms(HostCode& c, const Literals& literals) {
  uint32_t words = 0;
  bool any = false;
  ForEachImage(literals, [&](uint32_t, const LiteralImage& image, uint32_t) {
    words += static_cast<uint32_t>(image.words.size());
    any |= !image.late_atoms.empty();
  });
  if (!any) return;
  const LocalId at = c.b.AddLocal(wasm::kI32), end = c.b.AddLocal(wasm::kI32);
  const LocalId word = c.b.AddLocal(wasm::kI32);
  c.Block();
  c.OpConst(Opcode::kI32Add, literals.images_at + 4 * DirectoryWords(literals));
  c.b.LocalTee(at);
  c.OpConst(Opcode::kI32Add, 4 * words);
  c.b.LocalSet(end);
  const wasm::Label loop = c.b.Loop();
  c.b.LocalGet(at);
  c.Load(0);
  c.b.LocalTee(word);
  c.OpConst(Opcode::kI32And, abi::kAtomMask);
  c.OpConst(Opcode::kI32Eq, abi::kMovedMarker);
  c.b.If();
  c.b.LocalGet(at);
  c.Js();
  c.b.LocalGet(word);
  c.OpConst(Opcode::kI32ShrU, abi::kAtomShift);
  c.Call(Primitive::module_get_atom_term_by_id);
  c.Store(0);
  c.b.End();
  c.b.LocalGet(at);
  c.OpConst(Opcode::kI32Add, 4);
  c.b.LocalTee(at);
  c.b.LocalGet(end);
  c.Op(Opcode::kI32Ne);
  c.b.BrIf(loop);
  c.b.End(loop);
}

absl::Status BuildLiteralFunction(ModuleContext& m, const NativeGlobals& globals,
                                  const Literals& literals) {
  HostCode c(m, globals, m.literal_function());
  const LocalId term = c.b.AddLocal(wasm::kI32);
  Added(c, literals);
  if (!literals.images.empty()) Copy(c, literals);
  c.HeapOut();
  c.Ctx();
  c.Js();
  c.Param(0);
  c.Call(Primitive::module_load_literal);
  c.b.LocalTee(term);
  c.TrapIfZero();
  c.HeapIn();
  c.b.LocalGet(term);
  return c.b.Finish();
}

}  // namespace seabeam::emit
