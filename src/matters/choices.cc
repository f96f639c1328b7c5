#include "matters/choices.h"

#include <stdexcept>

#include "matters/kind.h"

namespace dl::matters {

bool is_choice(const Vocabularies& lists, std::string_view list, std::string_view code, Date day) {
  const auto* all = lists.find(list);
  if (all == nullptr) return false;
  for (const auto& term : all->terms)
    if (term.code == code) return term.in_force(day);
  return false;
}

Outcome<void> check_choice(std::string_view list, const Input& input, Date day) {
  static const auto lists = [] {
    auto loaded = Vocabularies::load();
    if (!loaded) throw std::runtime_error(describe(loaded.error()));
    return std::move(*loaded);
  }();
  if (is_choice(lists, list, input.code, day)) return {};
  return tl::unexpected(wrong_input(Ask::Code, "field.choice"));
}

}  // namespace dl::matters
