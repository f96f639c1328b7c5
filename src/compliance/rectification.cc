#include "compliance/rectification.h"

#include <algorithm>

#include "base/text.h"
#include "matters/choices.h"

namespace dl::compliance {

Outcome<void> check(const NewRectification& item, const Vocabularies& lists, Date today) {
  std::vector<FieldProblem> problems;
  const auto read = [&](const char* field, const std::string& words, std::size_t most, bool owed) {
    if (owed && text::trim(words).empty()) problems.push_back({field, "field.owed"});
    if (text::length(words) > most) problems.push_back({field, "rectification.long"});
    if (!text::is_utf8(words) || !text::is_writable(words)) problems.push_back({field, "field.characters"});
  };
  read("title", item.title, kLongestTitle, true);
  read("origin_number", item.origin_number, kLongestNumber, false);
  if (!matters::is_choice(lists, "problem_origins", item.origin, today)) problems.push_back({"origin", "field.choice"});
  if (!matters::is_choice(lists, "problem_kinds", item.kind, today)) problems.push_back({"kind", "field.choice"});
  read("problem", item.problem, kLongestProblem, true);
  read("place", item.place, kLongestPlace, true);
  read("measures", item.measures, kLongestMeasures, false);
  if (item.found_on == Date()) problems.push_back({"found_on", "field.owed"});
  if (item.found_on > today) problems.push_back({"found_on", "rectification.future"});
  if (problems.empty()) return {};
  Error error{.fault = Fault::Invalid, .key = "rectification.incomplete"};
  error.fields = std::move(problems);
  return tl::unexpected(std::move(error));
}

std::string first_link(std::string_view text) {
  const auto at = std::min(text.find("http://"), text.find("https://"));
  if (at == std::string_view::npos) return {};
  text.remove_prefix(at);
  const auto end = std::ranges::find_if(text, [](char c) { return c <= ' ' || c > '~'; });
  text = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  while (!text.empty() && std::string_view(".,;:!?)]}\"'").find(text.back()) != std::string_view::npos)
    text.remove_suffix(1);
  return std::string(text);
}

}  // namespace dl::compliance
