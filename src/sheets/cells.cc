#include "sheets/cells.h"

#include <charconv>
#include <cmath>

#include "base/text.h"

namespace dl::sheets {

std::optional<std::string> shown(const Cell& cell) {
  if (cell.kind == Kind::Boolean) return cell.raw == "1" ? "TRUE" : "FALSE";
  if (cell.kind != Kind::Number) return std::string(cell.raw);
  if (cell.format == nullptr) return std::string(cell.raw);
  if (cell.format->code.empty()) return number_text(cell.number);
  return show_number(cell.number, cell.format->code, cell.format->day_one);
}

std::optional<Moment> moment_of(const Cell& cell) {
  if (cell.kind != Kind::Number || cell.format == nullptr || !cell.format->is_date) return std::nullopt;
  return moment_of(cell.number, cell.format->day_one);
}

std::string address(std::size_t column, std::size_t row) {
  std::string letters;
  for (auto rest = column + 1; rest > 0; rest = (rest - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  return row == 0 ? letters : letters + fmt::format("{}", row);
}

std::optional<Place> place_of(std::string_view address) {
  std::size_t column = 0, at = 0, row = 0;
  auto skip_dollar = [&] {
    if (at < address.size() && address[at] == '$') ++at;
  };
  skip_dollar();
  for (std::size_t letters = 0; at < address.size() && letters < 3; ++at, ++letters) {
    const auto letter = static_cast<unsigned char>(address[at]) | 0x20U;
    if (letter < 'a' || letter > 'z') break;
    column = column * 26 + (letter - 'a' + 1);
  }
  skip_dollar();
  auto read = std::from_chars(address.data() + at, address.data() + address.size(), row);
  if (column == 0 || column > 16'384 || read.ec != std::errc() || read.ptr != address.data() + address.size() ||
      row == 0 || row > 1'048'576)
    return std::nullopt;
  return Place{row - 1, column - 1};
}

std::optional<Range> range_of(std::string_view text) {
  const auto colon = text.find(':');
  const auto from = place_of(text.substr(0, colon));
  const auto to = colon == text.npos ? from : place_of(text.substr(colon + 1));
  if (!from || !to) return std::nullopt;
  return Range{from->row, from->column, to->row, to->column};
}

Failure fail_at(std::size_t line, Failure failure) {
  auto& error = failure.value();
  error.detail += fmt::format("{}line {}", error.detail.empty() ? "" : ", ", line);
  error.fields.push_back({"line", fmt::format("sheets.line:{}", line)});
  return failure;
}

}  // namespace dl::sheets
