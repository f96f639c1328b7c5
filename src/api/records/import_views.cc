// Files of records as they are checked for somebody, and what the caller is told of imports.
#include "api/records/import_views.h"

#include <algorithm>

#include "api/accounts/people_views.h"
#include "api/files.h"
#include "api/records/views.h"
#include "base/hash.h"
#include "base/text.h"
#include "records/import_words.h"

namespace dl::api {

namespace {

using accounts::Right;
using records::CellProblem;
using records::Effect;

constexpr std::size_t kLongestHeading = 100;  ///< characters that are told

Failure refuse(std::string member, std::string key) {
  return Failure(Error{Fault::Invalid, "request.fields", member, {{member, std::move(key)}}});
}

Outcome<std::optional<char>> separator_of(const std::string& separator) {
  if (separator.empty()) return std::optional<char>();
  if (separator == "tab") return std::optional('\t');
  if (separator == "," || separator == ";") return std::optional(separator.front());
  return refuse("separator", "field.choice");
}

std::vector<std::uint32_t> columns_of(const std::string& cell) {
  if (const auto place = sheets::place_of(cell)) return {static_cast<std::uint32_t>(place->column)};
  std::vector<std::uint32_t> columns;
  if (const auto range = sheets::range_of(cell))
    for (auto column = range->left; column <= range->right; ++column)
      columns.push_back(static_cast<std::uint32_t>(column));
  return columns;
}

}  // namespace

Outcome<void> SentFile::read(const RecordImportQuery& query) {
  DL_CHECK(call_.who.require(Right::EnterRecords, query.agency));
  DL_TRY(made_, call_.api.around.registers.find(query.register_));
  if (call_.api.around.directory.current()->agency(query.agency) == nullptr)
    return fail(Fault::NotFound, "agency.missing", fmt::format("{}", query.agency));
  DL_CHECK(check_upload(call_, query.name));
  if (call_.http.body.empty()) return fail(Fault::Invalid, "file.empty");
  if (!call_.api.around.read_table) return fail(Fault::Unavailable, "import.unavailable");
  order_ = {.code = made_->code,
            .agency = query.agency,
            .file = sha256_hex(call_.http.body.bytes()),
            .name = query.name,
            .reason = query.reason};
  DL_TRY(mapping_, call_.api.read([&](db::Session& session) {
    return records::load_mapping(session, order_.code, order_.agency);
  }));
  return {};
}

// The file is read up to its first row, for the headings of the columns; without a heading there is a guess.
Outcome<void> SentFile::map(const records::ReadTable& table, const std::string& columns) {
  if (columns.empty()) return {};
  boost::system::error_code error;
  const auto parsed = json::parse(columns, error);
  if (error || !parsed.is_object()) return refuse("columns", "field.object");
  records::Headings headings(*made_, mapping_);
  const records::FileWish wish{*made_, mapping_, call_.api.around.clock.today()};
  const auto read = records::read_rows(headings.listening_to(table), wish, [](auto&&...) { return false; });
  if (!read && read.error().key != "import.no-heading") return Failure(read.error());
  const auto known = headings.columns();
  for (const auto& [letters, field] : parsed.get_object()) {
    const auto column = std::ranges::find(known, std::string_view(letters), &records::HeadingColumn::letters);
    if (column == known.end()) return refuse("columns", "field.unknown");
    if (!field.is_string()) return refuse("columns", "field.text");
    order_.mapping.insert_or_assign(column->heading, std::string(field.get_string()));
  }
  for (const auto& [heading, field] : order_.mapping)
    mapping_.insert_or_assign(records::comparable_heading(heading), field);
  return {};
}

Outcome<void> SentFile::check(const RecordImportQuery& query) {
  DL_CHECK(read(query));
  DL_TRY(const auto separator, separator_of(query.separator));
  DL_TRY(const auto table, call_.api.around.read_table(call_.http.body.bytes(), separator));
  const auto tell = [&](sheets::Receiver& receiver) {
    auto told = table.tell(receiver);
    if (told) form_ = told->form;
    return told;
  };
  DL_CHECK(map(tell, query.columns));
  headings_.emplace(*made_, mapping_);
  const auto file = headings_->listening_to(tell);
  ImportsUnderWay::Watch watch(call_.api.imports, call_.who.actor() + "\n" + query.watch);
  order_.progress = [&watch](std::size_t rows) { watch.note(rows); };
  auto checked = call_.api.import_desk.check(order_, file, call_.who);
  order_.progress = {};
  if (!checked && checked.error().key != "import.no-heading") return Failure(std::move(checked).error());
  if (checked)
    checked_ = std::move(*checked);
  else
    checked_.problems.push_back({.key = checked.error().key});
  return {};
}

RecordImportProblem SentFile::view_of(const CellProblem& problem) const {
  const auto code = std::string_view(problem.field).substr(0, problem.field.find_first_of("[."));
  const auto* field = made_->find(code);
  return {.field = problem.field,
          .title = field == nullptr ? std::string() : field->title,
          .cell = problem.cell,
          .key = problem.key,
          .message = records::words_of(problem, call_.api.around.sentences),
          .refuses = problem.effect == Effect::Refuse};
}

RecordImportCheck SentFile::view() const {
  using records::Action;
  const auto count = [&](Action action) { return static_cast<std::int64_t>(checked_.count(action)); };
  RecordImportCheck view{.acceptable = checked_.acceptable(),
                         .workbook = is_workbook(),
                         .rows = std::ssize(checked_.rows),
                         .entered = count(Action::New),
                         .corrected = count(Action::Changed),
                         .same = count(Action::Same),
                         .refused = count(Action::Refused)};
  for (const auto& column : headings_->columns())
    view.columns.push_back({column.letters, std::string(text::cut(column.heading, kLongestHeading)),
                            column.field == nullptr ? "" : column.field->code,
                            column.field == nullptr ? "" : column.field->title, column.passed_over});
  for (const auto& problem : checked_.problems) view.problems.push_back(view_of(problem));
  add_lines(view, [](const records::Prepared& row) { return row.action == Action::Refused; });
  add_lines(view, [](const records::Prepared& row) { return row.action != Action::Refused; });
  return view;
}

void SentFile::add_lines(RecordImportCheck& view, bool (*wanted)(const records::Prepared& row)) const {
  for (const auto& row : checked_.rows) {
    if (row.problems.empty() || !wanted(row)) continue;
    view.more = view.lines.size() == RecordImportCheck::kMostLines;
    if (view.more) return;
    auto& line = view.lines.emplace_back(RecordImportRow{.row = static_cast<std::int64_t>(row.row),
                                                         .key = row.key,
                                                         .action = row.action,
                                                         .action_name = std::string(chinese_of(row.action))});
    for (const auto& problem : row.problems) line.problems.push_back(view_of(problem));
  }
}

sheets::Marking SentFile::marking() const {
  sheets::Marking marking{.sheet = headings_->sheet(), .heading_row = std::max<std::size_t>(headings_->row(), 1)};
  const auto mark = [&](std::size_t row, std::vector<CellProblem> problems) {
    if (problems.empty()) return;
    std::ranges::stable_partition(problems, [](const auto& one) { return one.effect == Effect::Refuse; });
    auto& one = marking.marks.emplace_back(sheets::Mark{.row = row});
    for (const auto& problem : problems) {
      const auto view = view_of(problem);
      const auto place = view.title.empty() ? problem.cell : view.title;
      one.message += fmt::format("{}{}{}{}", one.message.empty() ? "" : "\n", view.refuses ? "须改正：" : "请核对：",
                                 place, place.empty() ? view.message : "：" + view.message);
      if (row == 0) continue;  // what it speaks of may stand in any row
      for (const auto column : columns_of(problem.cell))
        if (std::ranges::find(one.columns, column) == one.columns.end()) one.columns.push_back(column);
    }
  };
  mark(0, checked_.problems);
  for (const auto& row : checked_.rows) mark(row.row, row.problems);
  return marking;
}

}  // namespace dl::api
