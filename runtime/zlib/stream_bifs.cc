// The native functions of module zlib. What they check, in which order, and what they raise is
// OTP's.
#include <zlib.h>

#include "runtime/core/bifs.h"
#include "runtime/core/binary.h"
#include "runtime/core/copy.h"
#include "runtime/data/native_call.h"
#include "runtime/zlib/streams.h"

namespace seabeam::rt {

using abi::BifId;

namespace {

constexpr uint32_t kMaxDictionary = 32768;

// One call of a native function.
template <typename... Args>
class Call : public NativeCall<Args...> {
 public:
  using NativeCall<Args...>::NativeCall;

  Term Raise(const char* reason) const { return NativeCall<Args...>::Raise(InternAtom(reason)); }

  // The stream, open and the caller's own; 0 with an exception pending otherwise.
  Stream* Find() const {
    bool is_reference;
    Stream* stream = FindStream(this->arg(0), &is_reference);
    if (stream == nullptr) {
      is_reference ? Raise("not_initialized") : this->Badarg();
      return nullptr;
    }
    if (stream->owner != this->ctx()->self) {
      Raise("not_on_controlling_process");
      return nullptr;
    }
    return stream;
  }
  // For the functions that start a stream: a closed one does not start again.
  Stream* FindNew() const {
    bool is_reference;
    if (FindStream(this->arg(0), &is_reference) == nullptr && is_reference) {
      Raise("already_initialized");
      return nullptr;
    }
    Stream* stream = Find();
    if (stream == nullptr || stream->state == StreamState::kNone) return stream;
    Raise("already_initialized");
    return nullptr;
  }
  // The same, in this state.
  Stream* Find(StreamState state) const {
    Stream* stream = Find();
    if (stream == nullptr || stream->state == state) return stream;
    Raise("not_initialized");
    return nullptr;
  }

  // zlib's result as a term.
  Term Result(int code) const {
    switch (code) {
      case Z_OK:
        return kOk;
      case Z_STREAM_END:
        return InternAtom("stream_end");
      case Z_STREAM_ERROR:
        return Raise("stream_error");
      case Z_DATA_ERROR:
        return Raise("data_error");
      case Z_MEM_ERROR:
        return InternAtom("mem_error");
      case Z_BUF_ERROR:
        return InternAtom("buf_error");
      case Z_VERSION_ERROR:
        return InternAtom("version_error");
      default:
        return InternAtom("unknown_error");
    }
  }
};
template <typename... Args>
Call(Ctx*, BifId, Args...) -> Call<Args...>;

struct Progress {
  uint32_t consumed = 0;
  uint32_t produced = 0;
};

// Feeds at most `input_limit` bytes of the queue; flushes behind the end of it.
int RunCodec(int (*codec)(z_stream*, int), Stream* d, uint32_t input_limit, uint8_t* output,
             uint32_t room, int flush, Progress* progress) {
  d->s.next_out = output;
  d->s.avail_out = room;
  int result = Z_OK;
  if (d->queued() > 0 && input_limit > 0) {
    const uint32_t block = d->queued() < input_limit ? d->queued() : input_limit;
    uint8_t* input = d->input.data() + d->input_at;
    d->s.next_in = input;
    d->s.avail_in = block;
    result = codec(&d->s, Z_NO_FLUSH);
    progress->consumed = block - d->s.avail_in;
    if (d->state == StreamState::kDeflate && d->raw) {
      d->input_crc = static_cast<uint32_t>(crc32(d->input_crc, input, progress->consumed));
    }
    d->input_at += progress->consumed;
    if (d->queued() == 0) {
      d->input.clear();
      d->input_at = 0;
    }
  }
  if (result == Z_OK && d->queued() == 0 && d->s.avail_out > 0) {
    // Also when nothing is to be flushed: the output may have been full the last time.
    d->s.next_in = nullptr;
    d->s.avail_in = 0;
    result = codec(&d->s, flush);
  }
  progress->produced = room - d->s.avail_out;
  return result;
}

template <typename C>
Term Codec(const C& call, int (*codec)(z_stream*, int), Stream* d, int32_t input_limit,
           int32_t room, int flush) {
  ByteBuf output;
  Progress progress;
  const uint32_t size = room < 0 ? 0 : static_cast<uint32_t>(room);
  const int result = RunCodec(codec, d, input_limit < 0 ? 0 : static_cast<uint32_t>(input_limit),
                              output.Extend(size), size, flush, &progress);
  if (result < 0 && result != Z_BUF_ERROR) return call.Result(result);
  if (result == Z_STREAM_END) d->end_seen = true;
  if (d->state == StreamState::kInflate && d->raw) {
    d->output_crc = static_cast<uint32_t>(crc32(d->output_crc, output.data(), progress.produced));
  }
  // No progress at all is the fault of the input.
  if (progress.consumed == 0 && progress.produced == 0 && d->queued() != 0)
    return call.Result(Z_DATA_ERROR);
  Ctx* ctx = call.ctx();
  Term flushed = kNil;
  if (progress.produced > 0)
    flushed = Cons(ctx, NewBinaryFrom(ctx, output.data(), progress.produced), kNil);
  if (d->queued() == 0 && progress.produced < size)
    return MakeTuple(ctx, {InternAtom("finished"), flushed});
  if (result != Z_NEED_DICT) return MakeTuple(ctx, {InternAtom("continue"), flushed});
  const Term adler = MakeInt(ctx, static_cast<int32_t>(d->s.adler));
  return MakeTuple(ctx, {InternAtom("need_dictionary"), adler, flushed});
}

}  // namespace
}  // namespace seabeam::rt

