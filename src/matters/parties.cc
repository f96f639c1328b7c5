#include "matters/parties.h"

#include <boost/json.hpp>

#include "base/hash.h"
#include "base/text.h"
#include "db/ids.h"
#include "db/sql.h"
#include "matters/subject.h"

namespace dl::matters {
namespace {

namespace json = boost::json;
using Id = std::int64_t;
using Text = std::string;

constexpr std::string_view kField = "party";

/// Each word of a contact with its key, for writing and reading alike.
template <class C, class F>
void each_word(C& contact, F f) {
  f("address", contact.address);
  f("contact", contact.contact_name);
  f("email", contact.email);
  f("identity_kind", contact.identity_kind);
  f("identity_number", contact.identity_number);
  f("name", contact.name);
  f("phone", contact.phone);
  f("postcode", contact.postcode);
  f("representative", contact.representative);
}

Text text_of(const Contact& contact) {
  json::object words;
  each_word(contact, [&](const char* key, const Text& word) {
    if (!word.empty()) words[key] = word;
  });
  return json::serialize(words);
}

Outcome<Contact> read_contact(const Text& text) {
  boost::system::error_code wrong;
  const auto words = json::parse(text, wrong);
  if (wrong || !words.is_object()) return fail(Fault::Internal, "matter.party-content");
  Contact contact;
  each_word(contact, [&](const char* key, Text& word) {
    const auto* found = words.get_object().if_contains(key);
    if (found != nullptr && found->is_string()) word = json::value_to<Text>(*found);
  });
  return contact;
}

Outcome<std::vector<Party>> read_parties(db::Session& session, const db::Sql& condition) {
  DL_TRY(auto rows, (session.query<Id, Id, Text, Text, Text, Text>(
                        db::Sql("SELECT id, matter, role, klass, kept, same FROM matter_party WHERE ?", condition))));
  std::vector<Party> all;
  for (auto& [id, matter, role, klass, kept, same] : rows)
    all.push_back({id, matter, find_name<PartyRole>(role).value_or(PartyRole::OtherAgency), std::move(klass),
                   std::move(kept), std::move(same)});
  return all;
}

}  // namespace

Text mark_of(const accounts::SealingKey& key, const Contact& contact) {
  auto by = contact.identity_number.empty() ? contact.name + "\n" + contact.phone : contact.identity_number;
  if (text::trim(by).empty()) return {};
  return sha256_hex(key.derive("matters.same-person") + by);
}

Outcome<Party> add_party(db::Session& session, const accounts::SealingKey& key, Id matter, PartyRole role, Text klass,
                         const Contact& contact) {
  Party party{.matter = matter, .role = role, .klass = std::move(klass), .same = mark_of(key, contact)};
  DL_TRY(party.id, db::next_id(session, "matter_party"));
  DL_TRY(party.kept, work::seal_value(session, key, subject_of(matter), kField, text_of(contact)));
  DL_CHECK(
      session.run("INSERT INTO matter_party (id, matter, role, klass, kept, same) VALUES (:id, :matter, :role, "
                  ":klass, :kept, :same)",
                  party.id, party.matter, name_of(role), party.klass, party.kept, party.same));
  return party;
}

Outcome<std::vector<Party>> list_parties(db::Session& session, Id matter) {
  return read_parties(session, db::Sql("matter = ? ORDER BY id", matter));
}

Outcome<std::optional<Contact>> contact_of(db::Session& session, const accounts::SealingKey& key, const Party& party) {
  DL_TRY(const auto opened, work::read_values(session, key, {party.kept}));
  const auto found = opened.find(party.kept);
  if (found == opened.end() || !found->second) return std::optional<Contact>();
  DL_TRY(auto contact, read_contact(*found->second));
  return std::optional(std::move(contact));
}

Outcome<std::vector<std::pair<Id, Contact>>> applicants_of(db::Session& session, const accounts::SealingKey& key,
                                                           const std::vector<Id>& matters) {
  std::vector<std::pair<Id, Contact>> all;
  if (matters.empty()) return all;
  DL_TRY(const auto parties,
         read_parties(session, db::Sql("role = 'applicant' AND ? ORDER BY matter, id", db::among("matter", matters))));
  std::vector<Text> kept;
  for (const auto& party : parties) kept.push_back(party.kept);
  DL_TRY(const auto opened, work::read_values(session, key, kept));
  for (const auto& party : parties) {
    const auto found = opened.find(party.kept);
    if (found == opened.end() || !found->second || (!all.empty() && all.back().first == party.matter)) continue;
    DL_TRY(auto contact, read_contact(*found->second));
    all.emplace_back(party.matter, std::move(contact));
  }
  return all;
}

Outcome<std::vector<Id>> brought_by(db::Session& session, std::string_view kind, Id agency, const Text& same,
                                    int most) {
  std::vector<Id> ids;
  if (same.empty()) return ids;
  DL_TRY(const auto rows,
         session.query<Id>(db::Sql("SELECT matter.id FROM matter_party JOIN matter ON matter.id = matter_party.matter "
                                   "WHERE same = ? AND role = 'applicant' AND kind = ? AND agency = ? "
                                   "ORDER BY matter.id DESC ?",
                                   same, kind, agency, db::limit_to(most))));
  for (const auto& [id] : rows) ids.push_back(id);
  return ids;
}

}  // namespace dl::matters
