#include "records/import_desk.h"

#include <algorithm>

#include "base/hash.h"
#include "base/text.h"
#include "db/ids.h"
#include "journal/topics.h"
#include "records/entries.h"
#include "records/mask.h"
#include "records/words_check.h"
#include "work/sealed_values.h"

namespace dl::records {
namespace {

using Id = std::int64_t;
using Text = std::string;
using accounts::Principal;
using journal::Transaction;

constexpr std::string_view kByFile = "按导入的文件更正";

Text subject_of(Id record) { return accounts::subject_text(kRecord, record); }

/// What one transaction writes of an import or its undoing. Entries only: the record of the import and its event come
/// last, when the digest is known.
class Writing {
 public:
  Writing(Transaction& transaction, const ImportDesk::House& house, const Register& made, ImportRow& import,
          OwnNumbers own)
      : transaction_(transaction),
        house_(house),
        made_(made),
        import_(import),
        own_(std::move(own)),
        shape_(house.projection.shape(made.code)),
        projecting_(transaction.sql(), shape_),
        entries_(transaction.sql(), made, {import.actor, import.at}) {}

  /// Goes on behind what was staged.
  void go_on(ImportStaging& staging);
  Outcome<void> correct(const Prepared& prepared);
  Outcome<TakenBack> take_back(const Entry& entry);
  Outcome<void> finish(journal::EventKind kind);

 private:
  db::Session& sql() { return transaction_.sql(); }
  Outcome<Record> words_of(const Prepared& prepared) const;
  Outcome<void> check_order(const Row& row);
  Outcome<void> append(const Row& row, Act act, const Entry& about);
  /// Counts an entry among those of the import.
  void note(const Entry& entry);
  Outcome<void> write(Row& row, Act act, const Record& record, const Before* before);
  Outcome<void> reverse(Row row, const Entry& entry);

