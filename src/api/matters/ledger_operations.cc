// The ledger of requests (依申请公开台账): brought along by an office that begins in the middle of a year, and taken
// away as a table. Nothing is kept between the check of a file and its taking over: it is sent with each.
#include <ranges>

#include "accounts/people.h"
#include "api/comments.h"
#include "api/exports.h"
#include "api/files.h"
#include "api/matters/meeting.h"
#include "api/operations.h"
#include "api/seat.h"
#include "requests/clocks.h"
#include "requests/ends.h"
#include "requests/events.h"
#include "requests/ledger_desk.h"
#include "requests/procedure.h"
#include "requests/request_store.h"
#include "sheets/template_file.h"

namespace dl::api {

namespace {

using accounts::Right;
using matters::Case;
using matters::Matter;

constexpr std::size_t kMostTold = 200;
constexpr std::string_view kWorkbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Beside the bytes of the file, which are the body of the request.
struct LedgerQuery {
  std::int64_t agency = 0;
  std::string name = {};  ///< of the file
  static constexpr auto kLimits = std::to_array<Limit>({{"name", work::kLongestFileName}});
};
BOOST_DESCRIBE_STRUCT(LedgerQuery, (), (agency, name))

struct LedgerProblemView {
  std::int64_t row = 0;  ///< 0 for the file
  std::string cell = {};
  std::string key = {};
  std::string message = {};
};
BOOST_DESCRIBE_STRUCT(LedgerProblemView, (), (row, cell, key, message))

struct LedgerCheck {
  bool acceptable = false;
  std::int64_t reported = 0;  ///< that had ended
  std::int64_t open = 0;
  std::int64_t problem_count = 0;
  std::vector<LedgerProblemView> problems = {};  ///< the first ones
  std::int64_t note_count = 0;
  std::vector<LedgerProblemView> notes = {};  ///< the first ones: what is not taken over as it stands
};
BOOST_DESCRIBE_STRUCT(LedgerCheck, (), (acceptable, reported, open, problem_count, problems, note_count, notes))

Outcome<requests::Ledger> read_ledger(Call& call, const LedgerQuery& query) {
  DL_CHECK(call.who.require(Right::ApproveRequests, query.agency));
  DL_CHECK(check_upload(call, query.name));
  if (call.http.body.empty()) return fail(Fault::Invalid, "file.empty");
  if (!call.api.around.read_table) return fail(Fault::Unavailable, "import.unavailable");
  DL_TRY(const auto words, requests::LedgerWords::load());
  DL_TRY(const auto table, call.api.around.read_table(call.http.body.bytes(), std::nullopt));
  requests::LedgerReader reader(words, call.api.around.clock.today());
  DL_CHECK(table.tell(reader));
  auto ledger = reader.take();
  DL_TRY(auto known, call.api.read([&](db::Session& session) {
    return requests::LedgerDesk::find_known(session, query.agency, ledger.rows);
  }));
  const auto calendar = call.api.calendar.current();
  DL_TRY(auto differing, requests::LedgerDesk::find_differing(ledger.rows, {call.api.laws, *calendar}));
  std::ranges::move(differing, std::back_inserter(ledger.notes));
  std::ranges::move(known, std::back_inserter(ledger.problems));
  std::ranges::stable_sort(ledger.problems, {}, &requests::LedgerProblem::row);
  return ledger;
}

std::vector<LedgerProblemView> views_of(const Call& call, const std::vector<requests::LedgerProblem>& problems) {
  std::vector<LedgerProblemView> views;
  for (const auto& one : problems | std::views::take(kMostTold)) {
    auto message = call.api.around.sentences(one.key);
    if (!one.about.empty()) message += "（" + one.about + "）";
    views.push_back({static_cast<std::int64_t>(one.row), one.cell, one.key, std::move(message)});
  }
  return views;
}

LedgerCheck view_of(const Call& call, const requests::Ledger& ledger) {
  LedgerCheck view{.acceptable = ledger.problems.empty(),
                   .problem_count = std::ssize(ledger.problems),
                   .problems = views_of(call, ledger.problems),
                   .note_count = std::ssize(ledger.notes),
                   .notes = views_of(call, ledger.notes)};
  for (const auto& row : ledger.rows) ++(row.decision ? view.reported : view.open);
  return view;
}

Outcome<LedgerCheck> check_ledger(Call& call, const LedgerQuery& query) {
  DL_TRY(const auto ledger, read_ledger(call, query));
  return view_of(call, ledger);
}

Outcome<LedgerCheck> take_ledger(Call& call, const LedgerQuery& query) {
  DL_TRY(const auto ledger, read_ledger(call, query));
  if (!ledger.problems.empty())
    return fail(Fault::Invalid, "ledger.refused", fmt::format("{}", ledger.problems.size()));
  DL_TRY(const auto place, place_of(call, query.agency));
  DL_TRY(const auto seat, call.api.read([&](db::Session& session) { return seat_of(session, call); }));
  auto desk = matter_desk(call.api);
  DL_CHECK(requests::LedgerDesk(call.api.around.journal, desk).take_over(place, ledger.rows, seat));
  return view_of(call, ledger);
}

Outcome<web::Response> send_ledger_template(Call& call) {
  DL_TRY(const auto words, requests::LedgerWords::load());
  DL_TRY(const auto bytes,
         sheets::write_template(
             {.name = "request-ledger", .version = "1", .title = "依申请公开台账", .columns = words.columns()}));
  DL_TRY(auto file, web::Spool::open(call.api.around.folder));
  DL_CHECK(file.add(bytes));
  return file.send(file_name(call, "依申请公开台账模板", "xlsx"), kWorkbook);
}

// ── as a table ───────────────────────────────────────────────────────────────────────────────────────────────────────

constexpr int kAtOnce = 200;

struct LedgerColumn {
  const char* title;
  bool is_day = false;
};
/// Those of data/ledger.toml by their own titles, so that what goes out can come in again.
constexpr LedgerColumn kColumns[] = {
    {"登记编号"},
    {"原登记编号"},
    {"机关"},
    {"收到日期", true},
    {"来源"},
    {"申请人类别"},
    {"申请人"},
    {"联系电话"},
    {"申请内容"},
    {"申请目的"},
    {"主题"},
    {"承办科室"},
    {"承办人"},
    {"状态"},
    {"补正告知日期", true},
    {"补正期限", true},
    {"收到补正日期", true},
    {"征求对象"},
    {"征求意见日期", true},
    {"对方签收日期", true},
    {"征求意见期限", true},
    {"意见答复日期", true},
    {"批准延期日期", true},
    {"延期至", true},
    {"答复期限", true},
    {"办理结果"},
    {"依据"},
    {"答复文号"},
    {"签发日期", true},
    {"办结日期", true},
    {"送达方式"},
    {"办理用时"},
    {"是否逾期"},
};

std::string text_of(const std::optional<Date>& day) { return day ? day->text() : std::string(); }

/// A case with what its row tells besides.
struct LedgerCase {
  const Case& now;
  const MatterLine& line;
  const requests::Request& request;
  std::string name = {};
  std::string phone = {};
  std::string topic = {};  ///< in words
  std::optional<matters::Letter> answer = {};
};

std::optional<Date> last_on(const Case& now, std::string_view verb) {
  const auto* fact = now.last(verb);
  return fact == nullptr ? std::nullopt : std::optional(fact->on);
}

/// What a ledger has one cell for: of several consultations all, so that none is lost, and none is taken for the only
/// one when the ledger comes in again.
template <class F>
std::string of_each(const std::vector<requests::Consultation>& consultations, F words) {
  std::string all;
  for (const auto& one : consultations) {
    const std::string said = words(one);
    if (!all.empty() && !said.empty()) all += "；";
    all += said;
  }
  return all;
}

/// The days of a period up to a day, and those that it was missed by.
int spent(const matters::Clock& clock, Date until, const Calendar& calendar) {
  if (until > clock.due()) return clock.walk.needed + calendar.working_days_between(clock.due(), until).days;
  int days = 0;
  for (const auto& day : clock.walk.days)
    if (day.date <= until) days = day.number;
  return days;
}

std::vector<std::string> cells_of(const LedgerCase& of, const matters::Times& times, Date today) {
  using requests::event;
  const auto& now = of.now;
  auto facts = requests::facts_of(now);
  std::erase_if(facts.consultations, [](const requests::Consultation& one) { return !one.told_on; });
  const auto clock = requests::answer_clock(now, times);
  const bool reported = now.last(event("request.reported").verb) != nullptr;
  const bool counts = clock && *clock && !reported;
  const bool extended = facts.extension && facts.extension->told;
  const auto end = requests::end_of_round(now);  // as it stands, also of what was decided anew
  const auto ended_on = end ? std::optional(end->on) : std::nullopt;
  const auto decision = end ? end->decision() : std::nullopt;
  const auto* served = now.last(event("request.delivered").verb);
  const auto way = served == nullptr ? std::nullopt : find_name<requests::Delivery>(served->code);
  const auto each = [&facts](auto words) { return of_each(facts.consultations, words); };
  using One = requests::Consultation;
  const auto is_agency = [](const One& one) { return one.who == requests::Consulted::Agency; };
  return {of.line.number,
          requests::old_number(now),
          of.line.agency_name,
          text_of(now.matter.received_on),
          of.line.channel_name,
          of.line.class_name,
          of.name,
          of.phone,
          of.request.wanted,
          std::string(chinese_of(of.request.purpose)),
          of.topic,
          of.line.department,
          of.line.holder_name,
          of.line.state_name,
          text_of(facts.supplement_told_on),
          facts.supplement_told_on ? facts.supplement_until.text() : "",
          text_of(facts.supplemented_on),
          each([](const One& one) { return std::string(chinese_of(one.who)); }),
          each([](const One& one) { return text_of(one.told_on); }),
          each([](const One& one) { return text_of(one.received_on); }),
          each([&](const One& one) { return is_agency(one) ? one.asked_until.text() : std::string(); }),
          each([](const One& one) { return text_of(one.answered_on); }),
          extended ? text_of(last_on(now, event("request.extended").verb)) : "",
          extended ? facts.extension->until.text() : "",
          counts ? (*clock)->due().text() : "",
          decision ? std::string(chinese_of(*decision)) : "",
          decision ? std::string(requests::row_of(*decision).basis) : "",
          of.answer ? of.answer->number : requests::old_letter(now),
          of.answer ? text_of(of.answer->issued_on) : "",
          text_of(ended_on),
          way ? std::string(chinese_of(*way)) : "",
          counts ? fmt::format("{}", spent(**clock, ended_on.value_or(today), times.calendar)) : "",
          counts ? ((*clock)->missed(today) ? "是" : "否") : ""};
}

/// Everything that the rows of a page tell.
class LedgerPage {
 public:
  LedgerPage(db::Session& session, const Call& call) : session_(session), call_(call) {}

