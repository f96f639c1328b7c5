// One search in one open database. Index::search is the door to it.
#pragma once

#include "search/query.h"

namespace Xapian {  // NOLINT(readability-identifier-naming): the library's own name
class Database;
}

namespace dl::search {

struct Cursor;
class Wordings;

/// Answers the query; throws Xapian::Error, DatabaseCorruptError also for unreadable records.
Answer run_search(Xapian::Database& database, const Query& query, const Cursor& cursor, const Wordings& wordings);

}  // namespace dl::search
