#include "sums/days.h"

#include <algorithm>

#include "base/numerals.h"
#include "sums/amount.h"

namespace dl::sums {
namespace {

constexpr std::size_t kLongestDate = 14;

/// The longest date that begins the words.
std::optional<Date> date_at(View words) {
  for (auto length = std::min(words.size(), kLongestDate); length >= 8; --length) {
    const auto part = words.substr(0, length);
    if (text::is_digit(part.back()) && length < words.size() && text::is_digit(words[length])) continue;
    if (auto date = text::parse_date(text::encode(part))) return date;
  }
  return {};
}

Chars squeezed(View words) {
  Chars out;
  for (const char32_t c : words)
    if (!text::is_space(c)) out += c;
  return out;
}

std::optional<Date> labelled(View line, std::initializer_list<View> labels) {
  for (const View label : labels) {
    const auto at = line.find(label);
    if (at == View::npos) continue;
    auto rest = line.substr(at + label.size());
    while (!rest.empty() && is_one_of(rest.front(), U"：:为是]】）)|\t")) rest.remove_prefix(1);
    if (auto date = date_at(rest)) return date;
  }
  return {};
}

void tell(std::string_view one_name, const Date& one, std::string_view other_name, const Date& other, bool holds,
          std::vector<Finding>& findings) {
  findings.push_back({.kind = Kind::Dates,
                      .what = fmt::format("{}与{}", one_name, other_name),
                      .total = one.text(),
                      .parts = {other.text()},
                      .reconciles = holds,
                      .difference = std::to_string(days_between(other, one)),
                      .where = "文件日期"});
}

/// 2025年1月1日至12月31日, 自…起至…止: the end is not before the beginning.
void check_terms(View text, std::vector<Finding>& findings) {
  for (std::size_t at = text.find(U'年'); at != View::npos; at = text.find(U'年', at + 1)) {
    if (at < 4 || !text::is_digit(text[at - 4])) continue;
    const auto begin = at - 4;
    const auto first_end = text.find(U'日', at);
    if (first_end == View::npos || first_end - at > 6) continue;
    const auto first = text::parse_date(text::encode(text.substr(begin, first_end + 1 - begin)));
    auto rest = text.substr(first_end + 1);
    if (rest.starts_with(U"起")) rest.remove_prefix(1);
    if (!first || rest.empty() || !is_one_of(rest.front(), U"至到—-~～")) continue;
    rest.remove_prefix(rest.starts_with(U"——") ? 2 : 1);
    const auto end = rest.find(U'日');
    if (end == View::npos || end > 10) continue;
    auto words = Chars(rest.substr(0, end + 1));
    const bool same_year = words.find(U'年') == Chars::npos;
    if (same_year) words = Chars(text.substr(begin, at + 1 - begin)) + words;
    const auto last = text::parse_date(text::encode(words));
    if (!last || (same_year && *last < *first)) continue;  // 12月7日至1月22日: of the next year
    tell("起", *first, "止", *last, *first <= *last, findings);
  }
}

}  // namespace

void check_days(const Page& page, const Days& known, std::vector<Finding>& findings) {
  auto days = known;
  for (const auto& line : page.lines) {
    const auto words = squeezed(line.text);
    if (words.size() < 400) {
      if (!days.issued_on)
        days.issued_on = labelled(words, {U"成文日期", U"成文时间", U"发文日期", U"制发日期", U"印发日期"});
      if (!days.published_on) days.published_on = labelled(words, {U"发布日期", U"发布时间", U"公开日期", U"发文时间"});
      if (auto date = words.size() <= kLongestDate ? text::parse_date(text::encode(words)) : std::nullopt;
          date && !known.signed_on)
        days.signed_on = date;
    }
    check_terms(words, findings);
  }
  if (days.issued_on && days.signed_on)
    tell("成文日期", *days.issued_on, "落款日期", *days.signed_on, *days.issued_on == *days.signed_on, findings);
  if (days.published_on && days.issued_on)
    tell("发布日期", *days.published_on, "成文日期", *days.issued_on, *days.published_on >= *days.issued_on, findings);
  if (days.published_on && days.signed_on && days.issued_on != days.signed_on)
    tell("发布日期", *days.published_on, "落款日期", *days.signed_on, *days.published_on >= *days.signed_on, findings);
}

}  // namespace dl::sums
