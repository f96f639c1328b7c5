// The demonstration is built through the program's own verbs; here from its data files as they are.
#include "app/demo_city.h"

#include <gmock/gmock.h>

#include "app/demo_document.h"
#include "app/office_fixture.h"

namespace dl::app {
namespace {

using publications::Live;

struct Told {
  std::vector<DemoDocument> documents = {};
  std::int64_t withdrawn = 0;
  std::int64_t links = 0;
};

Told read_demo_files(Date today) {
  Told told;
  for (const auto& name : list_resources("data/demo/documents/")) {
    auto document = read_demo_document(name, *find_resource(name), today);
    EXPECT_TRUE(document) << describe(document.error());
    if (!document) continue;
    if (!document->withdrawn.empty()) ++told.withdrawn;
    for (const auto* other : {&document->interprets, &document->amends, &document->repeals})
      if (!other->empty()) ++told.links;
    told.documents.push_back(std::move(*document));
  }
  return told;
}

// Building takes a second or more, so all is looked at in one test.
TEST(DemoCityTest, HasWhatItsFilesSay) {
  test::TemporaryFolder folder;
  auto created = Installation::create(folder.path() / "city");
  ASSERT_TRUE(created) << describe(created.error());
  auto& installation = **created;
  std::size_t steps = 0;
  auto built = build_demo_city(installation, [&](std::size_t done, std::size_t) { steps = done; });
  ASSERT_TRUE(built) << describe(built.error());

  auto told = read_demo_files(installation.clock().today());
  ASSERT_GT(told.documents.size(), 100U);
  EXPECT_EQ(steps, told.documents.size());
  EXPECT_GE(installation.directory().current()->agencies().size(), 3U);

  std::map<std::string, Live> public_ones;
  std::vector<publications::Tombstone> gone;
  auto read = installation.database().read([&](db::Session& session) -> Outcome<void> {
    DL_TRY(auto last, session.value<std::int64_t>("SELECT max(id) FROM document"));
    for (std::int64_t id = 1; id <= last; ++id) {
      if (auto live = publications::load_live(session, id)) {
        public_ones.emplace(live->edition.metadata.title, std::move(*live));
        continue;
      }
      DL_TRY(auto tombstone, publications::load_tombstone(session, id));
      gone.push_back(std::move(tombstone));
    }
    return {};
  });
  ASSERT_TRUE(read) << describe(read.error());
  EXPECT_EQ(static_cast<std::int64_t>(gone.size()), told.withdrawn);
  EXPECT_EQ(public_ones.size() + gone.size(), told.documents.size());

  std::int64_t outgoing = 0;
  for (const auto& document : told.documents) {
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
  EXPECT_EQ(outgoing, told.links);

  auto verdict = installation.journal().verify();
  ASSERT_TRUE(verdict) << describe(verdict.error());
  EXPECT_TRUE(verdict->intact);
  auto forced = installation.database().read([](db::Session& session) {
    return session.value<std::int64_t>("SELECT count(*) FROM journal WHERE verb = 'document.published-by-force'");
  });
  ASSERT_TRUE(forced) << describe(forced.error());
  EXPECT_EQ(*forced, 0) << "every document of the demonstration goes through all its steps";
}

}  // namespace
}  // namespace dl::app