using namespace seabeam::rt;
using seabeam::abi::BifId;

SB_EXPORT Term bif_zlib_open_nif_0(Ctx* ctx) { return MakeRef(ctx, OpenStream(ctx)->number); }

SB_EXPORT Term bif_zlib_close_nif_1(Ctx* ctx, Term z) {
  const Call call(ctx, BifId::bif_zlib_close_nif_1, z);
  Stream* d = call.Find();
  if (d == nullptr) return 0;
  CloseStream(d);
  return kOk;
}

SB_EXPORT Term bif_zlib_set_controller_nif_2(Ctx* ctx, Term z, Term pid) {
  const Call call(ctx, BifId::bif_zlib_set_controller_nif_2, z, pid);
  if (!IsPid(pid)) return call.Badarg();
  Stream* d = call.Find();
  if (d == nullptr) return 0;
  d->owner = pid;
  return kOk;
}

SB_EXPORT Term bif_zlib_deflateInit_nif_6(Ctx* ctx, Term z, Term level_term, Term method_term,
                                          Term bits_term, Term memory_term, Term strategy_term) {
  const Call call(ctx, BifId::bif_zlib_deflateInit_nif_6, z, level_term, method_term, bits_term,
                  memory_term, strategy_term);
  int32_t level, method, bits, memory, strategy;
  if (!GetInt(level_term, &level) || !GetInt(method_term, &method) || !GetInt(bits_term, &bits) ||
      !GetInt(memory_term, &memory) || !GetInt(strategy_term, &strategy)) {
    return call.Badarg();
  }
  Stream* d = call.FindNew();
  if (d == nullptr) return 0;
  const int result = deflateInit2(&d->s, level, method, bits, memory, strategy);
  if (result == Z_OK) {
    d->state = StreamState::kDeflate;
    d->end_seen = false;
    d->raw = bits < 0;
    d->input_crc = d->output_crc = 0;
  }
  return call.Result(result);
}

SB_EXPORT Term bif_zlib_deflateSetDictionary_nif_2(Ctx* ctx, Term z, Term dictionary) {
  const Call call(ctx, BifId::bif_zlib_deflateSetDictionary_nif_2, z, dictionary);
  ByteBuf bytes;
  if (!GetIodata(dictionary, &bytes)) return call.Badarg();
  Stream* d = call.Find(StreamState::kDeflate);
  if (d == nullptr) return 0;
  const int result = deflateSetDictionary(&d->s, bytes.data(), bytes.size());
  if (result != Z_OK) return call.Result(result);
  // zlib itself has no checksum of a raw stream's dictionary.
  const uLong checksum = d->raw ? adler32(0, bytes.data(), bytes.size()) : d->s.adler;
  return MakeInt(ctx, static_cast<int32_t>(checksum));
}

SB_EXPORT Term bif_zlib_deflateReset_nif_1(Ctx* ctx, Term z) {
  const Call call(ctx, BifId::bif_zlib_deflateReset_nif_1, z);
  Stream* d = call.Find(StreamState::kDeflate);
  if (d == nullptr) return 0;
  const int result = deflateReset(&d->s);
  d->input_crc = 0;
  d->end_seen = false;
  d->ResetInput();
  return call.Result(result);
}

