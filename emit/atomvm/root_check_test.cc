#include "emit/atomvm/root_check.h"

#include <functional>
#include <string>

#include "abi/atomvm/primitives.h"
#include "emit/lower/module_context.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "ir/module.h"

namespace seabeam::emit {
namespace {

using abi::atomvm::CollectFlag;
using abi::atomvm::Primitive;
using ::testing::HasSubstr;
using wasm::LocalId;
using wasm::Opcode;

class RootCheckTest : public ::testing::Test {
 protected:
  RootCheckTest() : m_(module_, Options()) {
    globals_.host_table = m_.wasm().AddImportTable("env", "table", {});
    for (wasm::GlobalId* g : {&globals_.block, &globals_.ctx, &globals_.js, &globals_.primitives}) {
      *g = m_.wasm().AddGlobal(wasm::kI32, true, wasm::ConstExpr::I32(0));
    }
  }
  static EmitOptions Options() {
    EmitOptions options;
    options.atomvm = true;
    return options;
  }

  // (i32) -> i32; `body` leaves the result.
  wasm::FuncId Function(const std::function<void(HostCode&, LocalId)>& body) {
    const wasm::FuncId f = m_.wasm().AddFunction(m_.I32Type(1), "f");
    HostCode c(m_, globals_, f);
    const LocalId term = c.b.AddLocal(wasm::kI32);
    body(c, term);
    EXPECT_TRUE(c.b.Finish().ok());
    return f;
  }
  static void LoadTerm(HostCode& c, LocalId term) {
    c.CtxLoad(0);
    c.b.LocalSet(term);
  }
  static void TestHeap(HostCode& c) {
    c.Ctx();
    c.Js();
    c.Const(10);
    c.Const(1);
    c.Call(Primitive::test_heap);
    c.b.Drop();
  }
  static void EnsureFree(HostCode& c, CollectFlag flag) {
    c.Ctx();
    c.Js();
    c.Const(10);
    c.Const(1);
    c.Const(static_cast<uint32_t>(flag));
    c.Call(Primitive::memory_ensure_free_with_roots);
    c.b.Drop();
  }
  std::string Check(std::vector<wasm::FuncId> native, std::vector<wasm::FuncId> stable = {},
                    std::vector<wasm::FuncId> collect_free = {}) {
    return std::string(
        CheckRoots(m_.wasm(), globals_, native, stable, collect_free).message());
  }

  ir::Module module_;
  ModuleContext m_;
  NativeGlobals globals_;
};

TEST_F(RootCheckTest, ATermThatIsReadAfterACollectionIsFound) {
  const wasm::FuncId f = Function([](HostCode& c, LocalId term) {
    LoadTerm(c, term);
    TestHeap(c);
    c.b.LocalGet(term);
  });
  EXPECT_THAT(Check({}), HasSubstr("R2: function "));
  EXPECT_EQ(Check({}, {}, {f}), "");
}

TEST_F(RootCheckTest, ATermThatIsLoadedAgainIsNone) {
  Function([](HostCode& c, LocalId term) {
    LoadTerm(c, term);
    TestHeap(c);
    LoadTerm(c, term);
    c.b.LocalGet(term);
  });
  EXPECT_EQ(Check({}), "");
}

TEST_F(RootCheckTest, ParametersAreTermsUnlessSaidOtherwise) {
  const wasm::FuncId f = Function([](HostCode& c, LocalId) {
    TestHeap(c);
    c.Param(0);
  });
  EXPECT_THAT(Check({}), HasSubstr("R2"));
  EXPECT_EQ(Check({}, {f}), "");
}

TEST_F(RootCheckTest, CallersOfWhatCollectsCollect) {
  const wasm::FuncId inner = Function([](HostCode& c, LocalId) {
    TestHeap(c);
    c.Const(0);
  });
  Function([&](HostCode& c, LocalId term) {
    LoadTerm(c, term);
    c.Const(0);
    c.b.Call(inner);
    c.b.LocalGet(term);
    c.Op(Opcode::kI32Add);
  });
  EXPECT_THAT(Check({}), HasSubstr("R2"));
}

TEST_F(RootCheckTest, OnlyPathsThatCollectCount) {
  Function([](HostCode& c, LocalId term) {
    LoadTerm(c, term);
    c.Param(0);
    c.b.If();
    TestHeap(c);
    c.Const(0);
    c.b.Return();
    c.b.End();
    c.b.LocalGet(term);
  });
  EXPECT_EQ(Check({}), "");
}

TEST_F(RootCheckTest, LoopsBringCollectionsBack) {
  Function([](HostCode& c, LocalId term) {
    LoadTerm(c, term);
    const wasm::Label loop = c.b.Loop();
    c.Ctx();
    c.b.LocalGet(term);
    c.Store(0);
    TestHeap(c);
    c.CtxLoad(4);
    c.b.BrIf(loop);
    c.b.End(loop);
    c.Const(0);
  });
  EXPECT_THAT(Check({}), HasSubstr("R2"));
}

TEST_F(RootCheckTest, FragmentsAreNoCollection) {
  Function([](HostCode& c, LocalId term) {
    LoadTerm(c, term);
    EnsureFree(c, CollectFlag::kNoGc);
    c.b.LocalGet(term);
  });
  EXPECT_EQ(Check({}), "");
  Function([](HostCode& c, LocalId term) {
    LoadTerm(c, term);
    EnsureFree(c, CollectFlag::kCanShrink);
    c.b.LocalGet(term);
  });
  EXPECT_THAT(Check({}), HasSubstr("R2"));
}

TEST_F(RootCheckTest, NativeCodeDoesNotCollect) {
  const wasm::FuncId inner = Function([](HostCode& c, LocalId) {
    TestHeap(c);
    c.Const(0);
  });
  const wasm::FuncId native = Function([&](HostCode& c, LocalId) {
    c.Const(0);
    c.b.ReturnCall(inner);
  });
  EXPECT_EQ(Check({}), "");
  EXPECT_THAT(Check({native}), HasSubstr("R1: function "));
  EXPECT_EQ(Check({native}, {}, {inner}), "");
}

TEST_F(RootCheckTest, NativeCodeCallsNoBif) {
  const wasm::FuncId native = Function([&](HostCode& c, LocalId) {
    c.Ctx();
    c.Js();
    c.Const(3);
    c.Call(Primitive::get_imported_bif);
    c.CallTable(m_.I32Type(1));
  });
  EXPECT_THAT(Check({native}), HasSubstr("R1"));
}

}  // namespace
}  // namespace seabeam::emit
