// The atom table: atoms are never removed, so their texts live in blocks that
// are never freed.
#include <cstdlib>
#include <cstring>

#include "runtime/core/containers.h"
#include "runtime/core/scheduler.h"
#include "runtime/core/sync.h"
#include "runtime/core/term.h"

namespace seabeam::rt {
namespace {

// Guarded by the atom lock of a threaded build (for interning).
struct AtomTable {
  Vec<Text> texts;
  Vec<uint32_t> numbers;  // by index, what AtomNumber says; kUnnumbered: none yet
  uint32_t next_number = 0;
  bool numbered = false;
  uint32_t* buckets = nullptr;  // atom index + 1, 0 = empty
  uint32_t capacity = 0;
  char* block = nullptr;
  uint32_t block_left = 0;
};
constexpr uint32_t kUnnumbered = 0xFFFFFFFFu;
AtomTable g_atoms;
Mutex g_lock;

uint32_t HashBytes(const char* s, uint32_t n) {
  uint32_t h = 2166136261u;
  for (uint32_t i = 0; i < n; i++) h = (h ^ static_cast<uint8_t>(s[i])) * 16777619u;
  return h;
}

void Grow() {
  AtomTable& t = g_atoms;
  t.capacity = t.capacity == 0 ? 2048 : t.capacity * 2;
  free(t.buckets);
  t.buckets = static_cast<uint32_t*>(CheckedAlloc(t.capacity * 4));
  memset(t.buckets, 0, t.capacity * 4);
  for (uint32_t i = 0; i < t.texts.size(); i++) {
    uint32_t b = HashBytes(t.texts[i].data, t.texts[i].size) & (t.capacity - 1);
    while (t.buckets[b] != 0) b = (b + 1) & (t.capacity - 1);
    t.buckets[b] = i + 1;
  }
}

uint32_t Lookup(const char* s, uint32_t n, uint32_t* bucket) {
  AtomTable& t = g_atoms;
  uint32_t b = HashBytes(s, n) & (t.capacity - 1);
  for (;; b = (b + 1) & (t.capacity - 1)) {
    uint32_t i = t.buckets[b];
    if (i == 0) break;
    if (t.texts[i - 1] == Text{s, n}) return i;
  }
  *bucket = b;
  return 0;
}

// Atoms of the runtime's own that the emulator has not get theirs when they are first asked for.
uint32_t Numbered(uint32_t index) {
  uint32_t& number = g_atoms.numbers[index];
  if (number == kUnnumbered) number = g_atoms.next_number++;
  return number;
}

}  // namespace

Term FindAtom(const char* utf8, uint32_t size) {
  MutexLock lock(&g_lock);
  uint32_t bucket;
  uint32_t i = Lookup(utf8, size, &bucket);
  return i == 0 ? 0 : abi::AtomTerm(i - 1);
}

Term InternAtom(const char* utf8, uint32_t size) {
  MutexLock lock(&g_lock);
  AtomTable& t = g_atoms;
  if ((t.texts.size() + 1) * 2 > t.capacity) Grow();
  uint32_t bucket;
  uint32_t i = Lookup(utf8, size, &bucket);
  if (i == 0) {
    if (t.block_left < size) {
      uint32_t n = size > 16384 ? size : 16384;
      t.block = static_cast<char*>(CheckedAlloc(n));
      t.block_left = n;
    }
    memcpy(t.block, utf8, size);
    t.texts.push_back({t.block, size});
    t.block += size;
    t.block_left -= size;
    i = t.texts.size();
    t.buckets[bucket] = i;
    t.numbers.push_back(t.next_number++);
  } else {
    Numbered(i - 1);
  }
  return abi::AtomTerm(i - 1);
}

bool AtomsAreNumbered() { return g_atoms.numbered; }

uint32_t AtomNumber(Term atom) {
  MutexLock lock(&g_lock);
  return Numbered(AtomIndex(atom));
}

Text AtomText(Term atom) {
  MutexLock lock(&g_lock);
  return g_atoms.texts[AtomIndex(atom)];
}
uint32_t AtomCount() { return g_atoms.texts.size(); }
uint64_t AtomBytes() {
  uint64_t bytes = g_atoms.capacity * sizeof(uint32_t);
  for (const Text& text : g_atoms.texts) bytes += sizeof text + text.size;
  return bytes;
}

void InitAtoms() {
  Grow();
#define A(symbol, text) InternAtom(text, sizeof(text) - 1);
  SEABEAM_ATOM_LIST(A)
#undef A
}

}  // namespace seabeam::rt

using namespace seabeam::rt;

// Called at most once, before anything runs: the atoms that the emulator of the library's release has when it starts a program, in the
// order of its numbers, each with a newline behind it. One that stood before stands for an atom that is left out. The texts are copied.
SB_EXPORT void sb_order_atoms(const char* lines, uint32_t size) {
  AtomTable& t = g_atoms;
  for (uint32_t& number : t.numbers) number = kUnnumbered;
  t.next_number = 0;
  t.numbered = true;
  const char* end = lines + size;
  while (lines < end) {
    const char* line_end = static_cast<const char*>(memchr(lines, '\n', end - lines));
    if (line_end == nullptr) break;
    const uint32_t number = t.next_number;
    InternAtom(lines, line_end - lines);
    t.next_number = number + 1;
    lines = line_end + 1;
  }
}
