// The runtime primitives that compiled modules import, one row each, for the
// seabeam ABI. wasm import module "env", name as given. Types: one letter per
// parameter: i = i32, l = i64, d = f64; result the same, v = none.
// The runtime defines extern "C" functions of the same names and types.
//
// Conventions: `ctx` is always the first parameter where there is one. Results
// that are terms may be 0 = none where the comment says so. "Raises" = builds
// the exception, finds the handler, saves what the dispatch loop needs, and
// returns 0, which the compiled function returns at once (return_call).
// No primitive moves terms.
// `pos` = absolute position (function-table index of the module's base T + the
// position's number). `sp` = address in the native stack area of the lowest word of
// the function that unwinds: of its frame, all of whose slots it writes (before the
// call, or after one that returned 0), or, without a frame or when nothing
// catches in it, of its return address, which its caller writes.
#ifndef SEABEAM_ABI_PRIM_LIST_H_
#define SEABEAM_ABI_PRIM_LIST_H_

// clang-format off
#define SEABEAM_PRIM_LIST(P)                                                              \
  /* ---- entry, heap ---- */                                                             \
  /* x[0..live) hold the arguments; the function is entered again later. Returns 0. */    \
  P(entry_slow,          "iiii", 'i')  /* ctx, sp, pos, live */                           \
  P(heap_slow,           "ii",   'v')  /* ctx, bytes wanted at heap_ptr */                \
  /* ---- raising terminators: all return 0 ---- */                                       \
  P(fail_pending,        "iii",  'i')  /* ctx, pos, sp: a fixed BIF returned 0 */         \
  P(raise_guard,         "iiiii",'i')  /* ctx, bif id, arity, pos, sp; args in x[] */     \
  P(raise_error1,        "iiiii",'i')  /* ctx, ErrorKind, value, pos, sp */               \
  P(raise_function_clause,"iiii",'i')  /* ctx, arity, pos, sp; args in x[] */             \
  P(raise_badfun,        "iiiiii",'i') /* ctx, fun, arity, 1 if no tail call, pos, sp; args in x[]: badfun or badarity */ \
  P(raise_class,         "iiiiii",'i') /* ctx, class atom, reason, raw trace, pos, sp */ \
  P(reraise,             "iiiii",'i')  /* ctx, raw trace, reason, pos, sp (opcode raise/2) */ \
  P(build_stacktrace,    "ii",   'i')  /* ctx, raw trace -> list */                       \
  P(catch_end_value,     "iiii", 'i')  /* ctx, class, reason, raw trace -> value of `catch` */ \
  /* ---- calls ---- */                                                                   \
  /* Export* of m:f/arity, or 0 = raised (badarg/undef); args in x[0..arity). */          \
  P(apply_resolve,       "iiiiii",'i') /* ctx, m, f, arity, pos, sp */                    \
  /* Table index (type ctx,e,args..,fun) for calling `fun`, 0 when it is no fun of that arity. */ \
  P(fun_resolve,         "iii",  'i')  /* ctx, fun, arity */                              \
  /* ---- messages ---- */                                                                \
  P(send,                "iii",  'i')  /* ctx, dest, msg -> msg; 0 = pending exception */ \
  P(recv_peek,           "i",    'i')  /* ctx -> current message; 0 = none left */        \
  P(recv_next,           "i",    'v')                                                     \
  P(recv_remove,         "i",    'v')                                                     \
  P(recv_timeout,        "i",    'v')  /* receive timed out: rewind to first message */   \
  P(recv_wait,           "iii",  'i')  /* ctx, pos to resume at, sp; returns 0 */         \
  /* 0: unwind (suspended, or raised timeout_value); 1: timed out already, go on. */      \
  P(recv_wait_timeout,   "iiiiii",'i') /* ctx, timeout term, pos on message, pos on timeout, error pos, sp */ \
  /* ---- comparing (no allocation) ---- */                                               \
  P(compare_terms,       "ii",   'i')  /* a, b -> -1, 0, 1 in term order (1 == 1.0) */    \
  P(equal_exact,         "ii",   'i')  /* a =:= b -> 0/1 */                               \
  P(equal_numeric,       "ii",   'i')  /* a == b -> 0/1 */                                \
  P(is_type_slow,        "ii",   'i')  /* term, KindMask of abi/type_kinds.h -> 0/1, any kind */  \
  P(is_function_arity,   "ii",   'i')  /* fun, arity term -> 0/1 */                       \
  /* ---- arithmetic: term or 0 = badarith; never raises ---- */                          \
  P(int_add,             "iii",  'i')                                                     \
  P(int_sub,             "iii",  'i')                                                     \
  P(int_mul,             "iii",  'i')                                                     \
  P(num_div,             "iii",  'i')  /* '/' */                                          \
  P(int_div,             "iii",  'i')                                                     \
  P(int_rem,             "iii",  'i')                                                     \
  P(int_band,            "iii",  'i')                                                     \
  P(int_bor,             "iii",  'i')                                                     \
  P(int_bxor,            "iii",  'i')                                                     \
  P(int_bsl,             "iii",  'i')                                                     \
  P(int_bsr,             "iii",  'i')                                                     \
  P(num_neg,             "ii",   'i')                                                     \
  P(int_bnot,            "ii",   'i')                                                     \
  P(int_from_i64,        "il",   'i')  /* any i64 -> canonical integer term */            \
  P(term_to_f64,         "i",    'd')  /* number -> f64; NaN when not a number or too large */ \
  /* ---- maps ---- */                                                                    \
  P(map_get,             "ii",   'i')  /* map, key -> value; 0 = no such key or no map */ \
  /* new map from src and n pairs in x[0..2n); exact: 0 when a key is missing or src no map */ \
  P(map_put_assoc,       "iii",  'i')  /* ctx, src, n; 0 = src no map */                  \
  P(map_put_exact,       "iii",  'i')                                                     \
  /* ---- bit syntax: matching ---- */                                                    \
  /* bitstring -> fresh match state; match state -> itself; other term -> 0 */            \
  P(bs_start_match,      "ii",   'i')                                                     \
  P(bs_get_integer,      "iiii", 'i')  /* ctx, ms, size in bits, flags -> int; 0 no match; advances */ \
  P(bs_get_float,        "iiii", 'i')                                                     \
  P(bs_get_binary,       "iiii", 'i')  /* ctx, ms, size in bits, flags -> sub bitstring */ \
  P(bs_get_tail,         "iii",  'i')  /* ctx, ms, unit: rest; 0 if rest % unit != 0; advances to the end, unless unit is 0 */ \
  P(bs_skip,             "iii",  'i')  /* ctx, ms, bits -> 0/1 */                         \
  P(bs_test_tail,        "ii",   'i')  /* ms, bits left exactly -> 0/1 */                 \
  P(bs_test_unit,        "ii",   'i')  /* ms, unit -> 0/1 */                              \
  P(bs_match_string,     "iiii", 'i')  /* ms, bits, address of bytes, bit length check=bits -> 0/1; advances */ \
  P(bs_get_utf8,         "ii",   'i')  /* ctx, ms -> int or 0; advances */                \
  P(bs_get_utf16,        "iii",  'i')  /* ctx, ms, flags */                               \
  P(bs_get_utf32,        "iii",  'i')                                                     \
  P(bs_get_position,     "ii",   'i')  /* ctx, ms -> int: the next bit, for bs_set_position */ \
  P(bs_set_position,     "ii",   'v')  /* ms, position */                                 \
  P(bs_size_bits,        "iii",  'i')  /* ctx, size term, unit -> bits, -1 = invalid (negative, not an integer) */ \
  /* The same at bit `pos` of the bytes at `data`, whose presence is known or, with `left` (bits from pos on), is checked. */ \
  P(bs_read,             "iiii", 'i')  /* data, pos, size 1..32, flags -> the number, its upper bits by sign */ \
  P(bs_read_integer,     "iiiii",'i')  /* ctx, data, pos, size, flags -> int */           \
  P(bs_read_float,       "iiii", 'd')  /* data, pos, left, size | flags << 8 -> NaN: no match */ \
  P(bs_read_utf,         "iiii", 'i')  /* data, pos, left, 8, 16 or 32 | flags << 8 -> code point << 6 | bits it takes; 0: no match */ \
  P(bs_same,             "iiiii",'i')  /* data, pos, left, address of bytes, bits -> 0/1 */ \
  P(bs_sub,              "iiii", 'i')  /* ctx, heap or refc binary, pos, bits -> bitstring */ \
  P(int_to_u32,          "i",    'i')  /* integer 0..2^32-1 -> value */                   \
  /* ---- bit syntax: making. n segments in x[]: descriptor word, value, size term (or 0 = all / no size) */ \
  P(bs_create,           "ii",   'i')  /* ctx, n -> bitstring; 0 = pending exception */   \
  /* ---- floats ---- */                                                                  \
  P(f64_pow,             "dd",   'd')
// clang-format on

#endif  // SEABEAM_ABI_PRIM_LIST_H_
