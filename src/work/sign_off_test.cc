// Letters under signature: who is asked, what they may, and what is left of it.
#include "work/sign_off.h"

#include <rapidcheck.h>

#include "accounts/accounts_fixture.h"
#include "work/schema.h"
#include "work/substitutes.h"

namespace dl::work {
namespace {

using accounts::Grant;
using accounts::Principal;
using accounts::Reach;
using accounts::Right;
using accounts::Role;
using testing::ElementsAre;
using namespace std::string_literals;

const Chain kLetters = {.id = "letters",
                        .title = "公文审签",
                        .signers = {{"head", "科室负责人", Right::ReviewDocuments, {}},
                                    {"law", "法制机构", Right::ClearDocuments, {}},
                                    {"leader", "分管负责人", Right::PublishDocuments, {}}}};
const Facts kNothing = [](std::string_view) { return condition::Value(); };

class SignOffTest : public accounts::AccountsTest {
 public:
  SignOffTest() {
    migrate({&db::migrations(), &journal::migrations(), &test::place_tables(), &accounts::migrations(), &migrations()});
  }

  Principal one(std::int64_t person, Role role, std::int64_t agency = 2) {
    return Principal::of_person(person, "某人", agency, {{role, agency, Reach::Own}}, {});
  }
  template <class F>
  auto write(F f) {
    pass(std::chrono::minutes(1));
    return journal_.write([&](journal::Transaction& transaction) { return f(transaction); });
  }
  std::string ask(std::map<std::string, std::string> holders = {}, const Chain& chain = kLetters) {
    return ask_as(author_, chain, std::move(holders));
  }
  std::string ask_as(const Principal& by, const Chain& chain, std::map<std::string, std::string> holders = {}) {
    return told(write([&](auto& transaction) {
      return ask_signatures(transaction, chain, kNothing,
                            {kSubject, bureau_, "d1", {author_.actor()}, std::move(holders)}, by);
    }));
  }
  std::string sign(const Seat& seat, const std::string& digest = "d1") {
    return told(write([&](auto& transaction) { return work::sign(transaction, kSubject, digest, "同意", seat); }));
  }
  std::string return_it(const Seat& seat, const std::string& reason = "改") {
    auto done = write([&](auto& transaction) { return return_unsigned(transaction, kSubject, reason, seat); });
    return done ? "Returned" : done.error().key;
  }
  std::string take_back(const Principal& by) {
    return told(write([&](auto& transaction) { return work::take_back(transaction, kSubject, by); }));
  }
  std::optional<SignOff> open() {
    auto found = read([](db::Session& session) { return find_sign_off(session, kSubject); });
    EXPECT_TRUE(found) << describe(found.error());
    return found.value_or(std::nullopt);
  }
  /// Texts that lie in the tables.
  std::vector<std::string> kept(const char* sql) {
    auto rows = read([&](db::Session& session) { return session.query<std::string>(sql); });
    EXPECT_TRUE(rows) << describe(rows.error());
    std::vector<std::string> texts;
    if (rows)
      for (const auto& [text] : *rows) texts.push_back(text);
    return texts;
  }
  /// The code of the station that is next; "-" when none is under way.
  std::string next() {
    const auto sign_off = open();
    return sign_off ? sign_off->next()->code : "-";
  }

 protected:
  /// The name of a standing, or the key of a refusal.
  static std::string told(const Outcome<Standing>& outcome) {
    return outcome ? std::string(name_of(*outcome)) : outcome.error().key;
  }

