// [counterpart], and what a register for staff does not have.
#include "records/reading.h"

namespace dl::records {

// Whether the fields are there in the list is asked once all registers are read (tie_up).
Outcome<std::vector<Counterpart::Pair>> Reading::pairs(const toml::table& table, std::string_view key) const {
  std::vector<Counterpart::Pair> pairs;
  const auto* node = table.get(key);
  if (node == nullptr) return pairs;
  const auto* given = node->as_table();
  if (given == nullptr) return file.wrong(*node, fmt::format("'{}' is a table of pairs {{ here = \"there\" }}", key));
  for (const auto& [code, inner] : *given) {
    DL_TRY(const auto* here, named(inner, code.str()));
    if (here->many || here->privacy != Privacy::Open || here->row().stored == Stored::Rows)
      return file.wrong(inner, fmt::format("'{}' is not one open value", here->code));
    DL_TRY(auto there, file.text(*given, code.str()));
    pairs.push_back({here, std::move(there), file.place(inner)});
  }
  std::ranges::sort(pairs, {}, [](const auto& pair) { return pair.here->place; });
  return pairs;
}

Outcome<void> Reading::counterpart() {
  const auto* node = file.root().get("counterpart");
  if (node == nullptr) return {};
  DL_TRY(const auto* table, part("counterpart"));
  DL_CHECK(file.only(*table, {"register", "key", "compare", "when", "unjudged", "clock"}));
  Counterpart held{.place = file.place(*table)};
  DL_TRY(held.code, file.text(*table, "register"));
  if (held.code == made.code || std::ranges::find(around.registers, held.code) == around.registers.end()) {
    std::vector<std::string_view> others;
    for (const auto& code : around.registers)
      if (code != made.code) others.push_back(code);
    return unknown(*table->get("register"), "other register", held.code, others);
  }
  DL_TRY(held.key, pairs(*table, "key"));
  const auto is_first = [&](const auto& pair) { return pair.here == made.key.front(); };
  if (held.key.empty()) return file.wrong(*table, "'key' is missing");
  if (std::ranges::none_of(held.key, is_first))
    return file.wrong(*table->get("key"),
                      fmt::format("records are not found without '{}', the first of the key", made.key.front()->code));
  DL_TRY(held.compared, pairs(*table, "compare"));
  if (const auto* when = table->get("when")) held.when_read = condition::raw_toml(file, *when);
  if (const auto* unjudged = table->get("unjudged")) held.unjudged_read = condition::raw_toml(file, *unjudged);
  if (const auto* clock = table->get("clock")) {
    const auto* given = clock->as_table();
    if (given == nullptr) return file.wrong(*clock, "'clock' is a table such as { period = \"…\", from = \"…\" }");
    DL_CHECK(file.only(*given, {"period", "from"}));
    DL_TRY(held.period, period(*given, "period"));
    DL_TRY(held.from, file.text(*given, "from"));
  }
  made.counterpart = std::move(held);
  return {};
}

// Nothing of it goes to the public, so nothing in its file may say how.
Outcome<void> Reading::staff_only() const {
  if (!made.for_staff()) return {};
  const auto wrong = [&](std::string_view part, std::string_view what) -> Outcome<void> {
    const auto* node = file.root().get(part);
    return file.wrong(node == nullptr ? static_cast<const toml::node&>(file.root()) : *node,
                      fmt::format("a register for staff {}", what));
  };
  if (!made.publication.chain) return wrong("publication", "is accepted by somebody else: it has 'steps'");
  if (made.publication.clock || made.publication.withdraw || made.publication.shown)
    return wrong("publication", "is never public and has no 'clock', 'withdraw' or 'shown_until'");
  if (made.keeper != Keeper::Agency) return wrong("register", "is kept by each agency");
  if (made.nil != Nil::None) return wrong("register", "has no declarations of nothing");
  if (made.counterpart) return wrong("counterpart", "is held against nothing itself");
  if (!made.figures.empty()) return wrong("figure", "has no figures");
  for (const auto& one : made.exports)
    if (one.audience == Audience::Public) return wrong("export", "has no export for the public");
  return {};
}

}  // namespace dl::records
