#include "records/projection.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <sstream>
#include <utility>

#include "db/work.h"

namespace dl::records {
namespace {

using Id = std::int64_t;
using Text = std::string;

constexpr int kAtOnce = 2'000;
constexpr Id kWhole = -1;

constexpr const char* kShapes =
    "CREATE TABLE IF NOT EXISTS rec_shape (register TEXT PRIMARY KEY, shape TEXT NOT NULL, tables TEXT NOT NULL, "
    "up_to BIGINT NOT NULL)";
constexpr const char* kFacets =
    "CREATE TABLE IF NOT EXISTS rec_facet (register TEXT NOT NULL, field TEXT NOT NULL, agency BIGINT NOT NULL, "
    "value TEXT NOT NULL, n BIGINT NOT NULL, PRIMARY KEY (register, field, agency, value))";

Outcome<void> run(db::Session& session, const Text& statement) {
  DL_CHECK(session.run(statement));
  return {};
}

/// How far the tables of a register are made: the last record, or kWhole.
struct Made {
  Text shape = {};
  Text tables = {};
  Id up_to = 0;
};

Outcome<std::optional<Made>> find_made(db::Session& session, const Text& code) {
  DL_TRY(auto row,
         (session.find<Text, Text, Id>("SELECT shape, tables, up_to FROM rec_shape WHERE register = :code", code)));
  if (!row) return std::optional<Made>();
  auto& [shape, tables, up_to] = *row;
  return std::optional(Made{std::move(shape), std::move(tables), up_to});
}

/// Of tables that have this shape: Fault::Unavailable `register.other-shape`.
Outcome<Made> find_made(db::Session& session, const Shape& shape) {
  DL_TRY(auto made, find_made(session, shape.made->code));
  if (!made || made->shape != shape.digest) return fail(Fault::Unavailable, "register.other-shape", shape.made->code);
  return std::move(*made);
}

Outcome<void> note_made(db::Session& session, const Shape& shape, Id up_to) {
  DL_CHECK(
      session.run("INSERT INTO rec_shape (register, shape, tables, up_to) VALUES (:code, :shape, :tables, :up_to) "
                  "ON CONFLICT (register) DO UPDATE SET shape = excluded.shape, tables = excluded.tables, "
                  "up_to = excluded.up_to",
                  shape.made->code, shape.digest, fmt::format("{}", fmt::join(shape.tables(), "\n")), up_to));
  return {};
}

Outcome<void> create(db::Session& session, const Shape& shape, const std::optional<Made>& before) {
  std::istringstream had(before ? before->tables : "");
  for (Text table; std::getline(had, table);) DL_CHECK(run(session, fmt::format("DROP TABLE IF EXISTS {}", table)));
  for (const auto& table : shape.tables()) DL_CHECK(run(session, fmt::format("DROP TABLE IF EXISTS {}", table)));
  for (const auto& statement : shape.creation) DL_CHECK(run(session, statement));
  DL_CHECK(session.run("DELETE FROM rec_facet WHERE register = :code", shape.made->code));
  return note_made(session, shape, 0);
}

/// What one transaction has made.
struct Step {
  Id records = 0;
  bool whole = false;
};

/// The next records, and all that there is to make where these few are all.
Outcome<Step> make_next(db::Session& session, const Shape& shape) {
  DL_TRY(const auto made, find_made(session, shape));
  if (made.up_to == kWhole) return Step{0, true};
  DL_TRY(const auto rows, rows_behind(session, shape.made->code, made.up_to, kAtOnce));
  Projecting projecting(session, shape);
  DL_CHECK(projecting.follow_all(rows));
  DL_CHECK(projecting.finish());
  const Step step{std::ssize(rows), made.up_to == 0 && std::ssize(rows) < kAtOnce};
  if (step.whole)
    for (const auto& index : shape.listings) DL_CHECK(run(session, index));
  if (step.whole || !rows.empty()) DL_CHECK(note_made(session, shape, step.whole ? kWhole : rows.back().id));
  return step;
}

/// Makes what lists are read by, behind all rows: in its order an index is made many times as quickly as row by row. Of
/// many rows each takes seconds, so others write in between. Indexes that are there already are left.
Outcome<void> complete(journal::Journal& journal, const Shape& shape) {
  for (std::size_t i = 0; i <= shape.listings.size(); ++i)
    DL_CHECK(journal.keep([&](journal::Transaction& transaction) -> Outcome<void> {
      auto& session = transaction.sql();
      DL_TRY(const auto made, find_made(session, shape));
      if (made.up_to == kWhole) return {};  // by another node
      return i < shape.listings.size() ? run(session, shape.listings[i]) : note_made(session, shape, kWhole);
    }));
  return {};
}

Outcome<Id> make(journal::Journal& journal, const Shape& shape, const Projection::Progress& progress) {
  const db::Working working(db::Work::Upkeep);
  Id done = 0;
  Step step{.records = kAtOnce};
  while (step.records == kAtOnce) {
    DL_TRY(step, journal.keep([&](journal::Transaction& transaction) { return make_next(transaction.sql(), shape); }));
    done += step.records;
    if (progress) progress(shape.made->code, done);
  }
  if (!step.whole) DL_CHECK(complete(journal, shape));
  if (done > 0 && journal.database().engine() == db::Engine::Postgres)
    DL_CHECK(journal.keep([&](journal::Transaction& transaction) -> Outcome<void> {
      for (const auto& table : shape.tables()) DL_CHECK(run(transaction.sql(), "ANALYZE " + table));
      return {};
    }));
  return done;
}

}  // namespace

Projection::Projection(const Registers& registers, db::Engine engine) {
  for (const auto& [code, made] : registers.all()) shapes_.emplace(code, shape_of(made, engine));
}

const Shape& Projection::shape(std::string_view code) const {
  const auto found = shapes_.find(code);
  if (found == shapes_.end()) throw std::out_of_range("no register " + Text(code));
  return found->second;
}

Outcome<void> Projection::require(db::Session& session, const Shape& shape, For use) const {
  DL_TRY(const auto made, find_made(session, shape));
  if (use == For::Reading && made.up_to != kWhole) return fail(Fault::Unavailable, "register.rebuilding");
  return {};
}

Outcome<Id> Projection::make_what_is_older(journal::Journal& journal, const Progress& progress) const {
  // Where nothing is owed nothing is written; where rec_shape itself is not there yet, asking fails.
  const auto whole = journal.database().read([&](db::Session& session) -> Outcome<void> {
    for (const auto& [code, shape] : shapes_) DL_CHECK(require(session, shape, For::Reading));
    return {};
  });
  if (whole) return Id{0};
  DL_CHECK(journal.keep([&](journal::Transaction& transaction) -> Outcome<void> {
    auto& session = transaction.sql();
    DL_CHECK(session.run(kShapes));
    DL_CHECK(session.run(kFacets));
    for (const auto& [code, shape] : shapes_) {
      DL_TRY(const auto made, find_made(session, code));
      if (!made || made->shape != shape.digest) DL_CHECK(create(session, shape, made));
    }
    return {};
  }));
  Id done = 0;
  for (const auto& [code, shape] : shapes_) {
    DL_TRY(const auto part, make(journal, shape, progress));
    done += part;
  }
  return done;
}

Outcome<Id> Projection::rebuild(journal::Journal& journal, std::string_view code, const Progress& progress) const {
  const auto& shape = this->shape(code);
  DL_CHECK(journal.keep([&](journal::Transaction& transaction) -> Outcome<void> {
    DL_TRY(const auto made, find_made(transaction.sql(), shape.made->code));
    if (made && made->shape == shape.digest && made->up_to != kWhole) return {};  // goes on
    return create(transaction.sql(), shape, made);
  }));
  return make(journal, shape, progress);
}

}  // namespace dl::records
