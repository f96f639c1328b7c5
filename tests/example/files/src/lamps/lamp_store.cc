#include "lamps/lamp_store.h"

#include "db/ids.h"
#include "work/serials.h"

namespace dl::lamps {
namespace {

using Id = std::int64_t;
using Text = std::string;

constexpr const char* kTables = R"sql(
CREATE TABLE lamp (
  id BIGINT PRIMARY KEY,
  agency BIGINT NOT NULL REFERENCES agency(id),
  number TEXT NOT NULL,
  place TEXT NOT NULL,
  fault TEXT NOT NULL,
  state TEXT NOT NULL,
  noted_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  noted_by TEXT NOT NULL,
  UNIQUE (agency, number)
)
;
CREATE INDEX lamp_by_agency ON lamp (agency, noted_at, id)
)sql";

Outcome<std::vector<Lamp>> read(db::Session& session, const db::Sql& condition, const db::Sql& rest) {
  DL_TRY(auto rows, (session.query<Id, Id, Text, Text, Text, Text, Instant, Instant, Text>(
                        db::Sql("SELECT id, agency, number, place, fault, state, noted_at, changed_at, noted_by FROM "
                                "lamp WHERE ? ?",
                                condition, rest))));
  std::vector<Lamp> lamps;
  for (auto& [id, agency, number, place, fault, state, noted, changed, by] : rows)
    lamps.push_back({id,
                     agency,
                     std::move(number),
                     {std::move(place), std::move(fault)},
                     find_named<State>(state).value_or(State::Noted),
                     noted,
                     changed,
                     std::move(by)});
  return lamps;
}

Outcome<Lamp> read_one(db::Session& session, std::int64_t id, const db::Sql& condition, const db::Sql& rest = {}) {
  DL_TRY(auto found, read(session, db::Sql("id = ? AND ?", id, condition), rest));
  if (found.empty()) return fail(Fault::NotFound, "lamp.missing", fmt::format("{}", id));
  return std::move(found.front());
}

db::Sql is_public() { return db::Sql("state IN ('Published', 'Repaired')"); }

}  // namespace

const std::vector<db::Migration>& migrations() {
  static const std::vector<db::Migration> list = {{"lamps-1", kTables, {}}};
  return list;
}

Outcome<Lamp> insert(db::Session& session, Lamp lamp) {
  const auto on = lamp.noted_at.date();
  DL_TRY(lamp.id, db::next_id(session, "lamp"));
  DL_TRY(const auto serial, work::next_serial(session, "lamp", lamp.agency, on));
  lamp.number = fmt::format("{}-{:05}", on.year(), serial);
  lamp.changed_at = lamp.noted_at;
  DL_CHECK(
      session.run("INSERT INTO lamp (id, agency, number, place, fault, state, noted_at, changed_at, noted_by) "
                  "VALUES (:id, :agency, :number, :place, :fault, :state, :at, :at, :by)",
                  lamp.id, lamp.agency, lamp.number, lamp.report.place, lamp.report.fault, name_of(lamp.state),
                  lamp.noted_at, lamp.noted_by));
  return lamp;
}

Outcome<void> move(db::Session& session, const Lamp& lamp, State to, Instant now) {
  DL_CHECK(session.run("UPDATE lamp SET state = :state, changed_at = :now WHERE id = :id", name_of(to), now, lamp.id));
  return {};
}

Outcome<Lamp> lock_lamp(db::Session& session, std::int64_t id) {
  const bool locks = session.engine() == db::Engine::Postgres;
  return read_one(session, id, db::Sql("1 = 1"), locks ? db::Sql("FOR UPDATE") : db::Sql());
}

Outcome<Lamp> load_lamp(db::Session& session, const accounts::Scope& scope, std::int64_t id) {
  return read_one(session, id, scope.condition("agency"));
}

Outcome<Lamp> load_public(db::Session& session, std::int64_t id) { return read_one(session, id, is_public()); }

Outcome<db::Page<Lamp>> list_lamps(db::Session& session, const accounts::Scope& scope, std::optional<State> state,
                                   const std::optional<db::Key>& after, int limit) {
  const auto key = after.value_or(db::Key::top());
  db::Sql where("? AND (noted_at, id) < (?, ?)", scope.condition("agency"), key.first, key.second);
  if (state) where.add(" AND state = ?", name_of(*state));
  DL_TRY(auto lamps, read(session, where, db::Sql("ORDER BY noted_at DESC, id DESC ?", db::limit_to(limit + 1))));
  return db::cut_page(std::move(lamps), limit, [](const Lamp& lamp) { return db::Key::of(lamp.noted_at, lamp.id); });
}

Outcome<std::vector<Lamp>> public_between(db::Session& session, std::int64_t after, std::int64_t up_to, int most) {
  return read(session, db::Sql("id > ? AND id <= ? AND ?", after, up_to, is_public()),
              db::Sql("ORDER BY id ?", db::limit_to(most)));
}

Outcome<std::vector<std::int64_t>> waiting_behind(db::Session& session, std::int64_t after, int most) {
  DL_TRY(const auto lamps,
         read(session, db::Sql("id > ? AND state <> 'Repaired'", after), db::Sql("ORDER BY id ?", db::limit_to(most))));
  std::vector<std::int64_t> ids;
  for (const auto& lamp : lamps) ids.push_back(lamp.id);
  return ids;
}

Outcome<std::int64_t> last_public(db::Session& session) {
  return session.value<std::int64_t>(db::Sql("SELECT coalesce(max(id), 0) FROM lamp WHERE ?", is_public()));
}

Outcome<accounts::Titles> titles_of(db::Session& session, const accounts::Scope& scope,
                                    const std::vector<std::int64_t>& numbers) {
  DL_TRY(auto rows,
         (session.query<Id, Text>(db::Sql("SELECT id, place FROM lamp WHERE ? AND (? OR ?)", db::among("id", numbers),
                                          scope.condition("agency"), is_public()))));
  accounts::Titles titles;
  for (auto& [id, place] : rows) titles[id] = std::move(place);
  return titles;
}

Outcome<figures::Sources> figure_sources() {
  using condition::Type;
  constexpr const char* kDay = "date((lamp.noted_at + 28800000) / 1000, 'unixepoch')";
  constexpr const char* kDayOnPostgres =
      "to_char(to_timestamp((lamp.noted_at + 28800000) / 1000) AT TIME ZONE 'UTC', 'YYYY-MM-DD')";
  figures::Source source;
  source.name = "lamps";
  source.title = "公布的路灯报修";
  source.from = "lamp";
  source.where = "lamp.state IN ('Published', 'Repaired')";
  source.id = "lamp.id";
  source.agency = "lamp.agency";
  source.needs = accounts::Right::ReadLamps;
  source.columns = {
      {.field = {"number", "编号", Type::Text}, .sql = "lamp.number"},
      {.field = {"state", "状态", Type::Text}, .sql = "lamp.state"},
      {.field = {"agency", "机关", Type::Text},
       .sql = "(SELECT named.name FROM agency AS named WHERE named.id = lamp.agency)"},
      {.field = {"noted_on", "登记日期", Type::Date},
       .sql = kDay,
       .postgres = kDayOnPostgres,
       .moment = "lamp.noted_at"},
  };
  return figures::Sources{std::make_shared<const figures::Source>(std::move(source))};
}

}  // namespace dl::lamps
