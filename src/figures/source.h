// What can be counted: a set of records that a domain above hands in. Figures do not know their tenants.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/rights.h"
#include "base/condition.h"
#include "db/session.h"

namespace dl::figures {

/// One field of a source, as SQL finds it.
struct Column {
  enum class Use : std::uint8_t {
    Open,    ///< stands in conditions, groups and in the rows that outsiders get
    Inside,  ///< serves the program's own questions alone, such as the number of an agency
  };
  condition::Field field = {};
  std::string sql = {};       ///< expression over the source's tables; lists are a text of lines, dates YYYY-MM-DD
  std::string postgres = {};  ///< where PostgreSQL needs other words; else ""
  std::string moment = {};    ///< of a date: milliseconds, where an index has them
  std::string has = {};       ///< of a list: "EXISTS (… = " where an index finds its values (condition::SqlColumn)
  Use use = Use::Open;
  std::map<std::string, std::string, std::less<>> words = {};  ///< what people call its values, by their texts
  std::string unit = {};                                       ///< of a number: "分"

  const std::string& sql_for(db::Engine engine) const {
    return engine == db::Engine::Postgres && !postgres.empty() ? postgres : sql;
  }
};

/// A set of records. All of its SQL is written here, by the domain that has the tables.
struct Source {
  std::string name = {};   ///< as definitions write it; do not rename
  std::string title = {};  ///< what people call one of its records in the plural
  std::string from = {};   ///< tables: "edition"
  /// Tables with those of `agency` in front, for questions of some days over the agencies of a scope; "" = `from`.
  std::string from_by_agency = {};
  std::string where = {};      ///< what belongs to the source: "edition.state = 'Published'"
  std::string id = {};         ///< number of a record, unique within the source
  std::string agency = {};     ///< number of the agency whose record it is
  accounts::Right needs = {};  ///< whose reach says which records somebody may open
  std::string withheld = {};   ///< condition of rows that outsiders may count but not see; "" = none
  bool open_inside = false;    ///< withheld from outsiders alone: whoever may open its records sees these, too
  std::string until = {};      ///< last day on which a record belongs to the source, empty for ever; "" = none has one
  std::string subject = {};    ///< "record": a record is this with its number (accounts::Subject); "" = it is nowhere
  std::string figures = {};    ///< definitions of its own, as data/figures/*.toml have them
  /// Fails while its tables cannot be read; null where they always can.
  std::function<Outcome<void>(db::Session&)> ready = {};
  std::vector<Column> columns = {};

  const Column* find(std::string_view column) const;
  /// The fields that definitions may speak of.
  std::vector<condition::Field> open_fields() const;
};

using Sources = std::vector<std::shared_ptr<const Source>>;

}  // namespace dl::figures
