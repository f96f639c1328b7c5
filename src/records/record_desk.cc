#include "records/record_desk.h"

#include <algorithm>

#include "base/text.h"
#include "db/ids.h"
#include "journal/topics.h"
#include "records/entries.h"
#include "records/library.h"
#include "records/mask.h"
#include "records/record_number.h"
#include "records/ties.h"
#include "records/words_check.h"
#include "work/sealed_values.h"
#include "work/sign_off.h"

namespace dl::records {
namespace {

using Id = std::int64_t;
using Text = std::string;
using accounts::Principal;
using journal::Transaction;

Text subject_of(Id record) { return accounts::subject_text(kRecord, record); }

}  // namespace

/// What one transaction does to records of one register.
class RecordDesk::Deed {
 public:
  Deed(Transaction& transaction, const House& house, const Register& made, const Calendar& calendar, OwnNumbers own,
       const Principal& by)
      : transaction_(transaction),
        house_(house),
        made_(made),
        shape_(house.projection.shape(made.code)),
        times_{house.laws, calendar},
        own_(std::move(own)),
        by_(by),
        entries_(transaction.sql(), made, {by.actor(), transaction.now()}),
        projecting_(transaction.sql(), shape_) {}

  Outcome<std::vector<Id>> enter(Id agency, std::vector<Read> reads);
  Outcome<void> correct(Row row, const Correction& correction, const Text& reason);
  Outcome<void> show_at_once(Row row);
  Outcome<void> take(Row row, Step step, const Text& reason);
  Outcome<void> sign(Row row, const Text& remark, const work::Seat& seat);
  Outcome<void> end_sign_off(Row row, Outcome<void> ended);
  Outcome<void> finish() { return projecting_.finish(); }

 private:
  Date today() const { return transaction_.now().date(); }
  db::Session& sql() { return transaction_.sql(); }

  /// Whether words go to the public by it, or on their way there.
  static constexpr bool leads_to_the_public(Step step) {
    return step == Step::Submit || step == Step::Publish || step == Step::Restore;
  }
  /// The row of the table for a step; the reason is there where one is owed.
  Outcome<const Transition*> transition(const Row& row, Step step, const Text& reason);
  Outcome<Id> enter_one(Id agency, const Read& read);
  /// Puts words into a row, with their entry; their digest.
  Outcome<Text> write(Row& row, Act act, const Taken& taken, const Before* before, const Text& reason);
  Outcome<void> withdraw(Row& row, const Text& reason);
  Outcome<void> erase(const Row& row, const Text& reason);
  Outcome<void> submit(Row& row);
  /// Which pages an event clears: those of the record and the lists of its register, or none.
  enum class Seen : std::uint8_t { ByTheOffice, ByThePublic };
  void record(const Row& row, journal::EventKind kind, Seen seen, const Text& reason, Text before, Text after);

