// The desk's verbs about time: have a cleared edition released later, and release what is due.
#include "publications/document_schedule.h"

#include "publications/document_act.h"
#include "publications/document_desk.h"

namespace dl::publications {
namespace {

using accounts::Principal;
using accounts::Right;
using journal::Transaction;

constexpr const char* kScheduledReason = "按预定时间发布";

Outcome<void> lock(Transaction& transaction, std::int64_t id) {
  DL_CHECK(lock_document(transaction.sql(), id));
  return transaction.hold(topic_of_document(id));
}

}  // namespace

Outcome<void> DocumentDesk::schedule(std::int64_t id, Instant at, const Principal& by) {
  return on_newest(
      journal_, directory_, id, by, [&](const Act& act, Document& document, Edition& edition) -> Outcome<void> {
        DL_CHECK(act.require(Right::PublishDocuments, document));
        if (at <= act.transaction.now()) return fail(Fault::Invalid, "document.schedule-past", at.text());
        const auto step = release_of(edition.metadata.disclosure);
        DL_TRY(const auto* row, row_of(edition.state, step));
        DL_CHECK(check_row(act, document, edition, *row));
        DL_CHECK(work::set_schedule(act.sql(), topic_of_document(id), {std::string(name_of(step)), at, by.actor()}));
        record(act, document, {.kind = event("document.scheduled"), .reason = at.text()});
        return {};
      });
}

Outcome<void> DocumentDesk::unschedule(std::int64_t id, const Principal& by) {
  return on_newest(journal_, directory_, id, by, [&](const Act& act, Document& document, Edition&) -> Outcome<void> {
    DL_CHECK(act.require(Right::PublishDocuments, document));
    DL_TRY(const auto scheduled, work::find_schedule(act.sql(), topic_of_document(id)));
    if (!scheduled) return fail(Fault::NotFound, "document.not-scheduled", fmt::format("{}", id));
    DL_CHECK(work::drop_schedule(act.sql(), topic_of_document(id)));
    record(act, document, {.kind = event("document.unscheduled")});
    return {};
  });
}

work::Taker take_documents(const agencies::DirectoryHolder& holder) {
  const auto take = [&holder](Transaction& transaction, std::int64_t id, const work::Schedule& due,
                              const Principal& by) -> Outcome<void> {
    const auto directory = holder.current();
    const auto step = find_named<Step>(due.step);
    if (!step) return fail(Fault::Conflict, "document.step", due.step);
    DL_TRY(auto document, load_document(transaction.sql(), id));
    DL_TRY(auto edition, load_newest_edition(transaction.sql(), id));
    return take_step({transaction, *directory, by}, document, edition, *step, kScheduledReason);
  };
  const auto refuse = [&holder](Transaction& transaction, std::int64_t id, const std::string& why) -> Outcome<void> {
    const auto directory = holder.current();
    DL_TRY(const auto document, load_document(transaction.sql(), id));
    record({transaction, *directory, Principal::machine("system:schedule")}, document,
           {.kind = event("document.schedule-refused"), .reason = why});
    return {};
  };
  return {.subject = &kDocument, .lock = lock, .take = take, .refuse = refuse};
}

}  // namespace dl::publications
