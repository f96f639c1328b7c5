// A small city for the tests of everything that has agencies and documents: places that are founded with sites and
// columns, people in roles, documents on their way, on any engine and under a clock that can be set.
//
//   test::Town town(test::Store::Postgres, {test::kBureau, test::kEast});
//   town.publish(town.notice(town.agency(test::kEast), "停水通告"));
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "accounts/people_desk.h"
#include "agencies/agency_desk.h"
#include "agencies/directory.h"
#include "agencies/site_desk.h"
#include "journal/journal.h"
#include "publications/document_desk.h"
#include "publications/document_store.h"
#include "tests/support/database_fixture.h"
#include "tests/support/places.h"

namespace dl::test {

inline constexpr const char* kPassword = "Harbour-Lantern-73";  ///< everybody's
/// The rules with a hash that costs next to nothing: the tests are about who may, not about what a guess costs.
accounts::Policy quick(accounts::Policy policy = {});

/// Enters what a test needs wherever there is a journal; what cannot be entered fails the test. Lives no longer than
/// what it was made of.
class Clerk {
 public:
  Clerk(journal::Journal& journal, agencies::DirectoryHolder& directory) : journal_(journal), directory_(directory) {}

  /// Founds an agency, its site and the columns that the program carries. The first has the root of all addresses and
  /// stands above those that follow.
  agencies::Founded found(const Place& place, agencies::Site site = {},
                          const std::vector<agencies::Department>& departments = {});
  std::int64_t agency(const Place& place) const;
  std::int64_t site(std::int64_t agency) const;
  std::int64_t column(std::int64_t agency, std::string_view slug = "notices") const;

  accounts::PeopleDesk people() { return {journal_, quick()}; }
  std::int64_t person(const std::string& login, std::int64_t agency, const std::vector<accounts::Grant>& grants);
  accounts::Principal principal(std::int64_t person) const;
  /// Enters somebody with one role, and who that is to a desk.
  accounts::Principal holder(accounts::Role role, std::int64_t agency, accounts::Reach reach = accounts::Reach::Own);

  /// A document as drafters hand it in; what a test cares about it changes.
  publications::NewDocument notice(std::int64_t agency, const std::string& title,
                                   std::string_view slug = "notices") const;
  /// Enters it as published.
  std::int64_t publish(const publications::NewDocument& document);
  /// Takes the directory anew, as the followers of the journal do.
  bool reload();

 protected:
  journal::Journal& journal_;
  agencies::DirectoryHolder& directory_;
};

using Tables = std::vector<const std::vector<db::Migration>*>;
/// Those that documents need; `documents` as the steps of an older program.
Tables document_tables(const std::vector<db::Migration>& documents = publications::migrations());

/// What a town stands on; a base, so that it is there before the town's clerk.
class Ground {
 protected:
  explicit Ground(Store store) : store_(store) {}

  EmptyDatabase store_;
  FixedClock clock_ = FixedClock(Instant::at(Date(2024, 3, 1), 9, 30));
  journal::Journal own_journal_ = journal::Journal(store_.database(), clock_);
  agencies::DirectoryHolder own_directory_ = {};
};

class Town : protected Ground, public Clerk {
 public:
  explicit Town(Store store = Store::SqliteMemory, const std::vector<Place>& places = {kBureau},
                const Tables& tables = document_tables());
  Town(const Town&) = delete;
  Town& operator=(const Town&) = delete;

  db::Database& database() { return store_.database(); }
  EmptyDatabase& store() { return store_; }
  journal::Journal& journal() { return journal_; }
  FixedClock& clock() { return clock_; }
  publications::DocumentDesk& desk() { return desk_; }

  template <class F>
  auto read(F f) {
    return database().read([&](db::Session& session) { return f(session); });
  }

 protected:
  publications::DocumentDesk desk_ = publications::DocumentDesk(journal_, directory_);
};

}  // namespace dl::test
