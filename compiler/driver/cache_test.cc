#include "compiler/driver/cache.h"

#include "base/file.h"
#include "compiler/driver/system/process.h"
#include "gtest/gtest.h"

namespace seabeam::driver {
namespace {

const absl::string_view kWasm("\0asm\1\0\0\0rest", 12);

TEST(CacheTest, FindsWhatWasStored) {
  absl::StatusOr<TemporaryFolder> folder = TemporaryFolder::Make();
  ASSERT_TRUE(folder.ok()) << folder.status();
  ModuleCache cache = ModuleCache::OpenAt(folder->path(), "compiler1");
  ASSERT_TRUE(cache.enabled());
  const std::string key = ModuleCache::Key("beam", CompileOptions());
  EXPECT_FALSE(cache.Find(key).has_value());
  cache.Store(key, kWasm);
  EXPECT_EQ(cache.Find(key), kWasm);
  EXPECT_EQ(ModuleCache::OpenAt(folder->path(), "compiler1").Find(key), kWasm);
  EXPECT_FALSE(ModuleCache::OpenAt(folder->path(), "compiler2").Find(key).has_value());
}

TEST(CacheTest, KeysTellInputsAndOptionsApart) {
  CompileOptions options;
  const std::string key = ModuleCache::Key("beam", options);
  EXPECT_NE(ModuleCache::Key("beam2", options), key);
  options.pipeline.opt_level = 1;
  EXPECT_NE(ModuleCache::Key("beam", options), key);
  options = CompileOptions();
  options.pipeline.skip = {"gvn"};
  EXPECT_NE(ModuleCache::Key("beam", options), key);
  options = CompileOptions();
  options.emit.names = !options.emit.names;
  EXPECT_NE(ModuleCache::Key("beam", options), key);
  options = CompileOptions();
  options.file_name = "elsewhere.beam";
  EXPECT_EQ(ModuleCache::Key("beam", options), key);
}

TEST(CacheTest, ADamagedEntryIsNone) {
  absl::StatusOr<TemporaryFolder> folder = TemporaryFolder::Make();
  ASSERT_TRUE(folder.ok()) << folder.status();
  ModuleCache cache = ModuleCache::OpenAt(folder->path(), "c");
  const std::string key = ModuleCache::Key("beam", CompileOptions());
  cache.Store(key, std::string(100, '\0'));
  EXPECT_FALSE(cache.Find(key).has_value());
}

TEST(CacheTest, WithoutAFolderItKeepsNothing) {
  ModuleCache cache = ModuleCache::OpenAt("/dev/null", "c");
  EXPECT_FALSE(cache.enabled());
  cache.Store("0123", kWasm);
  EXPECT_FALSE(cache.Find("0123").has_value());
}

TEST(CacheTest, TheCompilerHasAName) {
  EXPECT_EQ(CompilerId(), CompilerId());
  EXPECT_GE(CompilerId().size(), 16u);
}

}  // namespace
}  // namespace seabeam::driver
