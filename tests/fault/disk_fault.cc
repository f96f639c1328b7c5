// The disk is full: reads go on, writes get a clear error, nothing acknowledged is lost, and when
// there is room again writes work without a restart.
//
// As root the database lies on a small tmpfs. Otherwise the size of a file is limited, which the
// program meets as EFBIG instead of ENOSPC.
#include <sys/mount.h>
#include <sys/resource.h>

#include <csignal>
#include <fstream>

#include <gtest/gtest.h>

#include "tests/fault/notes.h"
#include "tests/support/temporary_folder.h"

namespace dl {
namespace {

constexpr std::size_t kDisk = 6u << 20;
constexpr std::size_t kBallast = 2u << 20;

class SmallDisk {
 public:
  SmallDisk() {
    signal(SIGXFSZ, SIG_IGN);
    mounted_ = mount("tmpfs", folder_.path().c_str(), "tmpfs", 0, fmt::format("size={}", kDisk).c_str()) == 0;
    if (mounted_) {
      std::ofstream(ballast(), std::ios::binary) << std::string(kBallast, 'b');
    } else {
      limit(kDisk - kBallast);
    }
  }
  ~SmallDisk() {
    if (mounted_) {
      umount2(folder_.path().c_str(), MNT_DETACH);
    } else {
      limit(RLIM_INFINITY);
    }
  }

  void make_room() {
    if (mounted_) {
      std::filesystem::remove(ballast());
    } else {
      limit(RLIM_INFINITY);
    }
  }

  std::string address() const { return "sqlite:" + (folder_.path() / "daylight.db").string(); }

 private:
  std::filesystem::path ballast() const { return folder_.path() / "ballast"; }
  static void limit(rlim_t bytes) {
    rlimit now = {};
    getrlimit(RLIMIT_FSIZE, &now);
    now.rlim_cur = bytes;
    setrlimit(RLIMIT_FSIZE, &now);
  }

  test::TemporaryFolder folder_ = {};
  bool mounted_ = false;
};

void expect_all_there(journal::Journal& journal, std::int64_t last) {
  auto ids = fault::note_ids(journal.database());
  ASSERT_TRUE(ids) << describe(ids.error());
  EXPECT_EQ(static_cast<std::int64_t>(ids->size()), last);
  auto verdict = journal.verify();
  ASSERT_TRUE(verdict) << describe(verdict.error());
  EXPECT_TRUE(verdict->intact) << verdict->problem;
  EXPECT_EQ(verdict->checked, last);
}

TEST(FullDisk, ReadsGoOnAndNothingIsLost) {
  SmallDisk disk;
  const std::string text(20'000, 't');
  std::int64_t last = 0;
  {
    auto database = db::Database::open({.address = disk.address(), .readers = 2});
    ASSERT_TRUE(database) << describe(database.error());
    ASSERT_TRUE((*database)->migrate(fault::migrations()));
    SystemClock clock;
    journal::Journal journal(**database, clock);

    Outcome<void> written;
    while (last < 10'000 && (written = fault::write_note(journal, last + 1, text))) ++last;
    ASSERT_FALSE(written) << "the disk never became full";
    EXPECT_GT(last, 10);
    for (int attempt = 0; attempt < 5; ++attempt) {
      ASSERT_FALSE(written);
      EXPECT_EQ(written.error().fault, Fault::Full) << describe(written.error());
      EXPECT_EQ(written.error().key, "db.full");
      expect_all_there(journal, last);
      written = fault::write_note(journal, last + 1, text);
    }

    disk.make_room();
    written = fault::write_note(journal, last + 1, text);
    ASSERT_TRUE(written) << describe(written.error());
    expect_all_there(journal, ++last);
  }
  auto again = db::Database::open({.address = disk.address(), .readers = 1});
  ASSERT_TRUE(again) << describe(again.error());
  SystemClock clock;
  journal::Journal journal(**again, clock);
  expect_all_there(journal, last);
}

}  // namespace
}  // namespace dl
