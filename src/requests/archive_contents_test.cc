// The file of a request holds how it was handled, not its letters alone.
#include "requests/archive_contents.h"

#include "requests/case_fixture.h"
#include "requests/clocks.h"

namespace dl::requests {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

TEST(ArchiveContents, NameTheRecordsBesideTheIssuedLetters) {
  Told told(Date(2026, 3, 2), matters::Channel::Online);
  told.fact("request.confirmed", Date(2026, 3, 3));
  told.fact("request.searched", Date(2026, 3, 4), {}, "nothing");
  told.fact("request.third-party-asked", Date(2026, 3, 5));
  told.fact("request.third-party-answered", Date(2026, 3, 12), {}, "objection", told.last());
  told.fact("request.contacted", Date(2026, 3, 13));
  told.fact("request.submitted", Date(2026, 3, 16), {}, "not-held", 2);
  told.fact("request.signed", Date(2026, 3, 17));
  told.fact("request.issued", Date(2026, 3, 18));
  told.fact("request.delivered", Date(2026, 3, 19), {}, "post");
  const std::vector<matters::Letter> letters = {
      {.id = 1, .kind = "receipt"},
      {.id = 2, .kind = "reply", .number = "依申请〔2026〕1号", .issued_on = Date(2026, 3, 18)}};
  EXPECT_THAT(archive_items(told.now(), letters),
              ElementsAre("申请表", "登记表", "收到确认记录（2026年3月3日）", "检索记录（2026年3月4日，未检索到）",
                          "第三方意见（2026年3月12日，不同意公开）", "送审记录（2026年3月16日）",
                          "审签记录（2026年3月17日）", "签发记录（2026年3月18日）",
                          "送达凭证（2026年3月19日，邮寄送达）", "答复书（依申请〔2026〕1号）", "送达记录"));
}

TEST(ArchiveContents, NameNobody) {
  Told told(Date(2026, 3, 2));
  auto now = told.fact("request.delivered", Date(2026, 3, 9), {}, "direct").now();
  now.facts.back().words = "张三签收";
  EXPECT_THAT(archive_items(now, {}), Not(Contains(HasSubstr("张三"))));
  EXPECT_THAT(archive_items(now, {}), Not(Contains(HasSubstr("person:甲"))));
}

TEST(ArchiveContents, CallWhatAStepSaidAsItsFormDoes) {
  Told told(Date(2026, 3, 2));
  auto now = told.fact("request.searched", Date(2026, 3, 4), {}, "found")
                 .fact("request.delivered", Date(2026, 3, 9), {}, "post")
                 .now();
  now.facts[1].place = "档案室";
  now.facts[2].terms = "EMS1234567890";
  EXPECT_THAT(records_of(now), ElementsAre("检索记录（2026年3月4日，检索到，检索位置：档案室）",
                                           "送达凭证（2026年3月9日，邮寄送达，邮件编号：EMS1234567890）"));
}

TEST(ArchiveContents, OfAnOlderLedgerAreItsRow) {
  auto now = Told(Date(2026, 3, 2)).now();
  now.facts.front().words = std::string(kOldNumber) + "12";
  EXPECT_THAT(archive_items(now, {}), ElementsAre("台账登记"));
}

}  // namespace
}  // namespace dl::requests
