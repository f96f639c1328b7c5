#include "work/sealed_values.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "accounts/accounts_fixture.h"
#include "base/hash.h"
#include "work/schema.h"

namespace dl::work {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

const std::string kNumber = "330102199003078888";

class SealedValuesTest : public test::DatabaseTest {
 public:
  SealedValuesTest() {
    migrate({&db::migrations(), &journal::migrations(), &test::place_tables(), &accounts::migrations(), &migrations()});
  }

  std::string keep(const std::string& field, const std::string& value) {
    auto kept =
        database().write([&](db::Session& session) { return seal_value(session, key_, "record:12", field, value); });
    EXPECT_TRUE(kept) << describe(kept.error());
    return kept.value_or("");
  }
  Outcome<std::string> open(const std::string& commitment, const std::string& reason = "核对申请人身份") {
    return journal_.write([&](journal::Transaction& transaction) {
      return open_value(transaction, key_, commitment, {"person:7", reason, 3});
    });
  }
  Outcome<void> erase(const std::string& commitment, const std::string& reason = "期限届满") {
    return journal_.write([&](journal::Transaction& transaction) {
      return erase_value(transaction, commitment, {"person:7", reason, 3});
    });
  }
  /// All that the table holds, as text.
  std::string table() {
    std::string all;
    auto rows = database().read([](db::Session& session) {
      return session.query<std::string, std::string, std::string, std::optional<std::string>>(
          "SELECT commitment, subject, field, sealed FROM sealed_value ORDER BY commitment");
    });
    for (const auto& [commitment, subject, field, sealed] : *rows)
      all += fmt::format("{} {} {} {}\n", commitment, subject, field, sealed.value_or("-"));
    return all;
  }
  void overwrite(const std::string& sql) {
    auto done = database().write([&](db::Session& session) { return session.run(sql); });
    EXPECT_TRUE(done) << describe(done.error());
  }

