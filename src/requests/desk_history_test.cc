// Random histories of requests through the desk: none leaves the table of its kind, each is counted once, work and
// numbers stay right, and who asked is written nowhere in the clear.
#include <random>

#include "requests/desk_fixture.h"
#include "requests/fees.h"
#include "requests/table3.h"

namespace dl::requests {
namespace {

using accounts::Principal;
using matters::Input;
using testing::IsEmpty;

constexpr std::string_view kName = "欧阳不可见";
constexpr std::string_view kPhone = "13812345678";
constexpr std::string_view kIdentity = "11010119900307889X";

class RequestLivesTest : public testing::TestWithParam<test::Store>, public RequestAgency {
 public:
  RequestLivesTest() : RequestAgency(GetParam()) { name_bodies(); }

  std::size_t pick(std::size_t most) { return random_() % most; }

  std::int64_t filed() {
    return must(desk_.file({.place = place_,
                            .channel = pick(2) == 0 ? matters::Channel::Online : matters::Channel::Counter,
                            .came_on = today(),
                            .contact = {.name = std::string(kName),
                                        .identity_kind = "resident",
                                        .identity_number = std::string(kIdentity),
                                        .phone = std::string(kPhone)},
                            .wanted = "2025年道路养护预算"},
                           "public:online"))
        .id;
  }
  /// An answer to have signed; 0 where none can be written now.
  std::int64_t reply(std::int64_t id) {
    const auto done = desk_.draft_reply(id, {.decision = Decision::Open, .material = {"预算表"}}, {}, who("甲"));
    return done ? done->id : 0;
  }

  /// What is drafted besides leaves the house, where its day is not past.
  void issue_notices(std::int64_t id) {
    for (const auto& draft : now(id).drafts)
      if (leaves_by_itself(draft.kind)) (void)desk_.issue_notice(id, draft.id, today(), who("乙"));
  }

  /// One that leads on from the state mostly, any of the table otherwise.
  const matters::StepRow& any_row(std::string_view state) {
    for (int trial = 0; trial < 40; ++trial) {
      const auto& row = kind().steps[pick(kind().steps.size())];
      if (row.from == state || pick(60) == 0) return row;
    }
    return kind().steps.front();
  }
  Input input_for(const matters::StepRow& row, const matters::Case& now, std::int64_t letter) {
    Input input{.words = "因为"};
    for (const auto& question : row.questions) {
      if (question.ask == Ask::On) input.on = today().plus_days(-static_cast<int>(pick(3)));
      if (question.ask == Ask::Until) input.until = today().plus_days(static_cast<int>(pick(35)) - 2);
      if (question.ask == Ask::Department) input.department = "市政科";
      if (question.ask == Ask::About) input.about = now.facts[pick(now.facts.size())].id;
      if (question.ask == Ask::Letter) input.about = letter;
      if (question.ask == Ask::Place) input.place = "档案室";
      if (question.ask == Ask::Person) input.person = "甲";
      if (question.ask == Ask::Terms) input.terms = "道路";
      if (question.ask == Ask::Count && row.step == "Fee") input.count = static_cast<std::int64_t>(pick(60));
      if (question.ask == Ask::Code) input.code = code_for(question.among);
    }
    return input;
  }
  std::string code_for(std::string_view list) {
    if (list == "objection_overrides") return std::string(kOverridings[pick(kOverridings.size())].name);
    if (list == "consultation_answers") return std::string(kConsents[pick(kConsents.size())].name);
    if (list == "fee_bases") return std::string(kFeeBases[pick(kFeeBases.size())].name);
    if (list == "search_results") return std::string(kFound[pick(kFound.size())].name);
    if (list == "request_deliveries") return std::string(kDeliveries[pick(kDeliveries.size())].name);
    return list == "request_outcomes" ? "open" : "";
  }

