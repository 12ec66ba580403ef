// Module erts_debug as far as it means something here, and what erts_internal tells of .beam files.
#include <cstring>

#include "runtime/core/bifs.h"
#include "runtime/core/error.h"
#include "runtime/core/host.h"
#include "runtime/data/bits.h"
#include "runtime/data/integer.h"
#include "runtime/data/map.h"
#include "runtime/data/print.h"
#include "runtime/data/word_stack.h"

namespace seabeam::rt {

using abi::BifId;

namespace {

// ---- Shapes of hash tries ----

constexpr uint32_t kWays = 16;
constexpr uint32_t kShown = 16;  // what a count by depth or by children tells

struct TrieShape {
  uint32_t depth = 0;
  uint32_t arrays = 0;   // the root, when it has all children
  uint32_t bitmaps = 0;  // the others
  uint32_t leafs = 0;
  uint32_t by_children[kShown] = {};
  uint32_t by_depth[kShown] = {};
};

TrieShape ShapeOf(Term map) {
  TrieShape shape;
  WordStack stack;  // node, its depth
  stack.Push(HashMapRoot(map));
  stack.Push(0);
  while (!stack.empty()) {
    const uint32_t depth = stack.Pop();
    const Term node = stack.Pop();
    if (IsCons(node)) {
      ++shape.leafs;
      if (depth < kShown) ++shape.by_depth[depth];
      if (depth > shape.depth) shape.depth = depth;
      continue;
    }
    const uint32_t count = NodeCount(node);
    if (count == kWays && depth == 0) {
      ++shape.arrays;
    } else {
      ++shape.bitmaps;
      ++shape.by_children[count - 1];
    }
    for (uint32_t i = 0; i < count; ++i) {
      stack.Push(NodeChildren(node)[i]);
      stack.Push(depth + 1);
    }
  }
  return shape;
}

Term CountsTuple(Ctx* ctx, const uint32_t* counts) {
  Term elements[kShown];
  for (uint32_t i = 0; i < kShown; ++i) elements[i] = MakeInt(ctx, counts[i]);
  return MakeTuple(ctx, elements, kShown);
}

// ---- .beam files: FOR1, size, BEAM, then chunks of name, size, bytes and padding to 4 ----

uint32_t BigEndian(const uint8_t* p) {
  return static_cast<uint32_t>(p[0]) << 24 | static_cast<uint32_t>(p[1]) << 16 |
         static_cast<uint32_t>(p[2]) << 8 | p[3];
}

struct Chunk {
  uint32_t offset, size;
};

// False: no such file, or it has no such chunk, or an empty one.
bool FindChunk(const AlignedBytes& file, const char* name, Chunk* chunk) {
  const uint8_t* p = file.data();
  if (file.size() < 12 || memcmp(p, "FOR1", 4) != 0 || memcmp(p + 8, "BEAM", 4) != 0) return false;
  const uint64_t end = uint64_t{8} + BigEndian(p + 4);
  if (end > file.size()) return false;
  for (uint64_t at = 12; at + 8 <= end;) {
    const uint64_t size = BigEndian(p + at + 4);
    const uint64_t padded = (size + 3) / 4 * 4;
    if (at + 8 + padded > end) return false;
    if (size != 0 && memcmp(p + at, name, 4) == 0) {
      *chunk = {static_cast<uint32_t>(at + 8), static_cast<uint32_t>(size)};
      return true;
    }
    at += 8 + padded;
  }
  return false;
}

bool GetChunkName(Term list, char* name) {
  for (uint32_t i = 0; i < 4; ++i, list = Tail(list)) {
    uint32_t c;
    if (!IsCons(list) || !GetSmallUpTo(Head(list), 255, &c)) return false;
    name[i] = static_cast<char>(c);
  }
  return IsNil(list);
}

// Table of lambdas: without the last word of each, which is made from this very sum.
void AddLambdas(Ctx* ctx, const uint8_t* p, uint32_t size, ListBuilder* list) {
  constexpr uint32_t kEntry = 24;
  uint32_t at = 0;
  auto add = [&](uint32_t n) {
    list->Add(NewBinaryFrom(ctx, p + at, n));
    at += n;
  };
  if (size >= 4) add(4);
  while (size - at >= kEntry) {
    static const uint8_t kZero[4] = {};
    add(kEntry - 4);
    list->Add(NewBinaryFrom(ctx, kZero, 4));
    at += 4;
  }
  if (at < size) add(size - at);
}

}  // namespace

SB_EXPORT Term bif_erts_debug_copy_shared_2(Ctx* ctx, Term t, Term literals) {
  if (literals == kTrue || literals == kFalse) return t;
  return Badarg(ctx, BifId::bif_erts_debug_copy_shared_2, t, literals);
}

// On standard output; the text with its end of line.
SB_EXPORT Term bif_erts_debug_display_1(Ctx* ctx, Term t) {
  ByteBuf out;
  PrintTerm(&out, t);
  out.Put('\n');
  host_write(1, out.data(), out.size());
  ListBuilder list(ctx);
  for (uint32_t i = 0; i < out.size(); ++i) list.Add(Small(out.data()[i]));
  return list.Finish();
}

// Nothing is interpreted.
SB_EXPORT Term bif_erts_debug_interpreter_size_0(Ctx*) { return Small(0); }
SB_EXPORT Term bif_erts_debug_instructions_0(Ctx*) { return kNil; }

SB_EXPORT Term bif_erts_debug_map_info_1(Ctx* ctx, Term map) {
  if (!IsMap(map))
    return FailWith(ctx, BifId::bif_erts_debug_map_info_1, FixedAtom::kBadmap, map, map);
  if (!IsHashMap(map)) return Badarg(ctx, BifId::bif_erts_debug_map_info_1, map);
  const TrieShape s = ShapeOf(map);
  return MakeList(
      ctx,
      {MakeTuple(ctx, {InternAtom("depth"), MakeInt(ctx, s.depth)}),
       MakeTuple(ctx, {InternAtom("arrays"), MakeInt(ctx, s.arrays), kNil}),
       MakeTuple(ctx,
                 {InternAtom("bitmaps"), MakeInt(ctx, s.bitmaps), CountsTuple(ctx, s.by_children)}),
       MakeTuple(ctx, {InternAtom("leafs"), MakeInt(ctx, s.leafs), CountsTuple(ctx, s.by_depth)})});
}

SB_EXPORT Term bif_erts_internal_beamfile_chunk_2(Ctx* ctx, Term code, Term name_term) {
  BitView v;
  char name[4];
  if (!GetBinary(code, &v) || !GetChunkName(name_term, name))
    return Badarg(ctx, BifId::bif_erts_internal_beamfile_chunk_2, code, name_term);
  AlignedBytes file(v);
  Chunk chunk;
  if (!FindChunk(file, name, &chunk)) return kUndefined;
  return SubBits(ctx, code, chunk.offset * 8, chunk.size * 8);
}

SB_EXPORT Term bif_erts_internal_beamfile_module_md5_1(Ctx* ctx, Term code) {
  BitView v;
  if (!GetBinary(code, &v))
    return Badarg(ctx, BifId::bif_erts_internal_beamfile_module_md5_1, code);
  AlignedBytes file(v);
  Chunk chunk;
  if (!FindChunk(file, "Code", &chunk)) return kUndefined;
  const char* atoms = FindChunk(file, "AtU8", &chunk) ? "AtU8" : "Atom";
  ListBuilder list(ctx);
  for (const char* name : {atoms, "Code", "StrT", "ImpT", "ExpT", "FunT", "LitT", "Meta"}) {
    if (!FindChunk(file, name, &chunk)) continue;
    if (memcmp(name, "FunT", 4) == 0) {
      AddLambdas(ctx, file.data() + chunk.offset, chunk.size, &list);
    } else {
      list.Add(SubBits(ctx, code, chunk.offset * 8, chunk.size * 8));
    }
  }
  return bif_erlang_md5_1(ctx, list.Finish());
}

}  // namespace seabeam::rt
