#include "appeals/appeal_store.h"

#include <fmt/format.h>

#include "db/sql.h"

namespace dl::appeals {
namespace {

using Id = std::int64_t;
using Text = std::string;

constexpr const char* kTables = R"sql(
CREATE TABLE appeal (
  matter BIGINT PRIMARY KEY REFERENCES matter(id),
  request BIGINT NOT NULL REFERENCES matter(id),
  block TEXT NOT NULL,
  body TEXT NOT NULL,
  case_number TEXT NOT NULL,
  claim TEXT NOT NULL
)
;
CREATE INDEX appeal_of ON appeal (request, matter)
;
CREATE TABLE appeal_round (
  matter BIGINT NOT NULL REFERENCES matter(id),
  round BIGINT NOT NULL,
  begun_on TEXT NOT NULL,
  ended_on TEXT,
  result TEXT NOT NULL,
  PRIMARY KEY (matter, round)
)
)sql";

Outcome<std::vector<Appeal>> read_appeals(db::Session& session, const db::Sql& condition) {
  DL_TRY(
      auto rows,
      (session.query<Id, Id, Text, Text, Text, Text>(db::Sql(
          "SELECT matter, request, block, body, case_number, claim FROM appeal WHERE ? ORDER BY matter", condition))));
  std::vector<Appeal> all;
  for (auto& [matter, request, block, body, number, claim] : rows)
    all.push_back({matter, request, find_name<Block>(block).value_or(Block::Review), std::move(body), std::move(number),
                   std::move(claim)});
  return all;
}

}  // namespace

const std::vector<db::Migration>& migrations() {
  static const std::vector<db::Migration> list = {{"appeals-1", kTables, {}}};
  return list;
}

Outcome<void> insert(db::Session& session, const Appeal& appeal) {
  DL_CHECK(
      session.run("INSERT INTO appeal (matter, request, block, body, case_number, claim) VALUES (:matter, :request, "
                  ":block, :body, :case_number, :claim)",
                  appeal.matter, appeal.request, name_of(appeal.block), appeal.body, appeal.case_number, appeal.claim));
  return {};
}

Outcome<Appeal> load_appeal(db::Session& session, Id matter) {
  DL_TRY(auto found, read_appeals(session, db::Sql("matter = ?", matter)));
  if (found.empty()) return fail(Fault::NotFound, "appeal.missing", fmt::format("{}", matter));
  return std::move(found.front());
}

Outcome<std::vector<Appeal>> appeals_against(db::Session& session, Id request) {
  return read_appeals(session, db::Sql("request = ?", request));
}

Outcome<void> keep_rounds(db::Session& session, Id matter, const std::vector<Round>& rounds) {
  DL_CHECK(session.run("DELETE FROM appeal_round WHERE matter = :matter", matter));
  for (const auto& round : rounds)
    DL_CHECK(session.run(
        "INSERT INTO appeal_round (matter, round, begun_on, ended_on, result) VALUES (:matter, "
        ":round, :begun_on, :ended_on, :result)",
        matter, round.number, round.begun_on, round.ended_on, round.result ? Text(name_of(*round.result)) : Text()));
  return {};
}

}  // namespace dl::appeals
