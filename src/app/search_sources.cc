#include "app/search_sources.h"

#include "publications/events.h"
#include "publications/force.h"
#include "publications/library.h"

namespace dl::app {

namespace {

using agencies::DirectoryHolder;
using Records = std::vector<search::Record>;

/// What interprets another comes after it, and so does what has lost its force.
search::Standing standing_of(const publications::Live& live) {
  using publications::Validity;
  const auto validity = live.edition.metadata.validity;
  const bool over = validity == Validity::Expired || validity == Validity::Repealed || validity == Validity::Revoked;
  const bool interprets = std::any_of(live.links.begin(), live.links.end(), [](const publications::Link& link) {
    return link.outgoing && link.relation == publications::Relation::Interprets;
  });
  return over || interprets ? search::Standing::After : search::Standing::First;
}

search::Record record_of(const publications::Live& live, const DirectoryHolder& directory) {
  const auto& [document, edition, links, editions] = live;
  const auto& metadata = edition.metadata;
  search::Record record;
  record.id.number = document.id;
  record.title = metadata.title;
  record.document_number = metadata.document_number;
  record.index_number = document.index_number;
  record.body = content::plain_text(edition.body);
  for (const auto& file : edition.attachments)
    if (!file.embedded) record.body += "\n" + file.name;
  record.address = accounts::address_of(publications::kDocument.page, document.id);
  record.agency = document.agency;
  record.column = document.column;
  record.published_at = edition.published_at.value_or(Instant());
  record.year = record.published_at.date().year();
  record.kind = metadata.kind;
  record.validity = publications::force_of(metadata);
  record.standing = standing_of(live);
  if (metadata.expires_on) record.ends_on = metadata.expires_on->plus_days(1);  // the last day on which it holds
  if (const auto* column = directory.current()->column(document.column))
    record.marks.push_back(fmt::format("site:{}", column->site));
  for (const auto& theme : metadata.themes) record.marks.push_back("theme:" + theme);
  return record;
}

Source documents(const DirectoryHolder& directory) {
  Source source;
  source.prefix = publications::kDocument.prefix;
  source.find = [&directory](db::Session& session, std::int64_t id) -> Outcome<std::optional<search::Record>> {
    auto live = publications::load_live(session, id);
    if (live) return record_of(*live, directory);
    const bool hidden = live.error().fault == Fault::NotFound || live.error().fault == Fault::Gone;
    if (!hidden) return Failure(live.error());
    return std::nullopt;
  };
  source.between = [&directory](db::Session& session, NumberRange range, int most) -> Outcome<Records> {
    DL_TRY(const auto batch, publications::live_between(session, range.after, range.up_to, most));
    Records records;
    for (const auto& live : batch) records.push_back(record_of(live, directory));
    return records;
  };
  source.last = publications::last_live;
  return source;
}

}  // namespace

std::vector<Source> search_sources(const DirectoryHolder& directory) { return {documents(directory)}; }

Outcome<std::unique_ptr<search::Index>> open_index(const std::filesystem::path& folder,
                                                   const std::vector<Source>& sources) {
  std::string names;
  for (const auto& source : sources) names += (names.empty() ? "" : " ") + source.prefix;
  DL_TRY(auto words, search::Wordings::load());
  DL_TRY(auto index, search::Index::open(folder, names));
  index->say(std::make_shared<const search::Wordings>(std::move(words)));
  return index;
}

}  // namespace dl::app
