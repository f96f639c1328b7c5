#include "records/shape.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "base/hash.h"
#include "records/content.h"

namespace dl::records {
namespace {

constexpr std::size_t kLongestName = 63;
constexpr const char* kWords = "___words";
/// Raised when rows are made otherwise though their tables are as they were.
constexpr int kEdition = 1;
/// PostgreSQL takes entries of an index up to 2,704 bytes; a value, a sort and this fit into one.
constexpr std::size_t kLongestFacets = 600;
constexpr char kBetween = '\x1f';
/// What an index of the public's lists has behind the order of the list, so that no row has to be looked up.
constexpr std::string_view kBehind = "_until, _agency, _facets";

std::string checked(std::string name) {
  const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  if (name.size() > kLongestName || !std::ranges::all_of(name, fits))
    throw std::logic_error("no name for a table or column: " + name);
  return name;
}

bool has_part(const Field& field) { return field.many || field.type == Type::Table; }

db::Type type_of(const Field& field) {
  return field.row().stored == Stored::Integer ? db::Type::Integer : db::Type::Text;
}

std::string column_of(const Field& field) {
  return fmt::format("{} {}", quoted_name(field.code), type_of(field) == db::Type::Integer ? "BIGINT" : "TEXT");
}

using Columns = std::vector<std::pair<std::string, db::Type>>;

class Making {
 public:
  Making(const Register& made, db::Engine engine) : engine_(engine) {
    shape_.made = &made;
    shape_.table = checked("rec_" + made.code);
    shape_.words = word_index_of(checked(shape_.table + kWords), engine);
    keys();
  }

  Shape make() && {
    const auto& made = *shape_.made;
    for (const auto& field : made.fields) {
      if (is_closed(field)) continue;
      if (has_part(field))
        part(field);
      else
        shape_.columns.push_back(&field);
    }
    table();
    shape_.creation.push_back(shape_.words.creation);
    if (!shape_.words.indexing.empty()) shape_.listings.push_back(shape_.words.indexing);
    indexes();
    auto text = fmt::format("{}\n{}\n{}\n{}\n", kEdition, shape_.insertion.one, fmt::join(shape_.creation, "\n"),
                            fmt::join(shape_.listings, "\n"));
    for (const auto* list : {&made.page.search, &made.page.facets})
      for (const auto* field : *list) text += field->code + "\n";
    shape_.digest = sha256_hex(text);
    return std::move(shape_);
  }

 private:
  void keys() {
    const auto& made = *shape_.made;
    if (!made.key.empty()) shape_.keys.push_back(made.key);
    for (const auto& field : made.fields)
      if (field.unique && field.privacy < Privacy::Personal && !has_part(field) && made.key != Fields{&field})
        shape_.keys.push_back({&field});
  }

  void table() {
    constexpr auto kNumber = db::Type::Integer;
    constexpr auto kText = db::Type::Text;
    Columns names = {{"_entry", kNumber}, {"_record", kNumber}, {"_agency", kNumber},
                     {"_head", kNumber},  {"_shown", kNumber},  {"_until", kText},
                     {"_sort", sorted()}, {"_facets", kText},   {"_words", kText}};
    auto columns = fmt::format(
        "_entry {} PRIMARY KEY, _record BIGINT NOT NULL, _agency BIGINT NOT NULL, _head BIGINT NOT NULL, "
        "_shown BIGINT NOT NULL, _until TEXT, _sort {} NOT NULL, _facets TEXT NOT NULL, _words TEXT NOT NULL",
        is_sqlite() ? "INTEGER" : "BIGINT", sort_type());
    for (const auto* field : shape_.columns) {
      columns += ", " + column_of(*field);
      names.emplace_back(quoted_name(checked(field->code)), type_of(*field));
    }
    shape_.creation.insert(shape_.creation.begin(), fmt::format("CREATE TABLE {} ({})", shape_.table, columns));
    shape_.insertion = db::insertion_into(shape_.table, names);
  }

