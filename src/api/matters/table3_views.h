// What is sent of table 3 of the annual report and of the tables beside it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/limits.h"
#include "base/time.h"

namespace dl::api {

struct RequestTableQuery {
  std::optional<Date> from = {};   ///< owed
  std::optional<Date> until = {};  ///< the last day; owed
  std::int64_t agency = 0;         ///< 0 = all that the caller's right reaches
};
BOOST_DESCRIBE_STRUCT(RequestTableQuery, (), (from, until, agency))

struct RequestTableColumn {
  std::string code = {};  ///< class of applicants; empty for the total
  std::string title = {};
};
BOOST_DESCRIBE_STRUCT(RequestTableColumn, (), (code, title))

struct RequestTableRow {
  int row = 0;  ///< 1 to 25
  std::string title = {};
  std::vector<std::int64_t> values = {};  ///< one for each column
};
BOOST_DESCRIBE_STRUCT(RequestTableRow, (), (row, title, values))

/// Requests of one channel, department or decision.
struct RequestTally {
  std::string code = {};
  std::string title = {};
  std::int64_t received = 0;  ///< in the period
  std::int64_t carried_in = 0;
  std::int64_t ended = 0;  ///< in the period
  std::int64_t carried_on = 0;
  std::int64_t days = 0;   ///< working days of the answers whose days are known, together
  std::int64_t timed = 0;  ///< how many these are
  std::int64_t late = 0;   ///< of them those after the day that was due
};
BOOST_DESCRIBE_STRUCT(RequestTally, (), (code, title, received, carried_in, ended, carried_on, days, timed, late))

/// An identity that the numbers do not keep; there is none unless rows were changed past the program.
struct RequestTableBreach {
  std::string identity = {};  ///< "K1": rows 1 and 2 are rows 24 and 25; "K2": row 24 is rows 3 to 23; "K3": totals
  int row = 0;                ///< of K3; 0 for the others
  int column = 0;             ///< from 0
};
BOOST_DESCRIBE_STRUCT(RequestTableBreach, (), (identity, row, column))

struct RequestTable {
  Date from = {};
  Date until = {};
  std::vector<RequestTableColumn> columns = {};
  std::vector<RequestTableRow> rows = {};
  std::vector<RequestTableBreach> breaches = {};
  RequestTally total = {};
  std::vector<RequestTally> channels = {};
  std::vector<RequestTally> departments = {};  ///< by what agencies call them; empty for what no department has in hand
  std::vector<RequestTally> decisions = {};    ///< of what ended in the period
};
BOOST_DESCRIBE_STRUCT(RequestTable, (), (from, until, columns, rows, breaches, total, channels, departments, decisions))

}  // namespace dl::api
