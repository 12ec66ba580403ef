#include "emit/wasm/test_tools.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <utility>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace seabeam::wasm {
namespace {

constexpr char kFeatures[] = " --enable-tail-call --enable-threads --enable-extended-const ";

}  // namespace

CommandResult RunCommand(const std::string& command) {
  CommandResult result;
  FILE* pipe = popen(absl::StrCat(command, " 2>&1").c_str(), "r");
  if (pipe == nullptr) {
    result.status = -1;
    return result;
  }
  char buffer[4096];
  size_t n;
  while ((n = std::fread(buffer, 1, sizeof(buffer), pipe)) > 0) {
    result.output.append(buffer, n);
  }
  int status = pclose(pipe);
  result.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return result;
}

std::string WriteTempFile(absl::string_view name, absl::string_view bytes) {
  std::string path = absl::StrCat(testing::TempDir(), "/seabeam-", getpid(), "-", name);
  FILE* file = std::fopen(path.c_str(), "wb");
  EXPECT_NE(file, nullptr) << path;
  if (file == nullptr) return path;
  EXPECT_EQ(std::fwrite(bytes.data(), 1, bytes.size(), file), bytes.size());
  std::fclose(file);
  return path;
}

std::string ReadTempFile(const std::string& path) {
  std::string bytes;
  FILE* file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) return bytes;
  char buffer[4096];
  size_t n;
  while ((n = std::fread(buffer, 1, sizeof(buffer), file)) > 0) {
    bytes.append(buffer, n);
  }
  std::fclose(file);
  return bytes;
}

EncodedModule EncodeOrFail(const Module& module, const EncodeOptions& options) {
  absl::StatusOr<EncodedModule> encoded = Encode(module, options);
  EXPECT_TRUE(encoded.ok()) << encoded.status();
  return encoded.ok() ? *std::move(encoded) : EncodedModule();
}

std::string WabtComplaint(absl::string_view bytes) {
  std::string path = WriteTempFile("validate.wasm", bytes);
  CommandResult r = RunCommand(absl::StrCat("wasm-validate", kFeatures, path));
  std::remove(path.c_str());
  if (r.status == 0) return "";
  return absl::StrCat("wasm-validate says ", r.status, ": ", r.output);
}

std::string Disassemble(absl::string_view bytes) {
  std::string path = WriteTempFile("objdump.wasm", bytes);
  CommandResult r = RunCommand(absl::StrCat("wasm-objdump -d ", path));
  std::remove(path.c_str());
  EXPECT_EQ(r.status, 0) << r.output;
  return r.output;
}

CommandResult AssembleText(absl::string_view text, std::string* bytes) {
  std::string path = WriteTempFile("text.wat", text);
  std::string out = absl::StrCat(path, ".wasm");
  CommandResult r = RunCommand(absl::StrCat("wat2wasm", kFeatures, path, " -o ", out));
  *bytes = r.status == 0 ? ReadTempFile(out) : "";
  std::remove(path.c_str());
  std::remove(out.c_str());
  return r;
}

CommandResult RunInNode(absl::string_view bytes, absl::string_view script) {
  std::string wasm = WriteTempFile("run.wasm", bytes);
  std::string path = WriteTempFile("run.mjs", absl::StrCat("import {readFileSync} from 'node:fs';\n"
                                                           "const bytes = readFileSync('",
                                                           wasm, "');\n", script));
  CommandResult r = RunCommand(absl::StrCat("node ", path));
  std::remove(wasm.c_str());
  std::remove(path.c_str());
  return r;
}

}  // namespace seabeam::wasm
