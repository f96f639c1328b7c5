#include "dialogue/message.h"

#include "base/text.h"
#include "matters/choices.h"

namespace dl::dialogue {
namespace {

bool is_phone(std::string_view phone) {
  std::size_t digits = 0;
  for (const char c : phone) {
    if (c >= '0' && c <= '9')
      ++digits;
    else if (c != '-' && c != ' ' && c != '+')
      return false;
  }
  return digits >= 7 && digits <= 15;
}

bool is_email(std::string_view email) {
  const auto at = email.find('@');
  return at != email.npos && at > 0 && email.find('@', at + 1) == email.npos && email.find('.', at + 2) != email.npos &&
         !email.ends_with('.') && email.find(' ') == email.npos;
}

}  // namespace

matters::Contact NewMessage::contact() const {
  return {.name = std::string(text::trim(name)),
          .phone = std::string(text::trim(phone)),
          .email = std::string(text::trim(email))};
}

Outcome<void> check(const NewMessage& message, const Vocabularies& lists, Date today) {
  std::vector<FieldProblem> problems;
  const auto read = [&](const char* field, const std::string& words, std::size_t most, bool owed) {
    if (owed && text::trim(words).empty()) problems.push_back({field, "field.owed"});
    if (text::length(words) > most) problems.push_back({field, "message.long"});
    if (!text::is_utf8(words) || !text::is_writable(words)) problems.push_back({field, "field.characters"});
  };
  if (!matters::is_choice(lists, "message_kinds", message.kind, today)) problems.push_back({"kind", "field.choice"});
  if (!matters::is_choice(lists, "message_topics", message.topic, today)) problems.push_back({"topic", "field.choice"});
  read("title", message.title, kLongestTitle, true);
  read("words", message.words, kLongestWords, true);
  read("name", message.name, kLongestName, true);
  read("phone", message.phone, kLongestReach, false);
  read("email", message.email, kLongestReach, false);
  const auto contact = message.contact();
  if (contact.phone.empty() && contact.email.empty()) problems.push_back({"phone", "message.reach-owed"});
  if (!contact.phone.empty() && !is_phone(contact.phone)) problems.push_back({"phone", "message.phone"});
  if (!contact.email.empty() && !is_email(contact.email)) problems.push_back({"email", "message.email"});
  if (problems.empty()) return {};
  Error error{.fault = Fault::Invalid, .key = "message.incomplete"};
  error.fields = std::move(problems);
  return tl::unexpected(std::move(error));
}

}  // namespace dl::dialogue
