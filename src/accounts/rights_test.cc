// The table of the handbook: who has which right, of which domains a role is, and how it stands in the documents.
#include "accounts/rights.h"

#include <fstream>
#include <sstream>

#include <gmock/gmock.h>

namespace dl::accounts {
namespace {

std::vector<Right> in(const Rights& rights) {
  std::vector<Right> list;
  for (const auto& row : kRights)
    if (rights.has(row.value)) list.push_back(row.value);
  return list;
}

TEST(Roles, NamesReadBack) {
  for (const auto& row : kRoles) {
    SCOPED_TRACE(row.name);
    EXPECT_EQ(find_named<Role>(row.name), row.role);
    EXPECT_EQ(find_named<Role>(row.chinese), row.role);
  }
  EXPECT_FALSE(find_named<Role>("Drafters"));
}

TEST(Rights, AreNamedByTheirDomainAndReadBack) {
  for (const auto& row : kRights) {
    SCOPED_TRACE(row.name);
    EXPECT_TRUE(row.name.starts_with(std::string(name_of(domain_of(row.value))) + "."));
    EXPECT_EQ(find_name<Right>(row.name), row.value);
    EXPECT_EQ(find_named<Right>(row.chinese), row.value);
    EXPECT_FALSE(row.allows.empty());
  }
}

TEST(Rights, AreReadUnderTheNamesThatKeysHadStored) {
  EXPECT_EQ(find_name<Right>("ReadWork"), Right::ReadDocuments);
  EXPECT_EQ(find_name<Right>("Draft"), Right::DraftDocuments);
  EXPECT_EQ(find_name<Right>("ReadJournal"), Right::ReadJournal);
  EXPECT_EQ(find_name<Right>("Publish"), std::nullopt) << "no key ever had it";
  EXPECT_THAT(in(kKeyRights), testing::ElementsAre(Right::ReadDocuments, Right::DraftDocuments, Right::ReadJournal,
                                                   Right::ReadRecords, Right::EnterRecords));
}

TEST(Roles, HoldRightsOfTheirDomainsAlone) {
  for (const auto& role : kRoles)
    for (const auto right : in(rights_of(role.role)))
      EXPECT_TRUE(role.domains.has(domain_of(right))) << role.name << " " << name_of(right);
}

// Requests and letters are full of personal data.
TEST(Roles, ThatHandleDocumentsReadNothingElse) {
  const Rights handling(Right::DraftDocuments, Right::ReviewDocuments, Right::ClearDocuments, Right::PublishDocuments);
  int handle = 0;
  for (const auto& role : kRoles) {
    if (!rights_of(role.role).meets(handling)) continue;
    ++handle;
    EXPECT_EQ(role.domains, Domains(Domain::Publications)) << role.name;
    for (const auto right : in(rights_of(role.role))) EXPECT_EQ(domain_of(right), Domain::Publications) << role.name;
  }
  EXPECT_EQ(handle, 4);
}

TEST(Roles, OnlyWhoeverNeedsARightHasIt) {
  struct Case {
    Right right = {};
    std::vector<Role> roles = {};
  };
  const Case cases[] = {
      {Right::DraftDocuments, {Role::Drafter}},
      {Right::ReviewDocuments, {Role::Reviewer}},
      {Right::ClearDocuments, {Role::SecrecyReviewer}},
      {Right::PublishDocuments, {Role::Publisher}},
      {Right::ForcePublication, {Role::AgencyAdministrator}},
      {Right::TendSearch, {Role::Publisher, Role::AgencyAdministrator}},
      {Right::AnswerRequests, {Role::RequestOfficer}},
      {Right::ManageSystem, {Role::SystemAdministrator}},
      {Right::ManageSecurity, {Role::SecurityAdministrator}},
      {Right::ManageAudit, {Role::AuditAdministrator}},
      {Right::ReadJournal, {Role::Auditor, Role::AuditAdministrator}},
      {Right::ManagePeople, {Role::AgencyAdministrator, Role::SecurityAdministrator}},
      {Right::EnterRecords, {Role::RecordKeeper}},
      {Right::CheckRecords, {Role::RecordPublisher}},
      {Right::PublishRecords, {Role::RecordPublisher}},
      {Right::EraseRecords, {Role::AgencyAdministrator}},
      {Right::ReadRequests,
       {Role::RequestOfficer, Role::RequestReviewer, Role::RequestLegalReviewer, Role::RequestSecrecyOfficer,
        Role::RequestApprover, Role::RequestSupervisor}},
      {Right::ApproveRequests, {Role::RequestApprover}},
      {Right::ReviewRequests, {Role::RequestReviewer}},
      {Right::VetRequests, {Role::RequestLegalReviewer}},
      {Right::ClearRequests, {Role::RequestSecrecyOfficer}},
      {Right::SuperviseRequests, {Role::RequestSupervisor}},
      {Right::ReadMessages, {Role::MessageOfficer, Role::MessageApprover}},
      {Right::AnswerMessages, {Role::MessageOfficer}},
      {Right::ApproveMessages, {Role::MessageApprover}},
      {Right::ReadFindings, {Role::AgencyAdministrator, Role::Supervisor}},
      {Right::RectifyFindings, {Role::AgencyAdministrator}},
      {Right::CheckFindings, {Role::Supervisor}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(name_of(c.right));
    for (const auto& row : kRoles)
      EXPECT_EQ(rights_of(row.role).has(c.right), std::ranges::find(c.roles, row.role) != c.roles.end()) << row.name;
  }
}

TEST(Handbook, StandsInTheDocuments) {
  const std::string name = DAYLIGHT_SOURCE_DIR "/docs/rights.md";
  std::stringstream text;
  text << std::ifstream(name).rdbuf();
  const auto page = text.str();
  const auto begin = page.find("| domain |");
  ASSERT_NE(begin, std::string::npos) << name;
  EXPECT_EQ(page.substr(begin), draw_handbook()) << "the rest of docs/rights.md is to be:\n" << draw_handbook();
}

}  // namespace
}  // namespace dl::accounts
