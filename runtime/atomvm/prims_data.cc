// Primitives of terms: atoms, literals, numbers, lists, tuples, funs, maps, floats, comparing.
#include <cmath>
#include <cstring>

#include "abi/atomvm/primitives.h"
#include "runtime/atomvm/module.h"
#include "runtime/atomvm/primitive_list.h"
#include "runtime/core/bifs.h"
#include "runtime/data/compare.h"
#include "runtime/data/external.h"
#include "runtime/data/integer.h"
#include "runtime/data/map.h"

using namespace seabeam::avm;
namespace abi = seabeam::abi;
namespace host = seabeam::abi::atomvm;
namespace rt = seabeam::rt;
using rt::Atom;
using rt::FixedAtom;

namespace {

// n words of the heap that were reserved before.
Term* Take(Context* c, uint32_t n, const char* primitive) {
  EnterPrimitive(primitive, c, nullptr);
  if (FreeWords(c) < n)
    Violation("%s: %u words, but only %u are free: they were not reserved (H-26)", primitive, n,
              FreeWords(c));
  Term* p = c->heap_ptr;
  c->heap_ptr += n;
  return p;
}

void CheckOperand(Term t, const char* primitive) {
  uint32_t tag = t & abi::kTagMask;
  if (tag == abi::kTagHeader || (t & abi::kAtomMask) == abi::kMovedMarker)
    Violation("%s: operand 0x%x is no term", primitive, t);
}

}  // namespace

// ---- Constants
// --------------------------------------------------------------------------------------------
Term prim_module_get_atom_term_by_id(JitState* js, uint32_t index) {
  Module* m = js->module;
  if (index == 0 || index >= m->atoms.size())
    Violation("module_get_atom_term_by_id: atom %u of %u (H-03)", index, m->atoms.size());
  return m->atoms[index];
}

Term prim_module_load_literal(Context* c, JitState* js, uint32_t index) {
  EnterPrimitive("module_load_literal", c, js);
  Module* m = js->module;
  if (index >= m->literals.size())
    Violation("module_load_literal: literal %u of %u (H-03)", index, m->literals.size());
  rt::Text bytes = m->literals[index];
  Service service(c, Allocate::kFragments);
  rt::DecodeOptions options;
  options.atomvm_literal = true;
  const char* why = nullptr;
  options.why = &why;
  const auto* p = reinterpret_cast<const uint8_t*>(bytes.data);
  uint32_t used = 0;
  Term t = bytes.size > 1 && p[0] == rt::kVersionMagic
               ? rt::DecodeTerm(service.ctx, p + 1, bytes.size - 1, options, &used)
               : 0;
  if (t == 0)
    Violation("literal %u: %s", index, why != nullptr ? why : "not a term the host accepts");
  return t;
}

Term prim_alloc_boxed_integer_fragment(Context* c, int64_t value) {
  EnterPrimitive("alloc_boxed_integer_fragment", c, nullptr);
  if (rt::FitsSmall(value))
    Violation("alloc_boxed_integer_fragment: %lld is a small integer",
              static_cast<long long>(value));
  Service service(c, Allocate::kFragments);
  return rt::MakeInt64(service.ctx, value);
}

Term prim_alloc_big_integer_fragment(Context* c, uint32_t digits, uint32_t sign) {
  EnterPrimitive("alloc_big_integer_fragment", c, nullptr);
  if (digits == 0 || digits > host::kMaxIntegerDigits || (sign & ~host::kIntegerSignBit) != 0)
    Violation("alloc_big_integer_fragment: %u digits, sign %u", digits, sign);
  uint32_t words = host::BigIntegerWords(digits);
  Service service(c, Allocate::kFragments);
  Term* p = rt::AllocWords(service.ctx, 1 + words);
  p[0] = abi::Header(words, abi::kHdrPosInt | sign);
  memset(p + 1, 0, words * 4);
  return rt::BoxTerm(p);
}