SB_EXPORT Term bif_zlib_deflateEnd_nif_1(Ctx* ctx, Term z) {
  const Call call(ctx, BifId::bif_zlib_deflateEnd_nif_1, z);
  Stream* d = call.Find(StreamState::kDeflate);
  if (d == nullptr) return 0;
  int result = deflateEnd(&d->s);
  if (result == Z_OK && d->queued() > 0) result = Z_DATA_ERROR;
  d->ResetInput();
  d->state = StreamState::kNone;
  return call.Result(result);
}

SB_EXPORT Term bif_zlib_deflateParams_nif_3(Ctx* ctx, Term z, Term level_term, Term strategy_term) {
  const Call call(ctx, BifId::bif_zlib_deflateParams_nif_3, z, level_term, strategy_term);
  int32_t level, strategy;
  if (!GetInt(level_term, &level) || !GetInt(strategy_term, &strategy)) return call.Badarg();
  Stream* d = call.Find(StreamState::kDeflate);
  if (d == nullptr) return 0;
  // zlib.erl has flushed everything, so nothing comes out; the byte of room shows whether that is
  // so.
  uint8_t room;
  d->s.next_out = &room;
  d->s.avail_out = 1;
  const int result = deflateParams(&d->s, level, strategy);
  return call.Result(d->s.avail_out == 0 ? Z_STREAM_ERROR : result);
}

SB_EXPORT Term bif_zlib_deflate_nif_4(Ctx* ctx, Term z, Term input, Term output, Term flush_term) {
  const Call call(ctx, BifId::bif_zlib_deflate_nif_4, z, input, output, flush_term);
  int32_t limit, room, flush;
  if (!GetInt(input, &limit) || !GetInt(output, &room) || !GetInt(flush_term, &flush))
    return call.Badarg();
  Stream* d = call.Find(StreamState::kDeflate);
  return d == nullptr ? 0 : Codec(call, &deflate, d, limit, room, flush);
}

SB_EXPORT Term bif_zlib_inflateInit_nif_3(Ctx* ctx, Term z, Term bits_term, Term behavior_term) {
  const Call call(ctx, BifId::bif_zlib_inflateInit_nif_3, z, bits_term, behavior_term);
  int32_t bits, behavior;
  if (!GetInt(bits_term, &bits) || !GetInt(behavior_term, &behavior)) return call.Badarg();
  Stream* d = call.FindNew();
  if (d == nullptr) return 0;
  const int result = inflateInit2(&d->s, bits);
  if (result == Z_OK) {
    d->state = StreamState::kInflate;
    d->end_behavior = static_cast<EndBehavior>(behavior);
    d->end_seen = false;
    d->raw = bits < 0;
    d->input_crc = d->output_crc = 0;
  }
  return call.Result(result);
}

SB_EXPORT Term bif_zlib_inflateSetDictionary_nif_2(Ctx* ctx, Term z, Term dictionary) {
  const Call call(ctx, BifId::bif_zlib_inflateSetDictionary_nif_2, z, dictionary);
  ByteBuf bytes;
  if (!GetIodata(dictionary, &bytes)) return call.Badarg();
  Stream* d = call.Find(StreamState::kInflate);
  return d == nullptr ? 0 : call.Result(inflateSetDictionary(&d->s, bytes.data(), bytes.size()));
}

SB_EXPORT Term bif_zlib_inflateGetDictionary_nif_1(Ctx* ctx, Term z) {
  const Call call(ctx, BifId::bif_zlib_inflateGetDictionary_nif_1, z);
  Stream* d = call.Find(StreamState::kInflate);
  if (d == nullptr) return 0;
  ByteBuf bytes;
  uInt size = 0;
  const int result = inflateGetDictionary(&d->s, bytes.Extend(kMaxDictionary), &size);
  return result < 0 ? call.Result(result) : NewBinaryFrom(ctx, bytes.data(), size);
}

SB_EXPORT Term bif_zlib_inflateReset_nif_1(Ctx* ctx, Term z) {
  const Call call(ctx, BifId::bif_zlib_inflateReset_nif_1, z);
  Stream* d = call.Find(StreamState::kInflate);
  if (d == nullptr) return 0;
  const int result = inflateReset(&d->s);
  d->output_crc = 0;
  d->end_seen = false;
  d->ResetInput();
  return call.Result(result);
}

