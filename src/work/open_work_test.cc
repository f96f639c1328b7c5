// Open work of a small domain of its own: letters that are written, signed and sent.
#include "work/open_work.h"

#include <rapidcheck.h>

#include "accounts/accounts_fixture.h"
#include "db/ids.h"
#include "work/schema.h"
#include "work/substitutes.h"

namespace dl::work {
namespace {

using accounts::Grant;
using accounts::Principal;
using accounts::Reach;
using accounts::Right;
using accounts::Role;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::UnorderedElementsAre;

constexpr std::array kKinds = {Kind{"letter.sign", "待签发"}, Kind{"letter.write", "待起草", "/edit"}};
constexpr accounts::Subject kLetter = {.prefix = "letter", .chinese = "信", .work = "/letters/{}"};

constexpr const char* kLetters =
    "CREATE TABLE letter (id BIGINT PRIMARY KEY, agency BIGINT NOT NULL, state TEXT NOT NULL, writer TEXT NOT NULL, "
    "due_on "
    "TEXT, since BIGINT NOT NULL)";

Outcome<std::vector<Item>> items_of_letter(db::Session& session, std::int64_t id) {
  std::vector<Item> items;
  DL_TRY(auto row, (session.find<std::int64_t, std::string, std::string, std::optional<Date>, Instant>(
                       "SELECT agency, state, writer, due_on, since FROM letter WHERE id = :id", id)));
  if (!row) return items;
  auto& [agency, state, writer, due_on, since] = *row;
  Item item{.agency = agency,
            .title = fmt::format("信 {}", id),
            .state = state,
            .actor = writer,
            .due_on = due_on,
            .since = since};
  if (state == "Draft") {
    item.kind = "letter.write";
    item.needs = Right::DraftDocuments;
    item.holder = writer;
    items.push_back(item);
  } else if (state == "Written") {
    item.kind = "letter.sign";
    item.needs = Right::ReviewDocuments;
    item.not_for = {writer};
    items.push_back(item);
  }
  return items;
}

Outcome<std::vector<std::int64_t>> letters(db::Session& session, std::int64_t after, int most) {
  DL_TRY(auto rows,
         session.query<std::int64_t>("SELECT id FROM letter WHERE id > :after ORDER BY id LIMIT :most", after, most));
  std::vector<std::int64_t> ids;
  for (auto& [id] : rows) ids.push_back(id);
  return ids;
}

Producer letters_at_work(std::string laws = "2024") {
  return {.subject = &kLetter,
          .kinds = kKinds,
          .needs = {Right::DraftDocuments, Right::ReviewDocuments},
          .read = Right::ReadDocuments,
          .items = items_of_letter,
          .subjects = letters,
          .grounds = [laws](db::Session&) -> Outcome<std::string> { return laws; }};
}

class OpenWorkTest : public accounts::AccountsTest {
 public:
  OpenWorkTest() {
    static const std::vector<db::Migration> tables = {{"letters", kLetters, {}}};
    migrate({&db::migrations(), &journal::migrations(), &test::place_tables(), &accounts::migrations(), &migrations(),
             &tables});
    work_.keep_with(journal_);
  }

  /// A person without a password, for nobody signs in here.
  std::int64_t person(const std::string& login, std::int64_t agency, const std::vector<Grant>& grants,
                      const std::string& state = "Active") {
    auto made = database().write([&](db::Session& session) -> Outcome<std::int64_t> {
      DL_TRY(auto id, session.value<std::int64_t>("SELECT count(*) + 10 FROM person"));
      DL_CHECK(
          session.run("INSERT INTO person (id, login, name, agency, state, created_at) VALUES (:id, :login, :login, "
                      ":agency, :state, 0)",
                      id, login, agency, state));
      for (const auto& grant : grants)
        DL_CHECK(
            session.run("INSERT INTO person_grant (person, role, agency, reach) VALUES (:id, :role, :agency, :reach)",
                        id, name_of(grant.role), grant.agency, name_of(grant.reach)));
      return id;
    });
    EXPECT_TRUE(made) << describe(made.error());
    return made.value_or(0);
  }

