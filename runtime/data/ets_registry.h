// Which tables there are, and who may use them.
#ifndef SEABEAM_RUNTIME_DATA_ETS_REGISTRY_H_
#define SEABEAM_RUNTIME_DATA_ETS_REGISTRY_H_

#include "abi/bif_list.h"
#include "runtime/core/error.h"
#include "runtime/data/ets_table.h"

namespace seabeam::rt {

uint32_t EtsTableCount();
// Of all tables and their objects.
uint64_t EtsBytes();

enum class EtsUse : uint8_t { kRead, kWrite, kOwner, kInfo };

// By name or reference. 0 = no such table, or the running process may not use it so. *cause: why,
// as erl_stdlib_errors names it.
EtsTable* EtsGet(Ctx* ctx, Term id, EtsUse use, Term* cause);
Term EtsId(Ctx* ctx, const EtsTable* t);  // name or reference

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_DATA_ETS_REGISTRY_H_
