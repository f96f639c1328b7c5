#include "requests/request_store.h"

#include "agencies/agency.h"
#include "db/sql.h"

namespace dl::requests {
namespace {

using Id = std::int64_t;
using Text = std::string;

constexpr const char* kTables = R"sql(
CREATE TABLE request (
  matter BIGINT PRIMARY KEY REFERENCES matter(id),
  purpose TEXT NOT NULL,
  wanted TEXT NOT NULL,
  document_number TEXT NOT NULL,
  way TEXT NOT NULL,
  carrier TEXT NOT NULL,
  helped BIGINT NOT NULL
)
;
CREATE TABLE request_bodies (
  agency BIGINT PRIMARY KEY REFERENCES agency(id),
  reconsideration TEXT NOT NULL,
  court TEXT NOT NULL,
  online TEXT NOT NULL
)
)sql";

constexpr const char* kSeals = R"sql(
CREATE TABLE agency_seal (
  id BIGINT PRIMARY KEY,
  agency BIGINT NOT NULL REFERENCES agency(id),
  kept TEXT NOT NULL,
  digest TEXT NOT NULL,
  width BIGINT NOT NULL,
  set_by TEXT NOT NULL,
  set_at BIGINT NOT NULL,
  retired_at BIGINT
)
;
CREATE UNIQUE INDEX agency_seal_in_use ON agency_seal (agency) WHERE retired_at IS NULL
;
CREATE INDEX agency_seal_of ON agency_seal (agency, id)
;
CREATE TABLE agency_seal_use (
  letter BIGINT PRIMARY KEY REFERENCES matter_letter(id),
  seal BIGINT NOT NULL REFERENCES agency_seal(id),
  letter_digest TEXT NOT NULL,
  used_by TEXT NOT NULL,
  used_at BIGINT NOT NULL
)
;
CREATE INDEX agency_seal_use_of ON agency_seal_use (seal, letter)
)sql";

Outcome<std::vector<Request>> read_requests(db::Session& session, const db::Sql& condition) {
  DL_TRY(auto rows, (session.query<Id, Text, Text, Text, Text, Text, bool, Text, Text>(
                        db::Sql("SELECT matter, purpose, wanted, document_number, way, carrier, helped, clarified, "
                                "topic FROM request WHERE ?",
                                condition))));
  std::vector<Request> all;
  for (auto& [matter, purpose, wanted, number, way, carrier, helped, clarified, topic] : rows)
    all.push_back({matter, find_name<Purpose>(purpose).value_or(Purpose::Information), std::move(wanted),
                   std::move(number), find_name<Way>(way).value_or(Way::Electronic),
                   find_name<Carrier>(carrier).value_or(Carrier::Electronic), helped, std::move(clarified),
                   std::move(topic)});
  return all;
}

// The few that are no requests of table 3, for whoever counts the others.
constexpr const char* kCorrections = "CREATE INDEX request_correction ON request (matter) WHERE purpose = 'correction'";

// With an index that has all that is counted by it.
constexpr const char* kTopics = R"sql(
ALTER TABLE request ADD COLUMN topic TEXT NOT NULL DEFAULT ''
;
CREATE INDEX request_topic ON request (matter, topic)
)sql";

// Which mail has brought a request: of its name among mails only a digest is kept.
constexpr const char* kMails = R"sql(
CREATE TABLE request_mail (
  agency BIGINT NOT NULL REFERENCES agency(id),
  message TEXT NOT NULL,
  matter BIGINT NOT NULL REFERENCES matter(id),
  PRIMARY KEY (agency, message)
)
)sql";

