// The sheets of a request, drawn from its case.
#include "requests/sheets.h"

#include "paper/wording.h"
#include "requests/desk_fixture.h"

namespace dl::requests {
namespace {

using matters::Input;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

class SheetsTest : public testing::TestWithParam<test::Store>, public RequestAgency {
 public:
  SheetsTest() : RequestAgency(GetParam()) { name_bodies(); }

  std::int64_t filed(matters::Channel channel = matters::Channel::Counter) {
    const Filing filing{.place = place_,
                        .channel = channel,
                        .came_on = today(),
                        .contact = {.name = "张三",
                                    .identity_kind = "resident",
                                    .identity_number = "11010119900307889X",
                                    .phone = "13800000000"},
                        .wanted = "2025年道路养护预算"};
    return must(desk_.file(filing, "person:甲")).id;
  }
  void take(std::int64_t id, Step step, const Input& input = {}, std::string_view who = "甲") {
    must(AgencyFixture::take(id, name_of(step), input, who));
  }
  void issue_answer(std::int64_t id) {
    const auto letter =
        must(desk_.draft_reply(id, {.decision = Decision::Open, .material = {"预算表"}}, {}, who("甲"))).id;
    take(id, Step::Submit, {.code = "open", .about = letter});
    take(id, Step::Sign, {}, "乙");
    take(id, Step::Issue, {.on = today()}, "乙");
  }
  /// The paragraphs of a sheet, a fact in each.
  std::vector<std::string> said(std::int64_t id, Sheet sheet) {
    const auto days = requests::times();
    const std::string agency = "东区";
    const auto of = now(id);
    const auto page = must(read([&](db::Session& session) {
      return draw_sheet(session, {papers_, days, agency}, of, sheet);
    }));
    EXPECT_EQ(page.number, of.matter.number);
    return paper::words_of(page).paragraphs;
  }
};
DL_ON_EVERY_ENGINE(SheetsTest);

TEST_P(SheetsTest, TheRegistrationSaysHowItCameAndFromWhenItRuns) {
  const auto handed = filed();
  const auto counter = said(handed, Sheet::Registration);
  EXPECT_THAT(counter,
              testing::IsSupersetOf({"收到日期：2026年3月2日", "收到日期的确定：当面提交之日（条例第三十一条）",
                                     "答复期限：2026年3月30日", "申请人：张三", "联系电话：13800000000",
                                     "所需信息：2025年道路养护预算"}));
  const auto online = filed(matters::Channel::Online);
  EXPECT_THAT(said(online, Sheet::Registration), Contains("收到日期：")) << "left to be filled in";
  take(online, Step::Confirm, {.words = "电话确认", .on = today()});
  EXPECT_THAT(said(online, Sheet::Registration),
              testing::IsSupersetOf({"收到日期的确定：双方确认之日（条例第三十一条）", "收到的确认：电话确认"}));
}

TEST_P(SheetsTest, TheRecordOfServiceHasThePostingOrRoomToBeSignedIn) {
  const auto id = filed();
  EXPECT_THAT(said(id, Sheet::Service), testing::ElementsAre("还没有签发的文书。"));
  take(id, Step::Accept);
  issue_answer(id);
  const auto unserved = said(id, Sheet::Service);
  EXPECT_THAT(unserved, testing::IsSupersetOf({"文书：答复书", "受送达人：张三", "签收人签名："}));
  EXPECT_THAT(unserved, Not(Contains(HasSubstr("登记回执")))) << "a draft is served to nobody";
  take(id, Step::Deliver, {.on = today(), .code = "post", .terms = "EMS1234567890"});
  const auto served = said(id, Sheet::Service);
  EXPECT_THAT(served,
              testing::IsSupersetOf({"送达方式：邮寄送达", "邮件编号：EMS1234567890", "交邮日期：2026年3月2日"}));
  EXPECT_THAT(served, Not(Contains("签收人签名：")));
}

TEST_P(SheetsTest, TheRecordOfServiceSaysWhenANoticeWasReceived) {
  const auto id = filed();
  take(id, Step::Accept);
  take(id, Step::ConsultThird, {.words = "施工合同", .on = today()});
  const auto asked = now(id).last("request.third-party-asked")->id;
  const auto drafts = now(id).drafts;
  for (const auto& draft : drafts)
    if (draft.kind == "third-party") must(desk_.issue_notice(id, draft.id, today(), who("乙")));
  EXPECT_THAT(said(id, Sheet::Service), Contains("签收人签名："));
  take(id, Step::NoticeReceived, {.words = "邮件回执", .on = today(), .about = asked});
  const auto received = said(id, Sheet::Service);
  EXPECT_THAT(received,
              testing::IsSupersetOf({"文书：征求第三方意见书", "怎样签收：邮件回执", "签收日期：2026年3月2日"}));
  EXPECT_THAT(received, Not(Contains("签收人签名：")));
}

TEST_P(SheetsTest, TheApplicationIsTheFormAsItWasFiled) {
  const auto id = filed();
  EXPECT_THAT(said(id, Sheet::Application),
              testing::IsSupersetOf({"申请人：张三", "证件号码：11010119900307889X", "载体形式：电子文档"}));
}

}  // namespace
}  // namespace dl::requests
