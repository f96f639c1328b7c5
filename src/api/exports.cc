#include "api/exports.h"

namespace dl::api {

std::int64_t agency_of(const Call& call, const accounts::Scope& scope, std::int64_t asked) {
  if (asked != 0) return asked;
  if (call.session) return call.session->person.agency;
  return scope.agencies.size() == 1 ? scope.agencies.front() : 0;
}

Outcome<void> check_agency(const Call& call, accounts::Right right, std::int64_t agency) {
  return agency == 0 ? Outcome<void>() : call.who.require(right, agency);
}

Outcome<web::Response> hand_out(Call& call, web::Spool& file, const Exported& exported, const std::string& name,
                                std::string_view type) {
  DL_TRY(auto response, file.send(name, type));
  DL_CHECK(call.api.around.journal.write([&](journal::Transaction& transaction) -> Outcome<void> {
    transaction.record({.actor = call.who.actor(),
                        .verb = std::string(exported.kind.verb),
                        .subject = exported.subject,
                        .agency = exported.agency,
                        .after_digest = file.digest(),
                        .reason = fmt::format("{} {}{}{}", exported.rows, exported.unit,
                                              exported.filter.empty() ? "" : "，条件：", exported.filter)});
    return {};
  }));
  return response;
}

std::string file_name(const Call& call, std::string_view what, std::string_view ending) {
  return fmt::format("{}-{}.{}", what, call.api.around.clock.today().text(), ending);
}

}  // namespace dl::api
