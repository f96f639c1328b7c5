#include "app/settings.h"

#include <fcntl.h>
#include <unistd.h>

#include "app/whole_file.h"
#include "base/text.h"

namespace dl::app {
namespace {

/// "Drafter|Reviewer|…"
constexpr auto kRoleNamesText = [] {
  constexpr auto kLength = [] {
    std::size_t length = 0;
    for (const auto& row : accounts::kRoles) length += row.name.size() + 1;
    return length;
  }();
  std::array<char, kLength> text = {};
  auto* end = text.data();
  for (const auto& row : accounts::kRoles) {
    end = std::ranges::copy(row.name, end).out;
    *end++ = '|';
  }
  return text;
}();
constexpr std::string_view kRoleNames(kRoleNamesText.data(), kRoleNamesText.size() - 1);

constexpr Setting<Settings> kTable[] = {
    {"database.address", &Settings::database_address,
     "Where the rows are: sqlite:/path/to/file or postgresql://user:password@host/name. Empty: daylight.db in the "
     "data directory."},
    {"database.readers", &Settings::database_readers, "Database sessions kept for reading.", {.least = 1, .most = 64}},
    {"database.page_time",
     &Settings::database_page_time,
     "How long the database may take for what a page or a list reads; then it is ended and answered with 503.",
     {.least = 500, .most = 600'000}},
    {"database.change_time",
     &Settings::database_change_time,
     "The same for a step of daily work, with its waits for others; nothing is changed when it is over.",
     {.least = 500, .most = 600'000}},
    {"database.import_time",
     &Settings::database_import_time,
     "The same for a batch of an import, and for an export.",
     {.least = 1'000, .most = 86'400'000}},
    {"database.upkeep_time",
     &Settings::database_upkeep_time,
     "The same for upgrades, search indexes and cleaning up.",
     {.least = 1'000, .most = 604'800'000}},
    {"database.connect_time",
     &Settings::database_connect_time,
     "How long PostgreSQL may take for a connection to one host, and to answer when a transaction begins.",
     {.least = 1'000, .most = 60'000}},
    {"server.listen", &Settings::listen, "Address and port to listen on, such as 127.0.0.1:8080 or *:8080."},
    {"server.io_threads",
     &Settings::io_threads,
     "Threads that serve connections; 0 is one a core.",
     {.least = 0, .most = 256}},
    {"server.workers",
     &Settings::workers,
     "Threads that draw pages; 0 is two a core, at least four.",
     {.least = 0, .most = 1024}},
    {"server.max_connections",
     &Settings::max_connections,
     "Connections at the same time; more are told to come back.",
     {.least = 16, .most = 1'000'000}},
    {"server.page_cache", &Settings::page_cache, "Memory for finished pages.", {.least = 1 << 20}},
    {"server.body_memory",
     &Settings::body_memory,
     "Memory for all bodies that are being received; beyond it senders are told to come again.",
     {.least = 1 << 20}},
    {"server.body_disk",
     &Settings::body_disk,
     "Room in tmp/ of the data directory for all bodies over 64 KiB that are being received or worked on.",
     {.least = 1 << 20}},
    {"server.hosts", &Settings::hosts,
     "Host names by which the sites are reached, in lower case and without port. Whoever asks by another name is led "
     "to "
     "the first. Empty: any name is answered."},
    {"server.trusted_proxies", &Settings::trusted_proxies,
     "Addresses or networks of proxies whose X-Forwarded-For and X-Forwarded-Proto are believed."},
    {"server.metrics_peers", &Settings::metrics_peers, "Addresses or networks that may read /metrics."},
    {"server.read_only", &Settings::read_only,
     "What this node refuses to change: \"all\" or features, as `daylight read-only` lists them. The command closes "
     "them for all nodes at once, without a restart."},
    {"rates.page_a_minute",
     &Settings::pages_a_minute,
     "From one address: pages and files that are not in memory, a minute in the long run; 0 is without limit.",
     {.least = 0, .most = 1'000'000}},
    {"rates.page_at_once",
     &Settings::pages_at_once,
     "The same, at once after a pause.",
     {.least = 1, .most = 1'000'000}},
    {"rates.search_a_minute",
     &Settings::searches_a_minute,
     "From one address: searches, a minute in the long run; 0 is without limit.",
     {.least = 0, .most = 1'000'000}},
    {"rates.search_at_once",
     &Settings::searches_at_once,
     "The same, at once after a pause.",
     {.least = 1, .most = 1'000'000}},
    {"rates.suggestion_a_minute",
     &Settings::suggestions_a_minute,
     "From one address: suggestions while words are typed into a search field, a minute in the long run; 0 is without "
     "limit.",
     {.least = 0, .most = 1'000'000}},
    {"rates.suggestion_at_once",
     &Settings::suggestions_at_once,
     "The same, at once after a pause.",
     {.least = 1, .most = 1'000'000}},
    {"rates.form_a_minute",
     &Settings::forms_a_minute,
     "From one address: forms that are sent, a minute in the long run; 0 is without limit.",
     {.least = 0, .most = 1'000'000}},
    {"rates.form_at_once",
     &Settings::forms_at_once,
     "The same, at once after a pause.",
     {.least = 1, .most = 1'000'000}},
    {"rates.download_a_minute",
     &Settings::downloads_a_minute,
     "From one address: attachments and exports, a minute in the long run; 0 is without limit.",
     {.least = 0, .most = 1'000'000}},
    {"rates.download_at_once",
     &Settings::downloads_at_once,
     "The same, at once after a pause.",
     {.least = 1, .most = 1'000'000}},
    {"rates.sign_in_a_minute",
     &Settings::sign_ins_a_minute,
     "From one address: attempts to sign in, also by those who are known, and to open a case by its query code, a "
     "minute in the long run; 0 is without limit.",
     {.least = 0, .most = 1'000'000}},
    {"rates.sign_in_at_once",
     &Settings::sign_ins_at_once,
     "The same, at once after a pause.",
     {.least = 1, .most = 1'000'000}},
    {"rates.known_a_minute",
     &Settings::known_a_minute,
     "Of one session or key, which do not count for their address: everything but attempts to sign in.",
     {.least = 0, .most = 1'000'000}},
    {"rates.known_at_once",
     &Settings::known_at_once,
     "The same, at once after a pause.",
     {.least = 1, .most = 1'000'000}},
    {"disk.least_free", &Settings::least_free,
     "With less room on the disk of the data directory than this and than disk.least_free_percent, uploads and "
     "imports are refused."},
    {"disk.least_free_percent",
     &Settings::least_free_percent,
     "The same as a share of the disk; the smaller of the two counts. 0 refuses nothing.",
     {.least = 0, .most = 50}},
    {"intake.largest_upload", &Settings::largest_upload, "The largest document that is read in.", {.least = 1 << 10}},
    {"intake.time",
     &Settings::intake_time,
     "How long the reading of one document may take, in a process of its own that is ended then.",
     {.least = 1000}},
    {"intake.memory",
     &Settings::intake_memory,
     "How much memory that process may take, address space included; intake.workers of them run at a time.",
     {.least = 256 << 20}},
    {"intake.workers",
     &Settings::import_workers,
     "How many documents are read in at the same time, beside the threads that draw pages.",
     {.least = 1, .most = 64}},
    {"intake.queue",
     &Settings::import_queue,
     "How many may wait for that; more are told to come back.",
     {.least = 1, .most = 1024}},
    {"requests.files",
     &Settings::request_files,
     "The most that may be sent as files with one request for information, all of them together.",
     {.least = 1 << 20, .most = 1 << 30}},
    {"requests.files_an_address",
     &Settings::request_files_an_address,
     "The same from one address, of all its requests within an hour.",
     {.least = 1 << 20}},
    {"requests.files_of_all",
     &Settings::request_files_of_all,
     "The same from all addresses together, on each node.",
     {.least = 1 << 20}},
    {"requests.file_workers",
     &Settings::request_file_workers,
     "How many forms with files are worked on at the same time, beside the threads that draw pages.",
     {.least = 1, .most = 64}},
    {"requests.file_queue",
     &Settings::request_file_queue,
     "How many may wait for that; more are told to come back.",
     {.least = 1, .most = 10'000}},
    {"accounts.password_length",
     &Settings::password_length,
     "The fewest characters of a password.",
     {.least = 8, .most = 64}},
    {"accounts.password_kinds",
     &Settings::password_kinds,
     "Of capital letters, small letters, digits and other marks, how many kinds a password must have.",
     {.least = 1, .most = 4}},
    {"accounts.password_history",
     &Settings::password_history,
     "How many former passwords may not come again.",
     {.least = 0, .most = 24}},
    {"accounts.password_days",
     &Settings::password_days,
     "After how many days a password must be changed; 0 is never, 90 is usual where a rating of the system asks for "
     "it.",
     {.least = 0, .most = 3650}},
    {"accounts.first_password_days",
     &Settings::first_password_days,
     "In how many days somebody must have signed in with a first password; afterwards an administrator gives another.",
     {.least = 1, .most = 90}},
    {"accounts.second_factor_roles",
     &Settings::second_factor_roles,
     "Whoever has one of these roles must bind a second factor before anything else.",
     {.choices = kRoleNames}},
    {"accounts.hash_workers",
     &Settings::hash_workers,
     "How many passwords are hashed at the same time, beside the threads that draw pages; each takes 64 MiB and a "
     "core.",
     {.least = 1, .most = 64}},
    {"accounts.hash_queue",
     &Settings::hash_queue,
     "How many sign-ins and changes of passwords may wait for that; more are told to come back.",
     {.least = 1, .most = 1024}},
    {"accounts.lock_after",
     &Settings::lock_after,
     "How many failed sign-ins of one login from one network within the window lock it for that network; within a "
     "session, how many wrong passwords end it.",
     {.least = 3, .most = 20}},
    {"accounts.lock_window",
     &Settings::lock_window,
     "The window in which failed sign-ins are counted.",
     {.least = 60'000}},
    {"accounts.daily_guesses",
     &Settings::daily_guesses,
     "How many failed sign-ins of one login a day, from all networks together, lock it for networks that its person "
     "never used; as many are heard from a locked network that its person uses.",
     {.least = 10, .most = 1000}},
    {"accounts.sessions_each",
     &Settings::sessions_each,
     "How many sessions a person may have open; a further sign-in ends the oldest.",
     {.least = 1, .most = 100}},
    {"accounts.session_idle",
     &Settings::session_idle,
     "After how long without a request a session ends.",
     {.least = 60'000, .most = 86'400'000}},
    {"accounts.session_longest",
     &Settings::session_longest,
     "After how long a session ends, however busy.",
     {.least = 600'000, .most = 604'800'000}},
    {"accounts.sign_in_history_days",
     &Settings::sign_in_history_days,
     "How many days sign-ins are remembered.",
     {.least = 180, .most = 3650}},
    {"mail.server", &Settings::mail_server,
     "HOST:PORT of the mail server (SMTP) that takes notes to applicants who left an address. Empty: no notes are "
     "written."},
    {"mail.security",
     &Settings::mail_security,
     "How the connection to it is encrypted: asked for after the greeting, or from the first byte. none is for a "
     "server on the same machine.",
     {.choices = "starttls|tls|none"}},
    {"mail.user", &Settings::mail_user, "The account there; empty for a server that asks for none."},
    {"mail.password", &Settings::mail_password, "Its password."},
    {"mail.from", &Settings::mail_from, "The address that notes come from."},
    {"mail.page", &Settings::mail_page,
     "The address of the public page on which requests are followed, which notes name."},
    {"journal.head_file", &Settings::head_file,
     "File to which the journal's head is appended, a line each time; on another machine's disk, or it proves little."},
    {"journal.head_command", &Settings::head_command,
     "Program and arguments that get the same line on standard input, to mail or post it: [\"/usr/bin/curl\", …]. Not "
     "a "
     "shell; ended after a minute."},
    {"journal.head_every",
     &Settings::head_every,
     "How often the head is written to the file and handed to the program.",
     {.least = 60'000, .most = 2'592'000'000}},
    {"log.level", &Settings::log_level, "The least level that is written.", {.choices = "debug|info|warning|error"}},
    {"log.file", &Settings::log_file,
     "File that the log is appended to; empty is the error stream. Lines are written five times a second and with each "
     "warning: a killed program loses those of its last fifth of a second."},
};

}  // namespace

std::span<const Setting<Settings>> settings_table() { return kTable; }

db::Limits limits_of(const Settings& settings) {
  db::Limits limits;
  limits.page = settings.database_page_time;
  limits.change = settings.database_change_time;
  limits.import = settings.database_import_time;
  limits.upkeep = settings.database_upkeep_time;
  limits.connect = settings.database_connect_time;
  return limits;
}

accounts::Policy policy_of(const Settings& settings) {
  accounts::Policy policy;
  policy.password_length = settings.password_length;
  policy.password_kinds = settings.password_kinds;
  policy.password_history = settings.password_history;
  policy.password_days = settings.password_days;
  policy.first_password_days = settings.first_password_days;
  for (const auto& name : settings.second_factor_roles)
    if (auto role = find_named<accounts::Role>(name)) policy.second_factor_roles.push_back(*role);
  policy.daily_guesses = settings.daily_guesses;
  policy.sessions_each = settings.sessions_each;
  policy.lock_after = settings.lock_after;
  policy.lock_window = settings.lock_window;
  policy.session_idle = settings.session_idle;
  policy.session_longest = settings.session_longest;
  policy.history_days = settings.sign_in_history_days;
  return policy;
}

Outcome<Settings> load_settings(const std::filesystem::path& file) {
  DL_TRY(auto text, read_whole_file(file));
  return read_settings<Settings>(settings_table(), file.string(), text);
}

std::string settings_template() {
  Settings defaults;
  return render_settings_file(bind_settings<Settings>(settings_table(), defaults));
}

Outcome<void> write_private_file(const std::filesystem::path& path, std::string_view text) {
  auto part = path.string() + ".part";
  ::unlink(part.c_str());
  int descriptor = ::open(part.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  bool whole = descriptor >= 0 && ::write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  if (descriptor >= 0) whole = ::fsync(descriptor) == 0 && ::close(descriptor) == 0 && whole;
  if (whole && ::rename(part.c_str(), path.c_str()) == 0) return {};
  ::unlink(part.c_str());
  return fail(Fault::Unavailable, "installation.folder", path.string());
}

std::string with_database(std::string_view text, std::string_view address) {
  std::string wanted;
  for (char c : address) wanted += (c == '"' || c == '\\') ? std::string{'\\', c} : std::string{c};
  if (!address.empty()) wanted = fmt::format("address = \"{}\"\n", wanted);

  std::string out;
  std::string_view table;
  bool placed = wanted.empty();
  while (!text.empty()) {
    auto line = text.substr(0, std::min(text.find('\n'), text.size() - 1) + 1);
    text.remove_prefix(line.size());
    auto words = text::trim(line);
    if (words.starts_with('[')) table = text::trim(words.substr(1, words.find(']') - 1));
    auto key = text::trim(words.substr(0, words.find('=')));
    if (key == (table.empty() ? "database.address" : table == "database" ? "address" : "")) continue;
    out += line;
    if (placed || table != "database" || !words.starts_with('[')) continue;
    if (!out.ends_with('\n')) out += '\n';
    out += wanted;
    placed = true;
  }
  if (!placed) out += fmt::format("\n[database]\n{}", wanted);
  return out;
}

std::string settings_reference() {
  Settings defaults;
  return render_settings_reference(bind_settings<Settings>(settings_table(), defaults));
}

}  // namespace dl::app
