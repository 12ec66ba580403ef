// What a code generator for AtomVM hands over: everything the avmN chunk is made of
// (abi/atomvm/container.h has the bytes).
#ifndef SEABEAM_EMIT_CONTAINER_NATIVE_CODE_H_
#define SEABEAM_EMIT_CONTAINER_NATIVE_CODE_H_

#include <cstdint>
#include <string>
#include <vector>

namespace seabeam::atomvm {

// Labels 1 .. labels - 1 are those of the Code chunk, `labels` is the one where processes end,
// those behind it are continuations. Labels from `entries` on are pseudo labels: positions that
// only the two tables know, for lines more exact than labels.
struct NativeCode {
  struct LineRow {
    uint32_t line_ref = 0;  // row of the Line chunk, 0 = no line
    uint32_t label = 0;     // also counts for the labels behind it, up to the next row's
  };
  struct LabelRow {
    uint32_t label = 0;       // a continuation or pseudo label
    uint32_t beam_label = 0;  // one inside of the function it belongs to, below `labels`
  };

  uint32_t labels = 0;               // label_count of Code
  uint32_t entries = 0;              // highest label that the host may enter + 1; above `labels`
  std::string wasm;                  // exports f<label> of type (i32, i32, i32) -> i32
  std::vector<LineRow> lines;        // any order; of several rows of one label the first counts
  std::vector<LabelRow> label_rows;  // any order; every label behind `labels` should have one
};

}  // namespace seabeam::atomvm

#endif  // SEABEAM_EMIT_CONTAINER_NATIVE_CODE_H_
