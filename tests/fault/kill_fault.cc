// A writer is killed in the middle of its work, again and again. What it acknowledged must be
// there, a row and its event always together, and the chain must verify after every death.
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <random>
#include <thread>

#include <gtest/gtest.h>

#include "tests/fault/notes.h"
#include "tests/support/postgres.h"
#include "tests/support/temporary_folder.h"

namespace dl {
namespace {

using std::chrono::milliseconds;

/// Runs the writer until `kill_after` past its first acknowledgement; the last number it acknowledged.
std::int64_t run_and_kill(const std::string& address, std::int64_t first, milliseconds kill_after,
                          const std::filesystem::path& acknowledged) {
  int out = open(acknowledged.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  int child = fork();
  if (child == 0) {
    dup2(out, STDOUT_FILENO);
    auto number = std::to_string(first);
    execl(DAYLIGHT_FAULT_WRITER, "fault_writer", address.c_str(), number.c_str(), nullptr);
    _exit(127);
  }
  close(out);
  for (int i = 0; i < 5000 && std::filesystem::file_size(acknowledged) == 0; ++i)
    std::this_thread::sleep_for(milliseconds(1));
  std::this_thread::sleep_for(kill_after);
  kill(child, SIGKILL);
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status)) << "the writer ended by itself with " << WEXITSTATUS(status);

  std::ifstream lines(acknowledged);
  std::int64_t last = first - 1;
  for (std::int64_t id = 0; lines >> id;) {
    EXPECT_EQ(id, last + 1);
    last = id;
  }
  return last;
}

/// The highest number, after every note and every event have been checked.
std::int64_t check(const std::string& address, std::int64_t acknowledged) {
  auto opened = db::Database::open({.address = address, .readers = 1});
  EXPECT_TRUE(opened) << (opened ? "" : describe(opened.error()));
  if (!opened) return -1;
  SystemClock clock;
  journal::Journal journal(**opened, clock);
  // On PostgreSQL the server may still be committing for the writer that is dead: whoever has the head waits for it.
  EXPECT_TRUE(journal.keep([](journal::Transaction& transaction) {
    return transaction.sql().run("UPDATE journal_head SET sequence = sequence WHERE id = 1");
  }));
  auto verdict = journal.verify();
  auto ids = fault::note_ids(**opened);
  if (!verdict || !ids) {
    ADD_FAILURE() << describe(verdict ? ids.error() : verdict.error());
    return -1;
  }
  EXPECT_TRUE(verdict->intact) << verdict->problem << " at " << verdict->first_broken;
  auto last = static_cast<std::int64_t>(ids->size());
  EXPECT_GE(last, acknowledged) << "an acknowledged note is lost";
  EXPECT_LE(last, acknowledged + 1) << "more than the one write that was in flight";
  EXPECT_EQ(verdict->checked, last) << "a row without its event, or an event without its row";
  for (std::int64_t i = 0; i < last; ++i) EXPECT_EQ((*ids)[static_cast<std::size_t>(i)], i + 1);
  auto newest = journal.after(last - 1, 10);
  EXPECT_TRUE(last == 0 || (newest && newest->back().event.subject == "note:" + std::to_string(last)));
  return last;
}

void kill_often(const std::string& address, int rounds) {
  test::TemporaryFolder folder;
  std::mt19937 random(20240301);
  std::uniform_int_distribution<int> delay(0, 25);
  std::int64_t last = 0;
  for (int round = 0; round < rounds && !testing::Test::HasFailure(); ++round) {
    SCOPED_TRACE(fmt::format("round {}", round));
    auto acknowledged = run_and_kill(address, last + 1, milliseconds(delay(random)), folder.path() / "acknowledged");
    EXPECT_GT(acknowledged, last) << "the writer wrote nothing";
    last = check(address, acknowledged);
  }
  testing::Test::RecordProperty("notes", std::to_string(last));
}

TEST(Kill, AHundredTimesOnSqlite) {
  test::TemporaryFolder folder;
  kill_often("sqlite:" + (folder.path() / "daylight.db").string(), 100);
}

TEST(Kill, TwentyTimesOnPostgres) { kill_often(test::PostgresServer::shared().create_database(), 20); }

}  // namespace
}  // namespace dl
