// Who acts and what they may: how far roles and rights (rights.h) reach. Pure.
//
// A role is a set of rights, a grant gives a role to a person for an agency, and a Principal is the
// sum of a person's grants at this moment. Desks ask may(), reading stores take a Scope and put it
// in their SQL: nothing is read first and filtered afterwards.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/rights.h"
#include "base/outcome.h"
#include "db/sql.h"

namespace dl::accounts {

/// How far a grant reaches from its agency. Stored by name; do not rename.
enum class Reach : std::uint8_t { Own, OwnAndBelow, All };

/// A role that a person has.
struct Grant {
  Role role = Role::Drafter;
  std::int64_t agency = 0;
  Reach reach = Reach::Own;

  friend bool operator==(const Grant&, const Grant&) = default;
};

Names<Reach> table_of(Reach);  ///< 本机关, 本机关及下级, 全部机关

/// Fault::Invalid `grants.separated` when two of the three stand together, `grants.repeated` when a
/// role stands twice for one agency.
Outcome<void> check_grants(const std::vector<Grant>& grants);

/// Reads "Drafter", "审核:本机关及下级", "Auditor:All" as a grant for an agency. Fault::Invalid `role.unknown` or
/// `role.reach`.
Outcome<Grant> parse_grant(std::string_view text, std::int64_t agency);

/// The agencies that a right reaches. Handed to the functions of stores, which put it in their SQL.
struct Scope {
  bool all = false;
  std::vector<std::int64_t> agencies = {};  ///< sorted; without meaning when `all`

  bool covers(std::int64_t agency) const;
  bool empty() const { return !all && agencies.empty(); }
  /// The condition for a WHERE: "1 = 1", "1 = 0" or the agencies as bound values.
  db::Sql condition(db::Literal column) const;

  static Scope everywhere() { return {.all = true}; }
  static Scope of(std::vector<std::int64_t> agencies);
  friend bool operator==(const Scope&, const Scope&) = default;
};

/// The agencies below each agency, itself included; what OwnAndBelow resolves against.
using Below = std::map<std::int64_t, std::vector<std::int64_t>>;

/// Who acts: the one value that desks ask for rights. A copy is a moment's picture; load a new one
/// for every request.
class Principal {
 public:
  /// Nobody, without any right.
  Principal() = default;

  /// Every right everywhere: for the command line, bulk import and tests. `actor` as the journal names
  /// it, "system:import" or "person:张三".
  static Principal machine(std::string actor);
  /// A person with the grants of this moment.
  static Principal of_person(std::int64_t person, std::string name, std::int64_t agency,
                             const std::vector<Grant>& grants, const Below& below);
  /// An API key: the given rights over one agency.
  static Principal of_key(std::int64_t key, std::string name, std::int64_t agency, Rights rights);

  std::int64_t person() const { return person_; }  ///< 0 = none
  const std::string& actor() const { return actor_; }
  const std::string& name() const { return name_; }
  std::int64_t agency() const { return agency_; }  ///< where the person works; 0 = none

  bool may(Right right, std::int64_t agency) const { return scope(right).covers(agency); }
  bool may_anywhere(Right right) const { return !scope(right).empty(); }
  /// Whether any of the rights is held somewhere.
  bool may_any(const Rights& rights) const;
  const Scope& scope(Right right) const { return scopes_[static_cast<std::size_t>(right)]; }

  /// Fault::Forbidden `right.missing` when the right does not reach the agency.
  Outcome<void> require(Right right, std::int64_t agency) const;

 private:
  std::int64_t person_ = 0;
  std::string actor_ = "nobody";
  std::string name_ = {};
  std::int64_t agency_ = 0;
  std::array<Scope, kRights.size()> scopes_ = {};
};

}  // namespace dl::accounts
