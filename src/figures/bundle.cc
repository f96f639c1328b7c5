#include "figures/bundle.h"

#include <fmt/format.h>
#include <zip.h>

#include <boost/json.hpp>
#include <memory>

#include "base/hash.h"
#include "base/resources.h"
#include "journal/canonical.h"

namespace dl::figures {
namespace {

namespace json = boost::json;

constexpr std::string_view kRecompute = "data/figures/recompute.py";

Failure unwritable(std::string_view why) { return fail(Fault::Internal, "figures.zip", std::string(why)); }

struct CloseSource {
  void operator()(zip_source_t* source) const { zip_source_free(source); }
};
using ZipSource = std::unique_ptr<zip_source_t, CloseSource>;

// The first moment that the format knows: archives of the same files are the same.
bool add(zip_t* archive, const std::string& name, const std::string& text) {
  constexpr zip_uint16_t kFirstDay = (1U << 5U) | 1U;  // 1 January 1980
  auto* source = zip_source_buffer(archive, text.data(), text.size(), 0);
  if (source == nullptr) return false;
  const auto index = zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
  if (index < 0) {
    zip_source_free(source);
    return false;
  }
  return zip_file_set_dostime(archive, static_cast<zip_uint64_t>(index), 0, kFirstDay, 0) == 0;
}

Outcome<std::string> read_all(zip_source_t* source) {
  zip_stat_t stat;
  if (zip_source_stat(source, &stat) != 0 || zip_source_open(source) != 0) return unwritable("stat");
  std::string bytes(stat.size, '\0');
  const auto read = zip_source_read(source, bytes.data(), bytes.size());
  zip_source_close(source);
  if (read != static_cast<zip_int64_t>(bytes.size())) return unwritable("read");
  return bytes;
}

Failure unreadable(std::string_view why) { return fail(Fault::Invalid, "figures.archive", std::string(why)); }

struct CloseArchive {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct CloseFile {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

Outcome<std::string> read_file(zip_t* archive, zip_uint64_t at, std::size_t size) {
  const std::unique_ptr<zip_file_t, CloseFile> file(zip_fopen_index(archive, at, 0));
  if (!file) return unreadable(zip_strerror(archive));
  std::string bytes(size, '\0');
  if (zip_fread(file.get(), bytes.data(), size) != static_cast<zip_int64_t>(size)) return unreadable("short");
  return bytes;
}

}  // namespace

Outcome<Files> bundle_of(journal::Journal& journal, const Frozen& frozen) {
  DL_TRY(auto files, journal.database().read([&](db::Session& session) { return files_of(session, frozen); }));
  DL_TRY(const auto entries, journal.about(frozen.subject()));
  if (entries.empty()) return fail(Fault::Internal, "figures.frozen", frozen.subject());
  DL_TRY(const auto program, load_resource(kRecompute));
  files["freeze.json"] = frozen.text;
  files["recompute.py"] = std::string(program);
  json::object digests;
  for (const auto& [name, text] : files) digests[name] = sha256_hex(text);
  const auto& entry = entries.front();
  const json::object manifest = {
      {"format", 1},
      {"files", std::move(digests)},
      {"entry", {{"sequence", entry.sequence}, {"text", journal::canonical_text(entry)}, {"hash", entry.hash}}}};
  files["manifest.json"] = json::serialize(manifest) + "\n";
  return files;
}

Outcome<std::string> zip_of(const Files& files) {
  zip_error_t error;
  zip_error_init(&error);
  const ZipSource target(zip_source_buffer_create(nullptr, 0, 0, &error));
  if (!target) return unwritable(zip_error_strerror(&error));
  auto* archive = zip_open_from_source(target.get(), ZIP_TRUNCATE, &error);
  if (archive == nullptr) return unwritable(zip_error_strerror(&error));
  zip_source_keep(target.get());  // the archive frees it once
  for (const auto& [name, text] : files)
    if (!add(archive, name, text)) {
      zip_discard(archive);
      return unwritable(name);
    }
  if (zip_close(archive) != 0) {
    zip_discard(archive);
    return unwritable("close");
  }
  return read_all(target.get());
}

Outcome<Files> unzip(const std::string& archive) {
  constexpr zip_int64_t kMostFiles = 10'000;
  constexpr std::size_t kMostBytes = std::size_t{1} << 30;
  zip_error_t error;
  zip_error_init(&error);
  auto* source = zip_source_buffer_create(archive.data(), archive.size(), 0, &error);
  if (source == nullptr) return unreadable(zip_error_strerror(&error));
  const std::unique_ptr<zip_t, CloseArchive> opened(zip_open_from_source(source, ZIP_RDONLY, &error));
  if (!opened) {
    zip_source_free(source);
    return unreadable(zip_error_strerror(&error));
  }
  const auto count = zip_get_num_entries(opened.get(), 0);
  if (count <= 0 || count > kMostFiles) return unreadable("no files, or too many");
  Files files;
  std::size_t room = kMostBytes;
  for (zip_uint64_t at = 0; at < static_cast<zip_uint64_t>(count); ++at) {
    zip_stat_t stat;
    if (zip_stat_index(opened.get(), at, 0, &stat) != 0) return unreadable(zip_strerror(opened.get()));
    if (stat.size > room) return unreadable("too large");
    room -= stat.size;
    DL_TRY(auto bytes, read_file(opened.get(), at, stat.size));
    if (!files.emplace(stat.name, std::move(bytes)).second) return unreadable("a file stands twice in the archive");
  }
  return files;
}

}  // namespace dl::figures
