// The native functions of module zstd. What they check, in which order, and what they raise is
// OTP's.
#include <cstring>
#include <new>

#include "runtime/core/bifs.h"
#include "runtime/data/map.h"
#include "runtime/data/native_call.h"
#include "runtime/zstd/contexts.h"
#include "runtime/zstd/parameters.h"

namespace seabeam::rt {

using abi::BifId;

namespace {

using Compression = ZstdCompression;
using Decompression = ZstdDecompression;

template <typename... Args>
class Call : public NativeCall<Args...> {
 public:
  using NativeCall<Args...>::NativeCall;

  // The context of the first argument, open and the caller's own; 0 with an exception pending
  // otherwise.
  template <typename Direction>
  ZstdContext<Direction>* Find() const {
    auto* context =
        static_cast<ZstdContext<Direction>*>(FindResource(this->arg(0), &kZstdContext<Direction>));
    if (context == nullptr || context->stream == nullptr) {
      this->Badarg();
      return nullptr;
    }
    if (context->owner != this->ctx()->self) {
      this->Raise(InternAtom("not_on_controlling_process"));
      return nullptr;
    }
    return context;
  }

  // What libzstd says is wrong.
  Term ZstdError(size_t code) const {
    const char* text = ZSTD_getErrorName(code);
    const Term message = NewBinaryFrom(this->ctx(), text, static_cast<uint32_t>(strlen(text)));
    return this->Raise(MakeTuple(this->ctx(), {InternAtom("zstd_error"), message}));
  }
  Term Done(size_t code) const { return ZSTD_isError(code) ? ZstdError(code) : kOk; }

