// What differs between a register and the outside list that it is held against, as a list, in numbers and as a table.
#include "api/accounts/people_views.h"
#include "api/exports.h"
#include "api/operations.h"
#include "api/records/views.h"
#include "records/counterparts.h"
#include "sheets/export_file.h"

namespace dl::api {

namespace {

using accounts::Right;
using records::Differs;
using records::Register;

constexpr int kAtOnce = 200;

struct DifferenceFilter {
  std::string register_ = {};  // NOLINT(readability-identifier-naming): the word itself is C++'s
  std::int64_t agency = 0;     ///< 0 = all within reach
  std::optional<Differs> kind = {};
  static constexpr auto kOwed = std::to_array<std::string_view>({"register", "agency"});
  static constexpr auto kLimits = std::to_array<Limit>({{"register_", 63}});
};
BOOST_DESCRIBE_STRUCT(DifferenceFilter, (), (register_, agency, kind))

}  // namespace

template <>
inline constexpr bool kSparse<DifferenceFilter> = true;

namespace {

struct DifferenceQuery : DifferenceFilter, Paging {};
BOOST_DESCRIBE_STRUCT(DifferenceQuery, (DifferenceFilter, Paging), ())

struct DifferenceView {
  std::int64_t record = 0;  ///< of the list where it is missing here or not judged, else of the register
  std::int64_t other = 0;   ///< on the other side; 0 = none
  std::string title = {};
  Differs kind = {};
  std::string kind_name = {};
  std::vector<std::string> in = {};  ///< titles of the fields that stand otherwise
  std::int64_t agency = 0;
  std::string agency_name = {};
  std::optional<Date> due_on = {};
  Instant since = {};
};
BOOST_DESCRIBE_STRUCT(DifferenceView, (),
                      (record, other, title, kind, kind_name, in, agency, agency_name, due_on, since))

struct DifferenceCount {
  Differs kind = {};
  std::string kind_name = {};
  std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(DifferenceCount, (), (kind, kind_name, count))

struct DifferenceList {
  std::vector<DifferenceView> items = {};
  std::optional<std::string> next = {};
};
BOOST_DESCRIBE_STRUCT(DifferenceList, (), (items, next))

/// Days are calendar days behind the last day of the clock.
struct CounterpartView {
  std::string title = {};  ///< of the register
  std::string list = {};   ///< code of its list
  std::string list_title = {};
  std::vector<DifferenceCount> counts = {};
  std::int64_t owed = 0;       ///< accepted rows of the list that have to be public
  std::int64_t published = 0;  ///< of them
  std::int64_t late = 0;       ///< of those, published behind the last day
  std::int64_t late_days = 0;  ///< of all late ones together
  std::int64_t overdue = 0;    ///< not public though the last day has passed
  std::int64_t unjudged = 0;
};
BOOST_DESCRIBE_STRUCT(CounterpartView, (),
                      (title, list, list_title, counts, owed, published, late, late_days, overdue, unjudged))

/// Read once for the whole program.
Outcome<const records::Counterparts*> counterparts() {
  static const auto made = []() -> Outcome<std::shared_ptr<const records::Counterparts>> {
    DL_TRY(auto all, records::carried());
    return std::make_shared<const records::Counterparts>(std::move(all));
  }();
  if (!made) return Failure(made.error());
  return made->get();
}

/// The register that is held against a list, by its own code. Fault::NotFound `register.no-counterpart`.
Outcome<const Register*> held_register(const Call& call, const std::string& code) {
  DL_TRY(const auto* made, call.api.around.registers.find(code));
  if (!made->counterpart) return fail(Fault::NotFound, "register.no-counterpart", code);
  return made;
}

records::Asking asking_of(const Register& made, const DifferenceFilter& filter) {
  records::Asking asked{.registers = {made.code, made.counterpart->code}, .kind = filter.kind};
  if (filter.agency != 0) asked.agency = filter.agency;
  return asked;
}

accounts::Scope scope_of(const Call& call, std::int64_t agency) {
  const auto& scope = call.who.scope(Right::ReadRecords);
  if (agency == 0) return scope;
  return accounts::Scope::of(scope.covers(agency) ? std::vector{agency} : std::vector<std::int64_t>());
}

Outcome<DifferenceView> view_of(db::Session& session, const Call& call, const records::DifferenceLine& line) {
  const auto directory = call.api.around.directory.current();
  DifferenceView view{.record = line.row.id,
                      .title = line.row.title,
                      .kind = line.kind,
                      .kind_name = std::string(chinese_of(line.kind)),
                      .agency = line.row.agency,
                      .agency_name = agency_name(*directory, line.row.agency),
                      .due_on = line.due_on,
                      .since = line.since};
  DL_TRY(const auto* all, counterparts());
  const auto calendar = call.api.calendar.current();
  DL_TRY(auto difference, all->of(session, line.row, {call.api.laws, *calendar}));
  if (!difference) return view;
  view.other = difference->other;
  view.in = std::move(difference->in);
  return view;
}

Outcome<DifferenceList> read_page(db::Session& session, const Call& call, const records::Asking& asked,
                                  const accounts::Scope& scope, std::int64_t after, int limit) {
  DL_TRY(auto lines, records::list_differences(session, asked, scope, after, limit + 1));
  DifferenceList list;
  if (std::ssize(lines) > limit) {
    lines.resize(static_cast<std::size_t>(limit));
    list.next = fmt::format("{}", lines.back().key);
  }
  for (const auto& line : lines) {
    DL_TRY(auto view, view_of(session, call, line));
    list.items.push_back(std::move(view));
  }
  return list;
}

Outcome<DifferenceList> list_differences(Call& call, const DifferenceQuery& query) {
  DL_TRY(const int limit, read_limit(query.limit));
  DL_TRY(const auto after, read_after(query.after));
  DL_TRY(const auto* made, held_register(call, query.register_));
  const auto scope = scope_of(call, query.agency);
  return call.api.read(
      [&](db::Session& session) { return read_page(session, call, asking_of(*made, query), scope, after, limit); });
}

Outcome<CounterpartView> show_counterpart(Call& call, const DifferenceFilter& query) {
  DL_TRY(const auto* made, held_register(call, query.register_));
  const auto scope = scope_of(call, query.agency);
  const auto calendar = call.api.calendar.current();
  DL_TRY(const auto* all, counterparts());
  return call.api.read([&](db::Session& session) -> Outcome<CounterpartView> {
    CounterpartView view{.title = made->title, .list = made->counterpart->code, .list_title = made->counterpart->title};
    DL_TRY(const auto counts, records::count_differences(session, asking_of(*made, query), scope));
    for (const auto& row : records::kDiffers) {
      const auto found = counts.find(row.value);
      view.counts.push_back({row.value, std::string(row.chinese), found == counts.end() ? 0 : found->second});
    }
    DL_TRY(const auto kept,
           all->kept(session, *made, scope, {call.api.laws, *calendar}, call.api.around.clock.today()));
    view.owed = kept.owed;
    view.published = kept.published;
    view.late = kept.late;
    view.late_days = kept.late_days;
    view.overdue = kept.overdue;
    view.unjudged = kept.unjudged;
    return view;
  });
}

std::vector<sheets::Column> export_columns() {
  return {{.code = "kind", .title = "差异"},       {.code = "title", .title = "登记"},
          {.code = "in", .title = "不一致的项目"}, {.code = "agency", .title = "机构"},
          {.code = "due_on", .title = "期限"},     {.code = "record", .title = "编号"},
          {.code = "other", .title = "对方编号"}};
}

std::vector<std::string> cells_of(const DifferenceView& view) {
  return {view.kind_name,
          view.title,
          fmt::format("{}", fmt::join(view.in, "、")),
          view.agency_name,
          view.due_on ? view.due_on->text() : std::string(),
          fmt::format("{}", view.record),
          view.other == 0 ? std::string() : fmt::format("{}", view.other)};
}

Outcome<web::Response> export_differences(Call& call, const DifferenceFilter& input) {
  DL_CHECK(check_agency(call, Right::ReadRecords, input.agency));
  DL_TRY(const auto* made, held_register(call, input.register_));
  const auto scope = scope_of(call, input.agency);
  const auto columns = export_columns();
  DL_TRY(auto file, web::Spool::open(call.api.around.folder));
  DL_CHECK(file.add(sheets::csv_head(columns, sheets::CsvVariant::Spreadsheets)));
  Exported exported{event("export.records"), "export:differences",
                    agency_of(call, call.who.scope(Right::ReadRecords), input.agency), 0, filter_text(input)};
  const auto walked = call.api.read([&](db::Session& session) -> Outcome<void> {
    for (std::string after;;) {
      DL_TRY(const auto behind, read_after(after));
      DL_TRY(const auto page, read_page(session, call, asking_of(*made, input), scope, behind, kAtOnce));
      for (const auto& view : page.items)
        DL_CHECK(file.add(sheets::csv_line(columns, cells_of(view), sheets::CsvVariant::Spreadsheets)));
      exported.rows += std::ssize(page.items);
      if (!page.next) return {};
      after = *page.next;
    }
  });
  DL_CHECK(walked);
  return hand_out(call, file, exported, file_name(call, made->title + "对照", "csv"), "text/csv; charset=utf-8");
}

constexpr Operation kOperations[] = {
    {web::Verb::Get, "/api/v1/differences", "listDifferences", "一个登记簿与所对照的清单不一致的地方",
     needs(Right::ReadRecords), by<list_differences>()},
    {web::Verb::Get, "/api/v1/counterpart", "showCounterpart", "应公开的公开了多少、逾期多少，各种不一致有多少",
     needs(Right::ReadRecords), by<show_counterpart>()},
    {web::Verb::Post,
     "/api/v1/exports/differences",
     "exportDifferences",
     "把不一致的地方导出为表格（CSV），记入日志",
     needs(Right::ReadRecords),
     by<export_differences>(),
     {.secret = true, .rate = web::Rate::Download}},
};

}  // namespace

std::span<const Operation> counterpart_operations() { return kOperations; }

}  // namespace dl::api