  Outcome<void> add(std::vector<Matter> matters, TableFile& table, web::Spool& file) {
    std::vector<std::int64_t> ids;
    for (const auto& one : matters) ids.push_back(one.id);
    DL_TRY(const auto requests, requests::load_requests(session_, ids));
    DL_TRY(const auto lines, lines_of(session_, call_, matters));
    DL_TRY(const auto cases, matters::load_cases(session_, std::move(matters)));
    const auto calendar = call_.api.calendar.current();
    const matters::Times times{call_.api.laws, *calendar};
    for (std::size_t i = 0; i < cases.size(); ++i) {
      const auto request = std::ranges::find(requests, cases[i].matter.id, &requests::Request::matter);
      if (request == requests.end()) continue;
      LedgerCase of{.now = cases[i], .line = lines[i], .request = *request};
      if (!request->topic.empty()) of.topic = term_name(call_, requests::kTopics, request->topic);
      DL_CHECK(find_applicant(of));
      DL_CHECK(find_answer(of));
      DL_CHECK(table.add(file, cells_of(of, times, call_.api.around.clock.today())));
    }
    return {};
  }

 private:
  Outcome<void> find_applicant(LedgerCase& of) {
    DL_TRY(const auto parties, matters::list_parties(session_, of.now.matter.id));
    for (const auto& party : parties) {
      if (party.role != matters::PartyRole::Applicant) continue;
      DL_TRY(const auto contact, matters::contact_of(session_, call_.api.around.sealing_key, party));
      if (!contact) return {};  // erased
      of.name = contact->name;
      of.phone = contact->phone;
      return {};
    }
    return {};
  }
  Outcome<void> find_answer(LedgerCase& of) {
    if (!requests::end_of_round(of.now)) return {};
    DL_TRY(auto letters, matters::list_letters(session_, of.now.matter.id));
    for (auto& letter : letters)
      if (letter.issued() && letter.round == of.now.matter.round && requests::is_answer(letter.kind))
        of.answer = std::move(letter);
    return {};
  }

