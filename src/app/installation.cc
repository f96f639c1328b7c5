#include "app/installation.h"

#include <fcntl.h>
#include <unistd.h>

#include "accounts/people.h"
#include "agencies/agency_store.h"
#include "base/resources.h"
#include "db/address.h"
#include "db/schema.h"
#include "journal/schema.h"
#include "publications/document_store.h"

namespace dl::app {
namespace {

constexpr const char* kSettingsFile = "daylight.toml";

// Every module's tables, in the order of their references.
std::vector<db::Migration> all_migrations() {
  std::vector<db::Migration> list;
  for (const auto& part : {db::migrations(), journal::migrations(), agencies::migrations(), accounts::migrations(),
                           publications::migrations()})
    list.insert(list.end(), part.begin(), part.end());
  return list;
}

// The file may hold the database's password, so it is its owner's alone from the first byte on.
Outcome<void> write_settings(const std::filesystem::path& path, const std::string& text) {
  int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor < 0) return fail(Fault::Unavailable, "installation.folder", path.string());
  auto written = ::write(descriptor, text.data(), text.size());
  bool whole = ::close(descriptor) == 0 && written == static_cast<ssize_t>(text.size());
  if (!whole) {
    std::filesystem::remove(path);
    return fail(Fault::Unavailable, "installation.folder", path.string());
  }
  return {};
}

}  // namespace

Outcome<std::unique_ptr<Installation>> Installation::create(const std::filesystem::path& data,
                                                            const std::string& database) {
  if (std::filesystem::exists(data / kSettingsFile)) return fail(Fault::Conflict, "installation.exists", data.string());
  std::error_code error;
  std::filesystem::create_directories(data, error);
  if (error)
    return fail(Fault::Unavailable, "installation.folder", fmt::format("{}: {}", data.string(), error.message()));
  DL_CHECK(write_settings(data / kSettingsFile, with_database(settings_template(), database)));
  auto opened = open(data);
  if (opened && !(*opened)->directory().current()->agencies().empty())
    opened = fail(Fault::Conflict, "installation.database-used", db::without_password(database));
  if (!opened) discard(data);
  return opened;
}

Outcome<std::unique_ptr<Installation>> Installation::open(const std::filesystem::path& data) {
  if (!std::filesystem::exists(data / kSettingsFile))
    return fail(Fault::NotFound, "installation.missing", data.string());
  std::unique_ptr<Installation> installation(new Installation(data));
  DL_TRY(installation->settings_, load_settings(data / kSettingsFile));
  if (auto own = data / "overrides"; std::filesystem::is_directory(own)) DL_CHECK(add_resource_overlay("", own));
  DL_CHECK(installation->connect());
  return installation;
}

void Installation::discard(const std::filesystem::path& data) {
  std::error_code ignored;
  for (const char* name : {kSettingsFile, "daylight.db", "daylight.db-wal", "daylight.db-shm"})
    std::filesystem::remove(data / name, ignored);
  std::filesystem::remove_all(data / "index", ignored);
  std::filesystem::remove(data, ignored);  // stays when there is something else in it
}

Outcome<void> Installation::connect() {
  std::string address = settings_.database_address;
  if (address.empty()) address = "sqlite:" + (data_ / "daylight.db").string();
  DL_TRY(database_, db::Database::open({.address = address, .readers = settings_.database_readers}));
  DL_CHECK(database_->migrate(all_migrations()));
  journal_ = std::make_unique<journal::Journal>(*database_, clock_);
  return directory_.reload(*database_);
}

}  // namespace dl::app
