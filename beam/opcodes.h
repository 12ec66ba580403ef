// Every BEAM opcode, once: number, name, operand classes, and the OTP releases that write it.
//
// Source of the numbers and arities: beam_opcodes:opname/1 of OTP 25, 27 and 29, which agree where
// they overlap. Operand classes: beam_asm, the `-S` output of the same compilers, and the operands
// found in all modules of these releases.

#ifndef SEABEAM_BEAM_OPCODES_H_
#define SEABEAM_BEAM_OPCODES_H_

#include <cstdint>

#include "absl/strings/string_view.h"

// V(number, enumerator, name, operand classes, since, last)
//   since: first OTP release whose compiler writes it; 0 = OTP 20 or before.
//   last: last OTP release whose compiler wrote it; 0 = still written. 20 stands for "20 or long
//   before": those opcodes are known by name only (OTP's own loader refuses them, and so does
//   ours); their operand classes are historical.
//
// Operand classes, one letter per operand, so their number is the arity:
//   n unsigned            N unsigned of any size       a atom
//   c arity of a call     v number of live x registers
//   l label               f label or 0 (raise instead of jumping)
//   s source: register, integer, atom, nil or literal
//   r register (x or y)   d destination register       y y register
//   z source or unsigned (a size)                      p unsigned or atom (a save slot: `start` or
//   a number) F float register      E source or float register   D destination or float register i
//   index of an import  L index of a lambda          e index of a line (0 = none) t offset into the
//   string table A heap need: unsigned or allocation list C `safe`, `unsafe` (atoms) or index of a
//   lambda    H `no_fail`, `resume` (atoms) or a label lists: V (source, label)*   U (unsigned,
//   label)*   R source*        Y y register*    M (source, source)*
//          G (source, destination)*   W (unsigned, source)*   B bs_create_bin segments: six
//          operands each X bs_match commands
#define SEABEAM_BEAM_OPCODES(V)                                   \
  V(1, kLabel, label, "n", 0, 0)                                  \
  V(2, kFuncInfo, func_info, "aan", 0, 0)                         \
  V(3, kIntCodeEnd, int_code_end, "", 0, 0)                       \
  V(4, kCall, call, "cl", 0, 0)                                   \
  V(5, kCallLast, call_last, "cln", 0, 0)                         \
  V(6, kCallOnly, call_only, "cl", 0, 0)                          \
  V(7, kCallExt, call_ext, "ci", 0, 0)                            \
  V(8, kCallExtLast, call_ext_last, "cin", 0, 0)                  \
  V(9, kBif0, bif0, "id", 0, 0)                                   \
  V(10, kBif1, bif1, "fisd", 0, 0)                                \
  V(11, kBif2, bif2, "fissd", 0, 0)                               \
  V(12, kAllocate, allocate, "nv", 0, 0)                          \
  V(13, kAllocateHeap, allocate_heap, "nAv", 0, 0)                \
  V(14, kAllocateZero, allocate_zero, "nv", 0, 23)                \
  V(15, kAllocateHeapZero, allocate_heap_zero, "nAv", 0, 23)      \
  V(16, kTestHeap, test_heap, "Av", 0, 0)                         \
  V(17, kInit, init, "y", 0, 23)                                  \
  V(18, kDeallocate, deallocate, "n", 0, 0)                       \
  V(19, kReturn, return, "", 0, 0)                                \
  V(20, kSend, send, "", 0, 0)                                    \
  V(21, kRemoveMessage, remove_message, "", 0, 0)                 \
  V(22, kTimeout, timeout, "", 0, 0)                              \
  V(23, kLoopRec, loop_rec, "ld", 0, 0)                           \
  V(24, kLoopRecEnd, loop_rec_end, "l", 0, 0)                     \
  V(25, kWait, wait, "l", 0, 0)                                   \
  V(26, kWaitTimeout, wait_timeout, "ls", 0, 0)                   \
  V(27, kMPlus, m_plus, "fssd", 0, 20)                            \
  V(28, kMMinus, m_minus, "fssd", 0, 20)                          \
  V(29, kMTimes, m_times, "fssd", 0, 20)                          \
  V(30, kMDiv, m_div, "fssd", 0, 20)                              \
  V(31, kIntDiv, int_div, "fssd", 0, 20)                          \
  V(32, kIntRem, int_rem, "fssd", 0, 20)                          \
  V(33, kIntBand, int_band, "fssd", 0, 20)                        \
  V(34, kIntBor, int_bor, "fssd", 0, 20)                          \
  V(35, kIntBxor, int_bxor, "fssd", 0, 20)                        \
  V(36, kIntBsl, int_bsl, "fssd", 0, 20)                          \
  V(37, kIntBsr, int_bsr, "fssd", 0, 20)                          \
  V(38, kIntBnot, int_bnot, "fsd", 0, 20)                         \
  V(39, kIsLt, is_lt, "lss", 0, 0)                                \
  V(40, kIsGe, is_ge, "lss", 0, 0)                                \
  V(41, kIsEq, is_eq, "lss", 0, 0)                                \
  V(42, kIsNe, is_ne, "lss", 0, 0)                                \
  V(43, kIsEqExact, is_eq_exact, "lss", 0, 0)                     \
  V(44, kIsNeExact, is_ne_exact, "lss", 0, 0)                     \
  V(45, kIsInteger, is_integer, "ls", 0, 0)                       \
  V(46, kIsFloat, is_float, "ls", 0, 0)                           \
  V(47, kIsNumber, is_number, "ls", 0, 0)                         \
  V(48, kIsAtom, is_atom, "ls", 0, 0)                             \
  V(49, kIsPid, is_pid, "ls", 0, 0)                               \
  V(50, kIsReference, is_reference, "ls", 0, 0)                   \
  V(51, kIsPort, is_port, "ls", 0, 0)                             \
  V(52, kIsNil, is_nil, "ls", 0, 0)                               \
  V(53, kIsBinary, is_binary, "ls", 0, 0)                         \
  V(54, kIsConstant, is_constant, "ls", 0, 20)                    \
  V(55, kIsList, is_list, "ls", 0, 0)                             \
  V(56, kIsNonemptyList, is_nonempty_list, "ls", 0, 0)            \
  V(57, kIsTuple, is_tuple, "ls", 0, 0)                           \
  V(58, kTestArity, test_arity, "lsn", 0, 0)                      \
  V(59, kSelectVal, select_val, "slV", 0, 0)                      \
  V(60, kSelectTupleArity, select_tuple_arity, "slU", 0, 0)       \
  V(61, kJump, jump, "l", 0, 0)                                   \
  V(62, kCatch, catch, "yl", 0, 0)                                \
  V(63, kCatchEnd, catch_end, "y", 0, 0)                          \
  V(64, kMove, move, "sd", 0, 0)                                  \
  V(65, kGetList, get_list, "sdd", 0, 0)                          \
  V(66, kGetTupleElement, get_tuple_element, "snd", 0, 0)         \
  V(67, kSetTupleElement, set_tuple_element, "ssn", 0, 28)        \
  V(68, kPutString, put_string, "ntd", 0, 20)                     \
  V(69, kPutList, put_list, "ssd", 0, 0)                          \
  V(70, kPutTuple, put_tuple, "nd", 0, 21)                        \
  V(71, kPut, put, "s", 0, 21)                                    \
  V(72, kBadmatch, badmatch, "s", 0, 0)                           \
  V(73, kIfEnd, if_end, "", 0, 0)                                 \
  V(74, kCaseEnd, case_end, "s", 0, 0)                            \
  V(75, kCallFun, call_fun, "c", 0, 0)                            \
  V(76, kMakeFun, make_fun, "Lnn", 0, 20)                         \
  V(77, kIsFunction, is_function, "ls", 0, 0)                     \
  V(78, kCallExtOnly, call_ext_only, "ci", 0, 0)                  \
  V(79, kBsStartMatch, bs_start_match, "fs", 0, 20)               \
  V(80, kBsGetInteger, bs_get_integer, "fsnnd", 0, 20)            \
  V(81, kBsGetFloat, bs_get_float, "fsnnd", 0, 20)                \
  V(82, kBsGetBinary, bs_get_binary, "fsnnd", 0, 20)              \
  V(83, kBsSkipBits, bs_skip_bits, "fsnn", 0, 20)                 \
  V(84, kBsTestTail, bs_test_tail, "fn", 0, 20)                   \
  V(85, kBsSave, bs_save, "n", 0, 20)                             \
  V(86, kBsRestore, bs_restore, "n", 0, 20)                       \
  V(87, kBsInit, bs_init, "nn", 0, 20)                            \
  V(88, kBsFinal, bs_final, "fd", 0, 20)                          \
  V(89, kBsPutInteger, bs_put_integer, "fsnns", 0, 24)            \
  V(90, kBsPutBinary, bs_put_binary, "fsnns", 0, 24)              \
  V(91, kBsPutFloat, bs_put_float, "fsnns", 0, 24)                \
  V(92, kBsPutString, bs_put_string, "nt", 0, 24)                 \
  V(93, kBsNeedBuf, bs_need_buf, "n", 0, 20)                      \
  V(94, kFclearerror, fclearerror, "", 0, 23)                     \
  V(95, kFcheckerror, fcheckerror, "f", 0, 23)                    \
  V(96, kFmove, fmove, "ED", 0, 0)                                \
  V(97, kFconv, fconv, "sF", 0, 0)                                \
  V(98, kFadd, fadd, "fFFF", 0, 0)                                \
  V(99, kFsub, fsub, "fFFF", 0, 0)                                \
  V(100, kFmul, fmul, "fFFF", 0, 0)                               \
  V(101, kFdiv, fdiv, "fFFF", 0, 0)                               \
  V(102, kFnegate, fnegate, "fFF", 0, 0)                          \
  V(103, kMakeFun2, make_fun2, "L", 0, 23)                        \
  V(104, kTry, try, "yl", 0, 0)                                   \
  V(105, kTryEnd, try_end, "y", 0, 0)                             \
  V(106, kTryCase, try_case, "y", 0, 0)                           \
  V(107, kTryCaseEnd, try_case_end, "s", 0, 0)                    \
  V(108, kRaise, raise, "ss", 0, 0)                               \
  V(109, kBsInit2, bs_init2, "fzAvnd", 0, 24)                     \
  V(110, kBsBitsToBytes, bs_bits_to_bytes, "fsd", 0, 20)          \
  V(111, kBsAdd, bs_add, "fssnd", 0, 24)                          \
  V(112, kApply, apply, "c", 0, 0)                                \
  V(113, kApplyLast, apply_last, "cn", 0, 0)                      \
  V(114, kIsBoolean, is_boolean, "ls", 0, 0)                      \
  V(115, kIsFunction2, is_function2, "lss", 0, 0)                 \
  V(116, kBsStartMatch2, bs_start_match2, "lsvpd", 0, 21)         \
  V(117, kBsGetInteger2, bs_get_integer2, "lrvznnd", 0, 0)        \
  V(118, kBsGetFloat2, bs_get_float2, "lrvznnd", 0, 0)            \
  V(119, kBsGetBinary2, bs_get_binary2, "lrvznnd", 0, 0)          \
  V(120, kBsSkipBits2, bs_skip_bits2, "lrznn", 0, 0)              \
  V(121, kBsTestTail2, bs_test_tail2, "lrN", 0, 0)                \
  V(122, kBsSave2, bs_save2, "rp", 0, 21)                         \
  V(123, kBsRestore2, bs_restore2, "rp", 0, 21)                   \
  V(124, kGcBif1, gc_bif1, "fvisd", 0, 0)                         \
  V(125, kGcBif2, gc_bif2, "fvissd", 0, 0)                        \
  V(126, kBsFinal2, bs_final2, "nd", 0, 20)                       \
  V(127, kBsBitsToBytes2, bs_bits_to_bytes2, "nd", 0, 20)         \
  V(128, kPutLiteral, put_literal, "nd", 0, 20)                   \
  V(129, kIsBitstr, is_bitstr, "ls", 0, 0)                        \
  V(130, kBsContextToBinary, bs_context_to_binary, "r", 0, 21)    \
  V(131, kBsTestUnit, bs_test_unit, "lrn", 0, 0)                  \
  V(132, kBsMatchString, bs_match_string, "lrnt", 0, 0)           \
  V(133, kBsInitWritable, bs_init_writable, "", 0, 0)             \
  V(134, kBsAppend, bs_append, "fsAvnsnd", 0, 24)                 \
  V(135, kBsPrivateAppend, bs_private_append, "fsnsnd", 0, 24)    \
  V(136, kTrim, trim, "nn", 0, 0)                                 \
  V(137, kBsInitBits, bs_init_bits, "fzAvnd", 0, 24)              \
  V(138, kBsGetUtf8, bs_get_utf8, "lrvnd", 0, 0)                  \
  V(139, kBsSkipUtf8, bs_skip_utf8, "lrvn", 0, 0)                 \
  V(140, kBsGetUtf16, bs_get_utf16, "lrvnd", 0, 0)                \
  V(141, kBsSkipUtf16, bs_skip_utf16, "lrvn", 0, 0)               \
  V(142, kBsGetUtf32, bs_get_utf32, "lrvnd", 0, 0)                \
  V(143, kBsSkipUtf32, bs_skip_utf32, "lrvn", 0, 0)               \
  V(144, kBsUtf8Size, bs_utf8_size, "fsd", 0, 24)                 \
  V(145, kBsPutUtf8, bs_put_utf8, "fns", 0, 24)                   \
  V(146, kBsUtf16Size, bs_utf16_size, "fsd", 0, 24)               \
  V(147, kBsPutUtf16, bs_put_utf16, "fns", 0, 24)                 \
  V(148, kBsPutUtf32, bs_put_utf32, "fns", 0, 24)                 \
  V(149, kOnLoad, on_load, "", 0, 0)                              \
  V(150, kRecvMark, recv_mark, "l", 0, 23)                        \
  V(151, kRecvSet, recv_set, "l", 0, 23)                          \
  V(152, kGcBif3, gc_bif3, "fvisssd", 0, 0)                       \
  V(153, kLine, line, "e", 0, 0)                                  \
  V(154, kPutMapAssoc, put_map_assoc, "fsdvM", 0, 0)              \
  V(155, kPutMapExact, put_map_exact, "fsdvM", 0, 0)              \
  V(156, kIsMap, is_map, "ls", 0, 0)                              \
  V(157, kHasMapFields, has_map_fields, "lsR", 0, 0)              \
  V(158, kGetMapElements, get_map_elements, "lsG", 0, 0)          \
  V(159, kIsTaggedTuple, is_tagged_tuple, "lsna", 0, 0)           \
  V(160, kBuildStacktrace, build_stacktrace, "", 21, 0)           \
  V(161, kRawRaise, raw_raise, "", 21, 0)                         \
  V(162, kGetHd, get_hd, "sd", 21, 0)                             \
  V(163, kGetTl, get_tl, "sd", 21, 0)                             \
  V(164, kPutTuple2, put_tuple2, "dR", 22, 0)                     \
  V(165, kBsGetTail, bs_get_tail, "rdv", 22, 0)                   \
  V(166, kBsStartMatch3, bs_start_match3, "lsvd", 22, 0)          \
  V(167, kBsGetPosition, bs_get_position, "rdv", 22, 0)           \
  V(168, kBsSetPosition, bs_set_position, "rr", 22, 0)            \
  V(169, kSwap, swap, "rr", 23, 0)                                \
  V(170, kBsStartMatch4, bs_start_match4, "Hvsd", 23, 0)          \
  V(171, kMakeFun3, make_fun3, "LdR", 24, 0)                      \
  V(172, kInitYregs, init_yregs, "Y", 24, 0)                      \
  V(173, kRecvMarkerBind, recv_marker_bind, "rr", 24, 0)          \
  V(174, kRecvMarkerClear, recv_marker_clear, "r", 24, 0)         \
  V(175, kRecvMarkerReserve, recv_marker_reserve, "d", 24, 0)     \
  V(176, kRecvMarkerUse, recv_marker_use, "r", 24, 0)             \
  V(177, kBsCreateBin, bs_create_bin, "fAvndB", 25, 0)            \
  V(178, kCallFun2, call_fun2, "Ccs", 25, 0)                      \
  V(179, kNifStart, nif_start, "", 25, 0)                         \
  V(180, kBadrecord, badrecord, "s", 25, 0)                       \
  V(181, kUpdateRecord, update_record, "ansdW", 26, 0)            \
  V(182, kBsMatch, bs_match, "lrX", 26, 0)                        \
  V(183, kExecutableLine, executable_line, "en", 27, 0)           \
  V(184, kDebugLine, debug_line, "aenv", 28, 0)                   \
  V(185, kBif3, bif3, "fisssd", 29, 0)                            \
  V(186, kIsAnyNativeRecord, is_any_native_record, "ls", 29, 0)   \
  V(187, kIsNativeRecord, is_native_record, "lsss", 29, 0)        \
  V(188, kGetRecordElements, get_record_elements, "lsG", 29, 0)   \
  V(189, kPutRecord, put_record, "fssdvM", 29, 0)                 \
  V(190, kIsRecordAccessible, is_record_accessible, "lss", 29, 0) \
  V(191, kGetRecordField, get_record_field, "fsssd", 29, 0)

