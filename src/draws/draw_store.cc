#include "draws/draw_store.h"

#include <boost/json.hpp>

#include "db/page.h"
#include "db/sql.h"

namespace dl::draws {
namespace {

namespace json = boost::json;
using Id = std::int64_t;
using Text = std::string;
using Moment = std::optional<Instant>;

constexpr const char* kTables = R"sql(
CREATE TABLE draw (
  id BIGINT PRIMARY KEY,
  agency BIGINT NOT NULL REFERENCES agency(id),
  number TEXT NOT NULL,
  plan TEXT NOT NULL,
  state TEXT NOT NULL,
  content TEXT NOT NULL,
  digest TEXT NOT NULL,
  recusals TEXT NOT NULL,
  seed_digest TEXT NOT NULL,
  seed_kept TEXT NOT NULL,
  seed TEXT NOT NULL,
  beacon TEXT NOT NULL,
  record BIGINT NOT NULL,
  prepared_by TEXT NOT NULL,
  sealed_by TEXT NOT NULL,
  revealed_by TEXT NOT NULL,
  prepared_at BIGINT NOT NULL,
  reveal_from BIGINT NOT NULL,
  sealed_at BIGINT,
  revealed_at BIGINT
)
;
CREATE UNIQUE INDEX draw_by_number ON draw (agency, number) WHERE state <> 'Discarded'
;
CREATE UNIQUE INDEX draw_of_record ON draw (record) WHERE record <> 0
;
CREATE INDEX draw_waiting ON draw (id) WHERE state IN ('Prepared', 'Sealed')
)sql";

/// [{"object": …, "inspector": …, "commitment": …}], one a pair.
Text text_of(const std::map<Recusal, Text>& recusals) {
  json::array all;
  for (const auto& [pair, commitment] : recusals)
    all.push_back({{"object", pair.object}, {"inspector", pair.inspector}, {"commitment", commitment}});
  return json::serialize(all);
}

/// The form that rows had before: {"OBJECT|INSPECTOR": commitment}. A row takes the other one with its next step, whose
/// event seals it anew; rewriting it without an event would look like a change past the program.
void read_earlier(const json::object& kept, std::map<Recusal, Text>& recusals) {
  for (const auto& [key, commitment] : kept) {
    const std::string_view pair = key;
    const auto mark = pair.find('|');
    if (mark == pair.npos || !commitment.is_string()) continue;
    recusals[{Text(pair.substr(0, mark)), Text(pair.substr(mark + 1))}] = json::value_to<Text>(commitment);
  }
}

Outcome<std::map<Recusal, Text>> read_recusals(const Text& text) {
  const auto broken = [&] { return fail(Fault::Internal, "draw.content", text); };
  boost::system::error_code wrong;
  const auto kept = json::parse(text, wrong);
  std::map<Recusal, Text> recusals;
  if (!wrong && kept.is_object()) {
    read_earlier(kept.get_object(), recusals);
    return recusals;
  }
  if (wrong || !kept.is_array()) return broken();
  for (const auto& one : kept.get_array()) {
    const auto* members = one.if_object();
    const auto word = [&](std::string_view name) {
      const auto* found = members != nullptr ? members->if_contains(name) : nullptr;
      return found != nullptr && found->is_string() ? json::value_to<Text>(*found) : Text();
    };
    auto commitment = word("commitment");
    if (commitment.empty()) return broken();
    recusals[{word("object"), word("inspector")}] = std::move(commitment);
  }
  return recusals;
}

Outcome<std::vector<Row>> read_rows(db::Session& session, const db::Sql& condition) {
  DL_TRY(auto rows, (session.query<Id, Id, Text, Text, Text, Text, Text, Text, Text, Text, Text, Text, Id, Text, Text,
                                   Text, Instant, Instant, Moment, Moment>(
                        db::Sql("SELECT id, agency, number, plan, state, content, digest, recusals, seed_digest, "
                                "seed_kept, seed, beacon, record, prepared_by, sealed_by, revealed_by, prepared_at, "
                                "reveal_from, sealed_at, revealed_at FROM draw WHERE ?",
                                condition))));
  std::vector<Row> all;
  for (auto& [id, agency, number, plan, state, content, digest, recusals, seed_digest, kept, seed, beacon, record,
              prepared_by, sealed_by, revealed_by, prepared_at, from, sealed_at, revealed_at] : rows) {
    DL_TRY(auto pairs, read_recusals(recusals));
    all.push_back({id,
                   agency,
                   std::move(number),
                   std::move(plan),
                   find_named<State>(state).value_or(State::Discarded),
                   std::move(content),
                   std::move(digest),
                   std::move(pairs),
                   std::move(seed_digest),
                   std::move(kept),
                   std::move(seed),
                   std::move(beacon),
                   record,
                   std::move(prepared_by),
                   std::move(sealed_by),
                   std::move(revealed_by),
                   prepared_at,
                   from,
                   sealed_at,
                   revealed_at});
  }
  return all;
}

Outcome<Row> one_of(Outcome<std::vector<Row>> found, Id id) {
  DL_CHECK(found);
  if (found->empty()) return fail(Fault::NotFound, "draw.missing", fmt::format("{}", id));
  return std::move(found->front());
}

}  // namespace

