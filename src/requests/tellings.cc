#include "requests/tellings.h"

#include <algorithm>

#include "base/text.h"
#include "db/sql.h"
#include "mail/address.h"
#include "requests/procedure.h"
#include "requests/told.h"

namespace dl::requests {
namespace {

using Id = std::int64_t;
using Text = std::string;
using journal::Transaction;

constexpr int kAtOnce = 20;
constexpr std::int64_t kMinuteMs = 60'000;
/// A note under way on one node is no other's; one whose node ended meanwhile is tried again.
constexpr std::int64_t kLeaseMs = 10 * kMinuteMs;
constexpr std::size_t kLongestError = 200;  ///< characters

/// Whether the applicant's page tells of a fact.
bool is_told(std::string_view verb) {
  if (verb == event("request.filed").verb) return true;
  return std::ranges::any_of(kCycle, [&](const auto& row) {
    const auto* form = std::ranges::find(kForms, row.step, &Form::step);
    return row.event.verb == verb && form != kForms.end() && form->shown != matters::Shown::Inside;
  });
}

/// The address of who brought a matter; empty for none that can be written to.
Outcome<Text> address_of(db::Session& session, const accounts::SealingKey& key, Id matter) {
  DL_TRY(const auto applicants, matters::applicants_of(session, key, {matter}));
  if (applicants.empty()) return Text();
  Text email(text::trim(applicants.front().second.email));
  return mail::is_address(email) ? email : Text();
}

Outcome<std::vector<Telling>> select(db::Session& session, const db::Sql& rest) {
  DL_TRY(auto rows,
         (session.query<Id, Id, Text, Text, int, Text, Instant>(db::Sql(
             "SELECT fact, request_telling.matter, matter.number, request_telling.state, attempts, error, next_at FROM "
             "request_telling JOIN matter ON matter.id = request_telling.matter WHERE ?",
             rest))));
  std::vector<Telling> all;
  for (auto& [fact, matter, number, state, attempts, error, next_at] : rows)
    all.push_back({fact, matter, std::move(number), find_name<TellingState>(state).value_or(TellingState::GivenUp),
                   attempts, std::move(error), next_at});
  return all;
}

Outcome<std::vector<Telling>> find_due(db::Session& session, Instant now) {
  return select(session, db::Sql("request_telling.state IN (?, ?) AND next_at <= ? ORDER BY next_at, fact LIMIT 1",
                                 name_of(TellingState::Queued), name_of(TellingState::Failed), now));
}

}  // namespace

Outcome<void> queue_telling(Transaction& transaction, const accounts::SealingKey& key, const matters::Case& after,
                            const matters::Fact& fact) {
  if (!is_told(fact.verb) || !told_on(after, fact)) return {};
  // Anybody may write somebody else's address into a mail: until both sides have confirmed it nobody is written to.
  if (after.matter.channel == matters::Channel::Mail && !after.matter.received_on) return {};
  auto& session = transaction.sql();
  DL_TRY(const auto to, address_of(session, key, after.matter.id));
  if (to.empty()) return {};
  DL_CHECK(
      session.run("INSERT INTO request_telling (fact, matter, state, attempts, error, next_at) VALUES (:fact, :matter, "
                  ":state, 0, '', :now) ON CONFLICT (fact) DO NOTHING",
                  fact.id, after.matter.id, name_of(TellingState::Queued), transaction.real_now()));
  return {};
}

Outcome<std::vector<Telling>> list_tellings(db::Session& session, int most) {
  return select(session, db::Sql("1 = 1 ORDER BY fact DESC LIMIT ?", most));
}

Outcome<std::vector<Telling>> tellings_of(db::Session& session, Id matter) {
  return select(session, db::Sql("request_telling.matter = ? ORDER BY fact", matter));
}

mail::Letter write_telling(const Telling& telling, const Text& agency, const Text& to, const Text& page, Instant now) {
  return {
      .to = to,
      .subject = fmt::format("政府信息公开申请{}有新的进展", telling.number),
      .text = fmt::format(
          "您好：\n\n您向{}提出的政府信息公开申请（编号{}）有新的进展。请打开下面的网页，凭编号和查询码查看：\n{}\n\n"
          "没有查询码的，请与受理机关联系。本邮件由系统自动发出，请不要回复。\n",
          agency, telling.number, page),
      .id = fmt::format("request-telling-{}", telling.fact),
      .date = now};
}

Outcome<std::optional<Telling>> Teller::claim() {
  return journal_.keep([&](Transaction& transaction) -> Outcome<std::optional<Telling>> {
    auto& session = transaction.sql();
    const auto now = transaction.real_now();
    DL_TRY(auto due, find_due(session, now));
    if (due.empty()) return std::optional<Telling>();
    auto& telling = due.front();
    DL_TRY(const auto taken,
           session.run("UPDATE request_telling SET next_at = :until WHERE fact = :fact AND next_at = :seen",
                       Instant(now.milliseconds() + kLeaseMs), telling.fact, telling.next_at));
    if (taken == 0) return std::optional<Telling>();  // another node was first
    return std::optional<Telling>(std::move(telling));
  });
}

Outcome<void> Teller::tell(const Telling& telling) {
  struct Addressee {
    Text to = {};
    Text agency = {};
  };
  DL_TRY(const auto found, journal_.keep([&](Transaction& transaction) -> Outcome<Addressee> {
    auto& session = transaction.sql();
    DL_TRY(auto to, address_of(session, key_, telling.matter));
    DL_TRY(auto agency, session.value<Text>("SELECT agency.name FROM matter JOIN agency ON agency.id = matter.agency "
                                            "WHERE matter.id = :matter",
                                            telling.matter));
    return Addressee{std::move(to), std::move(agency)};
  }));
  if (found.to.empty()) return fail(Fault::Invalid, "mail.address");
  return send_(write_telling(telling, found.agency, found.to, page_, journal_.real_clock().now()));
}

Outcome<void> Teller::settle(const Telling& telling, const Outcome<void>& told) {
  const auto pause = static_cast<std::size_t>(telling.attempts);
  const bool over = !told && (told.error().fault == Fault::Invalid || pause >= kPauses.size());
  const auto state = told ? TellingState::Sent : over ? TellingState::GivenUp : TellingState::Failed;
  const auto minutes = state == TellingState::Failed ? kPauses.at(pause) : 0;
  const auto why = told ? Text() : fmt::format("{} {}", told.error().key, told.error().detail);
  return journal_.keep([&](Transaction& transaction) -> Outcome<void> {
    const Instant next(transaction.real_now().milliseconds() + minutes * kMinuteMs);
    DL_CHECK(transaction.sql().run(
        "UPDATE request_telling SET state = :state, attempts = :attempts, error = :error, next_at = :next "
        "WHERE fact = :fact",
        name_of(state), telling.attempts + 1, Text(text::cut(text::keep_writable(why), kLongestError)), next,
        telling.fact));
    return {};
  });
}

Outcome<int> Teller::send_due() {
  int sent = 0;
  for (int tried = 0; tried < kAtOnce; ++tried) {
    DL_TRY(const auto telling, claim());
    if (!telling) break;
    const auto told = tell(*telling);
    DL_CHECK(settle(*telling, told));
    if (told)
      ++sent;
    else if (told.error().fault != Fault::Invalid)
      break;  // the server is away: the others wait for it, too
  }
  return sent;
}

}  // namespace dl::requests
