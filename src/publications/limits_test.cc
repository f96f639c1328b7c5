// The desks refuse what is too long by whatever way it comes: each text, at its limit and one character beyond.
#include "publications/limits.h"

#include "agencies/limits.h"
#include "publications/shelf_fixture.h"

namespace dl::publications {
namespace {

std::string of_length(std::size_t characters) {
  std::string text;
  for (std::size_t i = 0; i < characters; ++i) text += "字";
  return text;
}

/// Calls `use(value, name)` with a copy of `plain` for each of its texts, made `more` characters longer than it may be.
template <class T, class F>
int with_each_text(const T& plain, std::size_t more, F use) {
  int texts = 0;
  boost::mp11::mp_for_each<MembersOf<T>>([&](auto member) {
    T value = plain;
    auto& place = value.*member.pointer;
    using Member = std::remove_cvref_t<decltype(place)>;
    constexpr auto limit = limit_of<T>(decltype(member)::name);
    if constexpr (std::same_as<Member, std::string>)
      place = of_length(limit.characters + more);
    else if constexpr (std::same_as<Member, std::vector<std::string>>)
      place.assign(1, of_length(limit.characters + more));
    else
      return;
    ++texts;
    use(value, std::string(member.name));
  });
  return texts;
}

class LimitsTest : public ShelfTest {
 public:
  template <class T>
  static std::string field_of(const Outcome<T>& refused) {
    if (refused) return "none";
    return refused.error().fields.empty() ? refused.error().key : refused.error().fields.front().field;
  }
};
DL_ON_EVERY_ENGINE(LimitsTest);

TEST_P(LimitsTest, OfTheWordsOfADocument) {
  auto plain = notice(east_, "甲");
  auto id = drafted(east_, "乙");
  const auto texts = with_each_text(plain.metadata, 1, [&](const Metadata& metadata, const std::string& name) {
    SCOPED_TRACE(name);
    auto document = plain;
    document.metadata = metadata;
    EXPECT_THAT(field_of(desk_.draft(document, author_)), testing::StartsWith(name));
    EXPECT_THAT(field_of(desk_.correct(id, metadata, plain.body, author_)), testing::StartsWith(name));
    EXPECT_THAT(field_of(desk_.import({plain, document}, author_, "迁移")), testing::StartsWith(name));
  });
  EXPECT_EQ(texts, 14);
  with_each_text(plain.metadata, 0, [&](const Metadata& metadata, const std::string& name) {
    EXPECT_EQ(field_of(desk_.correct(id, metadata, plain.body, author_)), "none") << name;
  });
  plain.body.blocks[0].runs[0].text.assign(kLongestBody + 1, 'x');
  EXPECT_EQ(field_of(desk_.draft(plain, author_)), "body");
  EXPECT_EQ(field_of(desk_.correct(id, plain.metadata, plain.body, author_)), "body");
}

// The desk keeps them out and says where; see finding_test.cc.
TEST_P(LimitsTest, NoncharactersAreNoText) {
  auto plain = notice(east_, "甲");
  for (const char* bad : {"夜市\uFFFE公告", "夜市\uFFFF", "\uFDD0", "\U0001FFFE"}) {
    auto document = plain;
    document.metadata.title = bad;
    document.body.blocks[0].runs[0].text = bad;
    auto id = desk_.draft(document, author_);
    ASSERT_TRUE(id) << describe(id.error());
    const auto edition = work(*id).edition;
    EXPECT_TRUE(text::is_writable(edition.metadata.title));
    EXPECT_TRUE(text::is_writable(edition.body.blocks[0].runs[0].text));
  }
  plain.metadata.title = "𠮷\uFFFD，ＡＢ\uFEFF";
  EXPECT_EQ(field_of(desk_.draft(plain, author_)), "none");
}

TEST_P(LimitsTest, OfReasonsAndRemarks) {
  const auto longer = of_length(kLongestReason + 1);
  auto id = drafted(east_, "甲");
  ASSERT_TRUE(desk_.submit(id, author_));
  EXPECT_EQ(desk_.review(id, other_, longer).error().key, "document.reason-long");
  EXPECT_EQ(desk_.send_back(id, other_, longer).error().key, "document.reason-long");
  ASSERT_TRUE(desk_.review(id, other_, of_length(kLongestReason)));
  EXPECT_EQ(desk_.clear(id, other_, longer).error().key, "document.reason-long");
  ASSERT_TRUE(desk_.clear(id, other_, "不涉密"));
  EXPECT_EQ(desk_.publish(id, other_, Force::No, longer).error().key, "document.reason-long");
  EXPECT_EQ(desk_.publish(id, other_, Force::Yes, longer).error().key, "document.reason-long");
  ASSERT_TRUE(desk_.publish(id, other_));
  EXPECT_EQ(desk_.withdraw(id, other_, longer).error().key, "document.reason-long");
  EXPECT_EQ(desk_.revise(id, author_, longer).error().key, "document.reason-long");
  EXPECT_EQ(desk_.comment(id, of_length(work::kLongestComment + 1), {}, other_).error().key, "comment.long");
}

TEST_P(LimitsTest, OfAgenciesSitesAndColumns) {
  const auto root = Principal::machine("operator:test");
  const auto directory = directory_.current();
  const auto& site = *directory->site_of_agency(east_);
  const auto& column = *directory->column(this->column(east_));
  with_each_text(*directory->agency(east_), 1, [&](const agencies::Agency& agency, const std::string& name) {
    EXPECT_EQ(field_of(sites_.change_agency(agency, root)), name);
  });
  with_each_text(site, 1, [&](const agencies::Site& changed, const std::string& name) {
    EXPECT_EQ(field_of(sites_.change_site(changed, root)), name);
  });
  with_each_text(site.facts, 1, [&](const agencies::SiteFacts& facts, const std::string& name) {
    auto changed = site;
    changed.facts = facts;
    auto refused = sites_.change_site(changed, root);
    ASSERT_FALSE(refused) << name;
    EXPECT_THAT(refused.error().fields, testing::Contains(testing::Field(&FieldProblem::field, "facts." + name)));
  });
  with_each_text(agencies::OpennessOffice(), 1, [&](const agencies::OpennessOffice& office, const std::string& name) {
    EXPECT_EQ(field_of(sites_.organise(east_, office, {}, root)), "openness." + name);
  });
  with_each_text(agencies::Department{.name = "科"}, 1, [&](const agencies::Department& one, const std::string& name) {
    EXPECT_EQ(field_of(sites_.organise(east_, {}, {one}, root)), "departments.0." + name);
  });
  with_each_text(column, 1, [&](const agencies::Column& changed, const std::string& name) {
    if (name != "slug") {
      EXPECT_EQ(field_of(sites_.change_column(changed, root)), name);
    }
    EXPECT_EQ(field_of(sites_.add_column(changed, root)), name);
  });
}

}  // namespace
}  // namespace dl::publications
