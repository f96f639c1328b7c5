// The text of an entry over which its hash is taken. README.md describes it for outsiders.
#pragma once

#include <string>

#include "journal/journal.h"

namespace dl::journal {

/// The canonical text; entry.hash is not part of it, entry.previous_hash is.
std::string canonical_text(const Entry& entry);
/// SHA-256 of the canonical text, in lower-case hexadecimal.
std::string hash_of(const Entry& entry);

/// Topics as they are stored: one a line.
std::string join_topics(const std::vector<std::string>& topics);
std::vector<std::string> split_topics(const std::string& text);

}  // namespace dl::journal
