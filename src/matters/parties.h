// Who is concerned in a matter: applicants and senders, agents, third parties, joint makers. What tells who they are
// lies sealed (work/sealed_values.h); only the class, and a mark by which the same person is known again, stand open.
#pragma once

#include "accounts/sealing_key.h"
#include "matters/matter.h"
#include "work/sealed_values.h"

namespace dl::matters {

/// Stored by name; do not rename.
enum class PartyRole : std::uint8_t { Applicant, Agent, ThirdParty, JointMaker, OtherAgency };
inline constexpr auto kPartyRoles = named_table<PartyRole>({{PartyRole::Applicant, "applicant", "申请人"},
                                                            {PartyRole::Agent, "agent", "代理人"},
                                                            {PartyRole::ThirdParty, "third-party", "第三方"},
                                                            {PartyRole::JointMaker, "joint-maker", "共同制作机关"},
                                                            {PartyRole::OtherAgency, "other-agency", "其他机关"}});
constexpr Names<PartyRole> table_of(PartyRole) { return kPartyRoles; }

/// What is known of a person or an organisation; what is empty was not said. Characters are limited by kLongestWord.
struct Contact {
  std::string name = {};             ///< 姓名或者名称
  std::string identity_kind = {};    ///< code of the list `identity_documents`
  std::string identity_number = {};  ///< of that document, or the unified code of an organisation
  std::string representative = {};   ///< 法定代表人
  std::string contact_name = {};     ///< 联系人
  std::string phone = {};
  std::string email = {};
  std::string address = {};
  std::string postcode = {};

  friend bool operator==(const Contact&, const Contact&) = default;
};
inline constexpr std::size_t kLongestWord = 200;

struct Party {
  std::int64_t id = 0;
  std::int64_t matter = 0;
  PartyRole role = PartyRole::Applicant;
  std::string klass = {};  ///< code, by the kind; empty for none
  std::string kept = {};   ///< commitment of its contact
  std::string same = {};   ///< equal for the same person; empty where nothing tells
};

/// By number of the identity document, else by name and telephone; without the key nobody can try numbers against it.
std::string mark_of(const accounts::SealingKey& key, const Contact& contact);

/// Keeps who it is sealed under the matter. In the transaction of the event that brings the party in.
Outcome<Party> add_party(db::Session& session, const accounts::SealingKey& key, std::int64_t matter, PartyRole role,
                         std::string klass, const Contact& contact);
Outcome<std::vector<Party>> list_parties(db::Session& session, std::int64_t matter);
/// For whoever may read the matter; nothing for one whose contact was erased.
Outcome<std::optional<Contact>> contact_of(db::Session& session, const accounts::SealingKey& key, const Party& party);
/// The contacts of the first applicants of several matters, by the matter.
Outcome<std::vector<std::pair<std::int64_t, Contact>>> applicants_of(db::Session& session,
                                                                     const accounts::SealingKey& key,
                                                                     const std::vector<std::int64_t>& matters);
/// Matters of an agency and a kind that the same person has brought, the newest first.
Outcome<std::vector<std::int64_t>> brought_by(db::Session& session, std::string_view kind, std::int64_t agency,
                                              const std::string& same, int most);

}  // namespace dl::matters
