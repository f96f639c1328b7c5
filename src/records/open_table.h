// What the public may take away of a register, as a table: its columns, its cells, its description as a Data Package
// (Frictionless, https://datapackage.org) with a Table Schema. Only what is public has a column; masks stand as values.
// Pure.
#pragma once

#include <boost/json.hpp>
#include <string>
#include <vector>

#include "records/record_list.h"
#include "records/write.h"
#include "sheets/columns.h"

namespace dl::records {

/// The number of the record, under which it has its page: the first column, and a member of each record as JSON.
inline constexpr std::string_view kRecordColumn = "_record";
inline constexpr std::string_view kRecordTitle = "本站记录号";

/// Fields of which something may be public, in the order of the register.
Fields open_fields(const Register& made);

enum class Heads : std::uint8_t { Codes, Titles };
std::vector<sheets::Column> open_columns(const Register& made, Heads heads);

/// One text a column; of a file its address on `site` ("https://csglj.example.gov.cn", without a slash; empty where it
/// has no domain of its own).
std::vector<std::string> open_cells(const Register& made, std::int64_t record, const Record& shown, Codes codes,
                                    std::string_view site);

/// A record in one line, by the register's JSON Schema, with its number; files as open_cells() has them.
std::string open_json(const Register& made, std::int64_t record, const Record& shown, std::string_view site);

/// The table with codes as headings: names, titles, types, what is required, choices, ranges, key. A value under a mask
/// is a text, whatever its type.
boost::json::object open_schema(const Register& made, std::string_view site);

/// A record as open_json() writes it, as JSON Schema 2020-12: amounts in 分. A value under a mask is a text.
boost::json::object open_json_schema(const Register& made);

/// What is told of a table that is handed over.
struct OpenFacts {
  std::string name = {};       ///< of the package: small letters, digits, points, minus
  std::string publisher = {};  ///< the agency; empty where several keep the register
  std::string site = {};       ///< as open_cells() takes it
  std::string version = {};
  Instant made = {};
  std::int64_t records = 0;
  std::string digest = {};  ///< SHA-256 of the file with separated values
  std::int64_t size = 0;    ///< of the same
};

/// What may be done with what is taken away.
inline constexpr std::string_view kOpenTerms = "依法主动公开的政府信息，使用时请注明来源和下载日期。";

/// Names the file of separated values CODE.csv.
boost::json::object data_package(const Register& made, const OpenFacts& facts);

}  // namespace dl::records
