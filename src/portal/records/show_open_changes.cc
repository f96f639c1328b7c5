// What has changed between two hand-overs of a register, for programs and for spreadsheets. It is told out of the
// entries when it is asked for, within bounds, and kept as a page until something of the register changes.
#include <boost/json.hpp>

#include "portal/records/registers.h"
#include "records/open_changes.h"

namespace dl::portal {

namespace json = boost::json;
using records::Handover;

namespace {

/// Two hand-overs of a set, with what is between them.
struct Between {
  const records::Register* made = nullptr;
  Handover from = {};
  Handover to = {};
  std::vector<records::HandoverChange> changes = {};
};

/// A number of an address; 0 where it is left out. Fault::Unreadable `open.handovers`.
Outcome<std::int64_t> number_of(const web::Request& http, std::string_view name) {
  const auto text = http.argument(name);
  if (text.empty()) return 0;
  const auto number = read_number(text);
  if (!number) return fail(Fault::Unreadable, "open.handovers", std::string(text));
  return *number;
}

/// The hand-over with a number; for 0 the newest, or the newest up to `last`. Fault::NotFound `open.missing`.
Outcome<Handover> named(db::Session& session, const records::OpenSet& set, std::int64_t number,
                        std::optional<std::int64_t> last = {}) {
  DL_TRY(auto found, records::newest_handover(session, set, number == 0 ? last : number));
  if (!found || (number != 0 && found->id != number)) return fail(Fault::NotFound, "open.missing", set.code);
  return std::move(*found);
}

/// Without numbers the newest and the one before. Fault::Unreadable `open.handovers` for what is no earlier and later.
Outcome<void> choose(db::Session& session, Between& between, const records::OpenSet& set, std::int64_t from,
                     std::int64_t to) {
  DL_TRY(between.to, named(session, set, to));
  DL_TRY(between.from, named(session, set, from, between.to.id - 1));
  if (between.from.id >= between.to.id) return fail(Fault::Unreadable, "open.handovers", set.code);
  return {};
}

Outcome<Between> read_between(const web::Request& http, const Visit& visit, Portal& portal) {
  Between between;
  DL_TRY(between.made, find_register(portal, http.parameter("code")));
  if (portal.open_data.empty()) return fail(Fault::NotFound, "open.missing", between.made->code);
  DL_TRY(const auto from, number_of(http, "from"));
  DL_TRY(const auto to, number_of(http, "to"));
  const records::OpenSet set{between.made->code, keeper_on(visit, *between.made).value_or(0)};
  DL_CHECK(portal.database.read([&](db::Session& session) -> Outcome<void> {
    DL_CHECK(choose(session, between, set, from, to));
    DL_TRY(between.changes, records::changes_between(session, *between.made, between.from, between.to, visit.today));
    return {};
  }));
  return between;
}

/// A hand-over with the digests under which its files were kept: whoever has taken one holds it against them.
json::object handover_json(const Handover& handover) {
  json::array files;
  for (const auto& file : handover.files)
    for (const auto& kind : records::kOpenKinds)
      if (kind.kind == file.kind)
        files.push_back(json::object{{"format", kind.ending}, {"bytes", file.size}, {"sha256", file.digest}});
  return {{"number", handover.id},
          {"made", handover.at.rfc3339()},
          {"records", handover.records},
          {"journal", handover.sequence},
          {"files", std::move(files)}};
}

std::vector<std::string> topics_of(const Visit& visit, const Between& between) {
  return {visit.facts_topic(), topic_of_register(between.made->code), std::string(kDayTopic)};
}

}  // namespace

Outcome<web::Response> show_open_changes(const web::Request& http, Portal& portal) {
  DL_TRY(const auto visit, open_visit(http, portal));
  DL_TRY(const auto between, read_between(http, visit, portal));
  const json::object told{{"register", between.made->code},
                          {"title", between.made->title},
                          {"from", handover_json(between.from)},
                          {"to", handover_json(between.to)},
                          {"adds_up", records::adds_up(between.changes, between.from, between.to)},
                          {"changes", records::changes_json(*between.made, between.changes, visit.absolute(""))}};
  auto response = page_of(json::serialize(told), topics_of(visit, between));
  response.type = "application/json; charset=utf-8";
  return response;
}

Outcome<web::Response> send_open_changes(const web::Request& http, Portal& portal) {
  DL_TRY(const auto visit, open_visit(http, portal));
  DL_TRY(const auto between, read_between(http, visit, portal));
  auto response =
      page_of(records::changes_csv(*between.made, between.changes, visit.absolute("")), topics_of(visit, between));
  response.type = "text/csv; charset=utf-8";
  const auto name = fmt::format("{}-变动-{}-{}.csv", between.made->title, between.from.id, between.to.id);
  response.headers.emplace_back("Content-Disposition",
                                fmt::format("attachment; filename*=UTF-8''{}", web::percent_encode(name)));
  response.headers.emplace_back("X-Content-Type-Options", "nosniff");
  return response;
}

}  // namespace dl::portal
