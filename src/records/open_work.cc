#include "records/open_work.h"

#include <fmt/ranges.h>

#include <algorithm>

#include "agencies/holidays.h"
#include "base/hash.h"
#include "records/counterparts.h"
#include "records/import_store.h"
#include "work/sign_off.h"

namespace dl::records {
namespace {

using accounts::Right;
using Text = std::string;
using Id = std::int64_t;

constexpr work::Kind kFinish{"record.finish", "登记待办理"};
constexpr work::Kind kCheck{"record.check", "登记待复核"};
constexpr work::Kind kPublish{"record.publish", "登记待公布"};
constexpr work::Kind kWithdraw{"record.withdraw", "登记待撤下"};
constexpr work::Kind kDiffers{"record.counterpart", "与清单不一致"};
constexpr work::Kind kCheckImport{"import.check", "导入的登记待复核"};
constexpr std::array kImportKinds = {kCheckImport};
constexpr std::array kKinds = {kFinish, kCheck, kPublish, kWithdraw, kDiffers};

work::Item item_of(const Row& row, const work::Kind& kind, Right needs) {
  return {.kind = Text(kind.name),
          .needs = needs,
          .agency = row.agency,
          .title = row.title,
          .state = Text(name_of(row.state)),
          .since = row.changed_at};
}

work::Item item_of_difference(const Row& row, const Difference& difference) {
  auto item = item_of(row, kDiffers, Right::EnterRecords);
  item.state = Text(name_of(difference.kind));
  item.due_on = difference.due_on;
  if (!difference.in.empty()) item.title += fmt::format("（{}）", fmt::join(difference.in, "、"));
  return item;
}

std::vector<Right> signers_of(const Registers& registers) {
  std::vector<Right> all;
  for (const auto& [code, made] : registers.all()) {
    if (!made.publication.chain) continue;
    for (const auto& signer : made.publication.chain->signers)
      if (std::ranges::find(all, signer.right) == all.end()) all.push_back(signer.right);
  }
  return all;
}

/// Whether words could no longer be shown by the day on which they came to where they stand: nobody can publish them.
bool came_late(const Row& row, const Record& shown, const Register& made, const Times& times) {
  return is_over(shown_until(made, shown, times), row.changed_at.date());
}

class Records {
 public:
  explicit Records(std::shared_ptr<const Carried> carried)
      : carried_(std::move(carried)), registers_(carried_->registers), laws_(carried_->laws), counterparts_(carried_) {}

  /// Of some hundred records in a few statements: an import moves thousands at once.
  Outcome<std::map<Id, std::vector<work::Item>>> items(db::Session& session, const std::vector<Id>& ids) const {
    DL_TRY(const auto rows, rows_of(session, ids));
    DL_TRY(const auto calendar, calendar_.load(session));
    const Times times{laws_, *calendar};
    DL_TRY(const auto waiting, waiting_of(session, rows));
    DL_TRY(const auto differences, counterparts_.of(session, rows, times));
    std::map<Id, std::vector<work::Item>> all;
    for (const auto& [id, row] : rows) {
      const auto made = registers_.find(row.code);
      if (!made) continue;  // of a register that is not there any more
      auto& items = all[id];
      DL_TRY(auto going_on, under_way(row, waiting, **made, times));
      if (going_on) items.push_back(std::move(*going_on));
      if (row.demanded_on) {
        auto item = item_of(row, kWithdraw, Right::WithdrawRecords);
        if (const auto& clock = (*made)->publication.withdraw)
          item.due_on = end_of(clock->period, *row.demanded_on, times);
        items.push_back(std::move(item));
      }
      if (const auto found = differences.find(id); found != differences.end())
        items.push_back(item_of_difference(row, found->second));
    }
    return all;
  }

  Outcome<std::vector<Id>> subjects(db::Session& session, Id after, int most) const {
    DL_TRY(const auto waiting, waiting_behind(session, after, most));
    DL_TRY(const auto shown, counterparts_.shown_behind(session, after, most));
    std::vector<Id> all;
    std::ranges::set_union(waiting, shown, std::back_inserter(all));
    if (std::ssize(all) > most) all.resize(static_cast<std::size_t>(most));
    return all;
  }

  Outcome<std::vector<Id>> touched(db::Session& session, const std::vector<Id>& changed) const {
    return counterparts_.touched(session, changed);
  }

  Outcome<Text> grounds(db::Session& session) const {
    DL_TRY(const auto calendar, calendar_.load(session));
    auto text = "2 " + laws_.version() + " " + calendar->version();  // 2: nothing waits on what came late
    for (const auto& [code, made] : registers_.all()) text += " " + made.digest;
    return sha256_hex(text);
  }

  std::vector<Right> needs() const {
    std::vector<Right> all = {Right::EnterRecords, Right::PublishRecords, Right::WithdrawRecords};
    for (const auto right : signers_of(registers_))
      if (std::ranges::find(all, right) == all.end()) all.push_back(right);
    return all;
  }

