#include "requests/ledger_desk.h"

#include <set>

#include "db/sql.h"
#include "requests/clocks.h"
#include "requests/events.h"
#include "requests/procedure.h"
#include "requests/request_store.h"

namespace dl::requests {
namespace {

using Text = std::string;

constexpr std::string_view kOldLetter = "答复文号：";  ///< stored: do not change

Text filed_as(const LedgerRow& row) { return Text(kOldNumber) + row.number; }

Text note_of(const LedgerRow& row) { return row.letter.empty() ? Text() : Text(kOldLetter) + row.letter; }

Text behind(std::string_view mark, std::string_view words) {
  return Text(words.starts_with(mark) ? words.substr(mark.size()) : std::string_view());
}

matters::NewMatter matter_of(const matters::Place& place, const LedgerRow& row, Date today) {
  return {.kind = Text(kKind),
          .place = place,
          .title = title_of(row.wanted, {}),
          .channel = row.channel,
          .received_on = row.received_on,
          .on = row.received_on,
          .department = row.department,
          .klass = Text(name_of(row.applicant)),
          .code = Text(name_of(row.purpose)),
          .words = filed_as(row),
          .parties = {{matters::PartyRole::Applicant, Text(name_of(row.applicant)), row.contact}},
          .earlier = earlier_facts(row.course, row.ended_on.value_or(today)),
          .state = Text(name_of(row.decision ? State::Received : state_after(row.course)))};
}

/// A request as the clocks will see it.
matters::Case case_of(const LedgerRow& row) {
  matters::Case now{.matter = {.channel = row.channel, .received_on = row.received_on}};
  now.facts.push_back({.id = 1,
                       .verb = Text(event("request.filed").verb),
                       .on = row.received_on,
                       .code = Text(name_of(row.purpose)),
                       .words = filed_as(row)});
  for (auto& fact : earlier_facts(row.course, row.received_on)) {
    fact.id = std::ssize(now.facts) + 1;
    if (fact.about != 0) ++fact.about;
    now.facts.push_back(std::move(fact));
  }
  return now;
}

}  // namespace

Text old_number(const matters::Case& now) {
  return is_of_ledger(now) ? behind(kOldNumber, now.facts.front().words) : Text();
}

Text old_letter(const matters::Case& now) {
  const auto* reported = now.last(event("request.reported").verb);
  return reported == nullptr ? Text() : behind(kOldLetter, reported->words);
}

Outcome<std::vector<LedgerProblem>> LedgerDesk::find_known(db::Session& session, std::int64_t agency,
                                                           const std::vector<LedgerRow>& rows) {
  DL_TRY(const auto known, session.query<Text>(db::Sql(
                               "SELECT words FROM matter_fact JOIN matter ON matter.id = matter_fact.matter WHERE "
                               "matter.agency = ? AND matter.kind = ? AND verb = ? AND words <> ''",
                               agency, kKind, event("request.filed").verb)));
  std::set<Text, std::less<>> numbers;
  for (const auto& [words] : known) numbers.insert(words);
  std::vector<LedgerProblem> problems;
  for (const auto& row : rows)
    if (numbers.contains(filed_as(row))) problems.push_back({row.row, {}, "ledger.again", row.number});
  return problems;
}

Outcome<std::vector<LedgerProblem>> LedgerDesk::find_differing(const std::vector<LedgerRow>& rows,
                                                               const matters::Times& times) {
  std::vector<LedgerProblem> notes;
  for (const auto& row : rows) {
    if (row.decision || !row.due_on) continue;
    DL_TRY(const auto clock, answer_clock(case_of(row), times));
    if (clock && clock->due() != *row.due_on)
      notes.push_back({row.row,
                       {},
                       "ledger.due-differs",
                       fmt::format("台账写 {}，计算为 {}", row.due_on->text(), clock->due().text())});
  }
  return notes;
}

Outcome<TakenOver> LedgerDesk::take_over(const matters::Place& place, const std::vector<LedgerRow>& rows,
                                         const work::Seat& seat) {
  if (rows.empty()) return fail(Fault::Invalid, "ledger.empty");
  DL_CHECK(seat.self.require(accounts::Right::ApproveRequests, place.agency));
  return journal_.write([&](journal::Transaction& transaction) -> Outcome<TakenOver> {
    DL_TRY(const auto again, find_known(transaction.sql(), place.agency, rows));
    if (!again.empty()) return fail(Fault::Conflict, "ledger.again", again.front().about);
    const auto today = transaction.now().date();
    TakenOver taken;
    for (const auto& row : rows) {
      const auto writes = [&row](journal::Transaction& within, const matters::Matter& matter) {
        return insert_with_topic(within.sql(), {.matter = matter.id,
                                                .purpose = row.purpose,
                                                .wanted = row.wanted,
                                                .way = Way::Electronic,
                                                .carrier = Carrier::Electronic,
                                                .topic = row.topic});
      };
      DL_TRY(const auto opened, matters_.open(transaction, matter_of(place, row, today), seat.self.actor(), writes));
      if (!row.decision) {
        ++taken.open;
        continue;
      }
      const matters::Input ended{.words = note_of(row), .on = row.ended_on, .code = Text(name_of(*row.decision))};
      DL_CHECK(matters_.take(transaction, opened.id, name_of(Step::Report), ended, 0, seat));
      ++taken.reported;
    }
    return taken;
  });
}

}  // namespace dl::requests
