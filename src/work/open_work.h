// Open work: what waits for whom until when, one row for each reason, in one table for all domains.
//
// The rows follow their cause and nobody writes them by hand: a domain says what waits on one of its subjects as it
// stands (Producer), and with every change of a subject its rows are set anew in the same transaction
// (journal::Journal::with_each_change). So they are a projection, which `daylight work rebuild` makes anew.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/subject.h"
#include "db/page.h"
#include "journal/journal.h"

namespace dl::work {

/// Why something waits. Named by the domain: "document.review".
struct Kind {
  std::string_view name = {};     ///< stored and sent; do not rename
  std::string_view chinese = {};  ///< 待审核
  std::string_view page = {};     ///< where it is done, behind the address of its subject: "/edit"
  /// Of whoever may see its subjects, where that is another right than Producer::read.
  std::optional<accounts::Right> read = {};
};

/// A piece of open work, by subject, kind and holder one.
struct Item {
  std::string kind = {};
  accounts::Right needs = {};  ///< of whoever can do it, one of Producer::needs
  std::int64_t agency = 0;
  std::string holder = {};                ///< the actor for whom alone it waits; empty = for all with the right
  std::vector<std::string> not_for = {};  ///< actors who must not do it, such as the authors who cannot review; sorted
  std::string title = {};
  std::string state = {};  ///< of the subject, by its stored name
  std::string actor = {};  ///< whose work it is about: the author
  std::optional<Date> due_on = {};
  std::optional<Instant> not_before = {};  ///< it waits for this moment
  Instant since = {};

  friend bool operator==(const Item&, const Item&) = default;
};

/// What a domain knows of its subjects. Its functions are called from many threads.
struct Producer {
  const accounts::Subject* subject = nullptr;
  std::span<const Kind> kinds = {};
  std::vector<accounts::Right> needs = {};  ///< every right that an item may need
  accounts::Right read = {};                ///< of whoever may see a subject
  std::string_view (*chinese_of_state)(std::string_view) = nullptr;
  /// What waits on a subject as it stands; nothing where it is not there.
  std::function<Outcome<std::vector<Item>>(db::Session&, std::int64_t id)> items = {};
  /// The same of several at once, by their numbers; what is left out has nothing. For what changes by the thousand: it
  /// is asked in place of `items`, which may then be empty.
  std::function<Outcome<std::map<std::int64_t, std::vector<Item>>>(db::Session&, const std::vector<std::int64_t>& ids)>
      items_of = {};
  /// Numbers of subjects on which something may wait, behind `after`, ascending, so many at most.
  std::function<Outcome<std::vector<std::int64_t>>(db::Session&, std::int64_t after, int most)> subjects = {};
  /// Names the law and the calendar by which days are counted: with another, all rows are made anew.
  std::function<Outcome<std::string>(db::Session&)> grounds = {};
  /// What the days change with: "calendar" for events about "calendar:2027". Empty for nothing that has events.
  std::string_view moves_with = {};
  /// Other subjects of this producer whose items may be others now that these have changed; empty where none ever are.
  std::function<Outcome<std::vector<std::int64_t>>(db::Session&, const std::vector<std::int64_t>& changed)> touches =
      {};
  /// Numbers of subjects whose items have a day, behind `after`, ascending, so many at most, with the day of all their
  /// items as it is now: by it many days move at once, while everybody else waits. Empty where one subject's items may
  /// have several days, or few wait: then they are made anew one by one.
  std::function<Outcome<std::vector<std::pair<std::int64_t, Date>>>(db::Session&, std::int64_t after, int most)> days =
      {};
};

/// A line of somebody's list.
struct Line {
  std::string subject = {};
  Item item = {};
  db::Key key = {};
};

/// Who looks, and whom they stand in for today (substitutes.h).
struct Seat {
  accounts::Principal self = {};
  std::vector<accounts::Principal> absent = {};
};

/// What rebuilding has found.
struct Rebuilt {
  std::int64_t items = 0;
  std::int64_t differed = 0;  ///< subjects whose rows were not as they are now
};

class OpenWork {
 public:
  explicit OpenWork(std::vector<Producer> producers) : producers_(std::move(producers)) {}

  /// From now on the rows follow what this journal writes. It must not outlive this.
  void keep_with(journal::Journal& journal) const;

  /// Makes all rows anew, some hundred subjects a transaction; others go on writing meanwhile.
  Outcome<Rebuilt> rebuild(journal::Journal& journal) const;
  /// The same when the rows are those of another program, law or calendar, or none were ever made; 0 and 0 otherwise.
  Outcome<Rebuilt> rebuild_if_older(journal::Journal& journal) const;

  /// What waits for somebody, the nearest day first, then what has waited longest: of one kind, or of all for an empty
  /// one. For an absent person it is what they would see, as far as whoever stands in may read it.
  Outcome<db::Page<Line>> list(db::Session& session, const Seat& seat, std::string_view kind,
                               const std::optional<db::Key>& after, int limit) const;
  /// How much waits, by kind; kinds without anything are left out.
  Outcome<std::map<std::string, std::int64_t>> count(db::Session& session, const Seat& seat) const;

  /// The statement of list(); empty for whoever can do nothing.
  db::Sql list_sql(db::Engine engine, const Seat& seat, std::string_view kind, const db::Key& after, int rows) const;

  const Kind* find_kind(std::string_view name) const;
  /// Of a line, for people.
  std::string_view chinese_of_state(const Line& line) const;
  /// The page of the console where it is done.
  std::string place_of(const Line& line) const;
  /// Whom somebody sees a line for: nullptr for themselves.
  const accounts::Principal* absent_behind(const Seat& seat, const Line& line) const;

 private:
  const Producer* producer_of(std::string_view subject) const;
  std::vector<db::Sql> lists(const Seat& seat, std::string_view kind) const;
  Outcome<std::string> edition(db::Session& session) const;
  Outcome<void> note_edition(db::Session& session) const;
  Outcome<void> follow(journal::Transaction& transaction) const;

  std::vector<Producer> producers_ = {};
};

/// The items of a subject as they are kept, in the order of their kinds and holders.
Outcome<std::vector<Item>> kept_items(db::Session& session, const std::string& subject);

}  // namespace dl::work
