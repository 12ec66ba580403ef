#include "runtime/zstd/parameters.h"

#include "runtime/data/native_call.h"

namespace seabeam::rt {
namespace {

constexpr ZstdCompressParameter kCompressParameters[] = {
    {"compressionLevel", ZSTD_c_compressionLevel, ZstdValues::kInteger},
    {"windowLog", ZSTD_c_windowLog, ZstdValues::kInteger},
    {"hashLog", ZSTD_c_hashLog, ZstdValues::kInteger},
    {"chainLog", ZSTD_c_chainLog, ZstdValues::kInteger},
    {"searchLog", ZSTD_c_searchLog, ZstdValues::kInteger},
    {"minMatch", ZSTD_c_minMatch, ZstdValues::kInteger},
    {"targetLength", ZSTD_c_targetLength, ZstdValues::kInteger},
    {"strategy", ZSTD_c_strategy, ZstdValues::kStrategy},
    {"targetCBlockSize", ZSTD_c_targetCBlockSize, ZstdValues::kInteger},
    {"enableLongDistanceMatching", ZSTD_c_enableLongDistanceMatching, ZstdValues::kBoolean},
    {"ldmHashLog", ZSTD_c_ldmHashLog, ZstdValues::kInteger},
    {"ldmMinMatch", ZSTD_c_ldmMinMatch, ZstdValues::kInteger},
    {"ldmBucketSizeLog", ZSTD_c_ldmBucketSizeLog, ZstdValues::kInteger},
    {"ldmHashRateLog", ZSTD_c_ldmHashRateLog, ZstdValues::kInteger},
    {"contentSizeFlag", ZSTD_c_contentSizeFlag, ZstdValues::kBoolean},
    {"checksumFlag", ZSTD_c_checksumFlag, ZstdValues::kBoolean},
    {"dictIDFlag", ZSTD_c_dictIDFlag, ZstdValues::kBoolean},
};

constexpr ZstdDecompressParameter kDecompressParameters[] = {
    {"windowLogMax", ZSTD_d_windowLogMax, ZstdValues::kInteger},
};

// By libzstd's numbers.
constexpr const char* kStrategies[] = {"default", "fast",    "dfast", "greedy",  "lazy",
                                       "lazy2",   "btlazy2", "btopt", "btultra", "btultra2"};
constexpr int32_t kStrategyCount = sizeof kStrategies / sizeof kStrategies[0];

template <typename Id, size_t n>
const ZstdParameter<Id>* Find(const ZstdParameter<Id> (&rows)[n], Term name) {
  for (const ZstdParameter<Id>& row : rows) {
    if (IsName(name, row.name)) return &row;
  }
  return nullptr;
}

}  // namespace

const ZstdCompressParameter* FindZstdCompressParameter(Term name) {
  return Find(kCompressParameters, name);
}

const ZstdDecompressParameter* FindZstdDecompressParameter(Term name) {
  return Find(kDecompressParameters, name);
}

bool GetZstdValue(ZstdValues values, Term t, int32_t* value) {
  switch (values) {
    case ZstdValues::kInteger:
      return GetInt(t, value);
    case ZstdValues::kBoolean:
      *value = t == kTrue;
      return t == kTrue || t == kFalse;
    case ZstdValues::kStrategy:
      for (*value = 0; *value < kStrategyCount; ++*value) {
        if (IsName(t, kStrategies[*value])) return true;
      }
      return false;
  }
}

Term MakeZstdValue(Ctx* ctx, ZstdValues values, int32_t value) {
  switch (values) {
    case ZstdValues::kInteger:
      return MakeInt(ctx, value);
    case ZstdValues::kBoolean:
      // OTP looks at the status of the question and not at the answer.
      return kFalse;
    case ZstdValues::kStrategy:
      return value >= 0 && value < kStrategyCount ? InternAtom(kStrategies[value]) : 0;
  }
}

}  // namespace seabeam::rt
