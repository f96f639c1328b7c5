// Tables of a bundle: comma-separated, every cell in quotes, UTF-8 with its mark. Exact: what is read back is what was
// written, though a spreadsheet takes no cell for a formula.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dl::figures {

/// What a table begins with.
inline constexpr std::string_view kCsvMark = "\xEF\xBB\xBF";

/// A row with its line end. A cell that begins with = + - @ ' or a tab gets one apostrophe in front, which a reader
/// takes away again.
std::string csv_row(const std::vector<std::string>& cells);

/// The rows of a table, head and all, without the mark and the apostrophes; nothing for what is no such table.
std::optional<std::vector<std::vector<std::string>>> read_csv(std::string_view text);

}  // namespace dl::figures