// Of requests that were supplemented before, the fact has it, where it did not come with the first one: that of a
// ledger says nothing, and that of a part is of the whole. What lapsed for its fee was answered by the fee's notice.
constexpr const char* kClarified = R"sql(
ALTER TABLE request ADD COLUMN clarified TEXT NOT NULL DEFAULT ''
;
UPDATE request SET clarified = coalesce((SELECT fact.words FROM matter_fact AS fact WHERE fact.matter = request.matter
  AND fact.verb = 'request.supplemented' AND fact.at > (SELECT min(first.at) FROM matter_fact AS first WHERE
  first.matter = request.matter) ORDER BY fact.id DESC LIMIT 1), '')
;
UPDATE matter SET answer_met = (SELECT max(issued_on) FROM matter_letter WHERE matter_letter.matter = matter.id AND
  matter_letter.kind = 'fee') WHERE kind = 'request' AND outcome = 'fee-lapsed' AND answer_due IS NOT NULL AND EXISTS
  (SELECT 1 FROM matter_letter WHERE matter_letter.matter = matter.id AND matter_letter.kind = 'fee' AND issued_on IS
  NOT NULL)
)sql";

// Notes to applicants (tellings.h): no address stands here.
constexpr const char* kTellings = R"sql(
CREATE TABLE request_telling (
  fact BIGINT PRIMARY KEY REFERENCES matter_fact(id),
  matter BIGINT NOT NULL REFERENCES matter(id),
  state TEXT NOT NULL,
  attempts BIGINT NOT NULL,
  error TEXT NOT NULL,
  next_at BIGINT NOT NULL
)
;
CREATE INDEX request_telling_due ON request_telling (state, next_at)
)sql";

// What agencies say of their channels (channels.h).
constexpr const char* kChannels = R"sql(
CREATE TABLE request_channels (
  agency BIGINT PRIMARY KEY REFERENCES agency(id),
  online BIGINT NOT NULL,
  fax BIGINT NOT NULL,
  mail BIGINT NOT NULL,
  office TEXT NOT NULL,
  address TEXT NOT NULL,
  hours TEXT NOT NULL,
  phone TEXT NOT NULL,
  post_address TEXT NOT NULL,
  postcode TEXT NOT NULL,
  fax_number TEXT NOT NULL,
  mailbox TEXT NOT NULL
)
)sql";

// How many mails of a sender were filed on a day; of the sender only a keyed digest is kept.
constexpr const char* kSenders = R"sql(
ALTER TABLE request_mail ADD COLUMN sender TEXT NOT NULL DEFAULT ''
;
ALTER TABLE request_mail ADD COLUMN filed_on TEXT NOT NULL DEFAULT ''
;
CREATE INDEX request_mail_of ON request_mail (agency, sender, filed_on)
)sql";

// Proofs of identity that were sent with a form (enclosures.h); the bytes lie sealed.
constexpr const char* kPapers = R"sql(
CREATE TABLE request_paper (
  commitment TEXT PRIMARY KEY,
  matter BIGINT NOT NULL REFERENCES matter(id),
  type TEXT NOT NULL,
  size BIGINT NOT NULL,
  sent_at BIGINT NOT NULL
)
;
CREATE INDEX request_paper_of ON request_paper (matter)
)sql";

// What was verified stays, with the areas that it was made of, for an answer may rest on it.
constexpr const char* kDisclosures = R"sql(
CREATE TABLE request_disclosure (
  matter BIGINT NOT NULL REFERENCES matter(id),
  original TEXT NOT NULL,
  areas TEXT NOT NULL,
  digest TEXT NOT NULL,
  changed_by TEXT NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (matter, original)
)
;
CREATE TABLE request_annex (
  matter BIGINT NOT NULL REFERENCES matter(id),
  original TEXT NOT NULL,
  areas_digest TEXT NOT NULL,
  result TEXT NOT NULL,
  log TEXT NOT NULL,
  PRIMARY KEY (matter, original, areas_digest)
)
)sql";

}  // namespace

