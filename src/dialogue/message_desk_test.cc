#include "dialogue/message_desk.h"

#include <random>

#include "dialogue/dialogue_fixture.h"

namespace dl::dialogue {
namespace {

using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class MessageDeskTest : public testing::TestWithParam<test::Store>, public Mailbox {
 public:
  MessageDeskTest() : Mailbox(GetParam()) {}

  /// Everything that lies open about a matter: its row, its facts, its letters, its line of work, its events.
  std::string in_the_open(std::int64_t id) {
    const auto state = now(id);
    auto all = state.matter.title + state.matter.department + state.matter.holder;
    for (const auto& fact : state.facts) all += fact.words + fact.code + fact.actor;
    for (const auto& item : waiting(id)) all += item.title;
    for (const auto& letter : must(read([&](db::Session& session) { return matters::list_letters(session, id); })))
      all += letter.content;
    for (const auto& message : on_site()) all += message.words.title + message.words.question + message.words.answer;
    for (const auto& entry : must(journal_.after(0, 10'000))) all += entry.event.reason + entry.event.actor;
    return all + must(read([&](db::Session& session) {
             return session.value<std::string>("SELECT kept || kind || topic FROM message WHERE matter = :matter", id);
           }));
  }
  /// What waits on a letter, by kind.
  std::vector<std::string> work_on(std::int64_t id) {
    std::vector<std::string> kinds;
    for (const auto& item : waiting(id)) kinds.push_back(item.kind);
    return kinds;
  }
};
DL_ON_EVERY_ENGINE(MessageDeskTest);

TEST_P(MessageDeskTest, KeepsALetterOfWhomNothingLiesOpen) {
  const auto opened = written();
  EXPECT_EQ(opened.number, place_.code + "-L2026-00001");
  EXPECT_THAT(in_the_open(opened.id), Not(HasSubstr("张三")));
  EXPECT_THAT(in_the_open(opened.id), Not(HasSubstr("13812345678")));
  const auto message = must(read([&](db::Session& session) { return load_message(session, key_, opened.id); }));
  EXPECT_EQ(message.title, form().title);
  EXPECT_EQ(message.words, form().words);
  EXPECT_EQ(message.topic, "fumes");
  EXPECT_TRUE(message.wants_public);
  EXPECT_EQ(now(opened.id).matter.received_on, Date(2026, 3, 2));
}

TEST_P(MessageDeskTest, SaysAllMistakesOfAFormAtOnce) {
  const auto refused = desk_.write(place_, {});
  EXPECT_EQ(key_of(refused), "message.incomplete");
  EXPECT_THAT(refused.error().fields,
              ElementsAre(FieldProblem{"kind", "field.choice"}, FieldProblem{"topic", "field.choice"},
                          FieldProblem{"title", "field.owed"}, FieldProblem{"words", "field.owed"},
                          FieldProblem{"name", "field.owed"}, FieldProblem{"phone", "message.reach-owed"}));
  auto wrong = form();
  wrong.words = std::string(3 * (kLongestWords + 1), 'a');
  wrong.phone = "一三八";
  wrong.email = "张三";
  EXPECT_THAT(desk_.write(place_, wrong).error().fields,
              ElementsAre(FieldProblem{"words", "message.long"}, FieldProblem{"phone", "message.phone"},
                          FieldProblem{"email", "message.email"}));
}

TEST_P(MessageDeskTest, IsDueInFiveWorkingDaysWhoeverHasIt) {
  const auto id = written().id;
  EXPECT_EQ(waiting(id).at(0).due_on, Date(2026, 3, 9));
  must(take(id, "Accept"));
  const Input late{.words = "请办理", .until = Date(2026, 3, 10), .department = "执法科"};
  EXPECT_EQ(field_of_error(take(id, "HandOver", late)), "message.beyond");
  EXPECT_EQ(field_of_error(take(id, "HandOver", {.words = "请办理", .until = Date(2026, 3, 1), .department = "科"})),
            "message.past");
  must(take(id, "HandOver", {.words = "请办理", .until = Date(2026, 3, 4), .department = "执法科"}));
  EXPECT_EQ(waiting(id).at(0).due_on, Date(2026, 3, 4)) << "the inner day comes first";
  EXPECT_EQ(key_of(take(id, "Return")), "matter.reason-owed");
  const auto returned = must(take(id, "Return", {.words = "不是本科职责"}));
  EXPECT_EQ(returned.department, "");
  EXPECT_EQ(now(id).count("message.returned"), 1U);
  EXPECT_EQ(waiting(id).at(0).due_on, Date(2026, 3, 9)) << "handing over has stopped nothing";
}

TEST_P(MessageDeskTest, IssuesTheAnswerThatASecondPersonHasSigned) {
  const auto id = written().id;
  EXPECT_EQ(key_of(draft(id)), "message.not-drafting") << "nobody has taken it up";
  must(take(id, "Accept", {.department = "执法科"}));
  EXPECT_EQ(key_of(draft(id, " ")), "message.answer-owed");
  const auto letter = must(draft(id));
  must(take(id, "Submit", {.about = letter.id}));
  EXPECT_EQ(key_of(desk_.draft_answer(id, letter.id, "另一份", letter.digest, Principal::machine("person:甲"))),
            "message.not-drafting");
  EXPECT_EQ(key_of(take(id, "Sign")), "sign-off.own");
  EXPECT_THAT(waiting(id), ElementsAre(Field(&work::Item::kind, "message.sign")));
  EXPECT_EQ(must(take(id, "Sign", {}, "乙")).state, "Signed");
  EXPECT_EQ(key_of(draft(id)), "message.not-drafting");
  EXPECT_EQ(field_of_error(take(id, "Answer", {.code = "nonsense"})), "field.choice");
  EXPECT_EQ(field_of_error(take(id, "Answer", {.on = Date(2026, 3, 1), .code = "resolved"})), "message.early");
  const auto done = must(take(id, "Answer", {.code = "resolved"}));
  EXPECT_EQ(done.phase, matters::Phase::Done);
  EXPECT_EQ(done.outcome, "resolved");
  const auto answer = must(read([&](db::Session& session) { return answer_of(session, id, 1); }));
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->number, done.number);
  EXPECT_EQ(text_of(*answer), "已责令饭店安装油烟净化设备。");
  EXPECT_EQ(waiting(id).at(0).due_on, std::nullopt);
}

TEST_P(MessageDeskTest, LeavesALetterUnderSignatureWhenOneOfTwoIsTakenBack) {
  const std::map<std::string, work::Chain, std::less<>> two = {
      {std::string(Procedure::kName), must(work::Chain::parse("two", R"(
title = "两级审签"
[[signer]]
code = "head"
title = "科室负责人"
right = "dialogue.approve"
[[signer]]
code = "leader"
title = "分管领导"
right = "dialogue.approve"
)",
                                                              {}))}};
  matters::MatterDesk desk(
      journal_,
      {.kinds = {&message_kind(), 1}, .laws = laws(), .key = key_, .chains = two, .follow = {{"message", follow}}});
  const auto id = written().id;
  const auto go = [&](std::string_view step, const char* who, const Input& input = {}) {
    const auto done = desk.take(id, step, input, 0, seat(who));
    return done ? done->state : done.error().key;
  };
  EXPECT_EQ(go("Accept", "甲"), "Accepted");
  EXPECT_EQ(go("Submit", "甲", {.about = must(draft(id)).id}), "Signing");
  EXPECT_EQ(go("Sign", "乙"), "Signing");
  EXPECT_EQ(go("TakeBack", "甲"), "sign-off.not-last");
  EXPECT_EQ(go("TakeBack", "乙"), "Signing") << "only the signature is taken back";
  EXPECT_EQ(go("Sign", "乙"), "Signing");
  EXPECT_EQ(go("Sign", "丙"), "Signed");
}

TEST_P(MessageDeskTest, RejectsOnlyForAListedReasonWithWords) {
  const auto id = written().id;
  EXPECT_EQ(key_of(take(id, "Reject", {.code = "not_ours"})), "matter.reason-owed");
  EXPECT_EQ(field_of_error(take(id, "Reject", {.words = "不归本局管", .code = "whatever"})), "field.choice");
  const auto done = must(take(id, "Reject", {.words = "请向交警部门反映", .code = "not_ours"}));
  EXPECT_EQ(done.phase, matters::Phase::Ended);
  EXPECT_EQ(done.outcome, "rejected");
  EXPECT_THAT(waiting(id), IsEmpty());
}

TEST_P(MessageDeskTest, MakesPublicWhatASecondPersonHasMasked) {
  const auto id = answered();
  auto words = proposed(id);
  EXPECT_THAT(words.title + words.question, Not(HasSubstr("张三")));
  EXPECT_THAT(words.question, Not(HasSubstr("13812345678")));
  EXPECT_THAT(words.question, HasSubstr("楼下饭店油烟很大"));
  EXPECT_EQ(words.answer, "已责令饭店安装油烟净化设备。");

  EXPECT_EQ(key_of(desk_.make_public(id, words, 0, seat("甲"))), "message.second") << "甲 wrote the answer";
  EXPECT_EQ(key_of(take(id, "MakePublic", {}, "乙")), "message.words-owed") << "nobody has looked at any words";
  auto changed = words;
  changed.answer = "已处罚饭店。";
  EXPECT_EQ(field_of_error(desk_.make_public(id, changed, 0, seat("乙"))), "message.changed-words");
  EXPECT_THAT(on_site(), IsEmpty());

  words.answer = "已责令***安装油烟净化设备。";
  const auto shown = must(desk_.make_public(id, words, 0, seat("乙")));
  EXPECT_EQ(key_of(desk_.make_public(id, words, 0, seat("乙"))), "message.public");
  ASSERT_THAT(on_site(), ElementsAre(shown));
  EXPECT_EQ(shown.asked_on, Date(2026, 3, 2));
  EXPECT_EQ(shown.department, "执法科");
  EXPECT_THAT(on_site("fumes"), SizeIs(1));
  EXPECT_THAT(on_site("noise"), IsEmpty());
  EXPECT_THAT(in_the_open(id), Not(HasSubstr("张三")));
  const auto told = must(journal_.about(accounts::subject_text(kPublicMessage, shown.id)));
  ASSERT_THAT(told, SizeIs(1));
  EXPECT_THAT(told[0].event.topics, ElementsAre(list_topic(place_.agency)));
}

TEST_P(MessageDeskTest, TakesFromTheSiteWhatIsWithdrawn) {
  const auto id = answered();
  EXPECT_EQ(key_of(take(id, "Withdraw", {.words = "有误"}, "乙")), "message.not-public");
  const auto shown = must(desk_.make_public(id, proposed(id), 0, seat("乙")));
  must(take(id, "Close"));
  must(take(id, "Withdraw", {.words = "有误"}, "乙"));
  EXPECT_THAT(on_site(), IsEmpty());
  const auto load = [&](std::int64_t agency) {
    return read([&](db::Session& session) { return load_public(session, agency, shown.id); });
  };
  EXPECT_EQ(key_of(load(place_.agency)), "message.gone");
  EXPECT_EQ(key_of(load(place_.agency + 1)), "message.missing");
  must(desk_.make_public(id, proposed(id), 0, seat("乙")));
  EXPECT_THAT(on_site(), SizeIs(1)) << "and can stand there again";
}

TEST_P(MessageDeskTest, KeepsInsideWhatTheWriterDidNotWantPublic) {
  const auto id = answered(false);
  EXPECT_EQ(key_of(desk_.make_public(id, proposed(id), 0, seat("乙"))), "message.private");
  must(take(id, "KeepPrivate", {.words = "来信人不同意公开"}, "乙"));
  EXPECT_EQ(key_of(take(id, "KeepPrivate", {.words = "再次"}, "乙")), "message.kept");
}

TEST_P(MessageDeskTest, ALowRatingWaitsUntilItIsFollowedUp) {
  const auto id = answered();
  EXPECT_EQ(key_of(take(id, "FollowUp", {.words = "没有评价"})), "message.not-low");
  must(take(id, "Close"));
  EXPECT_THAT(work_on(id), IsEmpty());
  clock_.advance_ms(3'600'000);
  must(matters_.rate(id, kLowStars, "还是有油烟"));
  ASSERT_THAT(work_on(id), ElementsAre("message.follow-up")) << "also of one that was closed";
  const auto item = waiting(id).at(0);
  EXPECT_EQ(item.needs, kAnswers);
  EXPECT_EQ(item.holder, "") << "the office's, whoever had the letter";
  EXPECT_EQ(item.since, clock_.now());
  EXPECT_EQ(must(work_.rebuild(journal_)).differed, 0);
  EXPECT_EQ(key_of(take(id, "FollowUp")), "matter.reason-owed");
  must(take(id, "FollowUp", {.words = "已电话了解，设备下周安装"}));
  EXPECT_THAT(work_on(id), IsEmpty());
  EXPECT_EQ(key_of(take(id, "FollowUp", {.words = "再问"})), "message.not-low");
  EXPECT_EQ(must(work_.rebuild(journal_)).differed, 0);
}

TEST_P(MessageDeskTest, AGoodRatingWaitsForNobody) {
  const auto id = answered();
  must(matters_.rate(id, kLowStars + 1, ""));
  EXPECT_THAT(work_on(id), ElementsAre("message.handle"));
  EXPECT_EQ(key_of(take(id, "FollowUp", {.words = "问问"})), "message.not-low");
}

TEST_P(MessageDeskTest, BeginsANewRoundForALowRating) {
  const auto id = answered();
  const auto first = must(desk_.make_public(id, proposed(id), 0, seat("乙")));
  must(matters_.rate(id, 2, "还是有油烟"));
  EXPECT_THAT(work_on(id), ElementsAre("message.follow-up", "message.handle"));
  clock_.set(Instant::at(Date(2026, 3, 16), 9));
  EXPECT_EQ(field_of_error(take(id, "Reopen", {.words = "评价低", .code = "mood"})), "field.choice");
  const auto again = must(take(id, "Reopen", {.words = "评价低", .code = "low_rating"}));
  EXPECT_EQ(again.round, 2);
  EXPECT_EQ(again.outcome, "");
  EXPECT_EQ(waiting(id).at(0).due_on, Date(2026, 3, 23)) << "counted from the day on which it was taken up anew";
  EXPECT_THAT(work_on(id), ElementsAre("message.handle")) << "what was taken up anew is not asked about besides";
  EXPECT_THAT(on_site(), ElementsAre(first)) << "the first answer stays until it is withdrawn";
  answer(id);
  EXPECT_EQ(must(read([&](db::Session& session) { return answer_of(session, id, 2); }))->number, again.number + "-2");
  must(desk_.make_public(id, proposed(id), 0, seat("乙")));
  EXPECT_THAT(on_site(), SizeIs(2));
  must(take(id, "Withdraw", {.words = "有误"}, "乙"));
  EXPECT_THAT(on_site(), IsEmpty());
}

TEST_P(MessageDeskTest, RoutesTopicsToDepartments) {
  const auto by = Principal::machine("person:乙");
  const auto department = [&](const std::string& topic) {
    return must(read([&](db::Session& session) { return department_for(session, place_.agency, topic); }));
  };
  EXPECT_EQ(department("fumes"), "");
  must(desk_.set_route({place_.agency, "fumes", " 执法科 "}, by));
  must(desk_.set_route({place_.agency, "fumes", "环境科"}, by));
  EXPECT_EQ(department("fumes"), "环境科");
  EXPECT_EQ(department("noise"), "");
  EXPECT_EQ(key_of(desk_.set_route({place_.agency, "weather", "气象科"}, by)), "message.topic");
  const auto elsewhere = Principal::of_person(
      7, "丙", place_.agency + 1, {{accounts::Role::MessageApprover, place_.agency + 1, accounts::Reach::Own}}, {});
  EXPECT_EQ(key_of(desk_.set_route({place_.agency, "fumes", "科"}, elsewhere)), "right.missing");
  must(desk_.set_route({place_.agency, "fumes", ""}, by));
  const auto routes = [&](std::int64_t agency) {
    return must(read([&](db::Session& session) { return list_routes(session, accounts::Scope::of({agency})); }));
  };
  EXPECT_THAT(routes(place_.agency), IsEmpty());
  must(desk_.set_route({place_.agency, "noise", "环境科"}, by));
  EXPECT_THAT(routes(place_.agency), ElementsAre(Route{place_.agency, "noise", "环境科"}));
  EXPECT_THAT(routes(place_.agency + 1), IsEmpty());
}

TEST_P(MessageDeskTest, AsksForTheRightOfTheAgency) {
  const auto id = answered();
  const auto person = [&](accounts::Role role, std::int64_t agency) {
    return Principal::of_person(7, "丙", agency, {{role, agency, accounts::Reach::Own}}, {});
  };
  const auto propose_as = [&](const Principal& who) {
    return key_of(read([&](db::Session& session) { return desk_.propose_public(session, id, who); }));
  };
  EXPECT_EQ(propose_as(person(accounts::Role::MessageApprover, place_.agency)), "");
  EXPECT_EQ(propose_as(person(accounts::Role::MessageOfficer, place_.agency)), "right.missing");
  EXPECT_EQ(propose_as(person(accounts::Role::MessageApprover, place_.agency + 1)), "matter.missing");
  const auto outsider = person(accounts::Role::MessageApprover, place_.agency + 1);
  EXPECT_EQ(key_of(desk_.make_public(id, proposed(id), 0, {outsider, {}})), "right.missing");
  EXPECT_EQ(key_of(desk_.draft_answer(id, 0, "答复", {}, outsider)), "right.missing");
}

// Whatever is tried, a letter only goes where its table leads, nothing of whoever wrote it lies open, and its work is
// what rebuilding makes of it.
TEST_P(MessageDeskTest, NoHistoryLeavesTheTable) {
  std::mt19937 random(20260302);
  const auto& kind = message_kind();
  const auto id = written().id;
  const matters::Sight outside{.kinds = {{std::string(Procedure::kName), accounts::Scope::of({place_.agency + 1})}}};
  std::string state = "Received";
  int taken = 0;
  for (int turn = 0; turn < 600; ++turn) {
    if (random() % 8 == 0) std::ignore = matters_.rate(id, 1 + static_cast<int>(random() % 5), "");
    const auto& row = kind.steps[random() % kind.steps.size()];
    const char* who = random() % 2 == 0 ? "甲" : "乙";
    Input input{.words = "因为"};
    for (const auto& question : row.questions) {
      if (question.ask == matters::Ask::Until) input.until = today();
      if (question.ask == matters::Ask::Department) input.department = "执法科";
      if (question.ask == matters::Ask::Code) input.code = lists().at(question.among).terms.front().code;
      if (question.ask != matters::Ask::Letter) continue;
      const auto letter = draft(id, "已办理。", who);
      if (letter) input.about = letter->id;
    }
    const auto before = now(id);
    Outcome<void> done;
    if (row.step == name_of(Step::MakePublic)) {
      const auto words = read([&](db::Session& session) { return desk_.propose_public(session, id, seat(who).self); });
      const auto shown = desk_.make_public(id, words.value_or(PublicWords{}), 0, seat(who));
      if (!shown) done = tl::unexpected(shown.error());
    } else if (const auto moved = take(id, row.step, input, who); !moved) {
      done = tl::unexpected(moved.error());
    }
    const auto after = now(id);
    if (!done) {
      EXPECT_EQ(after, before) << describe(done.error());
      continue;
    }
    ++taken;
    const auto* from = kind.find(state, row.step);
    ASSERT_NE(from, nullptr) << row.step << " from " << state;
    state = after.matter.state;
    if (state != from->to) {
      const auto* last = kind.find(from->to, name_of(Step::AllSigned));
      ASSERT_NE(last, nullptr);
      EXPECT_EQ(state, last->to);
    }
    EXPECT_EQ(after.matter.phase, kind.state(state).phase);
    EXPECT_EQ(after.matter.round, 1 + std::ranges::count(after.facts, "message.reopened", &matters::Fact::verb));
    EXPECT_EQ(on_site().empty(), !is_public(after, 0));
    clock_.advance_ms(3'600'000);
  }
  EXPECT_GT(taken, 15);
  EXPECT_THAT(in_the_open(id), Not(HasSubstr("张三")));
  EXPECT_THAT(in_the_open(id), Not(HasSubstr("13812345678")));
  EXPECT_EQ(key_of(read([&](db::Session& session) { return matters::load_matter(session, outside, id); })),
            "matter.missing");
  EXPECT_EQ(must(work_.rebuild(journal_)).differed, 0);
}

}  // namespace
}  // namespace dl::dialogue
