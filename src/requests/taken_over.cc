#include "requests/taken_over.h"

#include <algorithm>
#include <array>
#include <map>

#include "journal/topics.h"
#include "matters/matter_store.h"
#include "matters/subject.h"
#include "requests/events.h"

namespace dl::requests {
namespace {

constexpr auto kTakenOver = std::to_array<std::string_view>({
    event("request.supplement-asked").verb,
    event("request.supplemented").verb,
    event("request.notice-called-off").verb,
    event("request.searched").verb,
    event("request.third-party-asked").verb,
    event("request.third-party-answered").verb,
    event("request.objection-overridden").verb,
    event("request.maker-asked").verb,
    event("request.maker-answered").verb,
    event("request.agency-asked").verb,
    event("request.agency-answered").verb,
    event("request.notice-received").verb,
    event("request.reasons-asked").verb,
    event("request.reasons-given").verb,
    event("request.fee-asked").verb,
    event("request.fee-paid").verb,
    event("request.extension-proposed").verb,
    event("request.extended").verb,
    event("request.deferred").verb,
});

}  // namespace

Outcome<void> take_over(journal::Transaction& transaction, const matters::Case& whole, std::int64_t part,
                        const std::string& actor) {
  auto& session = transaction.sql();
  DL_TRY(auto matter, matters::lock_matter(session, part));
  DL_TRY(const auto opened, matters::load_case(session, matter));
  auto before = opened.facts.back().digest;
  std::map<std::int64_t, std::int64_t> copies;  // by what they are copies of
  for (auto fact : whole.facts) {
    if (fact.round != whole.matter.round || std::ranges::find(kTakenOver, fact.verb) == kTakenOver.end()) continue;
    const auto original = fact.id;
    const auto about = copies.find(fact.about);
    fact.matter = part;
    fact.round = matter.round;
    fact.about = about == copies.end() ? 0 : about->second;
    fact.actor = actor;
    fact.at = transaction.now();
    DL_CHECK(matters::insert(session, fact));
    copies[original] = fact.id;
    transaction.record({.actor = actor,
                        .verb = fact.verb,
                        .subject = matters::subject_of(part),
                        .agency = matter.agency,
                        .before_digest = std::exchange(before, fact.digest),
                        .after_digest = fact.digest,
                        .reason = fact.words,
                        .topics = {std::string(journal::kStaffOnly)}});
  }
  return {};
}

}  // namespace dl::requests
