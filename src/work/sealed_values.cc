#include "work/sealed_values.h"

#include <algorithm>

#include "base/hash.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/sql.h"
#include "work/events.h"

namespace dl::work {
namespace {

using Text = std::string;

/// A row of sealed_value.
struct Row {
  Text subject = {};
  Text field = {};
  Text sealed = {};
};

// Bound to its row, so that one value cannot be put in another's place.
std::string context_of(std::string_view commitment) { return fmt::format("sealed value {}", commitment); }

Outcome<Row> load_row(db::Session& session, const std::string& commitment) {
  DL_TRY(auto row, (session.find<Text, Text, std::optional<Text>>(
                       "SELECT subject, field, sealed FROM sealed_value WHERE commitment = :commitment", commitment)));
  if (!row) return fail(Fault::NotFound, "sealed.missing", commitment);
  auto& [subject, field, sealed] = *row;
  if (!sealed) return fail(Fault::Conflict, "sealed.erased", commitment);
  return Row{std::move(subject), std::move(field), std::move(*sealed)};
}

Outcome<Text> value_in(const Row& row, const accounts::SealingKey& key, const std::string& commitment) {
  DL_TRY(const auto both, key.open(row.sealed, context_of(commitment)));
  const auto salt = std::string_view(both).substr(0, kSaltBytes);
  auto value = both.substr(salt.size());
  if (commitment_of(salt, row.field, value) != commitment) return fail(Fault::Internal, "sealed.broken", commitment);
  return value;
}

Outcome<void> check(const Cause& cause) {
  if (text::trim(cause.reason).empty()) return fail(Fault::Invalid, "sealed.reason-owed");
  return {};
}

void record(journal::Transaction& transaction, const Row& row, const std::string& commitment, const Cause& cause,
            journal::EventKind kind) {
  const bool erased = kind.verb == event("sealed.erased").verb;
  transaction.record({.actor = cause.actor,
                      .verb = std::string(kind.verb),
                      .subject = row.subject,
                      .agency = cause.agency,
                      .before_digest = commitment,
                      .after_digest = erased ? std::string() : commitment,
                      .reason = cause.reason});
}

}  // namespace

std::string commitment_of(std::string_view salt, std::string_view field, std::string_view value) {
  return Sha256().update(salt).update(field).update(value).finish_hex();
}

Outcome<std::string> seal_value(db::Session& session, const accounts::SealingKey& key, std::string_view subject,
                                std::string_view field, std::string_view value) {
  if (subject.empty() || field.empty() || value.empty())
    return fail(Fault::Internal, "sealed.missing", "a sealed value needs a subject, a field and a value");
  auto kept = seal(key, subject, field, value);
  DL_CHECK(insert(session, kept));
  return std::move(kept.commitment);
}

KeptValue seal(const accounts::SealingKey& key, std::string_view subject, std::string_view field,
               std::string_view value) {
  const auto salt = random_bytes(kSaltBytes);
  const auto commitment = commitment_of(salt, field, value);
  return {commitment, Text(subject), Text(field), key.seal(salt + Text(value), context_of(commitment))};
}

Outcome<void> insert(db::Session& session, const KeptValue& value) { return insert_all(session, {&value}); }

Outcome<void> insert_all(db::Session& session, const std::vector<const KeptValue*>& values) {
  constexpr auto kText = db::Type::Text;
  static const auto into = db::insertion_into(
      "sealed_value", {{"commitment", kText}, {"subject", kText}, {"field", kText}, {"sealed", kText}});
  std::vector<std::vector<db::Value>> rows;
  for (const auto* one : values) rows.push_back({one->commitment, one->subject, one->field, one->sealed});
  return db::insert_rows(session, into, rows);
}

Outcome<std::string> open_value(journal::Transaction& transaction, const accounts::SealingKey& key,
                                const std::string& commitment, const Cause& cause) {
  DL_CHECK(check(cause));
  DL_TRY(const auto row, load_row(transaction.sql(), commitment));
  DL_TRY(auto value, value_in(row, key, commitment));
  record(transaction, row, commitment, cause, event("sealed.opened"));
  return value;
}

Outcome<std::string> read_value(db::Session& session, const accounts::SealingKey& key, const std::string& commitment) {
  DL_TRY(const auto row, load_row(session, commitment));
  return value_in(row, key, commitment);
}

Outcome<OpenedValues> read_values(db::Session& session, const accounts::SealingKey& key,
                                  const std::vector<Text>& commitments) {
  constexpr std::size_t kAtOnce = 500;
  OpenedValues opened;
  for (std::size_t from = 0; from < commitments.size(); from += kAtOnce) {
    const auto to = std::min(commitments.size(), from + kAtOnce);
    const std::vector<Text> some(commitments.begin() + static_cast<std::ptrdiff_t>(from),
                                 commitments.begin() + static_cast<std::ptrdiff_t>(to));
    DL_TRY(auto rows,
           (session.query<Text, Text, Text, std::optional<Text>>(db::Sql(
               "SELECT commitment, subject, field, sealed FROM sealed_value WHERE ?", db::among("commitment", some)))));
    for (auto& [commitment, subject, field, sealed] : rows) {
      auto& value = opened[commitment];
      if (!sealed) continue;
      DL_TRY(value, value_in({std::move(subject), std::move(field), std::move(*sealed)}, key, commitment));
    }
    for (const auto& commitment : some)
      if (!opened.contains(commitment)) return fail(Fault::NotFound, "sealed.missing", commitment);
  }
  return opened;
}

Outcome<void> erase_value(journal::Transaction& transaction, const std::string& commitment, const Cause& cause) {
  DL_CHECK(check(cause));
  DL_TRY(const auto row, load_row(transaction.sql(), commitment));
  DL_CHECK(transaction.sql().run("UPDATE sealed_value SET sealed = NULL WHERE commitment = :commitment", commitment));
  record(transaction, row, commitment, cause, event("sealed.erased"));
  return {};
}

Outcome<void> erase_values(db::Session& session, std::string_view subject) {
  DL_CHECK(session.run("UPDATE sealed_value SET sealed = NULL WHERE subject = :subject", subject));
  return {};
}

Outcome<void> drop_values(db::Session& session, std::string_view subject) {
  DL_CHECK(session.run("DELETE FROM sealed_value WHERE subject = :subject", subject));
  return {};
}

Outcome<std::vector<SealedValue>> list_sealed(db::Session& session, std::string_view subject) {
  DL_TRY(auto rows, (session.query<Text, Text, bool>(
                        "SELECT commitment, field, CASE WHEN sealed IS NULL THEN 1 ELSE 0 END FROM sealed_value "
                        "WHERE subject = :subject ORDER BY field, commitment",
                        subject)));
  std::vector<SealedValue> values;
  for (auto& [commitment, field, erased] : rows) values.push_back({std::move(commitment), std::move(field), erased});
  return values;
}

Outcome<std::string> renew_values(db::Session& session, const accounts::SealingKey& key, const std::string& after,
                                  int most) {
  DL_TRY(auto rows, (session.query<Text, std::optional<Text>>(
                        "SELECT commitment, sealed FROM sealed_value WHERE commitment > :after "
                        "ORDER BY commitment LIMIT :most",
                        after, most)));
  for (const auto& [commitment, sealed] : rows) {
    if (!sealed || key.is_current(*sealed)) continue;
    DL_TRY(const auto both, key.open(*sealed, context_of(commitment)));
    // Not over a value that was erased meanwhile.
    DL_CHECK(session.run("UPDATE sealed_value SET sealed = :anew WHERE commitment = :commitment AND sealed = :before",
                         key.seal(both, context_of(commitment)), commitment, *sealed));
  }
  return std::ssize(rows) < most ? std::string() : std::get<0>(rows.back());
}

}  // namespace dl::work
