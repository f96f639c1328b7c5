// The demonstration is built through the program's own verbs; here from its data files as they are.
#include "app/demo_city.h"

#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>
#include <regex>

#include "api/domains.h"
#include "app/demo_document.h"
#include "app/demo_matters_fixture.h"
#include "app/office_fixture.h"
#include "base/resources.h"
#include "figures/bundle.h"
#include "journal/contents.h"
#include "portal/publications/counts.h"
#include "publications/figures.h"
#include "publications/shelf.h"
#include "questions/question_store.h"

namespace dl::app {
namespace {

using publications::Live;
using publications::State;

struct Told {
  std::vector<DemoDocument> documents = {};
  std::vector<DemoDocument> work = {};
  std::int64_t withdrawn = 0;
  std::int64_t links = 0;
  std::int64_t revisions = 0;  ///< under way, of documents that are public
};

std::vector<DemoDocument> read_folder(const char* folder, Date today) {
  std::vector<DemoDocument> documents;
  for (const auto& name : list_resources(folder)) {
    auto document = read_demo_document(name, *find_resource(name), today);
    EXPECT_TRUE(document) << describe(document.error());
    if (document) documents.push_back(std::move(*document));
  }
  return documents;
}

Told read_demo_files(Date today) {
  Told told;
  told.documents = read_folder("data/demo/documents/", today);
  told.work = read_folder("data/demo/work/", today);
  for (const auto& document : told.documents) {
    if (!document.withdrawn.empty()) ++told.withdrawn;
    for (const auto* other : {&document.interprets, &document.amends, &document.repeals})
      if (!other->empty()) ++told.links;
  }
  for (const auto& document : told.work) told.revisions += document.revises.empty() ? 0 : 1;
  return told;
}

State state_after(const std::vector<DemoStep>& steps) {
  State state = State::Draft;
  for (const auto& step : steps)
    if (const auto* row = work::find(publications::kCycle, state, step.step); row && step.deed == Deed::Step)
      state = row->to;
  return state;
}

std::int64_t agency_called(const agencies::Directory& directory, const std::string& name) {
  const auto found = std::ranges::find(directory.agencies(), name, &agencies::Agency::name);
  EXPECT_NE(found, directory.agencies().end()) << name;
  return found == directory.agencies().end() ? 0 : found->id;
}

class DemoCityTest : public testing::Test {
 protected:
  void build() {
    auto created = Installation::create(folder_.path() / "city");
    ASSERT_TRUE(created) << describe(created.error());
    installation_ = std::move(*created);
    began_ = installation_->clock().now();
    auto built = build_demo_city(*installation_, [&](std::size_t done, std::size_t total) {
      EXPECT_EQ(done, steps_ + 1);
      EXPECT_LE(done, total);
      steps_ = done;
    });
    ASSERT_TRUE(built) << describe(built.error());
    told_ = read_demo_files(began_.date());
  }

  template <class F>
  auto read(F ask) {
    return installation_->database().read(ask);
  }

  std::int64_t count(const std::string& sql) {
    auto number = read([&](db::Session& session) { return session.value<std::int64_t>(sql); });
    EXPECT_TRUE(number) << describe(number.error());
    return number.value_or(-1);
  }

  void expect_public();
  void expect_work();
  void expect_tasks();
  void expect_journal();
  void expect_reports();
  void expect_bundle();
  void expect_registers();
  void expect_questions();
  void expect_signatures();
  void expect_matters();

