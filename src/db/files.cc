#include "db/files.h"

#include "base/hash.h"

namespace dl::db {

namespace {

/// New files are cut so; each file remembers its own chunk size, so this may change.
constexpr std::size_t kChunk = 256 * 1024;

}  // namespace

Outcome<StoredFile> put_file(Session& session, std::string_view bytes, Instant now) {
  StoredFile file{.digest = sha256_hex(bytes), .size = static_cast<std::int64_t>(bytes.size())};
  DL_TRY(auto added, session.run("INSERT INTO stored_file (digest, size, chunk_size, stored_at) "
                                 "VALUES (:digest, :size, :chunk, :now) ON CONFLICT (digest) DO NOTHING",
                                 file.digest, file.size, static_cast<std::int64_t>(kChunk), now));
  if (added == 0) return file;
  std::int64_t number = 0;
  for (std::size_t at = 0; at < bytes.size(); at += kChunk) {
    Bytes chunk{std::string(bytes.substr(at, kChunk))};
    DL_CHECK(session.run("INSERT INTO stored_chunk (digest, number, bytes) VALUES (:digest, :number, :bytes)",
                         file.digest, number++, chunk));
  }
  return file;
}

Outcome<void> drop_file(Session& session, const std::string& digest) {
  DL_CHECK(session.run("DELETE FROM stored_chunk WHERE digest = :digest", digest));
  DL_CHECK(session.run("DELETE FROM stored_file WHERE digest = :digest", digest));
  return {};
}

Outcome<std::int64_t> file_size(Session& session, const std::string& digest) {
  DL_TRY(auto row, session.find<std::int64_t>("SELECT size FROM stored_file WHERE digest = :digest", digest));
  if (!row) return fail(Fault::NotFound, "file.missing", digest);
  return std::get<0>(*row);
}

Outcome<std::string> read_file(Session& session, const std::string& digest, std::int64_t offset, std::int64_t length) {
  if (offset < 0 || length < 0) return fail(Fault::Invalid, "file.range", fmt::format("{}+{}", offset, length));
  DL_TRY(auto row, (session.find<std::int64_t, std::int64_t>(
                       "SELECT size, chunk_size FROM stored_file WHERE digest = :digest", digest)));
  if (!row) return fail(Fault::NotFound, "file.missing", digest);
  auto [size, chunk_size] = *row;
  if (offset >= size || length == 0) return std::string();
  std::int64_t end = length > size - offset ? size : offset + length;

  std::string bytes;
  bytes.reserve(static_cast<std::size_t>(end - offset));
  for (std::int64_t number = offset / chunk_size; number * chunk_size < end; ++number) {
    DL_TRY(auto chunk, session.find<Bytes>("SELECT bytes FROM stored_chunk WHERE digest = :digest AND number = :number",
                                           digest, number));
    auto whole = std::min(chunk_size, size - number * chunk_size);
    if (!chunk || static_cast<std::int64_t>(std::get<0>(*chunk).data.size()) != whole)
      return fail(Fault::Internal, "file.damaged", fmt::format("{} chunk {}", digest, number));
    auto from = std::max<std::int64_t>(0, offset - number * chunk_size);
    auto to = std::min(whole, end - number * chunk_size);
    bytes.append(std::get<0>(*chunk).data, static_cast<std::size_t>(from), static_cast<std::size_t>(to - from));
  }
  return bytes;
}

std::function<Outcome<std::string>(std::int64_t, std::int64_t)> source_of(Database& database, std::string digest) {
  return [&database, digest = std::move(digest)](std::int64_t offset, std::int64_t length) {
    return database.read([&](Session& session) { return read_file(session, digest, offset, length); });
  };
}

}  // namespace dl::db