SB_EXPORT Term bif_zlib_inflateEnd_nif_1(Ctx* ctx, Term z) {
  const Call call(ctx, BifId::bif_zlib_inflateEnd_nif_1, z);
  Stream* d = call.Find(StreamState::kInflate);
  if (d == nullptr) return 0;
  int result = inflateEnd(&d->s);
  if (result == Z_OK && (!d->end_seen || d->queued() > 0)) result = Z_DATA_ERROR;
  d->ResetInput();
  d->state = StreamState::kNone;
  return call.Result(result);
}

SB_EXPORT Term bif_zlib_inflate_nif_4(Ctx* ctx, Term z, Term input, Term output, Term flush_term) {
  const Call call(ctx, BifId::bif_zlib_inflate_nif_4, z, input, output, flush_term);
  int32_t limit, room, flush;
  if (!GetInt(input, &limit) || !GetInt(output, &room) || !GetInt(flush_term, &flush))
    return call.Badarg();
  Stream* d = call.Find(StreamState::kInflate);
  if (d == nullptr) return 0;
  if (d->end_seen && d->queued() > 0) {
    switch (d->end_behavior) {
      case EndBehavior::kError:
        return call.Result(Z_DATA_ERROR);
      case EndBehavior::kReset: {
        const int result = inflateReset(&d->s);
        if (result != Z_OK) return call.Result(result);
        d->end_seen = false;
        break;
      }
      case EndBehavior::kCut:
        d->ResetInput();
        break;
    }
  }
  return Codec(call, &inflate, d, limit, room, flush);
}

SB_EXPORT Term bif_zlib_setBufSize_nif_2(Ctx* ctx, Term z, Term size) {
  const Call call(ctx, BifId::bif_zlib_setBufSize_nif_2, z, size);
  Stream* d = call.Find();
  if (d == nullptr) return 0;
  return GetInt(size, &d->chunk_size) ? kOk : call.Badarg();
}

SB_EXPORT Term bif_zlib_getBufSize_nif_1(Ctx* ctx, Term z) {
  const Call call(ctx, BifId::bif_zlib_getBufSize_nif_1, z);
  Stream* d = call.Find();
  return d == nullptr ? 0 : MakeInt(ctx, d->chunk_size);
}

SB_EXPORT Term bif_zlib_crc32_nif_1(Ctx* ctx, Term z) {
  const Call call(ctx, BifId::bif_zlib_crc32_nif_1, z);
  Stream* d = call.Find();
  if (d == nullptr) return 0;
  switch (d->state) {
    case StreamState::kDeflate:
      return MakeInt(ctx, int64_t{d->input_crc});
    case StreamState::kInflate:
      return MakeInt(ctx, int64_t{d->output_crc});
    case StreamState::kNone:
      break;
  }
  return call.Raise("not_initialized");
}

SB_EXPORT Term bif_zlib_clearStash_nif_1(Ctx* ctx, Term z) {
  const Call call(ctx, BifId::bif_zlib_clearStash_nif_1, z);
  Stream* d = call.Find();
  if (d == nullptr) return 0;
  if (d->stash == nullptr) return call.Raise("error");
  FreeMessage(d->stash);
  d->stash = nullptr;
  return kOk;
}

SB_EXPORT Term bif_zlib_setStash_nif_2(Ctx* ctx, Term z, Term term) {
  const Call call(ctx, BifId::bif_zlib_setStash_nif_2, z, term);
  Stream* d = call.Find();
  if (d == nullptr) return 0;
  if (d->stash != nullptr) return call.Raise("error");
  d->stash = CopyToMessage(term);
  return kOk;
}

SB_EXPORT Term bif_zlib_getStash_nif_1(Ctx* ctx, Term z) {
  const Call call(ctx, BifId::bif_zlib_getStash_nif_1, z);
  Stream* d = call.Find();
  if (d == nullptr) return 0;
  if (d->stash == nullptr) return InternAtom("empty");
  return MakeTuple(ctx, {kOk, CopyToProcess(ctx, d->stash->term)});
}

SB_EXPORT Term bif_zlib_enqueue_nif_2(Ctx* ctx, Term z, Term blocks) {
  const Call call(ctx, BifId::bif_zlib_enqueue_nif_2, z, blocks);
  Stream* d = call.Find();
  if (d == nullptr) return 0;
  if (d->state == StreamState::kNone) return call.Raise("not_initialized");
  uint64_t bits = 0;
  return FlattenIolist(blocks, true, &d->input, &bits) ? kOk : call.Badarg();
}
