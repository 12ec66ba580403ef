#include "runtime/core/bifs.h"
#include "runtime/core/copy.h"
#include "runtime/core/error.h"
#include "runtime/core/scheduler.h"
#include "runtime/data/integer.h"
#include "runtime/data/map.h"

namespace seabeam::rt {

using abi::BifId;

namespace {

// ---- erlang:system_monitor: kept and shown; nothing that it is about happens here ----

enum Limit : uint32_t { kLongGc, kLongSchedule, kLargeHeap, kLimits };
constexpr const char* kLimitNames[kLimits] = {"long_gc", "long_schedule", "large_heap"};
constexpr uint32_t kLeastLargeHeap = 16384;

struct SystemMonitor {
  Term pid = 0;  // 0: there is none
  uint32_t limits[kLimits] = {};
  bool busy_port = false;
  bool busy_dist_port = false;
};
SystemMonitor g_monitor;

Term MonitorTerm(Ctx* ctx) {
  const SystemMonitor& m = g_monitor;
  if (m.pid == 0 || FindProcess(m.pid) == nullptr) return kUndefined;
  ListBuilder list(ctx);
  if (m.busy_dist_port) list.Add(InternAtom("busy_dist_port"));
  if (m.busy_port) list.Add(InternAtom("busy_port"));
  for (uint32_t i = kLimits; i-- > 0;) {
    if (m.limits[i] == 0) continue;
    // In the order of OTP: large_heap, long_schedule, long_gc.
    list.Add(MakeTuple(ctx, {InternAtom(kLimitNames[i]), MakeInt(ctx, int64_t{m.limits[i]})}));
  }
  return MakeTuple(ctx, {m.pid, list.Finish()});
}

bool ParseMonitor(Term pid, Term options, SystemMonitor* m) {
  if (IsNil(options)) return true;  // a monitor of nothing is none, whoever it is
  if (!IsPid(pid) || FindProcess(pid) == nullptr) return false;
  for (; IsCons(options); options = Tail(options)) {
    const Term o = Head(options);
    if (IsTupleOf(o, 2)) {
      int64_t value;
      if (!GetInt64(TupleElement(o, 1), &value) || value < 1 || value > 0xFFFFFFFFll) return false;
      uint32_t i = 0;
      while (i < kLimits && TupleElement(o, 0) != InternAtom(kLimitNames[i])) ++i;
      if (i == kLimits) return false;
      m->limits[i] = static_cast<uint32_t>(value);
      if (i == kLargeHeap && m->limits[i] < kLeastLargeHeap) m->limits[i] = kLeastLargeHeap;
    } else if (o == InternAtom("busy_port")) {
      m->busy_port = true;
    } else if (o == InternAtom("busy_dist_port")) {
      m->busy_dist_port = true;
    } else {
      return false;
    }
  }
  if (!IsNil(options)) return false;
  m->pid = pid;
  return true;
}

Term SetMonitor(Ctx* ctx, const SystemMonitor& m) {
  const Term old = MonitorTerm(ctx);
  g_monitor = m;
  return old;
}

// ---- erlang:nodes/2 ----

// Whether the only node, this one, is among `kinds`.
bool ThisNodeIsOf(Term kinds, bool* ok) {
  bool found = false;
  auto one = [&](Term kind) {
    if (kind == InternAtom("this") || kind == InternAtom("known")) {
      found = true;
    } else if (kind != InternAtom("visible") && kind != InternAtom("hidden") &&
               kind != InternAtom("connected")) {
      *ok = false;
    }
  };
  if (IsAtom(kinds)) {
    one(kinds);
    return found;
  }
  for (; IsCons(kinds); kinds = Tail(kinds)) one(Head(kinds));
  if (!IsNil(kinds)) *ok = false;
  return found;
}

}  // namespace
}  // namespace seabeam::rt

using namespace seabeam::rt;
using seabeam::abi::BifId;

