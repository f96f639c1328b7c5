#include "redaction/picture.h"

#include <cstdio>  // jpeglib.h leaves it to others

#include <jpeglib.h>
#include <zlib.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <memory>

#include "redaction/limits.h"

namespace dl::redaction {

namespace {

constexpr int kQuality = 80;
constexpr int kLongestSide = 32'000;  ///< points; JPEG ends at 65,500

/// A number behind white space of the head; -1 where there is none.
int take_number(std::string_view& rest) {
  rest.remove_prefix(std::min(rest.find_first_not_of(" \n"), rest.size()));
  int number = -1;
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
  rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
  return error == std::errc() ? number : -1;
}

void append_number(std::string& out, std::uint32_t number) {
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(number >> static_cast<unsigned>(shift) & 0xFFU);
}

void append_part(std::string& out, std::string_view name, std::string_view bytes) {
  append_number(out, static_cast<std::uint32_t>(bytes.size()));
  const auto body = std::string(name) + std::string(bytes);
  out += body;
  append_number(out,
                static_cast<std::uint32_t>(::crc32_z(0, reinterpret_cast<const Bytef*>(body.data()), body.size())));
}

/// What the library writes into; it gets it with malloc.
struct Buffer {
  unsigned char* bytes = nullptr;
  unsigned long size = 0;

  Buffer() = default;
  Buffer(const Buffer&) = delete;
  Buffer& operator=(const Buffer&) = delete;
  ~Buffer() { std::free(bytes); }
};

}  // namespace

Outcome<std::vector<Pixels>> parse_pixels(std::string_view pnm) {
  std::vector<Pixels> all;
  while (!pnm.empty()) {
    Pixels one{.channels = pnm.starts_with("P5") ? 1 : 3};
    if (!pnm.starts_with("P5") && !pnm.starts_with("P6")) return fail(Fault::Unreadable, "redaction.broken", "PNM");
    pnm.remove_prefix(2);
    one.width = take_number(pnm);
    one.height = take_number(pnm);
    const int shades = take_number(pnm);
    if (one.width < 1 || one.height < 1 || shades != 255 || pnm.empty())
      return fail(Fault::Unreadable, "redaction.broken", "PNM");
    if (one.width > kLongestSide || one.height > kLongestSide ||
        static_cast<std::size_t>(one.width) * static_cast<std::size_t>(one.height) > kMostPixels)
      return fail(Fault::TooLarge, "redaction.page-size", fmt::format("{} x {}", one.width, one.height));
    pnm.remove_prefix(1);
    const auto size = one.row() * static_cast<std::size_t>(one.height);
    if (pnm.size() < size) return fail(Fault::Unreadable, "redaction.broken", "PNM ends early");
    one.bytes = pnm.substr(0, size);
    pnm.remove_prefix(size);
    all.push_back(std::move(one));
  }
  return all;
}

Frame frame_of(const Pixels& pixels, const Box& box, double scale) {
  auto within = [](double at, int most) { return static_cast<int>(std::clamp(at, 0.0, static_cast<double>(most))); };
  return {within(std::floor(box.left * scale), pixels.width), within(std::floor(box.top * scale), pixels.height),
          within(std::ceil(box.right * scale), pixels.width), within(std::ceil(box.bottom * scale), pixels.height)};
}

void burn(Pixels& pixels, const Box& box, double scale) {
  const auto frame = frame_of(pixels, box, scale);
  if (frame.empty()) return;
  const auto channels = static_cast<std::size_t>(pixels.channels);
  for (int y = frame.top; y < frame.bottom; ++y) {
    const auto at = pixels.row() * static_cast<std::size_t>(y) + channels * static_cast<std::size_t>(frame.left);
    std::fill_n(pixels.bytes.begin() + static_cast<std::ptrdiff_t>(at),
                channels * static_cast<std::size_t>(frame.right - frame.left), '\0');
  }
}

Shades shades_of(const Pixels& pixels, const Frame& frame) {
  Shades shades;
  const auto channels = static_cast<std::size_t>(pixels.channels);
  for (int y = frame.top; y < frame.bottom && !frame.empty(); ++y) {
    const auto row = std::string_view(pixels.bytes).substr(pixels.row() * static_cast<std::size_t>(y), pixels.row());
    for (const char byte : row.substr(channels * static_cast<std::size_t>(frame.left),
                                      channels * static_cast<std::size_t>(frame.right - frame.left))) {
      const int shade = static_cast<unsigned char>(byte);
      shades.darkest = std::min(shades.darkest, shade);
      shades.lightest = std::max(shades.lightest, shade);
    }
  }
  return shades;
}

std::string to_jpeg(const Pixels& pixels) {
  jpeg_compress_struct state = {};
  jpeg_error_mgr errors = {};
  state.err = jpeg_std_error(&errors);
  // Sides are within what the format has and memory is not its own, so nothing is left that could fail.
  errors.error_exit = [](j_common_ptr) { std::abort(); };
  jpeg_create_compress(&state);
  Buffer buffer;
  jpeg_mem_dest(&state, &buffer.bytes, &buffer.size);
  state.image_width = static_cast<JDIMENSION>(pixels.width);
  state.image_height = static_cast<JDIMENSION>(pixels.height);
  state.input_components = pixels.channels;
  state.in_color_space = pixels.channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
  jpeg_set_defaults(&state);
  jpeg_set_quality(&state, kQuality, TRUE);
  // Colours as fine as shades, so that what is black stays black up to its edge.
  state.comp_info[0].h_samp_factor = state.comp_info[0].v_samp_factor = 1;
  jpeg_start_compress(&state, TRUE);
  while (state.next_scanline < state.image_height) {
    const auto* row = pixels.bytes.data() + pixels.row() * state.next_scanline;
    auto* line = reinterpret_cast<JSAMPROW>(const_cast<char*>(row));
    jpeg_write_scanlines(&state, &line, 1);
  }
  jpeg_finish_compress(&state);
  jpeg_destroy_compress(&state);
  return {reinterpret_cast<const char*>(buffer.bytes), buffer.size};
}

std::string to_png(const Pixels& pixels) {
  constexpr char kGrey = 0, kColour = 2;
  std::string head;
  append_number(head, static_cast<std::uint32_t>(pixels.width));
  append_number(head, static_cast<std::uint32_t>(pixels.height));
  head += {8, pixels.channels == 1 ? kGrey : kColour, 0, 0, 0};
  std::string rows;
  rows.reserve((pixels.row() + 1) * static_cast<std::size_t>(pixels.height));
  for (std::size_t at = 0; at < pixels.bytes.size(); at += pixels.row())
    (rows += '\0').append(pixels.bytes, at, pixels.row());
  std::string out("\x89PNG\r\n\x1A\n");
  append_part(out, "IHDR", head);
  append_part(out, "IDAT", deflate(rows));
  append_part(out, "IEND", "");
  return out;
}

std::string deflate(std::string_view bytes) {
  auto size = ::compressBound(bytes.size());
  std::string out(size, '\0');
  ::compress2(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size(),
              Z_DEFAULT_COMPRESSION);
  out.resize(size);
  return out;
}

}  // namespace dl::redaction
