// The files of a period: the numbers, the rows behind each, the definitions and what the columns are.
#pragma once

#include <map>
#include <string>

#include "figures/ask.h"

namespace dl::figures {

/// Files by their names, such as "rows/publications.public.csv".
using Files = std::map<std::string, std::string>;

struct Scope {
  Period period = {};
  std::int64_t agency = 0;  ///< 0 = all
  /// Secret of the installation: rows that may not be shown have digests that nobody can guess.
  std::string salt = {};
  Date today = {};  ///< what is no longer shown on that day is not counted
};

/// figures.csv, definitions.toml, rows/*.csv and schema/*.json of the definitions for a period: the same data give the
/// same bytes on both engines.
Outcome<Files> tables_of(db::Session& session, const Definitions& definitions, const Scope& scope);

/// The fields that decide whether and where a record is counted, in the order of the source.
std::vector<condition::Field> deciding(const Definition& figure);

/// Takes out of a withheld row whatever does not decide whether and where it is counted.
void hide(const Definition& figure, Row& row);

/// SHA-256 of a row as outsiders take it: its number and values, each as in the table, joined by U+001F.
std::string digest_of(std::int64_t id, const std::vector<std::string>& values);

}  // namespace dl::figures
