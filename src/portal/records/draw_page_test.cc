// The page of a random draw, and what it gives to whoever draws again.
#include <sys/wait.h>

#include <boost/json.hpp>
#include <fstream>

#include "portal/records/register_fixture.h"
#include "tests/support/inspections.h"
#include "tests/support/temporary_folder.h"

namespace dl::portal {
namespace {

namespace json = boost::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class DrawSite : public RegisterSite {
 public:
  DrawSite() { test::put_out_inspections(journal_, registers(), records::registers(), agency(test::kBureau)); }

  std::int64_t sealed() {
    auto desk = draws();
    const auto id = records::must(desk.prepare({.agency = agency(test::kBureau),
                                                .agency_name = "城管局",
                                                .number = "CQ-1",
                                                .plan = "CG-2026-01",
                                                .objects_drawn = 3,
                                                .reveal_from = kReveal},
                                               clerk()));
    const auto seen = row(id).digest;
    EXPECT_TRUE(desk.seal(id, seen, accounts::Principal::machine("person:乙")));
    return id;
  }
  void reveal(std::int64_t id) {
    clock_.set(kReveal);
    EXPECT_TRUE(draws().reveal(id, "", clerk()));
  }
  draws::Row row(std::int64_t id) {
    return records::must(
        read([&](db::Session& session) { return draws::load_row(session, accounts::Scope::everywhere(), id); }));
  }
  std::string body(const std::string& target, int status = 200) {
    const auto answer = get(target);
    EXPECT_EQ(answer.status, status) << target;
    return answer.body;
  }
  /// Runs the script that the site sends on the file that the site sends.
  int run_again(const std::string& at) {
    const auto file = (folder_.path() / "draw.json").string();
    const auto script = (folder_.path() / "verify_draw.py").string();
    std::ofstream(file) << body(at + "/draw.json");
    std::ofstream(script) << body("/data/verify_draw.py");
    return WEXITSTATUS(std::system(fmt::format("python3 -B {} {} >/dev/null", script, file).c_str()));
  }

 private:
  const Instant kReveal = Instant::at(Date(2025, 10, 10), 9);
  test::TemporaryFolder folder_ = {};
};

TEST(DrawPage, ShowsTheDigestsAtOnceAndTheResultOnceItIsRevealed) {
  DrawSite site;
  const auto id = site.sealed();
  const auto row = site.row(id);
  const auto at = fmt::format("/records/{}", row.record);
  EXPECT_THAT(site.body(at), AllOf(HasSubstr(row.digest), HasSubstr(row.seed_digest), HasSubstr(at + "/draw.json"),
                                   HasSubstr("/data/verify_draw.py"), HasSubstr("2025-10-10 09:00 以后揭示")));
  EXPECT_EQ(site.run_again(at), 0);
  site.reveal(id);
  EXPECT_THAT(site.body(at), AllOf(HasSubstr(site.row(id).seed), HasSubstr("抽取结果"),
                                   HasSubstr(fmt::format("python3 verify_draw.py draw-{}.json", row.record)),
                                   Not(HasSubstr("以后揭示"))));
  EXPECT_EQ(site.run_again(at), 0);
  const auto given = json::parse(site.body(at + "/draw.json")).as_object();
  EXPECT_EQ(given.at("result").as_array().size(), 3U);
}

TEST(DrawPage, IsOfNothingButADraw) {
  DrawSite site;
  const auto typed = site.published("draws", site.words("draws", "a draw", {{"drawn_on", "2025-10-01"}}));
  const auto penalty = site.published("penalties", site.penalty(1));
  for (const auto record : {typed, penalty}) {
    EXPECT_THAT(site.body(fmt::format("/records/{}", record)), Not(HasSubstr("draw.json")));
    site.body(fmt::format("/records/{}/draw.json", record), 404);
  }
  const auto record = site.row(site.sealed()).record;
  ASSERT_TRUE(site.registers().take(record, records::Step::Withdraw, "程序有误", site.clerk()));
  EXPECT_THAT(site.body(fmt::format("/records/{}/draw.json", record), 410), Not(HasSubstr("list_digest")));
}

}  // namespace
}  // namespace dl::portal
