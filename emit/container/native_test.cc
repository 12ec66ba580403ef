#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "base/findings.h"
#include "emit/container/native_reader.h"
#include "emit/container/native_writer.h"
#include "emit/container/testing/sample_native.h"
#include "emit/wasm/test_tools.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace seabeam::atomvm {
namespace {

using ::testing::HasSubstr;
using testing::SampleNativeCode;
using testing::SampleShape;

TEST(NativeWriterTest, Bytes) {
  NativeCode code;
  code.labels = 2;
  code.entries = 3;
  code.wasm = std::string("\0asm\1\0\0\0", 8);
  code.lines = {{7, 2}, {0, 1}};
  code.label_rows = {{3, 1}};
  const absl::StatusOr<std::string> chunk = WriteNativeChunk(code);
  ASSERT_TRUE(chunk.ok()) << chunk.status();
  EXPECT_EQ(*chunk, std::string("\0\0\0\x10\0\0\0\2\0\1\0\1\0\7\0\1\0\0\0\0"  // info
                                "\3\0\0\0\x0C\0\0\0\x14\0\0\0\0asm\1\0\0\0"   // stream, module
                                "\2\0\0\0\4\0\0\0\7\0\x08\0\0\0"              // lines
                                "\1\0\3\0\1\0",                               // labels
                                20 + 12 + 8 + 14 + 6));
}

TEST(NativeWriterTest, RoundTrip) {
  for (const bool shared : {true, false}) {
    SampleShape shape;
    shape.labels = 9;
    shape.continuations = 5;
    shape.shared_memory = shared;
    const NativeCode code = SampleNativeCode(shape);
    EXPECT_EQ(wasm::WabtComplaint(code.wasm), "");
    const absl::StatusOr<std::string> bytes = WriteNativeChunk(code);
    ASSERT_TRUE(bytes.ok()) << bytes.status();
    const absl::StatusOr<NativeChunk> chunk = ReadNativeChunk(*bytes);
    ASSERT_TRUE(chunk.ok()) << chunk.status();
    EXPECT_EQ(chunk->labels, 9u);
    ASSERT_TRUE(chunk->stream.has_value());
    EXPECT_EQ(chunk->stream->entries, 15u);
    EXPECT_EQ(chunk->stream->wasm, code.wasm);
    EXPECT_EQ(chunk->stream->exported.size(), 14u);
    ASSERT_EQ(chunk->stream->lines.size(), code.lines.size());
    EXPECT_EQ(chunk->stream->lines[3].label, 4u);
    ASSERT_EQ(chunk->stream->label_rows.size(), 5u);
    EXPECT_EQ(chunk->stream->label_rows[4].label, 14u);
    EXPECT_EQ(chunk->stream->label_rows[4].beam_label, 8u);
  }
}

TEST(NativeWriterTest, FirstOfSeveralLinesOfOneLabelCounts) {
  NativeCode code = SampleNativeCode();
  code.lines = {{5, 2}, {6, 2}, {4, 1}};
  const absl::StatusOr<std::string> bytes = WriteNativeChunk(code);
  ASSERT_TRUE(bytes.ok()) << bytes.status();
  const NativeChunk chunk = *ReadNativeChunk(*bytes);
  ASSERT_EQ(chunk.stream->lines.size(), 2u);
  EXPECT_EQ(chunk.stream->lines[0].line_ref, 4u);
  EXPECT_EQ(chunk.stream->lines[1].line_ref, 5u);
}

std::string Refusal(const NativeCode& code, absl::StatusCode expected) {
  const absl::StatusOr<std::string> bytes = WriteNativeChunk(code);
  EXPECT_EQ(bytes.status().code(), expected) << bytes.status();
  return std::string(bytes.status().message());
}

TEST(NativeWriterTest, NothingOverflowsSilently) {
  constexpr absl::StatusCode kFull = absl::StatusCode::kResourceExhausted;
  const NativeCode good = SampleNativeCode();
  {
    NativeCode code = good;
    for (uint32_t i = 0; i < 65536; ++i) code.lines.push_back({0, i + 1});
    EXPECT_EQ(Refusal(code, kFull),
              "native code: number of line rows 65536, the format has room for 65535");
    code.lines.pop_back();
    EXPECT_TRUE(WriteNativeChunk(code).ok());
  }
  {
    NativeCode code = good;
    code.lines.push_back({65536, 1});
    code.lines.front().label = 6;
    EXPECT_THAT(Refusal(code, kFull), HasSubstr("line reference 65536"));
  }
  {
    NativeCode code = good;
    code.lines.push_back({1, 1u << 20});
    EXPECT_THAT(Refusal(code, kFull), HasSubstr("label of a line row 1048576"));
  }
  {
    NativeCode code = good;
    code.label_rows.push_back({65536, 1});
    EXPECT_THAT(Refusal(code, kFull), HasSubstr("label of a label row 65536"));
  }
  {
    NativeCode code = good;
    for (uint32_t i = 0; i < 65536; ++i) code.label_rows.push_back({i, 1});
    EXPECT_THAT(Refusal(code, kFull), HasSubstr("number of label rows 65538"));
  }
  {
    NativeCode code = good;
    code.labels = 65536;
    code.entries = 65537;
    EXPECT_THAT(Refusal(code, kFull), HasSubstr("label 65536"));
  }
  {
    NativeCode code = good;
    code.entries = (1u << 20) + 1;
    EXPECT_THAT(Refusal(code, kFull), HasSubstr("label 1048576, the format has room for 1048575"));
  }
}

TEST(NativeWriterTest, BadCodeIsAnInternalError) {
  constexpr absl::StatusCode kBad = absl::StatusCode::kInternal;
  NativeCode code = SampleNativeCode();
  code.entries = code.labels;
  EXPECT_THAT(Refusal(code, kBad), HasSubstr("do not reach the terminate label 4"));
  code = SampleNativeCode();
  code.wasm[1] = 'x';
  EXPECT_THAT(Refusal(code, kBad), HasSubstr("not a wasm module"));
  code = SampleNativeCode();
  code.label_rows.push_back(code.label_rows.back());
  EXPECT_THAT(Refusal(code, kBad), HasSubstr("two rows for label 6"));
  code = SampleNativeCode();
  code.label_rows[0].beam_label = code.labels;
  EXPECT_THAT(Refusal(code, kBad), HasSubstr("belongs to label 4"));
  code = SampleNativeCode();
  code.labels = 0;
  EXPECT_THAT(Refusal(code, kBad), HasSubstr("no labels"));
}

TEST(NativeReaderTest, EveryTruncationIsRefusedOrWithoutMetadata) {
  const NativeCode code = SampleNativeCode();
  const std::string data = *WriteNativeChunk(code);
  const size_t wasm_end = 20 + 12 + code.wasm.size();
  for (size_t size = 0; size < data.size(); ++size) {
    const absl::StatusOr<NativeChunk> chunk =
        ReadNativeChunk(absl::string_view(data).substr(0, size));
    EXPECT_EQ(chunk.ok(), size == wasm_end) << size << chunk.status();
  }
}

TEST(NativeReaderTest, EveryByteMayBeAnything) {
  const std::string data = *WriteNativeChunk(SampleNativeCode());
  for (size_t at = 0; at < data.size(); ++at) {
    for (const int change : {0x01, 0x80, 0xFF}) {
      std::string damaged = data;
      damaged[at] = static_cast<char>(damaged[at] ^ change);
      base::Findings findings;
      ReadNativeChunk(damaged, &findings);  // ends, without touching what is not there
    }
  }
}

}  // namespace
}  // namespace seabeam::atomvm
