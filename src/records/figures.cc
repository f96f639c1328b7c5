#include "records/figures.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <boost/json.hpp>
#include <set>

#include "records/carried.h"
#include "records/projection.h"

namespace dl::records {
namespace {

namespace json = boost::json;
using figures::Column;
using figures::Source;
using Compared = condition::Type;
using Text = std::string;

constexpr const char* kAgency = "agency";
constexpr const char* kPublished = "public.day";

/// The registers with their tables on both engines; the sources hold them.
struct Counted {
  std::shared_ptr<const Carried> of;
  Projection on_sqlite = Projection(of->registers, db::Engine::Sqlite);
  Projection on_postgres = Projection(of->registers, db::Engine::Postgres);

  const Projection& projection(db::Engine engine) const {
    return engine == db::Engine::Postgres ? on_postgres : on_sqlite;
  }
};

/// A condition or list as it stands in a file.
Text toml_of(const json::value& value) {
  if (const auto* array = value.if_array()) {
    std::vector<Text> parts;
    for (const auto& one : *array) parts.push_back(toml_of(one));
    return fmt::format("[{}]", fmt::join(parts, ", "));
  }
  if (const auto* object = value.if_object()) {
    std::vector<Text> parts;
    for (const auto& [key, inner] : *object) parts.push_back(fmt::format("{} = {}", Text(key), toml_of(inner)));
    return fmt::format("{{ {} }}", fmt::join(parts, ", "));
  }
  return json::serialize(value);  // texts, numbers and flags are written alike
}

Text toml_of(const condition::Condition& condition) { return toml_of(json::parse(condition::to_json(condition))); }

/// "year.first" of a year or month, which lie as such; a day itself.
Text day_column(const Field* at) {
  if (at == nullptr) return kPublished;
  return at->type == Type::Date ? at->code : at->code + ".first";
}

Text figure_text(const Register& made, const FigureForm& form) {
  json::array by;
  for (const auto& one : form.by) by.emplace_back(column_of(one));
  Text measure = "\"count\"";
  if (form.sum != nullptr) measure = fmt::format("{{ sum = \"{}\" }}", form.sum->code);
  if (form.share) measure = fmt::format("{{ share = {} }}", toml_of(*form.share));
  const auto quoted = [](const Text& text) { return json::serialize(json::value(text)); };
  auto text = fmt::format(
      "[[figure]]\nid = \"{}\"\nversion = {}\ntitle = {}\nunit = {}\nsource = \"records.{}\"\nat = \"{}\"\nby = {}\n"
      "measure = {}\nlaw = {}\n",
      figure_id(made, form), made.version, quoted(form.title), quoted(form.unit), made.code, day_column(form.at),
      toml_of(by), measure, quoted(made.source));
  if (form.when) text += fmt::format("when = {}\n", toml_of(*form.when));
  return text + "\n";
}

std::map<Text, Text, std::less<>> words_of(const Field& field) {
  std::map<Text, Text, std::less<>> words;
  if (field.type == Type::YesNo) words = {{"0", "否"}, {"1", "是"}};
  if (field.choices)
    for (const auto& term : field.choices->terms()) words.emplace(term.code, term.name);
  return words;
}

class MakingSource {
 public:
  MakingSource(const Register& made, const Shape& shape) : made_(made), shape_(shape) {
    for (const auto& form : made.figures) {
      for (const auto& by : form.by)
        if (by.part != FigureForm::Part::Whole) asked_.insert(column_of(by));
      asked_.insert(day_column(form.at));
    }
  }

  Source make() && {
    source_.name = "records." + made_.code;
    source_.title = made_.title;
    source_.from = shape_.table;
    source_.where = fmt::format("{}._shown = 1", shape_.table);
    source_.id = shape_.table + "._record";
    source_.agency = shape_.table + "._agency";
    source_.needs = accounts::Right::ReadRecords;
    source_.until = shape_.table + "._until";
    source_.subject = "record";
    const auto of_agency = [&](const char* column) {
      return fmt::format("(SELECT named.{} FROM agency AS named WHERE named.id = {})", column, source_.agency);
    };
    put({kAgency, "机关", Compared::Text}, of_agency("name"));
    put({"agency.code", "机关代码", Compared::Text}, of_agency("code"));
    for (const auto* field : shape_.columns) single(*field);
    for (const auto& part : shape_.parts)
      if (part.field->type != Type::Table) several(part);
    published();
    for (const auto& form : made_.figures) source_.figures += figure_text(made_, form);
    return std::move(source_);
  }

