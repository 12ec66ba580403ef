// Tags of the external term format. Source: the "External Term Format" chapter of the ERTS User's
// Guide.

#ifndef SEABEAM_BEAM_ETF_TAGS_H_
#define SEABEAM_BEAM_ETF_TAGS_H_

#include <cstdint>

namespace seabeam::beam::etf {

inline constexpr uint8_t kVersion = 131;

enum EtfTag : uint8_t {
  kRecordTag = 67,
  kNewFloatTag = 70,
  kBitBinaryTag = 77,
  kCompressedTag = 80,
  kNewPidTag = 88,
  kNewPortTag = 89,
  kNewerReferenceTag = 90,
  kSmallIntegerTag = 97,
  kIntegerTag = 98,
  kFloatTag = 99,
  kAtomTag = 100,
  kReferenceTag = 101,
  kPortTag = 102,
  kPidTag = 103,
  kSmallTupleTag = 104,
  kLargeTupleTag = 105,
  kNilTag = 106,
  kStringTag = 107,
  kListTag = 108,
  kBinaryTag = 109,
  kSmallBigTag = 110,
  kLargeBigTag = 111,
  kNewFunTag = 112,
  kExportTag = 113,
  kNewReferenceTag = 114,
  kSmallAtomTag = 115,
  kMapTag = 116,
  kFunTag = 117,
  kAtomUtf8Tag = 118,
  kSmallAtomUtf8Tag = 119,
  kV4PortTag = 120,
};

}  // namespace seabeam::beam::etf

#endif  // SEABEAM_BEAM_ETF_TAGS_H_
