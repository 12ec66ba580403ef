// The one list of IR opcodes. Enum, names, parser, printer, matchers, verifier
// and docs derive from it.
//
// Row: X(Enumerator, text name, kind, control-in, min data inputs, max data
//        inputs (-1 = any), attributes, result representation)
//  kind:   Pure   floats; no control input
//          Pinned has a control input only to bound where it may float upward
//                 (its value is meaningful below that control)
//          Fixed  stands on the control chain: takes the chain's control as
//                 input 0 and is itself the next control
//          Merge  region, loop: inputs are controls
//          Proj   control projection of a branching terminator (input 0)
//          Term   ends a block: takes control, has no control result but
//                 through its projections
//  repr:   None, Term (tagged; "none" = word 0 possible where noted), Bool
//          (i32 0/1), I32 (untagged), F64
//  attributes (printed as [a, b]): Int = imm (int64), Idx = aux index printed
//          as a number, Mask = type kinds, Loc = source location id,
//          List = list of int64 (aux list), NA = none
//
// Data inputs follow the control input, if any.
#ifndef SEABEAM_IR_OPCODE_LIST_H_
#define SEABEAM_IR_OPCODE_LIST_H_

// clang-format off
#define SEABEAM_IR_OPCODE_LIST(X)                                                                   \
  /* ---- skeleton ---- */                                                                          \
  X(Start,          "start",           Fixed,  0,  0,  0, NA,   None)  /* imm = arity */             \
  X(Param,          "param",           Pinned, 1,  0,  0, Int,  Term)  /* [index] of Start */        \
  X(Region,         "region",          Merge,  0,  0,  0, NA,   None)                               \
  X(Loop,           "loop",            Merge,  0,  0,  0, NA,   None)  /* input 0 entry, rest back edges */ \
  X(Phi,            "phi",             Pinned, 1,  1, -1, NA,   Term)  /* repr kept per node */      \
  X(If,             "if",              Term,   1,  1,  1, Int,  None)  /* bool; imm: 1 true likely, -1 unlikely, 0 unknown */ \
  X(IfTrue,         "if_true",         Proj,   1,  0,  0, NA,   None)                               \
  X(IfFalse,        "if_false",        Proj,   1,  0,  0, NA,   None)                               \
  X(Switch,         "switch",          Term,   1,  1,  1, List, None)  /* term value; list = case keys, see graph.h SwitchKey */ \
  X(SwitchCase,     "switch_case",     Proj,   1,  0,  0, Int,  None)  /* [i]; i == number of keys: default */ \
  X(Return,         "return",          Term,   1,  1,  1, NA,   None)                               \
  X(Dead,           "dead",            Term,   1,  0,  0, NA,   None)  /* cannot be reached */       \
  /* ---- entry and frames ---- */                                                                  \
  /* first thing after Start or in the function's self loop. Data: none after Start (a yield resumes    */ \
  /* with the parameters); in a loop the arity values to call the function with again after the yield, */ \
  /* then pairs of a match state (or none) and the bit (I32) it is at, which is stored before that */ \
  X(ReductionCheck, "reduction_check", Fixed,  1,  0, -1, NA,   None)                               \
  X(FrameAlloc,     "frame_alloc",     Fixed,  1,  0,  0, Int,  None)  /* [slots] */                 \
  X(FrameFree,      "frame_free",      Fixed,  1,  0,  0, Int,  None)  /* [slots]: pops, CP back in hand */ \
  X(FrameTrim,      "frame_trim",      Fixed,  1,  0,  0, Int,  None)  /* [words dropped] (BEAM trim) */ \
  X(FrameLoad,      "frame_load",      Pinned, 1,  0,  0, Int,  Term)  /* [slot from the CP side]; control = an entry head */ \
  X(CatchMark,      "catch_mark",      Pure,   0,  1,  1, NA,   Term)  /* data: the TryBegin node; value for a frame slot only */ \
  X(TryBegin,       "try_begin",       Term,   1,  0,  0, NA,   None)                               \
  X(TryBody,        "try_body",        Proj,   1,  0,  0, NA,   None)                               \
  X(TryHandler,     "try_handler",     Proj,   1,  0,  0, Int,  None)  /* entry block; [slots of the frame there] */ \
  X(HandlerParam,   "handler_param",   Pinned, 1,  0,  0, Int,  Term)  /* of TryHandler: [0] class [1] reason [2] raw trace */ \
  /* ---- calls. aux list = {callee, nargs, nslots}; data inputs: nargs args (fun last for    */    \
  /* CallFun, module+function last for Apply), then nslots frame slots (slot 0 first).         */   \
  X(CallLocal,      "call_local",      Term,   1,  0, -1, List, None)  /* callee = function index in module; Loc */ \
  X(CallExternal,   "call_external",   Term,   1,  0, -1, List, None)  /* callee = import index */   \
  X(CallFun,        "call_fun",        Term,   1,  1, -1, List, None)                               \
  X(CallApply,      "call_apply",      Term,   1,  2, -1, List, None)                               \
  X(CallCont,       "call_cont",       Proj,   1,  0,  0, NA,   None)  /* entry block after a call */ \
  X(CallResult,     "call_result",     Pinned, 1,  0,  0, NA,   Term)  /* of CallCont */             \
  X(TailLocal,      "tail_local",      Term,   1,  0, -1, List, None)  /* same lists, nslots 0; frame freed before */ \
  X(TailExternal,   "tail_external",   Term,   1,  0, -1, List, None)                               \
  X(TailFun,        "tail_fun",        Term,   1,  1, -1, List, None)                               \
  X(TailApply,      "tail_apply",      Term,   1,  2, -1, List, None)                               \
  /* ---- raising terminators. Frame slots follow the named data inputs when a catch is active;  */ \
  /* aux list = {imm-like facts.., nslots or -1 (no slots listed), frame words or -1 (no frame)}  */ \
  X(FailPending,    "fail_pending",    Term,   1,  0, -1, List, None)  /* {nslots, frame} */         \
  X(RaiseGuard,     "raise_guard",     Term,   1,  1, -1, List, None)  /* {bif id, nargs, nslots, frame} */ \
  X(RaiseError,     "raise_error",     Term,   1,  1, -1, List, None)  /* {ErrorKind, nslots, frame}; data: value (nil if none) */ \
  X(RaiseFunctionClause, "raise_function_clause", Term, 1, 0, -1, List, None) /* {arity, -1, frame}; data: args */ \
  X(RaiseClass,     "raise_class",     Term,   1,  3, -1, List, None)  /* {nslots, frame}; class, reason, raw trace or nil */ \
  X(Reraise,        "reraise",         Term,   1,  2, -1, List, None)  /* {nslots, frame}; raw trace, reason */ \
  /* ---- fixed operations. CallBif: imm = abi BIF id; term or none = exception pending ---- */     \
  X(CallBif,        "call_bif",        Fixed,  1,  0, -1, Int,  Term)                               \
  X(Send,           "send",            Fixed,  1,  2,  2, NA,   Term)  /* dest, msg; none = pending */ \
  X(RecvSync,       "recv_sync",       Term,   1,  0, -1, Int,  None)  /* data: frame slots; [nslots] */ \
  X(RecvEntry,      "recv_entry",      Proj,   1,  0,  0, NA,   None)  /* entry block: top of the receive loop */ \
  X(RecvPeek,       "recv_peek",       Fixed,  1,  0,  0, NA,   Term)  /* none = no message left */  \
  X(RecvNext,       "recv_next",       Fixed,  1,  0,  0, NA,   None)                               \
  X(RecvRemove,     "recv_remove",     Fixed,  1,  0,  0, NA,   None)                               \
  X(RecvTimeout,    "recv_timeout",    Fixed,  1,  0,  0, NA,   None)                               \
  X(RecvWait,       "recv_wait",       Term,   1,  1, -1, List, None)  /* data: the RecvSync node, then slots; {nslots} */ \
  X(RecvWaitTimeout,"recv_wait_timeout",Term,  1,  2, -1, List, None)  /* RecvSync, timeout, slots; {nslots, frame} */ \
  X(TimeoutCont,    "timeout_cont",    Proj,   1,  0,  0, NA,   None)  /* entry block */             \
  X(BuildStacktrace,"build_stacktrace",Pure,   0,  1,  1, NA,   Term)                               \
  X(CatchEndValue,  "catch_end_value", Pure,   0,  3,  3, NA,   Term)  /* class, reason, trace */    \
  /* ---- constants ---- */                                                                         \
  X(SmallConst,     "small",           Pure,   0,  0,  0, Int,  Term)                               \
  X(AtomConst,      "atom",            Pure,   0,  0,  0, Idx,  Term)  /* module atom index */       \
  X(NilConst,       "nil",             Pure,   0,  0,  0, NA,   Term)                               \
  X(NoneConst,      "none",            Pure,   0,  0,  0, NA,   Term)                               \
  X(LiteralConst,   "literal",         Pure,   0,  0,  0, Idx,  Term)                               \
  X(I32Const,       "i32_const",       Pure,   0,  0,  0, Int,  I32)                                \
  X(F64Const,       "f64_const",       Pure,   0,  0,  0, Int,  F64)   /* imm = bit pattern */       \
  X(BoolConst,      "bool_const",      Pure,   0,  0,  0, Int,  Bool)                               \
  /* ---- knowledge ---- */                                                                         \
  X(Cast,           "cast",            Pinned, 1,  1,  1, NA,   Term)  /* same value, type attribute narrowed here */ \
  X(IsNone,         "is_none",         Pure,   0,  1,  1, NA,   Bool)                               \
  X(IsType,         "is_type",         Pure,   0,  1,  1, Mask, Bool)                               \
  X(IsFunctionArity,"is_function_arity",Pure,  0,  2,  2, NA,   Bool)                               \
  X(Not,            "not",             Pure,   0,  1,  1, NA,   Bool)                               \
  X(BoolToTerm,     "bool_to_term",    Pure,   0,  1,  1, NA,   Term)                               \
  X(Select,         "select",          Pure,   0,  3,  3, NA,   Term)  /* bool, if true, if false */ \
  /* ---- comparing ---- */                                                                         \
  X(Less,           "less",            Pure,   0,  2,  2, NA,   Bool)  /* term order */              \
  X(EqExact,        "eq_exact",        Pure,   0,  2,  2, NA,   Bool)                               \
  X(EqNumeric,      "eq_numeric",      Pure,   0,  2,  2, NA,   Bool)                               \
  /* ---- arithmetic on terms: term or none ---- */                                                 \
  X(Add,            "add",             Pure,   0,  2,  2, NA,   Term)                               \
  X(Sub,            "sub",             Pure,   0,  2,  2, NA,   Term)                               \
  X(Mul,            "mul",             Pure,   0,  2,  2, NA,   Term)                               \
  X(Divide,         "divide",          Pure,   0,  2,  2, NA,   Term)  /* '/' */                     \
  X(IntDiv,         "int_div",         Pure,   0,  2,  2, NA,   Term)                               \
  X(Rem,            "rem",             Pure,   0,  2,  2, NA,   Term)                               \
  X(Band,           "band",            Pure,   0,  2,  2, NA,   Term)                               \
  X(Bor,            "bor",             Pure,   0,  2,  2, NA,   Term)                               \
  X(Bxor,           "bxor",            Pure,   0,  2,  2, NA,   Term)                               \
  X(Bsl,            "bsl",             Pure,   0,  2,  2, NA,   Term)                               \
  X(Bsr,            "bsr",             Pure,   0,  2,  2, NA,   Term)                               \
  X(Neg,            "neg",             Pure,   0,  1,  1, NA,   Term)                               \
  X(Bnot,           "bnot",            Pure,   0,  1,  1, NA,   Term)                               \
  X(GuardBif,       "guard_bif",       Pure,   0,  0, -1, Int,  Term)  /* imm = abi BIF id of a pure BIF */ \
  /* ---- untagged arithmetic ---- */                                                               \
  X(Untag,          "untag",           Pure,   0,  1,  1, NA,   I32)   /* small int term -> value */ \
  X(Tag,            "tag",             Pure,   0,  1,  1, NA,   Term)  /* i32 in small range -> term */ \
  X(I32Add,         "i32_add",         Pure,   0,  2,  2, NA,   I32)                                \
  X(I32Sub,         "i32_sub",         Pure,   0,  2,  2, NA,   I32)                                \
  X(I32Mul,         "i32_mul",         Pure,   0,  2,  2, NA,   I32)                                \
  X(I32Less,        "i32_less",        Pure,   0,  2,  2, NA,   Bool)  /* signed */                  \
  X(I32Eq,          "i32_eq",          Pure,   0,  2,  2, NA,   Bool)                               \
  X(I32And,         "i32_and",         Pure,   0,  2,  2, NA,   I32)                                \
  X(I32ShrU,        "i32_shr_u",       Pure,   0,  2,  2, NA,   I32)   /* by 0..31 */                \
  X(I32RemU,        "i32_rem_u",       Pure,   0,  2,  2, NA,   I32)   /* unsigned, by a constant above 0 */ \
  X(I32LessU,       "i32_less_u",      Pure,   0,  2,  2, NA,   Bool)  /* unsigned */                \
  X(I32ToTerm,      "i32_to_term",     Pure,   0,  1,  1, Int,  Term)  /* [1: signed, 0: unsigned] integer of any size */ \
  X(TermToU32,      "term_to_u32",     Pure,   0,  1,  1, NA,   I32)   /* integer 0..2^32-1 */       \
  /* ---- floats ---- */                                                                            \
  X(TermToF64,      "term_to_f64",     Pure,   0,  1,  1, NA,   F64)   /* NaN when no number or too large */ \
  X(F64ToTerm,      "f64_to_term",     Pure,   0,  1,  1, NA,   Term)  /* allocates a float */       \
  X(F64Add,         "f64_add",         Pure,   0,  2,  2, NA,   F64)                                \
  X(F64Sub,         "f64_sub",         Pure,   0,  2,  2, NA,   F64)                                \
  X(F64Mul,         "f64_mul",         Pure,   0,  2,  2, NA,   F64)                                \
  X(F64Div,         "f64_div",         Pure,   0,  2,  2, NA,   F64)                                \
  X(F64Neg,         "f64_neg",         Pure,   0,  1,  1, NA,   F64)                                \
  X(F64IsFinite,    "f64_is_finite",   Pure,   0,  1,  1, NA,   Bool)                               \
  /* ---- data ---- */                                                                              \
  X(Cons,           "cons",            Pure,   0,  2,  2, NA,   Term)  /* head, tail */              \
  X(Head,           "head",            Pure,   0,  1,  1, NA,   Term)                               \
  X(Tail,           "tail",            Pure,   0,  1,  1, NA,   Term)                               \
  X(MakeTuple,      "make_tuple",      Pure,   0,  0, -1, NA,   Term)                               \
  X(TupleElement,   "tuple_element",   Pure,   0,  1,  1, Int,  Term)  /* [zero-based] */            \
  X(TupleSize,      "tuple_size",      Pure,   0,  1,  1, NA,   I32)                                \
  X(UpdateTuple,    "update_tuple",    Pure,   0,  2, -1, List, Term)  /* tuple, new values; list = {size or 0, zero-based indexes..} */ \
  X(MakeFun,        "make_fun",        Pure,   0,  0, -1, Idx,  Term)  /* lambda index; free variables */ \
  X(MapGet,         "map_get",         Pure,   0,  2,  2, NA,   Term)  /* map, key; none = absent */ \
  X(MapPutAssoc,    "map_put_assoc",   Pure,   0,  1, -1, NA,   Term)  /* src, k, v, ..; none = no map */ \
  X(MapPutExact,    "map_put_exact",   Pure,   0,  1, -1, NA,   Term)  /* none = no map or key missing */ \
  /* ---- bit syntax: match states are mutable, so fixed ---- */                                    \
  X(BsStartMatch,   "bs_start_match",  Fixed,  1,  1,  1, NA,   Term)  /* none = no bitstring */     \
  X(BsGetInteger,   "bs_get_integer",  Fixed,  1,  2,  2, Int,  Term)  /* ms, size in bits (I32); [flags]; none = no match */ \
  X(BsGetFloat,     "bs_get_float",    Fixed,  1,  2,  2, Int,  Term)                               \
  X(BsGetBinary,    "bs_get_binary",   Fixed,  1,  2,  2, Int,  Term)                               \
  X(BsGetTail,      "bs_get_tail",     Fixed,  1,  1,  1, Int,  Term)  /* [unit]; 0: stays where it is */                  \
  X(BsSkip,         "bs_skip",         Fixed,  1,  2,  2, NA,   Bool)                               \
  X(BsTestTail,     "bs_test_tail",    Fixed,  1,  1,  1, Int,  Bool)  /* [bits] */                  \
  X(BsTestUnit,     "bs_test_unit",    Fixed,  1,  1,  1, Int,  Bool)                               \
  X(BsEnsure,       "bs_ensure",       Fixed,  1,  1,  1, List, Bool)  /* {bits at least, unit of the rest} (bs_match ensure_at_least) */ \
  X(BsEnsureExact,  "bs_ensure_exact", Fixed,  1,  1,  1, Int,  Bool)  /* [bits left exactly] */     \
  X(BsMatchString,  "bs_match_string", Fixed,  1,  1,  1, List, Bool)  /* {bits, byte offset in StrT} */ \
  X(BsGetUtf8,      "bs_get_utf8",     Fixed,  1,  1,  1, NA,   Term)                               \
  X(BsGetUtf16,     "bs_get_utf16",    Fixed,  1,  1,  1, Int,  Term)                               \
  X(BsGetUtf32,     "bs_get_utf32",    Fixed,  1,  1,  1, Int,  Term)                               \
  X(BsGetPosition,  "bs_get_position", Fixed,  1,  1,  1, NA,   Term)                               \
  X(BsSetPosition,  "bs_set_position", Fixed,  1,  2,  2, NA,   None)                               \
  /* What passes/match_state makes of these: a match state's words, and reading at a bit position. A position \
     counts from the first byte of the binary that holds the bytes; that byte's address (bs_data) stays right until \
     the next entry head. Words but the position never change, and may be read of none, which gives nonsense. */ \
  X(BsOffset,       "bs_offset",       Fixed,  1,  1,  1, NA,   I32)   /* ms; the next bit */        \
  X(BsSetOffset,    "bs_set_offset",   Fixed,  1,  2,  2, NA,   None)  /* ms, next bit */            \
  X(BsEnd,          "bs_end",          Pure,   0,  1,  1, NA,   I32)   /* ms; the bit behind the last */ \
  X(BsBase,         "bs_base",         Pure,   0,  1,  1, NA,   Term)  /* ms; the binary that holds the bytes */ \
  X(BsData,         "bs_data",         Pure,   0,  1,  1, NA,   I32)   /* ms; address of its first byte */ \
  /* data, position; the bits are known to be there. [size 1..32 | flags << 8] */                    \
  X(BsRead,         "bs_read",         Fixed,  1,  2,  2, Int,  I32)                                \
  X(BsReadInteger,  "bs_read_integer", Fixed,  1,  3,  3, Int,  Term)  /* data, position, size in bits (there); [flags] */ \
  /* data, position, bits left: checks that there are enough */                                      \
  X(BsReadFloat,    "bs_read_float",   Fixed,  1,  3,  3, Int,  F64)   /* [16, 32 or 64 | flags << 8]; NaN or infinite: no match */ \
  X(BsReadUtf,      "bs_read_utf",     Fixed,  1,  3,  3, Int,  I32)   /* [8, 16 or 32 | flags << 8]; code point << 6 | bits taken, 0: no match */ \
  X(BsSame,         "bs_same",         Fixed,  1,  3,  3, List, Bool)  /* {bits, byte offset in StrT} */ \
  X(BsSub,          "bs_sub",          Fixed,  1,  3,  3, NA,   Term)  /* base, position, size in bits (there) */ \
  X(BsSizeBits,     "bs_size_bits",    Pure,   0,  1,  1, Int,  I32)   /* size term; [unit]; -1 = invalid */ \
  X(BsCreate,       "bs_create",       Fixed,  1,  0, -1, List, Term)  /* list: per segment {descriptor, string offset or -1}; data per segment: value, size (none = no size); none = pending */
// clang-format on

#endif  // SEABEAM_IR_OPCODE_LIST_H_