SB_EXPORT Term bif_erlang_ports_0(Ctx*) { return kNil; }

// What open_port/2 fails with: there are no programs to start and no descriptors to read, and no
// driver has a name.
SB_EXPORT Term bif_erts_internal_open_port_2(Ctx*, Term name, Term settings) {
  while (IsCons(settings)) settings = Tail(settings);
  static constexpr const char* kNames[] = {"spawn", "spawn_executable"};
  bool known = IsTupleOf(name, 3) && TupleElement(name, 0) == InternAtom("fd");
  for (const char* kind : kNames)
    known = known || (IsTupleOf(name, 2) && TupleElement(name, 0) == InternAtom(kind));
  return InternAtom(known && IsNil(settings) ? "enotsup" : "badarg");
}

// A port that is there no more, or the name of none.
static bool NamesNoPort(Term port) { return IsPort(port) || IsAtom(port); }

SB_EXPORT Term bif_erlang_port_get_data_1(Ctx* ctx, Term port) {
  return Badarg(ctx, BifId::bif_erlang_port_get_data_1, port);
}
SB_EXPORT Term bif_erlang_port_set_data_2(Ctx* ctx, Term port, Term data) {
  return Badarg(ctx, BifId::bif_erlang_port_set_data_2, port, data);
}
SB_EXPORT Term bif_erts_internal_port_close_1(Ctx*, Term) { return InternAtom("badarg"); }
SB_EXPORT Term bif_erts_internal_port_connect_2(Ctx*, Term, Term) { return InternAtom("badarg"); }
SB_EXPORT Term bif_erts_internal_port_command_3(Ctx*, Term, Term, Term) {
  return InternAtom("badarg");
}
SB_EXPORT Term bif_erts_internal_port_control_3(Ctx*, Term, Term, Term) {
  return InternAtom("badarg");
}
SB_EXPORT Term bif_erts_internal_port_call_3(Ctx*, Term, Term, Term) {
  return InternAtom("badarg");
}
SB_EXPORT Term bif_erts_internal_port_info_1(Ctx*, Term port) {
  return NamesNoPort(port) ? kUndefined : InternAtom("badarg");
}
SB_EXPORT Term bif_erts_internal_port_info_2(Ctx*, Term port, Term item) {
  return NamesNoPort(port) && IsAtom(item) ? kUndefined : InternAtom("badarg");
}

// No process runs outside of the schedulers, and OTP keeps the other three for its purger.
SB_EXPORT Term bif_erts_internal_is_process_executing_dirty_1(Ctx* ctx, Term pid) {
  return IsPid(pid) ? kFalse
                    : Badarg(ctx, BifId::bif_erts_internal_is_process_executing_dirty_1, pid);
}
SB_EXPORT Term bif_erts_internal_check_dirty_process_code_2(Ctx* ctx, Term pid, Term module) {
  return Fail(ctx, BifId::bif_erts_internal_check_dirty_process_code_2, InternAtom("notsup"), pid,
              module);
}
SB_EXPORT Term bif_erts_internal_dirty_process_handle_signals_1(Ctx* ctx, Term pid) {
  return Fail(ctx, BifId::bif_erts_internal_dirty_process_handle_signals_1, InternAtom("notsup"),
              pid);
}
SB_EXPORT Term bif_erts_internal_purge_module_2(Ctx* ctx, Term module, Term step) {
  return Fail(ctx, BifId::bif_erts_internal_purge_module_2, InternAtom("notsup"), module, step);
}

