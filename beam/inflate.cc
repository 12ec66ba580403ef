#include "beam/inflate.h"

#include <zlib.h>

#include <algorithm>
#include <cstdint>
#include <limits>

#include "absl/strings/str_cat.h"
#include "beam/limits.h"

namespace seabeam::beam {
namespace {

constexpr int kGzipWindowBits = 15 + 16;
constexpr int kZlibWindowBits = 15;
constexpr size_t kChunk = size_t{1} << 16;

// An inflate stream over all of `compressed`, ended when it goes out of scope.
class Stream {
 public:
  Stream(absl::string_view compressed, int window_bits) {
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(compressed.data()));
    stream_.avail_in = static_cast<uInt>(compressed.size());
    ok_ = inflateInit2(&stream_, window_bits) == Z_OK;
  }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  ~Stream() {
    if (ok_) inflateEnd(&stream_);
  }

  bool ok() const { return ok_; }
  // Inflates into `out`; returns zlib's result and sets `written`.
  int Inflate(char* out, size_t size, size_t* written) {
    stream_.next_out = reinterpret_cast<Bytef*>(out);
    stream_.avail_out = static_cast<uInt>(size);
    const int result = inflate(&stream_, Z_NO_FLUSH);
    *written = size - stream_.avail_out;
    return result;
  }

 private:
  z_stream stream_ = {};
  bool ok_ = false;
};

}  // namespace

absl::StatusOr<std::string> InflateZlib(absl::string_view compressed, size_t size) {
  if (compressed.size() > std::numeric_limits<uInt>::max() ||
      size > compressed.size() * kMaxInflateRatio) {
    return absl::InvalidArgumentError(absl::StrCat("declared size ", size, " is out of reach of ",
                                                   compressed.size(), " compressed bytes"));
  }
  Stream stream(compressed, kZlibWindowBits);
  if (!stream.ok()) return absl::ResourceExhaustedError("no memory to inflate");
  // One byte more than announced, to see a stream that goes on.
  std::string out(size + 1, '\0');
  size_t written = 0;
  const int result = stream.Inflate(&out[0], out.size(), &written);
  if (result != Z_STREAM_END && written <= size) return absl::InvalidArgumentError("bad zlib data");
  if (written != size)
    return absl::InvalidArgumentError("zlib data of another size than announced");
  out.resize(size);
  return out;
}

bool IsGzip(absl::string_view bytes) {
  return bytes.size() > 2 && bytes[0] == '\x1F' && bytes[1] == '\x8B';
}

absl::StatusOr<std::string> InflateGzip(absl::string_view compressed, size_t max_size) {
  if (compressed.size() > std::numeric_limits<uInt>::max())
    return absl::ResourceExhaustedError("file too large");
  Stream stream(compressed, kGzipWindowBits);
  if (!stream.ok()) return absl::ResourceExhaustedError("no memory to inflate");
  std::string out;
  size_t used = 0;
  for (;;) {
    if (used > max_size) {
      return absl::ResourceExhaustedError(
          absl::StrCat("inflates to more than ", max_size, " bytes"));
    }
    if (used == out.size()) out.resize(std::max(kChunk, out.size() * 2));
    size_t written = 0;
    const size_t room = std::min<size_t>(out.size() - used, std::numeric_limits<uInt>::max());
    const int result = stream.Inflate(&out[used], room, &written);
    used += written;
    if (result == Z_STREAM_END) break;
    if (result != Z_OK || written == 0) return absl::InvalidArgumentError("bad gzip data");
  }
  out.resize(used);
  return out;
}

}  // namespace seabeam::beam
