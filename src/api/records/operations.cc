// Registers and their records: what there is, entering, correcting, the steps, history, declarations of nothing.
#include <charconv>

#include "api/accounts/people_views.h"
#include "api/answer_change.h"
#include "api/comments.h"
#include "api/operations.h"
#include "api/records/views.h"
#include "api/seat.h"
#include "records/words_check.h"
#include "records/write.h"

namespace dl::api {

namespace {

using accounts::Right;
using records::Register;
using records::Step;

/// The words of one record with long texts in them.
constexpr std::size_t kRecordLimit = 1 << 20;

struct NewRecordInput {
  std::string register_ = {};  // NOLINT(readability-identifier-naming): the word itself is C++'s
  std::int64_t agency = 0;
  json::object words = {};  ///< by field: texts as people write them, lists, rows
  static constexpr auto kLimits = std::to_array<Limit>({{"register_", 63}});
};
BOOST_DESCRIBE_STRUCT(NewRecordInput, (), (register_, agency, words))

struct CorrectionInput {
  json::object words = {};
  std::optional<std::vector<std::string>> keep = {};  ///< fields whose sealed value stays as it is
  std::optional<std::string> reason = {};
  static constexpr auto kLimits = std::to_array<Limit>({{"keep", 63, 500}, {"reason", kLongestReason}});
};
BOOST_DESCRIBE_STRUCT(CorrectionInput, (), (words, keep, reason))

struct OpenedInput {
  std::string field = {};
  std::string reason = {};
  static constexpr auto kFields = std::to_array<Field>({
      {"reason", "查看的理由", {.characters = kLongestReason, .owed = true, .asked = Asked::Long}},
  });
  static constexpr auto kLimits = std::to_array<Limit>({{"field", 63}});
};
BOOST_DESCRIBE_STRUCT(OpenedInput, (), (field, reason))

struct OpenedView {
  std::string field = {};
  std::string text = {};
};
BOOST_DESCRIBE_STRUCT(OpenedView, (), (field, text))

struct PastQuery {
  std::optional<Instant> at = {};
  std::int64_t entry = 0;  ///< 0 = by the moment alone
};
BOOST_DESCRIBE_STRUCT(PastQuery, (), (at, entry))

struct NilQuery {
  std::string register_ = {};  // NOLINT(readability-identifier-naming): the word itself is C++'s
  static constexpr auto kLimits = std::to_array<Limit>({{"register_", 63}});
};
BOOST_DESCRIBE_STRUCT(NilQuery, (), (register_))

struct NilInput {
  std::string register_ = {};  // NOLINT(readability-identifier-naming): the word itself is C++'s
  std::int64_t agency = 0;
  std::string period = {};
  static constexpr auto kLimits = std::to_array<Limit>({{"register_", 63}, {"period", 7}});
};
BOOST_DESCRIBE_STRUCT(NilInput, (), (register_, agency, period))

struct RecordedMonthsQuery {
  std::string register_ = {};  // NOLINT(readability-identifier-naming): the word itself is C++'s
  std::int64_t agency = 0;
  static constexpr auto kLimits = std::to_array<Limit>({{"register_", 63}});
};
BOOST_DESCRIBE_STRUCT(RecordedMonthsQuery, (), (register_, agency))

struct RecordedMonths {
  std::vector<std::string> months = {};  ///< "2026-10", the newest first
};
BOOST_DESCRIBE_STRUCT(RecordedMonths, (), (months))

struct NilView {
  std::string register_ = {};  // NOLINT(readability-identifier-naming): the word itself is C++'s
  std::int64_t agency = 0;
  std::string agency_name = {};
  std::string period = {};
  std::string person_name = {};
  Instant at = {};
};
BOOST_DESCRIBE_STRUCT(NilView, (), (register_, agency, agency_name, period, person_name, at))

// ── registers ────────────────────────────────────────────────────────────────────────────────────────────────────────

Outcome<ListOf<RegisterLine>> list_registers(Call& call) {
  std::vector<const Register*> all;
  for (const auto& [code, made] : call.api.around.registers.all()) all.push_back(&made);
  std::ranges::stable_sort(all, {}, &Register::group_place);
  ListOf<RegisterLine> list;
  for (const auto* made : all) list.items.push_back(line_of(*made));
  return list;
}

Outcome<RegisterView> show_register(Call& call) {
  DL_TRY(const auto* made, call.api.around.registers.find(call.http.parameter("register")));
  auto view = view_of(*made);
  for (const auto& layout : call.api.exchange)
    if (layout.offered && layout.made == made) view.layouts.push_back({layout.code, layout.title, layout.source});
  return view;
}

// ── records ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/// "-decided_on".
Outcome<records::Sorting> read_sorting(std::string_view sort, const Register& made) {
  records::Sorting sorting{.falls = sort.starts_with('-')};
  if (sorting.falls) sort.remove_prefix(1);
  if (sort.empty()) return sorting;
  sorting.field = made.find(sort);
  if (sorting.field == nullptr) return fail(Fault::Invalid, "list.sort", std::string(sort));
  return sorting;
}

/// Where a page of the office begins: the number of an entry, in the order of a field behind its value:
/// "2026-01-31~12".
Outcome<std::optional<records::Behind>> read_behind(const std::string& after, const records::Sorting& sorting) {
  const auto mark = sorting.field == nullptr ? after.npos : after.rfind('~');
  if (mark == after.npos && sorting.field != nullptr && !after.empty())
    return fail(Fault::Invalid, "list.cursor", after);
  DL_TRY(const auto entry, read_after(mark == after.npos ? after : after.substr(mark + 1)));
  if (entry == 0) return std::optional<records::Behind>();
  records::Behind behind{.entry = entry};
  if (mark == after.npos) return std::optional(std::move(behind));
  if (sorting.field->row().stored != records::Stored::Integer) {
    behind.sort = after.substr(0, mark);
    return std::optional(std::move(behind));
  }
  const auto* end = after.data() + mark;
  std::int64_t number = 0;
  const auto [stopped, code] = std::from_chars(after.data(), end, number);
  if (code != std::errc() || stopped != end) return fail(Fault::Invalid, "list.cursor", after);
  behind.sort = number;
  return std::optional(std::move(behind));
}

std::string text_of(const records::Behind& behind, const records::Sorting& sorting) {
  if (sorting.field == nullptr) return fmt::format("{}", behind.entry);
  const auto* number = behind.sort.number();
  const auto* text = behind.sort.text();
  return fmt::format("{}~{}", number != nullptr ? std::to_string(*number) : text != nullptr ? *text : "", behind.entry);
}

RecordFacet view_of(const records::Facet& facet) {
  RecordFacet view{.field = facet.field->code, .title = facet.field->title, .more = facet.more};
  for (const auto& [value, count] : facet.values) {
    const auto parsed = records::parse_value(value, *facet.field);
    view.values.push_back({value, parsed.problem.empty() ? records::shown_of(parsed.value, *facet.field) : value, count,
                           records::count_text(count, facet.more)});
  }
  return view;
}

Outcome<RecordList> list_records(Call& call, const RecordQuery& query) {
  DL_TRY(const int limit, read_limit(query.limit));
  DL_TRY(const auto* made, call.api.around.registers.find(query.register_));
  DL_TRY(auto asked, asked_of(*made, query));
  DL_TRY(asked.sorting, read_sorting(query.sort, *made));
  DL_TRY(const auto after, read_behind(query.after, asked.sorting));
  const records::Viewer viewer{record_sight(call), call.api.around.clock.today()};
  const auto directory = call.api.around.directory.current();
  const auto& projection = call.api.around.projection;
  return call.api.read([&](db::Session& session) -> Outcome<RecordList> {
    DL_TRY(const auto page, records::list_records(session, projection, made->code, viewer, asked, after, limit));
    std::vector<std::int64_t> ids;
    for (const auto& one : page.rows) ids.push_back(one.record);
    DL_TRY(const auto rows, records::rows_of(session, ids));
    RecordList list;
    for (const auto& one : page.rows)
      if (const auto row = rows.find(one.record); row != rows.end())
        list.items.push_back(line_of(row->second, one, *made, *directory));
    if (page.next) list.next = text_of(*page.next, asked.sorting);
    if (!query.facets) return list;
    DL_TRY(const auto facets, records::count_facets(session, projection, made->code, viewer, asked));
    for (const auto& facet : facets) list.facets.push_back(view_of(facet));
    return list;
  });
}

Outcome<RecordView> show_record(Call& call) {
  DL_TRY(const auto id, call.number("id"));
  return load_record(call, id);
}

Outcome<RecordView> enter_record(Call& call, const NewRecordInput& input) {
  DL_CHECK(call.who.require(Right::EnterRecords, input.agency));
  DL_TRY(const auto* made, call.api.around.registers.find(input.register_));
  if (call.api.around.directory.current()->agency(input.agency) == nullptr)
    return fail(Fault::NotFound, "agency.missing", fmt::format("{}", input.agency));
  DL_TRY(const auto read, records::read_json(json::serialize(input.words), *made));
  DL_TRY(const auto ids, call.api.register_desk.enter(made->code, input.agency, {read}, call.who));
  return load_record(call, ids.front());
}

/// The register of a record that the caller may see.
Outcome<const Register*> register_of(Call& call, std::int64_t id) {
  DL_TRY(const auto row,
         call.api.read([&](db::Session& session) { return records::load_row(session, record_sight(call), id); }));
  return call.api.around.registers.find(row.code);
}

Outcome<RecordView> correct_record(Call& call, const CorrectionInput& input) {
  DL_TRY(const auto id, call.number("id"));
  DL_TRY(const auto expected, call.expected_revision());
  DL_TRY(const auto* made, register_of(call, id));
  DL_TRY(auto read, records::read_json(json::serialize(input.words), *made));
  const records::Correction correction{std::move(read), input.keep.value_or(std::vector<std::string>()), expected};
  const auto changed = call.api.register_desk.correct(id, correction, input.reason.value_or(""), call.who);
  return answer_change(call, changed, load_record, id);
}

// What is not within one's sight is not there, for any verb.
template <class F>
Outcome<RecordView> act(Call& call, F deed) {
  DL_TRY(const auto id, call.number("id"));
  DL_CHECK(register_of(call, id));
  DL_CHECK(deed(id));
  return load_record(call, id);
}

Outcome<void> take(Call& call, std::int64_t id, const RecordStepInput& input) {
  auto& desk = call.api.register_desk;
  const auto reason = input.reason.value_or("");
  if (input.step == Step::TakeBack) return desk.take_back(id, call.who);
  if (input.step != Step::Sign && input.step != Step::SendBack) return desk.take(id, input.step, reason, call.who);
  DL_TRY(const auto seat, call.api.read([&](db::Session& session) { return seat_of(session, call); }));
  return input.step == Step::Sign ? desk.sign(id, reason, seat) : desk.send_back(id, reason, seat);
}

Outcome<RecordView> take_record_step(Call& call, const RecordStepInput& input) {
  return act(call, [&](auto id) { return take(call, id, input); });
}

Outcome<OpenedView> open_value(Call& call, const OpenedInput& input) {
  DL_TRY(const auto id, call.number("id"));
  DL_CHECK(register_of(call, id));
  DL_TRY(auto text, call.api.register_desk.open(id, input.field, input.reason, call.who));
  return OpenedView{input.field, std::move(text)};
}

Outcome<RecordPastView> show_past(Call& call, const PastQuery& query) {
  DL_TRY(const auto id, call.number("id"));
  return load_past(call, id, query.at, query.entry);
}

// ── declarations of nothing ──────────────────────────────────────────────────────────────────────────────────────────

Outcome<ListOf<NilView>> list_nil(Call& call, const NilQuery& query) {
  DL_TRY(const auto* made, call.api.around.registers.find(query.register_));
  const auto directory = call.api.around.directory.current();
  return call.api.read([&](db::Session& session) -> Outcome<ListOf<NilView>> {
    DL_TRY(const auto all, records::list_nil(session, made->code, record_sight(call)));
    std::vector<std::string> actors;
    for (const auto& one : all) actors.push_back(one.actor);
    DL_TRY(const auto names, accounts::names_of(session, actors));
    ListOf<NilView> list;
    for (const auto& one : all)
      list.items.push_back(
          {one.code, one.agency, agency_name(*directory, one.agency), one.period, name_in(names, one.actor), one.at});
    return list;
  });
}

/// In which months there is no nothing to declare, as far back as anybody declares.
Outcome<RecordedMonths> list_recorded_months(Call& call, const RecordedMonthsQuery& query) {
  constexpr int kMonthsBack = 156;
  DL_TRY(const auto* made, call.api.around.registers.find(query.register_));
  if (!record_sight(call).covers(query.agency)) return RecordedMonths{};
  const auto& projection = call.api.around.projection;
  const auto& shape = projection.shape(made->code);
  return call.api.read([&](db::Session& session) -> Outcome<RecordedMonths> {
    DL_CHECK(projection.require(session, shape, records::Projection::For::Reading));
    DL_TRY(auto months, records::months_with_records(session, shape, query.agency,
                                                     call.api.around.clock.today().plus_months(-kMonthsBack)));
    return RecordedMonths{std::move(months)};
  });
}

Outcome<void> declare_nil(Call& call, const NilInput& input) {
  DL_CHECK(call.who.require(Right::EnterRecords, input.agency));
  DL_CHECK(call.api.register_desk.declare_nil(input.register_, input.agency, input.period, call.who));
  return {};
}

using web::Verb;

constexpr Operation kOperations[] = {
    {Verb::Get, "/api/v1/registers", "listRegisters", "登记簿", needs(Right::ReadRecords, Right::EnterRecords),
     by<list_registers>()},
    {Verb::Get, "/api/v1/registers/{register}", "showRegister", "一个登记簿的项目、选项、条件和 JSON Schema",
     needs(Right::ReadRecords, Right::EnterRecords), by<show_register>()},
    {Verb::Get, "/api/v1/records", "listRecords", "一个登记簿的登记，最近登记或者更正的在前",
     needs(Right::ReadRecords, Right::EnterRecords), by<list_records>()},
    {Verb::Post,
     "/api/v1/records",
     "enterRecord",
     "登记一条",
     needs(Right::EnterRecords),
     by<enter_record>(),
     {.status = 201, .body_limit = kRecordLimit}},
    {Verb::Get, "/api/v1/records/{id}", "showRecord", "一条登记及其办理情况",
     needs(Right::ReadRecords, Right::EnterRecords), by<show_record>()},
    {Verb::Put,
     "/api/v1/records/{id}",
     "correctRecord",
     "更正一条登记（须带 If-Match）",
     needs(Right::EnterRecords),
     by<correct_record>(),
     {.body_limit = kRecordLimit, .conditional = true}},
    {Verb::Post, "/api/v1/records/{id}/steps", "takeRecordStep",
     "送复核、复核、退回、收回、公布、撤下、恢复、删除个人资料",
     needs(Right::EnterRecords, Right::CheckRecords, Right::PublishRecords, Right::WithdrawRecords,
           Right::EraseRecords),
     by<take_record_step>()},
    {Verb::Post,
     "/api/v1/records/{id}/opened",
     "openRecordValue",
     "写明理由后查看一项密封的资料，记入日志",
     needs(Right::CheckRecords),
     by<open_value>(),
     {.secret = true}},
    {Verb::Get, "/api/v1/records/{id}/past", "showRecordPast", "某一时刻登记的内容和公众看到的内容",
     needs(Right::ReadRecords, Right::EnterRecords), by<show_past>()},
    {Verb::Get, "/api/v1/nil-declarations", "listNilDeclarations", "零报告，新的在前",
     needs(Right::ReadRecords, Right::EnterRecords), by<list_nil>()},
    {Verb::Get, "/api/v1/nil-declarations/recorded", "listRecordedMonths", "一个机关有登记的月份，新的在前",
     needs(Right::ReadRecords, Right::EnterRecords), by<list_recorded_months>()},
    {Verb::Post, "/api/v1/nil-declarations", "declareNil", "声明一期没有登记", needs(Right::EnterRecords),
     by<declare_nil>()},
};

}  // namespace

std::span<const Operation> record_operations() { return kOperations; }

}  // namespace dl::api
