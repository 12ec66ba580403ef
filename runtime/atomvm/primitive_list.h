// Prototypes of the primitives of abi/atomvm/primitives.h.
#ifndef SEABEAM_RUNTIME_ATOMVM_PRIMITIVE_LIST_H_
#define SEABEAM_RUNTIME_ATOMVM_PRIMITIVE_LIST_H_

#include "runtime/atomvm/dispatch.h"

using seabeam::avm::Context;
using seabeam::avm::JitState;
using seabeam::avm::Module;
using seabeam::rt::Term;

Context* prim_raise_error(Context*, JitState*, uint32_t offset, Term reason);
Context* prim_do_return(Context*, JitState*);
Context* prim_schedule_next_cp(Context*, JitState*);
Term prim_module_get_atom_term_by_id(JitState*, uint32_t index);
Context* prim_call_ext(Context*, JitState*, uint32_t offset, uint32_t arity, uint32_t import,
                       int32_t n_words);
uint32_t prim_allocate(Context*, JitState*, uint32_t stack_need, uint32_t heap_need, uint32_t live);
Context* prim_handle_error(Context*, JitState*, uint32_t offset);
void prim_trim_live_regs(Context*, uint32_t live);
uint32_t prim_get_imported_bif(JitState*, uint32_t import);
uint32_t prim_deallocate(Context*, JitState*, uint32_t n_words);
Context* prim_terminate_context(Context*, JitState*);
uint32_t prim_term_compare(Context*, JitState*, Term a, Term b, uint32_t options);
uint32_t prim_test_heap(Context*, JitState*, uint32_t heap_need, uint32_t live);
Term prim_put_list(Context*, Term head, Term tail);
Term prim_module_load_literal(Context*, JitState*, uint32_t index);
Term prim_alloc_boxed_integer_fragment(Context*, int64_t value);
Term prim_term_alloc_tuple(Context*, uint32_t size);
uint32_t prim_send(Context*, JitState*);
Term* prim_extended_register_pointer(Context*, uint32_t index);
Context* prim_raise_error_tuple(Context*, JitState*, uint32_t offset, Term atom, Term value);
Term prim_term_alloc_fun(Context*, JitState*, uint32_t index, uint32_t num_free);
Context* prim_process_signal_messages(Context*, JitState*);
Term prim_mailbox_peek(Context*);
void prim_mailbox_remove_message(Context*);
void prim_timeout(Context*);
void prim_mailbox_next(Context*);
void prim_cancel_timeout(Context*);
void prim_clear_timeout_flag(Context*);
Context* prim_raise(Context*, JitState*, Term trace, Term value);
Context* prim_schedule_wait_cp(Context*, JitState*);
Context* prim_wait_timeout(Context*, JitState*, Term timeout, uint32_t label);
Context* prim_wait_timeout_trap_handler(Context*, JitState*, uint32_t label);
Context* prim_call_fun(Context*, JitState*, uint32_t offset, Term fun, uint32_t arity);
uint32_t prim_context_get_flags(Context*, uint32_t mask);
void prim_context_ensure_fpregs(Context*);
Term prim_term_from_float(Context*, uint32_t from);
uint32_t prim_term_is_number(Term);
void prim_term_conv_to_float(Context*, Term, uint32_t to);
uint32_t prim_fadd(Context*, uint32_t a, uint32_t b, uint32_t to);
uint32_t prim_fsub(Context*, uint32_t a, uint32_t b, uint32_t to);
uint32_t prim_fmul(Context*, uint32_t a, uint32_t b, uint32_t to);
uint32_t prim_fdiv(Context*, uint32_t a, uint32_t b, uint32_t to);
void prim_fnegate(Context*, uint32_t from, uint32_t to);
uint32_t prim_catch_end(Context*, JitState*);
uint32_t prim_memory_ensure_free_with_roots(Context*, JitState*, uint32_t words, uint32_t live,
                                            uint32_t flags);
Term prim_term_alloc_bin_match_state(Context*, Term source, uint32_t slots);
Term prim_bitstring_extract_integer(Context*, JitState*, uint32_t binary, uint32_t offset,
                                    int32_t bits, uint32_t flags);
uint32_t prim_term_sub_binary_heap_size(uint32_t binary, uint32_t bytes);
Term prim_term_maybe_create_sub_binary(Context*, Term binary, uint32_t offset, uint32_t bytes);
int32_t prim_term_find_map_pos(Context*, Term map, Term key);
uint32_t prim_bitstring_utf8_size(uint32_t code_point);
uint32_t prim_bitstring_utf16_size(uint32_t code_point);
Term prim_term_create_empty_binary(Context*, uint32_t bytes);
int32_t prim_decode_flags_list(Context*, JitState*, Term list);
uint32_t prim_bitstring_insert_utf8(Term binary, uint32_t offset, uint32_t code_point);
uint32_t prim_bitstring_insert_utf16(Term binary, uint32_t offset, uint32_t code_point,
                                     uint32_t flags);
uint32_t prim_bitstring_insert_utf32(Term binary, uint32_t offset, uint32_t code_point,
                                     uint32_t flags);
uint32_t prim_bitstring_insert_integer(Term binary, uint32_t offset, Term value, uint32_t bits,
                                       uint32_t flags);
void prim_bitstring_copy_module_str(Context*, JitState*, Term binary, uint32_t offset,
                                    uint32_t from, uint32_t bits);
int32_t prim_bitstring_copy_binary(Context*, JitState*, Term to, uint32_t offset, Term from,
                                   Term size);
Context* prim_apply(Context*, JitState*, uint32_t offset, Term module, Term function,
                    uint32_t arity);
void* prim_malloc(Context*, JitState*, uint32_t bytes);
void prim_free(void*);
Term prim_put_map_assoc(Context*, JitState*, Term map, uint32_t new_entries, uint32_t pairs,
                        Term* kv);
Term prim_bitstring_extract_float(Context*, uint32_t binary, uint32_t offset, uint32_t bits,
                                  uint32_t flags);
uint32_t prim_module_get_fun_arity(Module*, uint32_t index);
uint32_t prim_bitstring_match_module_str(Context*, JitState*, Term binary, uint32_t offset,
                                         uint32_t from, uint32_t bits);
Term prim_bitstring_get_utf8(Term match_state);
Term prim_bitstring_get_utf16(Term match_state, uint32_t flags);
Term prim_bitstring_get_utf32(Term match_state, uint32_t flags);
Term prim_term_copy_map(Context*, Term map);
Term prim_stacktrace_build(Context*);
Term prim_term_reuse_binary(Context*, Term binary, uint32_t bytes);
Term prim_alloc_big_integer_fragment(Context*, uint32_t digits, uint32_t sign);
uint32_t prim_bitstring_insert_float(Term binary, uint32_t offset, Term value, uint32_t bits,
                                     uint32_t flags);
Context* prim_raw_raise(Context*, JitState*);
Context* prim_raise_error_mfa(Context*, JitState*, uint32_t offset, uint32_t function,
                              uint32_t arity);

#endif  // SEABEAM_RUNTIME_ATOMVM_PRIMITIVE_LIST_H_
