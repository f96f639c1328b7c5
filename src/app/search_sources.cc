#include "app/search_sources.h"

#include <algorithm>

#include "base/text.h"
#include "publications/events.h"
#include "publications/force.h"
#include "publications/library.h"
#include "records/library.h"
#include "records/mask.h"
#include "records/write.h"

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

bool reads_alone(const std::string& words) {
  const auto points = text::decode(words);
  return std::ranges::any_of(points, text::is_han);
}

/// Of a record of a register: what its page says, under its name.
search::Record record_of(const records::Live& live, const DirectoryHolder& directory) {
  const auto& made = *live.made;
  search::Record record;
  record.id.number = live.row.id;
  record.title = records::shown_name(made, live.shown);
  for (const auto* field : made.page.detail) {
    const auto text = records::shown_of(live.shown.at(field->place), *field);
    if (field->type == records::Type::DocumentNumber && record.document_number.empty()) record.document_number = text;
    if (text.empty()) continue;
    // Figures, dates and codes say nothing without their names; words do, and are found by what they say.
    record.body += (record.body.empty() ? "" : "；") + (reads_alone(text) ? text : field->title + "：" + text);
  }
  record.address = accounts::address_of(records::kRecord.page, live.row.id);
  record.agency = live.row.agency;
  for (const auto& passage : live.passages)
    if (passage.words != 0) record.published_at = passage.at;
  record.year = record.published_at.date().year();
  record.kind = made.title;
  if (live.row.shown_until) record.ends_on = live.row.shown_until->plus_days(1);
  for (const auto& site : directory.current()->sites())
    if (site.agency == live.row.agency || made.keeper == records::Keeper::City)
      record.marks.push_back(fmt::format("site:{}", site.id));
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

Source records_of(const DirectoryHolder& directory, const records::Registers& registers) {
  Source source;
  source.prefix = records::kRecord.prefix;
  source.find = [&directory, &registers](db::Session& session,
                                         std::int64_t id) -> Outcome<std::optional<search::Record>> {
    DL_TRY(const auto live, records::find_live(session, registers, id));
    if (!live) return std::nullopt;
    return record_of(*live, directory);
  };
  source.between = [&directory, &registers](db::Session& session, NumberRange range, int most) -> Outcome<Records> {
    DL_TRY(const auto batch, records::live_between(session, registers, range.after, range.up_to, most));
    Records found;
    for (const auto& live : batch) found.push_back(record_of(live, directory));
    return found;
  };
  source.last = records::last_live;
  return source;
}

}  // namespace

std::vector<Source> search_sources(const DirectoryHolder& directory, const records::Registers& registers) {
  return {documents(directory), records_of(directory, registers)};
}

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
