#include "publications/document.h"

#include <gtest/gtest.h>

#include "publications/metadata_json.h"

namespace dl::publications {
namespace {

TEST(Validities, AreKnownByTheirNamesAndByWhatPortalsShow) {
  for (const auto& row : table_of(Validity())) EXPECT_EQ(validity_named(row.name), row.value);
  EXPECT_EQ(validity_named("有效"), Validity::InForce);
  EXPECT_EQ(validity_named("现行有效"), Validity::InForce);
  EXPECT_EQ(validity_named("废止"), Validity::Repealed);
  EXPECT_EQ(validity_named("不明"), std::nullopt);
}

content::Tree words(std::string text) {
  content::Tree tree;
  tree.blocks.push_back({.runs = {{.text = std::move(text)}}});
  return tree;
}

TEST(BeforeSubmission, NamesEveryFieldThatIsMissing) {
  struct Case {
    const char* name;
    Metadata metadata;
    content::Tree body;
    std::vector<FieldProblem> problems;
  };
  const Case cases[] = {
      {"complete", {.title = "通告", .disclosure = DisclosureClass::Active}, words("正文"), {}},
      {"nothing",
       {},
       {},
       {{"title", "document.title-missing"},
        {"body", "document.body-missing"},
        {"disclosure", "document.disclosure-undecided"}}},
      {"withheld without a reason",
       {.title = "通告", .disclosure = DisclosureClass::Withheld},
       words("正文"),
       {{"disclosure_reason", "document.disclosure-reason-missing"}}},
      {"on request with a reason",
       {.title = "通告", .disclosure = DisclosureClass::OnRequest, .disclosure_reason = "涉及第三方"},
       words("正文"),
       {}},
      {"ends before it begins",
       {.title = "办法",
        .effective_on = Date(2024, 5, 1),
        .expires_on = Date(2024, 4, 30),
        .disclosure = DisclosureClass::Active},
       words("正文"),
       {{"expires_on", "document.expires-before-effective"}}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(problems_before_submission(c.metadata, c.body), c.problems);
  }
}

TEST(Metadata, SurvivesStorage) {
  Metadata metadata{.title = "关于“\\引号”的通知",
                    .document_number = "云城管〔2024〕3号",
                    .kind = "通知",
                    .themes = {"综合政务\\政务公开", "其他"},
                    .issued_on = Date(2024, 2, 29),
                    .validity = Validity::InForce,
                    .disclosure = DisclosureClass::Active,
                    .stage = "执行"};
  EXPECT_EQ(*read_metadata(write_json(metadata)), metadata);
  EXPECT_EQ(*read_metadata("{}"), Metadata());
  EXPECT_FALSE(read_metadata("[1]"));
  EXPECT_FALSE(read_metadata("{\"issued_on\":\"soon\"}"));
}

TEST(Edition, DigestChangesWithEveryPart) {
  Edition edition;
  edition.metadata.title = "甲";
  edition.body = words("乙");
  std::string first = edition.digest();
  auto changed = edition;
  changed.metadata.title = "丙";
  EXPECT_NE(changed.digest(), first);
  changed = edition;
  changed.body = words("丁");
  EXPECT_NE(changed.digest(), first);
  changed = edition;
  changed.attachments.push_back({.name = "a.csv", .digest = "00"});
  EXPECT_NE(changed.digest(), first);
  changed = edition;
  changed.state = State::Published;
  EXPECT_EQ(changed.digest(), first) << "the digest covers the words, not where they stand";
}

TEST(Topics, NameAColumnOrNot) {
  EXPECT_EQ(column_of_topic(topic_of_column(12)), 12);
  for (const char* other : {"", "column:", "column:x", "column:12 ", "site:12", "document:12"}) {
    SCOPED_TRACE(other);
    EXPECT_FALSE(column_of_topic(other));
  }
}

}  // namespace
}  // namespace dl::publications
