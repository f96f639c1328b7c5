#include "matters/materials.h"

#include "matters/matters_fixture.h"

namespace dl::matters::errand {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

class MaterialsTest : public testing::TestWithParam<test::Store>, public Agency {
 public:
  MaterialsTest() : Agency(GetParam()) {}

  static Principal person(const char* name) { return Principal::machine(std::string("person:") + name); }
  Outcome<work::Attachment> add(std::int64_t id, const std::string& name, const std::string& bytes,
                                const char* who = "甲") {
    return desk_.add_file(id, {.name = name, .bytes = bytes}, kDo, person(who));
  }
  Outcome<void> take_away(std::int64_t id, int position, const char* who = "甲") {
    return desk_.remove_file(id, position, kDo, person(who));
  }
  std::vector<Material> files(std::int64_t id) {
    return must(read([&](db::Session& session) { return list_materials(session, id); }));
  }
  std::vector<work::Comment> remarks(std::int64_t id) {
    return must(read([&](db::Session& session) { return list_remarks(session, id); }));
  }
  void an_hour_later() { clock_.set(Instant(clock_.now().milliseconds() + 3'600'000)); }
};
DL_ON_EVERY_ENGINE(MaterialsTest);

TEST_P(MaterialsTest, FilesStandBesideTheMatterAndChangeNothingOfIt) {
  const auto id = opened().id;
  const auto before = now(id);
  const auto added = must(add(id, "照片说明.txt", "现场情况"));
  EXPECT_EQ(now(id), before) << "whoever has the page open goes on with it";
  const auto all = files(id);
  ASSERT_THAT(all, SizeIs(1));
  EXPECT_EQ(all[0].file, added);
  EXPECT_EQ(all[0].added_at, clock_.now());
  EXPECT_EQ(must(read([&](db::Session& session) { return find_material(session, id, added.digest); })), added);
  const auto other = opened().id;
  EXPECT_EQ(read([&](db::Session& session) { return find_material(session, other, added.digest); }).error().key,
            "file.missing");
  EXPECT_EQ(add(id, "程序.exe", "MZ").error().fault, Fault::Invalid) << "as files of documents are checked";
  EXPECT_EQ(desk_.add_file(id, {.name = "a.txt", .bytes = "a"}, kDo, Principal()).error().key, "right.missing");
}

TEST_P(MaterialsTest, AFileIsTakenAwayByWhoeverAddedItUntilTheNextStep) {
  const auto id = opened().id;
  const auto first = must(add(id, "甲.txt", "一"));
  EXPECT_EQ(take_away(id, first.position, "乙").error().key, "matter.file-kept");
  EXPECT_EQ(take_away(id, 9).error().key, "file.missing");
  must(take_away(id, first.position));
  EXPECT_THAT(files(id), IsEmpty());
  const auto second = must(add(id, "甲.txt", "一"));
  EXPECT_NE(second.position, first.position) << "a position is given once";
  an_hour_later();
  must(take(id, "Accept", {.department = "办公室"}));
  EXPECT_EQ(take_away(id, second.position).error().key, "matter.file-kept");
  an_hour_later();
  const auto again = must(add(id, "甲.txt", "一"));
  EXPECT_EQ(take_away(id, second.position).error().key, "matter.file-kept") << "the same bytes once more free nothing";
  EXPECT_EQ(take_away(id, again.position).error().key, "matter.file-kept");
  const auto later = must(add(id, "乙.txt", "二"));
  must(take_away(id, later.position));
}

TEST_P(MaterialsTest, AMatterThatHasEndedTakesNoMoreFiles) {
  const auto id = opened().id;
  must(take(id, "Accept", {.department = "办公室"}));
  must(take(id, "Submit", {.about = letter(id)}));
  must(take(id, "Sign", {}, "乙"));
  must(take(id, "Answer", {.on = today(), .code = "done"}));
  const auto last = must(add(id, "回执.txt", "已签收"));
  must(take(id, "File"));
  EXPECT_EQ(add(id, "再来.txt", "晚了").error().key, "matter.ended");
  EXPECT_EQ(take_away(id, last.position).error().key, "matter.file-kept");
  must(desk_.remark(id, "归档时漏了一份回执", kDo, person("乙")));
}

TEST_P(MaterialsTest, RemarksAreTheOfficesOwn) {
  const auto id = opened().id;
  const auto before = now(id);
  must(desk_.remark(id, "先问清楚是哪一本", kDo, person("甲")));
  EXPECT_EQ(desk_.remark(id, "  ", kDo, person("甲")).error().key, "comment.empty");
  EXPECT_EQ(desk_.remark(id, "无权", kDo, Principal()).error().key, "right.missing");
  const auto all = remarks(id);
  ASSERT_THAT(all, SizeIs(1));
  EXPECT_EQ(all[0].text, "先问清楚是哪一本");
  EXPECT_EQ(all[0].person, "person:甲");
  EXPECT_EQ(now(id), before) << "a remark is no fact, so nobody outside is told of it";
  must(desk_.resolve_remark(id, all[0].id, kDo, person("乙")));
  EXPECT_TRUE(remarks(id)[0].resolved_at.has_value());
  EXPECT_EQ(desk_.resolve_remark(id, all[0].id, kDo, person("乙")).error().key, "comment.resolved");
  EXPECT_EQ(desk_.resolve_remark(opened().id, all[0].id, kDo, person("乙")).error().key, "comment.missing");
}

}  // namespace
}  // namespace dl::matters::errand
