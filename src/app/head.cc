#include "app/head.h"

#include <fcntl.h>
#include <unistd.h>

#include <charconv>

#include "base/log.h"
#include "base/text.h"
#include "intake/child.h"
#include "journal/events.h"

namespace dl::app {
namespace {

constexpr auto kChecked = journal::event("installation.checked").verb;
constexpr auto kDiffers = journal::event("installation.differs").verb;
constexpr std::string_view kMoment = "contents:";
constexpr auto kCommandTime = std::chrono::seconds(60);

std::optional<Head> parse_head(std::string_view line) {
  auto next = [&] {
    line = text::trim(line);
    auto word = line.substr(0, line.find(' '));
    line.remove_prefix(word.size());
    return word;
  };
  Head head;
  auto number = next();
  auto [end, problem] = std::from_chars(number.data(), number.data() + number.size(), head.sequence);
  head.hash = next();
  head.at = next();
  bool good = problem == std::errc() && end == number.data() + number.size() && head.sequence > 0 &&
              head.hash.size() == 64 && head.hash.find_first_not_of("0123456789abcdef") == std::string::npos;
  return good ? std::optional(std::move(head)) : std::nullopt;
}

// One write of a whole line, so that the lines of several nodes do not get mixed.
Outcome<void> append_line(const std::string& file, const std::string& line) {
  int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  bool whole = descriptor >= 0 && ::write(descriptor, line.data(), line.size()) == static_cast<ssize_t>(line.size()) &&
               ::fsync(descriptor) == 0;
  if (descriptor >= 0) ::close(descriptor);
  if (!whole) return fail(Fault::Unavailable, "journal.head-file", file);
  return {};
}

}  // namespace

std::string line_of(const Head& head) { return fmt::format("{} {} {}", head.sequence, head.hash, head.at); }

Outcome<std::vector<Head>> read_heads(std::string_view text) {
  std::vector<Head> heads;
  auto rest = text;
  while (!rest.empty()) {
    auto line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    if (auto head = parse_head(line)) heads.push_back(std::move(*head));
  }
  if (heads.empty()) return fail(Fault::Invalid, "journal.head-form", std::string(text.substr(0, 80)));
  return heads;
}

Outcome<std::optional<Head>> newest_head(journal::Journal& journal) {
  DL_TRY(const auto last, journal.last_sequence());
  DL_TRY(const auto entries, journal.after(last - 1, 1));
  if (entries.empty()) return std::nullopt;
  return Head{entries.front().sequence, entries.front().hash, journal.clock().now().rfc3339()};
}

Outcome<void> check_continues(journal::Journal& journal, const Head& head) {
  DL_TRY(const auto entries, journal.after(head.sequence - 1, 1));
  if (entries.empty() || entries.front().sequence != head.sequence)
    return fail(Fault::Conflict, "journal.head-cut", line_of(head));
  if (entries.front().hash != head.hash) return fail(Fault::Conflict, "journal.head-other", line_of(head));
  return {};
}

Outcome<void> send_head(const Head& head, const Settings& settings) {
  auto line = line_of(head) + "\n";
  Outcome<void> done;
  if (!settings.head_file.empty()) done = append_line(settings.head_file, line);
  if (settings.head_command.empty()) return done;
  auto sent = intake::run_child(settings.head_command, line,
                                {.time = kCommandTime, .output = 64U << 10U, .written = 64U << 20U});
  if (!sent && done) return Failure(sent.error());
  return done;
}

Outcome<std::optional<Instant>> last_look(journal::Journal& journal) {
  return journal.database().read([](db::Session& session) -> Outcome<std::optional<Instant>> {
    DL_TRY(const auto row,
           session.find<std::string>("SELECT subject FROM journal WHERE verb = :verb ORDER BY sequence DESC LIMIT 1",
                                     kChecked));
    if (!row) return std::nullopt;
    std::string_view moment = std::get<0>(*row);
    moment.remove_prefix(std::min(moment.size(), kMoment.size()));
    std::int64_t at = 0;
    std::from_chars(moment.data(), moment.data() + moment.size(), at);
    return Instant(at);
  });
}

Outcome<void> record_look(journal::Journal& journal, Instant at, std::int64_t differences, const std::string& actor,
                          const std::string& reason) {
  return journal.write([&](journal::Transaction& transaction) -> Outcome<void> {
    transaction.record({.actor = actor,
                        .verb = std::string(differences == 0 ? kChecked : kDiffers),
                        .subject = fmt::format("{}{}", kMoment, at.milliseconds()),
                        .reason = reason});
    return {};
  });
}

}  // namespace dl::app
