#include "runtime/core/resource.h"

#include <cstring>

#include "runtime/core/containers.h"
#include "runtime/core/process.h"
#include "runtime/core/scheduler.h"

namespace seabeam::rt {
namespace {

struct Head {
  uint64_t number;  // of its reference
  const ResourceKind* kind;
};
constexpr uint32_t kHeadBytes = (sizeof(Head) + 7) / 8 * 8;

WordMap g_resources;  // number -> RefcBinary*

Head* HeadOf(RefcBinary* block) { return reinterpret_cast<Head*>(block->data()); }
void* DataOf(RefcBinary* block) { return block->data() + kHeadBytes; }

}  // namespace

void* NewResource(Ctx* ctx, const ResourceKind* kind, uint32_t bytes, Term* reference) {
  RefcBinary* block = NewRefcBinary(kHeadBytes + bytes, kHeadBytes + bytes);
  block->flags |= kBinaryIsResource;
  memset(block->data(), 0, kHeadBytes + bytes);
  const uint64_t number = NextRefNumber(ctx);
  *HeadOf(block) = {number, kind};
  g_resources.Put(number, block);
  *reference = abi::kAtomVmLayout ? MakeRef(ctx, number) : MakeResourceRef(ctx, number, block);
  return DataOf(block);
}

void* FindResource(Term reference, const ResourceKind* kind) {
  auto* block =
      IsLocalRef(reference) ? g_resources.GetPtr<RefcBinary>(RefNumber(reference)) : nullptr;
  return block != nullptr && HeadOf(block)->kind == kind ? DataOf(block) : nullptr;
}

void ReleaseResource(RefcBinary* block) {
  g_resources.Remove(HeadOf(block)->number);
  const ResourceKind* kind = HeadOf(block)->kind;
  if (kind->release != nullptr) kind->release(DataOf(block));
}

}  // namespace seabeam::rt
