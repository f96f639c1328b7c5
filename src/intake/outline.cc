#include "intake/outline.h"

#include "base/text.h"

namespace dl::intake {

namespace {

constexpr std::size_t kLongestTop = 30;  ///< characters of 1 总则

struct Decimal {
  std::size_t line = 0;
  Mark mark = {};
};

/// Whether `b` is what comes behind `a` in an outline.
bool goes_on(const Mark& a, const Mark& b) {
  if (a.first == b.first) return b.depth < a.depth || b.number == (b.depth == a.depth ? a.number + 1 : 1);
  return b.first > a.first && b.number == 1;
}

/// The decimals of an outline; none where they only happen to stand at the beginning of lines.
std::vector<Decimal> decimals_of(const std::vector<Line>& lines, const std::vector<bool>& listed) {
  std::vector<Decimal> found;
  std::size_t steps = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!lines[i].is_text() || lines[i].role != Role::Unknown || listed[i]) continue;
    auto mark = mark_of(lines[i].text);
    if (mark.kind != MarkKind::Decimal) continue;
    if (!found.empty() && goes_on(found.back().mark, mark)) ++steps;
    found.push_back({i, mark});
  }
  if (found.size() < 2 || found.front().mark.number != 1 || steps * 4 < (found.size() - 1) * 3) found.clear();
  return found;
}

struct Top {
  int number = 0;
  std::size_t size = 0;  ///< characters of the number
  bool bare = false;     ///< without a sign behind it
};

/// 1 总则 or 1. 总则: what 1.1 may stand below; number 0 for other lines.
Top top_of(const Line& line) {
  View text = line.text;
  if (!line.is_text() || line.role != Role::Unknown || text.size() > kLongestTop ||
      text.find_first_of(U"。；，：") != View::npos)
    return {};
  if (auto mark = mark_of(text); mark.kind != MarkKind::None)
    return mark.kind == MarkKind::Number ? Top{mark.number, mark.size} : Top();
  Top top{.bare = true};
  for (; top.size < std::min<std::size_t>(2, text.size()) && is_ascii_digit(half(text[top.size])); ++top.size)
    top.number = top.number * 10 + static_cast<int>(half(text[top.size]) - U'0');
  auto words = trimmed(text.substr(top.size));
  return !words.empty() && text::is_han(words.front()) ? top : Top();
}

/// The last line between two that is numbered so and as the others are; `to` for none.
std::size_t find_top(const std::vector<Line>& lines, std::size_t from, std::size_t to, int number,
                     const std::vector<std::size_t>& others) {
  for (auto i = to; i-- > from;)
    if (auto top = top_of(lines[i]);
        top.number == number && (others.empty() || top_of(lines[others.front()]).bare == top.bare))
      return i;
  return to;
}

/// The lines that decimals stand below, and those like them that have nothing below them.
std::vector<std::size_t> tops_of(const std::vector<Line>& lines, const std::vector<Decimal>& decimals) {
  std::vector<std::size_t> tops;
  int last = 0;
  for (std::size_t d = 0; d <= decimals.size(); ++d) {
    const bool end = d == decimals.size();
    const auto next = end ? last + 1 : decimals[d].mark.first;
    auto from = d == 0 ? 0 : decimals[d - 1].line + 1;
    const auto to = end ? lines.size() : decimals[d].line;
    for (; last < next; ++last)
      if (auto top = find_top(lines, from, to, last + 1, tops); top < to) tops.push_back(top), from = top + 1;
  }
  return tops;
}

void number_decimals(const std::vector<Line>& lines, const std::vector<Decimal>& decimals,
                     std::vector<OutlineMark>& marks) {
  const auto tops = tops_of(lines, decimals);
  const bool lower = std::ranges::any_of(
      marks, [](const OutlineMark& mark) { return mark.kind == MarkKind::Han || mark.kind == MarkKind::HanBracket; });
  const int above = lower && !tops.empty() && !top_of(lines[tops.front()]).bare ? 2 : 0;
  for (auto i : tops) {
    const auto top = top_of(lines[i]);
    marks[i] = {MarkKind::Number, top.number, top.size, 1 + above};
  }
  for (const auto& each : decimals) marks[each.line].level = std::min(4, each.mark.depth + above);
}

}  // namespace

std::vector<OutlineMark> outline_marks(const std::vector<Line>& lines, const std::vector<bool>& listed) {
  std::vector<OutlineMark> marks(lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!lines[i].is_text() || lines[i].role != Role::Unknown) continue;
    auto mark = mark_of(lines[i].text);
    marks[i] = {mark.kind, mark.number, mark.size, level_of(mark.kind)};
  }
  if (auto decimals = decimals_of(lines, listed); !decimals.empty()) number_decimals(lines, decimals, marks);
  return marks;
}

}  // namespace dl::intake
