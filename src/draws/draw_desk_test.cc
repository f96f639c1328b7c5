// A random draw from its lists to its result, on every engine, and checked by the script that stands on the site.
#include "draws/draw_desk.h"

#include <sys/wait.h>

#include <boost/json.hpp>
#include <cstdio>
#include <fstream>

#include "base/hash.h"
#include "draws/open_work.h"
#include "draws/public_record.h"
#include "records/desk_fixture.h"
#include "tests/support/inspections.h"
#include "tests/support/temporary_folder.h"

namespace dl::draws {
namespace {

namespace json = boost::json;
using accounts::Principal;
using accounts::Right;
using accounts::Rights;
using records::must;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using Id = std::int64_t;

class DrawDeskTest : public records::OfficeTest {
 protected:
  DrawDeskTest() {
    store_.migrate({&db::migrations(), &journal::migrations(), &agencies::migrations(), &accounts::migrations(),
                    &work::migrations(), &records::migrations(), &migrations()});
    waiting_.keep_with(journal_);
    test::put_out_inspections(journal_, desk_, registers_, kEast);
  }

  Order order() const {
    return {.agency = kEast,
            .agency_name = "东区",
            .number = "CQ-1",
            .plan = "CG-2026-01",
            .objects_drawn = 3,
            .inspectors_each = 2,
            .recused = {{"O-01", "豫A001", "系该企业负责人之弟张三"}},
            .reveal_from = Instant::at(Date(2025, 10, 10), 9)};
  }
  template <class Change>
  std::string refusal(Change change) {
    auto changed = order();
    change(changed);
    const auto made = draws_.prepare(changed, clerk_);
    return made ? "" : made.error().key;
  }
  Row draw_of(Id id) {
    return must(read([&](db::Session& session) { return load_row(session, accounts::Scope::everywhere(), id); }));
  }
  Id sealed(const Order& order) {
    const auto id = must(draws_.prepare(order, clerk_));
    must_do(draws_.seal(id, draw_of(id).digest, second_));
    return id;
  }
  Id revealed(const Order& order, const std::string& beacon = "") {
    const auto id = sealed(order);
    clock_.set(order.reveal_from);
    must_do(draws_.reveal(id, beacon, clerk_));
    return id;
  }
  json::object material(Id id) {
    return must(read([&](db::Session& session) -> Outcome<json::object> {
      const auto row = must(load_row(session, accounts::Scope::everywhere(), id));
      DL_TRY(const auto live, records::load_live(session, registers_, row.record, today()));
      return material_of(row, live);
    }));
  }
  std::vector<std::string> waiting(Id id) {
    std::vector<std::string> kinds;
    const auto items =
        must(read([&](db::Session& session) { return work::kept_items(session, accounts::subject_text(kDraw, id)); }));
    for (const auto& item : items) kinds.push_back(item.kind);
    return kinds;
  }

  struct Verdict {
    int status = 0;
    std::string said = {};
  };
  std::string saved(const json::object& given, const std::string& name) {
    const auto file = (folder_.path() / name).string();
    std::ofstream(file) << json::serialize(given);
    return file;
  }
  Verdict verify(const json::object& given, const std::string& more = {}) {
    const auto command = fmt::format("python3 -B {}/src/portal/assets/verify_draw.py {} {}", DAYLIGHT_SOURCE_DIR,
                                     saved(given, "draw.json"), more);
    Verdict verdict;
    auto* pipe = popen(command.c_str(), "r");
    std::array<char, 4096> piece = {};
    while (const auto count = std::fread(piece.data(), 1, piece.size(), pipe)) verdict.said.append(piece.data(), count);
    verdict.status = WEXITSTATUS(pclose(pipe));
    return verdict;
  }

