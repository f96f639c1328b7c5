#include "paper/package.h"

#include <zip.h>

#include <memory>

namespace dl::paper {

namespace {

struct Discard {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct FreeSource {
  void operator()(zip_source_t* source) const { zip_source_free(source); }
};

Failure failed(std::string_view why) { return fail(Fault::Internal, "paper.failed", std::string(why)); }

/// As archives hold it (MS-DOS): no year before 1980, no time zone.
zip_uint16_t dos_date(Date day) {
  const auto since_1980 = static_cast<unsigned>(std::clamp(day.year() - 1980, 0, 127));
  return static_cast<zip_uint16_t>(since_1980 << 9U | day.month() << 5U | day.day());
}

Outcome<void> add(zip_t* archive, const std::string& name, const std::string& bytes, zip_uint16_t day) {
  auto* source = zip_source_buffer(archive, bytes.data(), bytes.size(), 0);
  if (source == nullptr) return failed(zip_strerror(archive));
  const auto index = zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
  if (index < 0) {
    zip_source_free(source);
    return failed(zip_strerror(archive));
  }
  zip_file_set_dostime(archive, static_cast<zip_uint64_t>(index), 0, day, 0);
  return {};
}

Outcome<std::string> bytes_of(zip_source_t* source) {
  zip_stat_t stat;
  if (zip_source_stat(source, &stat) != 0 || zip_source_open(source) != 0) return failed("no bytes of an archive");
  std::string bytes(stat.size, '\0');
  const auto read = zip_source_read(source, bytes.data(), bytes.size());
  zip_source_close(source);
  if (read != static_cast<zip_int64_t>(bytes.size())) return failed("an archive is cut short");
  return bytes;
}

}  // namespace

Outcome<std::string> pack(const PackageParts& parts, Date made) {
  const std::unique_ptr<zip_source_t, FreeSource> target(zip_source_buffer_create(nullptr, 0, 0, nullptr));
  if (target == nullptr) return failed("no memory for an archive");
  zip_source_keep(target.get());  // one hold is the archive's
  std::unique_ptr<zip_t, Discard> archive(zip_open_from_source(target.get(), ZIP_TRUNCATE, nullptr));
  if (archive == nullptr) {
    zip_source_free(target.get());
    return failed("no archive");
  }
  for (const auto& [name, bytes] : parts) DL_CHECK(add(archive.get(), name, bytes, dos_date(made)));
  if (zip_close(archive.get()) != 0) return failed(zip_strerror(archive.get()));
  static_cast<void>(archive.release());  // closing has freed it
  return bytes_of(target.get());
}

}  // namespace dl::paper
