// Figures of any text: what is told is well formed, and a sum that holds has no difference.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include <boost/json.hpp>

#include "sums/check.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dl::sums;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const auto& finding : check_figures(page_of_text(bytes))) {
    require(!finding.parts.empty() && !finding.where.empty());
    const auto line = boost::json::parse(write_line(finding, "a"));
    require(line.at("parts").as_array().size() == finding.parts.size());
  }
  return 0;
}
