#include "sheets/zip_out.h"

#include <zip.h>

#include <memory>

namespace dl::sheets {
namespace {

struct Discard {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};

Failure unwritten(std::string_view why) { return fail(Fault::Internal, "sheets.not-written", std::string(why)); }

zip_source_t* source_of(zip_t* archive, const ZipPart& part) {
  if (const auto* bytes = std::get_if<std::string>(&part.of))
    return zip_source_buffer(archive, bytes->data(), bytes->size(), 0);
  return zip_source_file(archive, std::get<std::filesystem::path>(part.of).c_str(), 0, 0);
}

}  // namespace

Outcome<void> write_zip(const std::filesystem::path& file, const std::vector<ZipPart>& parts, Instant made) {
  int problem = 0;
  std::unique_ptr<zip_t, Discard> archive(zip_open(file.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &problem));
  if (archive == nullptr) return unwritten(file.string());
  for (const auto& part : parts) {
    auto* source = source_of(archive.get(), part);
    if (source == nullptr) return unwritten(zip_strerror(archive.get()));
    const auto index = zip_file_add(archive.get(), part.name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
      zip_source_free(source);
      return unwritten(zip_strerror(archive.get()));
    }
    zip_file_set_mtime(archive.get(), static_cast<zip_uint64_t>(index), made.milliseconds() / 1000, 0);
  }
  if (zip_close(archive.get()) != 0) return unwritten(zip_strerror(archive.get()));
  static_cast<void>(archive.release());  // closing has freed it
  return {};
}

}  // namespace dl::sheets
