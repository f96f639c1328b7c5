#include "app/backup.h"

#include <future>

#include "app/archive.h"
#include "app/manifest.h"
#include "app/progress.h"
#include "app/version.h"
#include "db/copy.h"

namespace dl::app {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kMiB = 1 << 20;
constexpr std::uintmax_t kSpare = 16 * kMiB;

/// Takes a file away at the end, with what SQLite leaves beside one.
struct Passing {
  fs::path path = {};
  ~Passing() {
    std::error_code ignored;
    for (const char* ending : {"", "-wal", "-shm", "-journal"}) fs::remove(path.string() + ending, ignored);
  }
};

std::uintmax_t size_or_zero(const fs::path& path) {
  std::error_code problem;
  auto size = fs::file_size(path, problem);
  return problem ? 0 : size;
}

bool is_within(const fs::path& name, std::string_view folder) { return name.begin()->string() == folder; }

// The folder's own files; not the database, what is made anew, logs, earlier backups and this one.
std::vector<std::pair<std::string, fs::path>> own_files(const BackupSource& source, const fs::path& target) {
  std::vector<std::pair<std::string, fs::path>> files;
  auto left_out = [&](const fs::path& path, const fs::path& name) {
    std::string text = path.string();
    auto database = db::file_of(source.database).string();
    const bool kept = name.string().ends_with(".changes.csv");  // of older hand-overs, which are not made again
    return is_within(name, "index") || (is_within(name, "open-data") && !kept) || is_within(name, "backups") ||
           name.string().starts_with("daylight.db") || (!database.empty() && text.starts_with(database)) ||
           text.starts_with(target.string()) ||
           (!source.log_file.empty() && text.starts_with(source.log_file.string()));
  };
  std::error_code problem;
  for (fs::recursive_directory_iterator entry(source.data, problem), end; !problem && entry != end;
       entry.increment(problem)) {
    auto name = entry->path().lexically_relative(source.data);
    if (entry->is_regular_file(problem) && !entry->is_symlink(problem) && !left_out(entry->path(), name))
      files.emplace_back(name.generic_string(), entry->path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

// The copy lies beside the target until it has been packed, so both must fit.
Outcome<void> check_room(const BackupSource& source, const fs::path& target) {
  auto database = db::file_of(source.database);
  if (database.empty()) return {};
  auto needed = 2 * (size_or_zero(database) + size_or_zero(database.string() + "-wal")) + kSpare;
  std::error_code problem;
  auto folder = target.has_parent_path() ? target.parent_path() : fs::path(".");
  auto room = fs::space(folder, problem);
  if (problem) return fail(Fault::Unavailable, "archive.unwritable", folder.string());
  if (room.available < needed)
    return fail(Fault::Full, "backup.no-room",
                fmt::format("{}：{} / {} MiB", folder.string(), room.available / kMiB, needed / kMiB));
  return {};
}

Outcome<void> copy_database(const BackupSource& source, const fs::path& copy) {
  if (db::file_of(source.database).empty()) {
    Progress progress("已备份（行）", 0);
    return db::copy_to_file(source.database, source.schema, copy,
                            [&](std::int64_t rows) { progress.show(static_cast<std::size_t>(rows)); });
  }
  Progress progress("已备份（MiB）", static_cast<std::size_t>(size_or_zero(db::file_of(source.database)) / kMiB));
  auto copying = std::async(std::launch::async, [&] { return db::copy_to_file(source.database, source.schema, copy); });
  while (copying.wait_for(std::chrono::milliseconds(200)) != std::future_status::ready)
    progress.show(static_cast<std::size_t>(size_or_zero(copy) / kMiB));
  return copying.get();
}

Outcome<void> prove(const fs::path& copy, const std::optional<BackupProof>& proof, Backup& backup) {
  SystemClock clock;
  DL_TRY(auto database, db::Database::open({.address = "sqlite:" + copy.string(), .readers = 1}));
  journal::Journal journal(*database, clock);
  DL_TRY(auto total, journal.last_sequence());
  auto progress = std::make_unique<Progress>("已核对日志", static_cast<std::size_t>(total));
  const auto show = [&](std::int64_t count) { progress->show(static_cast<std::size_t>(count)); };
  DL_TRY(backup.chain, journal.verify(show));
  if (!proof) return {};
  journal.seal_with(proof->key);
  progress = std::make_unique<Progress>("已核对内容", 0);
  DL_TRY(backup.contents, journal::check_contents(journal, {proof->files_since, show}));
  progress.reset();
  if (backup.contents.count == 0 || proof->despite_differences) return {};
  return fail(Fault::Conflict, "backup.differs", first_lines(backup.contents));
}

Outcome<Backup> pack(const BackupSource& source, const fs::path& copy, const fs::path& file) {
  Backup backup;
  DL_CHECK(prove(copy, source.proof, backup));
  DL_TRY(backup.rows, db::count_rows(copy));
  Manifest manifest{std::string(kVersion), SystemClock().now(), backup.rows,
                    backup.chain.checked,  backup.chain.head,   backup.chain.intact};
  DL_TRY(auto archive, ArchiveWriter::create(file));
  DL_CHECK(archive.add("manifest.json", write_json(manifest)));
  for (const auto& [name, path] : own_files(source, file)) DL_CHECK(archive.add_file(name, path));
  Progress progress("已写入（MiB）", static_cast<std::size_t>(size_or_zero(copy) / kMiB));
  DL_CHECK(archive.add_file("daylight.db", copy,
                            [&](std::uintmax_t bytes) { progress.show(static_cast<std::size_t>(bytes / kMiB)); }));
  DL_TRY(backup.digest, archive.finish());
  backup.bytes = size_or_zero(file);
  return backup;
}

}  // namespace

Outcome<Backup> back_up(const BackupSource& source, const fs::path& file) {
  auto target = fs::absolute(file).lexically_normal();
  std::error_code problem;
  if (fs::exists(target, problem)) return fail(Fault::Conflict, "archive.exists", file.string());
  BackupSource whole = source;
  whole.data = fs::absolute(source.data).lexically_normal();
  if (!whole.log_file.empty()) whole.log_file = fs::absolute(whole.log_file).lexically_normal();
  DL_CHECK(check_room(whole, target));
  Passing copy{target.string() + ".part.db"};
  fs::remove(copy.path, problem);  // of a run that was killed
  DL_CHECK(copy_database(whole, copy.path));
  return pack(whole, copy.path, target);
}

std::string first_lines(const journal::Contents& contents) {
  constexpr std::size_t kMost = 5;
  std::string text = fmt::format("{} 处", contents.count);
  for (std::size_t i = 0; i < std::min(kMost, contents.differences.size()); ++i)
    text += "\n  " + journal::describe(contents.differences[i]);
  return text;
}

std::string summary_of(const Backup& backup) {
  struct Told {
    std::string_view table;
    std::string_view chinese;
    std::string_view measure;
  };
  constexpr Told kTold[] = {{"document", "文件", "件"},
                            {"edition", "版本", "个"},
                            {"stored_file", "附件和图片", "个"},
                            {"journal", "日志", "条"}};
  std::string text;
  for (const auto& told : kTold)
    for (const auto& [table, count] : backup.rows)
      if (table == told.table)
        text += fmt::format("{}{} {} {}", text.empty() ? "" : "，", told.chinese, count, told.measure);
  return text;
}

}  // namespace dl::app
