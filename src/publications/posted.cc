#include "publications/posted.h"

#include "db/like.h"
#include "publications/edition_rows.h"

namespace dl::publications {

using Id = std::int64_t;
using Text = std::string;

Outcome<PostedPage> list_posted(db::Session& session, std::int64_t agency, std::string_view text,
                                const std::optional<WorkCursor>& after, int limit) {
  const auto key = after.value_or(WorkCursor{Instant(std::int64_t{1} << 60), 0});
  DL_TRY(
      auto rows,
      (session.query<Id, Id, Text, Text, Instant>(
          "SELECT document, site_column, title, summary, posted_at FROM edition WHERE state = 'Posted' AND "
          "agency = :agency AND lower(title) LIKE lower(:text) ESCAPE '!' AND (posted_at, document) < (:at, :document) "
          "ORDER BY posted_at DESC, document DESC LIMIT :limit",
          agency, db::pattern_containing(text), key.updated_at, key.document, limit + 1)));
  PostedPage page;
  for (auto& [document, column, title, summary, at] : rows) {
    if (page.lines.size() == static_cast<std::size_t>(limit)) {
      page.next = WorkCursor{page.lines.back().posted_at, page.lines.back().document};
      break;
    }
    page.lines.push_back({document, column, std::move(title), std::move(summary), at});
  }
  return page;
}

Outcome<Posted> load_posted(db::Session& session, std::int64_t agency, std::int64_t document) {
  DL_TRY(auto edition,
         find_edition(session, fmt::format("document = :document AND state = 'Posted' AND agency = {}", agency),
                      document));
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
