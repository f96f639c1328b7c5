#include "records/import_review.h"

#include "records/entries.h"
#include "work/sign_off.h"

namespace dl::records {
namespace {

using Id = std::int64_t;
using Text = std::string;
using accounts::Principal;
using accounts::Right;
using journal::Transaction;

Text subject_of_record(Id record) { return accounts::subject_text(kRecord, record); }
Text subject_of(Id import) { return accounts::subject_text(kImport, import); }

}  // namespace

Outcome<State> state_of_import(db::Session& session, const ImportRow& import) {
  DL_TRY(const auto sign_off, work::find_sign_off(session, subject_of(import.id)));
  if (sign_off) return State::Signing;
  for (const auto state : {State::Signed, State::Entered}) {
    DL_TRY(const bool waits, any_of_import(session, import.first_entry, import.last_entry, state));
    if (waits) return state;
  }
  return State::Published;
}

/// What one transaction does to an import's records. The table of the cycle is not asked row by row: each verb moves
/// along one of its rows, under that row's right.
class ImportReview::Step {
 public:
  Step(Transaction& transaction, const ImportDesk::House& house, const Register& made, ImportRow import, Times times)
      : transaction(transaction),
        made(made),
        import(std::move(import)),
        times_(times),
        projecting_(transaction.sql(), house.projection.shape(made.code)) {}

  /// Moves those of its records that stand in a state and have its words; how many.
  Outcome<Id> move(State from, State to) {
    DL_TRY(auto rows, rows_of_import(transaction.sql(), import.first_entry, import.last_entry, from));
    Id moved = 0;
    for (auto& row : rows) {
      if (row.withheld) continue;
      DL_CHECK(transaction.hold(subject_of_record(row.id)));
      row.state = to;
      row.changed_at = transaction.now();
      DL_CHECK(update(transaction.sql(), row));
      transaction.touch(subject_of_record(row.id));
      ++moved;
    }
    return moved;
  }

  Outcome<Id> publish(State from, const Principal& by) {
    DL_TRY(auto rows, rows_of_import(transaction.sql(), import.first_entry, import.last_entry, from));
    Id published = 0;
    for (auto& row : rows) {
      DL_TRY(const bool is_public, show(row, by));
      published += is_public ? 1 : 0;
    }
    DL_CHECK(projecting_.finish());
    return published;
  }

  void record(journal::EventKind kind, const Principal& by) {
    transaction.record({.actor = by.actor(),
                        .verb = Text(kind.verb),
                        .subject = subject_of(import.id),
                        .agency = import.agency,
                        .after_digest = import.digest,
                        .topics = {"register:" + import.code}});
  }

  Transaction& transaction;
  const Register& made;
  const ImportRow import;

 private:
  Outcome<bool> show(Row& row, const Principal& by) {
    if (row.withheld) return false;
    DL_CHECK(transaction.hold(subject_of_record(row.id)));
    Entries entries(transaction.sql(), made, {by.actor(), transaction.now()});
    const auto shown = entries.show(row, Act::Publish, times_, {});
    if (!shown && shown.error().key == "record.display-over") return false;
    DL_CHECK(shown);
    row.state = State::Published;
    row.changed_at = transaction.now();
    DL_CHECK(update(transaction.sql(), row));
    transaction.touch(subject_of_record(row.id));
    DL_CHECK(projecting_.follow(row));
    return true;
  }

  Times times_;
  Projecting projecting_;
};

/// Calls step(Step&) in a transaction on an import that was not taken back.
template <class F>
std::invoke_result_t<F, ImportReview::Step&> ImportReview::in_step(Id id, F step) {
  using Result = std::invoke_result_t<F, Step&>;
  const db::Working working(db::Work::Import);
  return journal_.write([&](Transaction& transaction) -> Result {
    auto& session = transaction.sql();
    DL_TRY(auto import, load_import(session, id));
    DL_TRY(const auto undoing, find_undoing(session, id));
    if (undoing || import.undoes != 0) return fail(Fault::Conflict, "import.undone", import.name);
    DL_TRY(const auto* made, house_.registers.find(import.code));
    DL_CHECK(house_.projection.require(session, house_.projection.shape(import.code), Projection::For::Writing));
    DL_TRY(const auto calendar, calendar_.load(session));
    Step all(transaction, house_, *made, std::move(import), {house_.laws, *calendar});
    return step(all);
  });
}

Outcome<void> ImportReview::submit(Id id, const Principal& by) {
  return in_step(id, [&](Step& step) -> Outcome<void> {
    DL_CHECK(by.require(Right::EnterRecords, step.import.agency));
    if (!step.made.publication.chain) return fail(Fault::Conflict, "record.no-chain", step.import.code);
    auto& session = step.transaction.sql();
    DL_TRY(auto authors, authors_of_import(session, step.import.first_entry, step.import.last_entry));
    const auto nothing = [](std::string_view) { return condition::Value(); };
    DL_TRY(const auto standing, work::ask_signatures(step.transaction, *step.made.publication.chain, nothing,
                                                     {.subject = subject_of(id),
                                                      .agency = step.import.agency,
                                                      .digest = step.import.digest,
                                                      .not_for = std::move(authors)},
                                                     by));
    const auto to = standing == work::Standing::Signed ? State::Signed : State::Signing;
    DL_TRY(const auto moved, step.move(State::Entered, to));
    if (moved == 0) return fail(Fault::Conflict, "import.nothing-waits", step.import.name);
    return {};
  });
}

Outcome<void> ImportReview::sign(Id id, const Text& remark, const work::Seat& seat) {
  return in_step(id, [&](Step& step) -> Outcome<void> {
    DL_TRY(const auto standing, work::sign(step.transaction, subject_of(id), step.import.digest, remark, seat));
    if (standing == work::Standing::Signed) DL_CHECK(step.move(State::Signing, State::Signed));
    return {};
  });
}

Outcome<void> ImportReview::send_back(Id id, const Text& reason, const work::Seat& seat) {
  return in_step(id, [&](Step& step) -> Outcome<void> {
    DL_CHECK(work::return_unsigned(step.transaction, subject_of(id), reason, seat));
    DL_CHECK(step.move(State::Signing, State::Entered));
    return {};
  });
}

Outcome<void> ImportReview::take_back(Id id, const Principal& by) {
  return in_step(id, [&](Step& step) -> Outcome<void> {
    DL_TRY(const auto standing, work::take_back(step.transaction, subject_of(id), by));
    if (standing == work::Standing::TakenBack) DL_CHECK(step.move(State::Signing, State::Entered));
    return {};
  });
}

Outcome<Id> ImportReview::publish(Id id, const Principal& by) {
  return in_step(id, [&](Step& step) -> Outcome<Id> {
    const bool chain = step.made.publication.chain.has_value();
    DL_CHECK(by.require(chain ? Right::PublishRecords : Right::EnterRecords, step.import.agency));
    if (step.made.for_staff()) return fail(Fault::Conflict, "record.for-staff", step.import.code);
    DL_TRY(const auto published, step.publish(chain ? State::Signed : State::Entered, by));
    if (published == 0) return fail(Fault::Conflict, "import.nothing-waits", step.import.name);
    step.record(event("record.published"), by);
    return published;
  });
}

}  // namespace dl::records
