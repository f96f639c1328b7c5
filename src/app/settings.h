// The settings of an installation: daylight.toml in its data directory.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "accounts/policy.h"
#include "base/settings.h"
#include "db/work.h"

namespace dl::app {

struct Settings {
  std::string database_address = "";
  int database_readers = 4;
  Duration database_page_time = db::Limits{}.page;
  Duration database_change_time = db::Limits{}.change;
  Duration database_import_time = db::Limits{}.import;
  Duration database_upkeep_time = db::Limits{}.upkeep;
  Duration database_connect_time = db::Limits{}.connect;

  std::string listen = "127.0.0.1:8080";
  int io_threads = 0;
  int workers = 0;
  int max_connections = 20'000;
  Size page_cache = Size::mebibytes(64);
  Size body_memory = Size::mebibytes(64);
  Size body_disk = Size::mebibytes(2048);
  std::vector<std::string> hosts = {};
  std::vector<std::string> trusted_proxies = {};
  std::vector<std::string> metrics_peers = {"127.0.0.0/8", "::1"};

  int pages_a_minute = 1200;
  int pages_at_once = 100;
  int searches_a_minute = 240;
  int searches_at_once = 20;
  int suggestions_a_minute = 600;
  int suggestions_at_once = 60;
  int forms_a_minute = 30;
  int forms_at_once = 10;
  int downloads_a_minute = 300;
  int downloads_at_once = 40;
  int sign_ins_a_minute = 12;
  int sign_ins_at_once = 20;
  int known_a_minute = 3000;
  int known_at_once = 300;

  std::vector<std::string> read_only = {};
  Size least_free = Size::mebibytes(512);
  int least_free_percent = 2;

  Size largest_upload = Size::mebibytes(64);
  Duration intake_time = std::chrono::seconds(20);
  Size intake_memory = Size::mebibytes(512);
  int import_workers = 2;
  int import_queue = 8;

  Size request_files = Size::mebibytes(50);
  Size request_files_an_address = Size::mebibytes(200);
  Size request_files_of_all = Size::mebibytes(2048);
  int request_file_workers = 2;
  int request_file_queue = 64;

  int password_length = accounts::Policy{}.password_length;
  int password_kinds = accounts::Policy{}.password_kinds;
  int password_history = accounts::Policy{}.password_history;
  int password_days = accounts::Policy{}.password_days;
  int hash_workers = 2;
  int hash_queue = 32;
  int first_password_days = accounts::Policy{}.first_password_days;
  std::vector<std::string> second_factor_roles = {};
  int lock_after = accounts::Policy{}.lock_after;
  Duration lock_window = accounts::Policy{}.lock_window;
  int daily_guesses = accounts::Policy{}.daily_guesses;
  int sessions_each = accounts::Policy{}.sessions_each;
  Duration session_idle = accounts::Policy{}.session_idle;
  Duration session_longest = accounts::Policy{}.session_longest;
  int sign_in_history_days = accounts::Policy{}.history_days;

  std::string mail_server = "";
  std::string mail_security = "starttls";
  std::string mail_user = "";
  std::string mail_password = "";
  std::string mail_from = "";
  std::string mail_page = "";

  std::string head_file = "";
  std::vector<std::string> head_command = {};
  Duration head_every = std::chrono::hours(24);

  std::string log_level = "info";
  std::string log_file = "";
};

/// What the settings say of the database's time.
db::Limits limits_of(const Settings& settings);

/// What the settings say of sign-in.
accounts::Policy policy_of(const Settings& settings);

/// Every key with its member and its sentence; the reference in docs/operations.md is rendered from it.
std::span<const Setting<Settings>> settings_table();

/// Reads and checks the file. Fault::Invalid `settings.invalid` with file and line.
Outcome<Settings> load_settings(const std::filesystem::path& file);

/// A file with every key commented out at its default.
std::string settings_template();

/// Writes a file that only its owner may read, whole or not at all.
Outcome<void> write_private_file(const std::filesystem::path& path, std::string_view text);

/// The text of a settings file with database.address set to `address`, or as it is without one when that is
/// empty. Whatever else stands in the file stays.
std::string with_database(std::string_view text, std::string_view address);

/// The reference of all keys as a Markdown table.
std::string settings_reference();

}  // namespace dl::app
