// x registers from 16 up.
#include <cstdlib>

#include "runtime/atomvm/context.h"
#include "runtime/core/containers.h"

namespace seabeam::avm {

Term* ExtendedRegisterAt(Context* c, uint32_t index) {
  for (ExtendedRegister* r = c->extended_x_regs; r != nullptr; r = r->next) {
    if (r->index == index) return &r->value;
  }
  auto* r = static_cast<ExtendedRegister*>(rt::CheckedAlloc(sizeof(ExtendedRegister)));
  *r = {c->extended_x_regs, nullptr, index, rt::kNil};
  if (r->next != nullptr) r->next->prev = r;
  c->extended_x_regs = r;
  return &r->value;
}

void TrimRegisters(Context* c, uint32_t live) {
  for (ExtendedRegister* r = c->extended_x_regs; r != nullptr;) {
    ExtendedRegister* next = r->next;
    if (r->index >= live) {
      if (r->prev != nullptr)
        r->prev->next = next;
      else
        c->extended_x_regs = next;
      if (next != nullptr) next->prev = r->prev;
      free(r);
    }
    r = next;
  }
}

}  // namespace seabeam::avm
