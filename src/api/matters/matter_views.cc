// A matter as its people see it: the row of a list, and one with everything that belongs to it.
#include <algorithm>

#include "accounts/people.h"
#include "api/accounts/people_views.h"
#include "api/comments.h"
#include "api/matters/kinds.h"
#include "api/matters/views.h"
#include "dialogue/message_desk.h"
#include "matters/materials.h"
#include "matters/open_work.h"
#include "matters/other_laws.h"
#include "matters/subject.h"
#include "requests/letter_forms.h"
#include "requests/procedure.h"
#include "work/sign_off.h"

namespace dl::api {

namespace {

using matters::Ask;
using matters::Case;
using matters::Clock;
using matters::Kind;
using matters::Letter;
using matters::Matter;
using Names = std::map<std::string, std::string>;

/// What is shown of a matter besides itself, read in one snapshot.
struct Around {
  const Call& call;
  const Calendar& calendar;
  const agencies::Directory& directory;
  Names names = {};

  matters::Times times() const { return {call.api.laws, calendar}; }
};

Outcome<const Kind*> kind_of(const Matter& matter) {
  const auto* kind = find_matter_kind(matter.kind);
  if (kind == nullptr) return fail(Fault::NotFound, "matter.missing", matter.number);
  return kind;
}

MatterLine line_of(const Matter& matter, const Kind& kind, const std::vector<Clock>& clocks, const Around& around) {
  const auto& state = kind.state(matter.state);
  MatterLine line{.id = matter.id,
                  .kind = matter.kind,
                  .kind_name = std::string(kind.chinese),
                  .agency = matter.agency,
                  .agency_name = agency_name(around.directory, matter.agency),
                  .number = matter.number,
                  .title = matter.title,
                  .state = matter.state,
                  .state_name = std::string(state.chinese),
                  .phase = matter.phase,
                  .department = matter.department,
                  .holder_name = matter.holder.empty() ? "" : name_in(around.names, matter.holder),
                  .channel_name = std::string(chinese_of(matter.channel)),
                  .class_name = matter_class_name(matter),
                  .outcome_name = matter_code_name(kind, matter.outcome, around.call.api.vocabularies),
                  .round = matter.round,
                  .received_on = matter.received_on,
                  .ended_on = matter.ended_on,
                  .opened_at = matter.opened_at};
  if (matter.phase != matters::Phase::Ended) line.due_on = matters::next_due(clocks);
  if (line.due_on) line.days_left = days_between(around.call.api.around.clock.today(), *line.due_on);
  return line;
}

/// What its step asked for by name, under the labels of its questions.
std::vector<MatterDetail> said_of(const matters::Fact& fact, const Kind& kind) {
  const auto value = [&](Ask ask) -> std::string {
    switch (ask) {
      case Ask::Count: return fact.count == 0 ? std::string() : fmt::format("{}", fact.count);
      case Ask::Place: return fact.place;
      case Ask::Person: return fact.person;
      case Ask::Terms: return fact.terms;
      default: return {};
    }
  };
  const auto row = std::ranges::find_if(kind.steps, [&](const auto& one) { return one.event.verb == fact.verb; });
  std::vector<MatterDetail> said;
  if (row == kind.steps.end()) return said;
  for (const auto& question : row->questions)
    if (auto words = value(question.ask); !words.empty())
      said.push_back({std::string(question.label), std::move(words)});
  return said;
}

MatterFactView view_of(const matters::Fact& fact, const Kind& kind, const Around& around) {
  return {
      .id = fact.id,
      .round = fact.round,
      .verb = fact.verb,
      .name = std::string(kind.chinese_of(fact.verb)),
      .on = fact.on,
      .until = fact.until,
      .code = fact.code,
      // What it was opened with stands among its details.
      .code_name = fact.verb == kind.opened.verb ? "" : matter_code_name(kind, fact.code, around.call.api.vocabularies),
      .words = fact.words,
      .department = fact.department,
      .holder_name = fact.holder.empty() ? "" : name_in(around.names, fact.holder),
      .said = said_of(fact, kind),
      .file = kind.names_file(fact.verb) ? static_cast<int>(fact.about) : 0,
      .person_name = fact.actor == dialogue::kPublicActor ? "来件人（网上）" : name_in(around.names, fact.actor),
      .at = fact.at,
      .told = kind.told(fact.verb)};
}

std::string length_words(const periods::Period& period) {
  return period.length_text() + std::string(periods::chinese_of(period.unit));
}

MatterClockView view_of(const Clock& clock, const Matter& matter, const Around& around) {
  MatterClockView view{.code = clock.code,
                       .title = clock.title,
                       .from = clock.walk.from.date(),
                       .due_on = clock.due(),
                       .met_on = clock.met_on,
                       .missed = clock.missed(around.call.api.around.clock.today()),
                       .provisional = clock.walk.provisional};
  const auto day = matter.received_on.value_or(matter.opened_at.date());
  if (const auto* period = around.call.api.laws.find(clock.period, day); period != nullptr) {
    view.source = period->source;
    view.length = length_words(*period);
  }
  for (const auto& one : clock.walk.days) view.days.push_back({one.date, one.counted, one.number, one.because()});
  return view;
}

/// Puts beside each clock when it would be due by law that is not applied.
void add_others(std::vector<MatterClockView>& views, const std::vector<matters::OtherLaw>& others) {
  for (const auto& other : others)
    for (const auto& clock : other.clocks) {
      const auto view = std::ranges::find(views, clock.code, &MatterClockView::code);
      if (view == views.end()) continue;
      const auto& period = other.period;
      view->others.push_back({.title = period.title,
                              .source = period.source,
                              .length = length_words(period),
                              .grade = std::string(periods::letter_of(period.grade)),
                              .confirmed = period.on,
                              .in_force_from = period.effective_from,
                              .in_force_until = period.effective_until,
                              .from = clock.walk.from.date(),
                              .due_on = clock.due()});
    }
}

MatterLetterView view_of(const Letter& letter, const Kind& kind, const Around& around) {
  return {.id = letter.id,
          .round = letter.round,
          .kind = letter.kind,
          .kind_name = letter_name(kind, letter.kind),
          .digest = letter.digest,
          .drafted_by_name = name_in(around.names, letter.drafted_by),
          .changed_at = letter.changed_at,
          .number = letter.number,
          .issued_on = letter.issued_on,
          .issued_by_name = letter.issued() ? name_in(around.names, letter.issued_by) : "",
          .sealed = !letter.seal.empty()};
}

MatterContact view_of(const matters::Contact& contact) {
  return {contact.name,  contact.identity_kind, contact.identity_number, contact.representative, contact.contact_name,
          contact.phone, contact.email,         contact.address,         contact.postcode};
}

Outcome<std::vector<MatterPartyView>> parties_of(db::Session& session, const Call& call, const Matter& matter) {
  DL_TRY(const auto parties, matters::list_parties(session, matter.id));
  std::vector<MatterPartyView> views;
  for (const auto& party : parties) {
    Matter of = matter;
    of.klass = party.klass;
    MatterPartyView view{party.id, party.role, std::string(chinese_of(party.role)), matter_class_name(of), {}};
    DL_TRY(const auto contact, matters::contact_of(session, call.api.around.sealing_key, party));
    if (contact) view.contact = view_of(*contact);
    views.push_back(std::move(view));
  }
  return views;
}

/// What a matter belongs to and what belongs to it, as far as the caller sees it.
Outcome<std::vector<MatterRelationView>> relations_of(db::Session& session, const Call& call, const Case& now) {
  DL_TRY(auto ties, matters::list_followers(session, now.matter.id));
  ties.insert(ties.end(), now.relations.begin(), now.relations.end());
  std::vector<std::int64_t> ids;
  for (const auto& tie : ties) ids.push_back(tie.matter == now.matter.id ? tie.other : tie.matter);
  DL_TRY(const auto others, matters::load_matters(session, ids));
  const auto sight = matter_sight(call.who);
  std::vector<MatterRelationView> views;
  for (const auto& tie : ties) {
    const bool leads = tie.other == now.matter.id;
    const auto other = std::ranges::find(others, leads ? tie.matter : tie.other, &Matter::id);
    if (other == others.end() || !sight.covers(*other)) continue;
    DL_TRY(const auto* kind, kind_of(*other));
    views.push_back({other->id, other->number, other->title, std::string(kind->state(other->state).chinese),
                     std::string(chinese_of(tie.tie)), tie.tie, leads});
  }
  return views;
}

std::vector<MatterSignature> signatures_of(const std::optional<dl::work::SignOff>& sign_off, const Names& names) {
  std::vector<MatterSignature> views;
  if (!sign_off) return views;
  for (const auto& one : sign_off->stations)
    views.push_back({one.title, one.signed_by.empty() ? "" : name_in(names, one.signed_by), one.remark, one.signed_at});
  return views;
}

std::vector<MatterFileView> files_of(const std::vector<matters::Material>& materials, const Case& now,
                                     const Around& around) {
  const auto actor = around.call.who.actor();
  std::vector<MatterFileView> views;
  for (const auto& one : materials)
    views.push_back({api::view_of(one.file), name_in(around.names, one.file.added_by), one.added_at,
                     matters::removable(one, now, actor)});
  return views;
}

/// Everybody who is named on the page.
std::vector<std::string> actors_in(const Case& now, const std::vector<Letter>& letters,
                                   const std::optional<dl::work::SignOff>& sign_off,
                                   const std::vector<matters::Material>& materials,
                                   const std::vector<dl::work::Comment>& remarks) {
  std::vector<std::string> actors = {now.matter.holder};
  for (const auto& fact : now.facts) {
    actors.push_back(fact.actor);
    actors.push_back(fact.holder);
  }
  for (const auto& letter : letters) {
    actors.push_back(letter.drafted_by);
    actors.push_back(letter.issued_by);
  }
  if (sign_off)
    for (const auto& station : sign_off->stations) actors.push_back(station.signed_by);
  for (const auto& material : materials) actors.push_back(material.file.added_by);
  for (const auto& remark : remarks) actors.push_back(remark.person);
  std::erase(actors, "");
  return actors;
}

Outcome<MatterView> view_of(db::Session& session, Call& call, std::int64_t id) {
  DL_TRY(auto matter, matters::load_matter(session, matter_sight(call.who), id));
  DL_TRY(const auto* kind, kind_of(matter));
  DL_TRY(const auto now, matters::load_case(session, std::move(matter)));
  DL_TRY(const auto letters, matters::list_letters(session, id));
  DL_TRY(const auto sign_off, dl::work::find_sign_off(session, matters::subject_of(id)));
  DL_TRY(const auto materials, matters::list_materials(session, id));
  DL_TRY(const auto remarks, matters::list_remarks(session, id));
  const auto calendar = call.api.calendar.current();
  const auto directory = call.api.around.directory.current();
  Around around{call, *calendar, *directory};
  DL_TRY(around.names, accounts::names_of(session, actors_in(now, letters, sign_off, materials, remarks)));
  DL_TRY(const auto clocks, kind->clocks(now, around.times()));
  MatterView view;
  static_cast<MatterLine&>(view) = line_of(now.matter, *kind, clocks, around);
  view.told = kind->state(now.matter.state).told;
  DL_TRY(view.details, matter_details(session, call, now.matter));
  for (const auto& fact : now.facts) view.facts.push_back(view_of(fact, *kind, around));
  for (const auto& clock : clocks) view.clocks.push_back(view_of(clock, now.matter, around));
  add_others(view.clocks, matters::other_laws(*kind, now, around.times(), clocks));
  DL_TRY(view.parties, parties_of(session, call, now.matter));
  for (const auto& letter : letters) {
    view.letters.push_back(view_of(letter, *kind, around));
    view.letters.back().editable = !letter.issued() && kind->may_draft(now, letter.kind, letter.id);
    view.letters.back().discardable = !letter.issued() && !matters::was_submitted(now, *kind, letter.id);
  }
  view.letter_kinds = letter_kinds_of(*kind);
  std::erase_if(view.letter_kinds, [&](const MatterChoice& one) { return !kind->may_draft(now, one.value, 0); });
  DL_TRY(view.relations, relations_of(session, call, now));
  DL_TRY(const auto ratings, matters::list_ratings(session, id));
  for (const auto& one : ratings) view.ratings.push_back({one.round, one.stars, one.words, one.at});
  view.signatures = signatures_of(sign_off, around.names);
  view.files = files_of(materials, now, around);
  view.comments = views_of(remarks, {}, around.names);
  view.handles = call.who.may(handling_right(*kind, call.who, now.matter.agency), now.matter.agency);
  DL_TRY(view.steps, matter_offers(session, call, now, letters));
  view.revision = now.matter.revision;
  return view;
}

}  // namespace

std::string letter_name(const Kind& kind, std::string_view letter) {
  if (kind.name == requests::Procedure::kName)
    if (const auto known = find_name<requests::LetterKind>(letter)) return std::string(chinese_of(*known));
  const auto kinds = letter_kinds_of(kind);
  const auto found = std::ranges::find(kinds, letter, &MatterChoice::value);
  return found == kinds.end() ? std::string(letter) : found->label;
}

std::vector<MatterChoice> letter_kinds_of(const Kind& kind) {
  std::vector<MatterChoice> kinds;
  if (kind.name == requests::Procedure::kName) {
    for (const auto& row : requests::kLetterKinds)
      if (!requests::is_internal(row.value)) kinds.push_back({std::string(row.name), std::string(row.chinese)});
    return kinds;
  }
  for (const auto& step : kind.steps)
    for (const auto& question : step.questions) {
      if (question.ask != Ask::Letter) continue;
      for (const auto name : words_in(question.among))
        if (std::ranges::find(kinds, name, &MatterChoice::value) == kinds.end())
          kinds.push_back({std::string(name), std::string(question.label)});
    }
  return kinds;
}

matters::Contact contact_of(const MatterContact& input) {
  return {input.name,  input.identity_kind, input.identity_number, input.representative, input.contact_name,
          input.phone, input.email,         input.address,         input.postcode};
}

Outcome<std::vector<MatterLine>> lines_of(db::Session& session, const Call& call, std::vector<Matter> rows) {
  const auto calendar = call.api.calendar.current();
  const auto directory = call.api.around.directory.current();
  Around around{call, *calendar, *directory};
  std::vector<std::string> holders;
  for (const auto& row : rows)
    if (!row.holder.empty()) holders.push_back(row.holder);
  DL_TRY(around.names, accounts::names_of(session, holders));
  DL_TRY(const auto cases, matters::load_cases(session, std::move(rows)));
  std::vector<MatterLine> lines;
  for (const auto& one : cases) {
    DL_TRY(const auto* kind, kind_of(one.matter));
    DL_TRY(const auto clocks, kind->clocks(one, around.times()));
    lines.push_back(line_of(one.matter, *kind, clocks, around));
  }
  return lines;
}

Outcome<MatterView> load_matter_view(Call& call, std::int64_t id) {
  return call.api.read([&](db::Session& session) { return view_of(session, call, id); });
}

}  // namespace dl::api
