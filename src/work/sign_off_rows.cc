#include "work/sign_off_rows.h"

#include "db/ids.h"
#include "work/item_rows.h"

namespace dl::work {
namespace {

using accounts::Right;
using Text = std::string;
using Id = std::int64_t;

Outcome<std::vector<Station>> list_stations(db::Session& session, Id sign_off) {
  DL_TRY(auto rows, (session.query<Text, Text, Text, Text, Text, Text, Text, Text, std::optional<Instant>>(
                        "SELECT code, title, needs_right, hand, holder, signed_by, instead_of, remark, signed_at "
                        "FROM sign_off_station WHERE sign_off = :id ORDER BY position",
                        sign_off)));
  std::vector<Station> stations;
  for (auto& [code, title, right, hand, holder, signed_by, instead_of, remark, signed_at] : rows) {
    const auto needs = find_named<Right>(right);
    // A right that is gone gives nobody a signature.
    if (!needs) return fail(Fault::Internal, "sign-off.right", right);
    stations.push_back({std::move(code), std::move(title), *needs, find_name<Hand>(hand).value_or(Hand::Another),
                        std::move(holder), std::move(signed_by), std::move(instead_of), std::move(remark), signed_at});
  }
  return stations;
}

Outcome<std::vector<SignOff>> select(db::Session& session, const db::Sql& where) {
  DL_TRY(auto rows, (session.query<Id, Text, Id, Text, Text, Text, Text, Instant, Text, Text>(
                        db::Sql("SELECT id, subject, agency, chain, asked_by, not_for, digest, asked_at, standing, "
                                "reason FROM sign_off WHERE ? ORDER BY id",
                                where))));
  std::vector<SignOff> found;
  for (auto& [id, subject, agency, chain, asked_by, not_for, digest, asked_at, standing, reason] : rows) {
    SignOff one{id,
                std::move(subject),
                agency,
                std::move(chain),
                std::move(asked_by),
                parted(not_for),
                std::move(digest),
                asked_at,
                find_named<Standing>(standing).value_or(Standing::Open),
                std::move(reason),
                {}};
    DL_TRY(one.stations, list_stations(session, id));
    found.push_back(std::move(one));
  }
  return found;
}

}  // namespace

Outcome<void> insert_sign_off(db::Session& session, SignOff& sign_off) {
  DL_TRY(sign_off.id, db::next_id(session, "sign_off"));
  DL_CHECK(session.run(
      "INSERT INTO sign_off (id, subject, agency, chain, asked_by, not_for, digest, asked_at, standing, reason) VALUES "
      "(:id, :subject, :agency, :chain, :asked_by, :not_for, :digest, :at, :standing, :reason)",
      sign_off.id, sign_off.subject, sign_off.agency, sign_off.chain, sign_off.asked_by, joined(sign_off.not_for),
      sign_off.digest, sign_off.asked_at, name_of(sign_off.standing), sign_off.reason));
  Id position = 0;
  for (const auto& one : sign_off.stations)
    DL_CHECK(session.run(
        "INSERT INTO sign_off_station (sign_off, position, code, title, needs_right, hand, holder, signed_by, "
        "instead_of, remark, signed_at) "
        "VALUES (:id, :position, :code, :title, :right, :hand, :holder, :by, :instead, :remark, :at)",
        sign_off.id, ++position, one.code, one.title, name_of(one.needs), name_of(one.hand), one.holder, one.signed_by,
        one.instead_of, one.remark, one.signed_at));
  return {};
}

Outcome<void> update_standing(db::Session& session, const SignOff& sign_off) {
  DL_CHECK(session.run("UPDATE sign_off SET standing = :standing, reason = :reason WHERE id = :id",
                       name_of(sign_off.standing), sign_off.reason, sign_off.id));
  return {};
}

Outcome<void> update_station(db::Session& session, const SignOff& sign_off, std::size_t place) {
  const auto& one = sign_off.stations[place];
  DL_CHECK(
      session.run("UPDATE sign_off_station SET signed_by = :by, instead_of = :instead, remark = :remark, "
                  "signed_at = :at WHERE sign_off = :id AND position = :position",
                  one.signed_by, one.instead_of, one.remark, one.signed_at, sign_off.id, static_cast<Id>(place + 1)));
  return {};
}

Outcome<std::optional<SignOff>> find_sign_off(db::Session& session, const std::string& subject) {
  DL_TRY(auto found, select(session, db::Sql("subject = ? AND standing = 'Open'", subject)));
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

Outcome<std::map<std::string, SignOff>> find_sign_offs(db::Session& session, const std::vector<std::string>& subjects) {
  std::map<std::string, SignOff> by_subject;
  if (subjects.empty()) return by_subject;
  DL_TRY(auto found, select(session, db::Sql("? AND standing = 'Open'", db::among("subject", subjects))));
  for (auto& one : found) by_subject.emplace(one.subject, std::move(one));
  return by_subject;
}

}  // namespace dl::work
