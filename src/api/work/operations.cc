// What waits for the caller, and who stands in for them while they are away.
#include "api/operations.h"
#include "api/accounts/people_views.h"
#include "api/api.h"
#include "api/seat.h"
#include "requests/bands.h"
#include "requests/procedure.h"
#include "work/substitutes.h"

namespace dl::api {

namespace {

struct TaskView {
  std::string task = {};
  std::string task_name = {};
  std::string subject = {};
  std::string place = {};
  std::string title = {};
  std::int64_t agency = 0;
  std::string agency_name = {};
  std::string state = {};
  std::string state_name = {};
  std::string author_name = {};
  Instant since = {};
  std::optional<Date> due_on = {};
  bool late = false;
  std::string band_name = {};  ///< how near its day is, of requests alone; empty for none
  std::optional<Instant> not_before = {};
  std::string instead_of = {};
};
BOOST_DESCRIBE_STRUCT(TaskView, (),
                      (task, task_name, subject, place, title, agency, agency_name, state, state_name, author_name,
                       since, due_on, late, band_name, not_before, instead_of))

struct TaskCount {
  std::string task = {};
  std::string name = {};
  std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(TaskCount, (), (task, name, count))

/// A page of what waits, and how much waits in all.
struct TaskList {
  std::vector<TaskView> items = {};
  std::vector<TaskCount> counts = {};
  std::optional<std::string> next = {};
};
BOOST_DESCRIBE_STRUCT(TaskList, (), (items, counts, next))

struct TaskQuery : Paging {
  std::string task = {};
  static constexpr auto kLimits = std::to_array<Limit>({{"task", 60}});
};
BOOST_DESCRIBE_STRUCT(TaskQuery, (Paging), (task))

struct SubstituteView {
  std::int64_t person = 0;
  std::string login = {};
  std::string name = {};
  Date from = {};
  Date until = {};
};
BOOST_DESCRIBE_STRUCT(SubstituteView, (), (person, login, name, from, until))

/// Nobody is a substitute without members.
struct SubstituteAnswer {
  std::optional<SubstituteView> substitute = {};
};
BOOST_DESCRIBE_STRUCT(SubstituteAnswer, (), (substitute))

struct SubstituteInput {
  std::string login = {};
  Date from = {};
  Date until = {};
  static constexpr auto kFields = std::to_array<Field>({
      {"login",
       "代班人的登录名",
       {.characters = 64, .owed = true, .help = "代班人能看到等您办理的事项，但不会因此多出权限。"}},
      {"from", "开始日"},
      {"until", "结束日"},
  });
};
BOOST_DESCRIBE_STRUCT(SubstituteInput, (), (login, from, until))

/// Of the work on a request.
std::string band_of(const work::Item& item, const Call& call) {
  const bool request = item.kind == requests::Procedure::kHandle.name || item.kind == requests::Procedure::kSign.name;
  if (!request || !item.due_on) return {};
  const auto band = requests::due_band_of(*item.due_on, call.api.around.clock.today(), requests::due_bands(),
                                          *call.api.calendar.current());
  return band ? std::string(chinese_of(*band)) : std::string();
}

TaskView view_of(const work::Line& line, const work::Seat& seat, const Call& call) {
  const auto& item = line.item;
  const auto& open = call.api.around.work;
  TaskView view{.task = item.kind,
                .subject = line.subject,
                .place = open.place_of(line),
                .title = item.title,
                .agency = item.agency,
                .agency_name = agency_name(*call.api.around.directory.current(), item.agency),
                .state = item.state,
                .state_name = std::string(open.chinese_of_state(line)),
                .since = item.since,
                .due_on = item.due_on,
                .late = item.due_on && *item.due_on < call.api.around.clock.today(),
                .band_name = band_of(item, call),
                .not_before = item.not_before};
  if (const auto* kind = open.find_kind(item.kind)) view.task_name = kind->chinese;
  if (const auto* absent = open.absent_behind(seat, line)) view.instead_of = absent->name();
  return view;
}

Outcome<TaskList> list_tasks(Call& call, const TaskQuery& query) {
  DL_TRY(const int limit, read_limit(query.limit));
  DL_TRY(const auto after, read_key(query.after));
  const auto& open = call.api.around.work;
  return call.api.read([&](db::Session& sql) -> Outcome<TaskList> {
    TaskList list;
    DL_TRY(const auto seat, seat_of(sql, call));
    DL_TRY(const auto counts, open.count(sql, seat));
    for (const auto& [kind, count] : counts)
      list.counts.push_back({kind, std::string(open.find_kind(kind)->chinese), count});
    DL_TRY(const auto page, open.list(sql, seat, query.task, after, limit));
    std::vector<std::string> authors;
    for (const auto& line : page.items) {
      list.items.push_back(view_of(line, seat, call));
      authors.push_back(line.item.actor);
    }
    DL_TRY(auto names, accounts::names_of(sql, authors));
    for (std::size_t i = 0; i < authors.size(); ++i) list.items[i].author_name = names[authors[i]];
    if (page.next) list.next = page.next->text();
    return list;
  });
}

// A key of another system is nobody who could be away.
Outcome<std::int64_t> own_person(const Call& call) {
  if (call.who.person() == 0) return fail(Fault::Forbidden, "session.people-only");
  return call.who.person();
}

Outcome<SubstituteAnswer> show_substitute(Call& call) {
  DL_TRY(const auto person, own_person(call));
  return call.api.read([&](db::Session& sql) -> Outcome<SubstituteAnswer> {
    DL_TRY(const auto named, work::find_substitute(sql, person));
    if (!named) return SubstituteAnswer();
    DL_TRY(const auto line, accounts::load_person(sql, accounts::Scope::everywhere(), named->person));
    return SubstituteAnswer{
        SubstituteView{named->person, line.person.login, line.person.name, named->from, named->until}};
  });
}

Outcome<SubstituteAnswer> name_substitute(Call& call, const SubstituteInput& input) {
  DL_CHECK(own_person(call));
  DL_CHECK(call.api.around.journal.write([&](journal::Transaction& transaction) -> Outcome<void> {
    DL_TRY(const auto other, accounts::find_person(transaction.sql(), input.login));
    if (!other) return fail(Fault::NotFound, "person.missing", input.login);
    return work::name_substitute(transaction, call.who, {other->id, input.from, input.until});
  }));
  return show_substitute(call);
}

Outcome<void> end_substitute(Call& call) {
  DL_CHECK(own_person(call));
  return call.api.around.journal.write(
      [&](journal::Transaction& transaction) { return work::end_substitute(transaction, call.who); });
}

using web::Verb;

constexpr Operation kOperations[] = {
    {Verb::Get, "/api/v1/worklist", "listTasks", "本人的待办", signed_in(), by<list_tasks>()},
    {Verb::Get, "/api/v1/session/substitute", "showSubstitute", "本人的代班人", signed_in(), by<show_substitute>()},
    {Verb::Put, "/api/v1/session/substitute", "nameSubstitute", "请人代班", signed_in(), by<name_substitute>()},
    {Verb::Delete, "/api/v1/session/substitute", "endSubstitute", "结束代班", signed_in(), by<end_substitute>()},
};

}  // namespace

std::span<const Operation> open_work_operations() { return kOperations; }

}  // namespace dl::api
