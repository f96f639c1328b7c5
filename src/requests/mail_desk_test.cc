#include "requests/mail_desk.h"

#include "matters/materials.h"
#include "requests/desk_fixture.h"
#include "requests/request_store.h"

namespace dl::requests {
namespace {

using test::key_of;
using testing::HasSubstr;
using testing::SizeIs;

class MailDeskTest : public testing::TestWithParam<test::Store>, public RequestAgency {
 public:
  MailDeskTest() : RequestAgency(GetParam()) {}

  Mailed mailed(const std::string& id = "1@example.com") {
    const mail::Message message{
        .from = "zhang@example.com",
        .from_name = "张三",
        .date = Instant::at(today(), 8),
        .message_id = id,
        .subject = "申请",
        .text = "请公开2025年道路养护预算",
        .attachments = {{"申请表.pdf", "application/pdf", "%PDF-1.4"}, {"a.exe", "application/octet-stream", "MZ"}}};
    return must(read_mailed(message, place_, today(), 1'000));
  }

 protected:
  MailDesk mails_ = MailDesk(journal_, matters_, desk_);
};
DL_ON_EVERY_ENGINE(MailDeskTest);

TEST_P(MailDeskTest, FilesAMailWithItsFilesAndWhatItLacks) {
  const auto opened = must(mails_.file(mailed(), who("甲")));
  const auto matter = now(opened.id).matter;
  EXPECT_EQ(matter.channel, matters::Channel::Mail);
  EXPECT_EQ(matter.received_on, std::nullopt) << "until both sides confirm it (art. 31(3))";
  EXPECT_EQ(matter.title, "请公开2025年道路养护预算");
  const auto request = must(read([&](db::Session& session) { return load_request(session, opened.id); }));
  EXPECT_EQ(request.wanted, "请公开2025年道路养护预算");
  const auto applicants =
      must(read([&](db::Session& session) { return matters::applicants_of(session, key_, {opened.id}); }));
  ASSERT_THAT(applicants, SizeIs(1));
  EXPECT_EQ(applicants[0].second.name, "张三");
  EXPECT_EQ(applicants[0].second.email, "zhang@example.com");
  const auto files = must(read([&](db::Session& session) { return matters::list_materials(session, opened.id); }));
  ASSERT_THAT(files, SizeIs(1));
  EXPECT_EQ(files[0].file.name, "申请表.pdf");
  const auto remarks = must(read([&](db::Session& session) { return matters::list_remarks(session, opened.id); }));
  ASSERT_THAT(remarks, SizeIs(1));
  EXPECT_THAT(remarks[0].text, HasSubstr("身份证明的号码"));
  EXPECT_THAT(remarks[0].text, HasSubstr("a.exe"));
  const auto sealed = must(read([](db::Session& session) {
    return session.value<std::int64_t>("SELECT count(*) FROM sealed_value WHERE sealed LIKE '%zhang@example.com%'");
  }));
  EXPECT_EQ(sealed, 0) << "who it is lies sealed";
}

TEST_P(MailDeskTest, GoesItsWayLikeAnyOther) {
  const auto opened = must(mails_.file(mailed(), who("甲")));
  EXPECT_EQ(key_of(take(opened.id, name_of(Step::Accept))), "request.unconfirmed");
  const matters::Input confirmed{.words = "邮件确认", .on = today()};
  EXPECT_EQ(must(take(opened.id, name_of(Step::Confirm), confirmed)).received_on, today());
  const matters::Input asked{.words = "请写明身份证明的号码", .on = today(), .until = today().plus_days(10)};
  EXPECT_TRUE(take(opened.id, name_of(Step::AskSupplement), asked)) << "the gap is asked for";
}

TEST_P(MailDeskTest, TheSameMailBringsOneRequest) {
  const auto first = must(mails_.file(mailed(), who("甲")));
  const auto again = mails_.file(mailed(), who("甲"));
  EXPECT_EQ(key_of(again), "mail.known");
  EXPECT_EQ(again.error().detail, first.number);
  EXPECT_TRUE(mails_.file(mailed("2@example.com"), who("甲")));
  EXPECT_EQ(must(read([&](db::Session& session) { return find_mailed(session, place_.agency, mailed().digest); })),
            first.number);
  EXPECT_EQ(must(read([&](db::Session& session) { return find_mailed(session, place_.agency + 1, mailed().digest); })),
            std::nullopt)
      << "another agency may have got it, too";
}

TEST_P(MailDeskTest, TakesSoManyOfASenderADay) {
  for (std::int64_t at = 0; at < kMostMails; ++at)
    ASSERT_TRUE(mails_.file(mailed(fmt::format("{}@example.com", at)), who("甲"))) << at;
  EXPECT_EQ(key_of(mails_.file(mailed("more@example.com"), who("甲"))), "mail.too-often");
  auto other = mailed("other@example.com");
  other.filing.contact.email = "li@example.com";
  EXPECT_TRUE(mails_.file(other, who("甲"))) << "another sender";
  clock_.advance_ms(86'400'000);
  EXPECT_TRUE(mails_.file(mailed("more@example.com"), who("甲"))) << "the next day";
  const auto plain = must(read([](db::Session& session) {
    return session.value<std::int64_t>("SELECT count(*) FROM request_mail WHERE sender LIKE '%@%'");
  }));
  EXPECT_EQ(plain, 0) << "a digest is kept, no address";
}

TEST_P(MailDeskTest, NothingStaysOfWhatIsRefused) {
  auto old = mailed();
  old.filing.came_on = today().plus_days(-kFarthest - 1);
  EXPECT_EQ(test::field_of_error(mails_.file(old, who("甲"))), "request.came");
  auto broken = mailed();
  broken.files.push_back({"b.exe", "MZ"});
  EXPECT_EQ(key_of(mails_.file(broken, who("甲"))), "file.kind");
  EXPECT_EQ(key_of(mails_.file(mailed(), Principal())), "right.missing");
  EXPECT_EQ(must(read([](db::Session& session) { return session.value<std::int64_t>("SELECT count(*) FROM matter"); })),
            0);
  EXPECT_EQ(must(mails_.file(mailed(), who("甲"))).number, place_.code + "-SQ2026-0001");
}

}  // namespace
}  // namespace dl::requests
