// System information, flags, statistics, environment variables.
#include "runtime/core/bifs.h"
#include "runtime/core/containers.h"
#include "runtime/core/copy.h"
#include "runtime/core/error.h"
#include "runtime/core/fun.h"
#include "runtime/core/process_settings.h"
#include "runtime/core/host.h"
#include "runtime/core/otp_version.h"
#include "runtime/core/scheduler.h"
#include "runtime/data/bits.h"
#include "runtime/data/compare.h"
#include "runtime/data/ets_registry.h"
#include "runtime/data/integer.h"
#include "runtime/data/map.h"
#include "runtime/data/number_text.h"
#include "runtime/data/time.h"
#include "runtime/data/utf8.h"

namespace seabeam::rt {

using abi::BifId;

namespace {

Term String(Ctx* ctx, const char* s) {
  return MakeByteList(ctx, reinterpret_cast<const uint8_t*>(s), static_cast<uint32_t>(strlen(s)));
}

// Items whose value never changes: an atom, an integer, or text.
struct Fixed {
  const char* item;
  enum Kind : uint8_t { kAtom, kInt, kText } kind;
  const char* text;
  int32_t number;
};
constexpr Fixed kFixed[] = {
    {"system_architecture", Fixed::kText, "wasm32-unknown-seabeam", 0},
    {"machine", Fixed::kText, "BEAM", 0},
    {"driver_version", Fixed::kText, "3.3", 0},
    {"endian", Fixed::kAtom, "little", 0},
    {"creation", Fixed::kInt, "", 0},
    {"process_limit", Fixed::kInt, "", 262144},
    {"port_limit", Fixed::kInt, "", 65536},
    {"port_count", Fixed::kInt, "", 0},
    {"atom_limit", Fixed::kInt, "", 1048576},
    {"ets_limit", Fixed::kInt, "", 8192},
    {"schedulers", Fixed::kInt, "", 1},
    {"schedulers_online", Fixed::kInt, "", 1},
    {"scheduler_id", Fixed::kInt, "", 1},
    {"dirty_cpu_schedulers", Fixed::kInt, "", 1},
    {"dirty_cpu_schedulers_online", Fixed::kInt, "", 1},
    {"dirty_io_schedulers", Fixed::kInt, "", 1},
    {"logical_processors", Fixed::kInt, "", 1},
    {"logical_processors_online", Fixed::kInt, "", 1},
    {"logical_processors_available", Fixed::kInt, "", 1},
    {"wordsize", Fixed::kInt, "", 4},
    {"thread_pool_size", Fixed::kInt, "", 0},
    {"async_threads", Fixed::kInt, "", 0},
    {"dist_buf_busy_limit", Fixed::kInt, "", 1048576},
    {"threads", Fixed::kAtom, "true", 0},
    {"smp_support", Fixed::kAtom, "true", 0},
    {"kernel_poll", Fixed::kAtom, "false", 0},
    {"multi_scheduling", Fixed::kAtom, "disabled", 0},
    {"heap_type", Fixed::kAtom, "private", 0},
    {"build_type", Fixed::kAtom, "opt", 0},
    {"emu_type", Fixed::kAtom, "opt", 0},
    {"emu_flavor", Fixed::kAtom, "jit", 0},
    {"debug_compiled", Fixed::kAtom, "false", 0},
    {"beam_jump_table", Fixed::kAtom, "true", 0},
    {"break_ignored", Fixed::kAtom, "false", 0},
    {"constant_pool_support", Fixed::kAtom, "true", 0},
    {"ets_realloc_moves", Fixed::kAtom, "false", 0},
    {"ethread_used_tse", Fixed::kInt, "", 0},
    {"port_tasks", Fixed::kAtom, "true", 0},
    {"hipe_architecture", Fixed::kAtom, "undefined", 0},
    {"lock_checking", Fixed::kAtom, "false", 0},
    {"lock_counting", Fixed::kAtom, "false", 0},
    {"message_queue_data", Fixed::kAtom, "on_heap", 0},
    {"time_correction", Fixed::kAtom, "true", 0},
    {"port_parallelism", Fixed::kAtom, "false", 0},
    {"modified_timing_level", Fixed::kAtom, "undefined", 0},
    {"trace_control_word", Fixed::kInt, "", 0},
    {"dynamic_trace", Fixed::kAtom, "none", 0},
    {"dynamic_trace_probes", Fixed::kAtom, "false", 0},
    {"eager_check_io", Fixed::kAtom, "true", 0},
    {"start_time", Fixed::kInt, "", 0},
    {"cpu_quota", Fixed::kAtom, "unknown", 0},
    {"delayed_node_table_gc", Fixed::kInt, "", 60},
    {"context_reductions", Fixed::kInt, "", 4000},
    {"outstanding_system_requests_limit", Fixed::kInt, "", 4},
    {"scheduler_bind_type", Fixed::kAtom, "unbound", 0},
    {"update_cpu_info", Fixed::kAtom, "unchanged", 0},
};

Term NativeFunctions(Ctx* ctx) {
  ListBuilder list(ctx);
  for (const abi::BifInfo& b : abi::kBifs) {
    list.Add(MakeTuple(ctx, {InternAtom(b.module), InternAtom(b.function), Small(static_cast<int32_t>(b.arity))}));
  }
  return list.Finish();
}

Term SystemInfo(Ctx* ctx, Term item) {
  if (IsTuple(item)) {
    if (!IsTupleOf(item, 2) || !IsAtom(TupleElement(item, 0))) return 0;
    const Term kind = TupleElement(item, 0);
    const Term which = TupleElement(item, 1);
    if (kind == InternAtom("wordsize"))
      return which == InternAtom("internal") || which == InternAtom("external") ? Small(4) : 0;
    if (kind == InternAtom("allocator") || kind == InternAtom("allocator_sizes")) return kFalse;  // none of OTP's
    if (kind == InternAtom("cpu_topology")) return kUndefined;
    return 0;
  }
  if (!IsAtom(item)) return 0;
  Text name = AtomText(item);
  auto is = [&](const char* s) { return name == Text{s, static_cast<uint32_t>(strlen(s))}; };
  for (const Fixed& f : kFixed) {
    if (!is(f.item)) continue;
    switch (f.kind) {
      case Fixed::kAtom:
        return InternAtom(f.text);
      case Fixed::kInt:
        return Small(f.number);
      case Fixed::kText:
        return String(ctx, f.text);
    }
  }
  if (is("otp_release")) return String(ctx, OtpVersion().release);
  if (is("version")) return String(ctx, OtpVersion().erts);
  if (is("async_dist") && OtpVersion().number >= 26) return kFalse;
  if (is("compat_rel")) return Small(OtpVersion().number);
  if (is("nif_version")) return String(ctx, OtpVersion().number >= 29 ? "2.18" : OtpVersion().number >= 26 ? "2.17" : "2.16");
  // The modes in which OTP 26 and later start.
  if (is("time_warp_mode")) return InternAtom(OtpVersion().number >= 26 ? "multi_time_warp" : "no_time_warp");
  if (is("tolerant_timeofday")) return InternAtom(OtpVersion().number >= 26 ? "disabled" : "enabled");
  if (is("time_offset")) return InternAtom(OtpVersion().number >= 26 ? "volatile" : "final");
  if (is("system_version")) {
    ByteBuf text;
    for (const char* part : {"Erlang/OTP ", OtpVersion().release, " [erts-", OtpVersion().erts, "] [seabeam]\n"}) text.Put(part);
    return MakeByteList(ctx, text.data(), text.size());
  }
  if (is("backtrace_depth")) return MakeInt(ctx, g_sched.options.backtrace_depth);
  if (is("system_logger")) {
    const Term logger = g_sched.options.system_logger;
    if (logger != 0) return logger;
    // Until kernel's logger says who it is, reports go to a process of ours.
    Process* ours = WhereIs(InternAtom("seabeam_log"));
    return ours != nullptr ? ours->pid : InternAtom("logger");
  }
  if (is("process_count")) return MakeInt(ctx, ProcessCount());
  if (is("atom_count")) return MakeInt(ctx, AtomCount());
  if (is("ets_count")) return MakeInt(ctx, EtsTableCount());
  if (is("multi_scheduling_blockers") || is("normal_multi_scheduling_blockers") || is("alloc_util_allocators") ||
      is("taints") || is("allocated_areas") || is("check_io") || is("ethread_info") || is("reader_groups_map")) {
    return kNil;
  }
  if (is("sequential_tracer")) return MakeTuple(ctx, {item, kFalse});
  if (is("c_compiler_used")) {
    return MakeTuple(ctx, {InternAtom("gnuc"), MakeTuple(ctx, {Small(__GNUC__), Small(__GNUC_MINOR__), Small(__GNUC_PATCHLEVEL__)})});
  }
  // What OTP dumps into a crash dump; there is nothing like it to tell.
  if (is("procs") || is("info") || is("loaded") || is("dist")) return NewBinaryFrom(ctx, "", 0);
  if (is("end_time")) return MakeInt(ctx, int64_t{1} << 62);
  if (is("heap_sizes")) {
    ListBuilder list(ctx);
    for (uint32_t size = HeapSizeFrom(0); size < (1u << 28); size = HeapSizeFrom(size + 1)) list.Add(MakeInt(ctx, size));
    return list.Finish();
  }
  if (is("scheduler_bindings")) return MakeTuple(ctx, {InternAtom("unbound")});
  if (is("snifs")) return NativeFunctions(ctx);
  if (is("os_type")) return MakeTuple(ctx, {InternAtom("unix"), InternAtom("linux")});
  if (is("os_version")) return MakeTuple(ctx, {Small(0), Small(0), Small(0)});
  if (is("min_heap_size") || is("min_bin_vheap_size") || is("fullsweep_after"))
    return MakeTuple(ctx, {item, SettingValue(ctx, g_sched.defaults, item)});
  if (is("max_heap_size")) return SettingValue(ctx, g_sched.defaults, item);
  if (is("garbage_collection")) {
    ListBuilder list(ctx);
    for (const char* key : {"max_heap_size", "min_bin_vheap_size", "min_heap_size", "fullsweep_after"}) {
      const Term atom = InternAtom(key);
      const bool is_max = atom == InternAtom("max_heap_size");
      list.Add(MakeTuple(ctx, {atom, is_max ? MakeInt(ctx, g_sched.defaults.max_heap) : SettingValue(ctx, g_sched.defaults, atom)}));
    }
    return list.Finish();
  }
  if (is("dist_ctrl") || is("cpu_topology") || is("allocator"))
    return is("dist_ctrl") ? kNil : kUndefined;
  if (is("os_monotonic_time_source") || is("os_system_time_source")) {
    return MakeList(ctx, {MakeTuple(ctx, {Atom(FixedAtom::kFunction), InternAtom("clock_gettime")}),
                          MakeTuple(ctx, {InternAtom("resolution"), MakeInt(ctx, 1000000)}),
                          MakeTuple(ctx, {InternAtom("parallel"), InternAtom("no")})});
  }
  return 0;
}

// ---- Environment: the host's, under what putenv and unsetenv changed ---------------------
struct Variable {
  Text name;
  Text value;  // data = null: unset
};
Vec<Variable> g_environment;

Text Keep(const ByteBuf& b) {
  char* p = static_cast<char*>(CheckedAlloc(b.size() + 1));
  memcpy(p, b.data(), b.size());
  return {p, b.size()};
}
bool GetText(Term list, ByteBuf* out) {
  for (; IsCons(list); list = Tail(list)) {
    uint32_t c;
    if (!GetSmallUpTo(Head(list), 0x10FFFF, &c) || c == 0 || !IsCodePoint(c)) return false;
    PutUtf8(out, c);
  }
  return IsNil(list);
}
Term Chars(Ctx* ctx, const char* p, uint32_t n) {
  ListBuilder list(ctx);
  for (uint32_t i = 0; i < n;) {
    uint32_t c;
    int k = DecodeUtf8(reinterpret_cast<const uint8_t*>(p) + i, n - i, &c);
    if (k <= 0) {
      c = static_cast<uint8_t>(p[i]);
      k = 1;
    }
    list.Add(Small(static_cast<int32_t>(c)));
    i += static_cast<uint32_t>(k);
  }
  return list.Finish();
}
Variable* FindVariable(const ByteBuf& name) {
  Text key = {reinterpret_cast<const char*>(name.data()), name.size()};
  for (Variable& v : g_environment) {
    if (v.name == key) return &v;
  }
  return nullptr;
}
void SetVariable(const ByteBuf& name, Text value) {
  Variable* v = FindVariable(name);
  if (v)
    v->value = value;
  else
    g_environment.push_back({Keep(name), value});
}
// False when `name_term` is no name; 0 in *value when the variable is not set.
bool GetVariable(Ctx* ctx, Term name_term, Term* value) {
  ByteBuf name;
  *value = 0;
  if (!GetText(name_term, &name)) return false;
  if (Variable* v = FindVariable(name)) {
    if (v->value.data) *value = Chars(ctx, v->value.data, v->value.size);
    return true;
  }
  char small[256];
  int32_t n =
      host_getenv(reinterpret_cast<const char*>(name.data()), name.size(), small, sizeof small);
  if (n < 0) return true;
  if (static_cast<uint32_t>(n) <= sizeof small) {
    *value = Chars(ctx, small, static_cast<uint32_t>(n));
    return true;
  }
  char* large = static_cast<char*>(CheckedAlloc(static_cast<uint32_t>(n)));
  host_getenv(reinterpret_cast<const char*>(name.data()), name.size(), large,
              static_cast<uint32_t>(n));
  *value = Chars(ctx, large, static_cast<uint32_t>(n));
  free(large);
  return true;
}

}  // namespace

SB_EXPORT Term bif_prim_tty_isatty_1(Ctx* ctx, Term device) {
  const char* const names[] = {"stdin", "stdout", "stderr"};
  for (uint32_t fd = 0; fd < 3; fd++) {
    if (device == InternAtom(names[fd])) return Bool(host_is_terminal(fd) != 0);
  }
  return Badarg(ctx, BifId::bif_prim_tty_isatty_1, device);
}

SB_EXPORT Term bif_erlang_system_info_1(Ctx* ctx, Term item) {
  Term r = SystemInfo(ctx, item);
  return r ? r : Badarg(ctx, BifId::bif_erlang_system_info_1, item);
}

SB_EXPORT Term bif_erlang_system_flag_2(Ctx* ctx, Term flag, Term value) {
  if (IsAtom(flag)) {
    for (const char* key : {"max_heap_size", "min_bin_vheap_size", "min_heap_size", "fullsweep_after"}) {
      if (flag != InternAtom(key)) continue;
      Term old = SettingValue(ctx, g_sched.defaults, flag);
      return ChangeSetting(&g_sched.defaults, flag, value) ? old : Badarg(ctx, BifId::bif_erlang_system_flag_2, flag, value);
    }
    // Other flags are remembered by nobody; the old value is what system_info says.
    Term old = SystemInfo(ctx, flag);
    if (flag == InternAtom("system_logger")) {
      Process* logger = IsPid(value) ? FindProcess(value) : nullptr;
      if (logger == nullptr && value != InternAtom("logger") && value != kUndefined)
        return Badarg(ctx, BifId::bif_erlang_system_flag_2, flag, value);
      g_sched.options.system_logger = value;
      return old;
    }
    if (flag == InternAtom("backtrace_depth") && IsSmall(value) && SmallValue(value) >= 0)
      g_sched.options.backtrace_depth = static_cast<uint32_t>(SmallValue(value));
    if (IsTupleOf(old ? old : kNil, 2)) old = TupleElement(old, 1);
    if (old) return old;
    Text name = AtomText(flag);
    if (name == Text{"scheduler_wall_time", 19} || name == Text{"microstate_accounting", 21})
      return kFalse;
  }
  Badarg(ctx, BifId::bif_erlang_system_flag_2, flag, value);
  return WithCause(ctx, InternAtom("badopt"));
}

namespace {
Term SinceStart(Ctx* ctx, int64_t now, int64_t* last) {
  int64_t delta = now - *last;
  *last = now;
  return MakeTuple(ctx, {MakeInt(ctx, now), MakeInt(ctx, delta)});
}
uint64_t TotalReductions() {
  uint64_t n = 0;
  for (uint32_t i = 0; i < g_process_slots.size(); ++i) {
    if (g_process_slots[i]) n += g_process_slots[i]->reductions;
  }
  return n;
}
}  // namespace

SB_EXPORT Term bif_erlang_statistics_1(Ctx* ctx, Term item) {
  Text name = IsAtom(item) ? AtomText(item) : Text{"", 0};
  auto is = [&](const char* s) { return name == Text{s, static_cast<uint32_t>(strlen(s))}; };
  static int64_t last_runtime, last_wall, last_reductions, last_exact;
  int64_t ms = MonotonicNs() / 1000000;
  if (is("runtime")) return SinceStart(ctx, ms, &last_runtime);
  if (is("wall_clock")) return SinceStart(ctx, ms, &last_wall);
  if (is("reductions"))
    return SinceStart(ctx, static_cast<int64_t>(TotalReductions()), &last_reductions);
  if (is("exact_reductions"))
    return SinceStart(ctx, static_cast<int64_t>(TotalReductions()), &last_exact);
  if (is("garbage_collection")) {
    int64_t n = 0;
    for (uint32_t i = 0; i < g_process_slots.size(); ++i) {
      if (g_process_slots[i]) n += g_process_slots[i]->gc_count;
    }
    return MakeTuple(ctx, {MakeInt(ctx, n), Small(0), Small(0)});
  }
  if (is("context_switches")) return MakeTuple(ctx, {Small(0), Small(0)});
  if (is("io")) {
    return MakeTuple(ctx, {MakeTuple(ctx, {InternAtom("input"), Small(0)}),
                           MakeTuple(ctx, {InternAtom("output"), Small(0)})});
  }
  if (is("run_queue") || is("total_run_queue_lengths") || is("total_active_tasks") ||
      is("total_run_queue_lengths_all") || is("total_active_tasks_all")) {
    return MakeInt(ctx, g_sched.runnable);
  }
  if (is("run_queue_lengths") || is("active_tasks") || is("run_queue_lengths_all") ||
      is("active_tasks_all")) {
    return Cons(ctx, MakeInt(ctx, g_sched.runnable), kNil);
  }
  if (is("scheduler_wall_time") || is("scheduler_wall_time_all") || is("microstate_accounting"))
    return kUndefined;
  return Badarg(ctx, BifId::bif_erlang_statistics_1, item);
}

SB_EXPORT Term bif_erlang_get_cookie_0(Ctx*) { return InternAtom("nocookie"); }
SB_EXPORT Term bif_erlang_get_cookie_1(Ctx*, Term) { return InternAtom("nocookie"); }
SB_EXPORT Term bif_erlang_set_cookie_1(Ctx*, Term) { return kTrue; }
SB_EXPORT Term bif_erlang_set_cookie_2(Ctx*, Term, Term) { return kTrue; }

SB_EXPORT Term bif_os_getenv_1(Ctx* ctx, Term name) {
  Term value;
  if (!GetVariable(ctx, name, &value)) return Badarg(ctx, BifId::bif_os_getenv_1, name);
  return value ? value : kFalse;
}
SB_EXPORT Term bif_os_getenv_2(Ctx* ctx, Term name, Term missing) {
  Term value;
  if (!GetVariable(ctx, name, &value)) return Badarg(ctx, BifId::bif_os_getenv_2, name, missing);
  return value ? value : missing;
}
SB_EXPORT Term bif_os_getenv_0(Ctx* ctx) {
  Term list = kNil;
  for (Variable& v : g_environment) {
    if (!v.value.data) continue;
    ByteBuf line;
    line.Put(v.name.data, v.name.size);
    line.Put('=');
    line.Put(v.value.data, v.value.size);
    list = Cons(ctx, Chars(ctx, reinterpret_cast<const char*>(line.data()), line.size()), list);
  }
  return list;
}
SB_EXPORT Term bif_os_env_0(Ctx* ctx) {
  Term list = kNil;
  for (Variable& v : g_environment) {
    if (!v.value.data) continue;
    list = Cons(ctx,
                MakeTuple(ctx, {Chars(ctx, v.name.data, v.name.size),
                                Chars(ctx, v.value.data, v.value.size)}),
                list);
  }
  return list;
}
SB_EXPORT Term bif_os_putenv_2(Ctx* ctx, Term name_term, Term value_term) {
  ByteBuf name, value;
  if (!GetText(name_term, &name) || name.size() == 0 ||
      memchr(name.data() + 1, '=', name.size() - 1) || !GetText(value_term, &value)) {
    return Badarg(ctx, BifId::bif_os_putenv_2, name_term, value_term);
  }
  SetVariable(name, Keep(value));
  return kTrue;
}
SB_EXPORT Term bif_os_unsetenv_1(Ctx* ctx, Term name_term) {
  ByteBuf name;
  if (!GetText(name_term, &name)) return Badarg(ctx, BifId::bif_os_unsetenv_1, name_term);
  SetVariable(name, {nullptr, 0});
  return kTrue;
}
SB_EXPORT Term bif_os_getpid_0(Ctx* ctx) { return String(ctx, "1"); }
SB_EXPORT Term bif_os_type_0(Ctx* ctx) {
  return MakeTuple(ctx, {InternAtom("unix"), InternAtom("linux")});
}
SB_EXPORT Term bif_os_version_0(Ctx* ctx) { return MakeTuple(ctx, {Small(0), Small(0), Small(0)}); }
SB_EXPORT Term bif_os_set_signal_2(Ctx* ctx, Term signal, Term option) {
  bool known = false;
  for (const char* name : {"sigabrt", "sigalrm", "sigchld", "sighup", "sigquit", "sigstop", "sigterm", "sigtstp", "sigusr1", "sigusr2"})
    known = known || signal == InternAtom(name);
  for (const char* name : {"default", "handle", "ignore"}) {
    if (known && option == InternAtom(name)) return kOk;
  }
  Badarg(ctx, BifId::bif_os_set_signal_2, signal, option);
  return known ? WithCause(ctx, InternAtom("badopt")) : 0;
}

SB_EXPORT Term bif_file_native_name_encoding_0(Ctx*) { return Atom(FixedAtom::kUtf8); }
SB_EXPORT Term bif_io_printable_range_0(Ctx*) { return Atom(FixedAtom::kLatin1); }
SB_EXPORT Term bif_net_kernel_dflag_unicode_io_1(Ctx*, Term) { return kTrue; }
// There are no such times; who asks for them does without.
SB_EXPORT Term bif_erts_internal_scheduler_wall_time_1(Ctx* ctx, Term on) {
  if (on != kTrue && on != kFalse) return Badarg(ctx, BifId::bif_erts_internal_scheduler_wall_time_1, on);
  return kFalse;
}
SB_EXPORT Term bif_erts_internal_get_creation_0(Ctx*) { return Small(0); }
SB_EXPORT Term bif_erts_internal_no_aux_work_threads_0(Ctx*) { return Small(1); }
SB_EXPORT Term bif_erts_debug_get_internal_state_1(Ctx*, Term) { return kUndefined; }
SB_EXPORT Term bif_erts_debug_set_internal_state_2(Ctx*, Term, Term) { return kUndefined; }
SB_EXPORT Term bif_erts_debug_flat_size_1(Ctx* ctx, Term t) { return MakeInt(ctx, FlatSize(t)); }
SB_EXPORT Term bif_erts_debug_size_shared_1(Ctx* ctx, Term t) { return MakeInt(ctx, FlatSize(t)); }
SB_EXPORT Term bif_erts_debug_copy_shared_1(Ctx*, Term t) { return t; }

// File names: UTF-8, zero-terminated, as a binary.
SB_EXPORT Term bif_prim_file_internal_name2native_1(Ctx* ctx, Term name) {
  ByteBuf out;
  BitView v;
  if (GetBinary(name, &v)) {
    AlignedBytes bytes(v);
    if (memchr(bytes.data(), 0, bytes.size()) != nullptr) {
      return Badarg(ctx, BifId::bif_prim_file_internal_name2native_1, name);
    }
    out.Put(bytes.data(), bytes.size());
  } else if (!GetText(name, &out)) {
    return Badarg(ctx, BifId::bif_prim_file_internal_name2native_1, name);
  }
  out.Put(uint8_t{0});
  return NewBinaryFrom(ctx, out.data(), out.size());
}
SB_EXPORT Term bif_prim_file_internal_native2name_1(Ctx* ctx, Term name) {
  BitView v;
  if (!GetBinary(name, &v)) return Badarg(ctx, BifId::bif_prim_file_internal_native2name_1, name);
  AlignedBytes bytes(v);
  return Chars(ctx, reinterpret_cast<const char*>(bytes.data()), bytes.size());
}
SB_EXPORT Term bif_prim_file_internal_normalize_utf8_1(Ctx* ctx, Term name) {
  BitView v;
  if (!GetBinary(name, &v))
    return Badarg(ctx, BifId::bif_prim_file_internal_normalize_utf8_1, name);
  AlignedBytes bytes(v);
  return Chars(ctx, reinterpret_cast<const char*>(bytes.data()), bytes.size());
}
SB_EXPORT Term bif_prim_file_is_translatable_1(Ctx*, Term) { return kTrue; }

SB_EXPORT Term bif_erts_internal_term_type_1(Ctx*, Term t) {
  if (IsSmall(t)) return InternAtom("fixnum");
  if (IsAtom(t)) return InternAtom("atom");
  if (IsNil(t)) return Atom(FixedAtom::kNil);
  if (IsCons(t)) return InternAtom("list");
  if (IsPid(t)) return InternAtom("pid");
  if (IsPort(t)) return InternAtom("port");
  switch (HeaderTag(HeaderOf(t))) {
    case abi::kHdrTuple:
      return InternAtom("tuple");
    case abi::kHdrPosInt:
    case abi::kHdrNegInt:
      return InternAtom("bignum");
    case abi::kHdrRef:
      return InternAtom("reference");
    case abi::kHdrFun:
      return InternAtom(ViewFun(t).external ? "export" : "fun");
    case abi::kHdrFloat:
      return InternAtom("hfloat");
    case abi::kHdrMap:
      return InternAtom("flatmap");
    case abi::kHdrHashMap:
      return InternAtom("hashmap");
    case abi::kHdrHeapBinary:
      return InternAtom("heap_binary");
    case abi::kHdrRefcBinary:
      return InternAtom("refc_binary");
    case abi::kHdrSubBinary:
    case abi::kHdrBitstring:
      return InternAtom("sub_binary");
    default:
      return InternAtom("external");
  }
}

}  // namespace seabeam::rt
