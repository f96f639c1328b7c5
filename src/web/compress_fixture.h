// Bodies as a reader of the site unpacks them. For tests only.
#pragma once

#include <brotli/decode.h>
#include <zlib.h>

#include <new>
#include <optional>
#include <string>
#include <string_view>

#include "web/negotiation.h"

namespace dl::web {

inline const Bytef* in_bytes(std::string_view bytes) { return reinterpret_cast<const Bytef*>(bytes.data()); }

inline std::optional<std::string> gunzip(std::string_view bytes, std::size_t limit) {
  z_stream stream = {};
  if (inflateInit2(&stream, 15 + 16) != Z_OK) throw std::bad_alloc();
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

inline std::optional<std::string> unbrotli(std::string_view bytes, std::size_t limit) {
  std::string out(limit, '\0');
  std::size_t size = limit;
  auto done =
      BrotliDecoderDecompress(bytes.size(), in_bytes(bytes), &size, reinterpret_cast<std::uint8_t*>(out.data()));
  if (done != BROTLI_DECODER_RESULT_SUCCESS) return std::nullopt;
  out.resize(size);
  return out;
}

/// Empty when the bytes are damaged or larger than `limit`.
inline std::optional<std::string> expand(std::string_view bytes, Encoding encoding, std::size_t limit) {
  switch (encoding) {
    case Encoding::Identity: break;
    case Encoding::Gzip: return gunzip(bytes, limit);
    case Encoding::Brotli: return unbrotli(bytes, limit);
  }
  return std::string(bytes);
}

}  // namespace dl::web