// ---- Constructors
// -----------------------------------------------------------------------------------------
Term prim_put_list(Context* c, Term head, Term tail) {
  CheckOperand(head, "put_list");
  CheckOperand(tail, "put_list");
  Term* p = Take(c, 2, "put_list");
  p[0] = tail;
  p[1] = head;
  return rt::ConsTerm(p);
}

Term prim_term_alloc_tuple(Context* c, uint32_t size) {
  Term* p = Take(c, size + 1, "term_alloc_tuple");
  p[0] = abi::Header(size, abi::kHdrTuple);
  if (g_options.check) {
    for (uint32_t i = 0; i < size; i++) p[1 + i] = abi::kMovedMarker;  // a collection refuses it
  }
  return rt::BoxTerm(p);
}

Term prim_term_alloc_fun(Context* c, JitState* js, uint32_t index, uint32_t num_free) {
  EnterPrimitive("term_alloc_fun", c, js);
  Module* m = js->module;
  if (index >= m->lambdas.size() || m->lambdas[index].num_free != num_free)
    Violation("term_alloc_fun: fun %u with %u free variables", index, num_free);
  Term* p = Take(c, 3 + num_free, "term_alloc_fun");
  p[0] = abi::Header(host::kFunHeadWords + num_free, abi::kHdrFun);
  p[host::kFunModuleWord] = static_cast<Term>(reinterpret_cast<uintptr_t>(m));
  p[host::kFunIndexWord] = rt::Small(static_cast<int32_t>(index));
  if (g_options.check) {
    for (uint32_t i = 0; i < num_free; i++) p[abi::kFunFirstFree + i] = abi::kMovedMarker;
  }
  return rt::BoxTerm(p);
}

// ---- Comparing
// --------------------------------------------------------------------------------------------
uint32_t prim_term_compare(Context* c, JitState* js, Term a, Term b, uint32_t options) {
  EnterPrimitive("term_compare", c, js);
  CheckOperand(a, "term_compare");
  CheckOperand(b, "term_compare");
  bool exact = options == static_cast<uint32_t>(host::CompareOption::kExact);
  if (exact && rt::EqualTerms(a, b, true)) return host::kCompareEqual;
  int r = rt::CompareTerms(a, b, exact);
  return r == 0 ? host::kCompareEqual : r < 0 ? host::kCompareLess : host::kCompareGreater;
}

uint32_t prim_term_is_number(Term t) { return rt::IsInteger(t) || rt::IsFloat(t); }

// ---- Maps
// -------------------------------------------------------------------------------------------------
int32_t prim_term_find_map_pos(Context* c, Term map, Term key) {
  EnterPrimitive("term_find_map_pos", c, nullptr);
  if (!rt::IsFlatMap(map)) Violation("term_find_map_pos: 0x%x is no map", map);
  CheckOperand(key, "term_find_map_pos");
  const Term* keys = rt::FlatMapKeys(map);
  uint32_t n = rt::FlatMapSize(map);
  for (uint32_t i = 0; i < n; i++) {
    if (rt::Same(keys[i], key)) return static_cast<int32_t>(i);
  }
  return host::kMapKeyMissing;
}

Term prim_term_copy_map(Context* c, Term map) {
  if (!rt::IsFlatMap(map)) Violation("term_copy_map: 0x%x is no map", map);
  uint32_t words = 1 + rt::HeaderWords(rt::HeaderOf(map));
  Term* p = Take(c, words, "term_copy_map");
  memcpy(p, rt::BoxPtr(map), words * 4);
  return rt::BoxTerm(p);
}

