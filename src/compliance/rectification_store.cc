#include "compliance/rectification_store.h"

#include <fmt/format.h>

#include "db/sql.h"

namespace dl::compliance {
namespace {

using Id = std::int64_t;
using Text = std::string;

constexpr const char* kTables = R"sql(
CREATE TABLE rectification (
  matter BIGINT PRIMARY KEY REFERENCES matter(id),
  title TEXT NOT NULL,
  origin_number TEXT NOT NULL,
  origin TEXT NOT NULL,
  kind TEXT NOT NULL,
  problem TEXT NOT NULL,
  place TEXT NOT NULL,
  measures TEXT NOT NULL,
  found_on TEXT NOT NULL,
  assessed BIGINT NOT NULL
)
)sql";

}  // namespace

const std::vector<db::Migration>& migrations() {
  static const std::vector<db::Migration> list = {{"compliance-1", kTables, {}}};
  return list;
}

Outcome<void> insert(db::Session& session, const Rectification& item) {
  const auto& found = item.found;
  DL_CHECK(session.run(
      "INSERT INTO rectification (matter, title, origin_number, origin, kind, problem, place, measures, found_on, "
      "assessed) "
      "VALUES (:matter, :title, :origin_number, :origin, :kind, :problem, :place, :measures, :found_on, :assessed)",
      item.matter, found.title, found.origin_number, found.origin, found.kind, found.problem, found.place,
      found.measures, found.found_on, found.assessed));
  return {};
}

Outcome<std::vector<Rectification>> load_rectifications(db::Session& session, const std::vector<Id>& matters) {
  std::vector<Rectification> all;
  if (matters.empty()) return all;
  DL_TRY(auto rows, (session.query<Id, Text, Text, Text, Text, Text, Text, Text, Date, bool>(db::Sql(
                        "SELECT matter, title, origin_number, origin, kind, problem, place, measures, found_on, "
                        "assessed FROM rectification WHERE ? ORDER BY matter",
                        db::among("matter", matters)))));
  for (auto& [matter, title, number, origin, kind, problem, place, measures, found_on, assessed] : rows)
    all.push_back({matter,
                   {std::move(title), std::move(number), std::move(origin), std::move(kind), std::move(problem),
                    std::move(place), std::move(measures), found_on, assessed}});
  return all;
}

Outcome<Rectification> load_rectification(db::Session& session, Id matter) {
  DL_TRY(auto found, load_rectifications(session, {matter}));
  if (found.empty()) return fail(Fault::NotFound, "rectification.missing", fmt::format("{}", matter));
  return std::move(found.front());
}

}  // namespace dl::compliance
