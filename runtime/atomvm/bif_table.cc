// The BIFs of abi/atomvm/bifs.h, each with the wasm type that bif and gc_bif instructions call it
// with.
#include "abi/atomvm/bifs.h"
#include "runtime/atomvm/registry.h"
#include "runtime/core/bifs.h"
#include "runtime/core/error.h"
#include "runtime/data/bits.h"
#include "runtime/data/integer.h"

namespace seabeam::avm {
namespace {

// A match state counts as its whole binary here.
Term BinaryBytes(Ctx* ctx, Term t, abi::BifId bif, int64_t unit) {
  Term binary = rt::IsBoxedTag(t, abi::kHdrMatchState) ? rt::BoxPtr(t)[host::kMatchBinaryWord] : t;
  rt::BitView v;
  if (!rt::GetBinary(binary, &v)) return rt::Badarg(ctx, bif, t);
  return rt::MakeInt(ctx, int64_t{v.byte_size()} * unit);
}
Term bif_avm_byte_size_1(Ctx* ctx, Term t) {
  return BinaryBytes(ctx, t, abi::BifId::bif_erlang_byte_size_1, 1);
}
Term bif_avm_bit_size_1(Ctx* ctx, Term t) {
  return BinaryBytes(ctx, t, abi::BifId::bif_erlang_bit_size_1, 8);
}

void EnterBif(Context* c) {
  if (c != g_worker.context) Violation("a BIF is given a Context that does not run on this thread");
  if (g_worker.left)
    Violation("a BIF is called after %s, whose result was to be returned at once",
              g_worker.primitive);
  g_worker.primitive = "a BIF";
}

// Neither collects nor takes free words of the heap.
template <auto kBif, typename... Args>
Term CallPlain(Context* c, uint32_t fail, Args... args) {
  EnterBif(c);
  VmLock lock;
  Service service(c, Allocate::kFragments);
  Term r = kBif(service.ctx, args...);
  if (r == 0 && fail == 0) TakeException(c, service.ctx);
  return r;
}

// May collect, once the arguments are used up.
template <auto kBif, typename... Args>
Term CallGc(Context* c, uint32_t fail, uint32_t live, Args... args) {
  EnterBif(c);
  if (live > host::kXRegisters) Violation("a GC BIF is called with %u live registers", live);
  CheckHeap(c, "a GC BIF");
  Term r;
  {
    VmLock lock;
    Service service(c, Allocate::kHeap);
    r = kBif(service.ctx, args...);
    if (r == 0 && fail == 0) TakeException(c, service.ctx);
  }
  if (r != 0 && (HasFragments(c) || g_options.gc_stress)) {
    if (!EnsureFree(c, 0, Roots{live, &r, 1}, CollectFlag::kNoShrink))
      rt::Panic("out of memory: BIF");
  }
  return r;
}

template <auto kBif>
Term Plain0(Context* c) {
  return CallPlain<kBif>(c, 0);
}
template <auto kBif>
Term Plain1(Context* c, uint32_t fail, Term a) {
  return CallPlain<kBif>(c, fail, a);
}
template <auto kBif>
Term Plain2(Context* c, uint32_t fail, Term a, Term b) {
  return CallPlain<kBif>(c, fail, a, b);
}
template <auto kBif>
Term Plain3(Context* c, uint32_t fail, Term a, Term b, Term d) {
  return CallPlain<kBif>(c, fail, a, b, d);
}
template <auto kBif>
Term Gc1(Context* c, uint32_t fail, uint32_t live, Term a) {
  return CallGc<kBif>(c, fail, live, a);
}
template <auto kBif>
Term Gc2(Context* c, uint32_t fail, uint32_t live, Term a, Term b) {
  return CallGc<kBif>(c, fail, live, a, b);
}
template <auto kBif>
Term Gc3(Context* c, uint32_t fail, uint32_t live, Term a, Term b, Term d) {
  return CallGc<kBif>(c, fail, live, a, b, d);
}

struct Row {
  const char* function;
  uint32_t arity;
  Native::Kind kind;
  uintptr_t code;
};
#define BIF(function, arity, kind, symbol) \
  {function, arity, Native::Kind::k##kind##Bif, reinterpret_cast<uintptr_t>(&kind##arity<&symbol>)},
const Row kRows[] = {
    BIF("self", 0, Plain, bif_erlang_self_0) BIF("node", 0, Plain, bif_erlang_node_0) BIF(
        "unique_integer", 0, Plain,
        bif_erlang_unique_integer_0) BIF("node", 1, Plain, bif_erlang_node_1) BIF("get", 1, Plain,
                                                                                  bif_erlang_get_1)
        BIF("hd", 1, Plain, bif_erlang_hd_1) BIF("tl", 1, Plain, bif_erlang_tl_1) BIF(
            "tuple_size", 1, Plain, bif_erlang_tuple_size_1) BIF("not", 1, Plain, bif_erlang_not_1)
            BIF("is_atom", 1, Plain, bif_erlang_is_atom_1) BIF(
                "is_bitstring",
                1, Plain, bif_erlang_is_bitstring_1) BIF("is_binary", 1, Plain,
                                                         bif_erlang_is_binary_1) BIF("is_boolean",
                                                                                     1, Plain, bif_erlang_is_boolean_1)
                BIF("is_float", 1, Plain, bif_erlang_is_float_1) BIF(
                    "is_function", 1, Plain,
                    bif_erlang_is_function_1) BIF("is_integer", 1, Plain, bif_erlang_is_integer_1)
                    BIF("is_list", 1, Plain, bif_erlang_is_list_1) BIF("is_number", 1, Plain, bif_erlang_is_number_1) BIF(
                        "is_pid", 1,
                        Plain, bif_erlang_is_pid_1) BIF("is_port", 1, Plain, bif_erlang_is_port_1)
                        BIF("is_reference", 1, Plain, bif_erlang_is_reference_1) BIF(
                            "is_tuple",
                            1, Plain,
                            bif_erlang_is_tuple_1) BIF("is_map", 1, Plain, bif_erlang_is_map_1)
                            BIF("unique_integer", 1, Plain, bif_erlang_unique_integer_1) BIF(
                                "is_function", 2, Plain,
                                bif_erlang_is_function_2) BIF("is_record", 2, Plain, bif_erlang_is_record_2)
                                BIF("is_map_key", 2, Plain, bif_erlang_is_map_key_2) BIF(
                                    "and", 2, Plain,
                                    bif_erlang_and_2) BIF("or", 2, Plain, bif_erlang_or_2)
                                    BIF("xor", 2, Plain, bif_erlang_xor_2) BIF("==", 2, Plain, bif_erlang_eq_2) BIF(
                                        "/=", 2,
                                        Plain,
                                        bif_erlang_ne_2) BIF("=:=", 2, Plain, bif_erlang_eqx_2)
                                        BIF("=/=", 2, Plain, bif_erlang_nex_2) BIF(
                                            ">",
                                            2, Plain,
                                            bif_erlang_gt_2) BIF("<", 2, Plain, bif_erlang_lt_2)
                                            BIF("=<", 2, Plain,
                                                bif_erlang_le_2) BIF(">=", 2, Plain, bif_erlang_ge_2)
                                                BIF("element", 2, Plain, bif_erlang_element_2) BIF(
                                                    "map_get", 2, Plain,
                                                    bif_erlang_map_get_2) BIF("min", 2, Plain, bif_erlang_min_2)
                                                    BIF("max", 2, Plain, bif_erlang_max_2) BIF(
                                                        "is_integer", 3,
                                                        Plain,
                                                        bif_erlang_is_integer_3) BIF("length", 1, Gc, bif_erlang_length_1)
                                                        BIF("byte_size", 1, Gc, bif_avm_byte_size_1) BIF(
                                                            "bit_size",
                                                            1, Gc, bif_avm_bit_size_1) BIF("map_"
                                                                                           "size",
                                                                                           1, Gc, bif_erlang_map_size_1)
                                                            BIF("size", 1, Gc, bif_erlang_size_1) BIF("-", 1, Gc, bif_erlang_minus_1) BIF(
                                                                "+", 1,
                                                                Gc,
                                                                bif_erlang_plus_1) BIF("abs", 1, Gc, bif_erlang_abs_1)
                                                                BIF("ceil", 1, Gc, bif_erlang_ceil_1) BIF(
                                                                    "floor",
                                                                    1, Gc, bif_erlang_floor_1) BIF("round",
                                                                                                   1, Gc, bif_erlang_round_1)
                                                                    BIF("trunc", 1, Gc, bif_erlang_trunc_1) BIF(
                                                                        "float",
                                                                        1, Gc, bif_erlang_float_1)
                                                                        BIF("bnot", 1, Gc, bif_erlang_bnot_1) BIF(
                                                                            "list_to_atom",
                                                                            1, Gc,
                                                                            bif_erlang_list_to_atom_1) BIF("list_to_existing_atom",
                                                                                                           1, Gc, bif_erlang_list_to_existing_atom_1)
                                                                            BIF("+", 2, Gc, bif_erlang_plus_2) BIF(
                                                                                "-", 2,
                                                                                Gc,
                                                                                bif_erlang_minus_2) BIF("*", 2, Gc, bif_erlang_times_2)
                                                                                BIF("/", 2, Gc, bif_erlang_divide_2) BIF(
                                                                                    "div", 2, Gc,
                                                                                    bif_erlang_div_2) BIF("rem",
                                                                                                          2, Gc, bif_erlang_rem_2)
                                                                                    BIF("bor", 2, Gc, bif_erlang_bor_2) BIF(
                                                                                        "band",
                                                                                        2, Gc,
                                                                                        bif_erlang_band_2)
                                                                                        BIF("bxor", 2, Gc, bif_erlang_bxor_2) BIF(
                                                                                            "bsl",
                                                                                            2, Gc,
                                                                                            bif_erlang_bsl_2)
                                                                                            BIF("bs"
                                                                                                "r",
                                                                                                2,
                                                                                                Gc,
                                                                                                bif_erlang_bsr_2)
                                                                                                BIF("binary_to_atom",
                                                                                                    2,
                                                                                                    Gc,
                                                                                                    bif_erlang_binary_to_atom_2)
                                                                                                    BIF("binary_to_existing_atom",
                                                                                                        2,
                                                                                                        Gc,
                                                                                                        bif_erlang_binary_to_existing_atom_2)
                                                                                                        BIF("binary_part",
                                                                                                            3,
                                                                                                            Gc,
                                                                                                            bif_erlang_binary_part_3)};
#undef BIF

}  // namespace

void ForEachBif(void (*add)(const char* function, const Native& native)) {
  static_assert(sizeof(kRows) / sizeof(kRows[0]) == host::kBifCount);
  for (uint32_t i = 0; i < host::kBifCount; i++) {
    const Row& r = kRows[i];
    if (rt::Text{r.function, static_cast<uint32_t>(__builtin_strlen(r.function))} ==
            rt::Text{host::kBifs[i].function,
                     static_cast<uint32_t>(__builtin_strlen(host::kBifs[i].function))} &&
        r.arity == host::kBifs[i].arity) {
      add(r.function, Native{r.kind, false, r.arity, static_cast<uint32_t>(r.code), nullptr});
    } else {
      rt::Panic("BIF table: another order than abi/atomvm/bifs.h");
    }
  }
}

Term CallBif(const Native* n, Context* c, uint32_t fail, uint32_t live, const Term* a) {
  uintptr_t f = n->pointer;
  g_worker.left = false;  // called by a primitive
  Term r = 0;
  if (n->kind == Native::Kind::kGcBif) {
    switch (n->arity) {
      case 1:
        r = reinterpret_cast<Term (*)(Context*, uint32_t, uint32_t, Term)>(f)(c, fail, live, a[0]);
        break;
      case 2:
        r = reinterpret_cast<Term (*)(Context*, uint32_t, uint32_t, Term, Term)>(f)(c, fail, live,
                                                                                    a[0], a[1]);
        break;
      default:
        r = reinterpret_cast<Term (*)(Context*, uint32_t, uint32_t, Term, Term, Term)>(f)(
            c, fail, live, a[0], a[1], a[2]);
    }
  } else {
    switch (n->arity) {
      case 0:
        r = reinterpret_cast<Term (*)(Context*)>(f)(c);
        break;
      case 1:
        r = reinterpret_cast<Term (*)(Context*, uint32_t, Term)>(f)(c, fail, a[0]);
        break;
      case 2:
        r = reinterpret_cast<Term (*)(Context*, uint32_t, Term, Term)>(f)(c, fail, a[0], a[1]);
        break;
      default:
        r = reinterpret_cast<Term (*)(Context*, uint32_t, Term, Term, Term)>(f)(c, fail, a[0], a[1],
                                                                                a[2]);
    }
  }
  g_worker.left = true;
  return r;
}

}  // namespace seabeam::avm
