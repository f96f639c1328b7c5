#include "records/import_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <future>

#include "db/rows.h"
#include "records/import_cells.h"
#include "records/ties.h"
#include "records/words_check.h"
#include "records/write.h"

namespace dl::records {
namespace {

using Id = std::int64_t;
using Text = std::string;

constexpr std::size_t kBatch = 512;
/// From so many records on one amount in a thousand is unusual.
constexpr Id kEnough = 1'000;

Text part_of(const db::Value& value) {
  if (const auto* number = std::get_if<Id>(&value)) return fmt::format("{}", *number);
  if (const auto* text = std::get_if<Text>(&value)) return *text;
  return {};
}

/// The values of a key as one text; empty where one of them is.
Text key_of(const Record& record, const Fields& key) {
  Text whole;
  for (const auto* field : key) {
    const auto part = part_of(column_value(record.at(field->place)));
    if (part.empty()) return {};
    whole += part + '\x1f';
  }
  return whole;
}

Text shown_key(const Record& record, const Fields& key) {
  Text shown;
  for (const auto* field : key) shown += (shown.empty() ? "" : " ") + text_of(record.at(field->place), *field);
  return shown;
}

bool is_refused(const std::vector<CellProblem>& problems) {
  return std::ranges::any_of(problems, [](const auto& problem) { return problem.effect == Effect::Refuse; });
}

/// The first that refuses the row, else the first.
void keep_one(std::vector<CellProblem>& problems) {
  if (problems.size() < 2) return;
  const auto first = std::ranges::find(problems, Effect::Refuse, &CellProblem::effect);
  if (first != problems.end()) std::iter_swap(problems.begin(), first);
  problems.erase(problems.begin() + 1, problems.end());
}

std::vector<FieldChange> changes_of(const Register& made, const Record& before, const Record& after,
                                    const OwnNumbers& own) {
  std::vector<FieldChange> changes;
  const auto words = [&](const Field& field, const Record& record) {
    return is_closed(field) ? Text() : cell_text(public_value(field, made, record, own), field, made);
  };
  for (const auto& field : made.fields)
    if (before.at(field.place) != after.at(field.place))
      changes.push_back({field.code, words(field, before), words(field, after)});
  return changes;
}

}  // namespace

bool Checked::acceptable(Take take) const {
  return !is_refused(problems) && (take == Take::Good || count(Action::Refused) == 0);
}

std::size_t Checked::problem_count() const {
  auto all = problems.size();
  for (const auto& row : rows) all += row.problems.size();
  return all;
}

/// Records that have the values of a key, by key_of().
struct ImportCheck::Others {
  struct One {
    Id record = 0;
    Id agency = 0;
  };
  const Fields* key = nullptr;
  std::unordered_map<Text, One> by_key = {};

