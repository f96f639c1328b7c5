#include "plans/read_plan.h"

#include <algorithm>
#include <unordered_map>

#include "base/text.h"
#include "plans/asks.h"
#include "plans/basis.h"
#include "plans/limits.h"
#include "plans/outline.h"

namespace dl::plans {
namespace {

constexpr std::size_t kNounItem = 25;  ///< characters of a numbered item without a verb that only names something

std::optional<int> find_year(View words, bool brackets) {
  const Chars folded = fold(words);
  for (std::size_t i = 0; i + 4 < folded.size(); ++i) {
    const auto digits = digits_at(View(folded).substr(i));
    if (digits.size == 4 && digits.value > 1990 && digits.value < 2100 && folded[i + 4] == (brackets ? U']' : U'年'))
      return digits.value;
    if (digits.size > 0) i += digits.size - 1;
    if (brackets || folded[i] != U'二' || i + 4 >= folded.size() || folded[i + 4] != U'年') continue;
    const auto number = number_at(View(folded).substr(i, 4));
    if (number.size == 4 && number.value > 1990 && number.value < 2100) return number.value;
  }
  return std::nullopt;
}

std::string flowing(View words) {
  Chars text;
  for (const View line : split(words, [](char32_t c) { return c == U'\n'; })) {
    if (trim(line).empty()) continue;
    if (!text.empty() && !is_pause(fold(View(text).substr(text.size() - 1)).front())) text += U' ';
    text += trim(line);
  }
  return text::encode(text);
}

class Reader {
 public:
  explicit Reader(const Paper& paper) : outline_(paper.body), entries_(outline_.entries()), year_(year_of(paper)) {
    is_task_.resize(entries_.size());
    for (int i = static_cast<int>(entries_.size()) - 1; i > 0; --i) is_task_[static_cast<std::size_t>(i)] = decide(i);
  }

  std::vector<Task> read() {
    for (std::size_t i = 1; i < entries_.size(); ++i)
      if (is_task_[i] && !is_repeat(static_cast<int>(i))) {
        tasks_.push_back(make(static_cast<int>(i)));
        remember(static_cast<int>(i));
      }
    return std::move(tasks_);
  }

 private:
  const Entry& at(int entry) const { return entries_[static_cast<std::size_t>(entry)]; }

  bool below_no_tasks(int entry) const {
    for (int up = entry; up > 0; up = at(up).parent)
      if (heads_no_tasks(at(up).head)) return true;
    return false;
  }

  /// A short item with neither verb, limit nor unit only names something, unless it stands below 职责分工.
  bool names_something(int index) const {
    const Entry& entry = at(index);
    if (entry.text.size() > kNounItem || !entry.own.empty() || !entry.below.empty() || !entry.limits.empty())
      return false;
    for (int up = index; up > 0; up = at(up).parent)
      if (at(up).work) return false;
    const bool word = entry.within && entry.text.size() <= 8;  // ②监督电话
    return (word || !gives_order(entry.text)) && find_limits(entry.text, year_).empty();
  }

  /// Children come before their parents here.
  bool decide(int index) const {
    const Entry& entry = at(index);
    if (entry.label || below_no_tasks(index)) return false;
    bool items = false, only_names = true;
    for (const int child : entry.children) {
      if (at(child).label) continue;
      if (holds_tasks(child)) return false;
      items = true;
      only_names = only_names && (at(child).within || names_something(child));
    }
    if (items && !only_names) return false;
    if (entry.row) return !essence(entry.text).empty();
    if (!entry.mark || (entry.text.empty() && !items)) return false;
    if (!entry.own.empty() || !entry.below.empty() || !entry.limits.empty()) return true;
    if (names_something(index)) return false;
    return asks(entry.text);
  }
  bool holds_tasks(int entry) const {
    return is_task_[static_cast<std::size_t>(entry)] ||
           std::ranges::any_of(at(entry).children, [&](int child) { return holds_tasks(child); });
  }
  Task make(int index) const {
    Task task;
    task.title = flowing(title_of(index));
    task.outline = path_of(index);
    task.text = flowing(words_of(index));
    const Units units = units_of(index);
    task.lead = units.lead;
    task.responsible = units.responsible;
    task.basis = basis_of(index);
    task.limits = limits_of(index);
    return task;
  }

  Chars words_of(int index) const {
    Chars words = at(index).text;
    for (const int child : at(index).children)
      if (!at(child).label) words += (words.empty() ? U"" : U"\n") + at(child).mark.shown + words_of(child);
    return words;
  }

  View title_of(int index) const {
    const View text = at(index).text;
    for (int up = index; up > 0; up = at(up).parent)
      if (!at(up).head.empty() && (up != index || at(index).row || text.size() > at(up).head.size() + 2))
        return at(up).head;
    return text.substr(0, std::min(fold(text).find_first_of(U",。;:"), std::size_t{30}));
  }