  test::TemporaryFolder folder_ = {};
  std::unique_ptr<Installation> installation_ = {};
  std::size_t steps_ = 0;
  Instant began_ = {};
  Told told_ = {};
};

void DemoCityTest::expect_public() {
  std::map<std::string, Live> public_ones;
  std::vector<publications::Tombstone> gone;
  std::size_t unseen = 0;
  auto listed = read([&](db::Session& session) -> Outcome<void> {
    DL_TRY(auto last, session.value<std::int64_t>("SELECT max(id) FROM document"));
    for (std::int64_t id = 1; id <= last; ++id) {
      if (auto live = publications::load_live(session, id)) {
        public_ones.emplace(live->edition.metadata.title, std::move(*live));
      } else if (auto tombstone = publications::load_tombstone(session, id)) {
        gone.push_back(std::move(*tombstone));
      } else {
        ++unseen;
      }
    }
    return {};
  });
  ASSERT_TRUE(listed) << describe(listed.error());
  EXPECT_EQ(static_cast<std::int64_t>(gone.size()), told_.withdrawn);
  EXPECT_EQ(public_ones.size() + gone.size(), told_.documents.size());
  EXPECT_EQ(unseen, told_.work.size() - static_cast<std::size_t>(told_.revisions));

  std::int64_t outgoing = 0;
  for (const auto& document : told_.documents) {
    SCOPED_TRACE(document.stem);
    if (!document.withdrawn.empty()) {
      EXPECT_TRUE(std::any_of(gone.begin(), gone.end(), [&](const auto& stone) {
        return stone.title == document.metadata.title && stone.ground == document.withdrawn;
      }));
      continue;
    }
    auto found = public_ones.find(document.metadata.title);
    ASSERT_NE(found, public_ones.end());
    const auto& live = found->second;
    EXPECT_EQ(live.edition.published_at, document.published_at);
    EXPECT_FALSE(live.document.index_number.empty());
    EXPECT_EQ(live.editions, document.revised.empty() ? 1 : 2);
    if (!document.revised.empty()) {
      EXPECT_EQ(live.edition.change_note, document.revised);
    }
    EXPECT_EQ(live.edition.attachments.size(), document.files.size());
    for (const auto& link : live.links) outgoing += link.outgoing ? 1 : 0;
  }
  EXPECT_EQ(outgoing, told_.links);
}

// Unfinished work stands where its last step left it, for as long as it has waited.
void DemoCityTest::expect_work() {
  const auto everything = accounts::Principal::machine("system:test").scope(accounts::Right::ReadDocuments);
  auto page = read([&](db::Session& session) {
    return publications::list_work(session, everything, {}, {}, static_cast<int>(told_.documents.size() * 2));
  });
  ASSERT_TRUE(page) << describe(page.error());
  std::set<State> states;
  for (const auto& document : told_.work) {
    SCOPED_TRACE(document.stem);
    auto line = std::ranges::find(page->items, document.metadata.title, &publications::WorkLine::title);
    ASSERT_NE(line, page->items.end());
    EXPECT_EQ(name_of(line->state), name_of(state_after(document.steps)));
    EXPECT_EQ(line->is_public, !document.revises.empty());
    states.insert(line->state);
    const auto& last = document.steps.back();
    EXPECT_EQ(line->scheduled_at.has_value(), last.deed == Deed::Schedule);
    if (line->scheduled_at) {
      EXPECT_GT(*line->scheduled_at, began_);
    }
    if (last.deed != Deed::Schedule && last.deed != Deed::Comment) {
      EXPECT_EQ(line->updated_at, last.at);
    }
  }
  EXPECT_EQ(states.size(), 5U) << "drafts, submitted, reviewed and cleared ones, and what staff alone may read";
}

// Whoever has a part in documents finds something in the work list.
void DemoCityTest::expect_tasks() {
  using accounts::Right;
  constexpr std::pair<Right, State> kParts[] = {{Right::DraftDocuments, State::Draft},
                                                {Right::ReviewDocuments, State::Submitted},
                                                {Right::ClearDocuments, State::Reviewed},
                                                {Right::PublishDocuments, State::Cleared}};
  for (const auto& agency : installation_->directory().current()->agencies())
    for (const auto& [right, state] : kParts) {
      SCOPED_TRACE(agency.name + ": " + std::string(name_of(right)));
      publications::WorkFilter filter{.agency = agency.id, .state = state};
      const auto scope = accounts::Principal::machine("system:test").scope(right);
      auto page = read([&](db::Session& session) { return publications::list_work(session, scope, filter, {}, 10); });
      ASSERT_TRUE(page) << describe(page.error());
      EXPECT_TRUE(std::ranges::any_of(page->items, [](const auto& line) { return !line.scheduled_at; }));
    }
}

void DemoCityTest::expect_journal() {
  auto verdict = installation_->journal().verify();
  ASSERT_TRUE(verdict) << describe(verdict.error());
  EXPECT_TRUE(verdict->intact);
  auto contents = journal::check_contents(installation_->journal());
  ASSERT_TRUE(contents) << describe(contents.error());
  for (const auto& difference : contents->differences) ADD_FAILURE() << journal::describe(difference);
  auto verbs = read([](db::Session& session) {
    return session.query<std::string>("SELECT DISTINCT verb FROM journal ORDER BY verb");
  });
  ASSERT_TRUE(verbs);
  for (const auto& [verb] : *verbs) EXPECT_NE(api::chinese_of_verb(verb), verb) << "it has no word";
  EXPECT_EQ(count("SELECT count(*) FROM journal WHERE verb = 'document.published-by-force'"), 0)
      << "every document of the demonstration goes through all its steps";
  EXPECT_EQ(count("SELECT count(*) FROM journal a JOIN journal b ON b.sequence = a.sequence + 1 WHERE b.at < a.at"), 0)
      << "the journal follows time";
  EXPECT_EQ(count(fmt::format("SELECT count(*) FROM journal WHERE at > {}", began_.milliseconds() + 60'000)), 0);
  EXPECT_GT(count("SELECT count(DISTINCT at) FROM journal"), 300);
}

// What an annual report says of its year is what the pages and the dashboard count by the same definition. The report
// of the government office tells of all agencies.
void DemoCityTest::expect_reports() {
  const auto* figure = *publications::public_documents();
  const auto sources = api::figure_sources();
  ASSERT_TRUE(sources) << describe(sources.error());
  const auto definitions = figures::Definitions::load(*sources);
  ASSERT_TRUE(definitions) << describe(definitions.error());
  const auto directory = installation_->directory().current();
  const auto counted = [&](const figures::Definition& what, const figures::Period& year, std::int64_t agency) {
    const auto cells = read([&](db::Session& session) {
      return figures::cells(session, {.figure = what, .period = year, .agency = agency});
    });
    EXPECT_TRUE(cells) << describe(cells.error());
    return cells ? cells->front().value : -1;
  };
  const std::regex year_of("([0-9]{4})年政府信息公开工作年度报告");
  const std::regex told("主动公开信息([0-9]+)条");
  const std::regex normative(R"(\| 行政规范性文件 \| ([0-9]+) \|)");
  int reports = 0;
  for (const auto& document : told_.documents) {
    std::smatch year;
    std::smatch number;
    if (!std::regex_search(document.metadata.title, year, year_of)) continue;
    if (!std::regex_search(document.body, number, told)) continue;
    SCOPED_TRACE(document.stem);
    const auto period = *figures::Period::parse(year[1].str());
    const bool all = document.agency == "gov";
    const auto agency = all ? 0 : agency_called(*directory, document.metadata.issuer);
    EXPECT_EQ(counted(*figure, period, agency), std::stoll(number[1].str()));
    ++reports;
    if (!all && period.from.year() >= 2024 && std::regex_search(document.body, number, normative)) {
      EXPECT_EQ(counted(definitions->at("publications.normative"), period, agency), std::stoll(number[1].str()));
    }
    const auto* site = all ? nullptr : directory->site_of_agency(agency);
    if (site == nullptr) continue;
    std::vector<std::int64_t> columns;
    for (const auto& column : directory->columns())
      if (column.site == site->id) columns.push_back(column.id);
    portal::Counts home((Vocabulary()));
    const auto tally = read([&](db::Session& session) { return home.of(session, columns); });
    ASSERT_TRUE(tally) << describe(tally.error());
    const auto shown = std::ranges::find(tally->years, period.from.year(), &std::pair<int, std::int64_t>::first);
    ASSERT_NE(shown, tally->years.end());
    EXPECT_EQ(shown->second, counted(*figure, period, agency)) << "the home page";
  }
  EXPECT_EQ(reports, 6);
}

// Every number of the city is recomputed by whoever has the bundle, without this program.
void DemoCityTest::expect_bundle() {
  const auto sources = api::figure_sources();
  ASSERT_TRUE(sources) << describe(sources.error());
  const auto definitions = figures::Definitions::load(*sources);
  ASSERT_TRUE(definitions);
  const auto frozen = figures::freeze(installation_->journal(), *definitions,
                                      {.scope = {.period = *figures::Period::parse("2025")}, .actor = "system:test"});
  ASSERT_TRUE(frozen) << describe(frozen.error());
  const auto files = figures::bundle_of(installation_->journal(), *frozen);
  ASSERT_TRUE(files) << describe(files.error());
  const auto folder = folder_.path() / "bundle";
  for (const auto& [name, text] : *files) {
    std::filesystem::create_directories((folder / name).parent_path());
    std::ofstream(folder / name) << text;
  }
  EXPECT_EQ(std::system(("python3 -B " + (folder / "recompute.py").string() + " > /dev/null").c_str()), 0);
}

// Every register shows something, and there is work on records of every kind: late, sent back, declared as none.
// Five of the six of the bureau and one of a district are shown with their words; the sixth was asked by too few.
void DemoCityTest::expect_questions() {
  const auto page = read([](db::Session& session) {
    return questions::list_questions(session, accounts::Scope::everywhere(), {}, {}, 20);
  });
  ASSERT_TRUE(page) << describe(page.error());
  std::vector<std::string> words;
  std::size_t answered = 0;
  for (const auto& question : page->items) {
    words.push_back(question.words);
    if (question.answer) ++answered;
  }
  EXPECT_THAT(words, ::testing::UnorderedElementsAre("充电桩怎么装", "飞线充电", "电动车上牌", "狂犬疫苗哪里打",
                                                     "井盖响得睡不着", "菜市场几点关门"));
  EXPECT_EQ(answered, 2);
}

void DemoCityTest::expect_registers() {
  for (const auto& [code, made] : installation_->registers().all()) {
    const auto shown =
        count(fmt::format("SELECT count(*) FROM record_state WHERE register = '{}' AND shown <> 0", code));
    if (made.for_staff())
      EXPECT_EQ(shown, 0) << code;
    else
      EXPECT_GE(shown, code == "draws" ? 2 : 3) << code;
  }
  EXPECT_GE(count(fmt::format("SELECT count(*) FROM work_item WHERE subject LIKE 'record:%' AND due_on < '{}'",
                              began_.date().text())),
            10);
  EXPECT_GE(count("SELECT count(*) FROM sign_off WHERE subject LIKE 'record:%' AND standing = 'Returned'"), 5);
  EXPECT_GE(count("SELECT count(*) FROM record_nil"), 4);
}

// Answers of the bureau are signed at all five places of their chain.
void DemoCityTest::expect_signatures() {
  EXPECT_GE(count("SELECT count(*) FROM sign_off WHERE chain = 'request-reply' AND standing = 'Signed' AND (SELECT "
                  "count(DISTINCT signed_by) FROM sign_off_station WHERE sign_off_station.sign_off = sign_off.id) = 5"),
            10);
}

// Each matter is where its steps lead, letters are public as told, notices have their numbers, and some wait too long.
void DemoCityTest::expect_matters() {
  const auto told = read_demo_matters(began_.date());
  ASSERT_TRUE(told) << describe(told.error());
  std::map<std::pair<std::string, std::string>, std::int64_t> expected;
  std::int64_t shown = 0;
  std::int64_t rated = 0;
  for (const auto& matter : told->matters) {
    ++expected[{std::string(kind_of(matter)), states_told(matter).back()}];
    shown += std::ranges::count(matter.steps, kPublishAnswer, &DemoMatterStep::step);
    rated += std::ranges::count(matter.steps, kRateAnswer, &DemoMatterStep::step);
  }
  for (const auto& [place, number] : expected)
    EXPECT_EQ(
        count(fmt::format("SELECT count(*) FROM matter WHERE kind = '{}' AND state = '{}'", place.first, place.second)),
        number)
        << place.first << " " << place.second;
  EXPECT_EQ(count("SELECT count(*) FROM message_public"), shown);
  EXPECT_EQ(count("SELECT count(*) FROM matter_letter WHERE kind = 'receipt' AND number = ''"), 0);
  EXPECT_EQ(count("SELECT count(*) FROM matter_rating"), rated);
  for (const auto* kind : {"request", "message", "rectification"})
    EXPECT_GE(count(fmt::format("SELECT count(*) FROM work_item WHERE due_on < '{}' AND subject IN (SELECT 'matter:' "
                                "|| id FROM matter WHERE kind = '{}')",
                                began_.date().text(), kind)),
              1)
        << kind;
}

// Building takes a second or more, so all is looked at in one test.
TEST_F(DemoCityTest, HasWhatItsFilesSay) {
  ASSERT_NO_FATAL_FAILURE(build());
  ASSERT_GT(told_.documents.size(), 100U);
  ASSERT_GT(told_.work.size(), 15U);
  EXPECT_GT(steps_, told_.documents.size() * 5);
  EXPECT_GE(installation_->directory().current()->agencies().size(), 3U);
  expect_public();
  expect_work();
  expect_tasks();
  expect_reports();
  expect_bundle();
  expect_registers();
  expect_questions();
  expect_signatures();
  expect_matters();
  expect_journal();
}

}  // namespace
}  // namespace dl::app
