#include "runtime/core/process_settings.h"

#include <utility>

#include "runtime/core/otp_version.h"
#include "runtime/data/integer.h"
#include "runtime/data/map.h"

namespace seabeam::rt {
namespace {

const char* const kPriorityNames[] = {"max", "high", "normal", "low"};

bool HasAsyncDist() { return OtpVersion().number >= 26; }
bool HasSharedBinariesLimit() { return OtpVersion().number >= 27; }

// A size that is not negative. Beyond 2^28 words it is as good as that.
bool ReadSize(Term t, uint32_t* out) {
  int64_t n;
  if (!IsInteger(t) || !GetInt64(t, &n) || n < 0) return false;
  *out = n > (1 << 28) ? 1u << 28 : static_cast<uint32_t>(n);
  return true;
}

bool ReadMaxHeap(ProcessSettings* s, Term value) {
  ProcessSettings r = *s;
  r.max_heap_kill = r.max_heap_log = true;
  r.max_heap_shared = false;
  Term size = value;
  if (IsMap(value)) {
    size = MapFind(value, InternAtom("size"));
    if (size == 0) return false;
    for (auto [name, flag] :
         {std::pair{"kill", &r.max_heap_kill}, std::pair{"error_logger", &r.max_heap_log},
          std::pair{"include_shared_binaries", &r.max_heap_shared}}) {
      Term t = MapFind(value, InternAtom(name));
      if (t == 0 || (flag == &r.max_heap_shared && !HasSharedBinariesLimit())) continue;
      if (t != kTrue && t != kFalse) return false;
      *flag = t == kTrue;
    }
  }
  if (!ReadSize(size, &r.max_heap)) return false;
  // It may not be smaller than what a process has from the start.
  uint32_t least = r.min_heap > kUsualHeapWords ? r.min_heap : kUsualHeapWords;
  if (r.max_heap != 0 && r.max_heap < least) return false;
  *s = r;
  return true;
}

}  // namespace

// Each size is the sum of the two before it and 1; large ones are a fifth larger than the one before.
uint32_t HeapSizeFrom(uint32_t words) {
  constexpr uint32_t kLastSum = 833026;
  uint32_t before = 12, size = 38;
  while (size < words && size < (1u << 28)) {
    uint32_t next = size < kLastSum ? before + size + 1 : size + size / 5;
    before = size;
    size = next;
  }
  return words <= 12 ? 12 : size;
}

bool ChangeSetting(ProcessSettings* s, Term key, Term value) {
  if (key == InternAtom("priority")) {
    for (uint32_t i = 0; i < 4; i++) {
      if (value != InternAtom(kPriorityNames[i])) continue;
      s->priority = static_cast<Priority>(i);
      return true;
    }
    return false;
  }
  uint32_t n = 0;
  if (key == InternAtom("min_heap_size")) {
    if (!ReadSize(value, &n)) return false;
    n = HeapSizeFrom(n);
    if (s->max_heap != 0 && n > s->max_heap) return false;
    s->min_heap = n < kUsualHeapWords ? kUsualHeapWords : n;
    return true;
  }
  if (key == InternAtom("min_bin_vheap_size")) {
    if (!ReadSize(value, &n)) return false;
    s->min_bin_vheap = HeapSizeFrom(n);
    if (s->min_bin_vheap < 46422) s->min_bin_vheap = 46422;
    return true;
  }
  if (key == InternAtom("fullsweep_after")) {
    if (!ReadSize(value, &n)) return false;
    s->fullsweep_after = n > 65535 ? 65535 : n;
    return true;
  }
  if (key == InternAtom("message_queue_data")) {
    bool off = value == InternAtom("off_heap");
    if (!off && value != InternAtom("on_heap")) return false;
    s->off_heap_messages = off;
    return true;
  }
  if (key == InternAtom("async_dist") && HasAsyncDist()) {
    if (value != kTrue && value != kFalse) return false;
    s->async_dist = value == kTrue;
    return true;
  }
  return key == InternAtom("max_heap_size") && ReadMaxHeap(s, value);
}

Term SettingValue(Ctx* ctx, const ProcessSettings& s, Term key) {
  if (key == InternAtom("priority")) return InternAtom(kPriorityNames[s.priority]);
  if (key == InternAtom("min_heap_size"))
    return MakeInt(ctx, s.min_heap == 0 ? kUsualHeapWords : s.min_heap);
  if (key == InternAtom("min_bin_vheap_size")) return MakeInt(ctx, s.min_bin_vheap);
  if (key == InternAtom("fullsweep_after")) return MakeInt(ctx, s.fullsweep_after);
  if (key == InternAtom("message_queue_data"))
    return InternAtom(s.off_heap_messages ? "off_heap" : "on_heap");
  if (key == InternAtom("async_dist") && HasAsyncDist()) return Bool(s.async_dist);
  if (key != InternAtom("max_heap_size")) return 0;
  Term map = MapPut(ctx, EmptyMap(ctx), InternAtom("error_logger"), Bool(s.max_heap_log));
  map = MapPut(ctx, map, InternAtom("kill"), Bool(s.max_heap_kill));
  if (HasSharedBinariesLimit()) map = MapPut(ctx, map, InternAtom("include_shared_binaries"), Bool(s.max_heap_shared));
  return MapPut(ctx, map, InternAtom("size"), MakeInt(ctx, s.max_heap));
}

}  // namespace seabeam::rt