namespace seabeam::beam {

enum class Opcode : uint8_t {
#define SEABEAM_BEAM_OPCODE_ENUM(number, enumerator, name, classes, since, last) \
  enumerator = number,
  SEABEAM_BEAM_OPCODES(SEABEAM_BEAM_OPCODE_ENUM)
#undef SEABEAM_BEAM_OPCODE_ENUM
};

inline constexpr int kMaxOpcode = 191;
inline constexpr int kMaxArity = 8;

struct OpcodeInfo {
  const char* name = nullptr;     // nullptr: no such opcode
  const char* classes = nullptr;  // operand classes, arity letters
  uint8_t arity = 0;
  uint8_t since = 0;
  uint8_t last = 0;

  // No compiler from OTP 21 on writes it.
  bool is_removed() const { return last == 20; }
};

// Requires 0 <= opcode <= kMaxOpcode. Entry 0 has a null name.
const OpcodeInfo& GetOpcodeInfo(int opcode);

inline absl::string_view OpcodeName(int opcode) { return GetOpcodeInfo(opcode).name; }
inline absl::string_view OpcodeName(Opcode opcode) { return OpcodeName(static_cast<int>(opcode)); }

}  // namespace seabeam::beam

#endif  // SEABEAM_BEAM_OPCODES_H_
