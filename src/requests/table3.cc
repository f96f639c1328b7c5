#include "requests/table3.h"

#include <algorithm>

#include "requests/clocks.h"
#include "requests/table_rows.h"

namespace dl::requests {

std::optional<Counted> counted_of(const matters::Case& now) {
  const auto& matter = now.matter;
  const auto decision = find_name<Decision>(matter.outcome);
  if (facts_of(now).purpose != Purpose::Information || !matter.received_on) return std::nullopt;
  if (decision && row_of(*decision).row == 0) return std::nullopt;
  Counted counted{.matter = matter.id,
                  .applicant = find_name<Applicant>(matter.klass).value_or(Applicant::Other),
                  .received_on = *matter.received_on};
  if (!matter.ended_on || !decision) return counted;
  counted.ended_on = std::max(*matter.ended_on, counted.received_on);
  counted.row = table_row(*decision);
  return counted;
}

void Table3::put(int row, const Counted& request) {
  auto& cells = cells_.at(static_cast<std::size_t>(row - 1));
  cells.at(static_cast<std::size_t>(request.applicant)).push_back(request.matter);
  cells.at(kTotal).push_back(request.matter);
}

Table3 Table3::of(const std::vector<Counted>& requests, Date from, Date until) {
  Table3 table;
  for (const auto& request : requests) {
    const bool before = request.received_on < from;
    const bool over = request.ended_on && *request.ended_on < from;
    if (request.received_on > until || (before && over)) continue;
    table.put(static_cast<int>(before ? Line::CarriedIn : Line::New), request);
    if (!request.ended_on || *request.ended_on > until) {
      table.put(static_cast<int>(Line::CarriedOn), request);
      continue;
    }
    table.put(request.row, request);
    table.put(static_cast<int>(Line::All), request);
  }
  for (auto& row : table.cells_)
    for (auto& cell : row) std::ranges::sort(cell);
  return table;
}

Table3::Numbers Table3::numbers() const {
  Numbers numbers = {};
  for (std::size_t row = 0; row < kRows; ++row)
    for (std::size_t column = 0; column < kColumns; ++column)
      numbers[row][column] = static_cast<std::int64_t>(cells_[row][column].size());
  return numbers;
}

std::vector<Breach> breaches(const Table3::Numbers& numbers) {
  std::vector<Breach> found;
  const auto row = [&](Line line) -> const auto& { return numbers.at(static_cast<std::size_t>(line) - 1); };
  for (std::size_t column = 0; column < kColumns; ++column) {
    const auto in = row(Line::New)[column] + row(Line::CarriedIn)[column];
    if (in != row(Line::All)[column] + row(Line::CarriedOn)[column]) found.push_back({"K1", 0, column});
    std::int64_t results = 0;
    for (int result = kFirstResult; result <= kLastResult; ++result)
      results += numbers.at(static_cast<std::size_t>(result - 1))[column];
    if (results != row(Line::All)[column]) found.push_back({"K2", 0, column});
  }
  for (std::size_t i = 0; i < kRows; ++i) {
    std::int64_t sum = 0;
    for (std::size_t column = 0; column < kTotal; ++column) sum += numbers[i][column];
    if (sum != numbers[i][kTotal]) found.push_back({"K3", static_cast<int>(i + 1), kTotal});
  }
  return found;
}

}  // namespace dl::requests
