#include "requests/ledger.h"

#include <algorithm>

#include "base/numerals.h"
#include "base/resources.h"
#include "base/text.h"
#include "base/toml_file.h"
#include "requests/table3.h"

namespace dl::requests {
namespace {

using Text = std::string;

constexpr const char* kFile = "data/ledger.toml";
constexpr std::string_view kFields[] = {"number", "received_on", "channel", "applicant", "name",  "phone",
                                        "wanted", "department",  "outcome", "ended_on",  "letter"};
constexpr std::string_view kOwed[] = {"number", "received_on", "applicant", "name", "wanted"};
constexpr std::string_view kDays[] = {"received_on", "ended_on"};

template <class List>
bool holds(const List& list, std::string_view word) {
  return std::ranges::find(list, word) != std::end(list);
}

/// Without white space and punctuation, in lower case: what headings and words are compared by.
Text comparable(std::string_view words) {
  static constexpr std::string_view kDropped[] = {"（", "）", "“",  "”",  "、", "，", "。",
                                                  "：", "；", "《", "》", "　", "＊", "—"};
  Text kept;
  for (std::size_t at = 0; at < words.size();) {
    const auto rest = words.substr(at);
    const auto dropped = std::ranges::find_if(kDropped, [&](std::string_view one) { return rest.starts_with(one); });
    if (dropped != std::end(kDropped)) {
      at += dropped->size();
      continue;
    }
    const auto byte = static_cast<unsigned char>(words[at++]);
    if (byte >= 0x80 || std::isalnum(byte) != 0) kept += static_cast<char>(std::tolower(byte));
  }
  return kept;
}

/// "（三）不予公开 1.属于国家秘密" in its two parts: what stands before the leaf, empty where it goes on from the row
/// before, and the leaf.
std::pair<std::string_view, std::string_view> parts_of(std::string_view title) {
  const auto group = title.find("）");
  const auto dot = title.find('.');
  if (dot == title.npos) return {{}, group == title.npos ? title : title.substr(group + 3)};
  auto before = title.substr(0, dot);
  before = before.empty() ? before : before.substr(0, before.size() - 1);  // the digit
  return {text::trim(before), title.substr(dot + 1)};
}

/// The first decision that is counted in a row of table 3.
const DecisionRow* decision_of(int row) {
  const auto found = std::ranges::find(kDecisionRows, row, &DecisionRow::row);
  return found == kDecisionRows.end() ? nullptr : &*found;
}

using WordMap = std::map<std::pair<Text, Text>, Text>;

/// The words of table 3 itself, with and without their group.
void add_table3(WordMap& words) {
  Text group;
  for (int row = kFirstResult; row <= kLastResult; ++row) {
    const auto title = kRowTitles[static_cast<std::size_t>(row - 1)];
    const auto [before, leaf] = parts_of(title);
    if (!before.empty()) group = before.substr(before.rfind("）") == before.npos ? 0 : before.rfind("）") + 3);
    const auto* decision = decision_of(row);
    if (decision == nullptr || leaf == "其他") continue;
    const Text code(name_of(decision->decision));
    words.try_emplace({"outcome", comparable(title)}, code);
    words.try_emplace({"outcome", comparable(leaf)}, code);
    if (title.find('.') != title.npos) words.try_emplace({"outcome", comparable(group + Text(leaf))}, code);
  }
}

template <class Table>
void add_names(WordMap& words, const char* list, const Table& table) {
  for (const auto& one : table) {
    words.try_emplace({list, comparable(one.name)}, one.name);
    words.try_emplace({list, comparable(one.chinese)}, one.name);
  }
}

bool is_code(std::string_view list, std::string_view code) {
  if (list == "channel") return find_name<matters::Channel>(code).has_value();
  if (list == "applicant") return find_name<Applicant>(code).has_value();
  return list == "outcome" && (code.empty() || find_name<Decision>(code));
}

std::optional<Date> day_of(const sheets::Cell& cell) {
  if (const auto moment = sheets::moment_of(cell)) return moment->date;
  const auto shown = sheets::shown(cell);
  return text::parse_date(text::trim(shown ? *shown : Text(cell.raw)));
}

}  // namespace

Outcome<LedgerWords> LedgerWords::load() {
  DL_TRY(const auto file, TomlFile::load(kFile));
  const auto& root = file.root();
  DL_CHECK(file.only(root, {"column", "passed-over", "word"}));
  LedgerWords all;
  DL_TRY(const auto columns, file.tables(root, "column"));
  for (const auto* table : columns) {
    DL_CHECK(file.only(*table, {"field", "title", "words", "help", "example"}));
    sheets::Column column;
    DL_TRY(column.code, file.text(*table, "field"));
    if (!holds(kFields, column.code)) return file.wrong(*table->get("field"), "no field of a ledger");
    DL_TRY(column.title, file.text(*table, "title"));
    DL_TRY(column.help, file.text_or(*table, "help", ""));
    DL_TRY(column.example, file.text_or(*table, "example", ""));
    column.required = holds(kOwed, column.code);
    if (holds(kDays, column.code)) column.kind = sheets::ColumnKind::Date;
    DL_TRY(auto words, file.texts(*table, "words"));
    words.push_back(column.title);
    for (const auto& one : words)
      if (!all.headings_.try_emplace(comparable(one), column.code).second)
        return file.wrong(*table->get("words"), "'" + one + "' heads two columns");
    all.columns_.push_back(std::move(column));
  }
  DL_TRY(const auto over, file.tables(root, "passed-over"));
  for (const auto* table : over) {
    DL_TRY(const auto words, file.texts(*table, "words"));
    for (const auto& one : words)
      if (!all.headings_.try_emplace(comparable(one), "").second)
        return file.wrong(*table->get("words"), "'" + one + "' heads two columns");
  }
  add_names(all.words_, "channel", matters::kChannels);
  add_names(all.words_, "applicant", kApplicants);
  add_names(all.words_, "outcome", kDecisions);
  DL_TRY(const auto lists, file.tables(root, "word"));
  for (const auto* table : lists) {
    DL_CHECK(file.only(*table, {"list", "code", "words"}));
    DL_TRY(const auto list, file.text(*table, "list"));
    DL_TRY(const auto code, file.text_or(*table, "code", ""));
    if (!is_code(list, code)) return file.wrong(*table, "'" + code + "' is no code of " + list);
    DL_TRY(const auto words, file.texts(*table, "words"));
    for (const auto& one : words) {
      const auto [known, fresh] = all.words_.try_emplace({list, comparable(one)}, code);
      if (!fresh && known->second != code) return file.wrong(*table->get("words"), "'" + one + "' means two things");
    }
  }
  add_table3(all.words_);
  for (auto& column : all.columns_) {
    const auto choices = [&column](const auto& table) {
      for (const auto& one : table) column.choices.emplace_back(one.chinese);
    };
    if (column.code == "applicant") choices(kApplicants);
  }
  return all;
}

std::optional<Text> LedgerWords::field_of(std::string_view heading) const {
  const auto found = headings_.find(comparable(heading));
  if (found == headings_.end()) return std::nullopt;
  return found->second;
}

std::optional<Text> LedgerWords::find(std::string_view list, std::string_view words) const {
  const auto found = words_.find({Text(list), comparable(words)});
  if (found == words_.end()) return std::nullopt;
  return found->second;
}

std::optional<matters::Channel> LedgerWords::channel(std::string_view words) const {
  const auto code = find("channel", words);
  const auto channel = code ? find_name<matters::Channel>(*code) : std::nullopt;
  return channel == matters::Channel::Inner ? std::nullopt : channel;
}

std::optional<Applicant> LedgerWords::applicant(std::string_view words) const {
  const auto code = find("applicant", words);
  return code ? find_name<Applicant>(*code) : std::nullopt;
}

std::optional<std::optional<Decision>> LedgerWords::outcome(std::string_view words) const {
  if (text::trim(words).empty()) return std::optional<Decision>();
  const auto code = find("outcome", words);
  if (!code) return std::nullopt;
  std::optional<std::optional<Decision>> decision(std::in_place);
  if (!code->empty()) *decision = find_name<Decision>(*code);
  // Its parts have rows of their own, and what is no request of the table is not brought along.
  if (*decision && row_of(**decision).row == 0) return std::nullopt;
  return decision;
}

// ── rows ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

sheets::Wish LedgerReader::begin(const sheets::SheetHead& sheet) {
  if (taken_ || sheet.hidden) return sheets::Wish::Nothing;
  taken_ = true;
  return sheets::Wish::Rows;
}

bool LedgerReader::heading(const sheets::Row& row) {
  std::map<std::uint32_t, Text> fields;
  std::size_t known = 0;
  for (const auto& cell : row.cells) {
    const auto field = words_.field_of(sheets::shown(cell).value_or(Text(cell.raw)));
    if (!field) continue;
    ++known;
    if (!field->empty() && std::ranges::none_of(fields, [&](const auto& one) { return one.second == *field; }))
      fields.emplace(cell.column, *field);
  }
  // A title over the table has a cell or two, and no heading stands alone.
  if (known < 3 || fields.empty()) return false;
  fields_ = std::move(fields);
  for (const auto owed : kOwed)
    if (std::ranges::none_of(fields_, [&](const auto& one) { return one.second == owed; })) {
      const auto column = std::ranges::find(words_.columns(), owed, &sheets::Column::code);
      ledger_.problems.push_back({0, column->title, "ledger.column-missing", {}});
    }
  return true;
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
  std::optional<Date> day(std::string_view field) {
    const auto* one = cell(field);
    if (one == nullptr || words(field).empty()) return std::nullopt;
    const auto day = day_of(*one);
    if (!day)
      wrong(field, "ledger.date", words(field));
    else if (*day > reader.today_)
      wrong(field, "ledger.future", day->text());
    return day;
  }
  Text line(std::string_view field, std::size_t most) {
    auto found = words(field);
    if (text::length(found) > most) wrong(field, "ledger.long", fmt::format("{}", most));
    return found;
  }
};

void LedgerReader::read(const sheets::Row& row) {
  Line line{*this, row};
  auto& read = line.read;
  read.row = row.number;
  const auto problems = ledger_.problems.size();
  for (const auto owed : kOwed)
    if (line.words(owed).empty()) line.wrong(owed, "ledger.owed");
  read.number = line.line("number", matters::kLongestWord);
  read.contact.name = line.line("name", matters::kLongestWord);
  read.contact.phone = line.line("phone", matters::kLongestWord);
  read.department = line.line("department", matters::kLongestWord);
  read.letter = line.line("letter", matters::kLongestWord);
  read.wanted = line.line("wanted", kLongestWanted);
  if (const auto received = line.day("received_on")) read.received_on = *received;
  read.ended_on = line.day("ended_on");
  if (const auto words = line.words("channel"); !words.empty()) {
    const auto channel = words_.channel(words);
    if (channel)
      read.channel = *channel;
    else
      line.wrong("channel", "ledger.channel", words);
  }
  if (const auto words = line.words("applicant"); !words.empty()) {
    const auto applicant = words_.applicant(words);
    if (applicant)
      read.applicant = *applicant;
    else
      line.wrong("applicant", "ledger.applicant", words);
  }
  const auto outcome = words_.outcome(line.words("outcome"));
  if (!outcome)
    line.wrong("outcome", "ledger.outcome", line.words("outcome"));
  else
    read.decision = *outcome;
  if (read.decision && !read.ended_on && line.words("ended_on").empty()) line.wrong("ended_on", "ledger.end-owed");
  if (outcome && !read.decision && read.ended_on) line.wrong("outcome", "ledger.outcome-owed");
  if (read.ended_on && read.received_on != Date() && *read.ended_on < read.received_on)
    line.wrong("ended_on", "ledger.before", read.ended_on->text());
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
