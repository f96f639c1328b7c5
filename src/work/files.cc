#include "work/files.h"

#include "db/files.h"
#include "work/file_kind.h"

namespace dl::work {
namespace {

using Text = std::string;
using Id = std::int64_t;

// By its bytes; an image of the words is one that browsers draw, whatever its name.
Outcome<Text> type_of(const NewFile& file) {
  if (!file.embedded) {
    DL_TRY(const auto type, type_of_file(file.name, file.bytes));
    return Text(type);
  }
  Text type(type_of_image(file.bytes));
  if (type.empty()) return fail(Fault::Invalid, "file.image");
  return type;
}

Outcome<std::vector<Attachment>> select(db::Session& session, const db::Sql& rest) {
  DL_TRY(auto rows,
         (session.query<int, Text, Text, Text, Id, bool, Text>(
             db::Sql("SELECT position, name, type, digest, size, embedded, added_by FROM work_file WHERE ?", rest))));
  std::vector<Attachment> files;
  for (auto& [position, name, type, digest, size, embedded, added_by] : rows)
    files.push_back(
        {position, std::move(name), std::move(type), std::move(digest), size, embedded, std::move(added_by)});
  return files;
}

/// A position that no file of this version has had.
Outcome<int> next_position(db::Session& session, const Version& of) {
  return session.value<int>(
      "INSERT INTO work_file_count (subject, version, last) VALUES (:subject, :version, 1) "
      "ON CONFLICT (subject, version) DO UPDATE SET last = work_file_count.last + 1 RETURNING last",
      of.subject, of.number);
}

}  // namespace

Outcome<Attachment> keep_file(journal::Transaction& transaction, const NewFile& file, const accounts::Principal& by) {
  DL_CHECK(check_file_name(file.name));
  DL_TRY(auto type, type_of(file));
  DL_CHECK(transaction.need_room());
  DL_TRY(const auto stored, db::put_file(transaction.sql(), file.bytes, transaction.now()));
  return Attachment{0, file.name, std::move(type), stored.digest, stored.size, file.embedded, by.actor()};
}

Outcome<Attachment> add_file(journal::Transaction& transaction, const Version& of, const NewFile& file,
                             const accounts::Principal& by) {
  auto& session = transaction.sql();
  DL_TRY(const auto count,
         session.value<Id>("SELECT count(*) FROM work_file WHERE subject = :subject AND version = :version", of.subject,
                           of.number));
  if (static_cast<std::size_t>(count) >= kMostFiles) return fail(Fault::Invalid, "file.too-many");
  DL_TRY(auto added, keep_file(transaction, file, by));
  DL_TRY(added.position, next_position(session, of));
  DL_CHECK(session.run(
      "INSERT INTO work_file (subject, version, position, name, type, digest, size, embedded, added_by) VALUES "
      "(:subject, :version, :position, :name, :type, :digest, :size, :embedded, :by)",
      of.subject, of.number, added.position, added.name, added.type, added.digest, added.size, added.embedded,
      added.added_by));
  return added;
}

Outcome<void> remove_file(journal::Transaction& transaction, const Version& of, int position) {
  DL_TRY(const auto gone,
         transaction.sql().run(
             "DELETE FROM work_file WHERE subject = :subject AND version = :version AND position = :position",
             of.subject, of.number, position));
  if (gone == 0) return fail(Fault::NotFound, "file.missing", fmt::format("{}", position));
  return {};
}

Outcome<void> copy_files(journal::Transaction& transaction, const Version& from, const Version& to) {
  DL_CHECK(transaction.sql().run(
      "INSERT INTO work_file (subject, version, position, name, type, digest, size, embedded, added_by) "
      "SELECT :subject, :version, position, name, type, digest, size, embedded, added_by FROM work_file "
      "WHERE subject = :from AND version = :earlier",
      to.subject, to.number, from.subject, from.number));
  DL_CHECK(transaction.sql().run(
      "INSERT INTO work_file_count (subject, version, last) SELECT subject, version, max(position) FROM work_file "
      "WHERE subject = :subject AND version = :version GROUP BY subject, version",
      to.subject, to.number));
  return {};
}

Outcome<std::vector<Attachment>> list_files(db::Session& session, const Version& of) {
  return select(session, db::Sql("subject = ? AND version = ? ORDER BY position", of.subject, of.number));
}

Outcome<Attachment> find_file(db::Session& session, const std::string& subject, const std::string& digest) {
  DL_TRY(auto files, select(session, db::Sql("subject = ? AND digest = ? ORDER BY version DESC, position LIMIT 1",
                                             subject, digest)));
  if (files.empty()) return fail(Fault::NotFound, "file.missing", digest);
  return std::move(files.front());
}

}  // namespace dl::work
