// What each module brings to the program: its tables, the words of its events, the things that these are about, its
// operations, figures and open work. One row a module; whoever needs one of these of all modules asks here.
#pragma once

#include <span>

#include "accounts/subject.h"
#include "agencies/directory.h"
#include "api/operations.h"
#include "db/schema.h"
#include "figures/definition.h"
#include "journal/event_kind.h"
#include "work/open_work.h"
#include "work/schedules.h"

namespace dl::api {

struct Domain {
  const std::vector<db::Migration>& (*migrations)() = nullptr;
  std::span<const journal::EventKind> events = {};
  std::span<const accounts::Subject> subjects = {};
  const journal::Feature* feature = nullptr;                       ///< what of it can be closed to changes
  std::span<const Group> groups = {};                              ///< of operations
  Outcome<figures::Sources> (*figures)() = nullptr;                ///< what can be counted of it
  Outcome<work::Producer> (*work)() = nullptr;                     ///< what waits on its things
  work::Taker (*due)(const agencies::DirectoryHolder&) = nullptr;  ///< takes what is due of its things
  Outcome<work::Producer> (*work_at_once)() = nullptr;             ///< what waits on many of its things as one
};

/// In the order in which their tables are made: a row's tables refer to those of rows above it.
std::span<const Domain> domains();

/// All operations, by module.
std::vector<Group> groups();
/// What can be closed to changes: everything first, then the modules' parts.
const std::vector<journal::Feature>& features();
/// What is listed as open work.
Outcome<std::vector<work::Producer>> work_producers();
/// What takes steps whose time has come. The directory must outlive it.
std::vector<work::Taker> takers(const agencies::DirectoryHolder& directory);
/// What figures may count (data/figures/, the figures of registers).
Outcome<figures::Sources> figure_sources();

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
