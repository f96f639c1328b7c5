#include "app/installation.h"

#include "api/domains.h"
#include "app/disk.h"
#include "app/schema.h"
#include "base/resources.h"
#include "db/address.h"
#include "journal/read_only.h"
#include "journal/seals.h"
#include "journal/simulation.h"

namespace dl::app {
namespace {

constexpr const char* kSettingsFile = "daylight.toml";

Outcome<void> check_features(const Settings& settings) {
  for (const auto& name : settings.read_only)
    if (journal::find_feature(api::features(), name) == nullptr) return fail(Fault::Invalid, "read-only.feature", name);
  return {};
}

// What a new installation begins with has nobody's agencies, and is not what a simulation was begun with.
Outcome<void> check_unused(db::Session& session, const std::string& address, bool simulation) {
  const auto shown = db::without_password(address);
  DL_TRY(const auto agencies, session.value<std::int64_t>("SELECT count(*) FROM agency"));
  if (agencies > 0) return fail(Fault::Conflict, "installation.database-used", shown);
  DL_TRY(const auto begun, journal::find_simulation(session));
  if (begun) return fail(Fault::Conflict, "installation.database-simulated", shown);
  return simulation ? journal::check_nothing_written(session) : Outcome<void>();
}

}  // namespace

Outcome<std::unique_ptr<Installation>> Installation::make(const std::filesystem::path& data,
                                                          const std::string& database, std::optional<Instant> begin) {
  if (std::filesystem::exists(data / kSettingsFile)) return fail(Fault::Conflict, "installation.exists", data.string());
  std::error_code error;
  std::filesystem::create_directories(data, error);
  if (error)
    return fail(Fault::Unavailable, "installation.folder", fmt::format("{}: {}", data.string(), error.message()));
  DL_CHECK(write_private_file(data / kSettingsFile, with_database(settings_template(), database)));
  auto opened = open(data, {.is_new = true, .begin = begin});
  if (!opened) discard(data);
  return opened;
}

Outcome<std::unique_ptr<Installation>> Installation::open(const std::filesystem::path& data, const Opening& opening) {
  if (!std::filesystem::exists(data / kSettingsFile))
    return fail(Fault::NotFound, "installation.missing", data.string());
  std::unique_ptr<Installation> installation(new Installation(data));
  DL_TRY(installation->settings_, load_settings(data / kSettingsFile));
  if (auto own = data / "overrides"; std::filesystem::is_directory(own)) DL_CHECK(add_resource_overlay("", own));
  DL_CHECK(installation->connect(opening));
  return installation;
}

std::filesystem::path Installation::temporary_folder() const {
  auto folder = data_ / "tmp";
  std::error_code ignored;  // who needs a file there hears of it
  std::filesystem::create_directory(folder, ignored);
  std::filesystem::permissions(folder, std::filesystem::perms::owner_all, ignored);
  return folder;
}

void Installation::discard(const std::filesystem::path& data) {
  std::error_code ignored;
  for (const char* name : {kSettingsFile, kKeyFile, "daylight.db", "daylight.db-wal", "daylight.db-shm"})
    std::filesystem::remove(data / name, ignored);
  for (const char* name : {"index", "tmp"}) std::filesystem::remove_all(data / name, ignored);
  std::filesystem::remove(data, ignored);  // stays when there is something else in it
}

std::string Installation::database_address() const {
  if (!settings_.database_address.empty()) return settings_.database_address;
  return "sqlite:" + (data_ / "daylight.db").string();
}

Outcome<void> Installation::connect(const Opening& opening) {
  DL_CHECK(check_features(settings_));
  auto address = database_address();
  const bool had_key = std::filesystem::exists(key_file());
  DL_TRY(sealing_key_, accounts::SealingKey::load_or_make(key_file()));
  DL_TRY(database_, db::Database::open(
                        {.address = address, .readers = settings_.database_readers, .limits = limits_of(settings_)}));
  DL_CHECK(prepare_tables(*database_, {data_, address, settings_.log_file, all_migrations()}, opening.schema));
  if (opening.is_new)
    DL_CHECK(database_->read(
        [&](db::Session& session) { return check_unused(session, address, opening.begin.has_value()); }));
  DL_CHECK(open_journals(opening.begin));
  DL_TRY(const auto sealed, journal::seal_what_is_older(*journal_));
  if (sealed > 0) fmt::print(stderr, "已为原有资料登记摘要：{} 项\n", sealed);
  DL_CHECK(make_registers());
  DL_CHECK(list_open_work());  // what waits on records is looked up in the tables of registers
  DL_CHECK(directory_.reload(*database_));
  if (!had_key && !directory_.current()->agencies().empty())
    fmt::print(
        stderr,
        "本目录原没有 accounts.key，已新建一个。如果数据来自备份或另一个节点，请停止服务，换上原来的 accounts.key；\n"
        "否则已绑定的动态口令不能再用，须重新绑定，各节点也不认对方的表单。\n");
  return {};
}

std::unique_ptr<journal::Journal> Installation::journal_by(const Clock& clock) {
  auto journal = std::make_unique<journal::Journal>(*database_, clock);
  journal->know_features(api::features());
  journal->close_here(settings_.read_only);
  journal->set_room([this] { return check_disk(data_, settings_); });
  journal->seal_with(seal_key());
  journal->measure_by(real_clock_);
  return journal;
}

Outcome<void> Installation::open_journals(std::optional<Instant> begin) {
  DL_TRY(auto offset, database_->read(journal::find_simulation));
  if (begin) offset = begin->milliseconds() - real_clock_.now().milliseconds();
  if (offset) simulated_clock_.emplace(real_clock_, *offset);
  journal_ = journal_by(clock());
  if (begin) to_begin_ = offset;
  if (!is_simulation()) return {};
  access_journal_ = journal_by(real_clock_);
  access_journal_->date_entries_by(*simulated_clock_);
  return {};
}

Outcome<void> Installation::begin_with(const std::function<Outcome<void>()>& found) {
  if (!to_begin_) return found();
  DL_CHECK(journal_->together([&](db::Session&) -> Outcome<void> {
    DL_CHECK(journal::begin_simulation(*journal_, *to_begin_));
    return found();
  }));
  to_begin_.reset();
  return {};
}

Outcome<void> Installation::set_clock(Instant at, const std::string& actor) {
  DL_TRY(const auto offset, journal::set_simulated_clock(*journal_, real_clock_, at, actor));
  simulated_clock_->set_offset(offset);
  return {};
}

Outcome<void> Installation::reread_clock() {
  if (!is_simulation()) return {};
  DL_TRY(const auto offset, database_->read(journal::find_simulation));
  if (offset) simulated_clock_->set_offset(*offset);
  return {};
}

Outcome<void> Installation::list_open_work() {
  DL_TRY(auto producers, api::work_producers());
  work_ = std::make_unique<const work::OpenWork>(std::move(producers));
  work_->keep_with(*journal_);
  if (access_journal_) work_->keep_with(*access_journal_);
  DL_TRY(const auto rebuilt, work_->rebuild_if_older(*journal_));
  if (rebuilt.differed > 0) fmt::print(stderr, "已重新列出待办事项：{} 项\n", rebuilt.items);
  return {};
}

Outcome<void> Installation::make_registers() {
  DL_TRY(carried_, records::carried());
  projection_ = std::make_unique<const records::Projection>(registers(), database_->engine());
  DL_TRY(const auto made, projection_->make_what_is_older(*journal_));
  if (made > 0) fmt::print(stderr, "已重新生成登记簿的列表：{} 条\n", made);
  DL_TRY(const auto left, import_desk().sweep());
  if (left > 0) fmt::print(stderr, "已清除中断的导入留下的内容：{} 次\n", left);
  return {};
}

}  // namespace dl::app