  const One* find(const Record& record) const {
    const auto words = key_of(record, *key);
    const auto found = words.empty() ? by_key.end() : by_key.find(words);
    return found == by_key.end() ? nullptr : &found->second;
  }
};

/// A record that is there, with all of its newest words.
struct ImportCheck::Existing {
  Row row = {};
  Record whole = {};
};

/// A row, and the record that it meets.
struct ImportCheck::Meeting {
  FileRow row = {};
  Prepared prepared = {};
  const Existing* existing = nullptr;
};

Outcome<Checked> ImportCheck::check(const ReadTable& file, const Mapping& mapping) {
  DL_CHECK(house_.database.read(
      [&](db::Session& session) { return house_.projection.require(session, shape(), Projection::For::Writing); }));
  met_.resize(shape().keys.size());
  std::vector<FileRow> batch;
  std::size_t count = 0;
  std::future<Outcome<void>> checking;  // one core reads while another checks what was read
  Outcome<void> done;
  const auto take = [&](FileRow row, const ImportColumns& columns) {
    if (!columns_) columns_.emplace(columns);
    if (++count > limits_.rows) return false;
    batch.push_back(std::move(row));
    if (batch.size() < kBatch) return true;
    if (checking.valid()) done = checking.get();
    if (!done) return false;
    checking = std::async(std::launch::async, [this, rows = std::exchange(batch, {})]() mutable {
      const db::Working working(db::Work::Import);
      return check_batch(std::move(rows));
    });
    return true;
  };
  DL_TRY(auto notes, read_rows(file, {place_.made, mapping, place_.today}, take));
  if (checking.valid()) done = checking.get();
  DL_CHECK(done);
  if (count > limits_.rows) return fail(Fault::TooLarge, "import.too-many-rows", fmt::format("{}", limits_.rows));
  DL_CHECK(check_batch(std::move(batch)));
  checked_.problems = std::move(notes.problems);
  checked_.sheet = notes.sheet;
  checked_.heading_row = notes.heading_row;
  checked_.columns = notes.columns.fields();
  for (const auto& field : place_.made.fields)
    if (const auto sum = notes.sums.find(&field); sum != notes.sums.end())
      checked_.sums.emplace_back(field.code, field.row().write(sum->second, field));
  for (auto& row : checked_.rows) {
    if (is_refused(row.problems)) row.action = Action::Refused;
    if (row.action == Action::Refused || row.action == Action::Same) row.words = {};
    ++checked_.counts.at(static_cast<std::size_t>(row.action));
  }
  return std::move(checked_);
}

Outcome<void> ImportCheck::check_batch(std::vector<FileRow> batch) {
  return house_.database.read([&](db::Session& session) -> Outcome<void> {
    DL_TRY(const auto calendar, calendar_.load(session));
    const Times times{house_.laws, *calendar};
    if (!usual_) DL_CHECK(look_at_amounts(session));
    if (!own_) {
      DL_TRY(own_, load_own_numbers(session, place_.made));
    }
    std::vector<Others> others;
    for (const auto& key : shape().keys) {
      DL_TRY(auto found, find_others(session, batch, key));
      others.push_back(std::move(found));
    }
    std::map<Id, Existing> existing;
    if (!place_.made.key.empty()) {
      DL_TRY(existing, load_existing(session, batch, others.front()));
    }
    std::vector<Meeting> meetings;
    std::vector<const Record*> records;
    meetings.reserve(batch.size());
    for (auto& row : batch)
      records.push_back(&meetings.emplace_back(begin_row(std::move(row), others, existing)).row.read.record);
    DL_TRY(auto ties, check_ties(session, {house_.projection, place_.made, place_.agency}, records));
    for (std::size_t i = 0; i < meetings.size(); ++i) check_row(meetings[i], std::move(ties[i]), times);
    if (progress_) progress_(checked_.rows.size());
    return {};
  });
}

Outcome<ImportCheck::Others> ImportCheck::find_others(db::Session& session, const std::vector<FileRow>& batch,
                                                      const Fields& key) const {
  Others others{.key = &key};
  const auto* first = key.front();
  std::vector<db::Value> values;
  for (const auto& row : batch)
    if (!key_of(row.read.record, key).empty()) values.push_back(column_value(row.read.record.at(first->place)));
  if (values.empty()) return others;
  while (values.size() < kBatch) values.push_back(values.back());  // so that batches share a statement
  Text columns = "_record, _agency";
  std::vector<db::Type> types = {db::Type::Integer, db::Type::Integer};
  for (const auto* field : key) {
    columns += ", " + quoted_name(field->code);
    types.push_back(field->row().stored == Stored::Integer ? db::Type::Integer : db::Type::Text);
  }
  Text marks = "?";
  for (std::size_t i = 1; i < values.size(); ++i) marks += ", ?";
  auto sql = fmt::format("SELECT {} FROM {} WHERE _head = 1 AND {} IN ({})", columns, shape().table,
                         quoted_name(first->code), marks);
  if (place_.made.keeper == Keeper::Agency) {
    sql += " AND _agency = ?";
    values.emplace_back(place_.agency);
  }
  DL_TRY(const auto rows, db::query_rows(session, sql, std::move(values), types));
  for (const auto& row : rows) {
    Text whole;
    for (std::size_t i = 2; i < row.size(); ++i) whole += part_of(row[i]) + '\x1f';
    others.by_key[whole] = {std::get<Id>(row[0]), std::get<Id>(row[1])};
  }
  return others;
}

Outcome<std::map<Id, ImportCheck::Existing>> ImportCheck::load_existing(db::Session& session,
                                                                        const std::vector<FileRow>& batch,
                                                                        const Others& others) const {
  std::vector<Id> ids, heads;
  for (const auto& row : batch)
    if (const auto* found = others.find(row.read.record); found != nullptr && found->agency == place_.agency)
      ids.push_back(found->record);
  DL_TRY(auto rows, rows_of(session, ids));
  for (const auto& [id, row] : rows) heads.push_back(row.head);
  DL_TRY(const auto contents, contents_of(session, heads));
  std::vector<Words> words;
  for (const auto head : heads) {
    const auto content = contents.find(head);
    if (content == contents.end()) return fail(Fault::NotFound, "record.missing", fmt::format("entry {}", head));
    DL_TRY(auto one, read_content(content->second, place_.made));
    words.push_back(std::move(one));
  }
  std::vector<const Words*> sealed;
  for (const auto& one : words) sealed.push_back(&one);
  DL_TRY(auto whole, open_all(session, house_.key, sealed, place_.made));
  std::map<Id, Existing> existing;
  for (std::size_t i = 0; auto& [id, row] : rows) existing.emplace(id, Existing{std::move(row), std::move(whole[i++])});
  return existing;
}

void ImportCheck::note(Prepared& prepared, const Problem& problem) const {
  const auto* field = place_.made.find(std::string_view(problem.field).substr(0, problem.field.find_first_of("[.")));
  const auto letters = field == nullptr ? Text() : columns_->letters_of(*field);
  prepared.problems.push_back({.field = problem.field,
                               .cell = letters.empty() ? "" : fmt::format("{}{}", letters, prepared.row),
                               .key = problem.key,
                               .about = problem.says,
                               .effect = problem.effect});
}

void ImportCheck::note(Prepared& prepared, const Field& field, const char* key, Text about) const {
  note(prepared, Problem{.field = field.code, .key = key, .says = std::move(about)});
}

ImportCheck::Meeting ImportCheck::begin_row(FileRow row, const std::vector<Others>& others,
                                            const std::map<Id, Existing>& existing) const {
  const auto& made = place_.made;
  Meeting meeting{.row = std::move(row)};
  auto& [file, prepared, there] = meeting;
  auto& record = file.read.record;
  prepared = {.row = file.row, .key = shown_key(record, made.key), .problems = std::move(file.problems)};
  const auto* met = made.key.empty() ? nullptr : others.front().find(record);
  const auto found = met == nullptr ? existing.end() : existing.find(met->record);
  if (met != nullptr && met->agency != place_.agency)
    note(prepared, *made.key.front(), "import.out-of-reach");
  else if (found != existing.end())
    meet(there = &found->second, record, prepared);
  for (const auto& other : others)
    if (const auto* one = other.find(record); one != nullptr && one != met && one->record != prepared.record)
      note(prepared, *other.key->front(), "record.taken");
  return meeting;
}

/// What the file does not have stays. What is withdrawn is not brought back by a file.
void ImportCheck::meet(const Existing* there, Record& words, Prepared& prepared) const {
  const auto& made = place_.made;
  prepared.action = Action::Changed;
  prepared.record = there->row.id;
  prepared.head = there->row.head;
  for (const auto& field : made.fields)
    if (field.computed == Computed::No && !columns_->has(field)) words.at(field.place) = there->whole.at(field.place);
  if (there->row.state == State::Withdrawn) note(prepared, *made.key.front(), "import.withdrawn");
}

void ImportCheck::check_row(Meeting& meeting, std::vector<Problem> ties, const Times& times) {
  const auto& made = place_.made;
  auto& [row, prepared, there] = meeting;
  auto& record = row.read.record;
  fill_computed(made, record, times);
  const auto known = row.read.problems.size();
  std::ranges::move(ties, std::back_inserter(row.read.problems));
  auto problems = records::check(made, row.read, place_.today);
  for (auto& one : check_residue(made, record, *own_)) problems.push_back(std::move(one));
  for (std::size_t i = known; i < problems.size(); ++i) note(prepared, problems[i]);
  prepared.withheld = std::ranges::any_of(problems, [](const auto& one) { return one.effect == Effect::Withhold; });
  compare_amounts(record, prepared);
  if (there != nullptr) compare(*there, record, prepared);
  if (prepared.action != Action::Same && !is_refused(prepared.problems)) prepared.words = json_of(record, made);
  problems_ += prepared.problems.size();
  if (problems_ > limits_.problems) keep_one(prepared.problems);
  checked_.rows.push_back(std::move(prepared));
  compare_in_file(record);
}

/// What is under check may stand in the file as it is.
void ImportCheck::compare(const Existing& there, const Record& record, Prepared& prepared) const {
  if (record == there.whole) {
    prepared.action = Action::Same;
    return;
  }
  prepared.changes = changes_of(place_.made, there.whole, record, *own_);
  if (there.row.state == State::Signing) note(prepared, *place_.made.key.front(), "import.under-check");
}

void ImportCheck::compare_in_file(const Record& record) {
  const auto last = checked_.rows.size() - 1;
  for (std::size_t i = 0; i < met_.size(); ++i) {
    const auto& key = shape().keys[i];
    const auto words = key_of(record, key);
    if (words.empty()) continue;
    const auto [first, fresh] = met_[i].try_emplace(words, Met{last});
    if (fresh) continue;
    auto& one = checked_.rows[first->second.row];
    auto& two = checked_.rows[last];
    const auto about = fmt::format("第 {} 行、第 {} 行", one.row, two.row);
    if (!std::exchange(first->second.told, true)) note(one, *key.front(), "import.repeated", about);
    note(two, *key.front(), "import.repeated", about);
  }
}

Outcome<void> ImportCheck::look_at_amounts(db::Session& session) {
  usual_.emplace();
  DL_TRY(const auto count,
         db::query_rows(session, fmt::format("SELECT count(*) FROM {} WHERE _head = 1", shape().table), {},
                        {db::Type::Integer}));
  const auto records = std::get<Id>(count.at(0).at(0));
  if (records < kEnough) return {};
  for (const auto* field : shape().columns) {
    if (field->type != Type::Money) continue;
    const auto name = quoted_name(field->code);
    const auto sql =
        fmt::format("SELECT {} FROM {} WHERE _head = 1 AND {} IS NOT NULL ORDER BY {} DESC LIMIT 1 OFFSET {}", name,
                    shape().table, name, name, records / 1'000);
    DL_TRY(const auto found, db::query_rows(session, sql, {}, {db::Type::Integer}));
    if (!found.empty()) usual_->emplace(field, std::get<Id>(found[0][0]));
  }
  return {};
}

void ImportCheck::compare_amounts(const Record& record, Prepared& prepared) const {
  for (const auto& [field, usual] : *usual_) {
    const auto* amount = record.at(field->place).number();
    if (amount != nullptr && *amount > usual)
      note(prepared, Problem{.field = field->code,
                             .key = "import.unusual",
                             .effect = Effect::Warn,
                             .says = shown_of(*amount, *field)});
  }
}

}  // namespace dl::records
