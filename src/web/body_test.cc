// Bodies in memory and in files, and what they share.
#include "web/body.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

namespace dl::web {
namespace {

struct Folder {
  std::string path = (std::filesystem::temp_directory_path() / "daylight-body-XXXXXX").string();
  Folder() { EXPECT_NE(::mkdtemp(path.data()), nullptr); }
  ~Folder() { std::filesystem::remove_all(path); }
};

// Receives pieces as a connection does.
Outcome<Body> receive(BodyRoom& room, const std::vector<std::string>& pieces) {
  BodyReceiver receiver(room);
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    DL_CHECK(receiver.add(pieces[i]));
    if (receiver.owes_writing(i + 1 == pieces.size())) DL_CHECK(receiver.write());
  }
  return receiver.finish();
}

bool has_left(Budget& budget, std::uint64_t amount) {
  if (!budget.take(amount)) return false;
  budget.give_back(amount);
  return true;
}

TEST(Body, StaysInMemoryWhileItIsSmall) {
  BodyRoom room({.memory = 1000, .disk = 0});
  auto body = receive(room, {"政务", "公开"});
  ASSERT_TRUE(body) << describe(body.error());
  EXPECT_EQ(body->bytes(), "政务公开");
  EXPECT_FALSE(has_left(room.memory, 1000));
  auto copy = *body;
  *body = {};
  EXPECT_EQ(copy.bytes(), "政务公开");
  copy = {};
  EXPECT_TRUE(has_left(room.memory, 1000)) << "what was taken is given back";
}

TEST(Body, GoesToAFileWhenItIsLarge) {
  Folder folder;
  BodyRoom room({.memory = 3 * BodyReceiver::kPiece, .disk = 1 << 20, .folder = folder.path});
  std::vector<std::string> pieces;
  std::string whole;
  for (int i = 0; i < 40; ++i) whole += pieces.emplace_back(16'000, static_cast<char>('a' + i % 26));
  {
    auto body = receive(room, pieces);
    ASSERT_TRUE(body) << describe(body.error());
    EXPECT_EQ(body->bytes(), whole);
    EXPECT_TRUE(has_left(room.memory, 3 * BodyReceiver::kPiece)) << "nothing of it is in memory";
    EXPECT_FALSE(has_left(room.disk, (1 << 20) - whole.size() + 1));
    EXPECT_TRUE(std::filesystem::is_empty(folder.path)) << "the file has no name";
  }
  EXPECT_TRUE(has_left(room.disk, 1 << 20));
}

TEST(Body, IsRefusedBeyondWhatAllShare) {
  BodyRoom room({.memory = 100, .disk = 0});
  BodyReceiver first(room);
  ASSERT_TRUE(first.add(std::string(60, 'x')));
  BodyReceiver second(room);
  auto refused = second.add(std::string(60, 'x'));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().key, "request.room");
  EXPECT_EQ(refused.error().fault, Fault::Unavailable);

  Folder folder;
  BodyRoom small({.memory = 1 << 20, .disk = BodyReceiver::kPiece, .folder = folder.path});
  auto large = receive(small, std::vector<std::string>(20, std::string(16'000, 'x')));
  ASSERT_FALSE(large);
  EXPECT_EQ(large.error().key, "request.room");
  EXPECT_TRUE(has_left(small.disk, BodyReceiver::kPiece));
}

TEST(Body, SaysWhenTheDiskTakesNothing) {
  BodyRoom room({.folder = "/nonexistent"});
  auto body = receive(room, std::vector<std::string>(20, std::string(16'000, 'x')));
  ASSERT_FALSE(body);
  EXPECT_EQ(body.error().fault, Fault::Full);
}

}  // namespace
}  // namespace dl::web
