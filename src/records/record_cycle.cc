#include "records/record_cycle.h"

#include "records/record_store.h"

namespace dl::records {

Outcome<void> check_signed_free(const Standing& standing) {
  if (standing.made.publication.chain) return fail(Fault::Conflict, "record.chain", standing.row.code);
  return check_publishable(standing);
}

Outcome<void> check_has_chain(const Standing& standing) {
  if (!standing.made.publication.chain) return fail(Fault::Conflict, "record.no-chain", standing.row.code);
  return standing.made.for_staff() ? Outcome<void>() : check_publishable(standing);
}

Outcome<void> check_publishable(const Standing& standing) {
  if (standing.made.for_staff()) return fail(Fault::Conflict, "record.for-staff", standing.row.code);
  if (standing.row.withheld) return fail(Fault::Conflict, "record.withheld", standing.row.code);
  if (standing.over) return fail(Fault::Conflict, "record.display-over", standing.row.code);
  return {};
}

std::string_view words_of(State state, const Register& made) {
  return made.for_staff() && state == State::Signed ? "已核准" : chinese_of(state);
}

Outcome<void> check_shown(const Standing& standing) {
  if (standing.row.shown == 0) return fail(Fault::Conflict, "record.not-shown", standing.row.code);
  return {};
}

// The days in which it has to be withdrawn run from the first demand.
Outcome<void> check_demandable(const Standing& standing) {
  DL_CHECK(check_shown(standing));
  if (standing.row.demanded_on) return fail(Fault::Conflict, "record.demanded", standing.row.demanded_on->text());
  return {};
}

Outcome<void> check_not_shown(const Standing& standing) {
  if (standing.row.shown != 0) return fail(Fault::Conflict, "record.shown", standing.row.code);
  return {};
}

constexpr accounts::Subject kRecord = {
    .prefix = "record",
    .chinese = "登记",
    .titles = [](db::Session& session, const accounts::Principal& who,
                 const auto& numbers) { return titles_of(session, who.scope(accounts::Right::ReadRecords), numbers); },
    .work = "/records/{}",
    .page = "/records/{}",
};

constexpr accounts::Subject kNil = {.prefix = "nil", .chinese = "零报告"};
constexpr accounts::Subject kImport = {.prefix = "import", .chinese = "登记的导入", .work = "/record-imports/{}"};
constexpr accounts::Subject kRecordFile = {.prefix = "record-file", .chinese = "登记用的文件"};
constexpr accounts::Subject kHandover = {.prefix = "handover", .chinese = "开放数据"};

std::span<const accounts::Subject> subjects() {
  static constexpr std::array kAll = {kRecord, kNil, kImport, kRecordFile, kHandover};
  return kAll;
}

}  // namespace dl::records
