// Atoms with fixed indices: compiled code uses their terms as constants, the
// runtime by name. The first 18 are AtomVM's. Add at the end, one per line.
// Row: A(symbol, "text").
#ifndef SEABEAM_ABI_ATOM_LIST_H_
#define SEABEAM_ABI_ATOM_LIST_H_

#include "abi/layout.h"

// clang-format off
#define SEABEAM_ATOM_LIST(A) \
  A(False, "false") A(True, "true") A(Ok, "ok") A(Error, "error") A(Badarg, "badarg") A(Badarith, "badarith") \
  A(Badfun, "badfun") A(FunctionClause, "function_clause") A(TryClause, "try_clause") A(OutOfMemory, "out_of_memory") \
  A(Badmatch, "badmatch") A(CaseClause, "case_clause") A(IfClause, "if_clause") A(Throw, "throw") \
  A(Unsupported, "unsupported") A(All, "all") A(Exit, "exit") A(Badrecord, "badrecord") \
  A(Undefined, "undefined") A(Badarity, "badarity") A(Undef, "undef") A(Normal, "normal") A(Nocatch, "nocatch") \
  A(ExitUpper, "EXIT") A(DownUpper, "DOWN") A(Badmap, "badmap") A(Badkey, "badkey") A(SystemLimit, "system_limit") \
  A(Infinity, "infinity") A(TimeoutValue, "timeout_value") A(Little, "little") A(Big, "big") A(Native, "native") \
  A(Signed, "signed") A(Shutdown, "shutdown") A(Kill, "kill") A(Killed, "killed") A(Noproc, "noproc") \
  A(Erlang, "erlang") A(Module, "module") A(Function, "function") A(Arity, "arity") A(File, "file") A(Line, "line") \
  A(ErrorInfo, "error_info") A(ErlErtsErrors, "erl_erts_errors") A(Nil, "nil") A(None, "none") A(Empty, "") \
  A(Process, "process") A(Port, "port") A(TimeOffset, "time_offset") A(Name, "name") A(Value, "value") \
  A(Start, "start") A(Stop, "stop") A(Reply, "reply") A(Noreply, "noreply") A(Call, "$gen_call") A(Cast, "$gen_cast") \
  A(Ancestors, "$ancestors") A(InitialCall, "$initial_call") A(IoRequest, "io_request") A(IoReply, "io_reply") \
  A(PutChars, "put_chars") A(GetLine, "get_line") A(Unicode, "unicode") A(Latin1, "latin1") A(Utf8, "utf8") \
  A(Eof, "eof") A(User, "user") A(Main, "main") A(Apply, "apply") A(Lambda, "-lambda-") A(ErrorHandler, "error_handler")
// clang-format on

namespace seabeam::abi {
enum class FixedAtom : uint32_t {
#define SEABEAM_ATOM_ENUM(symbol, text) k##symbol,
  SEABEAM_ATOM_LIST(SEABEAM_ATOM_ENUM)
#undef SEABEAM_ATOM_ENUM
  kCount
};
constexpr uint32_t AtomTerm(FixedAtom a) { return AtomTerm(static_cast<uint32_t>(a)); }
}  // namespace seabeam::abi

#endif  // SEABEAM_ABI_ATOM_LIST_H_
