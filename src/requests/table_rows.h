// In which row of table 3 of the annual report a decision counts: what the form settles stands in kDecisionRows
// (decision.h), what it does not is data (data/table3.toml), which an installation may lay its own over.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.h"
#include "requests/decision.h"

namespace dl::requests {

/// A row that is not confirmed.
struct OpenRow {
  Decision decision = {};
  int row = 0;            ///< 3 to 23
  std::string hint = {};  ///< Chinese, for whoever chooses the decision
};
using OpenRows = std::vector<OpenRow>;

/// Those of a text. Fails with `data.invalid`, file and line: unknown keys, a decision that is none or whose row is
/// settled, that comes twice or is missing, a row beyond 3 to 23.
Outcome<OpenRows> read_open_rows(const std::string& name, std::string_view text);
/// Those of data/table3.toml, read once. Fails as above, and with `resource.missing`.
Outcome<OpenRows> load_open_rows();
/// The same for whoever comes after a start that has read them; throws std::runtime_error where they cannot be read.
const OpenRows& open_rows();

/// 3 to 23; 0 for what is not counted.
int table_row(Decision decision, const OpenRows& rows = open_rows());
/// What is not confirmed of its row; empty where it is settled.
std::string_view row_hint(Decision decision, const OpenRows& rows = open_rows());

/// The row of the end of a `matter` as SQL, 3 to 23; NULL while it runs.
std::string table_row_sql(const OpenRows& rows = open_rows());

}  // namespace dl::requests
