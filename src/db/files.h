// Stored files: bytes by their SHA-256, in chunks, in the database.
//
// Putting the same bytes twice stores them once. One backup or one replica holds everything.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "db/database.h"

namespace dl::db {

struct StoredFile {
  std::string digest = {};  ///< lower-case hex SHA-256 of the bytes
  std::int64_t size = 0;    ///< bytes
};

/// Stores the bytes inside the caller's transaction.
Outcome<StoredFile> put_file(Session& session, std::string_view bytes, Instant now);

/// Takes the bytes away, for whoever knows that nothing names them any more; does nothing where there are none.
Outcome<void> drop_file(Session& session, const std::string& digest);

/// Size of a stored file; Fault::NotFound `file.missing`.
Outcome<std::int64_t> file_size(Session& session, const std::string& digest);

/// Reads `length` bytes from `offset`, fewer at the end; only the chunks that are needed.
Outcome<std::string> read_file(Session& session, const std::string& digest, std::int64_t offset, std::int64_t length);
/// The same as a source of whoever sends the file: each part in a read of its own. The database outlives it.
std::function<Outcome<std::string>(std::int64_t offset, std::int64_t length)> source_of(Database& database,
                                                                                        std::string digest);

}  // namespace dl::db
