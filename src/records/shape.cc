#include "records/shape.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <stdexcept>

#include "base/hash.h"
#include "records/content.h"

namespace dl::records {
namespace {

constexpr std::size_t kLongestName = 63;
constexpr const char* kWords = "___words";
/// Raised when rows are made otherwise though their tables are as they were.
constexpr int kEdition = 1;

std::string checked(std::string name) {
  const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  if (name.size() > kLongestName || !std::ranges::all_of(name, fits))
    throw std::logic_error("no name for a table or column: " + name);
  return name;
}

bool has_part(const Field& field) { return field.many || field.type == Type::Table; }

std::string column_of(const Field& field) {
  const bool number = field.row().stored == Stored::Integer;
  return fmt::format("{} {}", quoted_name(field.code), number ? "BIGINT" : "TEXT");
}

std::string insertion_of(const std::string& table, std::vector<std::string> names) {
  const std::vector<std::string> marks(names.size(), "?");
  return fmt::format("INSERT INTO {} ({}) VALUES ({})", table, fmt::join(names, ", "), fmt::join(marks, ", "));
}

class Making {
 public:
  Making(const Register& made, db::Engine engine) {
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
    if (!shape_.words.indexing.empty()) shape_.creation.push_back(shape_.words.indexing);
    indexes();
    auto text = fmt::format("{}\n{}\n{}\n", kEdition, shape_.insertion, fmt::join(shape_.creation, "\n"));
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
    const auto& made = *shape_.made;
    std::vector<std::string> names = {"_entry", "_record", "_agency", "_head", "_shown", "_until", "_sort", "_words"};
    const bool by_number = made.page.sort != nullptr && made.page.sort->row().stored == Stored::Integer;
    auto columns = fmt::format(
        "_entry BIGINT PRIMARY KEY, _record BIGINT NOT NULL, _agency BIGINT NOT NULL, _head BIGINT NOT NULL, "
        "_shown BIGINT NOT NULL, _until TEXT, _sort {} NOT NULL, _words TEXT NOT NULL",
        by_number ? "BIGINT" : "TEXT");
    for (const auto* field : shape_.columns) {
      columns += ", " + column_of(*field);
      names.push_back(quoted_name(checked(field->code)));
    }
    shape_.creation.insert(shape_.creation.begin(), fmt::format("CREATE TABLE {} ({})", shape_.table, columns));
    shape_.insertion = insertion_of(shape_.table, std::move(names));
  }

  void part(const Field& field) {
    Shape::Part made{.field = &field, .table = checked(fmt::format("{}__{}", shape_.table, field.code))};
    std::vector<std::string> names = {"_entry", "_position"};
    std::string columns = "_entry BIGINT NOT NULL, _position BIGINT NOT NULL";
    if (field.type != Type::Table) made.columns = {&field};
    for (const auto& column : field.fields) made.columns.push_back(&column);
    for (const auto* column : made.columns) {
      columns += ", " + column_of(*column);
      names.push_back(quoted_name(checked(column->code)));
    }
    shape_.creation.push_back(
        fmt::format("CREATE TABLE {} ({}, PRIMARY KEY (_entry, _position))", made.table, columns));
    made.insertion = insertion_of(made.table, std::move(names));
    shape_.parts.push_back(std::move(made));
  }

  // Lists are in the order of _sort for the public, of _entry for the office, by each of their filters.
  void indexes() {
    const auto& made = *shape_.made;
    const auto& table = shape_.table;
    index(table, "_record");
    index(table, "_sort, _entry", "_shown = 1");
    index(table, "_agency, _sort, _entry", "_shown = 1");
    index(table, "_agency, _entry", "_head = 1");
    for (const auto& key : shape_.keys) {
      std::string columns = made.keeper == Keeper::Agency ? "_agency" : "";
      for (const auto* field : key) columns += (columns.empty() ? "" : ", ") + quoted_name(field->code);
      index(table, columns, "_head = 1", "UNIQUE ");
    }
    by(made.page.facets, "_sort, _entry", "_shown = 1");
    by(links_of(made), "_sort, _entry", "_shown = 1");
    by(made.console.filters, "_entry", "_head = 1");
  }

  void by(const Fields& fields, std::string_view order, std::string_view rows) {
    for (const auto* field : fields) {
      if (is_closed(*field) || field->type == Type::Table) continue;
      if (const auto* part = shape_.part_of(*field))
        index(part->table, quoted_name(field->code) + ", _entry");
      else
        index(shape_.table, fmt::format("{}, {}", quoted_name(field->code), order), rows);
    }
  }

  void index(const std::string& table, const std::string& columns, std::string_view rows = {},
             std::string_view unique = {}) {
    const auto of = fmt::format(" ON {} ({})", table, columns);
    const bool there = std::ranges::any_of(shape_.creation, [&](const std::string& one) {
      return rows.empty() && one.ends_with(of);  // a field that is a facet and a filter
    });
    if (there) return;
    shape_.creation.push_back(fmt::format("CREATE {}INDEX {}{}{}{}", unique,
                                          checked(fmt::format("{}_{}", shape_.table, shape_.creation.size())), of,
                                          rows.empty() ? "" : " WHERE ", rows));
  }

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
