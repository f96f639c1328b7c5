// What an agency has posted for its own people (内部公开, D05): 廉洁自律, 任免, 财务 and the like. Whoever works
// for the agency reads it, with or without a role; everybody else finds nothing. Each function takes
// the agency that the reader works for and puts it in its SQL.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "publications/shelf.h"

namespace dl::publications {

struct PostedLine {
  std::int64_t document = 0;
  std::int64_t column = 0;
  std::string title = {};
  std::string summary = {};
  Instant posted_at = {};
};

/// The last posted first. `text` is part of the title; empty = all.
Outcome<db::Page<PostedLine>> list_posted(db::Session& session, std::int64_t agency, std::string_view text,
                                          const std::optional<db::Key>& after, int limit);

/// A posted document with the words that are shown. Fault::NotFound `document.missing`.
struct Posted {
  Document document = {};
  Edition edition = {};
};
Outcome<Posted> load_posted(db::Session& session, std::int64_t agency, std::int64_t document);

/// The stored file behind an attachment of what is shown; Fault::NotFound `document.missing` or `file.missing`.
Outcome<Attachment> find_posted_file(db::Session& session, std::int64_t agency, std::int64_t document,
                                     std::string_view digest);

}  // namespace dl::publications
