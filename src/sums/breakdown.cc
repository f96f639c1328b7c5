// Totals and their parts within a sentence: behind the total (其中…), in brackets, or before it (…，合计).
#include <algorithm>

#include "sums/list.h"
#include "sums/sentence.h"

namespace dl::sums {
namespace {

/// How a list of parts is led in.
enum class Lead : std::uint8_t {
  Among,   ///< 其中: mostly whole, not always
  Some,    ///< 包括, 含: often a part of the whole
  Whole,   ///< 分别为, a bracket or a colon with nothing but parts
  Within,  ///< 项目支出中，: the parts of a part
};

struct Marker {
  std::size_t begin = 0;
  std::size_t end = 0;
  Lead lead = Lead::Among;
  Chars name = {};  ///< of Within: what the total is called
};

struct LeadWord {
  View word = {};
  Lead lead = Lead::Among;
};

/// Longer ones first.
constexpr LeadWord kLeadWords[] = {
    {U"其中包括", Lead::Some}, {U"其中包含", Lead::Some}, {U"其中含", Lead::Some}, {U"其中分别为", Lead::Whole},
    {U"其中", Lead::Among},    {U"包括", Lead::Some},     {U"包含", Lead::Some},   {U"分别为", Lead::Whole},
    {U"分别是", Lead::Whole},  {U"分为", Lead::Whole},
};

/// The name before 中，: 小微企业中，. Empty when none stands there.
Chars name_before(View text, std::size_t at) {
  std::size_t begin = at;
  while (begin > 0 && text::is_han(text[begin - 1])) --begin;
  auto name = text.substr(begin, at - begin);
  if (name.starts_with(U"在")) name.remove_prefix(1);
  return name.size() < 2 || name == U"其" ? Chars() : Chars(name);
}

/// Whether a bracket or a colon at `at` stands right behind a quantity, or a word behind it.
bool follows_quantity(const Read& here, std::size_t at) {
  for (const auto& quantity : here.quantities) {
    if (quantity.end > at) break;
    if (quantity.is_share() || at - quantity.end > 6) continue;
    const auto words = here.between(quantity.end, at);
    if (std::ranges::all_of(words, text::is_han)) return true;
  }
  return false;
}

std::vector<Marker> find_markers(const Read& here) {
  std::vector<Marker> markers;
  const auto text = here.view();
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto rest = text.substr(at);
    const auto* word =
        std::ranges::find_if(kLeadWords, [&](const LeadWord& lead) { return rest.starts_with(lead.word); });
    if (word != std::ranges::end(kLeadWords)) {
      markers.push_back({at, at + word->word.size(), word->lead});
      at += word->word.size() - 1;
    } else if ((is_open(text[at]) || half_width(text[at]) == U':') && follows_quantity(here, at)) {
      const auto behind = rest.substr(1);
      if (behind.starts_with(U"其中")) continue;  // its own marker
      const bool some = starts_with_any(behind, std::initializer_list<View>{U"含", U"包括", U"不含", U"包含", U"另"});
      markers.push_back({at, at + 1, some ? Lead::Some : Lead::Whole});
    } else if (text[at] == U'中' && at + 1 < text.size() && is_one_of(text[at + 1], U"，,")) {
      if (auto name = name_before(text, at); !name.empty())
        markers.push_back({at, at + 2, Lead::Within, std::move(name)});
    }
  }
  return markers;
}

struct Finder {
  Read& here;
  const Read* before;
  std::vector<Finding>& findings;
  std::vector<bool> taken = std::vector<bool>(here.quantities.size(), false);  ///< as a part

