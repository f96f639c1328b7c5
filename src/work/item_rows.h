// Items of open work as rows. Internal to this module.
#pragma once

#include "work/open_work.h"

namespace dl::work {

inline constexpr db::Literal kItemColumns =
    "subject, kind, needs_right, agency, holder, not_for, title, state, actor, due_on, not_before, since, urgency, id";

/// Lines of a statement that selects kItemColumns.
Outcome<std::vector<Line>> query_items(db::Session& session, const db::Sql& sql);
/// What tells the items of one subject from each other, and orders them: kind and holder.
std::pair<std::string_view, std::string_view> key_of(const Item& item);
/// Subjects, each once, with their items, which are sorted by key_of().
using ItemsOf = std::vector<std::pair<std::string, std::vector<Item>>>;
/// Makes these the items of their subjects; of how many others stood there before. What is asked of the database grows
/// with those alone.
Outcome<std::int64_t> set_items(db::Session& session, const ItemsOf& all);

/// Under a number that next_ids gave.
Outcome<void> insert_item(db::Session& session, std::int64_t id, const std::string& subject, const Item& item);
/// Of several subjects, under numbers from `first_id` on.
Outcome<void> insert_items(db::Session& session, std::int64_t first_id,
                           const std::vector<std::pair<std::string, Item>>& items);

/// Gives the items of these subjects their days, where they have others.
Outcome<void> move_days(db::Session& session, const std::map<std::string, Date>& days);

/// An actor as it is found in a text of several: "|person:1|".
std::string marked(std::string_view actor);
/// Actors as one text, "|person:1||person:2|", and back.
std::string joined(const std::vector<std::string>& actors);
std::vector<std::string> parted(std::string_view text);
/// Where an item stands among others: by its day, what has none behind all, then by the second since which it waits.
std::int64_t urgency_of(const Item& item);

}  // namespace dl::work