SB_EXPORT Term bif_erlang_nodes_2(Ctx* ctx, Term kinds, Term wanted) {
  bool ok = IsMap(wanted);
  const bool found = ThisNodeIsOf(kinds, &ok);
  Term pairs[4];
  uint32_t n = 0;
  if (ok) {
    MapIterator it(wanted);
    Term k, v;
    while (ok && it.Next(&k, &v)) {
      const bool connection = k == InternAtom("connection_id");
      if ((!connection && k != InternAtom("node_type")) || (v != kTrue && v != kFalse)) {
        ok = false;
      } else if (v == kTrue) {
        pairs[2 * n] = k;
        pairs[2 * n + 1] = connection ? kUndefined : InternAtom("this");
        ++n;
      }
    }
  }
  if (!ok) return Badarg(ctx, BifId::bif_erlang_nodes_2, kinds, wanted);
  if (!found) return kNil;
  return Cons(ctx, MakeTuple(ctx, {InternAtom("nonode@nohost"), MapFromPairs(ctx, pairs, n)}),
              kNil);
}

SB_EXPORT Term bif_erlang_system_monitor_0(Ctx* ctx) { return MonitorTerm(ctx); }
SB_EXPORT Term bif_erlang_system_monitor_1(Ctx* ctx, Term spec) {
  SystemMonitor m;
  if (spec != kUndefined &&
      !(IsTupleOf(spec, 2) && ParseMonitor(TupleElement(spec, 0), TupleElement(spec, 1), &m))) {
    return Badarg(ctx, BifId::bif_erlang_system_monitor_1, spec);
  }
  return SetMonitor(ctx, m);
}
SB_EXPORT Term bif_erlang_system_monitor_2(Ctx* ctx, Term pid, Term options) {
  SystemMonitor m;
  if (!ParseMonitor(pid, options, &m))
    return Badarg(ctx, BifId::bif_erlang_system_monitor_2, pid, options);
  return SetMonitor(ctx, m);
}

SB_EXPORT Term bif_erlang_system_profile_0(Ctx*) { return kUndefined; }
SB_EXPORT Term bif_erlang_system_profile_2(Ctx* ctx, Term profiler, Term options) {
  if (profiler == kUndefined) return kUndefined;
  return Badarg(ctx, BifId::bif_erlang_system_profile_2, profiler, options);
}

// No trace message is on its way.
SB_EXPORT Term bif_erlang_trace_delivered_1(Ctx* ctx, Term tracee) {
  if (tracee != InternAtom("all") && !IsPid(tracee))
    return Badarg(ctx, BifId::bif_erlang_trace_delivered_1, tracee);
  const Term ref = MakeRef(ctx, NextRefNumber(ctx));
  SendTo(ctx, ctx->self, MakeTuple(ctx, {InternAtom("trace_delivered"), tracee, ref}));
  return ref;
}

// Dynamic trace: built without it.
SB_EXPORT Term bif_erlang_dt_get_tag_0(Ctx*) { return kUndefined; }
SB_EXPORT Term bif_erlang_dt_get_tag_data_0(Ctx*) { return kUndefined; }
SB_EXPORT Term bif_erlang_dt_put_tag_1(Ctx*, Term) { return kUndefined; }
SB_EXPORT Term bif_erlang_dt_spread_tag_1(Ctx*, Term) { return kTrue; }
SB_EXPORT Term bif_erlang_dt_restore_tag_1(Ctx*, Term) { return kTrue; }
SB_EXPORT Term bif_erlang_dt_prepend_vm_tag_data_1(Ctx*, Term data) { return data; }
SB_EXPORT Term bif_erlang_dt_append_vm_tag_data_1(Ctx*, Term data) { return data; }

SB_EXPORT Term bif_error_logger_warning_map_0(Ctx*) { return InternAtom("warning"); }
SB_EXPORT Term bif_erts_internal_is_system_process_1(Ctx* ctx, Term pid) {
  return IsPid(pid) ? kFalse : Badarg(ctx, BifId::bif_erts_internal_is_system_process_1, pid);
}

// An emulator that was built without breakpoints.
SB_EXPORT Term bif_erl_debugger_supported_0(Ctx*) { return kFalse; }
// Native records, which code for this runtime cannot make.
SB_EXPORT Term bif_erlang_is_record_1(Ctx*, Term) { return kFalse; }
