#include "app/upgrade.h"

#include "db/copy.h"

namespace dl::app {
namespace {

// "before-upgrade-20261122-093000.tar", with a number behind it when there is one of that name.
std::filesystem::path free_name(const std::filesystem::path& folder, Instant now) {
  std::string stamp;
  for (char c : now.text_with_seconds())
    if (c != '-' && c != ':') stamp += c == ' ' ? '-' : c;
  for (int number = 1;; ++number) {
    auto path = folder / fmt::format("before-upgrade-{}{}.tar", stamp, number == 1 ? "" : fmt::format("-{}", number));
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored)) return path;
  }
}

bool knows_all(const std::vector<db::Migration>& schema, const std::vector<std::string>& steps) {
  return std::all_of(steps.begin(), steps.end(), [&](const auto& step) {
    return std::any_of(schema.begin(), schema.end(), [&](const auto& known) { return known.name == step; });
  });
}

Outcome<void> back_up_before_upgrade(const BackupSource& source, std::size_t pending) {
  auto folder = source.data / "backups";
  std::error_code problem;
  std::filesystem::create_directories(folder, problem);
  auto file = free_name(folder, SystemClock().now());
  fmt::print(stderr, "数据由较早的版本写成，需要升级 {} 步。先备份到 {}\n", pending, file.string());
  auto made = back_up(source, file);
  if (!made && made.error().key == "backup.no-room") return fail(Fault::Full, "upgrade.no-room", made.error().detail);
  if (!made) return Failure(made.error());
  fmt::print(stderr, "备份完成（SHA-256 {}），开始升级\n", made->digest);
  return {};
}

}  // namespace

Outcome<void> prepare_tables(db::Database& database, const BackupSource& source, Schema schema) {
  DL_TRY(auto steps, db::steps_of(database, source.schema));
  const bool known = knows_all(source.schema, steps.applied);
  if (known && steps.pending.empty()) return {};
  if (known && !steps.applied.empty()) {
    if (schema == Schema::AsItIs) return fail(Fault::Conflict, "installation.older", source.data.string());
    if (!db::file_of(source.database).empty()) DL_CHECK(back_up_before_upgrade(source, steps.pending.size()));
  }
  return database.migrate(source.schema);  // refuses what a newer program has made
}

}  // namespace dl::app