  /// Puts a letter into a state, or takes it away with an empty one, by an event.
  void put(std::int64_t id, const std::string& state, const std::string& writer = "person:1",
           std::optional<Date> due_on = {}, std::int64_t agency = 0) {
    auto done = journal_.write([&](journal::Transaction& transaction) -> Outcome<void> {
      auto& session = transaction.sql();
      if (state.empty())
        DL_CHECK(session.run("DELETE FROM letter WHERE id = :id", id));
      else
        DL_CHECK(
            session.run("INSERT INTO letter (id, agency, state, writer, due_on, since) VALUES (:id, :agency, "
                        ":state, :writer, :due, :now) ON CONFLICT (id) DO UPDATE SET state = excluded.state, writer "
                        "= excluded.writer, due_on = excluded.due_on, since = excluded.since",
                        id, agency == 0 ? bureau_ : agency, state, writer, due_on, transaction.now()));
      transaction.record({.actor = writer, .verb = "letter.changed", .subject = fmt::format("letter:{}", id)});
      return {};
    });
    EXPECT_TRUE(done) << describe(done.error());
    pass(std::chrono::seconds(1));
  }

  std::vector<std::string> list(const Seat& seat, std::string_view kind = {}, int limit = 3) {
    std::vector<std::string> subjects;
    std::optional<db::Key> cursor;
    do {
      auto page = read([&](db::Session& session) { return work_.list(session, seat, kind, cursor, limit); });
      EXPECT_TRUE(page) << describe(page.error());
      if (!page) break;
      for (const auto& line : page->items) subjects.push_back(line.subject);
      cursor = page->next ? db::Key::parse(page->next->text()) : std::nullopt;
      EXPECT_EQ(cursor.has_value(), page->next.has_value());
    } while (cursor);
    return subjects;
  }
  std::map<std::string, std::int64_t> count(const Seat& seat) {
    auto counts = read([&](db::Session& session) { return work_.count(session, seat); });
    EXPECT_TRUE(counts) << describe(counts.error());
    return counts.value_or(std::map<std::string, std::int64_t>());
  }
  /// Every row as text.
  std::vector<std::string> rows() {
    std::vector<std::string> all;
    auto subjects = *read([](db::Session& session) {
      return session.query<std::string>("SELECT DISTINCT subject FROM work_item ORDER BY subject");
    });
    for (const auto& [subject] : subjects) {
      const auto items = *read([&](db::Session& session) { return kept_items(session, subject); });
      for (const auto& item : items)
        all.push_back(fmt::format("{} {} {} {} {} {} {}", subject, item.kind, item.holder, item.not_for.size(),
                                  item.title, item.due_on ? item.due_on->text() : "-", item.since.milliseconds()));
    }
    return all;
  }
  Rebuilt rebuild() {
    auto rebuilt = work_.rebuild(journal_);
    EXPECT_TRUE(rebuilt) << describe(rebuilt.error());
    return rebuilt.value_or(Rebuilt());
  }
  Seat seat(std::int64_t person) { return {principal(person), {}}; }
  Seat seat_today(std::int64_t person) {
    auto absent = *read([&](db::Session& session) { return list_absent(session, person, clock().today()); });
    return {principal(person), std::move(absent)};
  }
  Outcome<void> stand_in(std::int64_t absent, const Substitute& wish) {
    const auto by = principal(absent);
    return journal_.write([&](journal::Transaction& transaction) { return name_substitute(transaction, by, wish); });
  }
  Outcome<void> end(std::int64_t absent) {
    const auto by = principal(absent);
    return journal_.write([&](journal::Transaction& transaction) { return end_substitute(transaction, by); });
  }

