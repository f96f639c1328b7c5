#include "publications/edition_rows.h"

#include "publications/metadata_json.h"
#include "work/files.h"

namespace dl::publications {

Outcome<std::optional<Edition>> find_edition(db::Session& session, const db::Sql& condition) {
  using Text = std::string;
  using Moment = std::optional<Instant>;
  DL_TRY(auto row, (session.find<std::int64_t, std::int64_t, int, Text, Text, Text, Text, Instant, Moment, Moment,
                                 Moment, Moment, Text, Text, std::optional<Text>, Moment, std::optional<Text>>(db::Sql(
                       "SELECT id, document, number, state, author, change_note, ground, created_at, "
                       "published_at, released_at, posted_at, ended_at, "
                       "coalesce(draft_words.metadata, edition.metadata), coalesce(draft_words.body, edition.body), "
                       "person, kept_at, before_digest "
                       "FROM edition LEFT JOIN draft_words ON draft_words.edition = edition.id WHERE ?",
                       condition))));
  if (!row) return std::nullopt;

  Edition edition;
  std::string state;
  std::string metadata;
  std::string body;
  std::optional<std::string> person;
  std::optional<Instant> kept_at;
  std::optional<std::string> before;
  std::tie(edition.id, edition.document, edition.number, state, edition.author, edition.change_note, edition.ground,
           edition.created_at, edition.published_at, edition.released_at, edition.posted_at, edition.ended_at, metadata,
           body, person, kept_at, before) = std::move(*row);
  if (person) edition.under_way = UnderWay{*person, kept_at.value_or(Instant()), before.value_or("")};
  edition.state = find_named<State>(state).value_or(State::Draft);
  DL_TRY(edition.metadata, read_metadata(metadata));
  DL_TRY(edition.body, content::read_json(body));
  DL_TRY(edition.attachments, work::list_files(session, version_of(edition)));
  return edition;
}

}  // namespace dl::publications
