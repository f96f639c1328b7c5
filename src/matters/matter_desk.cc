#include "matters/matter_desk.h"

#include <algorithm>

#include "base/text.h"
#include "db/ids.h"
#include "matters/events.h"
#include "matters/letters.h"
#include "matters/materials.h"
#include "matters/matter_store.h"
#include "matters/record.h"
#include "matters/sent_forms.h"
#include "matters/subject.h"
#include "work/serials.h"
#include "work/sign_off.h"

namespace dl::matters {
namespace {

using Id = std::int64_t;
using Text = std::string;
using accounts::Principal;
using journal::Transaction;

Outcome<void> check_new(const NewMatter& asked) {
  const auto length = text::length(asked.title);
  if (text::trim(asked.title).empty() || length > kLongestTitle) return fail(Fault::Invalid, "matter.title");
  if (text::length(asked.words) > kLongestWords) return fail(Fault::Invalid, "matter.words");
  if (asked.parties.size() > kMostParties) return fail(Fault::Invalid, "matter.parties");
  return {};
}

/// A fact, another matter, a letter and a file are answered with one number.
bool is_number(Ask ask) { return ask == Ask::About || ask == Ask::Other || ask == Ask::Letter || ask == Ask::File; }

bool is_there(const Input& input, Ask ask) {
  switch (ask) {
    case Ask::On: return input.on.has_value();
    case Ask::Until: return input.until.has_value();
    case Ask::Code: return !input.code.empty();
    case Ask::Department: return !text::trim(input.department).empty();
    case Ask::Holder: return !input.holder.empty();
    case Ask::Count: return input.count != 0;
    case Ask::Place: return !text::trim(input.place).empty();
    case Ask::Person: return !text::trim(input.person).empty();
    case Ask::Terms: return !text::trim(input.terms).empty();
    case Ask::About:
    case Ask::Other:
    case Ask::Letter:
    case Ask::File: return input.about != 0;
  }
  return false;
}

/// Everything that a row asks for is there, and nothing else.
Outcome<void> check_asked(const StepRow& row, const Input& input) {
  std::vector<FieldProblem> problems;
  for (const auto& question : row.questions)
    if (question.need == Need::Owed && question.ask != Ask::On && !is_there(input, question.ask))
      problems.push_back({Text(name_of(question.ask)), "matter.owed"});
  for (const auto& named : kAsks) {
    const bool asked = std::ranges::any_of(row.questions, [&](const Question& question) {
      return question.ask == named.value || (is_number(question.ask) && is_number(named.value));
    });
    if (!asked && is_there(input, named.value)) problems.push_back({Text(named.name), "matter.not-asked"});
  }
  const auto within = [&](Ask ask, const Text& words) {
    if (text::length(words) > kLongestWord) problems.push_back({Text(name_of(ask)), "matter.word"});
  };
  within(Ask::Place, input.place);
  within(Ask::Person, input.person);
  within(Ask::Terms, input.terms);
  if (input.count < 0 || input.count > kMostCounted) problems.push_back({Text(name_of(Ask::Count)), "matter.count"});
  if (problems.empty()) return {};
  return tl::unexpected(Error{.fault = Fault::Invalid, .key = "matter.input", .fields = std::move(problems)});
}

/// A file that is named stands beside the matter.
Outcome<void> check_file(db::Session& session, const Matter& matter, const StepRow& row, const Input& input) {
  if (!row.asks(Ask::File) || input.about == 0) return {};
  DL_TRY(const auto files, list_materials(session, matter.id));
  if (std::ranges::any_of(files, [&](const Material& one) { return one.file.position == input.about; })) return {};
  return tl::unexpected(wrong_input(Ask::File, "matter.no-file"));
}

/// Puts down what was done to a new matter elsewhere, each with its event.
Outcome<void> bring(Transaction& transaction, Case& now, const Kind& kind, const std::vector<Fact>& earlier,
                    const Text& actor) {
  const auto first = now.facts.size();
  for (auto fact : earlier) {
    const auto before = now.facts.back().digest;
    fact.matter = now.matter.id;
    fact.actor = actor;
    fact.at = transaction.now();
    if (fact.about != 0) fact.about = now.facts.at(first + static_cast<std::size_t>(fact.about) - 1).id;
    DL_CHECK(insert(transaction.sql(), fact));
    now.facts.push_back(fact);
    if (kind.settle != nullptr) kind.settle(now.matter, now, fact);
    DL_CHECK(update(transaction.sql(), now.matter));
    record(transaction, now.matter, fact.verb, actor, fact.words, before, fact.digest);
  }
  return {};
}

}  // namespace

const Kind& House::kind(std::string_view name) const {
  const auto found = std::ranges::find(kinds, name, &Kind::name);
  if (found == kinds.end()) throw std::out_of_range("no kind of matter " + Text(name));
  return *found;
}

/// Where a step leads that has to do with signatures.
enum class Signed : std::uint8_t {
  Leads,  ///< as its row says
  Stays,  ///< nowhere: the last signature was taken back, and others stand before it
  All     ///< and on by the row that bears AllSigned
};

/// A step in one transaction.
class MatterDesk::Deed {
 public:
  Deed(Transaction& transaction, const House& house, const Calendar& calendar, const work::Seat& seat)
      : transaction_(transaction), house_(house), times_{house.laws, calendar}, seat_(seat) {}

