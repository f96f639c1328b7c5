// The proof of a record, checked by the script that stands beside it on the site.
#include "records/record_proof.h"

#include <gmock/gmock.h>
#include <sys/wait.h>

#include <cstdio>
#include <fstream>
#include <functional>

#include "base/hash.h"
#include "records/desk_fixture.h"
#include "tests/support/temporary_folder.h"

namespace dl::records {
namespace {

namespace json = boost::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class RecordProofTest : public OfficeTest {
 protected:
  struct Verdict {
    int status = 0;
    std::string said = {};
  };

  json::object proof(Id id) {
    return must(read([&](db::Session& session) { return proof_of(session, registers_, id, today()); }));
  }
  std::string saved(const json::object& proof, const std::string& name = "proof.json") {
    const auto file = (folder_.path() / name).string();
    std::ofstream(file) << json::serialize(proof);
    return file;
  }
  Verdict verify(const json::object& proof, const std::string& more = {}) {
    const auto command =
        fmt::format("python3 {}/src/portal/assets/verify_record.py {} {}", DAYLIGHT_SOURCE_DIR, saved(proof), more);
    Verdict verdict;
    auto* pipe = popen(command.c_str(), "r");
    std::array<char, 4096> piece = {};
    while (const auto count = std::fread(piece.data(), 1, piece.size(), pipe)) verdict.said.append(piece.data(), count);
    verdict.status = WEXITSTATUS(pclose(pipe));
    return verdict;
  }
  /// Published, corrected twice, withdrawn, restored.
  Id with_a_life() {
    const auto id = published("penalties", penalty(1));
    for (const auto* offence : {"擅自占用道路", "擅自占用城市道路"}) {
      clock_.advance_ms(60'000);
      must_do(desk_.correct(id, {penalty(1, {{"offence", offence}}), {}}, "事由写错", clerk_));
      publish(id);
    }
    return id;
  }

  test::TemporaryFolder folder_ = {};
};
DL_ON_EVERY_ENGINE(RecordProofTest);

TEST_P(RecordProofTest, HoldsAndTellsWhatWasPublicAndNothingElse) {
  const auto id = with_a_life();
  const auto given = proof(id);
  const auto text = json::serialize(given);
  EXPECT_THAT(text, AllOf(HasSubstr("张某某"), HasSubstr("擅自占用城市道路"), Not(HasSubstr("张三")),
                          Not(HasSubstr("person:")), Not(HasSubstr("salt"))));
  EXPECT_EQ(given.at("steps").as_array().size(), 3U);
  const auto verdict =
      verify(given, fmt::format("--fingerprint {}", std::string_view(given.at("fingerprint").as_string())));
  EXPECT_EQ(verdict.status, 0) << verdict.said;
  EXPECT_THAT(verdict.said, AllOf(HasSubstr("✓"), HasSubstr("理由：事由写错"), HasSubstr("日志第")));
}

TEST_P(RecordProofTest, WhateverIsAlteredIsToldAndEndsWithOne) {
  const auto whole = proof(with_a_life());
  const auto steps = [](json::object& proof) -> json::array& { return proof.at("steps").as_array(); };
  const auto replace = [](json::value& text, std::string_view from, std::string_view to) {
    std::string changed(text.as_string());
    ASSERT_NE(changed.find(from), std::string::npos);
    text = changed.replace(changed.find(from), from.size(), to);
  };
  struct Damage {
    const char* name;
    std::function<void(json::object&)> damage;
    const char* told;
  };
  const std::vector<Damage> rows = {
      {"a value", [&](auto& p) { replace(steps(p)[2].at("content"), "擅自占用城市道路", "擅自占用广场"); },
       "内容被改动过"},
      {"a value with its digest",
       [&](auto& p) {
         replace(steps(p)[2].at("content"), "擅自占用城市道路", "擅自占用广场");
         steps(p)[2].at("digest") = sha256_hex(std::string_view(steps(p)[2].at("content").as_string()));
       },
       "与日志第"},
      {"a ground", [&](auto& p) { replace(steps(p)[1].at("ground"), "事由写错", "没有理由"); }, "链接不符"},
      {"a day", [&](auto& p) { steps(p)[0].at("at") = 1; }, "链接不符"},
      {"the first is missing", [&](auto& p) { steps(p).erase(steps(p).begin()); }, "次序不连续"},
      {"one between is missing", [&](auto& p) { steps(p).erase(steps(p).begin() + 1); }, "次序不连续"},
      {"the last is missing", [&](auto& p) { steps(p).pop_back(); }, "末尾有缺少"},
      {"the order", [&](auto& p) { std::swap(steps(p)[1], steps(p)[2]); }, "次序不连续"},
      {"numbers of the order, too",
       [&](auto& p) {
         std::swap(steps(p)[1], steps(p)[2]);
         std::swap(steps(p)[1].at("position"), steps(p)[2].at("position"));
       },
       "链接不符"},
      {"a number of the journal", [&](auto& p) { steps(p)[1].at("journal").at("sequence") = 1; }, "✗"},
      {"nothing left", [&](auto& p) { steps(p).clear(); }, "没有任何经过"},
      {"a member", [&](auto& p) { p.erase("register"); }, "不完整"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.name);
    auto damaged = whole;
    row.damage(damaged);
    const auto verdict = verify(damaged);
    EXPECT_EQ(verdict.status, 1) << verdict.said;
    EXPECT_THAT(verdict.said, AllOf(HasSubstr("✗"), HasSubstr(row.told), Not(HasSubstr("✓"))));
  }
}

TEST_P(RecordProofTest, WhatWasTakenEarlierIsContinuedOrToldOtherwise) {
  const auto id = published("penalties", penalty(1));
  const auto early = proof(id);
  const auto earlier = saved(early, "earlier.json");
  clock_.advance_ms(60'000);
  must_do(desk_.correct(id, {penalty(1, {{"offence", "擅自占用道路"}}), {}}, "事由写错", clerk_));
  publish(id);
  EXPECT_EQ(verify(proof(id), "--earlier " + earlier).status, 0);
  const auto another = published("penalties", penalty(2));
  EXPECT_THAT(verify(proof(another), "--earlier " + earlier).said, HasSubstr("另一条记录"));
  EXPECT_EQ(verify(proof(id), "--fingerprint " + std::string(64, '0')).status, 1);
}

TEST_P(RecordProofTest, WordsFromBeforeAWithdrawalAreNotGivenAndTheChainHoldsAllTheSame) {
  const auto id = with_a_life();
  const auto early = saved(proof(id), "earlier.json");
  must_do(desk_.take(id, Step::Withdraw, "决定被撤销", second_));
  const auto gone = read([&](db::Session& session) { return proof_of(session, registers_, id, today()); });
  ASSERT_FALSE(gone);
  EXPECT_EQ(gone.error().fault, Fault::Gone);
  must_do(desk_.take(id, Step::Restore, "撤下有误", second_));
  const auto given = proof(id);
  ASSERT_EQ(given.at("steps").as_array().size(), 5U);
  for (std::size_t i = 0; i < 4; ++i) EXPECT_TRUE(given.at("steps").at(i).at("content").is_null());
  EXPECT_TRUE(given.at("steps").at(4).at("content").is_string());
  const auto verdict = verify(given, "--earlier " + early);
  EXPECT_EQ(verdict.status, 0) << verdict.said;
  EXPECT_THAT(verdict.said, HasSubstr("撤下"));
}

}  // namespace
}  // namespace dl::records