const std::vector<db::Migration>& migrations() {
  static const std::vector<db::Migration> list = {{"requests-1", kTables, {}},
                                                  {"requests-corrections", kCorrections, {}},
                                                  {"requests-seals", kSeals, {}},
                                                  {"requests-topics", kTopics, {}},
                                                  {"requests-mails", kMails, {}},
                                                  {"requests-clarified", kClarified, {}},
                                                  {"requests-tellings", kTellings, {}},
                                                  {"requests-channels", kChannels, {}},
                                                  {"requests-papers", kPapers, {}},
                                                  {"requests-senders", kSenders, {}},
                                                  {"requests-disclosures", kDisclosures, {}}};
  return list;
}

Outcome<void> insert(db::Session& session, const Request& request) {
  DL_CHECK(
      session.run("INSERT INTO request (matter, purpose, wanted, document_number, way, carrier, helped) VALUES "
                  "(:matter, :purpose, :wanted, :number, :way, :carrier, :helped)",
                  request.matter, name_of(request.purpose), request.wanted, request.document_number,
                  name_of(request.way), name_of(request.carrier), request.helped));
  return {};
}

Outcome<void> set_topic(db::Session& session, Id matter, const Text& topic) {
  DL_CHECK(session.run("UPDATE request SET topic = :topic WHERE matter = :matter", topic, matter));
  return {};
}

Outcome<void> set_clarified(db::Session& session, Id matter, const Text& words) {
  DL_CHECK(session.run("UPDATE request SET clarified = :words WHERE matter = :matter", words, matter));
  return {};
}

Outcome<void> insert_with_topic(db::Session& session, const Request& request) {
  DL_CHECK(insert(session, request));
  if (request.topic.empty()) return {};
  return set_topic(session, request.matter, request.topic);
}

Outcome<Request> load_request(db::Session& session, Id matter) {
  DL_TRY(auto found, read_requests(session, db::Sql("matter = ?", matter)));
  if (found.empty()) return fail(Fault::NotFound, "request.missing", fmt::format("{}", matter));
  return std::move(found.front());
}

Outcome<std::vector<Request>> load_requests(db::Session& session, const std::vector<Id>& matters) {
  return read_requests(session, db::Sql("? ORDER BY matter", db::among("matter", matters)));
}

Outcome<Bodies> load_bodies(db::Session& session, Id agency) {
  DL_TRY(auto found, (session.find<Text, Text, Text>(
                         "SELECT reconsideration, court, online FROM request_bodies WHERE agency = :agency", agency)));
  if (!found) return Bodies();
  auto& [reconsideration, court, online] = *found;
  return Bodies{std::move(reconsideration), std::move(court), std::move(online)};
}

Outcome<std::map<Id, Bodies>> list_bodies(db::Session& session, const accounts::Scope& scope) {
  DL_TRY(auto rows,
         (session.query<Id, Text, Text, Text>(db::Sql(
             "SELECT agency, reconsideration, court, online FROM request_bodies WHERE ?", scope.condition("agency")))));
  std::map<Id, Bodies> all;
  for (auto& [agency, reconsideration, court, online] : rows)
    all[agency] = {std::move(reconsideration), std::move(court), std::move(online)};
  return all;
}

Outcome<void> put_bodies(db::Session& session, Id agency, const Bodies& bodies) {
  DL_CHECK(
      session.run("INSERT INTO request_bodies (agency, reconsideration, court, online) VALUES (:agency, "
                  ":reconsideration, :court, :online) ON CONFLICT (agency) DO UPDATE SET reconsideration = "
                  "excluded.reconsideration, court = excluded.court, online = excluded.online",
                  agency, bodies.reconsideration, bodies.court, bodies.online));
  return {};
}

Outcome<std::optional<Text>> find_mailed(db::Session& session, Id agency, const Text& message) {
  DL_TRY(const auto found,
         session.find<Text>("SELECT number FROM request_mail JOIN matter ON matter.id = "
                            "request_mail.matter WHERE request_mail.agency = :agency AND message = :message",
                            agency, message));
  return found ? std::optional(std::get<0>(*found)) : std::nullopt;
}

