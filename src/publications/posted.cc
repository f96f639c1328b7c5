#include "publications/posted.h"

#include "db/like.h"
#include "publications/edition_rows.h"

namespace dl::publications {

using Id = std::int64_t;
using Text = std::string;

Outcome<db::Page<PostedLine>> list_posted(db::Session& session, std::int64_t agency, std::string_view text,
                                          const std::optional<db::Key>& after, int limit) {
  const auto key = after.value_or(db::Key::top());
  DL_TRY(auto rows, (session.query<Id, Id, Text, Text, Instant>(
                        "SELECT document, site_column, title, summary, posted_at FROM edition WHERE state = 'Posted' "
                        "AND agency = :agency AND lower(title) LIKE lower(:text) ESCAPE '!' AND "
                        "(posted_at, document) < (:at, :document) ORDER BY posted_at DESC, document DESC LIMIT :limit",
                        agency, db::pattern_containing(text), key.first, key.second, limit + 1)));
  std::vector<PostedLine> lines;
  for (auto& [document, column, title, summary, at] : rows)
    lines.push_back({document, column, std::move(title), std::move(summary), at});
  return db::cut_page(std::move(lines), limit,
                      [](const PostedLine& line) { return db::Key::of(line.posted_at, line.document); });
}

Outcome<Posted> load_posted(db::Session& session, std::int64_t agency, std::int64_t document) {
  DL_TRY(auto edition,
         find_edition(session, db::Sql("document = ? AND state = 'Posted' AND agency = ?", document, agency)));
  if (!edition) return fail(Fault::NotFound, "document.missing", fmt::format("{}", document));
  DL_TRY(auto found, load_document(session, document));
  return Posted{std::move(found), std::move(*edition)};
}

Outcome<Attachment> find_posted_file(db::Session& session, std::int64_t agency, std::int64_t document,
                                     std::string_view digest) {
  DL_TRY(auto posted, load_posted(session, agency, document));
  for (auto& file : posted.edition.attachments)
    if (file.digest == digest) return std::move(file);
  return fail(Fault::NotFound, "file.missing", std::string(digest));
}

}  // namespace dl::publications
