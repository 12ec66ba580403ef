// BIFs of time. The native time unit is the nanosecond. Local time is the host's.
#include <cstring>

#include "runtime/core/bifs.h"
#include "runtime/core/error.h"
#include "runtime/core/host.h"
#include "runtime/data/integer.h"
#include "runtime/data/time.h"

namespace seabeam::rt {

using abi::BifId;

int64_t MonotonicNs() { return static_cast<int64_t>(host_monotonic_ns()); }

namespace {

// System time is monotonic time plus an offset fixed at the first question (no time warp).
int64_t OffsetNs() {
  static int64_t offset = 0;
  if (offset == 0) offset = static_cast<int64_t>(host_system_us()) * 1000 - MonotonicNs();
  return offset;
}
int64_t SystemNs() { return MonotonicNs() + OffsetNs(); }

int64_t FloorDiv(int64_t a, int64_t b) {
  int64_t q = a / b;
  return q * b > a ? q - 1 : q;
}

// Parts per second of a time unit; 0 = none.
int64_t UnitOf(Term t) {
  int64_t n;
  if (GetInt64(t, &n)) return n > 0 ? n : 0;
  if (!IsAtom(t)) return 0;
  Text name = AtomText(t);
  auto is = [&](const char* s) { return name == Text{s, static_cast<uint32_t>(strlen(s))}; };
  if (is("native") || is("nanosecond") || is("nano_seconds") || is("perf_counter"))
    return 1000000000;
  if (is("microsecond") || is("micro_seconds")) return 1000000;
  if (is("millisecond") || is("milli_seconds")) return 1000;
  if (is("second") || is("seconds")) return 1;
  return 0;
}

// The same as a term: units of one's own may be of any size.
Term UnitTerm(Ctx* ctx, Term t) {
  if (IsInteger(t)) return CompareInts(t, Small(0)) > 0 ? t : 0;
  int64_t unit = UnitOf(t);
  return unit == 0 ? 0 : MakeInt(ctx, unit);
}

// floor(ns * unit / 10^9)
Term InUnit(Ctx* ctx, int64_t ns, int64_t unit) {
  if (unit == 1000000000) return MakeInt(ctx, ns);
  if (1000000000 % unit == 0) return MakeInt(ctx, FloorDiv(ns, 1000000000 / unit));
  __int128 v = static_cast<__int128>(ns) * unit;
  int64_t q = static_cast<int64_t>(v / 1000000000);
  if (v % 1000000000 < 0) --q;
  return MakeInt(ctx, q);
}

// ---- Calendar: the proleptic Gregorian one ---------------------------------------------
int64_t DaysFromCivil(int64_t y, int64_t m, int64_t d) {  // since 1970-01-01
  y -= m <= 2;
  int64_t era = FloorDiv(y, 400);
  int64_t yoe = y - era * 400;
  int64_t doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
  return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}
struct DateTime {
  int64_t year, month, day, hour, minute, second;
};
DateTime FromSeconds(int64_t s) {
  int64_t days = FloorDiv(s, 86400);
  int64_t rest = s - days * 86400;
  int64_t z = days + 719468;
  int64_t era = FloorDiv(z, 146097);
  int64_t doe = z - era * 146097;
  int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  int64_t mp = (5 * doy + 2) / 153;
  int64_t month = mp < 10 ? mp + 3 : mp - 9;
  return {yoe + era * 400 + (month <= 2),
          month,
          doy - (153 * mp + 2) / 5 + 1,
          rest / 3600,
          rest / 60 % 60,
          rest % 60};
}
int64_t ToSeconds(const DateTime& d) {
  return DaysFromCivil(d.year, d.month, d.day) * 86400 + d.hour * 3600 + d.minute * 60 + d.second;
}

Term DateTerm(Ctx* ctx, const DateTime& d) {
  return MakeTuple(ctx, {MakeInt(ctx, d.year), MakeInt(ctx, d.month), MakeInt(ctx, d.day)});
}
Term TimeTerm(Ctx* ctx, const DateTime& d) {
  return MakeTuple(ctx, {MakeInt(ctx, d.hour), MakeInt(ctx, d.minute), MakeInt(ctx, d.second)});
}
Term DateTimeTerm(Ctx* ctx, const DateTime& d) {
  return MakeTuple(ctx, {DateTerm(ctx, d), TimeTerm(ctx, d)});
}

bool GetDateTime(Term t, DateTime* d) {
  if (!IsTupleOf(t, 2) || !IsTupleOf(TupleElement(t, 0), 3) || !IsTupleOf(TupleElement(t, 1), 3))
    return false;
  int64_t* fields[] = {&d->year, &d->month, &d->day, &d->hour, &d->minute, &d->second};
  for (uint32_t i = 0; i < 6; ++i) {
    if (!GetInt64(TupleElement(TupleElement(t, i / 3), i % 3), fields[i])) return false;
  }
  static const uint8_t kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (d->month < 1 || d->month > 12 || d->year < 0 || d->year > 99999) return false;
  bool leap = (d->year % 4 == 0 && d->year % 100 != 0) || d->year % 400 == 0;
  int64_t days = kDays[d->month - 1] + (d->month == 2 && leap);
  return d->day >= 1 && d->day <= days && d->hour >= 0 && d->hour < 24 && d->minute >= 0 &&
         d->minute < 60 && d->second >= 0 && d->second < 60;
}

int64_t ZoneSeconds(int64_t utc_seconds) {
  return static_cast<int64_t>(host_utc_offset(static_cast<double>(utc_seconds) * 1e6)) * 60;
}
int64_t NowSeconds() { return FloorDiv(SystemNs(), 1000000000); }
DateTime LocalNow() {
  int64_t s = NowSeconds();
  return FromSeconds(s + ZoneSeconds(s));
}
int64_t LocalToUtc(int64_t local) {
  int64_t utc = local - ZoneSeconds(local);
  return local - ZoneSeconds(utc);
}

Term Timestamp(Ctx* ctx, int64_t us) {
  return MakeTuple(ctx, {MakeInt(ctx, us / 1000000000000), MakeInt(ctx, us / 1000000 % 1000000),
                         MakeInt(ctx, us % 1000000)});
}

}  // namespace

SB_EXPORT Term bif_erlang_monotonic_time_0(Ctx* ctx) { return MakeInt(ctx, MonotonicNs()); }
SB_EXPORT Term bif_erlang_system_time_0(Ctx* ctx) { return MakeInt(ctx, SystemNs()); }
SB_EXPORT Term bif_erlang_time_offset_0(Ctx* ctx) { return MakeInt(ctx, OffsetNs()); }
SB_EXPORT Term bif_os_system_time_0(Ctx* ctx) {
  return MakeInt(ctx, static_cast<int64_t>(host_system_us()) * 1000);
}
SB_EXPORT Term bif_os_perf_counter_0(Ctx* ctx) { return MakeInt(ctx, MonotonicNs()); }

#define IN_UNIT(symbol, ns)                                      \
  SB_EXPORT Term symbol(Ctx* ctx, Term unit_term) {              \
    int64_t unit = UnitOf(unit_term);                            \
    if (unit == 0) return Badarg(ctx, BifId::symbol, unit_term); \
    return InUnit(ctx, ns, unit);                                \
  }
IN_UNIT(bif_erlang_monotonic_time_1, MonotonicNs())
IN_UNIT(bif_erlang_system_time_1, SystemNs())
IN_UNIT(bif_erlang_time_offset_1, OffsetNs())
IN_UNIT(bif_os_system_time_1, static_cast<int64_t>(host_system_us()) * 1000)
IN_UNIT(bif_os_perf_counter_1, MonotonicNs())
#undef IN_UNIT

SB_EXPORT Term bif_erlang_convert_time_unit_3(Ctx* ctx, Term time, Term from, Term to) {
  Term f = UnitTerm(ctx, from), t = UnitTerm(ctx, to);
  if (!IsInteger(time) || f == 0 || t == 0)
    return Badarg(ctx, BifId::bif_erlang_convert_time_unit_3, time, from, to);
  // floor(time * t / f)
  Term product = IntMul(ctx, time, t, nullptr);
  Term q = 0, r = 0;
  IntDivRem(ctx, product, f, &q, &r);
  return r != Small(0) && CompareInts(r, Small(0)) < 0 ? IntSub(ctx, q, Small(1)) : q;
}

SB_EXPORT Term bif_erlang_timestamp_0(Ctx* ctx) { return Timestamp(ctx, SystemNs() / 1000); }
SB_EXPORT Term bif_os_timestamp_0(Ctx* ctx) {
  return Timestamp(ctx, static_cast<int64_t>(host_system_us()));
}
SB_EXPORT Term bif_erlang_now_0(Ctx* ctx) {
  static int64_t last = 0;
  int64_t us = SystemNs() / 1000;
  last = us > last ? us : last + 1;
  return Timestamp(ctx, last);
}
SB_EXPORT Term bif_erlang_date_0(Ctx* ctx) { return DateTerm(ctx, LocalNow()); }
SB_EXPORT Term bif_erlang_time_0(Ctx* ctx) { return TimeTerm(ctx, LocalNow()); }
SB_EXPORT Term bif_erlang_localtime_0(Ctx* ctx) { return DateTimeTerm(ctx, LocalNow()); }
SB_EXPORT Term bif_erlang_universaltime_0(Ctx* ctx) {
  return DateTimeTerm(ctx, FromSeconds(NowSeconds()));
}

SB_EXPORT Term bif_erlang_localtime_to_universaltime_1(Ctx* ctx, Term local) {
  DateTime d;
  if (!GetDateTime(local, &d))
    return Badarg(ctx, BifId::bif_erlang_localtime_to_universaltime_1, local);
  return DateTimeTerm(ctx, FromSeconds(LocalToUtc(ToSeconds(d))));
}
SB_EXPORT Term bif_erlang_localtime_to_universaltime_2(Ctx* ctx, Term local, Term is_dst) {
  DateTime d;
  if (!GetDateTime(local, &d) || !(is_dst == kTrue || is_dst == kFalse || is_dst == kUndefined)) {
    return Badarg(ctx, BifId::bif_erlang_localtime_to_universaltime_2, local, is_dst);
  }
  return DateTimeTerm(ctx, FromSeconds(LocalToUtc(ToSeconds(d))));
}
SB_EXPORT Term bif_erlang_universaltime_to_localtime_1(Ctx* ctx, Term utc) {
  DateTime d;
  if (!GetDateTime(utc, &d))
    return Badarg(ctx, BifId::bif_erlang_universaltime_to_localtime_1, utc);
  int64_t s = ToSeconds(d);
  return DateTimeTerm(ctx, FromSeconds(s + ZoneSeconds(s)));
}
SB_EXPORT Term bif_erlang_universaltime_to_posixtime_1(Ctx* ctx, Term utc) {
  DateTime d;
  if (!GetDateTime(utc, &d))
    return Badarg(ctx, BifId::bif_erlang_universaltime_to_posixtime_1, utc);
  return MakeInt(ctx, ToSeconds(d));
}
SB_EXPORT Term bif_erlang_posixtime_to_universaltime_1(Ctx* ctx, Term seconds) {
  int64_t s;
  if (!GetInt64(seconds, &s) || s > int64_t{1} << 46 || s < -(int64_t{1} << 46)) {
    return Badarg(ctx, BifId::bif_erlang_posixtime_to_universaltime_1, seconds);
  }
  return DateTimeTerm(ctx, FromSeconds(s));
}
SB_EXPORT Term bif_erts_internal_time_unit_0(Ctx* ctx) { return MakeInt(ctx, 1000000000); }
SB_EXPORT Term bif_erts_internal_perf_counter_unit_0(Ctx* ctx) { return MakeInt(ctx, 1000000000); }

}  // namespace seabeam::rt
