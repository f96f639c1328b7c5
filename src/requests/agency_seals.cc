#include "requests/agency_seals.h"

#include "base/hash.h"
#include "db/ids.h"
#include "db/sql.h"
#include "journal/topics.h"
#include "matters/subject.h"
#include "requests/events.h"
#include "work/sealed_values.h"

namespace dl::requests {
namespace {

using Id = std::int64_t;
using Text = std::string;
using journal::Transaction;

constexpr std::string_view kField = "seal";

Text subject_of_agency(Id agency) { return fmt::format("agency:{}", agency); }

Outcome<std::vector<AgencySeal>> read_seals(db::Session& session, const db::Sql& condition) {
  DL_TRY(auto rows, (session.query<Id, Id, Text, Text, int, Text, Instant, std::optional<Instant>>(
                        db::Sql("SELECT id, agency, kept, digest, width, set_by, set_at, retired_at FROM agency_seal "
                                "WHERE ? ORDER BY id DESC",
                                condition))));
  std::vector<AgencySeal> all;
  for (auto& [id, agency, kept, digest, width, by, at, retired] : rows)
    all.push_back({id, agency, std::move(kept), std::move(digest), width, std::move(by), at, retired});
  return all;
}

Outcome<void> insert(db::Session& session, const AgencySeal& seal) {
  DL_CHECK(
      session.run("INSERT INTO agency_seal (id, agency, kept, digest, width, set_by, set_at) VALUES (:id, "
                  ":agency, :kept, :digest, :width, :by, :at)",
                  seal.id, seal.agency, seal.kept, seal.digest, seal.width, seal.set_by, seal.set_at));
  return {};
}

}  // namespace

Outcome<std::vector<AgencySeal>> list_seals(db::Session& session, Id agency) {
  return read_seals(session, db::Sql("agency = ?", agency));
}

Outcome<AgencySeal> load_seal(db::Session& session, Id agency, Id seal) {
  DL_TRY(auto found, read_seals(session, db::Sql("agency = ? AND id = ?", agency, seal)));
  if (found.empty()) return fail(Fault::NotFound, "request.no-seal", fmt::format("{}", seal));
  return std::move(found.front());
}

Outcome<AgencySeal> seal_in_use(db::Session& session, Id agency) {
  DL_TRY(auto found, read_seals(session, db::Sql("agency = ? AND retired_at IS NULL", agency)));
  if (found.empty()) return fail(Fault::Conflict, "request.no-seal", fmt::format("{}", agency));
  return std::move(found.front());
}

Outcome<std::vector<SealUse>> list_seal_uses(db::Session& session, Id agency, Id before, int most) {
  DL_TRY(auto rows,
         (session.query<Id, Id, Id, Text, Text, Text, Instant>(db::Sql(
             "SELECT agency_seal_use.letter, agency_seal_use.seal, matter_letter.matter, matter_letter.number, "
             "agency_seal_use.letter_digest, agency_seal_use.used_by, agency_seal_use.used_at FROM "
             "agency_seal_use JOIN agency_seal ON agency_seal.id = agency_seal_use.seal JOIN matter_letter ON "
             "matter_letter.id = "
             "agency_seal_use.letter WHERE agency_seal.agency = ? AND (? = 0 OR agency_seal_use.letter < ?) ORDER BY "
             "agency_seal_use.letter DESC ?",
             agency, before, before, db::limit_to(most)))));
  std::vector<SealUse> all;
  for (auto& [letter, seal, matter, number, digest, by, at] : rows)
    all.push_back({letter, seal, matter, std::move(number), std::move(digest), std::move(by), at});
  return all;
}

Outcome<paper::Seal> picture_of(db::Session& session, const accounts::SealingKey& key, const AgencySeal& seal) {
  DL_TRY(auto png, work::read_value(session, key, seal.kept));
  return paper::Seal{std::move(png), seal.width};
}

Outcome<std::optional<paper::Seal>> seal_upon(db::Session& session, const accounts::SealingKey& key,
                                              const matters::Letter& letter) {
  if (letter.seal.empty()) return std::optional<paper::Seal>();
  DL_TRY(auto found,
         read_seals(session, db::Sql("id = (SELECT seal FROM agency_seal_use WHERE letter = ?)", letter.id)));
  if (found.empty() || found.front().digest != letter.seal)
    return fail(Fault::Internal, "request.no-seal", fmt::format("letter {}", letter.id));
  DL_TRY(auto seal, picture_of(session, key, found.front()));
  return std::optional(std::move(seal));
}

Outcome<AgencySeal> set_seal(journal::Journal& journal, const accounts::SealingKey& key, Id agency,
                             const paper::Seal& seal, const accounts::Principal& by) {
  DL_CHECK(by.require(accounts::Right::ApproveRequests, agency));
  DL_TRY(const auto clean, paper::clean_seal(seal));
  return journal.write([&](Transaction& transaction) -> Outcome<AgencySeal> {
    auto& session = transaction.sql();
    const auto subject = subject_of_agency(agency);
    DL_CHECK(transaction.need_room());
    DL_CHECK(transaction.hold(subject));
    AgencySeal made{.agency = agency,
                    .digest = sha256_hex(clean.png),
                    .width = clean.width,
                    .set_by = by.actor(),
                    .set_at = transaction.now()};
    DL_TRY(const auto before, read_seals(session, db::Sql("agency = ? AND retired_at IS NULL", agency)));
    const auto old = before.empty() ? AgencySeal() : before.front();
    if (old.digest == made.digest && old.width == made.width) return fail(Fault::Conflict, "request.seal-same");
    DL_TRY(made.id, db::next_id(session, "agency_seal"));
    DL_TRY(made.kept, work::seal_value(session, key, subject, kField, clean.png));
    DL_CHECK(session.run("UPDATE agency_seal SET retired_at = :at WHERE agency = :agency AND retired_at IS NULL",
                         made.set_at, agency));
    DL_CHECK(insert(session, made));
    transaction.record({.actor = made.set_by,
                        .verb = Text(event("request.seal-set").verb),
                        .subject = subject,
                        .agency = agency,
                        .before_digest = old.digest,
                        .after_digest = made.digest,
                        .reason = fmt::format("{} mm", made.width),
                        .topics = {Text(journal::kStaffOnly)}});
    return made;
  });
}

Outcome<void> note_use(Transaction& transaction, const AgencySeal& seal, const matters::Letter& letter,
                       const Text& actor) {
  DL_CHECK(
      transaction.sql().run("INSERT INTO agency_seal_use (letter, seal, letter_digest, used_by, used_at) VALUES "
                            "(:letter, :seal, :digest, :by, :at)",
                            letter.id, seal.id, letter.digest, actor, transaction.now()));
  transaction.record({.actor = actor,
                      .verb = Text(event("request.seal-used").verb),
                      .subject = matters::subject_of(letter.matter),
                      .agency = seal.agency,
                      .before_digest = letter.digest,
                      .after_digest = seal.digest,
                      .reason = letter.number,
                      .topics = {Text(journal::kStaffOnly)}});
  return {};
}

}  // namespace dl::requests
