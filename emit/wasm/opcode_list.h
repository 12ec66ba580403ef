// The WebAssembly instructions this writer knows, one row each. The enum, the
// encoder, the validator, the printer, the documentation of the text names and
// the cross-check against wabt all derive from this list; an instruction is
// added by adding a row (and, for a signature of "*", a case in
// function_builder.cc).
//
// Source of the facts: WebAssembly core specification 2.0 (binary format,
// appendix "Index of Instructions") and the tail-call and threads proposals.
//
// Columns
//   enumerator   of wasm::Opcode
//   text name    in the text format
//   prefix       0 for one-byte instructions, else 0xfc or 0xfe
//   code         the byte, or after a prefix the LEB128-encoded number
//   immediates   wasm::ImmKind, see opcode.h
//   signature    operands ':' results, i = i32, l = i64, f = f32, d = f64;
//                "*" when it depends on immediates or context
//   align        log2 of the natural alignment of a memory access, else 0
//   feature      wasm::Feature that the module must allow
#ifndef SEABEAM_EMIT_WASM_OPCODE_LIST_H_
#define SEABEAM_EMIT_WASM_OPCODE_LIST_H_

// clang-format off
#define SEABEAM_WASM_OPCODE_LIST(V) \
  /* Control. */                                                                                         \
  V(kUnreachable, "unreachable", 0x00, 0x00, kNone, "*", 0, kMvp)                                        \
  V(kNop, "nop", 0x00, 0x01, kNone, ":", 0, kMvp)                                                        \
  V(kBlock, "block", 0x00, 0x02, kBlock, "*", 0, kMvp)                                                   \
  V(kLoop, "loop", 0x00, 0x03, kBlock, "*", 0, kMvp)                                                     \
  V(kIf, "if", 0x00, 0x04, kBlock, "*", 0, kMvp)                                                         \
  V(kElse, "else", 0x00, 0x05, kNone, "*", 0, kMvp)                                                      \
  V(kEnd, "end", 0x00, 0x0b, kNone, "*", 0, kMvp)                                                        \
  V(kBr, "br", 0x00, 0x0c, kLabel, "*", 0, kMvp)                                                         \
  V(kBrIf, "br_if", 0x00, 0x0d, kLabel, "*", 0, kMvp)                                                    \
  V(kBrTable, "br_table", 0x00, 0x0e, kBrTable, "*", 0, kMvp)                                            \
  V(kReturn, "return", 0x00, 0x0f, kNone, "*", 0, kMvp)                                                  \
  V(kCall, "call", 0x00, 0x10, kFunc, "*", 0, kMvp)                                                      \
  V(kCallIndirect, "call_indirect", 0x00, 0x11, kCallIndirect, "*", 0, kMvp)                             \
  V(kReturnCall, "return_call", 0x00, 0x12, kFunc, "*", 0, kTailCall)                                    \
  V(kReturnCallIndirect, "return_call_indirect", 0x00, 0x13, kCallIndirect, "*", 0, kTailCall)           \
  /* Parametric and variables. */                                                                        \
  V(kDrop, "drop", 0x00, 0x1a, kNone, "*", 0, kMvp)                                                      \
  V(kSelect, "select", 0x00, 0x1b, kNone, "*", 0, kMvp)                                                  \
  V(kSelectT, "select", 0x00, 0x1c, kSelectType, "*", 0, kReferenceTypes)                                \
  V(kLocalGet, "local.get", 0x00, 0x20, kLocal, "*", 0, kMvp)                                            \
  V(kLocalSet, "local.set", 0x00, 0x21, kLocal, "*", 0, kMvp)                                            \
  V(kLocalTee, "local.tee", 0x00, 0x22, kLocal, "*", 0, kMvp)                                            \
  V(kGlobalGet, "global.get", 0x00, 0x23, kGlobal, "*", 0, kMvp)                                         \
  V(kGlobalSet, "global.set", 0x00, 0x24, kGlobal, "*", 0, kMvp)                                         \
  V(kTableGet, "table.get", 0x00, 0x25, kTable, "*", 0, kReferenceTypes)                                 \
  V(kTableSet, "table.set", 0x00, 0x26, kTable, "*", 0, kReferenceTypes)                                 \
  /* Memory. Addresses are i32. */                                                                       \
  V(kI32Load, "i32.load", 0x00, 0x28, kMem, "i:i", 2, kMvp)                                              \
  V(kI64Load, "i64.load", 0x00, 0x29, kMem, "i:l", 3, kMvp)                                              \
  V(kF32Load, "f32.load", 0x00, 0x2a, kMem, "i:f", 2, kMvp)                                              \
  V(kF64Load, "f64.load", 0x00, 0x2b, kMem, "i:d", 3, kMvp)                                              \
  V(kI32Load8S, "i32.load8_s", 0x00, 0x2c, kMem, "i:i", 0, kMvp)                                         \
  V(kI32Load8U, "i32.load8_u", 0x00, 0x2d, kMem, "i:i", 0, kMvp)                                         \
  V(kI32Load16S, "i32.load16_s", 0x00, 0x2e, kMem, "i:i", 1, kMvp)                                       \
  V(kI32Load16U, "i32.load16_u", 0x00, 0x2f, kMem, "i:i", 1, kMvp)                                       \
  V(kI64Load8S, "i64.load8_s", 0x00, 0x30, kMem, "i:l", 0, kMvp)                                         \
  V(kI64Load8U, "i64.load8_u", 0x00, 0x31, kMem, "i:l", 0, kMvp)                                         \
  V(kI64Load16S, "i64.load16_s", 0x00, 0x32, kMem, "i:l", 1, kMvp)                                       \
  V(kI64Load16U, "i64.load16_u", 0x00, 0x33, kMem, "i:l", 1, kMvp)                                       \
  V(kI64Load32S, "i64.load32_s", 0x00, 0x34, kMem, "i:l", 2, kMvp)                                       \
  V(kI64Load32U, "i64.load32_u", 0x00, 0x35, kMem, "i:l", 2, kMvp)                                       \
  V(kI32Store, "i32.store", 0x00, 0x36, kMem, "ii:", 2, kMvp)                                            \
  V(kI64Store, "i64.store", 0x00, 0x37, kMem, "il:", 3, kMvp)                                            \
  V(kF32Store, "f32.store", 0x00, 0x38, kMem, "if:", 2, kMvp)                                            \
  V(kF64Store, "f64.store", 0x00, 0x39, kMem, "id:", 3, kMvp)                                            \
  V(kI32Store8, "i32.store8", 0x00, 0x3a, kMem, "ii:", 0, kMvp)                                          \
  V(kI32Store16, "i32.store16", 0x00, 0x3b, kMem, "ii:", 1, kMvp)                                        \
  V(kI64Store8, "i64.store8", 0x00, 0x3c, kMem, "il:", 0, kMvp)                                          \
  V(kI64Store16, "i64.store16", 0x00, 0x3d, kMem, "il:", 1, kMvp)                                        \
  V(kI64Store32, "i64.store32", 0x00, 0x3e, kMem, "il:", 2, kMvp)                                        \
  V(kMemorySize, "memory.size", 0x00, 0x3f, kMemIndex, ":i", 0, kMvp)                                    \
  V(kMemoryGrow, "memory.grow", 0x00, 0x40, kMemIndex, "i:i", 0, kMvp)                                   \
  /* Constants. */                                                                                       \
  V(kI32Const, "i32.const", 0x00, 0x41, kI32, ":i", 0, kMvp)                                             \
  V(kI64Const, "i64.const", 0x00, 0x42, kI64, ":l", 0, kMvp)                                             \
  V(kF32Const, "f32.const", 0x00, 0x43, kF32, ":f", 0, kMvp)                                             \
  V(kF64Const, "f64.const", 0x00, 0x44, kF64, ":d", 0, kMvp)                                             \
  /* Comparisons. */                                                                                     \
  V(kI32Eqz, "i32.eqz", 0x00, 0x45, kNone, "i:i", 0, kMvp)                                               \
  V(kI32Eq, "i32.eq", 0x00, 0x46, kNone, "ii:i", 0, kMvp)                                                \
  V(kI32Ne, "i32.ne", 0x00, 0x47, kNone, "ii:i", 0, kMvp)                                                \
  V(kI32LtS, "i32.lt_s", 0x00, 0x48, kNone, "ii:i", 0, kMvp)                                             \
  V(kI32LtU, "i32.lt_u", 0x00, 0x49, kNone, "ii:i", 0, kMvp)                                             \
  V(kI32GtS, "i32.gt_s", 0x00, 0x4a, kNone, "ii:i", 0, kMvp)                                             \
  V(kI32GtU, "i32.gt_u", 0x00, 0x4b, kNone, "ii:i", 0, kMvp)                                             \
  V(kI32LeS, "i32.le_s", 0x00, 0x4c, kNone, "ii:i", 0, kMvp)                                             \
  V(kI32LeU, "i32.le_u", 0x00, 0x4d, kNone, "ii:i", 0, kMvp)                                             \
  V(kI32GeS, "i32.ge_s", 0x00, 0x4e, kNone, "ii:i", 0, kMvp)                                             \
  V(kI32GeU, "i32.ge_u", 0x00, 0x4f, kNone, "ii:i", 0, kMvp)                                             \
  V(kI64Eqz, "i64.eqz", 0x00, 0x50, kNone, "l:i", 0, kMvp)                                               \
  V(kI64Eq, "i64.eq", 0x00, 0x51, kNone, "ll:i", 0, kMvp)                                                \
  V(kI64Ne, "i64.ne", 0x00, 0x52, kNone, "ll:i", 0, kMvp)                                                \
  V(kI64LtS, "i64.lt_s", 0x00, 0x53, kNone, "ll:i", 0, kMvp)                                             \
  V(kI64LtU, "i64.lt_u", 0x00, 0x54, kNone, "ll:i", 0, kMvp)                                             \
  V(kI64GtS, "i64.gt_s", 0x00, 0x55, kNone, "ll:i", 0, kMvp)                                             \
  V(kI64GtU, "i64.gt_u", 0x00, 0x56, kNone, "ll:i", 0, kMvp)                                             \
  V(kI64LeS, "i64.le_s", 0x00, 0x57, kNone, "ll:i", 0, kMvp)                                             \
  V(kI64LeU, "i64.le_u", 0x00, 0x58, kNone, "ll:i", 0, kMvp)                                             \
  V(kI64GeS, "i64.ge_s", 0x00, 0x59, kNone, "ll:i", 0, kMvp)                                             \
  V(kI64GeU, "i64.ge_u", 0x00, 0x5a, kNone, "ll:i", 0, kMvp)                                             \
  V(kF32Eq, "f32.eq", 0x00, 0x5b, kNone, "ff:i", 0, kMvp)                                                \
  V(kF32Ne, "f32.ne", 0x00, 0x5c, kNone, "ff:i", 0, kMvp)                                                \
  V(kF32Lt, "f32.lt", 0x00, 0x5d, kNone, "ff:i", 0, kMvp)                                                \
  V(kF32Gt, "f32.gt", 0x00, 0x5e, kNone, "ff:i", 0, kMvp)                                                \
  V(kF32Le, "f32.le", 0x00, 0x5f, kNone, "ff:i", 0, kMvp)                                                \
  V(kF32Ge, "f32.ge", 0x00, 0x60, kNone, "ff:i", 0, kMvp)                                                \
  V(kF64Eq, "f64.eq", 0x00, 0x61, kNone, "dd:i", 0, kMvp)                                                \
  V(kF64Ne, "f64.ne", 0x00, 0x62, kNone, "dd:i", 0, kMvp)                                                \
  V(kF64Lt, "f64.lt", 0x00, 0x63, kNone, "dd:i", 0, kMvp)                                                \
  V(kF64Gt, "f64.gt", 0x00, 0x64, kNone, "dd:i", 0, kMvp)                                                \
  V(kF64Le, "f64.le", 0x00, 0x65, kNone, "dd:i", 0, kMvp)                                                \
  V(kF64Ge, "f64.ge", 0x00, 0x66, kNone, "dd:i", 0, kMvp)                                                \
  /* Arithmetic. */                                                                                      \
  V(kI32Clz, "i32.clz", 0x00, 0x67, kNone, "i:i", 0, kMvp)                                               \
  V(kI32Ctz, "i32.ctz", 0x00, 0x68, kNone, "i:i", 0, kMvp)                                               \
  V(kI32Popcnt, "i32.popcnt", 0x00, 0x69, kNone, "i:i", 0, kMvp)                                         \
  V(kI32Add, "i32.add", 0x00, 0x6a, kNone, "ii:i", 0, kMvp)                                              \
  V(kI32Sub, "i32.sub", 0x00, 0x6b, kNone, "ii:i", 0, kMvp)                                              \
  V(kI32Mul, "i32.mul", 0x00, 0x6c, kNone, "ii:i", 0, kMvp)                                              \
  V(kI32DivS, "i32.div_s", 0x00, 0x6d, kNone, "ii:i", 0, kMvp)                                           \
  V(kI32DivU, "i32.div_u", 0x00, 0x6e, kNone, "ii:i", 0, kMvp)                                           \
  V(kI32RemS, "i32.rem_s", 0x00, 0x6f, kNone, "ii:i", 0, kMvp)                                           \
  V(kI32RemU, "i32.rem_u", 0x00, 0x70, kNone, "ii:i", 0, kMvp)                                           \
  V(kI32And, "i32.and", 0x00, 0x71, kNone, "ii:i", 0, kMvp)                                              \
  V(kI32Or, "i32.or", 0x00, 0x72, kNone, "ii:i", 0, kMvp)                                                \
  V(kI32Xor, "i32.xor", 0x00, 0x73, kNone, "ii:i", 0, kMvp)                                              \
  V(kI32Shl, "i32.shl", 0x00, 0x74, kNone, "ii:i", 0, kMvp)                                              \
  V(kI32ShrS, "i32.shr_s", 0x00, 0x75, kNone, "ii:i", 0, kMvp)                                           \
  V(kI32ShrU, "i32.shr_u", 0x00, 0x76, kNone, "ii:i", 0, kMvp)                                           \
  V(kI32Rotl, "i32.rotl", 0x00, 0x77, kNone, "ii:i", 0, kMvp)                                            \
  V(kI32Rotr, "i32.rotr", 0x00, 0x78, kNone, "ii:i", 0, kMvp)                                            \
  V(kI64Clz, "i64.clz", 0x00, 0x79, kNone, "l:l", 0, kMvp)                                               \
  V(kI64Ctz, "i64.ctz", 0x00, 0x7a, kNone, "l:l", 0, kMvp)                                               \
  V(kI64Popcnt, "i64.popcnt", 0x00, 0x7b, kNone, "l:l", 0, kMvp)                                         \
  V(kI64Add, "i64.add", 0x00, 0x7c, kNone, "ll:l", 0, kMvp)                                              \
  V(kI64Sub, "i64.sub", 0x00, 0x7d, kNone, "ll:l", 0, kMvp)                                              \
  V(kI64Mul, "i64.mul", 0x00, 0x7e, kNone, "ll:l", 0, kMvp)                                              \
  V(kI64DivS, "i64.div_s", 0x00, 0x7f, kNone, "ll:l", 0, kMvp)                                           \
  V(kI64DivU, "i64.div_u", 0x00, 0x80, kNone, "ll:l", 0, kMvp)                                           \
  V(kI64RemS, "i64.rem_s", 0x00, 0x81, kNone, "ll:l", 0, kMvp)                                           \
  V(kI64RemU, "i64.rem_u", 0x00, 0x82, kNone, "ll:l", 0, kMvp)                                           \
  V(kI64And, "i64.and", 0x00, 0x83, kNone, "ll:l", 0, kMvp)                                              \
  V(kI64Or, "i64.or", 0x00, 0x84, kNone, "ll:l", 0, kMvp)                                                \
  V(kI64Xor, "i64.xor", 0x00, 0x85, kNone, "ll:l", 0, kMvp)                                              \
  V(kI64Shl, "i64.shl", 0x00, 0x86, kNone, "ll:l", 0, kMvp)                                              \
  V(kI64ShrS, "i64.shr_s", 0x00, 0x87, kNone, "ll:l", 0, kMvp)                                           \
  V(kI64ShrU, "i64.shr_u", 0x00, 0x88, kNone, "ll:l", 0, kMvp)                                           \
  V(kI64Rotl, "i64.rotl", 0x00, 0x89, kNone, "ll:l", 0, kMvp)                                            \
  V(kI64Rotr, "i64.rotr", 0x00, 0x8a, kNone, "ll:l", 0, kMvp)                                            \
  V(kF32Abs, "f32.abs", 0x00, 0x8b, kNone, "f:f", 0, kMvp)                                               \
  V(kF32Neg, "f32.neg", 0x00, 0x8c, kNone, "f:f", 0, kMvp)                                               \
  V(kF32Ceil, "f32.ceil", 0x00, 0x8d, kNone, "f:f", 0, kMvp)                                             \
  V(kF32Floor, "f32.floor", 0x00, 0x8e, kNone, "f:f", 0, kMvp)                                           \
  V(kF32Trunc, "f32.trunc", 0x00, 0x8f, kNone, "f:f", 0, kMvp)                                           \
  V(kF32Nearest, "f32.nearest", 0x00, 0x90, kNone, "f:f", 0, kMvp)                                       \
  V(kF32Sqrt, "f32.sqrt", 0x00, 0x91, kNone, "f:f", 0, kMvp)                                             \
  V(kF32Add, "f32.add", 0x00, 0x92, kNone, "ff:f", 0, kMvp)                                              \
  V(kF32Sub, "f32.sub", 0x00, 0x93, kNone, "ff:f", 0, kMvp)                                              \
  V(kF32Mul, "f32.mul", 0x00, 0x94, kNone, "ff:f", 0, kMvp)                                              \
  V(kF32Div, "f32.div", 0x00, 0x95, kNone, "ff:f", 0, kMvp)                                              \
  V(kF32Min, "f32.min", 0x00, 0x96, kNone, "ff:f", 0, kMvp)                                              \
  V(kF32Max, "f32.max", 0x00, 0x97, kNone, "ff:f", 0, kMvp)                                              \
  V(kF32Copysign, "f32.copysign", 0x00, 0x98, kNone, "ff:f", 0, kMvp)                                    \
  V(kF64Abs, "f64.abs", 0x00, 0x99, kNone, "d:d", 0, kMvp)                                               \
  V(kF64Neg, "f64.neg", 0x00, 0x9a, kNone, "d:d", 0, kMvp)                                               \
  V(kF64Ceil, "f64.ceil", 0x00, 0x9b, kNone, "d:d", 0, kMvp)                                             \
  V(kF64Floor, "f64.floor", 0x00, 0x9c, kNone, "d:d", 0, kMvp)                                           \
  V(kF64Trunc, "f64.trunc", 0x00, 0x9d, kNone, "d:d", 0, kMvp)                                           \
  V(kF64Nearest, "f64.nearest", 0x00, 0x9e, kNone, "d:d", 0, kMvp)                                       \
  V(kF64Sqrt, "f64.sqrt", 0x00, 0x9f, kNone, "d:d", 0, kMvp)                                             \
  V(kF64Add, "f64.add", 0x00, 0xa0, kNone, "dd:d", 0, kMvp)                                              \
  V(kF64Sub, "f64.sub", 0x00, 0xa1, kNone, "dd:d", 0, kMvp)                                              \
  V(kF64Mul, "f64.mul", 0x00, 0xa2, kNone, "dd:d", 0, kMvp)                                              \
  V(kF64Div, "f64.div", 0x00, 0xa3, kNone, "dd:d", 0, kMvp)                                              \
  V(kF64Min, "f64.min", 0x00, 0xa4, kNone, "dd:d", 0, kMvp)                                              \
  V(kF64Max, "f64.max", 0x00, 0xa5, kNone, "dd:d", 0, kMvp)                                              \
  V(kF64Copysign, "f64.copysign", 0x00, 0xa6, kNone, "dd:d", 0, kMvp)                                    \
  /* Conversions. */                                                                                     \
  V(kI32WrapI64, "i32.wrap_i64", 0x00, 0xa7, kNone, "l:i", 0, kMvp)                                      \
  V(kI32TruncF32S, "i32.trunc_f32_s", 0x00, 0xa8, kNone, "f:i", 0, kMvp)                                 \
  V(kI32TruncF32U, "i32.trunc_f32_u", 0x00, 0xa9, kNone, "f:i", 0, kMvp)                                 \
  V(kI32TruncF64S, "i32.trunc_f64_s", 0x00, 0xaa, kNone, "d:i", 0, kMvp)                                 \
  V(kI32TruncF64U, "i32.trunc_f64_u", 0x00, 0xab, kNone, "d:i", 0, kMvp)                                 \
  V(kI64ExtendI32S, "i64.extend_i32_s", 0x00, 0xac, kNone, "i:l", 0, kMvp)                               \
  V(kI64ExtendI32U, "i64.extend_i32_u", 0x00, 0xad, kNone, "i:l", 0, kMvp)                               \
  V(kI64TruncF32S, "i64.trunc_f32_s", 0x00, 0xae, kNone, "f:l", 0, kMvp)                                 \
  V(kI64TruncF32U, "i64.trunc_f32_u", 0x00, 0xaf, kNone, "f:l", 0, kMvp)                                 \
  V(kI64TruncF64S, "i64.trunc_f64_s", 0x00, 0xb0, kNone, "d:l", 0, kMvp)                                 \
  V(kI64TruncF64U, "i64.trunc_f64_u", 0x00, 0xb1, kNone, "d:l", 0, kMvp)                                 \
  V(kF32ConvertI32S, "f32.convert_i32_s", 0x00, 0xb2, kNone, "i:f", 0, kMvp)                             \
  V(kF32ConvertI32U, "f32.convert_i32_u", 0x00, 0xb3, kNone, "i:f", 0, kMvp)                             \
  V(kF32ConvertI64S, "f32.convert_i64_s", 0x00, 0xb4, kNone, "l:f", 0, kMvp)                             \
  V(kF32ConvertI64U, "f32.convert_i64_u", 0x00, 0xb5, kNone, "l:f", 0, kMvp)                             \
  V(kF32DemoteF64, "f32.demote_f64", 0x00, 0xb6, kNone, "d:f", 0, kMvp)                                  \
  V(kF64ConvertI32S, "f64.convert_i32_s", 0x00, 0xb7, kNone, "i:d", 0, kMvp)                             \
  V(kF64ConvertI32U, "f64.convert_i32_u", 0x00, 0xb8, kNone, "i:d", 0, kMvp)                             \
  V(kF64ConvertI64S, "f64.convert_i64_s", 0x00, 0xb9, kNone, "l:d", 0, kMvp)                             \
  V(kF64ConvertI64U, "f64.convert_i64_u", 0x00, 0xba, kNone, "l:d", 0, kMvp)                             \
  V(kF64PromoteF32, "f64.promote_f32", 0x00, 0xbb, kNone, "f:d", 0, kMvp)                                \
  V(kI32ReinterpretF32, "i32.reinterpret_f32", 0x00, 0xbc, kNone, "f:i", 0, kMvp)                        \
  V(kI64ReinterpretF64, "i64.reinterpret_f64", 0x00, 0xbd, kNone, "d:l", 0, kMvp)                        \
  V(kF32ReinterpretI32, "f32.reinterpret_i32", 0x00, 0xbe, kNone, "i:f", 0, kMvp)                        \
  V(kF64ReinterpretI64, "f64.reinterpret_i64", 0x00, 0xbf, kNone, "l:d", 0, kMvp)                        \
  V(kI32Extend8S, "i32.extend8_s", 0x00, 0xc0, kNone, "i:i", 0, kSignExtension)                          \
  V(kI32Extend16S, "i32.extend16_s", 0x00, 0xc1, kNone, "i:i", 0, kSignExtension)                        \
  V(kI64Extend8S, "i64.extend8_s", 0x00, 0xc2, kNone, "l:l", 0, kSignExtension)                          \
  V(kI64Extend16S, "i64.extend16_s", 0x00, 0xc3, kNone, "l:l", 0, kSignExtension)                        \
  V(kI64Extend32S, "i64.extend32_s", 0x00, 0xc4, kNone, "l:l", 0, kSignExtension)                        \
  V(kI32TruncSatF32S, "i32.trunc_sat_f32_s", 0xfc, 0x00, kNone, "f:i", 0, kSaturatingTrunc)              \
  V(kI32TruncSatF32U, "i32.trunc_sat_f32_u", 0xfc, 0x01, kNone, "f:i", 0, kSaturatingTrunc)              \
  V(kI32TruncSatF64S, "i32.trunc_sat_f64_s", 0xfc, 0x02, kNone, "d:i", 0, kSaturatingTrunc)              \
  V(kI32TruncSatF64U, "i32.trunc_sat_f64_u", 0xfc, 0x03, kNone, "d:i", 0, kSaturatingTrunc)              \
  V(kI64TruncSatF32S, "i64.trunc_sat_f32_s", 0xfc, 0x04, kNone, "f:l", 0, kSaturatingTrunc)              \
  V(kI64TruncSatF32U, "i64.trunc_sat_f32_u", 0xfc, 0x05, kNone, "f:l", 0, kSaturatingTrunc)              \
  V(kI64TruncSatF64S, "i64.trunc_sat_f64_s", 0xfc, 0x06, kNone, "d:l", 0, kSaturatingTrunc)              \
  V(kI64TruncSatF64U, "i64.trunc_sat_f64_u", 0xfc, 0x07, kNone, "d:l", 0, kSaturatingTrunc)              \
  /* References. */                                                                                      \
  V(kRefNull, "ref.null", 0x00, 0xd0, kRefType, "*", 0, kReferenceTypes)                                 \
  V(kRefIsNull, "ref.is_null", 0x00, 0xd1, kNone, "*", 0, kReferenceTypes)                               \
  V(kRefFunc, "ref.func", 0x00, 0xd2, kFunc, "*", 0, kReferenceTypes)                                    \
  /* Bulk memory and tables. */                                                                          \
  V(kMemoryInit, "memory.init", 0xfc, 0x08, kMemInit, "iii:", 0, kBulkMemory)                            \
  V(kDataDrop, "data.drop", 0xfc, 0x09, kData, ":", 0, kBulkMemory)                                      \
  V(kMemoryCopy, "memory.copy", 0xfc, 0x0a, kMemCopy, "iii:", 0, kBulkMemory)                            \
  V(kMemoryFill, "memory.fill", 0xfc, 0x0b, kMemIndex, "iii:", 0, kBulkMemory)                           \
  V(kTableInit, "table.init", 0xfc, 0x0c, kTableInit, "*", 0, kBulkMemory)                               \
  V(kElemDrop, "elem.drop", 0xfc, 0x0d, kElem, "*", 0, kBulkMemory)                                      \
  V(kTableCopy, "table.copy", 0xfc, 0x0e, kTableCopy, "*", 0, kBulkMemory)                               \
  V(kTableGrow, "table.grow", 0xfc, 0x0f, kTable, "*", 0, kReferenceTypes)                               \
  V(kTableSize, "table.size", 0xfc, 0x10, kTable, "*", 0, kReferenceTypes)                               \
  V(kTableFill, "table.fill", 0xfc, 0x11, kTable, "*", 0, kReferenceTypes)                               \
  /* Atomics. Alignment must be exactly the natural one. */                                              \
  V(kMemoryAtomicNotify, "memory.atomic.notify", 0xfe, 0x00, kAtomicMem, "ii:i", 2, kThreads)            \
  V(kMemoryAtomicWait32, "memory.atomic.wait32", 0xfe, 0x01, kAtomicMem, "iil:i", 2, kThreads)           \
  V(kMemoryAtomicWait64, "memory.atomic.wait64", 0xfe, 0x02, kAtomicMem, "ill:i", 3, kThreads)           \
  V(kAtomicFence, "atomic.fence", 0xfe, 0x03, kFence, ":", 0, kThreads)                                  \
  V(kI32AtomicLoad, "i32.atomic.load", 0xfe, 0x10, kAtomicMem, "i:i", 2, kThreads)                       \
  V(kI64AtomicLoad, "i64.atomic.load", 0xfe, 0x11, kAtomicMem, "i:l", 3, kThreads)                       \
  V(kI32AtomicLoad8U, "i32.atomic.load8_u", 0xfe, 0x12, kAtomicMem, "i:i", 0, kThreads)                  \
  V(kI32AtomicLoad16U, "i32.atomic.load16_u", 0xfe, 0x13, kAtomicMem, "i:i", 1, kThreads)                \
  V(kI64AtomicLoad8U, "i64.atomic.load8_u", 0xfe, 0x14, kAtomicMem, "i:l", 0, kThreads)                  \
  V(kI64AtomicLoad16U, "i64.atomic.load16_u", 0xfe, 0x15, kAtomicMem, "i:l", 1, kThreads)                \
  V(kI64AtomicLoad32U, "i64.atomic.load32_u", 0xfe, 0x16, kAtomicMem, "i:l", 2, kThreads)                \
  V(kI32AtomicStore, "i32.atomic.store", 0xfe, 0x17, kAtomicMem, "ii:", 2, kThreads)                     \
  V(kI64AtomicStore, "i64.atomic.store", 0xfe, 0x18, kAtomicMem, "il:", 3, kThreads)                     \
  V(kI32AtomicStore8, "i32.atomic.store8", 0xfe, 0x19, kAtomicMem, "ii:", 0, kThreads)                   \
  V(kI32AtomicStore16, "i32.atomic.store16", 0xfe, 0x1a, kAtomicMem, "ii:", 1, kThreads)                 \
  V(kI64AtomicStore8, "i64.atomic.store8", 0xfe, 0x1b, kAtomicMem, "il:", 0, kThreads)                   \
  V(kI64AtomicStore16, "i64.atomic.store16", 0xfe, 0x1c, kAtomicMem, "il:", 1, kThreads)                 \
  V(kI64AtomicStore32, "i64.atomic.store32", 0xfe, 0x1d, kAtomicMem, "il:", 2, kThreads)                 \
  V(kI32AtomicRmwAdd, "i32.atomic.rmw.add", 0xfe, 0x1e, kAtomicMem, "ii:i", 2, kThreads)                 \
  V(kI64AtomicRmwAdd, "i64.atomic.rmw.add", 0xfe, 0x1f, kAtomicMem, "il:l", 3, kThreads)                 \
  V(kI32AtomicRmw8AddU, "i32.atomic.rmw8.add_u", 0xfe, 0x20, kAtomicMem, "ii:i", 0, kThreads)            \
  V(kI32AtomicRmw16AddU, "i32.atomic.rmw16.add_u", 0xfe, 0x21, kAtomicMem, "ii:i", 1, kThreads)          \
  V(kI64AtomicRmw8AddU, "i64.atomic.rmw8.add_u", 0xfe, 0x22, kAtomicMem, "il:l", 0, kThreads)            \
  V(kI64AtomicRmw16AddU, "i64.atomic.rmw16.add_u", 0xfe, 0x23, kAtomicMem, "il:l", 1, kThreads)          \
  V(kI64AtomicRmw32AddU, "i64.atomic.rmw32.add_u", 0xfe, 0x24, kAtomicMem, "il:l", 2, kThreads)          \
  V(kI32AtomicRmwSub, "i32.atomic.rmw.sub", 0xfe, 0x25, kAtomicMem, "ii:i", 2, kThreads)                 \
  V(kI64AtomicRmwSub, "i64.atomic.rmw.sub", 0xfe, 0x26, kAtomicMem, "il:l", 3, kThreads)                 \
  V(kI32AtomicRmw8SubU, "i32.atomic.rmw8.sub_u", 0xfe, 0x27, kAtomicMem, "ii:i", 0, kThreads)            \
  V(kI32AtomicRmw16SubU, "i32.atomic.rmw16.sub_u", 0xfe, 0x28, kAtomicMem, "ii:i", 1, kThreads)          \
  V(kI64AtomicRmw8SubU, "i64.atomic.rmw8.sub_u", 0xfe, 0x29, kAtomicMem, "il:l", 0, kThreads)            \
  V(kI64AtomicRmw16SubU, "i64.atomic.rmw16.sub_u", 0xfe, 0x2a, kAtomicMem, "il:l", 1, kThreads)          \
  V(kI64AtomicRmw32SubU, "i64.atomic.rmw32.sub_u", 0xfe, 0x2b, kAtomicMem, "il:l", 2, kThreads)          \
  V(kI32AtomicRmwAnd, "i32.atomic.rmw.and", 0xfe, 0x2c, kAtomicMem, "ii:i", 2, kThreads)                 \
  V(kI64AtomicRmwAnd, "i64.atomic.rmw.and", 0xfe, 0x2d, kAtomicMem, "il:l", 3, kThreads)                 \
  V(kI32AtomicRmw8AndU, "i32.atomic.rmw8.and_u", 0xfe, 0x2e, kAtomicMem, "ii:i", 0, kThreads)            \
  V(kI32AtomicRmw16AndU, "i32.atomic.rmw16.and_u", 0xfe, 0x2f, kAtomicMem, "ii:i", 1, kThreads)          \
  V(kI64AtomicRmw8AndU, "i64.atomic.rmw8.and_u", 0xfe, 0x30, kAtomicMem, "il:l", 0, kThreads)            \
  V(kI64AtomicRmw16AndU, "i64.atomic.rmw16.and_u", 0xfe, 0x31, kAtomicMem, "il:l", 1, kThreads)          \
  V(kI64AtomicRmw32AndU, "i64.atomic.rmw32.and_u", 0xfe, 0x32, kAtomicMem, "il:l", 2, kThreads)          \
  V(kI32AtomicRmwOr, "i32.atomic.rmw.or", 0xfe, 0x33, kAtomicMem, "ii:i", 2, kThreads)                   \
  V(kI64AtomicRmwOr, "i64.atomic.rmw.or", 0xfe, 0x34, kAtomicMem, "il:l", 3, kThreads)                   \
  V(kI32AtomicRmw8OrU, "i32.atomic.rmw8.or_u", 0xfe, 0x35, kAtomicMem, "ii:i", 0, kThreads)              \
  V(kI32AtomicRmw16OrU, "i32.atomic.rmw16.or_u", 0xfe, 0x36, kAtomicMem, "ii:i", 1, kThreads)            \
  V(kI64AtomicRmw8OrU, "i64.atomic.rmw8.or_u", 0xfe, 0x37, kAtomicMem, "il:l", 0, kThreads)              \
  V(kI64AtomicRmw16OrU, "i64.atomic.rmw16.or_u", 0xfe, 0x38, kAtomicMem, "il:l", 1, kThreads)            \
  V(kI64AtomicRmw32OrU, "i64.atomic.rmw32.or_u", 0xfe, 0x39, kAtomicMem, "il:l", 2, kThreads)            \
  V(kI32AtomicRmwXor, "i32.atomic.rmw.xor", 0xfe, 0x3a, kAtomicMem, "ii:i", 2, kThreads)                 \
  V(kI64AtomicRmwXor, "i64.atomic.rmw.xor", 0xfe, 0x3b, kAtomicMem, "il:l", 3, kThreads)                 \
  V(kI32AtomicRmw8XorU, "i32.atomic.rmw8.xor_u", 0xfe, 0x3c, kAtomicMem, "ii:i", 0, kThreads)            \
  V(kI32AtomicRmw16XorU, "i32.atomic.rmw16.xor_u", 0xfe, 0x3d, kAtomicMem, "ii:i", 1, kThreads)          \
  V(kI64AtomicRmw8XorU, "i64.atomic.rmw8.xor_u", 0xfe, 0x3e, kAtomicMem, "il:l", 0, kThreads)            \
  V(kI64AtomicRmw16XorU, "i64.atomic.rmw16.xor_u", 0xfe, 0x3f, kAtomicMem, "il:l", 1, kThreads)          \
  V(kI64AtomicRmw32XorU, "i64.atomic.rmw32.xor_u", 0xfe, 0x40, kAtomicMem, "il:l", 2, kThreads)          \
  V(kI32AtomicRmwXchg, "i32.atomic.rmw.xchg", 0xfe, 0x41, kAtomicMem, "ii:i", 2, kThreads)               \
  V(kI64AtomicRmwXchg, "i64.atomic.rmw.xchg", 0xfe, 0x42, kAtomicMem, "il:l", 3, kThreads)               \
  V(kI32AtomicRmw8XchgU, "i32.atomic.rmw8.xchg_u", 0xfe, 0x43, kAtomicMem, "ii:i", 0, kThreads)          \
  V(kI32AtomicRmw16XchgU, "i32.atomic.rmw16.xchg_u", 0xfe, 0x44, kAtomicMem, "ii:i", 1, kThreads)        \
  V(kI64AtomicRmw8XchgU, "i64.atomic.rmw8.xchg_u", 0xfe, 0x45, kAtomicMem, "il:l", 0, kThreads)          \
  V(kI64AtomicRmw16XchgU, "i64.atomic.rmw16.xchg_u", 0xfe, 0x46, kAtomicMem, "il:l", 1, kThreads)        \
  V(kI64AtomicRmw32XchgU, "i64.atomic.rmw32.xchg_u", 0xfe, 0x47, kAtomicMem, "il:l", 2, kThreads)        \
  V(kI32AtomicRmwCmpxchg, "i32.atomic.rmw.cmpxchg", 0xfe, 0x48, kAtomicMem, "iii:i", 2, kThreads)        \
  V(kI64AtomicRmwCmpxchg, "i64.atomic.rmw.cmpxchg", 0xfe, 0x49, kAtomicMem, "ill:l", 3, kThreads)        \
  V(kI32AtomicRmw8CmpxchgU, "i32.atomic.rmw8.cmpxchg_u", 0xfe, 0x4a, kAtomicMem, "iii:i", 0, kThreads)   \
  V(kI32AtomicRmw16CmpxchgU, "i32.atomic.rmw16.cmpxchg_u", 0xfe, 0x4b, kAtomicMem, "iii:i", 1, kThreads) \
  V(kI64AtomicRmw8CmpxchgU, "i64.atomic.rmw8.cmpxchg_u", 0xfe, 0x4c, kAtomicMem, "ill:l", 0, kThreads)   \
  V(kI64AtomicRmw16CmpxchgU, "i64.atomic.rmw16.cmpxchg_u", 0xfe, 0x4d, kAtomicMem, "ill:l", 1, kThreads) \
  V(kI64AtomicRmw32CmpxchgU, "i64.atomic.rmw32.cmpxchg_u", 0xfe, 0x4e, kAtomicMem, "ill:l", 2, kThreads)

// clang-format on

#endif  // SEABEAM_EMIT_WASM_OPCODE_LIST_H_
