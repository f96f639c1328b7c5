#include "web/compress.h"

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

}  // namespace

std::string compress(std::string_view bytes, Encoding encoding, Effort effort) {
  switch (encoding) {
    case Encoding::Identity: break;
    case Encoding::Gzip: return gzip(bytes, effort == Effort::Best ? 9 : 6);
    case Encoding::Brotli: return brotli(bytes, effort == Effort::Best ? 11 : 5);
  }
  return std::string(bytes);
}

bool is_compressible(std::string_view media_type) {
  auto type = media_type.substr(0, media_type.find(';'));
  return type.starts_with("text/") || type.ends_with("+xml") || type.ends_with("/xml") || type.ends_with("json") ||
         type.ends_with("/javascript");
}

}  // namespace dl::web
