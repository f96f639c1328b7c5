// A request for information for the tests that call every operation.
#include "api/matters/kinds.h"
#include "api/town_fixture.h"

namespace dl::api {
namespace {

const bool kKnown =
    add_sample({"/api/v1/matters", "matter", [](Town& town, Browser&, const std::string& secret) -> std::int64_t {
                  const auto today = town.api().around.clock.today();
                  const auto opened = matter_desk(town.api())
                                          .open({.kind = std::string(matter_kinds().front().name),
                                                 .place = {.agency = town.bureau(), .code = "1", .name = "城市管理局"},
                                                 .title = secret,
                                                 .channel = matters::Channel::Counter,
                                                 .received_on = today,
                                                 .on = today},
                                                "operator:test");
                  EXPECT_TRUE(opened) << describe(opened.error());
                  return opened ? opened->id : 0;
                }});

}  // namespace
}  // namespace dl::api
