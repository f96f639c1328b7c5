#include "requests/reply.h"

#include "requests/case_fixture.h"

namespace dl::requests {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<FieldProblem> problems(const Reply& reply) {
  const auto checked = check_reply(reply);
  return checked ? std::vector<FieldProblem>() : checked.error().fields;
}

TEST(Reply, OwesWhatItsDecisionOwes) {
  EXPECT_THAT(problems({.decision = Decision::Open}), ElementsAre(FieldProblem{"material", "request.clause-owed"}));
  EXPECT_THAT(problems({.decision = Decision::Open, .material = {"规划图"}}), testing::IsEmpty());
  EXPECT_THAT(problems({.decision = Decision::Internal}), ElementsAre(FieldProblem{"grounds", "request.ground-owed"},
                                                                      FieldProblem{"reasons", "request.clause-owed"}));
  EXPECT_THAT(problems({.decision = Decision::Internal, .grounds = {Ground::Secret}, .reasons = "内部名册"}),
              ElementsAre(FieldProblem{"grounds", "request.ground-unfit"}));
  EXPECT_THAT(problems({.decision = Decision::Repeat}), ElementsAre(FieldProblem{"earlier", "request.clause-owed"}));
  EXPECT_THAT(problems({.decision = Decision::Transferred, .reasons = "职能已经划转"}),
              ElementsAre(FieldProblem{"responsible", "request.clause-owed"}));
}

TEST(Reply, DoesNotContradictItself) {
  const Reply refusal{
      .decision = Decision::Process, .grounds = {Ground::Process}, .reasons = "讨论记录", .material = {"会议纪要"}};
  EXPECT_THAT(problems(refusal), ElementsAre(FieldProblem{"material", "request.clause-unfit"}));
  EXPECT_THAT(problems({.decision = Decision::Open, .material = {"规划图"}, .withheld = "附表"}),
              ElementsAre(FieldProblem{"withheld", "request.clause-unfit"}));
  EXPECT_THAT(problems({.decision = Decision::Internal,
                        .grounds = {Ground::Internal},
                        .reasons = "内部名册",
                        .annexes = {std::string(64, 'a')}}),
              ElementsAre(FieldProblem{"annexes", "request.clause-unfit"}));
  EXPECT_THAT(problems({.decision = Decision::Withdrawn}), ElementsAre(FieldProblem{"decision", "request.no-reply"}));
  EXPECT_THAT(
      problems({.decision = Decision::Open, .reasons = std::string(kLongestClause + 1, 'a'), .material = {"a"}}),
      ElementsAre(FieldProblem{"reasons", "request.long"}));
}

TEST(Reply, ReadsBackWhatItWrites) {
  Reply reply{.decision = Decision::Partly,
              .grounds = {Ground::ThirdParty, Ground::Internal},
              .reasons = "涉及“商业秘密”",
              .material = {"合同", "补充协议"},
              .withheld = "报价",
              .relief = "如对本答复不服……",
              .annexes = {std::string(64, 'a')},
              .online = true};
  const auto text = write_json(reply);
  EXPECT_EQ(must(read_reply(text)), reply);
  EXPECT_EQ(write_json(must(read_reply(text))), text);
  EXPECT_THAT(text, HasSubstr(R"("grounds":["15","16-1"])"));
  for (const auto* wrong : {"", "[]", "{}", R"({"decision":"nonsense"})", R"({"decision":"open","more":1})",
                            R"({"decision":"open","grounds":["99"]})", R"({"decision":"open","online":"yes"})"})
    EXPECT_FALSE(read_reply(wrong)) << wrong;
}

TEST(Reply, InquiriesCountAsRefusalsAndMayGoToCourtAtOnce) {
  EXPECT_EQ(row_of(Decision::Inquiry).row, 12);
  EXPECT_EQ(row_of(Decision::Inquiry).relief, Relief::Choice);
}

}  // namespace
}  // namespace dl::requests
