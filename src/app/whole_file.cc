#include "app/whole_file.h"

#include <fstream>

namespace dl::app {

constexpr std::uintmax_t kLargest = std::uintmax_t{256} << 20;

Outcome<std::string> read_whole_file(const std::filesystem::path& path) {
  std::error_code error;
  auto size = std::filesystem::file_size(path, error);
  if (error) return fail(Fault::NotFound, "file.missing", fmt::format("{}: {}", path.string(), error.message()));
  if (size > kLargest) return fail(Fault::TooLarge, "file.too-large", path.string());
  std::ifstream file(path, std::ios::binary);
  std::string bytes(size, '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(size));
  if (!file) return fail(Fault::Unavailable, "file.unreadable", path.string());
  return bytes;
}

}  // namespace dl::app
