#include "journal/browse.h"

#include <algorithm>

#include <fmt/ranges.h>

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

std::string text_literal(std::string_view text) {
  std::string literal = "'";
  for (char c : text) literal.append(c == '\'' ? 2 : 1, c);
  return literal + "'";
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
  std::vector<std::string> lists = {};
  std::string conditions = {};
};

using Agencies = std::vector<std::int64_t>;

/// None at all when the one that is asked for is not among those that may be seen.
std::optional<Agencies> agencies_of(const BrowseFilter& filter) {
  if (filter.agency == 0) return filter.agencies;
  const auto& seen = filter.agencies;
  if (seen && std::ranges::find(*seen, filter.agency) == seen->end()) return Agencies();
  return Agencies{filter.agency};
}

void narrow(Plan& plan, const std::optional<Agencies>& agencies, std::string_view mark) {
  if (agencies && plan.lists.empty() && agencies->size() <= kMostLists) {
    for (auto agency : *agencies) plan.lists.push_back(fmt::format("agency = {}", agency));
    return;
  }
  if (plan.lists.empty()) plan.lists.emplace_back("1 = 1");
  if (!agencies) return;
  plan.conditions +=
      agencies->empty() ? " AND 1 = 0" : fmt::format(" AND {}agency IN ({})", mark, fmt::join(*agencies, ","));
}

// "+" takes a condition from the choice of an index, where another one is in order. Arguments: 1 actor, 2 subject.
Outcome<Plan> plan_of(db::Session& session, const BrowseFilter& filter) {
  const auto* mark = session.engine() == db::Engine::Sqlite ? "+" : "";
  Plan plan;
  auto add = [&](std::string_view column, std::string_view value) {
    if (plan.lists.empty())
      plan.lists.push_back(fmt::format("{} = {}", column, value));
    else
      plan.conditions += fmt::format(" AND {}{} = {}", mark, column, value);
  };
  if (!filter.subject.empty()) add("subject", ":2");
  if (!filter.actor.empty()) add("actor", ":1");
  if (!filter.verb.empty()) {
    DL_TRY(const auto verbs, verbs_of(session, filter));
    if (verbs.empty()) return Plan();
    std::vector<std::string> literals;
    for (const auto& verb : verbs) literals.push_back(text_literal(verb));
    if (!plan.lists.empty())
      plan.conditions += fmt::format(" AND {}verb IN ({})", mark, fmt::join(literals, ","));
    else
      for (const auto& literal : literals) plan.lists.push_back("verb = " + literal);
  }
  narrow(plan, agencies_of(filter), mark);
  if (filter.from) plan.conditions += fmt::format(" AND at >= {}", filter.from->milliseconds());
  if (filter.until) plan.conditions += fmt::format(" AND at < {}", filter.until->milliseconds());
  return plan;
}

Outcome<std::vector<Entry>> page_of(db::Session& session, const BrowseFilter& filter, const Plan& plan, Window window,
                                    int limit) {
  if (plan.lists.empty() || window.first > window.last) return std::vector<Entry>();
  std::vector<std::string> selects;
  for (const auto& list : plan.lists)
    selects.push_back(
        fmt::format("SELECT sequence FROM journal WHERE {}{} AND sequence BETWEEN :3 AND :4", list, plan.conditions));
  const auto page = db::merge_lists(session.engine(), selects, "ORDER BY sequence DESC LIMIT :5");
  return select_entries(session,
                        fmt::format("sequence IN (SELECT sequence FROM ({}) AS page) ORDER BY sequence DESC", page),
                        filter.actor, filter.subject, window.first, window.last, limit);
}

}  // namespace

Outcome<std::vector<Entry>> browse(db::Session& session, const BrowseFilter& filter, std::int64_t before, int limit) {
  DL_TRY(const auto plan, plan_of(session, filter));
  DL_TRY(auto window, window_of(session, filter));
  if (before > 0) window.last = std::min(window.last, before - 1);
  return page_of(session, filter, plan, window, limit);
}

Outcome<void> walk(db::Session& session, const BrowseFilter& filter,
                   const std::function<Outcome<void>(const std::vector<Entry>&)>& take) {
  constexpr int kPage = 500;
  DL_TRY(const auto plan, plan_of(session, filter));
  DL_TRY(auto window, window_of(session, filter));
  for (;;) {
    DL_TRY(const auto entries, page_of(session, filter, plan, window, kPage));
    DL_CHECK(take(entries));
    if (std::ssize(entries) < kPage) return {};
    window.last = entries.back().sequence - 1;
  }
}

}  // namespace dl::journal
