#include "appeals/appeal_desk.h"

#include <algorithm>

#include "base/text.h"
#include "matters/matter_store.h"

namespace dl::appeals {
namespace {

using matters::Matter;
using matters::Relation;
using matters::Tie;
using Text = std::string;

Failure wrong_request(const char* key, const Text& number) {
  return Failure(Error{Fault::Invalid, "appeal.incomplete", number, {{"request", key}}});
}

/// The last review of a request that came to a decision or is still tried; nothing where there is none.
Outcome<std::optional<std::int64_t>> review_before(db::Session& session, std::int64_t request) {
  DL_TRY(const auto known, appeals_against(session, request));
  std::optional<std::int64_t> last;
  for (const auto& one : known) {
    if (one.block != Block::Review) continue;
    DL_TRY(auto matter, matters::load_matter(session, matters::Sight::everywhere(), one.matter));
    DL_TRY(const auto now, matters::load_case(session, std::move(matter)));
    if (now.last(event("review.withdrawn").verb) == nullptr) last = one.matter;
  }
  return last;
}

}  // namespace

Outcome<Matter> AppealDesk::find_attacked(db::Session& session, std::int64_t agency, const Text& number) {
  DL_TRY(auto found, matters::find_by_number(session, text::trim(number)));
  if (!found || found->kind != kAttacked || found->agency != agency) return wrong_request("appeal.no-request", number);
  return std::move(*found);  // also one in hand and in time: whether it may be attacked is not the agency's to say
}

Outcome<matters::Opened> AppealDesk::open(const matters::Kind& kind, const matters::Place& place,
                                          const NewAppeal& asked, Date today, const accounts::Principal& by) {
  DL_CHECK(by.require(kOffice, place.agency));
  DL_CHECK(check(asked, today));
  const bool suit = kind.name == SuitProcedure::kName;
  return journal_.write([&](journal::Transaction& transaction) -> Outcome<matters::Opened> {
    auto& session = transaction.sql();
    DL_TRY(const auto attacked, find_attacked(session, place.agency, asked.request));
    std::optional<std::int64_t> review;
    if (suit) {
      DL_TRY(review, review_before(session, attacked.id));
    }
    matters::NewMatter opening{.kind = Text(kind.name),
                               .place = place,
                               .title = attacked.title,
                               .channel = matters::Channel::Inner,
                               .on = asked.received_on,
                               .code = Text(name_of(asked.way))};
    if (asked.accepted_on)
      opening.earlier.push_back(
          {.verb = Text(suit ? event("suit.accepted").verb : event("review.accepted").verb), .on = *asked.accepted_on});
    return matters_.open(
        transaction, opening, by.actor(), [&](journal::Transaction& beside, const Matter& matter) -> Outcome<void> {
          auto& sql = beside.sql();
          const auto block = !suit ? Block::Review : review ? Block::AfterReview : Block::Direct;
          DL_CHECK(insert(sql, Appeal{matter.id, attacked.id, block, Text(text::trim(asked.body)),
                                      Text(text::trim(asked.case_number)), Text(text::trim(asked.claim))}));
          DL_CHECK(matters::insert(sql, Relation{matter.id, attacked.id, Tie::Follows}));
          if (review) DL_CHECK(matters::insert(sql, Relation{matter.id, *review, Tie::Follows}));
          return {};
        });
  });
}

Outcome<void> follow(journal::Transaction& transaction, const matters::Case& after, const matters::Fact&) {
  return keep_rounds(transaction.sql(), after.matter.id, rounds_of(after));
}

}  // namespace dl::appeals
