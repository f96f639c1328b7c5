// Word documents for tests: parts by name, packed.
#pragma once

#include <zip.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace dl::intake {

/// In the order of the parts; "mimetype" is not compressed, for OpenDocument is known by it.
template <class Parts = std::vector<std::pair<std::string, std::string>>>
std::string pack_docx(const Parts& parts) {
  zip_error_t problem;
  zip_error_init(&problem);
  auto* target = zip_source_buffer_create(nullptr, 0, 0, &problem);
  zip_source_keep(target);
  auto* archive = zip_open_from_source(target, ZIP_TRUNCATE, &problem);
  for (const auto& [name, bytes] : parts) {
    auto* source = zip_source_buffer(archive, bytes.data(), bytes.size(), 0);
    auto at = zip_file_add(archive, name.c_str(), source, ZIP_FL_OVERWRITE);
    if (name == "mimetype") zip_set_file_compression(archive, static_cast<zip_uint64_t>(at), ZIP_CM_STORE, 0);
  }
  zip_close(archive);
  std::string out(4 << 20, '\0');
  zip_source_open(target);
  out.resize(static_cast<std::size_t>(std::max<zip_int64_t>(0, zip_source_read(target, out.data(), out.size()))));
  zip_source_close(target);
  zip_source_free(target);
  return out;
}

}  // namespace dl::intake
