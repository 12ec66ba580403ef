#include "compiler/driver/reach/reach.h"

#include <map>
#include <string>
#include <vector>

#include "abi/runtime_parts.h"
#include "absl/status/status.h"
#include "beam/opcodes.h"
#include "compiler/driver/reach/mentions.h"
#include "compiler/driver/reach/prune.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace seabeam::driver {
namespace {

using ::testing::UnorderedElementsAre;

using beam::Opcode;
using beam::Operand;
using beam::OperandKind;

// Makes beam::Modules of functions that only have what the analysis looks at.
class Maker {
 public:
  explicit Maker(const std::string& name) {
    module_.name = name;
    module_.atoms = {"", name};
    module_.entry_functions.push_back(beam::Module::kNoFunction);
  }
  // Starts a function; the calls below add to it. Labels are function number + 1.
  Maker& Function(const std::string& name, uint32_t arity, bool exported) {
    Close();
    beam::Function f;
    f.name = Atom(name);
    f.arity = arity;
    f.entry_label = static_cast<uint32_t>(module_.functions.size() + 1);
    f.begin = f.entry = static_cast<uint32_t>(module_.instructions.size());
    if (exported) module_.exports.push_back({f.name, arity, f.entry_label});
    module_.entry_functions.push_back(static_cast<uint32_t>(module_.functions.size()));
    module_.functions.push_back(f);
    return *this;
  }
  Maker& Call(uint32_t function) { return Add(Opcode::kCall, {Unsigned(0), Make(OperandKind::kLabel, function + 1)}); }
  Maker& CallExt(const std::string& module, const std::string& function, uint32_t arity) {
    module_.imports.push_back({Atom(module), Atom(function), arity});
    return Add(Opcode::kCallExt, {Unsigned(arity), Unsigned(module_.imports.size() - 1)});
  }
  Maker& MakeFun(uint32_t function) {
    beam::Lambda lambda;
    lambda.function = module_.functions[0].name;
    lambda.label = function + 1;
    module_.lambdas.push_back(lambda);
    return Add(Opcode::kMakeFun2, {Unsigned(module_.lambdas.size() - 1)});
  }
  Maker& Move(const std::string& atom, uint32_t x) {
    return Add(Opcode::kMove, {Make(OperandKind::kAtom, Atom(atom)), Make(OperandKind::kX, x)});
  }
  Maker& Compare(const std::string& atom) {
    return Add(Opcode::kIsEqExact,
               {Make(OperandKind::kLabel, 0), Make(OperandKind::kX, 0), Make(OperandKind::kAtom, Atom(atom))});
  }
  Maker& Apply(uint32_t arity) { return Add(Opcode::kApply, {Unsigned(arity)}); }
  beam::Module Take() {
    Close();
    return module_;
  }

 private:
  static Operand Make(OperandKind kind, uint64_t value) {
    Operand operand;
    operand.kind = kind;
    operand.value = static_cast<int64_t>(value);
    return operand;
  }
  static Operand Unsigned(uint64_t value) { return Make(OperandKind::kUnsigned, value); }
  uint32_t Atom(const std::string& name) {
    for (uint32_t i = 1; i < module_.atoms.size(); ++i) {
      if (module_.atoms[i] == name) return i;
    }
    module_.atoms.push_back(name);
    return static_cast<uint32_t>(module_.atoms.size() - 1);
  }
  Maker& Add(Opcode opcode, const std::vector<Operand>& operands) {
    beam::Instruction instruction;
    instruction.opcode = static_cast<uint16_t>(opcode);
    instruction.operand_count = static_cast<uint16_t>(operands.size());
    instruction.first_operand = static_cast<uint32_t>(module_.operands.size());
    module_.operands.insert(module_.operands.end(), operands.begin(), operands.end());
    module_.instructions.push_back(instruction);
    return *this;
  }
  void Close() {
    if (!module_.functions.empty()) module_.functions.back().end = static_cast<uint32_t>(module_.instructions.size());
  }

  beam::Module module_;
};

class ReachTest : public ::testing::Test {
 protected:
  void Add(const beam::Module& module) { modules_[module.name] = module; }

