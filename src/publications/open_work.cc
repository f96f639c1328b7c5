#include "publications/open_work.h"

#include "agencies/holidays.h"
#include "publications/document_cycle.h"
#include "publications/moved_dues.h"

namespace dl::publications {
namespace {

using accounts::Right;
using Text = std::string;
using Id = std::int64_t;

// Of what waits without a day.
const Date kNoDay(9999, 12, 31);

constexpr std::string_view kWriting = "/edit";

constexpr work::Kind kReview{"document.review", "待审核"};
constexpr work::Kind kClear{"document.clear", "待保密审查"};
constexpr work::Kind kPublish{"document.publish", "待发布"};
constexpr work::Kind kScheduled{"document.scheduled", "定时发布"};
constexpr work::Kind kCorrect{"document.correct", "退回待修改", kWriting};
constexpr work::Kind kDraft{"document.draft", "草稿待送审", kWriting};
constexpr std::array kKinds = {kReview, kClear, kPublish, kScheduled, kCorrect, kDraft};

/// The right to what leads on from a state in which something waits.
constexpr Right right_from(State state) {
  const auto* row = row_to_cleared(state);
  return row == nullptr ? work::find(kCycle, State::Cleared, Step::Publish)->right : row->right;
}
constexpr std::array kWaiting = {State::Draft, State::Submitted, State::Reviewed, State::Cleared};

const work::Kind& kind_of(State state, bool sent_back, bool scheduled) {
  switch (state) {
    case State::Submitted: return kReview;
    case State::Reviewed: return kClear;
    case State::Cleared: return scheduled ? kScheduled : kPublish;
    default: return sent_back ? kCorrect : kDraft;
  }
}

class Documents {
 public:
  explicit Documents(periods::Laws laws) : laws_(std::move(laws)) {}

  Outcome<std::vector<work::Item>> items(db::Session& session, Id document) const {
    DL_TRY(
        auto row,
        (session.find<Id, Text, Text, Text, Instant, Date, std::optional<Instant>, Id, bool>(
            "SELECT agency, state, title, author, updated_at, due_from, work_schedule.at, newest, "
            "CASE WHEN EXISTS (SELECT 1 FROM work_review WHERE work_review.subject = :subject AND "
            "version = (SELECT number FROM edition WHERE edition.id = document.newest) AND work_review.step = :back) "
            "THEN 1 ELSE 0 END FROM document LEFT JOIN work_schedule ON work_schedule.subject = :subject "
            "WHERE id = :id AND due_from IS NOT NULL AND newest IS NOT NULL",
            topic_of_document(document), name_of(Step::SendBack), document)));
    if (!row) return std::vector<work::Item>();
    auto& [agency, state_name, title, author, updated_at, due_from, scheduled_at, newest, sent_back] = *row;
    const auto state = find_named<State>(state_name).value_or(State::Draft);
    work::Item item{.kind = Text(kind_of(state, sent_back, scheduled_at.has_value()).name),
                    .needs = right_from(state),
                    .agency = agency,
                    .title = std::move(title),
                    .state = std::move(state_name),
                    .actor = std::move(author),
                    .not_before = scheduled_at,
                    .since = updated_at};
    if (state == State::Draft) item.holder = item.actor;
    if (state == State::Submitted) {
      DL_TRY(item.not_for, list_authors(session, newest));  // they do not review it
      std::ranges::sort(item.not_for);
    }
    if (due_from != kNoDay) {
      DL_TRY(const auto calendar, calendar_.load(session));
      item.due_on = due_on(due_from, laws_, *calendar);
    }
    return std::vector{std::move(item)};
  }

  Outcome<std::vector<std::pair<Id, Date>>> days(db::Session& session, Id after, int most) const {
    DL_TRY(const auto calendar, calendar_.load(session));
    DL_TRY(const auto rows,
           (session.query<Id, Date>("SELECT id, due_from FROM document WHERE id > :after AND "
                                    "due_from IS NOT NULL AND due_from <> :none ORDER BY id LIMIT :most",
                                    after, kNoDay, most)));
    std::vector<std::pair<Id, Date>> days;
    std::map<Date, Date> known;  // many wait since the same day
    for (const auto& [id, due_from] : rows) {
      auto [due, fresh] = known.try_emplace(due_from);
      if (fresh) due->second = due_on(due_from, laws_, *calendar);
      days.emplace_back(id, due->second);
    }
    return days;
  }

  Outcome<Text> grounds(db::Session& session) const {
    DL_TRY(const auto calendar, calendar_.load(session));
    return laws_.version() + " " + calendar->version();
  }

 private:
  periods::Laws laws_;
  agencies::CalendarInRows calendar_ = {};
};

Outcome<std::vector<Id>> documents_at_work(db::Session& session, Id after, int most) {
  DL_TRY(auto rows, session.query<Id>("SELECT id FROM document WHERE id > :after AND due_from IS NOT NULL "
                                      "ORDER BY id LIMIT :most",
                                      after, most));
  std::vector<Id> ids;
  for (auto& [id] : rows) ids.push_back(id);
  return ids;
}

std::string_view chinese_of_stored(std::string_view name) {
  const auto state = find_named<State>(name);
  return state ? chinese_of(*state) : name;
}

}  // namespace

Outcome<work::Producer> work_on_documents() {
  DL_TRY(auto laws, periods::Laws::load());
  auto documents = std::make_shared<const Documents>(std::move(laws));
  work::Producer producer{.subject = &kDocument,
                          .kinds = kKinds,
                          .read = Right::ReadDocuments,
                          .chinese_of_state = chinese_of_stored,
                          .subjects = documents_at_work,
                          .moves_with = "calendar"};
  for (auto state : kWaiting) producer.needs.push_back(right_from(state));
  producer.items = [documents](db::Session& session, Id id) { return documents->items(session, id); };
  producer.days = [documents](db::Session& session, Id after, int most) {
    return documents->days(session, after, most);
  };
  producer.grounds = [documents](db::Session& session) { return documents->grounds(session); };
  return producer;
}

}  // namespace dl::publications
