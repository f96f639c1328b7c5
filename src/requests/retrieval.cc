#include "requests/retrieval.h"

#include <algorithm>

#include "journal/topics.h"
#include "matters/matter_store.h"
#include "matters/subject.h"
#include "requests/ends.h"
#include "requests/procedure.h"

namespace dl::requests {
namespace {

using Id = std::int64_t;
using Text = std::string;
using journal::Transaction;
using matters::Case;
using matters::Fact;
using matters::Letter;

constexpr auto kRetrieved = event("request.retrieved").verb;

bool serves(const periods::Laws& laws, Date day) {
  const auto* period = laws.find(kServiceByRetrieval, day);
  return period != nullptr && period->on;
}

bool is_served(const Case& now, const Letter& letter) {
  return letter.round < now.matter.round || end_of_round(now).has_value();
}

bool is_owed_before(const Case& now) {
  return std::ranges::any_of(now.drafts, [](const matters::Draft& draft) {
    const auto kind = find_name<LetterKind>(draft.kind);
    return kind && is_owed(*kind);
  });
}

}  // namespace

bool is_readable(const Case& now, const Letter& letter, const periods::Laws& laws, Date today) {
  if (!is_answer(letter.kind) || is_served(now, letter)) return true;
  if (now.matter.state != name_of(State::Issued) || !serves(laws, today) || is_owed_before(now)) return false;
  const auto reply = read_reply(letter.content);
  return reply && reply->online;
}

std::vector<Letter> unread_answers(const Case& now, const std::vector<Letter>& letters, const periods::Laws& laws,
                                   Date today) {
  std::vector<Letter> unread;
  for (const auto& letter : letters) {
    const bool noted = std::ranges::any_of(
        now.facts, [&](const Fact& fact) { return fact.verb == kRetrieved && fact.about == letter.id; });
    if (letter.issued() && is_answer(letter.kind) && !noted && is_readable(now, letter, laws, today))
      unread.push_back(letter);
  }
  return unread;
}

Outcome<std::vector<Letter>> RetrievalDesk::find_unread(db::Session& session, const Case& now, Date today) const {
  DL_TRY(const auto letters, matters::list_letters(session, now.matter.id));
  return unread_answers(now, letters, matters_.laws(), today);
}

Outcome<bool> RetrievalDesk::note(db::Database& database, const matters::Matter& matter) {
  if (matter.kind != kKind) return false;
  const auto today = journal_.clock().today();
  DL_TRY(const auto seen, database.read([&](db::Session& session) -> Outcome<std::vector<Letter>> {
    DL_TRY(const auto now, matters::load_case(session, matter));
    return find_unread(session, now, today);
  }));
  if (seen.empty()) return false;
  const auto noted = journal_.write([&](Transaction& transaction) -> Outcome<bool> {
    auto& session = transaction.sql();
    DL_TRY(auto held, matters::lock_matter(session, matter.id));
    DL_TRY(const auto now, matters::load_case(session, std::move(held)));
    DL_TRY(const auto unread, find_unread(session, now, transaction.now().date()));
    if (unread.empty()) return fail(Fault::Conflict, "matter.changed", matter.number);  // another one was first
    for (const auto& letter : unread) DL_CHECK(put_down(transaction, matter.id, letter));
    return true;
  });
  if (!noted && noted.error().key == "matter.changed") return true;  // as it stands now is to be read
  return noted;
}

Outcome<void> RetrievalDesk::put_down(Transaction& transaction, Id id, const Letter& letter) {
  auto& session = transaction.sql();
  DL_CHECK(transaction.hold(matters::subject_of(id)));
  DL_TRY(auto held, matters::lock_matter(session, id));
  DL_TRY(auto now, matters::load_case(session, std::move(held)));
  const auto today = transaction.now().date();
  const auto actor = "public:" + now.matter.number;
  if (!is_served(now, letter)) {
    const matters::Input served{.words = "申请人在网上打开答复", .on = today, .code = Text(name_of(Delivery::Online))};
    DL_CHECK(
        matters_.take(transaction, id, name_of(Step::Deliver), served, 0, {accounts::Principal::machine(actor), {}}));
    DL_TRY(auto served_one, matters::lock_matter(session, id));
    DL_TRY(now, matters::load_case(session, std::move(served_one)));
  }
  const auto before = now.facts.empty() ? Text() : now.facts.back().digest;
  Fact fact{.matter = id,
            .round = letter.round,
            .verb = Text(kRetrieved),
            .on = today,
            .about = letter.id,
            .words = fmt::format("{}，SHA-256 {}", letter.number, letter.digest),
            .actor = actor,
            .at = transaction.now()};
  // The matter stays as it was looked at, so that whoever handles it meanwhile is not told that it has changed.
  DL_CHECK(matters::insert(session, fact));
  transaction.record({.actor = actor,
                      .verb = Text(kRetrieved),
                      .subject = matters::subject_of(id),
                      .agency = now.matter.agency,
                      .before_digest = before,
                      .after_digest = fact.digest,
                      .reason = letter.number,
                      .topics = {Text(journal::kStaffOnly)}});
  return {};
}

}  // namespace dl::requests
