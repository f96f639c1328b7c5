// The steps that a matter offers to the caller, with what each asks for.
#include <algorithm>

#include "accounts/people.h"
#include "api/matters/kinds.h"
#include "api/matters/views.h"
#include "api/seat.h"
#include "matters/materials.h"
#include "matters/subject.h"
#include "work/sign_off.h"

namespace dl::api {

namespace {

using matters::Ask;
using matters::Case;
using matters::Kind;
using matters::Letter;
using matters::Question;
using matters::Sign;
using matters::StepRow;

constexpr int kMostPeople = 200;  ///< to choose a holder from

/// What offers look at.
struct Offering {
  db::Session& session;
  const Call& call;
  const Case& now;
  const Kind& kind;
  const std::vector<Letter>& letters;
  const std::optional<dl::work::SignOff>& sign_off;
  const dl::work::Seat& seat;
};

bool is_among(std::string_view among, std::string_view name) {
  return among.empty() || std::ranges::count(words_in(among), name) > 0;
}

std::vector<MatterChoice> terms_of(const Offering& on, std::string_view list) {
  std::vector<MatterChoice> choices;
  const auto* words = on.call.api.vocabularies.find(list);
  if (words == nullptr) return choices;
  const auto today = on.call.api.around.clock.today();
  for (const auto& term : words->terms)
    if (term.in_force(today)) choices.push_back({term.code, term.name});
  return choices;
}

std::vector<MatterChoice> facts_of(const Offering& on, std::string_view verbs) {
  std::vector<MatterChoice> choices;
  for (const auto& fact : on.now.facts) {
    if (fact.round != on.now.matter.round || !is_among(verbs, fact.verb)) continue;
    choices.push_back(
        {fmt::format("{}", fact.id), fmt::format("{} {}{}{}{}", fact.on.text(), on.kind.chinese_of(fact.verb),
                                                 fact.department, fact.words.empty() ? "" : "：", fact.words)});
  }
  return choices;
}

std::vector<MatterChoice> letters_of(const Offering& on, std::string_view kinds) {
  std::vector<MatterChoice> choices;
  for (const auto& letter : on.letters)
    if (!letter.issued() && letter.round == on.now.matter.round && is_among(kinds, letter.kind))
      choices.push_back({fmt::format("{}", letter.id), fmt::format("{}（{}起草）", letter_name(on.kind, letter.kind),
                                                                   letter.changed_at.date().text())});
  return choices;
}

Outcome<std::vector<MatterChoice>> files_of(const Offering& on) {
  std::vector<MatterChoice> choices;
  DL_TRY(const auto materials, matters::list_materials(on.session, on.now.matter.id));
  for (const auto& one : materials) choices.push_back({fmt::format("{}", one.file.position), one.file.name});
  return choices;
}

/// Who works at the agency and has the right that is asked for once the step is taken.
Outcome<std::vector<MatterChoice>> people_of(const Offering& on, const StepRow& row) {
  const auto agency = on.now.matter.agency;
  const auto right = on.kind.state(row.to).by.value_or(row.right);
  DL_TRY(const auto people,
         accounts::list_people(on.session, accounts::Scope::of({agency}), {.agency = agency}, 0, kMostPeople));
  std::vector<MatterChoice> choices;
  for (const auto& line : people) {
    const bool active = line.person.state == accounts::PersonState::Active;
    const bool has = std::ranges::any_of(
        line.person.grants, [&](const accounts::Grant& grant) { return accounts::rights_of(grant.role).has(right); });
    if (active && has) choices.push_back({fmt::format("person:{}", line.person.id), line.person.name});
  }
  return choices;
}

std::vector<MatterChoice> departments_of(const Offering& on) {
  std::vector<MatterChoice> choices;
  const auto directory = on.call.api.around.directory.current();
  for (const auto& one : directory->departments())
    if (one.agency == on.now.matter.agency) choices.push_back({one.name, one.name});
  return choices;
}

/// The last day of a period that runs from today; nothing where none is named or in force.
Outcome<std::optional<Date>> proposed_day(const Offering& on, std::string_view period) {
  const auto today = on.call.api.around.clock.today();
  const auto* found = on.call.api.laws.find(period, today);
  if (found == nullptr) return std::optional<Date>();
  const auto calendar = on.call.api.calendar.current();
  DL_TRY(const auto walk, periods::walk(*found, Instant::at(today), {}, *calendar));
  return std::optional(walk.due.date());
}

Outcome<MatterQuestion> question_of(const Offering& on, const StepRow& row, const Question& asked) {
  MatterQuestion question{.ask = asked.ask,
                          .label = std::string(asked.label),
                          .owed = asked.need == matters::Need::Owed,
                          .hint = std::string(asked.hint)};
  switch (asked.ask) {
    case Ask::Code: question.choices = terms_of(on, asked.among); break;
    case Ask::About: question.choices = facts_of(on, asked.among); break;
    case Ask::Letter: question.choices = letters_of(on, asked.among); break;
    case Ask::Department: question.choices = departments_of(on); break;
    case Ask::File: {
      DL_TRY(question.choices, files_of(on));
      break;
    }
    case Ask::Holder: {
      DL_TRY(question.choices, people_of(on, row));
      break;
    }
    case Ask::Person: {
      if (asked.among.empty()) {
        DL_TRY(question.choices, people_of(on, row));
      } else {
        question.choices = terms_of(on, asked.among);
      }
      for (auto& choice : question.choices) choice.value = choice.label;
      break;
    }
    case Ask::Until: {
      DL_TRY(question.proposed, proposed_day(on, asked.among));
      break;
    }
    case Ask::On:
    case Ask::Other:
    case Ask::Count:
    case Ask::Place:
    case Ask::Terms: break;
  }
  return question;
}

/// What keeps the caller from a row: as the desk refuses it.
Outcome<void> check_row(const Offering& on, const StepRow& row, const matters::Standing& standing) {
  if (row.guard != nullptr) DL_CHECK(row.guard(standing));
  if (row.sign != Sign::Sign && row.sign != Sign::SendBack && row.sign != Sign::TakeBack) return {};
  if (!on.sign_off) return fail(Fault::NotFound, "sign-off.missing");
  if (row.sign == Sign::TakeBack)
    return dl::work::last_hand(*on.sign_off) == on.call.who.actor() ? Outcome<void>()
                                                                    : fail(Fault::Forbidden, "sign-off.not-last");
  if (!on.call.who.may(on.sign_off->next()->needs, on.now.matter.agency))
    return fail(Fault::Forbidden, "sign-off.other");  // not their turn
  DL_CHECK(dl::work::check_signer(*on.sign_off, on.seat));
  return {};
}

}  // namespace

Outcome<std::vector<MatterStepOffer>> matter_offers(db::Session& session, const Call& call, const Case& now,
                                                    const std::vector<Letter>& letters) {
  const auto* kind = find_matter_kind(now.matter.kind);
  DL_TRY(const auto sign_off, dl::work::find_sign_off(session, matters::subject_of(now.matter.id)));
  DL_TRY(const auto seat, seat_of(session, call));
  const Offering on{session, call, now, *kind, letters, sign_off, seat};
  const auto calendar = call.api.calendar.current();
  const auto actor = call.who.actor();
  const matters::Standing standing{now, {call.api.laws, *calendar}, call.api.around.clock.today(), actor};
  std::vector<MatterStepOffer> offers;
  for (const auto& row : kind->steps) {
    // Nobody is shown what is not theirs to do.
    if (row.from != now.matter.state || row.asking.leads == dl::work::Leads::Follows) continue;
    if (!kind->require(row, call.who, now.matter.agency)) continue;
    MatterStepOffer offer;
    static_cast<StepView&>(offer) = {.step = std::string(row.step),
                                     .name = std::string(row.chinese),
                                     .leads = std::string(dl::work::name_of(row.asking.leads)),
                                     .sentence = std::string(row.asking.sentence),
                                     .reason_label = std::string(row.asking.label),
                                     .reason_owed = row.reason == dl::work::Reason::Owed};
    offer.stays = row.from == row.to && row.sign == Sign::None;
    const auto checked = check_row(on, row, standing);
    offer.allowed = checked.has_value();
    if (!checked) offer.why_not = call.api.around.sentences(checked.error().key);
    for (const auto& asked : row.questions) {
      DL_TRY(auto question, question_of(on, row, asked));
      offer.questions.push_back(std::move(question));
    }
    offers.push_back(std::move(offer));
  }
  return offers;
}

}  // namespace dl::api
