// What differs between a register and the outside list that it is held against, how much of the list is public, and the
// rows behind these numbers, as lists and as tables.
#include "api/exports.h"
#include "api/operations.h"
#include "api/records/counterpart_views.h"
#include "api/records/views.h"

namespace dl::api {

namespace {

using accounts::Right;
using records::Differs;
using records::Register;

constexpr int kAtOnce = 1'000;

struct CounterpartFilter {
  std::string register_ = {};  // NOLINT(readability-identifier-naming): the word itself is C++'s
  std::int64_t agency = 0;     ///< 0 = all within reach
  static constexpr auto kOwed = std::to_array<std::string_view>({"register", "agency"});
  static constexpr auto kLimits = std::to_array<Limit>({{"register_", 63}});
};
BOOST_DESCRIBE_STRUCT(CounterpartFilter, (), (register_, agency))

struct DifferenceFilter : CounterpartFilter {
  std::optional<Differs> kind = {};
};
BOOST_DESCRIBE_STRUCT(DifferenceFilter, (CounterpartFilter), (kind))

struct ShareFilter : CounterpartFilter {
  std::optional<records::Share> share = {};  ///< all accepted rows without it
};
BOOST_DESCRIBE_STRUCT(ShareFilter, (CounterpartFilter), (share))

}  // namespace

template <>
inline constexpr bool kSparse<DifferenceFilter> = true;
template <>
inline constexpr bool kSparse<ShareFilter> = true;

namespace {

struct DifferenceQuery : DifferenceFilter, Paging {};
BOOST_DESCRIBE_STRUCT(DifferenceQuery, (DifferenceFilter, Paging), ())

struct ShareQuery : ShareFilter, Paging {};
BOOST_DESCRIBE_STRUCT(ShareQuery, (ShareFilter, Paging), ())

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

records::Asking asking_of(const Register& made, const CounterpartFilter& filter) {
  records::Asking asked{.registers = {made.code, made.counterpart->code}};
  if (filter.agency != 0) asked.agency = filter.agency;
  return asked;
}

accounts::Scope scope_of(const Call& call, std::int64_t agency) {
  const auto& scope = call.who.scope(Right::ReadRecords);
  if (agency == 0) return scope;
  return accounts::Scope::of(scope.covers(agency) ? std::vector{agency} : std::vector<std::int64_t>());
}

/// What is counted of a register for whoever calls, as of now.
struct Looking {
  accounts::Scope scope;
  std::shared_ptr<const Calendar> calendar;
  records::Times times;
  records::Counting counting;

