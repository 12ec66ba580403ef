// The one switch over BEAM opcodes: which family translates what.
#ifndef SEABEAM_COMPILER_TRANSLATE_DISPATCH_H_
#define SEABEAM_COMPILER_TRANSLATE_DISPATCH_H_

#include "compiler/translate/function_translator.h"

namespace seabeam::translate {

void TranslateInstruction(FunctionTranslator& t, const Insn& insn);

}  // namespace seabeam::translate

#endif  // SEABEAM_COMPILER_TRANSLATE_DISPATCH_H_
