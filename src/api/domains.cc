#include "api/domains.h"

#include "accounts/events.h"
#include "agencies/events.h"
#include "api/events.h"
#include "figures/events.h"
#include "journal/events.h"
#include "publications/events.h"
#include "work/events.h"

namespace dl::api {

std::span<const Domain> domains() {
  static const Domain all[] = {
      {journal::kEvents, {}},
      {accounts::kEvents, accounts::subjects()},
      {agencies::kEvents, agencies::subjects()},
      {figures::kEvents, {}},
      {publications::kEvents, std::span(&publications::kDocument, 1)},
      {work::kEvents, {}},
      {kEvents, {}},
  };
  return all;
}

std::string_view chinese_of_verb(std::string_view verb) {
  for (const auto& domain : domains())
    for (const auto& kind : domain.events)
      if (kind.verb == verb) return kind.chinese;
  return verb;
}

const accounts::Subject* find_subject(std::string_view subject) {
  const auto prefix = subject.substr(0, subject.find(':'));
  for (const auto& domain : domains())
    for (const auto& kind : domain.subjects)
      if (kind.prefix == prefix) return &kind;
  return nullptr;
}

std::string work_address(std::string_view subject) {
  const auto* kind = find_subject(subject);
  const auto number = kind == nullptr ? 0 : accounts::number_of(*kind, subject);
  return number == 0 ? std::string() : accounts::address_of(kind->work, number);
}

Outcome<std::map<std::string, std::string>> titles_of(db::Session& session, const accounts::Principal& who,
                                                      const std::vector<std::string>& subjects) {
  std::map<const accounts::Subject*, std::vector<std::int64_t>> numbers;
  for (const auto& subject : subjects)
    if (const auto* kind = find_subject(subject); kind != nullptr && kind->titles != nullptr)
      if (auto number = accounts::number_of(*kind, subject); number != 0) numbers[kind].push_back(number);
  std::map<std::string, std::string> titles;
  for (const auto& [kind, wanted] : numbers) {
    DL_TRY(auto found, kind->titles(session, who, wanted));
    for (auto& [number, title] : found) titles[accounts::subject_text(*kind, number)] = std::move(title);
  }
  return titles;
}

}  // namespace dl::api