  // "module:function/arity" of all kept functions, in the modules' order.
  std::vector<std::string> Kept(const ReachRoots& roots) {
    ModuleSource source;
    source.exists = [this](const std::string& name) { return modules_.count(name) != 0; };
    source.load = [this](const std::string& name) -> absl::StatusOr<beam::Module> { return modules_.at(name); };
    source.application = [this](const std::string& name) -> absl::StatusOr<absl::optional<ApplicationFacts>> {
      const auto found = descriptions_.find(name);
      if (found == descriptions_.end()) return absl::nullopt;
      return found->second;
    };
    absl::StatusOr<Reached> reached = FindReachable(source, roots);
    EXPECT_TRUE(reached.ok()) << reached.status();
    std::vector<std::string> result;
    if (!reached.ok()) return result;
    missing_ = reached->missing;
    applications_ = reached->applications;
    kernel_starter_ = reached->kernel_starter;
    parts_ = reached->parts;
    for (const ReachedModule& module : reached->modules) {
      const beam::Module& code = modules_.at(module.name);
      for (size_t i = 0; i < module.kept.size(); ++i) {
        if (!module.kept[i]) continue;
        result.push_back(module.name + ":" + code.atom(code.functions[i].name) + "/" +
                         std::to_string(code.functions[i].arity));
      }
    }
    return result;
  }
  std::vector<std::string> KeptBy(const std::string& program) {
    ReachRoots roots;
    roots.program = {program};
    return Kept(roots);
  }

