// What is erased of a request a set time after it was filed away, and what stays.
#include "requests/erasure.h"

#include "db/files.h"
#include "matters/materials.h"
#include "matters/matter_store.h"
#include "requests/archive_package.h"
#include "requests/desk_fixture.h"

namespace dl::requests {
namespace {

using matters::Phase;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr auto kVerb = event("request.erased").verb;

/// Two years after a request was filed away, by what an installation has laid over.
const periods::Laws& laws_that_erase() {
  static const auto all = [] {
    auto period = *laws().find(kErasePeriod, Date(2026, 3, 2));
    period.on = true;
    period.length = 2;
    return laws().with(period);
  }();
  return all;
}

matters::Case ended(Told& told) {
  auto now = told.now();
  now.matter.phase = Phase::Ended;
  return now;
}

TEST(Erasure, IsDueASetTimeAfterTheArchive) {
  Told told(Date(2026, 3, 2));
  told.fact("request.submitted", Date(2026, 3, 4), {}, "open", 7).fact("request.delivered", Date(2026, 3, 5));
  EXPECT_EQ(erased_from(ended(told), laws_that_erase()), std::nullopt) << "it is not filed away";
  told.fact("request.archived", Date(2026, 3, 9));
  EXPECT_EQ(erased_from(told.now(), laws_that_erase()), std::nullopt) << "it is in hand";
  EXPECT_EQ(erased_from(ended(told), laws_that_erase()), Date(2028, 3, 9));
  EXPECT_EQ(erased_from(ended(told), laws()), std::nullopt) << "no law says so";
  EXPECT_THAT(erased_words(told.now()), IsEmpty());
  told.fact(std::string(kVerb), Date(2028, 3, 9));
  EXPECT_EQ(erased_from(ended(told), laws_that_erase()), std::nullopt) << "it is erased";
  EXPECT_EQ(erased_on(told.now()), Date(2028, 3, 9));
  EXPECT_THAT(erased_words(told.now()), HasSubstr("2028年3月9日"));
}

TEST(Erasure, OfARedecisionComesWithItsOwnArchive) {
  Told told(Date(2026, 3, 2));
  told.fact("request.submitted", Date(2026, 3, 4), {}, "open", 7).fact("request.delivered", Date(2026, 3, 5));
  told.fact("request.archived", Date(2026, 3, 9)).fact("request.redecided", Date(2027, 4, 1), Date(2027, 4, 30));
  EXPECT_EQ(erased_from(ended(told), laws_that_erase()), std::nullopt) << "it is decided anew";
  told.fact("request.archived", Date(2027, 5, 10));
  EXPECT_EQ(erased_from(ended(told), laws_that_erase()), Date(2029, 5, 10));
}

class ErasureTest : public testing::TestWithParam<test::Store>, public RequestAgency {
 public:
  ErasureTest() : RequestAgency(GetParam()) { name_bodies(); }

  /// Filed away today, with a material.
  std::int64_t archived(const std::string& bytes) {
    const auto id = filed();
    must(take(id, "Accept"));
    const auto file = must(
        matters_.add_file(id, {.name = "检索截图.csv", .bytes = bytes}, accounts::Right::AnswerRequests, who("甲")));
    digest_ = file.digest;
    must(take(id, "Withdraw", {.words = "来信撤回", .on = today()}));
    must(take(id, "Archive"));
    return id;
  }
  std::int64_t filed() {
    return must(desk_.file({.place = place_,
                            .channel = matters::Channel::Counter,
                            .came_on = today(),
                            .contact = {.name = "张三",
                                        .identity_kind = "resident",
                                        .identity_number = "11010119900307889X",
                                        .phone = "13800000000"},
                            .wanted = "2025年道路养护预算"},
                           "person:甲"))
        .id;
  }
  int erase(bool named = false) {
    Eraser eraser(journal_, laws_that_erase(),
                  [named](db::Session&, const std::string&) -> Outcome<bool> { return named; });
    return must(eraser.erase_due());
  }
  bool has_contact(std::int64_t id) {
    return must(read([&](db::Session& session) -> Outcome<bool> {
      DL_TRY(const auto parties, matters::list_parties(session, id));
      DL_TRY(const auto contact, matters::contact_of(session, key_, parties.at(0)));
      return contact.has_value();
    }));
  }
  bool has_bytes() {
    return read([&](db::Session& session) { return db::file_size(session, digest_); }).has_value();
  }
  std::size_t materials(std::int64_t id) {
    return must(read([&](db::Session& session) { return matters::list_materials(session, id); })).size();
  }
  void go_to(Date day) { clock_.set(Instant::at(day, 9, 30)); }

  std::string digest_ = {};
};
DL_ON_EVERY_ENGINE(ErasureTest);

TEST_P(ErasureTest, TakesPapersAndPeopleAndLeavesTheProof) {
  const auto id = archived("a,b\n");
  go_to(Date(2028, 3, 1));
  EXPECT_EQ(erase(), 0) << "a day before";
  go_to(Date(2028, 3, 2));
  EXPECT_EQ(erase(), 1);
  EXPECT_EQ(erase(), 0) << "once";
  EXPECT_FALSE(has_contact(id));
  EXPECT_EQ(materials(id), 0U);
  EXPECT_FALSE(has_bytes());
  const auto told = now(id);
  ASSERT_NE(told.last(kVerb), nullptr);
  EXPECT_EQ(told.last(kVerb)->words, "材料1份，当事人1名");
  EXPECT_EQ(told.matter.state, name_of(State::Withdrawn));
  EXPECT_TRUE(must(journal_.verify()).intact);
  const auto archive = must(read(
      [&](db::Session& session) { return load_archive(session, papers_, requests::times(), told.matter, "东区"); }));
  EXPECT_THAT(must(files_of(archive)).at("timeline.json"), HasSubstr("request.erased")) << "what is left is handed out";
}

TEST_P(ErasureTest, LeavesBytesThatSomethingElseNames) {
  const auto id = archived("c,d\n");
  go_to(Date(2028, 3, 2));
  EXPECT_EQ(erase(true), 1);
  EXPECT_EQ(materials(id), 0U);
  EXPECT_TRUE(has_bytes());
}

TEST_P(ErasureTest, WaitsForWhatAttacksIt) {
  const auto id = archived("e,f\n");
  const auto attacking = filed();  // stands in for a review
  must(store_.database().write([&](db::Session& session) {
    return matters::insert(session, matters::Relation{attacking, id, matters::Tie::Follows});
  }));
  go_to(Date(2028, 3, 2));
  EXPECT_EQ(erase(), 0);
  EXPECT_TRUE(has_contact(id));
  must(take(attacking, "Withdraw", {.words = "撤回", .on = today()}));
  EXPECT_EQ(erase(), 1) << "it has ended";
}

}  // namespace
}  // namespace dl::requests
