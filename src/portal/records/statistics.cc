#include "portal/records/statistics.h"

#include <algorithm>

#include "portal/records/registers.h"
#include "records/write.h"

namespace dl::portal {

using condition::Word;
using figures::Cell;
using records::Field;
using records::FigureForm;
using records::Type;

namespace {

bool is_date(const FigureForm::By& by) {
  return by.field != nullptr &&
         (by.field->type == Type::Date || by.field->type == Type::Month || by.field->type == Type::Year);
}

/// Where a value stands among those of its group: days fall, choices follow their list, the rest rises.
std::int64_t place_in_list(const FigureForm::By& by, const std::string& value) {
  if (by.field == nullptr || !by.field->choices) return 0;
  const auto& terms = by.field->choices->terms();
  return std::ranges::find(terms, value, &Term::code) - terms.begin();
}

bool comes_before(const ShownFigure& shown, const Cell& a, const Cell& b) {
  for (std::size_t i = 0; i < shown.by.size(); ++i) {
    const auto first = figures::text_of(a.group[i]);
    const auto second = figures::text_of(b.group[i]);
    if (first == second) continue;
    if (is_date(shown.by[i])) return first > second;
    const auto one = place_in_list(shown.by[i], first);
    const auto other = place_in_list(shown.by[i], second);
    return one != other ? one < other : first < second;
  }
  return false;
}

/// Conditions of a list that is being narrowed, one value a field.
class Narrowing {
 public:
  void want(const Field* field, const std::string& value) {
    if (field == nullptr || value.empty()) return give_up();
    const auto found = std::ranges::find(wanted_, field, &std::pair<const Field*, std::string>::first);
    if (found == wanted_.end()) {
      wanted_.emplace_back(field, value);
    } else if (value.starts_with(found->second)) {  // a month within its year
      found->second = value;
    } else if (!found->second.starts_with(value)) {
      give_up();
    }
  }
  void want(const condition::Condition& condition, const records::Register& made) {
    if (condition.word == Word::All) {
      for (const auto& part : condition.parts) want(part, made);
    } else if (condition.word == Word::Is || condition.word == Word::Has) {
      const auto* field = made.find(condition.field.name);
      if (field != nullptr && field->type == Type::Date) field = nullptr;  // lists know no single day
      want(field, figures::text_of(condition.values.front()));
    } else {
      give_up();
    }
  }
  void give_up() { possible_ = false; }

  std::optional<RecordsAsked> of(const records::Register& made) const {
    if (!possible_) return std::nullopt;
    std::optional<RecordsAsked> asked = RecordsAsked::all_of(made);
    for (const auto& [field, value] : wanted_) {
      asked = asked->narrowed_to(*field, value);
      if (!asked) break;
    }
    return asked;
  }

