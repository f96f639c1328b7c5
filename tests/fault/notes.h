// The table that fault tests write to: each note is a row and an event, never one without the other.
#pragma once

#include <string>
#include <vector>

#include "db/schema.h"
#include "journal/journal.h"
#include "journal/schema.h"

namespace dl::fault {

inline std::vector<db::Migration> migrations() {
  std::vector<db::Migration> all = db::migrations();
  all.insert(all.end(), journal::migrations().begin(), journal::migrations().end());
  all.push_back({.name = "fault.notes", .sql = "CREATE TABLE note (id BIGINT PRIMARY KEY, text TEXT NOT NULL)"});
  return all;
}

inline Outcome<void> write_note(journal::Journal& journal, std::int64_t id, const std::string& text) {
  return journal.write([&](journal::Transaction& transaction) -> Outcome<void> {
    DL_CHECK(transaction.sql().run("INSERT INTO note (id, text) VALUES (:id, :text)", id, text));
    transaction.record({.actor = "system:fault",
                        .verb = "note.written",
                        .subject = "note:" + std::to_string(id),
                        .topics = {"notes"}});
    return {};
  });
}

/// The numbers of all notes, ascending.
inline Outcome<std::vector<std::int64_t>> note_ids(db::Database& database) {
  return database.read([](db::Session& session) -> Outcome<std::vector<std::int64_t>> {
    DL_TRY(auto rows, session.query<std::int64_t>("SELECT id FROM note ORDER BY id"));
    std::vector<std::int64_t> ids;
    for (auto& [id] : rows) ids.push_back(id);
    return ids;
  });
}

}  // namespace dl::fault
