// Random draws: preparing, looking at one, sealing, revealing, discarding. What the public sees of them stands in the
// register `draws`.
#include "api/operations.h"
#include "api/accounts/people_views.h"
#include "api/comments.h"
#include "api/draws/views.h"

namespace dl::api {

namespace {

using accounts::Right;
using draws::Row;
using draws::Step;

constexpr std::size_t kDrawLimit = 2 << 20;  // ten thousand codes and a thousand recusals with their reasons

const accounts::Scope& draw_sight(const Call& call) {
  return call.who.scope(call.who.may_anywhere(Right::ReadRecords) ? Right::ReadRecords : Right::EnterRecords);
}

draws::DrawDesk desk_of(const Call& call) {
  const auto& around = call.api.around;
  return {around.journal, {around.registers, around.projection, call.api.laws, around.sealing_key}};
}

void fill_line(DrawLine& line, const Row& row, const agencies::Directory& directory) {
  line.id = row.id;
  line.agency = row.agency;
  line.agency_name = agency_name(directory, row.agency);
  line.number = row.number;
  line.plan = row.plan;
  line.state = row.state;
  line.state_name = chinese_of(row.state);
  line.prepared_at = row.prepared_at;
  line.reveal_from = row.reveal_from;
  line.sealed_at = row.sealed_at;
  line.revealed_at = row.revealed_at;
}

void fill_terms(DrawView& view, const draws::Terms& terms, const Row& row) {
  for (const auto& one : terms.objects) view.objects.push_back({one.code, one.name});
  view.inspectors = terms.inspectors;
  view.objects_drawn = terms.objects_drawn;
  view.inspectors_each = terms.inspectors_each;
  for (const auto& one : terms.recused) view.recused.push_back({one.object, one.inspector});
  view.beacon_source = terms.beacon_source;
  if (row.state != draws::State::Revealed) return;
  for (const auto& one : draws::draw(terms, row.seed, row.beacon)) {
    const auto& object = terms.objects[one.object];
    DrawResult result{object.code, object.name, {}};
    for (const auto place : one.inspectors) result.inspectors.push_back(terms.inspectors[place]);
    view.result.push_back(std::move(result));
  }
}

Outcome<DrawView> load_draw(const Call& call, std::int64_t id) {
  const auto directory = call.api.around.directory.current();
  return call.api.read([&](db::Session& session) -> Outcome<DrawView> {
    DL_TRY(const auto row, draws::load_row(session, draw_sight(call), id));
    DL_TRY(const auto terms, draws::read_terms(row.content));
    DL_TRY(const auto names, accounts::names_of(session, {row.prepared_by, row.sealed_by, row.revealed_by}));
    DrawView view;
    fill_line(view, row, *directory);
    fill_terms(view, terms, row);
    view.list_digest = row.digest;
    view.seed_digest = row.seed_digest;
    view.seed = row.seed;
    view.beacon = row.beacon;
    view.record = row.record;
    view.prepared_by_name = name_in(names, row.prepared_by);
    if (row.sealed_at) view.sealed_by_name = name_in(names, row.sealed_by);
    if (row.revealed_at) view.revealed_by_name = name_in(names, row.revealed_by);
    const draws::Standing standing{row, call.who.actor(), call.api.around.clock.now()};
    for (const auto& step : draws::kCycle)
      if (step.from == row.state) view.steps.push_back(offer_of(call, step, standing, row.agency));
    return view;
  });
}

Outcome<ListOf<DrawLine>> list_draws(Call& call, const Paging& query) {
  DL_TRY(const int limit, read_limit(query.limit));
  DL_TRY(const auto after, read_after(query.after));
  const auto directory = call.api.around.directory.current();
  return call.api.read([&](db::Session& session) -> Outcome<ListOf<DrawLine>> {
    DL_TRY(auto rows, draws::list_rows(session, draw_sight(call), after, limit + 1));
    ListOf<DrawLine> list;
    if (std::ssize(rows) > limit) {
      rows.resize(static_cast<std::size_t>(limit));
      list.next = fmt::format("{}", rows.back().id);
    }
    for (const auto& row : rows) fill_line(list.items.emplace_back(), row, *directory);
    return list;
  });
}

Outcome<DrawView> show_draw(Call& call) {
  DL_TRY(const auto id, call.number("id"));
  return load_draw(call, id);
}

Outcome<DrawView> prepare_draw(Call& call, const NewDrawInput& input) {
  DL_CHECK(call.who.require(Right::EnterRecords, input.agency));
  const auto directory = call.api.around.directory.current();
  const auto* agency = directory->agency(input.agency);
  if (agency == nullptr) return fail(Fault::NotFound, "agency.missing", fmt::format("{}", input.agency));
  draws::Order order{.agency = input.agency,
                     .agency_name = agency->name,
                     .number = input.number,
                     .plan = input.plan,
                     .among = {input.risk.value_or(""), input.trade.value_or(""),
                               input.codes.value_or(std::vector<std::string>()), input.enforcement.value_or("")},
                     .objects_drawn = input.objects_drawn,
                     .inspectors_each = input.inspectors_each,
                     .reveal_from = input.reveal_from,
                     .beacon_source = input.beacon_source.value_or("")};
  for (const auto& one : input.recused.value_or(std::vector<DrawRecusalInput>()))
    order.recused.push_back({one.object, one.inspector, one.reason});
  DL_TRY(const auto id, desk_of(call).prepare(order, call.who));
  return load_draw(call, id);
}

// What is not within one's sight is not there, for any verb.
Outcome<void> check_sight(Call& call, std::int64_t id) {
  DL_CHECK(call.api.read([&](db::Session& session) { return draws::load_row(session, draw_sight(call), id); }));
  return {};
}

Outcome<DrawView> take_draw_step(Call& call, const DrawStepInput& input) {
  DL_TRY(const auto id, call.number("id"));
  DL_CHECK(check_sight(call, id));
  auto desk = desk_of(call);
  const auto reason = input.reason.value_or("");
  switch (input.step) {
    case Step::Seal: DL_CHECK(desk.seal(id, input.list_digest.value_or(""), call.who, reason)); break;
    case Step::Reveal: DL_CHECK(desk.reveal(id, input.beacon.value_or(""), call.who, reason)); break;
    case Step::Discard: DL_CHECK(desk.discard(id, reason, call.who)); break;
  }
  return load_draw(call, id);
}

Outcome<OpenedRecusalView> open_recusal(Call& call, const OpenedRecusalInput& input) {
  DL_TRY(const auto id, call.number("id"));
  DL_CHECK(check_sight(call, id));
  DL_TRY(auto text, desk_of(call).open_recusal(id, {input.object, input.inspector}, input.reason, call.who));
  return OpenedRecusalView{std::move(text)};
}

using web::Verb;

constexpr Operation kOperations[] = {
    {Verb::Get, "/api/v1/draws", "listDraws", "随机抽取，新的在前", needs(Right::ReadRecords, Right::EnterRecords),
     by<list_draws>()},
    {Verb::Post,
     "/api/v1/draws",
     "prepareDraw",
     "准备一次随机抽取：从已公布的名录中取得检查对象和检查人员",
     needs(Right::EnterRecords),
     by<prepare_draw>(),
     {.status = 201, .body_limit = kDrawLimit}},
    {Verb::Get, "/api/v1/draws/{id}", "showDraw", "一次随机抽取的名录、摘要和结果",
     needs(Right::ReadRecords, Right::EnterRecords), by<show_draw>()},
    {Verb::Post, "/api/v1/draws/{id}/steps", "takeDrawStep", "封存、揭示、作废",
     needs(Right::EnterRecords, Right::PublishRecords), by<take_draw_step>()},
    {Verb::Post,
     "/api/v1/draws/{id}/opened",
     "openRecusal",
     "写明理由后查看一项回避的理由，记入日志",
     needs(Right::CheckRecords),
     by<open_recusal>(),
     {.secret = true}},
};

}  // namespace

std::span<const Operation> draw_operations() { return kOperations; }

}  // namespace dl::api
