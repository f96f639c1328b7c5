#include "app/archive.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "app/office_fixture.h"
#include "app/whole_file.h"

namespace dl::app {
namespace {

class ArchiveTest : public testing::Test {
 protected:
  std::filesystem::path path(const std::string& name) const { return folder_.path() / name; }

  /// An archive with a few members of awkward names and sizes.
  std::string make(const std::string& name) {
    write_file(path("large"), std::string(3 << 20, 'x') + "end");
    auto writer = ArchiveWriter::create(path(name));
    EXPECT_TRUE(writer) << describe(writer.error());
    EXPECT_TRUE(writer->add("manifest.json", "{}"));
    EXPECT_TRUE(writer->add("空的", ""));
    EXPECT_TRUE(
        writer->add("overrides/" + std::string(60, 'a') + "/" + std::string(60, 'b') + "/文件.txt", "短", 0640));
    EXPECT_TRUE(writer->add_file("large", path("large")));
    auto digest = writer->finish();
    EXPECT_TRUE(digest) << describe(digest.error());
    return digest.value_or("");
  }

  std::string refusal(const std::string& name) {
    auto archive = Archive::open(path(name));
    return archive ? "" : archive.error().key;
  }

 private:
  test::TemporaryFolder folder_ = {};
};

TEST_F(ArchiveTest, GivesBackWhatWasPutIn) {
  auto digest = make("a.tar");
  EXPECT_EQ(digest, sha256_hex(read_whole_file(path("a.tar")).value_or("")));
  auto archive = Archive::open(path("a.tar"));
  ASSERT_TRUE(archive) << describe(archive.error());
  EXPECT_EQ(archive->digest(), digest);
  ASSERT_EQ(archive->members().size(), 4U);
  EXPECT_EQ(archive->read(*archive->find("空的")).value_or("?"), "");
  for (const auto& member : archive->members()) ASSERT_TRUE(archive->take_out(member, path("out")));
  EXPECT_EQ(read_whole_file(path("out") / "large").value_or(""), read_whole_file(path("large")).value_or("?"));
  auto deep = path("out") / archive->members()[2].name;
  EXPECT_EQ(read_whole_file(deep).value_or(""), "短");
  EXPECT_EQ(static_cast<unsigned>(std::filesystem::status(deep).permissions()), 0640U);
}

// Whoever holds the file must be able to open and prove it without this program.
TEST_F(ArchiveTest, OpensWithTheSystemsOwnTools) {
  make("a.tar");
  auto command = fmt::format("cd '{0}' && mkdir t && tar xf a.tar -C t && cd t && sha256sum --quiet -c SHA256SUMS",
                             path("").string());
  EXPECT_EQ(std::system(command.c_str()), 0);
}

TEST_F(ArchiveTest, TellsACutFileWhereverItIsCut) {
  make("a.tar");
  auto whole = read_whole_file(path("a.tar")).value_or("");
  for (std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{512}, std::size_t{700}, whole.size() / 2,
                           whole.size() - 2048, whole.size() - 1024, whole.size() - 1}) {
    SCOPED_TRACE(size);
    write_file(path("cut.tar"), whole.substr(0, size));
    EXPECT_EQ(refusal("cut.tar"), "archive.cut");
  }
  // Ended in order, but without the list of digests.
  auto last = whole.rfind("SHA256SUMS");
  write_file(path("cut.tar"), whole.substr(0, last) + std::string(1024, '\0'));
  EXPECT_EQ(refusal("cut.tar"), "archive.cut");
}

TEST_F(ArchiveTest, TellsEveryChangedByte) {
  make("a.tar");
  auto whole = read_whole_file(path("a.tar")).value_or("");
  std::vector<std::size_t> places = {
      0, 5, 130, 150, 512, 513, 1020, whole.size() / 2, whole.size() - 1, whole.size() - 1500};
  for (std::size_t i = 0; i < 60; ++i) places.push_back(i * (whole.size() / 60) + i);
  for (auto at : places) {
    SCOPED_TRACE(at);
    auto changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 0x21);
    write_file(path("changed.tar"), changed);
    EXPECT_NE(refusal("changed.tar"), "");
  }
  write_file(path("changed.tar"), whole + "more");
  EXPECT_EQ(refusal("changed.tar"), "archive.damaged");
}

TEST_F(ArchiveTest, RefusesOtherFilesAndLeadsOutOfNoFolder) {
  write_file(path("text.txt"), std::string(2000, 'a'));
  EXPECT_EQ(refusal("text.txt"), "archive.foreign");
  EXPECT_EQ(refusal("none.tar"), "file.missing");
  for (const char* name : {"../up", "/etc/passwd", "a/../../b", "./a", "a//b"}) {
    SCOPED_TRACE(name);
    auto file = std::string("bad-") + std::to_string(std::hash<std::string>()(name)) + ".tar";
    auto writer = ArchiveWriter::create(path(file));
    ASSERT_TRUE(writer);
    ASSERT_TRUE(writer->add(name, "x"));
    ASSERT_TRUE(writer->finish());
    EXPECT_EQ(refusal(file), "archive.damaged");
  }
}

TEST_F(ArchiveTest, LeavesNothingWhenItIsNotFinished) {
  {
    auto writer = ArchiveWriter::create(path("a.tar"));
    ASSERT_TRUE(writer);
    ASSERT_TRUE(writer->add("a", "b"));
  }
  EXPECT_FALSE(std::filesystem::exists(path("a.tar")));
  EXPECT_FALSE(std::filesystem::exists(path("a.tar.part")));
  make("a.tar");
  auto again = ArchiveWriter::create(path("a.tar"));
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().key, "archive.exists");
}

}  // namespace
}  // namespace dl::app
