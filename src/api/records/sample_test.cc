// A record for the tests that call every operation.
#include "api/town_fixture.h"

namespace dl::api {
namespace {

const bool kKnown =
    add_sample({"/api/v1/records", "record", [](Town& town, Browser&, const std::string& secret) -> std::int64_t {
                  const auto& made = town.registers().all().at("parking");
                  auto words = json::parse(made.cases.front().record).as_object();
                  words["name"] = json::value(secret);
                  words["changed_on"] = "2024-02-20";
                  auto read = records::read_json(json::serialize(words), made);
                  EXPECT_TRUE(read) << describe(read.error());
                  const auto by = accounts::Principal::machine("operator:test");
                  auto ids = town.api().register_desk.enter(made.code, town.bureau(), {*read}, by);
                  EXPECT_TRUE(ids) << describe(ids.error());
                  return ids ? ids->front() : 0;
                }});

}  // namespace
}  // namespace dl::api
