#include "work/substitutes.h"

#include "accounts/people.h"
#include "work/events.h"

namespace dl::work {
namespace {

using Id = std::int64_t;

void record(journal::Transaction& transaction, const accounts::Principal& by, journal::EventKind kind,
            std::string reason) {
  transaction.record({.actor = by.actor(),
                      .verb = std::string(kind.verb),
                      .subject = fmt::format("person:{}", by.person()),
                      .agency = by.agency(),
                      .reason = std::move(reason)});
}

}  // namespace

Outcome<void> name_substitute(journal::Transaction& transaction, const accounts::Principal& by,
                              const Substitute& wish) {
  auto& session = transaction.sql();
  if (wish.person == by.person()) return fail(Fault::Invalid, "substitute.self");
  if (wish.until < wish.from || wish.until < transaction.now().date()) return fail(Fault::Invalid, "substitute.days");
  DL_TRY(const auto known,
         session.find<std::string>("SELECT name FROM person WHERE id = :id AND state = 'Active'", wish.person));
  if (!known) return fail(Fault::NotFound, "person.missing", fmt::format("{}", wish.person));
  DL_CHECK(transaction.hold(fmt::format("person:{}", by.person())));
  DL_CHECK(session.run(
      "INSERT INTO substitute (person, stands_in, from_on, until_on) VALUES (:person, :other, :from, :until) "
      "ON CONFLICT (person) DO UPDATE SET stands_in = excluded.stands_in, from_on = excluded.from_on, "
      "until_on = excluded.until_on",
      by.person(), wish.person, wish.from, wish.until));
  record(transaction, by, event("substitute.named"),
         fmt::format("person:{} {}–{}", wish.person, wish.from.text(), wish.until.text()));
  return {};
}

Outcome<void> end_substitute(journal::Transaction& transaction, const accounts::Principal& by) {
  DL_CHECK(transaction.hold(fmt::format("person:{}", by.person())));
  DL_TRY(const auto gone, transaction.sql().run("DELETE FROM substitute WHERE person = :person", by.person()));
  if (gone == 0) return fail(Fault::NotFound, "substitute.missing");
  record(transaction, by, event("substitute.ended"), {});
  return {};
}

Outcome<std::optional<Substitute>> find_substitute(db::Session& session, std::int64_t person) {
  DL_TRY(const auto row, (session.find<Id, Date, Date>(
                             "SELECT stands_in, from_on, until_on FROM substitute WHERE person = :person", person)));
  if (!row) return std::nullopt;
  return Substitute{std::get<0>(*row), std::get<1>(*row), std::get<2>(*row)};
}

Outcome<std::vector<accounts::Principal>> list_absent(db::Session& session, std::int64_t person, Date on) {
  DL_TRY(const auto rows,
         session.query<Id>("SELECT person FROM substitute WHERE stands_in = :person AND from_on <= :on "
                           "AND until_on >= :on ORDER BY from_on, person",
                           person, on));
  std::vector<accounts::Principal> absent;
  for (const auto& [id] : rows) {
    DL_TRY(auto principal, accounts::load_principal(session, id));
    absent.push_back(std::move(principal));
  }
  return absent;
}

}  // namespace dl::work