  void part(const Field& field) {
    Shape::Part made{.field = &field, .table = checked(fmt::format("{}__{}", shape_.table, field.code))};
    Columns names = {{"_entry", db::Type::Integer}, {"_position", db::Type::Integer}};
    std::string columns = "_entry BIGINT NOT NULL, _position BIGINT NOT NULL";
    if (field.type != Type::Table) made.columns = {&field};
    for (const auto& column : field.fields) made.columns.push_back(&column);
    for (const auto* column : made.columns) {
      columns += ", " + column_of(*column);
      names.emplace_back(quoted_name(checked(column->code)), type_of(*column));
    }
    const auto among = [&](const Fields& fields) { return std::ranges::find(fields, &field) != fields.end(); };
    made.listed = field.type != Type::Table && (among(shape_.made->page.facets) || among(links_of(*shape_.made)));
    if (made.listed) {
      columns += fmt::format(
          ", _shown BIGINT NOT NULL, _sort {} NOT NULL, _until TEXT, _agency BIGINT NOT NULL, _facets TEXT NOT NULL",
          sort_type());
      names.insert(names.end(), {{"_shown", db::Type::Integer},
                                 {"_sort", sorted()},
                                 {"_until", db::Type::Text},
                                 {"_agency", db::Type::Integer},
                                 {"_facets", db::Type::Text}});
    }
    shape_.creation.push_back(fmt::format("CREATE TABLE {} ({}, PRIMARY KEY (_entry, _position)){}", made.table,
                                          columns, is_sqlite() ? " WITHOUT ROWID" : ""));
    made.insertion = db::insertion_into(made.table, names);
    shape_.parts.push_back(std::move(made));
  }

  // Lists are in the order of _sort for the public, of _entry for the office, by each of their filters.
  void indexes() {
    const auto& made = *shape_.made;
    const auto& table = shape_.table;
    const auto links = links_of(made);
    index(Needed::ToWrite, table, "_record");
    listing(table, "");
    listing(table, "_agency, ");
    const auto narrow = index(Needed::ToList, table, fmt::format("_entry, {}", behind()), "_shown = 1");
    shape_.narrow = is_sqlite() ? fmt::format("{} INDEXED BY {}", table, narrow) : table;
    index(Needed::ToList, table, "_agency, _entry", "_head = 1");
    for (const auto& key : shape_.keys) {
      std::string columns = made.keeper == Keeper::Agency ? "_agency" : "";
      for (const auto* field : key) columns += (columns.empty() ? "" : ", ") + quoted_name(field->code);
      index(Needed::ToWrite, table, columns, "_head = 1", "UNIQUE ");
    }
    if (!made.key.empty() && !has_part(*made.key.front()))
      // a record that another one names
      index(Needed::ToWrite, table, quoted_name(made.key.front()->code), "_shown = 1");
    for (const auto* fields : {&made.page.facets, &links}) {
      for (const auto* field : *fields) {
        if (is_closed(*field) || field->type == Type::Table) continue;
        const auto* part = shape_.part_of(*field);
        listing(part == nullptr ? table : part->table, quoted_name(field->code) + ", ");
      }
    }
    for (const auto* field : made.console.filters) {
      if (is_closed(*field) || field->type == Type::Table) continue;
      if (const auto* part = shape_.part_of(*field))
        index(Needed::ToList, part->table, quoted_name(field->code) + ", _entry");
      else
        index(Needed::ToList, table, quoted_name(field->code) + ", _entry", "_head = 1");
    }
  }

  bool is_sqlite() const { return engine_ == db::Engine::Sqlite; }
  db::Type sorted() const {
    const auto* sort = shape_.made->page.sort;
    return sort != nullptr ? type_of(*sort) : db::Type::Text;
  }
  std::string sort_type() const { return sorted() == db::Type::Integer ? "BIGINT" : "TEXT"; }
  // SQLite looks a row up for the condition of a partial index, if the index does not have its column.
  std::string behind() const { return fmt::format("{}{}", is_sqlite() ? "_shown, " : "", kBehind); }

  void listing(const std::string& table, const std::string& first) {
    index(Needed::ToList, table, fmt::format("{}_sort, _entry, {}", first, behind()), "_shown = 1");
  }

