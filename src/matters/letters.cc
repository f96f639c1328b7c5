#include "matters/letters.h"

#include <algorithm>

#include "base/hash.h"
#include "db/ids.h"
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
    "matter_letter.number, issued_on, issued_by, seal";

using Row = std::tuple<Id, Id, int, Text, Text, Text, Text, Instant, Text, std::optional<Date>, Text, Text>;
Letter letter_of(Row row) {
  auto& [id, matter, round, kind, content, digest, by, at, number, issued_on, issued_by, seal] = row;
  return {id,
          matter,
          round,
          std::move(kind),
          std::move(content),
          std::move(digest),
          std::move(by),
          at,
          std::move(number),
          issued_on,
          std::move(issued_by),
          std::move(seal)};
}

Outcome<std::vector<Letter>> read_letters(db::Session& session, const db::Sql& condition) {
  DL_TRY(auto rows, (session.query<Id, Id, int, Text, Text, Text, Text, Instant, Text, std::optional<Date>, Text, Text>(
                        db::Sql("SELECT ? FROM matter_letter WHERE ?", kColumns, condition))));
  std::vector<Letter> all;
  for (auto& row : rows) all.push_back(letter_of(std::move(row)));
  return all;
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
    DL_CHECK(session.run(
        "INSERT INTO matter_letter (id, matter, round, kind, content, digest, drafted_by, changed_at, "
        "number, issued_by, seal) VALUES (:id, :matter, :round, :kind, :content, :digest, :by, :at, "
        "'', '', '')",
        letter.id, letter.matter, letter.round, letter.kind, letter.content, letter.digest, actor, letter.changed_at));
  } else {
    DL_TRY(const auto kept, load_letter(session, matter.id, letter.id));
    if (kept.issued()) return fail(Fault::Conflict, "matter.letter-issued", kept.number);
    if (kept.digest != known_digest) return fail(Fault::Conflict, "matter.letter-changed", matter.number);
    before = kept.digest;
    letter.kind = kept.kind;
    letter.round = kept.round;
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

Outcome<std::vector<LetterLine>> list_issued(db::Session& session, const accounts::Scope& scope, std::string_view kind,
                                             Id before, int most) {
  DL_TRY(auto rows,
         (session.query<Id, Id, int, Text, Text, Text, Text, Instant, Text, std::optional<Date>, Text, Text, Text>(
             db::Sql("SELECT ?, matter.number FROM matter_letter JOIN matter ON matter.id = matter_letter.matter WHERE "
                     "issued_on IS NOT NULL AND matter.kind = ? AND ? AND (? = 0 OR matter_letter.id < ?) "
                     "ORDER BY matter_letter.id DESC ?",
                     kColumns, kind, scope.condition("matter.agency"), before, before, db::limit_to(most)))));
  std::vector<LetterLine> all;
  for (auto& [id, matter, round, type, content, digest, by, at, number, issued_on, issued_by, seal, of] : rows)
    all.push_back({letter_of({id, matter, round, std::move(type), std::move(content), std::move(digest), std::move(by),
                              at, std::move(number), issued_on, std::move(issued_by), std::move(seal)}),
                   std::move(of)});
  return all;
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
