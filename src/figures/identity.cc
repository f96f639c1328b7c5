#include "figures/identity.h"

#include "figures/csv.h"
#include "figures/frozen.h"

namespace dl::figures {
namespace {

using Group = std::vector<condition::Value>;
using Sums = std::map<Group, std::int64_t>;

/// The parts of a definition's group that an identity speaks of.
Group part_of(const Definition& figure, const Group& group, const Identity& identity) {
  Group part;
  for (const auto& name : identity.by)
    for (std::size_t i = 0; i < figure.by.size(); ++i)
      if (figure.by[i]->field.name == name) part.push_back(group.at(i));
  return part;
}

Outcome<Sums> live_sums(db::Session& session, const Definitions& definitions, const Identity& identity,
                        const std::vector<std::string>& ids, const Ask& plain) {
  Sums sums;
  for (const auto& id : ids) {
    auto ask = Ask::of(definitions.at(id), plain.period, plain.agency, plain.today);
    ask.by = identity.by;
    DL_TRY(const auto told, cells(session, ask));
    for (const auto& cell : told) sums[cell.group] += cell.value;
  }
  return sums;
}

/// Sums out of figures.csv of a freeze.
Outcome<Sums> sums_in(const std::string& table, const Definitions& definitions, const Identity& identity,
                      const Frozen& frozen) {
  const auto lines = read_csv(table);
  if (!lines || lines->empty()) return fail(Fault::Internal, "figures.frozen", frozen.subject());
  const auto& head = lines->front();
  const auto cell = [&](const std::vector<std::string>& line, std::string_view name) -> const std::string& {
    return line.at(static_cast<std::size_t>(std::ranges::find(head, name) - head.begin()));
  };
  Sums sums;
  for (std::size_t i = 1; i < lines->size(); ++i) {
    const auto& line = lines->at(i);
    if (std::ranges::find(identity.before, cell(line, "figure")) == identity.before.end()) continue;
    const auto& figure = definitions.at(cell(line, "figure"));
    DL_TRY(const auto group, read_group(cell(line, "group"), figure.by));
    sums[part_of(figure, group, identity)] += std::stoll(cell(line, "value"));
  }
  return sums;
}

/// What the freeze of the period before tells; nothing without one that tells it as it is counted now.
Outcome<std::optional<Sums>> frozen_sums(db::Session& session, const Definitions& definitions, const Identity& identity,
                                         const Period& period, std::int64_t agency) {
  DL_TRY(const auto frozen, find_frozen(session, period.previous(), agency));
  if (!frozen) return std::optional<Sums>();
  for (const auto& id : identity.before)
    if (frozen->version_of(id) != definitions.at(id).version) return std::optional<Sums>();
  DL_TRY(const auto table, file_of(session, *frozen, "figures.csv"));
  if (!table) return fail(Fault::Internal, "figures.frozen", frozen->subject());
  DL_TRY(auto sums, sums_in(*table, definitions, identity, *frozen));
  return std::optional(std::move(sums));
}

}  // namespace

Outcome<std::vector<Unkept>> unkept_of(db::Session& session, const Definitions& definitions, const Identity& identity,
                                       const Period& period, std::int64_t agency, Date today) {
  std::vector<Unkept> found;
  const bool with_frozen = identity.right.empty();
  const auto plain = Ask::of(definitions.at(identity.left.front()), period, agency, today);
  std::optional<Sums> right;
  if (with_frozen) {
    DL_TRY(right, frozen_sums(session, definitions, identity, period, agency));
  } else {
    DL_TRY(right, live_sums(session, definitions, identity, identity.right, plain));
  }
  if (!right) return found;
  DL_TRY(auto left, live_sums(session, definitions, identity, identity.left, plain));
  for (const auto& [group, sum] : left) right->try_emplace(group, 0);
  for (const auto& [group, sum] : *right)
    if (left[group] != sum) found.push_back({identity.id, group, left[group], sum, with_frozen});
  return found;
}

Outcome<std::vector<Unkept>> unkept(db::Session& session, const Definitions& definitions, const Period& period,
                                    std::int64_t agency, Date today) {
  std::vector<Unkept> found;
  for (const auto& identity : definitions.identities()) {
    DL_TRY(auto some, unkept_of(session, definitions, identity, period, agency, today));
    std::ranges::move(some, std::back_inserter(found));
  }
  return found;
}

}  // namespace dl::figures
