#include "runtime/core/heap_limit.h"

#include <cstdlib>

#include "runtime/core/binary.h"
#include "runtime/core/memory.h"
#include "runtime/core/process_settings.h"
#include "runtime/core/signals.h"
#include "runtime/data/integer.h"

namespace seabeam::rt {
namespace {

// We collect up to so many words behind the end of OTP's block.
constexpr uint32_t kLate = 256;

// From here on a young heap that is mostly free shrinks; from the second on even one that is
// smaller than the old one.
constexpr uint32_t kShrinkFrom = 3000;
constexpr uint32_t kAlwaysShrinkFrom = 8000;

uint32_t LeastHeap(const ProcessSettings& s) {
  return s.min_heap > kUsualHeapWords ? s.min_heap : kUsualHeapWords;
}

uint32_t BlockFor(const ProcessSettings& s, uint32_t words) {
  const uint32_t block = HeapSizeFrom(words);
  return block < LeastHeap(s) ? LeastHeap(s) : block;
}

uint32_t Larger(uint32_t a, uint32_t b) { return a > b ? a : b; }

uint32_t MessageWords(const Process* p) {
  if (p->settings.off_heap_messages) return 0;
  uint32_t words = 0;
  for (const Message* m = p->messages; m != nullptr; m = m->next)
    words += static_cast<uint32_t>(m->end - m->chunk.data);
  return words;
}

// Off-heap binaries in OTP's words.
uint32_t SharedWords(Term* list) {
  uint32_t words = 0;
  for (; list != nullptr; list = WordPtr(list[kRefcWordNext]))
    words += RefcBinaryOf(list)->size / 8;
  return words;
}

// The young block after a minor collection with which `needed` words live in it.
uint32_t AfterMinor(const ProcessSettings& s, const HeapLimit& h, uint32_t needed) {
  if (h.young > kShrinkFrom && 4 * needed < h.young &&
      (h.young > kAlwaysShrinkFrom || h.young > h.old)) {
    uint32_t wanted = 3 * needed;
    if (wanted * 9 < h.old) wanted = Larger(wanted, h.old / 8);
    wanted = wanted < LeastHeap(s) ? LeastHeap(s) : HeapSizeFrom(wanted);
    return wanted < h.young ? wanted : h.young;
  }
  return h.young >= needed ? h.young : HeapSizeFrom(needed);
}

// The same after a major one, which leaves no old block.
uint32_t AfterMajor(const ProcessSettings& s, HeapLimit* h, uint32_t needed) {
  h->grow = false;
  if (h->young < needed) return HeapSizeFrom(needed);
  if (uint64_t{3} * h->young < uint64_t{4} * needed) {
    h->grow = true;
  } else if (4 * needed < h->young && h->young > kUsualHeapWords) {
    const uint32_t wanted = BlockFor(s, 2 * needed);
    if (wanted < h->young) return wanted;
  }
  return h->young;
}

}  // namespace

HeapLimit* NewHeapLimit(const ProcessSettings& settings) {
  auto* h = static_cast<HeapLimit*>(CheckedAlloc(sizeof(HeapLimit)));
  *h = HeapLimit{};
  h->young = LeastHeap(settings);
  return h;
}

bool HasHeapLimit(Process* p) {
  if (p->settings.max_heap == 0) {
    free(p->limit);
    p->limit = nullptr;
  } else if (p->limit == nullptr) {
    p->limit = NewHeapLimit(p->settings);
    p->limit->unmeasured = true;
  }
  return p->limit != nullptr;
}

HeapPlan PlanCollection(Process* p, uint32_t used, uint32_t stack, bool major) {
  const HeapLimit& h = *p->limit;
  const ProcessSettings& s = p->settings;
  HeapPlan plan = {};
  plan.messages = MessageWords(p);
  if (used + stack > h.young && used + stack <= h.young + kLate && h.young > stack)
    used = h.young - stack;
  plan.used = used + plan.messages;
  plan.mature = static_cast<uint32_t>(p->survivors_high - p->survivors_low);
  plan.stack = stack;
  plan.major = major || h.unmeasured || h.minors >= s.fullsweep_after ||
               (h.old != 0 && plan.mature > h.old - h.old_used);
  // Between the end of the young objects and that of their block.
  const uint32_t rest = h.young > plan.used + stack ? h.young - plan.used : stack;
  if (plan.major) {
    const uint32_t all = plan.used + h.old_used;
    plan.new_young = BlockFor(s, stack + all);
    if (plan.new_young == h.young && h.grow) plan.new_young = HeapSizeFrom(h.young + 1);
    plan.total = all + (h.old - h.old_used) + rest + plan.new_young;
  } else {
    plan.total = plan.used;
    if (h.old == 0 && plan.mature != 0) plan.new_old = HeapSizeFrom(HeapSizeFrom(plan.used) + 1);
    plan.new_young = BlockFor(s, rest + plan.used);
    plan.total += h.old + plan.new_old + plan.new_young;
  }
  if (s.max_heap_shared) plan.total += SharedWords(p->young.mso) + SharedWords(p->old_mso);
  return plan;
}

uint32_t SettleCollection(Process* p, const HeapPlan& plan, uint32_t survived, uint32_t promoted) {
  HeapLimit* h = p->limit;
  const uint32_t needed = survived + plan.messages + plan.stack;
  if (plan.major) {
    h->young = h->unmeasured ? BlockFor(p->settings, needed) : plan.new_young;
    h->old = h->old_used = h->minors = 0;
    h->unmeasured = false;
    h->young = AfterMajor(p->settings, h, needed);
  } else {
    if (plan.new_old != 0) h->old = plan.new_old;
    h->old_used += promoted;
    h->minors++;
    h->young = plan.new_young;
    h->young = AfterMinor(p->settings, *h, needed);
  }
  return h->young > needed ? h->young - needed : 0;
}

bool IsBeyondHeapLimit(Ctx* ctx, Process* p, const HeapPlan& plan) {
  const HeapLimit& h = *p->limit;
  const ProcessSettings& s = p->settings;
  if (h.unmeasured || plan.total <= s.max_heap) return false;
  if (s.max_heap_log) {
    ScratchHeap scratch(ctx);
    ListBuilder info(ctx);
    const auto add = [&](const char* name, uint32_t words) {
      info.Add(MakeTuple(ctx, {InternAtom(name), MakeInt(ctx, words)}));
    };
    add("old_heap_block_size", h.old + plan.new_old);
    add("heap_block_size", h.young + plan.new_young);
    add("mbuf_size", plan.messages);
    add("recent_size", plan.used - plan.messages - plan.mature);
    add("stack_size", plan.stack);
    add("old_heap_size", h.old_used);
    add("heap_size", plan.used - plan.messages);
    add("bin_vheap_size", SharedWords(p->young.mso));
    add("bin_vheap_block_size", s.min_bin_vheap);
    add("bin_old_vheap_size", SharedWords(p->old_mso));
    add("bin_old_vheap_block_size", s.min_bin_vheap);
    ReportHeapLimit(ctx, p, plan.total, info.Finish());
  }
  if (!s.max_heap_kill) return false;
  p->exit_signal = CopyToMessage(Atom(FixedAtom::kKilled));
  return true;
}

}  // namespace seabeam::rt
