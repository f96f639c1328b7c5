#include "plans/outline.h"

#include <algorithm>

#include "base/text.h"
#include "plans/align.h"
#include "plans/limits.h"
#include "plans/rows.h"

namespace dl::plans {
namespace {

constexpr std::size_t kLongestHead = 40;  ///< characters
constexpr std::size_t kStyles = static_cast<std::size_t>(MarkKind::Decimal3) + 1;

void add_line(Chars& into, View words) {
  words = trim(words);
  if (words.empty()) return;
  if (!into.empty()) into += U'\n';
  into += words;
}

/// The heading that words begin with: up to a full stop or colon that is near, or all of a short line.
View head_of(View words, bool heading) {
  const Chars folded = fold(words);
  const auto stop = folded.find_first_of(U"。:;\n");
  if (stop != Chars::npos && stop > 0 && stop <= kLongestHead) return words.substr(0, stop);
  return heading || (stop == Chars::npos && words.size() <= kLongestHead) ? words : View();
}

/// A label that the words begin with, as an item may: 政策依据：….
std::optional<Labelled> leading_label(View words) {
  auto labels = labels_within(words);
  if (!labels.empty() && labels.front().begin == 0) return labels.front();
  const Chars folded = fold(words);
  if (const auto label = label_of(folded);
      label && label->role != Role::Number && label->role != Role::Group && words.size() <= 8)
    return Labelled{*label, 0, words.size(), words.substr(words.size())};
  return std::nullopt;
}

/// 一（二） of the merged cells left of a task.
Chars marks_of(View group) {
  Chars marks;
  for (const View line : split(group, [](char32_t c) { return c == U'\n'; })) marks += mark_at(fold(trim(line))).shown;
  return marks;
}

void cut_out(Chars& text, std::vector<std::pair<std::size_t, std::size_t>> stretches) {
  std::ranges::sort(stretches);
  for (auto one = stretches.rbegin(); one != stretches.rend(); ++one)
    if (one->second <= text.size()) {
      text.erase(one->first, one->second - one->first);
      const auto before = one->first;  // ，。 is left of ，由…负责。
      if (before > 0 && before < text.size() && View(U"，,、；;").find(text[before - 1]) != View::npos &&
          View(U"。；;").find(text[before]) != View::npos)
        text.erase(before - 1, 1);
    }
  while (!text.empty() && View(U" \n\u3000,，；;、").find(text.back()) != View::npos) text.pop_back();
}

bool is_closing_remark(View words) {
  return !first_of(words, {U"各地",   U"各级",   U"各县",   U"各区",     U"各部门",   U"各单位", U"各乡",
                           U"各镇",   U"各街道", U"各有关", U"各科室",   U"各处室",   U"请各",   U"本要点",
                           U"本方案", U"以上",   U"联系人", U"联系电话", U"（联系人", U"(联系人"})
              .empty();
}

/// The last paragraph before signature and list of attachments: it may speak of the plan as a whole.
std::size_t last_words(const content::Tree& body) {
  std::size_t last = 0;
  for (std::size_t i = 0; i < body.blocks.size(); ++i) {
    const auto& block = body.blocks[i];
    if (block.kind != content::BlockKind::Paragraph || block.align != content::Align::Body || block.runs.empty())
      continue;
    const Chars words = text::decode(content::text_of(block.runs));
    if (begins_with(trim(words), U"附件") && last > 0) break;
    last = i;
  }
  return last;
}

}  // namespace

Outline::Outline(const content::Tree& body) {
  entries_.emplace_back();
  restart();
  const std::size_t last = last_words(body);
  std::vector<Chars> lines;  // of each block its words; none for tables
  for (const auto& block : body.blocks) lines.emplace_back(trim(text::decode(content::text_of(block.runs))));
  int heads = 40;  // lines that may head a table; more of them are looked through for nothing
  for (std::size_t i = 0; i < body.blocks.size(); ++i) {
    if (lines[i].size() <= 12 && heads > 0 && label_of(lines[i])) {
      --heads;
      if (const auto flat = flat_table(lines, i)) {
        take_rows(flat->table);
        i = flat->end - 1;
        continue;
      }
    }
    take(body.blocks[i], i == last);
  }
  for (auto& entry : entries_) digest(entry);
  lift(0);
}

void Outline::restart() {
  open_ = {0};
  last_.assign(kStyles, 0);
}

void Outline::take(const content::Block& block, bool last) {
  if (block.kind == content::BlockKind::Table) {
    take_rows(block);
    return;
  }
  if (block.note != 0) return;
  const Chars text = text::decode(content::text_of(block.runs));
  const bool heading = block.kind == content::BlockKind::Heading;
  for (const View line : split(text, [](char32_t c) { return c == U'\n'; })) {
    const View words = trim(line);
    if (words.empty()) continue;
    const bool marked = static_cast<bool>(mark_at(fold(words)));
    if (!marked && !heading) {
      if (block.align == content::Align::Right) continue;
      if (block.align == content::Align::Left && View(U"：:").find(words.back()) != View::npos) continue;
      if (block.align == content::Align::Center) {
        restart();
        attachments_ = false;
        continue;
      }
      const Entry& above = at(open_.back());
      if (last && above.text.size() > above.head.size() + 2 && is_closing_remark(words) &&
          find_duties(words).units.empty())
        continue;
    }
    take_line(words, heading);
  }
}

void Outline::take_line(View words, bool heading) {
  const Chars folded = fold(words);
  Mark mark = mark_at(folded);
  if (take_attachment(words, mark)) return;
  if (mark && expected(mark, heading)) {
    const auto items = items_within(folded);
    if (!items.empty() && items.front().begin == 0 && items.front().mark.kind == mark.kind) {
      for (const auto& item : items) {
        const View part = trim(words.substr(item.begin, item.end - item.begin));
        take_marked(part, mark_at(fold(part)), heading);
        at(open_.back()).within = true;
      }
      open_.pop_back();  // lines behind belong to what the list stands in
      return;
    }
    take_marked(words, std::move(mark), heading);
    return;
  }
  if (heading && !leading_label(words)) {
    open_ = {0};
    const int section = add(0, {});
    at(section).head = Chars(words);
    open_.push_back(section);
    return;
  }
  if (!take_attribute(open_.back(), words)) take_body(open_.back(), words);
}

/// 附件：1.… 2.… is a list; 附件1 alone begins a part of its own.
bool Outline::take_attachment(View words, const Mark& mark) {
  const Chars folded = fold(words);
  if (begins_with(folded, U"附件") && words.size() < 60) {
    const auto behind = trim(View(folded).substr(2));
    const bool alone = behind.size() < 3 && behind.find(U':') == View::npos;
    attachments_ = !alone && (behind.front() == U':' || digits_at(behind).size > 0);
    if (alone) restart();
    return alone || attachments_;
  }
  if (!attachments_) return false;
  attachments_ = (mark.kind == MarkKind::Digit || mark.kind == MarkKind::None) && words.size() < 60 &&
                 View(U"。；：").find(words.back()) == View::npos;
  return attachments_ && mark.kind == MarkKind::Digit;
}

bool Outline::expected(const Mark& mark, bool heading) const {
  if (heading || mark.number == 1 || mark.kind <= MarkKind::HanBracket) return true;
  if (mark.kind == MarkKind::Decimal2 || mark.kind == MarkKind::Decimal3)
    return last_[static_cast<std::size_t>(mark.kind)] + 1 == mark.number ||
           last_[static_cast<std::size_t>(MarkKind::Digit)] == mark.above;
  const int last = last_[static_cast<std::size_t>(mark.kind)];
  return mark.number > last && mark.number <= last + 3;
}

int Outline::add(int parent, Mark mark) {
  const int entry = static_cast<int>(entries_.size());
  entries_.push_back({.parent = parent, .mark = std::move(mark)});
  at(parent).children.push_back(entry);
  return entry;
}

int Outline::open(Mark mark) {
  const auto same = std::ranges::find_if(open_, [&](int entry) { return at(entry).mark.kind == mark.kind; });
  if (same != open_.end()) {
    open_.erase(same, open_.end());
  } else if (mark.kind <= MarkKind::Han) {
    while (open_.size() > 1 && at(open_.back()).mark.kind > mark.kind) open_.pop_back();
  }
  // An item that only says something of its parent has no items below it.
  while (open_.size() > 1 && at(open_.back()).label) open_.pop_back();
  last_[static_cast<std::size_t>(mark.kind)] = mark.number;
  const int entry = add(open_.back(), std::move(mark));
  open_.push_back(entry);
  return entry;
}

void Outline::take_marked(View words, Mark mark, bool heading) {
  View content = trim(words.substr(std::min(mark.size, words.size())));
  const int entry = open(std::move(mark));
  if (const auto label = leading_label(content)) {
    const Role role = label->label.role;
    if (role == Role::Work) {
      at(entry).work = true;
      const auto colon = fold(content).find(U':');
      content = colon == Chars::npos ? View() : trim(content.substr(colon + 1));
    } else {
      at(entry).label = role;
      if (take_attribute(entry, content)) return;
      content = label->value;
    }
  } else {
    at(entry).head = Chars(head_of(content, heading));
  }
  if (!content.empty()) take_body(entry, content);
}

void Outline::take_body(int owner, View words) {
  if (const auto label = at(owner).label) {
    Entry& parent = at(at(owner).parent);
    if (*label == Role::Basis) add_line(parent.basis, words);
    if (*label == Role::Limit) add_line(parent.limits, words);
    if (*label == Role::Lead || *label == Role::Responsible) parent.below.add(read_units(words, *label));
    return;
  }
  if (const auto label = leading_label(words); label && label->label.role == Role::Work)
    words = label->value.empty() ? View() : trim(words.substr(fold(words).find(U':') + 1));
  const auto items = items_within(fold(words));
  if (items.empty()) {
    add_line(at(owner).text, words);
    return;
  }
  add_line(at(owner).text, words.substr(0, items.front().begin));
  for (const auto& item : items) {
    const int entry = add(owner, item.mark);
    at(entry).within = true;
    const View content = trim(words.substr(item.begin + item.mark.size, item.end - item.begin - item.mark.size));
    at(entry).head = Chars(head_of(content, false));
    take_body(entry, content);
  }
}

/// A line that only says who, until when or by what; it belongs to the item above it.
bool Outline::take_attribute(int owner, View words) {
  const auto labels = labels_within(words);
  if (!labels.empty() && labels.front().begin == 0 && labels.front().label.role != Role::Work) {
    Entry& entry = at(at(owner).label ? at(owner).parent : owner);
    for (const auto& one : labels) {
      if (one.label.role == Role::Lead || one.label.role == Role::Responsible)
        entry.below.add(read_units(one.value, one.label.role));
      if (one.label.role == Role::Limit) add_line(entry.limits, one.value);
      if (one.label.role == Role::Basis) add_line(entry.basis, words.substr(one.begin));
    }
    return true;
  }
  const auto duties = find_duties(words);
  Chars left(words);
  cut_out(left, duties.said);
  if (!duties.units.empty() && essence(left).size() < 2) {
    at(at(owner).label ? at(owner).parent : owner).below.add(duties.units);
    return true;
  }
  const Chars folded = fold(words);
  if (folded.front() == U'(' && closing_of(folded, 0) == folded.size() - 1 &&
      !find_limits(words, std::nullopt).empty()) {
    add_line(at(owner).limits, words);
    return true;
  }
  return false;
}

void Outline::take_rows(const content::Block& table) {
  const auto rows = read_rows(table);
  if (rows.empty()) return;
  const int owner = open_.size() > 1 && at(open_.back()).text.empty() ? open_.back() : 0;
  int section = owner;
  for (const auto& row : rows) {
    if (row.text.empty()) {
      const auto mark = mark_at(fold(row.section));
      // A section below another one: （一） below 一、.
      int above = owner;
      for (int up = section; up != owner; up = at(up).parent)
        if (at(up).mark.kind < mark.kind) {
          above = up;
          break;
        }
      section = add(above, mark);
      at(section).head = Chars(trim(View(row.section).substr(mark.size)));
      continue;
    }
    const int entry = add(section, {});
    at(entry).row = true;
    const View group = View(row.group).substr(row.group.rfind(U'\n') + 1);
    at(entry).head = Chars(group.substr(mark_at(fold(group)).size));
    at(entry).own = row.units;
    at(entry).limits = row.limits;
    at(entry).basis = row.basis;
    const Mark mark = mark_at(fold(row.text));
    at(entry).mark = mark;
    if (!mark && !row.number.empty()) at(entry).mark.shown = row.number;
    at(entry).mark.shown = marks_of(row.group) + at(entry).mark.shown;
    const auto items = items_within(fold(row.text));
    if (!items.empty() && items.front().begin == 0) {  // several items in one cell
      at(entry).mark = {};
      at(entry).mark.shown = marks_of(row.group) + row.number;
      take_body(entry, row.text);
      for (const int child : at(entry).children) at(child).row = true;
    } else {
      take_body(entry, View(row.text).substr(mark.size));
    }
  }
}

/// Takes out of the words of an item what they say of units, limits and basis by label or bracket.
void Outline::digest(Entry& entry) const {
  if (!entry.children.empty()) entry.own.add(units_of_heading(entry.head));
  if (entry.text.empty()) return;
  std::vector<std::pair<std::size_t, std::size_t>> said;
  for (const auto& one : labels_within(entry.text)) {
    if (one.label.role == Role::Limit)
      add_line(entry.limits, one.value);
    else if (one.label.role == Role::Basis)
      add_line(entry.basis, one.value);
    else if (one.label.role != Role::Other)
      continue;
    said.emplace_back(one.begin, one.end);
  }
  cut_out(entry.text, said);
  const auto duties = find_duties(entry.text);
  entry.own.add(duties.units);
  cut_out(entry.text, duties.said);
}

/// Units and limits that only the last of several items has, in lines behind it, are those of all of them.
void Outline::lift(int entry) {
  std::vector<int> items;
  for (const int child : at(entry).children) {
    lift(child);
    if (at(child).label) {
      at(entry).below.add(at(child).below);
    } else if (!at(child).row || at(child).within) {
      items.push_back(child);
    }
  }
  if (entry == 0) return;
  for (std::size_t begin = 0, end = 0; begin < items.size(); begin = end) {
    const auto same = [&](int item) {
      return at(item).within == at(items[begin]).within &&
             (!at(item).within || at(item).mark.kind == at(items[begin]).mark.kind);
    };
    for (end = begin; end < items.size() && same(items[end]); ++end) {
    }
    lift_run(entry,
             {items.begin() + static_cast<std::ptrdiff_t>(begin), items.begin() + static_cast<std::ptrdiff_t>(end)},
             end - begin == items.size());
  }
}

/// One list of items; when it is `all` that stands below the entry, what is said last is said of the entry.
void Outline::lift_run(int entry, const std::vector<int>& run, bool all) {
  if (run.size() < 2 || at(run.back()).lifted) return;
  Entry& last = at(run.back());
  const bool units_last =
      std::all_of(run.begin(), run.end() - 1, [&](int item) { return at(item).own.empty() && at(item).below.empty(); });
  const bool limits_last = std::all_of(run.begin(), run.end() - 1, [&](int item) { return at(item).limits.empty(); });
  Units& units = last.within && last.below.empty() ? last.own : last.below;
  const bool moved = units_last && !units.empty();
  if (moved && all) {
    at(entry).below.add(std::exchange(units, {}));
    at(entry).lifted = true;
  } else if (moved) {
    for (const int item : run) at(item).own.add(Units(units));
  }
  if (limits_last && !last.limits.empty() && all && (last.within || moved))
    add_line(at(entry).limits, std::exchange(last.limits, {}));
}

}  // namespace dl::plans