  std::map<std::string, beam::Module> modules_;
  std::map<std::string, ApplicationFacts> descriptions_;
  std::vector<std::string> missing_;
  std::vector<std::string> applications_;
  std::string kernel_starter_;
  uint32_t parts_ = 0;
};

using Names = std::vector<std::string>;

TEST_F(ReachTest, FollowsCallsAndFuns) {
  Add(Maker("p").Function("main", 0, true).CallExt("lib", "used", 1).Function("unused", 0, false).Take());
  Add(Maker("lib")
          .Function("used", 1, true)
          .Call(1)
          .Function("helper", 0, false)
          .MakeFun(2)
          .Function("lambda", 0, false)
          .Function("idle", 0, true)
          .Take());
  EXPECT_EQ(KeptBy("p"), (Names{"p:main/0", "p:unused/0", "lib:used/1", "lib:helper/0", "lib:lambda/0"}));
}

TEST_F(ReachTest, ModulesThatWantToBeAskedReachTheErrorHandler) {
  Add(Maker("p").Function("main", 0, true).CallExt("asked", "f", 1).CallExt("plain", "f", 1).Take());
  Add(Maker("plain").Function("f", 1, true).Take());
  Add(Maker("error_handler").Function("undefined_function", 3, true).Function("undefined_lambda", 3, true).Take());
  Add(Maker("asked").Function("f", 1, true).Take());
  EXPECT_THAT(KeptBy("p"), UnorderedElementsAre("p:main/0", "plain:f/1", "asked:f/1"));
  Add(Maker("asked").Function("f", 1, true).Function("$handle_undefined_function", 2, true).Take());
  EXPECT_THAT(KeptBy("p"), UnorderedElementsAre("p:main/0", "plain:f/1", "asked:f/1", "asked:$handle_undefined_function/2",
                                                "error_handler:undefined_function/3"));
}

TEST_F(ReachTest, CallsOfTheRuntimeReachNothing) {
  Add(Maker("p").Function("main", 0, true).CallExt("erlang", "self", 0).CallExt("nowhere", "f", 0).Take());
  Add(Maker("erlang").Function("self", 0, true).Take());
  EXPECT_EQ(KeptBy("p"), (Names{"p:main/0"}));
  EXPECT_EQ(missing_, (Names{"nowhere"}));
}

// What the runtime implements may go on as Erlang, and may need a part of the runtime.
TEST_F(ReachTest, PartsOfTheRuntime) {
  Add(Maker("p").Function("main", 0, true).CallExt("re", "run", 2).Take());
  Add(Maker("q").Function("main", 0, true).Move("re", 0).Take());
  Add(Maker("re").Function("run", 2, true).Function("urun", 3, true).Function("grun", 3, true).Take());
  EXPECT_EQ(KeptBy("p"), (Names{"p:main/0", "re:urun/3"}));
  EXPECT_EQ(parts_, abi::kPartRe);
  EXPECT_EQ(KeptBy("q"), (Names{"q:main/0", "re:urun/3", "re:grun/3"}));
  EXPECT_EQ(parts_, abi::kPartRe);
  Add(Maker("r").Function("main", 0, true).CallExt("erlang", "self", 0).Take());
  EXPECT_EQ(KeptBy("r"), (Names{"r:main/0"}));
  EXPECT_EQ(parts_, 0u);
}

// gen:start(gen_server, ...) -> Module:init_it(...)
TEST_F(ReachTest, ConstantNameInComputedModule) {
  Add(Maker("p").Function("main", 0, true).CallExt("server", "start", 0).Take());
  Add(Maker("server")
          .Function("start", 0, true)
          .Move("server", 0)
          .CallExt("gen", "run", 1)
          .Function("init_it", 2, true)
          .Function("init_it", 3, true)
          .Take());
  Add(Maker("gen").Function("run", 1, true).Move("init_it", 3).Apply(2).Take());
  EXPECT_EQ(KeptBy("p"), (Names{"p:main/0", "server:start/0", "server:init_it/2", "gen:run/1"}));
}

TEST_F(ReachTest, ModuleAndFunctionNamedTogether) {
  Add(Maker("p").Function("main", 0, true).CallExt("lib", "start", 0).Take());
  Add(Maker("lib")
          .Function("start", 0, true)
          .Move("other", 0)
          .Move("loop", 1)
          .Take());
  Add(Maker("other").Function("loop", 1, true).Function("stop", 1, true).Take());
  EXPECT_EQ(KeptBy("p"), (Names{"p:main/0", "lib:start/0", "other:loop/1"}));
}

TEST_F(ReachTest, ComparisonsCountInTheProgramOnly) {
  Add(Maker("p").Function("main", 0, true).Compare("lib").Compare("go").CallExt("lib", "start", 0).Take());
  Add(Maker("lib").Function("start", 0, true).Compare("other").Compare("loop").Function("go", 0, true).Take());
  Add(Maker("other").Function("loop", 1, true).Take());
  EXPECT_EQ(KeptBy("p"), (Names{"p:main/0", "lib:start/0", "lib:go/0"}));
}

TEST_F(ReachTest, AtomsMadeAtRunTimeKeepNamedModulesWhole) {
  Add(Maker("p").Function("main", 0, true).Move("lib", 0).CallExt("erlang", "list_to_atom", 1)
          .CallExt("erlang", "apply", 3).Take());
  Add(Maker("lib").Function("a", 0, true).Function("b", 0, false).Take());
  EXPECT_EQ(KeptBy("p"), (Names{"p:main/0", "lib:a/0", "lib:b/0"}));
}

TEST_F(ReachTest, RootsThatAreAskedFor) {
  Add(Maker("p").Function("main", 0, true).CallExt("lib", "a", 0).Take());
  Add(Maker("lib").Function("a", 0, true).Function("b", 0, true).Take());
  Add(Maker("boot").Function("start", 0, true).Function("stop", 1, true).Take());
  ReachRoots roots;
  roots.program = {"p"};
  roots.boot = {"boot"};
  EXPECT_EQ(Kept(roots), (Names{"p:main/0", "boot:start/0", "lib:a/0"}));
  roots.keep = {"lib"};
  EXPECT_EQ(Kept(roots), (Names{"p:main/0", "lib:a/0", "lib:b/0", "boot:start/0"}));
  roots.keep.clear();
  roots.everything = true;
  EXPECT_EQ(Kept(roots).size(), 5u);
}

TEST_F(ReachTest, NamesGoThroughFunctionsThatApply) {
  Add(Maker("p").Function("main", 0, true).CallExt("server", "start", 1).Move("callbacks", 0).Take());
  Add(Maker("callbacks").Function("handle_info", 2, true).Function("other", 2, true).Take());
  // start -> dispatch/1, which has the name, -> dispatch/2 -> apply.
  Add(Maker("server")
          .Function("start", 1, true)
          .Call(1)
          .Function("dispatch", 1, false)
          .Move("handle_info", 1)
          .Call(2)
          .Function("dispatch", 2, false)
          .Apply(2)
          .Take());
  ReachRoots roots;
  roots.program = {"p"};
  EXPECT_EQ(Kept(roots), (Names{"p:main/0", "server:start/1", "server:dispatch/1", "server:dispatch/2",
                                "callbacks:handle_info/2"}));
}

TEST_F(ReachTest, CallbackModulesOfXmerlAreKeptWhole) {
  Add(Maker("p").Function("main", 0, true).CallExt("xmerl", "export", 2).Move("my_xml", 1).Take());
  Add(Maker("xmerl").Function("export", 2, true).Move("#xml-inheritance#", 1).Apply(0).Take());
  Add(Maker("my_xml").Function("#xml-inheritance#", 0, true).Function("title", 4, true).Take());
  ReachRoots roots;
  roots.program = {"p"};
  EXPECT_THAT(Kept(roots), ::testing::IsSupersetOf({"my_xml:title/4"}));
}

TEST_F(ReachTest, WhoRaisesWithErrorInfoDescribesIt) {
  Add(Maker("p").Function("main", 0, true).CallExt("lib", "f", 0).CallExt("printer", "print", 1).Take());
  Add(Maker("lib").Function("f", 0, true).CallExt("erlang", "error", 3).Function("format_error", 2, true).Function("g", 2, true).Take());
  Add(Maker("plain").Function("f", 0, true).Function("format_error", 2, true).Take());
  Add(Maker("printer").Function("print", 1, true).Take());
  ReachRoots roots;
  roots.program = {"p"};
  EXPECT_THAT(Kept(roots), ::testing::Not(::testing::Contains("lib:format_error/2")));
  Add(Maker("printer").Function("print", 1, true).CallExt("plain", "f", 0).Move("format_error", 3).Apply(2).Take());
  const Names kept = Kept(roots);
  EXPECT_THAT(kept, ::testing::Contains("lib:format_error/2"));
  EXPECT_THAT(kept, ::testing::Not(::testing::Contains("lib:g/2")));
  EXPECT_THAT(kept, ::testing::Not(::testing::Contains("plain:format_error/2")));
}

// Kernel's modules, as far as the rules look at them.
class KernelReachTest : public ReachTest {
 protected:
  void AddKernel() {
    Add(Maker("logger_config").Function("allow", 2, true).Take());
    Add(Maker("logger_server").Function("call", 1, false).Function("add_handler", 3, true).Call(0).Take());
    Add(Maker("application_controller").Function("get_env", 2, true).Function("start_application", 2, true).Take());
    Add(Maker("kernel").Function("init", 1, true).Take());
    for (const char* name : {"seabeam_kernel", "seabeam_node", "seabeam_services"}) {
      Add(Maker(name)
              .Function("call", 3, true)
              .Function("on_load", 1, true)
              .Function("start", 0, true)
              .Function("flush", 0, true)
              .Function("tables", 0, true)
              .Function("files", 0, true)
              .Function("log", 2, true)
              .Take());
    }
  }
  // Of the starters' functions, "module:function" of those that are kept.
  Names Starters() {
    ReachRoots roots;
    roots.program = {"p"};
    Names result;
    for (const std::string& name : Kept(roots)) {
      if (name.rfind("seabeam_", 0) == 0) result.push_back(name);
    }
    return result;
  }
};

TEST_F(KernelReachTest, NothingWithoutANeed) {
  AddKernel();
  Add(Maker("p").Function("main", 0, true).Move("application_controllers", 0).Take());
  EXPECT_EQ(Starters(), Names{});
  EXPECT_EQ(applications_, Names{});
}

TEST_F(KernelReachTest, TablesForLoggingAndEnvironments) {
  AddKernel();
  Add(Maker("p").Function("main", 0, true).CallExt("logger_config", "allow", 2).Take());
  EXPECT_EQ(Starters(), (Names{"seabeam_services:call/3", "seabeam_services:on_load/1", "seabeam_services:start/0",
                               "seabeam_services:flush/0", "seabeam_services:tables/0", "seabeam_services:log/2"}));
  EXPECT_EQ(applications_, (Names{"kernel", "stdlib"}));
  Add(Maker("p").Function("main", 0, true).CallExt("lib", "f", 0).Take());
  Add(Maker("lib").Function("f", 0, true).CallExt("application_controller", "get_env", 2).Take());
  EXPECT_EQ(Starters().size(), 6u);
}

TEST_F(KernelReachTest, ElixirBringsItsApplication) {
  AddKernel();
  descriptions_["elixir"] = {{}, "elixir", {}};
  Add(Maker("elixir").Function("start", 2, true).Take());
  Add(Maker("elixir_config").Function("get", 1, true).Take());
  Add(Maker("seabeam_elixir")
          .Function("call", 3, true)
          .CallExt("application_controller", "start_application", 2)
          .Function("on_load", 1, true)
          .Take());
  Add(Maker("p").Function("main", 0, true).Take());
  EXPECT_EQ(Starters(), Names{});
  Add(Maker("p").Function("main", 0, true).CallExt("elixir_config", "get", 1).Take());
  EXPECT_THAT(Starters(), ::testing::IsSupersetOf({"seabeam_elixir:call/3", "seabeam_elixir:on_load/1", "seabeam_kernel:start/0"}));
  EXPECT_THAT(applications_, ::testing::Contains("elixir"));
}

TEST_F(KernelReachTest, FilesAlone) {
  AddKernel();
  Add(Maker("p").Function("main", 0, true).CallExt("lib", "f", 0).Take());
  Add(Maker("lib").Function("f", 0, true).Move("file_server_2", 0).Take());
  EXPECT_EQ(Starters(), (Names{"seabeam_services:call/3", "seabeam_services:on_load/1", "seabeam_services:start/0",
                               "seabeam_services:flush/0", "seabeam_services:files/0"}));
}

TEST_F(KernelReachTest, AllOfItForServersAndApplications) {
  AddKernel();
  const Names whole = {"seabeam_kernel:call/3", "seabeam_kernel:on_load/1", "seabeam_kernel:start/0",
                       "seabeam_kernel:flush/0"};
  Add(Maker("p").Function("main", 0, true).CallExt("logger_server", "add_handler", 3).Take());
  EXPECT_EQ(Starters(), whole);
  EXPECT_EQ(kernel_starter_, "");
  Add(Maker("p").Function("main", 0, true).Compare("kernel_refc").Take());
  EXPECT_EQ(Starters(), whole);
  EXPECT_EQ(kernel_starter_, "seabeam_kernel");
  Add(Maker("p").Function("main", 0, true).Compare("kernel_sup").Take());
  EXPECT_THAT(Starters(), ::testing::IsSupersetOf(whole));
  EXPECT_THAT(Starters(), ::testing::Contains("seabeam_node:start/0"));
  EXPECT_EQ(kernel_starter_, "seabeam_node");
  Add(Maker("p").Function("main", 0, true).CallExt("global", "register_name", 2).Take());
  EXPECT_THAT(Starters(), ::testing::Contains("seabeam_node:start/0"));
  EXPECT_EQ(kernel_starter_, "");

  descriptions_["shop"] = {{"store"}, "shop_app", {"plugin"}};
  descriptions_["store"] = {{}, "", {}};
  descriptions_["unused"] = {{}, "unused_app", {}};
  Add(Maker("shop_app").Function("start", 2, true).Function("stop", 1, true).Function("helper", 0, true).Take());
  Add(Maker("unused_app").Function("start", 2, true).Take());
  Add(Maker("p").Function("main", 0, true).CallExt("application_controller", "start_application", 2).Move("shop", 0).Take());
  ReachRoots roots;
  roots.program = {"p"};
  const Names kept = Kept(roots);
  EXPECT_THAT(kept, ::testing::IsSupersetOf({"shop_app:start/2", "shop_app:stop/1"}));
  EXPECT_THAT(kept, ::testing::Not(::testing::Contains("shop_app:helper/0")));
  EXPECT_THAT(kept, ::testing::Not(::testing::Contains("unused_app:start/2")));
  EXPECT_EQ(applications_, (Names{"kernel", "shop", "stdlib", "store"}));
}

TEST_F(ReachTest, UnknownRootIsAnError) {
  ModuleSource source;
  source.exists = [](const std::string&) { return false; };
  ReachRoots roots;
  roots.keep = {"lost"};
  absl::StatusOr<Reached> reached = FindReachable(source, roots);
  EXPECT_EQ(reached.status().code(), absl::StatusCode::kNotFound);
}

TEST(DropFunctions, RenumbersWhatStays) {
  beam::Module module = Maker("m")
                            .Function("a", 0, true)
                            .MakeFun(1)
                            .Function("lambda_a", 0, false)
                            .Function("b", 0, true)
                            .MakeFun(3)
                            .Function("lambda_b", 0, false)
                            .Take();
  DropFunctions({false, false, true, true}, &module);
  ASSERT_EQ(module.functions.size(), 2u);
  ASSERT_EQ(module.exports.size(), 1u);
  EXPECT_EQ(module.entry_functions[module.exports[0].label], 0u);
  ASSERT_EQ(module.lambdas.size(), 1u);
  EXPECT_EQ(module.entry_functions[module.lambdas[0].label], 1u);
  absl::StatusOr<Mentions> mentions = FindMentions(module, 0);
  ASSERT_TRUE(mentions.ok());
  EXPECT_EQ(mentions->functions, std::vector<uint32_t>{1});
}

}  // namespace
}  // namespace seabeam::driver
