// Signing in on every engine, with a clock that the test moves: lock-out, second factor, sessions.
#include "accounts/sign_in.h"

#include "accounts/accounts_fixture.h"
#include "accounts/lock_out.h"
#include "accounts/password.h"
#include "base/hash.h"

namespace dl::accounts {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

class SignInTest : public AccountsTest {};
DL_ON_EVERY_ENGINE(SignInTest);

TEST_P(SignInTest, OpensASessionThatHoldsNoSecret) {
  auto id = person("zhang.san", bureau_, {{Role::Drafter, bureau_, Reach::Own}});
  auto session = open(" Zhang.San ");
  EXPECT_EQ(session.person.id, id);
  EXPECT_TRUE(session.principal.may(Right::DraftDocuments, bureau_));
  EXPECT_FALSE(session.must_change_password);
  EXPECT_EQ(session.ends_at, Instant(clock().now().milliseconds() + 30 * 60'000));
  auto stored = read([&](db::Session& s) { return s.value<std::string>("SELECT digest FROM open_session"); });
  EXPECT_NE(*stored, token_);
  EXPECT_EQ(*stored, digest_of_token(token_));

  auto entries = journal_.about(fmt::format("person:{}", id));
  ASSERT_TRUE(entries);
  EXPECT_EQ(entries->back().event.verb, "account.signed-in");
  EXPECT_EQ(entries->back().event.actor, fmt::format("person:{}", id));
  auto history = read([&](db::Session& s) { return list_sign_ins(s, id, 0, 10); });
  ASSERT_EQ(history->size(), 1U);
  EXPECT_EQ(history->front().outcome, SignInOutcome::SignedIn);
  EXPECT_EQ(history->front().network, "10.2.0.0/16");

  EXPECT_TRUE(sessions().end(session));
  EXPECT_EQ(sessions().load(token_).error().key, "session.none");
  EXPECT_EQ(sessions().load("").error().fault, Fault::Unauthorized);
  EXPECT_EQ(sessions().load(std::string(43, 'x')).error().key, "session.none");
}

TEST_P(SignInTest, AnswersTheSameForAWrongPasswordAndForNobody) {
  auto id = person("zhang.san", bureau_, {});
  ASSERT_TRUE(people().suspend(id, "调离", machine_));
  person("li.si", bureau_, {});
  for (const char* login : {"li.si", "nobody", "", "x' OR '1'='1", "\xff\xfe"}) {
    auto refused = sign_in().sign_in(attempt(login, "wrong"));
    ASSERT_FALSE(refused) << login;
    EXPECT_EQ(refused.error().fault, Fault::Unauthorized);
    EXPECT_EQ(refused.error().key, "account.refused");
  }
  EXPECT_EQ(refusal("zhang.san", kGood), "account.refused") << "suspended, and not told to strangers";
  EXPECT_EQ(refusal("li.si", std::string("Snow-falls-7\0x", 14)), "account.refused");
  EXPECT_EQ(refusal("li.si", std::string(100'000, 'x')), "account.refused");
}

TEST_P(SignInTest, LocksAfterFiveFailuresAndForLongerEachTime) {
  person("zhang.san", bureau_, {});
  for (const std::string login : {"zhang.san", "nobody"}) {
    SCOPED_TRACE(login);
    for (int i = 0; i < 5; ++i) EXPECT_EQ(refusal(login, "wrong"), "account.refused");
    EXPECT_EQ(refusal(login, kGood), "account.locked") << "even the right password";
    auto until = sign_in().locked_until(login, network_);
    ASSERT_TRUE(until && *until);
    EXPECT_EQ(**until, Instant(clock().now().milliseconds() + 60'000));
    pass(seconds(61));
    EXPECT_EQ(refusal(login, "wrong"), "account.refused");
    EXPECT_EQ((**sign_in().locked_until(login, network_)).milliseconds() - clock().now().milliseconds(), 120'000);
    EXPECT_EQ(refusal(login, kGood), "account.locked");
    pass(seconds(121));
  }
  EXPECT_EQ(refusal("zhang.san", kGood), "");
  EXPECT_FALSE(*sign_in().locked_until("zhang.san", network_));
  for (int i = 0; i < 4; ++i) EXPECT_EQ(refusal("zhang.san", "wrong"), "account.refused");
  EXPECT_EQ(refusal("zhang.san", kGood), "") << "signing in forgot the earlier failures";
}

TEST(LockOut, ForgetsAfterAQuietWindowAndGrowsToAnHour) {
  const LockRule policy{5, minutes(15)};
  Instant now = Instant::at(Date(2026, 3, 1));
  Failures failures;
  for (int i = 0; i < 4; ++i) failures = one_more_failure(failures, now, policy);
  EXPECT_EQ(failures.locks, 0);
  auto late = one_more_failure(failures, Instant(now.milliseconds() + 16 * 60'000), policy);
  EXPECT_EQ(late.failures, 1) << "spread over more than the window";
  std::vector<std::int64_t> minutes_locked;
  for (int i = 0; i < 8; ++i) {
    failures = one_more_failure(failures, now, policy);
    minutes_locked.push_back((failures.locked_until.milliseconds() - now.milliseconds()) / 60'000);
    now = failures.locked_until;
  }
  EXPECT_EQ(minutes_locked, (std::vector<std::int64_t>{1, 2, 4, 8, 16, 32, 60, 60}));
}

TEST_P(SignInTest, TellsTheJournalOfRefusalsWithoutAFlood) {
  auto id = person("zhang.san", bureau_, {});
  auto before = *journal_.last_sequence();
  for (int i = 0; i < 200; ++i) EXPECT_EQ(refusal(fmt::format("guess{}", i), "wrong"), "account.refused");
  EXPECT_EQ(*journal_.last_sequence(), before + 1) << "one for all of a minute";
  pass(seconds(61));
  EXPECT_EQ(refusal("another", "wrong"), "account.refused");
  EXPECT_EQ(journal_.about("sign-in")->back().event.reason, "登录失败 200 次");

  before = *journal_.last_sequence();
  for (int i = 0; i < 50; ++i) refusal("zhang.san", "wrong");
  auto entries = *journal_.about(fmt::format("person:{}", id));
  EXPECT_EQ(*journal_.last_sequence(), before + 2);
  EXPECT_EQ(entries.back().event.verb, "account.locked");
  EXPECT_EQ(entries.back().event.reason, "登录失败 4 次");
  const auto all = *journal_.after(0, 1000);
  for (const auto& entry : all) EXPECT_THAT(entry.event.reason, testing::Not(testing::HasSubstr("wrong")));
}

TEST_P(SignInTest, EndsIdleAndLongSessions) {
  person("zhang.san", bureau_, {});
  open("zhang.san");
  for (int i = 0; i < 10; ++i) {
    pass(minutes(29));
    EXPECT_TRUE(sessions().load(token_)) << i;
  }
  pass(minutes(31));
  EXPECT_EQ(sessions().load(token_).error().key, "session.expired");

  open("zhang.san");
  for (int i = 0; i < 24; ++i) {
    pass(minutes(29));
    ASSERT_TRUE(sessions().load(token_)) << i;
  }
  pass(minutes(25));
  EXPECT_EQ(sessions().load(token_).error().key, "session.expired") << "twelve hours, however busy";
  ASSERT_TRUE(sign_in().forget_old());
  EXPECT_EQ(*read([](db::Session& s) { return s.value<std::int64_t>("SELECT count(*) FROM open_session"); }), 0);
}

TEST_P(SignInTest, ListsAndEndsOtherSessions) {
  person("zhang.san", bureau_, {});
  open("zhang.san");
  auto first = token_;
  auto second = open("zhang.san");
  auto list = sessions().list(second);
  ASSERT_EQ(list->size(), 2U);
  EXPECT_EQ(list->front().id, second.id);
  EXPECT_EQ(*sessions().end_others(second), 1);
  EXPECT_FALSE(sessions().load(first));
  EXPECT_TRUE(sessions().load(token_));
  EXPECT_EQ(*sessions().end_others(second), 0);
}

TEST_P(SignInTest, ChangesOnesOwnPassword) {
  person("zhang.san", bureau_, {});
  open("zhang.san");
  auto other = token_;
  auto session = open("zhang.san");
  EXPECT_EQ(sign_in().change_password(session, "wrong", "Rain-falls-8").error().key, "account.old-password");
  EXPECT_EQ(sign_in().change_password(session, kGood, "short").error().fields.front().key, "password.short");
  EXPECT_EQ(sign_in().change_password(session, kGood, kGood).error().key, "password.former");
  std::string present = kGood;
  for (int i = 0; i < 5; ++i) {
    auto next = fmt::format("Rain-falls-8{}", i);
    auto changed = sign_in().change_password(session, present, next);
    ASSERT_TRUE(changed) << describe(changed.error());
    present = next;
  }
  EXPECT_FALSE(sessions().load(other)) << "the other session is ended";
  EXPECT_TRUE(sessions().load(token_));
  EXPECT_EQ(sign_in().change_password(session, present, kGood).error().key, "password.former")
      << "one of the last five";
  ASSERT_TRUE(sign_in().change_password(session, present, "Rain-falls-85"));
  EXPECT_TRUE(sign_in().change_password(session, "Rain-falls-85", kGood)) << "long enough ago";
}

TEST_P(SignInTest, GivesNoRightsUntilAFirstPasswordIsChanged) {
  auto made = people().enter({"zhang.san", "张三", bureau_, {{Role::Drafter, bureau_, Reach::Own}}, ""}, machine_);
  ASSERT_TRUE(made) << describe(made.error());
  auto signed_in = sign_in().sign_in(attempt("zhang.san", made->first_password));
  ASSERT_TRUE(signed_in) << describe(signed_in.error());
  auto session = sessions().load(signed_in->token);
  EXPECT_TRUE(session->must_change_password);
  EXPECT_FALSE(session->principal.may_anywhere(Right::DraftDocuments));
  ASSERT_TRUE(sign_in().change_password(*session, made->first_password, kGood));
  session = sessions().load(signed_in->token);
  EXPECT_FALSE(session->must_change_password);
  EXPECT_TRUE(session->principal.may(Right::DraftDocuments, bureau_));

  policy_.password_days = 90;
  pass(hours(24 * 91));
  auto again = open("zhang.san");
  EXPECT_TRUE(again.must_change_password) << "ninety days old";
  EXPECT_FALSE(again.principal.may_anywhere(Right::DraftDocuments));
}

TEST_P(SignInTest, AsksForTheSecondFactor) {
  person("zhang.san", bureau_, {});
  auto session = open("zhang.san");
  EXPECT_EQ(sign_in().confirm_second_factor(session, "000000").error().key, "second_factor.none");
  auto offer = sign_in().offer_second_factor(session, {.password = kGood});
  ASSERT_TRUE(offer) << describe(offer.error());
  EXPECT_THAT(offer->uri, testing::HasSubstr("secret=" + offer->secret));
  EXPECT_EQ(refusal("zhang.san", kGood), "") << "an offer alone changes nothing";

  auto sealed = *read([](db::Session& s) { return s.value<std::string>("SELECT sealed FROM second_factor"); });
  EXPECT_THAT(sealed, testing::Not(testing::HasSubstr(offer->secret)));
  auto secret = *key_.open(sealed, fmt::format("second factor of person:{}", session.person.id));
  EXPECT_EQ(totp::base32(secret), offer->secret);
  EXPECT_EQ(sign_in().confirm_second_factor(session, code(secret, -2)).error().key, "account.code-wrong");
  auto recovery = sign_in().confirm_second_factor(session, code(secret));
  ASSERT_TRUE(recovery) << describe(recovery.error());
  EXPECT_EQ(sign_in().offer_second_factor(session, {.password = kGood}).error().key, "second_factor.on");

  EXPECT_EQ(refusal("zhang.san", "wrong", code(secret, 1)), "account.refused");
  EXPECT_EQ(refusal("zhang.san", kGood), "account.code-owed");
  EXPECT_EQ(refusal("zhang.san", kGood, code(secret)), "account.code-wrong") << "spent by the confirmation";
  EXPECT_EQ(refusal("zhang.san", kGood, code(secret, 1)), "");
  EXPECT_EQ(refusal("zhang.san", kGood, code(secret, 1)), "account.code-wrong") << "never the same twice";
  EXPECT_EQ(refusal("zhang.san", kGood, recovery->front()), "");
  EXPECT_EQ(refusal("zhang.san", kGood, recovery->front()), "account.code-wrong") << "a recovery code is spent too";
  for (int i = 0; i < 4; ++i) EXPECT_EQ(refusal("zhang.san", kGood, "000000"), "account.code-wrong");
  EXPECT_EQ(refusal("zhang.san", kGood, recovery->back()), "account.locked") << "codes cannot be guessed either";
  network_ = "10.3.0.0/16";
  EXPECT_EQ(refusal("zhang.san", kGood, recovery->back()), "account.locked") << "from wherever";

  pass(minutes(2));
  ASSERT_TRUE(sign_in().remove_second_factor(session, {.password = kGood}));
  EXPECT_EQ(refusal("zhang.san", kGood), "");
}

TEST_P(SignInTest, KeepsRecoveryCodesUnderTheSlowHash) {
  person("zhang.san", bureau_, {});
  bind_factor(open("zhang.san"));
  auto digests = *read([](db::Session& s) { return s.query<std::string>("SELECT digest FROM recovery_code"); });
  ASSERT_EQ(digests.size(), 10U);
  auto salt = *read([](db::Session& s) { return s.value<std::string>("SELECT salt FROM second_factor"); });
  EXPECT_GE(salt.size(), 20U) << "one of their own for everybody";
  auto folded = totp::fold_recovery_code(recovery_[3]);
  auto expected = *slow_digest(policy_, salt, folded);
  int found = 0;
  for (const auto& [digest] : digests) {
    found += digest == expected ? 1 : 0;
    EXPECT_NE(digest, sha256_hex(fmt::format("1:{}", folded)));
  }
  EXPECT_EQ(found, 1);
}

TEST_P(SignInTest, AsksForAProofBeforeWhatAStolenSessionMustNotDo) {
  person("zhang.san", bureau_, {});
  auto session = open("zhang.san");
  EXPECT_EQ(sign_in().offer_second_factor(session, {}).error().key, "account.old-password");
  EXPECT_EQ(sign_in().offer_second_factor(session, {.code = "000000"}).error().key, "account.code-wrong");
  auto secret = bind_factor(session);
  EXPECT_TRUE(sign_in().prove(session, {.password = kGood}));
  EXPECT_EQ(sign_in().prove(session, {.code = code(secret, -1)}).error().key, "account.code-wrong") << "spent";
  EXPECT_TRUE(sign_in().prove(session, {.code = code(secret)}));
  EXPECT_TRUE(sign_in().prove(session, {.code = recovery_.front()}));
  EXPECT_EQ(sign_in().remove_second_factor(session, {.password = "wrong"}).error().key, "account.old-password");
  EXPECT_TRUE(sign_in().remove_second_factor(session, {.code = code(secret, 1)}));
}

TEST_P(SignInTest, EndsASessionInWhichThePasswordIsGuessed) {
  person("zhang.san", bureau_, {});
  auto stolen = open("zhang.san");
  auto stolen_token = token_;
  for (int i = 0; i < 4; ++i)
    EXPECT_EQ(sign_in().change_password(stolen, "guess", "x").error().key, "account.old-password");
  EXPECT_EQ(sign_in().prove(stolen, {.code = "123456"}).error().key, "session.guessed") << "codes count as well";
  EXPECT_EQ(sessions().load(stolen_token).error().key, "session.none");
  EXPECT_EQ(sign_in().prove(stolen, {.password = kGood}).error().key, "session.none") << "nor one already under way";
  EXPECT_EQ(refusal("zhang.san", kGood), "") << "the owner is not kept out by it";
}

TEST_P(SignInTest, KeepsHistoryForHalfAYear) {
  auto id = person("zhang.san", bureau_, {});
  open("zhang.san");
  pass(hours(24 * 179));
  open("zhang.san");
  ASSERT_TRUE(sign_in().forget_old());
  EXPECT_EQ(read([&](db::Session& s) { return list_sign_ins(s, id, 0, 10); })->size(), 2U);
  pass(hours(48));
  ASSERT_TRUE(sign_in().forget_old());
  auto left = read([&](db::Session& s) { return list_sign_ins(s, id, 0, 10); });
  ASSERT_EQ(left->size(), 1U);
  EXPECT_EQ(read([&](db::Session& s) { return list_sign_ins(s, id, left->front().id, 10); })->size(), 0U);
}

TEST_P(SignInTest, BoundsTheSessionsOfAPerson) {
  policy_.sessions_each = 3;
  auto id = person("zhang.san", bureau_, {});
  std::vector<std::string> tokens;
  for (int i = 0; i < 4; ++i) {
    open("zhang.san");
    tokens.push_back(token_);
  }
  EXPECT_FALSE(sessions().load(tokens[0])) << "the oldest makes room";
  for (int i = 1; i < 4; ++i) EXPECT_TRUE(sessions().load(tokens[i])) << i;
  EXPECT_THAT(verbs_about(fmt::format("person:{}", id)), testing::Contains("account.sessions-ended"));
}

TEST_P(SignInTest, EndsOneOtherSession) {
  person("zhang.san", bureau_, {});
  person("li.si", bureau_, {});
  auto first = open("zhang.san");
  auto first_token = token_;
  auto foreign = open("li.si");
  auto own = open("zhang.san");
  EXPECT_EQ(sessions().end_other(own, foreign.id).error().key, "session.other") << "somebody else's";
  EXPECT_EQ(sessions().end_other(own, own.id).error().key, "session.other") << "not by this way";
  ASSERT_TRUE(sessions().end_other(own, first.id));
  EXPECT_FALSE(sessions().load(first_token));
  EXPECT_TRUE(sessions().load(token_));
}

TEST_P(SignInTest, DemandsASecondFactorWhereARoleDoes) {
  policy_.second_factor_roles = {Role::Publisher};
  person("zhang.san", bureau_, {{Role::Publisher, bureau_, Reach::Own}});
  person("li.si", bureau_, {{Role::Drafter, bureau_, Reach::Own}});
  EXPECT_TRUE(open("li.si").principal.may(Right::DraftDocuments, bureau_));
  auto session = open("zhang.san");
  EXPECT_TRUE(session.must_bind_factor);
  EXPECT_FALSE(session.principal.may_anywhere(Right::PublishDocuments)) << "nothing before it is bound";
  auto secret = bind_factor(session);
  session = *sessions().load(token_);
  EXPECT_FALSE(session.must_bind_factor);
  EXPECT_TRUE(session.principal.may(Right::PublishDocuments, bureau_));
  EXPECT_EQ(sign_in().remove_second_factor(session, {.password = kGood}).error().key, "second_factor.demanded");
}

TEST_P(SignInTest, LetsAFirstPasswordEnd) {
  auto made = people().enter({"zhang.san", "张三", bureau_, {}, ""}, machine_);
  pass(hours(24 * 7 - 1));
  EXPECT_EQ(refusal("zhang.san", made->first_password), "");
  pass(hours(1));
  EXPECT_EQ(refusal("zhang.san", made->first_password), "account.first-password-ended");
  EXPECT_EQ(refusal("zhang.san", "wrong"), "account.refused") << "told to nobody else";
  auto given = people().give_password(made->person, machine_);
  EXPECT_EQ(refusal("zhang.san", *given), "");
}

TEST_P(SignInTest, TakesFirstPasswordsAndSecondFactorsInReadOnlyMode) {
  auto made = people().enter({"zhang.san", "张三", bureau_, {}, ""}, machine_);
  journal_.close_here({"all"});
  auto signed_in = sign_in().sign_in(attempt("zhang.san", made->first_password));
  auto session = *sessions().load(signed_in->token);
  ASSERT_TRUE(sign_in().change_password(session, made->first_password, kGood));
  bind_factor(session);
  EXPECT_FALSE(people().give_password(made->person, machine_)) << "what administrators do waits";
}

TEST_P(SignInTest, NobodyResetsTheirOwnPassword) {
  auto id = person("zhang.san", bureau_, {{Role::SecurityAdministrator, bureau_, Reach::All}});
  EXPECT_EQ(people().give_password(id, principal(id)).error().key, "right.own-password");
}

}  // namespace
}  // namespace dl::accounts
