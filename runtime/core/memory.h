// Raw memory: runs of 64 KiB pages for the spaces whose pages the collector must
// recognise, malloc for the rest.
#ifndef SEABEAM_RUNTIME_CORE_MEMORY_H_
#define SEABEAM_RUNTIME_CORE_MEMORY_H_

#include "runtime/core/copy.h"
#include "runtime/core/term.h"

namespace seabeam::rt {

inline constexpr uint32_t kPageBytes = 65536;

// `n` pages in a row, marked as `kind`. Free runs are kept in a list sorted by address
// (process-wide state; a threaded build locks it).
void* AllocPages(uint32_t n, PageKind kind);
void FreePages(void* p, uint32_t n);

// A piece of a heap. Young chunks come from malloc, old ones from pages.
struct Chunk {
  Chunk* next;
  uint32_t words;  // room in data
  uint32_t pages;  // > 0: AllocPages; 0: malloc; kInMessage: inside a Message block
  Term* top;       // end of the used part; kept only for spaces the collector fills
  Term data[1];    // really `words`
};
inline constexpr uint32_t kChunkOverhead = offsetof(Chunk, data);
inline constexpr uint32_t kInMessage = ~0u;
Chunk* AllocChunk(uint32_t words);
Chunk* AllocOldChunk(uint32_t words);  // rounds up to whole pages
void FreeChunk(Chunk* c);
void FreeChunks(Chunk* list);

// Where a process (or a loader) allocates.
struct Heap {
  Chunk* chunks = nullptr;     // the current one first
  uint32_t since_gc = 0;       // words taken since the last collection, binaries included
  uint32_t budget = 0;         // ask for a collection when since_gc exceeds it
  Term* mso = nullptr;         // first off-heap binary term
  bool collected = true;       // false: never ask for a collection (a loader's heap)
};

// Lets everything allocated in its scope go to a heap of its own that is dropped at
// the end: for decoding into literal memory or ETS.
class ScratchHeap {
 public:
  explicit ScratchHeap(Ctx* ctx);
  ~ScratchHeap();

 private:
  Ctx* ctx_;
  Heap heap_;
  Heap* saved_heap_;
  Term* saved_ptr_;
  Term* saved_end_;
};

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_CORE_MEMORY_H_
