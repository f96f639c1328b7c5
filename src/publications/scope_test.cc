// Whoever somebody is: what lies outside their scope can be neither read, listed, exported nor changed, now or
// by work that happens later. Random people, random documents, every verb, on every engine.
#include <rapidcheck.h>

#include <set>

#include "journal/browse.h"
#include "publications/shelf_fixture.h"

namespace dl::publications {
namespace {

class ScopeTest : public ShelfTest {
 public:
  /// A document of the agency in each state of its life, by somebody else.
  std::vector<std::int64_t> one_in_each_state(std::int64_t agency) {
    std::vector<std::int64_t> ids;
    for (int steps = 0; steps < 5; ++steps) {
      auto id = drafted(agency, fmt::format("第{}步", steps));
      ids.push_back(id);
      bool taken = (steps < 1 || desk_.submit(id, author_)) && (steps < 2 || desk_.review(id, other_, "")) &&
                   (steps < 3 || desk_.clear(id, other_, "不涉密")) && (steps < 4 || desk_.publish(id, other_));
      EXPECT_TRUE(taken);
    }
    return ids;
  }

  struct Verb {
    const char* name = "";
    Right right = Right::DraftDocuments;
    std::function<std::optional<Error>(std::int64_t, const Principal&)> act = {};
  };

  template <class T>
  static std::optional<Error> error_of(const Outcome<T>& outcome) {
    return outcome ? std::nullopt : std::optional(outcome.error());
  }

  std::vector<Verb> verbs() {
    auto words = notice(east_, "改");
    auto later = Instant(clock().now().milliseconds() + 1000);
    using Id = std::int64_t;
    using By = const Principal&;
    return {
        {"correct", Right::DraftDocuments,
         [=, this](Id id, By by) { return error_of(desk_.correct(id, words.metadata, words.body, by)); }},
        {"add a file", Right::DraftDocuments,
         [this](Id id, By by) {
           return error_of(desk_.add_file(id, {"a.txt", "a", false}, by));
         }},
        {"remove a file", Right::DraftDocuments,
         [this](Id id, By by) { return error_of(desk_.remove_file(id, 1, by)); }},
        {"submit", Right::DraftDocuments, [this](Id id, By by) { return error_of(desk_.submit(id, by)); }},
        {"revise", Right::DraftDocuments, [this](Id id, By by) { return error_of(desk_.revise(id, by, "改")); }},
        {"review", Right::ReviewDocuments, [this](Id id, By by) { return error_of(desk_.review(id, by, "")); }},
        {"clear", Right::ClearDocuments, [this](Id id, By by) { return error_of(desk_.clear(id, by, "不涉密")); }},
        {"publish", Right::PublishDocuments, [this](Id id, By by) { return error_of(desk_.publish(id, by)); }},
        {"force", Right::ForcePublication,
         [this](Id id, By by) { return error_of(desk_.publish(id, by, Force::Yes, "急")); }},
        {"schedule", Right::PublishDocuments,
         [=, this](Id id, By by) { return error_of(desk_.schedule(id, later, by)); }},
        {"unschedule", Right::PublishDocuments, [this](Id id, By by) { return error_of(desk_.unschedule(id, by)); }},
        {"withdraw", Right::WithdrawDocuments, [this](Id id, By by) { return error_of(desk_.withdraw(id, by, "错")); }},
        {"unlink", Right::DraftDocuments,
         [this](Id id, By by) { return error_of(desk_.unlink(id, Relation::Related, id, by)); }},
        {"comment", Right::ReadDocuments, [this](Id id, By by) { return error_of(desk_.comment(id, "看", {}, by)); }},
        {"answer findings", Right::ReadDocuments,
         [this](Id id, By by) { return error_of(desk_.answer_findings(id, {"0"}, Answer::Accepted, "见原件", by)); }},
        {"resolve", Right::ReadDocuments, [this](Id id, By by) { return error_of(desk_.resolve_comment(id, 1, by)); }},
    };
  }

