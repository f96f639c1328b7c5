#include "db/files.h"

#include "base/hash.h"
#include "db/schema.h"
#include "tests/support/database_fixture.h"

namespace dl::db {
namespace {

constexpr std::int64_t kChunk = 256 * 1024;

std::string some_bytes(std::int64_t size) {
  std::string bytes(static_cast<std::size_t>(size), '\0');
  std::uint32_t state = 12345;
  for (auto& byte : bytes) {
    state = state * 1664525u + 1013904223u;
    byte = static_cast<char>(state >> 24);
  }
  return bytes;
}

class FilesTest : public test::DatabaseTest {
 public:
  FilesTest() { migrate({&migrations()}); }

  Outcome<StoredFile> put(std::string_view bytes) {
    return database().write([&](Session& session) { return put_file(session, bytes, clock().now()); });
  }
  Outcome<std::string> read(const std::string& digest, std::int64_t offset, std::int64_t length) {
    return database().read([&](Session& session) { return read_file(session, digest, offset, length); });
  }
};
DL_ON_EVERY_ENGINE(FilesTest);

TEST_P(FilesTest, GivesBackWhatWasPut) {
  for (std::int64_t size :
       {std::int64_t{0}, std::int64_t{1}, kChunk - 1, kChunk, kChunk + 1, std::int64_t{3'000'000}}) {
    SCOPED_TRACE(size);
    auto bytes = some_bytes(size);
    auto stored = put(bytes);
    ASSERT_TRUE(stored) << describe(stored.error());
    EXPECT_EQ(stored->digest, sha256_hex(bytes));
    EXPECT_EQ(stored->size, size);
    EXPECT_EQ(read(stored->digest, 0, size).value_or("none"), bytes);
    EXPECT_EQ(database().read([&](Session& session) { return file_size(session, stored->digest); }).value_or(-1), size);
  }
}

TEST_P(FilesTest, ReadsRanges) {
  auto bytes = some_bytes(2 * kChunk + 100);
  auto stored = put(bytes);
  ASSERT_TRUE(stored);
  struct Range {
    std::int64_t offset, length;
  };
  const auto whole = static_cast<std::int64_t>(bytes.size());
  for (auto [offset, length] : {Range{0, 0},
                                {0, 1},
                                {kChunk - 1, 2},
                                {kChunk, kChunk},
                                {5, whole},
                                {whole - 1, 10},
                                {whole, 10},
                                {whole + 7, 1},
                                {1, std::numeric_limits<std::int64_t>::max()}}) {
    SCOPED_TRACE(fmt::format("{}+{}", offset, length));
    auto read_back = read(stored->digest, offset, length);
    ASSERT_TRUE(read_back);
    auto want = offset >= whole ? "" : bytes.substr(static_cast<std::size_t>(offset), static_cast<std::size_t>(length));
    EXPECT_EQ(*read_back, want);
  }
  EXPECT_FALSE(read(stored->digest, -1, 10));
}

TEST_P(FilesTest, StoresTheSameBytesOnce) {
  auto bytes = some_bytes(kChunk * 2);
  ASSERT_TRUE(put(bytes));
  ASSERT_TRUE(put(bytes));
  auto chunks =
      database().read([](Session& session) { return session.value<int>("SELECT count(*) FROM stored_chunk"); });
  EXPECT_EQ(chunks.value_or(-1), 2);
}

TEST_P(FilesTest, SaysWhatIsMissingOrDamaged) {
  auto missing = read(std::string(64, '0'), 0, 1);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().fault, Fault::NotFound);
  EXPECT_EQ(missing.error().key, "file.missing");

  auto stored = put(some_bytes(kChunk + 5));
  ASSERT_TRUE(stored);
  ASSERT_TRUE(
      database().write([](Session& session) { return session.run("DELETE FROM stored_chunk WHERE number = 1"); }));
  EXPECT_TRUE(read(stored->digest, 0, kChunk));
  auto damaged = read(stored->digest, kChunk, 1);
  ASSERT_FALSE(damaged);
  EXPECT_EQ(damaged.error().key, "file.damaged");
}

}  // namespace
}  // namespace dl::db
