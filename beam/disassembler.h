// Prints loaded code close to what `erlc -S` writes. The output is a sequence of Erlang terms
// (file:consult/1 reads it).
//
// What the file does not hold cannot be printed: annotations, the debug information of debug_line,
// and the detail of register types (see PrintType). A literal that is no valid term is printed as
// {bad_literal,Index}.

#ifndef SEABEAM_BEAM_DISASSEMBLER_H_
#define SEABEAM_BEAM_DISASSEMBLER_H_

#include <string>

#include "beam/module.h"

namespace seabeam::beam {

// The whole module: head and all functions.
std::string Disassemble(const Module& module);

// {module,..}, {exports,..} and {labels,..}.
std::string DisassembleHead(const Module& module);

// {function,..} and its instructions.
std::string DisassembleFunction(const Module& module, const Function& function);

// One instruction, without the dot: "{move,{x,0},{x,1}}".
std::string PrintInstruction(const Module& module, const Instruction& instruction);

// As the compiler names them where there is one kind ("{t_integer,{0,255}}"), a list of those for a
// union, `any`.
std::string PrintType(const TypeEntry& type);

}  // namespace seabeam::beam

#endif  // SEABEAM_BEAM_DISASSEMBLER_H_
