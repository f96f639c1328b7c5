#include "records/record_files.h"

#include <algorithm>
#include <set>

#include "db/ids.h"
#include "journal/topics.h"
#include "records/events.h"
#include "records/record_store.h"
#include "work/file_kind.h"
#include "work/files.h"

namespace dl::records {
namespace {

using Id = std::int64_t;
using Text = std::string;

/// So many digests stand in a statement.
constexpr std::size_t kAtOnce = 256;

/// The number of one that was handed in; it is new where it was not.
Outcome<Id> number_of(db::Session& session, const FilePlace& place, const FileValue& file, Text by, Instant now) {
  DL_TRY(const auto there,
         session.find<Id>("SELECT id FROM record_file WHERE register = :register AND agency = :agency AND digest = "
                          ":digest AND name = :name",
                          place.made.code, place.agency, file.digest, file.name));
  if (there) return std::get<0>(*there);
  DL_TRY(const auto id, db::next_id(session, "record_file"));
  DL_CHECK(session.run(
      "INSERT INTO record_file (id, register, agency, digest, size, name, added_by, at) VALUES (:id, :register, "
      ":agency, :digest, :size, :name, :by, :now)",
      id, place.made.code, place.agency, file.digest, file.size, file.name, by, now));
  return id;
}

/// The files with these digests that were handed in, as they are stored in values.
Outcome<std::set<Text>> known_among(db::Session& session, const FilePlace& place, const std::set<Text>& digests) {
  std::set<Text> known;
  for (auto at = digests.begin(); at != digests.end();) {
    std::vector<Text> some;
    while (at != digests.end() && some.size() < kAtOnce) some.push_back(*at++);
    DL_TRY(const auto rows, (session.query<Text, Id, Text>(db::Sql(
                                "SELECT digest, size, name FROM record_file WHERE register = ? AND agency = ? AND ?",
                                place.made.code, place.agency, db::among("digest", some)))));
    for (const auto& [digest, size, name] : rows) known.insert(text_of(FileValue{digest, size, name}));
  }
  return known;
}

}  // namespace

Outcome<FileValue> add_record_file(journal::Transaction& transaction, const FilePlace& place, const work::NewFile& file,
                                   const accounts::Principal& by) {
  if (std::ranges::find(place.made.fields, Type::File, &Field::type) == place.made.fields.end())
    return fail(Fault::Conflict, "record.no-files", place.made.code);
  DL_TRY(const auto kept, work::keep_file(transaction, file, by));
  const FileValue value{kept.digest, kept.size, kept.name};
  if (parse_file_value(text_of(value)) != value)
    return Failure(Error{Fault::Invalid, "request.fields", value.name, {{"name", "record.file-name"}}});
  DL_TRY(const auto id, number_of(transaction.sql(), place, value, by.actor(), transaction.now()));
  transaction.record({.actor = by.actor(),
                      .verb = Text(event("record.file-added").verb),
                      .subject = accounts::subject_text(kRecordFile, id),
                      .agency = place.agency,
                      .after_digest = value.digest,
                      .topics = {Text(journal::kStaffOnly)}});
  return value;
}

Outcome<std::vector<std::vector<Problem>>> check_files(db::Session& session, const FilePlace& place,
                                                       std::span<const Record* const> records) {
  std::vector<std::vector<Problem>> problems(records.size());
  std::set<Text> digests;
  for (const auto* record : records)
    for (const auto& file : files_of(place.made, *record)) digests.insert(file.digest);
  if (digests.empty()) return problems;
  DL_TRY(const auto known, known_among(session, place, digests));
  for (std::size_t i = 0; i < records.size(); ++i)
    for (const auto& field : place.made.fields) {
      if (field.type != Type::File) continue;
      const auto files = files_of(records[i]->at(field.place));
      const auto is_known = [&](const FileValue& file) { return known.contains(text_of(file)); };
      if (!std::ranges::all_of(files, is_known))
        problems[i].push_back({.field = field.code, .key = "record.file-unknown"});
    }
  return problems;
}

Outcome<Attachment> find_record_file(db::Session& session, const Registers& registers, const accounts::Scope& scope,
                                     Id record, std::string_view digest) {
  DL_TRY(const auto row, load_row(session, scope, record));
  DL_TRY(const auto* made, registers.find(row.code));
  DL_TRY(const auto entries, list_entries(session, record));
  std::vector<FileValue> files;
  for (const auto& entry : entries) {
    if (entry.content.empty()) continue;
    DL_TRY(const auto words, read_content(entry.content, *made));
    std::ranges::move(files_of(*made, words.shown), std::back_inserter(files));
  }
  return find_file(files, digest);
}

Attachment attachment_of(const FileValue& file) {
  return {
      .name = file.name, .type = std::string(work::type_by_name(file.name)), .digest = file.digest, .size = file.size};
}

Outcome<Attachment> find_file(const std::vector<FileValue>& files, std::string_view digest) {
  const auto found = std::ranges::find(files, digest, &FileValue::digest);
  if (found == files.end()) return fail(Fault::NotFound, "file.missing", Text(digest));
  return attachment_of(*found);
}

}  // namespace dl::records
