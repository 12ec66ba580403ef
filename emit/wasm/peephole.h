// Local simplifications at the end of an instruction vector.
#ifndef SEABEAM_EMIT_WASM_PEEPHOLE_H_
#define SEABEAM_EMIT_WASM_PEEPHOLE_H_

#include <cstddef>
#include <vector>

#include "emit/wasm/instr.h"

namespace seabeam::wasm {

// Appends `next`, or changes the last instructions to the same effect. Leaves
// code[0 .. barrier) alone. The rules only match straight-line instructions,
// so they never reach across a label: every control instruction, block and end
// included, is itself an element of the vector and matches no pattern.
//
//   local.set x; local.get x     -> local.tee x
//   local.get x; local.set x     -> (nothing)
//   local.get x; local.tee x     -> local.get x
//   local.tee x; local.set x     -> local.set x
//   local.tee x; drop            -> local.set x
//   get or const; drop           -> (nothing)
//   compare; i32.eqz             -> inverse compare (integers; float eq, ne)
//   const 0; eq                  -> eqz
//   const 0; add, sub, or, xor, shl, shr -> (nothing), integers
//   i64.extend_i32; i32.wrap_i64 -> (nothing)
//   i32.eqz; i32.eqz; br_if, if  -> br_if, if
//   i32.const 0; i32.ne; br_if, if -> br_if, if
void AppendWithPeephole(std::vector<Instr>& code, size_t barrier, Instr next);

}  // namespace seabeam::wasm

#endif  // SEABEAM_EMIT_WASM_PEEPHOLE_H_
