// Ciphers: crypto:crypto_init, crypto_update, crypto_final, crypto_one_time, cipher_info. What they check,
// in which order, and what they raise is OTP's with OpenSSL 3.
#include "runtime/core/bifs.h"
#include "runtime/core/host.h"
#include "runtime/crypto/call.h"
#include "runtime/crypto/ciphers.h"
#include "runtime/data/integer.h"
#include "runtime/data/map.h"
#include "runtime/data/print.h"

namespace seabeam::rt {

using abi::BifId;

namespace {

constexpr const char* kFile = "api_ng.c";
constexpr ErrorPlace kNoDynamicIv = {kFile, 295};
constexpr const char* kNoDynamicIvText =
    "Dynamic IV is not supported for libcrypto versions >= 3.0";

enum class Padding : uint8_t { kUndefined, kNone, kZero, kRandom, kPkcs, kCount };
constexpr const char* kPaddingNames[] = {"undefined", "none", "zero", "random", "pkcs_padding"};

struct CipherContext {
  CipherStream stream;
  bool encrypt;  // what the options said: `undefined` counts as true, but the stream decrypts
  Padding padding;
  int32_t padded_size;
  uint32_t size;  // of all text so far
};
// An update changes the state itself.
constexpr ResourceKind kCipherState = {nullptr};

CipherContext* GetState(Term state) {
  return static_cast<CipherContext*>(FindResource(state, &kCipherState));
}

struct Options {
  bool encrypt = true;
  bool undefined = false;
  Padding padding = Padding::kUndefined;
};

// true, false or undefined; false: none of them.
bool GetDirection(Term t, Options* options) {
  options->encrypt = t != kFalse;
  options->undefined = t == kUndefined;
  return t == kTrue || t == kFalse || t == kUndefined;
}

bool GetPadding(Term t, Padding* padding) {
  for (uint8_t i = 0; i < static_cast<uint8_t>(Padding::kCount); ++i) {
    *padding = static_cast<Padding>(i);
    if (IsName(t, kPaddingNames[i])) return true;
  }
  return false;
}

template <typename C>
Term BadTag(const C& call, int32_t argument, Term tag) {
  constexpr uint32_t kMaxMessage = 63;
  ByteBuf text;
  text.Put("Bad tag in option: ");
  PrintTerm(&text, tag);
  if (text.size() > kMaxMessage) text.Resize(kMaxMessage);
  text.Put(uint8_t{0});
  return call.Badarg({kFile, 174}, argument, reinterpret_cast<const char*>(text.data()));
}

// The options of a call, its argument number `argument`; 0 with an exception, else anything.
template <typename C>
Term GetOptions(const C& call, int32_t argument, Term term, Options* options) {
  if (IsAtom(term) && GetDirection(term, options)) return kOk;
  Term end = term;
  while (IsCons(end)) end = Tail(end);
  if (!IsNil(end))
    return call.Badarg({kFile, 120}, argument, "Options are not a boolean or a proper list");
  bool have_direction = false, have_padding = false;
  for (; IsCons(term); term = Tail(term)) {
    const Term option = Head(term);
    if (!IsTupleOf(option, 2))
      return call.Badarg({kFile, 139}, argument, "Options must be a property list!");
    const Term tag = TupleElement(option, 0), value = TupleElement(option, 1);
    if (IsName(tag, "encrypt")) {
      if (have_direction) {
        return call.Badarg({kFile, 144}, argument, "'encrypt' option is present more than once!");
      }
      have_direction = true;
      if (!GetDirection(value, options))
        return call.Badarg({kFile, 152}, argument, "The 'encrypt' option must be a boolean!");
    } else if (IsName(tag, "padding")) {
      if (have_padding) {
        return call.Badarg({kFile, 157}, argument,
                           "The 'padding' option is present more than once!");
      }
      have_padding = true;
      if (!GetPadding(value, &options->padding))
        return call.Badarg({kFile, 168}, argument, "Bad 'padding' option value");
    } else {
      return BadTag(call, argument, tag);
    }
  }
  return kOk;
}

// Starts a context; 0 with an exception, else anything. Cipher, key and iv are a call's first arguments.
template <typename C>
Term Start(const C& call, Term cipher, Term key_term, Term iv_term, int32_t options_argument,
           Term options_term, CipherContext* context) {
  Options options;
  if (GetOptions(call, options_argument, options_term, &options) == 0) return 0;
  ByteBuf key, iv;
  if (!GetIodata(key_term, &key)) return call.Badarg({kFile, 228}, 1, "Bad key");
  if (!IsAtom(cipher)) return call.Badarg({kFile, 235}, 0, "Cipher id is not an atom");
  const CipherType* type = FindCipher(cipher, key.size());
  if (type == nullptr) {
    return FindCipherName(cipher) == nullptr ? call.Badarg({kFile, 242}, 0, "Unknown cipher")
                                             : call.Badarg({kFile, 244}, 1, "Bad key size");
  }
  if (type->aead()) return call.Badarg({kFile, 250}, 0, "Missing arguments for this cipher");
  if (iv_term == kUndefined) return call.NotSupported(kNoDynamicIv, -1, kNoDynamicIvText);
  if (type->iv_size > 0) {
    if (!GetIodata(iv_term, &iv)) return call.Badarg({kFile, 304}, 2, "Bad iv type");
    if (iv.size() != type->iv_size) return call.Badarg({kFile, 310}, 2, "Bad iv size");
  }
  context->encrypt = options.encrypt;
  context->padding = options.padding;
  context->padded_size = -1;
  context->size = 0;
  if (!context->stream.Start(type, key.data(), key.size(), iv.data(),
                             options.encrypt && !options.undefined,
                             options.padding == Padding::kPkcs)) {
    return call.Error({kFile, 363}, 1, "Can't initialize context, key_length");
  }
  return kOk;
}

void Update(CipherContext* context, const ByteBuf& text, ByteBuf* out) {
  context->size += text.size();
  context->stream.Update(text.data(), text.size(), out);
}

template <typename C>
Term FinishEncryption(const C& call, CipherContext* context, ByteBuf* out) {
  CipherStream* stream = &context->stream;
  const uint32_t block = stream->type()->block_size();
  const uint32_t missing = (block - context->size % block) % block;
  context->padded_size = static_cast<int32_t>(missing);
  switch (context->padding) {
    case Padding::kUndefined:
    case Padding::kCount:
      return kOk;
    case Padding::kNone:
      if (stream->held() > 0)
        return call.Error({kFile, 610}, "Padding 'none' but unfilled last block");
      return kOk;
    case Padding::kZero:
    case Padding::kRandom: {
      uint8_t padding[kMaxCipherBlock] = {};
      if (context->padding == Padding::kRandom) host_random(padding, missing);
      stream->Update(padding, missing, out);
      return stream->held() > 0 ? call.Error({kFile, 614}, "Padding failed") : kOk;
    }
    case Padding::kPkcs:
      if (missing == 0) context->padded_size = static_cast<int32_t>(block);
      if (stream->encrypting()) {
        stream->Pad(out);
        return kOk;
      }
      return stream->Unpad(out) ? kOk : call.Error({kFile, 612}, "Can't finalize");
  }
  return kOk;
}

template <typename C>
Term FinishDecryption(const C& call, CipherContext* context, ByteBuf* out) {
  CipherStream* stream = &context->stream;
  if (context->padding == Padding::kUndefined) return kOk;
  const bool done =
      context->padding == Padding::kPkcs ? stream->Unpad(out) : stream->held() == 0;
  return done ? kOk : call.Error({kFile, 638}, "Can't finalize");
}

// Appends what is left; 0 with an exception, else anything.
template <typename C>
Term Finish(const C& call, CipherContext* context, ByteBuf* out) {
  return context->encrypt ? FinishEncryption(call, context, out)
                          : FinishDecryption(call, context, out);
}

Term BinaryOf(Ctx* ctx, const ByteBuf& bytes) {
  return NewBinaryFrom(ctx, bytes.data(), bytes.size());
}

const char* ModeName(CipherMode mode) {
  switch (mode) {
    case CipherMode::kEcb:
      return "ecb_mode";
    case CipherMode::kCbc:
      return "cbc_mode";
    case CipherMode::kCfb:
    case CipherMode::kCfb8:
      return "cfb_mode";
    case CipherMode::kOfb:
      return "ofb_mode";
    case CipherMode::kCtr:
      return "ctr_mode";
    case CipherMode::kRc4:
    case CipherMode::kChacha:
    case CipherMode::kChachaPoly:
      return "stream_cipher";
    case CipherMode::kGcm:
      return "gcm_mode";
    case CipherMode::kCcm:
      return "ccm_mode";
  }
  return "undefined";
}

}  // namespace
}  // namespace seabeam::rt