  Looking(const Call& call, const Register& made, std::int64_t agency)
      : scope(scope_of(call, agency)),
        calendar(call.api.calendar.current()),
        times{call.api.laws, *calendar},
        counting{made, scope, times, call.api.around.clock.today()} {}
  Looking(const Looking&) = delete;
  Looking& operator=(const Looking&) = delete;
};

/// Cuts a list of one more than a page; where the next page goes on.
template <class Line>
std::optional<std::string> cut(std::vector<Line>& lines, int limit) {
  if (std::ssize(lines) <= limit) return std::nullopt;
  lines.resize(static_cast<std::size_t>(limit));
  return fmt::format("{}", lines.back().key);
}

Outcome<DifferenceList> read_page(db::Session& session, const Call& call, const Register& made,
                                  const DifferenceFilter& filter, std::int64_t after, int limit) {
  const Looking looking(call, made, filter.agency);
  const auto directory = call.api.around.directory.current();
  DL_TRY(const auto* all, counterparts());
  auto asked = asking_of(made, filter);
  asked.kind = filter.kind;
  DL_TRY(auto lines, records::list_differences(session, asked, looking.scope, after, limit + 1));
  DifferenceList list{.next = cut(lines, limit)};
  std::map<std::int64_t, records::Row> rows;
  for (const auto& line : lines) rows.emplace(line.row.id, line.row);
  DL_TRY(auto differences, all->of(session, rows, looking.times));
  for (const auto& line : lines) {
    auto& view = list.items.emplace_back(view_of(line, *directory));
    const auto difference = differences.find(line.row.id);
    if (difference == differences.end()) continue;
    view.other = difference->second.other;
    view.in = std::move(difference->second.in);
  }
  return list;
}

Outcome<CounterpartRows> read_page(db::Session& session, const Call& call, const Register& made,
                                   const ShareFilter& filter, std::int64_t after, int limit) {
  const Looking looking(call, made, filter.agency);
  const auto directory = call.api.around.directory.current();
  DL_TRY(const auto* all, counterparts());
  DL_TRY(auto lines, all->kept_rows(session, looking.counting, filter.share, after, limit + 1));
  CounterpartRows list{.next = cut(lines, limit)};
  std::vector<std::int64_t> ids;
  for (const auto& line : lines) ids.push_back(line.record);
  DL_TRY(const auto rows, records::rows_of(session, ids));
  for (const auto& line : lines) list.items.push_back(view_of(line, rows.at(line.record), *directory));
  return list;
}

template <class List, class Query>
Outcome<List> list_page(Call& call, const Query& query) {
  DL_TRY(const int limit, read_limit(query.limit));
  DL_TRY(const auto after, read_after(query.after));
  DL_TRY(const auto* made, held_register(call, query.register_));
  return call.api.read([&](db::Session& session) { return read_page(session, call, *made, query, after, limit); });
}

Outcome<DifferenceList> list_differences(Call& call, const DifferenceQuery& query) {
  return list_page<DifferenceList>(call, query);
}

Outcome<CounterpartRows> list_counterpart_rows(Call& call, const ShareQuery& query) {
  return list_page<CounterpartRows>(call, query);
}

Outcome<CounterpartView> show_counterpart(Call& call, const CounterpartFilter& query) {
  DL_TRY(const auto* made, held_register(call, query.register_));
  DL_TRY(const auto* all, counterparts());
  return call.api.read([&](db::Session& session) -> Outcome<CounterpartView> {
    const Looking looking(call, *made, query.agency);
    DL_TRY(const auto counts, records::count_differences(session, asking_of(*made, query), looking.scope));
    DL_TRY(const auto kept, all->kept(session, looking.counting));
    return CounterpartView{.title = made->title,
                           .list = made->counterpart->code,
                           .list_title = made->counterpart->title,
                           .counts = counts_of(counts),
                           .shares = shares_of(kept),
                           .late_days = kept.late_days};
  });
}

/// The whole list as a file, recorded like any export.
template <class List, class Filter>
Outcome<web::Response> export_list(Call& call, const Filter& input, const char* subject, const char* name) {
  DL_CHECK(check_agency(call, Right::ReadRecords, input.agency));
  DL_TRY(const auto* made, held_register(call, input.register_));
  const auto columns = columns_of(List());
  DL_TRY(auto file, web::Spool::open(call.api.around.folder));
  DL_CHECK(file.add(sheets::csv_head(columns, sheets::CsvVariant::Spreadsheets)));
  Exported exported{event("export.records"), subject, agency_of(call, call.who.scope(Right::ReadRecords), input.agency),
                    0, filter_text(input)};
  const auto walked = call.api.read([&](db::Session& session) -> Outcome<void> {
    for (std::string after;;) {
      DL_TRY(const auto behind, read_after(after));
      DL_TRY(const List page, read_page(session, call, *made, input, behind, kAtOnce));
      for (const auto& view : page.items)
        DL_CHECK(file.add(sheets::csv_line(columns, cells_of(view), sheets::CsvVariant::Spreadsheets)));
      exported.rows += std::ssize(page.items);
      if (!page.next) return {};
      after = *page.next;
    }
  });
  DL_CHECK(walked);
  return hand_out(call, file, exported, file_name(call, made->title + name, "csv"), "text/csv; charset=utf-8");
}

Outcome<web::Response> export_differences(Call& call, const DifferenceFilter& input) {
  return export_list<DifferenceList>(call, input, "export:differences", "对照");
}

Outcome<web::Response> export_counterpart_rows(Call& call, const ShareFilter& input) {
  return export_list<CounterpartRows>(call, input, "export:counterpart", "公开情况");
}

constexpr Operation kOperations[] = {
    {web::Verb::Get, "/api/v1/differences", "listDifferences", "一个登记簿与所对照的清单不一致的地方",
     needs(Right::ReadRecords), by<list_differences>()},
    {web::Verb::Get, "/api/v1/counterpart", "showCounterpart", "应公开的公开了多少、逾期多少，各种不一致有多少",
     needs(Right::ReadRecords), by<show_counterpart>()},
    {web::Verb::Get, "/api/v1/counterpart/rows", "listCounterpartRows",
     "清单中的一类条目：应公开、已公开、逾期、待判断", needs(Right::ReadRecords), by<list_counterpart_rows>()},
    {web::Verb::Post,
     "/api/v1/exports/differences",
     "exportDifferences",
     "把不一致的地方导出为表格（CSV），记入日志",
     needs(Right::ReadRecords),
     by<export_differences>(),
     {.secret = true, .rate = web::Rate::Download}},
    {web::Verb::Post,
     "/api/v1/exports/counterpart",
     "exportCounterpartRows",
     "把清单中的一类条目导出为表格（CSV），记入日志",
     needs(Right::ReadRecords),
     by<export_counterpart_rows>(),
     {.secret = true, .rate = web::Rate::Download}},
};

}  // namespace

std::span<const Operation> counterpart_operations() { return kOperations; }

}  // namespace dl::api