  Transaction& transaction_;
  const ImportDesk::House& house_;
  const Register& made_;
  ImportRow& import_;
  OwnNumbers own_;
  const Shape& shape_;
  Projecting projecting_;
  Sha256 digest_ = {};
  Entries entries_;
};

void Writing::note(const Entry& entry) {
  if (import_.first_entry == 0) import_.first_entry = entry.id;
  import_.last_entry = entry.id;
  digest_.update(entry.digest);
  transaction_.touch(subject_of(entry.record));
}

Outcome<void> Writing::append(const Row& row, Act act, const Entry& about) {
  DL_TRY(const auto entry, entries_.append(row, act, about, import_.reason));
  note(entry);
  return {};
}

// What check() has put down itself.
Outcome<Record> Writing::words_of(const Prepared& prepared) const {
  DL_TRY(auto words, read_content(fmt::format("{{\"shown\":{},\"sealed\":{{}}}}", prepared.words), made_));
  return std::move(words.shown);
}

Outcome<void> Writing::write(Row& row, Act act, const Record& record, const Before* before) {
  auto unique = check_unique(sql(), shape_, row, record);
  if (!unique) return fail(Fault::Conflict, "import.overtaken", unique.error().detail);
  DL_TRY(const auto entry, entries_.write(row, act, record, {house_.key, own_, before}, import_.reason));
  note(entry);
  return {};
}

void Writing::go_on(ImportStaging& staging) {
  const auto& where = staging.where();
  import_.first_entry = where.first_entry;
  import_.last_entry = where.first_entry + where.records - 1;
  import_.entered = where.records;
  entries_.number_from(import_.last_entry + 1);  // kept by ImportStaging::begin
  digest_ = std::move(staging.digest());
}

// Kept numbers are older than this transaction: what was done to the record meanwhile would stand behind the
// correction.
Outcome<void> Writing::check_order(const Row& row) {
  if (entries_.next() == 0) return {};
  DL_TRY(const auto newest,
         sql().value<Id>("SELECT coalesce(max(id), 0) FROM record_entry WHERE record = :record", row.id));
  if (newest > entries_.next()) return fail(Fault::Conflict, "import.overtaken", row.title);
  return {};
}

Outcome<void> Writing::correct(const Prepared& prepared) {
  DL_TRY(auto row, lock_row(sql(), prepared.record));
  const auto* found = work::find(kCycle, row.state, Step::Correct);
  if (row.head != prepared.head || found == nullptr || row.agency != import_.agency)
    return fail(Fault::Conflict, "import.overtaken", row.title);
  DL_CHECK(check_order(row));
  DL_CHECK(transaction_.hold(subject_of(row.id)));
  DL_TRY(const auto record, words_of(prepared));
  DL_TRY(const auto head, load_entry(sql(), row.head));
  DL_TRY(const auto words, read_content(head.content, made_));
  DL_TRY(const auto whole, open_words(sql(), house_.key, words, made_));
  const Before before{words, whole};
  row.state = found->to;
  row.withheld = prepared.withheld;
  DL_CHECK(write(row, Act::Correct, record, &before));
  DL_CHECK(update(sql(), row));
  ++import_.corrected;
  return projecting_.follow(row);
}

Outcome<void> Writing::finish(journal::EventKind kind) {
  DL_CHECK(projecting_.finish());
  DL_TRY(import_.id, db::next_id(sql(), "record_import"));
  import_.digest = digest_.finish_hex();
  DL_CHECK(insert(sql(), import_));
  transaction_.record({.actor = import_.actor,
                       .verb = Text(kind.verb),
                       .subject = accounts::subject_text(kImport, import_.id),
                       .agency = import_.agency,
                       .after_digest = import_.digest,
                       .reason = import_.reason,
                       .topics = {Text(journal::kStaffOnly)}});  // nothing is public yet, or not any more
  return {};
}

Outcome<TakenBack> Writing::take_back(const Entry& entry) {
  DL_TRY(auto row, lock_row(sql(), entry.record));
  TakenBack taken{.record = row.id, .title = row.title};
  if (row.head != entry.id) {
    taken.bucket = Bucket::Kept;
    taken.key = "import.changed-since";
    ++import_.same;
  } else if (row.shown == entry.id || row.state == State::Signing) {
    taken.bucket = Bucket::Refused;
    taken.key = row.shown == entry.id ? "import.is-public" : "import.under-check";
    ++import_.refused;
  } else {
    DL_CHECK(reverse(std::move(row), entry));
  }
  return taken;
}

// An entry stays what it is; the record steps behind it. What was entered alone has no words left.
Outcome<void> Writing::reverse(Row row, const Entry& entry) {
  DL_CHECK(transaction_.hold(subject_of(row.id)));
  row.changed_at = import_.at;
  if (entry.act == Act::Enter) {
    DL_CHECK(work::erase_values(sql(), subject_of(row.id)));
    DL_CHECK(append(row, Act::Erase, entry));
    row.state = State::Erased;
    ++import_.entered;
  } else {
    DL_TRY(const auto before, words_before(sql(), entry));
    DL_TRY(const auto words, read_content(before.content, made_));
    DL_TRY(const auto whole, open_words(sql(), house_.key, words, made_));
    DL_CHECK(append(row, Act::Undo, before));
    row.head = before.id;
    row.title = record_name(made_, whole, own_);
    row.state = row.shown == before.id ? State::Published : State::Entered;
    const auto problems = check(made_, Read{whole, {}}, before.at.date());
    row.withheld = std::ranges::any_of(problems, [](const auto& one) { return one.effect == Effect::Withhold; });
    ++import_.corrected;
  }
  DL_CHECK(update(sql(), row));
  return projecting_.follow(row);
}

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
    Writing writing(transaction, house_, made, import, std::move(own));
    if (staging != nullptr) {
      DL_CHECK(staging->put_in_force(transaction));
      writing.go_on(*staging);
    }
    for (const auto* row : changed) DL_CHECK(writing.correct(*row));
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
    Writing writing(transaction, house_, *made, back, std::move(own));
    DL_TRY(const auto entries, entries_between(session, import.first_entry, import.last_entry));
    for (const auto& entry : entries) {
      DL_TRY(auto taken, writing.take_back(entry));
      undone.records.push_back(std::move(taken));
    }
    DL_CHECK(writing.finish(event("record.import-undone")));
    undone.id = back.id;
    return undone;
  });
}

}  // namespace dl::records
