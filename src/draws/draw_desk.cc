#include "draws/draw_desk.h"

#include <boost/json.hpp>

#include "base/hash.h"
#include "base/text.h"
#include "db/ids.h"
#include "draws/public_record.h"
#include "journal/topics.h"
#include "work/sealed_values.h"

namespace dl::draws {
namespace {

namespace json = boost::json;
using Id = std::int64_t;
using Text = std::string;
using accounts::Principal;
using journal::Transaction;

constexpr std::string_view kSeedField = "seed";
constexpr const char* kRevealed = "到预告的时间，揭示种子和结果";

Text subject_of(Id id) { return accounts::subject_text(kDraw, id); }

/// The name of the place where a reason lies sealed.
Text field_of(const Recusal& pair) { return json::serialize(json::array{pair.object, pair.inspector}); }

bool is_line(std::string_view text, std::size_t most) {
  return text::length(text) <= most && text.find_first_of("\r\n\t") == text.npos;
}

/// The row of the table for a step that somebody may take now.
Outcome<const Transition*> transition(const Row& row, Step step, const Principal& by, Instant now) {
  DL_CHECK(work::require_ever(kCycle, step, by, row.agency));
  const auto* found = work::find(kCycle, row.state, step);
  if (found == nullptr)
    return fail(Fault::Conflict, "draw.step", fmt::format("{} from {}", name_of(step), name_of(row.state)));
  DL_CHECK(work::check(*found, Standing{row, by.actor(), now}, by, row.agency));
  return found;
}

void record(Transaction& transaction, const Row& row, std::string_view verb, const Principal& by, Text reason = {}) {
  transaction.record({.actor = by.actor(),
                      .verb = Text(verb),
                      .subject = subject_of(row.id),
                      .agency = row.agency,
                      .after_digest = row.digest,
                      .reason = std::move(reason),
                      .topics = {Text(journal::kStaffOnly)}});
}

Outcome<void> check_words(const Order& order, Instant now) {
  if (order.number.empty() || !is_line(order.number, kLongestNumber) || !is_line(order.plan, kLongestNumber) ||
      !is_line(order.beacon_source, kLongestBeacon))
    return fail(Fault::Invalid, "draw.words");
  constexpr std::int64_t kMinute = 60'000;
  if (order.reveal_from <= now || order.reveal_from.milliseconds() % kMinute != 0)
    return fail(Fault::Invalid, "draw.moment", order.reveal_from.text());
  for (const auto& one : order.recused)
    if (text::trim(one.reason).empty()) return fail(Fault::Invalid, "draw.reason-owed", one.object);
  return {};
}

Outcome<void> check_beacon(const Terms& terms, const Text& beacon) {
  if (terms.beacon_source.empty() && !beacon.empty()) return fail(Fault::Invalid, "draw.beacon-none", terms.number);
  if (!terms.beacon_source.empty() && beacon.empty()) return fail(Fault::Invalid, "draw.beacon-owed", terms.number);
  return is_line(beacon, kLongestBeacon) ? Outcome<void>() : Outcome<void>(fail(Fault::Invalid, "draw.words"));
}

/// Keeps the reasons of recusals sealed; their commitments by pair.
Outcome<std::map<Recusal, Text>> keep_reasons(db::Session& session, const accounts::SealingKey& key, Id id,
                                              const Order& order) {
  std::map<Recusal, Text> kept;
  for (const auto& one : order.recused) {
    const Recusal pair{one.object, one.inspector};
    DL_TRY(kept[pair], work::seal_value(session, key, subject_of(id), field_of(pair), one.reason));
  }
  return kept;
}

}  // namespace

Outcome<Terms> DrawDesk::terms_of(db::Session& session, const Order& order, Date today) const {
  const Registers all{house_.registers, house_.projection};
  DL_TRY(const bool planned, has_plan(session, all, order.agency, order.plan, today));
  if (!planned) return fail(Fault::Invalid, "draw.plan", order.plan);
  Terms terms{.number = order.number,
              .plan = order.plan,
              .agency = order.agency_name,
              .objects_drawn = order.objects_drawn,
              .inspectors_each = order.inspectors_each,
              .reveal_from = order.reveal_from,
              .beacon_source = order.beacon_source};
  DL_TRY(terms.objects, list_objects(session, all, order.agency, order.among, today));
  DL_TRY(terms.inspectors, list_inspectors(session, all, order.agency, order.among, today, order.reveal_from.date()));
  for (const auto& one : order.recused) terms.recused.push_back({one.object, one.inspector});
  std::ranges::sort(terms.recused);
  DL_CHECK(check(terms));
  return terms;
}

Outcome<Id> DrawDesk::prepare(const Order& order, const Principal& by) {
  DL_CHECK(by.require(accounts::Right::EnterRecords, order.agency));
  DL_CHECK(check_words(order, journal_.clock().now()));
  return journal_.write([&](Transaction& transaction) -> Outcome<Id> {
    auto& session = transaction.sql();
    DL_TRY(const bool taken, is_taken(session, order.agency, order.number));
    const Registers all{house_.registers, house_.projection};
    const auto today = transaction.now().date();
    // The record that sealing puts out must be the only one with this number: whoever prepares is told, not who seals.
    DL_TRY(const bool recorded, has_record(session, all, order.agency, order.number, today));
    if (taken || recorded) return fail(Fault::Conflict, "draw.taken", order.number);
    DL_TRY(const auto terms, terms_of(session, order, today));
    DL_TRY(const auto id, db::next_id(session, "draw"));
    Row row{.id = id,
            .agency = order.agency,
            .number = order.number,
            .plan = order.plan,
            .content = text_of(terms),
            .prepared_by = by.actor(),
            .prepared_at = transaction.now(),
            .reveal_from = order.reveal_from};
    row.digest = sha256_hex(row.content);
    DL_TRY(row.recusals, keep_reasons(session, house_.key, id, order));
    DL_CHECK(insert(session, row));
    record(transaction, row, event("draw.prepared").verb, by);
    return id;
  });
}

Outcome<void> DrawDesk::seal(Id id, const Text& digest, const Principal& by, const Text& remark) {
  return journal_.write([&](Transaction& transaction) -> Outcome<void> {
    auto& session = transaction.sql();
    DL_TRY(auto row, lock_row(session, id));
    DL_TRY(const auto* found, transition(row, Step::Seal, by, transaction.now()));
    if (digest != row.digest) return fail(Fault::Conflict, "draw.digest", row.number);
    DL_CHECK(transaction.hold(subject_of(id)));
    DL_TRY(const auto terms, read_terms(row.content));
    DL_CHECK(check(terms));
    const auto seed = hex(random_bytes(kSeedBytes));
    row.seed_digest = sha256_hex(seed);
    DL_TRY(row.seed_kept, work::seal_value(session, house_.key, subject_of(id), kSeedField, seed));
    row.state = found->to;
    row.sealed_by = by.actor();
    row.sealed_at = transaction.now();
    DL_TRY(const auto* made, house_.registers.find(kRegister));
    DL_TRY(row.record, records_.put_out(transaction, kRegister, row.agency, words_of(row, terms, *made), by));
    DL_CHECK(update(session, row));
    record(transaction, row, found->event.verb, by, remark);
    return {};
  });
}

Outcome<void> DrawDesk::reveal(Id id, const Text& beacon, const Principal& by, const Text& remark) {
  return journal_.write([&](Transaction& transaction) -> Outcome<void> {
    auto& session = transaction.sql();
    DL_TRY(auto row, lock_row(session, id));
    DL_TRY(const auto* found, transition(row, Step::Reveal, by, transaction.now()));
    DL_TRY(const auto terms, read_terms(row.content));
    row.beacon = Text(text::trim(beacon));
    DL_CHECK(check_beacon(terms, row.beacon));
    DL_CHECK(transaction.hold(subject_of(id)));
    DL_TRY(row.seed, work::read_value(session, house_.key, row.seed_kept));
    if (sha256_hex(row.content) != row.digest || sha256_hex(row.seed) != row.seed_digest)
      return fail(Fault::Internal, "draw.broken", row.number);
    row.state = found->to;
    row.revealed_by = by.actor();
    row.revealed_at = transaction.now();
    DL_TRY(const auto* made, house_.registers.find(kRegister));
    DL_CHECK(records_.put_out_anew(transaction, row.record, words_of(row, terms, *made), kRevealed, by));
    DL_CHECK(update(session, row));
    record(transaction, row, found->event.verb, by, remark);
    return {};
  });
}

Outcome<void> DrawDesk::discard(Id id, const Text& reason, const Principal& by) {
  return journal_.write([&](Transaction& transaction) -> Outcome<void> {
    DL_TRY(auto row, lock_row(transaction.sql(), id));
    DL_TRY(const auto* found, transition(row, Step::Discard, by, transaction.now()));
    if (text::trim(reason).empty()) return fail(Fault::Invalid, "draw.reason-owed", row.number);
    DL_CHECK(transaction.hold(subject_of(id)));
    DL_CHECK(work::erase_values(transaction.sql(), subject_of(id)));
    row.state = found->to;
    DL_CHECK(update(transaction.sql(), row));
    record(transaction, row, found->event.verb, by, reason);
    return {};
  });
}

Outcome<Text> DrawDesk::open_recusal(Id id, const Recusal& pair, const Text& why, const Principal& by) {
  return journal_.write([&](Transaction& transaction) -> Outcome<Text> {
    DL_TRY(const auto row, lock_row(transaction.sql(), id));
    DL_CHECK(by.require(accounts::Right::CheckRecords, row.agency));
    const auto found = row.recusals.find(pair);
    if (found == row.recusals.end()) return fail(Fault::NotFound, "sealed.missing", field_of(pair));
    return work::open_value(transaction, house_.key, found->second, {by.actor(), why, row.agency});
  });
}

}  // namespace dl::draws