  void report(const Quantity& total, const Read& of_total, std::size_t total_place, const List& list, bool holds);
  bool try_total(const Read& of_total, std::size_t place, const List& list, bool whole_list);
  void check_marker(const Marker& marker);
  void check_list(const Marker& marker, const List& list);
  std::optional<std::size_t> blamed_total(const Marker& marker, const List& list, const Read*& of_total) const;
  void check_backward(std::size_t total);
  void check_groups();
};

std::vector<const Quantity*> parts_of(const Read& here, const std::vector<std::size_t>& places) {
  std::vector<const Quantity*> parts;
  for (const auto place : places) parts.push_back(&here.quantities[place]);
  return parts;
}

void Finder::report(const Quantity& total, const Read& of_total, std::size_t total_place, const List& list,
                    bool holds) {
  const auto parts = parts_of(here, list.parts);
  const auto values = aligned(total, parts);
  if (values.empty()) return;
  const bool same = &of_total == &here;
  for (const auto& tie : here.ties)
    if (tie.total == total_place && tie.total_before != same && !tie.parts.empty() &&
        tie.parts.front() == list.parts.front())
      return;
  Finding finding{.kind = Kind::Sum, .reconciles = holds, .where = place_of(here)};
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    sum += values[i + 1];
    finding.parts.push_back(text_of(values[i + 1]));
  }
  finding.total = text_of(values[0]);
  finding.difference = text_of(values[0] - sum);
  const auto end = std::max(here.quantities[list.parts.back()].end, same ? total.end : 0);
  const auto first = here.label_begin(list.parts.front());
  finding.what =
      same ? words_of(here, std::min(here.label_begin(total_place), first), end)
           : words_of(of_total, of_total.label_begin(total_place), total.end) + "：" + words_of(here, first, end);
  findings.push_back(std::move(finding));
  here.ties.push_back({total_place, list.parts, !same, holds});
  for (const auto part : list.parts) taken[part] = true;
}

/// Whether the first parts of the list, or all of them, are the total; then it is told.
bool Finder::try_total(const Read& of_total, std::size_t place, const List& list, bool whole_list) {
  const auto& total = of_total.quantities[place];
  if (total.rough || total.each) return false;
  const auto parts = parts_of(here, list.parts);
  const auto values = aligned(total, parts);
  if (values.empty()) return false;
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    sum += values[i + 1];
    const bool last = i + 1 == parts.size();
    const bool equal = sum == values[0] || (last && std::abs(sum - values[0]) <= slack_of(total, parts));
    if (!equal || (i == 0 && (!whole_list || !last || sum == 0 || total.numeral))) continue;
    // Noughts behind the sum belong to it.
    auto hit = list;
    auto end = i + 1;
    while (end < parts.size() && values[end + 1] == 0) ++end;
    hit.parts.resize(end);
    report(total, of_total, place, hit, true);
    return true;
  }
  return false;
}

/// The quantity that a list which does not add up is measured by; empty when nothing certain is.
std::optional<std::size_t> Finder::blamed_total(const Marker& marker, const List& list, const Read*& of_total) const {
  std::int64_t largest = 0;
  const auto& first = here.quantities[list.parts.front()];
  for (const auto part : list.parts) largest = std::max(largest, here.quantities[part].value);
  auto nearest = [&](const Read& read, std::size_t end) -> std::optional<std::size_t> {
    std::optional<std::size_t> fallback;
    for (auto i = read.quantities.size(); i-- > 0;) {
      const auto& quantity = read.quantities[i];
      if (quantity.end > end || !quantity.same_unit(first) || quantity.depth > first.depth) continue;
      if (&read == &here && taken[i] && marker.lead != Lead::Within &&
          contains_any(here.between(quantity.end, marker.begin), {U"；", U";"}))
        continue;
      if (quantity.rough || quantity.each) return {};
      if (quantity.value >= largest || quantity.scale != first.scale) return i;
      if (!fallback) fallback = i;
    }
    return fallback;
  };
  of_total = &here;
  if (auto found = nearest(here, marker.begin)) return found;
  if (!before || marker.begin > 1) return {};
  of_total = before;
  return nearest(*before, before->text.size());
}

