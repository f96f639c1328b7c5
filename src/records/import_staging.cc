#include "records/import_staging.h"

#include <future>

#include "db/ids.h"
#include "db/schema.h"
#include "records/mask.h"
#include "records/open_work.h"
#include "records/record_number.h"
#include "records/words_check.h"

namespace dl::records {
namespace {

using Id = std::int64_t;
using Text = std::string;
using journal::Transaction;

/// So many records are written while others wait: some hundredths of a second.
constexpr std::size_t kAtOnce = 256;
constexpr Id kDropped = 256;

Text subject_of(Id record) { return accounts::subject_text(kRecord, record); }
Text name_of_staging(Id id) { return fmt::format("import {}", id); }
Failure overtaken(Text why) { return fail(Fault::Conflict, "import.overtaken", std::move(why)); }

/// A part of what was staged, taken away.
Outcome<void> drop_part(db::Session& session, const RecordDesk::House& house, const Staging& staging, Id from,
                        Id count) {
  const auto first = staging.first_entry + from;
  const auto last = first + count - 1;
  const auto first_record = staging.first_record + from;
  // Tables of another shape were made anew, and have nothing of it.
  if (house.registers.find(staging.code)) {
    const auto& shape = house.projection.shape(staging.code);
    const auto same = house.projection.require(session, shape, Projection::For::Writing);
    if (same) DL_CHECK(Projecting(session, shape).drop_unseen(first, last));
  }
  const work::StagedItems items(name_of_staging(staging.id));
  for (Id record = first_record; record < first_record + count; ++record) {
    DL_CHECK(work::drop_values(session, subject_of(record)));
    DL_CHECK(items.drop(session, subject_of(record)));
  }
  DL_CHECK(session.run("DELETE FROM record_entry WHERE id BETWEEN :first AND :last AND record BETWEEN :from AND :to",
                       first, last, first_record, first_record + count - 1));
  DL_CHECK(
      session.run("DELETE FROM record_staged WHERE id BETWEEN :from AND :to", first_record, first_record + count - 1));
  return {};
}

Outcome<void> drop_staging(journal::Journal& journal, const RecordDesk::House& house, const Staging& staging) {
  DL_TRY(const auto marked, journal.keep([&](Transaction& transaction) {
    return transaction.sql().run("UPDATE record_staging SET at = 0 WHERE id = :id", staging.id);
  }));
  if (marked == 0) return {};  // in force, or taken away by somebody else
  for (Id from = 0; from < staging.records; from += kDropped)
    DL_CHECK(journal.keep([&](Transaction& transaction) {
      return drop_part(transaction.sql(), house, staging, from, std::min(kDropped, staging.records - from));
    }));
  return journal.keep([&](Transaction& transaction) -> Outcome<void> {
    DL_CHECK(journal::drop_bundle(transaction.sql(), staging.id));
    DL_CHECK(transaction.sql().run("DELETE FROM record_staging WHERE id = :id", staging.id));
    return {};
  });
}

}  // namespace

/// All of a record that is to be written, worked out before the transaction.
struct ImportStaging::NewRecord {
  Row row = {};
  Entry entry = {};
  std::vector<work::KeptValue> values = {};
  Placed placed = {};
  std::optional<work::Item> item = {};
};

Outcome<ImportStaging> ImportStaging::begin(journal::Journal& journal, const RecordDesk::House& house,
                                            const Register& made, const ImportRow& import, Id fresh, Id corrections) {
  ImportStaging staging(journal, house, made, import);
  auto& where = staging.where_;
  where.code = made.code;
  where.records = fresh;
  const agencies::CalendarInRows calendar;
  DL_CHECK(journal.keep([&](Transaction& transaction) -> Outcome<void> {
    auto& session = transaction.sql();
    DL_CHECK(transaction.need_room());
    DL_CHECK(house.projection.require(session, house.projection.shape(made.code), Projection::For::Writing));
    DL_TRY(const auto before, find_import(session, import.code, import.agency, import.file));
    if (before) return fail(Fault::Conflict, "import.again", fmt::format("{}", *before));
    DL_TRY(staging.calendar_, calendar.load(session));
    DL_TRY(staging.own_, load_own_numbers(session, made));
    DL_TRY(where.first_entry, db::next_ids(session, "record_entry", fresh + corrections));
    DL_TRY(where.first_record, db::next_ids(session, "record_state", fresh));
    DL_TRY(staging.first_item_, db::next_ids(session, "work_item", fresh));
    DL_TRY(where.id, db::next_id(session, "record_staging"));
    DL_CHECK(session.run(
        "INSERT INTO record_staging (id, register, first_entry, first_record, records, at) VALUES (:id, :register, "
        ":entry, :record, :records, :at)",
        where.id, where.code, where.first_entry, where.first_record, where.records, transaction.real_now()));
    return {};
  }));
  staging.bundle_.emplace(journal.seals(), where.id);
  return staging;
}

Outcome<ImportStaging::NewRecord> ImportStaging::prepare(const Prepared& prepared, Id place) const {
  const auto& made = *made_;
  DL_TRY(const auto words, read_content(fmt::format("{{\"shown\":{},\"sealed\":{{}}}}", prepared.words), made));
  const auto& record = words.shown;  // whole: the check has put it down so
  const auto shown = public_record(made, record, own_);
  NewRecord one;
  one.row = {.id = where_.first_record + place,
             .code = made.code,
             .agency = import_->agency,
             .title = record_name(made, record, own_),
             .head = where_.first_entry + place,
             .withheld = prepared.withheld,
             .changed_at = import_->at};
  auto content = new_content(house_->key, subject_of(one.row.id), made, record, shown);
  auto digest = sha256_hex(content.content);
  one.entry = {.id = one.row.head,
               .record = one.row.id,
               .code = made.code,
               .agency = import_->agency,
               .version = made.version,
               .act = Act::Enter,
               .about = one.row.head,
               .content = std::move(content.content),
               .digest = std::move(digest),
               .reason = import_->reason,
               .actor = import_->actor,
               .at = import_->at};
  one.values = std::move(content.values);
  one.placed = place_head(house_->projection.shape(made.code), one.row, shown, Seen::No);
  one.item = work_on_entered(one.row, one.entry, shown, made, {house_->laws, *calendar_});
  return one;
}

Outcome<std::vector<ImportStaging::NewRecord>> ImportStaging::prepare_all(std::span<const Prepared* const> rows,
                                                                          Id place) const {
  std::vector<NewRecord> records;
  records.reserve(rows.size());
  for (const auto* row : rows) {
    DL_TRY(auto one, prepare(*row, place + std::ssize(records)));
    records.push_back(std::move(one));
  }
  return records;
}

Outcome<void> ImportStaging::add(std::span<const Prepared* const> rows, const ImportProgress& progress) {
  // One core makes the next ones ready, away from every lock, while another writes these.
  // What is written is given back there, too: memory is freed soonest where it was taken.
  const auto ready = [&, first = added_](std::size_t from, std::vector<NewRecord> spent) {
    const auto part = rows.subspan(from, std::min(kAtOnce, rows.size() - from));
    return std::async(std::launch::async,
                      [this, part, place = first + static_cast<Id>(from), spent = std::move(spent)]() mutable {
                        std::exchange(spent, {});
                        return prepare_all(part, place);
                      });
  };
  if (rows.empty()) return {};
  std::vector<NewRecord> spent;
  auto next = ready(0, {});
  for (std::size_t done = 0; done < rows.size();) {
    DL_TRY(auto records, next.get());
    done += records.size();
    if (done < rows.size()) next = ready(done, std::move(spent));
    DL_CHECK(journal_->keep([&](Transaction& transaction) { return write(transaction, records); }));
    for (const auto& one : records) {
      digest_.update(one.entry.digest);
      items_ += one.item ? 1 : 0;
      if (one.row.withheld) withheld_.push_back(one.row.id);
    }
    added_ += std::ssize(records);
    spent = std::move(records);
    if (progress) progress(done);
  }
  return {};
}

Outcome<void> ImportStaging::write(Transaction& transaction, std::vector<NewRecord>& records) {
  auto& session = transaction.sql();
  DL_TRY(const auto going_on, session.run("UPDATE record_staging SET at = :at WHERE id = :id AND at <> 0",
                                          transaction.real_now(), where_.id));
  if (going_on == 0) return overtaken("swept");
  std::vector<const Entry*> entries;
  std::vector<const Row*> rows;
  std::vector<const work::KeptValue*> values;
  std::vector<Placed> placed;
  std::vector<std::pair<Text, work::Item>> items;
  for (auto& one : records) {
    DL_TRY(one.row.number, number_for(session, *made_, one.row.agency, import_->at.date()));
    entries.push_back(&one.entry);
    rows.push_back(&one.row);
    for (const auto& value : one.values) values.push_back(&value);
    placed.push_back(std::move(one.placed));
    if (one.item) items.emplace_back(subject_of(one.row.id), *one.item);
  }
  DL_CHECK(insert_all(session, entries));
  DL_CHECK(work::insert_all(session, values));
  DL_CHECK(insert_staged(session, rows));
  DL_CHECK(Projecting(session, house_->projection.shape(made_->code)).add_all(std::move(placed)));
  DL_CHECK(work::StagedItems(name_of_staging(where_.id)).add(session, first_item_ + added_, items));
  return bundle_->add(session, journal::Kind::Record, rows.front()->id, rows.back()->id);
}

Outcome<void> ImportStaging::put_in_force(Transaction& transaction) {
  auto& session = transaction.sql();
  const auto last_record = where_.first_record + where_.records - 1;
  DL_TRY(const auto there, session.run("DELETE FROM record_staging WHERE id = :id AND at <> 0", where_.id));
  if (there == 0) return overtaken("swept");
  // Each row asks whether its agency is there; were that changed meanwhile, each would go through all its versions.
  if (session.engine() == db::Engine::Postgres)
    DL_CHECK(session.run("SELECT id FROM agency WHERE id = :agency FOR NO KEY UPDATE", import_->agency));
  DL_TRY(const auto copied, put_staged_in_force(session, where_.first_record, last_record));
  if (copied != where_.records) return overtaken("rows of records are missing");
  Projecting projecting(session, house_->projection.shape(made_->code));
  const auto seen = projecting.bring_into_force(where_.first_entry, where_.first_entry + where_.records - 1);
  if (!seen && seen.error().key == "db.unique") return overtaken(seen.error().detail);
  DL_CHECK(seen);
  if (*seen != where_.records) return overtaken("rows of lists are missing");
  DL_TRY(const auto items, work::StagedItems(name_of_staging(where_.id)).show(session));
  if (items != items_)
    for (auto record = where_.first_record; record <= last_record; ++record) transaction.touch(subject_of(record));
  for (const auto record : withheld_) transaction.touch(subject_of(record));
  bundle_->seal(transaction);
  return {};
}

Outcome<void> ImportStaging::drop() const { return drop_staging(*journal_, *house_, where_); }

Outcome<Id> sweep_imports(journal::Journal& journal, const RecordDesk::House& house) {
  const Instant before(journal.real_clock().now().milliseconds() - std::chrono::milliseconds(kForgotten).count());
  using Left = std::vector<std::tuple<Id, Text, Id, Id, Id>>;
  DL_TRY(const auto left, journal.database().read([&](db::Session& session) -> Outcome<Left> {
    DL_TRY(const bool here, db::has_table(session, "record_staging"));  // a copy is looked at as it is
    if (!here) return Left();
    return session.query<Id, Text, Id, Id, Id>(
        "SELECT id, register, first_entry, first_record, records FROM record_staging WHERE at < :before ORDER BY id",
        before);
  }));
  for (const auto& [id, code, entry, record, records] : left)
    DL_CHECK(drop_staging(journal, house, {id, code, entry, record, records}));
  return std::ssize(left);
}

}  // namespace dl::records
