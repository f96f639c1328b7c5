#include "api/publications/document_views.h"

#include "api/operation.h"
#include "publications/finding_store.h"

namespace dl::api {

namespace {

using accounts::Right;
using dl::work::Leads;
using publications::Finding;
using publications::Force;
using publications::State;
using publications::Step;
using publications::Work;
using Names = std::map<std::string, std::string>;

/// All that is read of a document.
struct Read : publications::Whole {
  std::vector<Finding> findings = {};
  Names names = {};
};

Outcome<Read> read_all(db::Session& sql, const Call& call, const accounts::Scope& scope, std::int64_t document) {
  DL_TRY(auto whole, publications::load_whole(sql, scope, document));
  Read read{std::move(whole)};
  DL_TRY(read.findings, publications::load_findings(sql, read.work.edition, *call.api.around.directory.current(),
                                                    call.api.around.clock.now()));
  std::vector<std::string> actors = {read.work.edition.author, read.work.scheduled_by};
  for (const auto& edition : read.editions) actors.push_back(edition.author);
  for (const auto& review : read.reviews) actors.push_back(review.person);
  for (const auto& comment : read.comments) actors.push_back(comment.person);
  for (const auto& finding : read.findings) actors.push_back(finding.answered_by);
  DL_TRY(read.names, accounts::names_of(sql, actors));
  return read;
}

publications::Standing standing_of(const Read& read, const accounts::Principal& who, Force force) {
  const auto& work = read.work;
  publications::Standing standing{.edition = work.edition,
                                  .actor = who.actor(),
                                  .authors = work.authors,
                                  .owed = count_owed(read.findings),
                                  .is_public = work.public_edition.has_value(),
                                  .force = force};
  for (const auto& review : read.reviews)
    if (review.version == work.edition.number) standing.reviews.push_back(review);
  return standing;
}

// What readers see can be withdrawn while work goes on with a newer edition.
State state_before(const Work& work, Step step) {
  if (is_of_shown(step) && work.public_edition) return State::Published;
  if (is_of_shown(step) && work.posted_edition) return State::Posted;
  return work.edition.state;
}

// The rows of the life cycle that start where the document stands, each asked what the desk would ask it.
void describe_steps(DocumentView& view, const Read& read, const Call& call) {
  const auto& [work, who] = std::tie(read.work, call.who);
  const auto agency = work.document.agency;
  const auto standing = standing_of(read, who, Force::No);
  for (const auto& row : publications::kCycle) {
    if (row.asking.leads == Leads::Follows || !suits(work.edition, row.step)) continue;
    if (row.from != state_before(work, row.step)) continue;
    auto offer = offer_of(call, row, standing, agency);
    if (offer.allowed && row.step == release_of(work.edition.metadata.disclosure)) view.schedulable = true;
    view.steps.push_back(std::move(offer));
  }
  view.unschedulable = work.scheduled_at && who.may(Right::PublishDocuments, agency);
  view.editable = work.edition.state == State::Draft && who.may(Right::DraftDocuments, agency);
  if (is_released(work.edition.state) || !who.may(Right::ForcePublication, agency)) return;
  if (!check_publication(standing_of(read, who, Force::Yes))) return;
  view.by_force = offer_of(Step::Publish, publications::kForcing, dl::work::Reason::Owed);
  view.by_force->name = "强制发布";
  view.by_force->allowed = true;
}

void describe_place(DocumentView& view, const publications::Document& document, bool is_public,
                    const agencies::Directory& directory) {
  view.agency_name = agency_name(directory, document.agency);
  const auto* column = directory.column(document.column);
  if (column == nullptr) return;
  view.column_name = column->name;
  view.site = column->site;
  const auto* site = directory.site(column->site);
  if (is_public && site != nullptr) view.address = fmt::format("{}/documents/{}", site->prefix, document.id);
}

void describe_past(DocumentView& view, const Read& read) {
  for (const auto& edition : read.editions)
    view.editions.push_back({edition.number, edition.state, std::string(chinese_of(edition.state)),
                             name_in(read.names, edition.author), edition.change_note, edition.ground,
                             edition.created_at, edition.released_at, edition.posted_at, edition.ended_at});
  for (const auto& review : read.reviews) {
    const auto step = find_named<Step>(review.step).value_or(Step::Review);
    view.reviews.push_back({step, std::string(chinese_of(step)), std::string(leads_of(publications::kCycle, step)),
                            review.version, review.person, name_in(read.names, review.person), review.remark,
                            review.at});
  }
  view.comments = views_of(read.comments, read.work.edition.body, read.names);
  for (const auto& link : read.links)
    view.links.push_back(
        {link.relation, std::string(chinese_of(link.relation)), link.outgoing, link.document, link.title});
}

void describe_findings(DocumentView& view, const Read& read, const Call& call) {
  const auto& work = read.work;
  for (const auto& finding : read.findings) {
    const auto& [kind, digest, place, block, excerpt, message] = finding.what;
    FindingView line{.digest = digest,
                     .kind = kind,
                     .kind_name = std::string(finding.kind().chinese),
                     .place = place,
                     .block = block,
                     .excerpt = excerpt,
                     .message = message,
                     .found_at = finding.found_at,
                     .owed = finding.is_owed(),
                     .answer = finding.answer,
                     .answer_name = std::string(chinese_of(finding.answer)),
                     .answered_by_name = name_in(read.names, finding.answered_by),
                     .answered_at = finding.answered_at,
                     .reason = finding.reason,
                     .mendable = finding.kind().origin == intake::Origin::Reading};
    auto answerable = publications::check_answerer(finding, work.authors, call.who, work.document.agency);
    if (is_released(work.edition.state))
      line.why_not = call.api.around.sentences("document.step");
    else if (!answerable)
      line.why_not = call.api.around.sentences(answerable.error().key);
    view.findings.push_back(std::move(line));
  }
}

std::string text_of(const std::string& text) { return text; }
std::string text_of(const std::optional<Date>& date) { return date ? date->text() : std::string(); }
std::string text_of(const std::vector<std::string>& texts) {
  std::string joined;
  for (const auto& text : texts) joined += (joined.empty() ? "" : "；") + text;
  return joined;
}
std::string text_of(publications::Validity validity) { return std::string(chinese_of(validity)); }
std::string text_of(publications::DisclosureClass disclosure) { return std::string(chinese_of(disclosure)); }

}  // namespace

publications::WorkFilter filter_of(const Call& call, const DocumentFilter& asked) {
  publications::WorkFilter filter{
      .agency = asked.agency, .state = asked.state, .text = asked.text, .kind = asked.kind, .year = asked.year};
  if (asked.column > 0) filter.columns = call.api.around.directory.current()->with_descendants(asked.column);
  if (asked.mine) filter.author = call.who.actor();
  return filter;
}

std::string column_name(const agencies::Directory& directory, std::int64_t id) {
  const auto* column = directory.column(id);
  return column == nullptr ? std::string() : column->name;
}

DocumentLine view_of(const publications::WorkLine& line, const agencies::Directory& directory, const Names& names) {
  return {.id = line.document,
          .agency = line.agency,
          .agency_name = agency_name(directory, line.agency),
          .column = line.column,
          .column_name = column_name(directory, line.column),
          .title = line.title,
          .document_number = line.document_number,
          .index_number = line.index_number,
          .kind = line.kind,
          .state = line.state,
          .state_name = std::string(chinese_of(line.state)),
          .edition = line.edition,
          .revision = line.revision,
          .author = line.author,
          .author_name = name_in(names, line.author),
          .updated_at = line.updated_at,
          .published_at = line.published_at,
          .scheduled_at = line.scheduled_at,
          .public_ = line.is_public};
}

EditionView view_of(const publications::Edition& edition, const Names& names) {
  EditionView view{.number = edition.number,
                   .state = edition.state,
                   .state_name = std::string(chinese_of(edition.state)),
                   .metadata = edition.metadata,
                   .body = edition.body,
                   .author = edition.author,
                   .author_name = name_in(names, edition.author),
                   .change_note = edition.change_note,
                   .ground = edition.ground,
                   .created_at = edition.created_at,
                   .published_at = edition.published_at,
                   .released_at = edition.released_at,
                   .posted_at = edition.posted_at,
                   .ended_at = edition.ended_at};
  for (const auto& file : edition.attachments) view.attachments.push_back(view_of(file));
  return view;
}

Outcome<DocumentView> load_view(Call& call, const accounts::Scope& scope, std::int64_t document) {
  const auto directory = call.api.around.directory.current();
  DL_TRY(const auto read, call.api.read([&](db::Session& sql) { return read_all(sql, call, scope, document); }));
  const auto& work = read.work;
  DocumentView view{.id = work.document.id,
                    .agency = work.document.agency,
                    .column = work.document.column,
                    .index_number = work.document.index_number,
                    .revision = work.revision,
                    .created_at = work.created_at,
                    .updated_at = work.updated_at,
                    .edition = view_of(work.edition, read.names),
                    .public_edition = work.public_edition,
                    .posted_edition = work.posted_edition,
                    .scheduled_at = work.scheduled_at,
                    .scheduled_by_name = name_in(read.names, work.scheduled_by)};
  if (!work.schedule_failed.empty()) view.schedule_failed = call.api.around.sentences(work.schedule_failed);
  describe_place(view, work.document, work.public_edition.has_value(), *directory);
  describe_past(view, read);
  describe_findings(view, read, call);
  describe_steps(view, read, call);
  call.set_revision(work.revision);
  return view;
}

std::vector<std::pair<std::string, std::string>> texts_of(const publications::Metadata& metadata) {
  std::vector<std::pair<std::string, std::string>> texts;
  boost::mp11::mp_for_each<MembersOf<publications::Metadata>>(
      [&](auto member) { texts.emplace_back(member.name, text_of(metadata.*member.pointer)); });
  return texts;
}

}  // namespace dl::api
