// The parameters of module zstd's contexts, by the names that programs give them.
#ifndef SEABEAM_RUNTIME_ZSTD_PARAMETERS_H_
#define SEABEAM_RUNTIME_ZSTD_PARAMETERS_H_

#define ZSTD_STATIC_LINKING_ONLY
#include <zstd.h>

#include "runtime/core/term.h"

namespace seabeam::rt {

// What terms its values are.
enum class ZstdValues : uint8_t { kInteger, kBoolean, kStrategy };

template <typename Id>
struct ZstdParameter {
  const char* name;
  Id id;
  ZstdValues values;
};
using ZstdCompressParameter = ZstdParameter<ZSTD_cParameter>;
using ZstdDecompressParameter = ZstdParameter<ZSTD_dParameter>;

// 0: no such parameter.
const ZstdCompressParameter* FindZstdCompressParameter(Term name);
const ZstdDecompressParameter* FindZstdDecompressParameter(Term name);

// false: no value of this kind.
bool GetZstdValue(ZstdValues values, Term t, int32_t* value);
// 0: no value of this kind.
Term MakeZstdValue(Ctx* ctx, ZstdValues values, int32_t value);

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_ZSTD_PARAMETERS_H_
