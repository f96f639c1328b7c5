// The peer of the search benchmark: SQLite FTS5 over the same pairs, written out as words, with the
// same snippets made from the same stored text and its facets counted by GROUP BY.
#pragma once

#include <sqlite3.h>

#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/text.h"
#include "search/query_language.h"
#include "search/record.h"
#include "search/terms.h"
#include "search/text_match.h"

namespace dl::search::bench {

class Peer {
 public:
  explicit Peer(const std::filesystem::path& file) {
    if (sqlite3_open(file.c_str(), &database_) != SQLITE_OK) throw std::runtime_error("sqlite3_open");
    run("PRAGMA journal_mode=WAL");
    run("CREATE TABLE record(id INTEGER PRIMARY KEY, title TEXT, body TEXT, agency INT, col INT, year INT, kind TEXT)");
    run("CREATE VIRTUAL TABLE pairs USING fts5(title, body, content='', detail=full)");
    insert_ = prepare("INSERT INTO record VALUES(?,?,?,?,?,?,?)");
    index_ = prepare("INSERT INTO pairs(rowid, title, body) VALUES(?,?,?)");
    find_ = prepare(
        "SELECT rowid, r.title, r.body FROM (SELECT rowid FROM pairs WHERE pairs MATCH ?1 "
        "ORDER BY bm25(pairs, 5.0, 1.0) LIMIT 10) JOIN record r ON r.id = rowid");
    facets_ = prepare(
        "SELECT r.agency, r.col, r.year, r.kind, count(*) FROM pairs JOIN record r ON r.id = pairs.rowid "
        "WHERE pairs MATCH ?1 GROUP BY 1, 2, 3, 4");
  }
  ~Peer() {
    for (auto* statement : {insert_, index_, find_, facets_}) sqlite3_finalize(statement);
    sqlite3_close(database_);
  }
  Peer(const Peer&) = delete;
  Peer& operator=(const Peer&) = delete;

  void begin() { run("BEGIN"); }
  void commit() { run("COMMIT"); }
  void put(const Record& record) {
    sqlite3_bind_int64(insert_, 1, record.id.number);
    bind(insert_, 2, record.title);
    bind(insert_, 3, record.body);
    sqlite3_bind_int64(insert_, 4, record.agency);
    sqlite3_bind_int64(insert_, 5, record.column);
    sqlite3_bind_int(insert_, 6, record.year);
    bind(insert_, 7, record.kind);
    step(insert_);
    std::string title = pairs_of(record.title), body = pairs_of(record.body);
    sqlite3_bind_int64(index_, 1, record.id.number);
    bind(index_, 2, title);
    bind(index_, 3, body);
    step(index_);
  }

  /// The ids of the first ten; phrases first, then any pair.
  std::vector<std::int64_t> search(const std::string& text) {
    auto parsed = parse_query(text);
    std::string strict, loose;
    for (const auto& phrase : parsed.phrases) {
      for (const auto& run : phrase.runs) {
        std::string pairs;
        for (std::size_t i = 0; i + 1 < run.size(); ++i) {
          auto pair = text::encode(run.substr(i, 2));
          pairs += (pairs.empty() ? "" : " ") + pair;
          loose += (loose.empty() ? "\"" : " OR \"") + pair + "\"";
        }
        if (!pairs.empty()) strict += (strict.empty() ? "\"" : " AND \"") + pairs + "\"";
      }
    }
    if (strict.empty()) return {};
    auto ids = ask(strict, needles_of(parsed.phrases, MarkBy::Runs));
    return ids.empty() ? ask(loose, needles_of(parsed.phrases, MarkBy::Pairs)) : ids;
  }

  std::size_t facet_rows() const { return facet_rows_; }

 private:
  static std::string pairs_of(std::string_view text) {
    std::string out;
    for (const auto& run : runs_of(text)) {
      for (std::size_t i = 0; i + 1 < run.size(); ++i) out += text::encode(run.substr(i, 2)) + " ";
      out += ". ";
    }
    return out;
  }
  std::vector<std::int64_t> ask(const std::string& match, const std::vector<Needle>& needles) {
    std::vector<std::int64_t> ids;
    bind(find_, 1, match);
    while (sqlite3_step(find_) == SQLITE_ROW) {
      ids.push_back(sqlite3_column_int64(find_, 0));
      (void)find_spans_unfolded(column(find_, 1), needles);
      (void)make_snippet(column(find_, 2), needles);
    }
    sqlite3_reset(find_);
    bind(facets_, 1, match);
    while (sqlite3_step(facets_) == SQLITE_ROW) ++facet_rows_;
    sqlite3_reset(facets_);
    return ids;
  }
  static std::string_view column(sqlite3_stmt* statement, int at) {
    const void* text = sqlite3_column_blob(statement, at);
    return {static_cast<const char*>(text), static_cast<std::size_t>(sqlite3_column_bytes(statement, at))};
  }
  void run(const char* sql) {
    if (sqlite3_exec(database_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
      throw std::runtime_error(sqlite3_errmsg(database_));
    }
  }
  sqlite3_stmt* prepare(const char* sql) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(database_, sql, -1, &statement, nullptr) != SQLITE_OK) {
      throw std::runtime_error(sqlite3_errmsg(database_));
    }
    return statement;
  }
  static void bind(sqlite3_stmt* statement, int at, const std::string& text) {
    sqlite3_bind_text(statement, at, text.c_str(), static_cast<int>(text.size()), nullptr);
  }
  void step(sqlite3_stmt* statement) {
    if (sqlite3_step(statement) != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(database_));
    sqlite3_reset(statement);
  }

  sqlite3* database_ = nullptr;
  sqlite3_stmt* insert_ = nullptr;
  sqlite3_stmt* index_ = nullptr;
  sqlite3_stmt* find_ = nullptr;
  sqlite3_stmt* facets_ = nullptr;
  std::size_t facet_rows_ = 0;
};

}  // namespace dl::search::bench
