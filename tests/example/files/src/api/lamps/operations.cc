#include "api/lamps/operations.h"

#include "api/api.h"
#include "api/listing.h"
#include "api/steps.h"
#include "lamps/lamp_desk.h"

namespace dl::api {
namespace {

using accounts::Right;
using lamps::Lamp;
using lamps::Step;

struct LampView {
  std::int64_t id = 0;
  std::string number = {};
  std::string place = {};
  std::string fault = {};
  std::string agency_name = {};
  lamps::State state = {};
  std::string state_name = {};
  Instant noted_at = {};
  std::vector<StepView> steps = {};  ///< that its state offers
};
BOOST_DESCRIBE_STRUCT(LampView, (), (id, number, place, fault, agency_name, state, state_name, noted_at, steps))

struct LampQuery : Paging {
  std::optional<lamps::State> state = {};
};
BOOST_DESCRIBE_STRUCT(LampQuery, (Paging), (state))

struct LampInput : lamps::Report {
  std::int64_t agency = 0;
};
BOOST_DESCRIBE_STRUCT(LampInput, (lamps::Report), (agency))

struct LampStepInput {
  Step step = {};
  std::optional<std::string> reason = {};
  static constexpr auto kLimits = std::to_array<Limit>({{"reason", kLongestReason}});
};
BOOST_DESCRIBE_STRUCT(LampStepInput, (), (step, reason))

LampView view_of(const Call& call, const Lamp& lamp) {
  const auto directory = call.api.around.directory.current();
  const auto* agency = directory->agency(lamp.agency);
  LampView view{.id = lamp.id,
                .number = lamp.number,
                .place = lamp.report.place,
                .fault = lamp.report.fault,
                .agency_name = agency == nullptr ? std::string() : agency->name,
                .state = lamp.state,
                .state_name = std::string(chinese_of(lamp.state)),
                .noted_at = lamp.noted_at};
  for (const auto& row : lamps::kCycle)
    if (row.from == lamp.state)
      view.steps.push_back(offer_of(call, row, lamps::Standing{lamp, call.who.actor()}, lamp.agency));
  return view;
}

Outcome<LampView> load(Call& call, std::int64_t id) {
  DL_TRY(const auto lamp,
         call.api.read([&](db::Session& sql) { return lamps::load_lamp(sql, call.who.scope(Right::ReadLamps), id); }));
  return view_of(call, lamp);
}

Outcome<ListOf<LampView>> list_lamps(Call& call, const LampQuery& query) {
  DL_TRY(const int limit, read_limit(query.limit));
  DL_TRY(const auto after, read_key(query.after));
  DL_TRY(const auto page, call.api.read([&](db::Session& sql) {
    return lamps::list_lamps(sql, call.who.scope(Right::ReadLamps), query.state, after, limit);
  }));
  return list_of(page, [&](const Lamp& lamp) { return view_of(call, lamp); });
}

Outcome<LampView> show_lamp(Call& call) {
  DL_TRY(const auto id, call.number("id"));
  return load(call, id);
}

Outcome<LampView> note_lamp(Call& call, const LampInput& input) {
  DL_TRY(const auto id, lamps::LampDesk(call.api.around.journal).note(input.agency, input, call.who));
  return load(call, id);
}

Outcome<LampView> take_lamp_step(Call& call, const LampStepInput& input) {
  DL_TRY(const auto id, call.number("id"));
  DL_CHECK(load(call, id));
  DL_CHECK(lamps::LampDesk(call.api.around.journal).take(id, input.step, input.reason.value_or(""), call.who));
  return load(call, id);
}

using web::Verb;

constexpr Operation kOperations[] = {
    {Verb::Get, "/api/v1/lamps", "listLamps", "路灯报修，新的在前", needs(Right::ReadLamps), by<list_lamps>()},
    {Verb::Get, "/api/v1/lamps/{id}", "showLamp", "一条路灯报修", needs(Right::ReadLamps), by<show_lamp>()},
    {Verb::Post,
     "/api/v1/lamps",
     "noteLamp",
     "登记路灯报修",
     needs(Right::KeepLamps),
     by<note_lamp>(),
     {.status = 201}},
    {Verb::Post, "/api/v1/lamps/{id}/steps", "takeLampStep", "核实、退回、公布、登记修复", needs(Right::KeepLamps),
     by<take_lamp_step>()},
};

}  // namespace

std::span<const Operation> lamp_operations() { return kOperations; }

}  // namespace dl::api