  // {badarg, {Invalid, T}}
  Term Invalid(const char* invalid, Term t) const {
    const Term detail = MakeTuple(this->ctx(), {InternAtom(invalid), t});
    return this->Raise(MakeTuple(this->ctx(), {Atom(FixedAtom::kBadarg), detail}));
  }
};
template <typename... Args>
Call(Ctx*, BifId, Args...) -> Call<Args...>;

template <typename Direction>
Term NewContext(Ctx* ctx) {
  Term reference;
  auto* context =
      new (NewResource(ctx, &kZstdContext<Direction>, sizeof(ZstdContext<Direction>), &reference))
          ZstdContext<Direction>;
  context->stream = Direction::kNewStream();
  context->owner = ctx->self;
  return reference;
}

template <typename Direction, typename C>
Term Close(const C& call) {
  auto* context = call.template Find<Direction>();
  if (context == nullptr) return 0;
  context->Close();
  return kOk;
}

template <typename Direction, typename C>
Term Reset(const C& call) {
  auto* context = call.template Find<Direction>();
  if (context == nullptr) return 0;
  context->Reset();
  return kOk;
}

// ---- Dictionaries ----

template <typename Direction>
ZstdDictionary<Direction>* FindDictionary(Term t) {
  void* data = FindResource(t, &kZstdDictionary<Direction>);
  return data == nullptr ? nullptr : *static_cast<ZstdDictionary<Direction>**>(data);
}

template <typename Direction>
Term NewDictionary(Ctx* ctx, typename Direction::Dictionary* content, const char* error) {
  if (content == nullptr) return MakeTuple(ctx, {Atom(FixedAtom::kError), InternAtom(error)});
  auto* dictionary = new ZstdDictionary<Direction>;
  dictionary->content = content;
  Term reference;
  void* data = NewResource(ctx, &kZstdDictionary<Direction>, sizeof(void*), &reference);
  *static_cast<ZstdDictionary<Direction>**>(data) = dictionary;
  return reference;
}

template <typename Direction, typename C>
Term LoadDictionary(const C& call) {
  auto* context = call.template Find<Direction>();
  if (context == nullptr) return 0;
  ByteBuf bytes;
  if (!GetIodata(call.arg(1), &bytes)) return call.Badarg();
  const size_t code = Direction::kLoadDictionary(context->stream, bytes.data(), bytes.size());
  if (!ZSTD_isError(code)) context->UseDictionary(nullptr);
  return call.Done(code);
}

template <typename Direction, typename C>
Term UseDictionary(const C& call) {
  auto* context = call.template Find<Direction>();
  if (context == nullptr) return 0;
  ZstdDictionary<Direction>* dictionary = FindDictionary<Direction>(call.arg(1));
  if (dictionary == nullptr) return call.Badarg();
  const size_t code = Direction::kUseDictionary(context->stream, dictionary->content);
  if (!ZSTD_isError(code)) context->UseDictionary(dictionary);
  return call.Done(code);
}

template <typename Direction, typename C>
Term DictionaryId(const C& call) {
  const ZstdDictionary<Direction>* dictionary = FindDictionary<Direction>(call.arg(0));
  return dictionary == nullptr ? call.Badarg()
                               : MakeInt(call.ctx(), Direction::kDictionaryId(dictionary->content));
}

template <typename C>
Term IdOfBytes(const C& call, unsigned (*id)(const void*, size_t)) {
  ByteBuf bytes;
  if (!GetIodata(call.arg(0), &bytes)) return call.Badarg();
  return MakeInt(call.ctx(), id(bytes.data(), bytes.size()));
}

// ---- Streams ----

// What a call wants to be done behind its input. OTP 28's module gives a boolean.
bool GetDirective(Term t, ZSTD_EndDirective* directive) {
  uint32_t number;
  if (t == kFalse) {
    number = ZSTD_e_continue;
  } else if (t == kTrue) {
    number = ZSTD_e_end;
  } else if (!GetSmallUpTo(t, ZSTD_e_end, &number)) {
    return false;
  }
  *directive = static_cast<ZSTD_EndDirective>(number);
  return true;
}

size_t Run(ZSTD_CCtx* stream, ZSTD_outBuffer* output, ZSTD_inBuffer* input,
           ZSTD_EndDirective directive) {
  return ZSTD_compressStream2(stream, output, input, directive);
}
size_t Run(ZSTD_DCtx* stream, ZSTD_outBuffer* output, ZSTD_inBuffer* input, ZSTD_EndDirective) {
  return ZSTD_decompressStream(stream, output, input);
}

// One piece of output, at most `room` bytes.
template <typename Direction, typename C>
Term Codec(const C& call, ZstdContext<Direction>* context, const AlignedBytes& bytes, size_t room,
           ZSTD_EndDirective directive) {
  ByteBuf output_bytes;
  ZSTD_outBuffer output = {output_bytes.Extend(static_cast<uint32_t>(room)), room, 0};
  ZSTD_inBuffer input = {bytes.data(), bytes.size(), 0};
  size_t left;
  do {
    left = Run(context->stream, &output, &input, directive);
    if (ZSTD_isError(left)) {
      context->Reset();
      return call.ZstdError(left);
    }
  } while (input.pos < input.size && output.pos < output.size);

  Ctx* ctx = call.ctx();
  const Term produced = NewBinaryFrom(ctx, output_bytes.data(), static_cast<uint32_t>(output.pos));
  if (input.pos < input.size) {
    const Term rest = SubBits(ctx, call.arg(1), static_cast<uint32_t>(input.pos) * 8,
                              static_cast<uint32_t>(input.size - input.pos) * 8);
    return MakeTuple(ctx, {InternAtom("continue"), rest, produced});
  }
  if (directive == ZSTD_e_continue) return MakeTuple(ctx, {InternAtom("continue"), produced});
  const bool full = output.pos == output.size && left > 0;
  return MakeTuple(ctx, {InternAtom(full ? "flush" : "done"), produced});
}

// ---- Parameters ----

template <typename Direction, typename C, typename P, typename F>
Term GetParameter(const C& call, P* (*find)(Term), F get) {
  auto* context = call.template Find<Direction>();
  if (context == nullptr) return 0;
  const P* parameter = find(call.arg(1));
  if (parameter == nullptr) return call.Invalid("invalid_key", call.arg(1));
  int value;
  const size_t code = get(context->stream, parameter->id, &value);
  if (ZSTD_isError(code)) return call.ZstdError(code);
  const Term term = MakeZstdValue(call.ctx(), parameter->values, value);
  return term == 0 ? call.Badarg() : term;
}

}  // namespace
}  // namespace seabeam::rt

