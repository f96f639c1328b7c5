#include "journal/canonical.h"

#include <iterator>

#include "base/hash.h"

namespace dl::journal {

namespace {

/// A netstring: the length in bytes, a colon, the bytes, a comma.
void add(std::string& text, std::string_view field) {
  fmt::format_to(std::back_inserter(text), "{}:{},", field.size(), field);
}

}  // namespace

std::string canonical_text(const Entry& entry) {
  std::string text;
  add(text, entry.seals.empty() ? "daylight-entry-1" : "daylight-entry-2");
  add(text, std::to_string(entry.sequence));
  add(text, std::to_string(entry.at.milliseconds()));
  add(text, entry.event.actor);
  add(text, entry.event.verb);
  add(text, entry.event.subject);
  add(text, std::to_string(entry.event.agency));
  add(text, entry.event.before_digest);
  add(text, entry.event.after_digest);
  add(text, entry.event.reason);
  add(text, join_topics(entry.event.topics));
  if (!entry.seals.empty()) add(text, entry.seals);
  add(text, entry.previous_hash);
  return text;
}

std::string hash_of(const Entry& entry) { return sha256_hex(canonical_text(entry)); }

std::string join_topics(const std::vector<std::string>& topics) { return fmt::format("{}", fmt::join(topics, "\n")); }

std::vector<std::string> split_topics(const std::string& text) {
  std::vector<std::string> topics;
  std::size_t at = 0;
  while (at < text.size()) {
    auto end = std::min(text.find('\n', at), text.size());
    topics.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return topics;
}

}  // namespace dl::journal
