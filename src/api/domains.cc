#include "api/domains.h"

#include "accounts/events.h"
#include "accounts/people.h"
#include "agencies/agency_store.h"
#include "agencies/events.h"
#include "api/events.h"
#include "api/matters/kinds.h"
#include "api/schema.h"
#include "appeals/appeal_store.h"
#include "appeals/events.h"
#include "appeals/figures.h"
#include "compliance/events.h"
#include "compliance/rectification_store.h"
#include "dialogue/events.h"
#include "dialogue/message_store.h"
#include "draws/draw_store.h"
#include "draws/events.h"
#include "draws/open_work.h"
#include "figures/events.h"
#include "figures/frozen.h"
#include "journal/events.h"
#include "journal/read_only.h"
#include "journal/schema.h"
#include "matters/events.h"
#include "matters/matter_store.h"
#include "publications/document_schedule.h"
#include "publications/document_store.h"
#include "publications/events.h"
#include "publications/figures.h"
#include "publications/open_work.h"
#include "questions/events.h"
#include "questions/question_store.h"
#include "records/figures.h"
#include "records/open_work.h"
#include "records/record_cycle.h"
#include "records/schema.h"
#include "requests/events.h"
#include "requests/figures.h"
#include "requests/request_store.h"
#include "work/events.h"
#include "work/schema.h"

