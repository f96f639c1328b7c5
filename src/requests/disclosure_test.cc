#include "requests/disclosure.h"

#include "matters/materials.h"
#include "redaction/hand_pdf_fixture.h"
#include "requests/desk_fixture.h"

namespace dl::requests {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

constexpr const char* kAreas = R"({"areas":[{"passage":"Secretname","ground":"15"}]})";

class DisclosureTest : public testing::TestWithParam<test::Store>, public RequestAgency {
 public:
  DisclosureTest() : RequestAgency(GetParam()) {
    name_bodies();
    const Filing filing{.place = place_,
                        .channel = matters::Channel::Counter,
                        .came_on = today(),
                        .contact = {.name = "张三",
                                    .identity_kind = "resident",
                                    .identity_number = "11010119900307889X",
                                    .phone = "13800000000"},
                        .wanted = "道路养护合同"};
    id_ = must(desk_.file(filing, "person:甲")).id;
    must(take(id_, name_of(Step::Accept)));
    const redaction::HandPdf pdf{.content = std::string(redaction::kThreeWords)};
    original_ = must(matters_.add_file(id_, {.name = "合同.pdf", .bytes = pdf.bytes()}, accounts::Right::AnswerRequests,
                                       who("甲")))
                    .digest;
  }
  Outcome<void> put(const std::string& areas, const std::string& digest = {}) {
    return disclosures_.put_areas(id_, original_, areas, digest, who("甲"));
  }
  Outcome<void> verify() {
    return disclosures_.verify(
        id_, original_, [](const intake::Source& source) { return intake::read_document(source); }, who("甲"));
  }
  Disclosure kept() {
    return must(read([&](db::Session& session) { return find_disclosure(session, id_, original_); })).value();
  }
  Outcome<matters::Letter> reply(const std::string& annex) {
    return desk_.draft_reply(id_,
                             {.decision = Decision::Partly,
                              .grounds = {Ground::Internal},
                              .reasons = "内部名册",
                              .material = {"合同"},
                              .withheld = "姓名",
                              .annexes = {annex}},
                             {}, who("甲"));
  }

  std::int64_t id_ = 0;
  std::string original_ = {};
  DisclosureDesk disclosures_ = DisclosureDesk(journal_, matters_);
};
DL_ON_EVERY_ENGINE(DisclosureTest);

TEST_P(DisclosureTest, WhatIsVerifiedIsAFileOfTheMatterAndItsLogHasNoWords) {
  EXPECT_EQ(verify().error().key, "request.areas-missing");
  EXPECT_EQ(put(R"({"areas":[{"passage":"Secretname","ground":"99"}]})").error().key, "redaction.ground");
  must(put(kAreas));
  EXPECT_EQ(put(kAreas).error().key, "request.areas-changed");
  must(verify());
  const auto made = kept();
  ASSERT_FALSE(made.result.empty());
  EXPECT_THAT(made.log, HasSubstr("第十五条"));
  EXPECT_THAT(made.log, Not(HasSubstr("Secretname")));
  const auto file = must(read([&](db::Session& session) { return matters::find_material(session, id_, made.result); }));
  EXPECT_EQ(file.name, "合同（区分处理）.pdf");
  must(verify());
  EXPECT_THAT(must(read([&](db::Session& session) { return matters::list_materials(session, id_); })), SizeIs(2));
}

TEST_P(DisclosureTest, AnAnswerGivesOnlyWhatIsVerifiedAsItStands) {
  EXPECT_EQ(reply(original_).error().key, "request.annex-unverified");
  must(put(kAreas));
  must(verify());
  const auto made = kept();
  const auto letter = must(reply(made.result));
  EXPECT_THAT(must(read([&](db::Session& session) { return list_annexes(session, letter); })), SizeIs(1));
  must(put(R"({"areas":[{"passage":"Omega","ground":"15"}]})", made.digest));
  EXPECT_TRUE(kept().result.empty());
  EXPECT_EQ(take(id_, name_of(Step::Submit), {.code = "partly", .about = letter.id}).error().key,
            "request.annex-unverified");
  must(put(kAreas, kept().digest));
  EXPECT_EQ(kept().result, made.result) << "verified before";
  must(take(id_, name_of(Step::Submit), {.code = "partly", .about = letter.id}));
  EXPECT_EQ(put(kAreas, made.digest).error().key, "request.not-open");
}

}  // namespace
}  // namespace dl::requests
