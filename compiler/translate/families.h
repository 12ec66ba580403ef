// The opcode families. Each function takes any opcode that dispatch.cc gives it and leaves the
// translator behind that instruction; families that gather several instructions call SkipTo.
#ifndef SEABEAM_COMPILER_TRANSLATE_FAMILIES_H_
#define SEABEAM_COMPILER_TRANSLATE_FAMILIES_H_

#include "compiler/translate/function_translator.h"

namespace seabeam::translate {

void TranslateMove(FunctionTranslator& t, const Insn& insn);       // op_moves.cc
void TranslateFrame(FunctionTranslator& t, const Insn& insn);      // op_frames.cc
void TranslateCall(FunctionTranslator& t, const Insn& insn);       // op_calls.cc
void TranslateFun(FunctionTranslator& t, const Insn& insn);        // op_funs.cc
void TranslateTest(FunctionTranslator& t, const Insn& insn);       // op_tests.cc
void TranslateSelect(FunctionTranslator& t, const Insn& insn);     // op_selects.cc
void TranslateBif(FunctionTranslator& t, const Insn& insn);        // op_bifs.cc
void TranslateFloat(FunctionTranslator& t, const Insn& insn);      // op_floats.cc
void TranslateTuple(FunctionTranslator& t, const Insn& insn);      // op_tuples.cc
void TranslateList(FunctionTranslator& t, const Insn& insn);       // op_lists.cc
void TranslateMap(FunctionTranslator& t, const Insn& insn);        // op_maps.cc
void TranslateBitMatch(FunctionTranslator& t, const Insn& insn);   // op_bit_match.cc
void TranslateMatchStart(FunctionTranslator& t, const Insn& insn); // op_bit_contexts.cc
void TranslateBitCreate(FunctionTranslator& t, const Insn& insn);  // op_bit_create.cc
void TranslateReceive(FunctionTranslator& t, const Insn& insn);    // op_receives.cc
void TranslateException(FunctionTranslator& t, const Insn& insn);  // op_exceptions.cc

// Code for an AtomVM host, which has no bitstrings but binaries: raises `unsupported` when a part of
// `bits` (I32, unit * a number; kNoNode: all that is left) of the match context would be something
// else. False: always, and control has ended; only for constant `bits`.
bool RequireWholeBytes(FunctionTranslator& t, ir::NodeId context, ir::NodeId bits = ir::kNoNode,
                       int64_t unit = 1);  // op_bit_contexts.cc

// What is left of a value that may be a match context, as a binary; any other value is itself.
ir::NodeId TailOfContext(FunctionTranslator& t, ir::NodeId value);  // op_bit_contexts.cc

// A call of a known BIF with the arguments given, as an instruction or as a call does it: its value,
// or no value (and no control) when it never returns. fail: label, 0 = raise. `facts.form` is not
// kNone.
ir::NodeId CallBif(FunctionTranslator& t, const ImportFacts& facts,
                   absl::Span<const ir::NodeId> args, beam::Label fail);

}  // namespace seabeam::translate

#endif  // SEABEAM_COMPILER_TRANSLATE_FAMILIES_H_
