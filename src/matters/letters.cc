#include "matters/letters.h"

#include <algorithm>

#include "base/hash.h"
#include "db/ids.h"
#include "db/like.h"
#include "db/sql.h"
#include "matters/events.h"
#include "matters/record.h"
#include "matters/subject.h"

namespace dl::matters {
namespace {

using Id = std::int64_t;
using Text = std::string;

constexpr db::Literal kColumns =
    "matter_letter.id, matter, matter_letter.round, matter_letter.kind, content, digest, drafted_by, changed_at, "
    "matter_letter.number, issued_on, issued_by, seal, fact";

using Row = std::tuple<Id, Id, int, Text, Text, Text, Text, Instant, Text, std::optional<Date>, Text, Text, Id>;
Letter letter_of(Row row) { return std::make_from_tuple<Letter>(std::move(row)); }

Outcome<std::vector<Letter>> read_letters(db::Session& session, const db::Sql& condition) {
  DL_TRY(auto rows,
         (session.query<Id, Id, int, Text, Text, Text, Text, Instant, Text, std::optional<Date>, Text, Text, Id>(
             db::Sql("SELECT ? FROM matter_letter WHERE ?", kColumns, condition))));
  std::vector<Letter> all;
  for (auto& row : rows) all.push_back(letter_of(std::move(row)));
  return all;
}

/// The day that a page of the register ends with, which its key has as days since 1970-01-01.
Date day_of(const db::Key& key) {
  return Date(std::chrono::sys_days(std::chrono::days(std::clamp<std::int64_t>(key.first, 0, 1'000'000))));
}

}  // namespace

Outcome<Letter> draft_letter(journal::Transaction& transaction, const Matter& matter, Letter letter,
                             const Text& known_digest, const Text& actor) {
  auto& session = transaction.sql();
  if (letter.content.size() > kLongestContent) return fail(Fault::Invalid, "matter.letter-long");
  DL_CHECK(transaction.hold(subject_of(matter.id)));
  letter.matter = matter.id;
  letter.round = matter.round;
  letter.digest = sha256_hex(letter.content);
  letter.drafted_by = actor;
  letter.changed_at = transaction.now();
  Text before;
  if (letter.id == 0) {
    DL_TRY(const auto count, session.value<Id>("SELECT count(*) FROM matter_letter WHERE matter = :m", matter.id));
    if (count >= static_cast<Id>(kMostLetters)) return fail(Fault::Invalid, "matter.letters", matter.number);
    DL_TRY(letter.id, db::next_id(session, "matter_letter"));
    DL_CHECK(
        session.run("INSERT INTO matter_letter (id, matter, round, kind, content, digest, drafted_by, changed_at, "
                    "number, issued_by, seal, fact) VALUES (:id, :matter, :round, :kind, :content, :digest, :by, :at, "
                    "'', '', '', :fact)",
                    letter.id, letter.matter, letter.round, letter.kind, letter.content, letter.digest, actor,
                    letter.changed_at, letter.fact));
  } else {
    DL_TRY(const auto kept, load_letter(session, matter.id, letter.id));
    if (kept.issued()) return fail(Fault::Conflict, "matter.letter-issued", kept.number);
    if (kept.digest != known_digest) return fail(Fault::Conflict, "matter.letter-changed", matter.number);
    before = kept.digest;
    letter.kind = kept.kind;
    letter.round = kept.round;
    letter.fact = kept.fact;
    DL_CHECK(
        session.run("UPDATE matter_letter SET content = :content, digest = :digest, drafted_by = :by, changed_at = "
                    ":at WHERE id = :id",
                    letter.content, letter.digest, actor, letter.changed_at, letter.id));
  }
  record(transaction, matter, event("matter.letter-drafted").verb, actor, letter.kind, before, letter.digest);
  return letter;
}

Outcome<void> discard_letter(journal::Transaction& transaction, const Case& now, const Kind& kind, Id letter,
                             const Text& actor) {
  auto& session = transaction.sql();
  const auto& matter = now.matter;
  DL_CHECK(transaction.hold(subject_of(matter.id)));
  DL_TRY(const auto kept, load_letter(session, matter.id, letter));
  if (kept.issued()) return fail(Fault::Conflict, "matter.letter-issued", kept.number);
  if (was_submitted(now, kind, letter)) return fail(Fault::Conflict, "matter.letter-signed", matter.number);
  return drop_letter(transaction, matter, letter, actor);
}

Outcome<void> drop_letter(journal::Transaction& transaction, const Matter& matter, Id letter, const Text& actor) {
  auto& session = transaction.sql();
  DL_TRY(const auto kept, load_letter(session, matter.id, letter));
  if (kept.issued()) return fail(Fault::Conflict, "matter.letter-issued", kept.number);
  DL_CHECK(session.run("DELETE FROM matter_letter WHERE id = :id", letter));
  record(transaction, matter, event("matter.letter-discarded").verb, actor, kept.kind, kept.digest, {});
  return {};
}

Outcome<Letter> issue_letter(journal::Transaction& transaction, const Matter& matter, Id letter, const Issue& issue) {
  auto& session = transaction.sql();
  DL_TRY(auto kept, load_letter(session, matter.id, letter));
  if (kept.issued()) return fail(Fault::Conflict, "matter.letter-issued", kept.number);
  kept.number = issue.number;
  kept.issued_on = issue.on;
  kept.issued_by = issue.by;
  kept.seal = issue.seal;
  DL_CHECK(
      session.run("UPDATE matter_letter SET number = :number, issued_on = :on, issued_by = :by, seal = :seal WHERE "
                  "id = :id",
                  kept.number, kept.issued_on, kept.issued_by, kept.seal, kept.id));
  record(transaction, matter, event("matter.letter-issued").verb, issue.by, issue.number, {}, kept.digest);
  return kept;
}

Outcome<Letter> load_letter(db::Session& session, Id matter, Id letter) {
  DL_TRY(auto found, read_letters(session, db::Sql("matter = ? AND id = ?", matter, letter)));
  if (found.empty()) return fail(Fault::NotFound, "matter.letter-missing", fmt::format("{}", letter));
  return std::move(found.front());
}

Outcome<std::vector<Letter>> list_letters(db::Session& session, Id matter) {
  return read_letters(session, db::Sql("matter = ? ORDER BY id", matter));
}

Outcome<db::Page<LetterLine>> list_issued(db::Session& session, const accounts::Scope& scope,
                                          const WantedLetters& wanted, const std::optional<db::Key>& after, int limit) {
  db::Sql sql(
      "SELECT ?, matter.number, agency FROM matter_letter JOIN matter ON matter.id = matter_letter.matter WHERE "
      "issued_on IS NOT NULL AND matter.kind = ? AND ?",
      kColumns, wanted.matter_kind, scope.condition("agency"));
  if (wanted.agency) sql.add(" AND agency = ?", *wanted.agency);
  if (!wanted.kind.empty()) sql.add(" AND matter_letter.kind = ?", wanted.kind);
  if (wanted.issued_from) sql.add(" AND issued_on >= ?", *wanted.issued_from);
  if (wanted.issued_until) sql.add(" AND issued_on <= ?", *wanted.issued_until);
  if (!wanted.words.empty()) {
    const auto pattern = db::pattern_containing(wanted.words);
    sql.add(" AND (matter_letter.number LIKE ? ESCAPE '!' OR matter.number LIKE ? ESCAPE '!')", pattern, pattern);
  }
  if (after) {
    const auto day = day_of(*after);
    sql.add(" AND (issued_on < ? OR (issued_on = ? AND matter_letter.id < ?))", day, day, after->second);
  }
  sql.add(" ORDER BY issued_on DESC, matter_letter.id DESC ?", db::limit_to(limit + 1));
  DL_TRY(
      auto rows,
      (session.query<Id, Id, int, Text, Text, Text, Text, Instant, Text, std::optional<Date>, Text, Text, Id, Text, Id>(
          sql)));
  std::vector<LetterLine> all;
  for (auto& [id, matter, round, type, content, digest, by, at, number, issued_on, issued_by, seal, fact, of, agency] :
       rows)
    all.push_back({letter_of({id, matter, round, std::move(type), std::move(content), std::move(digest), std::move(by),
                              at, std::move(number), issued_on, std::move(issued_by), std::move(seal), fact}),
                   std::move(of), agency});
  return db::cut_page(std::move(all), limit, [](const LetterLine& line) {
    return db::Key{line.letter.issued_on->days().time_since_epoch().count(), line.letter.id};
  });
}

namespace {

bool asks_signatures(const Kind& kind, const Fact& fact) {
  return std::ranges::any_of(kind.steps,
                             [&](const StepRow& row) { return row.sign == Sign::Ask && row.event.verb == fact.verb; });
}

}  // namespace

bool was_submitted(const Case& now, const Kind& kind, Id letter) {
  return std::ranges::any_of(now.facts,
                             [&](const Fact& fact) { return fact.about == letter && asks_signatures(kind, fact); });
}

Id letter_under_signature(const Case& now, const Kind& kind) {
  for (auto fact = now.facts.rbegin(); fact != now.facts.rend(); ++fact)
    if (asks_signatures(kind, *fact)) return fact->about;
  return 0;
}

}  // namespace dl::matters
