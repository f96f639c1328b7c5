// Files and remarks of a draft, on every engine: which files are taken, where a remark stands.
#include "publications/shelf_fixture.h"

namespace dl::publications {
namespace {

class PartsTest : public ShelfTest {};
DL_ON_EVERY_ENGINE(PartsTest);

TEST_P(PartsTest, RemarksStayWithTheWordsThatTheySpeakOf) {
  auto document = notice(east_, "办法");
  document.body.blocks = {
      {.runs = {{.text = "第一段"}}}, {.runs = {{.text = "第二段"}}}, {.runs = {{.text = "第一段"}}}};
  auto id = *desk_.draft(document, author_);
  ASSERT_TRUE(desk_.comment(id, "整篇", {}, other_));
  ASSERT_TRUE(desk_.comment(id, "指第二段", 1, other_));
  ASSERT_TRUE(desk_.comment(id, "指后一个", 2, other_));
  auto places = [&] {
    auto comments = *read([&](auto& s) { return list_comments(s, Scope::everywhere(), id); });
    EXPECT_EQ(comments[1].block_words, "第二段");
    return work::places_of(comments, work(id).edition.body);
  };
  using Places = std::vector<std::optional<int>>;
  EXPECT_EQ(places(), (Places{std::nullopt, 1, 2}));
  auto& blocks = document.body.blocks;
  blocks.insert(blocks.begin(), {.runs = {{.text = "新的开头"}}});
  ASSERT_TRUE(desk_.correct(id, document.metadata, document.body, author_));
  EXPECT_EQ(places(), (Places{std::nullopt, 2, 1})) << "of the same words, the block that is nearest to where it stood";
  blocks[2].runs[0].text = "第二段，改过";
  ASSERT_TRUE(desk_.correct(id, document.metadata, document.body, author_));
  EXPECT_EQ(places()[1], std::nullopt);
}

TEST_P(PartsTest, TakesOnlyFilesOfKindsThatAreAllowed) {
  auto id = drafted(east_, "附件");
  EXPECT_EQ(desk_.add_file(id, {"通知.pdf", "MZ a program", false}, author_).error().key, "file.content");
  EXPECT_EQ(desk_.add_file(id, {"通知.exe", "MZ a program", false}, author_).error().key, "file.kind");
  EXPECT_EQ(desk_.add_file(id, {"通知\u202Efdp.txt", "a", false}, author_).error().fields.front().key, "file.name");
  EXPECT_EQ(desk_.add_file(id, {"图.png", "<svg/>", true}, author_).error().key, "file.image");
  auto document = notice(east_, "成批的");
  document.files = {{"好.txt", "a", false}, {"坏.html", "<html>", false}};
  EXPECT_EQ(desk_.draft(document, author_).error().key, "file.kind");
  EXPECT_EQ(desk_.import({document}, author_, std::nullopt).error().key, "file.kind");
  EXPECT_EQ(desk_.add_file(id, {"通知.pdf", "%PDF-1.4 <html>", false}, author_)->type, "application/pdf");
  EXPECT_EQ(work(id).edition.attachments.size(), 1U);
}

}  // namespace
}  // namespace dl::publications
