#include "compiler/translate/dispatch.h"

#include "absl/strings/str_cat.h"
#include "compiler/translate/families.h"

namespace seabeam::translate {

using beam::Opcode;

void TranslateInstruction(FunctionTranslator& t, const Insn& insn) {
  switch (insn.opcode) {
    case Opcode::kLabel:
    case Opcode::kIntCodeEnd:
    // Room on the heap is the emitter's business: allocations float (docs/design-notes.md).
    case Opcode::kTestHeap:
    case Opcode::kNifStart:
    // Noted when the module's tables are made.
    case Opcode::kOnLoad:
    // Breakpoints and debug information: nothing to run.
    case Opcode::kExecutableLine:
    case Opcode::kDebugLine:
    // Float errors are seen at each operation.
    case Opcode::kFclearerror:
    case Opcode::kFcheckerror:
      return;
    case Opcode::kLine:
      t.SetLine(insn.number(0));
      return;

    case Opcode::kMove:
    case Opcode::kSwap:
    case Opcode::kInit:
    case Opcode::kInitYregs:
      TranslateMove(t, insn);
      return;

    case Opcode::kAllocate:
    case Opcode::kAllocateHeap:
    case Opcode::kAllocateZero:
    case Opcode::kAllocateHeapZero:
    case Opcode::kDeallocate:
    case Opcode::kTrim:
    case Opcode::kReturn:
    case Opcode::kJump:
      TranslateFrame(t, insn);
      return;

    case Opcode::kCall:
    case Opcode::kCallLast:
    case Opcode::kCallOnly:
    case Opcode::kCallExt:
    case Opcode::kCallExtLast:
    case Opcode::kCallExtOnly:
    case Opcode::kApply:
    case Opcode::kApplyLast:
    case Opcode::kSend:
      TranslateCall(t, insn);
      return;

    case Opcode::kCallFun:
    case Opcode::kCallFun2:
    case Opcode::kMakeFun2:
    case Opcode::kMakeFun3:
      TranslateFun(t, insn);
      return;

    case Opcode::kIsLt:
    case Opcode::kIsGe:
    case Opcode::kIsEq:
    case Opcode::kIsNe:
    case Opcode::kIsEqExact:
    case Opcode::kIsNeExact:
    case Opcode::kIsInteger:
    case Opcode::kIsFloat:
    case Opcode::kIsNumber:
    case Opcode::kIsAtom:
    case Opcode::kIsPid:
    case Opcode::kIsReference:
    case Opcode::kIsPort:
    case Opcode::kIsNil:
    case Opcode::kIsBinary:
    case Opcode::kIsList:
    case Opcode::kIsNonemptyList:
    case Opcode::kIsTuple:
    case Opcode::kIsFunction:
    case Opcode::kIsFunction2:
    case Opcode::kIsBoolean:
    case Opcode::kIsBitstr:
    case Opcode::kIsMap:
    case Opcode::kTestArity:
    case Opcode::kIsTaggedTuple:
      TranslateTest(t, insn);
      return;

    case Opcode::kSelectVal:
    case Opcode::kSelectTupleArity:
      TranslateSelect(t, insn);
      return;

    case Opcode::kBif0:
    case Opcode::kBif1:
    case Opcode::kBif2:
    case Opcode::kBif3:
    case Opcode::kGcBif1:
    case Opcode::kGcBif2:
    case Opcode::kGcBif3:
      TranslateBif(t, insn);
      return;

    case Opcode::kFmove:
    case Opcode::kFconv:
    case Opcode::kFadd:
    case Opcode::kFsub:
    case Opcode::kFmul:
    case Opcode::kFdiv:
    case Opcode::kFnegate:
      TranslateFloat(t, insn);
      return;

    case Opcode::kGetTupleElement:
    case Opcode::kSetTupleElement:
    case Opcode::kPutTuple:
    case Opcode::kPut:
    case Opcode::kPutTuple2:
    case Opcode::kUpdateRecord:
      TranslateTuple(t, insn);
      return;

    case Opcode::kGetList:
    case Opcode::kGetHd:
    case Opcode::kGetTl:
    case Opcode::kPutList:
      TranslateList(t, insn);
      return;

    case Opcode::kPutMapAssoc:
    case Opcode::kPutMapExact:
    case Opcode::kHasMapFields:
    case Opcode::kGetMapElements:
      TranslateMap(t, insn);
      return;

    case Opcode::kBsStartMatch2:
    case Opcode::kBsStartMatch3:
    case Opcode::kBsStartMatch4:
    case Opcode::kBsSave2:
    case Opcode::kBsRestore2:
    case Opcode::kBsContextToBinary:
    case Opcode::kBsGetTail:
    case Opcode::kBsGetPosition:
    case Opcode::kBsSetPosition:
      TranslateMatchStart(t, insn);
      return;

    case Opcode::kBsGetInteger2:
    case Opcode::kBsGetFloat2:
    case Opcode::kBsGetBinary2:
    case Opcode::kBsSkipBits2:
    case Opcode::kBsTestTail2:
    case Opcode::kBsTestUnit:
    case Opcode::kBsMatchString:
    case Opcode::kBsGetUtf8:
    case Opcode::kBsSkipUtf8:
    case Opcode::kBsGetUtf16:
    case Opcode::kBsSkipUtf16:
    case Opcode::kBsGetUtf32:
    case Opcode::kBsSkipUtf32:
    case Opcode::kBsMatch:
      TranslateBitMatch(t, insn);
      return;

    case Opcode::kBsCreateBin:
    case Opcode::kBsInitWritable:
    case Opcode::kBsInit2:
    case Opcode::kBsInitBits:
    case Opcode::kBsAppend:
    case Opcode::kBsPrivateAppend:
    case Opcode::kBsPutInteger:
    case Opcode::kBsPutBinary:
    case Opcode::kBsPutFloat:
    case Opcode::kBsPutString:
    case Opcode::kBsPutUtf8:
    case Opcode::kBsPutUtf16:
    case Opcode::kBsPutUtf32:
    case Opcode::kBsAdd:
    case Opcode::kBsUtf8Size:
    case Opcode::kBsUtf16Size:
      TranslateBitCreate(t, insn);
      return;

    case Opcode::kLoopRec:
    case Opcode::kLoopRecEnd:
    case Opcode::kRemoveMessage:
    case Opcode::kTimeout:
    case Opcode::kWait:
    case Opcode::kWaitTimeout:
    case Opcode::kRecvMark:
    case Opcode::kRecvSet:
    case Opcode::kRecvMarkerBind:
    case Opcode::kRecvMarkerClear:
    case Opcode::kRecvMarkerReserve:
    case Opcode::kRecvMarkerUse:
      TranslateReceive(t, insn);
      return;

    case Opcode::kFuncInfo:
    case Opcode::kCatch:
    case Opcode::kCatchEnd:
    case Opcode::kTry:
    case Opcode::kTryEnd:
    case Opcode::kTryCase:
    case Opcode::kTryCaseEnd:
    case Opcode::kRaise:
    case Opcode::kRawRaise:
    case Opcode::kBuildStacktrace:
    case Opcode::kBadmatch:
    case Opcode::kIfEnd:
    case Opcode::kCaseEnd:
    case Opcode::kBadrecord:
      TranslateException(t, insn);
      return;

    // Native records, experimental in OTP 29, cannot be made here, so a term is never one.
    case Opcode::kIsAnyNativeRecord:
    case Opcode::kIsNativeRecord:
    case Opcode::kGetRecordElements:
    case Opcode::kIsRecordAccessible:
      t.Jump(insn.label(0));
      return;
    case Opcode::kPutRecord:
    case Opcode::kGetRecordField:
      t.Refuse(absl::StrCat("native records (opcode ", beam::OpcodeName(insn.opcode),
                            ") are not supported"));
      return;

    // No compiler since OTP 21 writes these; the loader refuses them.
    case Opcode::kMPlus:
    case Opcode::kMMinus:
    case Opcode::kMTimes:
    case Opcode::kMDiv:
    case Opcode::kIntDiv:
    case Opcode::kIntRem:
    case Opcode::kIntBand:
    case Opcode::kIntBor:
    case Opcode::kIntBxor:
    case Opcode::kIntBsl:
    case Opcode::kIntBsr:
    case Opcode::kIntBnot:
    case Opcode::kIsConstant:
    case Opcode::kPutString:
    case Opcode::kMakeFun:
    case Opcode::kBsStartMatch:
    case Opcode::kBsGetInteger:
    case Opcode::kBsGetFloat:
    case Opcode::kBsGetBinary:
    case Opcode::kBsSkipBits:
    case Opcode::kBsTestTail:
    case Opcode::kBsSave:
    case Opcode::kBsRestore:
    case Opcode::kBsInit:
    case Opcode::kBsFinal:
    case Opcode::kBsNeedBuf:
    case Opcode::kBsBitsToBytes:
    case Opcode::kBsFinal2:
    case Opcode::kBsBitsToBytes2:
    case Opcode::kPutLiteral:
      t.Refuse(absl::StrCat("opcode ", beam::OpcodeName(insn.opcode), " is obsolete"));
      return;
  }
  t.Refuse(absl::StrCat("unknown opcode ", static_cast<int>(insn.opcode)));
}

}  // namespace seabeam::translate
