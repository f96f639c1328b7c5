#include "app/settings.h"

#include <fcntl.h>
#include <unistd.h>

#include "app/whole_file.h"
#include "base/text.h"

namespace dl::app {
namespace {

constexpr Setting<Settings> kTable[] = {
    {"database.address", &Settings::database_address,
     "Where the rows are: sqlite:/path/to/file or postgresql://user:password@host/name. Empty: daylight.db in the "
     "data directory."},
    {"database.readers", &Settings::database_readers, "Database sessions kept for reading.", {.least = 1, .most = 64}},
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
    {"server.trusted_proxies", &Settings::trusted_proxies,
     "Addresses or networks of proxies whose X-Forwarded-For and X-Forwarded-Proto are believed."},
    {"server.metrics_peers", &Settings::metrics_peers, "Addresses or networks that may read /metrics."},
    {"server.read_only", &Settings::read_only,
     "What this node refuses to change: \"all\" or features, as `daylight read-only` lists them. The command closes "
     "them for all nodes at once, without a restart."},
    {"disk.least_free", &Settings::least_free,
     "With less room on the disk of the data directory than this and than disk.least_free_percent, uploads and "
     "imports are refused."},
    {"disk.least_free_percent",
     &Settings::least_free_percent,
     "The same as a share of the disk; the smaller of the two counts. 0 refuses nothing.",
     {.least = 0, .most = 50}},
    {"intake.largest_upload", &Settings::largest_upload, "The largest document that is read in.", {.least = 1 << 10}},
    {"intake.pdf_time", &Settings::pdf_time, "How long pdftotext may work on one file.", {.least = 1000}},
    {"log.level", &Settings::log_level, "The least level that is written.", {.choices = "debug|info|warning|error"}},
    {"log.file", &Settings::log_file, "File that the log is appended to; empty is the error stream."},
};

}  // namespace

std::span<const Setting<Settings>> settings_table() { return kTable; }

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
