// The rows of a ledger: headings, cells, and what is wrong with them.
#include "requests/ledger.h"

#include <algorithm>
#include <ranges>

#include "base/numerals.h"
#include "base/text.h"
#include "requests/procedure.h"

namespace dl::requests {
namespace {

using Text = std::string;

std::optional<Date> day_of(const sheets::Cell& cell) {
  if (const auto moment = sheets::moment_of(cell)) return moment->date;
  const auto shown = sheets::shown(cell);
  return text::parse_date(text::trim(shown ? *shown : Text(cell.raw)));
}

}  // namespace

sheets::Wish LedgerReader::begin(const sheets::SheetHead& sheet) {
  if (taken_ || sheet.hidden) return sheets::Wish::Nothing;
  taken_ = true;
  return sheets::Wish::Rows;
}

void LedgerReader::heading(const sheets::Row& row) {
  std::map<std::uint32_t, Text> fields;
  std::set<std::uint32_t> headed;
  std::vector<LedgerProblem> notes;
  std::size_t known = 0;
  for (const auto& cell : row.cells) {
    const Text words(text::trim(sheets::shown(cell).value_or(Text(cell.raw))));
    if (words.empty()) continue;
    headed.insert(cell.column);
    const auto field = words_.field_of(words);
    if (field) ++known;
    const bool twice = field && std::ranges::any_of(fields, [&](const auto& one) { return one.second == *field; });
    const char* note = !field           ? "ledger.column-unknown"
                       : field->empty() ? "ledger.column-passed-over"
                       : twice          ? "ledger.column-double"
                                        : nullptr;
    if (note != nullptr)
      notes.push_back({row.number, sheets::address(cell.column, row.number), note, words});
    else
      fields.emplace(cell.column, *field);
  }
  // A title over the table has a cell or two, and no heading stands alone.
  if (known < 3 || fields.empty()) return;
  fields_ = std::move(fields);
  headed_ = std::move(headed);
  ledger_.notes = std::move(notes);
  for (const auto& owed : words_.columns() | std::views::filter(&sheets::Column::required))
    if (std::ranges::none_of(fields_, [&](const auto& one) { return one.second == owed.code; }))
      ledger_.problems.push_back({0, owed.title, "ledger.column-missing", {}});
}

void LedgerReader::note_unheaded(const sheets::Row& row) {
  for (const auto& cell : row.cells)
    if (!text::trim(sheets::shown(cell).value_or(Text(cell.raw))).empty() && headed_.insert(cell.column).second)
      ledger_.notes.push_back({row.number, sheets::address(cell.column, row.number), "ledger.column-unknown", {}});
}

/// One row on its way.
struct LedgerReader::Line {
  LedgerReader& reader;
  const sheets::Row& row;
  LedgerRow read = {};
  bool right = true;

