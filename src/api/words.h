// How the enumerations of the domain are written in the API: by the names under which they are stored.
#pragma once

#include <array>

#include "accounts/people.h"
#include "agencies/agency.h"
#include "api/shape.h"
#include "publications/document.h"
#include "publications/finding.h"

namespace dl::api {

template <class E, E... All>
struct WordsOf {
  static constexpr std::array<E, sizeof...(All)> values = {All...};
  static std::string_view name(E value) { return name_of(value); }
};

namespace detail {
using accounts::PersonState;
using accounts::Reach;
using agencies::ColumnType;
using publications::Answer;
using publications::DisclosureClass;
using publications::Relation;
using publications::State;
using publications::Step;
using publications::Validity;
}  // namespace detail

template <>
struct Words<publications::State>
    : WordsOf<detail::State, detail::State::Draft, detail::State::Submitted, detail::State::Reviewed,
              detail::State::Cleared, detail::State::Published, detail::State::Superseded, detail::State::Withdrawn,
              detail::State::Posted, detail::State::Recalled> {};

template <>
struct Words<publications::DisclosureClass>
    : WordsOf<detail::DisclosureClass, detail::DisclosureClass::Undecided, detail::DisclosureClass::Active,
              detail::DisclosureClass::OnRequest, detail::DisclosureClass::Withheld,
              detail::DisclosureClass::Internal> {};

template <>
struct Words<publications::Validity>
    : WordsOf<detail::Validity, detail::Validity::None, detail::Validity::Pending, detail::Validity::InForce,
              detail::Validity::Amended, detail::Validity::PartlyExpired, detail::Validity::Expired,
              detail::Validity::Repealed, detail::Validity::Revoked> {};

template <>
struct Words<publications::Relation>
    : WordsOf<detail::Relation, detail::Relation::Interprets, detail::Relation::Amends, detail::Relation::Repeals,
              detail::Relation::Implements, detail::Relation::Related> {};

template <>
struct Words<publications::Answer>
    : WordsOf<detail::Answer, detail::Answer::Open, detail::Answer::Accepted, detail::Answer::Mended> {};

/// The steps that people take; Supersede follows from publishing the next edition.
template <>
struct Words<publications::Step> {
  static constexpr std::array values = {detail::Step::Submit,  detail::Step::SendBack, detail::Step::Review,
                                        detail::Step::Clear,   detail::Step::Publish,  detail::Step::Post,
                                        detail::Step::Withdraw};
  static constexpr std::string_view name(publications::Step step) {
    switch (step) {
      case detail::Step::Submit: return "Submit";
      case detail::Step::SendBack: return "SendBack";
      case detail::Step::Review: return "Review";
      case detail::Step::Clear: return "Clear";
      case detail::Step::Publish: return "Publish";
      case detail::Step::Post: return "Post";
      case detail::Step::Supersede: return "Supersede";
      case detail::Step::Withdraw: return "Withdraw";
    }
    return "";
  }
};

template <>
struct Words<agencies::ColumnType>
    : WordsOf<detail::ColumnType, detail::ColumnType::News, detail::ColumnType::Notices, detail::ColumnType::Policies,
              detail::ColumnType::Interpretations, detail::ColumnType::Plans, detail::ColumnType::Registers,
              detail::ColumnType::Organisation, detail::ColumnType::Guide, detail::ColumnType::Rules,
              detail::ColumnType::Statutory, detail::ColumnType::AnnualReports, detail::ColumnType::Topics,
              detail::ColumnType::Other> {};

template <>
struct Words<accounts::PersonState>
    : WordsOf<detail::PersonState, detail::PersonState::Active, detail::PersonState::Suspended> {};

template <>
struct Words<accounts::Reach>
    : WordsOf<detail::Reach, detail::Reach::Own, detail::Reach::OwnAndBelow, detail::Reach::All> {};

template <>
struct Words<accounts::Role> {
  static constexpr auto values = [] {
    std::array<accounts::Role, accounts::kRoles.size()> all = {};
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = accounts::kRoles[i].role;
    return all;
  }();
  static std::string_view name(accounts::Role role) { return accounts::name_of(role); }
};

template <>
struct Words<accounts::Right> {
  static constexpr auto values = [] {
    std::array<accounts::Right, accounts::kRights.size()> all = {};
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = accounts::kRights[i].right;
    return all;
  }();
  static std::string_view name(accounts::Right right) { return accounts::name_of(right); }
};

}  // namespace dl::api
