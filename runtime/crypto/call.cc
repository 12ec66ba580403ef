#include "runtime/crypto/call.h"

#include <cstring>

#include "runtime/data/map.h"

namespace seabeam::rt {
namespace {
Term String(Ctx* ctx, const char* text) {
  return MakeByteList(ctx, reinterpret_cast<const uint8_t*>(text),
                      static_cast<uint32_t>(strlen(text)));
}
}  // namespace

Term CryptoError(Ctx* ctx, const char* id, ErrorPlace place, int32_t argument,
                 const char* message) {
  Term pairs[] = {InternAtom("c_file_name"),        String(ctx, place.file),
                  InternAtom("c_file_line_num"),    Small(place.line),
                  InternAtom("c_function_arg_num"), Small(argument)};
  const Term map = MapFromPairs(ctx, pairs, 3);
  return MakeTuple(ctx, {InternAtom(id), map, String(ctx, message)});
}

}  // namespace seabeam::rt
