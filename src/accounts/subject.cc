#include "accounts/subject.h"

#include <charconv>

#include "accounts/events.h"

namespace dl::accounts {

std::string subject_text(const Subject& kind, std::int64_t number) { return fmt::format("{}:{}", kind.prefix, number); }

std::int64_t number_of(const Subject& kind, std::string_view subject) {
  if (!subject.starts_with(kind.prefix)) return 0;
  subject.remove_prefix(kind.prefix.size());
  if (!subject.starts_with(':')) return 0;
  std::int64_t number = 0;
  const auto* end = subject.data() + subject.size();
  const auto read = std::from_chars(subject.data() + 1, end, number);
  return read.ec == std::errc() && read.ptr == end && number > 0 ? number : 0;
}

std::string address_of(std::string_view pattern, std::int64_t number) {
  const auto place = pattern.find("{}");
  if (place == std::string_view::npos) return std::string(pattern);
  return fmt::format("{}{}{}", pattern.substr(0, place), number, pattern.substr(place + 2));
}

Outcome<Titles> names_in(db::Session& session, db::Literal table, const std::vector<std::int64_t>& numbers) {
  DL_TRY(auto rows, (session.query<std::int64_t, std::string>(
                        db::Sql("SELECT id, name FROM ? WHERE ? ORDER BY id", table, db::among("id", numbers)))));
  Titles titles;
  for (auto& [id, name] : rows) titles[id] = std::move(name);
  return titles;
}

namespace {

// Names are no secret among those who work here.
constexpr Subject kSubjects[] = {
    {.prefix = "person",
     .chinese = "人员",
     .titles = [](db::Session& session, const Principal&,
                  const auto& numbers) { return names_in(session, "person", numbers); }},
    {.prefix = "key",
     .chinese = "接口密钥",
     .titles = [](db::Session& session, const Principal&,
                  const auto& numbers) { return names_in(session, "api_key", numbers); }},
};

}  // namespace

std::span<const Subject> subjects() { return kSubjects; }

}  // namespace dl::accounts
