// Modules, exports and lambdas as the runtime knows them.
#ifndef SEABEAM_RUNTIME_CORE_MODULE_H_
#define SEABEAM_RUNTIME_CORE_MODULE_H_

#include "abi/bif_list.h"
#include "runtime/core/fun.h"
#include "runtime/core/process.h"
#include "runtime/core/term.h"

namespace seabeam::rt {

struct Module;

// One per M:F/A anybody mentions; never freed. Fields as abi::ExportOffsets. `native` is
// always callable: code, a BIF's wrapper, or a stub that loads the module.
struct Export {
  uint32_t native;
  Term module;
  Term function;
  uint32_t arity;
  uint32_t bif;       // the C++ function, 0 = none
  Position position;  // adapter of the entry, 0 = none (not loaded, or a BIF)
  Module* code;
  uint32_t bif_id;    // abi::BifId, meaningful when bif != 0
};
static_assert(sizeof(void*) != 4 || sizeof(Export) == abi::ExportOffsets::size);

// Fields as abi::FunEntryOffsets.
struct FunEntry {
  uint32_t native;
  uint32_t arity;
  uint32_t num_free;
  Term module;
  uint32_t index;
  uint32_t uniq;
  Module* code;
  Term function;
};
static_assert(sizeof(void*) != 4 || sizeof(FunEntry) == abi::FunEntryOffsets::size);

struct FunctionInfo {
  Term name;
  uint32_t arity;
};
struct ExportInfo {
  uint32_t function;   // index
  uint32_t native;     // table offset
  uint32_t position;   // entry position
};
struct PositionInfo {
  uint32_t function;
  uint32_t line;       // 1 + line index, 0 = unknown
};
struct LineInfo {
  uint32_t file;
  uint32_t line;
  uint32_t address;  // abi/container.h; 0 = none
};

// See core/code.h for its life. Never freed: its literals may be shared, its lambdas be parts of funs.
struct Module {
  Term name;
  uint32_t table_base;  // T
  uint32_t entries;     // E
  uint32_t errors;      // P
  uint32_t table_size;
  uint32_t* constants;  // K
  uint32_t num_constants;
  uint8_t md5[16];
  Vec<FunctionInfo> functions;
  Vec<ExportInfo> exports;
  Vec<ExportInfo> locals;
  Vec<Text> files;
  Vec<LineInfo> lines;
  Vec<PositionInfo> positions;
  FunEntry* lambdas;
  uint32_t num_lambdas;
  Term attributes;      // literals, nil when none
  Term compile_info;
  uint32_t on_load;     // 1 + function index, 0 = none
  Term file;            // what code:is_loaded/1 says, a literal; 0 = nobody said
  Text path;            // of the file that the runtime has found it in, absolute; no data: the host's, or code without a file
};

// ---- Exports (a named table: grows under its lock in a threaded build) ----
Export* GetExport(Term module, Term function, uint32_t arity);   // made when new
Export* FindExport(Term module, Term function, uint32_t arity);  // 0 = nobody mentioned it
// True when it can be called, loading its module if need be.
bool EnsureCallable(Export* e);
inline bool IsCallable(const Export* e) { return e->bif != 0 || e->position != 0; }
const Vec<Export*>& AllExports();

// ---- Modules ----
Module* FindModule(Term name);  // the current version
Module* ModuleAt(Position p);   // owner of a function-table index
// Through the host unless it is there. kOnLoad: its on_load function decides (code:ensure_loaded/1 runs it). kStart: a service
// has to be started first.
enum class Loading { kMissing, kDone, kOnLoad, kStart };
Loading LoadModule(Term name);
// What modules stand on (abi/kernel_clients.h).
enum Service : uint32_t { kKernelService, kNodeService, kElixirService, kServices };
// The module that starts a service before `module` is loaded; 0 when that is started already, is not there, or `module` needs
// none.
Term StarterFor(Term module);
// From now on that is 0 for its clients.
void ServiceStarts(Service service);

inline bool IsExportFun(Term fun) { return IsAtom(BoxPtr(fun)[1]); }
inline Export* ExportOfFun(Term fun) { return reinterpret_cast<Export*>(BoxPtr(fun)[3]); }
inline FunEntry* EntryOfFun(Term fun) { return reinterpret_cast<FunEntry*>(BoxPtr(fun)[1]); }
inline uint32_t ArityOfFun(Term fun) { return IsExportFun(fun) ? ExportOfFun(fun)->arity : EntryOfFun(fun)->arity; }

// ---- Calling from C++ ----
inline constexpr uint32_t kMaxStubArity = 16;  // helpers of calls with more arguments are made by the host
uint32_t StubFor(uint32_t arity);        // loads pending_export's module, or raises undef
uint32_t FunHelperFor(uint32_t arity);   // calls what an external fun, or a fun of purged code, stands for
uint32_t BifWrapperFor(uint32_t arity);  // calls pending_export's BIF (kinds G, B)
// Positions: apply x0 = module, x1 = function, x2 = argument list; x0 = fun, x1 = arguments.
Term ApplyMfaPosition(Ctx* ctx);
Term ApplyFunPosition(Ctx* ctx);

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_CORE_MODULE_H_
