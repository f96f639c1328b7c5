#include "web/compress.h"

#include <brotli/decode.h>
#include <brotli/encode.h>
#include <zlib.h>

#include <new>

namespace dl::web {

namespace {

constexpr int kGzipWindow = 15 + 16;  // 32 KiB window, gzip frame

const Bytef* in_bytes(std::string_view bytes) { return reinterpret_cast<const Bytef*>(bytes.data()); }

std::string gzip(std::string_view bytes, int level) {
  z_stream stream = {};
  if (deflateInit2(&stream, level, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK) throw std::bad_alloc();
  std::string out(deflateBound(&stream, bytes.size()) + 32, '\0');
  stream.next_in = const_cast<Bytef*>(in_bytes(bytes));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string brotli(std::string_view bytes, int quality) {
  std::size_t size = BrotliEncoderMaxCompressedSize(bytes.size()) + 16;
  std::string out(size, '\0');
  auto done = BrotliEncoderCompress(quality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, bytes.size(), in_bytes(bytes),
                                    &size, reinterpret_cast<std::uint8_t*>(out.data()));
  if (done == BROTLI_FALSE) throw std::bad_alloc();
  out.resize(size);
  return out;
}

std::optional<std::string> gunzip(std::string_view bytes, std::size_t limit) {
  z_stream stream = {};
  if (inflateInit2(&stream, kGzipWindow) != Z_OK) throw std::bad_alloc();
  std::string out;
  stream.next_in = const_cast<Bytef*>(in_bytes(bytes));
  stream.avail_in = static_cast<uInt>(bytes.size());
  int result = Z_OK;
  while (result == Z_OK && out.size() <= limit) {
    auto done = out.size();
    out.resize(done + 16384);
    stream.next_out = reinterpret_cast<Bytef*>(out.data() + done);
    stream.avail_out = 16384;
    result = inflate(&stream, Z_NO_FLUSH);
    out.resize(out.size() - stream.avail_out);
  }
  inflateEnd(&stream);
  if (result != Z_STREAM_END || out.size() > limit) return std::nullopt;
  return out;
}

std::optional<std::string> unbrotli(std::string_view bytes, std::size_t limit) {
  std::string out(limit, '\0');
  std::size_t size = limit;
  auto done =
      BrotliDecoderDecompress(bytes.size(), in_bytes(bytes), &size, reinterpret_cast<std::uint8_t*>(out.data()));
  if (done != BROTLI_DECODER_RESULT_SUCCESS) return std::nullopt;
  out.resize(size);
  return out;
}

}  // namespace

std::string compress(std::string_view bytes, Encoding encoding, Effort effort) {
  switch (encoding) {
    case Encoding::Identity: break;
    case Encoding::Gzip: return gzip(bytes, effort == Effort::Best ? 9 : 6);
    case Encoding::Brotli: return brotli(bytes, effort == Effort::Best ? 11 : 5);
  }
  return std::string(bytes);
}

std::optional<std::string> expand(std::string_view bytes, Encoding encoding, std::size_t limit) {
  switch (encoding) {
    case Encoding::Identity: break;
    case Encoding::Gzip: return gunzip(bytes, limit);
    case Encoding::Brotli: return unbrotli(bytes, limit);
  }
  return std::string(bytes);
}

bool is_compressible(std::string_view media_type) {
  auto type = media_type.substr(0, media_type.find(';'));
  return type.starts_with("text/") || type.ends_with("+xml") || type.ends_with("/xml") || type.ends_with("json") ||
         type.ends_with("/javascript");
}

}  // namespace dl::web