  Transaction& transaction_;
  const House& house_;
  const Register& made_;
  const Shape& shape_;
  Times times_;
  OwnNumbers own_;
  const Principal& by_;
  Entries entries_;
  Projecting projecting_;
};

void RecordDesk::Deed::record(const Row& row, journal::EventKind kind, Seen seen, const Text& reason, Text before,
                              Text after) {
  transaction_.record({.actor = by_.actor(),
                       .verb = Text(kind.verb),
                       .subject = subject_of(row.id),
                       .agency = row.agency,
                       .before_digest = std::move(before),
                       .after_digest = std::move(after),
                       .reason = reason,
                       .topics = {seen == Seen::ByThePublic ? "register:" + row.code : Text(journal::kStaffOnly)}});
}

Outcome<Text> RecordDesk::Deed::write(Row& row, Act act, const Taken& taken, const Before* before, const Text& reason) {
  DL_CHECK(check_unique(sql(), shape_, row, taken.record));
  DL_TRY(auto entry, entries_.write({row, taken.record, before}, act, {house_.key, own_}, reason));
  row.withheld = taken.withheld;
  return std::move(entry.digest);
}

Outcome<std::vector<Id>> RecordDesk::Deed::enter(Id agency, std::vector<Read> reads) {
  DL_CHECK(add_ties(sql(), {house_.projection, made_, agency}, reads));
  std::vector<Id> ids;
  for (const auto& read : reads) {
    DL_TRY(const auto id, enter_one(agency, read));
    ids.push_back(id);
  }
  return ids;
}

Outcome<Id> RecordDesk::Deed::enter_one(Id agency, const Read& read) {
  DL_TRY(const auto taken, take_words(made_, read, times_, today(), own_));
  Row row{.code = made_.code, .agency = agency};
  DL_TRY(row.id, db::next_id(sql(), "record_state"));
  DL_TRY(row.number, number_for(sql(), made_, agency, today()));
  DL_TRY(const auto digest, write(row, Act::Enter, taken, nullptr, {}));
  DL_CHECK(insert(sql(), row));
  DL_CHECK(projecting_.add(row, public_record(made_, taken.record, own_)));
  record(row, event("record.entered"), Seen::ByTheOffice, {}, {}, digest);
  return row.id;
}

Outcome<const Transition*> RecordDesk::Deed::transition(const Row& row, Step step, const Text& reason) {
  DL_CHECK(work::require_ever(kCycle, step, by_, row.agency));
  const auto* found = work::find(kCycle, row.state, step);
  if (found == nullptr)
    return fail(Fault::Conflict, "record.step", fmt::format("{} from {}", name_of(step), name_of(row.state)));
  Standing standing{row, made_};
  if (leads_to_the_public(step)) {
    DL_TRY(const auto head, load_entry(sql(), row.head));
    DL_TRY(const auto words, read_content(head.content, made_));
    standing.over = is_over(shown_until(made_, words.shown, times_), today());
  }
  DL_CHECK(work::check(*found, standing, by_, row.agency));
  if (found->reason == work::Reason::Owed && text::trim(reason).empty())
    return fail(Fault::Invalid, "record.reason-owed");
  return found;
}

Outcome<void> RecordDesk::Deed::correct(Row row, const Correction& correction, const Text& reason) {
  DL_TRY(const auto* found, transition(row, Step::Correct, reason));
  if (correction.made_on && *correction.made_on != row.head)
    return fail(Fault::Conflict, "revision.changed", row.title);
  DL_CHECK(transaction_.hold(subject_of(row.id)));
  DL_TRY(const auto head, load_entry(sql(), row.head));
  DL_TRY(const auto words, read_content(head.content, made_));
  DL_TRY(const auto whole, open_words(sql(), house_.key, words, made_));
  auto read = correction.read;
  for (const auto& code : correction.keep)
    if (const auto* field = made_.find(code)) read.record.at(field->place) = whole.at(field->place);
  DL_CHECK(add_ties(sql(), {house_.projection, made_, row.agency}, {&read, 1}));
  DL_TRY(const auto taken, take_words(made_, read, times_, today(), own_));
  if (taken.record == whole) return fail(Fault::Conflict, "record.same", row.title);
  const Before before{words, whole};
  row.state = found->to;
  DL_TRY(const auto digest, write(row, Act::Correct, taken, &before, reason));
  DL_CHECK(update(sql(), row));
  DL_CHECK(projecting_.follow(row));
  record(row, found->event, Seen::ByTheOffice, reason, head.digest, digest);  // the public sees the old words
  return {};
}

Outcome<void> RecordDesk::Deed::show_at_once(Row row) {
  DL_CHECK(check_publishable(Standing{row, made_}));
  row.state = State::Published;
  row.changed_at = transaction_.now();
  DL_CHECK(entries_.show(row, Act::Publish, times_, {}));
  DL_CHECK(update(sql(), row));
  DL_CHECK(projecting_.follow(row));
  DL_TRY(const auto head, load_entry(sql(), row.head));
  record(row, event("record.published"), Seen::ByThePublic, {}, {}, head.digest);
  return {};
}

Outcome<void> RecordDesk::Deed::withdraw(Row& row, const Text& reason) {
  DL_TRY(const auto shown, load_entry(sql(), row.shown));
  DL_TRY(const auto entry, entries_.append(row, Act::Withdraw, shown, reason));
  row.tombstone = entry.id;
  row.shown = 0;
  row.shown_until.reset();
  row.demanded_on.reset();
  return {};
}

Outcome<void> RecordDesk::Deed::erase(const Row& row, const Text& reason) {
  DL_TRY(const auto head, load_entry(sql(), row.head));
  DL_TRY(const auto values, work::list_sealed(sql(), subject_of(row.id)));
  for (const auto& value : values)
    if (!value.erased) DL_CHECK(work::erase_value(transaction_, value.commitment, {by_.actor(), reason, row.agency}));
  DL_CHECK(entries_.append(row, Act::Erase, head, reason));
  return {};
}

Outcome<void> RecordDesk::Deed::submit(Row& row) {
  DL_TRY(const auto head, load_entry(sql(), row.head));
  DL_TRY(const auto words, read_content(head.content, made_));
  DL_TRY(auto authors, authors_of(sql(), row));
  DL_TRY(
      const auto standing,
      work::ask_signatures(
          transaction_, *made_.publication.chain, made_.facts(words.shown),
          {.subject = subject_of(row.id), .agency = row.agency, .digest = head.digest, .not_for = std::move(authors)},
          by_));
  if (standing == work::Standing::Signed) row.state = State::Signed;
  return {};
}

Outcome<void> RecordDesk::Deed::take(Row row, Step step, const Text& reason) {
  DL_TRY(const auto* found, transition(row, step, reason));
  DL_CHECK(transaction_.hold(subject_of(row.id)));
  row.state = found->to;
  row.changed_at = transaction_.now();
  switch (step) {
    case Step::Submit: DL_CHECK(submit(row)); break;
    case Step::Publish: DL_CHECK(entries_.show(row, Act::Publish, times_, reason)); break;
    case Step::Restore: DL_CHECK(entries_.show(row, Act::Restore, times_, reason)); break;
    case Step::Demand: row.demanded_on = today(); break;
    case Step::Withdraw: DL_CHECK(withdraw(row, reason)); break;
    case Step::Erase: DL_CHECK(erase(row, reason)); break;
    default: return fail(Fault::Conflict, "record.step", Text(name_of(step)));
  }
  DL_CHECK(update(sql(), row));
  DL_CHECK(projecting_.follow(row));
  if (step == Step::Submit) return {};  // the sign-off has its own event
  DL_TRY(const auto head, load_entry(sql(), row.head));
  record(row, found->event, step == Step::Demand ? Seen::ByTheOffice : Seen::ByThePublic, reason, {}, head.digest);
  return {};
}

Outcome<void> RecordDesk::Deed::sign(Row row, const Text& remark, const work::Seat& seat) {
  if (work::find(kCycle, row.state, Step::Sign) == nullptr)
    return fail(Fault::Conflict, "record.step", Text(name_of(row.state)));
  DL_CHECK(transaction_.hold(subject_of(row.id)));
  DL_TRY(const auto head, load_entry(sql(), row.head));
  DL_TRY(const auto standing, work::sign(transaction_, subject_of(row.id), head.digest, remark, seat));
  if (standing != work::Standing::Signed) return {};
  row.state = State::Signed;
  row.changed_at = transaction_.now();
  return update(sql(), row);
}

Outcome<void> RecordDesk::Deed::end_sign_off(Row row, Outcome<void> ended) {
  DL_CHECK(ended);
  row.state = State::Entered;
  row.changed_at = transaction_.now();
  return update(sql(), row);
}

/// Calls deed(Deed&) for a register whose tables are this program's.
template <class F>
Outcome<void> RecordDesk::in_register(Transaction& transaction, std::string_view code, const Principal& by, F deed) {
  DL_TRY(const auto* made, house_.registers.find(code));
  DL_CHECK(house_.projection.require(transaction.sql(), house_.projection.shape(code), Projection::For::Writing));
  DL_TRY(const auto calendar, calendar_.load(transaction.sql()));
  DL_TRY(auto own, load_own_numbers(transaction.sql(), *made));
  Deed all(transaction, house_, *made, *calendar, std::move(own), by);
  DL_CHECK(deed(all));
  return all.finish();
}

/// The same for a record.
template <class F>
Outcome<void> RecordDesk::on_record(Id id, const Principal& by, F deed) {
  return journal_.write([&](Transaction& transaction) -> Outcome<void> {
    DL_TRY(auto row, lock_row(transaction.sql(), id));
    return in_register(transaction, row.code, by, [&](Deed& all) { return deed(transaction, all, row); });
  });
}

Outcome<std::vector<Id>> RecordDesk::enter(std::string_view code, Id agency, const std::vector<Read>& records,
                                           const Principal& by) {
  DL_CHECK(by.require(accounts::Right::EnterRecords, agency));
  return journal_.write([&](Transaction& transaction) -> Outcome<std::vector<Id>> {
    std::vector<Id> ids;
    DL_CHECK(in_register(transaction, code, by, [&](Deed& deed) -> Outcome<void> {
      DL_TRY(ids, deed.enter(agency, records));
      return {};
    }));
    return ids;
  });
}

Outcome<FileValue> RecordDesk::add_file(std::string_view code, Id agency, const work::NewFile& file,
                                        const Principal& by) {
  DL_CHECK(by.require(accounts::Right::EnterRecords, agency));
  DL_TRY(const auto* made, house_.registers.find(code));
  return journal_.write([&](Transaction& transaction) {
    return add_record_file(transaction, {*made, agency}, file, by);
  });
}

Outcome<void> RecordDesk::correct(Id id, const Correction& correction, const Text& reason, const Principal& by) {
  return on_record(id, by,
                   [&](Transaction&, Deed& deed, const Row& row) { return deed.correct(row, correction, reason); });
}

Outcome<void> RecordDesk::take(Id id, Step step, const Text& reason, const Principal& by) {
  return on_record(id, by, [&](Transaction&, Deed& deed, const Row& row) { return deed.take(row, step, reason); });
}

Outcome<Id> RecordDesk::enter_made(Transaction& transaction, std::string_view code, Id agency, const Read& words,
                                   const Principal& by) {
  Id id = 0;
  DL_CHECK(in_register(transaction, code, by, [&](Deed& deed) -> Outcome<void> {
    DL_TRY(const auto ids, deed.enter(agency, {words}));
    id = ids.front();
    return {};
  }));
  return id;
}

Outcome<Id> RecordDesk::put_out(Transaction& transaction, std::string_view code, Id agency, const Read& words,
                                const Principal& by) {
  Id id = 0;
  DL_CHECK(in_register(transaction, code, by, [&](Deed& deed) -> Outcome<void> {
    DL_TRY(const auto ids, deed.enter(agency, {words}));
    id = ids.front();
    DL_TRY(auto row, lock_row(transaction.sql(), id));
    return deed.show_at_once(std::move(row));
  }));
  return id;
}

Outcome<void> RecordDesk::put_out_anew(Transaction& transaction, Id id, const Read& words, const Text& reason,
                                       const Principal& by) {
  DL_TRY(const auto row, lock_row(transaction.sql(), id));
  if (row.state != State::Published) return fail(Fault::Conflict, "record.step", Text(name_of(row.state)));
  return in_register(transaction, row.code, by, [&](Deed& deed) -> Outcome<void> {
    DL_CHECK(deed.correct(row, {words}, reason));
    DL_TRY(auto corrected, lock_row(transaction.sql(), id));
    return deed.show_at_once(std::move(corrected));
  });
}

Outcome<void> RecordDesk::sign(Id id, const Text& remark, const work::Seat& seat) {
  return on_record(id, seat.self,
                   [&](Transaction&, Deed& deed, const Row& row) { return deed.sign(row, remark, seat); });
}

Outcome<void> RecordDesk::send_back(Id id, const Text& reason, const work::Seat& seat) {
  return on_record(id, seat.self, [&](Transaction& transaction, Deed& deed, const Row& row) -> Outcome<void> {
    DL_CHECK(transaction.hold(subject_of(id)));
    return deed.end_sign_off(row, work::return_unsigned(transaction, subject_of(id), reason, seat));
  });
}

Outcome<void> RecordDesk::take_back(Id id, const Principal& by) {
  return on_record(id, by, [&](Transaction& transaction, Deed& deed, const Row& row) -> Outcome<void> {
    DL_CHECK(transaction.hold(subject_of(id)));
    DL_TRY(const auto standing, work::take_back(transaction, subject_of(id), by));
    return standing == work::Standing::TakenBack ? deed.end_sign_off(row, {}) : Outcome<void>();
  });
}

Outcome<Text> RecordDesk::open(Id id, std::string_view field, const Text& reason, const Principal& by) {
  return journal_.write([&](Transaction& transaction) -> Outcome<Text> {
    DL_TRY(const auto row, lock_row(transaction.sql(), id));
    DL_CHECK(by.require(accounts::Right::CheckRecords, row.agency));
    DL_TRY(const auto* made, house_.registers.find(row.code));
    DL_TRY(const auto head, load_entry(transaction.sql(), row.head));
    DL_TRY(const auto words, read_content(head.content, *made));
    const auto found = words.sealed.find(field);
    if (found == words.sealed.end()) return fail(Fault::NotFound, "sealed.missing", Text(field));
    return work::open_value(transaction, house_.key, found->second, {by.actor(), reason, row.agency});
  });
}

Outcome<int> RecordDesk::end_displays(int most) {
  const auto today = journal_.clock().now().date();
  DL_TRY(const auto ids,
         journal_.database().read([&](db::Session& session) { return ended_before(session, today, most); }));
  const auto by = Principal::machine("system:display");
  int ended = 0;
  for (const auto id : ids) {
    const auto done = on_record(id, by, [&](Transaction&, Deed& deed, const Row& row) -> Outcome<void> {
      if (!is_over(row.shown_until, today)) return fail(Fault::Conflict, "record.not-shown", row.title);
      return deed.take(row, Step::Withdraw, Text(kDisplayOver));
    });
    if (!done && done.error().key != "record.not-shown") return Failure(done.error());  // another node was quicker
    if (done) ++ended;
  }
  return ended;
}

}  // namespace dl::records
