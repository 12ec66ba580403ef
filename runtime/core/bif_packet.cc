// erlang:decode_packet/3 is Erlang here: runtime/lib/seabeam_packet.erl.
#include "runtime/core/bifs.h"
#include "runtime/core/tail_call.h"

using namespace seabeam::rt;

SB_EXPORT Term bif_erlang_decode_packet_3(Ctx* ctx, Term* e, Term type, Term bin, Term options) {
  return TailCall(ctx, e, "seabeam_packet", "decode", type, bin, options);
}
