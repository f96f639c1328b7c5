// The types that a field may have: a closed list, one row each. A new type is a row, and functions in the file of its
// family (type_*.cc).
//
// Reading is forgiving of width, white space and the ways in which people write the same thing, and strict about the
// rest; nothing is guessed and nothing is repaired. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/condition.h"
#include "base/named.h"
#include "records/value.h"

namespace dl::records {

struct Field;

/// Written in files and stored with each entry: do not rename.
enum class Type : std::uint8_t {
  Text,      ///< one line
  LongText,  ///< lines
  Integer,
  Decimal,  ///< kept as a whole number of its last digit
  Money,    ///< kept in 分
  Date,
  Month,
  Year,
  Moment,  ///< kept in milliseconds
  Period,  ///< from a day to a day
  YesNo,
  Code,              ///< of a list (data/vocabularies)
  Agency,            ///< 统一社会信用代码 or 组织机构代码 of a public body
  Department,        ///< name of a department (内设机构) of the agency that keeps the record, as it was then
  UnifiedCode,       ///< GB 32100—2015
  OrganisationCode,  ///< GB 11714—1997
  IdNumber,          ///< GB 11643—1999
  PersonName,
  Phone,
  Address,
  DocumentNumber,  ///< 文号, as it stands on the paper
  LegalBasis,      ///< 《law》 and article
  Place,           ///< degrees of longitude and latitude, CGCS2000
  Link,            ///< the key of a record of another register, or of the same one
  Document,        ///< 索引号 of a published document
  File,            ///< one that was handed in with the record (file_value.h)
  WebAddress,
  Table,  ///< rows of fields of their own, one level deep
};

/// What a column of the projection holds.
enum class Stored : std::uint8_t { Integer, Text, Place, Rows };

/// What came of reading a text: a value, and the message key of what is wrong or doubtful about it.
struct Parsed {
  Value value = {};
  std::string problem = {};
  bool doubtful = false;  ///< accepted with a warning
};

/// Properties of a field that only some types have.
enum Allows : unsigned {
  kLength = 1,
  kRange = 2,
  kDigits = 4,
  kShown = 8,
  kList = 16,
  kLinks = 32,
  kFields = 64,
  kAllow = 128
};

struct TypeRow {
  Type value = {};
  std::string_view name = {};
  std::string_view chinese = {};
  Stored stored = Stored::Text;
  condition::Type compared = condition::Type::Text;
  unsigned allows = 0;
  std::size_t length = 0;              ///< most characters where the field says nothing
  std::string_view json_schema = {};   ///< members of its JSON Schema
  std::string_view table_schema = {};  ///< members of its field in Table Schema
  Parsed (*parse)(std::string_view text, const Field& field) = nullptr;    ///< of a trimmed text that is not empty
  std::string (*write)(const Value& value, const Field& field) = nullptr;  ///< what parse reads back
};

const TypeRow& row_of(Type type);
/// nullptr for a word that is no type.
const TypeRow* find_type(std::string_view name);
std::vector<std::string_view> type_names();

}  // namespace dl::records
