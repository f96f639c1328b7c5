// What of the database is sealed and how: one list that says of every table and column either which digest it goes
// into or why it goes into none. sealed_test.cc holds it against the schema of both engines.
//
// To enter a new table or column, add a line in sealed.cc: to `sealed_tables` what must not change without an event,
// to `unsealed_columns` what may, with the reason. A table goes under the thing whose events change it: rows that hang
// on an edition under Kind::Edition, with a condition that finds them by the edition's number `:1`. Whatever is sealed
// must be written in the transaction of an event about its thing, not by Journal::keep without one. When the list has
// changed, what is there is sealed anew once, at the next opening; nothing else is to be done. A migration that writes
// other values into sealed columns raises kSealEdition.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace dl::journal {

/// Goes into the name of the list: raised when a migration has changed what is sealed, so that all is sealed anew.
inline constexpr int kSealEdition = 1;

/// Things that have a digest of their own. Stored by name; do not rename.
enum class Kind : std::uint8_t {
  Agency,
  Site,
  Column,
  Person,
  Key,
  Document,
  Edition,
  Draw,
  Calendar,
  FrozenFigures,
  Answer,
  Record,
  Nil,
  Import,
  Matter,
  Request,
  RequestBodies,
  Message,
  MessageRoutes,
  PublicMessage,
  Rectification,
  AgencySeals,
  Appeal,
  RequestChannels
};

struct KindRow {
  Kind kind = Kind::Agency;
  std::string_view name = {};     ///< "edition"
  std::string_view chinese = {};  ///< when the thing is gone and has no title
  std::string_view table = {};    ///< whose `id` numbers the things
  std::string_view title = {};    ///< SELECT of one text by the number `:1`, for people
  std::string_view id = "id";     ///< the column of the table that numbers them; may stand in several of its rows
};
std::span<const KindRow> kinds();
const KindRow& row_of(Kind kind);

struct Thing {
  Kind kind = Kind::Agency;
  std::int64_t id = 0;

  std::string name() const;  ///< "edition:9"
  static std::optional<Thing> parse(std::string_view name);
  friend bool operator==(const Thing&, const Thing&) = default;
};

struct SealedTable {
  std::string_view table = {};
  Kind kind = Kind::Agency;       ///< into whose digest the rows go
  std::string_view rows = {};     ///< condition over the thing's number `:1`
  std::string_view columns = {};  ///< "name, state"
  std::string_view chinese = {};  ///< what people call them
  std::string_view staged = {};   ///< where such rows lie, with the same columns, before they are in force
};
std::span<const SealedTable> sealed_tables();

struct UnsealedColumns {
  std::string_view table = {};
  std::string_view columns = {};  ///< "*" for the whole table
  std::string_view why = {};
};
std::span<const UnsealedColumns> unsealed_columns();

/// Which things an event changes, by its subject and the beginning of its verb.
struct SealRule {
  Kind subject = Kind::Agency;
  std::string_view verb = {};
  Kind kind = Kind::Agency;
  std::span<const std::string_view> but = {};  ///< whole verbs that leave such a thing as it is
  std::string_view things = {};  ///< SELECT of numbers by the subject's number `:1`, at the moment `:2`; empty: itself
  std::string_view held = {};    ///< the same before the change, by `:1`
};
std::span<const SealRule> seal_rules();

/// Eight digits that are others when the list is another.
std::string_view name_of_list();

}  // namespace dl::journal
