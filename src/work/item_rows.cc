#include "work/item_rows.h"

#include "db/ids.h"
#include "db/rows.h"

namespace dl::work {
namespace {

using accounts::Right;
using Text = std::string;
using Id = std::int64_t;
using Moment = std::optional<Instant>;

constexpr Id kSecondsApart = Id{1} << 34U;  // between two days: more than the seconds of five hundred years

Outcome<void> update(db::Session& session, const Text& subject, const Item& item) {
  DL_CHECK(session.run(
      "UPDATE work_item SET needs_right = :right, agency = :agency, not_for = :not_for, "
      "title = :title, state = :state, actor = :actor, due_on = :due, not_before = :before, since = :since, "
      "urgency = :urgency WHERE subject = :subject AND kind = :kind AND holder = :holder",
      name_of(item.needs), item.agency, joined(item.not_for), item.title, item.state, item.actor, item.due_on,
      item.not_before, item.since, urgency_of(item), subject, item.kind, item.holder));
  return {};
}

/// The items of some subjects, in the order of their kinds and holders.
Outcome<std::map<Text, std::vector<Item>>> kept_by_subject(db::Session& session, const std::vector<Text>& subjects) {
  DL_TRY(auto lines, query_items(session, db::Sql("SELECT ? FROM work_item WHERE ?", kItemColumns,
                                                  db::among("subject", subjects))));
  std::map<Text, std::vector<Item>> kept;
  for (auto& line : lines) kept[line.subject].push_back(std::move(line.item));
  for (auto& [subject, items] : kept) std::ranges::sort(items, {}, key_of);  // databases do not all order letters alike
  return kept;
}

}  // namespace

std::pair<std::string_view, std::string_view> key_of(const Item& item) { return {item.kind, item.holder}; }

std::string marked(std::string_view actor) { return fmt::format("|{}|", actor); }

std::string joined(const std::vector<std::string>& actors) {
  Text text;
  for (const auto& actor : actors) text += marked(actor);
  return text;
}

std::vector<std::string> parted(std::string_view text) {
  std::vector<Text> actors;
  while (text.size() > 1) {
    text.remove_prefix(1);
    actors.emplace_back(text.substr(0, text.find('|')));
    text.remove_prefix(actors.back().size() + 1);
  }
  return actors;
}

std::int64_t urgency_of(const Item& item) {
  const Date day = item.due_on.value_or(Date(9999, 12, 31));
  return days_between(Date(), day) * kSecondsApart + item.since.milliseconds() / 1000;
}

Outcome<std::vector<Line>> query_items(db::Session& session, const db::Sql& sql) {
  DL_TRY(
      auto rows,
      (session.query<Text, Text, Text, Id, Text, Text, Text, Text, Text, std::optional<Date>, Moment, Instant, Id, Id>(
          sql)));
  std::vector<Line> lines;
  lines.reserve(rows.size());
  for (auto& [subject, kind, right, agency, holder, not_for, title, state, actor, due_on, not_before, since, urgency,
              id] : rows) {
    Line line{.subject = std::move(subject), .key = {urgency, id}};
    line.item = {.kind = std::move(kind),
                 .needs = find_named<Right>(right).value_or(Right()),
                 .agency = agency,
                 .holder = std::move(holder),
                 .not_for = parted(not_for),
                 .title = std::move(title),
                 .state = std::move(state),
                 .actor = std::move(actor),
                 .due_on = due_on,
                 .not_before = not_before,
                 .since = since};
    lines.push_back(std::move(line));
  }
  return lines;
}

Outcome<std::vector<Item>> kept_items(db::Session& session, const std::string& subject) {
  DL_TRY(auto kept, kept_by_subject(session, {subject}));
  return std::move(kept[subject]);
}

Outcome<void> insert_item(db::Session& session, std::int64_t id, const std::string& subject, const Item& item) {
  return insert_items(session, id, {{subject, item}});
}

Outcome<void> insert_items(db::Session& session, std::int64_t first_id,
                           const std::vector<std::pair<std::string, Item>>& items) {
  constexpr auto kNumber = db::Type::Integer;
  constexpr auto kText = db::Type::Text;
  static const auto into = db::insertion_into("work_item", {{"id", kNumber},
                                                            {"subject", kText},
                                                            {"kind", kText},
                                                            {"needs_right", kText},
                                                            {"agency", kNumber},
                                                            {"holder", kText},
                                                            {"not_for", kText},
                                                            {"title", kText},
                                                            {"state", kText},
                                                            {"actor", kText},
                                                            {"due_on", kText},
                                                            {"not_before", kNumber},
                                                            {"since", kNumber},
                                                            {"urgency", kNumber}});
  std::vector<std::vector<db::Value>> rows;
  const auto bound = [](const auto& value) { return db::Column<std::decay_t<decltype(value)>>::to(value); };
  for (const auto& [subject, item] : items)
    rows.push_back({first_id++, subject, bound(item.kind), Text(name_of(item.needs)), bound(item.agency),
                    bound(item.holder), joined(item.not_for), bound(item.title), bound(item.state), bound(item.actor),
                    bound(item.due_on), bound(item.not_before), bound(item.since), bound(urgency_of(item))});
  return db::insert_rows(session, into, rows);
}

Outcome<Id> set_items(db::Session& session, const ItemsOf& all) {
  std::vector<Text> subjects;
  for (const auto& [subject, items] : all) subjects.push_back(subject);
  DL_TRY(auto kept, kept_by_subject(session, subjects));
  const auto has = [](const std::vector<Item>& list, const Item& one) {
    return std::ranges::find(list, key_of(one), key_of) != list.end();
  };
  Id differed = 0;
  std::vector<std::pair<Text, Item>> added;
  for (const auto& [subject, items] : all) {
    const auto& before = kept[subject];
    if (items == before) continue;
    ++differed;
    for (const auto& one : before)
      if (!has(items, one))
        DL_CHECK(session.run("DELETE FROM work_item WHERE subject = :subject AND kind = :kind AND holder = :holder",
                             subject, one.kind, one.holder));
    for (const auto& one : items) {
      if (has(before, one))
        DL_CHECK(update(session, subject, one));
      else
        added.emplace_back(subject, one);
    }
  }
  if (added.empty()) return differed;
  DL_TRY(const auto first, db::next_ids(session, "work_item", std::ssize(added)));
  DL_CHECK(insert_items(session, first, added));
  return differed;
}

Outcome<void> move_days(db::Session& session, const std::map<std::string, Date>& days) {
  std::vector<Text> subjects;
  for (const auto& [subject, day] : days) subjects.push_back(subject);
  DL_TRY(const auto rows,
         (session.query<Text, Date>(db::Sql("SELECT DISTINCT subject, due_on FROM work_item WHERE ? AND "
                                            "due_on IS NOT NULL ORDER BY subject",
                                            db::among("subject", subjects)))));
  std::map<std::pair<Date, Date>, std::vector<Text>> moved;
  for (const auto& [subject, day] : rows)
    if (const auto now = days.at(subject); now != day) moved[{day, now}].push_back(subject);
  for (const auto& [move, those] : moved) {
    const auto& [from, to] = move;
    DL_CHECK(
        session.run(db::Sql("UPDATE work_item SET due_on = ?, urgency = urgency + ? WHERE ? AND due_on = ?", to.text(),
                            days_between(from, to) * kSecondsApart, db::among("subject", those), from.text())));
  }
  return {};
}

}  // namespace dl::work
