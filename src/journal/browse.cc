#include "journal/browse.h"

#include <algorithm>

#include "db/merged.h"
#include "journal/entry_rows.h"

namespace dl::journal {
namespace {

// More agencies than this are passed over in one walk; a merge of that many lists would cost more.
constexpr std::size_t kMostLists = 100;

/// Sequence numbers from `first` up to and with `last`.
struct Window {
  std::int64_t first = 1;
  std::int64_t last = std::numeric_limits<std::int64_t>::max();
};

// The clocks of two nodes differ, so a moment alone does not tell the sequence: the moments are asked still.
Outcome<Window> window_of(db::Session& session, const BrowseFilter& filter) {
  if (!filter.from && !filter.until) return Window();
  using Bound = std::optional<std::int64_t>;
  DL_TRY(const auto found,
         (session.find<Bound, Bound>("SELECT min(sequence), max(sequence) FROM journal WHERE at >= :from AND at < :to",
                                     filter.from.value_or(Instant()),
                                     filter.until.value_or(Instant(std::numeric_limits<std::int64_t>::max())))));
  const auto [first, last] = found.value();
  return first ? Window{*first, *last} : Window{1, 0};
}

// There are few verbs, and each is one step in their index.
Outcome<std::vector<std::string>> verbs_of(db::Session& session, const BrowseFilter& filter) {
  if (!filter.verb.ends_with('.')) return std::vector{filter.verb};
  DL_TRY(const auto all,
         session.query<std::string>("WITH RECURSIVE found(verb) AS (SELECT min(verb) FROM journal UNION ALL "
                                    "SELECT (SELECT min(verb) FROM journal WHERE verb > found.verb) FROM found "
                                    "WHERE found.verb IS NOT NULL) SELECT verb FROM found WHERE verb IS NOT NULL"));
  std::vector<std::string> verbs;
  for (const auto& [verb] : all)
    if (verb.starts_with(filter.verb)) verbs.push_back(verb);
  return verbs;
}

/// What is looked through: lists, each of which an index has in order, and what their entries must be besides.
struct Plan {
  std::vector<db::Sql> lists = {};
  db::Sql conditions = {};
};

using Agencies = std::vector<std::int64_t>;

/// None at all when the one that is asked for is not among those that may be seen.
std::optional<Agencies> agencies_of(const BrowseFilter& filter) {
  if (filter.agency == 0) return filter.agencies;
  const auto& seen = filter.agencies;
  if (seen && std::ranges::find(*seen, filter.agency) == seen->end()) return Agencies();
  return Agencies{filter.agency};
}

// "+" takes a condition from the choice of an index, where another one is in order.
Outcome<Plan> plan_of(db::Session& session, const BrowseFilter& filter) {
  const auto mark = session.engine() == db::Engine::Sqlite ? db::Literal("+") : db::Literal("");
  Plan plan;
  if (!filter.subject.empty()) plan.lists.push_back(db::Sql("subject = ?", filter.subject));
  if (!filter.actor.empty()) {
    if (plan.lists.empty())
      plan.lists.push_back(db::Sql("actor = ?", filter.actor));
    else
      plan.conditions.add(" AND ?actor = ?", mark, filter.actor);
  }
  if (!filter.verb.empty()) {
    DL_TRY(const auto verbs, verbs_of(session, filter));
    if (verbs.empty()) return Plan();
    if (!plan.lists.empty())
      plan.conditions.add(" AND ??", mark, db::among("verb", verbs));
    else
      for (const auto& verb : verbs) plan.lists.push_back(db::Sql("verb = ?", verb));
  }
  const auto agencies = agencies_of(filter);
  if (agencies && plan.lists.empty() && agencies->size() <= kMostLists) {
    plan.lists = db::lists_of(*agencies, [](std::int64_t agency) { return db::Sql("agency = ?", agency); });
  } else {
    if (plan.lists.empty()) plan.lists.push_back(db::Sql("1 = 1"));
    if (agencies && agencies->empty()) return Plan();
    if (agencies) plan.conditions.add(" AND ??", mark, db::among("agency", *agencies));
  }
  if (filter.from) plan.conditions.add(" AND at >= ?", *filter.from);
  if (filter.until) plan.conditions.add(" AND at < ?", *filter.until);
  return plan;
}

Outcome<std::vector<Entry>> page_of(db::Session& session, const Plan& plan, Window window, int limit) {
  if (plan.lists.empty() || window.first > window.last) return std::vector<Entry>();
  std::vector<db::Sql> selects;
  for (const auto& list : plan.lists)
    selects.push_back(db::Sql("SELECT sequence FROM journal WHERE ?? AND sequence BETWEEN ? AND ?", list,
                              plan.conditions, window.first, window.last));
  const auto page =
      db::merge_lists(session.engine(), selects, db::Sql("ORDER BY sequence DESC ?", db::limit_to(limit)));
  return select_entries(session,
                        db::Sql("sequence IN (SELECT sequence FROM (?) AS page) ORDER BY sequence DESC", page));
}

}  // namespace

Outcome<std::vector<Entry>> browse(db::Session& session, const BrowseFilter& filter, std::int64_t before, int limit) {
  DL_TRY(const auto plan, plan_of(session, filter));
  DL_TRY(auto window, window_of(session, filter));
  if (before > 0) window.last = std::min(window.last, before - 1);
  return page_of(session, plan, window, limit);
}

Outcome<void> walk(db::Session& session, const BrowseFilter& filter,
                   const std::function<Outcome<void>(const std::vector<Entry>&)>& take) {
  constexpr int kPage = 500;
  DL_TRY(const auto plan, plan_of(session, filter));
  DL_TRY(auto window, window_of(session, filter));
  for (;;) {
    DL_TRY(const auto entries, page_of(session, plan, window, kPage));
    DL_CHECK(take(entries));
    if (std::ssize(entries) < kPage) return {};
    window.last = entries.back().sequence - 1;
  }
}

}  // namespace dl::journal
