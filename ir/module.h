// What the graphs of one BEAM module share. Plain data; made by
// compiler/translate, read by passes and emit.
#ifndef SEABEAM_IR_MODULE_H_
#define SEABEAM_IR_MODULE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "ir/graph.h"

namespace seabeam::ir {

// Every module's atom table starts with these two, so that types can tell the
// booleans from other atoms without the module at hand.
inline constexpr uint32_t kAtomFalse = 0;
inline constexpr uint32_t kAtomTrue = 1;

struct ImportRef { uint32_t module, function, arity; };  // atoms
struct Lambda { uint32_t function_atom, arity /* call arity */, num_free, index, uniq, function_index; };
// file 0 = the module's own source. `address`: locations with the same one, other than 0, stand at
// one place of the code that OTP would run; a stack trace names neighbours at one place once.
struct Location {
  uint32_t file, line, address = 0;
};
struct FunctionInfo {
  uint32_t name;      // atom
  uint32_t arity;
  uint32_t label;     // BEAM entry label
  bool exported;
};

struct Module {
  std::string name;
  uint32_t name_atom = 0;
  std::vector<std::string> atoms = {"false", "true"};  // UTF-8; AtomConst's index; append only
  std::vector<std::string> literals;   // external terms with their 131
  std::vector<ImportRef> imports;
  std::vector<Lambda> lambdas;
  std::vector<FunctionInfo> functions; // CallLocal's callee indexes this
  std::vector<std::unique_ptr<Graph>> graphs;  // graphs[i] is functions[i]'s body
  std::vector<std::string> files;      // [0] = source name, e.g. "hello.erl"
  std::vector<Location> locations;     // loc i on a node = locations[i - 1]
  std::string strt;                    // string table for BsMatchString / BsCreate
  std::string attributes, compile_info;  // external terms, may be empty
  std::string md5;                     // 16 bytes
  std::string on_load;                 // empty, or the on_load function's name (arity 0)
};

}  // namespace seabeam::ir

#endif  // SEABEAM_IR_MODULE_H_
