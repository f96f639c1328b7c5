// How ledgers are headed and what their words mean, read from data/ledger.toml.
#include "requests/ledger.h"

#include <algorithm>

#include "base/resources.h"
#include "base/text.h"
#include "base/toml_file.h"
#include "base/vocabulary.h"
#include "requests/forms.h"
#include "requests/table3.h"

namespace dl::requests {
namespace {

using Text = std::string;

constexpr const char* kFile = "data/ledger.toml";
constexpr std::string_view kFields[] = {"number",
                                        "received_on",
                                        "channel",
                                        "applicant",
                                        "name",
                                        "phone",
                                        "wanted",
                                        "purpose",
                                        "topic",
                                        "department",
                                        "outcome",
                                        "ended_on",
                                        "letter",
                                        "consulted",
                                        "consulted_on",
                                        "letter_got_on",
                                        "opinion_until",
                                        "opinion_on",
                                        "supplement_asked_on",
                                        "supplement_until",
                                        "supplemented_on",
                                        "extended_on",
                                        "extended_until"};
constexpr std::string_view kOwed[] = {"number", "received_on", "applicant", "name", "wanted"};
/// Only held against the others.
constexpr std::string_view kCompared[] = {"due_on", "supplement_said", "consultation_said", "extension_said"};

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

Outcome<void> add_topics(WordMap& words) {
  DL_TRY(const auto lists, Vocabularies::load());
  for (const auto& term : lists.at(Text(kTopics)).terms) {
    words.try_emplace({"topic", comparable(term.code)}, term.code);
    words.try_emplace({"topic", comparable(term.name)}, term.code);
    for (const auto& alias : term.aliases) words.try_emplace({"topic", comparable(alias)}, term.code);
  }
  return {};
}

/// Each heading leads to one field.
Outcome<void> add_headings(std::map<Text, Text>& headings, const TomlFile& file, const toml::table& table,
                           const std::vector<Text>& words, const Text& field) {
  for (const auto& one : words)
    if (!headings.try_emplace(comparable(one), field).second)
      return file.wrong(*table.get("words"), "'" + one + "' heads two columns");
  return {};
}

bool is_code(std::string_view list, std::string_view code) {
  if (list == "channel") return find_name<matters::Channel>(code).has_value();
  if (list == "applicant") return find_name<Applicant>(code).has_value();
  if (list == "consulted") return find_name<Consulted>(code).has_value();
  if (list == "said") return code == "no";
  return list == "outcome" && (code.empty() || find_name<Decision>(code));
}

}  // namespace

Outcome<LedgerWords> LedgerWords::load() {
  DL_TRY(const auto file, TomlFile::load(kFile));
  const auto& root = file.root();
  DL_CHECK(file.only(root, {"column", "compared", "passed-over", "word"}));
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
    if (column.code.ends_with("_on") || column.code.ends_with("_until")) column.kind = sheets::ColumnKind::Date;
    DL_TRY(auto words, file.texts(*table, "words"));
    words.push_back(column.title);
    DL_CHECK(add_headings(all.headings_, file, *table, words, column.code));
    all.columns_.push_back(std::move(column));
  }
  DL_TRY(const auto compared, file.tables(root, "compared"));
  for (const auto* table : compared) {
    DL_CHECK(file.only(*table, {"field", "words"}));
    DL_TRY(const auto field, file.text(*table, "field"));
    if (!holds(kCompared, field)) return file.wrong(*table->get("field"), "no field that is compared");
    DL_TRY(const auto words, file.texts(*table, "words"));
    DL_CHECK(add_headings(all.headings_, file, *table, words, field));
  }
  DL_TRY(const auto over, file.tables(root, "passed-over"));
  for (const auto* table : over) {
    DL_CHECK(file.only(*table, {"words"}));
    DL_TRY(const auto words, file.texts(*table, "words"));
    DL_CHECK(add_headings(all.headings_, file, *table, words, {}));
  }
  add_names(all.words_, "channel", matters::kChannels);
  add_names(all.words_, "applicant", kApplicants);
  add_names(all.words_, "outcome", kDecisions);
  add_names(all.words_, "consulted", kConsulted);
  add_names(all.words_, "purpose", kPurposes);
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
  DL_CHECK(add_topics(all.words_));
  add_table3(all.words_);
  for (auto& column : all.columns_) {
    const auto choices = [&column](const auto& table) {
      for (const auto& one : table) column.choices.emplace_back(one.chinese);
    };
    if (column.code == "applicant") choices(kApplicants);
    if (column.code == "consulted") choices(kConsulted);
    if (column.code == "purpose") choices(kPurposes);
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

std::optional<Consulted> LedgerWords::consulted(std::string_view words) const {
  const auto code = find("consulted", words);
  return code ? find_name<Consulted>(*code) : std::nullopt;
}

std::optional<Purpose> LedgerWords::purpose(std::string_view words) const {
  const auto code = find("purpose", words);
  return code ? find_name<Purpose>(*code) : std::nullopt;
}

std::optional<Text> LedgerWords::topic(std::string_view words) const { return find("topic", words); }

bool LedgerWords::is_uncounted(std::string_view words) const {
  const auto code = find("outcome", words);
  const auto decision = code ? find_name<Decision>(*code) : std::nullopt;
  return decision && row_of(*decision).row == 0;
}

bool LedgerWords::is_no(std::string_view words) const {
  return comparable(words).empty() || find("said", words).has_value();
}

std::optional<std::optional<Decision>> LedgerWords::outcome(std::string_view words) const {
  if (text::trim(words).empty()) return std::optional<Decision>();
  const auto code = find("outcome", words);
  if (!code) return std::nullopt;
  if (is_uncounted(words)) return std::nullopt;
  std::optional<std::optional<Decision>> decision(std::in_place);
  if (!code->empty()) *decision = find_name<Decision>(*code);
  return decision;
}

}  // namespace dl::requests
