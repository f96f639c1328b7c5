// What a change through the API costs the database: transactions and statements of one request, counted.
#include "api/town_fixture.h"
#include "db/tally.h"

namespace dl::api {
namespace {

using accounts::Role;
using web::Verb;

class Cost : public testing::TestWithParam<test::Store> {
 protected:
  Town town = Town(GetParam());
  Browser drafter = town.person("drafter", Role::Drafter, town.bureau());
  Browser reviewer = town.person("reviewer", Role::Reviewer, town.bureau());

  template <class F>
  db::Tally of(F ask) {
    db::tally() = {};
    const auto reply = ask();
    const auto spent = db::tally();
    EXPECT_EQ(reply.status / 100, 2) << reply.body;
    return spent;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, Cost, testing::Values(test::Store::SqliteMemory, test::Store::Postgres));

TEST_P(Cost, OfAChangeIsBounded) {
  const auto document = fmt::format("/api/v1/documents/{}", town.draft(drafter, "甲"));
  struct Row {
    const char* name;
    std::function<Reply()> ask;
    std::int64_t reads;
    std::int64_t writes;
    std::int64_t statements;
  };
  const Row rows[] = {
      {"saving",
       [&] {
         return town.put(drafter, document, Town::words("乙"), {{"If-Match", "\"r1\""}});
       },
       2, 1, 50},
      {"a step",
       [&] {
         return town.post(drafter, document + "/steps", {{"step", "submit"}});
       },
       2, 1, 60},
      {"a remark",
       [&] {
         return town.post(reviewer, document + "/comments", {{"text", "看"}});
       },
       2, 1, 45},
      {"a step with a key",
       [&] {
         return town.post(reviewer, document + "/steps", {{"step", "send-back"}, {"reason", "改"}},
                          {{"Idempotency-Key", "k"}});
       },
       3, 2, 60},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.name);
    const auto spent = of(row.ask);
    // The town asks the journal twice how many events there are, which the server does not.
    EXPECT_EQ(spent.reads - 2, row.reads);
    EXPECT_EQ(spent.writes, row.writes);
    EXPECT_LE(spent.statements, row.statements);
    RecordProperty(row.name, static_cast<int>(spent.statements));
  }
}

}  // namespace
}  // namespace dl::api