  Outcome<Matter> take(Case now, const Kind& kind, std::string_view step, const Input& input);

 private:
  Date today() const { return transaction_.now().date(); }
  Outcome<const StepRow*> row_for(const Case& now, const Kind& kind, std::string_view step, const Input& input) const;
  /// Puts the fact of a row down and what it changes.
  Outcome<void> write(Case& now, const Kind& kind, const StepRow& row, std::string_view to, const Input& input);
  /// Keeps how an answer stood to its clock, and takes that back where a matter is opened again.
  Outcome<void> keep_answered(const Case& now, const Kind& kind);
  /// What the row does with signatures.
  Outcome<Signed> sign(const Case& now, const Kind& kind, const StepRow& row, const Input& input);

  Transaction& transaction_;
  const House& house_;
  Times times_;
  const work::Seat& seat_;
};

Outcome<const StepRow*> MatterDesk::Deed::row_for(const Case& now, const Kind& kind, std::string_view step,
                                                  const Input& input) const {
  const auto& matter = now.matter;
  Outcome<void> refused = fail(Fault::Conflict, "matter.step", Text(step));
  for (const auto& row : kind.steps)
    if (row.step == step && (refused = kind.require(row, seat_.self, matter.agency))) break;
  DL_CHECK(refused);
  const auto* row = kind.find(matter.state, step);
  if (row == nullptr || row->asking.leads == work::Leads::Follows)
    return fail(Fault::Conflict, "matter.step", fmt::format("{} from {}", step, matter.state));
  DL_CHECK(kind.require(*row, seat_.self, matter.agency));
  const Standing standing{now, times_, today(), seat_.self.actor()};
  if (row->guard != nullptr) DL_CHECK(row->guard(standing));
  if (row->reason == work::Reason::Owed && text::trim(input.words).empty())
    return fail(Fault::Invalid, "matter.reason-owed");
  if (text::length(input.words) > kLongestWords) return fail(Fault::Invalid, "matter.words");
  DL_CHECK(check_asked(*row, input));
  DL_CHECK(check_file(transaction_.sql(), matter, *row, input));
  if (input.on && *input.on > today()) return tl::unexpected(wrong_input(Ask::On, "matter.future"));
  DL_CHECK(kind.check(standing, step, input));
  return row;
}

Outcome<Signed> MatterDesk::Deed::sign(const Case& now, const Kind& kind, const StepRow& row, const Input& input) {
  const auto subject = subject_of(now.matter.id);
  auto& session = transaction_.sql();
  if (row.sign == Sign::Ask) {
    const auto chain = house_.chains.find(kind.name);
    if (chain == house_.chains.end()) return Signed::All;
    DL_TRY(const auto letter, load_letter(session, now.matter.id, input.about));
    work::Request asked{
        .subject = subject, .agency = now.matter.agency, .digest = letter.digest, .not_for = {letter.drafted_by}};
    const auto fact = [&](std::string_view field) {
      return kind.chain_fact == nullptr ? condition::Value() : kind.chain_fact(now, input, field);
    };
    DL_TRY(const auto standing, work::ask_signatures(transaction_, chain->second, fact, std::move(asked), seat_.self));
    return standing == work::Standing::Signed ? Signed::All : Signed::Leads;
  }
  if (row.sign == Sign::Sign) {
    DL_TRY(const auto letter, load_letter(session, now.matter.id, letter_under_signature(now, kind)));
    DL_TRY(const auto standing, work::sign(transaction_, subject, letter.digest, input.words, seat_));
    return standing == work::Standing::Signed ? Signed::All : Signed::Leads;
  }
  if (row.sign == Sign::SendBack) DL_CHECK(work::return_unsigned(transaction_, subject, input.words, seat_));
  if (row.sign == Sign::TakeBack) {
    DL_TRY(const auto standing, work::take_back(transaction_, subject, seat_.self));
    return standing == work::Standing::Open ? Signed::Stays : Signed::Leads;
  }
  return Signed::Leads;
}

Outcome<void> MatterDesk::Deed::write(Case& now, const Kind& kind, const StepRow& row, std::string_view to,
                                      const Input& input) {
  auto& matter = now.matter;
  const auto before = now.facts.empty() ? Text() : now.facts.back().digest;
  const auto ended = matter.ended_on;
  Fact fact{.matter = matter.id,
            .round = matter.round,
            .verb = Text(row.event.verb),
            .on = input.on.value_or(today()),
            .until = input.until,
            .code = input.code,
            .about = input.about,
            .words = Text(text::trim(input.words)),
            .actor = seat_.self.actor(),
            .at = transaction_.now(),
            .department = Text(text::trim(input.department)),
            .holder = input.holder,
            .count = input.count,
            .place = Text(text::trim(input.place)),
            .person = Text(text::trim(input.person)),
            .terms = Text(text::trim(input.terms))};
  if (kind.complete != nullptr) DL_CHECK(kind.complete(transaction_.sql(), now, fact));
  DL_CHECK(insert(transaction_.sql(), fact));
  matter.state = to;
  matter.phase = kind.state(to).phase;
  const bool over = row.hands == Hands::Over;
  if (over && row.asks(Ask::Department)) matter.department = fact.department;
  if (over && (row.asks(Ask::Holder) || row.asks(Ask::Department))) matter.holder = input.holder;
  const auto left = kind.state(row.from).phase;
  const bool was_answered = left == Phase::Done || left == Phase::Ended;
  if (was_answered && row.asking.leads == work::Leads::Anew && row.from != to) {
    ++matter.round;  // opened again
    matter.outcome.clear();
    matter.ended_on.reset();
  }
  now.facts.push_back(fact);
  if (kind.settle != nullptr) kind.settle(matter, now, fact);
  DL_CHECK(update(transaction_.sql(), matter));
  if (matter.ended_on != ended) DL_CHECK(keep_answered(now, kind));
  record(transaction_, matter, row.event.verb, fact.actor, fact.words, before, fact.digest);
  const auto follow = house_.follow.find(kind.name);
  if (follow != house_.follow.end() && follow->second) DL_CHECK(follow->second(transaction_, now, fact));
  return {};
}

Outcome<void> MatterDesk::Deed::keep_answered(const Case& now, const Kind& kind) {
  std::optional<Answered> answered;
  if (now.matter.ended_on) {
    DL_TRY(const auto clocks, kind.clocks(now, times_));
    const auto answer = std::ranges::find(clocks, "answer", &Clock::code);
    if (answer != clocks.end()) {
      const auto met = answer->met_on.value_or(*now.matter.ended_on);
      answered = Answered{answer->due(), met, working_days_of(*answer, met, times_.calendar)};
    }
  }
  return set_answered(transaction_.sql(), now.matter.id, answered);
}

Outcome<Matter> MatterDesk::Deed::take(Case now, const Kind& kind, std::string_view step, const Input& input) {
  DL_TRY(const auto* row, row_for(now, kind, step, input));
  DL_TRY(const auto signatures, sign(now, kind, *row, input));
  DL_CHECK(write(now, kind, *row, signatures == Signed::Stays ? row->from : row->to, input));
  if (signatures != Signed::All) return std::move(now.matter);
  // The last signature leads on by itself.
  const auto last = std::ranges::find_if(kind.steps, [&](const StepRow& other) {
    return other.from == now.matter.state && other.sign == Sign::AllSigned;
  });
  if (last == kind.steps.end()) return std::move(now.matter);
  now.matter.state = last->to;
  now.matter.phase = kind.state(last->to).phase;
  DL_CHECK(update(transaction_.sql(), now.matter));
  return std::move(now.matter);
}

Outcome<Opened> MatterDesk::open(const NewMatter& asked, const Text& actor, const Beside& beside) {
  return journal_.write([&](Transaction& transaction) { return open(transaction, asked, actor, beside); });
}

Outcome<Opened> MatterDesk::open(Transaction& transaction, const NewMatter& asked, const Text& actor,
                                 const Beside& beside) {
  DL_CHECK(check_new(asked));
  const auto& kind = house_.kind(asked.kind);
  const auto& first = asked.state.empty() ? kind.states.front() : kind.state(asked.state);
  auto& session = transaction.sql();
  Matter matter{.kind = Text(kind.name),
                .agency = asked.place.agency,
                .title = Text(text::trim(asked.title)),
                .state = Text(first.name),
                .phase = first.phase,
                .department = asked.department,
                .channel = asked.channel,
                .klass = asked.klass,
                .received_on = asked.received_on,
                .opened_at = transaction.now()};
  DL_TRY(matter.id, db::next_id(session, "matter"));
  const auto year = asked.on.year();
  DL_TRY(const auto serial, work::next_serial(session, kind.name, matter.agency, asked.on));
  matter.number = kind.number(asked.place, year, serial);
  DL_CHECK(insert(session, matter));
  Opened opened{matter.id, matter.number,
                asked.form.empty() ? make_query_code() : code_of_form(house_.key, asked.form, matter.number)};
  if (!asked.form.empty()) DL_CHECK(note_sent(transaction, asked.form, matter.id));
  DL_CHECK(set_code_digest(session, matter.id, code_digest(house_.key, matter.number, opened.code)));
  for (const auto& party : asked.parties)
    DL_CHECK(add_party(session, house_.key, matter.id, party.role, party.klass, party.contact));
  Fact fact{.matter = matter.id,
            .verb = Text(kind.opened.verb),
            .on = asked.on,
            .code = asked.code,
            .words = asked.words,
            .actor = actor,
            .at = transaction.now()};
  DL_CHECK(insert(session, fact));
  Case now{.matter = matter, .facts = {fact}};
  if (kind.settle != nullptr) kind.settle(now.matter, now, fact);
  if (now.matter != matter) DL_CHECK(update(session, now.matter));
  if (beside) DL_CHECK(beside(transaction, now.matter));
  record(transaction, now.matter, kind.opened.verb, actor, fact.words, {}, fact.digest);
  const auto follow = house_.follow.find(kind.name);
  if (follow != house_.follow.end() && follow->second) DL_CHECK(follow->second(transaction, now, fact));
  DL_CHECK(bring(transaction, now, kind, asked.earlier, actor));
  return opened;
}

Outcome<Matter> MatterDesk::take(Id id, std::string_view step, const Input& input, Id revision,
                                 const work::Seat& seat) {
  return journal_.write([&](Transaction& transaction) { return take(transaction, id, step, input, revision, seat); });
}

Outcome<Matter> MatterDesk::take(Transaction& transaction, Id id, std::string_view step, const Input& input,
                                 Id revision, const work::Seat& seat) {
  auto& session = transaction.sql();
  DL_TRY(auto matter, lock_matter(session, id));
  if (revision != 0 && matter.revision != revision) return fail(Fault::Conflict, "matter.changed", matter.number);
  DL_CHECK(transaction.hold(subject_of(id)));
  DL_TRY(const auto calendar, calendar_.load(session));
  const auto& kind = house_.kind(matter.kind);
  DL_TRY(auto now, load_case(session, std::move(matter)));
  return Deed(transaction, house_, *calendar, seat).take(std::move(now), kind, step, input);
}

Outcome<void> MatterDesk::join(Id follower, Id leader, accounts::Right right, const Principal& by) {
  return tie(follower, leader, right, by, true);
}

Outcome<void> MatterDesk::leave(Id follower, Id leader, accounts::Right right, const Principal& by) {
  return tie(follower, leader, right, by, false);
}

Outcome<void> MatterDesk::tie(Id follower, Id leader, accounts::Right right, const Principal& by, bool on) {
  return journal_.write([&](Transaction& transaction) -> Outcome<void> {
    auto& session = transaction.sql();
    DL_TRY(auto matter, lock_matter(session, follower));
    DL_TRY(const auto other, load_matter(session, Sight::everywhere(), leader));
    DL_CHECK(by.require(right, matter.agency));
    DL_CHECK(by.require(right, other.agency));
    DL_TRY(const auto now, load_case(session, other));
    const bool leads = std::ranges::none_of(now.relations, [](const Relation& one) { return one.tie == Tie::Joint; });
    DL_TRY(const auto behind, list_followers(session, follower));
    const bool led = std::ranges::any_of(behind, [](const Relation& one) { return one.tie == Tie::Joint; });
    if (follower == leader || matter.kind != other.kind || matter.agency != other.agency || (on && (!leads || led)))
      return fail(Fault::Invalid, "matter.tie", other.number);
    DL_CHECK(transaction.hold(subject_of(follower)));
    const Relation relation{follower, leader, Tie::Joint};
    if (on)
      DL_CHECK(insert(session, relation));
    else
      DL_CHECK(remove(session, relation));
    DL_CHECK(update(session, matter));
    record(transaction, matter, (on ? event("matter.joined") : event("matter.left")).verb, by.actor(), other.number);
    return {};
  });
}

Outcome<void> MatterDesk::rate(Id id, int stars, const Text& words) {
  if (stars < 1 || stars > 5) return fail(Fault::Invalid, "matter.stars");
  if (text::length(words) > kLongestWords) return fail(Fault::Invalid, "matter.words");
  return journal_.write([&](Transaction& transaction) -> Outcome<void> {
    auto& session = transaction.sql();
    DL_TRY(auto matter, lock_matter(session, id));
    const bool answered = matter.phase == Phase::Done || matter.phase == Phase::Ended;
    if (!matter.ended_on || !answered) return fail(Fault::Conflict, "matter.not-answered", matter.number);
    DL_CHECK(transaction.hold(subject_of(id)));
    DL_CHECK(insert(session, matter, {matter.round, stars, Text(text::trim(words)), transaction.now()}));
    DL_CHECK(update(session, matter));
    record(transaction, matter, event("matter.rated").verb, "public:" + matter.number, fmt::format("{}", stars));
    return {};
  });
}

Outcome<Text> MatterDesk::renew_code(Id id, accounts::Right right, const Principal& by) {
  return journal_.write([&](Transaction& transaction) -> Outcome<Text> {
    auto& session = transaction.sql();
    DL_TRY(const auto matter, lock_matter(session, id));
    DL_CHECK(by.require(right, matter.agency));
    auto code = make_query_code();
    DL_CHECK(set_code_digest(session, id, code_digest(house_.key, matter.number, code)));
    record(transaction, matter, event("matter.code-renewed").verb, by.actor());
    return code;
  });
}

}  // namespace dl::matters
