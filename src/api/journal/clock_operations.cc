// The clock of the installation: of a simulation, whoever administers the system sets it.
#include "api/accounts/people_views.h"
#include "api/api.h"
#include "api/operations.h"

namespace dl::api {

namespace {

using accounts::Right;

struct ClockView {
  Instant now = {};
  bool simulation = false;  ///< a rehearsal, whose clock can be set
};
BOOST_DESCRIBE_STRUCT(ClockView, (), (now, simulation))

struct ClockInput {
  Instant now = {};
};
BOOST_DESCRIBE_STRUCT(ClockInput, (), (now))

Outcome<ClockView> show_clock(Call& call) { return ClockView{call.api.around.clock.now(), call.api.around.simulation}; }

Outcome<ClockView> set_clock(Call& call, const ClockInput& input) {
  if (!call.api.around.simulation || !call.api.around.set_clock) return fail(Fault::Conflict, "simulation.real");
  DL_CHECK(call.api.around.set_clock(input.now, call.who.actor()));
  return show_clock(call);
}

using web::Verb;

constexpr Operation kOperations[] = {
    {Verb::Get, "/api/v1/clock", "showClock", "系统的时间，是否为模拟运行", signed_in(), by<show_clock>()},
    {Verb::Put, "/api/v1/clock", "setClock", "设定模拟运行的时间，只能往后", needs(Right::ManageSystem),
     by<set_clock>()},
};

}  // namespace

std::span<const Operation> clock_operations() { return kOperations; }

}  // namespace dl::api
