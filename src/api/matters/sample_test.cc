// A request for information for the tests that call every operation.
#include "api/matters/kinds.h"
#include "api/town_fixture.h"
#include "requests/request_desk.h"

namespace dl::api {
namespace {

const bool kKnown =
    add_sample({"/api/v1/matters", "matter", [](Town& town, Browser&, const std::string& secret) -> std::int64_t {
                  auto& api = town.api();
                  auto matters = matter_desk(api);
                  requests::RequestDesk desk(town.journal(), matters, {api.letter_forms, api.around.sealing_key});
                  const auto directory = api.around.directory.current();
                  const auto* bureau = directory->agency(town.bureau());
                  const auto opened = desk.file({.place = {bureau->id, bureau->code, bureau->name},
                                                 .channel = matters::Channel::Counter,
                                                 .came_on = api.around.clock.today(),
                                                 .contact = {.name = secret,
                                                             .identity_kind = "passport",
                                                             .identity_number = "E12345678",
                                                             .phone = "13800000000"},
                                                 .wanted = secret},
                                                "operator:test");
                  EXPECT_TRUE(opened) << describe(opened.error());
                  return opened ? opened->id : 0;
                }});

}  // namespace
}  // namespace dl::api
