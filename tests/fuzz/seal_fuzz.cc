// Any bytes as the image of a seal: a picture within the limits, or refused.
#include <algorithm>
#include <cstdlib>

#include "paper/letter.h"
#include "paper/seal.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto seal = dl::paper::load_seal({{reinterpret_cast<const char*>(bytes), size}});
  if (!seal) return 0;
  const int width = cairo_image_surface_get_width(seal->get()), height = cairo_image_surface_get_height(seal->get());
  if (std::min(width, height) < dl::paper::kSmallestSealSide || std::max(width, height) > dl::paper::kLargestSealSide)
    std::abort();
  return 0;
}
