// What module zstd gives references to: contexts, one for each direction, and dictionaries for
// them.
#ifndef SEABEAM_RUNTIME_ZSTD_CONTEXTS_H_
#define SEABEAM_RUNTIME_ZSTD_CONTEXTS_H_

#define ZSTD_STATIC_LINKING_ONLY
#include <zstd.h>

#include "runtime/core/resource.h"
#include "runtime/core/term.h"

namespace seabeam::rt {

// The two directions: libzstd's types and functions.
struct ZstdCompression {
  using Stream = ZSTD_CCtx;
  using Dictionary = ZSTD_CDict;
  static constexpr auto kNewStream = &ZSTD_createCCtx;
  static constexpr auto kFreeStream = &ZSTD_freeCCtx;
  static constexpr auto kFreeDictionary = &ZSTD_freeCDict;
  static constexpr auto kDictionaryId = &ZSTD_getDictID_fromCDict;
  static constexpr auto kLoadDictionary = &ZSTD_CCtx_loadDictionary;
  static constexpr auto kUseDictionary = &ZSTD_CCtx_refCDict;
  static constexpr auto kReset = &ZSTD_CCtx_reset;
};
struct ZstdDecompression {
  using Stream = ZSTD_DCtx;
  using Dictionary = ZSTD_DDict;
  static constexpr auto kNewStream = &ZSTD_createDCtx;
  static constexpr auto kFreeStream = &ZSTD_freeDCtx;
  static constexpr auto kFreeDictionary = &ZSTD_freeDDict;
  static constexpr auto kDictionaryId = &ZSTD_getDictID_fromDDict;
  static constexpr auto kLoadDictionary = &ZSTD_DCtx_loadDictionary;
  static constexpr auto kUseDictionary = &ZSTD_DCtx_refDDict;
  static constexpr auto kReset = &ZSTD_DCtx_reset;
};

// A dictionary lives as long as its reference or a context that uses it.
template <typename Direction>
struct ZstdDictionary {
  typename Direction::Dictionary* content = nullptr;
  uint32_t users = 1;

  void Release() {
    if (--users > 0) return;
    Direction::kFreeDictionary(content);
    delete this;
  }
};

template <typename Direction>
struct ZstdContext {
  typename Direction::Stream* stream = nullptr;  // 0: closed
  ZstdDictionary<Direction>* dictionary = nullptr;
  Term owner = 0;
  bool in_use = false;  // in the middle of a frame

  void UseDictionary(ZstdDictionary<Direction>* next) {
    if (next != nullptr) ++next->users;
    if (dictionary != nullptr) dictionary->Release();
    dictionary = next;
  }
  void Close() {
    if (stream == nullptr) return;
    Direction::kFreeStream(stream);
    stream = nullptr;
    UseDictionary(nullptr);
  }
  void Reset() {
    Direction::kReset(stream, ZSTD_reset_session_only);
    in_use = false;
  }
};

template <typename Direction>
inline constexpr ResourceKind kZstdContext = {
    [](void* data) { static_cast<ZstdContext<Direction>*>(data)->Close(); }};
// Its data is a pointer.
template <typename Direction>
inline constexpr ResourceKind kZstdDictionary = {
    [](void* data) { (*static_cast<ZstdDictionary<Direction>**>(data))->Release(); }};

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_ZSTD_CONTEXTS_H_
