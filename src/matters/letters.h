// Letters (文书) of matters: drafted as a value of the kind's own, signed by its digest, issued with a number, and kept
// so for ever. What is printed is drawn from the value when somebody opens it.
#pragma once

#include "accounts/principal.h"
#include "db/page.h"
#include "journal/journal.h"
#include "matters/kind.h"

namespace dl::matters {

struct Letter {
  std::int64_t id = 0;
  std::int64_t matter = 0;
  int round = 1;
  std::string kind = {};     ///< of the domain: "reply", "supplement"; stored
  std::string content = {};  ///< a JSON object of the domain, as it was written
  std::string digest = {};   ///< SHA-256 of content
  std::string drafted_by = {};
  Instant changed_at = {};
  std::string number = {};             ///< 发文字号; empty before it is issued
  std::optional<Date> issued_on = {};  ///< 成文日期
  std::string issued_by = {};
  std::string seal = {};  ///< digest of the seal that was set; empty where its place stays free
  std::int64_t fact = 0;  ///< whose step wrote it; 0 for one that somebody wrote by hand, and for those of before

  bool issued() const { return issued_on.has_value(); }
  friend bool operator==(const Letter&, const Letter&) = default;
};
inline constexpr std::size_t kLongestContent = 200'000;  ///< bytes
inline constexpr std::size_t kMostLetters = 100;         ///< of one matter

/// Writes a letter, or writes one anew that was not issued, with an event. `digest` is that of the one that was looked
/// at, empty for a new one: Fault::Conflict `matter.letter-changed` for another. Fault::Conflict
/// `matter.letter-issued`; Fault::Invalid `matter.letter-long`, `matter.letters`.
Outcome<Letter> draft_letter(journal::Transaction& transaction, const Matter& matter, Letter letter,
                             const std::string& known_digest, const std::string& actor);
/// Fault::Conflict `matter.letter-issued`, `matter.letter-signed` for one that was ever sent for signature: what was
/// signed, or sent back with a reason, stays to be read.
Outcome<void> discard_letter(journal::Transaction& transaction, const Case& now, const Kind& kind, std::int64_t letter,
                             const std::string& actor);

/// The same of a notice that its step no longer owes: the step asks the rest. Fault::Conflict `matter.letter-issued`.
Outcome<void> drop_letter(journal::Transaction& transaction, const Matter& matter, std::int64_t letter,
                          const std::string& actor);

/// What an issued letter bears.
struct Issue {
  std::string number = {};
  Date on = {};
  std::string by = {};    ///< actor
  std::string seal = {};  ///< digest; empty for none
};
/// Once and for all. Fault::Conflict `matter.letter-issued`.
Outcome<Letter> issue_letter(journal::Transaction& transaction, const Matter& matter, std::int64_t letter,
                             const Issue& issue);

/// Fault::NotFound `matter.letter-missing`.
Outcome<Letter> load_letter(db::Session& session, std::int64_t matter, std::int64_t letter);
Outcome<std::vector<Letter>> list_letters(db::Session& session, std::int64_t matter);
/// A line of the register of letters (发文登记簿).
struct LetterLine {
  Letter letter = {};
  std::string matter_number = {};
  std::int64_t agency = 0;
};
/// What the register is asked for; what is empty asks nothing.
struct WantedLetters {
  std::string matter_kind = {};
  std::optional<std::int64_t> agency = {};
  std::string kind = {};  ///< of the letter
  std::optional<Date> issued_from = {};
  std::optional<Date> issued_until = {};
  std::string words = {};  ///< in the number of the letter or of its matter
};
/// Issued letters of the agencies in `scope`, those of the last day first.
Outcome<db::Page<LetterLine>> list_issued(db::Session& session, const accounts::Scope& scope,
                                          const WantedLetters& wanted, const std::optional<db::Key>& after, int limit);

/// Whether signatures were ever asked for a letter.
bool was_submitted(const Case& now, const Kind& kind, std::int64_t letter);
/// The letter for which signatures were asked last; 0 for none.
std::int64_t letter_under_signature(const Case& now, const Kind& kind);

}  // namespace dl::matters