  std::vector<Grant> any_grants() {
    std::vector<Grant> grants;
    for (auto agency : {bureau_, east_, west_})
      if (*rc::gen::inRange(0, 2) == 1)
        grants.push_back(
            {static_cast<Role>(*rc::gen::inRange(0, 8)), agency, static_cast<Reach>(*rc::gen::inRange(0, 2))});
    return grants;
  }
};
DL_ON_EVERY_ENGINE(ScopeTest);

TEST_P(ScopeTest, RefusesEveryVerbWithoutTheRight) {
  std::map<std::int64_t, std::vector<std::int64_t>> documents;
  for (auto agency : {bureau_, east_, west_}) documents[agency] = one_in_each_state(agency);
  auto actor = person("actor", bureau_, {});
  auto all_verbs = verbs();
  EXPECT_TRUE(rc::check("no verb without its right", [&] {
    RC_ASSERT(people().change(actor, {"某人", bureau_, any_grants()}, author_).has_value());
    auto by = principal(actor);
    auto before = *journal_.last_sequence();
    for (const auto& [agency, ids] : documents) {
      auto id = ids[static_cast<std::size_t>(*rc::gen::inRange(0, 5))];
      for (const auto& verb : all_verbs) {
        if (by.may(verb.right, agency)) continue;  // what is permitted, the other suites look at
        auto error = verb.act(id, by);
        RC_ASSERT(error.has_value());
        RC_ASSERT(error->fault == Fault::Forbidden);
        RC_ASSERT(error->key == "right.missing");
      }
      if (!by.may(Right::DraftDocuments, agency)) {
        RC_ASSERT(desk_.draft(notice(agency, "越权"), by).error().key == "right.missing");
        RC_ASSERT(desk_.import({notice(agency, "越权")}, by, std::nullopt).error().key == "right.missing");
      }
      if (!by.may(Right::ForcePublication, agency))
        RC_ASSERT(!desk_.import({notice(agency, "越权")}, by, "急").has_value());
    }
    RC_ASSERT(*journal_.last_sequence() == before);
  }));
}

TEST_P(ScopeTest, ShowsNothingOutsideTheScope) {
  std::map<std::int64_t, std::vector<std::int64_t>> documents;
  for (auto agency : {bureau_, east_, west_}) {
    documents[agency] = one_in_each_state(agency);
    ASSERT_TRUE(desk_.comment(documents[agency][0], "看", {}, other_));
    ASSERT_TRUE(desk_.add_file(documents[agency][0], {"a.txt", "the same", false}, author_));
  }
  auto digest = work(documents[east_][0]).edition.attachments.at(0).digest;
  auto actor = person("actor", bureau_, {});
  EXPECT_TRUE(rc::check("no reading beyond the scope", [&] {
    RC_ASSERT(people().change(actor, {"某人", bureau_, any_grants()}, author_).has_value());
    auto scope = principal(actor).scope(Right::ReadDocuments);
    std::size_t within = 0;
    for (const auto& [agency, ids] : documents) {
      bool covered = scope.covers(agency);
      if (covered) within += ids.size();
      auto id = ids[0];
      auto seen = [&](auto outcome) {
        if (outcome) return true;
        RC_ASSERT(outcome.error().fault == Fault::NotFound);
        RC_ASSERT(outcome.error().key == "document.missing");
        return false;
      };
      RC_ASSERT(seen(read([&](auto& s) { return load_work(s, scope, id); })) == covered);
      RC_ASSERT(seen(read([&](auto& s) { return load_edition(s, scope, id, 1); })) == covered);
      RC_ASSERT(seen(read([&](auto& s) { return list_editions(s, scope, id); })) == covered);
      RC_ASSERT(seen(read([&](auto& s) { return list_reviews(s, scope, id); })) == covered);
      RC_ASSERT(seen(read([&](auto& s) { return list_comments(s, scope, id); })) == covered);
      RC_ASSERT(seen(read([&](auto& s) { return list_links(s, scope, id); })) == covered);
      RC_ASSERT(seen(read([&](auto& s) { return find_attachment(s, scope, id, digest); })) == covered);
      RC_ASSERT(titles(scope, {.agency = agency}).size() == (covered ? ids.size() : 0));
    }
    RC_ASSERT(titles(scope, {}).size() == within);
    auto counts = *read([&](auto& s) { return count_work(s, scope, {}); });
    std::int64_t counted = 0;
    for (const auto& [state, count] : counts) counted += count;
    RC_ASSERT(counted == static_cast<std::int64_t>(within));
  }));
}

// What leaves as a file leaves by the same scopes: a whole list of work, and the journal of agencies.
TEST_P(ScopeTest, ExportsNothingOutsideTheScope) {
  std::map<std::int64_t, std::vector<std::int64_t>> documents;
  for (auto agency : {bureau_, east_, west_}) documents[agency] = one_in_each_state(agency);
  auto actor = person("actor", bureau_, {});
  EXPECT_TRUE(rc::check("no export beyond the scope", [&] {
    RC_ASSERT(people().change(actor, {"某人", bureau_, any_grants()}, author_).has_value());
    auto by = principal(actor);
    auto scope = by.scope(Right::ReadDocuments);
    WorkFilter filter;
    if (*rc::gen::inRange(0, 2) == 1) filter.agency = *rc::gen::element(bureau_, east_, west_);
    if (*rc::gen::inRange(0, 2) == 1) filter.columns = {column(*rc::gen::element(bureau_, east_, west_))};
    if (*rc::gen::inRange(0, 2) == 1) filter.text = *rc::gen::element<std::string>("第", "第1步", "步");
    if (*rc::gen::inRange(0, 2) == 1) filter.state = *rc::gen::element(State::Draft, State::Published);
    std::set<std::int64_t> taken;
    auto walked = read([&](auto& s) {
      return walk_work(s, scope, filter, [&](const std::vector<WorkLine>& lines) -> Outcome<void> {
        for (const auto& line : lines) {
          RC_ASSERT(scope.covers(line.agency));
          RC_ASSERT(taken.insert(line.document).second);
        }
        return {};
      });
    });
    RC_ASSERT(walked.has_value());
    if (filter.columns.empty() && !filter.state && filter.text != "第1步")
      for (const auto& [agency, ids] : documents)
        for (auto id : ids)
          RC_ASSERT(taken.contains(id) == (scope.covers(agency) && (filter.agency == 0 || filter.agency == agency)));

    auto watched = by.scope(Right::ReadJournal);
    journal::BrowseFilter entries;
    if (!watched.all) entries.agencies = watched.agencies;
    if (*rc::gen::inRange(0, 2) == 1) entries.agency = *rc::gen::element(bureau_, east_, west_);
    auto read_entries = read([&](auto& s) {
      return journal::walk(s, entries, [&](const std::vector<journal::Entry>& page) -> Outcome<void> {
        for (const auto& entry : page) RC_ASSERT(watched.covers(entry.event.agency));
        return {};
      });
    });
    RC_ASSERT(read_entries.has_value());
  }));
}

TEST_P(ScopeTest, PublishesLaterOnlyWhatMayBePublishedThen) {
  auto actor = person("actor", bureau_, {});
  EXPECT_TRUE(rc::check("no publication beyond the rights of that moment", [&] {
    RC_ASSERT(people()
                  .change(actor, {"某人", bureau_, {{Role::Publisher, bureau_, Reach::OwnAndBelow}}}, author_)
                  .has_value());
    auto agency = *rc::gen::element(bureau_, east_, west_);
    auto id = drafted(agency, "定时");
    clear(id);
    auto at = Instant(clock().now().milliseconds() + 1000);
    RC_ASSERT(desk_.schedule(id, at, principal(actor)).has_value());
    RC_ASSERT(people().change(actor, {"某人", bureau_, any_grants()}, author_).has_value());
    bool may = principal(actor).may(Right::PublishDocuments, agency);
    clock().set(at);
    RC_ASSERT(*timetable_.take_due() == (may ? 1 : 0));
    RC_ASSERT((work(id).edition.state == State::Published) == may);
    RC_ASSERT(work(id).schedule_failed == (may ? "" : "right.missing"));
  }));
}

TEST_P(ScopeTest, LinksOnlyToWhatIsPublicOrOnesOwn) {
  auto hidden = drafted(west_, "西区草稿");
  auto shown = drafted(west_, "西区公开");
  clear(shown);
  ASSERT_TRUE(desk_.publish(shown, other_));
  auto own = drafted(east_, "东区解读");
  auto drafter = holder(Role::Drafter, east_);
  EXPECT_EQ(desk_.link(own, Relation::Interprets, hidden, drafter).error().key, "document.missing");
  EXPECT_EQ(desk_.link(shown, Relation::Related, own, drafter).error().key, "right.missing");
  EXPECT_TRUE(desk_.link(own, Relation::Interprets, shown, drafter));
  ASSERT_TRUE(desk_.link(own, Relation::Related, hidden, author_));
  auto links = *read([&](auto& s) { return list_links(s, drafter.scope(Right::ReadDocuments), own); });
  ASSERT_EQ(links.size(), 1U);
  EXPECT_EQ(links[0].title, "西区公开");
  EXPECT_EQ(read([&](auto& s) { return list_links(s, Scope::everywhere(), own); })->size(), 2U);
  EXPECT_EQ(desk_.unlink(shown, Relation::Related, own, drafter).error().key, "right.missing");
  EXPECT_TRUE(desk_.unlink(own, Relation::Interprets, shown, drafter));
}

TEST_P(ScopeTest, OffersToLinkOnlyWhatIsPublicOrOnesOwn) {
  auto hidden = drafted(west_, "西区100%草稿");
  auto shown = drafted(west_, "西区公开");
  clear(shown);
  ASSERT_TRUE(desk_.publish(shown, other_));
  ASSERT_TRUE(desk_.revise(shown, author_, "改"));
  ASSERT_TRUE(desk_.correct(shown, notice(west_, "西区未公开的新版").metadata, notice(west_, "新").body, author_));
  auto own = drafted(east_, "东区草稿");
  auto other = drafted(east_, "东区另一草稿");
  struct Row {
    const char* name;
    Scope scope;
    const char* text;
    std::vector<std::int64_t> found;
  };
  const Row rows[] = {
      {"the public words of others", Scope::of({east_}), "西区", {shown}},
      {"not their new words", Scope::of({east_}), "未公开", {}},
      {"one's own, but not itself", Scope::of({east_}), "东区", {other}},
      {"everything", Scope::everywhere(), "草稿", {other, hidden}},
      {"a sign of the pattern is itself", Scope::everywhere(), "%", {hidden}},
      {"new words within the scope", Scope::everywhere(), "未公开", {shown}},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.name);
    std::vector<std::int64_t> found;
    auto lines = read([&](auto& s) { return list_linkable(s, row.scope, own, row.text, 20); });
    ASSERT_TRUE(lines) << describe(lines.error());
    for (const auto& line : *lines) found.push_back(line.document);
    EXPECT_EQ(found, row.found);
  }
  EXPECT_EQ(read([&](auto& s) { return list_linkable(s, Scope::everywhere(), own, "", 2); })->size(), 2U);
}

TEST_P(ScopeTest, GivesAKeyItsOwnAgencyAndNoDecision) {
  auto key = Principal::of_key(1, "办公平台", east_, accounts::Rights(Right::ReadDocuments, Right::DraftDocuments));
  auto id = drafted(east_, "接口来文", key);
  EXPECT_TRUE(desk_.submit(id, key));
  EXPECT_EQ(desk_.review(id, key, "").error().key, "right.missing");
  EXPECT_EQ(desk_.draft(notice(west_, "越权"), key).error().key, "right.missing");
}

}  // namespace
}  // namespace dl::publications
