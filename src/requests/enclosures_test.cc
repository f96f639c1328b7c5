#include "requests/enclosures.h"

#include "matters/materials.h"
#include "requests/desk_fixture.h"

namespace dl::requests {
namespace {

using test::key_of;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

const std::string kPdf = "%PDF-1.4 一份材料";
const std::string kPng = "\x89PNG\r\n\x1A\n and more";

std::vector<std::string> keys_of(const std::vector<Enclosed>& files, std::size_t most = 1'000'000) {
  std::vector<std::string> keys;
  for (const auto& problem : problems_of(files, most)) keys.push_back(problem.field + " " + problem.key);
  return keys;
}

TEST(Enclosures, AreOfKnownKindsAndBounded) {
  EXPECT_THAT(keys_of({}), IsEmpty());
  EXPECT_THAT(keys_of({{"委托书.pdf", kPdf}, {"证件.png", kPng, true}}), IsEmpty());
  EXPECT_THAT(keys_of({{"a.exe", "MZ"}}), ElementsAre("files request.file-kind:a.exe"));
  EXPECT_THAT(keys_of({{"a.pdf", "<html>"}}), ElementsAre("files request.file-kind:a.pdf")) << "not what its name says";
  EXPECT_THAT(keys_of({{"a.pdf", ""}}), ElementsAre("files request.file-empty:a.pdf"));
  EXPECT_THAT(keys_of({{"CON", "x"}}), ElementsAre("files request.file-name:CON"));
  EXPECT_THAT(keys_of({{"证件.txt", "张三", true}}), ElementsAre("papers request.paper-kind:证件.txt"));
  const std::string large = kPng + std::string(kLargestPaper, 'x');
  EXPECT_THAT(keys_of({{"证件.png", large, true}}, 50U << 20U), ElementsAre("papers request.paper-large:证件.png"));
  EXPECT_THAT(keys_of({{"a.png", large}}, 5U << 20U), ElementsAre("files request.files-large:5"));
  EXPECT_THAT(keys_of(std::vector<Enclosed>(kMostEnclosed + 1, {"a.pdf", kPdf})),
              ElementsAre("files request.files-many:20"));
}

class EnclosuresTest : public testing::TestWithParam<test::Store>, public RequestAgency {
 public:
  EnclosuresTest() : RequestAgency(GetParam()) {}

  Outcome<matters::Opened> file(const std::vector<Enclosed>& files) {
    const Filing filing{.place = place_,
                        .channel = matters::Channel::Online,
                        .came_on = today(),
                        .contact = {.name = "张三", .identity_kind = "passport", .identity_number = "E1", .phone = "1"},
                        .wanted = "2025年道路养护预算"};
    return file_with(journal_, desk_, matters_, key_, filing, "public:online", {}, files);
  }
  std::vector<IdentityPaper> papers(std::int64_t id) {
    return must(read([&](db::Session& session) { return list_papers(session, id); }));
  }
  std::int64_t count(const std::string& of) {
    return must(read([&](db::Session& session) { return session.value<std::int64_t>("SELECT count(*) FROM " + of); }));
  }
};
DL_ON_EVERY_ENGINE(EnclosuresTest);

TEST_P(EnclosuresTest, BecomeFilesOfTheMatterAndPapersLieSealed) {
  const auto id = must(file({{"委托书.pdf", kPdf}, {"张三的身份证.png", kPng, true}})).id;
  const auto files = must(read([&](db::Session& session) { return matters::list_materials(session, id); }));
  ASSERT_THAT(files, SizeIs(1));
  EXPECT_EQ(files[0].file.name, "委托书.pdf");
  EXPECT_EQ(files[0].file.added_by, "public:online");
  const auto kept = papers(id);
  ASSERT_THAT(kept, SizeIs(1));
  EXPECT_EQ(kept[0].type, "image/png");
  EXPECT_EQ(kept[0].size, static_cast<std::int64_t>(kPng.size()));
  EXPECT_EQ(count("journal WHERE verb = 'request.papers-sent' AND reason = '1 份'"), 1);
  EXPECT_EQ(count("sealed_value WHERE field = 'identity-paper' AND sealed NOT LIKE '%PNG%'"), 1);
  EXPECT_EQ(count("journal WHERE reason LIKE '%张三%'"), 0) << "the name of the file is sealed with it";
}

TEST_P(EnclosuresTest, APaperIsOpenedWithAReasonThatIsOnRecord) {
  const auto id = must(file({{"张三的身份证.png", kPng, true}})).id;
  const auto paper = papers(id).at(0).commitment;
  const auto open = [&](const std::string& which, const std::string& reason, const Principal& by) {
    return open_paper(journal_, key_, id, which, reason, by);
  };
  EXPECT_EQ(key_of(open(paper, " ", who("甲"))), "sealed.reason-owed");
  EXPECT_EQ(key_of(open(paper, "核对身份", Principal())), "right.missing");
  EXPECT_EQ(key_of(open(std::string(64, '0'), "核对身份", who("甲"))), "file.missing");
  EXPECT_EQ(count("journal WHERE verb = 'sealed.opened'"), 0);
  const auto opened = must(open(paper, "核对身份", who("甲")));
  EXPECT_EQ(opened.name, "张三的身份证.png");
  EXPECT_EQ(opened.bytes, kPng);
  EXPECT_EQ(count("journal WHERE verb = 'sealed.opened' AND reason = '核对身份' AND actor = 'person:甲'"), 1);
}

TEST_P(EnclosuresTest, AllOfItIsFiledOrNothing) {
  EXPECT_EQ(key_of(file({{"委托书.pdf", kPdf}, {"a.exe", "MZ"}})), "file.kind");
  EXPECT_EQ(count("matter"), 0);
  EXPECT_EQ(count("stored_file"), 0);
}

}  // namespace
}  // namespace dl::requests
