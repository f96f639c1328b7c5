#include "requests/request.h"

#include <algorithm>

#include "base/identifiers.h"
#include "base/text.h"

namespace dl::requests {
namespace {

using Problems = std::vector<FieldProblem>;

bool said(const std::string& word) { return !text::trim(word).empty(); }

void check_identity(const Filing& filing, Problems& problems) {
  const auto& contact = filing.contact;
  if (!said(contact.identity_number)) {
    problems.push_back({"contact.identity_number", "request.identity-owed"});
    return;
  }
  const bool resident = check_resident_number(contact.identity_number).acceptable();
  bool right = true;
  if (filing.applicant != Applicant::Natural) {
    right = check_agency_code(contact.identity_number).acceptable();
  } else if (contact.identity_kind == "resident") {
    right = resident;
  } else if (!said(contact.identity_kind) && !resident) {  // a number that is right says by itself what it is
    problems.push_back({"contact.identity_kind", "request.identity-kind-owed"});
  }
  if (!right) problems.push_back({"contact.identity_number", "request.identity"});
}

/// The words of a contact, by the names of its fields.
template <class F>
void each_word(const matters::Contact& contact, F f) {
  f("name", contact.name);
  f("identity_kind", contact.identity_kind);
  f("identity_number", contact.identity_number);
  f("representative", contact.representative);
  f("contact_name", contact.contact_name);
  f("phone", contact.phone);
  f("email", contact.email);
  f("address", contact.address);
  f("postcode", contact.postcode);
}

void check_words(const matters::Contact& contact, const std::string& path, Problems& problems) {
  each_word(contact, [&](const char* field, const std::string& word) {
    if (text::length(word) > matters::kLongestWord)
      problems.push_back({fmt::format("{}.{}", path, field), "request.long"});
  });
  const auto at = contact.email.find('@');
  const bool mail = at != contact.email.npos && at > 0 && at + 1 < contact.email.size();
  if (said(contact.email) && !mail) problems.push_back({path + ".email", "request.email"});
}

void check_contact(const Filing& filing, Problems& problems) {
  const auto& contact = filing.contact;
  if (!said(contact.name)) problems.push_back({"contact.name", "request.name-owed"});
  check_identity(filing, problems);
  if (!said(contact.phone) && !said(contact.email) && !said(contact.address))
    problems.push_back({"contact", "request.reach-owed"});
  if (filing.way == Way::Post && !said(contact.address))
    problems.push_back({"contact.address", "request.address-owed"});
  check_words(contact, "contact", problems);
}

bool is_gap(const FieldProblem& problem) { return std::ranges::find(kGaps, problem.key, &Gap::key) != kGaps.end(); }

}  // namespace

std::vector<Gap> gaps_of(const Filing& filing) {
  Problems problems;
  check_contact(filing, problems);
  std::vector<Gap> gaps;
  for (const auto& gap : kGaps)
    if (std::ranges::find(problems, gap.key, &FieldProblem::key) != problems.end()) gaps.push_back(gap);
  return gaps;
}

Outcome<void> check(const Filing& filing) {
  Problems problems;
  check_contact(filing, problems);
  if (filing.as_came) std::erase_if(problems, is_gap);
  if (filing.agent) {
    if (!said(filing.agent->name)) problems.push_back({"agent.name", "request.name-owed"});
    check_words(*filing.agent, "agent", problems);
  }
  if (!said(filing.wanted)) problems.push_back({"wanted", "request.wanted-owed"});
  if (text::length(filing.wanted) > kLongestWanted) problems.push_back({"wanted", "request.long"});
  if (text::length(filing.document_number) > matters::kLongestWord)
    problems.push_back({"document_number", "request.long"});
  if (problems.empty()) return {};
  return tl::unexpected(Error{.fault = Fault::Invalid, .key = "request.filing", .fields = std::move(problems)});
}

}  // namespace dl::requests
