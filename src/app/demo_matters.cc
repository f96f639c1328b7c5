#include "app/demo_matters.h"

#include <algorithm>

#include "matters/matter_store.h"
#include "matters/subject.h"
#include "requests/procedure.h"

namespace dl::app {
namespace {

using accounts::Principal;
using accounts::Right;

/// Minutes after a step until its letters are issued.
constexpr int kIssued = 35;
/// Minutes before the first matter at which agencies say what their letters need.
constexpr int kPrepared = -60;

Instant minutes_after(Instant at, int minutes) { return Instant(at.milliseconds() + std::int64_t{minutes} * 60'000); }

Failure wrong(const std::string& about, std::string_view what) {
  return fail(Fault::Invalid, "data.invalid", fmt::format("{}: {}", about, what));
}

bool is_request(const matters::Kind& kind) { return kind.name == requests::Procedure::kName; }

/// The first row of a step: all of them ask for the same and need the same right.
const matters::StepRow* row_of(const matters::Kind& kind, std::string_view step) {
  const auto found = std::ranges::find(kind.steps, step, &matters::StepRow::step);
  return found == kind.steps.end() ? nullptr : &*found;
}

std::string without(std::string words, const std::vector<std::string>& hidden) {
  for (const auto& one : hidden)
    for (auto at = words.find(one); at != words.npos; at = words.find(one, at)) words.replace(at, one.size(), "***");
  return words;
}

}  // namespace

DemoMatterDesks::DemoMatterDesks(Installation& installation, DemoPast& past, const DemoCast& cast,
                                 std::unique_ptr<Parts> parts)
    : installation_(installation),
      past_(past),
      cast_(cast),
      parts_(std::move(parts)),
      matters_(api::matter_desk(api::MatterParts{past.journal(), parts_->carried->laws, installation.sealing_key(),
                                                 parts_->chains, parts_->forms})),
      requests_(past.journal(), matters_, {parts_->forms, installation.sealing_key()}),
      messages_(past.journal(), matters_, parts_->lists),
      rectifications_(matters_, parts_->lists) {}

Outcome<std::unique_ptr<DemoMatterDesks>> DemoMatterDesks::open(Installation& installation, DemoPast& past,
                                                                const std::map<std::string, std::int64_t>& agencies,
                                                                const DemoCast& cast) {
  auto parts = std::make_unique<Parts>();
  const auto directory = installation.directory().current();
  for (const auto& [key, id] : agencies) {
    const auto* agency = directory->agency(id);
    if (agency != nullptr) parts->places[key] = {.agency = id, .code = agency->code, .name = agency->name};
  }
  DL_TRY(parts->carried, records::carried());
  DL_TRY(parts->lists, Vocabularies::load());
  DL_TRY(parts->chains, api::load_matter_chains());
  DL_TRY(parts->forms, requests::LetterForms::load());
  return std::unique_ptr<DemoMatterDesks>(new DemoMatterDesks(installation, past, cast, std::move(parts)));
}

Outcome<void> DemoMatterDesks::tell(DemoHistory& history, const DemoMatters& told) {
  if (told.matters.empty()) return {};
  DL_CHECK(tell_grounds(history, told));
  for (const auto& matter : told.matters) DL_CHECK(tell(history, matter));
  return {};
}

Outcome<void> DemoMatterDesks::tell_grounds(DemoHistory& history, const DemoMatters& told) {
  const auto first = std::ranges::min(told.matters, {}, &DemoMatter::at).at;
  const auto at = minutes_after(first, kPrepared);
  for (const auto& one : told.bodies) {
    DL_TRY(const auto place, place_of("bodies", one.agency));
    DL_TRY(const auto by, whoever_may("bodies", Right::ApproveRequests, place.agency));
    history.plan("bodies of " + one.agency, at,
                 [this, &one, place, by] { return requests_.set_bodies(place.agency, one.bodies, by); });
  }
  for (const auto& one : told.channels) {
    DL_TRY(const auto place, place_of("channels", one.agency));
    DL_TRY(const auto by, whoever_may("channels", Right::ApproveRequests, place.agency));
    history.plan("channels of " + one.agency, at, [this, &one, place, by] {
      return requests::set_channels(past_.journal(), place.agency, one.channels, by);
    });
  }
  for (const auto& one : told.routes) {
    DL_TRY(const auto place, place_of("route", one.agency));
    DL_TRY(const auto by, whoever_may("route", Right::ApproveMessages, place.agency));
    history.plan("route of " + one.topic, at, [this, &one, place, by] {
      return messages_.set_route({place.agency, one.topic, one.department}, by);
    });
  }
  return {};
}

Outcome<void> DemoMatterDesks::tell(DemoHistory& history, const DemoMatter& told) {
  const auto* kind = api::find_matter_kind(kind_of(told));
  DL_TRY(const auto place, place_of(told.about, told.agency));
  const auto way = std::make_shared<Way>(Way{.told = told, .place = place, .kind = *kind});
  if (!told.key.empty()) by_key_[told.key] = way;
  history.plan(told.about, told.at, [this, way] { return begin(*way); });
  for (const auto& step : told.steps) {
    DL_TRY(const auto by, part_of(*way, step));
    history.plan(fmt::format("{} {}", told.about, step.step), step.at,
                 [this, way, &step, by] { return take(*way, step, by); });
    if (!is_request(*kind)) continue;
    DL_TRY(const auto approver, whoever_may(told.about, Right::ApproveRequests, place.agency));
    history.plan(told.about, minutes_after(step.at, kIssued),
                 [this, way, approver] { return send_letters(*way, approver); });
  }
  return {};
}

Outcome<matters::Place> DemoMatterDesks::place_of(const std::string& about, const std::string& agency) const {
  const auto found = parts_->places.find(agency);
  if (found == parts_->places.end()) return wrong(about, "unknown agency " + agency);
  return found->second;
}

Outcome<Principal> DemoMatterDesks::whoever_may(const std::string& about, Right right, std::int64_t agency) const {
  for (const bool own : {true, false})
    for (const auto& [login, one] : cast_.by_login)
      if ((one.agency() == agency) == own && one.may(right, agency)) return one;
  return wrong(about, fmt::format("nobody to {}", name_of(right)));
}

Outcome<Principal> DemoMatterDesks::part_of(const Way& way, const DemoMatterStep& step) const {
  const auto& about = way.told.about;
  if (step.step == kRateAnswer) return Principal();
  if (!step.by.empty()) {
    const auto found = cast_.by_login.find(step.by);
    if (found == cast_.by_login.end()) return wrong(about, "unknown person: " + step.by);
    return found->second;
  }
  auto right = is_request(way.kind) ? Right::AnswerRequests : Right::AnswerMessages;
  if (step.step == kPublishAnswer) right = Right::ApproveMessages;
  if (step.step != kPublishAnswer && step.step != kDraftAnswer && step.step != kAddThirdParty) {
    const auto* row = row_of(way.kind, step.step);
    if (row == nullptr) return wrong(about, "unknown step: " + step.step);
    right = row->right;
  }
  return whoever_may(about, right, way.place.agency);
}

Outcome<void> DemoMatterDesks::begin(Way& way) {
  const auto& told = way.told;
  if (const auto* item = std::get_if<compliance::NewRectification>(&told.form)) {
    DL_TRY(const auto by, whoever_may(told.about, Right::CheckFindings, way.place.agency));
    DL_TRY(const auto opened, rectifications_.find(way.place, *item, past_.now().date(), by));
    way.id = opened.id;
    return {};
  }
  if (const auto* message = std::get_if<dialogue::NewMessage>(&told.form)) {
    DL_TRY(const auto opened, messages_.write(way.place, *message));
    way.id = opened.id;
    return {};
  }
  auto filing = std::get<requests::Filing>(told.form);
  filing.place = way.place;
  std::string actor(dialogue::kPublicActor);
  if (filing.channel != matters::Channel::Online) {
    DL_TRY(const auto by, whoever_may(told.about, Right::AnswerRequests, way.place.agency));
    actor = by.actor();
  }
  DL_TRY(const auto opened, requests_.file(filing, actor));
  way.id = opened.id;
  return {};
}

Outcome<void> DemoMatterDesks::take(Way& way, const DemoMatterStep& step, const Principal& by) {
  if (step.step == kDraftAnswer) return draft(way, by);
  if (step.step == kPublishAnswer) return publish(way, step, by);
  if (step.step == kRateAnswer) return matters_.rate(way.id, step.stars, step.input.words);
  if (step.step == kAddThirdParty) return requests_.add_party(way.id, matters::PartyRole::ThirdParty, step.party, by);
  if (const auto* row = row_of(way.kind, step.step); row->by_chain())
    return sign(way, step, row->sign == matters::Sign::SendBack, by);
  DL_TRY(const auto input, input_of(way, step));
  DL_TRY(const auto matter, matters_.take(way.id, step.step, input, 0, {by, {}}));
  if (matter.ended_on) way.letter = {};  // issued
  return {};
}

Outcome<void> DemoMatterDesks::sign(const Way& way, const DemoMatterStep& step, bool returns, const Principal& by) {
  const auto under_way = [&] {
    return read([&](db::Session& session) { return work::find_sign_off(session, matters::subject_of(way.id)); });
  };
  DL_TRY(auto open, under_way());
  if (!open) return wrong(way.told.about, "nothing is to be signed");
  while (open) {
    DL_TRY(const auto signer, signer_of(way, *open, by));
    DL_CHECK(matters_.take(way.id, step.step, step.input, 0, {signer, {}}));
    if (returns) return {};
    DL_TRY(open, under_way());
  }
  return {};
}

Outcome<Principal> DemoMatterDesks::signer_of(const Way& way, const work::SignOff& sign_off,
                                              const Principal& by) const {
  const auto right = sign_off.next()->needs;
  const auto barred = sign_off.barred();
  const auto may = [&](const Principal& one) {
    return one.may(right, way.place.agency) && !std::ranges::binary_search(barred, one.actor());
  };
  if (may(by)) return by;
  for (const auto& [login, one] : cast_.by_login)
    if (may(one)) return one;
  return wrong(way.told.about, fmt::format("nobody to sign as {}", sign_off.next()->title));
}

Outcome<matters::Input> DemoMatterDesks::input_of(const Way& way, const DemoMatterStep& step) const {
  auto input = step.input;
  if (!step.holder.empty()) {
    const auto found = cast_.by_login.find(step.holder);
    if (found == cast_.by_login.end()) return wrong(way.told.about, "unknown person: " + step.holder);
    input.holder = found->second.actor();
  }
  for (const auto& question : row_of(way.kind, step.step)->questions) {
    if (question.ask == matters::Ask::Letter) {
      input.about = way.letter.id;
      if (is_request(way.kind) && way.drafted > 0)
        input.code = name_of(way.told.replies.at(way.drafted - 1).reply.decision);
    }
    if (question.ask != matters::Ask::About) continue;
    DL_TRY(const auto now, read([&](db::Session& session) -> Outcome<matters::Case> {
             DL_TRY(auto matter, matters::load_matter(session, matters::Sight::everywhere(), way.id));
             return matters::load_case(session, std::move(matter));
           }));
    const auto* asked = now.last_among(question.among);
    if (asked != nullptr) input.about = asked->id;
  }
  return input;
}

Outcome<void> DemoMatterDesks::draft(Way& way, const Principal& by) {
  const auto& told = way.told;
  const auto most = is_request(way.kind) ? told.replies.size() : told.answers.size();
  if (way.drafted >= most) return wrong(told.about, "there is no answer to write");
  const auto nth = way.drafted++;
  if (!is_request(way.kind)) {
    DL_TRY(way.letter, messages_.draft_answer(way.id, way.letter.id, told.answers.at(nth), way.letter.digest, by));
    return {};
  }
  const auto& [reply, earlier] = told.replies.at(nth);
  auto written = reply;
  if (!earlier.empty()) {
    DL_TRY(written.earlier, number_of_answer(earlier));
  }
  DL_TRY(way.letter, requests_.draft_reply(way.id, std::move(written), {way.letter.id, way.letter.digest}, by));
  return {};
}

Outcome<std::string> DemoMatterDesks::number_of_answer(const std::string& key) const {
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return wrong(key, "no request has this key");
  DL_TRY(const auto letters,
         read([&](db::Session& session) { return matters::list_letters(session, found->second->id); }));
  for (const auto& letter : letters)
    if (letter.issued() && letter.kind == name_of(requests::LetterKind::Reply)) return letter.number;
  return wrong(key, "it is not answered yet");
}

Outcome<void> DemoMatterDesks::publish(const Way& way, const DemoMatterStep& step, const Principal& by) {
  DL_TRY(auto words, read([&](db::Session& session) { return messages_.propose_public(session, way.id, by); }));
  for (auto* text : {&words.title, &words.question, &words.answer}) *text = without(std::move(*text), step.hide);
  DL_CHECK(messages_.make_public(way.id, words, 0, {by, {}}));
  return {};
}

Outcome<void> DemoMatterDesks::send_letters(const Way& way, const Principal& approver) {
  DL_TRY(const auto letters, read([&](db::Session& session) { return matters::list_letters(session, way.id); }));
  for (const auto& letter : letters)
    if (!letter.issued() && requests::leaves_by_itself(letter.kind))
      DL_CHECK(requests_.issue_notice(way.id, letter.id, past_.now().date(), approver));
  return {};
}

}  // namespace dl::app