  std::string path_of(int index) const {
    Chars path;
    for (int up = index; up > 0; up = at(up).parent) {
      const Chars& own = at(up).mark.shown;
      const bool digits = !own.empty() && !path.empty() && own.back() < 128 && path.front() < 128;
      path = own + (digits ? U"." : U"") + path;
    }
    return text::encode(path);
  }

  /// Its own, and where it has none of a role, those of the nearest entry above it.
  Units units_of(int index) const {
    Units units;
    for (int up = index; up > 0; up = at(up).parent) {
      Units here = at(up).own;
      here.add(at(up).below);
      if (units.lead.empty()) units.lead = here.lead;
      if (units.responsible.empty()) units.responsible = here.responsible;
    }
    std::erase_if(units.responsible,
                  [&](const std::string& name) { return std::ranges::find(units.lead, name) != units.lead.end(); });
    return units;
  }

  std::vector<std::string> basis_of(int index) const {
    std::vector<std::string> basis;
    const auto keep = [&](const std::vector<std::string>& more) {
      for (const auto& one : more)
        if (std::ranges::find(basis, one) == basis.end()) basis.push_back(one);
    };
    for (int up = index; up > 0; up = at(up).parent) {
      keep(find_basis(at(up).basis, true));
      keep(find_basis(up == index ? words_of(up) : at(up).text, false));
    }
    return basis;
  }

  std::vector<Limit> limits_of(int index) const {
    std::vector<Limit> limits;
    const auto keep = [&](const std::vector<Limit>& more, bool ongoing) {
      for (const auto& one : more) {
        const bool known = std::ranges::any_of(limits, [&](const Limit& other) { return other.text == one.text; });
        if (!known && (ongoing || one.kind != LimitKind::Ongoing)) limits.push_back(one);
      }
    };
    keep(find_limits(words_of(index), year_), true);
    keep(find_limits(at(index).limits, year_, Place::Column), true);
    for (int up = at(index).parent; up > 0; up = at(up).parent) {
      keep(find_limits(at(up).limits, year_, Place::Column), true);
      keep(find_limits(at(up).head, year_), false);
      if (up == at(index).parent && at(index).mark) keep(find_limits(at(up).text, year_), false);
    }
    return limits;
  }

  /// What two copies of one task have in common.
  static Chars key_of(View words) { return essence(words).substr(0, 16); }

  void remember(int index) {
    if (at(index).row) return;
    const auto place = tasks_.size() - 1;
    known_[text::encode(key_of(at(index).text))].push_back(place);
    for (int up = index; up > 0; up = at(up).parent)
      if (!at(up).head.empty()) known_[text::encode(essence(at(up).head))].push_back(place);
  }

  bool is_repeat(int index) {
    if (!at(index).row || known_.empty()) return false;
    auto found = known_.find(text::encode(key_of(at(index).text)));
    if (found == known_.end()) found = known_.find(text::encode(essence(at(index).text)));
    if (found == known_.end() || essence(at(index).text).size() < 4) return false;
    const Task row = make(index);
    for (const auto place : found->second) {
      Task& task = tasks_[place];
      Units units{task.lead, task.responsible};
      units.add({row.lead, row.responsible});
      task.lead = units.lead;
      task.responsible = units.responsible;
      for (const auto& limit : row.limits)
        if (std::ranges::find(task.limits, limit) == task.limits.end()) task.limits.push_back(limit);
      for (const auto& one : row.basis)
        if (std::ranges::find(task.basis, one) == task.basis.end()) task.basis.push_back(one);
    }
    return true;
  }

  Outline outline_;
  const std::vector<Entry>& entries_;
  std::optional<int> year_ = {};
  std::vector<char> is_task_ = {};
  std::vector<Task> tasks_ = {};
  std::unordered_map<std::string, std::vector<std::size_t>> known_ = {};
};

}  // namespace

std::optional<int> year_of(const Paper& paper) {
  if (auto year = find_year(text::decode(paper.title), false)) return year;
  for (const auto& block : paper.body.blocks)
    if (block.align == content::Align::Center)
      if (auto year = find_year(text::decode(content::text_of(block.runs)), false)) return year;
  if (auto year = find_year(text::decode(paper.number), true)) return year;
  for (std::size_t i = 0; i < std::min<std::size_t>(paper.body.blocks.size(), 4); ++i)
    if (auto year = find_year(text::decode(content::text_of(paper.body.blocks[i].runs)), false)) return year;
  return paper.year;
}

std::vector<Task> read_plan(const Paper& paper) { return Reader(paper).read(); }

}  // namespace dl::plans