const std::vector<db::Migration>& migrations() {
  static const std::vector<db::Migration> list = {{"draws-1", kTables, {}}};
  return list;
}

Outcome<void> insert(db::Session& session, const Row& row) {
  DL_CHECK(session.run(
      "INSERT INTO draw (id, agency, number, plan, state, content, digest, recusals, seed_digest, seed_kept, seed, "
      "beacon, record, prepared_by, sealed_by, revealed_by, prepared_at, reveal_from, sealed_at, revealed_at) VALUES "
      "(:id, :agency, :number, :plan, :state, :content, :digest, :recusals, :seed_digest, :kept, :seed, :beacon, "
      ":record, :prepared_by, :sealed_by, :revealed_by, :prepared_at, :from, :sealed_at, :revealed_at)",
      row.id, row.agency, row.number, row.plan, name_of(row.state), row.content, row.digest, text_of(row.recusals),
      row.seed_digest, row.seed_kept, row.seed, row.beacon, row.record, row.prepared_by, row.sealed_by, row.revealed_by,
      row.prepared_at, row.reveal_from, row.sealed_at, row.revealed_at));
  return {};
}

Outcome<void> update(db::Session& session, const Row& row) {
  DL_CHECK(session.run(
      "UPDATE draw SET state = :state, recusals = :recusals, seed_digest = :seed_digest, seed_kept = :kept, seed = "
      ":seed, beacon = :beacon, record = :record, sealed_by = :sealed_by, revealed_by = :revealed_by, sealed_at = "
      ":sealed_at, revealed_at = :revealed_at WHERE id = :id",
      name_of(row.state), text_of(row.recusals), row.seed_digest, row.seed_kept, row.seed, row.beacon, row.record,
      row.sealed_by, row.revealed_by, row.sealed_at, row.revealed_at, row.id));
  return {};
}

Outcome<Row> lock_row(db::Session& session, Id id) {
  const bool locks = session.engine() == db::Engine::Postgres;
  return one_of(read_rows(session, db::Sql("id = ? ?", id, locks ? db::Sql("FOR UPDATE") : db::Sql())), id);
}

Outcome<Row> load_row(db::Session& session, const accounts::Scope& scope, Id id) {
  return one_of(read_rows(session, db::Sql("id = ? AND ?", id, scope.condition("agency"))), id);
}

Outcome<std::vector<Row>> list_rows(db::Session& session, const accounts::Scope& scope, Id after, int most) {
  return read_rows(session, db::Sql("? AND (? = 0 OR id < ?) ORDER BY id DESC ?", scope.condition("agency"), after,
                                    after, db::limit_to(most)));
}

Outcome<std::optional<Row>> find_of_record(db::Session& session, Id record) {
  if (record == 0) return std::optional<Row>();
  DL_TRY(auto found, read_rows(session, db::Sql("record = ? AND record <> 0", record)));
  if (found.empty()) return std::optional<Row>();
  return std::optional(std::move(found.front()));
}

Outcome<bool> is_taken(db::Session& session, Id agency, std::string_view number) {
  DL_TRY(const auto found,
         session.find<Id>("SELECT id FROM draw WHERE agency = :agency AND number = :number AND state <> 'Discarded'",
                          agency, number));
  return found.has_value();
}

Outcome<std::vector<Id>> waiting_behind(db::Session& session, Id after, int most) {
  DL_TRY(const auto rows, session.query<Id>(db::Sql("SELECT id FROM draw WHERE state IN ('Prepared', 'Sealed') AND id "
                                                    "> ? ORDER BY id ?",
                                                    after, db::limit_to(most))));
  std::vector<Id> ids;
  for (const auto& [id] : rows) ids.push_back(id);
  return ids;
}

Outcome<accounts::Titles> titles_of(db::Session& session, const accounts::Scope& scope,
                                    const std::vector<Id>& numbers) {
  DL_TRY(auto rows, (session.query<Id, Text>(db::Sql("SELECT id, number FROM draw WHERE ? AND ?",
                                                     db::among("id", numbers), scope.condition("agency")))));
  accounts::Titles titles;
  for (auto& [id, number] : rows) titles.emplace(id, std::move(number));
  return titles;
}

}  // namespace dl::draws
