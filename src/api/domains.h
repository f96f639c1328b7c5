// What the modules bring to the API beside their operations: the words of their events, the things that these are
// about. One row a module.
#pragma once

#include <span>

#include "accounts/subject.h"
#include "journal/event_kind.h"

namespace dl::api {

struct Domain {
  std::span<const journal::EventKind> events = {};
  std::span<const accounts::Subject> subjects = {};
};

std::span<const Domain> domains();

/// "document.published" as 发布; a verb without a word is shown as it is.
std::string_view chinese_of_verb(std::string_view verb);

/// Which kind of thing "document:881" is; nullptr for none that a module names.
const accounts::Subject* find_subject(std::string_view subject);
/// Where it is worked on, "/documents/881"; empty for nowhere.
std::string work_address(std::string_view subject);

/// What `subjects` are called, by their text: "document:881" by its title where `who` may know of it.
Outcome<std::map<std::string, std::string>> titles_of(db::Session& session, const accounts::Principal& who,
                                                      const std::vector<std::string>& subjects);

}  // namespace dl::api