Term prim_put_map_assoc(Context* c, JitState* js, Term map, uint32_t new_entries, uint32_t pairs,
                        Term* kv) {
  EnterPrimitive("put_map_assoc", c, js);
  if (!rt::IsFlatMap(map)) Violation("put_map_assoc: 0x%x is no map", map);
  auto* tmp = static_cast<Term*>(rt::CheckedAlloc(pairs * 8 + 8));
  rt::SortPairs(kv, pairs, tmp);
  free(tmp);
  uint32_t old = rt::FlatMapSize(map);
  const Term* keys = rt::FlatMapKeys(map);
  const Term* values = rt::FlatMapValues(map);
  uint32_t size = old + new_entries;
  Term* new_keys = nullptr;
  Term* p;
  if (new_entries == 0) {
    p = Take(c, 2 + size, "put_map_assoc");
    p[1] = rt::BoxPtr(map)[1];
  } else {
    new_keys = Take(c, 1 + size, "put_map_assoc");
    new_keys[0] = abi::Header(size, abi::kHdrTuple);
    p = Take(c, 2 + size, "put_map_assoc");
    p[1] = rt::BoxTerm(new_keys);
  }
  p[0] = abi::Header(1 + size, abi::kHdrMap);
  uint32_t i = 0, j = 0, n = 0, added = 0;
  while (i < old || j < pairs) {
    int order = i == old ? 1 : j == pairs ? -1 : rt::CompareTerms(keys[i], kv[2 * j], true);
    if (n == size)
      Violation("put_map_assoc: new_entries is %u, but there are more new keys", new_entries);
    Term key = order <= 0 ? keys[i] : kv[2 * j];
    if (new_keys != nullptr) new_keys[1 + n] = key;
    p[2 + n] = order < 0 ? values[i] : kv[2 * j + 1];
    n++;
    if (order > 0) added++;
    if (order <= 0) i++;
    if (order >= 0) {
      j++;
      if (j < pairs && rt::Same(kv[2 * j - 2], kv[2 * j]))
        Violation("put_map_assoc: a key is there twice");
    }
  }
  if (added != new_entries || n != size)
    Violation("put_map_assoc: new_entries is %u, but %u keys are new", new_entries, added);
  return rt::BoxTerm(p);
}

// ---- Floats
// -----------------------------------------------------------------------------------------------
void prim_context_ensure_fpregs(Context* c) {
  if (c->fr != nullptr) return;
  c->fr = static_cast<double*>(rt::CheckedAlloc(host::kFloatRegisters * sizeof(double)));
  for (uint32_t i = 0; i < host::kFloatRegisters; i++) c->fr[i] = NAN;
}

namespace {
double* FloatRegister(Context* c, uint32_t i) {
  if (c->fr == nullptr) Violation("a float register is used before context_ensure_fpregs");
  if (i >= host::kFloatRegisters) Violation("float register %u", i);
  return &c->fr[i];
}
uint32_t Store(Context* c, uint32_t to, double v) {
  *FloatRegister(c, to) = v;
  return std::isfinite(v);
}
}  // namespace

Term prim_term_from_float(Context* c, uint32_t from) {
  double v = *FloatRegister(c, from);
  if (!std::isfinite(v)) Violation("term_from_float: register %u holds no finite number", from);
  Term* p = Take(c, abi::kFloatWords, "term_from_float");
  p[0] = abi::kFloatHeader;
  memcpy(p + 1, &v, 8);
  return rt::BoxTerm(p);
}

void prim_term_conv_to_float(Context* c, Term t, uint32_t to) {
  double v;
  if (!rt::NumberToDouble(t, &v)) Violation("term_conv_to_float: 0x%x is no number", t);
  *FloatRegister(c, to) = v;
}

uint32_t prim_fadd(Context* c, uint32_t a, uint32_t b, uint32_t to) {
  return Store(c, to, *FloatRegister(c, a) + *FloatRegister(c, b));
}
uint32_t prim_fsub(Context* c, uint32_t a, uint32_t b, uint32_t to) {
  return Store(c, to, *FloatRegister(c, a) - *FloatRegister(c, b));
}
uint32_t prim_fmul(Context* c, uint32_t a, uint32_t b, uint32_t to) {
  return Store(c, to, *FloatRegister(c, a) * *FloatRegister(c, b));
}
uint32_t prim_fdiv(Context* c, uint32_t a, uint32_t b, uint32_t to) {
  return Store(c, to, *FloatRegister(c, a) / *FloatRegister(c, b));
}
void prim_fnegate(Context* c, uint32_t from, uint32_t to) {
  *FloatRegister(c, to) = -*FloatRegister(c, from);
}
