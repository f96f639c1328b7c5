#include "app/renew_key.h"

#include <gmock/gmock.h>

#include "accounts/sealing_key.h"
#include "app/office_fixture.h"
#include "journal/contents.h"
#include "journal/seals.h"
#include "tests/support/postgres.h"
#include "work/sealed_values.h"

namespace dl::app {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

struct Engine {
  const char* name;
  bool postgres;
};

class RenewKeyTest : public testing::TestWithParam<Engine> {
 protected:
  RenewKeyTest()
      : office_(with_database("[accounts]\n",
                              GetParam().postgres ? test::PostgresServer::shared().create_database() : std::string())) {
    auto& installation = office_.installation();
    auto agency = installation.directory().current()->agencies().front().id;
    person_ = must(installation.people_desk().enter({"zhang.san", "张三", agency, {}, kPassword}, by_)).person;
    auto token = must(installation.sign_in().sign_in({"zhang.san", kPassword, {}, "10.0.0.0/16", "test"})).token;
    must(installation.sign_in().change_password(must(installation.sessions().load(token)), kPassword, kNext));
    auto session = must(installation.sessions().load(token));
    must(installation.sign_in().offer_second_factor(session, {.password = kNext}));
    before_ = sealed_factor();
    secret_ = must(installation.sealing_key().open(before_, context()));
    for (int i = 0; i < 1200; ++i)
      commitments_.push_back(must(installation.journal().keep([&](journal::Transaction& transaction) {
        return work::seal_value(transaction.sql(), installation.sealing_key(), "record:1", "id_number",
                                fmt::format("3301021990{:08}", i));
      })));
  }

  template <class T>
  static T must(Outcome<T> outcome) {
    if (!outcome) throw std::runtime_error(describe(outcome.error()));
    return std::move(*outcome);
  }
  static void must(const Outcome<void>& outcome) {
    if (!outcome) throw std::runtime_error(describe(outcome.error()));
  }

  std::string context() const { return fmt::format("second factor of person:{}", person_); }
  std::string sealed_factor() {
    return must(office_.installation().database().read(
        [](db::Session& session) { return session.value<std::string>("SELECT sealed FROM second_factor"); }));
  }
  std::int64_t count(const std::string& sql) {
    return must(
        office_.installation().database().read([&](db::Session& session) { return session.value<std::int64_t>(sql); }));
  }
  std::vector<journal::Difference> differences() {
    return must(journal::check_contents(office_.installation().journal())).differences;
  }
  Outcome<std::int64_t> renew(bool despite = false) {
    return renew_key(office_.data(), {.actor = "operator:root", .reason = "例行更换", .despite_differences = despite});
  }
  /// What there was opens by the key that the file has now, and nothing lies under another.
  void expect_all_readable(std::int64_t generation) {
    office_.open();
    auto& installation = office_.installation();
    EXPECT_EQ(installation.sealing_key().generation(), generation);
    EXPECT_FALSE(installation.sealing_key().renewing());
    EXPECT_EQ(must(installation.sealing_key().open(sealed_factor(), context())), secret_);
    for (std::size_t i : {0U, 777U, 1199U})
      EXPECT_EQ(
          must(installation.journal().write([&](journal::Transaction& transaction) {
            return work::open_value(transaction, installation.sealing_key(), commitments_[i], {"person:1", "核对", 1});
          })),
          fmt::format("3301021990{:08}", i));
    EXPECT_EQ(count(fmt::format("SELECT count(*) FROM sealed_value WHERE sealed NOT LIKE '{}:%'", generation)), 0);
    EXPECT_THAT(differences(), IsEmpty());
  }

  static constexpr const char* kPassword = "Kite-over-harbour-7";
  static constexpr const char* kNext = "Lamp-under-bridge-8";
  Office office_;
  accounts::Principal by_ = accounts::Principal::machine("person:甲");
  std::int64_t person_ = 0;
  std::string before_ = {};
  std::string secret_ = {};
  std::vector<std::string> commitments_ = {};
};
INSTANTIATE_TEST_SUITE_P(Engines, RenewKeyTest, testing::Values(Engine{"Sqlite", false}, Engine{"Postgres", true}),
                         [](const auto& one) { return std::string(one.param.name); });

TEST_P(RenewKeyTest, PutsEverythingUnderTheNewKeyAndTheOldOneOutOfUse) {
  EXPECT_EQ(must(renew()), 2);
  expect_all_readable(2);
  EXPECT_FALSE(office_.installation().sealing_key().open(before_, context())) << "the old key is gone";
  EXPECT_EQ(must(renew()), 3);
  expect_all_readable(3);
}

TEST_P(RenewKeyTest, GoesOnWhereItWasEnded) {
  const auto seals = [&] { return count("SELECT count(*) FROM journal WHERE verb = 'installation.sealed'"); };
  const auto seals_before = seals();
  // Ended in the middle of the rows: both keys are in the file, and one piece lies under the new one.
  must(accounts::SealingKey::add_generation(office_.installation().key_file()));
  office_.open();
  must(office_.installation().journal().keep([&](journal::Transaction& transaction) {
    return work::renew_values(transaction.sql(), office_.installation().sealing_key(), "", 500);
  }));
  EXPECT_EQ(must(renew()), 2);
  expect_all_readable(2);
  const auto once = seals() - seals_before;
  EXPECT_GT(once, 0);
  // Ended before the old key had left the file: digests are not taken a second time.
  auto& file = office_.installation();
  const auto old_line = std::string(64, 'a') + "\n";
  std::ofstream(file.key_file(), std::ios::app) << old_line;
  EXPECT_EQ(must(renew()), 2);
  EXPECT_EQ(seals() - seals_before, once);
  expect_all_readable(2);
}

TEST_P(RenewKeyTest, LeavesAFolderAloneThatAServiceHas) {
  {
    auto one = must(InUse::claim(office_.data(), InUse::By::Service));
    auto two = must(InUse::claim(office_.data(), InUse::By::Service));
    EXPECT_EQ(renew().error().key, "keys.in-use");
  }
  EXPECT_TRUE(renew());
}

TEST_P(RenewKeyTest, DoesNotSealOverWhatWasChangedPastTheProgram) {
  must(office_.installation().database().write(
      [&](db::Session& session) { return session.run("UPDATE person SET name = '李四' WHERE id = 1"); }));
  EXPECT_EQ(renew().error().key, "keys.differs");
  office_.open();
  EXPECT_EQ(office_.installation().sealing_key().generation(), 1);
  EXPECT_THAT(differences(), SizeIs(1));
  EXPECT_EQ(must(renew(true)), 2);
  expect_all_readable(2);
}

}  // namespace
}  // namespace dl::app