 private:
  bool possible_ = true;
  std::vector<std::pair<const Field*, std::string>> wanted_ = {};
};

void narrow_to_period(Narrowing& narrowing, const FigureForm& form, const figures::Period& period) {
  constexpr std::size_t kYear = 4;
  const bool year = period.text.size() == kYear;
  const auto* at = form.at;
  const bool suits = at != nullptr &&
                     (at->type == Type::Date || (at->type == Type::Year && year) || (at->type == Type::Month && !year));
  narrowing.want(suits ? at : nullptr, period.text);
}

}  // namespace

Outcome<StatisticsAsked> StatisticsAsked::read(const web::Request& http, const Visit& visit,
                                               const records::Register& made) {
  StatisticsAsked asked{visit, made};
  const auto text = http.argument("period");
  if (text.empty()) return asked;
  const auto period = figures::Period::parse(text);
  if (!period || text.find('Q') != text.npos || period->from.year() > visit.today.year() + 1)
    return fail(Fault::NotFound, "figures.period", std::string(text));
  asked.period = *period;
  return asked;
}

std::string StatisticsAsked::query() const { return period ? "?period=" + period->text : std::string(); }
std::string StatisticsAsked::path() const { return statistics_path(made) + query(); }

const figures::Column& ShownFigure::column(std::size_t group) const {
  return *figure->source->find(records::column_of(by.at(group)));
}

std::vector<std::string> ShownFigure::heads() const {
  std::vector<std::string> heads;
  for (const auto& one : by) {
    if (one.field == nullptr) {
      heads.emplace_back("机关");
    } else {
      heads.push_back(one.field->title);
    }
  }
  return heads;
}

std::string ShownFigure::unit() const {
  if (form->sum != nullptr && form->sum->type == Type::Money) return std::string(chinese_of(form->sum->shown));
  return form->unit;
}

std::string ShownFigure::value_text(const Cell& cell) const {
  if (form->sum != nullptr) return records::written_of(cell.value, *form->sum);
  if (!cell.of) return fmt::format("{}", cell.value);
  return fmt::format("{} / {}（{:.1f}%）", cell.value, *cell.of,
                     *cell.of == 0 ? 0.0 : 100.0 * static_cast<double>(cell.value) / static_cast<double>(*cell.of));
}

std::string ShownFigure::word(std::size_t group, const condition::Value& value) const {
  const auto text = figures::text_of(value);
  if (text.empty()) return "未填写";
  const auto& one = by.at(group);
  if (is_date(one) && one.part == FigureForm::Part::Whole && one.field->type == Type::Date) return text;
  return is_date(one) ? period_text(text) : figures::worded(column(group), value);
}

Outcome<std::vector<ShownFigure>> figures_on(const StatisticsAsked& asked, const figures::Definitions& all) {
  std::vector<ShownFigure> shown;
  for (const auto& form : asked.made.figures) {
    ShownFigure one{.form = &form};
    DL_TRY(one.figure, all.find(records::figure_id(asked.made, form)));
    for (const auto& by : form.by)
      if (by.field != nullptr || !keeper_on(asked.visit, asked.made)) one.by.push_back(by);
    shown.push_back(std::move(one));
  }
  return shown;
}

Outcome<ShownFigure> find_figure(const StatisticsAsked& asked, const figures::Definitions& all, std::string_view code) {
  DL_TRY(const auto shown, figures_on(asked, all));
  for (const auto& one : shown)
    if (one.form->code == code) return one;
  return fail(Fault::NotFound, "figures.unknown", std::string(code));
}

figures::Ask ask_of(const StatisticsAsked& asked, const ShownFigure& shown) {
  figures::Ask ask{.figure = *shown.figure,
                   .period = asked.period,
                   .agency = keeper_on(asked.visit, asked.made).value_or(0),
                   .today = asked.visit.today};
  for (const auto& by : shown.by) ask.by.push_back(records::column_of(by));
  return ask;
}

Outcome<std::vector<Cell>> cells_of(db::Session& session, const StatisticsAsked& asked, const ShownFigure& shown) {
  DL_TRY(auto cells, figures::cells(session, ask_of(asked, shown)));
  std::ranges::stable_sort(cells, [&](const Cell& a, const Cell& b) { return comes_before(shown, a, b); });
  return cells;
}

Cell total_of(const std::vector<Cell>& cells) {
  Cell total;
  for (const auto& cell : cells) {
    total.value += cell.value;
    if (cell.of) total.of = total.of.value_or(0) + *cell.of;
  }
  return total;
}

std::optional<RecordsAsked> list_of(const StatisticsAsked& asked, const ShownFigure& shown, const Group* group) {
  Narrowing narrowing;
  if (asked.period) narrow_to_period(narrowing, *shown.form, *asked.period);
  if (shown.form->when) narrowing.want(*shown.form->when, asked.made);
  for (std::size_t i = 0; group != nullptr && i < shown.by.size(); ++i) {
    const auto& by = shown.by[i];
    const bool whole_day = by.field != nullptr && by.field->type == Type::Date && by.part == FigureForm::Part::Whole;
    narrowing.want(whole_day ? nullptr : by.field, figures::text_of(group->at(i)));
  }
  return narrowing.of(asked.made);
}

std::string records_path(const StatisticsAsked& asked, const ShownFigure& shown, const Group* group) {
  if (const auto list = list_of(asked, shown, group)) return list->path();
  auto path = fmt::format("{}/{}{}", statistics_path(asked.made), shown.form->code, asked.query());
  if (group == nullptr) return path;
  const auto mark = asked.period ? "&" : "?";
  return path + fmt::format("{}group={}", mark, web::percent_encode(figures::group_text(*group)));
}

Outcome<std::optional<Group>> read_group(std::string_view text, const ShownFigure& shown) {
  if (text.empty()) return std::optional<Group>();
  std::vector<const figures::Column*> columns;
  for (std::size_t i = 0; i < shown.by.size(); ++i) columns.push_back(&shown.column(i));
  auto group = figures::read_group(text, columns);
  if (!group) return fail(Fault::NotFound, "figures.group", group.error().detail);
  return std::optional(std::move(*group));
}

std::string statistics_path(const records::Register& made) { return register_path(made) + "/statistics"; }

}  // namespace dl::portal