 private:
  Column& put(condition::Field field, Text sql) {
    return source_.columns.emplace_back(Column{.field = std::move(field), .sql = std::move(sql)});
  }
  void put_asked(const Text& name, const Text& title, Compared type, Text sql) {
    if (asked_.contains(name)) put({name, title, type}, std::move(sql));
  }

  void single(const Field& field) {
    const auto sql = fmt::format("{}.{}", shape_.table, quoted_name(field.code));
    auto& column = put(field.compared(), sql);
    column.words = words_of(field);
    if (field.type == Type::Money) column.unit = "分";
    if (field.type == Type::Date) {
      put_asked(field.code + ".year", field.title + "（年）", Compared::Text, fmt::format("substr({}, 1, 4)", sql));
      put_asked(field.code + ".month", field.title + "（月）", Compared::Text, fmt::format("substr({}, 1, 7)", sql));
    } else if (field.type == Type::Month) {
      put_asked(field.code + ".first", field.title + "（首日）", Compared::Date, fmt::format("{} || '-01'", sql));
    } else if (field.type == Type::Year) {
      put_asked(field.code + ".first", field.title + "（首日）", Compared::Date,
                fmt::format("CAST({} AS TEXT) || '-01-01'", sql));
    }
  }

  // A list is a text of lines, in the order in which somebody entered them.
  void several(const Shape::Part& part) {
    const auto column = quoted_name(part.field->code);
    const auto values =
        fmt::format("SELECT CAST({} AS TEXT) AS one, _position AS place FROM {} WHERE {}._entry = {}._entry", column,
                    part.table, part.table, shape_.table);
    auto& made = put(part.field->compared(), fmt::format("(SELECT group_concat(one, char(10)) FROM ({} ORDER BY "
                                                         "_position) AS listed)",
                                                         values));
    made.postgres = fmt::format("(SELECT string_agg(one, chr(10) ORDER BY place) FROM ({}) AS listed)", values);
    made.has = fmt::format("EXISTS (SELECT 1 FROM {} WHERE {}._entry = {}._entry AND {} = ", part.table, part.table,
                           shape_.table, column);
    made.words = words_of(*part.field);
  }

  void published() {
    if (!asked_.contains(kPublished)) return;
    const auto at = fmt::format(
        "(SELECT min(record_entry.at) + 28800000 FROM record_entry WHERE record_entry.record = {} AND record_entry.act "
        "= "
        "'publish')",
        source_.id);
    put({kPublished, "公布日期", Compared::Date}, fmt::format("date({} / 1000, 'unixepoch')", at)).postgres =
        fmt::format("to_char(to_timestamp({} / 1000) AT TIME ZONE 'UTC', 'YYYY-MM-DD')", at);
  }

  const Register& made_;
  const Shape& shape_;
  std::set<Text> asked_ = {};  ///< columns that are there because a figure asks for them
  Source source_ = {};
};

}  // namespace

Outcome<figures::Sources> figure_sources() {
  DL_TRY(const auto all, carried());
  const auto counted = std::make_shared<const Counted>(Counted{all});
  figures::Sources sources;
  for (const auto& [code, made] : all->registers.all()) {
    if (made.for_staff()) continue;
    auto source = MakingSource(made, counted->projection(db::Engine::Sqlite).shape(code)).make();
    source.ready = [counted, name = code](db::Session& session) {
      const auto& projection = counted->projection(session.engine());
      return projection.require(session, projection.shape(name), Projection::For::Reading);
    };
    sources.push_back(std::make_shared<const Source>(std::move(source)));
  }
  return sources;
}

Outcome<figures::Definitions> register_figures() {
  DL_TRY(const auto sources, figure_sources());
  return figures::Definitions::of_sources(sources);
}

Text figure_id(const Register& made, const FigureForm& form) {
  return fmt::format("records.{}.{}", made.code, form.code);
}

Text column_of(const FigureForm::By& by) {
  if (by.field == nullptr) return kAgency;
  if (by.part == FigureForm::Part::Whole) return by.field->code;
  return by.field->code + (by.part == FigureForm::Part::Month ? ".month" : ".year");
}

}  // namespace dl::records