  const sheets::Cell* cell(std::string_view field) const {
    for (const auto& one : row.cells) {
      const auto known = reader.fields_.find(one.column);
      if (known != reader.fields_.end() && known->second == field) return &one;
    }
    return nullptr;
  }
  Text words(std::string_view field) const {
    const auto* one = cell(field);
    return one == nullptr ? Text() : Text(text::trim(sheets::shown(*one).value_or(Text(one->raw))));
  }
  Text place(std::string_view field) const {
    for (const auto& [column, name] : reader.fields_)
      if (name == field) return sheets::address(column, row.number);
    return {};
  }
  void wrong(std::string_view field, const char* key, Text about = {}) {
    right = false;
    reader.ledger_.problems.push_back({row.number, place(field), key, std::move(about)});
  }
  /// A day, also one to come.
  std::optional<Date> any_day(std::string_view field) {
    const auto* one = cell(field);
    if (one == nullptr || words(field).empty()) return std::nullopt;
    const auto day = day_of(*one);
    if (!day) wrong(field, "ledger.date", words(field));
    return day;
  }
  std::optional<Date> day(std::string_view field) {
    const auto day = any_day(field);
    if (day && *day > reader.today_) wrong(field, "ledger.future", day->text());
    return day;
  }
  Text line(std::string_view field, std::size_t most) {
    auto found = words(field);
    if (text::length(found) > most) wrong(field, "ledger.long", fmt::format("{}", most));
    return found;
  }
  /// A word of a list; what is left empty stays as it is.
  template <class E>
  void take(std::string_view field, E& into, std::optional<E> (LedgerWords::*find)(std::string_view) const,
            const char* unknown) {
    const auto said = words(field);
    if (said.empty()) return;
    if (const auto known = (reader.words_.*find)(said))
      into = *known;
    else
      wrong(field, unknown, said);
  }
  void read_course();
  void check_order();
  void check_waiting();
};

/// The days of a course by their fields, and what each of them follows on.
struct CourseDay {
  std::string_view field = {};
  std::optional<Date> LedgerCourse::*day = nullptr;
  std::optional<Date> LedgerCourse::*follows = nullptr;  ///< nullptr for receipt
  bool may_come = false;                                 ///< also after today, and after the end
};
constexpr CourseDay kCourse[] = {
    {"supplement_asked_on", &LedgerCourse::supplement_asked_on},
    {"supplement_until", &LedgerCourse::supplement_until, &LedgerCourse::supplement_asked_on, true},
    {"supplemented_on", &LedgerCourse::supplemented_on, &LedgerCourse::supplement_asked_on},
    {"consulted_on", &LedgerCourse::consulted_on},
    {"letter_got_on", &LedgerCourse::letter_got_on, &LedgerCourse::consulted_on},
    {"opinion_until", &LedgerCourse::opinion_until, &LedgerCourse::consulted_on, true},
    {"opinion_on", &LedgerCourse::opinion_on, &LedgerCourse::consulted_on},
    {"extended_on", &LedgerCourse::extended_on},
    {"extended_until", &LedgerCourse::extended_until, nullptr, true},
};

void LedgerReader::Line::read_course() {
  auto& course = read.course;
  for (const auto& one : kCourse)
    if (!reader.words_.is_no(words(one.field))) course.*one.day = one.may_come ? any_day(one.field) : day(one.field);
  take("consulted", course.consulted, &LedgerWords::consulted, "ledger.consulted");
  if (const auto* due = cell("due_on")) read.due_on = day_of(*due);
  check_order();
  if (course.extended_on && !course.extended_until) wrong("extended_until", "ledger.extension-owed");
  if (!read.decision) check_waiting();
}

void LedgerReader::Line::check_order() {
  const auto& course = read.course;
  for (const auto& one : kCourse) {
    const auto& day = course.*one.day;
    if (!day || read.received_on == Date()) continue;
    const auto before = one.follows == nullptr ? std::optional(read.received_on) : course.*one.follows;
    if (!before)
      wrong(one.field, "ledger.asked-owed");
    else if (*day < *before || (!one.may_come && read.ended_on && *day > *read.ended_on))
      wrong(one.field, "ledger.order", day->text());
    else if (days_between(*before, *day) > kFarthest)
      wrong(one.field, "ledger.far", day->text());
  }
}

/// A clock that was stopped or moved runs on only from days that are known.
void LedgerReader::Line::check_waiting() {
  const auto& course = read.course;
  if (course.is_supplement_awaited() && !course.supplement_until) wrong("supplement_until", "ledger.supplement-owed");
  const bool silent_agency = course.consulted == Consulted::Agency && course.consulted_on && !course.opinion_on;
  if (silent_agency && !course.opinion_until) wrong("opinion_until", "ledger.opinion-owed");
  const std::pair<std::string_view, std::optional<Date>> said[] = {{"supplement_said", course.supplement_asked_on},
                                                                   {"consultation_said", course.consulted_on},
                                                                   {"extension_said", course.extended_until}};
  for (const auto& [field, day] : said)
    if (!day && !reader.words_.is_no(words(field))) wrong(field, "ledger.said-owed", words(field));
}

void LedgerReader::read(const sheets::Row& row) {
  Line line{*this, row};
  if (words_.is_uncounted(line.words("outcome"))) {
    ledger_.notes.push_back({row.number, line.place("outcome"), "ledger.uncounted", line.words("outcome")});
    return;
  }
  auto& read = line.read;
  read.row = row.number;
  const auto problems = ledger_.problems.size();
  for (const auto& owed : words_.columns())
    if (owed.required && line.words(owed.code).empty()) line.wrong(owed.code, "ledger.owed");
  read.number = line.line("number", matters::kLongestWord);
  read.contact.name = line.line("name", matters::kLongestWord);
  read.contact.phone = line.line("phone", matters::kLongestWord);
  read.department = line.line("department", matters::kLongestWord);
  read.letter = line.line("letter", matters::kLongestWord);
  read.wanted = line.line("wanted", kLongestWanted);
  if (const auto received = line.day("received_on")) read.received_on = *received;
  read.ended_on = line.day("ended_on");
  line.take("channel", read.channel, &LedgerWords::channel, "ledger.channel");
  line.take("applicant", read.applicant, &LedgerWords::applicant, "ledger.applicant");
  line.take("purpose", read.purpose, &LedgerWords::purpose, "ledger.purpose");
  line.take("topic", read.topic, &LedgerWords::topic, "ledger.topic");
  const auto outcome = words_.outcome(line.words("outcome"));
  if (!outcome)
    line.wrong("outcome", "ledger.outcome", line.words("outcome"));
  else
    read.decision = *outcome;
  if (read.decision && !read.ended_on && line.words("ended_on").empty()) line.wrong("ended_on", "ledger.end-owed");
  if (outcome && !read.decision && read.ended_on) line.wrong("outcome", "ledger.outcome-owed");
  if (read.ended_on && read.received_on != Date() && *read.ended_on < read.received_on)
    line.wrong("ended_on", "ledger.before", read.ended_on->text());
  line.read_course();
  if (!read.number.empty()) {
    const auto [known, fresh] = numbers_.try_emplace(read.number, row.number);
    if (!fresh) line.wrong("number", "ledger.twice", fmt::format("{}", known->second));
  }
  // A line of words under the table, or of its sum, is no request.
  const bool is_note = line.words("received_on").empty() && line.words("wanted").empty() && line.words("name").empty();
  if (is_note) {
    ledger_.problems.resize(problems);
    return;
  }
  note_unheaded(row);
  if (line.right) ledger_.rows.push_back(std::move(read));
}

bool LedgerReader::row(const sheets::Row& row) {
  if (auto codes = sheets::code_row(row)) {
    codes_ = std::move(codes);
    return true;
  }
  if (fields_.empty()) {
    heading(row);
    return true;
  }
  // Rows that a filter hides are requests as well.
  if (codes_ && sheets::is_example(row, *codes_, words_.columns())) return true;
  if (ledger_.rows.size() + ledger_.problems.size() >= kMostLedgerRows * 4 || ledger_.rows.size() >= kMostLedgerRows) {
    too_many_ = true;
    return false;
  }
  read(row);
  return true;
}

Ledger LedgerReader::take() {
  if (fields_.empty()) ledger_.problems.push_back({0, {}, "ledger.no-heading", {}});
  if (too_many_) ledger_.problems.push_back({0, {}, "ledger.rows", fmt::format("{}", kMostLedgerRows)});
  if (!fields_.empty() && ledger_.rows.empty() && ledger_.problems.empty())
    ledger_.problems.push_back({0, {}, "ledger.empty", {}});
  return std::move(ledger_);
}

}  // namespace dl::requests
