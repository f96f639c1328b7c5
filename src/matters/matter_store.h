// The tables of matters and their SQL. Whoever reads says with which scope; a store knows no kinds.
#pragma once

#include "accounts/principal.h"
#include "accounts/subject.h"
#include "db/page.h"
#include "db/schema.h"
#include "matters/matter.h"

namespace dl::matters {

/// The tables; after those of agencies.
const std::vector<db::Migration>& migrations();

/// Which kinds somebody sees, each as far as its right reaches.
struct Sight {
  std::vector<std::pair<std::string, accounts::Scope>> kinds = {};
  bool all = false;  ///< whatever the kind

  bool covers(const Matter& matter) const;
  /// For a WHERE over the columns `kind` and `agency` of `matter`.
  db::Sql condition() const;
  static Sight everywhere() { return {.all = true}; }
};

Outcome<void> insert(db::Session& session, const Matter& matter);
/// Writes what a step may change, with one revision more; number and title are never changed. `known` is the revision
/// that was read: Fault::Conflict `matter.changed` for another one.
Outcome<void> update(db::Session& session, Matter& matter);

/// Within somebody's sight or not, for a change; Fault::NotFound `matter.missing`. Locks the row on PostgreSQL.
Outcome<Matter> lock_matter(db::Session& session, std::int64_t id);
/// Fault::NotFound `matter.missing` for one out of sight.
Outcome<Matter> load_matter(db::Session& session, const Sight& sight, std::int64_t id);
Outcome<std::optional<Matter>> find_by_number(db::Session& session, std::string_view number);

/// What a list asks for; what is empty asks nothing.
struct Wanted {
  std::string kind = {};
  std::optional<std::int64_t> agency = {};
  std::string state = {};
  std::optional<Phase> phase = {};
  std::string department = {};
  std::string holder = {};
  std::optional<Channel> channel = {};
  std::string outcome = {};
  std::optional<Date> received_from = {};
  std::optional<Date> received_until = {};
  std::string words = {};  ///< a part of its title or number, in whatever case its letters of ASCII are
  db::Sql further = {};    ///< over the columns of `matter`, for whoever knows a kind; empty asks nothing
};
/// The newest first.
Outcome<db::Page<Matter>> list_matters(db::Session& session, const Sight& sight, const Wanted& wanted,
                                       const std::optional<db::Key>& after, int limit);
/// How many of each state.
Outcome<std::vector<std::pair<std::string, std::int64_t>>> count_states(db::Session& session, const Sight& sight,
                                                                        const Wanted& wanted);

/// Gives it a number and its digest.
Outcome<void> insert(db::Session& session, Fact& fact);
Outcome<Case> load_case(db::Session& session, Matter matter);
/// Of several matters at once, by their numbers.
Outcome<std::vector<Case>> load_cases(db::Session& session, std::vector<Matter> matters);
/// Matters on which something may wait, behind `after`, ascending: those that have not ended, and those that were rated
/// with so many stars at most.
Outcome<std::vector<std::int64_t>> open_behind(db::Session& session, std::int64_t after, int most, int stars = 0);
Outcome<std::vector<Matter>> load_matters(db::Session& session, const std::vector<std::int64_t>& ids);

/// Fault::Conflict `matter.tied` where they are tied so already.
Outcome<void> insert(db::Session& session, const Relation& relation);
Outcome<void> remove(db::Session& session, const Relation& relation);
/// As leader or whole.
Outcome<std::vector<Relation>> list_followers(db::Session& session, std::int64_t other);

/// How an answer stood to its clock: judged by the law and the calendar of the day on which it was entered.
struct Answered {
  Date due = {};
  Date met = {};  ///< when what the clock asks for was done: the day on which the matter ended, or one before it
  int days = 0;   ///< working days that its clock had run on that day
};
/// Whether a `matter` was answered late, as SQL: nothing but true for one that ended so.
inline constexpr std::string_view kAnsweredLate = "matter.answer_met > matter.answer_due";
/// Nothing for a matter that has not ended, or that had no such clock when it did.
Outcome<void> set_answered(db::Session& session, std::int64_t matter, const std::optional<Answered>& answered);

/// The code that opens a matter to whoever has its number: only a digest of it is kept.
Outcome<void> set_code_digest(db::Session& session, std::int64_t matter, const std::string& digest);
Outcome<std::string> load_code_digest(db::Session& session, std::int64_t matter);

/// Fault::Conflict `matter.rated` where the round was rated before.
Outcome<void> insert(db::Session& session, const Matter& matter, const Rating& rating);
Outcome<std::vector<Rating>> list_ratings(db::Session& session, std::int64_t matter);

Outcome<accounts::Titles> titles_of(db::Session& session, const Sight& sight, const std::vector<std::int64_t>& numbers);

}  // namespace dl::matters