  /// Keys are kept, and named records found, while a table is being filled; lists are not read then.
  enum class Needed : std::uint8_t { ToWrite, ToList };

  /// Its name; empty where there is one already.
  std::string index(Needed needed, const std::string& table, const std::string& columns, std::string_view rows = {},
                    std::string_view unique = {}) {
    const auto of = fmt::format(" ON {} ({}){}{}", table, columns, rows.empty() ? "" : " WHERE ", rows);
    auto& statements = needed == Needed::ToWrite ? shape_.creation : shape_.listings;
    const bool there = std::ranges::any_of(statements, [&](const std::string& one) {
      return one.ends_with(of);  // a field that is a facet and a link
    });
    if (there) return {};
    auto name = checked(fmt::format("{}_{}", shape_.table, ++indexes_));
    statements.push_back(fmt::format("CREATE {}INDEX IF NOT EXISTS {}{}", unique, name, of));
    return name;
  }

  db::Engine engine_;
  int indexes_ = 0;
  Shape shape_ = {};
};

}  // namespace

const Shape::Part* Shape::part_of(const Field& field) const {
  const auto found = std::ranges::find(parts, &field, &Part::field);
  return found == parts.end() ? nullptr : &*found;
}

std::vector<std::string> Shape::tables() const {
  std::vector<std::string> names = {table, table + kWords};
  for (const auto& part : parts) names.push_back(part.table);
  return names;
}

Shape shape_of(const Register& made, db::Engine engine) { return Making(made, engine).make(); }

Fields links_of(const Register& made) {
  Fields links;
  for (const auto& field : made.fields)
    if (field.type == Type::Link && !is_closed(field)) links.push_back(&field);
  return links;
}

Fields facet_fields(const Register& made) {
  Fields fields;
  for (const auto* field : made.page.facets)
    if (!is_closed(*field) && field->type != Type::Table) fields.push_back(field);
  return fields;
}

std::string facets_text(const Register& made, const Record& shown) {
  std::string text(1, kBetween);
  const auto fields = facet_fields(made);
  for (std::size_t i = 0; i < fields.size(); ++i) {
    for (const auto& value : facets_of(*fields[i], shown.at(fields[i]->place))) {
      if (!can_be_told(value)) return {};
      text += std::string_view(facet_mark(i, value)).substr(1);
    }
  }
  return text.size() > kLongestFacets ? std::string() : text;
}

bool can_be_told(std::string_view value) { return value.find(kBetween) == std::string_view::npos; }

std::string facet_mark(std::size_t facet, std::string_view value) {
  return fmt::format("{}{}={}{}", kBetween, facet, value, kBetween);
}

std::vector<std::pair<std::size_t, std::string>> read_facets(std::string_view text) {
  std::vector<std::pair<std::size_t, std::string>> all;
  while (text.size() > 1) {
    text.remove_prefix(1);
    const auto one = text.substr(0, text.find(kBetween));
    text.remove_prefix(one.size());
    std::size_t facet = 0;
    const auto [end, problem] = std::from_chars(one.data(), one.data() + one.size(), facet);
    if (problem == std::errc()) all.emplace_back(facet, one.substr(static_cast<std::size_t>(end - one.data()) + 1));
  }
  return all;
}

std::string quoted_name(std::string_view name) { return fmt::format("\"{}\"", name); }

db::Value column_value(const Value& value) {
  if (const auto* number = value.number()) return *number;
  if (const auto* text = value.text(); text != nullptr && !text->empty()) return *text;
  return {};
}

std::vector<std::string> facets_of(const Field& field, const Value& value) {
  std::vector<std::string> all;
  if (const auto* several = value.several()) {
    for (const auto& one : *several)
      for (auto& text : facets_of(field, one)) all.push_back(std::move(text));
    std::ranges::sort(all);
    all.erase(std::unique(all.begin(), all.end()), all.end());
  } else if (const auto* number = value.number()) {
    all.push_back(fmt::format("{}", *number));
  } else if (const auto* text = value.text(); text != nullptr && !text->empty()) {
    all.push_back(field.type == Type::Date ? text->substr(0, 4) : *text);
  }
  return all;
}

}  // namespace dl::records
