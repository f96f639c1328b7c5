#include "app/installation.h"

#include <fstream>

#include "accounts/people.h"
#include "agencies/agency_store.h"
#include "base/resources.h"
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

}  // namespace

Outcome<std::unique_ptr<Installation>> Installation::create(const std::filesystem::path& data) {
  if (std::filesystem::exists(data / kSettingsFile)) return fail(Fault::Conflict, "installation.exists", data.string());
  std::error_code error;
  std::filesystem::create_directories(data, error);
  if (error)
    return fail(Fault::Unavailable, "installation.folder", fmt::format("{}: {}", data.string(), error.message()));
  std::ofstream file(data / kSettingsFile);
  file << settings_template();
  file.close();
  if (!file) return fail(Fault::Unavailable, "installation.folder", (data / kSettingsFile).string());
  return open(data);
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
