// One record as its people see it, now and as it was.
#include <algorithm>

#include "api/accounts/people_views.h"
#include "api/comments.h"
#include "api/domains.h"
#include "api/records/step_offers.h"
#include "api/records/views.h"
#include "api/seat.h"
#include "journal/browse.h"
#include "records/clocks.h"
#include "records/mask.h"
#include "records/ties.h"
#include "records/words_check.h"
#include "records/write.h"
#include "work/sealed_values.h"

namespace dl::api {

namespace {

using accounts::Right;
using dl::work::Leads;
using records::Act;
using records::Entry;
using records::Register;
using records::Row;
using records::State;
using records::Step;
using Names = std::map<std::string, std::string>;

constexpr int kMostSteps = 500;  ///< of a record's past that are shown, the newest

std::string subject_of(std::int64_t id) { return accounts::subject_text(records::kRecord, id); }

/// All that is read of a record, in one snapshot.
struct Whole {
  Row row = {};
  const Register* made = nullptr;
  std::vector<Entry> entries = {};
  records::Words words = {};
  records::Record opened = {};  ///< with what is sealed, for checks alone
  std::vector<records::Problem> ties = {};
  std::vector<dl::work::SealedValue> sealed = {};
  std::optional<dl::work::SignOff> sign_off = {};
  dl::work::Seat seat = {};
  std::vector<journal::Entry> past = {};
  Names names = {};
};

const Entry* find_entry(const std::vector<Entry>& entries, std::int64_t id) {
  const auto found = std::ranges::find(entries, id, &Entry::id);
  return found == entries.end() ? nullptr : &*found;
}

/// Nothing while lists are made anew: a record is read meanwhile.
Outcome<std::vector<records::Problem>> ties_of(db::Session& session, const Call& call, const Whole& whole) {
  const records::Record* one[] = {&whole.opened};
  auto ties = records::check_ties(session, {call.api.around.projection, *whole.made, whole.row.agency}, one);
  if (!ties && ties.error().fault == Fault::Unavailable) return std::vector<records::Problem>();
  DL_CHECK(ties);
  return std::move(ties->front());
}

Outcome<Whole> read_whole(db::Session& session, const Call& call, std::int64_t id) {
  Whole whole;
  DL_TRY(whole.row, records::load_row(session, record_sight(call), id));
  DL_TRY(whole.made, call.api.around.registers.find(whole.row.code));
  DL_TRY(whole.entries, records::list_entries(session, id));
  const auto* head = find_entry(whole.entries, whole.row.head);
  if (head == nullptr) return fail(Fault::Internal, "record.content", whole.row.code);
  DL_TRY(whole.words, records::read_content(head->content, *whole.made));
  DL_TRY(whole.opened, records::open_words(session, call.api.around.sealing_key, whole.words, *whole.made));
  DL_TRY(whole.ties, ties_of(session, call, whole));
  DL_TRY(whole.sealed, dl::work::list_sealed(session, subject_of(id)));
  DL_TRY(whole.sign_off, dl::work::find_sign_off(session, subject_of(id)));
  DL_TRY(whole.seat, seat_of(session, call));
  DL_TRY(whole.past, journal::browse(session, {.subject = subject_of(id)}, 0, kMostSteps));
  std::vector<std::string> actors;
  for (const auto& entry : whole.entries) actors.push_back(entry.actor);
  for (const auto& event : whole.past) actors.push_back(event.event.actor);
  DL_TRY(whole.names, accounts::names_of(session, actors));
  return whole;
}

// ── steps ────────────────────────────────────────────────────────────────────────────────────────────────────────────

void describe_steps(RecordView& view, const Whole& whole, const Call& call) {
  const auto calendar = call.api.calendar.current();
  const auto until = records::shown_until(*whole.made, whole.words.shown, {call.api.laws, *calendar});
  const bool over = records::is_over(until, call.api.around.clock.today());
  for (auto& offer : offers_on(call, {whole.row, *whole.made, whole.sign_off, whole.seat, over})) {
    if (offer.step == name_of(Step::Correct))
      view.correction = std::move(offer);
    else if (is_shown(offer))
      view.steps.push_back(std::move(offer));
  }
}

// ── what was done ────────────────────────────────────────────────────────────────────────────────────────────────────

bool draws_back(std::string_view verb) {
  constexpr std::string_view kBack[] = {"record.withdrawn", "record.to-withdraw", "record.erased", "sign-off.returned",
                                        "sign-off.taken-back"};
  return std::ranges::find(kBack, verb) != std::end(kBack);
}

void describe_past(RecordView& view, const Whole& whole) {
  for (auto event = whole.past.rbegin(); event != whole.past.rend(); ++event)
    view.steps_taken.push_back({std::string(chinese_of_verb(event->event.verb)),
                                std::string(dl::work::name_of(draws_back(event->event.verb) ? Leads::Back : Leads::On)),
                                name_in(whole.names, event->event.actor), event->event.reason, event->at});
  for (const auto& entry : whole.entries)
    view.entries.push_back({entry.id, entry.act, std::string(chinese_of(entry.act)), entry.version,
                            !entry.content.empty(), name_in(whole.names, entry.actor), entry.reason, entry.at});
}

void describe_sealed(RecordView& view, const Whole& whole) {
  for (const auto& [code, commitment] : whole.words.sealed) {
    const auto found = std::ranges::find(whole.sealed, commitment, &dl::work::SealedValue::commitment);
    view.sealed.push_back({code, found == whole.sealed.end() || found->erased});
  }
}

/// What is doubtful of the newest words, as it was said when they came in; of what others have, as it is now.
Outcome<void> describe_notices(RecordView& view, const Whole& whole, const Call& call) {
  const auto& made = *whole.made;
  DL_TRY(auto read, records::read_json(records::json_of(whole.opened, made), made));
  std::ranges::copy(whole.ties, std::back_inserter(read.problems));
  const auto* head = find_entry(whole.entries, whole.row.head);
  for (const auto& problem : records::check(made, read, head->at.date())) {
    if (problem.effect == records::Effect::Refuse) continue;
    const auto* field = made.find(problem.field);
    view.notices.push_back({problem.field, field == nullptr ? problem.field : field->title,
                            call.api.around.sentences(records::told_key(problem)),
                            problem.effect == records::Effect::Withhold});
  }
  return {};
}

/// Long texts and sub-tables do where the register says so.
bool stands_in_lists(const records::Field& field, const Register& made) {
  const bool large = field.type == records::Type::LongText || field.type == records::Type::Table;
  return !large || std::ranges::find(made.console.columns, &field) != made.console.columns.end();
}

}  // namespace

const accounts::Scope& record_sight(const Call& call) {
  return call.who.scope(call.who.may_anywhere(Right::ReadRecords) ? Right::ReadRecords : Right::EnterRecords);
}

RecordLine line_of(const Row& row, const records::Listed& listed, const Register& made,
                   const agencies::Directory& directory) {
  RecordLine line{.id = row.id,
                  .agency = row.agency,
                  .agency_name = agency_name(directory, row.agency),
                  .number = row.number,
                  .title = row.title,
                  .state = row.state,
                  .state_name = std::string(words_of(row.state, made)),
                  .public_ = row.shown != 0,
                  .withheld = row.withheld,
                  .changed_at = row.changed_at};
  for (const auto& field : made.fields) {
    if (!stands_in_lists(field, made)) continue;
    auto text = records::shown_of(listed.shown.at(field.place), field);
    if (!text.empty()) line.cells.emplace(field.code, std::move(text));
  }
  return line;
}

Outcome<RecordView> load_record(Call& call, std::int64_t id) {
  const auto directory = call.api.around.directory.current();
  DL_TRY(const auto whole, call.api.read([&](db::Session& session) { return read_whole(session, call, id); }));
  const auto& row = whole.row;
  RecordView view{.id = row.id,
                  .register_ = row.code,
                  .register_title = whole.made->title,
                  .agency = row.agency,
                  .agency_name = agency_name(*directory, row.agency),
                  .number = row.number,
                  .title = row.title,
                  .state = row.state,
                  .state_name = std::string(words_of(row.state, *whole.made)),
                  .revision = row.head,
                  .public_ = row.shown != 0,
                  .corrected = row.shown != 0 && row.shown != row.head,
                  .withheld = row.withheld,
                  .demanded_on = row.demanded_on,
                  .shown_until = row.shown_until,
                  .changed_at = row.changed_at,
                  .words = words_of(whole.words.shown, whole.made->fields),
                  .facts = facts_of(whole.words, *whole.made),
                  .openable = row.state != State::Erased && call.who.may(Right::CheckRecords, row.agency)};
  describe_sealed(view, whole);
  describe_steps(view, whole, call);
  describe_past(view, whole);
  DL_CHECK(describe_notices(view, whole, call));
  call.set_revision(row.head);
  return view;
}

namespace {

/// What the entries made of a record up to a point of its history.
struct Point {
  const Entry* newest = nullptr;
  std::int64_t shown = 0;
  std::string withdrawn = {};
};

Point point_of(const std::vector<Entry>& entries, const std::optional<Instant>& at, std::int64_t entry) {
  Point point;
  for (const auto& one : entries) {
    if ((at && *at < one.at) || (entry != 0 && one.id > entry)) break;
    if (!one.content.empty()) point.newest = &one;
    if (one.act == Act::Undo) point.newest = find_entry(entries, one.about);
    if (one.act == Act::Publish || one.act == Act::Restore) point.shown = one.about;
    if (one.act == Act::Publish || one.act == Act::Restore) point.withdrawn.clear();
    if (one.act == Act::Withdraw) point.shown = 0;
    if (one.act == Act::Withdraw) point.withdrawn = one.reason;
  }
  return point;
}

Outcome<std::optional<RecordWordsView>> words_view(const Entry* entry, const Register& made, const Names& names) {
  if (entry == nullptr) return std::optional<RecordWordsView>();
  DL_TRY(const auto words, records::read_content(entry->content, made));
  return std::optional(RecordWordsView{entry->id, name_in(names, entry->actor), entry->at, facts_of(words, made)});
}

}  // namespace

Outcome<RecordPastView> load_past(Call& call, std::int64_t id, const std::optional<Instant>& at, std::int64_t entry) {
  return call.api.read([&](db::Session& session) -> Outcome<RecordPastView> {
    DL_TRY(const auto row, records::load_row(session, record_sight(call), id));
    DL_TRY(const auto* made, call.api.around.registers.find(row.code));
    DL_TRY(const auto entries, records::list_entries(session, id));
    std::vector<std::string> actors;
    for (const auto& one : entries) actors.push_back(one.actor);
    DL_TRY(const auto names, accounts::names_of(session, actors));
    const auto point = point_of(entries, at, entry);
    RecordPastView view{.withdrawn_reason = point.withdrawn};
    DL_TRY(view.newest, words_view(point.newest, *made, names));
    DL_TRY(view.shown, words_view(find_entry(entries, point.shown), *made, names));
    return view;
  });
}

}  // namespace dl::api