void Finder::check_list(const Marker& marker, const List& list) {
  const auto& first = here.quantities[list.parts.front()];
  const bool bound = marker.end - marker.begin == 1;  // a bracket or a colon
  if (marker.lead == Lead::Within) {
    for (std::size_t i = 0; i < here.quantities.size() && here.quantities[i].end <= marker.begin; ++i) {
      if (!here.quantities[i].same_unit(first) || !here.label(i).ends_with(marker.name)) continue;
      if (try_total(here, i, list, true)) return;
      if (may_blame(here, here.quantities[i], list, Strength::Mostly, false))
        report(here.quantities[i], here, i, list, false);
      return;
    }
    return;
  }
  for (auto i = here.quantities.size(); i-- > 0;) {
    const auto& total = here.quantities[i];
    if (total.end > marker.begin || !total.same_unit(first) || total.depth > first.depth) continue;
    if (bound && marker.begin - total.end > 6) break;
    const bool nearest = !contains_any(here.between(total.end, marker.begin), {U"；", U";"});
    if (try_total(here, i, list, nearest && list.whole)) return;
    if (bound) break;
  }
  if (!bound && before && marker.begin <= 1)
    for (auto i = before->quantities.size(); i-- > 0;)
      if (before->quantities[i].same_unit(first) && before->quantities[i].depth == 0 &&
          try_total(*before, i, list, false))
        return;
  const Read* of_total = nullptr;
  const auto blamed = blamed_total(marker, list, of_total);
  if (!blamed) return;
  const auto& total = of_total->quantities[*blamed];
  if (bound && (of_total != &here || marker.begin - total.end > 6)) return;
  const auto strength = marker.lead == Lead::Whole  ? Strength::Whole
                        : marker.lead == Lead::Some ? Strength::Partly
                                                    : Strength::Mostly;
  const bool said = says_total(of_total->label(*blamed));
  if (of_total == &here && !said && contains_any(here.between(total.end, marker.begin), {U"；", U";"})) return;
  if (may_blame(here, total, list, strength, said)) report(total, *of_total, *blamed, list, false);
}

void Finder::check_marker(const Marker& marker) {
  std::vector<const Quantity*> seen;
  for (const auto& quantity : here.quantities) {
    if (quantity.begin < marker.end || quantity.is_share()) continue;
    if (std::ranges::any_of(seen, [&](const Quantity* one) { return one->same_unit(quantity); })) continue;
    seen.push_back(&quantity);
    if (seen.size() > 4) break;
    // 一, 二 and 三 stand in too many words to be parts of anything but 其中.
    if (quantity.numeral && marker.lead != Lead::Among) continue;
    const auto list = list_behind(here, marker.end, quantity);
    if (!list.parts.empty()) check_list(marker, list);
  }
}

/// 156盏、88盏和134盏，合计388盏: the total behind its parts.
void Finder::check_backward(std::size_t total_place) {
  const auto& total = here.quantities[total_place];
  if (total.rough || total.each || total.is_share() || !says_total(here.label(total_place))) return;
  const auto list = list_before(here, total_place);
  if (list.parts.size() < 2) return;
  const auto parts = parts_of(here, list.parts);
  const auto values = aligned(total, parts);
  if (values.empty()) return;
  std::int64_t sum = 0;
  for (auto i = parts.size(); i-- > 0;) {
    sum += values[i + 1];
    if (parts.size() - i < 2 || sum != values[0] || sum == 0) continue;
    auto hit = list;
    hit.parts.erase(hit.parts.begin(), hit.parts.begin() + static_cast<std::ptrdiff_t>(i));
    return report(total, here, total_place, hit, true);
  }
  if (!list.whole || list.far || !total.known || sum == values[0] ||
      std::abs(sum - values[0]) <= slack_of(total, parts))
    return;
  if (sum > values[0] * 3 || sum * 3 < values[0]) return;
  report(total, here, total_place, list, false);
}

/// A second and third way to divide a total that has been divided already: …；共办理718件，结转31件.
void Finder::check_groups() {
  const auto ties = here.ties;
  for (const auto& tie : ties) {
    const Read& of_total = tie.total_before ? *before : here;
    const auto& total = of_total.quantities[tie.total];
    std::size_t from = here.quantities[tie.parts.back()].end;
    for (auto mark = here.text.find_first_of(U"；;", from); mark != Chars::npos;
         mark = here.text.find_first_of(U"；;", mark + 1)) {
      const auto end = std::min(here.text.find_first_of(U"；;", mark + 1), here.text.size());
      List group{.whole = true};
      for (std::size_t i = 0; i < here.quantities.size(); ++i) {
        const auto& quantity = here.quantities[i];
        if (quantity.begin > mark && quantity.end <= end && quantity.same_unit(total) &&
            quantity.depth == total.depth && !taken[i])
          group.parts.push_back(i);
      }
      if (group.parts.size() >= 2) try_total(of_total, tie.total, group, false);
    }
  }
}

}  // namespace

void check_breakdowns(Read& here, const Read* before, std::vector<Finding>& findings) {
  Finder finder{here, before, findings};
  for (const auto& marker : find_markers(here)) finder.check_marker(marker);
  for (std::size_t i = 0; i < here.quantities.size(); ++i) finder.check_backward(i);
  finder.check_groups();
}

}  // namespace dl::sums