  db::Session& session_;
  const Call& call_;
};

TableHead ledger_head() {
  TableHead head;
  for (const auto& [title, is_day] : kColumns)
    head.columns.push_back(
        {.code = title, .title = title, .kind = is_day ? sheets::ColumnKind::Date : sheets::ColumnKind::Text});
  return head;
}

Outcome<web::Response> export_ledger(Call& call, const MatterExport& input) {
  const auto& kind = *find_matter_kind(requests::kKind);
  DL_CHECK(check_agency(call, kind.read, input.agency));
  const auto& scope = call.who.scope(kind.read);
  const matters::Sight sight{.kinds = {{std::string(kind.name), scope}}};
  const auto form = input.form.value_or(TableForm::Xlsx);
  DL_TRY(auto file, web::Spool::open(call.api.around.folder));
  TableFile table(form, call.api.around.folder, ledger_head());
  DL_CHECK(table.begin(file));
  Exported exported{event("export.ledger"), "export:ledger", agency_of(call, scope, input.agency), 0,
                    filter_text(input)};
  DL_TRY(const auto wanted, wanted_of(call, input));
  const db::Working working(db::Work::Import);
  DL_CHECK(call.api.read([&](db::Session& session) -> Outcome<void> {
    LedgerPage page(session, call);
    return db::walk([&](const auto& after) { return matters::list_matters(session, sight, wanted, after, kAtOnce); },
                    [&](const std::vector<Matter>& matters) -> Outcome<void> {
                      exported.rows += std::ssize(matters);
                      return page.add(matters, table, file);
                    });
  }));
  DL_CHECK(table.finish(file));
  return hand_out(call, file, exported, file_name(call, "依申请公开台账", ending_of(form)), type_of(form));
}

using web::Verb;

constexpr Operation kOperations[] = {
    {Verb::Get,
     "/api/v1/request-ledgers/template",
     "sendLedgerTemplate",
     "供填写后导入的依申请公开台账模板",
     needs(Right::ApproveRequests),
     by<send_ledger_template>(),
     {.rate = web::Rate::Download}},
    {Verb::Post,
     "/api/v1/request-ledgers/checks",
     "checkLedger",
     "检查一个依申请公开台账（xlsx、csv），什么都不写入",
     needs(Right::ApproveRequests),
     by<check_ledger>(),
     {.upload = true, .secret = true, .lane = web::Lane::Imports}},
    {Verb::Post,
     "/api/v1/request-ledgers",
     "takeLedger",
     "按台账登记原有的公开申请，全部登记或者都不登记",
     needs(Right::ApproveRequests),
     by<take_ledger>(),
     {.status = 201, .upload = true, .lane = web::Lane::Imports}},
    {Verb::Post,
     "/api/v1/exports/request-ledger",
     "exportLedger",
     "把公开申请的台账导出为表格（CSV、Excel），记入日志",
     needs(Right::ReadRequests),
     by<export_ledger>(),
     {.secret = true, .rate = web::Rate::Download, .lane = web::Lane::Imports}},
};

}  // namespace

std::span<const Operation> ledger_operations() { return kOperations; }

}  // namespace dl::api