using namespace seabeam::rt;
using seabeam::abi::BifId;

SB_EXPORT Term bif_zstd_init_compress_nif_0(Ctx* ctx) { return NewContext<Compression>(ctx); }
SB_EXPORT Term bif_zstd_init_decompress_nif_0(Ctx* ctx) { return NewContext<Decompression>(ctx); }

SB_EXPORT Term bif_zstd_compress_reset_nif_1(Ctx* ctx, Term context) {
  return Reset<Compression>(Call(ctx, BifId::bif_zstd_compress_reset_nif_1, context));
}
SB_EXPORT Term bif_zstd_decompress_reset_nif_1(Ctx* ctx, Term context) {
  return Reset<Decompression>(Call(ctx, BifId::bif_zstd_decompress_reset_nif_1, context));
}

SB_EXPORT Term bif_zstd_compress_close_nif_1(Ctx* ctx, Term context) {
  return Close<Compression>(Call(ctx, BifId::bif_zstd_compress_close_nif_1, context));
}
SB_EXPORT Term bif_zstd_decompress_close_nif_1(Ctx* ctx, Term context) {
  return Close<Decompression>(Call(ctx, BifId::bif_zstd_decompress_close_nif_1, context));
}

SB_EXPORT Term bif_zstd_load_compress_dictionary_nif_2(Ctx* ctx, Term context, Term bytes) {
  return LoadDictionary<Compression>(
      Call(ctx, BifId::bif_zstd_load_compress_dictionary_nif_2, context, bytes));
}
SB_EXPORT Term bif_zstd_load_decompress_dictionary_nif_2(Ctx* ctx, Term context, Term bytes) {
  return LoadDictionary<Decompression>(
      Call(ctx, BifId::bif_zstd_load_decompress_dictionary_nif_2, context, bytes));
}

SB_EXPORT Term bif_zstd_ref_compress_dictionary_nif_2(Ctx* ctx, Term context, Term dictionary) {
  return UseDictionary<Compression>(
      Call(ctx, BifId::bif_zstd_ref_compress_dictionary_nif_2, context, dictionary));
}
SB_EXPORT Term bif_zstd_ref_decompress_dictionary_nif_2(Ctx* ctx, Term context, Term dictionary) {
  return UseDictionary<Decompression>(
      Call(ctx, BifId::bif_zstd_ref_decompress_dictionary_nif_2, context, dictionary));
}

SB_EXPORT Term bif_zstd_create_cdict_nif_2(Ctx* ctx, Term dictionary, Term level_term) {
  const Call call(ctx, BifId::bif_zstd_create_cdict_nif_2, dictionary, level_term);
  BitView view;
  int32_t level;
  if (!GetBinary(dictionary, &view) || !GetInt(level_term, &level)) return call.Badarg();
  const AlignedBytes bytes(view);
  ZSTD_CDict* content =
      ZSTD_createCDict_advanced(bytes.data(), bytes.size(), ZSTD_dlm_byCopy, ZSTD_dct_auto,
                                ZSTD_getCParams(level, 0, bytes.size()), ZSTD_defaultCMem);
  return NewDictionary<Compression>(ctx, content, "invalid_compress_dict");
}
SB_EXPORT Term bif_zstd_create_ddict_nif_1(Ctx* ctx, Term dictionary) {
  const Call call(ctx, BifId::bif_zstd_create_ddict_nif_1, dictionary);
  BitView view;
  if (!GetBinary(dictionary, &view)) return call.Badarg();
  const AlignedBytes bytes(view);
  ZSTD_DDict* content = ZSTD_createDDict(bytes.data(), bytes.size());
  return NewDictionary<Decompression>(ctx, content, "invalid_decompress_dict");
}