  /// Tries a step; whether it was taken, which only leads where the table says.
  bool try_step(std::int64_t id, std::int64_t letter) {
    const auto before = now(id);
    const auto& row = any_row(before.matter.state);
    const auto* name = pick(2) == 0 ? "甲" : "乙";
    const auto done = AgencyFixture::take(id, row.step, input_for(row, before, letter), name);
    if (!done) {
      EXPECT_EQ(now(id), before) << "what is refused changes nothing: " << done.error().key;
      return false;
    }
    const auto* from = kind().find(before.matter.state, row.step);
    EXPECT_NE(from, nullptr) << row.step << " from " << before.matter.state;
    if (from == nullptr) return false;
    const auto* signed_by_all = kind().find(from->to, "AllSigned");
    const bool all = signed_by_all != nullptr && done->state == signed_by_all->to;
    EXPECT_TRUE(done->state == from->to || all) << row.step << " led to " << done->state;
    EXPECT_EQ(done->phase, kind().state(done->state).phase);
    return true;
  }

  std::int64_t count(std::string_view sql, std::string_view word) {
    return must(AgencyFixture::read(
        [&](db::Session& session) { return session.value<std::int64_t>(sql, fmt::format("%{}%", word)); }));
  }
  void expect_nowhere(std::string_view word) {
    EXPECT_EQ(count("SELECT count(*) FROM journal WHERE reason LIKE :word", word), 0) << word;
    EXPECT_EQ(count("SELECT count(*) FROM matter WHERE title LIKE :word", word), 0) << word;
    EXPECT_EQ(count("SELECT count(*) FROM matter_fact WHERE words LIKE :word", word), 0) << word;
    EXPECT_EQ(count("SELECT count(*) FROM matter_letter WHERE content LIKE :word", word), 0) << word;
    EXPECT_EQ(count("SELECT count(*) FROM matter_party WHERE kept LIKE :word", word), 0) << word;
    EXPECT_EQ(count("SELECT count(*) FROM matter_party WHERE same LIKE :word", word), 0) << word;
    EXPECT_EQ(count("SELECT count(*) FROM work_item WHERE title LIKE :word", word), 0) << word;
    EXPECT_EQ(count("SELECT count(*) FROM sealed_value WHERE sealed LIKE :word", word), 0) << word;
  }

  /// Each of the requests comes in once, is answered once, and counts nowhere while its receipt is not settled.
  void expect_counted_once(const std::vector<std::int64_t>& ids) {
    std::vector<Counted> all;
    for (const auto id : ids)
      if (const auto counted = counted_of(now(id))) all.push_back(*counted);
    const auto table = Table3::of(all, Date(2026, 1, 1), Date(2035, 12, 31));
    EXPECT_THAT(breaches(table.numbers()), IsEmpty());
    const auto times_in = [&](int row, std::int64_t id) { return std::ranges::count(table.cell(row, kTotal), id); };
    for (const auto id : ids) {
      const auto matter = now(id).matter;
      SCOPED_TRACE(matter.number + " " + matter.state);
      const bool counts = matter.received_on.has_value();
      std::ptrdiff_t results = 0;
      for (int row = kFirstResult; row <= kLastResult; ++row) results += times_in(row, id);
      EXPECT_EQ(times_in(static_cast<int>(Line::New), id), counts ? 1 : 0);
      EXPECT_EQ(results, counts && matter.ended_on ? 1 : 0);
      EXPECT_EQ(times_in(static_cast<int>(Line::CarriedOn), id), counts && !matter.ended_on ? 1 : 0);
    }
  }

  std::mt19937 random_ = std::mt19937(20260302);
};
DL_ON_EVERY_ENGINE(RequestLivesTest);

TEST_P(RequestLivesTest, LeaveNeitherTheTableNorTheCount) {
  constexpr int kLives = 8;
  std::vector<std::int64_t> ids;
  int taken = 0;
  for (int life = 0; life < kLives; ++life) {
    const auto id = filed();
    ids.push_back(id);
    std::int64_t letter = 0;
    for (int trial = 0; trial < 60; ++trial) {
      if (letter == 0) letter = reply(id);
      if (pick(2) == 0) issue_notices(id);
      taken += try_step(id, letter) ? 1 : 0;
      clock_.set(Instant(clock_.now().milliseconds() + std::int64_t{8} * 3'600'000));
    }
  }
  EXPECT_GT(taken, 3 * kLives);
  expect_counted_once(ids);
  EXPECT_EQ(must(work_.rebuild(journal_)).differed, 0);
  for (const auto word : {kName, kPhone, kIdentity}) expect_nowhere(word);
}

}  // namespace
}  // namespace dl::requests
