#include "requests/addressees.h"

#include <algorithm>

#include "matters/kind.h"
#include "requests/events.h"

namespace dl::requests {
namespace {

using matters::PartyRole;

Outcome<std::vector<matters::Party>> parties_of(db::Session& session, std::int64_t matter, PartyRole role) {
  DL_TRY(auto parties, matters::list_parties(session, matter));
  std::erase_if(parties, [&](const matters::Party& party) { return party.role != role; });
  return parties;
}

const matters::Fact* find_fact(const matters::Case& now, std::int64_t id) {
  const auto found = std::ranges::find(now.facts, id, &matters::Fact::id);
  return found == now.facts.end() ? nullptr : &*found;
}

}  // namespace

std::optional<PartyRole> addressee_role(LetterKind kind) {
  switch (kind) {
    case LetterKind::ThirdParty:
    case LetterKind::ThirdPartyTold: return PartyRole::ThirdParty;
    case LetterKind::CoMaker: return PartyRole::JointMaker;
    case LetterKind::CoHandling:
    case LetterKind::Forwarding:
    case LetterKind::Handover: return PartyRole::OtherAgency;
    default: return std::nullopt;
  }
}

std::optional<PartyRole> consulted_role(std::string_view verb) {
  if (verb == event("request.third-party-asked").verb) return PartyRole::ThirdParty;
  if (verb == event("request.maker-asked").verb) return PartyRole::JointMaker;
  if (verb == event("request.agency-asked").verb) return PartyRole::OtherAgency;
  return std::nullopt;
}

std::int64_t named_party(const matters::Case& now, std::int64_t fact) {
  const auto* step = find_fact(now, fact);
  if (step != nullptr && step->verb == event("request.objection-overridden").verb) step = find_fact(now, step->about);
  return step != nullptr && consulted_role(step->verb) ? step->count : 0;
}

Outcome<std::string> addressee_of(db::Session& session, const accounts::SealingKey& key, const matters::Case& now,
                                  LetterKind kind, std::int64_t fact) {
  const auto role = addressee_role(kind);
  if (!role) return std::string();
  DL_TRY(const auto parties, parties_of(session, now.matter.id, *role));
  const auto named = named_party(now, fact);
  if (named == 0 && parties.size() != 1) return std::string();
  const auto place = named == 0 ? std::size_t{0} : static_cast<std::size_t>(named - 1);
  if (place >= parties.size()) return std::string();
  DL_TRY(const auto contact, matters::contact_of(session, key, parties[place]));
  return contact ? contact->name : std::string("（当事人信息已删除）");
}

Outcome<void> name_party(db::Session& session, const matters::Case& now, matters::Fact& fact) {
  const auto role = consulted_role(fact.verb);
  if (!role) return {};
  DL_TRY(const auto parties, parties_of(session, now.matter.id, *role));
  if (fact.count > std::ssize(parties))
    return tl::unexpected(matters::wrong_input(matters::Ask::Count, "request.party-unknown"));
  if (fact.count == 0) fact.count = std::ssize(parties);
  return {};
}

}  // namespace dl::requests
