#include "records/import_writing.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/hash.h"
#include "db/ids.h"
#include "db/sql.h"
#include "journal/topics.h"
#include "records/import_undo.h"
#include "work/sealed_values.h"

namespace dl::records {
namespace {

using Id = std::int64_t;
using Text = std::string;

Text subject_of(Id record) { return accounts::subject_text(kRecord, record); }

}  // namespace

void ImportWriting::note(const Entry& entry) {
  if (import_.first_entry == 0) import_.first_entry = entry.id;
  import_.last_entry = entry.id;
  digest_.update(entry.digest);
  transaction_.touch(subject_of(entry.record));
}

Outcome<void> ImportWriting::append(const Row& row, Act act, const Entry& about) {
  DL_TRY(const auto entry, entries_.append(row, act, about, import_.reason));
  note(entry);
  return {};
}

// What check() has put down itself.
Outcome<Record> ImportWriting::words_of(const Prepared& prepared) const {
  DL_TRY(auto words, read_content(fmt::format("{{\"shown\":{},\"sealed\":{{}}}}", prepared.words), made_));
  return std::move(words.shown);
}

void ImportWriting::go_on(ImportStaging& staging) {
  const auto& where = staging.where();
  import_.first_entry = where.first_entry;
  import_.last_entry = where.first_entry + where.records - 1;
  import_.entered = where.records;
  entries_.number_from(import_.last_entry + 1);  // kept by ImportStaging::begin
  digest_ = std::move(staging.digest());
}

// Kept numbers are older than this transaction: what was done to a record meanwhile would stand behind the correction.
Outcome<void> ImportWriting::check_order(const std::vector<Id>& records) {
  if (entries_.next() == 0) return {};
  DL_TRY(const auto later, sql().find<Id>(db::Sql("SELECT record FROM record_entry WHERE ? AND id > ? LIMIT 1",
                                                  db::among("record", records), entries_.next())));
  if (later) return fail(Fault::Conflict, "import.overtaken", subject_of(std::get<0>(*later)));
  return {};
}

/// A record on its way to other words.
struct ImportWriting::Correction {
  Row row = {};
  Record record = {};  ///< that it is given
  Words words = {};    ///< that it has
  Record whole = {};   ///< the same with what is sealed
};

Outcome<ImportWriting::Correction> ImportWriting::begin(const Prepared& prepared, const Row& row, const Text& content) {
  const auto* found = work::find(kCycle, row.state, Step::Correct);
  if (row.head != prepared.head || found == nullptr || row.agency != import_.agency)
    return fail(Fault::Conflict, "import.overtaken", row.title);
  DL_CHECK(transaction_.hold(subject_of(row.id)));
  Correction one{.row = row};
  one.row.state = found->to;
  one.row.withheld = prepared.withheld;
  DL_TRY(one.record, words_of(prepared));
  DL_TRY(one.words, read_content(content, made_));
  return one;
}

Outcome<std::vector<ImportWriting::Correction>> ImportWriting::begin_all(std::span<const Prepared* const> some) {
  std::vector<Id> records, heads;
  for (const auto* one : some) {
    records.push_back(one->record);
    heads.push_back(one->head);
  }
  DL_TRY(const auto rows, lock_rows(sql(), records));
  DL_CHECK(check_order(records));
  DL_TRY(const auto contents, contents_of(sql(), heads));
  std::vector<Correction> all;
  for (const auto* one : some) {
    const auto row = rows.find(one->record);
    const auto content = contents.find(one->head);
    if (row == rows.end() || content == contents.end())
      return fail(Fault::NotFound, "record.missing", fmt::format("{}", one->record));
    DL_TRY(auto correction, begin(*one, row->second, content->second));
    all.push_back(std::move(correction));
  }
  std::vector<const Words*> words;
  for (const auto& one : all) words.push_back(&one.words);
  DL_TRY(auto whole, open_all(sql(), house_.key, words, made_));
  for (std::size_t i = 0; i < all.size(); ++i) all[i].whole = std::move(whole[i]);
  return all;
}

Outcome<void> ImportWriting::correct(std::span<const Prepared* const> some) {
  DL_TRY(auto all, begin_all(some));
  std::vector<Before> before;
  for (const auto& one : all) before.push_back({one.words, one.whole});
  std::vector<NewWords> words;
  for (std::size_t i = 0; i < all.size(); ++i) words.push_back({all[i].row, all[i].record, &before[i]});
  DL_TRY(const auto entries, entries_.write_all(words, Act::Correct, {house_.key, own_}, import_.reason));
  for (const auto& entry : entries) note(entry);
  for (auto& one : all) {
    DL_CHECK(update(sql(), one.row));
    corrected_.push_back(std::move(one.row));
  }
  import_.corrected += std::ssize(all);
  return {};
}

// Whether a key is taken meanwhile the index says.
Outcome<void> ImportWriting::list_corrected() {
  std::ranges::sort(corrected_, {}, &Row::id);
  for (std::size_t from = 0; from < corrected_.size(); from += kCorrectedAtOnce) {
    const auto some = std::span(corrected_).subspan(from, std::min(kCorrectedAtOnce, corrected_.size() - from));
    const auto listed = projecting_.follow_all({some.begin(), some.end()});
    if (!listed && listed.error().key == "db.unique")
      return fail(Fault::Conflict, "import.overtaken", listed.error().detail);
    DL_CHECK(listed);
  }
  return {};
}

Outcome<void> ImportWriting::finish(journal::EventKind kind) {
  DL_CHECK(list_corrected());
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

Outcome<TakenBack> ImportWriting::take_back(const Entry& entry) {
  DL_TRY(auto row, lock_row(sql(), entry.record));
  TakenBack taken{.record = row.id, .title = row.title};
  decide(taken, entry.id, row);
  switch (taken.bucket) {
    case Bucket::Kept: ++import_.same; break;
    case Bucket::Refused: ++import_.refused; break;
    case Bucket::Reversed: DL_CHECK(reverse(std::move(row), entry)); break;
  }
  return taken;
}

// An entry stays what it is; the record steps behind it. What was entered alone has no words left.
Outcome<void> ImportWriting::reverse(Row row, const Entry& entry) {
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

}  // namespace dl::records
