#include "compiler/translate/testing/snippets.h"

#include <utility>

#include "compiler/translate/testing/code_builder.h"

namespace seabeam::translate::testing {
namespace {

using B = CodeBuilder;
using Op = beam::Opcode;

// The places that OTP 21 saves in a match context, across a call: they live in the frame.
beam::Module SavedPlaces() {
  B b(1);
  b.Add(Op::kAllocateZero, {B::U(1), B::U(1)});
  b.Add(Op::kBsStartMatch2, {B::F(3), B::X(0), B::U(1), B::U(1), B::X(1)});
  b.Add(Op::kBsSave2, {B::X(1), B::U(0)});
  b.Add(Op::kBsGetInteger2,
        {B::F(4), B::X(1), B::U(2), B::I(8), B::U(1), B::U(0), B::X(2)});
  b.Add(Op::kMove, {B::X(1), B::Y(0)});
  b.Add(Op::kMove, {B::X(2), B::X(0)});
  b.Add(Op::kCall, {B::U(1), B::F(2)});
  b.Add(Op::kBsRestore2, {B::Y(0), B::U(0)});
  b.Add(Op::kBsRestore2, {B::Y(0), b.A("start")});
  b.Add(Op::kMove, {B::Y(0), B::X(1)});
  b.Label(4);
  b.Add(Op::kBsContextToBinary, {B::X(1)});
  b.Add(Op::kMove, {B::X(1), B::X(0)});
  b.Label(3);
  b.Add(Op::kDeallocate, {B::U(1)});
  b.Add(Op::kReturn);
  return b.Build();
}

// bs_match of OTP 26: what was ensured is not tested again.
beam::Module MatchCommands() {
  B b(1);
  b.Add(Op::kBsStartMatch4, {B::F(3), B::U(1), B::X(0), B::X(0)});
  b.Add(Op::kBsMatch,
        {B::F(3), B::X(0),
         B::List({b.A("ensure_at_least"), B::U(28), B::U(8),
                  b.A("integer"), B::U(1), B::Nil(), B::U(8), B::U(1), B::X(1),
                  b.A("=:="), B::Nil(), B::U(4), B::U(5),
                  b.A("skip"), B::U(8),
                  b.A("binary"), B::U(2), B::Nil(), B::U(1), B::U(8), B::X(2),
                  b.A("get_tail"), B::U(3), B::U(8), B::X(0)})});
  b.Add(Op::kPutTuple2, {B::X(0), B::List({B::X(0), B::X(1), B::X(2)})});
  b.Add(Op::kReturn);
  b.Label(3);
  b.Add(Op::kMove, {B::Nil(), B::X(0)});
  b.Add(Op::kReturn);
  return b.Build();
}

beam::Module MatchExactly() {
  B b(1);
  b.Add(Op::kBsStartMatch4, {b.A("no_fail"), B::U(1), B::X(0), B::X(0)});
  b.Add(Op::kBsStartMatch4, {b.A("resume"), B::U(1), B::X(0), B::X(0)});
  b.Add(Op::kBsMatch, {B::F(1), B::X(0),
                       B::List({b.A("ensure_exactly"), B::U(8),
                                b.A("integer"), B::U(1), B::Nil(), B::U(8), B::U(1), B::X(0)})});
  b.Add(Op::kReturn);
  return b.Build();
}

beam::Module Records() {
  B b(2);
  b.Add(Op::kUpdateRecord,
        {b.A("copy"), B::U(3), B::X(0), B::X(1), B::List({B::U(2), B::X(1), B::U(3), B::I(7)})});
  b.Add(Op::kIsTaggedTuple, {B::F(3), B::X(0), B::U(3), b.A("r")});
  b.Add(Op::kMove, {B::X(1), B::X(0)});
  b.Add(Op::kReturn);
  b.Label(3);
  b.Add(Op::kBadrecord, {B::X(0)});
  return b.Build();
}

// A destructive update: all registers that hold the tuple see it.
beam::Module DestructiveUpdate() {
  B b(2);
  b.Add(Op::kPutTuple, {B::U(2), B::X(2)});
  b.Add(Op::kPut, {B::X(0)});
  b.Add(Op::kPut, {B::X(1)});
  b.Add(Op::kMove, {B::X(2), B::X(3)});
  b.Add(Op::kSetTupleElement, {B::I(9), B::X(2), B::U(1)});
  b.Add(Op::kMove, {B::X(3), B::X(0)});
  b.Add(Op::kReturn);
  return b.Build();
}

beam::Module ThreeArguments() {
  B b(3);
  b.Add(Op::kBif3, {B::F(3), b.Import("erlang", "is_integer", 3), B::X(0), B::X(1), B::X(2), B::X(0)});
  b.Add(Op::kGcBif3, {B::F(0), B::U(3), b.Import("erlang", "binary_part", 3), B::X(0), B::X(1), B::X(2),
                      B::X(0)});
  b.Add(Op::kReturn);
  b.Label(3);
  b.Add(Op::kMove, {b.A("no"), B::X(0)});
  b.Add(Op::kReturn);
  return b.Build();
}

beam::Module OldReceive() {
  B b(0);
  b.Add(Op::kAllocateHeapZero, {B::U(1), B::U(0), B::U(0)});
  b.Add(Op::kRecvMark, {B::F(3)});
  b.Add(Op::kRecvSet, {B::F(3)});
  b.Label(3);
  b.Add(Op::kLoopRec, {B::F(5), B::X(0)});
  b.Add(Op::kIsAtom, {B::F(4), B::X(0)});
  b.Add(Op::kRemoveMessage);
  b.Add(Op::kInit, {B::Y(0)});
  b.Add(Op::kDeallocate, {B::U(1)});
  b.Add(Op::kReturn);
  b.Label(4);
  b.Add(Op::kLoopRecEnd, {B::F(3)});
  b.Label(5);
  b.Add(Op::kWait, {B::F(3)});
  return b.Build();
}

beam::Module OldFloats() {
  B b(2);
  b.Add(Op::kFconv, {B::X(0), B::Fr(0)});
  b.Add(Op::kFmove, {B::X(1), B::Fr(1)});
  b.Add(Op::kFclearerror);
  b.Add(Op::kFsub, {B::F(0), B::Fr(0), B::Fr(1), B::Fr(0)});
  b.Add(Op::kFcheckerror, {B::F(0)});
  b.Add(Op::kFnegate, {B::F(0), B::Fr(0), B::Fr(0)});
  b.Add(Op::kFmove, {B::Fr(0), B::X(0)});
  b.Add(Op::kReturn);
  return b.Build();
}

beam::Module DebugInformation() {
  B b(1);
  b.Add(Op::kNifStart);
  b.Add(Op::kExecutableLine, {B::U(0), B::U(1)});
  b.Add(Op::kDebugLine, {b.A("entry"), B::U(0), B::U(1), B::U(1)});
  b.Add(Op::kReturn);
  return b.Build();
}

// Terms are never native records here, so each test goes its other way.
beam::Module NativeRecordTests() {
  B b(1);
  b.Add(Op::kIsAnyNativeRecord, {B::F(3), B::X(0)});
  b.Label(3);
  b.Add(Op::kIsNativeRecord, {B::F(4), B::X(0), b.A("m"), b.A("r")});
  b.Label(4);
  b.Add(Op::kIsRecordAccessible, {B::F(5), B::X(0), b.A("m")});
  b.Label(5);
  b.Add(Op::kGetRecordElements, {B::F(6), B::X(0), B::List({b.A("k"), B::X(1)})});
  b.Label(6);
  b.Add(Op::kReturn);
  return b.Build();
}

beam::Module BinarySizes() {
  B b(2);
  b.Add(Op::kBsUtf8Size, {B::F(0), B::X(0), B::X(2)});
  b.Add(Op::kBsUtf16Size, {B::F(0), B::X(0), B::X(3)});
  b.Add(Op::kBsAdd, {B::F(0), B::X(2), B::X(3), B::U(1), B::X(2)});
  b.Add(Op::kBsInit2, {B::F(0), B::X(2), B::U(0), B::U(2), B::U(0), B::X(2)});
  b.Add(Op::kBsPutUtf8, {B::F(0), B::U(0), B::X(0)});
  b.Add(Op::kBsPutUtf16, {B::F(0), B::U(2), B::X(0)});
  b.Add(Op::kBsPutUtf32, {B::F(0), B::U(0), B::X(0)});
  b.Add(Op::kBsInitBits, {B::F(0), B::U(13), B::U(0), B::U(3), B::U(0), B::X(0)});
  b.Add(Op::kBsPutInteger, {B::F(0), B::I(13), B::U(1), B::U(4), B::X(1)});
  b.Add(Op::kBsPrivateAppend, {B::F(0), B::I(8), B::U(8), B::X(2), B::U(0), B::X(0)});
  b.Add(Op::kBsPutInteger, {B::F(0), B::I(8), B::U(1), B::U(0), B::X(1)});
  b.Add(Op::kReturn);
  return b.Build();
}

// The loader-level on_load marker, and a frame that one raising block is reached with and without.
beam::Module SharedRaise() {
  B b(1);
  b.Add(Op::kOnLoad);
  b.Add(Op::kIsAtom, {B::F(3), B::X(0)});
  b.Add(Op::kAllocateHeap, {B::U(2), B::U(0), B::U(1)});
  b.Add(Op::kInitYregs, {B::List({B::Y(0), B::Y(1)})});
  b.Add(Op::kIsTuple, {B::F(3), B::X(0)});
  b.Add(Op::kDeallocate, {B::U(2)});
  b.Add(Op::kReturn);
  b.Label(3);
  b.Add(Op::kCaseEnd, {B::X(0)});
  return b.Build();
}

// Tests whose success goes on with the next instruction, and what OTP 24 added around receives and funs.
beam::Module Assorted() {
  B b(2);
  b.Add(Op::kIsNe, {B::F(3), B::X(0), B::X(1)});
  b.Add(Op::kIsNeExact, {B::F(3), B::X(0), b.A("a")});
  b.Add(Op::kIsInteger, {B::F(3), B::X(0)});
  b.Add(Op::kIsBoolean, {B::F(3), B::X(1)});
  b.Add(Op::kBif0, {b.Import("erlang", "self", 0), B::X(1)});
  b.Add(Op::kReturn);
  b.Label(3);
  b.Add(Op::kIsNonemptyList, {B::F(1), B::X(0)});
  b.Add(Op::kGetHd, {B::X(0), B::X(2)});
  b.Add(Op::kGetTl, {B::X(0), B::X(0)});
  b.Add(Op::kAllocate, {B::U(2), B::U(3)});
  b.Add(Op::kMove, {B::X(0), B::Y(0)});
  b.Add(Op::kRecvMarkerReserve, {B::Y(1)});
  b.Add(Op::kRecvMarkerBind, {B::Y(1), B::X(1)});
  b.Add(Op::kRecvMarkerUse, {B::X(1)});
  b.Add(Op::kRecvMarkerClear, {B::Y(1)});
  b.Add(Op::kCallFun2, {b.A("unsafe"), B::U(1), B::X(2)});
  b.Add(Op::kTry, {B::Y(1), B::F(4)});
  b.Add(Op::kBsStartMatch3, {B::F(5), B::Y(0), B::U(0), B::X(0)});
  b.Add(Op::kBsTestUnit, {B::F(5), B::X(0), B::U(8)});
  b.Add(Op::kTryEnd, {B::Y(1)});
  b.Add(Op::kDeallocate, {B::U(2)});
  b.Add(Op::kReturn);
  b.Label(4);
  b.Add(Op::kTryCase, {B::Y(1)});
  b.Add(Op::kTryCaseEnd, {B::X(1)});
  b.Label(5);
  b.Add(Op::kMove, {B::Y(0), B::X(0)});
  b.Add(Op::kIfEnd);
  return b.Build();
}

// The sum of two atoms always fails, and a compiler may leave what follows as it is: x1 is read there and
// not set on this way. The code up to the failure does run.
beam::Module NeverSucceeds() {
  B b(1);
  b.Add(Op::kIsAtom, {B::F(3), B::X(0)});
  b.Add(Op::kJump, {B::F(4)});
  b.Label(3);
  b.Add(Op::kMove, {B::X(0), B::X(1)});
  b.Add(Op::kJump, {B::F(5)});
  b.Label(4);
  b.Add(Op::kGcBif2, {B::F(0), B::U(1), b.Import("erlang", "+", 2), b.A("a"), b.A("b"), B::X(0)});
  b.Label(5);
  b.Add(Op::kMove, {B::X(1), B::X(0)});
  b.Add(Op::kReturn);
  return b.Build();
}

// A module and its name; patterns as in the checks of a file test.
void Put(std::vector<Snippet>* out, std::string name, beam::Module module,
         std::vector<std::string> patterns) {
  out->push_back({std::move(name), std::move(module), std::move(patterns)});
}

}  // namespace

std::vector<Snippet> MakeSnippets() {
  std::vector<Snippet> all;
  // `start` and one place: two slots in front of y0.
  Put(&all, "saved places", SavedPlaces(),
      {R"(frame_alloc\[3\])", "bs_start_match", "bs_get_position", "bs_get_position",
       R"(call_local\[0, 1, 3\])", R"(frame_load\[1\])", "bs_set_position"});
  Put(&all, "bs_match", MatchCommands(),
      {R"(bs_ensure\[28, 8\])", R"(bs_get_integer\[0\])", "bs_get_integer", "bs_skip",
       "bs_get_binary", R"(bs_get_tail\[0\])"});
  Put(&all, "bs_match exactly", MatchExactly(), {"bs_start_match", R"(bs_ensure_exact\[8\])"});
  Put(&all, "records", Records(),
      {R"(update_tuple\[3, 1, 2\])", "is_type.tuple|i32_eq", R"(raise_error\[4, -1, -1\])"});
  Put(&all, "set_tuple_element", DestructiveUpdate(),
      {R"(make_tuple\(n1, n2\))", R"(update_tuple\[2, 1\])", "return"});
  Put(&all, "three arguments", ThreeArguments(), {"guard_bif", "guard_bif", "raise_guard"});
  Put(&all, "old receive", OldReceive(), {R"(recv_sync\[1\])", "loop", "recv_next"});
  Put(&all, "old floats", OldFloats(), {"f64_sub", "f64_is_finite", "f64_to_term"});
  Put(&all, "debug information", DebugInformation(), {R"(return\(n2, n1\))"});
  Put(&all, "native record tests", NativeRecordTests(), {R"(return\(n2, n1\))"});
  Put(&all, "binary sizes", BinarySizes(), {"bs_create", "bs_create", "bs_create"});
  // With the frame and without it: two blocks, two terminators.
  Put(&all, "shared raise", SharedRaise(),
      {R"(raise_error\[1, -1, (-1|2)\])", R"(raise_error\[1, -1, (-1|2)\])"});
  Put(&all, "never succeeds", NeverSucceeds(), {R"(raise_guard\[\d+, 2, -1, -1\])", "return"});
  Put(&all, "assorted", Assorted(),
      {R"(eq_numeric|eq_exact)", R"(is_type\[int\])", R"(call_fun\[0, 2, 2\])", "try_begin",
       R"(raise_error\[3, 2, 2\])", R"(raise_error\[2, -1, 2\])"});
  return all;
}

}  // namespace seabeam::translate::testing
