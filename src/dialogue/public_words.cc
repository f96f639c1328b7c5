#include "dialogue/public_words.h"

#include <algorithm>

#include "base/text.h"
#include "privacy/personal_data.h"
#include "privacy/residue.h"

namespace dl::dialogue {
namespace {

using Text = std::string;

constexpr std::string_view kHidden = "***";

/// What the writer gave of themselves, the longest first; a single character is too common a word to hide by itself.
std::vector<Text> own_values(const matters::Contact& contact) {
  std::vector<Text> values;
  for (const auto* value : {&contact.name, &contact.phone, &contact.email, &contact.address, &contact.identity_number})
    if (text::length(*value) >= 2) values.push_back(*value);
  std::ranges::sort(values, [](const Text& a, const Text& b) { return a.size() > b.size(); });
  return values;
}

Text without(Text words, const std::vector<Text>& values) {
  for (const auto& value : values)
    for (auto at = words.find(value); at != words.npos; at = words.find(value, at + kHidden.size()))
      words.replace(at, value.size(), kHidden);
  return words;
}

Text masked(std::string_view words, const Sender& sender, privacy::Voice voice) {
  return privacy::mask_all(without(Text(words), own_values(sender.contact)),
                           {.numbers = sender.numbers, .voice = voice, .day = sender.day});
}

/// What stands between runs of asterisks; one piece more than there are runs.
std::vector<std::string_view> pieces_of(std::string_view words) {
  std::vector<std::string_view> pieces;
  for (;;) {
    const auto star = words.find('*');
    pieces.push_back(words.substr(0, star));
    if (star == words.npos) return pieces;
    const auto next = words.find_first_not_of('*', star);
    words = next == words.npos ? std::string_view() : words.substr(next);
  }
}

}  // namespace

Text masked_words(std::string_view words, const Sender& sender) {
  return masked(words, sender, privacy::Voice::Citizen);
}

PublicWords propose(const PublicWords& written, const Sender& sender) {
  return {.title = masked(written.title, sender, privacy::Voice::Citizen),
          .question = masked(written.question, sender, privacy::Voice::Citizen),
          .answer = masked(written.answer, sender, privacy::Voice::Office)};
}

bool hides_only(std::string_view proposed, std::string_view given) {
  const auto pieces = pieces_of(given);
  if (pieces.size() == 1) return proposed == given;
  const auto& head = pieces.front();
  const auto& tail = pieces.back();
  if (!proposed.starts_with(head)) return false;
  proposed.remove_prefix(head.size());
  if (!proposed.ends_with(tail)) return false;
  proposed.remove_suffix(tail.size());
  for (std::size_t i = 1; i + 1 < pieces.size(); ++i) {
    const auto at = proposed.find(pieces[i]);
    if (at == proposed.npos) return false;
    proposed.remove_prefix(at + pieces[i].size());
  }
  return true;
}

Outcome<void> check_public(const PublicWords& proposed, const PublicWords& given, const Sender& sender) {
  std::vector<FieldProblem> problems;
  const auto compare = [&](const char* field, const Text& before, const Text& after) {
    if (!text::is_utf8(after) || !hides_only(before, after)) problems.push_back({field, "message.changed-words"});
    if (after.find_first_not_of("* \n\r\t") == after.npos) problems.push_back({field, "message.empty-words"});
  };
  compare("title", proposed.title, given.title);
  compare("question", proposed.question, given.question);
  compare("answer", proposed.answer, given.answer);
  if (!problems.empty()) {
    Error error{.fault = Fault::Invalid, .key = "message.changed-words"};
    error.fields = std::move(problems);
    return tl::unexpected(std::move(error));
  }
  const auto copy = given.title + "\n" + given.question + "\n" + given.answer;
  const auto residue = privacy::find_residue(copy, own_values(sender.contact), sender.numbers);
  if (residue.empty()) return {};
  Text shown;
  for (const auto& one : residue) shown += (shown.empty() ? "" : ", ") + (one.sealed ? Text(kHidden) : one.masked);
  return fail(Fault::Conflict, "message.residue", shown);
}

}  // namespace dl::dialogue