using namespace seabeam::rt;
using seabeam::abi::BifId;

SB_EXPORT Term bif_crypto_cipher_algorithms_0(Ctx* ctx) { return CipherNames(ctx); }

SB_EXPORT Term bif_crypto_cipher_info_nif_1(Ctx* ctx, Term name) {
  const CipherType* type = FindCipherName(name);
  if (type == nullptr) return CryptoCall(ctx, BifId::bif_crypto_cipher_info_nif_1, name).Badarg();
  auto number = [&](uint32_t n) { return Small(static_cast<int32_t>(n)); };
  Term pairs[] = {InternAtom("type"),
                  type->openssl_type == 0 ? kUndefined : Small(type->openssl_type),
                  InternAtom("key_length"),
                  number(type->key_size),
                  InternAtom("iv_length"),
                  number(type->iv_size),
                  InternAtom("block_size"),
                  number(type->block_size()),
                  InternAtom("prop_aead"),
                  Bool(type->aead()),
                  InternAtom("mode"),
                  InternAtom(ModeName(type->mode))};
  return MapFromPairs(ctx, pairs, 6);
}

SB_EXPORT Term bif_crypto_ng_crypto_init_nif_4(Ctx* ctx, Term cipher, Term key, Term iv,
                                               Term options) {
  const CryptoCall call(ctx, BifId::bif_crypto_ng_crypto_init_nif_4, cipher, key, iv, options);
  if (CipherContext* context = GetState(cipher)) {
    if (options != kTrue && options != kFalse)
      return call.Badarg({kFile, 697}, 3, "Expected true or false");
    context->encrypt = options == kTrue;
    context->stream.Restart(context->encrypt);
    return cipher;
  }
  if (!IsAtom(cipher)) return call.Badarg({kFile, 709}, 0, "Expected cipher name atom");
  CipherContext context = {};
  if (Start(call, cipher, key, iv, 3, options, &context) == 0) return 0;
  return NewState(ctx, &kCipherState, context);
}

