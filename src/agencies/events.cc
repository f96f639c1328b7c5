#include "agencies/events.h"

namespace dl::agencies {

namespace {

using accounts::names_in;
using accounts::Principal;

// Everybody knows them: they stand on every page.
constexpr accounts::Subject kSubjects[] = {
    {.prefix = "agency",
     .chinese = "机构",
     .titles = [](db::Session& session, const Principal&,
                  const auto& numbers) { return names_in(session, "agency", numbers); }},
    {.prefix = "site",
     .chinese = "站点",
     .titles = [](db::Session& session, const Principal&,
                  const auto& numbers) { return names_in(session, "site", numbers); }},
    {.prefix = "column",
     .chinese = "栏目",
     .titles = [](db::Session& session, const Principal&,
                  const auto& numbers) { return names_in(session, "site_column", numbers); }},
    {.prefix = "calendar",
     .chinese = "放假安排",
     .titles = [](db::Session&, const Principal&, const auto& numbers) -> Outcome<accounts::Titles> {
       accounts::Titles titles;
       for (auto year : numbers) titles.emplace(year, fmt::format("{}年", year));
       return titles;
     }},
};

}  // namespace

std::span<const accounts::Subject> subjects() { return kSubjects; }

}  // namespace dl::agencies
