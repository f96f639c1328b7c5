// Declarations that there was no record (零报告).
#include "db/session.h"
#include "records/record_desk.h"
#include "records/record_list.h"
#include "records/words_check.h"

namespace dl::records {

using Id = std::int64_t;
using Text = std::string;
using journal::Transaction;

Outcome<Id> RecordDesk::declare_nil(std::string_view code, Id agency, const Text& period, const Principal& by) {
  DL_CHECK(by.require(accounts::Right::EnterRecords, agency));
  DL_TRY(const auto* made, house_.registers.find(code));
  return journal_.write([&](Transaction& transaction) -> Outcome<Id> {
    auto& session = transaction.sql();
    const auto& shape = house_.projection.shape(code);
    DL_CHECK(house_.projection.require(session, shape, Projection::For::Reading));
    DL_TRY(const auto span, span_of(*made, period, transaction.now().date()));
    DL_CHECK(check_no_records(session, shape, agency, span));
    DL_TRY(const auto id, insert_nil(session, {made->code, agency, period, by.actor(), transaction.now()}));
    transaction.record({.actor = by.actor(),
                        .verb = Text(event("record.nil-declared").verb),
                        .subject = accounts::subject_text(kNil, id),
                        .agency = agency,
                        .topics = {"register:" + made->code}});
    return id;
  });
}

}  // namespace dl::records