  DrawDesk draws_ = DrawDesk(journal_, {registers_, projection_, records::laws(), key_});
  work::OpenWork waiting_ = work::OpenWork({must(records::work_on_records()), must(work_on_draws())});
  test::TemporaryFolder folder_ = {};
};
DL_ON_EVERY_ENGINE(DrawDeskTest);

TEST_P(DrawDeskTest, TakesItsListsOutOfThePublicRegisters) {
  const auto all = must(read_terms(draw_of(must(draws_.prepare(order(), clerk_))).content));
  ASSERT_EQ(all.objects.size(), 9U) << "one has left";
  EXPECT_EQ(all.objects.front(), (Object{"O-01", "平城区第1环卫有限公司"}));
  EXPECT_THAT(all.inspectors, ElementsAre("豫A001", "豫A002", "豫A003", "豫A004", "豫A005"));
  auto some = order();
  some.number = "CQ-2";
  some.recused = {};
  some.among.risk = "low";
  EXPECT_EQ(must(read_terms(draw_of(must(draws_.prepare(some, clerk_))).content)).objects.size(), 4U);
  some.number = "CQ-3";
  some.among = {.codes = {"O-03", "O-01", "O-07"}};
  EXPECT_EQ(must(read_terms(draw_of(must(draws_.prepare(some, clerk_))).content)).objects.size(), 3U);
}

TEST_P(DrawDeskTest, RefusesWhatCannotBeDrawn) {
  EXPECT_EQ(refusal([](Order& o) { o.number = ""; }), "draw.words");
  EXPECT_EQ(refusal([](Order& o) { o.number = std::string(41, 'x'); }), "draw.words");
  EXPECT_EQ(refusal([](Order& o) { o.plan = "CG-0"; }), "draw.plan");
  EXPECT_EQ(refusal([&](Order& o) { o.reveal_from = clock_.now(); }), "draw.moment");
  EXPECT_EQ(refusal([](Order& o) { o.objects_drawn = 10; }), "draw.objects");
  EXPECT_EQ(refusal([](Order& o) { o.inspectors_each = 1; }), "draw.inspectors");
  EXPECT_EQ(refusal([](Order& o) { o.among.codes = {"O-10"}; }), "draw.unknown-objects");
  EXPECT_EQ(refusal([](Order& o) { o.recused[0].reason = " "; }), "draw.reason-owed");
  EXPECT_EQ(refusal([](Order& o) { o.recused[0].inspector = "豫A006"; }), "draw.recused");
  EXPECT_EQ(refusal([](Order& o) { o.agency = kWest; }), "draw.plan") << "nothing of another agency's";
  EXPECT_EQ(refusal([](Order&) {}), "");
  EXPECT_EQ(refusal([](Order&) {}), "draw.taken");
}

TEST_P(DrawDeskTest, IsSealedByASecondPersonWithWhatTheyHaveSeen) {
  const auto id = must(draws_.prepare(order(), clerk_));
  EXPECT_THAT(waiting(id), ElementsAre("draw.seal"));
  const auto digest = draw_of(id).digest;
  EXPECT_EQ(key_of(draws_.seal(id, digest, clerk_)), "draw.own");
  EXPECT_EQ(key_of(draws_.seal(id, sha256_hex("others"), second_)), "draw.digest");
  EXPECT_EQ(key_of(draws_.reveal(id, "", second_)), "draw.step");
  must_do(draws_.seal(id, digest, second_));
  EXPECT_EQ(key_of(draws_.seal(id, digest, second_)), "draw.step");
  EXPECT_EQ(key_of(draws_.discard(id, "不要了", clerk_)), "draw.step");
  EXPECT_THAT(waiting(id), ElementsAre("draw.reveal"));
  EXPECT_EQ(key_of(draws_.reveal(id, "", clerk_)), "draw.early");
  clock_.set(order().reveal_from);
  EXPECT_EQ(key_of(draws_.reveal(id, "07 12", clerk_)), "draw.beacon-none");
  must_do(draws_.reveal(id, "", clerk_));
  EXPECT_EQ(key_of(draws_.reveal(id, "", clerk_)), "draw.step");
  EXPECT_THAT(waiting(id), IsEmpty());
}

TEST_P(DrawDeskTest, TellsTheJournalOfEachStepOnce) {
  const auto id = must(draws_.prepare(order(), clerk_));
  must_do(draws_.seal(id, draw_of(id).digest, second_, "名录已核对"));
  clock_.set(order().reveal_from);
  must_do(draws_.reveal(id, "", clerk_));
  std::vector<std::string> told;
  for (const auto& entry : must(journal_.about(accounts::subject_text(kDraw, id))))
    told.push_back(entry.event.actor + " " + entry.event.verb + " " + entry.event.reason);
  EXPECT_THAT(told,
              ElementsAre("person:甲 draw.prepared ", "person:乙 draw.sealed 名录已核对", "person:甲 draw.revealed "));
}

TEST_P(DrawDeskTest, IsTooLateToSealOnceTheMomentHasCome) {
  const auto id = must(draws_.prepare(order(), clerk_));
  clock_.set(order().reveal_from);
  EXPECT_EQ(key_of(draws_.seal(id, draw_of(id).digest, second_)), "draw.late");
  must_do(draws_.discard(id, "过期", clerk_));
  EXPECT_EQ(draw_of(id).state, State::Discarded);
}

TEST_P(DrawDeskTest, RefusesTheNumberOfADrawThatWasEnteredByHandWhenItIsPrepared) {
  const auto& made = *must(registers_.find(kRegister));
  auto read = must(records::read_json(made.cases.front().record, made));
  for (const auto& [field, words] : std::map<std::string, std::string>{{"number", "CQ-7"},
                                                                       {"drawn_on", "2025-05-06"},
                                                                       {"committed_at", "2025-05-05 17:00"},
                                                                       {"revealed_at", "2025-05-06 09:00"}})
    read.record.at(made.find(field)->place) = records::parse_value(words, *made.find(field)).value;
  const auto entered = must(desk_.enter(std::string(kRegister), kEast, {read}, clerk_));
  EXPECT_EQ(refusal([](Order& o) { o.number = "CQ-7"; }), "draw.taken") << "a draft already has it";
  EXPECT_EQ(refusal([](Order& o) { o.number = "CQ-8"; }), "");
  ASSERT_EQ(entered.size(), 1U);
}

TEST_P(DrawDeskTest, AsksForTheRightsOfTheAgency) {
  const auto stranger = Principal::of_key(1, "西区", kWest, Rights(Right::EnterRecords, Right::PublishRecords));
  const auto id = must(draws_.prepare(order(), clerk_));
  auto other = order();
  other.number = "CQ-9";
  EXPECT_EQ(draws_.prepare(other, stranger).error().key, "right.missing");
  EXPECT_EQ(key_of(draws_.seal(id, draw_of(id).digest, stranger)), "right.missing");
  EXPECT_EQ(key_of(draws_.discard(id, "理由", stranger)), "right.missing");
  const auto writer = Principal::of_key(2, "东区", kEast, Rights(Right::EnterRecords));
  EXPECT_EQ(key_of(draws_.seal(id, draw_of(id).digest, writer)), "right.missing");
  const auto seen = draws_.open_recusal(id, {"O-01", "豫A001"}, "核对", writer);
  EXPECT_EQ(seen.error().key, "right.missing");
}

TEST_P(DrawDeskTest, ReadsRecusalsInTheFormThatEarlierRowsHave) {
  const auto id = must(draws_.prepare(order(), clerk_));
  const auto kept = draw_of(id).recusals;
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_EQ(kept.begin()->first, (Recusal{"O-01", "豫A001"}));
  const auto put = [&](const std::string& text) {
    return store_.database().write([&](db::Session& session) -> Outcome<void> {
      DL_CHECK(session.run("UPDATE draw SET recusals = :text WHERE id = :id", text, id));
      return {};
    });
  };
  must_do(put(json::serialize(json::object{{"O-01|豫A001", kept.begin()->second}})));
  EXPECT_EQ(draw_of(id).recusals, kept);
  must_do(put(R"([{"object": "O-01"}])"));
  const auto broken = read([&](db::Session& session) { return load_row(session, accounts::Scope::everywhere(), id); });
  EXPECT_EQ(broken.error().key, "draw.content");
}

TEST_P(DrawDeskTest, KeepsTheSeedAndTheReasonsOfRecusalsFromEverybody) {
  const auto id = sealed(order());
  const auto row = draw_of(id);
  EXPECT_EQ(row.seed, "");
  EXPECT_EQ(must(draws_.open_recusal(id, {"O-01", "豫A001"}, "核对", second_)), "系该企业负责人之弟张三");
  const auto before = json::serialize(material(id));
  EXPECT_THAT(before, AllOf(HasSubstr(row.digest), HasSubstr(row.seed_digest), Not(HasSubstr("张三"))));
  clock_.set(order().reveal_from);
  must_do(draws_.reveal(id, "", clerk_));
  const auto after = draw_of(id);
  EXPECT_EQ(after.seed.size(), 64U);
  EXPECT_EQ(sha256_hex(after.seed), row.seed_digest);
  EXPECT_EQ(after.content, row.content);
  EXPECT_EQ(before.find(after.seed), before.npos);
  EXPECT_THAT(json::serialize(material(id)), Not(HasSubstr("张三")));
}

TEST_P(DrawDeskTest, DrawsAgainByTheScript) {
  const auto id = sealed(order());
  const auto early = material(id);
  auto verdict = verify(early);
  EXPECT_EQ(verdict.status, 0) << verdict.said;
  EXPECT_THAT(verdict.said, HasSubstr("✓ 名录与摘要相符，已经封存"));
  clock_.set(order().reveal_from);
  must_do(draws_.reveal(id, "", clerk_));
  const auto given = material(id);
  ASSERT_EQ(given.at("result").as_array().size(), 3U);
  verdict = verify(given, "--earlier " + saved(early, "early.json"));
  EXPECT_EQ(verdict.status, 0) << verdict.said;
  EXPECT_THAT(verdict.said, HasSubstr("✓ 名录、种子与封存时的摘要相符"));
  const auto row = draw_of(id);
  verdict = verify(given, fmt::format("--list-digest {} --seed-digest {}", row.digest, row.seed_digest));
  EXPECT_EQ(verdict.status, 0) << verdict.said;
  verdict = verify(given, "--seed-digest " + row.digest);
  EXPECT_EQ(verdict.status, 1);
  EXPECT_THAT(verdict.said, HasSubstr("✗ 种子摘要与所给的不符"));
}

TEST_P(DrawDeskTest, MixesThePublicNumberInThatWasAnnounced) {
  auto with = order();
  with.beacon_source = "双色球第2025117期开奖号码";
  const auto id = sealed(with);
  clock_.set(with.reveal_from);
  EXPECT_EQ(key_of(draws_.reveal(id, " ", clerk_)), "draw.beacon-owed");
  must_do(draws_.reveal(id, "01 06 11 18 24 31 + 08", clerk_));
  auto given = material(id);
  EXPECT_EQ(verify(given).status, 0);
  given["beacon"] = "01 06 11 18 24 31 + 09";
  EXPECT_EQ(verify(given).status, 1) << "another number, another draw";
}

TEST_P(DrawDeskTest, IsFoundOutWhateverIsAltered) {
  const auto given = material(revealed(order()));
  const auto replace = [](json::value& text, std::string_view what, std::string_view with) {
    auto whole = json::value_to<std::string>(text);
    const auto at = whole.find(what);
    ASSERT_NE(at, std::string::npos) << what;
    text = whole.replace(at, what.size(), with);
  };
  struct Fraud {
    const char* name;
    std::function<void(json::object&)> does;
    const char* said;
  };
  const auto line = [](json::object& all, std::size_t at) -> json::object& {
    return all.at("result").as_array().at(at).as_object();
  };
  const std::vector<Fraud> frauds = {
      {"another list", [&](auto& all) { replace(all.at("content"), R"(["O-02")", R"(["O-0X")"); }, "名录被改动过"},
      {"another list with its own digest",
       [&](auto& all) {
         replace(all.at("content"), R"(["O-02","平城区第2环卫有限公司"],)", "");
         all["list_digest"] = sha256_hex(json::value_to<std::string>(all.at("content")));
       },
       "检查对象名录数"},
      {"another seed", [](auto& all) { all["seed"] = std::string(64, '0'); }, "种子被换过"},
      {"another seed with its own digest",
       [](auto& all) {
         all["seed"] = std::string(64, '0');
         all["seed_digest"] = sha256_hex(std::string(64, '0'));
       },
       "重算是"},
      {"objects changed about",
       [&](auto& all) { std::swap(all.at("result").as_array()[0], all.at("result").as_array()[2]); }, "重算是"},
      {"one object more", [&](auto& all) { all.at("result").as_array().push_back(line(all, 0)); },
       "结果有 4 个对象，应当是 3 个"},
      {"one object less", [](auto& all) { all.at("result").as_array().pop_back(); }, "结果有 2 个对象，应当是 3 个"},
      {"one inspector less", [&](auto& all) { line(all, 1).at("inspectors").as_array().pop_back(); },
       "有 1 名检查人员，应当是 2 名"},
      {"another inspector", [&](auto& all) { line(all, 1).at("inspectors").as_array()[0] = "豫A999"; }, "重算是"},
      {"a pair that is recused",
       [&](auto& all) {
         auto& first = line(all, 0);
         first["code"] = "O-01";
         first.at("inspectors").as_array()[0] = "豫A001";
       },
       "应当回避"},
      {"another count", [](auto& all) { all["objects_drawn"] = 2; }, "抽取对象数公布的是 2，封存的是 3"},
      {"revealed early", [](auto& all) { all["revealed_at"] = "2025-10-10 08:59:00"; }, "揭示早于预告的时间"},
      {"something left out", [](auto& all) { all.erase("seed"); }, "材料不完整"},
  };
  ASSERT_EQ(verify(given).status, 0);
  for (const auto& fraud : frauds) {
    SCOPED_TRACE(fraud.name);
    auto altered = given;
    fraud.does(altered);
    const auto verdict = verify(altered);
    EXPECT_EQ(verdict.status, 1);
    EXPECT_THAT(verdict.said, AllOf(HasSubstr("✗"), HasSubstr(fraud.said), Not(HasSubstr("✓"))));
  }
}

TEST_P(DrawDeskTest, IsPublicAsARecordWithItsHistory) {
  const auto id = sealed(order());
  const auto record = draw_of(id).record;
  EXPECT_EQ(row(record).state, records::State::Published);
  EXPECT_THAT(listed("draws", "seed_digest"), ElementsAre(draw_of(id).seed_digest));
  EXPECT_THAT(listed("draws", "seed"), ElementsAre(""));
  clock_.set(order().reveal_from);
  must_do(draws_.reveal(id, "", clerk_));
  EXPECT_THAT(listed("draws", "seed"), ElementsAre(draw_of(id).seed));
  EXPECT_THAT(listed("draws", "drawn_on"), ElementsAre(order().reveal_from.date().text()));
  std::vector<std::string> acts;
  for (const auto& entry : entries(record)) acts.emplace_back(name_of(entry.act));
  EXPECT_THAT(acts, ElementsAre("enter", "publish", "correct", "publish"));
  EXPECT_TRUE(must(journal_.verify()).intact);
}

// Whoever corrects the record by hand changes what everybody reads, and what everybody checks.
TEST_P(DrawDeskTest, DoesNotHoldOnceSomebodyCorrectsTheRecordByHand) {
  const auto id = revealed(order());
  const auto draw_row = draw_of(id);
  const auto terms = must(read_terms(draw_row.content));
  auto words = words_of(draw_row, terms, made("draws"));
  auto cells = *words.record.at(made("draws").find("drawn")->place).several();
  std::swap(cells[0], cells[1]);
  words.record.at(made("draws").find("drawn")->place) = records::Value(cells);
  must_do(desk_.correct(draw_row.record, {words}, "次序写错", clerk_));
  publish(draw_row.record);
  EXPECT_EQ(verify(material(id)).status, 1);
}

TEST_P(DrawDeskTest, IsNotRevealedWhileSomebodyCorrectsTheRecord) {
  const auto id = sealed(order());
  const auto draw_row = draw_of(id);
  auto words = words_of(draw_row, must(read_terms(draw_row.content)), made("draws"));
  words.record.at(made("draws").find("plan")->place) = records::Value(std::string("CG-2"));
  must_do(desk_.correct(draw_row.record, {words}, "计划写错", clerk_));
  clock_.set(order().reveal_from);
  EXPECT_EQ(key_of(draws_.reveal(id, "", clerk_)), "record.step");
  EXPECT_EQ(draw_of(id).state, State::Sealed) << "nothing of it is kept";
}

}  // namespace
}  // namespace dl::draws
