#include "figures/period.h"

#include <fmt/format.h>

#include <charconv>

namespace dl::figures {

Outcome<Period> Period::parse(std::string_view text) {
  const auto number = [](std::string_view digits) {
    unsigned value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc() && end == digits.data() + digits.size() ? value : 0;
  };
  const auto year = text.size() >= 4 ? number(text.substr(0, 4)) : 0;
  const bool quarter = text.size() == 7 && text.substr(4, 2) == "-Q";
  const bool month = text.size() == 7 && !quarter && text[4] == '-';
  const auto part = quarter ? number(text.substr(6)) : month ? number(text.substr(5)) : 1;
  const unsigned most = quarter ? 4 : month ? 12 : 1;
  if (year < 1900 || part < 1 || part > most || !(text.size() == 4 || quarter || month))
    return fail(Fault::Invalid, "figures.period", std::string(text));
  const int months = quarter ? 3 : month ? 1 : 12;
  const Date from(static_cast<int>(year), quarter ? part * 3 - 2 : part, 1);
  return Period{std::string(text), from, from.plus_months(months)};
}

std::optional<Period> Period::of(Date from, Date until) {
  for (const auto& text :
       {fmt::format("{:04}", from.year()), fmt::format("{:04}-Q{}", from.year(), (from.month() + 2) / 3),
        fmt::format("{:04}-{:02}", from.year(), from.month())}) {
    auto period = parse(text);
    if (period && period->from == from && period->before == until.plus_days(1)) return *period;
  }
  return std::nullopt;
}

Period Period::previous() const {
  const auto months_to = [](Date day) { return day.year() * 12 + static_cast<int>(day.month()); };
  const int months = months_to(before) - months_to(from);
  const auto first = from.plus_months(-months);
  auto found = of(first, from.plus_days(-1));
  return found ? std::move(*found) : Period{{}, first, from};  // of days without a name
}

}  // namespace dl::figures