SB_EXPORT Term bif_zstd_getDictId_fromCDict_nif_1(Ctx* ctx, Term dictionary) {
  return DictionaryId<Compression>(
      Call(ctx, BifId::bif_zstd_getDictId_fromCDict_nif_1, dictionary));
}
SB_EXPORT Term bif_zstd_getDictId_fromDDict_nif_1(Ctx* ctx, Term dictionary) {
  return DictionaryId<Decompression>(
      Call(ctx, BifId::bif_zstd_getDictId_fromDDict_nif_1, dictionary));
}
SB_EXPORT Term bif_zstd_getDictId_fromDict_nif_1(Ctx* ctx, Term bytes) {
  return IdOfBytes(Call(ctx, BifId::bif_zstd_getDictId_fromDict_nif_1, bytes),
                   &ZSTD_getDictID_fromDict);
}
SB_EXPORT Term bif_zstd_getDictId_fromFrame_nif_1(Ctx* ctx, Term bytes) {
  return IdOfBytes(Call(ctx, BifId::bif_zstd_getDictId_fromFrame_nif_1, bytes),
                   &ZSTD_getDictID_fromFrame);
}

SB_EXPORT Term bif_zstd_set_compress_parameter_nif_3(Ctx* ctx, Term context_term, Term key,
                                                     Term value_term) {
  const Call call(ctx, BifId::bif_zstd_set_compress_parameter_nif_3, context_term, key, value_term);
  auto* context = call.Find<Compression>();
  if (context == nullptr) return 0;
  const ZstdCompressParameter* parameter = FindZstdCompressParameter(key);
  if (parameter == nullptr) return call.Invalid("invalid_key", key);
  int32_t value;
  if (!GetZstdValue(parameter->values, value_term, &value))
    return call.Invalid("invalid_value", value_term);
  return call.Done(ZSTD_CCtx_setParameter(context->stream, parameter->id, value));
}
SB_EXPORT Term bif_zstd_set_decompress_parameter_nif_3(Ctx* ctx, Term context_term, Term key,
                                                       Term value_term) {
  const Call call(ctx, BifId::bif_zstd_set_decompress_parameter_nif_3, context_term, key,
                  value_term);
  auto* context = call.Find<Decompression>();
  if (context == nullptr) return 0;
  // The value comes first here.
  int32_t value;
  if (!GetInt(value_term, &value)) return call.Badarg();
  const ZstdDecompressParameter* parameter = FindZstdDecompressParameter(key);
  if (parameter == nullptr) return call.Invalid("invalid_key", key);
  return call.Done(ZSTD_DCtx_setParameter(context->stream, parameter->id, value));
}

SB_EXPORT Term bif_zstd_get_compress_parameter_nif_2(Ctx* ctx, Term context, Term key) {
  return GetParameter<Compression>(
      Call(ctx, BifId::bif_zstd_get_compress_parameter_nif_2, context, key),
      &FindZstdCompressParameter, &ZSTD_CCtx_getParameter);
}
SB_EXPORT Term bif_zstd_get_decompress_parameter_nif_2(Ctx* ctx, Term context, Term key) {
  return GetParameter<Decompression>(
      Call(ctx, BifId::bif_zstd_get_decompress_parameter_nif_2, context, key),
      &FindZstdDecompressParameter, &ZSTD_DCtx_getParameter);
}

