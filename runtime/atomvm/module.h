// Loaded modules (1 and 3.2 of the interface description), the files they come from, and what is
// known of the labels of their code (7).
#ifndef SEABEAM_RUNTIME_ATOMVM_MODULE_H_
#define SEABEAM_RUNTIME_ATOMVM_MODULE_H_

#include "runtime/atomvm/context.h"
#include "runtime/core/containers.h"

namespace seabeam::avm {

// What an import stands for. Word 0 the kind, word 1 what primitive get_imported_bif gives.
enum class ImportKind : uint32_t {
  kNif = 2,
  kUnresolved = 3,
  kModuleFunction = 4,
  kBif = 5,
  kGcBif = 6,
};
struct Native;  // runtime/atomvm/registry.h
struct Import {
  ImportKind kind;
  uint32_t pointer;  // kBif, kGcBif: function-table index
  Term module;
  Term function;
  uint32_t arity;
  const Native* native;  // kNif, kBif, kGcBif
  Module* target;        // kModuleFunction
  uint32_t label;
};

struct Lambda {
  Term function;
  uint32_t arity;  // with the free variables
  uint32_t label;
  uint32_t index;
  uint32_t num_free;
  uint32_t uniq;
};
// Row of ExpT or LocT.
struct FunctionRow {
  Term function;
  uint32_t arity;
  uint32_t label;
};
struct LineRow {
  uint16_t ref;
  uint32_t modoff;
};
struct LabelRow {
  uint16_t label;
  uint16_t beam_label;
};
struct LineRef {
  uint32_t file;  // 0: the module's own name
  uint32_t line;
};

struct Module {
  int32_t module_index;  // the one field compiled code reads
  uint32_t id;           // never used twice
  Term name;
  const uint8_t* file;  // lives as long as the module
  uint32_t file_size;
  rt::Vec<Term> atoms;  // by AtU8 index; 0 stands for nothing
  rt::Vec<Import> imports;
  rt::Vec<FunctionRow> exports;
  rt::Vec<FunctionRow> locals;
  rt::Vec<Lambda> lambdas;
  const uint8_t* strings;
  uint32_t strings_size;
  rt::Vec<rt::Text> literals;  // external terms
  uint8_t* inflated_literals;  // owned
  uint8_t md5[16];
  // Native code; entries == 0: none (yet).
  const uint8_t* wasm;
  uint32_t wasm_size;
  uint32_t entries;
  uint32_t labels;  // also the terminate label
  rt::Vec<LineRow> lines;
  rt::Vec<LabelRow> label_map;
  rt::Vec<LineRef> line_refs;
  rt::Vec<rt::Text> line_files;
  // Of the host's own module: table indices of C++ functions by label, instead of wasm.
  uint32_t host_functions[3];
  bool has_native() const { return entries != 0; }
};

// ---- Module table (guarded by its own lock) ----
Module* ModuleByIndex(uint32_t index);  // 0 = none
Module* FindModule(Term name);          // loaded ones only
Module* LoadModule(Term name);          // looks into the packs and files; 0 = none
uint32_t ModuleCount();                 // loaded ones, and released ones in between

// Gives a module its number; false: there are too many.
bool InstallModule(Module* m);

// The module of the host's own entry points: apply x[0]:x[1](x[2]), and the end of a process.
inline constexpr uint32_t kHostApply = 1;
inline constexpr uint32_t kHostEnd = 2;
Module* HostModule();

// Parses a .beam whose bytes stay where they are; 0 = refused, with a message on stderr.
Module* LoadBeam(const uint8_t* file, uint32_t size);
// The native code of a .beam for a module that was loaded without; false: it has none for this
// host.
bool AddNativeCode(Module* m, const uint8_t* file, uint32_t size);
void ReleaseModule(Module* m);

// Label of an exported function, 0 = none.
uint32_t FindExport(const Module* m, Term function, uint32_t arity);

// ---- Files given to the host, in order ----
bool AddPack(const uint8_t* bytes, uint32_t size);  // .avm; false: malformed
void AddBeam(const uint8_t* bytes, uint32_t size);  // .beam
// A file whose native code comes only when the code server is asked for it.
void AddLateBeam(const uint8_t* bytes, uint32_t size);
rt::Text FindLateBeam(Term module);
// Name of the module that the first section with a start flag holds, 0 = none.
Term StartModuleOfPacks();

// ---- Labels ----
// The table index of a label's function on this thread; 0 = there is none, or the module's code is
// broken.
uint32_t EntryPoint(const Module* m, uint32_t label);
struct FunctionName {
  Term module;
  Term function;
  uint32_t arity;
};
bool FunctionOfLabel(const Module* m, uint32_t label, FunctionName* out);
// Line of a module offset; 0 = unknown. *file: name without terminator.
uint32_t LineOfModoff(const Module* m, uint32_t modoff, rt::Text* file);

// Parses the Line chunk and the metadata of a native stream into m (runtime/atomvm/lines.cc).
void ParseLineChunk(Module* m, const uint8_t* p, uint32_t size);
bool ParseMetadata(Module* m, const uint8_t* p, uint32_t size);

}  // namespace seabeam::avm

#endif  // SEABEAM_RUNTIME_ATOMVM_MODULE_H_
