// The staff's side on every engine: lists of work, revisions, comments, files, schedules, sites and columns.
#include "publications/shelf.h"

#include "agencies/agency_store.h"
#include "publications/library.h"
#include "publications/metadata_json.h"
#include "publications/shelf_fixture.h"

namespace dl::publications {
namespace {

class WorkTest : public ShelfTest {};
DL_ON_EVERY_ENGINE(WorkTest);

TEST_P(WorkTest, ListsWorkByKeyAndFilter) {
  std::vector<std::int64_t> ids;
  for (int i = 0; i < 7; ++i) {
    ids.push_back(drafted(i % 3 == 0 ? east_ : bureau_, fmt::format("通知{}", i), i == 6 ? other_ : author_));
    if (i % 2 == 0) clock().advance_ms(1000);  // some share a moment
  }
  clear(ids[1]);
  ASSERT_TRUE(desk_.submit(ids[2], author_));
  using Titles = std::vector<std::string>;
  auto everywhere = Scope::everywhere();
  EXPECT_EQ(titles(everywhere, {}), (Titles{"通知2", "通知1", "通知6", "通知5", "通知4", "通知3", "通知0"}));
  EXPECT_EQ(titles(Scope::of({east_}), {}), (Titles{"通知6", "通知3", "通知0"}));
  EXPECT_EQ(titles(Scope::of({east_, bureau_}), {}).size(), 7U);
  EXPECT_EQ(titles(Scope::of({bureau_}), {.agency = east_}), Titles{});
  EXPECT_EQ(titles(Scope(), {}), Titles{});
  EXPECT_EQ(titles(everywhere, {.agency = east_}), (Titles{"通知6", "通知3", "通知0"}));
  EXPECT_EQ(titles(everywhere, {.columns = {column(east_)}}).size(), 3U);
  EXPECT_EQ(titles(everywhere, {.state = State::Cleared}), Titles{"通知1"});
  EXPECT_EQ(titles(everywhere, {.state = State::Submitted, .text = "知2"}), Titles{"通知2"});
  EXPECT_EQ(titles(everywhere, {.text = "%"}), Titles{});
  EXPECT_EQ(titles(everywhere, {.author = "person:乙"}), Titles{"通知6"});
  EXPECT_EQ(titles(everywhere, {.year = 2024}), Titles{});
  ASSERT_TRUE(desk_.publish(ids[1], other_));
  EXPECT_EQ(titles(everywhere, {.year = 2024}), Titles{"通知1"});
  auto counts = read([&](auto& s) { return count_work(s, everywhere, {}); });
  EXPECT_EQ(*counts, (std::vector<std::pair<State, std::int64_t>>{
                         {State::Draft, 5}, {State::Published, 1}, {State::Submitted, 1}}));
  counts = read([&](auto& s) { return count_work(s, everywhere, {.year = 2024}); });
  EXPECT_EQ(*counts, (std::vector<std::pair<State, std::int64_t>>{{State::Published, 1}}));
}

TEST_P(WorkTest, LetsNobodyOverwriteWhatAnotherHasWritten) {
  auto id = drafted(east_, "甲的稿");
  EXPECT_EQ(work(id).revision, 1);
  auto mine = notice(east_, "甲改");
  EXPECT_EQ(*desk_.correct(id, mine.metadata, mine.body, author_, 1), 2);
  auto late = notice(east_, "乙改");
  auto refused = desk_.correct(id, late.metadata, late.body, other_, 1);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fault, Fault::Conflict);
  EXPECT_EQ(refused.error().key, "document.changed");
  EXPECT_EQ(work(id).edition.metadata.title, "甲改");
  EXPECT_EQ(*desk_.correct(id, late.metadata, late.body, other_, 2), 3);
  clock().advance_ms(5000);
  ASSERT_TRUE(desk_.submit(id, author_));
  auto now = work(id);
  EXPECT_EQ(now.revision, 4);
  EXPECT_EQ(now.updated_at, clock().now());
  EXPECT_FALSE(now.public_edition);
}

TEST_P(WorkTest, KeepsEditionsReviewsAndComments) {
  auto id = drafted(east_, "办法");
  EXPECT_EQ(desk_.comment(id, " ", {}, other_).error().key, "comment.empty");
  EXPECT_EQ(desk_.comment(id, "错字", 7, other_).error().key, "comment.block");
  auto revision = work(id).revision;
  auto comment = desk_.comment(id, "第一段有错字", 0, other_);
  ASSERT_TRUE(comment) << describe(comment.error());
  EXPECT_EQ(work(id).revision, revision) << "a remark takes nobody's draft away";
  auto elsewhere = drafted(east_, "别的");
  EXPECT_EQ(desk_.resolve_comment(elsewhere, *comment, author_).error().key, "comment.missing");
  ASSERT_TRUE(desk_.resolve_comment(id, *comment, author_));
  EXPECT_EQ(desk_.resolve_comment(id, *comment, author_).error().key, "comment.resolved");
  auto comments = *read([&](auto& s) { return list_comments(s, Scope::everywhere(), id); });
  ASSERT_EQ(comments.size(), 1U);
  EXPECT_EQ(comments[0].block, 0);
  EXPECT_EQ(comments[0].resolved_by, "person:甲");

  ASSERT_TRUE(desk_.submit(id, author_));
  ASSERT_TRUE(desk_.send_back(id, other_, "请改错字"));
  clear(id);
  ASSERT_TRUE(desk_.publish(id, other_));
  ASSERT_TRUE(desk_.revise(id, author_, "更正"));
  auto now = work(id);
  EXPECT_EQ(now.edition.number, 2);
  EXPECT_EQ(now.public_edition, 1);
  auto editions = *read([&](auto& s) { return list_editions(s, Scope::everywhere(), id); });
  ASSERT_EQ(editions.size(), 2U);
  EXPECT_EQ(editions[0].change_note, "更正");
  auto reviews = *read([&](auto& s) { return list_reviews(s, Scope::everywhere(), id); });
  ASSERT_EQ(reviews.size(), 3U);
  EXPECT_EQ(reviews[0].step, "send-back");
  EXPECT_EQ(reviews[0].remark, "请改错字");
  EXPECT_EQ(read([&](auto& s) { return load_edition(s, Scope::everywhere(), id, 1); })->state, State::Published);
  EXPECT_EQ(read([&](auto& s) { return load_edition(s, Scope::everywhere(), id, 3); }).error().key, "edition.missing");
}

TEST_P(WorkTest, AddsAndRemovesFilesOfADraft) {
  auto id = drafted(east_, "附件");
  auto first = desk_.add_file(id, {"一.csv", "a,b\n", false}, author_);
  ASSERT_TRUE(first) << describe(first.error());
  auto second = desk_.add_file(id, {"二.csv", "c,d\n", false}, author_);
  EXPECT_EQ(second->position, 2);
  ASSERT_TRUE(desk_.remove_file(id, 1, author_));
  EXPECT_EQ(desk_.remove_file(id, 1, author_).error().key, "file.missing");
  EXPECT_EQ(desk_.add_file(id, {"三.csv", "e\n", false}, author_)->position, 3);
  ASSERT_TRUE(desk_.remove_file(id, 3, author_));
  EXPECT_EQ(desk_.add_file(id, {"三.csv", "f\n", false}, other_)->position, 4) << "no position means two files";
  EXPECT_EQ(desk_.remove_file(id, 3, author_).error().key, "file.missing") << "as an older page would";
  EXPECT_EQ(desk_.remove_file(id, 4, author_, 1).error().key, "document.changed");
  EXPECT_EQ(work(id).edition.attachments.size(), 2U);
  EXPECT_EQ(work(id).revision, 7);
  auto kept = read([&](auto& s) { return find_attachment(s, Scope::everywhere(), id, second->digest); });
  EXPECT_EQ(kept->name, "二.csv");
  EXPECT_EQ(read([&](auto& s) { return find_attachment(s, Scope::everywhere(), id, first->digest); }).error().fault,
            Fault::NotFound);
  EXPECT_EQ(read([&](auto& s) { return find_attachment(s, Scope::of({west_}), id, second->digest); }).error().key,
            "document.missing");
  ASSERT_TRUE(desk_.submit(id, author_));
  EXPECT_EQ(desk_.add_file(id, {"四", "x", false}, author_).error().key, "document.step");
  EXPECT_EQ(desk_.remove_file(id, 2, author_).error().key, "document.step");
}

TEST_P(WorkTest, PublishesWhenTheTimeHasCome) {
  auto publisher = holder(Role::Publisher, east_);
  auto id = drafted(east_, "按时");
  auto at = Instant(clock().now().milliseconds() + 3'600'000);
  EXPECT_EQ(desk_.schedule(id, at, publisher).error().key, "document.step");
  clear(id);
  EXPECT_EQ(desk_.schedule(id, clock().now(), publisher).error().key, "document.schedule-past");
  EXPECT_EQ(desk_.unschedule(id, publisher).error().key, "document.not-scheduled");
  ASSERT_TRUE(desk_.schedule(id, at, publisher));
  EXPECT_EQ(*timetable_.take_due(), 0);
  ASSERT_TRUE(desk_.unschedule(id, publisher));
  ASSERT_TRUE(desk_.schedule(id, at, publisher));
  clock().set(at);
  EXPECT_EQ(*timetable_.take_due(), 1);
  EXPECT_EQ(*timetable_.take_due(), 0);
  EXPECT_EQ(work(id).edition.released_at, at);
  EXPECT_FALSE(work(id).scheduled_at);
  auto last = journal_.about(topic_of_document(id))->back().event;
  EXPECT_EQ(last.verb, "document.published");
  EXPECT_EQ(last.actor, publisher.actor());
  EXPECT_EQ(last.reason, "按预定时间发布");
}

TEST_P(WorkTest, PublishesNothingByTheClockOfWhatWasWithdrawn) {
  auto publisher = holder(Role::Publisher, east_);
  auto id = drafted(east_, "泄露了的");
  clear(id);
  ASSERT_TRUE(desk_.publish(id, publisher));
  ASSERT_TRUE(desk_.revise(id, author_, "更正"));
  clear(id);
  auto at = Instant(clock().now().milliseconds() + 60'000);
  ASSERT_TRUE(desk_.schedule(id, at, publisher));
  ASSERT_TRUE(desk_.withdraw(id, other_, "含个人信息"));
  EXPECT_FALSE(work(id).scheduled_at);
  EXPECT_EQ(work(id).schedule_failed, "document.schedule-withdrawn");
  auto entries = *journal_.about(topic_of_document(id));
  ASSERT_GE(entries.size(), 2U);
  EXPECT_EQ(entries[entries.size() - 2].event.verb, "document.unscheduled");
  EXPECT_EQ(entries.back().event.verb, "document.withdrawn");
  clock().set(at);
  EXPECT_EQ(*timetable_.take_due(), 0);
  EXPECT_EQ(work(id).edition.state, State::Cleared);
  ASSERT_TRUE(desk_.schedule(id, Instant(at.milliseconds() + 1), publisher)) << "it may be decided anew";
  EXPECT_EQ(work(id).schedule_failed, "");
}

TEST_P(WorkTest, PublishesNothingForSomebodyWhoMayNotAnyMore) {
  auto id = person("publisher", east_, {{Role::Publisher, east_, Reach::Own}});
  auto first = drafted(east_, "先");
  auto second = drafted(east_, "后");
  auto at = Instant(clock().now().milliseconds() + 1000);
  for (auto document : {first, second}) {
    clear(document);
    ASSERT_TRUE(desk_.schedule(document, at, principal(id)));
  }
  ASSERT_TRUE(desk_.send_back(second, other_, "还要改"));
  ASSERT_TRUE(people().suspend(id, "调离", author_));
  clock().set(at);
  EXPECT_EQ(*timetable_.take_due(), 0);
  EXPECT_EQ(work(first).edition.state, State::Cleared);
  EXPECT_EQ(work(first).schedule_failed, "right.missing");
  EXPECT_FALSE(work(first).scheduled_at);
  EXPECT_EQ(journal_.about(topic_of_document(first))->back().event.verb, "document.schedule-refused");
  EXPECT_EQ(work(second).schedule_failed, "") << "sent back, so it was scheduled no more";
  EXPECT_EQ(*read([](auto& s) { return count_live(s, {}); }), 0);
}

// Damaged words are a fault of the machinery: the document stays due, and nothing behind it waits for it.
TEST_P(WorkTest, PublishesWhatIsBehindADocumentThatFails) {
  auto publisher = holder(Role::Publisher, east_);
  auto broken = drafted(east_, "坏");
  auto good = drafted(east_, "好");
  auto at = Instant(clock().now().milliseconds() + 1000);
  for (auto id : {broken, good}) {
    clear(id);
    ASSERT_TRUE(desk_.schedule(id, at, publisher));
  }
  auto damage = [&](const std::string& change) {
    auto done = database().write([&](db::Session& s) { return s.run(change, broken); });
    ASSERT_TRUE(done) << describe(done.error());
  };
  auto sound = read([&](auto& s) {
    return s.template value<std::string>("SELECT metadata FROM edition WHERE document = :id", broken);
  });
  damage("UPDATE edition SET metadata = '{' WHERE document = :id");
  clock().set(at);
  std::vector<std::string> failed;
  const auto publish_due = [&] {
    return *timetable_.take_due([&](const std::string& subject, const Error&) { failed.push_back(subject); });
  };
  EXPECT_EQ(publish_due(), 1);
  EXPECT_EQ(work(good).edition.state, State::Published);
  EXPECT_EQ(failed, (std::vector{topic_of_document(broken)}));
  for (int i = 0; i < 3; ++i) EXPECT_EQ(publish_due(), 0);
  EXPECT_EQ(failed.size(), 3U) << "it rests after the third time";
  auto mended = database().write([&](db::Session& s) {
    return s.run("UPDATE edition SET metadata = :metadata WHERE document = :id", *sound, broken);
  });
  ASSERT_TRUE(mended) << describe(mended.error());
  EXPECT_EQ(publish_due(), 0);
  clock().advance_ms(60'000);
  EXPECT_EQ(publish_due(), 1);
  EXPECT_EQ(work(broken).edition.state, State::Published);
}

TEST_P(WorkTest, ChangesAgenciesSitesAndColumnsForTheirAdministrators) {
  auto boss = holder(Role::AgencyAdministrator, east_);
  auto system = holder(Role::SystemAdministrator, bureau_, Reach::All);
  auto directory = directory_.current();
  auto site = *directory->site_of_agency(east_);
  auto west_site = *directory->site_of_agency(west_);
  auto agency = *directory->agency(east_);

  agency.name = "东区城管局";
  EXPECT_TRUE(sites_.change_agency(agency, boss));
  agency.parent = west_;
  EXPECT_EQ(sites_.change_agency(agency, boss).error().key, "right.missing")
      << "a parent decides whose grants reach it";
  agency.parent = east_;
  EXPECT_EQ(sites_.change_agency(agency, system).error().key, "agency.circle");
  agency.parent = bureau_;
  agency.name = "";
  EXPECT_EQ(sites_.change_agency(agency, boss).error().key, "agency.name");
  EXPECT_EQ(sites_.change_agency(*directory->agency(west_), boss).error().key, "right.missing");

  site.facts.phone = "0969-5550199";
  EXPECT_TRUE(sites_.change_site(site, boss));
  site.prefix = "/west";
  EXPECT_EQ(sites_.change_site(site, boss).error().key, "right.missing");
  auto taken = sites_.change_site(site, system).error();
  EXPECT_EQ(taken.key, "site.address-taken");
  EXPECT_EQ(taken.fields, (std::vector<FieldProblem>{{"prefix", "site.address-taken"}}));
  site.prefix = "/search";
  EXPECT_EQ(sites_.change_site(site, system).error().key, "site.prefix-taken");
  site.prefix = "/east";
  site.facts.badge_url = "javascript:alert(1)";
  EXPECT_EQ(sites_.change_site(site, boss).error().fields.front().field, "facts.badge_url");
  EXPECT_EQ(sites_.change_site(west_site, boss).error().key, "right.missing");

  agencies::Column column{.site = site.id, .slug = "faq", .name = "常见问题"};
  auto added = sites_.add_column(column, boss);
  ASSERT_TRUE(added) << describe(added.error());
  EXPECT_EQ(sites_.add_column(column, boss).error().fields, (std::vector<FieldProblem>{{"slug", "column.slug-taken"}}));
  column.slug = "问题";
  EXPECT_EQ(sites_.add_column(column, boss).error().fields.front().key, "column.slug");
  column = {.site = west_site.id, .slug = "faq", .name = "常见问题"};
  EXPECT_EQ(sites_.add_column(column, boss).error().key, "right.missing");
  column = {.id = *added, .parent = this->column(west_), .name = "问答"};
  EXPECT_EQ(sites_.change_column(column, boss).error().key, "column.missing") << "a parent on another site";
  column.parent = *added;
  EXPECT_EQ(sites_.change_column(column, boss).error().key, "column.circle");
  column.parent = this->column(east_);
  EXPECT_TRUE(sites_.change_column(column, boss));

  ASSERT_TRUE(directory_.reload(database()));
  directory = directory_.current();
  EXPECT_EQ(directory->agency(east_)->name, "东区城管局");
  EXPECT_EQ(directory->site(site.id)->facts.phone, "0969-5550199");
  EXPECT_EQ(directory->site(site.id)->prefix, "/east");
  EXPECT_EQ(directory->column(*added)->slug, "faq") << "the slug stays";
  EXPECT_EQ(directory->column(*added)->parent, this->column(east_));
}

TEST_P(WorkTest, KeepsWhoRunsTheOpennessOfAnAgencyAndItsDepartments) {
  auto boss = holder(Role::AgencyAdministrator, east_);
  auto departments = [&](std::int64_t agency) {
    EXPECT_TRUE(directory_.reload(database()));
    std::vector<agencies::Department> found;
    for (const auto& one : directory_.current()->departments())
      if (one.agency == agency) found.push_back(one);
    return found;
  };
  const agencies::OpennessOffice office{.group_leader = "局长甲", .name = "局办公室", .fax = "0969-5550001"};
  ASSERT_TRUE(sites_.organise(east_, office, {{.name = "办公室"}, {.name = "法规科", .duties = "审核"}}, boss));
  auto made = departments(east_);
  ASSERT_EQ(made.size(), 2U);
  EXPECT_EQ(directory_.current()->agency(east_)->openness, office);

  std::swap(made[0].name, made[1].name);
  ASSERT_TRUE(sites_.organise(east_, office, made, boss)) << "two may change names";
  made = departments(east_);
  EXPECT_EQ(made[0].name, "法规科");
  ASSERT_TRUE(sites_.organise(east_, {}, {made[0], {.name = "执法科"}}, boss));
  auto now = departments(east_);
  ASSERT_EQ(now.size(), 2U);
  EXPECT_EQ(now[1].name, "执法科");
  EXPECT_EQ(directory_.current()->agency(east_)->openness, agencies::OpennessOffice());

  auto twice = sites_.organise(east_, {}, {{.name = "办公室"}, {.name = "办公室"}, {}}, boss);
  ASSERT_FALSE(twice);
  ASSERT_EQ(twice.error().fields.size(), 2U);
  EXPECT_EQ(twice.error().fields[0].field, "departments.1.name");
  EXPECT_EQ(twice.error().fields[1].key, "department.name");
  EXPECT_EQ(sites_.organise(west_, {}, {}, boss).error().key, "right.missing");
  auto system = holder(Role::SystemAdministrator, bureau_, Reach::All);
  EXPECT_EQ(sites_.organise(west_, {}, {now[0]}, system).error().key, "department.missing") << "another agency's";
  EXPECT_EQ(departments(east_).size(), 2U);
}

class UpgradeTest : public test::DatabaseTest {};
DL_ON_EVERY_ENGINE(UpgradeTest);

TEST_P(UpgradeTest, ListsTheWorkOfAnOlderProgram) {
  const std::vector<db::Migration> old = {migrations().front()};
  migrate(test::document_tables(old));
  auto filled = database().write([](db::Session& session) -> Outcome<void> {
    DL_TRY(auto agency, agencies::insert(session, agencies::Agency{.code = "1", .name = "局"}));
    DL_TRY(auto site, agencies::insert(session, agencies::Site{.agency = agency, .name = "局"}));
    DL_TRY(auto column, agencies::insert(session, agencies::Column{.site = site, .slug = "a", .name = "栏"}));
    DL_TRY(auto id, insert_document(session, agency, column, "", Instant(1000)));
    auto edition = [&](int number, State state, const char* title, int created, const std::string& metadata) {
      return session.run(
          "INSERT INTO edition (id, document, number, state, agency, site_column, title, document_number, kind, "
          "issuer, validity, summary, author, change_note, ground, created_at, published_at, released_at, metadata, "
          "body) VALUES (:1, :2, :1, :3, :4, :5, :6, '', '', '', 'InForce', '', 'person:甲', '', '', :7, :8, :8, :9, "
          "'{}')",
          number, id, name_of(state), agency, column, title, created,
          state == State::Published ? std::optional(Instant(2000)) : std::nullopt, metadata);
    };
    Metadata dated{.title = "第一版", .effective_on = Date(2024, 3, 2), .expires_on = Date(2029, 3, 1)};
    DL_CHECK(edition(1, State::Published, "第一版", 1000, write_json(dated)));
    DL_CHECK(edition(2, State::Submitted, "第二版", 3000, write_json(Metadata{.title = "第二版"})));
    return {};
  });
  ASSERT_TRUE(filled) << describe(filled.error());
  migrate(test::document_tables());
  auto page = database().read([](db::Session& session) {
    return list_work(session, Scope::everywhere(), {.state = State::Submitted, .text = "二", .author = "person:甲"}, {},
                     5);
  });
  ASSERT_TRUE(page) << describe(page.error());
  ASSERT_EQ(page->items.size(), 1U);
  EXPECT_EQ(page->items[0].title, "第二版");
  EXPECT_EQ(page->items[0].edition, 2);
  EXPECT_EQ(page->items[0].revision, 1);
  EXPECT_EQ(page->items[0].updated_at, Instant(3000));
  EXPECT_TRUE(page->items[0].is_public);
  auto shown = database().read([](db::Session& session) { return list_live(session, {}, {}, 5); });
  ASSERT_TRUE(shown) << describe(shown.error());
  ASSERT_EQ(shown->lines.size(), 1U);
  EXPECT_EQ(shown->lines[0].effective_on, Date(2024, 3, 2));
  EXPECT_EQ(shown->lines[0].expires_on, Date(2029, 3, 1));
  EXPECT_EQ(shown->lines[0].validity_on(Date(2029, 3, 2)), Validity::Expired);
}

}  // namespace
}  // namespace dl::publications
