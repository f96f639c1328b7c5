#include "work/cycle.h"

#include <fmt/format.h>

namespace dl::work {

std::string_view name_of(Leads leads) {
  switch (leads) {
    case Leads::On: return "On";
    case Leads::Back: return "Back";
    case Leads::Anew: return "Anew";
    case Leads::Past: return "Past";
    case Leads::Follows: break;
  }
  return "Follows";
}

std::string draw(std::string_view start, std::span<const Arrow> arrows) {
  auto picture = fmt::format("stateDiagram-v2\n  [*] --> {}\n", start);
  for (const auto& arrow : arrows) picture += fmt::format("  {} --> {}: {}\n", arrow.from, arrow.to, arrow.words);
  return picture;
}

}  // namespace dl::work
