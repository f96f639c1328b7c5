// What is sent of table 3 of the annual report and of the tables beside it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/limits.h"
#include "base/time.h"
#include "requests/breakdown.h"

namespace dl::api {

struct RequestTableQuery {
  std::optional<Date> from = {};   ///< owed
  std::optional<Date> until = {};  ///< the last day; owed
  std::int64_t agency = 0;         ///< 0 = all that the caller's right reaches
};
BOOST_DESCRIBE_STRUCT(RequestTableQuery, (), (from, until, agency))

/// Of a list of matters: the requests of a cell of table 3 of the annual report, or of a line of a breakdown beside it.
struct RequestCellFilter {
  int table_row = 0;             ///< 1 to 25; 0 asks nothing
  std::string table_class = {};  ///< of the applicant; empty for the column 总计
  std::optional<Date> table_from = {};
  std::optional<Date> table_until = {};
  std::optional<requests::Split> table_by = {};
  std::string table_line = {};  ///< its code; empty for the line without one
  bool table_late = false;      ///< those alone that ended after the day that was due
  static constexpr auto kLimits = std::to_array<Limit>({{"table_class", 63}, {"table_line", 100}});
};
BOOST_DESCRIBE_STRUCT(RequestCellFilter, (),
                      (table_row, table_class, table_from, table_until, table_by, table_line, table_late))

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

/// Requests of one line of a breakdown, or of all.
struct RequestTally {
  std::string code = {};
  std::string title = {};
  std::int64_t received = 0;  ///< in the period
  std::int64_t carried_in = 0;
  std::int64_t ended = 0;  ///< in the period
  std::int64_t carried_on = 0;
  std::int64_t days = 0;   ///< working days of the answers whose days are known, together
  std::int64_t timed = 0;  ///< how many these are
  /// The working days of these answers in their middle, twice: the one in the middle twice, or the two together.
  std::optional<std::int64_t> twice_median = {};
  std::optional<std::int64_t> longest = {};  ///< working days of the one that took longest
  std::int64_t late = 0;                     ///< answers after the day that was due
};
BOOST_DESCRIBE_STRUCT(RequestTally, (),
                      (code, title, received, carried_in, ended, carried_on, days, timed, twice_median, longest, late))

/// By what requests are broken down; each number of a line opens to its requests by listMatters with `table_row`,
/// `table_by` and `table_line`.
struct RequestBreakdown {
  requests::Split by = {};
  std::string title = {};
  std::vector<RequestTally> lines = {};  ///< of what occurs
};
BOOST_DESCRIBE_STRUCT(RequestBreakdown, (), (by, title, lines))

/// An identity that the numbers do not keep; but for K4 there is none unless rows were changed past the program.
struct RequestTableBreach {
  /// "K1": rows 1 and 2 are rows 24 and 25; "K2": row 24 is rows 3 to 23; "K3": totals; "K4": row 2 is row 25 of the
  /// period before, as it was frozen
  std::string identity = {};
  int row = 0;     ///< of K3; 0 for the others
  int column = 0;  ///< from 0
};
BOOST_DESCRIBE_STRUCT(RequestTableBreach, (), (identity, row, column))

struct RequestTable {
  Date from = {};
  Date until = {};
  std::vector<RequestTableColumn> columns = {};
  std::vector<RequestTableRow> rows = {};
  std::vector<RequestTableBreach> breaches = {};
  RequestTally total = {};
  std::vector<RequestBreakdown> breakdowns = {};
};
BOOST_DESCRIBE_STRUCT(RequestTable, (), (from, until, columns, rows, breaches, total, breakdowns))

}  // namespace dl::api