Outcome<void> insert_mailed(db::Session& session, Id agency, const MailedBy& mail, Id matter) {
  DL_CHECK(
      session.run("INSERT INTO request_mail (agency, message, matter, sender, filed_on) VALUES (:agency, :message, "
                  ":matter, :sender, :day)",
                  agency, mail.message, matter, mail.sender, mail.on));
  return {};
}

Outcome<std::int64_t> count_mailed(db::Session& session, Id agency, const Text& sender, Date on) {
  return session.value<Id>(
      "SELECT count(*) FROM request_mail WHERE agency = :agency AND sender = :sender AND filed_on = :day", agency,
      sender, on);
}

Outcome<Text> letter_word(db::Session& session, Id agency) {
  DL_TRY(auto found,
         (session.find<Text, Text, Id>("SELECT one.short_name, one.code, (SELECT count(*) FROM agency AS other WHERE "
                                       "other.short_name = one.short_name) FROM agency AS one WHERE one.id = :agency",
                                       agency)));
  if (!found) return fail(Fault::NotFound, "agency.missing", fmt::format("{}", agency));
  auto& [short_name, code, alike] = *found;
  return alike == 1 && !short_name.empty() ? std::move(short_name) : std::move(code);
}

Outcome<matters::Place> load_place(db::Session& session, Id agency) {
  DL_TRY(auto found, (session.find<Text, Text>("SELECT code, name FROM agency WHERE id = :agency", agency)));
  if (!found) return fail(Fault::NotFound, "agency.missing", fmt::format("{}", agency));
  auto& [code, name] = *found;
  return matters::Place{agency, std::move(code), std::move(name)};
}

Outcome<Text> contact_of_office(db::Session& session, Id agency) {
  DL_TRY(const auto said, session.find<Text>("SELECT openness FROM agency WHERE id = :agency", agency));
  if (!said) return fail(Fault::NotFound, "agency.missing", fmt::format("{}", agency));
  DL_TRY(auto office, agencies::read_openness_office(std::get<0>(*said)));
  if (office.phone.empty()) {
    DL_TRY(const auto site,
           session.find<Text>("SELECT facts FROM site WHERE agency = :agency ORDER BY id LIMIT 1", agency));
    if (site) {
      DL_TRY(auto facts, agencies::read_site_facts(std::get<0>(*site)));
      office.phone = std::move(facts.phone);
    }
  }
  std::vector<Text> parts;
  for (const auto* part : {&office.name, &office.address, &office.phone})
    if (!part->empty()) parts.push_back(*part);
  return fmt::format("{}", fmt::join(parts, "，"));
}

Outcome<Text> applicant_mark(db::Session& session, Id matter) {
  DL_TRY(auto found,
         session.find<Text>("SELECT same FROM matter_party WHERE matter = :matter AND role = 'applicant' ORDER BY id",
                            matter));
  return found ? std::get<0>(std::move(*found)) : Text();
}

Outcome<std::int64_t> pieces_before(db::Session& session, const matters::Matter& matter) {
  if (!matter.received_on) return 0;
  DL_TRY(const auto mark, applicant_mark(session, matter.id));
  if (mark.empty()) return 0;
  const auto day = *matter.received_on;
  const Date first(day.year(), day.month(), 1);
  return session.value<Id>(db::Sql(
      "SELECT count(DISTINCT matter.id) FROM matter_party JOIN matter ON matter.id = matter_party.matter WHERE same = "
      "? AND role = 'applicant' AND kind = 'request' AND agency = ? AND state <> 'Divided' AND received_on >= ? AND "
      "received_on < ? AND (received_on < ? OR (received_on = ? AND matter.id < ?))",
      mark, matter.agency, first, first.plus_months(1), day, day, matter.id));
}

}  // namespace dl::requests