SB_EXPORT Term bif_crypto_ng_crypto_update_nif_2(Ctx* ctx, Term state, Term data) {
  const CryptoCall call(ctx, BifId::bif_crypto_ng_crypto_update_nif_2, state, data);
  ByteBuf text, out;
  if (!GetIodata(data, &text)) return call.Badarg({kFile, 860}, 1, "expected binary");
  CipherContext* context = GetState(state);
  if (context == nullptr) return call.Badarg({kFile, 731}, 0, "Bad State");
  Update(context, text, &out);
  return BinaryOf(ctx, out);
}

SB_EXPORT Term bif_crypto_ng_crypto_update_nif_3(Ctx* ctx, Term state, Term data, Term iv) {
  const CryptoCall call(ctx, BifId::bif_crypto_ng_crypto_update_nif_3, state, data, iv);
  ByteBuf text;
  if (!GetIodata(data, &text)) return call.Badarg({kFile, 860}, 1, "expected binary");
  if (GetState(state) == nullptr) return call.Badarg({kFile, 731}, 0, "Bad State");
  return call.NotSupported({kFile, 736}, -1, kNoDynamicIvText);
}

SB_EXPORT Term bif_crypto_ng_crypto_final_nif_1(Ctx* ctx, Term state) {
  const CryptoCall call(ctx, BifId::bif_crypto_ng_crypto_final_nif_1, state);
  CipherContext* context = GetState(state);
  if (context == nullptr) return call.Badarg({kFile, 886}, 0, "Bad State");
  ByteBuf out;
  return Finish(call, context, &out) == 0 ? 0 : BinaryOf(ctx, out);
}

SB_EXPORT Term bif_crypto_ng_crypto_get_data_nif_1(Ctx* ctx, Term state) {
  const CipherContext* context = GetState(state);
  if (context == nullptr) {
    return CryptoCall(ctx, BifId::bif_crypto_ng_crypto_get_data_nif_1, state)
        .Badarg({kFile, 992}, 0, "Bad State");
  }
  Term pairs[] = {InternAtom("size"),
                  MakeInt(ctx, int64_t{context->size}),
                  InternAtom("padding_size"),
                  Small(context->padded_size),
                  InternAtom("padding_type"),
                  InternAtom(kPaddingNames[static_cast<uint8_t>(context->padding)]),
                  InternAtom("encrypt"),
                  Bool(context->encrypt)};
  return MapFromPairs(ctx, pairs, 4);
}

SB_EXPORT Term bif_crypto_ng_crypto_one_time_nif_5(Ctx* ctx, Term cipher, Term key, Term iv,
                                                   Term data, Term options) {
  const CryptoCall call(ctx, BifId::bif_crypto_ng_crypto_one_time_nif_5, cipher, key, iv, data,
                        options);
  ByteBuf text, out;
  if (!GetIodata(data, &text)) return call.Badarg({kFile, 966}, 3, "expected binary as data");
  CipherContext context = {};
  if (Start(call, cipher, key, iv, 4, options, &context) == 0) return 0;
  Update(&context, text, &out);
  return Finish(call, &context, &out) == 0 ? 0 : BinaryOf(ctx, out);
}