 private:
  /// What is known of records under way besides their rows.
  struct Waiting {
    std::map<Id, Entry> heads = {};
    std::map<Text, work::SignOff> sign_offs = {};  ///< by the subject
  };
  static Outcome<Waiting> waiting_of(db::Session& session, const std::map<Id, Row>& rows) {
    std::vector<Id> heads;
    std::vector<Text> signing;
    for (const auto& [id, row] : rows) {
      if (row.withheld) continue;
      if (row.state == State::Signing) signing.push_back(accounts::subject_text(kRecord, id));
      if (row.state == State::Entered || row.state == State::Signing || row.state == State::Signed)
        heads.push_back(row.head);
    }
    Waiting waiting;
    DL_TRY(waiting.heads, entries_of(session, heads));
    DL_TRY(waiting.sign_offs, work::find_sign_offs(session, signing));
    return waiting;
  }

  static Outcome<std::optional<work::Item>> under_way(const Row& row, const Waiting& waiting, const Register& made,
                                                      const Times& times) {
    if (row.withheld) return std::optional<work::Item>();
    std::optional<work::Item> item;
    if (row.state == State::Entered) item = item_of(row, kFinish, Right::EnterRecords);
    if (row.state == State::Signed && !made.for_staff()) item = item_of(row, kPublish, Right::PublishRecords);
    if (row.state == State::Signing) {
      const auto sign_off = waiting.sign_offs.find(accounts::subject_text(kRecord, row.id));
      if (sign_off != waiting.sign_offs.end()) item = work::item_of(sign_off->second, kCheck.name);
      if (item) item->title = row.title;
      if (item) item->state = Text(name_of(row.state));
    }
    if (!item) return item;
    const auto& head = waiting.heads.at(row.head);
    item->actor = head.actor;
    if (!made.publication.clock && !made.publication.shown) return item;
    DL_TRY(const auto words, read_content(head.content, made));
    if (row.state != State::Signing && came_late(row, words.shown, made, times)) return std::optional<work::Item>();
    item->due_on = due_on(made, words.shown, times);
    return item;
  }

  std::shared_ptr<const Carried> carried_;
  const Registers& registers_;
  const periods::Laws& laws_;
  Counterparts counterparts_;
  agencies::CalendarInRows calendar_ = {};
};

Outcome<std::vector<work::Item>> items_of_import(db::Session& session, Id id) {
  std::vector<work::Item> items;
  DL_TRY(const auto sign_off, work::find_sign_off(session, accounts::subject_text(kImport, id)));
  auto item = sign_off ? work::item_of(*sign_off, kCheckImport.name) : std::nullopt;
  if (!item) return items;
  DL_TRY(const auto import, load_import(session, id));
  item->title = fmt::format("{}（{} 条）", import.name, import.entered + import.corrected);
  item->state = Text(name_of(State::Signing));
  item->actor = import.actor;
  items.push_back(std::move(*item));
  return items;
}

std::string_view chinese_of_stored(std::string_view name) {
  if (const auto differs = find_named<Differs>(name)) return chinese_of(*differs);
  const auto state = find_named<State>(name);
  return state ? chinese_of(*state) : name;
}

}  // namespace

std::optional<work::Item> work_on_entered(const Row& row, const Entry& head, const Record& shown, const Register& made,
                                          const Times& times) {
  if (row.withheld || came_late(row, shown, made, times)) return std::nullopt;
  auto item = item_of(row, kFinish, Right::EnterRecords);
  item.actor = head.actor;
  item.due_on = due_on(made, shown, times);
  return item;
}

Outcome<work::Producer> work_on_records() {
  DL_TRY(auto all, carried());
  const auto records = std::make_shared<const Records>(std::move(all));
  return work::Producer{
      .subject = &kRecord,
      .kinds = kKinds,
      .needs = records->needs(),
      .read = Right::ReadRecords,
      .chinese_of_state = chinese_of_stored,
      .items_of = [records](db::Session& session, const std::vector<Id>& ids) { return records->items(session, ids); },
      .subjects = [records](db::Session& session, Id after,
                            int most) { return records->subjects(session, after, most); },
      .grounds = [records](db::Session& session) { return records->grounds(session); },
      .moves_with = "calendar",
      .touches = [records](db::Session& session,
                           const std::vector<Id>& changed) { return records->touched(session, changed); }};
}

Outcome<work::Producer> work_on_imports() {
  DL_TRY(const auto all, carried());
  return work::Producer{.subject = &kImport,
                        .kinds = kImportKinds,
                        .needs = signers_of(all->registers),
                        .read = Right::ReadRecords,
                        .chinese_of_state = chinese_of_stored,
                        .items = items_of_import,
                        .subjects = imports_behind};
}

}  // namespace dl::records
