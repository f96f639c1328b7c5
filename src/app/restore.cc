// Backup files back to installations.
#include <unistd.h>

#include "app/archive.h"
#include "app/backup.h"
#include "app/installation.h"
#include "app/manifest.h"
#include "app/progress.h"
#include "app/schema.h"
#include "app/whole_file.h"
#include "db/address.h"
#include "db/copy.h"

namespace dl::app {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kMiB = 1 << 20;

/// The folder in which everything is put together; gone at the end unless it was given its place.
class Workshop {
 public:
  static Outcome<Workshop> beside(const fs::path& data) {
    std::error_code problem;
    auto parent = data.has_parent_path() ? data.parent_path() : fs::path(".");
    fs::create_directories(parent, problem);
    auto name = (parent / (data.filename().string() + ".restoring-XXXXXX")).string();
    if (mkdtemp(name.data()) == nullptr) return fail(Fault::Unavailable, "installation.folder", parent.string());
    return Workshop(name);
  }
  Workshop(Workshop&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  Workshop& operator=(Workshop&&) = delete;
  ~Workshop() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }

  const fs::path& path() const { return path_; }

  /// An empty folder of that name makes way.
  Outcome<void> move_to(const fs::path& data) {
    std::error_code problem;
    fs::rename(path_, data, problem);
    if (problem) return fail(Fault::Unavailable, "installation.folder", data.string() + ": " + problem.message());
    path_.clear();
    return {};
  }

 private:
  explicit Workshop(fs::path path) : path_(std::move(path)) {}
  fs::path path_;
};

Outcome<void> check_place(const RestoreWish& wish) {
  std::error_code problem;
  if (fs::exists(wish.data, problem) && !fs::is_empty(wish.data, problem))
    return fail(Fault::Conflict, "restore.not-empty", wish.data.string());
  bool postgres = wish.database.starts_with("postgresql://") || wish.database.starts_with("postgres://");
  if (!wish.database.empty() && !postgres)
    return fail(Fault::Invalid, "restore.database", db::without_password(wish.database));
  return {};
}

// A database that has recorded anything is somebody's; asked before its tables are brought up to date.
Outcome<void> check_database(const std::string& address) {
  if (address.empty()) return {};
  DL_TRY(auto database, db::Database::open({.address = address, .readers = 1}));
  DL_TRY(auto steps, db::steps_of(*database, all_migrations()));
  if (steps.applied.empty()) return {};
  SystemClock clock;
  journal::Journal journal(*database, clock);
  DL_TRY(auto entries, journal.last_sequence());
  if (entries > 0) return fail(Fault::Conflict, "restore.database-used", db::without_password(address));
  return {};
}

Outcome<void> check_room(const Archive& archive, const fs::path& folder) {
  std::uintmax_t needed = 0;
  for (const auto& member : archive.members()) needed += member.size;
  std::error_code problem;
  auto room = fs::space(folder, problem);
  if (!problem && room.available < needed)
    return fail(Fault::Full, "restore.no-room", fmt::format("{} / {} MiB", room.available / kMiB, needed / kMiB + 1));
  return {};
}

Outcome<void> take_out(const Archive& archive, const fs::path& folder) {
  for (const auto& member : archive.members()) {
    if (member.name == "manifest.json") continue;
    Progress progress("已取出（MiB）", static_cast<std::size_t>(member.size / kMiB));
    DL_CHECK(archive.take_out(member, folder,
                              [&](std::uintmax_t bytes) { progress.show(static_cast<std::size_t>(bytes / kMiB)); }));
  }
  return {};
}

// Settings name where the database was; it is elsewhere now.
Outcome<void> set_database(const fs::path& folder, const std::string& address) {
  auto file = folder / "daylight.toml";
  DL_TRY(auto text, read_whole_file(file));
  return write_private_file(file, with_database(text, address));
}

Outcome<void> compare_rows(const fs::path& database, const Manifest& manifest) {
  DL_CHECK(db::check_file(database));
  DL_TRY(auto rows, db::count_rows(database));
  for (const auto& [table, count] : manifest.rows) {
    auto found = std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.first == table; });
    std::int64_t there = found == rows.end() ? 0 : found->second;
    if (there != count)
      return fail(Fault::Conflict, "restore.differs", fmt::format("{}: {} / {}", table, there, count));
  }
  return {};
}

