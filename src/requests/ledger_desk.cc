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

Text old_number(const LedgerRow& row) { return Text(kOldNumber) + row.number; }

Text note_of(const LedgerRow& row) { return row.letter.empty() ? Text() : "答复文号：" + row.letter; }

matters::NewMatter matter_of(const matters::Place& place, const LedgerRow& row) {
  return {.kind = Text(kKind),
          .place = place,
          .title = title_of(row.wanted, {}),
          .channel = row.channel,
          .received_on = row.received_on,
          .on = row.received_on,
          .department = row.department,
          .klass = Text(name_of(row.applicant)),
          .code = Text(name_of(Purpose::Information)),
          .words = old_number(row),
          .parties = {{matters::PartyRole::Applicant, Text(name_of(row.applicant)), row.contact}}};
}

}  // namespace

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
    if (numbers.contains(old_number(row))) problems.push_back({row.row, {}, "ledger.again", row.number});
  return problems;
}

Outcome<TakenOver> LedgerDesk::take_over(const matters::Place& place, const std::vector<LedgerRow>& rows,
                                         const work::Seat& seat) {
  if (rows.empty()) return fail(Fault::Invalid, "ledger.empty");
  DL_CHECK(seat.self.require(accounts::Right::ApproveRequests, place.agency));
  return journal_.write([&](journal::Transaction& transaction) -> Outcome<TakenOver> {
    DL_TRY(const auto again, find_known(transaction.sql(), place.agency, rows));
    if (!again.empty()) return fail(Fault::Conflict, "ledger.again", again.front().about);
    TakenOver taken;
    for (const auto& row : rows) {
      const auto writes = [&row](journal::Transaction& within, const matters::Matter& matter) {
        return insert(
            within.sql(),
            Request{.matter = matter.id, .wanted = row.wanted, .way = Way::Electronic, .carrier = Carrier::Electronic});
      };
      DL_TRY(const auto opened, matters_.open(transaction, matter_of(place, row), seat.self.actor(), writes));
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