 protected:
  OpenWork work_ = OpenWork({letters_at_work()});
};
DL_ON_EVERY_ENGINE(OpenWorkTest);

TEST_P(OpenWorkTest, FollowsItsCauseAndGoesWithIt) {
  put(1, "Draft");
  EXPECT_EQ(rows().size(), 1U);
  put(1, "Written");
  ASSERT_EQ(rows().size(), 1U);
  EXPECT_THAT(rows().front(), testing::HasSubstr("letter.sign"));
  put(1, "Sent");
  EXPECT_THAT(rows(), IsEmpty());
  put(2, "Draft");
  put(2, "");
  EXPECT_THAT(rows(), IsEmpty());
  auto failed = journal_.write([&](journal::Transaction& transaction) -> Outcome<void> {
    DL_CHECK(
        transaction.sql().run("INSERT INTO letter (id, agency, state, writer, since) VALUES (3, 1, 'Draft', "
                              "'person:1', 0)"));
    transaction.record({.actor = "person:1", .verb = "letter.changed", .subject = "letter:3"});
    return fail(Fault::Invalid, "request.fields");
  });
  EXPECT_FALSE(failed);
  EXPECT_THAT(rows(), IsEmpty()) << "in the transaction of its cause";
}

TEST_P(OpenWorkTest, StandsInTheOrderOfItsUrgencyWithinWhatOneMayDo) {
  auto reviewer = person("zhao", bureau_, {{Role::Reviewer, bureau_, Reach::OwnAndBelow}});
  auto drafter = person("qian", east_, {{Role::Drafter, east_, Reach::Own}});
  const auto me = fmt::format("person:{}", drafter);
  put(1, "Written");
  put(2, "Written", "person:1", Date(2024, 5, 1));
  put(3, "Written", "person:1", Date(2024, 4, 1), east_);
  put(4, "Written", "person:1", Date(2024, 4, 1), office_);
  put(5, "Draft", me, Date(2024, 4, 2), east_);
  put(6, "Draft", me, {}, bureau_);
  put(7, "Written", fmt::format("person:{}", reviewer), Date(2024, 1, 1));
  put(8, "Written", "person:1", Date(2024, 4, 1));
  EXPECT_THAT(list(seat(reviewer)), ElementsAre("letter:3", "letter:8", "letter:2", "letter:1"))
      << "the nearest day, then the longest wait; not one's own, not another agency's";
  EXPECT_THAT(list(seat(reviewer), "letter.write"), IsEmpty());
  EXPECT_THAT(count(seat(reviewer)), ElementsAre(Pair("letter.sign", 4)));
  EXPECT_THAT(list(seat(drafter)), ElementsAre("letter:5"));
  EXPECT_THAT(list({Principal(), {}}), IsEmpty());
  EXPECT_EQ(work_.place_of({"letter:5", {.kind = "letter.write"}}), "/letters/5/edit");
}

TEST_P(OpenWorkTest, ShowsMoreThanAPageHolds) {
  for (int i = 1; i <= 7; ++i) put(i, "Written", "person:1", Date(2024, 4, 8 - i));
  EXPECT_THAT(list({Principal::machine("person:2"), {}}),
              ElementsAre("letter:7", "letter:6", "letter:5", "letter:4", "letter:3", "letter:2", "letter:1"));
}

TEST_P(OpenWorkTest, ASubstituteSeesWhatWaitsForWhoeverIsAwayAsFarAsTheyMayRead) {
  auto away =
      person("zhou", bureau_, {{Role::Drafter, bureau_, Reach::OwnAndBelow}, {Role::Reviewer, bureau_, Reach::Own}});
  auto here = person("wu", bureau_, {{Role::Drafter, bureau_, Reach::Own}});
  const auto theirs = fmt::format("person:{}", away);
  put(1, "Draft", theirs);
  put(2, "Draft", theirs, {}, east_);
  put(3, "Written", "person:99");
  put(4, "Written", fmt::format("person:{}", here));
  put(5, "Draft", fmt::format("person:{}", here));
  EXPECT_THAT(list(seat_today(here)), ElementsAre("letter:5"));
  const auto today = clock().today();
  ASSERT_TRUE(stand_in(away, {here, today, today.plus_days(2)}));
  EXPECT_THAT(list(seat_today(here)), UnorderedElementsAre("letter:1", "letter:3", "letter:5"))
      << "letter 2 lies where the substitute reads nothing, letter 4 is their own";
  EXPECT_THAT(count(seat_today(here)), UnorderedElementsAre(Pair("letter.write", 2), Pair("letter.sign", 1)));
  EXPECT_EQ(*read([&](db::Session& session) { return find_substitute(session, away); }),
            std::optional(Substitute{here, today, today.plus_days(2)}));
  pass(std::chrono::hours(72));
  EXPECT_THAT(list(seat_today(here)), ElementsAre("letter:5")) << "the days are over";
  ASSERT_TRUE(stand_in(away, {here, clock().today(), clock().today()}));
  ASSERT_TRUE(end(away));
  EXPECT_THAT(list(seat_today(here)), ElementsAre("letter:5"));
  EXPECT_THAT(verbs_about(theirs), testing::IsSupersetOf({"substitute.named", "substitute.ended"}));
}

TEST_P(OpenWorkTest, ASubstituteReadsAKindOfWorkByTheRightThatItNames) {
  // Signing shows what is asked for in confidence; whoever reads letters does not read that.
  static constexpr Kind kInConfidence[] = {{"letter.write", "待写"},
                                           {.name = "letter.sign", .chinese = "待签", .read = Right::ReadRequests}};
  auto letters = letters_at_work();
  letters.kinds = kInConfidence;
  const OpenWork confidential({letters});
  const auto away =
      person("zhou", bureau_, {{Role::Drafter, bureau_, Reach::Own}, {Role::Reviewer, bureau_, Reach::Own}});
  const auto here = person("wu", bureau_, {{Role::Drafter, bureau_, Reach::Own}});
  const auto officer = person("zheng", bureau_, {{Role::RequestOfficer, bureau_, Reach::Own}});
  put(1, "Draft", fmt::format("person:{}", away));
  put(2, "Written", "person:99");
  const auto today = clock().today();
  const auto seen_by = [&](std::int64_t substitute) {
    EXPECT_TRUE(stand_in(away, {substitute, today, today}));
    const auto seat = seat_today(substitute);
    const auto page = read([&](db::Session& session) { return confidential.list(session, seat, {}, {}, 10); });
    std::vector<std::string> subjects;
    for (const auto& line : page->items) subjects.push_back(line.subject);
    return subjects;
  };
  EXPECT_THAT(seen_by(here), ElementsAre("letter:1"));
  EXPECT_THAT(seen_by(officer), UnorderedElementsAre("letter:1", "letter:2"));
}

TEST_P(OpenWorkTest, ASubstituteStandsInForAllWhoNamedThem) {
  const auto here = person("wu", bureau_, {{Role::Drafter, bureau_, Reach::Own}});
  const auto today = clock().today();
  for (int i = 1; i <= 5; ++i) {
    const auto away = person(fmt::format("away{}", i), bureau_, {{Role::Drafter, bureau_, Reach::Own}});
    put(i, "Draft", fmt::format("person:{}", away));
    ASSERT_TRUE(stand_in(away, {here, today, today}));
  }
  EXPECT_EQ(list(seat_today(here)).size(), 5U);
  EXPECT_THAT(count(seat_today(here)), ElementsAre(Pair("letter.write", 5)));
}

TEST_P(OpenWorkTest, RefusesSubstitutesThatCannotBe) {
  auto away = person("zheng", bureau_, {});
  auto gone = person("wang", bureau_, {}, "Suspended");
  const auto today = clock().today();
  struct Row {
    Substitute wish;
    const char* key;
  };
  const Row rows[] = {
      {{away, today, today}, "substitute.self"},
      {{gone, today, today}, "person.missing"},
      {{999, today, today}, "person.missing"},
      {{gone, today.plus_days(1), today}, "substitute.days"},
      {{gone, today.plus_days(-2), today.plus_days(-1)}, "substitute.days"},
  };
  for (const auto& row : rows) EXPECT_EQ(stand_in(away, row.wish).error().key, row.key);
  EXPECT_EQ(end(away).error().key, "substitute.missing");
}

TEST_P(OpenWorkTest, IsMadeAnewAsItWas) {
  for (int i = 1; i <= 5; ++i) put(i, i % 2 == 0 ? "Draft" : "Written");
  const auto kept = rows();
  EXPECT_EQ(rebuild().differed, 0);
  // Past the program: one row gone, one invented, one altered, one of nobody's domain.
  auto spoiled = database().write([](db::Session& session) -> Outcome<void> {
    DL_CHECK(session.run("DELETE FROM work_item WHERE subject = 'letter:1'"));
    DL_CHECK(session.run("UPDATE work_item SET title = '另一封' WHERE subject = 'letter:2'"));
    for (const char* subject : {"letter:77", "parcel:1"}) {
      DL_TRY(const auto id, db::next_id(session, "work_item"));
      DL_CHECK(session.run(
          "INSERT INTO work_item (id, subject, kind, needs_right, agency, holder, not_for, title, state, "
          "actor, since, urgency) VALUES (:id, :subject, 'letter.sign', 'publications.review', 1, '', '', '', '', '', "
          "0, 0)",
          id, subject));
    }
    return {};
  });
  ASSERT_TRUE(spoiled) << describe(spoiled.error());
  EXPECT_NE(rows(), kept);
  auto rebuilt = rebuild();
  EXPECT_EQ(rebuilt.differed, 4);
  EXPECT_EQ(rebuilt.items, 5);
  EXPECT_EQ(rows(), kept);
}

TEST_P(OpenWorkTest, IsMadeAnewOnceWhenTheProgramOrTheLawIsAnother) {
  ASSERT_TRUE(database().write([](db::Session& session) {
    return session.run("INSERT INTO letter (id, agency, state, writer, since) VALUES (1, 1, 'Draft', 'person:1', 0)");
  }));
  EXPECT_EQ(work_.rebuild_if_older(journal_)->items, 1) << "of before there were rows";
  EXPECT_EQ(work_.rebuild_if_older(journal_)->items, 0) << "nothing was owed";
  EXPECT_EQ(OpenWork({letters_at_work("2025")}).rebuild_if_older(journal_)->items, 1);
}

TEST_P(OpenWorkTest, ReadsTheMostUrgentOutOfAnIndex) {
  for (const auto& who :
       {Principal::machine("person:1"),
        Principal::of_key(1, "k", 2,
                          accounts::Rights(Right::ReviewDocuments, Right::DraftDocuments, Right::ReadDocuments))}) {
    const Seat seat{who, {Principal::machine("person:2")}};
    std::string steps;
    auto explained = database().write([&](db::Session& session) -> Outcome<void> {
      const auto sql = work_.list_sql(session.engine(), seat, {}, {}, 200);
      if (session.engine() == db::Engine::Sqlite) {
        DL_TRY(auto lines, (session.query<int, int, int, std::string>(db::Sql("EXPLAIN QUERY PLAN ?", sql))));
        for (const auto& [id, parent, unused, step] : lines) steps += step + "\n";
        return {};
      }
      // Kept from what pays for empty tables alone.
      for (const char* way : {"SET LOCAL enable_seqscan = off", "SET LOCAL enable_bitmapscan = off"})
        DL_CHECK(session.run(way));
      DL_TRY(auto lines, session.query<std::string>(db::Sql("EXPLAIN ?", sql)));
      for (const auto& [step] : lines) steps += step + "\n";
      return {};
    });
    ASSERT_TRUE(explained) << describe(explained.error());
    EXPECT_THAT(steps, testing::HasSubstr("work_item_waiting"));
    for (const char* gathers : {"TEMP B-TREE", "SCAN work_item", "Sort  (cost", "Seq Scan"})
      EXPECT_THAT(steps, testing::Not(testing::HasSubstr(gathers)));
  }
}

TEST(OpenWork, KeptIsRebuiltAfterRandomHistories) {
  EXPECT_TRUE(rc::check([] {
    test::EmptyDatabase store(test::Store::SqliteMemory);
    static const std::vector<db::Migration> tables = {{"letters", kLetters, {}}};
    store.migrate({&db::migrations(), &journal::migrations(), &test::place_tables(), &accounts::migrations(),
                   &migrations(), &tables});
    FixedClock clock(Instant::at(Date(2024, 3, 1), 9, 30));
    journal::Journal journal(store.database(), clock);
    const OpenWork work({letters_at_work()});
    work.keep_with(journal);
    const auto steps = *rc::gen::container<std::vector<std::pair<int, int>>>(
        rc::gen::pair(rc::gen::inRange(1, 6), rc::gen::inRange(0, 5)));
    for (const auto& [id, deed] : steps) {
      constexpr std::array kStates = {"Draft", "Written", "Sent"};
      const auto at = static_cast<std::size_t>(deed);
      auto done = journal.keep([&, id = id](journal::Transaction& transaction) -> Outcome<void> {
        auto& session = transaction.sql();
        if (at < kStates.size())
          DL_CHECK(
              session.run("INSERT INTO letter (id, agency, state, writer, since) VALUES (:id, 1, :state, 'a', :now) "
                          "ON CONFLICT (id) DO UPDATE SET state = excluded.state, since = excluded.since",
                          id, kStates.at(at), transaction.now()));
        else if (at == 3)
          DL_CHECK(session.run("UPDATE letter SET due_on = '2024-06-01' WHERE id = :id", id));
        else
          DL_CHECK(session.run("DELETE FROM letter WHERE id = :id", id));
        const auto subject = fmt::format("letter:{}", id);
        if (at == 3)
          transaction.touch(subject);  // as words under way: no event is owed yet
        else
          transaction.record({.actor = "a", .verb = "letter.changed", .subject = subject});
        return {};
      });
      RC_ASSERT(done.has_value());
      clock.advance_ms(1000);
    }
    RC_ASSERT(work.rebuild(journal)->differed == 0);
  }));
}

}  // namespace
}  // namespace dl::work
