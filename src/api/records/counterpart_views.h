// What the API says of a register and the outside list that it is held against: differences, counts, and the rows
// behind them, as views and as lines of a table.
#pragma once

#include "api/api.h"
#include "records/counterparts.h"
#include "sheets/export_file.h"

namespace dl::api {

struct DifferenceView {
  std::int64_t record = 0;  ///< of the list where it is missing here or not judged, else of the register
  std::int64_t other = 0;   ///< on the other side; 0 = none
  std::string title = {};
  records::Differs kind = {};
  std::string kind_name = {};
  std::vector<std::string> in = {};  ///< titles of the fields that stand otherwise
  std::int64_t agency = 0;
  std::string agency_name = {};
  std::optional<Date> due_on = {};
  Instant since = {};
};
BOOST_DESCRIBE_STRUCT(DifferenceView, (),
                      (record, other, title, kind, kind_name, in, agency, agency_name, due_on, since))

struct DifferenceCount {
  records::Differs kind = {};
  std::string kind_name = {};
  std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(DifferenceCount, (), (kind, kind_name, count))

struct ShareCount {
  records::Share share = {};
  std::string share_name = {};
  std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(ShareCount, (), (share, share_name, count))

struct DifferenceList {
  std::vector<DifferenceView> items = {};
  std::optional<std::string> next = {};
};
BOOST_DESCRIBE_STRUCT(DifferenceList, (), (items, next))

/// An accepted row of the list.
struct CounterpartRow {
  std::int64_t record = 0;
  std::int64_t other = 0;  ///< of the same key in the register; 0 = none
  std::string title = {};
  records::Duty duty = {};
  std::string duty_name = {};
  std::int64_t agency = 0;
  std::string agency_name = {};
  std::optional<Date> due_on = {};
  std::optional<Date> published_on = {};
  std::int64_t late_days = 0;  ///< of what is not public, up to today
};
BOOST_DESCRIBE_STRUCT(CounterpartRow, (),
                      (record, other, title, duty, duty_name, agency, agency_name, due_on, published_on, late_days))

struct CounterpartRows {
  std::vector<CounterpartRow> items = {};
  std::optional<std::string> next = {};
};
BOOST_DESCRIBE_STRUCT(CounterpartRows, (), (items, next))

/// Days are calendar days behind the last day of the clock.
struct CounterpartView {
  std::string title = {};  ///< of the register
  std::string list = {};   ///< code of its list
  std::string list_title = {};
  std::vector<DifferenceCount> counts = {};
  std::vector<ShareCount> shares = {};  ///< of the accepted rows of the list
  std::int64_t late_days = 0;           ///< of all that were published late together
};
BOOST_DESCRIBE_STRUCT(CounterpartView, (), (title, list, list_title, counts, shares, late_days))

std::vector<DifferenceCount> counts_of(const std::map<records::Differs, std::int64_t>& counts);
std::vector<ShareCount> shares_of(const records::Kept& kept);

/// Without what only records::Counterparts knows: the other side and the fields.
DifferenceView view_of(const records::DifferenceLine& line, const agencies::Directory& directory);
/// `row` is the row of its record.
CounterpartRow view_of(const records::KeptRow& kept, const records::Row& row, const agencies::Directory& directory);

/// What is exported, a line a view.
std::vector<sheets::Column> columns_of(const DifferenceList& list);
std::vector<sheets::Column> columns_of(const CounterpartRows& list);
std::vector<std::string> cells_of(const DifferenceView& view);
std::vector<std::string> cells_of(const CounterpartRow& view);

}  // namespace dl::api
