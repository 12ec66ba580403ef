// BIFs of the pseudo module `seabeam`, through which runtime/lib's modules reach the host.
#include <cstring>

#include "runtime/core/bifs.h"
#include "runtime/core/binary.h"
#include "runtime/core/error.h"
#include "runtime/core/host.h"
#include "runtime/core/scheduler.h"
#include "runtime/data/bits.h"

using namespace seabeam::rt;
using seabeam::abi::BifId;

namespace {

// Collects bytes and writes them in pieces.
struct Writer {
  uint32_t fd;
  uint32_t used = 0;
  uint8_t buffer[1024];
  void Flush() {
    if (used > 0) host_write(fd, buffer, used);
    used = 0;
  }
  void Byte(uint8_t b) {
    if (used == sizeof(buffer)) Flush();
    buffer[used++] = b;
  }
  void Bytes(const uint8_t* p, uint32_t n) {
    if (n > sizeof(buffer) - used) Flush();
    if (n > sizeof(buffer)) {
      host_write(fd, p, n);
      return;
    }
    memcpy(buffer + used, p, n);
    used += n;
  }
};

// What the program was started with; set once by the host before anything runs.
Vec<Text> g_args;
Text g_main_module{nullptr, 0};
Text g_main_function{nullptr, 0};

Term Utf8List(Ctx* ctx, Text t) {
  ListBuilder list(ctx);
  const auto* p = reinterpret_cast<const uint8_t*>(t.data);
  for (uint32_t i = 0; i < t.size;) {
    uint32_t c = p[i++];
    uint32_t more = c >= 0xF0 ? 3 : c >= 0xE0 ? 2 : c >= 0xC0 ? 1 : 0;
    if (more > 0) c &= 0x3F >> more;
    for (; more > 0 && i < t.size; more--) c = c << 6 | (p[i++] & 0x3F);
    list.Add(Small(static_cast<int32_t>(c)));
  }
  return list.Finish();
}

Text CopyText(const char* p, uint32_t n) {
  auto* copy = static_cast<char*>(CheckedAlloc(n + 1));
  memcpy(copy, p, n);
  return {copy, n};
}

}  // namespace

SB_EXPORT void sb_add_arg(const char* p, uint32_t n) { g_args.push_back(CopyText(p, n)); }
SB_EXPORT void sb_set_main(const char* m, uint32_t m_size, const char* f, uint32_t f_size) {
  g_main_module = CopyText(m, m_size);
  g_main_function = CopyText(f, f_size);
}
// Input has come after seabeam:read/1 answered `wait`.
SB_EXPORT void sb_input_ready() {
  Process* user = WhereIs(Atom(FixedAtom::kUser));
  if (user != nullptr) DeliverCopy(user, InternAtom("seabeam_input"));
}

// write(Fd, IoData) -> ok.
SB_EXPORT Term bif_seabeam_write_2(Ctx* ctx, Term fd, Term data) {
  if (!IsSmall(fd)) return Badarg(ctx, BifId::bif_seabeam_write_2, fd, data);
  Writer w;
  w.fd = static_cast<uint32_t>(SmallValue(fd));
  Vec<Term> stack;
  Term t = data;
  for (;;) {
    BitView v;
    if (IsCons(t)) {
      stack.push_back(Tail(t));
      t = Head(t);
      if (IsSmall(t) && SmallValue(t) >= 0 && SmallValue(t) < 256) {
        w.Byte(static_cast<uint8_t>(SmallValue(t)));
        t = kNil;
      }
      if (!IsNil(t)) continue;
    } else if (!IsNil(t)) {
      if (!GetBinary(t, &v)) return Badarg(ctx, BifId::bif_seabeam_write_2, fd, data);
      AlignedBytes bytes(v);
      w.Bytes(bytes.data(), bytes.size());
    }
    if (stack.empty()) break;
    t = stack.back();
    stack.pop_back();
  }
  w.Flush();
  return kOk;
}

// read(MaxBytes) -> binary | eof | wait.
SB_EXPORT Term bif_seabeam_read_1(Ctx* ctx, Term max) {
  if (!IsSmall(max) || SmallValue(max) <= 0) return Badarg(ctx, BifId::bif_seabeam_read_1, max);
  uint32_t room = static_cast<uint32_t>(SmallValue(max));
  if (room > 65536) room = 65536;
  auto* buffer = static_cast<uint8_t*>(CheckedAlloc(room));
  int32_t n = host_read(buffer, room);
  Term r = n > 0 ? NewBinaryFrom(ctx, buffer, static_cast<uint32_t>(n)) : n == 0 ? Atom(FixedAtom::kEof) : InternAtom("wait");
  free(buffer);
  return r;
}

SB_EXPORT Term bif_seabeam_args_0(Ctx* ctx) {
  ListBuilder list(ctx);
  for (Text& t : g_args) list.Add(Utf8List(ctx, t));
  return list.Finish();
}

// {Module, Function | undefined}.
SB_EXPORT Term bif_seabeam_main_0(Ctx* ctx) {
  Term m = InternAtom(g_main_module.data, g_main_module.size);
  Term f = g_main_function.size == 0 ? kUndefined : InternAtom(g_main_function.data, g_main_function.size);
  return MakeTuple(ctx, {m, f});
}
