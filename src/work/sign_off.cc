#include "work/sign_off.h"

#include <algorithm>

#include "accounts/people.h"
#include "journal/topics.h"
#include "work/events.h"
#include "work/sign_off_rows.h"

namespace dl::work {
namespace {

using accounts::Principal;
using journal::Transaction;
using Text = std::string;

constexpr auto kStandings = named_table<Standing>({{Standing::Open, "Open", "审签中"},
                                                   {Standing::Signed, "Signed", "已签毕"},
                                                   {Standing::Returned, "Returned", "已退回"},
                                                   {Standing::TakenBack, "TakenBack", "已收回"}});

void record(Transaction& transaction, const SignOff& sign_off, const Principal& by, journal::EventKind kind,
            const Text& reason) {
  transaction.record({.actor = by.actor(),
                      .verb = Text(kind.verb),
                      .subject = sign_off.subject,
                      .agency = sign_off.agency,
                      .after_digest = sign_off.digest,
                      .reason = reason,
                      .topics = {Text(journal::kStaffOnly)}});
}

/// The one under way, alone with it until the commit.
Outcome<SignOff> load_alone(Transaction& transaction, const Text& subject) {
  DL_CHECK(transaction.keep_others_out());
  DL_TRY(auto found, find_sign_off(transaction.sql(), subject));
  if (!found) return fail(Fault::NotFound, "sign-off.missing", subject);
  return std::move(*found);
}

/// Who can sign at each place of a sign-off that begins.
Outcome<std::vector<std::vector<Text>>> people_for(db::Session& session, const SignOff& made,
                                                   const std::vector<Signer>& due) {
  std::vector<std::vector<Text>> people;
  for (const auto& signer : due) {
    auto& those = people.emplace_back();
    if (signer.hand == Hand::Asker) continue;
    DL_TRY(those, accounts::people_with(session, signer.right, made.agency));
    std::erase_if(those, [&](const Text& actor) {
      return std::ranges::binary_search(made.not_for, actor) ||
             (signer.hand == Hand::Another && actor == made.asked_by);
    });
  }
  return people;
}

/// The places of a chain that are written down.
Outcome<std::vector<Signer>> signers_of(db::Session& session, const Chain& chain, const Facts& facts,
                                        const SignOff& made) {
  auto due = chain.signers_of(facts);
  if (std::ranges::none_of(due, [](const Signer& one) { return one.vacant == Vacant::Passed; })) return due;
  DL_TRY(const auto people, people_for(session, made, due));
  return without_vacant(due, people);
}

Station station_of(const Signer& signer, const SignOff& made) {
  Station station{.code = signer.code, .title = signer.title, .needs = signer.right, .hand = signer.hand};
  if (signer.hand != Hand::Asker) return station;
  station.signed_by = made.asked_by;
  station.signed_at = made.asked_at;
  return station;
}

}  // namespace

Names<Standing> table_of(Standing) { return kStandings; }

Outcome<Text> check_signer(const SignOff& sign_off, const Seat& seat) {
  const auto& station = *sign_off.next();
  DL_CHECK(seat.self.require(station.needs, sign_off.agency));
  if (std::ranges::binary_search(sign_off.not_for, seat.self.actor()))
    return fail(Fault::Forbidden, "sign-off.own", seat.self.actor());
  if (std::ranges::binary_search(sign_off.barred(), seat.self.actor()))
    return fail(Fault::Forbidden, "sign-off.second", seat.self.actor());
  if (station.holder.empty() || station.holder == seat.self.actor()) return Text();
  if (std::ranges::find(seat.absent, station.holder, &Principal::actor) == seat.absent.end())
    return fail(Fault::Forbidden, "sign-off.other", station.holder);
  return station.holder;
}

Text last_hand(const SignOff& sign_off) {
  const auto place = sign_off.next() - sign_off.stations.data();
  return place == 0 ? sign_off.asked_by : sign_off.stations[static_cast<std::size_t>(place - 1)].signed_by;
}

const Station* SignOff::next() const {
  if (standing != Standing::Open) return nullptr;
  const auto found = std::ranges::find(stations, Text(), &Station::signed_by);
  return found == stations.end() ? nullptr : &*found;
}

std::vector<std::string> SignOff::barred() const {
  auto actors = not_for;
  if (const auto* due = next(); due != nullptr && due->hand == Hand::Another) {
    actors.push_back(asked_by);
    for (const auto& station : stations)
      for (const auto& actor : {station.signed_by, station.instead_of})
        if (!actor.empty()) actors.push_back(actor);
    std::ranges::sort(actors);
    const auto twice = std::ranges::unique(actors);
    actors.erase(twice.begin(), twice.end());
  }
  return actors;
}

Instant SignOff::since() const {
  Instant last = asked_at;
  for (const auto& station : stations) last = std::max(last, station.signed_at.value_or(last));
  return last;
}

Outcome<Standing> ask_signatures(Transaction& transaction, const Chain& chain, const Facts& facts, Request request,
                                 const Principal& by) {
  DL_CHECK(transaction.keep_others_out());
  DL_TRY(const auto open, find_sign_off(transaction.sql(), request.subject));
  if (open) return fail(Fault::Conflict, "sign-off.open", request.subject);
  SignOff made{.subject = std::move(request.subject),
               .agency = request.agency,
               .chain = chain.id,
               .asked_by = by.actor(),
               .not_for = std::move(request.not_for),
               .digest = std::move(request.digest),
               .asked_at = transaction.now()};
  std::ranges::sort(made.not_for);
  DL_TRY(const auto signers, signers_of(transaction.sql(), chain, facts, made));
  for (const auto& signer : signers) {
    auto station = station_of(signer, made);
    if (auto named = request.holders.extract(station.code)) station.holder = std::move(named.mapped());
    made.stations.push_back(std::move(station));
  }
  if (!request.holders.empty()) return fail(Fault::Invalid, "sign-off.holder", request.holders.begin()->first);
  if (made.next() == nullptr) made.standing = Standing::Signed;
  DL_CHECK(insert_sign_off(transaction.sql(), made));
  record(transaction, made, by, event("sign-off.asked"), {});
  return made.standing;
}

Outcome<Standing> sign(Transaction& transaction, const Text& subject, const Text& digest, const Text& remark,
                       const Seat& seat) {
  DL_TRY(auto sign_off, load_alone(transaction, subject));
  DL_TRY(auto instead_of, check_signer(sign_off, seat));
  if (digest != sign_off.digest) return fail(Fault::Conflict, "sign-off.changed", subject);
  const auto place = static_cast<std::size_t>(sign_off.next() - sign_off.stations.data());
  auto& station = sign_off.stations[place];
  station.signed_by = seat.self.actor();
  station.instead_of = std::move(instead_of);
  station.remark = remark;
  station.signed_at = transaction.now();
  if (sign_off.next() == nullptr) sign_off.standing = Standing::Signed;
  DL_CHECK(update_station(transaction.sql(), sign_off, place));
  DL_CHECK(update_standing(transaction.sql(), sign_off));
  record(transaction, sign_off, seat.self, event("sign-off.signed"), remark);
  return sign_off.standing;
}

Outcome<void> return_unsigned(Transaction& transaction, const Text& subject, const Text& reason, const Seat& seat) {
  DL_TRY(auto sign_off, load_alone(transaction, subject));
  DL_CHECK(check_signer(sign_off, seat));
  if (reason.empty()) return fail(Fault::Invalid, "sign-off.reason-owed", subject);
  sign_off.standing = Standing::Returned;
  sign_off.reason = reason;
  DL_CHECK(update_standing(transaction.sql(), sign_off));
  record(transaction, sign_off, seat.self, event("sign-off.returned"), reason);
  return {};
}

Outcome<Standing> take_back(Transaction& transaction, const Text& subject, const Principal& by) {
  DL_TRY(auto sign_off, load_alone(transaction, subject));
  const auto place = sign_off.next() - sign_off.stations.data();
  if (const auto last = last_hand(sign_off); last != by.actor())
    return fail(Fault::Forbidden, "sign-off.not-last", last);
  if (place == 0 || sign_off.stations[static_cast<std::size_t>(place - 1)].hand == Hand::Asker) {
    sign_off.standing = Standing::TakenBack;
    DL_CHECK(update_standing(transaction.sql(), sign_off));
  } else {
    const auto before = static_cast<std::size_t>(place - 1);
    auto& station = sign_off.stations[before];
    station = {.code = station.code,
               .title = station.title,
               .needs = station.needs,
               .hand = station.hand,
               .holder = station.holder};
    DL_CHECK(update_station(transaction.sql(), sign_off, before));
  }
  record(transaction, sign_off, by, event("sign-off.taken-back"), {});
  return sign_off.standing;
}

std::optional<Item> item_of(const SignOff& sign_off, std::string_view kind) {
  const auto* next = sign_off.next();
  if (next == nullptr) return std::nullopt;
  return Item{.kind = Text(kind),
              .needs = next->needs,
              .agency = sign_off.agency,
              .holder = next->holder,
              .not_for = sign_off.barred(),
              .actor = sign_off.asked_by,
              .since = sign_off.since()};
}

}  // namespace dl::work
