#include "paper/seal.h"

#include <cstring>

namespace dl::paper {

namespace {

constexpr std::string_view kSignature{"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16};
constexpr std::size_t kHead = 24;  ///< with width and height
constexpr int kMostOblong = 2;     ///< one side to the other

int big_endian(std::string_view bytes) {
  std::uint32_t number = 0;
  for (const char byte : bytes.substr(0, 4)) number = number << 8U | static_cast<unsigned char>(byte);
  return number > kLargestSealSide ? -1 : static_cast<int>(number);
}

struct Reading {
  std::string_view rest = {};
};

cairo_status_t read_bytes(void* closure, unsigned char* to, unsigned int size) {
  auto& rest = static_cast<Reading*>(closure)->rest;
  if (rest.size() < size) return CAIRO_STATUS_READ_ERROR;
  std::memcpy(to, rest.data(), size);
  rest.remove_prefix(size);
  return CAIRO_STATUS_SUCCESS;
}

/// Whether some point of a picture has nothing on it at all.
bool shines_through(cairo_surface_t* surface) {
  if (cairo_image_surface_get_format(surface) != CAIRO_FORMAT_ARGB32) return false;
  const auto* row = cairo_image_surface_get_data(surface);
  const int width = cairo_image_surface_get_width(surface), height = cairo_image_surface_get_height(surface);
  for (int y = 0; y < height; ++y, row += cairo_image_surface_get_stride(surface))
    for (int x = 0; x < width; ++x) {
      std::uint32_t point = 0;  // ARGB, the most significant byte is how much it covers
      std::memcpy(&point, row + sizeof point * static_cast<std::size_t>(x), sizeof point);
      if (point >> 24U == 0) return true;
    }
  return false;
}

}  // namespace

Outcome<void> check_seal(const Seal& seal) {
  const std::string_view png = seal.png;
  if (png.size() > kLargestSeal) return fail(Fault::TooLarge, "paper.seal-size", std::to_string(png.size()));
  if (png.size() < kHead || !png.starts_with(kSignature)) return fail(Fault::Invalid, "paper.seal", "no PNG");
  const int width = big_endian(png.substr(16)), height = big_endian(png.substr(20));
  if (std::min(width, height) < kSmallestSealSide || width > kMostOblong * height || height > kMostOblong * width)
    return fail(Fault::Invalid, "paper.seal", fmt::format("{} x {}", width, height));
  if (seal.width < kSmallestSealWidth || seal.width > kLargestSealWidth)
    return fail(Fault::Invalid, "paper.seal-width", fmt::format("{} mm", seal.width));
  return {};
}

Outcome<Surface> load_seal(const Seal& seal) {
  DL_CHECK(check_seal(seal));
  Reading reading{seal.png};
  Surface surface(cairo_image_surface_create_from_png_stream(read_bytes, &reading));
  if (const auto status = cairo_surface_status(surface.get()); status != CAIRO_STATUS_SUCCESS)
    return fail(Fault::Invalid, "paper.seal", cairo_status_to_string(status));
  return surface;
}

Outcome<Seal> clean_seal(const Seal& seal) {
  DL_TRY(const auto surface, load_seal(seal));
  if (!shines_through(surface.get())) return fail(Fault::Invalid, "paper.seal-opaque");
  DL_TRY(auto png, write_png(surface.get()));
  return Seal{std::move(png), seal.width};
}

cairo_status_t append_bytes(void* closure, const unsigned char* bytes, unsigned int size) {
  static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(bytes), size);
  return CAIRO_STATUS_SUCCESS;
}

Outcome<std::string> write_png(cairo_surface_t* surface) {
  std::string bytes;
  const auto status = cairo_surface_write_to_png_stream(surface, append_bytes, &bytes);
  if (status != CAIRO_STATUS_SUCCESS) return fail(Fault::Internal, "paper.failed", cairo_status_to_string(status));
  return bytes;
}

}  // namespace dl::paper