// Into the other engine: the copy is brought to this program's tables first, for both sides must have the same.
Outcome<void> fill_postgres(const fs::path& file, const std::string& address) {
  for (const auto& side : {"sqlite:" + file.string(), address}) {
    DL_TRY(auto database, db::Database::open({.address = side, .readers = 1}));
    DL_CHECK(database->migrate(all_migrations()));
  }
  Progress progress("已放入数据库（行）", 0);
  DL_CHECK(
      db::copy_from_file(file, address, [&](std::int64_t rows) { progress.show(static_cast<std::size_t>(rows)); }));
  std::error_code ignored;
  for (const char* ending : {"", "-wal", "-shm"}) fs::remove(file.string() + ending, ignored);
  return {};
}

// Opens what was put together as the program will, and holds the journal against the manifest.
Outcome<journal::Verdict> prove(const fs::path& folder, const Manifest& manifest) {
  DL_TRY(auto installation, Installation::open(folder, Schema::BroughtUpToDate));
  Progress progress("已核对日志", static_cast<std::size_t>(manifest.entries));
  DL_TRY(auto chain,
         installation->journal().verify([&](std::int64_t count) { progress.show(static_cast<std::size_t>(count)); }));
  if (manifest.intact && !chain.intact)
    return fail(Fault::Conflict, "journal.broken", fmt::format("{}: {}", chain.first_broken, chain.problem));
  // The journal of an older program has grown by the digests of what is there.
  DL_TRY(const auto there, installation->journal().after(manifest.entries - 1, 1));
  bool continued = manifest.entries == 0 || (!there.empty() && there.front().hash == manifest.head);
  if (chain.intact && !continued)
    return fail(Fault::Conflict, "restore.differs",
                fmt::format("journal: {} {} / {} {}", chain.checked, chain.head, manifest.entries, manifest.head));
  return chain;
}

}  // namespace

Outcome<Backup> restore(const RestoreWish& asked) {
  RestoreWish wish = asked;
  wish.data = fs::absolute(asked.data).lexically_normal();
  if (!wish.data.has_filename()) wish.data = wish.data.parent_path();
  DL_CHECK(check_place(wish));
  DL_CHECK(check_database(wish.database));
  std::error_code ignored;
  auto size = fs::file_size(wish.file, ignored);
  auto progress = std::make_unique<Progress>("已核对备份（MiB）", ignored ? 0 : static_cast<std::size_t>(size / kMiB));
  DL_TRY(const auto archive, Archive::open(wish.file, [&](std::uintmax_t bytes) {
           progress->show(static_cast<std::size_t>(bytes / kMiB));
         }));
  progress.reset();
  const auto* first = archive.find("manifest.json");
  if (first == nullptr || archive.find("daylight.db") == nullptr || archive.find("daylight.toml") == nullptr)
    return fail(Fault::Invalid, "archive.foreign", wish.file.string());
  DL_TRY(const auto text, archive.read(*first));
  DL_TRY(const auto manifest, read_manifest(text));

  DL_TRY(auto workshop, Workshop::beside(wish.data));
  DL_CHECK(check_room(archive, workshop.path()));
  DL_CHECK(take_out(archive, workshop.path()));
  DL_CHECK(compare_rows(workshop.path() / "daylight.db", manifest));
  DL_CHECK(set_database(workshop.path(), wish.database));
  if (!wish.database.empty()) DL_CHECK(fill_postgres(workshop.path() / "daylight.db", wish.database));
  Backup restored{archive.digest(), size, manifest.rows, {}};
  DL_TRY(restored.chain, prove(workshop.path(), manifest));
  DL_CHECK(workshop.move_to(wish.data));
  return restored;
}

}  // namespace dl::app
