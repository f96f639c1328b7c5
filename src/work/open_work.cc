#include "work/open_work.h"

#include <algorithm>
#include <set>
#include <span>

#include "base/hash.h"
#include "db/merged.h"
#include "db/work.h"
#include "work/item_rows.h"

namespace dl::work {
namespace {

using accounts::Principal;
using accounts::Right;
using Text = std::string;
using Id = std::int64_t;

constexpr int kAtOnce = 500;
// Raised when the rows of the same items are others than before.
constexpr int kForm = 1;

std::string_view prefix_of(std::string_view subject) { return subject.substr(0, subject.find(':')); }

Outcome<std::map<Id, std::vector<Item>>> items_of(db::Session& session, const Producer& producer,
                                                  const std::vector<Id>& ids) {
  if (producer.items_of) return producer.items_of(session, ids);
  std::map<Id, std::vector<Item>> all;
  for (const auto id : ids) {
    DL_TRY(auto mine, producer.items(session, id));
    all.emplace(id, std::move(mine));
  }
  return all;
}

/// Makes the rows of these subjects what they are now, some hundred at a time; how many were others before.
Outcome<Id> set(db::Session& session, const Producer& producer, std::span<const Id> ids) {
  Id differed = 0;
  while (!ids.empty()) {
    const auto some = ids.first(std::min(ids.size(), std::size_t{kAtOnce}));
    ids = ids.subspan(some.size());
    DL_TRY(auto items, items_of(session, producer, {some.begin(), some.end()}));
    ItemsOf all;
    for (const auto id : some) {
      auto& mine = items[id];
      std::ranges::sort(mine, {}, key_of);
      all.emplace_back(accounts::subject_text(*producer.subject, id), std::move(mine));
    }
    DL_TRY(const auto others, set_items(session, all));
    differed += others;
  }
  return differed;
}

/// A part of a producer's subjects made anew.
struct Part {
  Id last = 0;
  Id differed = 0;
};
Outcome<Part> remake(db::Session& session, const Producer& producer, Id after) {
  DL_TRY(const auto ids, producer.subjects(session, after, kAtOnce));
  DL_TRY(const auto differed, set(session, producer, ids));
  return Part{.last = ids.empty() ? after : ids.back(), .differed = differed};
}

Outcome<void> move_all_days(db::Session& session, const Producer& producer) {
  if (!producer.days) {
    for (Id after = 0, last = -1; last != after;) {
      last = after;
      DL_TRY(const auto part, remake(session, producer, after));
      after = part.last;
    }
    return {};
  }
  for (Id after = 0;;) {
    DL_TRY(const auto days, producer.days(session, after, kAtOnce));
    if (days.empty()) return {};
    std::map<Text, Date> by_subject;
    for (const auto& [id, day] : days) by_subject.emplace(accounts::subject_text(*producer.subject, id), day);
    DL_CHECK(move_days(session, by_subject));
    after = days.back().first;
  }
}

/// The numbers of those subjects that are a producer's.
template <class Subjects>
std::vector<Id> numbers_of(const Producer& producer, const Subjects& subjects) {
  std::vector<Id> ids;
  for (const auto& subject : subjects)
    if (prefix_of(subject) == producer.subject->prefix) ids.push_back(accounts::number_of(*producer.subject, subject));
  return ids;
}

}  // namespace

const Producer* OpenWork::producer_of(std::string_view subject) const {
  for (const auto& producer : producers_)
    if (producer.subject->prefix == prefix_of(subject)) return &producer;
  return nullptr;
}

const Kind* OpenWork::find_kind(std::string_view name) const {
  for (const auto& producer : producers_)
    for (const auto& kind : producer.kinds)
      if (kind.name == name) return &kind;
  return nullptr;
}

std::string_view OpenWork::chinese_of_state(const Line& line) const {
  const auto* producer = producer_of(line.subject);
  return producer == nullptr || producer->chinese_of_state == nullptr ? std::string_view(line.item.state)
                                                                      : producer->chinese_of_state(line.item.state);
}

std::string OpenWork::place_of(const Line& line) const {
  const auto* producer = producer_of(line.subject);
  const auto* kind = find_kind(line.item.kind);
  if (producer == nullptr || kind == nullptr) return {};
  const auto& subject = *producer->subject;
  return accounts::address_of(subject.work, accounts::number_of(subject, line.subject)) + Text(kind->page);
}

// Rights and kinds stand in it, so that a program that asks otherwise makes the rows anew.
Outcome<std::string> OpenWork::edition(db::Session& session) const {
  Text text = fmt::format("{}", kForm);
  for (const auto& producer : producers_) {
    for (const auto& kind : producer.kinds) text += fmt::format("\n{}", kind.name);
    for (auto right : producer.needs) text += fmt::format("\n{}", name_of(right));
    if (!producer.grounds) continue;
    DL_TRY(const auto grounds, producer.grounds(session));
    text += "\n" + grounds;
  }
  return sha256_hex(text);
}

Outcome<void> OpenWork::note_edition(db::Session& session) const {
  DL_TRY(const auto now, edition(session));
  DL_CHECK(session.run("UPDATE work_edition SET edition = :edition WHERE id = 1", now));
  return {};
}

void OpenWork::keep_with(journal::Journal& journal) const {
  journal.with_each_change([this](journal::Transaction& transaction) { return follow(transaction); });
}

Outcome<void> OpenWork::follow(journal::Transaction& transaction) const {
  auto& session = transaction.sql();
  const auto changed = transaction.changed();
  bool moved = false;
  for (const auto& producer : producers_) {
    DL_CHECK(set(session, producer, numbers_of(producer, changed)));
    const auto moves = [&](const Text& subject) { return producer.moves_with == prefix_of(subject); };
    if (producer.moves_with.empty() || std::ranges::none_of(changed, moves)) continue;
    moved = true;
    DL_CHECK(move_all_days(session, producer));
  }
  // What hangs on the changed subjects besides themselves.
  for (const auto& producer : producers_) {
    const auto ids = producer.touches ? numbers_of(producer, changed) : std::vector<Id>();
    if (ids.empty()) continue;
    DL_TRY(const auto touched, producer.touches(session, ids));
    DL_CHECK(set(session, producer, touched));
  }
  return moved ? note_edition(session) : Outcome<void>();
}

Outcome<Rebuilt> OpenWork::rebuild(journal::Journal& journal) const {
  const db::Working working(db::Work::Upkeep);
  Rebuilt rebuilt;
  for (const auto& producer : producers_) {
    for (Id after = 0, last = -1; last != after;) {
      last = after;
      DL_TRY(const auto part, journal.keep([&](journal::Transaction& transaction) -> Outcome<Part> {
        DL_CHECK(transaction.keep_others_out());
        return remake(transaction.sql(), producer, after);
      }));
      after = part.last;
      rebuilt.differed += part.differed;
    }
  }
  // Rows of what is not there any more, or of a domain that is not.
  DL_CHECK(journal.keep([&](journal::Transaction& transaction) -> Outcome<void> {
    auto& session = transaction.sql();
    DL_CHECK(transaction.keep_others_out());
    DL_TRY(const auto subjects, session.query<Text>("SELECT DISTINCT subject FROM work_item ORDER BY subject"));
    std::vector<Text> kept;
    ItemsOf strays;
    for (const auto& [subject] : subjects) {
      kept.push_back(subject);
      if (producer_of(subject) == nullptr) strays.emplace_back(subject, std::vector<Item>());
    }
    for (const auto& producer : producers_) {
      DL_TRY(const auto differed, set(session, producer, numbers_of(producer, kept)));
      rebuilt.differed += differed;
    }
    for (const auto& stray : strays) {
      DL_TRY(const auto differed, set_items(session, {stray}));
      rebuilt.differed += differed;
    }
    DL_TRY(rebuilt.items, session.value<Id>("SELECT count(*) FROM work_item"));
    return note_edition(session);
  }));
  return rebuilt;
}

Outcome<Rebuilt> OpenWork::rebuild_if_older(journal::Journal& journal) const {
  DL_TRY(const bool older, journal.database().read([&](db::Session& session) -> Outcome<bool> {
    DL_TRY(const auto kept, session.value<Text>("SELECT edition FROM work_edition WHERE id = 1"));
    DL_TRY(const auto now, edition(session));
    return kept != now;
  }));
  return older ? rebuild(journal) : Outcome<Rebuilt>(Rebuilt());
}

// Each is a list of its own that an index has in order, and no row is in two of them.
std::vector<db::Sql> OpenWork::lists(const Seat& seat, std::string_view kind) const {
  std::set<Right> needed;
  db::Sql readable("1 = 0");
  for (const auto& producer : producers_) {
    needed.insert(producer.needs.begin(), producer.needs.end());
    std::map<Right, std::vector<Text>> kinds;
    for (const auto& one : producer.kinds) kinds[one.read.value_or(producer.read)].emplace_back(one.name);
    for (const auto& [read, names] : kinds)
      readable.add(" OR (? AND ?)", db::among("kind", names), seat.self.scope(read).condition("agency"));
  }
  const auto of_kind = kind.empty() ? db::Sql() : db::Sql(" AND kind = ?", kind);
  const auto open_to = [](const Principal& who) {
    return db::Sql("replace(not_for, ?, '') = not_for", marked(who.actor()));
  };
  std::vector<db::Sql> made;
  const auto add = [&](Text holder, Right right, const db::Sql& where) {
    made.push_back(db::Sql("holder = ? AND needs_right = ? AND ??", holder, name_of(right), where, of_kind));
  };
  for (auto right : needed) {
    const auto own = seat.self.scope(right).condition("agency");
    if (seat.self.may_anywhere(right)) {
      add(seat.self.actor(), right, own);
      add("", right, db::Sql("? AND ?", own, open_to(seat.self)));
    }
    db::Sql theirs;
    for (const auto& absent : seat.absent) {
      if (!absent.may_anywhere(right)) continue;
      const auto scope = absent.scope(right).condition("agency");
      add(absent.actor(), right, db::Sql("? AND (?)", scope, readable));
      theirs.add("?(? AND ?)", theirs.empty() ? db::Literal("") : db::Literal(" OR "), scope, open_to(absent));
    }
    if (!theirs.empty() && !seat.self.scope(right).all)
      add("", right, db::Sql("(?) AND NOT (?) AND (?) AND ?", theirs, own, readable, open_to(seat.self)));
  }
  return made;
}

const Principal* OpenWork::absent_behind(const Seat& seat, const Line& line) const {
  const auto& item = line.item;
  const auto sees = [&](const Principal& who) {
    return (item.holder.empty() || item.holder == who.actor()) && who.may(item.needs, item.agency);
  };
  if (sees(seat.self)) return nullptr;
  const auto found = std::ranges::find_if(seat.absent, sees);
  return found == seat.absent.end() ? nullptr : &*found;
}

db::Sql OpenWork::list_sql(db::Engine engine, const Seat& seat, std::string_view kind, const db::Key& after,
                           int rows) const {
  std::vector<db::Sql> selects;
  for (const auto& list : lists(seat, kind))
    selects.push_back(db::Sql("SELECT ? FROM work_item WHERE ? AND (urgency, id) > (?, ?)", kItemColumns, list,
                              after.first, after.second));
  if (selects.empty()) return {};
  return db::merge_lists(engine, selects, db::Sql("ORDER BY urgency, id ?", db::limit_to(rows)));
}

Outcome<db::Page<Line>> OpenWork::list(db::Session& session, const Seat& seat, std::string_view kind,
                                       const std::optional<db::Key>& after, int limit) const {
  constexpr db::Key kBefore{std::numeric_limits<Id>::min(), 0};
  const auto sql = list_sql(session.engine(), seat, kind, after.value_or(kBefore), limit + 1);
  if (sql.empty()) return db::Page<Line>();
  DL_TRY(auto lines, query_items(session, sql));
  return db::cut_page(std::move(lines), limit, [](const Line& line) { return line.key; });
}

Outcome<std::map<std::string, std::int64_t>> OpenWork::count(db::Session& session, const Seat& seat) const {
  std::map<Text, Id> counts;
  std::vector<db::Sql> selects;
  for (const auto& list : lists(seat, {}))
    selects.push_back(db::Sql("SELECT kind, count(*) FROM work_item WHERE ? GROUP BY kind", list));
  if (selects.empty()) return counts;
  DL_TRY(const auto rows, (session.query<Text, Id>(db::join(selects, " UNION ALL "))));
  for (const auto& [kind, count] : rows) counts[kind] += count;
  return counts;
}

}  // namespace dl::work
