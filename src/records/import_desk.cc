#include "records/import_desk.h"

#include <algorithm>

#include "base/text.h"
#include "records/import_writing.h"
#include "records/words_check.h"

namespace dl::records {
namespace {

using Id = std::int64_t;
using Text = std::string;
using accounts::Principal;
using journal::Transaction;

constexpr std::string_view kByFile = "按导入的文件更正";

}  // namespace

std::size_t Undone::count(Bucket bucket) const {
  return static_cast<std::size_t>(std::ranges::count(records, bucket, &TakenBack::bucket));
}

Outcome<Checked> ImportDesk::check(const ImportOrder& order, const ReadTable& file, const Principal& by) const {
  DL_CHECK(by.require(accounts::Right::EnterRecords, order.agency));
  DL_TRY(const auto* made, house_.registers.find(order.code));
  const db::Working working(db::Work::Import);
  auto& database = journal_.database();
  std::optional<Id> before;
  DL_TRY(auto mapping, database.read([&](db::Session& session) -> Outcome<Mapping> {
    DL_TRY(before, find_import(session, order.code, order.agency, order.file));
    return load_mapping(session, order.code, order.agency);
  }));
  for (const auto& [heading, field] : order.mapping) {
    if (!field.empty() && made->find(field) == nullptr) return fail(Fault::Invalid, "import.no-field", field);
    mapping.insert_or_assign(comparable_heading(heading), field);
  }
  ImportCheck checking({database, house_.projection, house_.laws, house_.key},
                       {*made, order.agency, journal_.clock().now().date()}, order.progress);
  DL_TRY(auto checked, checking.check(file, mapping));
  if (before)
    checked.problems.insert(checked.problems.begin(),
                            {.key = "import.again", .about = fmt::format("第 {} 次导入", *before)});
  return checked;
}

Outcome<Id> ImportDesk::apply(const ImportOrder& order, const Checked& checked, const Principal& by) {
  DL_CHECK(by.require(accounts::Right::EnterRecords, order.agency));
  DL_TRY(const auto* made, house_.registers.find(order.code));
  if (!checked.acceptable(order.take)) return fail(Fault::Conflict, "import.refused", order.name);
  std::vector<const Prepared*> fresh, changed;
  for (const auto& row : checked.rows) {
    if (row.action == Action::New) fresh.push_back(&row);
    if (row.action == Action::Changed) changed.push_back(&row);
  }
  if (fresh.empty() && changed.empty()) return Id{0};
  const db::Working working(db::Work::Import);
  DL_CHECK(sweep());
  ImportRow import{.code = order.code,
                   .agency = order.agency,
                   .file = order.file,
                   .name = order.name,
                   .same = static_cast<Id>(checked.count(Action::Same)),
                   .reason = text::trim(order.reason).empty() ? Text(kByFile) : order.reason,
                   .actor = by.actor(),
                   .at = journal_.clock().now()};
  if (fresh.empty()) return put_in_force(order, *made, import, nullptr, changed);
  DL_TRY(auto staging, stage(order, *made, import, fresh, std::ssize(changed)));
  auto applied = put_in_force(order, *made, import, &staging, changed);
  if (!applied) (void)staging.drop();  // what it cannot take away is swept later
  return applied;
}

Outcome<ImportStaging> ImportDesk::stage(const ImportOrder& order, const Register& made, const ImportRow& import,
                                         const std::vector<const Prepared*>& fresh, Id corrections) {
  DL_TRY(auto staging, ImportStaging::begin(journal_, house_, made, import, std::ssize(fresh), corrections));
  if (auto added = staging.add(fresh, order.progress); !added) {
    (void)staging.drop();
    return Failure(std::move(added).error());
  }
  return staging;
}

Outcome<Id> ImportDesk::put_in_force(const ImportOrder& order, const Register& made, ImportRow& import,
                                     ImportStaging* staging, const std::vector<const Prepared*>& changed) {
  return journal_.write([&](Transaction& transaction) -> Outcome<Id> {
    auto& session = transaction.sql();
    DL_CHECK(transaction.need_room());
    DL_CHECK(house_.projection.require(session, house_.projection.shape(order.code), Projection::For::Writing));
    DL_TRY(const auto before, find_import(session, order.code, order.agency, order.file));
    if (before) return fail(Fault::Conflict, "import.again", fmt::format("{}", *before));
    DL_TRY(auto own, load_own_numbers(session, made));
    ImportWriting writing(transaction, house_, made, import, std::move(own));
    if (staging != nullptr) {
      DL_CHECK(staging->put_in_force(transaction));
      writing.go_on(*staging);
    }
    for (std::size_t from = 0; from < changed.size(); from += kCorrectedAtOnce)
      DL_CHECK(writing.correct(std::span(changed).subspan(from, std::min(kCorrectedAtOnce, changed.size() - from))));
    Mapping mapping;
    for (const auto& [heading, field] : order.mapping) mapping.emplace(comparable_heading(heading), field);
    DL_CHECK(remember(session, order.code, order.agency, mapping));
    DL_CHECK(writing.finish(event("record.imported")));
    return import.id;
  });
}

Outcome<Undone> ImportDesk::undo(Id id, const Text& reason, const Principal& by) {
  if (text::trim(reason).empty()) return fail(Fault::Invalid, "record.reason-owed");
  const db::Working working(db::Work::Import);
  return journal_.write([&](Transaction& transaction) -> Outcome<Undone> {
    auto& session = transaction.sql();
    DL_TRY(const auto import, load_import(session, id));
    DL_CHECK(by.require(accounts::Right::EnterRecords, import.agency));
    DL_TRY(const auto undoing, find_undoing(session, id));
    if (undoing || import.undoes != 0) return fail(Fault::Conflict, "import.undone", import.name);
    DL_TRY(const auto* made, house_.registers.find(import.code));
    DL_CHECK(house_.projection.require(session, house_.projection.shape(import.code), Projection::For::Writing));
    ImportRow back{.code = import.code,
                   .agency = import.agency,
                   .undoes = id,
                   .file = import.file,
                   .name = import.name,
                   .reason = reason,
                   .actor = by.actor(),
                   .at = transaction.now()};
    Undone undone;
    DL_TRY(auto own, load_own_numbers(session, *made));
    ImportWriting writing(transaction, house_, *made, back, std::move(own));
    DL_TRY(const auto entries, entries_between(session, import.first_entry, import.last_entry));
    for (const auto& entry : entries) {
      DL_TRY(auto taken, writing.take_back(entry));
      undone.records.push_back(std::move(taken));
    }
    if (undone.count(Bucket::Reversed) == 0) return fail(Fault::Conflict, "import.nothing-to-undo", import.name);
    DL_CHECK(writing.finish(event("record.import-undone")));
    undone.id = back.id;
    return undone;
  });
}

}  // namespace dl::records
