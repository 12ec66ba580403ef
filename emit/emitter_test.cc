#include "emit/emitter.h"

#include <memory>
#include <set>
#include <string>

#include "abi/container.h"
#include "abi/layout.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "base/file.h"
#include "emit/wasm/test_tools.h"
#include "gtest/gtest.h"
#include "ir/text.h"
#include "ir/verifier.h"

namespace seabeam::emit {
namespace {

std::unique_ptr<ir::Module> Parse(absl::string_view text) {
  auto module = ir::ParseModule(text);
  EXPECT_TRUE(module.ok()) << module.status();
  if (!module.ok()) return nullptr;
  EXPECT_TRUE(ir::VerifyModule(**module).ok()) << ir::VerifyModule(**module);
  return *std::move(module);
}

std::string Emit(const ir::Module& module, const EmitOptions& options = {},
                 EmitStats* stats = nullptr) {
  auto bytes = EmitModule(module, options, stats);
  EXPECT_TRUE(bytes.ok()) << bytes.status();
  if (!bytes.ok()) return "";
  EXPECT_EQ(wasm::WabtComplaint(*bytes), "");
  return *bytes;
}

std::string OneFunction(absl::string_view body, int arity = 1) {
  return absl::StrCat(
      "module \"m\" name_atom 2\natom \"m\"\natom \"f\"\nfunction 3 ", arity,
      " 2 exported\nfile \"m.erl\"\nlocation 0 5\ngraph \"f/", arity, "\" arity ", arity,
      " index 0 {\n", body, "}\n");
}

int Count(const std::string& text, const std::string& what) {
  int n = 0;
  for (size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++n;
  return n;
}

// The disassembly of the functions whose name contains `name`.
std::string Code(const std::string& bytes, const std::string& name) {
  const std::string all = wasm::Disassemble(bytes);
  std::string out;
  size_t at = 0;
  while ((at = all.find(" func[", at)) != std::string::npos) {
    const size_t end_of_line = all.find('\n', at);
    size_t next = all.find(" func[", end_of_line);
    if (next == std::string::npos) next = all.size();
    if (all.substr(at, end_of_line - at).find(name) != std::string::npos) {
      out += all.substr(at, next - at);
    }
    at = next;
  }
  return out;
}

TEST(Emitter, EveryOpcode) {
  auto text = base::ReadFile("emit/testdata/all_opcodes.ir");
  ASSERT_TRUE(text.ok()) << text.status();
  auto module = Parse(*text);
  ASSERT_NE(module, nullptr);
  std::set<ir::Op> seen;
  for (const auto& graph : module->graphs) {
    for (ir::NodeId n = 0; n < graph->size(); ++n) seen.insert(graph->op(n));
  }
  for (int i = 0; i < static_cast<int>(ir::Op::kCount); ++i) {
    const ir::Op op = static_cast<ir::Op>(i);
    EXPECT_TRUE(seen.count(op)) << ir::Info(op).name << " is not in all_opcodes.ir";
  }
  for (bool inline_regions : {false, true}) {
    for (bool names : {false, true}) {
      EmitOptions options;
      options.inline_regions = inline_regions;
      options.names = names;
      EmitStats stats;
      const std::string bytes = Emit(*module, options, &stats);
      EXPECT_EQ(stats.total_bytes, bytes.size());
      EXPECT_EQ(stats.functions.size(), module->functions.size());
      // Six functions, four calls, a handler, two receives and a timeout, and a call in a loop.
      EXPECT_EQ(stats.entry_positions, 6u + 4 + 1 + 3 + 1);
      EXPECT_GT(stats.error_positions, 5u);
    }
  }
}

TEST(Emitter, SameInputSameBytes) {
  auto text = base::ReadFile("emit/testdata/all_opcodes.ir");
  ASSERT_TRUE(text.ok());
  EXPECT_EQ(Emit(*Parse(*text)), Emit(*Parse(*text)));
}

TEST(Emitter, SharedMemory) {
  EmitOptions options;
  options.shared_memory = true;
  const std::string bytes = Emit(*Parse(OneFunction("n0 = start\nx = param[0](n0)\nr = return(n0, x)\n")), options);
  EXPECT_FALSE(bytes.empty());
}

TEST(Emitter, ContainerSectionLeads) {
  const std::string bytes = Emit(*Parse(OneFunction("n0 = start\nx = param[0](n0)\nr = return(n0, x)\n")));
  // Magic, version, then the custom section: id, size, name, version.
  ASSERT_GT(bytes.size(), 20u);
  EXPECT_EQ(bytes[8], 0);
  const size_t name = bytes.find(abi::kContainerSection);
  ASSERT_LT(name, 16u);
  EXPECT_EQ(bytes[name + sizeof abi::kContainerSection - 1], abi::kContainerVersion);
}

TEST(Emitter, SelfLoopIsALoop) {
  const std::string bytes = Emit(*Parse(OneFunction(R"(
    n0 = start
    x = param[0](n0)
    l = loop(n0, ok)
    i = phi(l, x, ic)
    red = reduction_check(l, i)
    zero = small[0]
    one = small[1]
    c = eq_exact(i, zero)
    b = if[0](red, c)
    t = if_true(b)
    f = if_false(b)
    r = return(t, i)
    i2 = sub(i, one)
    n = is_none(i2)
    b2 = if[-1](f, n)
    bad = if_true(b2)
    ok = if_false(b2)
    ic = cast(ok, i2) : any
    e = raise_guard[1, 2, -1, -1](bad, i, one) @1
  )")));
  const std::string code = Code(bytes, "f/1");
  EXPECT_EQ(Count(code, "loop"), 1) << code;
  // The loop's variable shares the parameter's local: one move from the result of the subtraction.
  EXPECT_LE(Count(code, "local.set"), 2) << code;
  // int_sub is the slow path; nothing else is called.
  EXPECT_EQ(Count(code, " call "), 1) << code;
}

TEST(Emitter, TuplesOfASizeTakeOneLookAtTheHeader) {
  // Not a tuple, or of another size: the same way, with the same value or not.
  const auto text = [](absl::string_view other_size) {
    return OneFunction(absl::StrCat(R"(
      n0 = start
      x = param[0](n0)
      zero = small[0]
      one = small[1]
      c = is_type[tuple](x)
      i = if[0](n0, c)
      t = if_true(i)
      f = if_false(i)
      xt = cast(t, x) : tuple
      s = tuple_size(xt)
      two = i32_const[2]
      e = i32_eq(s, two)
      j = if[0](t, e)
      u = if_true(j)
      g = if_false(j)
      xu = cast(u, xt) : tuple/2
      h = tuple_element[0](xu)
      r = return(u, h)
      m = region(f, g)
      p = phi(m, zero, )", other_size, R"()
      q = cons(p, p)
      r2 = return(m, q)
    )"));
  };
  const std::string same = Code(Emit(*Parse(text("zero"))), "f/1>");
  EXPECT_EQ(Count(same, "i32.const 63"), 0) << same;
  EXPECT_EQ(Count(same, "i32.const 128"), 1) << same;
  const std::string different = Code(Emit(*Parse(text("one"))), "f/1>");
  EXPECT_EQ(Count(different, "i32.const 63"), 1) << different;
}

TEST(Emitter, OneHeapCheckForABlock) {
  const std::string bytes = Emit(*Parse(OneFunction(R"(
    n0 = start
    x = param[0](n0)
    nil = nil
    a = cons(x, nil)
    b = make_tuple(a, x)
    c = cons(b, a)
    r = return(n0, c)
  )")));
  EXPECT_EQ(Count(Code(bytes, "f/1"), "grow_heap"), 1);
}

TEST(Emitter, SmallContinuationIsInlined) {
  const char* text = R"(
    n0 = start
    x = param[0](n0)
    fa = frame_alloc[1](n0)
    c = call_local[0, 1, 1](fa, x, x)
    k = call_cont(c)
    v = call_result(k)
    y = frame_load[0](k)
    t = make_tuple(v, y)
    ff = frame_free[1](k)
    r = return(ff, t)
  )";
  EmitOptions apart;
  apart.inline_regions = false;
  EmitStats stats;
  const std::string split = Emit(*Parse(OneFunction(text)), apart, &stats);
  EXPECT_EQ(stats.functions[0].bodies, 2u);
  // The other one is on the way out, when the callee unwinds.
  EXPECT_EQ(Count(Code(split, "f/1>"), "return_call"), 2);
  const std::string joined = Emit(*Parse(OneFunction(text)), {}, &stats);
  EXPECT_EQ(stats.functions[0].bodies, 2u);  // a process can still resume at the continuation
  EXPECT_EQ(Count(Code(joined, "f/1>"), "return_call"), 1);
}

TEST(Emitter, RecursiveFunctionsContainCopiesOfThemselves) {
  const char* text = R"(
    n0 = start
    x = param[0](n0)
    one = small[1]
    rc = reduction_check(n0)
    z = eq_exact(x, one)
    i = if[0](rc, z)
    t = if_true(i)
    r1 = return(t, one)
    u = if_false(i)
    fa = frame_alloc[0](u)
    c = call_local[0, 1, 0](fa, one)
    k = call_cont(c)
    v = call_result(k)
    ff = frame_free[0](k)
    p = make_tuple(v, v)
    r2 = return(ff, p)
  )";
  EmitOptions plain;
  plain.copy_callees = false;
  EmitStats stats;
  const std::string without = Code(Emit(*Parse(OneFunction(text)), plain, &stats), "f/1>");
  const std::string reductions = absl::StrCat("i32.load 2 ", abi::CtxOffsets::reds);
  EXPECT_EQ(Count(without, reductions), 1) << without;
  EXPECT_EQ(Count(without, "<f/1>\n"), 1) << without;
  EXPECT_EQ(Count(without, "save_caller"), 0) << without;  // a tail call, which is printed without a name
  const std::string copied = Code(Emit(*Parse(OneFunction(text)), {}, &stats), "f/1>");
  // Two levels: one call is left, in the innermost. Only the function itself counts reductions.
  EXPECT_EQ(Count(copied, reductions), 1) << copied;
  EXPECT_EQ(Count(copied, "<f/1>\n"), 1) << copied;
  EXPECT_EQ(Count(copied, "save_caller"), 2) << copied;
}

TEST(Emitter, CallsThatReturnTouchNoMemory) {
  const std::string bytes = Emit(*Parse(OneFunction(R"(
    n0 = start
    x = param[0](n0)
    fa = frame_alloc[1](n0)
    c = call_local[0, 1, 1](fa, x, x)
    k = call_cont(c)
    v = call_result(k)
    y = frame_load[0](k)
    c2 = call_local[0, 1, 1](k, v, y)
    k2 = call_cont(c2)
    y2 = frame_load[0](k2)
    ff = frame_free[1](k2)
    r = return(ff, y2)
  )")));
  const std::string code = Code(bytes, "f/1>");
  EXPECT_EQ(Count(code, "i32.store"), 0) << code;
  EXPECT_EQ(Count(code, "i32.load"), 0) << code;
  // Slots and return address are written by one helper, behind either call.
  EXPECT_EQ(Count(code, "return_call"), 2) << code;
}

TEST(Emitter, ErrorsNameTheFunction) {
  // A merge of more values than a wasm function takes parameters.
  std::string body = "n0 = start\nx = param[0](n0)\nfa = frame_alloc[1](n0)\nc = is_type[nil](x)\n"
                     "b = if[0](fa, c)\nt = if_true(b)\nf = if_false(b)\nnil = nil\n"
                     "c1 = call_local[0, 1, 1](t, x, nil)\nk = call_cont(c1)\nr1 = call_result(k)\nm = region(k, f)\n";
  std::string list = "t0 = make_tuple(";
  for (int i = 0; i < 1100; ++i) {
    absl::StrAppend(&body, "h", i, " = make_tuple(r1)\ng", i, " = make_tuple(x)\np", i, " = phi(m, h", i,
                    ", g", i, ")\n");
    absl::StrAppend(&list, i == 0 ? "" : ", ", "p", i);
  }
  absl::StrAppend(&body, list, ")\nff = frame_free[1](m)\nr = return(ff, t0)\n");
  auto module = Parse(OneFunction(body));
  ASSERT_NE(module, nullptr);
  auto bytes = EmitModule(*module, {}, nullptr);
  ASSERT_FALSE(bytes.ok());
  EXPECT_NE(bytes.status().ToString().find("f/1"), std::string::npos) << bytes.status();
}

}  // namespace
}  // namespace seabeam::emit
