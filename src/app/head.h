// The head of the journal, sent where whoever can write the database cannot reach it, and held against the journal
// later: a chain that was cut at its end, deleted, or recomputed does not continue it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/settings.h"
#include "journal/journal.h"

namespace dl::app {

struct Head {
  std::int64_t sequence = 0;
  std::string hash = {};
  std::string at = {};  ///< when it was sent, RFC 3339
};

/// "7263 9f86d0…  2026-11-22T09:30:00+08:00", without an end of line.
std::string line_of(const Head& head);
/// Heads out of a text, one a line; other lines are passed over. Fault::Invalid `journal.head-form` when there is none.
Outcome<std::vector<Head>> read_heads(std::string_view text);

/// The newest entry; nothing in an empty journal.
Outcome<std::optional<Head>> newest_head(journal::Journal& journal);

/// Fault::Conflict `journal.head-cut` when the journal does not reach to the head, `journal.head-other` when another
/// entry stands there.
Outcome<void> check_continues(journal::Journal& journal, const Head& head);

/// Appends the head to the file and hands it to the program that the settings name; the first failure of both.
Outcome<void> send_head(const Head& head, const Settings& settings);

/// Where everything that the journal has digests of was found as it says: files stored before that need not be read
/// again. Empty when it never was.
Outcome<std::optional<Instant>> last_look(journal::Journal& journal);
/// Records that the contents of the moment `at` were held against the journal, and what came of it.
Outcome<void> record_look(journal::Journal& journal, Instant at, std::int64_t differences, const std::string& actor,
                          const std::string& reason);

}  // namespace dl::app