  inline static const std::string kSubject = "letter:5";
  const Principal author_ = one(1, Role::Drafter);
  const Principal head_ = one(2, Role::Reviewer);
  const Principal law_ = one(3, Role::SecrecyReviewer);
  const Principal leader_ = one(4, Role::Publisher);
};
DL_ON_EVERY_ENGINE(SignOffTest);

TEST_P(SignOffTest, GoesFromOneToTheNext) {
  EXPECT_EQ(sign({head_}), "sign-off.missing");
  EXPECT_EQ(ask(), "Open");
  EXPECT_EQ(ask(), "sign-off.open");
  EXPECT_EQ(next(), "head");
  EXPECT_EQ(sign({law_}), "right.missing") << "nobody signs before their turn";
  EXPECT_EQ(sign({one(2, Role::Reviewer, east_)}), "right.missing");
  EXPECT_EQ(sign({head_}), "Open");
  EXPECT_EQ(next(), "law");
  EXPECT_EQ(sign({law_}, "d2"), "sign-off.changed");
  EXPECT_EQ(sign({law_}), "Open");
  EXPECT_EQ(sign({leader_}), "Signed");
  EXPECT_EQ(next(), "-");
  EXPECT_THAT(kept("SELECT standing FROM sign_off"), ElementsAre("Signed"));
  EXPECT_THAT(kept("SELECT signed_by || '：' || remark FROM sign_off_station ORDER BY position"),
              ElementsAre(head_.actor() + "：同意", law_.actor() + "：同意", leader_.actor() + "：同意"));
  EXPECT_THAT(verbs_about(kSubject),
              ElementsAre("sign-off.asked", "sign-off.signed", "sign-off.signed", "sign-off.signed"));
}

TEST_P(SignOffTest, AuthorsDoNotSign) {
  EXPECT_EQ(ask(), "Open");
  EXPECT_EQ(sign({one(1, Role::Reviewer)}), "sign-off.own");
  EXPECT_EQ(return_it({one(1, Role::Reviewer)}), "sign-off.own");
}

TEST_P(SignOffTest, IsReturnedWithAReasonAndAskedAnew) {
  ask();
  sign({head_});
  EXPECT_EQ(return_it({law_}, ""), "sign-off.reason-owed");
  EXPECT_EQ(return_it({leader_}), "right.missing");
  EXPECT_EQ(return_it({law_}), "Returned");
  EXPECT_EQ(next(), "-");
  EXPECT_EQ(ask(), "Open");
  EXPECT_EQ(next(), "head") << "from the beginning";
  EXPECT_THAT(kept("SELECT standing || reason FROM sign_off ORDER BY id"), ElementsAre("Returned改", "Open"));
}

TEST_P(SignOffTest, WhoeverWasLastTakesItBack) {
  ask();
  EXPECT_EQ(take_back(head_), "sign-off.not-last");
  sign({head_});
  EXPECT_EQ(take_back(author_), "sign-off.not-last");
  EXPECT_EQ(take_back(head_), "Open");
  EXPECT_EQ(next(), "head");
  EXPECT_EQ(open()->stations.front(),
            (Station{.code = "head", .title = "科室负责人", .needs = Right::ReviewDocuments}));
  EXPECT_EQ(take_back(author_), "TakenBack");
  EXPECT_EQ(take_back(author_), "sign-off.missing");
}

TEST_P(SignOffTest, WaitsForItsHolderOrTheirSubstitute) {
  const auto other = one(7, Role::Reviewer);
  EXPECT_EQ(ask({{"chief", head_.actor()}}), "sign-off.holder");
  EXPECT_EQ(ask({{"head", head_.actor()}}), "Open");
  EXPECT_EQ(item_of(*open(), "letter.sign")->holder, head_.actor());
  EXPECT_EQ(sign({other}), "sign-off.other");
  EXPECT_EQ(sign({leader_, {head_}}), "right.missing") << "standing in gives no right";
  EXPECT_EQ(sign({other, {head_}}), "Open");
  EXPECT_EQ(open()->stations.front().signed_by, other.actor());
  EXPECT_EQ(open()->stations.front().instead_of, head_.actor());
}

TEST_P(SignOffTest, IsSignedByAnotherPersonAtEachPlaceUnlessThePlaceSaysOtherwise) {
  const auto all = Principal::of_person(
      8, "兼职", bureau_, {{Role::Reviewer, bureau_, Reach::Own}, {Role::SecrecyReviewer, bureau_, Reach::Own}}, {});
  struct Row {
    const char* name;
    Hand head, law;  // who signs at each place
    Principal asks;
    Seat first, second;  // who signs first, and tries to sign second
    const char* says_first;
    const char* says_second;
  };
  const Row rows[] = {
      {"another signs after the first", Hand::Another, Hand::Another, author_, {head_}, {all}, "Open", "Open"},
      {"one person signs two places", Hand::Another, Hand::Another, author_, {all}, {all}, "Open", "sign-off.second"},
      {"one person may, where it says so", Hand::Another, Hand::Any, author_, {all}, {all}, "Open", "Open"},
      {"whoever asks signs", Hand::Another, Hand::Another, head_, {head_}, {all}, "sign-off.second", "Open"},
      {"whoever asks may, where it says so", Hand::Any, Hand::Another, head_, {head_}, {law_}, "Open", "Open"},
      {"authors never", Hand::Any, Hand::Any, head_, {one(1, Role::Reviewer)}, {law_}, "sign-off.own", "right.missing"},
      {"a substitute signs two places",
       Hand::Another,
       Hand::Another,
       author_,
       {all, {head_}},
       {all, {law_}},
       "Open",
       "sign-off.second"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.name);
    auto chain = kLetters;
    chain.signers.at(0).hand = row.head;
    chain.signers.at(1).hand = row.law;
    ASSERT_EQ(ask_as(row.asks, chain), "Open");
    const auto waits_for = [&](const Seat& seat) {
      return !std::ranges::binary_search(item_of(*open(), "letter.sign")->not_for, seat.self.actor());
    };
    EXPECT_EQ(waits_for(row.first), std::string_view(row.says_first) == "Open");
    EXPECT_EQ(sign(row.first), row.says_first);
    if (std::string_view(row.says_first) == "Open") {
      EXPECT_EQ(waits_for(row.second), row.says_second == "Open"s);
    }
    EXPECT_EQ(sign(row.second), row.says_second);
    return_it({Principal::machine("operator:test")});
    ASSERT_EQ(next(), "-");
  }
}

TEST_P(SignOffTest, CountsAsSignedByThoseForWhomASubstituteSigned) {
  const auto head_of_two = Principal::of_person(
      2, "科长", bureau_, {{Role::Reviewer, bureau_, Reach::Own}, {Role::SecrecyReviewer, bureau_, Reach::Own}}, {});
  EXPECT_EQ(ask({{"head", head_of_two.actor()}}), "Open");
  EXPECT_EQ(sign({one(7, Role::Reviewer), {head_of_two}}), "Open");
  EXPECT_EQ(sign({head_of_two}), "sign-off.second");
  EXPECT_EQ(return_it({head_of_two}), "sign-off.second");
  EXPECT_EQ(sign({law_}), "Open");
}

TEST_P(SignOffTest, IsSignedAtOnceWhereNobodyIsAsked) {
  auto chain = kLetters;
  const condition::Field urgent{"urgent", "紧急", condition::Type::Integer};
  for (auto& signer : chain.signers)
    signer.skip = condition::Condition{.word = condition::Word::Filled, .field = urgent, .values = {std::int64_t{0}}};
  EXPECT_EQ(ask({}, chain), "Signed");
  EXPECT_EQ(next(), "-");
}

TEST_P(SignOffTest, IsSignedByAskingWhereAPlaceIsTheAskers) {
  auto chain = kLetters;
  chain.signers.insert(chain.signers.begin(), Signer{"drafter", "拟稿人", Right::DraftDocuments, {}, Hand::Asker});
  EXPECT_EQ(ask({}, chain), "Open");
  EXPECT_EQ(next(), "head");
  EXPECT_EQ(open()->stations.at(0).signed_by, author_.actor());
  EXPECT_TRUE(open()->stations.at(0).signed_at);
  EXPECT_EQ(sign({head_}), "Open");
  EXPECT_EQ(take_back(author_), "sign-off.not-last");
  EXPECT_EQ(take_back(head_), "Open");
  EXPECT_EQ(take_back(author_), "TakenBack") << "the whole: nobody else has signed";
  chain.signers.resize(1);
  EXPECT_EQ(ask({}, chain), "Signed") << "nobody else is asked";
}

TEST_P(SignOffTest, PassesOverPlacesThatTheAgencyHasNobodyFor) {
  auto chain = kLetters;
  for (auto& signer : chain.signers) signer.vacant = Vacant::Passed;
  chain.signers.back().vacant = Vacant::Waits;
  const auto codes = [&] {
    std::vector<std::string> all;
    const auto asked = open();
    for (const auto& station : asked->stations) all.push_back(station.code);
    return_it({Principal::machine("operator:test")});
    return all;
  };
  person("elsewhere", east_, {{Role::Reviewer, east_, Reach::Own}});
  EXPECT_EQ(ask({}, chain), "Open");
  EXPECT_THAT(codes(), ElementsAre("leader")) << "nobody of the bureau, and the last place waits for somebody";
  const auto head = person("head", office_, {{Role::Reviewer, office_, Reach::OwnAndBelow}});
  ask({}, chain);
  EXPECT_THAT(codes(), ElementsAre("head", "leader")) << "somebody from above reaches it";
  ask_as(principal(head), chain);
  EXPECT_THAT(codes(), ElementsAre("leader")) << "whoever asks does not sign";
  person("law", bureau_, {{Role::SecrecyReviewer, bureau_, Reach::Own}});
  ask({}, chain);
  EXPECT_THAT(codes(), ElementsAre("head", "law", "leader"));
}

TEST_P(SignOffTest, TellsTheListWhoseWorkItIs) {
  ask();
  auto item = item_of(*open(), "letter.sign");
  ASSERT_TRUE(item);
  EXPECT_EQ(item->needs, Right::ReviewDocuments);
  EXPECT_THAT(item->not_for, ElementsAre(author_.actor()));
  const auto asked = item->since;
  sign({head_});
  item = item_of(*open(), "letter.sign");
  EXPECT_EQ(item->needs, Right::ClearDocuments);
  EXPECT_GT(item->since, asked);
  auto returned = *open();
  returned.standing = Standing::Returned;
  EXPECT_FALSE(item_of(returned, "letter.sign"));
}

// Against a list of who has signed: whatever is tried, in whatever order, by whomever.
TEST_P(SignOffTest, FollowsAPlainListInRandomHistories) {
  const std::vector<Principal> people = {author_, head_, law_, leader_};
  EXPECT_TRUE(rc::check("a chain is a list", [&] {
    std::optional<std::vector<std::string>> hands;  // who asked, then who signed
    if (open()) RC_ASSERT(return_it({Principal::machine("operator:test")}) == "Returned");
    for (int i = 0; i < 8; ++i) {
      const auto who = static_cast<std::size_t>(*rc::gen::inRange(0, 4));
      const auto& by = people[who];
      switch (*rc::gen::inRange(0, 6)) {
        case 0:
          RC_ASSERT((ask() == "Open") == !hands);
          if (!hands) hands = {author_.actor()};
          break;
        case 1:
          if (return_it({by}) == "Returned") {
            RC_ASSERT(hands && hands->size() == who);
            hands.reset();
          }
          break;
        case 2: {
          const bool last = hands && hands->back() == by.actor();
          const auto said = take_back(by);
          RC_ASSERT((said == "Open" || said == "TakenBack") == last);
          if (last) hands->pop_back();
          if (last && hands->empty()) hands.reset();
          break;
        }
        default: {
          const bool turn = hands && hands->size() == who;
          const auto said = sign({by});
          RC_ASSERT((said == "Open" || said == "Signed") == turn);
          if (turn) hands->push_back(by.actor());
          if (turn && hands->size() > kLetters.signers.size()) hands.reset();
        }
      }
      RC_ASSERT(next() == (hands ? kLetters.signers[hands->size() - 1].code : "-"));
    }
  }));
}

}  // namespace
}  // namespace dl::work
