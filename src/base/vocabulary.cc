#include "base/vocabulary.h"

#include <fmt/format.h>

#include <charconv>
#include <set>
#include <stdexcept>

#include "base/resources.h"
#include "base/text.h"
#include "base/toml_file.h"

namespace dl {
namespace {

constexpr std::string_view kSynonyms = "data/vocabularies/synonyms.toml";
constexpr std::string_view kFolder = "data/vocabularies/";
constexpr std::pair<std::string_view, Grade> kGrades[] = {
    {"P", Grade::Primary}, {"Q", Grade::Quoted}, {"S", Grade::Secondary}, {"unconfirmed", Grade::Unconfirmed}};
constexpr std::pair<std::string_view, Cycle::Unit> kUnits[] = {
    {"day", Cycle::Unit::Day}, {"week", Cycle::Unit::Week}, {"month", Cycle::Unit::Month}, {"year", Cycle::Unit::Year}};

/// The form in which names are compared: width, case, brackets and white space do not matter.
std::string comparable(std::string_view text) { return text::remove_space(text::fold_for_search(text)); }

Outcome<Grade> read_grade(const TomlFile& file, const toml::table& table) {
  DL_TRY(auto text, file.text(table, "grade"));
  for (auto [name, grade] : kGrades)
    if (name == text) return grade;
  return file.wrong(*table.get("grade"), fmt::format("grade '{}' is none of P, Q, S, unconfirmed", text));
}

Outcome<void> read_cycle(const TomlFile& file, const toml::table& table, Term& term) {
  if (!table.contains("cycle")) return {};
  DL_TRY(auto text, file.text(table, "cycle"));
  term.cycle = Cycle::parse(text);
  if (!term.cycle) return file.wrong(*table.get("cycle"), fmt::format("'{}' is no cycle such as '6 months'", text));
  return {};
}

Outcome<Term> read_term(const TomlFile& file, const toml::table& table, const Vocabulary& list) {
  DL_CHECK(
      file.only(table, {"code", "name", "aliases", "children", "note", "cycle", "source", "grade", "from", "until"}));
  Term term;
  DL_TRY(term.code, file.text(table, "code"));
  DL_TRY(term.name, file.text(table, "name"));
  DL_TRY(term.aliases, file.texts(table, "aliases"));
  DL_TRY(term.children, file.texts(table, "children"));
  DL_TRY(term.note, file.text_or(table, "note", ""));
  DL_TRY(term.source, file.text_or(table, "source", list.source));
  DL_TRY(term.from, file.date(table, "from"));
  DL_TRY(term.until, file.date(table, "until"));
  if (term.from && term.until && *term.until < *term.from)
    return file.wrong(*table.get("until"), "'until' is before 'from'");
  DL_CHECK(read_cycle(file, table, term));
  term.grade = list.grade;
  if (table.contains("grade")) {
    DL_TRY(term.grade, read_grade(file, table));
  }
  std::set<std::string> children;
  for (const auto& child : term.children)
    if (!children.insert(comparable(child)).second)
      return file.wrong(*table.get("children"), fmt::format("sub-class '{}' comes twice", child));
  return term;
}

/// Codes and names are looked for in one place, so each may stand for one term only.
Outcome<void> claim(const TomlFile& file, const toml::table& at, const Term& term, std::set<std::string>& taken) {
  std::set<std::string> own = {comparable(term.code), comparable(term.name)};
  for (const auto& alias : term.aliases)
    if (!own.insert(comparable(alias)).second) return file.wrong(at, fmt::format("alias '{}' says nothing new", alias));
  for (const auto& word : own)
    if (!taken.insert(word).second)
      return file.wrong(
          at, fmt::format("'{}' ({}) has a code, name or alias of another term: '{}'", term.name, term.code, word));
  return {};
}

Outcome<Vocabulary> read_list(const TomlFile& file) {
  Vocabulary list;
  list.id = file.name().substr(kFolder.size(), file.name().size() - kFolder.size() - std::string_view(".toml").size());
  DL_CHECK(file.only(file.root(), {"title", "source", "grade", "term"}));
  DL_TRY(list.title, file.text(file.root(), "title"));
  DL_TRY(list.source, file.text(file.root(), "source"));
  DL_TRY(list.grade, read_grade(file, file.root()));
  DL_TRY(auto tables, file.tables(file.root(), "term"));
  if (tables.empty()) return file.wrong(file.root(), "the list has no [[term]]");
  std::set<std::string> taken;
  for (const auto* table : tables) {
    DL_TRY(auto term, read_term(file, *table, list));
    DL_CHECK(claim(file, *table, term, taken));
    list.terms.push_back(std::move(term));
  }
  return list;
}

}  // namespace

Date Cycle::before(Date day) const {
  switch (unit) {
    case Unit::Day: return day.plus_days(-count);
    case Unit::Week: return day.plus_days(-7 * count);
    case Unit::Month: return day.plus_months(-count);
    case Unit::Year: return day.plus_months(-12 * count);
  }
  return day;
}

std::optional<Cycle> Cycle::parse(std::string_view text) {
  Cycle cycle;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), cycle.count);
  if (error != std::errc() || cycle.count < 1 || cycle.count > 1000) return std::nullopt;
  std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
  for (auto [name, value] : kUnits) {
    if (unit != fmt::format(" {}", name) && unit != fmt::format(" {}s", name)) continue;
    cycle.unit = value;
    return cycle;
  }
  return std::nullopt;
}

const Term* Vocabulary::find(std::string_view text) const {
  auto wanted = comparable(text);
  for (const auto& term : terms) {
    if (comparable(term.code) == wanted || comparable(term.name) == wanted) return &term;
    for (const auto& alias : term.aliases)
      if (comparable(alias) == wanted) return &term;
  }
  return nullptr;
}

Outcome<Vocabulary> Vocabulary::parse(std::string id, std::string_view text) {
  DL_TRY(const auto file, TomlFile::parse(fmt::format("{}{}.toml", kFolder, id), text));
  return read_list(file);
}

Outcome<Vocabularies> Vocabularies::load() {
  Vocabularies all;
  for (const auto& name : list_resources(kFolder)) {
    const bool other = name == kSynonyms;  // a form of its own, read by the search
    if (other || !name.ends_with(".toml")) continue;
    DL_TRY(auto file, TomlFile::load(name));
    DL_TRY(auto list, read_list(file));
    auto id = list.id;
    all.lists_.emplace(std::move(id), std::move(list));
  }
  for (auto id : kRequired)
    if (!all.find(id))
      return fail(Fault::Invalid, "data.invalid", fmt::format("{}{}.toml: the list is missing", kFolder, id));
  return all;
}

const Vocabulary& Vocabularies::at(std::string_view id) const {
  const auto* list = find(id);
  if (!list) throw std::out_of_range(fmt::format("no vocabulary {}", id));
  return *list;
}

const Vocabulary* Vocabularies::find(std::string_view id) const {
  auto it = lists_.find(id);
  return it == lists_.end() ? nullptr : &it->second;
}

}  // namespace dl
