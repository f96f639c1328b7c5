// Tables of tasks (任务分解表): merged cells laid out, heads of columns in any order understood.
#pragma once

#include "base/content.h"
#include "plans/units.h"

namespace dl::plans {

struct TableRow {
  Chars group = {};    ///< of the columns left of the task, and of rows that span the table
  Chars number = {};   ///< 序号
  Chars text = {};     ///< empty for a section
  Chars section = {};  ///< the words of a row that spans the table
  Units units = {};
  Chars limits = {};
  Chars basis = {};
};

/// The rows that hold tasks or head sections, in order. Rows that share one merged cell for their task are one. Empty
/// for a table whose heads and cells tell of no tasks.
std::vector<TableRow> read_rows(const content::Block& table);

}  // namespace dl::plans
