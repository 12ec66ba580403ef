// BIFs of module maps, and of module erlang on maps.
#include "runtime/core/bifs.h"
#include "runtime/core/containers.h"
#include "runtime/core/error.h"
#include "runtime/core/otp_version.h"
#include "runtime/data/integer.h"
#include "runtime/data/map.h"

namespace seabeam::rt {

using abi::BifId;

SB_EXPORT Term bif_erlang_map_size_1(Ctx* ctx, Term map) {
  if (!IsMap(map)) return FailWith(ctx, BifId::bif_erlang_map_size_1, FixedAtom::kBadmap, map, map);
  return Small(static_cast<int32_t>(MapSize(map)));
}
SB_EXPORT Term bif_erlang_map_get_2(Ctx* ctx, Term key, Term map) {
  if (!IsMap(map))
    return FailWith(ctx, BifId::bif_erlang_map_get_2, FixedAtom::kBadmap, map, key, map);
  Term v = MapFind(map, key);
  return v ? v : FailWith(ctx, BifId::bif_erlang_map_get_2, FixedAtom::kBadkey, key, key, map);
}
SB_EXPORT Term bif_erlang_is_map_key_2(Ctx* ctx, Term key, Term map) {
  if (!IsMap(map))
    return FailWith(ctx, BifId::bif_erlang_is_map_key_2, FixedAtom::kBadmap, map, key, map);
  return Bool(MapFind(map, key) != 0);
}

SB_EXPORT Term bif_maps_get_2(Ctx* ctx, Term key, Term map) {
  if (!IsMap(map)) return FailWith(ctx, BifId::bif_maps_get_2, FixedAtom::kBadmap, map, key, map);
  Term v = MapFind(map, key);
  return v ? v : FailWith(ctx, BifId::bif_maps_get_2, FixedAtom::kBadkey, key, key, map);
}
SB_EXPORT Term bif_maps_find_2(Ctx* ctx, Term key, Term map) {
  if (!IsMap(map)) return FailWith(ctx, BifId::bif_maps_find_2, FixedAtom::kBadmap, map, key, map);
  Term v = MapFind(map, key);
  return v ? MakeTuple(ctx, {kOk, v}) : Atom(FixedAtom::kError);
}
SB_EXPORT Term bif_maps_is_key_2(Ctx* ctx, Term key, Term map) {
  if (!IsMap(map))
    return FailWith(ctx, BifId::bif_maps_is_key_2, FixedAtom::kBadmap, map, key, map);
  return Bool(MapFind(map, key) != 0);
}
SB_EXPORT Term bif_maps_put_3(Ctx* ctx, Term key, Term value, Term map) {
  if (!IsMap(map))
    return FailWith(ctx, BifId::bif_maps_put_3, FixedAtom::kBadmap, map, key, value, map);
  return MapPut(ctx, map, key, value);
}
SB_EXPORT Term bif_maps_update_3(Ctx* ctx, Term key, Term value, Term map) {
  if (!IsMap(map))
    return FailWith(ctx, BifId::bif_maps_update_3, FixedAtom::kBadmap, map, key, value, map);
  if (MapFind(map, key) == 0)
    return FailWith(ctx, BifId::bif_maps_update_3, FixedAtom::kBadkey, key, key, value, map);
  return MapPut(ctx, map, key, value);
}
SB_EXPORT Term bif_maps_remove_2(Ctx* ctx, Term key, Term map) {
  if (!IsMap(map))
    return FailWith(ctx, BifId::bif_maps_remove_2, FixedAtom::kBadmap, map, key, map);
  Term found;
  return MapRemove(ctx, map, key, &found);
}
SB_EXPORT Term bif_maps_take_2(Ctx* ctx, Term key, Term map) {
  if (!IsMap(map)) return FailWith(ctx, BifId::bif_maps_take_2, FixedAtom::kBadmap, map, key, map);
  Term found;
  Term rest = MapRemove(ctx, map, key, &found);
  return found ? MakeTuple(ctx, {found, rest}) : Atom(FixedAtom::kError);
}

SB_EXPORT Term bif_maps_from_list_1(Ctx* ctx, Term list) {
  WordStack pairs;
  Term l = list;
  for (; IsCons(l); l = Tail(l)) {
    Term pair = Head(l);
    if (!IsTupleOf(pair, 2)) break;
    pairs.Push(TupleElement(pair, 0));
    pairs.Push(TupleElement(pair, 1));
  }
  if (!IsNil(l)) return Badarg(ctx, BifId::bif_maps_from_list_1, list);
  return MapFromPairs(ctx, pairs.data(), pairs.size() / 2);
}
SB_EXPORT Term bif_maps_from_keys_2(Ctx* ctx, Term list, Term value) {
  WordStack pairs;
  Term l = list;
  for (; IsCons(l); l = Tail(l)) {
    pairs.Push(Head(l));
    pairs.Push(value);
  }
  if (!IsNil(l)) return Badarg(ctx, BifId::bif_maps_from_keys_2, list, value);
  return MapFromPairs(ctx, pairs.data(), pairs.size() / 2);
}

namespace {
// Hash maps are listed in the order of an iterator since OTP 29, before that against it.
bool ListedForwards(Term map) { return IsFlatMap(map) || OtpVersion().number >= 29; }

enum class Part { kKeys, kValues, kPairs };
Term ListOfMap(Ctx* ctx, Term map, Part part) {
  MapIterator it(map);
  Term k, v;
  if (ListedForwards(map)) {
    ListBuilder list(ctx);
    while (it.Next(&k, &v))
      list.Add(part == Part::kKeys ? k : part == Part::kValues ? v : MakeTuple(ctx, {k, v}));
    return list.Finish();
  }
  Term list = kNil;
  while (it.Next(&k, &v)) {
    list = Cons(ctx,
                part == Part::kKeys     ? k
                : part == Part::kValues ? v
                                        : MakeTuple(ctx, {k, v}),
                list);
  }
  return list;
}
}  // namespace

SB_EXPORT Term bif_maps_keys_1(Ctx* ctx, Term map) {
  if (!IsMap(map)) return FailWith(ctx, BifId::bif_maps_keys_1, FixedAtom::kBadmap, map, map);
  return ListOfMap(ctx, map, Part::kKeys);
}
SB_EXPORT Term bif_maps_values_1(Ctx* ctx, Term map) {
  if (!IsMap(map)) return FailWith(ctx, BifId::bif_maps_values_1, FixedAtom::kBadmap, map, map);
  return ListOfMap(ctx, map, Part::kValues);
}

SB_EXPORT Term bif_maps_merge_2(Ctx* ctx, Term a, Term b) {
  if (!IsMap(a)) return FailWith(ctx, BifId::bif_maps_merge_2, FixedAtom::kBadmap, a, a, b);
  if (!IsMap(b)) return FailWith(ctx, BifId::bif_maps_merge_2, FixedAtom::kBadmap, b, a, b);
  uint32_t n = MapSize(a), m = MapSize(b);
  if (n == 0) return b;
  if (m == 0) return a;
  Term k, v;
  if (m * 8 < n) {
    MapIterator it(b);
    while (it.Next(&k, &v)) a = MapPut(ctx, a, k, v);
    return a;
  }
  if (n * 8 < m) {
    MapIterator it(a);
    while (it.Next(&k, &v)) {
      if (MapFind(b, k) == 0) b = MapPut(ctx, b, k, v);
    }
    return b;
  }
  Term* pairs = static_cast<Term*>(CheckedAlloc((n + m) * 8));
  CopyPairs(a, pairs);
  CopyPairs(b, pairs + 2 * n);
  Term map = MapFromPairs(ctx, pairs, n + m);
  free(pairs);
  return map;
}

namespace {
// Positions in a hash map between two calls of map_next: 4 bits per level, the root's lowest,
// as many levels as fit 60 bits; a deeper position is never cut short at.
constexpr uint32_t kPathLevels = 15;
constexpr uint32_t kFirstChunk = 32;
constexpr uint32_t kChunk = 1000;

// map_next with a list of keys in place of a position, as ordered iterators have (OTP 26). rest 0: {Key, Value, [Keys | Map]} or none;
// else all pairs in front of it. 0: a key is not in the map.
Term NextOfKeys(Ctx* ctx, Term keys, Term map, Term rest) {
  if (rest == 0) {
    if (IsNil(keys)) return Atom(FixedAtom::kNone);
    const Term value = MapFind(map, Head(keys));
    return value ? MakeTuple(ctx, {Head(keys), value, Cons(ctx, Tail(keys), map)}) : 0;
  }
  WordStack pairs;
  for (; IsCons(keys); keys = Tail(keys)) {
    const Term value = MapFind(map, Head(keys));
    if (value == 0) return 0;
    pairs.Push(MakeTuple(ctx, {Head(keys), value}));
  }
  if (!IsNil(keys)) return 0;
  while (!pairs.empty()) rest = Cons(ctx, pairs.Pop(), rest);
  return rest;
}
}  // namespace

SB_EXPORT Term bif_erts_internal_map_next_3(Ctx* ctx, Term path, Term map, Term type) {
  bool iterator = type == InternAtom("iterator");
  if (IsMap(map) && IsList(path) && (iterator || IsList(type))) {
    const Term next = NextOfKeys(ctx, path, map, iterator ? 0 : type);
    return next ? next : Badarg(ctx, BifId::bif_erts_internal_map_next_3, path, map, type);
  }
  int64_t position;
  if (!IsMap(map) || !(iterator || IsList(type)) || !GetInt64(path, &position) || position < 0) {
    return Badarg(ctx, BifId::bif_erts_internal_map_next_3, path, map, type);
  }
  Term none = Atom(FixedAtom::kNone);
  Term key, value;
  if (iterator && IsFlatMap(map)) {
    Term r = none;
    for (uint32_t i = FlatMapSize(map); i-- > 0;)
      r = MakeTuple(ctx, {FlatMapKeys(map)[i], FlatMapValues(map)[i], r});
    return r;
  }
  if (!iterator && ListedForwards(map)) {
    MapIterator it(map);
    ListBuilder list(ctx);
    while (it.Next(&key, &value)) list.Add(MakeTuple(ctx, {key, value}));
    return list.Finish(type);
  }
  WordStack stack;  // node, next child
  uint64_t p = static_cast<uint64_t>(position);
  Term node = HashMapRoot(map);
  for (;;) {
    uint32_t index = static_cast<uint32_t>(p & 15);
    p >>= 4;
    if (index >= NodeCount(node))
      return Badarg(ctx, BifId::bif_erts_internal_map_next_3, path, map, type);
    stack.Push(node);
    Term child = NodeChildren(node)[index];
    if (IsCons(child)) {
      stack.Push(index);
      break;
    }
    stack.Push(index + 1);
    node = child;
  }
  uint32_t room = position == 0 ? kFirstChunk : kChunk;
  Term result = iterator ? none : type;
  Term* patch = nullptr;
  auto add = [&](Term k, Term v) {
    if (iterator) {
      Term t = MakeTuple(ctx, {k, v, none});
      if (patch)
        *patch = t;
      else
        result = t;
      patch = BoxPtr(t) + 3;
    } else {
      result = Cons(ctx, MakeTuple(ctx, {k, v}), result);
    }
  };
  while (!stack.empty()) {
    uint32_t index = stack[stack.size() - 1];
    node = stack[stack.size() - 2];
    if (index == NodeCount(node)) {
      stack.Resize(stack.size() - 2);
      continue;
    }
    Term child = NodeChildren(node)[index];
    if (!IsCons(child)) {
      stack[stack.size() - 1] = index + 1;
      stack.Push(child);
      stack.Push(0);
      continue;
    }
    if (room == 0 && stack.size() / 2 <= kPathLevels) {
      uint64_t next = 0;
      for (uint32_t i = stack.size() / 2; i-- > 0;) {
        // Outer entries point behind the child that was entered.
        uint32_t at = stack[2 * i + 1] - (2 * i + 2 < stack.size() ? 1 : 0);
        next = next << 4 | at;
      }
      Term position_term = MakeInt(ctx, static_cast<int64_t>(next));
      if (iterator) {
        *patch = Cons(ctx, position_term, map);
        return result;
      }
      return Cons(ctx, position_term, Cons(ctx, map, result));
    }
    stack[stack.size() - 1] = index + 1;
    add(Head(child), Tail(child));
    if (room > 0) --room;
  }
  return result;
}

SB_EXPORT Term bif_erts_internal_map_to_tuple_keys_1(Ctx* ctx, Term map) {
  if (!IsMap(map))
    return FailWith(ctx, BifId::bif_erts_internal_map_to_tuple_keys_1, FixedAtom::kBadmap, map, map);
  if (!IsFlatMap(map)) return Badarg(ctx, BifId::bif_erts_internal_map_to_tuple_keys_1, map);
  return BoxPtr(map)[1];
}

}  // namespace seabeam::rt
