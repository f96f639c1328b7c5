#include "sums/check.h"

#include <boost/json.hpp>

#include "base/content.h"
#include "sums/annual.h"
#include "sums/days.h"
#include "sums/identities.h"
#include "sums/plain_tables.h"
#include "sums/sentence.h"

namespace dl::sums {
namespace {

constexpr std::size_t kLookBack = 2;  ///< sentences before this one that its totals may stand in

void check_sentences(const Page& page, const Annual& annual, std::vector<Finding>& findings) {
  const auto sentences = sentences_of(page);
  std::vector<Read> done;
  done.reserve(sentences.size());
  for (const auto& sentence : sentences) {
    auto here = read(sentence);
    std::vector<const Read*> before;
    for (std::size_t i = 1; i <= kLookBack && i <= done.size(); ++i)
      if (done[done.size() - i].number + i >= here.number) before.push_back(&done[done.size() - i]);
    if (!here.quantities.empty()) {
      check_breakdowns(here, before.empty() ? nullptr : before.front(), findings);
      check_outcomes(here, before, findings);
      check_changes(here, findings);
      check_shares(here, before, findings);
      check_beside(here, annual, findings);
    }
    done.push_back(std::move(here));
  }
}

}  // namespace

std::vector<Finding> check_figures(const Page& page, const Days& days) {
  std::vector<Finding> findings;
  const auto annual = read_annual(page);
  if (!page.side_by_side) check_sentences(page, annual, findings);
  check_identities(annual, findings);
  check_plain_tables(page, annual.tables, findings);
  check_days(page, days, findings);
  return findings;
}

std::string write_line(const Finding& finding, std::string_view file) {
  // Amounts go out as the numbers that they are, digit by digit; dates as text.
  auto amount = [&](const std::string& text) {
    return finding.kind == Kind::Dates && text.size() == 10 ? boost::json::serialize(boost::json::string(text)) : text;
  };
  auto text = [](std::string_view words) { return boost::json::serialize(boost::json::string(words)); };
  std::string line = "{";
  if (!file.empty()) line += "\"file\":" + text(file) + ",";
  line += fmt::format("\"kind\":{},\"what\":{},\"total\":{},\"parts\":[", text(name_of(finding.kind)),
                      text(finding.what), amount(finding.total));
  for (std::size_t i = 0; i < finding.parts.size(); ++i) line += (i > 0 ? "," : "") + amount(finding.parts[i]);
  line += fmt::format("],\"reconciles\":{},\"difference\":{},\"where\":{}", finding.reconciles, finding.difference,
                      text(finding.where));
  if (!finding.stated.empty()) line += ",\"stated\":" + text(finding.stated);
  if (!finding.hint.empty()) line += ",\"hint\":" + text(finding.hint);
  return line + "}";
}

}  // namespace dl::sums