 protected:
  journal::Journal journal_ = journal::Journal(database(), clock());
  accounts::SealingKey key_ = accounts::SealingKey::random();
};
DL_ON_EVERY_ENGINE(SealedValuesTest);

TEST_P(SealedValuesTest, OpensForAReasonThatTheJournalKeeps) {
  const auto commitment = keep("id_number", kNumber);
  EXPECT_EQ(commitment.size(), 64U);
  EXPECT_THAT(table(), Not(HasSubstr(kNumber)));
  auto opened = open(commitment);
  ASSERT_TRUE(opened) << describe(opened.error());
  EXPECT_EQ(*opened, kNumber);
  auto entries = journal_.about("record:12");
  ASSERT_EQ(entries->size(), 1U);
  const auto& event = entries->front().event;
  EXPECT_EQ(event.verb, "sealed.opened");
  EXPECT_EQ(event.actor, "person:7");
  EXPECT_EQ(event.reason, "核对申请人身份");
  EXPECT_EQ(event.agency, 3);
  EXPECT_EQ(event.after_digest, commitment);
  EXPECT_EQ(open(commitment, " ").error().key, "sealed.reason-owed");
  EXPECT_EQ(open(std::string(64, 'a')).error().key, "sealed.missing");
  EXPECT_EQ(journal_.about("record:12")->size(), 1U) << "what was not opened leaves no event";
}

TEST_P(SealedValuesTest, SaltsEachValueSoThatEqualOnesAreNotSeenToBe) {
  EXPECT_NE(keep("id_number", kNumber), keep("id_number", kNumber));
  // A commitment is what anybody computes from salt, field and value.
  const std::string salt(kSaltBytes, '\x07');
  EXPECT_EQ(commitment_of(salt, "id_number", kNumber), sha256_hex(salt + "id_number" + kNumber));
  EXPECT_NE(commitment_of(salt, "id_number", kNumber), commitment_of(salt, "party", kNumber));
}

TEST_P(SealedValuesTest, ReadsSeveralAtOnce) {
  std::vector<std::string> all;
  for (int i = 0; i < 600; ++i) all.push_back(keep("number", fmt::format("{}", i)));  // more than a statement takes
  ASSERT_TRUE(erase(all[7]));
  const auto read = [&](const std::vector<std::string>& some) {
    return database().read([&](db::Session& session) { return read_values(session, key_, some); });
  };
  const auto opened = read(all);
  ASSERT_TRUE(opened) << describe(opened.error());
  for (std::size_t i = 0; i < all.size(); ++i)
    EXPECT_EQ(opened->at(all[i]), i == 7 ? std::nullopt : std::optional(fmt::format("{}", i)));
  EXPECT_THAT(*read({}), testing::IsEmpty());
  EXPECT_EQ(read({all[0], std::string(64, '0')}).error().key, "sealed.missing");
}

TEST_P(SealedValuesTest, ErasesTheValueAndKeepsTheCommitment) {
  const auto commitment = keep("id_number", kNumber);
  const auto other = keep("party", "张三");
  EXPECT_EQ(erase(commitment, "").error().key, "sealed.reason-owed");
  ASSERT_TRUE(erase(commitment));
  EXPECT_EQ(open(commitment).error().key, "sealed.erased");
  EXPECT_EQ(erase(commitment).error().key, "sealed.erased");
  EXPECT_EQ(*open(other), "张三");
  auto values = *database().read([](db::Session& session) { return list_sealed(session, "record:12"); });
  ASSERT_EQ(values.size(), 2U);
  EXPECT_EQ(values[0].commitment, commitment);
  EXPECT_TRUE(values[0].erased);
  EXPECT_FALSE(values[1].erased);
  EXPECT_EQ(journal_.about("record:12")->front().event.verb, "sealed.erased");
}

TEST_P(SealedValuesTest, TellsWhenAnotherValueWasPutInItsPlace) {
  const auto one = keep("id_number", kNumber);
  const auto two = keep("id_number", "330102199003070000");
  overwrite(
      fmt::format("UPDATE sealed_value SET sealed = (SELECT sealed FROM sealed_value WHERE commitment = '{}') WHERE "
                  "commitment = '{}'",
                  two, one));
  EXPECT_EQ(open(one).error().fault, Fault::Internal);
  overwrite(fmt::format("UPDATE sealed_value SET field = 'party' WHERE commitment = '{}'", two));
  EXPECT_EQ(open(two).error().key, "sealed.broken");
}

TEST_P(SealedValuesTest, IsSealedAnewInPiecesAndGoesOnWhereItWasEnded) {
  test::TemporaryFolder folder;
  const auto file = folder.path() / "accounts.key";
  key_ = *accounts::SealingKey::load_or_make(file);
  std::vector<std::string> kept;
  for (int i = 0; i < 7; ++i) kept.push_back(keep("id_number", fmt::format("{}{}", kNumber, i)));
  ASSERT_TRUE(erase(kept[3]));
  key_ = *accounts::SealingKey::add_generation(file);
  const auto under_new = [&] {
    const auto rows = table();
    std::size_t count = 0;
    for (auto at = rows.find(" 2:"); at != std::string::npos; at = rows.find(" 2:", at + 1)) ++count;
    return count;
  };
  const auto piece = [&](const std::string& after) {
    return *database().write([&](db::Session& session) { return renew_values(session, key_, after, 2); });
  };
  piece("");  // ended after the first two
  EXPECT_GE(under_new(), 1U);
  EXPECT_LE(under_new(), 2U);
  EXPECT_EQ(*open(kept[0]), kNumber + "0") << "both generations open meanwhile";
  for (std::string after = piece(""); !after.empty();) after = piece(after);
  EXPECT_EQ(under_new(), 6U);
  key_ = *accounts::SealingKey::drop_older(file);
  for (std::size_t i = 0; i < kept.size(); ++i)
    EXPECT_EQ(open(kept[i]).value_or("-"), i == 3 ? "-" : fmt::format("{}{}", kNumber, i));
}

RC_GTEST_PROP(SealedValues, CommitmentsOfDifferentValuesDiffer, (const std::string& a, const std::string& b)) {
  RC_PRE(a != b);
  const std::string salt(kSaltBytes, 's');
  RC_ASSERT(commitment_of(salt, "f", a) != commitment_of(salt, "f", b));
}

}  // namespace
}  // namespace dl::work
