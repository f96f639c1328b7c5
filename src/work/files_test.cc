// Files of a thing that no module here knows: by its subject alone.
#include "work/files.h"

#include <gmock/gmock.h>

#include "accounts/accounts_fixture.h"
#include "base/hash.h"
#include "work/schema.h"

namespace dl::work {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const Version kFirst{"lamp:7", 1};
const Version kSecond{"lamp:7", 2};

class FilesOfThingsTest : public accounts::AccountsTest {
 public:
  FilesOfThingsTest() {
    migrate({&db::migrations(), &journal::migrations(), &test::place_tables(), &accounts::migrations(), &migrations()});
  }

  template <class F>
  auto change(F f) {
    return journal_.write([&](journal::Transaction& transaction) {
      auto done = f(transaction);
      transaction.record({.actor = by_.actor(), .verb = "lamp.file-added", .subject = "lamp:7"});
      return done;
    });
  }
  Outcome<Attachment> add(const NewFile& file, const Version& of = kFirst) {
    return change([&](auto& transaction) { return add_file(transaction, of, file, by_); });
  }
  std::string refusal(const NewFile& file) {
    const auto added = add(file);
    if (added) return "added";
    return added.error().fields.empty() ? added.error().key : added.error().fields.front().key;
  }
  bool remove(int position, const Version& of = kFirst) {
    return change([&](auto& transaction) { return remove_file(transaction, of, position); }).has_value();
  }
  std::vector<std::string> names(const Version& of = kFirst) {
    std::vector<std::string> all;
    const auto files = *read([&](db::Session& session) { return list_files(session, of); });
    for (const auto& one : files) all.push_back(fmt::format("{} {}", one.position, one.name));
    return all;
  }

  accounts::Principal by_ = accounts::Principal::machine("person:甲");
};
DL_ON_EVERY_ENGINE(FilesOfThingsTest);

TEST_P(FilesOfThingsTest, StandInTheirOrderAndNoPositionIsGivenTwice) {
  const auto first = add({"一.csv", "a,b\n", false});
  ASSERT_TRUE(first) << describe(first.error());
  EXPECT_EQ(*first, (Attachment{1, "一.csv", "text/csv", sha256_hex("a,b\n"), 4, false, "person:甲"}));
  ASSERT_TRUE(add({"二.csv", "c,d\n", false}));
  EXPECT_EQ(read([](db::Session& session) { return list_files(session, kFirst); })->front(), *first);
  EXPECT_TRUE(remove(2));
  EXPECT_FALSE(remove(2)) << "as an older page would";
  ASSERT_TRUE(add({"三.csv", "e\n", false}));
  EXPECT_THAT(names(), ElementsAre("1 一.csv", "3 三.csv"));
  EXPECT_THAT(names({"lamp:70", 1}), IsEmpty());
}

TEST_P(FilesOfThingsTest, AreOfKindsThatAreTaken) {
  EXPECT_EQ(refusal({"图.exe", "MZ a program", false}), "file.kind");
  EXPECT_EQ(refusal({"图.pdf", "MZ a program", false}), "file.content");
  EXPECT_EQ(refusal({"../图.csv", "a", false}), "file.name");
  EXPECT_EQ(refusal({"图.png", "<svg/>", true}), "file.image");
  EXPECT_THAT(names(), IsEmpty());
}

TEST_P(FilesOfThingsTest, AreNotMoreThanSoMany) {
  ASSERT_TRUE(change([&](auto& transaction) -> Outcome<void> {
    for (std::size_t i = 0; i < kMostFiles; ++i)
      DL_CHECK(add_file(transaction, kFirst, {fmt::format("{}.txt", i), "a", false}, by_));
    return {};
  }));
  EXPECT_EQ(refusal({"多.txt", "a", false}), "file.too-many");
  EXPECT_TRUE(add({"另.txt", "a", false}, kSecond));
}

TEST_P(FilesOfThingsTest, GoOnIntoTheNextVersion) {
  ASSERT_TRUE(add({"一.csv", "a,b\n", false}));
  ASSERT_TRUE(add({"二.csv", "c,d\n", false}));
  ASSERT_TRUE(remove(1));
  ASSERT_TRUE(change([&](auto& transaction) { return copy_files(transaction, kFirst, kSecond); }));
  EXPECT_THAT(names(kSecond), ElementsAre("2 二.csv"));
  ASSERT_TRUE(add({"二.csv 更名.csv", "c,d\n", false}, kSecond));
  EXPECT_THAT(names(kSecond), ElementsAre("2 二.csv", "3 二.csv 更名.csv"));
  EXPECT_TRUE(remove(2, kSecond));
  EXPECT_THAT(names(), ElementsAre("2 二.csv")) << "the earlier one keeps its own";
  const auto named = [&](const std::string& bytes, const std::string& subject = "lamp:7") {
    const auto found = read([&](db::Session& session) { return find_file(session, subject, sha256_hex(bytes)); });
    return found ? found->name : found.error().key;
  };
  EXPECT_EQ(named("c,d\n"), "二.csv 更名.csv") << "as the newest version has it";
  EXPECT_EQ(named("a,b\n"), "file.missing");
  EXPECT_EQ(named("c,d\n", "lamp:8"), "file.missing");
}

TEST_P(FilesOfThingsTest, KeepTheirBytesOnce) {
  ASSERT_TRUE(add({"一.csv", "a,b\n", false}));
  ASSERT_TRUE(add({"二.csv", "a,b\n", false}, {"lamp:8", 1}));
  EXPECT_EQ(*read([](db::Session& session) { return session.value<std::int64_t>("SELECT count(*) FROM stored_file"); }),
            1);
}

}  // namespace
}  // namespace dl::work