namespace dl::api {

std::span<const Domain> domains() {
  static const Group journal_groups[] = {{"journal", "日志", journal_operations()},
                                         {"clock", "系统时间", clock_operations()}};
  static const Group agency_groups[] = {{"agencies", "机关、站点和栏目", agency_operations()},
                                        {"calendars", "放假安排", calendar_operations()}};
  static const Group account_groups[] = {{"session", "登录和会话", session_operations()},
                                         {"people", "人员和角色", people_operations()},
                                         {"keys", "外部系统的密钥", key_operations()}};
  static const Group publication_groups[] = {
      {"documents", "文件", document_operations()}, {"work", "办理", work_operations()},
      {"files", "附件和导入", file_operations()},   {"overview", "统计", overview_operations()},
      {"exports", "导出", export_operations()},     {"posted", "内部公开", posted_operations()}};
  static const Group question_groups[] = {{"questions", "搜索无果的问题", question_operations()}};
  static const Group figure_groups[] = {{"figures", "可复算的统计", figure_operations()},
                                        {"freezes", "统计的冻结", freeze_operations()}};
  static const Group open_work_groups[] = {{"tasks", "待办", open_work_operations()}};
  static const Group record_groups[] = {{"records", "登记簿", record_operations()},
                                        {"record-files", "登记的附件", record_file_operations()},
                                        {"counterparts", "与清单对照", counterpart_operations()},
                                        {"record-exports", "登记的导出", record_export_operations()},
                                        {"record-imports", "登记的导入", record_import_operations()}};
  static const Group draw_groups[] = {{"draws", "随机抽取", draw_operations()}};
  static const Group matter_groups[] = {{"matters", "事项办理", matter_operations()},
                                        {"filing", "登记申请和问题", filing_operations()},
                                        {"letters", "文书", letter_operations()},
                                        {"letter-files", "文书的文件", letter_file_operations()},
                                        {"requests", "公开申请", request_operations()},
                                        {"request-table", "公开申请统计", request_table_operations()},
                                        {"messages", "群众来信", message_operations()},
                                        {"letter-list", "发文登记簿", letter_list_operations()},
                                        {"ledger", "依申请公开台账", ledger_operations()},
                                        {"seals", "机关印章", seal_operations()},
                                        {"materials", "附件和批注", material_operations()},
                                        {"disclosures", "区分处理", disclosure_operations()},
                                        {"appeals", "行政复议和行政诉讼", appeal_operations()},
                                        {"archives", "归档材料", archive_operations()},
                                        {"publish-list", "主动公开移送明细表", publish_list_operations()},
                                        {"channels", "申请渠道", channel_operations()}};
  static const Domain all[] = {
      {db::migrations},
      {journal::migrations, journal::kEvents, {}, &journal::kEverything, journal_groups},
      // People refer to agencies' rows.
      {agencies::migrations, agencies::kEvents, agencies::subjects(), &agencies::kFeature, agency_groups},
      {accounts::migrations, accounts::kEvents, accounts::subjects(), &accounts::kFeature, account_groups},
      {work::migrations, work::kEvents, {}, nullptr, open_work_groups},
      {figures::migrations, figures::kEvents, {}, nullptr, figure_groups},
      {publications::migrations, publications::kEvents, std::span(&publications::kDocument, 1), &publications::kFeature,
       publication_groups, publications::figure_sources, publications::work_on_documents, publications::take_documents},
      {questions::migrations, questions::kEvents, std::span(&questions::kAnswer, 1), &questions::kFeature,
       question_groups},
      {records::migrations, records::kEvents, records::subjects(), &records::kFeature, record_groups,
       records::figure_sources, records::work_on_records, nullptr, records::work_on_imports},
      {draws::migrations, draws::kEvents, std::span(&draws::kDraw, 1), &draws::kFeature, draw_groups, nullptr,
       draws::work_on_draws},
      {matters::migrations, matters::kEvents, std::span(&kMatter, 1), &kMatterFeature, matter_groups,
       matter_figure_sources, work_on_matters},
      {requests::migrations, requests::kEvents, {}, nullptr, {}, requests::figure_sources},
      {dialogue::migrations, dialogue::kEvents, std::span(&dialogue::kPublicMessage, 1), &dialogue::kFeature},
      {appeals::migrations, appeals::kEvents, {}, &appeals::kFeature, {}, appeals::figure_sources},
      {compliance::migrations, compliance::kEvents, {}, &compliance::kFeature},
      {migrations, kEvents},
  };
  return all;
}

std::vector<Group> groups() {
  std::vector<Group> all;
  for (const auto& domain : domains()) all.insert(all.end(), domain.groups.begin(), domain.groups.end());
  return all;
}

const std::vector<journal::Feature>& features() {
  static const auto all = [] {
    std::vector<journal::Feature> found;
    for (const auto& domain : domains())
      if (domain.feature != nullptr) found.push_back(*domain.feature);
    return found;
  }();
  return all;
}

Outcome<std::vector<work::Producer>> work_producers() {
  std::vector<work::Producer> all;
  for (const auto& domain : domains()) {
    for (const auto work : {domain.work, domain.work_at_once}) {
      if (work == nullptr) continue;
      DL_TRY(auto producer, work());
      all.push_back(std::move(producer));
    }
  }
  return all;
}

std::vector<work::Taker> takers(const agencies::DirectoryHolder& directory) {
  std::vector<work::Taker> all;
  for (const auto& domain : domains())
    if (domain.due != nullptr) all.push_back(domain.due(directory));
  return all;
}

Outcome<figures::Sources> figure_sources() {
  figures::Sources all;
  for (const auto& domain : domains()) {
    if (domain.figures == nullptr) continue;
    DL_TRY(auto sources, domain.figures());
    for (auto& source : sources) all.push_back(std::move(source));
  }
  return all;
}

std::string_view chinese_of_verb(std::string_view verb) {
  for (const auto& domain : domains())
    for (const auto& kind : domain.events)
      if (kind.verb == verb) return kind.chinese;
  return verb;
}

const accounts::Subject* find_subject(std::string_view subject) {
  const auto prefix = subject.substr(0, subject.find(':'));
  for (const auto& domain : domains())
    for (const auto& kind : domain.subjects)
      if (kind.prefix == prefix) return &kind;
  return nullptr;
}

std::string work_address(std::string_view subject) {
  const auto* kind = find_subject(subject);
  const auto number = kind == nullptr ? 0 : accounts::number_of(*kind, subject);
  return number == 0 ? std::string() : accounts::address_of(kind->work, number);
}

Outcome<std::map<std::string, std::string>> titles_of(db::Session& session, const accounts::Principal& who,
                                                      const std::vector<std::string>& subjects) {
  std::map<const accounts::Subject*, std::vector<std::int64_t>> numbers;
  for (const auto& subject : subjects)
    if (const auto* kind = find_subject(subject); kind != nullptr && kind->titles != nullptr)
      if (auto number = accounts::number_of(*kind, subject); number != 0) numbers[kind].push_back(number);
  std::map<std::string, std::string> titles;
  for (const auto& [kind, wanted] : numbers) {
    DL_TRY(auto found, kind->titles(session, who, wanted));
    for (auto& [number, title] : found) titles[accounts::subject_text(*kind, number)] = std::move(title);
  }
  return titles;
}

}  // namespace dl::api