SB_EXPORT Term bif_zstd_set_pledged_src_size_nif_2(Ctx* ctx, Term context_term, Term size_term) {
  const Call call(ctx, BifId::bif_zstd_set_pledged_src_size_nif_2, context_term, size_term);
  auto* context = call.Find<Compression>();
  if (context == nullptr) return 0;
  IntView size;
  if (!LoadInt(size_term, &size) || size.neg || size.n > 2) return call.Badarg();
  uint64_t bytes = size.n > 0 ? size.d[0] : 0;
  if (size.n > 1) bytes |= uint64_t{size.d[1]} << 32;
  return call.Done(ZSTD_CCtx_setPledgedSrcSize(context->stream, bytes));
}

SB_EXPORT Term bif_zstd_compress_stream_nif_3(Ctx* ctx, Term context_term, Term data,
                                              Term directive_term) {
  const Call call(ctx, BifId::bif_zstd_compress_stream_nif_3, context_term, data, directive_term);
  auto* context = call.Find<Compression>();
  if (context == nullptr) return 0;
  BitView view;
  ZSTD_EndDirective directive;
  if (!GetBinary(data, &view) || !GetDirective(directive_term, &directive)) {
    context->Reset();
    return call.Badarg();
  }
  return Codec(call, context, AlignedBytes(view), ZSTD_CStreamOutSize(), directive);
}

SB_EXPORT Term bif_zstd_decompress_stream_nif_3(Ctx* ctx, Term context_term, Term data,
                                                Term directive_term) {
  const Call call(ctx, BifId::bif_zstd_decompress_stream_nif_3, context_term, data, directive_term);
  auto* context = call.Find<Decompression>();
  if (context == nullptr) return 0;
  BitView view;
  ZSTD_EndDirective directive;
  if (!GetBinary(data, &view) || !GetDirective(directive_term, &directive)) return call.Badarg();
  const AlignedBytes bytes(view);
  size_t room = ZSTD_DStreamOutSize();
  if (!context->in_use) {
    // Parameters can be set as long as nothing has been read, in OTP 28.
    if (bytes.size() == 0 && directive_term == kTrue)
      return MakeTuple(ctx, {InternAtom("done"), data});
    // The size of all of it, or a large number that says why it is not known.
    const unsigned long long size = ZSTD_findDecompressedSize(bytes.data(), bytes.size());
    if (size < room) room = static_cast<size_t>(size);
    context->in_use = true;
  }
  return Codec(call, context, bytes, room, directive);
}

SB_EXPORT Term bif_zstd_get_frame_header_nif_1(Ctx* ctx, Term frame) {
  const Call call(ctx, BifId::bif_zstd_get_frame_header_nif_1, frame);
  ByteBuf bytes;
  if (!GetIodata(frame, &bytes)) return call.Badarg();
  ZSTD_FrameHeader header = {};
  const size_t code = ZSTD_getFrameHeader(&header, bytes.data(), bytes.size());
  if (ZSTD_isError(code)) return call.ZstdError(code);
  const bool sized = header.frameContentSize != ZSTD_CONTENTSIZE_UNKNOWN;
  const bool skippable = header.frameType == ZSTD_skippableFrame;
  Term pairs[] = {
      InternAtom("frameContentSize"),
      sized ? MakeUint64(ctx, header.frameContentSize) : InternAtom("undefined"),
      InternAtom("windowSize"),
      MakeUint64(ctx, header.windowSize),
      InternAtom("blockSizeMax"),
      MakeInt(ctx, header.blockSizeMax),
      InternAtom("frameType"),
      InternAtom(skippable ? "ZSTD_skippableFrame" : "ZSTD_frame"),
      InternAtom("headerSize"),
      MakeInt(ctx, header.headerSize),
      InternAtom("dictID"),
      MakeInt(ctx, header.dictID),
      InternAtom("checksumFlag"),
      Bool(header.checksumFlag != 0),
  };
  return MakeTuple(ctx, {kOk, MapFromPairs(ctx, pairs, 7)});
}
